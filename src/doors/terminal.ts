// Words out: results to stdout, everything else to stderr, and a bar with the time left
// while something runs, on a terminal only. No result ever depends on whether a terminal
// is there.

import {Presets, SingleBar} from "cli-progress"
import {withoutControls} from "../controls.ts"
import {type Piece, shownMessage, shownPieces} from "./shown.ts"

/** Where words go. `quiet` silences `note` and the bars, never a refusal. */
export type Terminal = {
  /** A result for people: control characters in it are shown, and colours are for screens that have them. */
  say(result: string | readonly Piece[]): void
  /** A result for programs: as it is, but on a screen, where its control characters are shown. */
  give(text: string): void
  /** Progress, timing, warnings: one line on stderr, unless quiet. */
  note(line: string): void
  /** A refusal or a warning that must be seen. */
  warn(line: string): void
  /** A bar named `label`; `to` moves it (0..1), `end` removes it. */
  bar(label: string): {to(share: number): void; end(): void}
}

const STEPS = 1000

/** The process's own terminal; `hide` takes secrets out of what it is sent. Colours only where stdout is one and NO_COLOR is not set (no-color.org); bars are plain ASCII. */
export function openTerminal(options: {quiet: boolean; hide?: (text: string) => string}): Terminal {
  const hide = options.hide ?? ((text: string) => text)
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    stream.write(text)
  }
  // Nothing is said by colour alone.
  const colours = process.stdout.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb"
  return {
    say: (result) => write(process.stdout, hide(shownPieces(typeof result === "string" ? [result] : result, colours))),
    give: (text) => write(process.stdout, hide(process.stdout.isTTY ? withoutControls(text) : text)),
    note: (line) => {
      if (!options.quiet) write(process.stderr, `${hide(shownMessage(line))}\n`)
    },
    warn: (line) => write(process.stderr, `${hide(shownMessage(line))}\n`),
    bar: (label) => {
      if (options.quiet || !process.stderr.isTTY) return {to: () => {}, end: () => {}}
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

/** A reader that stops early (`brink read x | head`) is no error of ours. Calling it again changes nothing. */
export function ignoreBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners("error").includes(onBrokenPipe)) stream.on("error", onBrokenPipe)
}

function onBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error
}
