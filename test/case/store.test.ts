// What is kept by content: each document's reading, and the map that was gathered of them.

import {expect, test} from "vitest"
import {cacheByContent} from "../../src/case/cache.ts"
import {mapOfCase, openCase, readCase} from "../../src/case/index.ts"
import {english} from "../language/english.ts"
import {memoryIo, VALLEY} from "./memory.ts"

const CASE = {...VALLEY, "salt/case.yaml": "format: brink/case@1\ntitle: Salt\nquestion: Will it?\nhorizon: 26 weeks\n"}
const inCase = Object.fromEntries(
  Object.entries(CASE).map(([file, text]) => [file.replace(/^valley\//, "salt/documents/"), text]),
)

/** Reads and gathers, and says how many documents were read for it. */
async function once(io: ReturnType<typeof memoryIo>, path: string) {
  let read = 0
  const counting = {
    ...io,
    english: () => {
      read++
      return english()
    },
  }
  const opened = await openCase(path, counting)
  const said = await readCase(opened, counting)
  return {read, said, map: await mapOfCase(opened, said, counting)}
}

const kept = (io: ReturnType<typeof memoryIo>, what: string): string[] =>
  [...io.files.keys()].filter((file) => file.includes(`/${what}-`))

test("a document that has changed is read, the others are not, and the answer is the same as without a store", async () => {
  const io = memoryIo(inCase)
  const documents = Object.keys(inCase).filter((file) => file.startsWith("salt/documents/")).length
  const first = await once(io, "salt")
  expect(first.read).toBe(documents)
  expect(kept(io, "read")).toHaveLength(documents)
  const again = await once(io, "salt")
  expect(again).toEqual({...first, read: 0})

  io.files.set("salt/documents/b.txt", `${inCase["salt/documents/b.txt"]}\nDrought lowers the harvest.\n`)
  const changed = await once(io, "salt")
  expect(changed.read).toBe(1)
  const without = memoryIo(Object.fromEntries([...io.files].filter(([file]) => !file.includes(".brink"))))
  const plain = await once({...without, kept: {...without.kept, folder: () => null}}, "salt")
  expect(plain.read).toBe(documents)
  expect(JSON.stringify(changed.said)).toBe(JSON.stringify(plain.said))
  expect(JSON.stringify(changed.map)).toBe(JSON.stringify(plain.map))
  // What was there before comes back from where it was kept.
  io.files.set("salt/documents/b.txt", inCase["salt/documents/b.txt"]!)
  expect((await once(io, "salt")).read).toBe(0)
})

test("what lies there and was altered, or is of another program, is made anew", async () => {
  const io = memoryIo(inCase)
  const first = await once(io, "salt")
  for (const file of [...kept(io, "read"), ...kept(io, "map")]) {
    const text = io.files.get(file)!
    for (const bad of [text.replace(/[a-z]{6}/, "strike"), text.slice(0, -40), "", `${text.split("\n")[0]}\n{}\n`]) {
      io.files.set(file, bad)
      const now = await once(io, "salt")
      expect({...now, read: 0}).toEqual({...first, read: 0})
      expect(io.files.get(file)).toBe(text)
    }
  }
  expect((await once({...io, fingerprint: () => "another"} as typeof io, "salt")).read).toBeGreaterThan(0)
})

test("a model is parsed once, and comes back with every number it had", async () => {
  const MODEL = `format: brink/model@1
name: silo
time: {unit: week, start: 0, stop: 26, step: 0.5}
quantities:
  grain: {kind: stock, unit: ton, initial: 5, rate: "-loss * grain", range: [-.inf, .inf], because: [assumed: as told]}
  loss: {kind: parameter, unit: 1/week, value: -0.0, range: [-0.0, .inf], because: [assumed: as told]}
`
  const io = memoryIo({...inCase, "salt/model.yaml": MODEL})
  const {model} = await openCase("salt", io)
  expect(model!.quantities.map(({range}) => range)).toEqual([
    [-Infinity, Infinity],
    [-0, Infinity],
  ])
  const [file] = kept(io, "model")
  io.written.length = 0
  expect((await openCase("salt", io)).model).toStrictEqual(model)
  expect(io.written).toEqual([])
  io.files.set(file!, io.files.get(file!)!.replace("grain", "straw"))
  expect((await openCase("salt", io)).model).toStrictEqual(model)
  expect(io.written).toEqual([file])

  io.files.set("salt/model.yaml", MODEL.replace("-loss * grain", "-loss * grains"))
  await expect(openCase("salt", io)).rejects.toThrow(/salt\/model\.yaml:5.*grains/)
})

test("what a case's files say is parsed once, and comes back as it was", async () => {
  const io = memoryIo({
    ...inCase,
    "salt/factors.yaml": "format: brink/factors@1\nfactors: {harvest: {aliases: [the harvest], unit: 1}}\n",
    "salt/model.yaml": `format: brink/model@1
time: {unit: week, start: 0, stop: 26, step: 0.5}
quantities:
  grain: {kind: stock, unit: ton, initial: 5, rate: "-loss * grain", because: [assumed: as told]}
  loss: {kind: lever, unit: 1/week, value: 0.1, range: [0, 1], because: [assumed: as told]}
`,
    "salt/checks.yaml":
      "format: brink/checks@1\nchecks: [{id: k1, says: it rots, set: {loss: {is: -0.0}}, from: 2, expect: grain at 18 < -0.0 * base}]\n",
    "salt/scenarios/replay.yaml":
      'format: brink/scenario@1\nwhy: it was wet\nlevers: {loss: [{from: 3, value: 0.4}]}\nevents: [{at: 5, does: {grain: "-= 2"}, why: a fire}]\n',
    "salt/edits.jsonl":
      '{"format":"brink/edit@1","n":1,"by":"ana","why":"same","kind":"rename","factors":["harvest"],"name":"Grain"}\n',
  })
  const first = await openCase("salt", io)
  expect(first.replay!.places!.get("events.0")).toBe("salt/scenarios/replay.yaml:4:10")
  expect(first.horizonWeeks).toBe(26)
  io.written.length = 0
  expect(await openCase("salt", io)).toStrictEqual(first)
  expect(io.written).toEqual([])
  for (const what of ["settings", "factors", "model", "checks", "scenario"]) {
    const [file] = kept(io, what)
    const text = io.files.get(file!)!
    for (const bad of [text.replace(/":"[a-z]/, '":"z'), text.slice(0, -9), "", `${text.split("\n")[0]}\n{}\n`]) {
      io.files.set(file!, bad)
      expect(await openCase("salt", io), what).toStrictEqual(first)
      expect(io.files.get(file!)).toBe(text)
    }
  }
  io.files.set("salt/case.yaml", CASE["salt/case.yaml"].replace("26 weeks", "2 months"))
  expect((await openCase("salt", io)).horizonWeeks).toBeCloseTo(8.7, 1)
  io.files.set("salt/case.yaml", CASE["salt/case.yaml"].replace("title", "tittle"))
  await expect(openCase("salt", io)).rejects.toThrow(/salt\/case\.yaml:2.*tittle.*title/s)
})

test("documents that lie in no case are kept for the user, where she has a place for it", async () => {
  const io = memoryIo(VALLEY)
  const own = {...io, kept: {...io.kept, folder: (of: string | null) => (of === null ? "cache/brink" : `${of}/.brink`)}}
  expect((await once(own, "valley")).read).toBeGreaterThan(0)
  expect(kept(io, "read").every((file) => file.startsWith("cache/brink/"))).toBe(true)
  expect((await once(own, "valley")).read).toBe(0)
  const nowhere = memoryIo(VALLEY)
  await once(nowhere, "valley")
  expect(nowhere.written).toEqual([])
})

test("a step that fails keeps nothing, and says what it said", async () => {
  const io = memoryIo(inCase)
  const keepEach = cacheByContent("salt", io)
  const any = {safeParse: () => ({success: true})}
  const failing = async () => {
    throw new Error("this document")
  }
  await expect(keepEach("read", [1], any, failing)).rejects.toThrow("this document")
  expect(io.written).toEqual([])
})
