// Commands that a page shows, run as they stand there, in order, in a folder of their own: they end well. The first of
// each kind is started as a process, the others in this one.

import {readFileSync, symlinkSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, expect, test} from "vitest"
import {type Built, build} from "./built.ts"
import {typedIn} from "./inside.ts"

const project = fileURLToPath(new URL("../../", import.meta.url))

/** What stands after `node bin/brink.js` on a line of a code block or in a table cell; patterns like `*.txt` are left out. */
export function commands(page: string): string[] {
  return [...readFileSync(join(project, page), "utf8").matchAll(/(?:^|`)node bin\/brink\.js ([^`\n]+)/gm)]
    .map((match) => match[1]!.trim())
    .filter((line) => !line.includes("*"))
}

/** Examples of `--help` on small cases and models that ship; those on the bundled case stand on the other pages. */
export function helpExamples(): string[] {
  const page = readFileSync(join(project, "docs/commands.md"), "utf8")
  return [...page.matchAll(/^ {2}brink (\S+ (?:cases\/(?!pakistan)|docs\/examples\/|model$).*?)(?: {3,}.*)?$/gm)].map(
    (match) => match[1]!,
  )
}

/** Words as a shell parts them: quotes hold words together. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!)
}

/**
 * Registers a test for each line.
 * @param after looks at the folder when all have run.
 */
export function runAsWritten(
  pages: readonly (readonly [page: string, lines: readonly string[]])[],
  after?: (folder: string) => void,
): void {
  let built: Built
  let folder: string
  beforeAll(() => {
    built = build()
    folder = built.put("pages/made", "").replace(/made$/, "")
    for (const shown of ["cases", "docs"]) symlinkSync(join(project, shown), join(folder, shown))
  })
  afterAll(() => {
    after?.(folder)
    built.remove()
  })
  const started = new Set<string>()
  for (const [page, lines] of pages) {
    test(`${page} shows commands`, () => expect(lines.length).toBeGreaterThan(3))
    // What `open` does lasts until it is ended: test/workbench. What wants a server has one in scale.slow.test.ts.
    for (const line of lines.filter((each) => !/^open | --engine /.test(each)))
      test(`${page}: brink ${line}`, {timeout: 120_000}, async () => {
        const typed = words(line)
        const first = !started.has(typed[0]!)
        started.add(typed[0]!)
        const {code, out, err} = first ? built.brink(typed, {cwd: folder}) : await typedIn(folder, typed)
        expect(err).not.toMatch(/mistake in Brink/)
        expect({line, code: code === 1 ? 0 : code, err}).toMatchObject({line, code: 0})
        // What goes into a file is not printed.
        if (!/^(?:edit|import|export) |^draft .*--out /.test(line)) expect(out).not.toBe("")
      })
  }
}
