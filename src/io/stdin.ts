// What comes in by the process's own input. Out: its text, whole or line by line. Apart from the streams that words leave by: hardly a command
// reads any.

import {createInterface} from "node:readline"
import {Fault} from "../core/fault.ts"
import {decode} from "../documents/formats/decode.ts"
import {LARGEST_TEXT} from "./limits.ts"
import {inWords} from "./system-words.ts"

/** All of stdin as text. @throws Fault `doors/stdin`. */
export async function readStdin(): Promise<string> {
  const refused = (why: string): Fault =>
    new Fault("doors/stdin", `Cannot read stdin: ${why}`, {next: "Send it text in UTF-8, or name a file."})
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of process.stdin) {
      pieces.push(piece)
      length += piece.length
      if (length > LARGEST_TEXT) throw refused(`it has more than ${LARGEST_TEXT} bytes`)
    }
  } catch (error) {
    throw error instanceof Fault ? error : refused(inWords(error))
  }
  const decoded = decode(Buffer.concat(pieces))
  if (decoded.text === null) throw refused(decoded.why)
  return decoded.text
}

/** Letters of a line that is typed; what is longer is cut there. */
const LONGEST_LINE = 1000

/** The lines of stdin as they come in. @param prompt is shown before each where somebody types. */
export async function* stdinLines(prompt: string): AsyncGenerator<string> {
  const typed = process.stdin.isTTY === true && process.stdout.isTTY === true
  const lines = createInterface({input: process.stdin, ...(typed && {output: process.stdout}), prompt, terminal: typed})
  if (typed) lines.prompt()
  try {
    for await (const line of lines) {
      yield line.slice(0, LONGEST_LINE)
      if (typed) lines.prompt()
    }
  } finally {
    lines.close()
  }
}
