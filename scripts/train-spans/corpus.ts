// The training part of the Causal News Corpus as the learner sees it: every sentence with its tokens and tree, its
// relations as spans of our own tokens, and beside them what the rules say of it, for comparison.

import {readFileSync} from "node:fs"
import {saidIn} from "../../src/claims/whole.ts"
import {Dependencies, type English} from "../../src/language/index.ts"
import type {Relation} from "../../test/claims/corpus/fair.ts"
import {type NewsSentence, newsSentences} from "../../test/claims/corpus/news.ts"

/** Tokens [from, to). */
export type Place = readonly [number, number]

export type Told = {readonly cause: Place; readonly effect: Place; readonly signal: Place | null}

export type Example = {
  readonly sentence: NewsSentence
  readonly d: Dependencies
  /** In our own tokens. */
  readonly gold: readonly {readonly cause: Place; readonly effect: Place; readonly signals: readonly Place[]}[]
  /** What the rules say, surest first, and how sure they are. Not learnt from. */
  readonly ruled: readonly (Told & {readonly confidence: number})[]
}

/** The examples of `train_subtask2_grouped.csv`. */
export function examplesOf(file: string, english: English): Example[] {
  return newsSentences(readFileSync(file, "utf8")).map((sentence) => {
    const tokens = english.tokens(sentence.text, {from: 0, to: sentence.text.length})
    const own = ([from, to]: Place): Place => {
      const [start, end] = [sentence.tokens[from]!.from, sentence.tokens[to - 1]!.to]
      return [tokens.findIndex((t) => t.to > start), tokens.findLastIndex((t) => t.from < end) + 1]
    }
    const place = ({start, end}: {start: number; end: number}): Place => [start, end]
    return {
      sentence,
      d: new Dependencies(tokens, english.parse(tokens)),
      gold: sentence.relations.map((r) => ({
        cause: own(r.cause!),
        effect: own(r.effect!),
        signals: r.signals.map(own),
      })),
      ruled: saidIn(tokens, english)
        .map((p) => ({
          cause: place(p.cause),
          effect: place(p.effect),
          signal: p.signal.end > p.signal.start ? place(p.signal) : null,
          confidence: p.confidence,
        }))
        .sort((a, b) => b.confidence - a.confidence),
    }
  })
}

/** What the corpus's tokens make of a span of ours. */
function theirs({sentence, d}: Example, [from, to]: Place): [number, number] {
  const [start, end] = [d.tokens[from]!.from, d.tokens[to - 1]!.to]
  return [sentence.tokens.findIndex((t) => t.to > start), sentence.tokens.findLastIndex((t) => t.from < end) + 1]
}

/** Relations as the scorer takes them. */
export function relationsOf(example: Example, told: readonly Told[]): Relation[] {
  return told.map(({cause, effect, signal}) => ({
    cause: theirs(example, cause),
    effect: theirs(example, effect),
    signals: signal ? [theirs(example, signal)] : [],
  }))
}
