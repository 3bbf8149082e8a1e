// What documents, names of files and the words of a command line hold is shown, never sent to the screen. Every command is
// tried in steering.long.ts.

import {afterAll, beforeAll, expect, test} from "vitest"
import {type Inside, inside} from "./inside.ts"

const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u
const EVIL = "\u001b[2J\u009b\u202e\u007f"

let world: Inside
beforeAll(() => {
  world = inside()
  const words = "The road through the hills is old, and nobody knows who built it. ".repeat(12)
  world.put(
    `hills/a${EVIL}\nskipped b.txt`,
    `---\ntitle: T${EVIL}\n---\n\nRaids${EVIL} reduce trade in the valley. ${words}\n`,
  )
  world.put(`hills/a${EVIL}\nskipped b.doc`, "none")
})
afterAll(() => world.remove())

test("a document's title, name and quotes are shown, and a file that is skipped is one line", async () => {
  const {out, err, code} = await world.brink("read", "hills", "--why")
  expect(code).toBe(1)
  expect(out + err).not.toMatch(STEERING)
  expect(out).toContain("T\\x1b[2J\\x9b\\u202e\\x7f")
  expect(err).toMatch(/^skipped a\\x1b\[2J\\x9b\\u202e\\x7f\\nskipped b\.doc: [^\n]*\n$/)
})

test("JSON has the same value in escapes, and a text for programs is left as it is", async () => {
  const {out} = await world.brink("read", "hills", "--json")
  expect(out).not.toMatch(STEERING)
  expect(JSON.parse(out).documents[0].title).toContain("\u009b\u202e\u007f")
  expect((await world.brink("read", "--text", `hills/a${EVIL}\nskipped b.txt`)).out).toContain(EVIL)
})

test("refusals show what was typed", async () => {
  for (const words of [[EVIL], ["read", `--${EVIL}`], ["read", `no${EVIL}\nskipped b`], ["run", "x", "--seed", EVIL]]) {
    const {out, err, code} = await world.brink(...words)
    expect([code, out]).toEqual([2, ""])
    expect(err).not.toMatch(STEERING)
    expect(err).not.toMatch(/^skipped/m)
    expect(err).toContain("\\x1b[2J\\x9b\\u202e\\x7f")
  }
})
