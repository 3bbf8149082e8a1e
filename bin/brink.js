#!/usr/bin/env node
import {main} from "../dist/program/brink.js"

process.exitCode = await main(process.argv.slice(2))
