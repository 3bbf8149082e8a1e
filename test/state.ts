// Where the commands of one test run keep what belongs to a user: the secret that caches are sealed with is not the one
// of whoever runs the tests. Gone when the run ends.

import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"

export const state = mkdtempSync(join(tmpdir(), "brink-tests-"))
process.on("exit", () => rmSync(state, {recursive: true, force: true}))
