// The same bits wherever a model runs: every backend gives the hash that is pinned. Other
// versions of Node are held to the same file by `npm run golden`.

import {readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {describe, expect, test} from "vitest"
import {backends, golden, runsOf, titleOf} from "./fingerprints.ts"

const root = fileURLToPath(new URL("../../", import.meta.url))
const pinned = JSON.parse(readFileSync(new URL("hashes.json", import.meta.url), "utf8")) as Record<string, string>

describe.each(backends)("%s", (backend) => {
  test.each(golden.map((one) => [titleOf(one), one] as const))("%s has its pinned hash", async (title, one) => {
    const {hash, failures} = await runsOf(root, one, backend)
    expect(hash).toBe(pinned[title])
    // Hardly a run fails, so that numbers are pinned and not failures.
    expect(failures.length, failures[0]?.says).toBeLessThan(one.runs / 10)
  })
})

test("every pinned hash is of an ensemble that is run", () => {
  expect(Object.keys(pinned)).toEqual(golden.map(titleOf))
})
