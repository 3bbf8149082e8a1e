// The tutorials' commands and the examples of `--help` whose files ship run as they stand there.

import {existsSync} from "node:fs"
import {join} from "node:path"
import {expect} from "vitest"
import {commands, helpExamples, runAsWritten} from "./pages.ts"

runAsWritten(
  [
    ["docs/tutorial.md", commands("docs/tutorial.md")],
    ["docs/strangers-folder.md", commands("docs/strangers-folder.md")],
    ["docs/own-case.md", commands("docs/own-case.md")],
    ["docs/commands.md", [...new Set(helpExamples())]],
  ],
  (folder) => expect(existsSync(join(folder, "brink-report.html"))).toBe(true),
)
