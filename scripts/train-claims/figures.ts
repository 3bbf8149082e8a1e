// How well a scorer does on sentences that it has not seen: what `npm run train:claims` prints.

import {signOf} from "../../src/claims/decide.ts"
import type {Candidate} from "../../src/claims/match.ts"
import {chosen, likelyAmong, type ScorerWeights} from "../../src/claims/scorer.ts"
import {calibrationError, f1Of, type Made, scoreSentences} from "../../test/annotated/score.ts"
import type {Learnt} from "./sentences.ts"

/** @param parts  sentences, each part with weights that have not seen it. */
export function figuresOf(
  name: string,
  parts: readonly {readonly sentences: readonly Learnt[]; readonly weights: ScorerWeights}[],
): string {
  const sentences = parts.flatMap((part) => part.sentences)
  const made = parts.flatMap((part) => madeOf(part.sentences, part.weights))
  const s = scoreSentences(
    sentences.map(({sentence}) => sentence),
    made,
  )
  const f = f1Of(s.found, s.wanted, s.found + s.wrong)
  const sentence = f1Of(s.causal.both, s.causal.marked, s.causal.read)
  return `${name.padEnd(12)} F1 ${f.f1.toFixed(3)}  P ${f.precision.toFixed(3)}  R ${f.recall.toFixed(3)}  sentences ${sentence.f1.toFixed(3)}  sign by rows ${(s.signs / Math.max(1, s.found)).toFixed(3)}  calibration error ${calibrationError(s.confidences).toFixed(3)}  (${s.found} of ${s.wanted}, ${s.wrong} wrong)\n`
}

function madeOf(sentences: readonly Learnt[], weights: ScorerWeights): Made[][] {
  return sentences.map(({d, groups}) =>
    chosen(d, likelyAmong(d, groups, weights), weights).map(({reading, confidence}): Made => {
      const weighed = reading as Candidate
      const place = ({start, end}: {start: number; end: number}) =>
        [d.tokens[start]!.from, d.tokens[end - 1]!.to] as const
      const sign = signOf(d, weighed)
      return {
        cause: place(reading.cause),
        effect: place(reading.effect),
        sign,
        denied: false,
        hedged: false,
        conditional: false,
        by: false,
        confidence,
        rule: reading.rule,
      }
    }),
  )
}
