// Parts of speech. Words of one sentence in, one joint tag a word out ("NOUN/NNS": the
// Universal part of speech and the Penn tag, which tells a VBG from a VBN and a VBZ).
//
// A linear model decides from left to right (averaged perceptron, Collins 2002): the tag with
// the largest sum of whole-number weights, ties to the lower number. A word that the training
// text has often is given only tags it has there; a word that is new gets those of open
// classes. The tag that wink-nlp gives is one feature among the others.

import {ENDS, type Spelled, STARTS, spell} from "./hashing.ts"
import {type Summing, summing, type Weights} from "./tables.ts"
import {compileTemplates} from "./templates.ts"

/** What the tagger knows about words. */
export type Lexicon = {
  /** From the hash of a word (hashing.ts) to the index of a class of tags; class 0 is that of words never seen. */
  readonly classOf: ReadonlyMap<number, number>
  /** Tags that a word of each class may get, as ascending indices of tags. */
  readonly allowed: readonly Int32Array[]
}

/** Names of tags, the lexicon and the table: all that tagging needs. */
export type TaggerModel = {
  readonly tags: readonly string[]
  readonly lexicon: Lexicon
  readonly weights: Weights
  readonly bits: number
}

/** A sentence ready for tagging. */
export type Prepared = Spelled & {
  /** The class of each word in the lexicon. */
  readonly class: Int32Array
  /** wink's tag of each word as a small number, 0 where it has none. */
  readonly outer: Int32Array
}

const ATOMS = [
  "word",
  "word-1",
  "word-2",
  "word+1",
  "word+2",
  "class",
  "class+1",
  "class+2",
  "outer",
  "outer-1",
  "outer+1",
  "end1",
  "end2",
  "end3",
  "end4",
  "end5",
  "start1",
  "start2",
  "start3",
  "start4",
  "shape",
  "shape+1",
  "shape-1",
  "end3-1",
  "end3+1",
  "end2+1",
  "tag-1",
  "tag-2",
] as const

export const tagTemplates = compileTemplates(ATOMS, [
  "word",
  "shape",
  "end1",
  "end2",
  "end3",
  "end4",
  "end5",
  "start1",
  "start2",
  "start3",
  "start4",
  "end2 shape",
  "end3 shape",
  "shape shape+1",
  "shape-1 shape",
  "word-1",
  "word-2",
  "word+1",
  "word+2",
  "word-1 word",
  "word word+1",
  "word-1 word+1",
  "word-2 word-1",
  "word+1 word+2",
  "tag-1",
  "tag-2 tag-1",
  "tag-1 word",
  "tag-1 end3",
  "tag-1 end2",
  "tag-1 word+1",
  "tag-2 tag-1 word",
  "class",
  "class tag-1",
  "class class+1",
  "class+1",
  "class+1 class+2",
  "class word-1",
  "class word+1",
  "tag-1 class+1",
  "tag-1 class class+1",
  "tag-2 tag-1 class+1",
  "end3-1",
  "end3+1",
  "end3 end2+1",
  "outer",
  "outer-1",
  "outer+1",
  "outer tag-1",
  "outer class",
  "outer end3",
  "outer word",
  "outer outer+1",
  "outer-1 outer",
  "outer shape",
  "outer word-1",
  "outer word+1",
  "outer tag-1 class+1",
])

// Outside the sentence.
const BEFORE = -1
const AFTER = -2

/** A second tag is near when the best leads it by less than this part of its lead over the last. */
const NEAR = 3

/** @param words as written. @param outer wink's tag of each word as a small number, 0 where it has none. */
export function prepare(words: readonly string[], outer: Int32Array, lexicon: Lexicon): Prepared {
  const spelled = spell(words)
  const classes = new Int32Array(words.length)
  for (let i = 0; i < words.length; i++) classes[i] = lexicon.classOf.get(spelled.word[i]!) ?? 0
  return {...spelled, class: classes, outer}
}

/** Tags sentences with one model. Its working arrays are reused, so one sentence at a time. */
export class Tagger {
  readonly model: TaggerModel
  /** Where the rows of the table begin by which the last word was decided. */
  readonly rows: Int32Array
  /** The tag that came second when it was near, by the last decision; -1 otherwise. */
  second = -1
  readonly #summing: Summing
  readonly #scores: Float64Array

  constructor(model: TaggerModel) {
    this.model = model
    this.#scores = new Float64Array(model.tags.length)
    this.#summing = summing(tagTemplates, ATOMS.length, {...model, width: model.tags.length})
    this.rows = this.#summing.rows
  }

  /** Index of the joint tag of each word. @param seconds filled, where given: the tag that came second when near, or -1. */
  tag(words: readonly string[], outer: Int32Array, seconds?: Int32Array): Int32Array {
    return this.tagPrepared(prepare(words, outer, this.model.lexicon), seconds)
  }

  /** As `tag`, for a sentence that is already prepared. */
  tagPrepared(prepared: Prepared, seconds?: Int32Array): Int32Array {
    const tags = new Int32Array(prepared.length)
    let before = BEFORE
    let beforeThat = BEFORE
    for (let i = 0; i < tags.length; i++) {
      const tag = this.decide(prepared, i, before, beforeThat)
      tags[i] = tag
      if (seconds) seconds[i] = this.second
      beforeThat = before
      before = tag
    }
    return tags
  }

  /** The best tag of word `i` after the tags of the two words before it. */
  decide(prepared: Prepared, i: number, before: number, beforeThat: number): number {
    const allowed = this.model.lexicon.allowed[prepared.class[i]!]!
    this.second = -1
    if (allowed.length === 1) return allowed[0]!
    this.#look(prepared, i, before, beforeThat)
    const scores = this.#scores
    const some = allowed.length
    this.#summing.sum(allowed, scores)
    let best = 0
    let worst = 0
    for (let k = 1; k < some; k++) {
      if (scores[k]! > scores[best]!) best = k
      if (scores[k]! < scores[worst]!) worst = k
    }
    const top = scores[best]!
    let second = -1
    for (let k = 0; k < some; k++) if (k !== best && (second < 0 || scores[k]! > scores[second]!)) second = k
    if ((top - scores[second]!) * NEAR < top - scores[worst]!) this.second = allowed[second]!
    return allowed[best]!
  }

  /** Fills the values in the order of ATOMS. */
  #look(s: Prepared, i: number, before: number, beforeThat: number): void {
    const {values} = this.#summing
    const last = s.length - 1
    const {word, class: classes, outer, ends, starts, shape} = s
    let v = 1
    values[v++] = word[i]!
    values[v++] = i > 0 ? word[i - 1]! : BEFORE
    values[v++] = i > 1 ? word[i - 2]! : BEFORE
    values[v++] = i < last ? word[i + 1]! : AFTER
    values[v++] = i + 1 < last ? word[i + 2]! : AFTER
    values[v++] = classes[i]!
    values[v++] = i < last ? classes[i + 1]! : AFTER
    values[v++] = i + 1 < last ? classes[i + 2]! : AFTER
    values[v++] = outer[i]!
    values[v++] = i > 0 ? outer[i - 1]! : BEFORE
    values[v++] = i < last ? outer[i + 1]! : AFTER
    for (let k = 0; k < ENDS; k++) values[v++] = ends[i * ENDS + k]!
    for (let k = 0; k < STARTS; k++) values[v++] = starts[i * STARTS + k]!
    values[v++] = shape[i]!
    values[v++] = i < last ? shape[i + 1]! : AFTER
    values[v++] = i > 0 ? shape[i - 1]! : BEFORE
    values[v++] = i > 0 ? ends[(i - 1) * ENDS + 2]! : BEFORE
    values[v++] = i < last ? ends[(i + 1) * ENDS + 2]! : AFTER
    values[v++] = i < last ? ends[(i + 1) * ENDS + 1]! : AFTER
    values[v++] = before
    values[v++] = beforeThat
  }
}
