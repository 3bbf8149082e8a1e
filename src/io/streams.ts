// The process's two ways out: results to stdout, everything else to stderr, every byte of both; and its way in. In: text. A reader who
// stops early (`brink read x | head -1`) ends what is written there and nothing else; a disk that is full is a refusal;
// an error stream that takes no more must not change what a command did, and is left.
//
// Written with the system's own call: the platform's streams do not count what a file took, and tell of errors when
// the exit code has long been decided.

import {isatty} from "node:tty"
import {Fault} from "../core/fault.ts"
import {inWords, systemCode} from "./system-words.ts"
import {writeAll} from "./whole-writes.ts"

/** Where words leave. */
export type Streams = {
  /** @throws Fault `doors/stdout` when not all of it could be written. */
  out(text: string): void
  err(text: string): void
  /** All that comes in, to its end; absent where nothing does. @throws Fault `doors/stdin`. */
  in?(): Promise<string>
  /** The same line by line as it comes in; absent where nothing does. @param prompt is shown before each line that is typed. */
  lines?(prompt: string): AsyncIterable<string>
  /** Whether somebody types, and sees what is printed; absent: nobody. */
  readonly isTyped?: boolean
  /** Whether what goes to stdout is seen on a screen, which takes control characters for orders. */
  readonly isScreen: boolean
}

const IN = 0
const OUT = 1
const ERR = 2

/** The process's own. */
export function openStreams(): Streams {
  let outGone = false
  let errGone = false
  return {
    isScreen: isatty(OUT),
    out: (text) => {
      if (outGone) return
      try {
        writeAll(OUT, text)
      } catch (error) {
        outGone = true
        if (isGone(error)) return
        throw new Fault("doors/stdout", `The result cannot be written to stdout: ${inWords(error)}`, {
          next: "What is there of it is not whole. Make room, or send it elsewhere.",
        })
      }
    },
    in: () => import("./stdin.ts").then(({readStdin}) => readStdin()),
    isTyped: isatty(IN) && isatty(OUT),
    lines: async function* (prompt) {
      const {stdinLines} = await import("./stdin.ts")
      yield* stdinLines(prompt)
    },
    err: (text) => {
      if (errGone) return
      try {
        writeAll(ERR, text)
      } catch {
        errGone = true
      }
    },
  }
}

/** Nobody reads any more, or the stream was closed before we began. */
const isGone = (error: unknown): boolean => ["EPIPE", "EBADF"].includes(systemCode(error))
