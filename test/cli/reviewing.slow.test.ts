// An analyst at work: what was read and why, her decisions, and what becomes of both when documents change.

import {readFileSync, rmSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {parseCases} from "../../src/gold/index.ts"
import {type Inside, inside} from "./inside.ts"

const TEXT =
  "The Price of the Canal\n\nThe long drought has raised the price of barley. The new locks hurt the ferrymen of the north. It rained twice.\n"
const made: Inside[] = []
let world: Inside
beforeEach(() => {
  world = inside()
  made.push(world)
  world.put("canal/documents/a.txt", TEXT)
  world.put("canal/case.yaml", "format: brink/case@1\ntitle: Canal\nquestion: Will the canal pay?\n")
})
afterAll(() => {
  for (const one of made) one.remove()
})

/** Ids of the canal's claims by their causes: the same in every world, because they follow from the words. */
const ids = new Map<string, string>()
beforeAll(async () => {
  const one = inside()
  made.push(one)
  one.put("canal/a.txt", TEXT)
  const {claims} = JSON.parse((await one.brink("read", "canal", "--json")).out) as {
    claims: {id: string; cause: {text: string}}[]
  }
  for (const {id, cause} of claims) ids.set(cause.text, id)
})
const claim = (cause: string) => ({id: ids.get(cause)!})

async function edit(...words: string[]) {
  return await world.brink("edit", "canal", ...words, "--why", "I was there", "--by", "ana")
}

describe("read --why", () => {
  test("marks cause, trigger and effect in each sentence, and says rule, what varies, reader and confidence", async () => {
    const {id} = claim("The new locks")
    const {out, err, code} = await world.brink("read", "canal", "--why")
    expect([code, err]).toEqual([0, ""])
    const lines = out.split("\n").map((line) => line.trim())
    expect(lines[0]).toBe("In each sentence: [cause], *words that say so*, {effect}.")
    const at = lines.findIndex((line) => line.startsWith(`${id}  The new locks -(-)-> the ferrymen of the north`))
    expect(lines[at + 1]).toBe('"[The new locks] *hurt* {the ferrymen of the north}."')
    expect(lines[at + 2]).toMatch(/^because "hurt": .* \(rule: row verb\..*\)$/)
    expect(lines[at + 3]).toMatch(/^varies: .* -> /)
    expect(lines[at + 4]).toMatch(/^read by rules@\d+.*; confidence 0\.\d\d, (?:very |fairly )?sure$/)
    expect(out).not.toContain("\u001B")
  })

  test("says what has been decided about a claim, and names decisions that have lost their place", async () => {
    const {id} = claim("The new locks")
    await edit("reject", id)
    expect((await world.brink("read", "canal", "--why")).out).toContain(
      "decided by ana (edit 1): rejected: I was there",
    )
    world.put("canal/documents/a.txt", TEXT.replace("hurt the ferrymen", "please the ferrymen"))
    const after = await world.brink("read", "canal", "--why")
    expect(after.code).toBe(1)
    expect(after.err).toContain(`edit 1 (reject) by ana has lost its place: claim ${id} is no longer there`)
    expect((await world.brink("read", "canal")).code).toBe(0)
  })
})

describe("edits of a claim", () => {
  test("change its sign, and its span in words of the sentence, with what varies found by the reader", async () => {
    const locks = claim("The new locks")
    const span = await edit("span", locks.id, "new locks", "the ferrymen")
    expect(span.code).toBe(0)
    expect(formats.edit.parse(JSON.parse(span.out))).toMatchObject({
      kind: "span",
      cause: expect.stringMatching(/^new locks/),
      effect: expect.stringMatching(/^the ferrymen/),
      was: {file: "a.txt", cause: "The new locks", effect: "the ferrymen of the north", sign: "-"},
    })
    expect((await edit("sign", locks.id, "+")).code).toBe(0)
    const map = JSON.parse((await world.brink("map", "canal", "--json")).out)
    expect(map.groundings.find((g: {claim: string}) => g.claim === locks.id)).toMatchObject({sign: "+"})
    expect((await world.brink("why", "canal", locks.id)).out).toMatch(/1 span by ana: I was there/)
  })

  test("are refused before anything is read where the command line is wrong", async () => {
    const refused = async (...words: string[]) => {
      const {code, out, err} = await world.brink("edit", "canal", ...words)
      expect([code, out]).toEqual([2, ""])
      return err
    }
    expect(await refused("span", "c1", "=", "=", "--why", "x")).toContain(
      "cli/usage: span leaves both phrases as they are",
    )
    expect(await refused("sign", "c1", "contested", "--why", "x")).toContain("There are: +, -, 0, unclear.")
    expect(await refused("sign", "locks->ferrymen", "0", "--why", "x")).toContain("There are: +, -, contested.")
    expect(await refused("reject", "c1")).toContain("cli/usage: --why is missing")
    expect(await refused("--why", "x")).toContain("--why goes with an edit")
    expect((await world.brink("edit", "canal/documents")).err).toContain("case/not-a-case")
  })
})

describe("edits are listed with what became of each", () => {
  test("in force, undone, found again where a document was renamed and its sentence moved, or lost", async () => {
    expect((await world.brink("edit", "canal")).out).toBe("canal has no edits yet.\n")
    const [drought, locks] = [claim("The long drought"), claim("The new locks")]
    await edit("accept", drought.id)
    await edit("reject", locks.id)
    await edit("accept", locks.id)
    await edit("undo", "3")
    const before = (await world.brink("edit", "canal")).out.trimEnd().split("\n")
    expect(before.map((line) => line.split(/ {2,}/).at(-1))).toEqual([
      "in force",
      "in force",
      "undone by 4",
      "ana: I was there",
    ])

    rmSync(join(world.folder, "canal/documents/a.txt"))
    world.put(
      "canal/documents/b.txt",
      "A Quite Different Heading\n\nIt rained. The new locks hurt\nthe ferrymen of the north. Barley is cheap.\n",
    )
    const {out, err, code} = await world.brink("edit", "canal")
    expect(code).toBe(1)
    const rows = out.trimEnd().split("\n")
    expect(rows[0]).toMatch(/^1 {2}claim [0-9a-f]{12} accepted.* has lost its place$/)
    expect(rows[1]).toMatch(/ in force, found again as [0-9a-f]{12}$/)
    expect(err).toContain("edits.jsonl: edit 1 (accept) by ana has lost its place")
  })
})

describe("of two edits about a claim the later holds", () => {
  const became = async () =>
    (await world.brink("edit", "canal")).out
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/).at(-1))

  test("and the list says of each which one overrules it", async () => {
    const {id} = claim("The new locks")
    await edit("reject", id)
    const back = await edit("sign", id, "+")
    expect(back.err).toContain(`brings back claim ${id}, which edit 1 by ana had rejected: I was there`)
    await edit("side", id, "for")
    expect((await edit("side", id, "against")).err).not.toContain("brings back")
    await edit("span", id, "locks", "=")
    await edit("span", id, "=", "the ferrymen")
    expect(await became()).toEqual(["overruled by 2", "in force", "overruled by 4", "in force", "in force", "in force"])
    await edit("accept", id)
    await edit("reject", id)
    expect((await became()).slice(1)).toEqual([
      "overruled by 8",
      "overruled by 4",
      "overruled by 8",
      "overruled by 8",
      "overruled by 8",
      "overruled by 8",
      "in force",
    ])
    // What was corrected comes back with the claim; that it was accepted does not.
    await edit("undo", "8")
    expect((await became())[6]).toBe("in force")
    await edit("undo", "9")
    await edit("side", id, "for")
    expect((await became()).filter((_, i) => [1, 4, 6, 7].includes(i))).toEqual([
      "in force",
      "in force",
      "overruled by 8",
      "overruled by 11",
    ])
  })

  test("names, links and values that are given twice are as the last edit says", async () => {
    const {factors, links} = JSON.parse((await world.brink("map", "canal", "--json")).out) as {
      factors: {id: string}[]
      links: {id: string}[]
    }
    await edit("rename", factors[0]!.id, "One name")
    await edit("lag", links[0]!.id, "two weeks")
    await edit("rename", factors[0]!.id, "Another")
    await edit("lag", links[0]!.id, "a year")
    expect(await became()).toEqual(["overruled by 3", "overruled by 4", "in force", "in force"])
  })

  test("one that decides what is decided is refused, but for one more who accepts", async () => {
    const {id} = claim("The new locks")
    const refused = async (...words: string[]) => {
      const {code, out, err} = await edit(...words)
      expect([code, out]).toEqual([2, ""])
      return err
    }
    for (const [act, kind] of [
      [["reject", id], "reject"],
      [["sign", id, "+"], "sign"],
      [["side", id, "zero"], "side"],
    ] as const) {
      await edit(...act)
      expect(await refused(...act)).toMatch(
        new RegExp(`^case/empty-edit: The edit would change nothing: edit \\d \\(${kind}\\) by ana decided the same`),
      )
    }
    expect((await edit("accept", id)).code).toBe(0)
    expect((await edit("accept", id)).code).toBe(0)
    await edit("undo", "1")
    expect(await refused("undo", "1")).toBe(
      "case/empty-edit: The edit would change nothing: edit 1 is undone by edit 6 already\n  `brink edit CASE undo 6` brings it again.\n",
    )
    expect(await refused("undo", "0")).toBe("case/unknown-edit: There is no edit '0'\n  There are edits 1 to 6.\n")
  })
})

describe("a decision becomes a rule test with one command", () => {
  test("edit --as-case appends the sentence and what it should give; score --cases runs such a file", async () => {
    const {id} = claim("The new locks")
    const rejected = await world.brink(
      "edit",
      "canal",
      "reject",
      id,
      "--why",
      "they are paid for it",
      "--as-case",
      "own.txt",
    )
    expect(rejected.code).toBe(0)
    expect(rejected.err).toContain("own.txt: the reader does not pass it yet: spurious: The new locks")
    expect(world.read("own.txt")).toBe(
      "# they are paid for it (analyst, edit 1)\nThe new locks hurt the ferrymen of the north.\n==> nothing\n",
    )
    const drought = claim("The long drought")
    await world.brink("edit", "canal", "accept", drought.id, "--why", "so it is", "--as-case", "own.txt")
    expect(world.read("own.txt").split("\n\n")[1]).toBe(
      "# so it is (analyst, edit 2)\nThe long drought has raised the price of barley.\n==> The long drought -(+)-> the price of barley\n",
    )
    const {out, code} = await world.brink("score", "--cases", "own.txt")
    expect(code).toBe(1)
    expect(out).toMatch(
      /^own\.txt:1: they are paid for it \(analyst, edit 1\)\n {2}The new locks .*\n {2}spurious: .*\n\n1 of 2 cases passed/,
    )
    const json = JSON.parse((await world.brink("score", "--cases", ".", "--json")).out)
    expect(json).toMatchObject({cases: 2, passed: 1, failing: [{file: "own.txt", line: 1}]})
  })

  test("read --as-case prints it, by the decisions of the case, or as it is read now", async () => {
    const {id} = claim("The new locks")
    const now = await world.brink("read", "canal/documents", "--as-case", id)
    expect(now.out).toContain(
      "\nThe new locks hurt the ferrymen of the north.\n==> The new locks -(-)-> the ferrymen of the north\n",
    )
    expect(now.err).toContain("the reader passes it")
    await edit("span", id, "=", "the ferrymen")
    const {out} = await world.brink("read", "canal", "--as-case", id)
    expect(out).toBe(
      "# I was there (ana, edit 1)\nThe new locks hurt the ferrymen of the north.\n==> The new locks -(-)-> the ferrymen\n",
    )
    world.put("passing.txt", now.out)
    expect((await world.brink("score", "--cases", "passing.txt")).code).toBe(0)
  })

  test("refusals: no claim, no cases, not a case, an edit that is about no claim", async () => {
    const refused = async (...words: string[]) => {
      const {code, out, err} = await world.brink(...words)
      expect([words, code, out]).toEqual([words, 2, ""])
      return err
    }
    expect(await refused("read", "canal", "--as-case", "0123")).toContain(
      "case/unknown-claim: There is no claim '0123'",
    )
    expect(await refused("read", "canal", "--as-case", "0123", "--json")).toContain("Two results on stdout")
    expect(await refused("score", "--cases", "nowhere")).toContain("doors/not-found")
    expect(await refused("score", "--cases", "canal")).toContain("reading/no-case: There are no cases in canal")
    expect(await refused("score", "a.json")).toContain("Missing required argument 'GOLD.json'")
    world.put("bad.txt", "# one\nRaids hurt trade.\n==> Raids -(-)-> commerce\n")
    expect(await refused("score", "--cases", "bad.txt")).toMatch(
      /'commerce' is not in: Raids hurt trade\.\n {2}at bad\.txt:3:1/,
    )
    world.put("worse.txt", "# one\nRaids hurt trade.\n")
    expect(await refused("score", "--cases", "worse.txt")).toContain(
      "reading/invalid-case: worse.txt: not a case: # one / Raids hurt trade.",
    )
    const {id} = claim("The new locks")
    const said = await refused("edit", "canal", "reject", id, "--why", "x", "--as-case", "worse.txt")
    expect(said).toContain("worse.txt: not a case")
    expect((await world.brink("edit", "canal")).out).toBe("canal has no edits yet.\n")
    expect(await refused("edit", "canal", "undo", "1", "--why", "x", "--as-case", "own.txt")).toContain(
      "undo is not about a claim",
    )
    expect(await refused("edit", "canal", "reject", id, "--why", "x", "--as-case", "own.md")).toContain(
      "--as-case wants a .txt file",
    )
  })
})

describe("docs/methods/reviewing.md", () => {
  const page = readFileSync(new URL("../../docs/methods/reviewing.md", import.meta.url), "utf8")
  const blocks = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((m) => ({kind: m[1]!, text: m[2]!}))

  test("its commands do what it says, in its order", async () => {
    world.put("canal/documents/a.txt", blocks[0]!.text)
    const answers = new Map<string, string>()
    for (const {text} of blocks.filter(({kind}) => kind === "sh"))
      for (const line of text.trim().split("\n")) {
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2]!).slice(1)
        const {out, err, code} = await world.brink(...words)
        expect([line, code, code === 2 ? err : ""]).toEqual([line, words[0] === "score" ? 1 : 0, ""])
        answers.set(line, out)
      }
    expect(answers.get("brink read canal --why")).toContain(blocks.find(({kind}) => kind === "")!.text.split("\n")[1])
    expect(`\n${world.read("rules.txt")}`).toContain(`\n${blocks.filter(({kind}) => kind === "text")[1]!.text}`)
  })

  test("its cases are cases", () => {
    const cases = blocks.filter(({kind, text}) => kind === "text" && text.startsWith("# "))
    expect(cases.flatMap(({text}) => parseCases("page", text))).toHaveLength(cases.length)
  })
})
