// Words out: results to stdout, everything else to stderr, and a bar with the time left
// while something runs, on a terminal only. No result ever depends on whether a terminal
// is there. What is said on stderr is of a length that people read, whatever it quotes.

import {isatty} from "node:tty"
import {Presets, SingleBar} from "cli-progress"
import {withoutControls} from "../core/controls.ts"
import {bounded} from "../core/fault.ts"
import {type Piece, shownMessage, shownPieces} from "./shown.ts"
import type {Streams} from "./streams.ts"

/** Where words go. `quiet` silences notes, warnings and bars, never a refusal; the exit code says the rest. */
export type Terminal = {
  /** A result for people: control characters in it are shown, and colours are for screens that have them. */
  say(result: string | readonly Piece[]): void
  /** A result for programs: as it is, but on a screen, where its control characters are shown. */
  give(text: string): void
  /** Progress, timing, warnings: one line on stderr, unless quiet. */
  note(line: string): void
  /** What needs attention, and stops nothing: on stderr, unless quiet. */
  warn(line: string): void
  /** On stderr, quiet or not: a part of a refusal that its message has no room for, or that words leave this machine. */
  always(line: string): void
  /** A bar named `label`; `to` moves it (0..1), `end` removes it. */
  bar(label: string): {to(share: number): void; end(): void}
}

const STEPS = 1000

/** A terminal over two streams; `hide` takes secrets out of what it is sent. Colours only where stdout is a screen and NO_COLOR is not set (no-color.org); bars are plain ASCII. */
export function openTerminal(options: {quiet: boolean; streams: Streams; hide?: (text: string) => string}): Terminal {
  const {streams} = options
  const hide = options.hide ?? ((text: string) => text)
  // Nothing is said by colour alone.
  const colours = streams.isScreen && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb"
  const tell = (line: string) => streams.err(`${bounded(hide(shownMessage(line)))}\n`)
  const unlessQuiet = options.quiet ? () => {} : tell
  return {
    say: (result) => streams.out(hide(shownPieces(typeof result === "string" ? [result] : result, colours))),
    give: (text) => streams.out(hide(streams.isScreen ? withoutControls(text) : text)),
    note: unlessQuiet,
    warn: unlessQuiet,
    always: tell,
    bar: (label) => {
      if (options.quiet || !isatty(2)) return {to: () => {}, end: () => {}}
      const bar = new SingleBar(
        {
          stream: process.stderr,
          format: `${hide(withoutControls(label)).padEnd(24)} [{bar}] {percentage}%  {eta_formatted} left`,
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
