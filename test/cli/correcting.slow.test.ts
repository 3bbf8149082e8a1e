// Correcting a map from the command line: ids by their beginnings, files of edits, links rejected, factors taken apart,
// and what each edit says it did.

import {spawnSync} from "node:child_process"
import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {VALLEY} from "../case/memory.ts"
import {build} from "./built.ts"
import {type Inside, inside} from "./inside.ts"
import {refused} from "./valley.ts"

type Map = {
  factors: {id: string; name: string; alsoCalled: string[]}[]
  links: {id: string; from: string; to: string; sign: string}[]
  groundings: {claim: string; link: string | null}[]
}

let world: Inside
let claims: {id: string; cause: {text: string}}[]
let plain: Map
beforeAll(async () => {
  world = inside()
  for (const [file, text] of Object.entries(VALLEY)) world.put(file.replace("valley/", "salt/documents/"), text)
  world.put("salt/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will the salt road stay open?\n")
  claims = JSON.parse((await world.brink("read", "salt", "--json")).out).claims
  plain = await mapNow()
})
afterAll(() => world.remove())
beforeEach(() => world.put("salt/edits.jsonl", ""))

const edit = (...words: string[]) => world.brink("edit", "salt", ...words, "--why", "I was there", "--by", "ana")
const mapNow = async (): Promise<Map> => JSON.parse((await world.brink("map", "salt", "--json")).out)
const written = (): Record<string, unknown>[] =>
  world
    .read("salt/edits.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

describe("the beginning of an id", () => {
  test("is enough wherever a claim is named, and what is written holds the whole", async () => {
    const {id} = claims[0]!
    const done = await edit("reject", id.slice(0, 6))
    expect(done.code).toBe(0)
    expect(JSON.parse(done.out)).toMatchObject({kind: "reject", claim: id})
    expect((await world.brink("why", "salt", id.slice(0, 6))).out).toMatch(new RegExp(`^${id}: `))
    const begun = await world.brink("read", "salt", "--as-case", id.slice(0, 6))
    expect(begun.out).toBe((await world.brink("read", "salt", "--as-case", id)).out)
    const tested = await edit("accept", id.slice(0, 6), "--as-case", "own.txt")
    expect(tested.code).toBe(0)
    expect(existsSync(join(world.folder, "own.txt"))).toBe(true)
  })

  test("is refused where it is too short, or no claim's", async () => {
    const {id} = claims[0]!
    expect(refused(await edit("reject", id.slice(0, 3)))).toContain(
      `case/short-claim: '${id.slice(0, 3)}' is too short for the id of a claim\n  Give its first 4 signs, or more.`,
    )
    expect(refused(await edit("reject", "zzzz"))).toContain("case/unknown-claim: There is no claim 'zzzz'")
    expect(refused(await world.brink("why", "salt", id.slice(0, 2)))).toContain("case/short-claim")
    expect(refused(await world.brink("why", "salt", "zzzz"))).toContain("outlook/unknown-name")
    expect(written()).toEqual([])
  })
})

describe("edit --from", () => {
  const from = async (lines: readonly (object | string)[], ...more: string[]) => {
    world.put(
      "page.jsonl",
      `${lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n")}\n`,
    )
    return await world.brink("edit", "salt", "--from", "page.jsonl", ...more)
  }

  test("appends all lines, filled in, each held against what the lines before leave", async () => {
    const [one, two] = plain.factors.map(({id}) => id) as [string, string]
    const done = await from(
      [
        {kind: "reject", claim: claims[0]!.id.slice(0, 5)},
        "",
        {kind: "rename", factors: [one], name: "The First", by: "ben", why: "a name"},
        {n: 70, kind: "merge", factors: ["The First", two], quotes: ["not kept"]},
        {kind: "undo", of: 70},
      ],
      "--why",
      "from the page",
    )
    expect(done.code).toBe(0)
    expect(written()).toMatchObject([
      {n: 1, by: "analyst", why: "from the page", claim: claims[0]!.id, was: {file: expect.any(String)}},
      {n: 2, by: "ben", why: "a name", kind: "rename"},
      {n: 3, kind: "merge", factors: [one, two], quotes: expect.not.arrayContaining(["not kept"])},
      {n: 4, kind: "undo", of: 3},
    ])
    expect(done.out).toBe(world.read("salt/edits.jsonl"))
    expect(done.err).toMatch(/^(?:circles|nothing moved)/)
  })

  test("names each line that does not fit, and applies the rest", async () => {
    const [one, two] = plain.factors.map(({id}) => id) as [string, string]
    const why = "seen"
    const {code, out, err} = await from([
      {kind: "merge", factors: [one, two], why},
      {kind: "rename", factors: ["nowhere"], name: "X", why},
      "{broken",
      {kind: "mergge", why},
      {kind: "accept", claim: claims[0]!.id},
      {n: 6, kind: "reject", claim: "zzzz", why},
      {kind: "undo", of: 6, why},
      {kind: "merge", factors: [one, two], why},
      {kind: "accept", claim: claims[0]!.id, clam: 1, why},
      {format: "brink/edit@9", kind: "accept", why},
      "[1]",
      {kind: "accept", claim: claims[0]!.id, why: " "},
    ])
    expect(code).toBe(1)
    expect(out.trimEnd().split("\n")).toHaveLength(1)
    expect(written()).toMatchObject([{n: 1, kind: "merge"}])
    const said = err.split("\n").filter((line) => line.startsWith("page.jsonl:"))
    expect(said).toEqual([
      "page.jsonl:2: case/unknown-factor: There is no factor 'nowhere'",
      expect.stringContaining("page.jsonl:3: case/not-an-edit: not JSON"),
      expect.stringContaining('page.jsonl:4: case/not-an-edit: kind: "mergge"; one of accept'),
      "page.jsonl:5: case/not-an-edit: why is missing: the line has none, and --why was not given",
      "page.jsonl:6: case/unknown-claim: There is no claim 'zzzz'",
      "page.jsonl:7: case/unknown-edit: There is no edit 'of line 6'",
      expect.stringMatching(/^page\.jsonl:8: case\/(?:unknown-factor|empty-edit): /),
      expect.stringContaining("page.jsonl:9: case/not-an-edit: clam: no such key"),
      "page.jsonl:10: map/newer-format: brink/edit@9, made by a newer Brink",
      "page.jsonl:11: case/not-an-edit: an edit is a JSON object",
      "page.jsonl:12: case/not-an-edit: why is empty",
    ])
  })

  test("finds the only sentence that has both phrases of an added claim, where its quote is empty", async () => {
    const [[name, text]] = Object.entries(VALLEY) as [[string, string]]
    const file = name.replace("valley/", "")
    const sentence = "The ferry rests on the far bank, the mill stands still, and nobody knows why."
    world.put(`salt/documents/${file}`, `${text}\n\n${sentence}\n`)
    try {
      const line = {kind: "add", file, cause: "the ferry", effect: "the mill", sign: "-", quotes: [""]}
      expect((await from([line], "--why", "missed")).code).toBe(0)
      expect(written()).toMatchObject([{kind: "add", quotes: [sentence]}])
      const none = await from([{...line, cause: "the zeppelin"}], "--why", "missed")
      expect([none.code, none.err]).toEqual([1, expect.stringContaining("page.jsonl:1: case/unknown-words")])
      const {err} = await from(
        [
          {...line, quotes: undefined},
          {...line, quotes: ["", ""]},
        ],
        "--why",
        "missed",
      )
      expect(err.match(/an added claim quotes the sentence that says it/g)).toHaveLength(2)
    } finally {
      world.put(`salt/documents/${file}`, text)
    }
  })

  test("where no line fits nothing is written; a wrong command line is refused", async () => {
    const none = await from([{kind: "reject", claim: "zzzz", why: "x"}])
    expect([none.code, none.out, written()]).toEqual([1, "", []])
    expect(refused(await from([""]))).toContain("case/not-an-edit: There is no edit in page.jsonl")
    expect(refused(await world.brink("edit", "salt", "--from", "nowhere.jsonl"))).toContain("doors/not-found")
    expect(refused(await world.brink("edit", "salt", "undo", "1", "--from", "page.jsonl"))).toContain(
      "cli/usage: --from",
    )
    expect(refused(await from([""], "--as-case", "own.txt"))).toContain("cli/usage: --from")
    expect(refused(await from([""], "--why", " "))).toContain("--why is empty")
  })

  test("takes the lines of stdin", () => {
    const built = build()
    try {
      for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "salt/documents/"), text)
      built.put("salt/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
      const input = `${JSON.stringify({kind: "accept", claim: claims[0]!.id, why: "seen"})}\nno\n`
      const {status, stdout, stderr} = spawnSync(process.execPath, [built.bin, "edit", "salt", "--from", "-"], {
        cwd: built.folder,
        input,
        encoding: "utf8",
      })
      expect(status).toBe(1)
      expect(stdout).toBe(readFileSync(join(built.folder, "salt/edits.jsonl"), "utf8"))
      expect(stderr).toContain("stdin:2: case/not-an-edit: not JSON")
    } finally {
      built.remove()
    }
  }, 60_000)
})

describe("reject LINK", () => {
  test("rejects every claim that tells it, in one write, and says what that did", async () => {
    const link = plain.links.find(({id}) => plain.groundings.some((g) => g.link === id))!
    const telling = new Set(plain.groundings.filter((g) => g.link === link.id).map((g) => g.claim))
    const name = (id: string) => plain.factors.find((f) => f.id === id)!.name
    const done = await edit("reject", `${name(link.from)}  -(+)->  ${name(link.to)}`)
    expect(done.code).toBe(0)
    expect(new Set(written().map((line) => line["claim"]))).toEqual(telling)
    expect(done.err).toMatch(
      new RegExp(
        `^circles \\d+ to \\d+, links ${plain.links.length} to \\d+, told twice \\d+ to \\d+, contested \\d+ to \\d+ \\(\\d+ links? gone\\)\n`,
      ),
    )
    expect(done.err).toContain(`\n  gone: ${name(link.from)} -> ${name(link.to)}\n`)
    const after = await mapNow()
    expect(after.links.some(({id}) => id === link.id)).toBe(false)
    // Lines deleted by hand are decisions never made.
    writeFileSync(join(world.folder, "salt/edits.jsonl"), "")
    expect((await mapNow()).links).toEqual(plain.links)
  })

  test("is refused for a link that is not there, or that nobody tells; --as-case wants one claim", async () => {
    expect(refused(await edit("reject", "salt->sugar"))).toContain("case/unknown-link")
    const {id} = plain.links[0]!
    expect(refused(await edit("reject", id, "--as-case", "own.txt"))).toContain("reject LINK is not about a claim")
    const ids = plain.factors.map((factor) => factor.id)
    const there = new Set(plain.links.map((link) => link.id))
    const free = ids.flatMap((a) => ids.map((b) => [a, b])).find(([a, b]) => a !== b && !there.has(`${a}->${b}`))!
    await edit("assume", free.join("->"), "+")
    expect(refused(await edit("reject", free.join("->")))).toContain("case/empty-edit: No claim tells the link")
  })
})

describe("apart A B", () => {
  test("takes back the merge of the two, and leaves a third where it was", async () => {
    const [one, two, three] = plain.factors.map(({id}) => id) as [string, string, string]
    await edit("merge", one, two, three)
    const done = await edit("apart", one, two)
    expect(done.code).toBe(0)
    expect(written().slice(1)).toMatchObject([
      {n: 2, kind: "undo", of: 1},
      {n: 3, kind: "merge", factors: [one, three]},
    ])
    expect(done.err).toMatch(/^takes back edit 1, the merge by ana: I was there\ncircles /)
    const ids = (await mapNow()).factors.map(({id}) => id)
    expect([ids.includes(two), ids.includes(three)]).toEqual([true, false])
    expect(written()[2]).toMatchObject({with: 2})
  })

  test("of two factors says that they are two, once; and a pair that was told apart is proposed no more", async () => {
    const [one, two] = plain.factors.map(({id}) => id) as [string, string]
    const done = await edit("apart", one, two)
    expect([done.code, done.err]).toEqual([0, expect.stringContaining("nobody is asked again")])
    expect(written()).toMatchObject([{kind: "apart", factors: [one, two]}])
    expect(refused(await edit("apart", two, one))).toContain("case/empty-edit")
    expect((await mapNow()).links).toEqual(plain.links)
  })

  test("finds the merge through a later one", async () => {
    const [one, two, three] = plain.factors.map(({id}) => id) as [string, string, string]
    await edit("merge", two, three)
    await edit("merge", one, two)
    const done = await edit("apart", one, three)
    expect(written().slice(2)).toMatchObject([{kind: "undo", of: 1}])
    expect(done.err).toContain("takes back edit 1")
  })

  test("splits off what the documents put on one factor", async () => {
    const factor = plain.factors.find(({alsoCalled}) => alsoCalled.length > 1)!
    const phrase = factor.alsoCalled.at(-1)!
    const done = await edit("apart", factor.id, phrase)
    expect(done.code).toBe(0)
    expect(written()).toMatchObject([{kind: "split", factors: [factor.id], phrases: [phrase], name: phrase}])
    expect(done.err).toContain("no edit merged them")
    expect(refused(await edit("apart", factor.id, "words nobody wrote"))).toContain("case/empty-edit")
    expect(refused(await edit("apart", "nowhere", phrase))).toContain("case/unknown-factor")
  })
})

describe("move and turn", () => {
  test("phrases go to another factor, and turn round where they are", async () => {
    const factor = plain.factors.find(({alsoCalled}) => alsoCalled.length > 1)!
    const other = plain.factors.find(({id}) => id !== factor.id)!
    const phrase = factor.alsoCalled.at(-1)!
    expect((await edit("move", factor.id, other.id, phrase)).code).toBe(0)
    const map = await mapNow()
    expect(map.factors.find(({id}) => id === other.id)!.alsoCalled).toContain(phrase)
    expect((await edit("turn", other.id, phrase)).code).toBe(0)
    expect(written()).toMatchObject([
      {kind: "split", factors: [factor.id], phrases: [phrase], into: other.id},
      {kind: "split", factors: [other.id], phrases: [phrase], into: other.id, opposite: true},
    ])
    expect(refused(await edit("move", other.id, other.id, phrase))).toContain("are in")
    expect(refused(await edit("move", factor.id, "nowhere", phrase))).toContain("case/unknown-factor")
    expect(refused(await edit("turn", other.id, "words nobody wrote"))).toContain("case/empty-edit")
  })
})

describe("add", () => {
  test("a claim in words of one sentence, which is listed, rejected by its id, and given by the same line again", async () => {
    const [[name, text]] = Object.entries(VALLEY) as [[string, string]]
    const file = name.replace("valley/", "")
    world.put(
      `salt/documents/${file}`,
      `${text}\n\nThe ferry rests on the far bank, the mill stands still, and nobody knows why.\n`,
    )
    try {
      const done = await edit("add", file, "the ferry", "-", "the mill")
      expect([done.code, done.err.split("\n")[0]]).toEqual([0, expect.stringMatching(/1 link added|links \d+ to \d+/)])
      const [line] = written() as {claim: string; quotes: string[]}[]
      expect(line).toMatchObject({kind: "add", file, sign: "-"})
      expect(line!.quotes).toEqual(["The ferry rests on the far bank, the mill stands still, and nobody knows why."])
      const before = (await world.brink("map", "salt", "--json")).out
      world.put("again.jsonl", `${JSON.stringify(line)}\n`)
      world.put("salt/edits.jsonl", "")
      expect((await world.brink("edit", "salt", "--from", "again.jsonl")).code).toBe(0)
      expect((await world.brink("map", "salt", "--json")).out).toBe(before)
      expect((await world.brink("edit", "salt")).out).toMatch(/added: The ferry.* -\(-\)-> the mill.*in force/)
      expect(refused(await edit("add", file, "the ferry", "-", "the mill"))).toContain("is there already")
      expect((await edit("reject", line!.claim.slice(0, 6))).code).toBe(0)
      expect((await edit("undo", "1")).code).toBe(0)
      expect((await world.brink("edit", "salt")).out).toMatch(/reject.*has lost its place|rejected.*has lost its place/)
    } finally {
      world.put(`salt/documents/${file}`, text)
    }
  })

  test("a claim that draws no link, and why not; the next move draws it", async () => {
    const [[name, text]] = Object.entries(VALLEY) as [[string, string]]
    const file = name.replace("valley/", "")
    world.put(
      `salt/documents/${file}`,
      `${text}\n\nThe ferry rests on the far bank, the mill stands still, and some of it is gone.\n`,
    )
    try {
      const done = await edit("add", file, "the ferry", "-", "some of it")
      const {claim} = written()[0] as {claim: string}
      expect([done.code, done.err.split("\n")]).toEqual([
        0,
        [
          `claim ${claim} is in no link: "some of it" names nothing that can rise or fall`,
          `  "some of it" as an alias of a factor in factors.yaml gives it one; or name other words: \`brink edit CASE span ${claim} CAUSE EFFECT\`.`,
          expect.stringMatching(/^nothing moved: /),
          "",
        ],
      ])
      const listed = async () =>
        (await world.brink("edit", "salt")).out
          .trimEnd()
          .split(/ {2,}|\n/)
          .at(-1)
      expect(await listed()).toBe('in force, in no link: "some of it" names nothing that can rise or fall')
      expect((await edit("accept", claim)).err).toContain("is in no link")
      expect(await listed()).toContain("in force, in no link: ")
      const drawn = await edit("span", claim, "=", "the mill")
      expect(drawn.err).toMatch(/^circles .*1 link new/)
      expect(await listed()).toBe("in force")
    } finally {
      world.put(`salt/documents/${file}`, text)
    }
  })

  test("a claim that a line of model.yaml can rest on, as `brink todo` prints it", async () => {
    const [[name, text]] = Object.entries(VALLEY) as [[string, string]]
    const file = name.replace("valley/", "")
    world.put(`salt/documents/${file}`, `${text}\n\nThe ferry rests on the far bank, the mill stands still.\n`)
    try {
      expect((await world.brink("draft", "salt", "--out", "salt/model.yaml")).code).toBe(0)
      await edit("add", file, "the ferry", "-", "the mill")
      const {claim} = written()[0] as {claim: string}
      const todo = (await world.brink("todo", "salt", "--all")).out.split("\n")
      const lines = todo.filter((line) => line.includes(claim))
      expect(lines.length).toBeGreaterThan(0)
      const model = world.read("salt/model.yaml").replace(/^quantities:$/m, `quantities:\n${lines.join("\n")}`)
      world.put("salt/model.yaml", model)
      const {err} = await world.brink("validate", "salt")
      expect(err).not.toContain("which no document makes")
      world.put("salt/model.yaml", model.replaceAll(claim, "0123456789ab"))
      expect((await world.brink("validate", "salt")).err).toContain("0123456789ab, which no document makes")
    } finally {
      rmSync(join(world.folder, "salt/model.yaml"), {force: true})
      world.put(`salt/documents/${file}`, text)
    }
  })

  test("is refused for words, documents and signs that are not there", async () => {
    const file = Object.keys(VALLEY)[0]!.replace("valley/", "")
    expect(refused(await edit("add", "gone.txt", "a", "+", "b"))).toContain("case/unknown-document")
    expect(refused(await edit("add", file, "the zeppelin", "+", "salt"))).toContain("case/unknown-words")
    expect(refused(await edit("add", file, "the zeppelin", "up", "salt"))).toContain("cli/")
    expect(refused(await edit("add", file, "the zeppelin"))).toContain("add wants FILE CAUSE")
    expect(written()).toEqual([])
  })
})

describe("a sign that is as it should be", () => {
  /** With a claim whose effect says less of what it names. */
  const withLess = async (run: (claim: string, link: string) => Promise<void>) => {
    const [[name, text]] = Object.entries(VALLEY) as [[string, string]]
    const file = name.replace("valley/", "")
    world.put(
      `salt/documents/${file}`,
      `${text}\n\nThe ferry rests on the far bank, the mill stands still, and there is less salt.\n`,
    )
    try {
      expect((await edit("add", file, "The ferry", "+", "less salt")).code).toBe(0)
      const {claim} = written()[0] as {claim: string}
      const {link} = (await mapNow()).groundings.find((one) => one.claim === claim)!
      await run(claim, link!)
    } finally {
      world.put(`salt/documents/${file}`, text)
    }
  }

  test("is refused, and where the phrase turns the link round, with the command that mends it", async () => {
    await withLess(async (claim, link) => {
      const signOf = async () => (await mapNow()).links.find(({id}) => id === link)!.sign
      expect(await signOf()).toBe("-")
      const said = refused(await edit("sign", claim.slice(0, 6), "+"))
      expect(said).toContain("case/empty-edit: The edit would change nothing: edit 1 (add) by ana decided the same")
      expect(said).toMatch(/Its link \S+ is -, since "less salt" is taken to say less of .+\. Where that is wrong:/)
      const [, factor, phrase] = /^ {2}brink edit 'salt' turn (\S+) '(.+)' --why '\.\.\.'$/m.exec(said)!
      expect((await edit("turn", factor!, phrase!)).err).toContain(": was -, now +")
      expect(await signOf()).toBe("+")
      expect(refused(await edit("sign", claim, "+"))).toContain("`brink edit CASE` lists the edits")
      expect(refused(await edit("sign", link, "+"))).toContain(`link ${link} is + already`)
      expect(written()).toHaveLength(2)
    })
  })

  test("why shows of a link its claims by id and the phrase that turns it, and of a factor its phrases, with a model too", async () => {
    await withLess(async (claim, link) => {
      const told = (await world.brink("why", "salt", link)).out
      expect(told).toContain(`\n  ${claim}  The ferry -(+)-> ~less salt\n    "The ferry rests`)
      expect(told).toContain("\n~ before a phrase: it is taken to say less of its factor")
      const factor = link.split("->")[1]!
      const phrases = new RegExp(`^Phrases\\n(?: {2}.*\\n)* {2}~less salt {2}\\(${claim}\\)$`, "m")
      expect((await world.brink("why", "salt", factor)).out).toMatch(phrases)
      expect((await world.brink("draft", "salt", "--out", "salt/model.yaml")).code).toBe(0)
      expect((await world.brink("why", "salt", factor)).out).toMatch(phrases)
      rmSync(join(world.folder, "salt/model.yaml"), {force: true})
    })
  })
})

describe("what an edit did", () => {
  test("is told of the last link too, and nothing has to be drafted for it to be undone", async () => {
    for (const {id} of claims) await edit("reject", id)
    expect((await mapNow()).links).toEqual([])
    const {code, err} = await edit("undo", String(claims.length))
    expect(code).toBe(0)
    expect(err).toMatch(/^circles 0 to 0, links 0 to 1, .* \(1 link new\)\n {2}new: .+ -> .+ \([-+]\)\n$/)
  }, 60_000)

  test("is told on stderr alone, and that nothing moved where nothing did", async () => {
    const {id} = plain.factors[0]!
    const {out, err} = await edit("rename", id, "Another Name")
    expect(out.trimEnd().split("\n")).toHaveLength(1)
    expect(err).toMatch(/^nothing moved: circles \d+, links \d+, told twice \d+, contested \d+\n$/)
    const quiet = await edit("rename", id, "A Third", "--quiet")
    expect([quiet.code, quiet.err]).toEqual([0, ""])
  })

  test("of a sign is told, and of an undo", async () => {
    const {id, from, to, sign} = plain.links.find((link) => link.sign === "+" || link.sign === "-")!
    const [cause, effect] = [from, to].map((end) => plain.factors.find((factor) => factor.id === end)!.name)
    const done = await edit("sign", id, "contested")
    expect(done.err).toMatch(/contested \d+ to \d+ \(1 link with another sign\)\n/)
    expect(done.err).toContain(`\n  ${cause} -> ${effect}: was ${sign}, now contested\n`)
    const undone = await edit("undo", "1")
    expect(undone.err).toMatch(/contested \d+ to \d+ \(1 link with another sign\)\n/)
    expect(undone.err).toContain(`\n  ${cause} -> ${effect}: was contested, now ${sign}\n`)
  })

  test("is named in eight lines at most, and counted from there on", async () => {
    world.put("all.jsonl", claims.map(({id}) => `${JSON.stringify({kind: "reject", claim: id})}\n`).join(""))
    const {err} = await world.brink("edit", "salt", "--from", "all.jsonl", "--why", "all of them")
    const named = err.split("\n").filter((line) => line.startsWith("  "))
    expect(plain.links.length).toBeGreaterThan(8)
    expect(named).toHaveLength(9)
    expect(named.slice(0, 8).every((line) => /^ {2}(?:gone|a circle opens): .+ -> /.test(line))).toBe(true)
    expect(named[8]).toMatch(/^ {2}\.\.\. and \d+ more$/)
  })
})
