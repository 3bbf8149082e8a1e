// Each row of the table reads the sentence that stands beside it: what it proposes has the marked phrases. And the scorer's
// weights are read as they are printed.
import {describe, expect, test} from "vitest"
import {printWeights} from "../../scripts/train-claims/printed.ts"
import {analyse} from "../../src/claims/analyse.ts"
import {candidates} from "../../src/claims/match.ts"
import {ROWS, SEATING} from "../../src/claims/rules.ts"
import {chosen, grouped, likelyAmong, parseWeights, type ScorerWeights} from "../../src/claims/scorer.ts"
import {SCORER} from "../../src/claims/scorer-weights.ts"
import {factHash} from "../../src/core/fact.ts"
import {SCALE} from "../../src/core/weight-table.ts"
import {Dependencies} from "../../src/language/index.ts"
import {parse} from "../../src/language/parse.ts"
import {english} from "../language/english.ts"

/** Spans of words that a row proposes for a sentence: "cause => effect". */
function proposedBy(id: string, text: string): string[] {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  const d = parse(tokens, english()).dependencies!
  const words = ({start, end}: {start: number; end: number}) => text.slice(tokens[start]!.from, tokens[end - 1]!.to)
  return candidates(d, analyse(d, true), true)
    .filter(({row}) => row.id === id)
    .flatMap(({drawn}) =>
      drawn.cause().flatMap(([, cause]) => drawn.effect().map(([, effect]) => `${words(cause)} => ${words(effect)}`)),
    )
}

test("every row has an id of its own and says what it reads", () => {
  const ids = ROWS.map(
    ({id, on, heads, names}) => `${on} ${id} ${heads ? [...heads[1]].join() : ""} ${[...(names ?? [])].join()}`,
  )
  expect(new Set(ids).size).toBe(ids.length)
  expect(ROWS.filter(({says}) => says === "")).toEqual([])
  expect([...SEATING].filter((id) => !ROWS.some((row) => row.id === id))).toEqual([])
})

describe("a row reads its example", () => {
  test.each(ROWS.flatMap(({id, example}) => (example ? [[id, example] as const] : [])))("%s: %s", (id, example) => {
    const cause = /\[(.+?)\]/.exec(example)![1]!
    const effect = /\{(.+?)\}/.exec(example)![1]!
    const text = example.replace(/[[\]{}]/g, "")
    expect(proposedBy(id, text)).toContain(`${cause} => ${effect}`)
  })
})

describe("the scorer", () => {
  test("is read as it is printed", () => {
    const weights = parseWeights(SCORER)
    expect(printWeights(weights)).toContain(SCORER.pair)
    expect(weights.pair.size).toBeGreaterThan(10_000)
    expect([...weights.pair.keys()].every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32)).toBe(true)
  })

  test("takes the surer of two rivals, and says how sure by its sum", () => {
    const text = "The levy raised prices."
    const tokens = english().tokens(text, {from: 0, to: text.length})
    const d = new Dependencies(tokens, english().parse(tokens))
    const reading = {
      heads: {cause: 1, effect: 3},
      at: {start: 2, end: 3},
      name: "raise",
      kind: "verb",
      nth: 0,
      drawn: {cause: () => [], effect: () => []},
      talk: false,
    }
    const readings = [
      {...reading, rule: "one", cause: {start: 0, end: 2}, effect: {start: 3, end: 4}},
      {...reading, rule: "other", cause: {start: 1, end: 2}, effect: {start: 3, end: 4}},
    ]
    const weights: ScorerWeights = {
      pair: new Map([
        [factHash("rule one"), SCALE],
        [factHash("rule other"), 2 * SCALE],
      ]),
      extent: new Map(),
      slope: 1,
      ceiling: 1,
      offset: 0,
      least: {row: 0.5, given: 0.5},
    }
    const chosenBy = (by: ScorerWeights) => chosen(d, likelyAmong(d, grouped(d, readings), by), by)
    const [first, ...rest] = chosenBy(weights)
    expect(rest).toEqual([])
    expect(first!.reading.rule).toBe("other")
    expect(first!.confidence).toBeCloseTo(1 / (1 + Math.exp(-2)), 9)
    expect(chosenBy({...weights, least: {row: 0.9, given: 0.9}})).toEqual([])
  })

  test("knows FNV-1a", () => {
    // Vectors of Fowler, Noll and Vo: the empty text, "a", "foobar".
    expect(["", "a", "foobar"].map(factHash)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968].map((hash) => hash >>> 5))
  })
})
