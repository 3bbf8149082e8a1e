import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {cacheOf} from "../../src/case/cache.ts"
import {formats, jsonSchema} from "../../src/case/formats.ts"
import {
  appendEdits,
  asDecided,
  gatherMap,
  type Io,
  inModelTime,
  livesOf,
  modelOf,
  modelToRun,
  OPEN_QUESTION,
  openCase,
  parseSeries,
  readCase,
  readScenario,
  runPipeline,
} from "../../src/case/index.ts"
import {checkShape, outlookShape, recordShape, voicesShape} from "../../src/case/shapes.ts"
import {Fault} from "../../src/core/fault.ts"
import {contentHash} from "../../src/core/ids.ts"
import {marked} from "../../src/core/own-mark.ts"
import {printSketch, sketch} from "../../src/draft/index.ts"
import {parseModel} from "../../src/model/index.ts"
import {english} from "../language/english.ts"
import {isQuick} from "../tiers.ts"
import {memoryIo, VALLEY} from "./memory.ts"

const CASE =
  "format: brink/case@1\ntitle: Salt road\nquestion: Will the salt road stay open?\nhorizon: 26 weeks\nstart: 2031-10-01\n"

const valleyCase = (more: Readonly<Record<string, string>> = {}) =>
  memoryIo({
    "salt/case.yaml": CASE,
    "salt/documents/a.txt": VALLEY["valley/a.txt"],
    "salt/documents/b.txt": VALLEY["valley/b.txt"],
    ...more,
  })

const refusal = async (act: () => unknown): Promise<string> => {
  try {
    await act()
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
  return "nothing was refused"
}

const open = (io: Io) => openCase("salt", io)

describe("a case is opened", () => {
  test("a folder without case.yaml is a case in memory, and nothing is written to it", async () => {
    const io = memoryIo(VALLEY)
    const result = await runPipeline("valley/", io, {runs: 10, seed: "1"})
    expect(result.opened).toMatchObject({
      path: "valley",
      inMemory: true,
      settings: {question: OPEN_QUESTION, title: "2 documents"},
    })
    expect(io.written).toEqual([])
  })

  test("its settings say the question, the start and the horizon of the draft", async () => {
    const opened = await open(valleyCase())
    expect(opened).toMatchObject({inMemory: false, horizonWeeks: 26, settings: {title: "Salt road"}})
    const {model, drafted} = await modelOf(opened, gatherMap(opened, await readCase(opened, {english})))
    expect(drafted).toBe(true)
    expect(model).toMatchObject({name: "salt_road", time: {stop: 26, origin: "2031-10-01"}})
  })

  test("a sketch in model.yaml is known for one as long as nobody edits it, and what it was built from is no test", async () => {
    const first = await open(valleyCase())
    const map = gatherMap(first, await readCase(first, {english}))
    const none = {left: 0, of: 0}
    const text = marked(printSketch(sketch(map, {name: "salt"}), {factors: none, links: none}), "yaml")
    const edited = text.replace("value: 0.5", "value: 0.6")
    expect(edited).not.toBe(text)
    const untouched = async (model: string) => (await open(valleyCase({"salt/model.yaml": model}))).untouched
    expect(await untouched(text)).toBe(true)
    expect(await untouched(edited)).toBe(false)
    expect(await untouched(text.replace(/# Written by.*\n/, ""))).toBe(false)
    const imported = text
      .replaceAll(/\{(?:link|claim): [^}]*\}/g, "{assumed: so it came}")
      .replace(/# Written by.*\n/, "")
    expect(await untouched(marked(imported, "yaml"))).toBe(false)

    const pages = async (model: string) =>
      await runPipeline("salt", valleyCase({"salt/model.yaml": model}), {runs: 40, seed: "1"})
    const asDrafted = await pages(text)
    expect(asDrafted.check.totals).toMatchObject({holds: 0, mixed: 0})
    expect(asDrafted.check.checks.some((one) => one.byConstruction && one.verdict === "holds")).toBe(true)
    expect(asDrafted.outlook.bottomLine).toContain("the model is a draft that nobody has edited")
    // Another level makes no statement a test; another equation those that it follows.
    const levelled = await pages(edited)
    expect(levelled.outlook.bottomLine).not.toContain("draft")
    expect(levelled.check.totals).toEqual(asDrafted.check.totals)
    const own = await pages(text.replace(/clamp\(/, "0.9 * clamp("))
    expect(own.check.totals.holds).toBeGreaterThan(0)
    expect(own.outlook.bottomLine).not.toContain("draft")
    const built = (result: typeof own) => result.check.checks.filter(({byConstruction}) => byConstruction).length
    expect(built(own)).toBeGreaterThan(0)
    expect(built(own)).toBeLessThan(built(asDrafted))
  })

  test("a disagreement of its own model weighs as many voices as lineages make its claims, rejected ones none", async () => {
    const claims = (await readCase(await open(valleyCase()), {english})).reading.claims
    const of = (file: string) => claims.filter((c) => c.file === file).map((c) => c.id)
    const model = (weight: string) => `format: brink/model@1
time: {unit: week, start: 0, stop: 4, step: 1}
quantities:
  raids: {kind: auxiliary, unit: 1, equation: "if(hungry, 2, 1)", because: [assumed: as told]}
contested:
  hungry: {question: Does hunger drive raids?, sides: [{is: true, says: it does, claims: [${of("a.txt")[0]}, ${of("b.txt").slice(0, 2)}]}, {is: false, says: it does not, claims: [${of("a.txt")[1]}]}], ${weight}, chance: 0.5}
`
    const chance = async (files: Record<string, string>) =>
      (await modelToRun(await open(valleyCase(files)), {english})).model.contested[0]!.chance
    expect(await chance({"salt/model.yaml": model("weight: lineages")})).toBeCloseTo(2 / 3, 12)
    const rejects = of("b.txt").map((claim, i) =>
      JSON.stringify({format: "brink/edit@1", n: i + 1, by: "ana", why: "a joke", kind: "reject", claim}),
    )
    expect(await chance({"salt/model.yaml": model("weight: lineages"), "salt/edits.jsonl": rejects.join("\n")})).toBe(
      0.5,
    )
    expect(await chance({"salt/model.yaml": model("weight: stated")})).toBe(0.5)
    // What the voices weigh is kept by what they said: no document is read twice, and one that changed is.
    const io = valleyCase({"salt/model.yaml": model("weight: lineages")})
    let read = 0
    const heard = async (open_: Awaited<ReturnType<typeof open>>) =>
      (
        await modelToRun(open_, {
          ...io,
          english: () => {
            read++
            return english()
          },
        })
      ).model.contested[0]!.chance
    const opened = await open(io)
    expect([await heard(opened), await heard(opened), read]).toEqual([2 / 3, 2 / 3, 2])
    expect(await heard({...opened, sources: opened.sources.filter(({file}) => file.endsWith("a.txt"))})).toBe(0.5)
    expect(read).toBe(2)
    const reworded = opened.sources.map((source) =>
      source.file.endsWith("a.txt") ? {...source, text: source.text.replace("the elder", "an elder")} : source,
    )
    expect(reworded).not.toEqual(opened.sources)
    await heard({...opened, sources: reworded})
    expect(read).toBe(3)
  })

  test("its own model runs with what edits assume, and without a document", async () => {
    const files = {
      "salt/case.yaml": CASE,
      "salt/model.yaml": `format: brink/model@1
time: {unit: week, start: 0, stop: 4, step: 1}
quantities:
  raids: {kind: parameter, unit: raid/week, value: 6, because: [assumed: as told]}
`,
      "salt/edits.jsonl":
        '{"format":"brink/edit@1","n":1,"by":"ana","why":"counted","kind":"assume","quantity":"raids","value":"8"}',
    }
    expect(await modelToRun(await open(memoryIo(files)), {english})).toMatchObject({
      left: null,
      drafted: false,
      model: {quantities: [{name: "raids", value: {kind: "fixed", value: 8}}]},
    })
  })

  test("how long what is in force lasts is a distribution of lengths of time, or is refused with its place", async () => {
    const lasts = (life: string, unit = "week") =>
      `${CASE}lasts:\n  - {lever: toll_post, life: ${life}, unit: ${unit}, source: opinion}\n`
    const found = await open(valleyCase({"salt/case.yaml": lasts("{lognormal: {p5: 1, p95: 90}}", "month")}))
    expect(found.settings.lasts).toEqual([
      {lever: "toll_post", life: {lognormal: {p5: 1, p95: 90}}, unit: "month", source: "opinion"},
    ])
    const refused = async (life: string, unit?: string) =>
      await refusal(() => open(valleyCase({"salt/case.yaml": lasts(life, unit)})))
    for (const life of ["12", "two months", "{}", "{uniform: [1, 2], beta: {a: 1, b: 1}}"])
      expect(await refused(life), life).toMatch(
        /salt\/case\.yaml:7:\d+: lasts\.0\.life: how long it lasts, as a distribution: uniform, triangular, lognormal or beta/,
      )
    expect(await refused("{chance: 0.5}")).toContain("salt/case.yaml:7:31: lasts.0.life.chance: no such key here")
    expect(await refused("{uniform: [5, 2]}")).toContain("uniform runs from the lower to the higher value")
    expect(await refused("{uniform: [-5, 2]}")).toContain("a length of time is not below 0, found -5")
    expect(await refused("{uniform: [1, 2]}", "moon")).toContain("one of day, week, month and year")
    // Whether it is a lever of the model is asked where there is one.
    const model = parseModel(
      "format: brink/model@1\ntime: {unit: week, start: 0, stop: 4, step: 1}\nquantities:\n  raid_tax: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: so]}\n",
      "model.yaml",
    )
    const of = (lever: string) => ({
      path: "salt",
      settings: {...found.settings, lasts: [{...found.settings.lasts![0]!, lever}]},
    })
    expect(() => livesOf(of("raid_taxx"), model)).toThrow(/lasts: the model has no lever 'raid_taxx'.*raid_tax/s)
    // Lengths by the month are as long in a model by the week.
    const [life] = livesOf(of("raid_tax"), model).lasts!
    expect(life).toMatchObject({lever: "raid_tax", life: {kind: "lognormal", p5: expect.closeTo(365.25 / 84, 9)}})
    const beats = {...model, time: {...model.time, unit: "beat"}}
    expect(() => livesOf(of("raid_tax"), beats)).toThrow(/'beat', is no span of a calendar/)
  })

  test("every mistake of case.yaml is listed with its place", async () => {
    const said = await refusal(
      async () =>
        await open(
          valleyCase({"salt/case.yaml": "format: brink/case@1\ntitle: Salt\nquestoin: Will it?\nhorizon: soon\n"}),
        ),
    )
    expect(said).toContain("case/invalid-file: 3 mistakes in salt/case.yaml")
    expect(said).toContain("salt/case.yaml:3:1: questoin: no such key here; did you mean `question`?")
    expect(said).toContain("salt/case.yaml:4:10: horizon: a length such as 52 weeks")
    const outcomes = async (measure: string) =>
      await refusal(() =>
        open(valleyCase({"salt/case.yaml": `${CASE}outcomes: [{quantity: raids, measure: ${measure}}]\n`})),
      )
    expect(await outcomes("speed")).toMatch(
      /salt\/case\.yaml:6:\d+: outcomes\.0\.measure: level, change, total, mean over A to B, ever above X/,
    )
    for (const measure of [
      "level",
      "change",
      "total",
      "time to 12",
      "mean over 4 to 8",
      "mean over 0 to 2.5 weeks",
      "ever above 3",
      "always below .5",
      "Time Below 1e3",
      "longest spell above 0.5",
      "longest spell below -3",
    ])
      expect(await outcomes(measure)).toBe("nothing was refused")
  })

  test("torn YAML is refused with its place, and so is a file made by a newer Brink", async () => {
    expect(await refusal(() => open(valleyCase({"salt/case.yaml": `${CASE}outcomes: [{quantity: raids\n`})))).toMatch(
      /case\/invalid-file: .*\n {2}salt\/case\.yaml:\d+:\d+: /,
    )
    expect(
      await refusal(() => open(valleyCase({"salt/factors.yaml": "format: brink/factors@1\nfactors: {raids: [\n"}))),
    ).toMatch(/salt\/factors\.yaml:\d+:\d+/)
    expect(await refusal(() => open(valleyCase({"salt/edits.jsonl": '{"format":"brink/edit@1","n":1'})))).toContain(
      "salt/edits.jsonl:1",
    )
    expect(await refusal(() => open(valleyCase({"salt/case.yaml": CASE.replace("@1", "@9")})))).toContain(
      "made by a newer Brink",
    )
  })

  test("a scenario that is not there is refused with the nearest names", async () => {
    const io = valleyCase({
      "salt/scenarios/patrols.yaml": "format: brink/scenario@1\nwhy: what if they patrol\nlevers: {}\n",
    })
    expect((await readScenario("salt", "patrols", io)).why).toBe("what if they patrol")
    expect(await refusal(async () => readScenario("salt", "patrol", io))).toBe(
      "case/unknown-scenario: There is no scenario 'patrol'\n  Did you mean 'patrols'? There are: patrols.",
    )
  })
})

describe("documents that give nothing to go on are refused", () => {
  test("an empty folder", async () => {
    expect(await refusal(async () => readCase(await open(memoryIo({"salt/case.yaml": CASE})), {english}))).toBe(
      "case/no-document: There is no English document to read in salt\n  Put articles there as .txt, .md, .html, .docx or .pdf files.",
    )
  })

  test("files without a word, each named with the reason", async () => {
    const said = await refusal(
      async () =>
        await readCase(await openCase("valley", memoryIo({"valley/a.txt": " ", "valley/b.txt": "Leave a Reply"})), {
          english,
        }),
    )
    expect(said).toContain(
      "valley\n  a.txt: There is no sentence in the file.\n  b.txt: Nothing but page furniture is in the file.",
    )
  })

  test("documents without a causal statement", async () => {
    const opened = await openCase(
      "valley",
      memoryIo({"valley/a.txt": "The valley is green. The mill is old. Nobody lives there."}),
    )
    expect(await refusal(async () => gatherMap(opened, await readCase(opened, {english})))).toMatch(
      /^case\/no-claim: No sentence in valley says that one thing causes another\n {2}at a\.txt\n/,
    )
  })
})

describe("the pipeline runs", () => {
  test("the case's scenarios are compared from the day asked about on, what happened and what changes nothing left out", async () => {
    const scenario = (levers: string) => `format: brink/scenario@1\nwhy: what if they patrol\nlevers: ${levers}\n`
    const io = valleyCase({
      "salt/model.yaml":
        'format: brink/model@1\nname: salt\ntime: {unit: week, origin: 2031-09-03, start: 0, stop: 40, step: 0.5, save: 1}\nquantities:\n  raids: {kind: stock, unit: 1, initial: 5, rate: "(6 - 4 * patrols - raids) / slow", because: [assumed: prey]}\n  slow: {kind: parameter, unit: week, value: {uniform: [2, 4]}, because: [assumed: nobody knows]}\n  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1]}\n',
      "salt/scenarios/k1-nothing.yaml": scenario("{}"),
      "salt/scenarios/k2-long-ago.yaml": scenario("{patrols: [{from: 0, to: 3, value: 1}]}"),
      "salt/scenarios/k3-both-clans.yaml": scenario("{patrols: [{from: 2, value: 1}]}"),
      "salt/scenarios/replay.yaml": scenario("{}"),
    })
    const {outlook} = await runPipeline("salt", io, {runs: 40, seed: "1"})
    expect(outlook.paths!.map(({scenario: name, label}) => [name, label])).toEqual([["k3-both-clans", "Both clans"]])
    // From the day asked about to the end it is the lever at its end, and nothing else.
    const step = outlook.options.find(({setting}) => / at 1\b/.test(setting))!
    expect(outlook.paths![0]!.effects[0]!.change).toEqual(step.effects[0]!.change)
  })

  test.skipIf(isQuick)("from documents to findings, the same twice, and a case keeps what it worked out", async () => {
    const io = valleyCase()
    const once = await runPipeline("salt", io, {runs: 20, seed: "1"})
    expect(once.outlook).toMatchObject({
      format: "brink/outlook@1",
      question: "Will the salt road stay open?",
      runs: 20,
      failed: 0,
    })
    expect(once.outlook.findings.length).toBeGreaterThan(0)
    const plans = io.plans
    const again = await runPipeline("salt", io, {runs: 20, seed: "1"})
    expect(io.plans).toBe(plans)
    expect(JSON.stringify(again.outlook)).toBe(JSON.stringify(once.outlook))
    const names = [...io.files.keys()].flatMap((file) => /^salt\/\.brink\/(.*)\.json$/.exec(file)?.[1] ?? [])
    expect(names.map((name) => name.replace(/-[0-9a-f]{16}$/, ""))).toEqual([
      "settings",
      "lineages",
      "read",
      "read",
      "map",
      "check",
      "outlook",
      "levers",
    ])
  })

  test.skipIf(isQuick)("what has changed is worked out anew, and a torn or altered cache is never read", async () => {
    const io = valleyCase()
    const once = JSON.stringify((await runPipeline("salt", io, {runs: 10, seed: "1"})).outlook)
    const plans = io.plans
    await runPipeline("salt", io, {runs: 10, seed: "2"})
    expect(io.plans).toBe(2 * plans)
    await runPipeline("salt", io, {runs: 10, seed: "1"})
    const kept = io.files.get("salt/.brink/outlook.json")!
    for (const torn of [kept.slice(0, 100), kept.replace("brink/outlook@1", "brink/outlook@2"), "", "not json"]) {
      io.files.set("salt/.brink/outlook.json", torn)
      expect(JSON.stringify((await runPipeline("salt", io, {runs: 10, seed: "1"})).outlook)).toBe(once)
    }
  })

  test.skipIf(isQuick)(
    "a cache that somebody else made for the same inputs is not read, whatever it says",
    async () => {
      const io = valleyCase()
      const once = JSON.stringify((await runPipeline("salt", io, {runs: 10, seed: "1"})).outlook)
      const theirs = memoryIo(Object.fromEntries(io.files), "theirs")
      theirs.files.delete("salt/.brink/outlook.json")
      await runPipeline("salt", theirs, {runs: 10, seed: "1"})
      // Whoever has the inputs has the key, and can put the hash of any words beside it.
      const [head, body] = theirs.files.get("salt/.brink/outlook.json")!.split("\n") as [string, string]
      const forged = body.replace(/"bottomLine":"[^"]*"/, '"bottomLine":"Nothing will happen."')
      expect(forged).not.toBe(body)
      const heads = [head, head.replace(/\S+$/, contentHash(forged)), `${head.split(" ")[1]} ${contentHash(forged)}`]
      for (const text of [`${head}\n${body}\n`, ...heads.map((one) => `${one}\n${forged}\n`)]) {
        io.files.set("salt/.brink/outlook.json", text)
        io.written.length = 0
        expect(JSON.stringify((await runPipeline("salt", io, {runs: 10, seed: "1"})).outlook)).toBe(once)
        expect(io.written).toEqual(["salt/.brink/outlook.json"])
      }
    },
  )

  test("a sealed cache of another shape is made anew, step by step", async () => {
    const opened = await open(valleyCase())
    for (const [shape, value] of [
      [outlookShape, {format: "brink/outlook@1"}],
      [outlookShape, null],
      [checkShape, []],
      [checkShape, {format: "brink/check@1", model: "m", runs: 1, seed: "1", checks: "many", totals: {}}],
      [recordShape, {runs: 1, scores: [], unscored: [], fits: [null]}],
      [voicesShape, {chances: ["0.5"], left: []}],
      [voicesShape, {chances: [0.5], left: [], more: 1}],
    ] as const) {
      const io = valleyCase()
      const any = {safeParse: () => ({success: true})}
      await cacheOf(opened, io)("step", "the same", any, () => value as unknown)
      let made = 0
      const make = () => ++made
      expect(await cacheOf(opened, io)<unknown>("step", "the same", any, make)).toEqual(value)
      expect(await cacheOf(opened, io)("step", "the same", shape, make)).toBe(1)
      expect(made).toBe(1)
    }
  })

  test("inputs that JSON writes alike have caches of their own", async () => {
    const opened = await open(valleyCase())
    const io = valleyCase()
    const any = {safeParse: () => ({success: true})}
    const alike = [
      [null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      [0, -0],
      [{}, new Map([[1, 2]]), new Map(), new Set()],
    ]
    for (const values of alike)
      for (const [i, from] of values.entries()) expect(await cacheOf(opened, io)("step", {from}, any, () => i)).toBe(i)
  })

  const RAIDS = `format: brink/model@1
time: {unit: week, origin: 2030-10-01, start: 0, stop: 104, step: 1}
quantities:
  raids: {kind: stock, unit: raid, initial: 3, inflows: [growth], because: [assumed: as told]}
  growth: {kind: flow, unit: raid/week, equation: "pace * (1 - patrols)", because: [assumed: as told]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [0.1, 0.2]}, because: [assumed: as told]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1]}
`
  const weeks = Array.from({length: 24}, (_, i) => {
    const day = new Date(Date.UTC(2030, 9, 1 + 7 * i)).toISOString().slice(0, 10)
    return `${day},${3 + (i % 5)}`
  })
  const counted = (error: string) => `# unit: raid, error: ${error}\ndate,raids\n${weeks.join("\n")}\n`
  const counting = () => valleyCase({"salt/model.yaml": RAIDS, "salt/data/raids.csv": counted("1.3")})
  const written = async (io: ReturnType<typeof memoryIo>) => {
    io.written.length = 0
    const {outlook} = await runPipeline("salt", io, {runs: 10, seed: "1"})
    const steps = io.written.map((file) => file.slice("salt/.brink/".length, -".json".length))
    return {outlook, anew: steps.filter((name) => !/-[0-9a-f]{16}$/.test(name))}
  }

  test("a reason that is worded anew leaves the track record standing; what its figures rest on does not", async () => {
    const io = counting()
    expect((await written(io)).anew).toEqual(["check", "record", "outlook"])
    io.files.set("salt/model.yaml", RAIDS.replace("as told", "as the miller tells it"))
    expect((await written(io)).anew).toEqual(["check", "outlook"])
    io.files.set("salt/model.yaml", RAIDS.replace("0.2]", "0.3]"))
    expect((await written(io)).anew).toContain("record")
    io.files.set("salt/data/raids.csv", counted("2"))
    expect((await written(io)).anew).toContain("record")
  })

  test("a horizon that is set anew is that of the next outlook", async () => {
    const io = counting()
    const longer = CASE.replace("horizon: 26 weeks", "horizon: 40 weeks")
    expect(longer).not.toBe(CASE)
    const before = (await written(io)).outlook
    io.files.set("salt/case.yaml", longer)
    const {outlook, anew} = await written(io)
    expect(anew).toContain("outlook")
    expect(outlook.hash).not.toBe(before.hash)
  })

  test("a case that cannot be written is run all the same", async () => {
    const io = valleyCase()
    expect(
      (await runPipeline("salt", {...io, kept: {...io.kept, write: () => {}}}, {runs: 10, seed: "1"})).outlook.runs,
    ).toBe(10)
  })

  test.skipIf(isQuick)(
    "without a secret of the user's nothing is kept, and nothing that lies there is read",
    async () => {
      const io = valleyCase()
      const without = {...io, kept: {...io.kept, seal: () => null}}
      const once = await runPipeline("salt", without, {runs: 10, seed: "1"})
      expect(io.written).toEqual([])
      io.files.set("salt/.brink/outlook.json", "brink/kept@1 null\n{}\n")
      expect(JSON.stringify((await runPipeline("salt", without, {runs: 10, seed: "1"})).outlook)).toBe(
        JSON.stringify(once.outlook),
      )
    },
  )
})

describe("a human decision is appended", () => {
  const subject = async (io: Io) => {
    const opened = await open(io)
    const said = await readCase(opened, {english})
    const map = gatherMap(opened, said)
    return {opened, map, reading: said.reading, model: (await modelOf(opened, map)).model}
  }
  const decision = {by: "ana", why: "I was there"}
  const appendEdit = (...given: Parameters<typeof appendEdits>) => appendEdits(...given).edits[0]!

  test("with its number, its quote, who and why; the lines before it stay as they are", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const claim = s.reading.claims[0]!
    const edit = appendEdit(s.opened, s, {kind: "reject", claim: claim.id}, decision, io)
    expect(edit).toMatchObject({
      n: 1,
      by: "ana",
      why: "I was there",
      kind: "reject",
      claim: claim.id,
      quotes: [claim.quote.text],
    })
    const first = io.files.get("salt/edits.jsonl")!
    appendEdit(s.opened, s, {kind: "undo", of: 1}, decision, io)
    expect(io.files.get("salt/edits.jsonl")!.startsWith(first)).toBe(true)
    expect((await open(io)).edits.map((e) => e.kind)).toEqual(["reject", "undo"])
  })

  test("a rejected claim leaves the map, and undoing brings it back", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const before = JSON.stringify(s.map.links)
    const claim = s.map.groundings.find((g) => g.link !== null)!.claim
    appendEdit(s.opened, s, {kind: "reject", claim}, decision, io)
    expect(JSON.stringify((await subject(io)).map.links)).not.toBe(before)
    appendEdit(s.opened, s, {kind: "undo", of: 1}, decision, io)
    expect(JSON.stringify((await subject(io)).map.links)).toBe(before)
  })

  test("a span is written with what varies as the reader says it; one that cannot be is refused with its sentence", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const claim = s.reading.claims.find((c) => c.cause.text.includes("lack of trust"))!
    const span = (cause: string | undefined, effect?: string) =>
      refusal(async () => {
        const act = {kind: "span" as const, claim: claim.id, ...(cause && {cause}), ...(effect && {effect})}
        return appendEdit(s.opened, s, act, decision, io)
      })
    expect(await span("lack of trusst")).toMatch(
      /^case\/unknown-words: "lack of trusst" is not in the sentence\n {2}at a\.txt, "The lack of trust /,
    )
    expect(await span(claim.cause.text)).toContain("case/empty-edit: The span is the one that was read")
    expect(await span(claim.effect.text)).toContain("share words")
    expect(await span("lack of trust {patrols -}")).toContain('the words "patrols" are not in "lack of trust"')
    expect(io.files.has("salt/edits.jsonl")).toBe(false)
    expect(await span("lack of trust")).toBe("nothing was refused")
    expect((await open(io)).edits[0]).toMatchObject({kind: "span", cause: "lack of trust {trust -}"})
    const unknown = {kind: "sign", claim: `${claim.id.slice(0, 11)}x`, sign: "+"} as const
    expect(await refusal(async () => appendEdit(s.opened, s, unknown, decision, io))).toContain(`Nearest: ${claim.id}`)
  })

  test("a sign that is there is refused, of a claim and of a link, but not where it brings a claim back", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const refused = (act: Parameters<typeof appendEdits>[2]) =>
      refusal(async () => appendEdit(s.opened, s, act, decision, io))
    const told = s.map.groundings.find(({claim, link, sign}) => link !== null && sign === signOf(claim))!
    const sign = told.sign as "+" | "-"
    function signOf(id: string) {
      return s.reading.claims.find((claim) => claim.id === id)!.sign
    }
    expect(await refused({kind: "sign", claim: told.claim, sign})).toBe(
      `case/empty-edit: The edit would change nothing: claim ${told.claim} is read as ${sign} already\n  \`brink edit CASE accept ${told.claim}\` says that it is read rightly.`,
    )
    const link = s.map.links.find(({sign: way}) => way === "+" || way === "-")!
    expect(await refused({kind: "sign", link: link.id, sign: link.sign as "+" | "-"})).toBe(
      `case/empty-edit: The edit would change nothing: link ${link.id} is ${link.sign} already\n  \`brink why 'salt' '${link.id}'\` shows its claims and their phrases.`,
    )
    appendEdit(s.opened, s, {kind: "lag", link: link.id, lag: "two months"}, decision, io)
    expect(await refused({kind: "lag", link: link.id, lag: "two months"})).toContain(
      `link ${link.id} has "two months" for its lag already`,
    )
    appendEdit(s.opened, s, {kind: "reject", claim: told.claim}, decision, io)
    expect(await refused({kind: "sign", claim: told.claim, sign})).toBe("nothing was refused")
  })

  test("a speaker is corrected, undone, refused where nothing changes, and told where no document names him", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const {id, by} = s.reading.claims[0]!
    const asked = (speaker: string | null) =>
      appendEdits(s.opened, s, {kind: "speaker", claim: id, speaker}, decision, io)
    const refused = (speaker: string | null) => refusal(async () => asked(speaker))
    const now = async () => asDecided(await open(io), await readCase(await open(io), {english})).reading.claims[0]!.by
    expect(await refused(by)).toBe(
      `case/empty-edit: The edit would change nothing: claim ${id} is said by ${by ?? "its author"} already\n  \`brink edit CASE accept ${id}\` says that it is read rightly.`,
    )
    const done = asked("  the keeper\n of  the weir ")
    expect(done.edits).toMatchObject([{kind: "speaker", claim: id, speaker: "the keeper of the weir"}])
    expect(done.says).toEqual([
      expect.stringMatching(/^'the keeper of the weir' is named in no document: it is written as it was given\n {2}\S/),
    ])
    expect(await now()).toBe("the keeper of the weir")
    expect(await refused("the keeper of the weir")).toContain("edit 1 (speaker) by ana decided the same of claim")
    // Words of a document, in whatever case.
    const words = s.reading.documents.map(({file}) => s.reading.texts!.of(file)!.text).join("\n")
    const named = /\b(\p{Lu}\p{Ll}{3,})\b/u.exec(words)![1]!
    expect(asked(named.toUpperCase()).says).toEqual([])
    appendEdit(s.opened, s, {kind: "undo", of: 2}, decision, io)
    appendEdit(s.opened, s, {kind: "undo", of: 1}, decision, io)
    expect(await now()).toBe(by)
    // Of a rejected claim it is no empty edit: it brings the claim back.
    appendEdit(s.opened, s, {kind: "reject", claim: id}, decision, io)
    expect(asked(by).says[0]).toContain(`brings back claim ${id}`)
  })

  test("what checks and findings are made of is the reading as corrected; ids stay", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const claim = s.reading.claims[0]!
    const sign = claim.sign === "+" ? "-" : "+"
    appendEdit(s.opened, s, {kind: "sign", claim: claim.id, sign}, decision, io)
    const opened = await open(io)
    const said = await readCase(opened, {english})
    expect(said.reading.claims[0]!.sign).toBe(claim.sign)
    expect(asDecided(opened, said).reading.claims[0]).toMatchObject({id: claim.id, sign})
  })

  test.skipIf(isQuick)("an assumed value holds in the model and rests on the edit", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const parameter = s.model.quantities.find((q) => q.kind === "parameter")!
    appendEdit(s.opened, s, {kind: "assume", quantity: parameter.name, value: "{uniform: [0.25, 0.5]}"}, decision, io)
    const after = (await subject(io)).model.quantities.find((q) => q.name === parameter.name)!
    expect(after.value).toEqual({kind: "uniform", low: 0.25, high: 0.5})
    expect(after.because).toEqual([{assumed: "I was there (ana, edit 1)"}])
  })

  test("what it is about must be there", async () => {
    const io = valleyCase()
    const s = await subject(io)
    io.written.length = 0
    const asked = async (act: Parameters<typeof appendEdits>[2]) =>
      await refusal(async () => appendEdit(s.opened, s, act, decision, io))
    expect(await asked({kind: "reject", claim: "0123"})).toContain("case/unknown-claim: There is no claim '0123'")
    expect(await asked({kind: "sign", link: "salt->sugar", sign: "+"})).toContain(
      "case/unknown-link: There is no link 'salt->sugar'",
    )
    expect(await asked({kind: "rename", factors: ["unicorns"], name: "x"})).toContain(
      "case/unknown-factor: There is no factor 'unicorns'",
    )
    expect(await asked({kind: "assume", quantity: "unicorns", value: "1"})).toContain(
      "case/unknown-quantity: There is no quantity 'unicorns'",
    )
    for (const of of [0, 7])
      expect(await asked({kind: "undo", of})).toBe(
        `case/unknown-edit: There is no edit '${of}'\n  The case has no edits yet.`,
      )
    const stock = s.model.quantities.find((q) => q.kind === "stock")!.name
    expect(await asked({kind: "assume", quantity: stock, value: "1"})).toContain(
      "only a parameter or lever has a value to assume",
    )
    expect(io.written).toEqual([])
  })

  test("an edit that would change nothing, or that could not be read again, is refused before it is written", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const [one, two] = s.map.factors.map((f) => f.id)
    const link = s.map.links[0]!
    const said = (act: Parameters<typeof appendEdits>[2]) => refusal(() => appendEdit(s.opened, s, act, decision, io))
    expect(await said({kind: "rename", factors: [one!], name: ""})).toBe(
      "case/empty-edit: name is empty\n  Give it a few words.",
    )
    expect(await said({kind: "merge", factors: [one!, one!]})).toContain(
      "case/empty-edit: Two of these are one factor already",
    )
    expect(await said({kind: "lag", link: link.id, lag: "purple"})).toContain("'purple' says no length of time\n")
    expect(await said({kind: "lag", link: link.id, lag: "soon-ish turnips"})).toMatch(
      /'soon-ish turnips' says no length of time: "ish", "turnips"\n {2}Write a number and a unit \("six weeks"/,
    )
    expect(await said({kind: "assume", link: `${one}->${one}`, sign: "+"})).toContain("are one factor")
    expect(await said({kind: "split", factors: [one!], name: "New", phrases: ["nobody says this"]})).toContain(
      `case/empty-edit: The edit would change nothing: "nobody says this" in factor ${one} is not there`,
    )
    const taken = s.map.factors[1]!.name
    expect(await said({kind: "rename", factors: [one!], name: taken.toUpperCase()})).toBe(
      `case/empty-edit: '${taken}' is the name of another factor, ${two}\n  Give another name, or make the two one: \`brink edit CASE merge ${two} ${one}\`.`,
    )
    expect(await said({kind: "split", factors: [one!], name: taken, phrases: ["anything"]})).toContain(
      `put the phrases there: \`brink edit CASE move ${one} ${two} PHRASE...\``,
    )
    expect(io.files.has("salt/edits.jsonl")).toBe(false)
    expect(
      appendEdit(s.opened, s, {kind: "merge", factors: [one!, two!]}, decision, io).quotes?.length,
    ).toBeGreaterThan(0)
  })

  test("a link named by its factors' names carries its quotes", async () => {
    const io = valleyCase()
    const s = await subject(io)
    const link = s.map.links.find((l) => l.for.claims.length === 1 && l.against.claims.length === 0)!
    const name = (id: string) => s.map.factors.find((f) => f.id === id)!.name
    const act = {kind: "lag", link: `${name(link.from)}->${name(link.to)}`, lag: "two weeks"} as const
    expect(appendEdit(s.opened, s, act, decision, io)).toMatchObject({
      link: link.id,
      quotes: [expect.stringMatching(/./)],
    })
  })

  test("a case in memory has no place for it", async () => {
    const io = memoryIo(VALLEY)
    const opened = await openCase("valley", io)
    const said = await readCase(opened, {english})
    const map = gatherMap(opened, said)
    expect(
      await refusal(async () => appendEdit(opened, {map, reading: said.reading}, {kind: "undo", of: 1}, decision, io)),
    ).toContain("case/not-a-case: valley has no case.yaml")
  })
})

describe("observed series", () => {
  const table =
    '# source: Upland Survey 2031, licence: CC BY 4.0, unit: head\ndate,herds,"raids, all"\n2031-09-24,40000,3\n2031-10-15,,4\n2031-11,39000,\n'

  test("a column is a series with its source, licence and unit; an empty cell is no point", async () => {
    expect(parseSeries(table, "herds.csv")).toEqual([
      {
        file: "herds.csv",
        name: "herds",
        source: "Upland Survey 2031",
        licence: "CC BY 4.0",
        unit: "head",
        points: [
          {date: "2031-09-24", value: 40000},
          {date: "2031-11", value: 39000},
        ],
      },
      {
        file: "herds.csv",
        name: "raids, all",
        source: "Upland Survey 2031",
        licence: "CC BY 4.0",
        unit: "head",
        points: [
          {date: "2031-09-24", value: 3},
          {date: "2031-10-15", value: 4},
        ],
      },
    ])
  })

  test("dates become times of the model: weeks before and after its start", async () => {
    const [herds, raids] = parseSeries(table, "herds.csv")
    const time = {unit: "week", origin: "2031-10-01"}
    expect(inModelTime(raids!, time)!.points).toEqual([
      {time: -1, value: 3},
      {time: 2, value: 4},
    ])
    expect(inModelTime(herds!, time)!.points[1]!.time).toBeCloseTo(31 / 7, 12)
    expect(inModelTime(herds!, {unit: "week"})).toBeNull()
    // A leap day lies between.
    expect(
      inModelTime({...raids!, points: [{date: "2032-03-01", value: 1}]}, {unit: "day", origin: "2032-02-28"})!
        .points[0]!.time,
    ).toBe(2)
  })

  test("a source may state the factor within which it counts, for all columns or for one", async () => {
    const errors = (comment: string) => parseSeries(`# error: ${comment}\n${table}`, "h.csv").map(({error}) => error)
    expect(errors("1.3")).toEqual([1.3, 1.3])
    expect(errors("herds 1.2")).toEqual([1.2, undefined])
    expect(errors("1.5, herds 1.2")).toEqual([1.2, 1.5])
    expect(await refusal(async () => errors("0.9, goats 2"))).toBe(
      'case/invalid-file: 2 mistakes in h.csv\n  h.csv:1:1: "0.9" is no error of a count: a factor above 1, such as 1.3, or a column\'s name before it\n  h.csv:1:1: there is no column goats whose error could be stated\n  Mend the table at these places; docs/formats/case.md shows its shape.',
    )
  })

  test("or the standard deviation of its values; what is said of one column outweighs what is said of all", async () => {
    const stated = (comment: string) =>
      parseSeries(`# ${comment}\n${table}`, "h.csv").map(({error, sd}) => [error ?? null, sd ?? null])
    expect(stated("sd: 2.5")).toEqual([
      [null, 2.5],
      [null, 2.5],
    ])
    expect(stated("error: 1.5, sd: herds 3")).toEqual([
      [null, 3],
      [1.5, null],
    ])
    expect(stated("sd: 3, error: herds 1.5")).toEqual([
      [1.5, null],
      [null, 3],
    ])
    expect(await refusal(async () => stated("sd: 0, error: 1.5, sd: 2"))).toBe(
      'case/invalid-file: 3 mistakes in h.csv\n  h.csv:1:1: "0" is no standard deviation: a number above 0 in the unit of the values, or a column\'s name before it\n  h.csv:1:1: both an error and a standard deviation are stated of herds: keep one\n  h.csv:1:1: both an error and a standard deviation are stated of raids, all: keep one\n  Mend the table at these places; docs/formats/case.md shows its shape.',
    )
  })

  test("every mistake of a table is listed with its line", async () => {
    expect(await refusal(async () => parseSeries("day,herds\nsoon,1\n2031-01-01,many\n", "h.csv"))).toBe(
      'case/invalid-file: 3 mistakes in h.csv\n  h.csv:1:1: the first row names the columns, the first of them `date`; found "day,herds"\n  h.csv:2:1: "soon" is no date such as 2031-04-30\n  h.csv:3:1: "many" in column herds is no number\n  Mend the table at these places; docs/formats/case.md shows its shape.',
    )
    expect(await refusal(async () => parseSeries("# source: none\n", "h.csv"))).toContain(
      "there is no row that names the columns",
    )
  })
})

describe("published formats", () => {
  test("schemas/ holds what the code says, and nothing else", async () => {
    const folder = new URL("../../schemas/", import.meta.url)
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(formats)
        .map((name) => `${name}.json`)
        .sort(),
    )
    for (const name of Object.keys(formats) as (keyof typeof formats)[])
      expect(
        readFileSync(new URL(`${name}.json`, folder), "utf8"),
        `schemas/${name}.json is stale: npm run generate`,
      ).toBe(`${JSON.stringify(jsonSchema(name), null, 2)}\n`)
  })
})
