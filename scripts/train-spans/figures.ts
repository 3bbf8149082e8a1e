// What a model says of examples it has not seen, in the corpus's own measures: F1 of causal sentences, and the fair
// F1 of spans of the shared task (test/claims/corpus/fair.ts). Beside it what the rules say, and both together in
// the orders that could be told, so that the order that is told is a measured one.

import type {Learned, LearnedReading} from "../../src/lines/learned.ts"
import {type FairCounts, fairScore, fairSentence, NOTHING, plus} from "../../test/claims/corpus/fair.ts"
import {type Example, relationsOf, type Told} from "./corpus.ts"

type Judged = {readonly probability: number; readonly causal: boolean}

export class Figures {
  readonly #sentences = new Map<string, {said: number; right: number}>()
  readonly #counts = new Map<string, FairCounts>()
  readonly #judged: Judged[] = []
  #causal = 0
  #told = 0
  #relations = 0

  add(learned: Learned, examples: readonly Example[]): void {
    for (const example of examples) {
      const {sentence, d, ruled} = example
      const reading = learned.read(d)
      this.#judged.push({probability: reading.probability, causal: sentence.causal})
      if (sentence.causal) this.#causal++
      this.#sentence("sentences", reading.causal, sentence.causal)
      this.#sentence("  the rules alone", ruled.length > 0, sentence.causal)
      this.#sentence("  either", reading.causal || ruled.length > 0, sentence.causal)
      if (!sentence.causal) continue
      const told = reading.relations.map(
        ({cause, effect, signal}): Told => ({
          cause: [cause.start, cause.end],
          effect: [effect.start, effect.end],
          signal: signal && [signal.start, signal.end],
        }),
      )
      const orders: readonly (readonly [string, readonly Told[]])[] = [
        ["spans", told],
        ["  the first relation only", told.slice(0, 1)],
        ["  of sentences called causal only", reading.causal ? told : []],
        ["  of these and doubtful ones", reading.causal || reading.doubtful ? told : []],
        ["  as read --lines tells them", asTold(reading, told, ruled)],
        ["  the rules alone", ruled],
        ["  the rules first", [...ruled, ...told]],
        ["  the rules last", [...told, ...ruled]],
      ]
      for (const [name, list] of orders) {
        const spans = relationsOf(example, list)
        const c = fairSentence(sentence.relations, spans, sentence.tokens.length, false)
        this.#add(name, plus(c.arguments, c.signals))
        if (name !== "spans") continue
        this.#add("  cause and effect", c.arguments)
        this.#add("  signal", c.signals)
        const closed = fairSentence(sentence.relations, spans, sentence.tokens.length, true)
        this.#add("  one-word spans closed", plus(closed.arguments, closed.signals))
      }
      this.#told += told.length
      this.#relations += sentence.relations.length
    }
  }

  #sentence(name: string, said: boolean, causal: boolean): void {
    const before = this.#sentences.get(name) ?? {said: 0, right: 0}
    this.#sentences.set(name, {said: before.said + (said ? 1 : 0), right: before.right + (said && causal ? 1 : 0)})
  }

  #add(name: string, counts: FairCounts): void {
    this.#counts.set(name, plus(this.#counts.get(name) ?? NOTHING, counts))
  }

  /** The table. */
  rows(): string[] {
    const line = (name: string, f1: number, precision: number, recall: number) =>
      `${name.padEnd(36)} F1 ${f1.toFixed(3)}  P ${precision.toFixed(3)}  R ${recall.toFixed(3)}`
    return [
      ...[...this.#sentences].map(([name, {said, right}]) =>
        line(name, (2 * right) / (said + this.#causal), right / Math.max(1, said), right / this.#causal),
      ),
      `${"  best threshold in hindsight".padEnd(36)} F1 ${bestThreshold(this.#judged).f1.toFixed(3)}`,
      ...[...this.#counts].map(([name, counts]) => {
        const s = fairScore(counts)
        return line(name, s.f1, s.precision, s.recall)
      }),
      `${"relations told, and there".padEnd(36)} ${this.#told}, ${this.#relations}`,
    ]
  }
}

/** The order of src/lines/lines.ts. */
function asTold({causal, doubtful}: LearnedReading, told: readonly Told[], ruled: readonly Told[]): readonly Told[] {
  return causal ? [...told, ...ruled] : [...ruled, ...(doubtful ? told : [])]
}

/** The threshold with the best F1, half-way between two probabilities. */
export function bestThreshold(judged: readonly Judged[]): {threshold: number; f1: number} {
  const sorted = [...judged].sort((a, b) => b.probability - a.probability)
  const causal = judged.filter((s) => s.causal).length
  let [hits, best, threshold] = [0, 0, 0.5]
  sorted.forEach((s, i) => {
    if (s.causal) hits++
    const f1 = (2 * hits) / (i + 1 + causal)
    if (f1 > best) {
      best = f1
      threshold = (s.probability + (sorted[i + 1]?.probability ?? 0)) / 2
    }
  })
  return {threshold, f1: best}
}
