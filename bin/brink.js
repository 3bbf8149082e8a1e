#!/usr/bin/env node
import {existsSync} from "node:fs"

const program = new URL("../dist/program/brink.js", import.meta.url)
if (existsSync(program)) {
  const {main} = await import(program.href)
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.stderr.write(
    "cli/not-built: Brink is not built in this checkout\n  Run `npm ci` and `npm run build`, once.\n",
  )
  process.exitCode = 2
}
