// Where a model goes in the format that was asked for: to stdout, or into a file.

import type {Target} from "../case/index.ts"
import {marked} from "../core/own-mark.ts"
import type {Common, Request} from "./request.ts"

/** Options of the commands that write a model in some format. */
export type FormatOptions = Common & {out?: string; to?: string; data?: string[]}

/** Gives `text` in `format` to stdout (`-`), or to the file `out`, marked as made by Brink. */
export function giveModel({terminal, io}: Request, text: string, format: string, out: string, target: Target): void {
  if (out === "-") terminal.give(text)
  else io.replaceOwn(out, marked(text, format), target)
}

/** A model may go where the same one is already: people edit these files, and those that they edited are kept. */
export const targetOf = (path: string, o: FormatOptions): Target => ({
  inputs: [path, ...(o.data ?? [])],
  force: o.force === true,
  later: true,
})
