// The gallery as it is kept: `gallery.slow.test.ts` holds every figure to its file, so that tests that measure figures need
// not draw the large maps again.

import {readdirSync, readFileSync} from "node:fs"

const folder = new URL("../__snapshots__/", import.meta.url)

/** The kept figure of this name, as it was drawn. */
export const kept = (name: string): string =>
  readFileSync(new URL(`${name}.html`, folder), "utf8")
    .trimEnd()
    .replaceAll(">\n<", "><")

/** Every kept figure by name. */
export const allKept = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(".html"))
      .map((file) => [file.slice(0, -".html".length), kept(file.slice(0, -".html".length))]),
  )
