// What comes in by the process's own input. Out: its text. Apart from the streams that words leave by: hardly a command
// reads any.

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
