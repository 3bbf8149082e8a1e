// Cases on a disk: made, validated, mended, and written to by two at once.

import {spawn} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {VALLEY} from "../case/memory.ts"
import type {Built, Outcome} from "./built.ts"
import {typedIn} from "./inside.ts"
import {inValley, parsed, refused, TANK} from "./valley.ts"

let built: Built
beforeAll(() => {
  built = inValley()
})
afterAll(() => built.remove())

/** The command line in this process. As a process it is started where that is the point. */
const brink = (...words: string[]): Promise<Outcome> => typedIn(built.folder, words)

describe("a case is made and mended", () => {
  test("init copies the documents and keeps what they say; a second time it is refused", async () => {
    built.put("page.html", "<h1>Salt</h1><p>Raids hurt trade.</p>")
    const {code, out} = await brink("init", "new", "valley", "page.html", "--question", "Will it stay open?")
    expect({code, out}).toEqual({code: 0, out: "new\n"})
    expect(readdirSync(join(built.folder, "new")).sort()).toEqual([
      "case.yaml",
      "claims.jsonl",
      "documents",
      "map.json",
    ])
    expect((await brink("validate", "new")).code).toBe(0)
    // What was marked in the page holds in the Markdown that it is kept as.
    const [marked] = JSON.parse((await brink("read", "page.html", "--json")).out).claims
    const [kept] = JSON.parse((await brink("read", "new/documents/page.md", "--json")).out).claims
    expect(marked.id).not.toBe(kept.id)
    const {out: edited} = await brink("edit", "new", "accept", marked.id, "--why", "so it is", "--by", "ana")
    expect(JSON.parse(edited.split("\n")[0]!)).toMatchObject({claim: kept.id})
    expect(refused(await brink("init", "new"))).toContain("case/already-there: new is a case already")
    expect(refused(await brink("init", "other", "valley", "--question", " "))).toContain(
      "cli/usage: --question is empty",
    )
  })

  test("validate says nothing of what is in order when it refuses what is not", async () => {
    built.put("assumed/case.yaml", "format: brink/case@1\ntitle: Tank\nquestion: How much is left?\n")
    built.put("assumed/model.yaml", TANK)
    built.put("assumed/documents/a.txt", VALLEY["valley/b.txt"])
    built.put(
      "assumed/edits.jsonl",
      '{"format":"brink/edit@1","n":1,"by":"ana","why":"a guess","kind":"assume","quantity":"rate","value":"a lot"}\n',
    )
    expect(refused(await brink("validate", "assumed"))).toContain("case/not-a-value: 'a lot' is no value for 'rate'")
  })

  test("edit appends one line; a wrong one is refused and the file stays", async () => {
    const {claims} = JSON.parse((await brink("read", "salt", "--json")).out)
    const {code, out} = await brink("edit", "salt", "reject", claims[0].id, "--why", "a rumour", "--by", "ana")
    expect(code).toBe(0)
    const file = join(built.folder, "salt/edits.jsonl")
    expect(readFileSync(file, "utf8")).toBe(out)
    parsed({code, out, err: ""}, "edit")
    expect(refused(await brink("edit", "salt", "reject", "0123", "--why", "x"))).toContain("case/unknown-claim")
    expect(refused(await brink("edit", "salt", "rejcet", "0123", "--why", "x"))).toContain("Did you mean 'reject'?")
    expect(refused(await brink("edit", "salt", "undo", "--why", "x"))).toContain("undo wants the number of an edit")
    expect(refused(await brink("edit", "valley", "undo", "1", "--why", "x"))).toContain("case/not-a-case")
    expect((await brink("edit", "salt", "undo", "1", "--why", "it was none")).code).toBe(0)
    expect(readFileSync(file, "utf8").startsWith(out)).toBe(true)
  }, 60_000)

  test("init gives two documents of one name two names, and a page its own front matter", async () => {
    built.put("twins/a.md", "Raids hurt trade.")
    built.put(
      "twins/a.html",
      '<html><head><title>Salt</title><meta name="author" content="Ana Brandt"></head><body><p>Aid calmed the port.</p></body></html>',
    )
    expect((await brink("init", "twin-case", "twins")).code).toBe(0)
    expect(readdirSync(join(built.folder, "twin-case/documents")).sort()).toEqual(["a-2.md", "a.md"])
    const {documents} = JSON.parse((await brink("read", "twin-case", "--json")).out)
    expect(documents.map((d: {title: string; author?: string}) => [d.title, d.author])).toContainEqual([
      "Salt",
      "Ana Brandt",
    ])
  })

  test("init keeps documents under the folder they have in common, and refuses where none can be read", async () => {
    built.put("far/a/one.txt", "Raids hurt trade.")
    built.put("far/b/two.txt", "Aid calmed the port.")
    expect(
      (await brink("init", "far-case", join(built.folder, "far/a/one.txt"), join(built.folder, "far/b"))).code,
    ).toBe(0)
    const files = readdirSync(join(built.folder, "far-case/documents"), {recursive: true}) as string[]
    expect(files.filter((file) => file.endsWith(".txt")).sort()).toEqual(["a/one.txt", "b/two.txt"])
    mkdirSync(join(built.folder, "nothing-in-it"))
    expect(refused(await brink("init", "no-case", "nothing-in-it"))).toContain("case/no-document")
    expect(existsSync(join(built.folder, "no-case"))).toBe(false)
  })

  test("validate names what leads nowhere: a claim that no document makes, data that is not there, an outcome the model lacks", async () => {
    built.put(
      "loose/case.yaml",
      "format: brink/case@1\ntitle: Tank\nquestion: Will it hold?\noutcomes: [{quantity: watr}]\n",
    )
    built.put(
      "loose/model.yaml",
      TANK.replace("assumed: a hole", "claim: 0123456789ab").replace("assumed: its size is unknown", "data: holes.csv"),
    )
    const {code, err} = await brink("validate", "loose")
    expect(code).toBe(1)
    expect(err).toContain("loose/model.yaml:5: 'leak' rests on the claim 0123456789ab, which no document makes")
    expect(err).toContain("loose/model.yaml:6: 'rate' rests on holes.csv, which is not in data/")
    expect(err).toContain("loose/case.yaml: the outcome 'watr' is no quantity of the model; nearest: water")
  })

  test("validate holds the names of checks.yaml against the model; check takes a case as the documents of another", async () => {
    built.put("kettle/case.yaml", "format: brink/case@1\ntitle: Tank\nquestion: How long?\n")
    built.put("kettle/model.yaml", TANK)
    built.put("kettle/documents/a.txt", "Leaks empty tanks. A leak reduces the water in the tank.\n")
    built.put(
      "kettle/checks.yaml",
      'format: brink/checks@1\nchecks:\n  - {id: E1, says: a patch helps, set: {pach: {is: 1}}, expect: "water at 4 > base"}\n',
    )
    const {code, err} = await brink("validate", "kettle")
    expect(code).toBe(1)
    expect(err).toContain(
      "kettle/checks.yaml: check E1 is not represented: The model has no pach (nearest names: patch).",
    )
    expect((await brink("check", "salt", "--documents", "kettle", "--runs", "10")).err).toBe("")
    expect(refused(await brink("check", "salt", "--documents", "kettle", "--backtest"))).toContain(
      "leaves the case's data out",
    )
    // A case with a model of its own needs no document of its own to be held against those of others.
    built.put("bare/case.yaml", "format: brink/case@1\ntitle: Tank\nquestion: How long?\n")
    built.put("bare/model.yaml", TANK)
    const bare = await brink("check", "bare", "--documents", "kettle", "--runs", "10", "--json")
    expect(bare.code).toBe(0)
    expect((parsed(bare, "check") as {checks: unknown[]}).checks.length).toBeGreaterThan(0)
  }, 60_000)

  test("an edit that lost its place is named by every command that applies it, and the exit code is 1", async () => {
    for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "moved/documents/"), text)
    built.put("moved/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
    const {claims} = parsed(await brink("read", "moved", "--json"), "reading") as {claims: {id: string; file: string}[]}
    const gone = claims.find((c) => c.file === "b.txt")!.id
    expect((await brink("edit", "moved", "reject", gone, "--why", "hearsay")).code).toBe(0)
    built.put("moved/documents/b.txt", "Aid reduces hunger in the valley.\n")
    for (const words of [
      ["map"],
      ["check", "--runs", "5"],
      ["outlook", "--runs", "5", "--out", "moved.html"],
      ["draft"],
    ]) {
      const {code, err} = await brink(words[0]!, "moved", ...words.slice(1))
      expect([words[0], code]).toEqual([words[0], 1])
      expect(err).toContain(`edit 1 (reject) by analyst has lost its place: claim ${gone}`)
    }
  }, 60_000)

  test("two writers at one case lose no edit", async () => {
    built.put("both/case.yaml", "format: brink/case@1\ntitle: Both\nquestion: Will both stay?\n")
    built.put("both/documents/a.txt", VALLEY["valley/a.txt"])
    const {claims} = JSON.parse((await brink("read", "both", "--json")).out)
    const write = (by: string): Promise<number | null> =>
      new Promise((done) => {
        spawn(process.execPath, [built.bin, "edit", "both", "accept", claims[0].id, "--why", "seen", "--by", by], {
          cwd: built.folder,
          stdio: "ignore",
        }).on("exit", done)
      })
    expect(await Promise.all(["ana", "ben", "cem"].map(write))).toEqual([0, 0, 0])
    const lines = readFileSync(join(built.folder, "both/edits.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(lines.map((l) => l.n)).toEqual([1, 2, 3])
    expect(lines.map((l) => l.by).sort()).toEqual(["ana", "ben", "cem"])
    expect(readdirSync(join(built.folder, "both")).sort()).toEqual([".brink", "case.yaml", "documents", "edits.jsonl"])
  }, 60_000)

  test("names that reach behind objects, alias bombs and numbers beyond all bounds are refused, and nothing is polluted", async () => {
    const bomb = `a: &a [x, x]\n${Array.from(
      {length: 30},
      (_, i) =>
        `${String.fromCharCode(98 + (i % 24))}${i}: &z${i} [${Array(9)
          .fill(i === 0 ? "*a" : `*z${i - 1}`)
          .join(", ")}]`,
    ).join("\n")}\n`
    for (const text of [
      "format: brink/case@1\ntitle: x\nquestion: y\n__proto__: {polluted: 1}\n",
      "format: brink/case@1\ntitle: x\nquestion: y\nconstructor: {prototype: {polluted: 1}}\n",
      "format: brink/case@1\ntitle: x\ntitle: z\nquestion: y\n",
      bomb,
      "[".repeat(50_000),
    ]) {
      built.put("evil/case.yaml", text)
      expect(refused(await brink("validate", "evil"))).toMatch(/case\/invalid-file: /)
    }
    built.put("evil.yaml", TANK.replace("initial: 100", "initial: 1e999"))
    expect(refused(await brink("run", "evil.yaml"))).toMatch(/evil\.yaml:4/)
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
  }, 60_000)

  test("a draft is text that runs", async () => {
    for (const whole of [[], ["--whole"]]) {
      built.put("drafted.yaml", (await brink("draft", "valley", ...whole)).out)
      expect((await brink("run", "drafted.yaml", "--json")).code).toBe(0)
    }
  })

  test("what todo prints can be pasted into the model as it stands, and is then no longer to do", async () => {
    for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "lacking/documents/"), text)
    built.put("lacking/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
    expect(refused(await brink("todo", "lacking"))).toContain(
      "Begin with `brink draft lacking --out lacking/model.yaml`",
    )
    // The model of a plain folder would not be read.
    expect(refused(await brink("todo", "lacking/documents"))).toContain("brink init DIR lacking/documents")
    const model = [
      "format: brink/model@1",
      "name: m",
      "time: {unit: week, stop: 4, step: 0.5}",
      "quantities:",
      "  moon: {kind: parameter, unit: 1, value: 1, because: [assumed: it is there]}",
      "",
    ].join("\n")
    built.put("lacking/model.yaml", model)
    const {out} = await brink("todo", "lacking", "--all")
    const [first] = out.split("\n\n")
    expect(first).toMatch(/^(\d+) of \1 factors/)
    built.put("lacking/model.yaml", model + first!.split("\n").slice(1).join("\n"))
    expect((await brink("todo", "lacking")).out).toMatch(/^0 of \d+ factors/)
  })

  test("schema prints what schemas/ holds", async () => {
    expect(JSON.parse((await brink("schema", "model")).out)).toMatchObject({title: "brink/model@1"})
    // A refused annotation leads there.
    built.put("gold.json", JSON.stringify({format: "brink/gold@1"}))
    expect(refused(await brink("score", "gold.json", "gold.json"))).toContain("`brink schema gold` prints what")
    expect(JSON.parse((await brink("schema", "gold")).out)).toMatchObject({title: "brink/gold@1"})
    expect(refused(await brink("schema", "modle"))).toContain("Did you mean 'model'?")
  })
})
