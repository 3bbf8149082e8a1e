// How well English is read: the weights that ship against treebanks they have not seen. The
// floors are those of docs/methods/syntax.md.

import {existsSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {describe, expect, test} from "vitest"
import {scoreTags, tagAll} from "../../scripts/train/learn-tags.ts"
import {examplesOf, scoreTrees} from "../../scripts/train/learn-trees.ts"
import {readTreebank, type Sentence} from "../../scripts/train/treebank.ts"
import {readWeights} from "../../src/io/weights-file.ts"
import type {Token} from "../../src/language/index.ts"
import {guideOf, Parser, turned, turnedInput} from "../../src/language/parser.ts"
import {Tagger} from "../../src/language/tagger.ts"
import {plain} from "../../src/language/tokens.ts"
import {decodeWeights} from "../../src/language/weights.ts"
import {english} from "./english.ts"

const shared = process.env.BRINK_SHARED ?? "../shared"
const EWT = `${shared}/data/ud-english-ewt/dev.conllu`
const PUD = `${shared}/data/ud-english-pud/en_pud-ud-test.conllu`

/** Part of the treebank's words whose governor, tag and lemma are found; words that are cut otherwise are wrong. */
function score(sentences: readonly Sentence[]): {uas: number; las: number; penn: number; lemma: number} {
  let words = 0
  const right = {uas: 0, las: 0, penn: 0, lemma: 0}
  for (const sentence of sentences) {
    words += sentence.words.length
    const tokens = english().tokens(sentence.text, {from: 0, to: sentence.text.length})
    const {head, rel} = english().parse(tokens)
    const at = new Map(tokens.map((token, i) => [`${token.from} ${token.to}`, i]))
    const places = placesOf(sentence)
    places.forEach((place, i) => {
      const k = at.get(place)
      if (k === undefined) return
      const token: Token = tokens[k]!
      if (token.xpos === sentence.penns[i]) right.penn++
      if (token.lemma === plain(sentence.lemmas[i]!)) right.lemma++
      const governor = sentence.heads[i]! < 0 ? undefined : places[sentence.heads[i]!]
      const found = head[k]! < 0 ? undefined : `${tokens[head[k]!]!.from} ${tokens[head[k]!]!.to}`
      if (governor !== found) return
      right.uas++
      if (rel[k] === sentence.relations[i]) right.las++
    })
  }
  return {
    uas: right.uas / words,
    las: right.las / words,
    penn: right.penn / words,
    lemma: right.lemma / words,
  }
}

function placesOf(sentence: Sentence): string[] {
  let at = 0
  return sentence.words.map((word) => {
    const from = sentence.text.indexOf(word, at)
    at = from + word.length
    return `${from} ${at}`
  })
}

/** Tags and trees over the treebank's own words, as parsers are compared. */
function scoreWords(sentences: readonly Sentence[]) {
  const file = fileURLToPath(new URL("../../weights/english.brink", import.meta.url))
  const model = decodeWeights(readWeights(file, {largest: 1e8, remake: "npm run train"}), file)
  const {tags, relations} = model.parser
  const found = tagAll(new Tagger(model.tagger), sentences)
  const guide = new Parser(model.guide)
  const parser = new Parser(model.parser)
  const trees = examplesOf(sentences, found.tags, tags, relations, found.seconds).map(({input}) => {
    input.guide = guideOf(turned(guide.parse(turnedInput(input), 1)))
    return parser.parse(input, 4)
  })
  return {...scoreTrees(sentences, trees, relations, 1), ...scoreTags(sentences, found.tags, tags)}
}

describe.skipIf(!existsSync(EWT) || !existsSync(PUD))("treebanks in the shared folder", () => {
  test("the web texts of EWT's development part", () => {
    const found = score(readTreebank(EWT))
    const words = scoreWords(readTreebank(EWT))
    console.log("EWT dev", words, "from plain text", found)
    expect(words.uas).toBeGreaterThan(0.857)
    expect(words.part).toBeGreaterThan(0.948)
    expect(found.uas).toBeGreaterThan(0.838)
    expect(found.lemma).toBeGreaterThan(0.96)
  })

  test("the news and encyclopedia of PUD", () => {
    const found = score(readTreebank(PUD))
    const words = scoreWords(readTreebank(PUD))
    console.log("PUD", words, "from plain text", found)
    expect(words.uas).toBeGreaterThan(0.87)
    expect(words.part).toBeGreaterThan(0.95)
    expect(found.uas).toBeGreaterThan(0.87)
    expect(found.lemma).toBeGreaterThan(0.98)
  })
})
