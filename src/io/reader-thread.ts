// A thread that reads documents, one after the other: see readers.ts.

import {parentPort} from "node:worker_threads"
import type {DocumentReading} from "../claims/index.ts"
import {readOne} from "../claims/whole.ts"
import type {Document} from "../documents/index.ts"
import {loadEnglish} from "./english.ts"

export type Order = {readonly document: Document}

/** What it says, or how reading it went wrong by a mistake of ours. */
export type Answer = {readonly reading: DocumentReading} | {readonly mistake: string}

const port = parentPort
if (port) {
  const english = loadEnglish()
  const read = (document: Document): Answer => {
    try {
      return {reading: readOne(document, english)}
    } catch (error) {
      return {mistake: error instanceof Error ? (error.stack ?? error.message) : String(error)}
    }
  }
  port.on("message", ({document}: Order) => port.postMessage(read(document)))
}
