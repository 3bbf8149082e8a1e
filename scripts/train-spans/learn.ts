// Learns all that src/lines opens, from examples: one table after another, each learnt on what the tables
// before it say of sentences they have not seen, because a table that has seen the answer is too sure of it.

import {Chain, chainRows, type ScoredPair} from "../../src/lines/chain.ts"
import {type Facts, factsOf, hashOf} from "../../src/lines/facts.ts"
import {candidates, type LearnedModel, rank} from "../../src/lines/learned.ts"
import {rowsOfPairs} from "../../src/lines/pairs.ts"
import {sentenceRows} from "../../src/lines/sentence.ts"
import {signalCandidates} from "../../src/lines/signals.ts"
import {shares, summed, type Table} from "../../src/lines/table.ts"
import type {Example, Place} from "./corpus.ts"
import {bestThreshold} from "./figures.ts"
import {type ChainSettings, learnChain} from "./learn-chain.ts"
import {type Choice, type ChoiceSettings, learnChoices} from "./learn-choices.ts"
import {Random} from "./random.ts"

export type Settings = {
  readonly chain: ChainSettings
  readonly pairs: ChoiceSettings
  readonly signal: ChoiceSettings
  readonly sentence: ChoiceSettings
  readonly seed: number
  readonly folds: number
}

export const SETTINGS: Settings = {
  chain: {bits: 17, epochs: 12, rate: 0.015, decay: 1e-3, rarest: 3},
  pairs: {bits: 18, epochs: 6, rate: 0.05, decay: 1e-3, rarest: 2},
  signal: {bits: 16, epochs: 8, rate: 0.05, decay: 1e-3, rarest: 2},
  sentence: {bits: 17, epochs: 8, rate: 0.01, decay: 3e-2, rarest: 2},
  seed: 1,
  folds: 4,
}

/** A lemma signals when it did so this often, and in this share of where it stands. */
const SIGNALLED = 3
const SIGNALLING = 0.05
/** What a candidate with one side right is worth where none has both. */
const HALF_RIGHT = 0.5

type Told = {readonly example: Example; readonly facts: Facts; readonly pairs: readonly ScoredPair[]}

export function learn(examples: readonly Example[], settings: Settings = SETTINGS): LearnedModel {
  const {seed, folds} = settings
  const signals = signalling(examples)
  const facts = examples.map(({d}) => factsOf(d, signals))
  const random = () => new Random(seed)
  const chainOf = (keep: (i: number) => boolean): Table =>
    learnChain(
      examples.flatMap(({gold}, i) =>
        keep(i) && gold.length > 0
          ? [{length: facts[i]!.length, rows: chainRows(facts[i]!, settings.chain.bits), gold}]
          : [],
      ),
      settings.chain,
      random(),
    )
  // Candidates by chains that have not seen the sentence.
  const chain = new Chain()
  const told: Told[] = examples.map((example, i) => ({example, facts: facts[i]!, pairs: []}))
  for (let fold = 0; fold < folds; fold++) {
    const table = chainOf((i) => i % folds !== fold)
    for (let i = fold; i < told.length; i += folds) told[i] = {...told[i]!, pairs: candidates(chain, table, facts[i]!)}
  }
  const choices = told.map((t) => (t.example.gold.length > 0 ? pairChoice(t) : null))
  const pairsOf = (keep: (i: number) => boolean): Table =>
    learnChoices(
      choices.flatMap((c, i) => (c && keep(i) ? [c] : [])),
      settings.pairs,
      random(),
    )
  const judged: Choice[] = []
  for (let fold = 0; fold < folds; fold++) {
    const table = pairsOf((i) => i % folds !== fold)
    for (let i = fold; i < told.length; i += folds) {
      const {example, facts, pairs} = told[i]!
      const {rows, best} = rank(table, facts, pairs)
      const shown = sentenceRows(facts, best < 0 ? null : rows[best]!)
      const causal = example.sentence.causal
      judged[i] = {rows: [new Int32Array(0), shown], right: Float64Array.of(causal ? 0 : 1, causal ? 1 : 0)}
    }
  }
  const pairs = pairsOf(() => true)
  choices.length = 0
  const signal = learnChoices(
    told.flatMap(({example, facts}) => example.gold.map((g) => signalChoice(facts, g))),
    settings.signal,
    random(),
  )
  const sentenceOf = (keep: (i: number) => boolean): Table =>
    learnChoices(
      judged.filter((_, i) => keep(i)),
      settings.sentence,
      random(),
    )
  const said: {probability: number; causal: boolean}[] = []
  for (let fold = 0; fold < folds; fold++) {
    const table = sentenceOf((i) => i % folds !== fold)
    for (let i = fold; i < judged.length; i += folds) {
      const odds = summed(table, judged[i]!.rows[1]!)
      said.push({probability: shares(Float64Array.of(0, odds))[1]!, causal: examples[i]!.sentence.causal})
    }
  }
  return {
    signals,
    chain: chainOf(() => true),
    pairs,
    signal,
    sentence: sentenceOf(() => true),
    threshold: bestThreshold(said).threshold,
  }
}

function signalling(examples: readonly Example[]): Set<number> {
  const all = new Map<string, number>()
  const within = new Map<string, number>()
  for (const {d, gold} of examples) {
    const marked = new Set<number>()
    for (const {signals} of gold) for (const [from, to] of signals) for (let i = from; i < to; i++) marked.add(i)
    d.tokens.forEach(({lemma}, i) => {
      all.set(lemma, (all.get(lemma) ?? 0) + 1)
      if (marked.has(i)) within.set(lemma, (within.get(lemma) ?? 0) + 1)
    })
  }
  return new Set(
    [...within]
      .filter(([lemma, count]) => count >= SIGNALLED && count >= SIGNALLING * all.get(lemma)!)
      .map(([lemma]) => hashOf(lemma)),
  )
}

function pairChoice({example, facts, pairs}: Told): Choice {
  const rows = rowsOfPairs(facts, pairs)
  const right = new Float64Array(pairs.length)
  const same = (a: {from: number; to: number}, b: Place) => a.from === b[0] && a.to === b[1]
  for (const g of example.gold) {
    const hits = pairs.map((p) => (same(p.cause, g.cause) ? 1 : 0) + (same(p.effect, g.effect) ? 1 : 0))
    const most = Math.max(0, ...hits)
    if (most === 0) continue
    const share = (most === 2 ? 1 : HALF_RIGHT) / hits.filter((hit) => hit === most).length
    hits.forEach((hit, k) => {
      if (hit === most) right[k] = right[k]! + share
    })
  }
  return {rows, right}
}

function signalChoice(facts: Facts, gold: Example["gold"][number]): Choice {
  const ends = ([from, to]: Place) => ({from, to})
  const {spans, rows} = signalCandidates(facts, ends(gold.cause), ends(gold.effect))
  const right = new Float64Array(rows.length)
  if (gold.signals.length === 0) right[0] = 1
  for (const [from, to] of gold.signals) {
    const k = spans.findIndex((s) => s.start === from && s.end === to)
    if (k >= 0) right[k + 1] = 1
  }
  return {rows, right}
}
