// Damaged model files are refused or run, and never crash or hang anything. Here a sample of
// the benchmark's own models; mutation.long.ts takes ten thousand of the corpus.

import {readdirSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"
import {mutant} from "./mutant.ts"
import {modelsUnder, runMutants} from "./mutation-run.ts"

const own = [...modelsUnder(fileURLToPath(new URL("../../bench/models", import.meta.url))), ...examples()]

/** Models of other tools that the documentation and the cases hold. */
function examples() {
  const root = fileURLToPath(new URL("../../", import.meta.url))
  return ["docs", "cases"]
    .filter((name) => readdirSync(root).includes(name))
    .flatMap((name) => modelsUnder(root + name))
}

test("the n-th mutant is the same one every time, and another than the next", () => {
  const bytes = (n: number) => Buffer.from(mutant(own, n).bytes).toString("latin1")
  expect(bytes(7)).toBe(bytes(7))
  expect(bytes(7)).not.toBe(bytes(8))
})

test("200 damaged models crash nothing and hang nothing", async () => {
  const {counts, wrong} = await runMutants(own, 0, 200)
  expect(wrong).toEqual([])
  // Damage is of all degrees: some models still run, some are refused.
  expect(counts["ran"]).toBeGreaterThan(8)
  expect(counts["issues"]! + counts["refused"]!).toBeGreaterThan(40)
}, 120_000)
