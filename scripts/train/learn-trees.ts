// Training of the parser: sentences with trees and the tags they are predicted to have in, the
// two tables out.
//
// First greedily with a dynamic oracle (Goldberg and Nivre 2012): the parser follows its own
// choices and learns the best way on from wherever it is. Then, from these weights, for the
// beam: the first of the right sequence against the best wrong one at the step where it leads by
// most (max-violation, Huang, Fayong and Guo 2012).

import {spell} from "../../src/language/hashing.ts"
import {
  ACTIONS,
  type Arcs,
  LEFT,
  PART_NAMES,
  PARTS,
  Parser,
  type ParserInput,
  RIGHT,
  SHIFT,
  turnedInput,
} from "../../src/language/parser.ts"
import {ACTION_ROW} from "../../src/language/tables.ts"
import {seeded} from "../seeded.ts"
import {Averaged} from "./perceptron.ts"
import {type Sentence, shuffle} from "./treebank.ts"

export type Gold = {
  /** Governor of each word; the sentence's length is the root. */
  readonly head: Int32Array
  readonly relation: Int32Array
  readonly children: readonly (readonly number[])[]
}

/** Gold trees, with crossing arcs lifted to the nearest governor that makes them projective (Nivre and Nilsson 2005). */
export function goldOf(sentence: Sentence, relations: readonly string[]): Gold {
  const index = new Map(relations.map((name, i) => [name, i]))
  const n = sentence.words.length
  const head = Int32Array.from(sentence.heads, (h) => (h < 0 ? n : h))
  projectivise(head)
  const relation = Int32Array.from(sentence.relations, (name) => index.get(name) ?? -1)
  return {head, relation, children: childrenOf(head)}
}

function childrenOf(head: Int32Array): number[][] {
  const children: number[][] = Array.from({length: head.length + 1}, () => [])
  head.forEach((h, d) => {
    children[h]!.push(d)
  })
  return children
}

function projectivise(head: Int32Array): void {
  const n = head.length
  const governs = (g: number, d: number) => {
    let at = d
    while (at !== n) {
      if (at === g) return true
      at = head[at]!
    }
    return g === n
  }
  for (;;) {
    // The shortest crossing arc is lifted first.
    let worst = -1
    let span = n + 2
    for (let d = 0; d < n; d++) {
      const h = head[d]!
      if (h === n) continue
      const from = Math.min(h, d)
      const to = Math.max(h, d)
      if (to - from >= span) continue
      for (let k = from + 1; k < to; k++)
        if (!governs(h, k)) {
          worst = d
          span = to - from
          break
        }
    }
    if (worst < 0) return
    head[worst] = head[head[worst]!]!
  }
}

const IMPOSSIBLE = 1e9

/** Arcs that can no longer be had after each action (Goldberg and Nivre 2013, for arc-hybrid). */
function costs(
  parser: Parser,
  input: ParserInput,
  state: number,
  gold: Gold,
  onStack: Uint8Array,
  into: Float64Array,
): void {
  const next = parser.next(state)
  const depth = parser.depth(state)
  into.fill(IMPOSSIBLE)
  const s0 = depth > 0 ? parser.top(state) : -1
  const s1 = depth > 1 ? parser.under(state) : -1
  if (parser.legal(input, state, SHIFT)) {
    let cost = 0
    const h = gold.head[next]!
    if (h < next && h !== s0 && onStack[h]) cost++
    for (const d of gold.children[next]!) if (d < next && onStack[d]) cost++
    into[SHIFT] = cost
  }
  if (depth === 0) return
  let lost = 0
  for (const d of gold.children[s0]!) if (d >= next) lost++
  const h = gold.head[s0]!
  if (parser.legal(input, state, LEFT)) into[LEFT] = lost + (h === s1 || h > next ? 1 : 0)
  if (parser.legal(input, state, RIGHT)) into[RIGHT] = lost + (h >= next ? 1 : 0)
}

/** Gold relations of each pair of parts of speech and side (ParserModel.allowed); all where none was seen. */
export function allowedRelations(
  sentences: readonly Sentence[],
  tagged: readonly Int32Array[],
  tags: readonly string[],
  relations: readonly string[],
): Int32Array[] {
  const index = new Map(relations.map((name, i) => [name, i]))
  const part = tags.map((tag) => Math.max(0, PART_NAMES.indexOf(tag.slice(0, tag.indexOf("/")))))
  const counts = Array.from({length: PARTS * PARTS * 2}, () => new Map<number, number>())
  sentences.forEach((s, at) => {
    s.heads.forEach((h, d) => {
      const relation = index.get(s.relations[d]!)
      if (h < 0 || relation === undefined) return
      const pair = (part[tagged[at]![h]!]! * PARTS + part[tagged[at]![d]!]!) * 2 + (h > d ? 1 : 0)
      counts[pair]!.set(relation, (counts[pair]!.get(relation) ?? 0) + 1)
    })
  })
  const root = relations.indexOf("root")
  const all = relations.map((_, i) => i).filter((i) => i !== root)
  return counts.map((of) => {
    const found = [...of].filter(([i]) => i !== root).map(([i]) => i)
    return Int32Array.from(found.length > 0 ? found.sort((a, b) => a - b) : all)
  })
}

export type TreeOptions = {
  actionBits: number
  labelBits: number
  epochs: number
  seed: number
  /** Part of the wrong choices that are followed, from the second epoch. */
  explore: number
  allowed: readonly Int32Array[]
  guided: boolean
  say: (line: string) => void
  /** Called after an epoch with models to measure. */
  measure?: (parser: Parser) => string
}

export type Tables = {actions: Float32Array; labels: Float32Array}

export type Example = {readonly input: ParserInput; readonly gold: Gold}

export function examplesOf(
  sentences: readonly Sentence[],
  tagged: readonly Int32Array[],
  tags: readonly string[],
  relations: readonly string[],
  seconds: readonly Int32Array[],
): Example[] {
  const parser = unlearned(tags, relations)
  return sentences.map((s, i) => ({
    input: parser.input(spell(s.words), tagged[i]!, seconds[i]!),
    gold: goldOf(s, relations),
  }))
}

/** A parser that only prepares sentences. */
function unlearned(tags: readonly string[], relations: readonly string[]): Parser {
  const none = new Float32Array(0)
  return new Parser({
    tags,
    relations,
    actions: none,
    actionBits: 1,
    labels: none,
    labelBits: 1,
    margin: Infinity,
    allowed: [],
    guided: false,
  })
}

/** The same sentences and trees from their end to their beginning. */
export function turnedExamples(examples: readonly Example[]): Example[] {
  return examples.map(({input, gold}) => {
    const n = input.length
    const head = Int32Array.from(gold.head, (_, i) => {
      const h = gold.head[n - 1 - i]!
      return h === n ? n : n - 1 - h
    })
    return {
      input: turnedInput(input),
      gold: {head, relation: gold.relation.slice().reverse(), children: childrenOf(head)},
    }
  })
}

export function learnGreedy(
  examples: readonly Example[],
  tags: readonly string[],
  relations: readonly string[],
  options: TreeOptions,
): Tables {
  const actions = new Averaged(options.actionBits, ACTION_ROW)
  const labels = new Averaged(options.labelBits, relations.length)
  const parser = new Parser({
    tags,
    relations,
    actions: actions.weights,
    actionBits: options.actionBits,
    labels: labels.weights,
    labelBits: options.labelBits,
    margin: Infinity,
    allowed: options.allowed,
    guided: options.guided,
  })
  const random = seeded(options.seed)
  const order = examples.map((_, i) => i)
  const cost = new Float64Array(ACTIONS)
  const scores = parser.actionScores
  const averaged = (): Tables => ({actions: actions.average(), labels: labels.average()})
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const started = performance.now()
    shuffle(order, random)
    for (const at of order) {
      const {input, gold} = examples[at]!
      const n = input.length
      if (n < 2) continue
      const onStack = new Uint8Array(n + 2)
      let state = parser.begin(input, 1)
      for (let step = 2 * n; step > 0; step--) {
        parser.score(input, state)
        costs(parser, input, state, gold, onStack, cost)
        const least = Math.min(cost[0]!, cost[1]!, cost[2]!)
        let best = -1
        let right = -1
        for (let a = 0; a < ACTIONS; a++) {
          if (cost[a]! >= IMPOSSIBLE) continue
          if (best < 0 || scores[a]! > scores[best]!) best = a
          if (cost[a] === least && (right < 0 || scores[a]! > scores[right]!)) right = a
        }
        const wrong = cost[best]! > least
        if (wrong) {
          actions.add(parser.actionRows, right, 1)
          actions.add(parser.actionRows, best, -1)
        }
        actions.moment++
        const action = wrong && (epoch === 0 || random() >= options.explore) ? right : best
        if (action === SHIFT) {
          onStack[parser.next(state)] = 1
          state = parser.apply(input, state, SHIFT)
          continue
        }
        const dependent = parser.top(state)
        const governor = action === LEFT ? parser.next(state) : parser.under(state)
        let label = parser.labelOf(input, state, action)
        if (gold.head[dependent] === governor && governor !== n) {
          const wanted = gold.relation[dependent]!
          if (wanted >= 0 && wanted !== label) {
            labels.add(parser.labelRows, wanted, 1)
            labels.add(parser.labelRows, label, -1)
            if (random() > 0.5) label = wanted
          }
        }
        labels.moment++
        onStack[dependent] = 0
        state = parser.apply(input, state, action, label)
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const last = epoch === options.epochs - 1
    const figures = options.measure && (last || epoch % 4 === 3) ? measured(averaged(), tags, relations, options) : ""
    options.say(`greedy epoch ${epoch + 1}, ${seconds} s ${figures}`)
  }
  return averaged()
}

function measured(tables: Tables, tags: readonly string[], relations: readonly string[], options: TreeOptions): string {
  return options.measure!(new Parser({tags, relations, margin: Infinity, ...tables, ...options}))
}

/** The shortest way to a projective tree: arcs as soon as they can be had. */
function rightSequence(parser: Parser, input: ParserInput, gold: Gold): Uint8Array {
  const n = input.length
  const onStack = new Uint8Array(n + 2)
  const cost = new Float64Array(ACTIONS)
  const sequence = new Uint8Array(2 * n)
  let state = parser.begin(input, 1)
  for (let step = 0; step < 2 * n; step++) {
    costs(parser, input, state, gold, onStack, cost)
    const action = cost[LEFT] === 0 ? LEFT : cost[RIGHT] === 0 ? RIGHT : SHIFT
    if (cost[action] !== 0) throw new Error("A projective tree has a sequence without cost")
    sequence[step] = action
    if (action === SHIFT) onStack[parser.next(state)] = 1
    else onStack[parser.top(state)] = 0
    state = parser.apply(input, state, action, 0)
  }
  return sequence
}

export function learnBeam(
  examples: readonly Example[],
  tags: readonly string[],
  relations: readonly string[],
  start: Tables,
  options: TreeOptions & {beam: number},
): Tables {
  const actions = new Averaged(options.actionBits, ACTION_ROW, start.actions)
  const parser = new Parser({
    tags,
    relations,
    actions: actions.weights,
    actionBits: options.actionBits,
    labels: start.labels,
    labelBits: options.labelBits,
    margin: Infinity,
    allowed: options.allowed,
    guided: options.guided,
  })
  const random = seeded(options.seed + 1)
  const order = examples.map((_, i) => i)
  const sequences = examples.map(({input, gold}) => rightSequence(parser, input, gold))
  const width = options.beam
  const scores = parser.actionScores
  const averaged = (): Tables => ({actions: actions.average(), labels: start.labels})
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const started = performance.now()
    shuffle(order, random)
    let updates = 0
    for (const at of order) {
      const {input} = examples[at]!
      const n = input.length
      if (n < 2 || n > 100) continue
      const sequence = sequences[at]!
      let items = [parser.begin(input, width + 1)]
      const total = new Map<number, number>([[items[0]!, 0]])
      let right = items[0]!
      let rightScore = 0
      let violation = -1
      let worstState = -1
      let worstRight = -1
      for (let step = 0; step < 2 * n; step++) {
        const candidates: {state: number; action: number; score: number}[] = []
        let rightAction = 0
        let scored = false
        for (const state of items) {
          parser.score(input, state)
          if (state === right) {
            rightAction = scores[sequence[step]!]!
            scored = true
          }
          for (let a = 0; a < ACTIONS; a++)
            if (parser.legal(input, state, a))
              candidates.push({state, action: a, score: total.get(state)! + scores[a]!})
        }
        if (!scored) {
          parser.score(input, right)
          rightAction = scores[sequence[step]!]!
        }
        rightScore += rightAction
        candidates.sort((x, y) => y.score - x.score || x.action - y.action)
        if (candidates.length > width) candidates.length = width
        let rightMade = -1
        items = candidates.map(({state, action, score}) => {
          const made = parser.apply(input, state, action)
          total.set(made, score)
          if (state === right && action === sequence[step]) rightMade = made
          return made
        })
        if (rightMade < 0) {
          rightMade = parser.apply(input, right, sequence[step]!)
          total.set(rightMade, rightScore)
        }
        right = rightMade
        if (items[0] !== right) {
          const lead = total.get(items[0]!)! - rightScore
          if (lead > violation) {
            violation = lead
            worstState = items[0]!
            worstRight = right
          }
          if (!items.includes(right) && lead < violation / 2) break
        }
      }
      actions.moment++
      if (worstState < 0) continue
      updates++
      // Both sequences back to where they part: what they share cancels out.
      let wrong = worstState
      let good = worstRight
      while (wrong !== good) {
        const wrongBefore = parser.before(wrong)
        const goodBefore = parser.before(good)
        parser.score(input, wrongBefore)
        const wrongRows = parser.actionRows.slice()
        parser.score(input, goodBefore)
        actions.add(wrongRows, parser.action(wrong), -1)
        actions.add(parser.actionRows, parser.action(good), 1)
        wrong = wrongBefore
        good = goodBefore
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const figures = options.measure ? measured(averaged(), tags, relations, options) : ""
    options.say(`beam ${width} epoch ${epoch + 1}, ${updates} updates, ${seconds} s ${figures}`)
  }
  return averaged()
}

/** The median lead of the best transition over the second, in greedy parsing. */
export function typicalLead(parser: Parser, inputs: readonly ParserInput[]): number {
  const leads: number[] = []
  const scores = parser.actionScores
  for (const input of inputs) {
    let state = parser.begin(input, 1)
    for (let step = 2 * input.length; step > 0; step--) {
      parser.scoreAny(input, state)
      const legal = [SHIFT, LEFT, RIGHT].filter((action) => parser.legal(input, state, action))
      legal.sort((a, b) => scores[b]! - scores[a]! || a - b)
      if (legal.length > 1) leads.push(scores[legal[0]!]! - scores[legal[1]!]!)
      state = parser.apply(input, state, legal[0]!)
    }
  }
  return leads.sort((a, b) => a - b)[leads.length >> 1] ?? 0
}

export type TreeScore = {words: number; uas: number; las: number; uasOfWords: number; wordsPerSecond: number}

/**
 * @param trees  of each sentence, in order. @param seconds  processor time they took.
 * @returns `uasOfWords` leaves punctuation out, which treebanks attach by different conventions.
 */
export function scoreTrees(
  sentences: readonly Sentence[],
  trees: readonly Arcs[],
  relations: readonly string[],
  seconds: number,
): TreeScore {
  let words = 0
  let attached = 0
  let labelled = 0
  let real = 0
  let realAttached = 0
  sentences.forEach((s, at) => {
    const tree = trees[at]!
    s.heads.forEach((head, i) => {
      const right = tree.head[i] === head
      const isWord = s.relations[i] !== "punct"
      words++
      if (isWord) real++
      if (!right) return
      attached++
      if (isWord) realAttached++
      if (relations[tree.relation[i]!] === s.relations[i]) labelled++
    })
  })
  return {
    words,
    uas: attached / words,
    las: labelled / words,
    uasOfWords: realAttached / real,
    wordsPerSecond: words / seconds,
  }
}
