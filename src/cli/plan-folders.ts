// What plans of runs and of documents share on the command line: the plan's file beside its shards, paths as seen from it, and
// the words and the bar while a folder is filled.

import {dirname, isAbsolute, join, relative, sep} from "node:path"
import {Fault} from "../core/fault.ts"
import {programVersion} from "../io/fingerprint.ts"
import type {Filled, Progress} from "../io/shards.ts"
import type {Request} from "./request.ts"

/** The plan that a folder of shards holds beside them. */
export const IN_FOLDER = "plan.json"

/** Whether a text is a plan of reading documents, and not of runs. */
export const isReadingPlan = (text: string): boolean => /^\s*\{\s*"format":\s*"brink\/reading-plan@/.test(text)

/** A path as it is seen from the folder of `file`, with `/` between its steps. */
export function seenFrom(file: string, path: string): string {
  return relative(dirname(file), path).split(sep).join("/") || "."
}

/** The same path as it is seen from here. */
export function seenFromHere(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path).split(sep).join("/")
}

/** @throws Fault `shards/other-version` for a plan that another version made. */
export function refuseOtherVersion(file: string, brink: string): void {
  const version = programVersion()
  if (brink === version) return
  throw new Fault("shards/other-version", `${file} was made by Brink ${brink}, and this is ${version}`, {
    next: "Compute and gather with the version that made it, or make the plan anew with this one.",
  })
}

/**
 * Fills a folder with a bar, and says what was there.
 * @param count shards in all. @param where what is said to have had them.
 */
export async function filling(
  {terminal}: Request,
  {doing, where, count}: {readonly doing: string; readonly where: string; readonly count: number},
  fill: (onProgress: (progress: Progress) => void) => Promise<Filled>,
): Promise<void> {
  const bar = terminal.bar(doing)
  let before: number | null = null
  try {
    const {reused, computed, others} = await fill(({done, of}) => {
      before ??= done
      // The time that is left is told by what was computed since.
      if (of > before) bar.to((done - before) / (of - before))
    })
    if (reused + others > 0)
      terminal.note(
        `${where}: ${reused} of ${count} shards were there, ${computed} were computed${others > 0 ? `, ${others} came from others` : ""}`,
      )
  } finally {
    bar.end()
  }
}
