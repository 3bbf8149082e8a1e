// Learned help: sums over all cuts against counting them one by one, which relations are told, the file of weights,
// and what the file that ships makes of invented sentences.

import {mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {learnChoices} from "../../scripts/train-spans/learn-choices.ts"
import {Random} from "../../scripts/train-spans/random.ts"
import {Fault} from "../../src/core/fault.ts"
import {loadLearned} from "../../src/io/learned.ts"
import {
  BEGINS_FIRST,
  BETWEEN,
  Chain,
  COLUMNS,
  ENDS_FIRST,
  IN_FIRST,
  OF_ORDER,
  type ScoredPair,
} from "../../src/lines/chain.ts"
import {chosen} from "../../src/lines/choose.ts"
import {bucket, hashOf, mixed} from "../../src/lines/facts.ts"
import {type Learned, readLines} from "../../src/lines/index.ts"
import type {LearnedModel} from "../../src/lines/learned.ts"
import {shares, summed, type Table} from "../../src/lines/table.ts"
import {decodeLearned, encodeLearned, openLearned, rounded} from "../../src/lines/weights.ts"
import {english} from "../language/english.ts"

describe("a sentence cut into cause and effect", () => {
  const length = 5
  const score = (j: number, column: number) => ((j * 37 + column * 101) % 17) / 7 - 1
  const opened = () => {
    const chain = new Chain()
    chain.open(length)
    for (let j = 0; j < length; j++) for (let k = 0; k < COLUMNS; k++) chain.scores[j * COLUMNS + k] = score(j, k)
    chain.sum()
    return chain
  }
  /** Every cut, one by one, with its score. */
  const cuts: {order: number; first: [number, number]; second: [number, number]; score: number}[] = []
  for (let order = 0; order < 2; order++)
    for (let a = 0; a < length; a++)
      for (let b = a + 1; b <= length; b++)
        for (let c = b; c < length; c++)
          for (let d = c + 1; d <= length; d++) {
            const at = (j: number, column: number) => score(j, order * OF_ORDER + column)
            let sum = at(a, BEGINS_FIRST) + at(b - 1, ENDS_FIRST) + at(c, BEGINS_FIRST + 1) + at(d - 1, ENDS_FIRST + 1)
            for (let j = a; j < b; j++) sum += at(j, IN_FIRST)
            for (let j = b; j < c; j++) sum += at(j, BETWEEN)
            for (let j = c; j < d; j++) sum += at(j, IN_FIRST + 1)
            cuts.push({order, first: [a, b], second: [c, d], score: sum})
          }
  const total = Math.log(cuts.reduce((sum, cut) => sum + Math.exp(cut.score), 0))

  test("the sum over all cuts is that of counting them one by one", () => {
    expect(opened().total).toBeCloseTo(total, 10)
  })

  test("so is how probable each token is in each column", () => {
    const expected = new Float64Array(length * COLUMNS)
    opened().expect(expected, 1)
    for (const [column, part] of [
      [IN_FIRST, "first"],
      [IN_FIRST + 1, "second"],
    ] as const)
      for (let order = 0; order < 2; order++)
        for (let j = 0; j < length; j++) {
          const wanted = cuts
            .filter((cut) => cut.order === order && cut[part][0] <= j && j < cut[part][1])
            .reduce((sum, cut) => sum + Math.exp(cut.score - total), 0)
          expect(expected[j * COLUMNS + order * OF_ORDER + column]).toBeCloseTo(wanted, 10)
        }
  })

  test("the likeliest pairs come best first, with their own probabilities", () => {
    const best = [...cuts].sort((a, b) => b.score - a.score).slice(0, 10)
    const found = opened().pairs(1000, 10)
    expect(found.map((p) => p.score.toFixed(8))).toEqual(best.map((cut) => (cut.score - total).toFixed(8)))
    expect(found.map((p) => p.order)).toEqual(best.map((cut) => cut.order))
  })
})

describe("which relations are told", () => {
  const pair = (cause: [number, number], effect: [number, number]): ScoredPair => ({
    order: 0,
    score: 0,
    cause: {from: cause[0], to: cause[1], score: 0},
    effect: {from: effect[0], to: effect[1], score: 0},
  })

  test("sides that many candidates share outweigh the one likeliest pair", () => {
    const pairs = [pair([0, 2], [3, 5]), pair([0, 4], [6, 8]), pair([0, 4], [6, 9]), pair([0, 4], [6, 10])]
    const told = chosen(pairs, Float64Array.of(0.34, 0.23, 0.22, 0.21))
    expect(told[0]).toEqual({index: 1, worth: expect.closeTo(0.66 + 0.23, 10)})
  })

  test("a second relation is another one, not the same by other bounds", () => {
    const pairs = [pair([0, 10], [11, 20]), pair([0, 10], [11, 19]), pair([21, 30], [31, 40])]
    expect(chosen(pairs, Float64Array.of(0.5, 0.35, 0.15)).map((t) => t.index)).toEqual([0, 2])
  })

  test("what is worth little is told only where there is nothing else", () => {
    const pairs = [pair([0, 1], [2, 3]), pair([4, 5], [6, 7])]
    expect(chosen(pairs, Float64Array.of(0.97, 0.03)).map((t) => t.index)).toEqual([0])
    expect(chosen([pairs[0]!], Float64Array.of(1))).toHaveLength(1)
  })
})

describe("learning", () => {
  test("what goes with the right answer gains weight, and numbers below it lose", () => {
    const rows = (...names: string[]) => Int32Array.from(names, (name) => mixed(1, hashOf(name)))
    const choices = Array.from({length: 40}, (_, i) => ({
      rows: [rows("calm", `day ${i % 7}`), rows("flood", `day ${i % 5}`)],
      right: Float64Array.of(i % 10 === 0 ? 1 : 0, i % 10 === 0 ? 0 : 1),
    }))
    const settings = {bits: 10, epochs: 20, rate: 0.1, decay: 0.01, rarest: 2}
    const table = learnChoices(choices, settings, new Random(1))
    const odds = (name: string) => summed(table, rows(name))
    const p = shares(Float64Array.of(odds("calm"), odds("flood")))[1]!
    expect(p).toBeGreaterThan(0.75)
    expect(p).toBeLessThan(0.98)
    expect(learnChoices(choices, settings, new Random(1)).weights).toEqual(table.weights)
  })

  test("lengths are told apart while short and by doublings when long", () => {
    expect([0, 1, 2, 3, 4, 5, 6, 12, 13, 40].map(bucket)).toEqual([0, 1, 2, 3, 4, 4, 5, 6, 7, 9])
  })
})

const table = (width: number): Table => ({
  bits: 4,
  width,
  step: 1,
  weights: Float64Array.from({length: 16 * width}, (_, i) => (i % 3 === 0 ? Math.sin(i) : 0)),
})
const tiny = (): LearnedModel => ({
  signals: new Set([hashOf("because"), hashOf("after")]),
  chain: rounded(table(COLUMNS), 3),
  pairs: rounded(table(1), 3),
  signal: rounded(table(1), 3),
  sentence: rounded(table(1), 3),
  threshold: 0.375,
})

describe("the file of learnt causes", () => {
  const whole = encodeLearned(tiny())
  const changed = (at: number, to: number) => {
    const bytes = whole.slice()
    bytes[at] = to
    return bytes
  }

  test("comes back as it was written", () => {
    expect(decodeLearned(whole, "crate.bin")).toEqual({...tiny(), threshold: 0.375})
  })

  test.each([
    ["foreign", Uint8Array.from([0x50, 0x4b, 3, 4]), "crate.bin is not a file of learnt causes"],
    ["empty", new Uint8Array(0), "crate.bin is not a file of learnt causes"],
    ["of a later format", changed(8, 77), "crate.bin has format 77; this Brink reads format 1"],
    ["cut short", whole.slice(0, -1), "crate.bin is damaged or cut short: its checksum is"],
    ["changed by one bit", changed(whole.length - 3, whole.at(-3)! ^ 4), "crate.bin is damaged or cut short"],
  ])("is refused by name when %s", (_, bytes, says) => {
    expect(() => decodeLearned(bytes, "crate.bin")).toThrow(Fault)
    expect(() => decodeLearned(bytes, "crate.bin")).toThrow(says)
    expect(() => decodeLearned(bytes, "crate.bin")).toThrow("npm run train:spans")
  })

  test("never ends in anything but a refusal, wherever it is cut", () => {
    for (let length = 0; length < whole.length; length++)
      expect(() => openLearned(whole.slice(0, length), "crate.bin")).toThrow("reading/weights: crate.bin")
  })
})

describe("its file", () => {
  let folder = ""
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "brink-learned-"))
  })
  afterAll(() => rmSync(folder, {recursive: true}))

  test("a file that is not there is refused by its path", () => {
    const file = join(folder, "none.brink")
    expect(() => loadLearned({file})).toThrow(`doors/weights: Cannot read ${file}`)
  })

  test("a file of something else is refused", () => {
    const file = join(folder, "poem.brink")
    writeFileSync(file, "Roses are red")
    expect(() => loadLearned({file})).toThrow(`${file} is not a weights file, or is damaged`)
  })

  test("the file that ships is under a megabyte", () => {
    expect(statSync(fileURLToPath(new URL("../../weights/causes.brink", import.meta.url))).size).toBeLessThan(1_000_000)
  })
})

describe("lines read with learned help", () => {
  let learned: Learned
  beforeAll(() => {
    learned = loadLearned()
  })
  const lines = (text: string) => readLines(text, english(), learned)
  const spans = (line: string) => {
    const {relations} = lines(line)[0]!
    const [first] = relations
    const words = (place: [number, number] | null) => place && line.slice(...place)
    return first && [words(first.cause), words(first.effect), words(first.signal)]
  }

  test("a reason after its effect", () => {
    expect(spans("The ferry workers walked out because their wages had not been paid .")).toEqual([
      "their wages had not been paid",
      "The ferry workers walked out",
      "because",
    ])
  })

  test("what a march demands is its cause", () => {
    const [cause, effect] = spans("Hundreds of beekeepers marched through Arvika demanding lower taxes .")!
    expect(cause).toContain("lower taxes")
    expect(effect).toContain("marched")
    expect(lines("Hundreds of beekeepers marched through Arvika demanding lower taxes .")[0]!.causal).toBe(true)
  })

  test("a plain fact scores lower than a told cause", () => {
    const [plain, cause] = lines(
      "The council has nine members .\nThe council was dissolved after its members had been arrested .\n",
    )
    expect(plain!.score).toBeLessThan(cause!.score)
    expect(cause!.causal).toBe(true)
  })

  test("no relation is told where a cause is improbable, unless a rule tells one", () => {
    const [line] = lines("It is Tuesday .")
    expect(line).toMatchObject({line: 1, causal: false, relations: []})
  })

  test("a line far from the news is causal where the rules say so", () => {
    const [line] = lines("Raids hurt trade.")
    expect(line!.causal).toBe(true)
    expect(line!.relations[0]).toMatchObject({cause: [0, 5], effect: [11, 16]})
  })

  test("the same lines give the same numbers, and an empty line keeps its place", () => {
    const text = "Rain fell .\n\nThe dam broke after the rain , killing two .\n"
    expect(lines(text)).toEqual(lines(text))
    expect(lines(text).map((l) => l.line)).toEqual([1, 2, 3])
    expect(lines(text)[1]).toEqual({line: 2, causal: false, score: 0, relations: []})
  })

  test("offsets are those of the line, whatever stands before", () => {
    const line = "\u{1F30A} The dam broke because the river rose ."
    const [first] = lines(line)[0]!.relations
    expect(line.slice(...first!.cause)).toContain("the river rose")
  })

  test("a line of two thousand brackets is passed over in no time", () => {
    expect(lines(`${"(".repeat(2000)}\n`)[0]).toMatchObject({causal: false, relations: []})
  })
})
