// `--quiet`: nothing on stderr but a refusal, in every command; the exit code and stdout are what they are without it.

import {cpSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {commandsPage} from "../../src/cli/index.ts"
import {type Inside, inside} from "./inside.ts"

let here: Inside
beforeAll(async () => {
  here = inside()
  cpSync(fileURLToPath(new URL("../../cases/arms-race", import.meta.url)), join(here.folder, "arms"), {recursive: true})
  here.put(
    "docs/a.md",
    "A fall in harvests deepened the debt. The debt hurt trade. If trade falls, the debt will grow.\n",
  )
  here.put("docs/b.bin", "\u0000\u0001\u0002")
  // A unit clash, a step too long for its stock, and a division that fails the run.
  here.put(
    "warns.mdl",
    `Warmth = INTEG(-Loss, 80) ~ degree ~ |
Loss = Warmth + Time to Cool ~ degree/minute ~ |
Time to Cool = 0.1 ~ minute ~ |
odd = Loss / (Time - 2) ~ degree ~ |
FINAL TIME = 4 ~ minute ~| INITIAL TIME = 0 ~ minute ~| TIME STEP = 0.5 ~ minute ~| SAVEPER = 1 ~ minute ~|`,
  )
  here.put("broken.mdl", "a = b ~~| FINAL TIME = 4 ~~| INITIAL TIME = 0 ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|")
  // A shard that is there already.
  await here.brink("run", "arms", "--runs", "20", "--plan", "plan.json")
  await here.brink("shard", "--plan", "plan.json", "--index", "0", "--out", "shards")
})
afterAll(() => here.remove())

/** For each command a line that says something on stderr when it is not quiet; null: it has nothing to say. */
const LOUD: Readonly<Record<string, readonly string[] | null>> = {
  outlook: ["docs", "--runs", "20", "--workers", "1", "--out", "r.html", "--force"],
  decide: null,
  diff: null,
  init: null,
  read: ["docs"],
  score: null,
  map: ["docs"],
  factors: ["docs", "--out", "factors.yaml"],
  press: ["docs", "debt", "--runs", "20", "--workers", "1"],
  why: ["docs", "debt"],
  edit: null,
  // Ends when it is told to: test/workbench.
  open: null,
  draft: ["docs"],
  todo: null,
  validate: ["warns.mdl"],
  schema: null,
  run: ["warns.mdl"],
  shard: ["--plan", "plan.json", "--index", "0", "--out", "shards"],
  // Ends when it is told to: test/cli/nats.slow.test.ts.
  worker: null,
  import: ["warns.mdl"],
  export: ["warns.mdl", "--to", "xmile"],
  check: ["docs", "--runs", "20", "--workers", "1"],
  calibrate: null,
}

test("every command is tried here, or has nothing to say", () => {
  const names = [...commandsPage().matchAll(/^## brink (\w+)$/gm)].map(([, name]) => name)
  expect(Object.keys(LOUD).sort()).toEqual(names.sort())
})

describe("said without --quiet, and not with it", () => {
  const lines = Object.entries(LOUD).flatMap(([name, words]) => (words ? [[name, words] as const] : []))
  test.each(lines)("%s", async (name, words) => {
    const loud = await here.brink(name, ...words)
    const quiet = await here.brink(name, ...words, "--quiet")
    expect(loud.err).not.toBe("")
    expect(quiet).toEqual({...loud, err: ""})
  })
})

test("a refusal is said all the same, and all of it by validate", async () => {
  const {code, out, err} = await here.brink("run", "broken.mdl", "--quiet")
  expect({code, out}).toEqual({code: 2, out: ""})
  expect(err).toContain("No name 'b'")
  expect((await here.brink("validate", "broken.mdl", "--quiet")).err).toContain("No name 'b'")
})
