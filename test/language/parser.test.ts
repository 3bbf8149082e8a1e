// Whatever the weights and the words, what comes out is a tree, and it takes time in
// proportion to the words. Weights here are noise: nothing is learnt, so nothing helps.

import fc from "fast-check"
import {expect, test} from "vitest"
import {spell} from "../../src/language/hashing.ts"
import {type Arcs, guideOf, PARTS, Parser, type ParserModel, turned, turnedInput} from "../../src/language/parser.ts"
import {
  ACTION_ROW,
  type ActionRows,
  actionPlanes,
  actionRows,
  sparsePlanes,
  sparseRows,
} from "../../src/language/tables.ts"
import {isQuick, someOf} from "../tiers.ts"
import {growth} from "../work.ts"

const TAGS = ["NOUN/NN", "VERB/VBZ", "PUNCT/,", "ADP/IN", "DET/DT"]
const RELATIONS = ["nsubj", "root", "obj", "punct", "obl"]
const BITS = 10

/** Weights that mean nothing, the same for the same seed. */
function noise(seed: number, guided: boolean): ParserModel {
  let state = seed
  const table = (length: number) =>
    Int8Array.from({length}, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      return state >>> 24
    })
  return {
    tags: TAGS,
    relations: RELATIONS,
    actions: actionRows(actionPlanes(table(ACTION_ROW << BITS))),
    actionBits: BITS,
    labels: sparseRows(sparsePlanes(table(RELATIONS.length << BITS), RELATIONS.length), RELATIONS.length),
    labelBits: BITS,
    margin: 30_000,
    allowed: Array.from({length: PARTS * PARTS * 2}, () => Int32Array.of(0, 2, 3, 4)),
    guided,
  }
}

/** The same model as training has it: a number a weight. */
function unpacked(model: ParserModel): ParserModel {
  const {codes, different} = model.actions as ActionRows
  const rows = Float32Array.from({length: codes.length * ACTION_ROW}, (_, at) => {
    const code = codes[Math.floor(at / ACTION_ROW)]!
    return different[code * ACTION_ROW + (at % ACTION_ROW)]!
  })
  return {...model, actions: rows}
}

function expectTree(arcs: Arcs, n: number): void {
  expect(arcs.head.length).toBe(n)
  let roots = 0
  const children: number[][] = Array.from({length: n}, () => [])
  for (let i = 0; i < n; i++) {
    const head = arcs.head[i]!
    if (head === -1) {
      roots++
      expect(RELATIONS[arcs.relation[i]!]).toBe("root")
    } else {
      children[head]!.push(i)
      expect(RELATIONS[arcs.relation[i]!]).not.toBe("root")
    }
  }
  expect(roots).toBe(n === 0 ? 0 : 1)
  const reached = n === 0 ? [] : [arcs.head.indexOf(-1)]
  for (let k = 0; k < reached.length; k++) reached.push(...children[reached[k]!]!)
  expect(new Set(reached).size).toBe(n)
}

const sentence = fc.array(
  fc.record({
    word: fc.string({minLength: 1, maxLength: 8}),
    tag: fc.nat(TAGS.length - 1),
    second: fc.integer({min: -1, max: 4}),
  }),
  {maxLength: 30},
)

test("every sentence gets one root and no circles, with any beam, from either end, guided or not", () => {
  fc.assert(
    fc.property(sentence, fc.integer({min: 1, max: 5}), fc.nat(1000), (words, beam, seed) => {
      const alone = new Parser(noise(seed, false))
      const guided = new Parser(noise(seed + 1, true))
      const tags = Int32Array.from(words, ({tag}) => tag)
      const seconds = Int32Array.from(words, ({second}) => second)
      const input = alone.input(spell(words.map(({word}) => word)), tags, seconds)
      expectTree(alone.parse(input, beam), words.length)
      const guide = turned(alone.parse(turnedInput(input), 1))
      expectTree(guide, words.length)
      input.guide = guideOf(guide)
      const tree = guided.parse(input, beam)
      expectTree(tree, words.length)
      // Sums that are kept are those that training makes anew for each state.
      expect(new Parser(unpacked(guided.model)).parse(input, beam)).toEqual(tree)
    }),
    {seed: 4, numRuns: someOf(200)},
  )
})

test("a beam of one is the greedy parser, and the same words get the same tree again", () => {
  const parser = new Parser(noise(5, false))
  const words = "the ferry brings salt , the salt keeps the fish".split(" ")
  const tags = Int32Array.of(4, 0, 1, 0, 2, 4, 0, 1, 4, 0)
  const first = parser.parse(parser.input(spell(words), tags), 3)
  parser.parse(parser.input(spell(["x"]), Int32Array.of(0)), 2)
  expect(parser.parse(parser.input(spell(words), tags), 3)).toEqual(first)
})

test.skipIf(isQuick)("a sentence of 40,000 words is parsed in time that grows with its length", async () => {
  const parser = new Parser(noise(9, false))
  const parse = (n: number) => {
    const words = Array.from({length: n}, (_, i) => `w${i % 97}`)
    const input = parser.input(
      spell(words),
      Int32Array.from(words, (_, i) => (i * 7) % TAGS.length),
    )
    const arcs = parser.parse(input, 2)
    expect(arcs.head.filter((head) => head === -1).length).toBe(1)
  }
  expect(await growth(parse, 20_000)).toBeLessThan(3)
})
