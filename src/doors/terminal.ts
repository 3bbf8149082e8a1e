// Words out: results to stdout, everything else to stderr, and a bar with the time left
// while something runs, on a terminal only. No result ever depends on whether a terminal
// is there. What is said on stderr is of a length that people read, whatever it quotes.

import {Presets, SingleBar} from "cli-progress"
import {bounded} from "../fault.ts"

/** Where words go. `quiet` silences `note` and the bars, never a refusal. */
export type Terminal = {
  /** A result, as it is. */
  say(text: string): void
  /** Progress, timing, warnings: one line on stderr, unless quiet. */
  note(line: string): void
  /** A refusal or a warning that must be seen. */
  warn(line: string): void
  /** Whether results are read on a screen that shows colours; nothing is said by colour alone. */
  readonly colours?: boolean
  /** A bar named `label`; `to` moves it (0..1), `end` removes it. */
  bar(label: string): {to(share: number): void; end(): void}
}

const STEPS = 1000

/** The process's own terminal. Colours only where stdout is one and NO_COLOR is not set (no-color.org); bars are plain ASCII. */
export function openTerminal(options: {quiet: boolean}): Terminal {
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    stream.write(text)
  }
  return {
    colours: process.stdout.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
    say: (text) => write(process.stdout, text),
    note: (line) => {
      if (!options.quiet) write(process.stderr, `${bounded(line)}\n`)
    },
    warn: (line) => write(process.stderr, `${bounded(line)}\n`),
    bar: (label) => {
      if (options.quiet || !process.stderr.isTTY) return {to: () => {}, end: () => {}}
      const bar = new SingleBar(
        {
          stream: process.stderr,
          format: `${label.padEnd(24)} [{bar}] {percentage}%  {eta_formatted} left`,
          clearOnComplete: true,
          hideCursor: true,
          barCompleteChar: "#",
          barIncompleteChar: " ",
        },
        Presets.legacy,
      )
      bar.start(STEPS, 0)
      return {to: (share) => bar.update(Math.round(STEPS * share)), end: () => bar.stop()}
    },
  }
}

/** A reader that stops early (`brink read x | head`) is no error of ours. Calling it again changes nothing. */
export function ignoreBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners("error").includes(onBrokenPipe)) stream.on("error", onBrokenPipe)
}

function onBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error
}
