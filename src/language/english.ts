// English, opened: what turns a sentence of a document into tokens and a tree.
//
// The weights come in as bytes, because pure layers read no files; src/io/english.ts
// reads the file that ships. The same bytes give the same tokens and trees on every machine.

import type {Range} from "../documents/index.ts"
import {parsedApart} from "./apart.ts"
import {spell} from "./hashing.ts"
import {Lemmatiser} from "./lemma.ts"
import {guideOf, Parser, turned, turnedInput} from "./parser.ts"
import {Tagger} from "./tagger.ts"
import type {Relation, Tag, Token, Tree} from "./token.ts"
import {cut, OUTER_TAGS, plain} from "./tokens.ts"
import type {Allocate} from "./vector-sums.ts"
import {decodeWeights} from "./weights.ts"

export type {Allocate} from "./vector-sums.ts"

/** A language that can be read. Its working memory is reused from sentence to sentence. */
export type English = {
  /**
   * The tokens of `text` within `range`, in order, white space left out.
   * @param range  UTF-16 code units into `text`; one sentence.
   * @returns tokens whose offsets count in the whole of `text`.
   */
  tokens(text: string, range: Range): Token[]
  /** Those within each of some ranges: sooner than one by one. */
  tokensIn(text: string, ranges: readonly Range[]): Token[][]
  /** The tree over the tokens of one sentence. Linear in their number; sentences over 120 tokens are parsed greedily. */
  parse(tokens: readonly Token[]): Tree
  /** The tree over the tokens of each of some sentences: sooner than one by one. */
  trees(sentences: readonly (readonly Token[])[]): Tree[]
}

/** So many words are remembered with their forms, until all are forgotten. */
const MOST_FORMS = 50_000

type Form = {readonly lower: string; readonly lemmas: string[]}

/** The one copy of a text that the engine keeps for names of properties: two of these are compared by their places alone. */
const unique = (text: string): string => Object.keys({[text]: 0})[0]!

/** States kept at each step of parsing. */
const BEAM = 4

/**
 * @param bytes  of a weights file, decompressed.
 * @param options.name  of the file, for messages. @param options.beam  states kept; more is slower and a little better.
 * @param options.allocate  gives memory in which sums are made twice as soon.
 * @throws Fault `syntax/weights` when the bytes are not such a file.
 */
export function openEnglish(
  bytes: Uint8Array,
  options: {name?: string; beam?: number; allocate?: Allocate} = {},
): English {
  const model = decodeWeights(bytes, options.name ?? "The weights file", options.allocate)
  const beam = options.beam ?? BEAM
  const tagger = new Tagger(model.tagger)
  const guide = new Parser(model.guide)
  const parser = new Parser(model.parser)
  const lemmatiser = new Lemmatiser(model.lemmas)
  // Those of the shipped weights, which a test holds to the type.
  const relations = model.parser.relations.map(unique) as readonly Relation[]
  const names = model.tagger.tags.map(unique)
  const parts = names.map((tag) => unique(tag.slice(0, tag.indexOf("/"))) as Tag)
  const penns = names.map((tag) => unique(tag.slice(tag.indexOf("/") + 1)))
  const forms = new Map<string, Form>()
  const jointOf = new Map(names.map((tag, i) => [tag, i]))
  return {
    tokens: (text, range) => tokensIn(text, [range])[0]!,
    tokensIn,
    parse: (tokens) => trees([tokens])[0]!,
    trees,
  }

  /** A word in small letters, with its lemmas as far as they were asked for. */
  function formOf(word: string): Form {
    const known = forms.get(word)
    if (known) return known
    const form = {lower: unique(plain(word)), lemmas: []}
    if (forms.size === MOST_FORMS) forms.clear()
    forms.set(word, form)
    return form
  }

  function lemmaOf({lower, lemmas}: Form, tag: number): string {
    lemmas[tag] ??= unique(lemmatiser.lemma(lower, penns[tag]!))
    return lemmas[tag]
  }

  /** First all are cut into words, then all are tagged: what either needs at hand is then not driven out by the other. */
  function tokensIn(text: string, ranges: readonly Range[]): Token[][] {
    const cuts = ranges.map((range) => cut(text, range))
    return cuts.map((found) => {
      const seconds = new Int32Array(found.words.length)
      const tags = tagger.tag(found.words, Int32Array.from(found.outer), seconds)
      return found.words.map((word, i): Token => {
        const form = formOf(word)
        const tag = tags[i]!
        return {
          from: found.from[i]!,
          to: found.to[i]!,
          text: word,
          lower: form.lower,
          lemma: lemmaOf(form, tag),
          tag: parts[tag]!,
          xpos: penns[tag]!,
          outer: found.outer[i]! > 0 ? OUTER_TAGS[found.outer[i]! - 1]! : parts[tag]!,
          second: seconds[i]! < 0 ? undefined : names[seconds[i]!]!,
        }
      })
    })
  }

  function trees(sentences: readonly (readonly Token[])[]): Tree[] {
    return parsedApart(sentences, treesOf)
  }

  /** One parser after the other, because the weights of both together are more than a processor keeps at hand. */
  function treesOf(sentences: readonly (readonly Token[])[]): Tree[] {
    const inputs = sentences.map((tokens) => {
      const words: string[] = []
      const tags = new Int32Array(tokens.length)
      const seconds = new Int32Array(tokens.length).fill(-1)
      for (let i = 0; i < tokens.length; i++) {
        const {text, tag, xpos, second} = tokens[i]!
        words.push(text)
        tags[i] = jointOf.get(`${tag}/${xpos}`) ?? 0
        if (second !== undefined) seconds[i] = jointOf.get(second) ?? -1
      }
      return parser.input(spell(words), tags, seconds)
    })
    for (const input of inputs) input.guide = guideOf(turned(guide.parse(turnedInput(input), 1)))
    return inputs.map((input) => {
      const {head, relation} = parser.parse(input, beam)
      const rel: Relation[] = []
      for (let i = 0; i < relation.length; i++) rel.push(relations[relation[i]!]!)
      return {head, rel}
    })
  }
}
