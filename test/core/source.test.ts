import {describe, expect, test} from "vitest"
import {z} from "zod"
import {placeOf, readPlaced, readYaml} from "../../src/core/source.ts"
import {herd, refusalOf} from "./herd.ts"

const amount = z.strictObject({
  value: z.union([z.number(), z.strictObject({uniform: z.tuple([z.number(), z.number()])})]),
})

describe("a file that people write", () => {
  test("comes back as its value, and a date stays the words it was", () => {
    const text = "format: brink/herd@1\nanimals:\n  north: {count: 12, kind: goat}\n"
    expect(readYaml(text, "herd.yaml", herd, "case")).toEqual({
      format: "brink/herd@1",
      animals: {north: {count: 12, kind: "goat"}},
    })
    expect(readYaml("2025-10-01", "x", z.string(), "case")).toBe("2025-10-01")
  })

  test("knows the line and column of its parts", () => {
    const text = 'format: brink/herd@1\nanimals:\n  north:\n    count: 12\n  "a b": {count: 3}\n'
    const read = readPlaced(text, "herd.yaml", herd, "case")
    expect(read.keyAt(["animals", "north"])).toEqual({line: 3, column: 3})
    expect(read.valueAt(["animals", "north", "count"])).toEqual({line: 4, column: 12})
    expect(read.valueAt(["animals", "a b", "count"])).toEqual({line: 5, column: 18})
    expect(read.keyAt(["animals", "north", "kind"])).toEqual({line: 3, column: 3})
    const words = readPlaced('equation: "a + b"\n', "m.yaml", z.strictObject({equation: z.string()}), "case")
    expect(words.valueAt(["equation"], 4)).toEqual({line: 1, column: 16})
    expect(placeOf("ab\ncd\n", 4)).toEqual({line: 2, column: 2})
  })

  test("all its mistakes are named at once, each at its place", () => {
    const text =
      "format: brink/herd@1\nanimals:\n  north: {count: many}\n  south: {kind: cow, count: 1}\n  west: {cuont: 4}\n"
    expect(refusalOf(() => readYaml(text, "case/herd.yaml", herd, "case")).message).toBe(
      [
        "case/invalid-file: 4 mistakes in case/herd.yaml",
        '  case/herd.yaml:3:18: animals.north.count: expected number, found "many"',
        '  case/herd.yaml:4:17: animals.south.kind: expected one of "goat"|"sheep", found "cow"',
        "  case/herd.yaml:5:3: animals.west.count: missing; expected number",
        "  case/herd.yaml:5:10: animals.west.cuont: no such key here; did you mean `count`?",
        "  Mend the file at these places; `brink schema herd` prints what it may hold.",
      ].join("\n"),
    )
  })

  test("what is missing is told in the schema's own words, and where no name is near, which keys there may be", () => {
    const clock = z.strictObject({
      clock: z
        .strictObject({step: z.number().meta({description: "How long a step is."}), stop: z.number().optional()})
        .meta({description: "The clock, such as {step: 1}."}),
    })
    const refusal = (text: string) => refusalOf(() => readYaml(text, "c.yaml", clock, "case")).message
    expect(refusal("clock: {tempo: 4}")).toContain(
      "c.yaml:1:1: clock.step: missing; expected number: How long a step is\n",
    )
    expect(refusal("clock: {zzz: 4}")).toContain("clock.zzz: no such key here; there may be step, stop\n")
    expect(refusal("{}")).toContain("clock: missing; expected object: The clock, such as {step: 1}\n")
  })

  test("of alternatives, the one that was meant is explained", () => {
    const message = refusalOf(() => readYaml("value: {uniform: [1, b]}", "v.yaml", amount, "model")).message
    expect(message).toContain('v.yaml:1:22: value.uniform.1: expected number, found "b"')
    expect(refusalOf(() => readYaml("value: {unform: [1, 2]}", "v.yaml", amount, "model")).message).toContain(
      "value.unform: no such key here; did you mean `uniform`?",
    )
  })

  test("a value that a comma tore apart is said to be so", () => {
    const note = z.strictObject({says: z.string(), count: z.number()})
    expect(
      refusalOf(() => readYaml("{says: a breach, soon mended, count: 1}", "n.yaml", note, "case")).message,
    ).toContain(
      "n.yaml:1:18: soon mended: no such key here; a comma inside { } ends a value: put a value with a comma in quotes",
    )
  })

  test("a torn file is refused at the tear", () => {
    const fault = refusalOf(() => readYaml("animals: {north: {count: 1}\nformat: x\n", "herd.yaml", herd, "case"))
    expect(fault.code).toBe("case/invalid-file")
    expect(fault.message).toMatch(/herd\.yaml:\d+:\d+: /)
  })

  test("a key that stands twice is refused", () => {
    const text = "format: brink/herd@1\nanimals:\n  north: {count: 1}\n  north: {count: 2}\n"
    expect(refusalOf(() => readYaml(text, "herd.yaml", herd, "case")).message).toContain(
      "herd.yaml:4:3: this key stands twice in the same map; keep one",
    )
  })

  test("an alias bomb, `__proto__`, a list as a key and absurd nesting are refused", () => {
    const bomb = ["a0: &a0 [x, x]"]
    for (let i = 1; i < 25; i++) bomb.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`)
    expect(refusalOf(() => readYaml(bomb.join("\n"), "b.yaml", z.any(), "case")).message).toContain("too many aliases")
    expect(refusalOf(() => readYaml("a: {__proto__: {b: 1}}", "b.yaml", z.any(), "case")).message).toContain(
      "b.yaml:1:5: `__proto__` cannot be a key",
    )
    expect(refusalOf(() => readYaml("a: 1\n[b, c]: 2\n", "b.yaml", z.any(), "case")).message).toContain(
      "b.yaml:2:1: a key is a word, not a list or a map",
    )
    const deep = refusalOf(() => readYaml("[".repeat(100_000), "b.yaml", z.any(), "case"))
    expect(deep.code).toBe("case/invalid-file")
  })

  test("an empty file, and one that holds two documents, are refused", () => {
    expect(refusalOf(() => readYaml("", "herd.yaml", herd, "case")).message).toContain(
      "herd.yaml:1:1: the file is empty",
    )
    expect(refusalOf(() => readYaml("a: 1\n---\nb: 2\n", "h.yaml", z.any(), "case")).message).toContain(
      "a second document begins here",
    )
  })

  test("a file of a newer Brink says so; a file of another kind is simply wrong", () => {
    const newer = refusalOf(() => readYaml("format: brink/herd@3\nanimals: {}\n", "herd.yaml", herd, "case"))
    expect(newer.code).toBe("case/newer-format")
    expect(newer.message).toContain("herd.yaml is brink/herd@3, made by a newer Brink")
    expect(newer.message).toContain("herd.yaml:1:9")
    expect(
      refusalOf(() => readYaml("format: brink/flock@3\nanimals: {}\n", "herd.yaml", herd, "case")).message,
    ).toContain('format: expected "brink/herd@1", found "brink/flock@3"')
  })

  test("names that objects are born with are ordinary keys", () => {
    const text = "format: brink/herd@1\nanimals:\n  constructor: {count: 1}\n  toString: {count: 2}\n"
    const read = readYaml(text, "herd.yaml", herd, "case")
    expect(Object.entries(read.animals).map(([name, a]) => [name, a.count])).toEqual([
      ["constructor", 1],
      ["toString", 2],
    ])
  })
})
