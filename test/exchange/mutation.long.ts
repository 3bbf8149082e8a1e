// Ten thousand damaged models of the corpus crash nothing and hang nothing.

import {existsSync} from "node:fs"
import {join} from "node:path"
import {expect, test} from "vitest"
import {modelsUnder, runMutants} from "./mutation-run.ts"

const corpus = join(process.env["BRINK_SHARED"] ?? "../shared", "data/sd-test-models")
/** For a quick look at a few, or at other ones: FROM-TO. */
const [from = 0, to = 10_000] = (process.env["BRINK_MUTANTS"] ?? "").split("-").filter(Boolean).map(Number)

test.skipIf(!existsSync(corpus))(
  "mutants of the corpus crash nothing and hang nothing",
  async () => {
    const {counts, wrong, slowest} = await runMutants(modelsUnder(corpus), from, to)
    console.log(
      `${to - from} mutants: ${JSON.stringify(counts)}, ${wrong.length} wrong, the slowest ${Math.round(slowest)} ms`,
    )
    expect(wrong).toEqual([])
  },
  600_000,
)
