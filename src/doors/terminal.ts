// Words out: results to stdout, everything else to stderr, and a bar with the time left
// while something runs, on a terminal only. No result ever depends on whether a terminal
// is there.

import {isatty} from "node:tty"
import {Presets, SingleBar} from "cli-progress"
import type {Streams} from "./streams.ts"

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
export function openTerminal(options: {quiet: boolean; streams: Streams}): Terminal {
  const {streams} = options
  return {
    colours: isatty(1) && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
    say: (text) => streams.out(text),
    note: (line) => {
      if (!options.quiet) streams.err(`${line}\n`)
    },
    warn: (line) => streams.err(`${line}\n`),
    bar: (label) => {
      if (options.quiet || !isatty(2)) return {to: () => {}, end: () => {}}
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
