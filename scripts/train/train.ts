// Trains what src/syntax reads English with: `npm run train -- --train FILE --dev FILE`.
//
// Treebanks in CoNLL-U in, one weights file out; figures are printed on the way, and the
// checksum of the file at the end. The same treebanks and seed give the same bytes.
//
//   --train FILE ...  sentences to learn from     --dev FILE ...  to measure on, never learnt from
//   --out FILE        weights/english.brink       --seed N        1

import {createHash} from "node:crypto"
import {writeFileSync} from "node:fs"
import {parseArgs} from "node:util"
import {brotliCompressSync, constants} from "node:zlib"
import {Parser} from "../../src/syntax/parser.ts"
import {Tagger} from "../../src/syntax/tagger.ts"
import {plain} from "../../src/syntax/tokens.ts"
import {decodeWeights, encodeWeights} from "../../src/syntax/weights.ts"
import {learnLemmas, scoreLemmas} from "./learn-lemmas.ts"
import {jackknife, jointTag, learnTagger, scoreTags} from "./learn-tags.ts"
import {examplesOf, learnBeam, learnGreedy, scoreTrees} from "./learn-trees.ts"
import {quantise, widened} from "./perceptron.ts"
import {readTreebank, type Sentence} from "./treebank.ts"

const {values: options} = parseArgs({
  options: {
    train: {type: "string", multiple: true, default: []},
    dev: {type: "string", multiple: true, default: []},
    out: {type: "string", default: "weights/english.brink"},
    seed: {type: "string", default: "1"},
    greedy: {type: "string", default: "12"},
    beam: {type: "string", default: "5"},
  },
})
if (options.train.length === 0) throw new Error("Name a treebank to learn from: --train FILE")

const BEAM = 4
const TAG_BITS = 18
const ACTION_BITS = 21
const LABEL_BITS = 18
/** Tags and relations that are rarer are not learnt: a word with one teaches nothing. */
const RAREST_TAG = 5
const RAREST_RELATION = 10
/** Companded weights below this are left out. */
const LEAST = 14

const started = performance.now()
const say = (line: string) => console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`)
const seed = Number(options.seed)

/** Names by how common they are, the most common first. */
function names(of: (sentence: Sentence, i: number) => string, least: number): string[] {
  const counts = new Map<string, number>()
  for (const s of train) for (let i = 0; i < s.words.length; i++) counts.set(of(s, i), (counts.get(of(s, i)) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name)
}

const train = options.train.flatMap(readTreebank)
const devs = options.dev.map((file) => ({name: file.split("/").at(-1)!, sentences: readTreebank(file)}))
const tags = names(jointTag, RAREST_TAG)
const relations = names((s, i) => s.relations[i]!, RAREST_RELATION)
say(`${train.length} sentences, ${tags.length} tags, ${relations.length} relations`)

const lemmas = learnLemmas(train)
const seen = new Set(train.flatMap((s) => s.words.map(plain)))
const tagged = jackknife(train, tags, {bits: TAG_BITS, epochs: 4, seed, folds: 5})
say(`tags of the training text by taggers that have not seen it: ${JSON.stringify(scoreTags(train, tagged, tags))}`)
const taggerModel = learnTagger(train, tags, {bits: TAG_BITS, epochs: 6, seed})
say("tagger")

const tagTable = quantise(taggerModel.weights as Float32Array, LEAST)
const tagger = new Tagger({...taggerModel, weights: widened(tagTable)})
const devTags = devs.map(({sentences}) => sentences.map((s) => tagger.tag(s.words, s.outer)))
devs.forEach(({name, sentences}, k) => {
  say(`${name}: ${JSON.stringify(scoreTags(sentences, devTags[k]!, tags))}`)
})

const examples = examplesOf(train, tagged, tags, relations)
const measureWith = (beam: number) => (parser: Parser) =>
  devs
    .map(({name, sentences}, k) => {
      const score = scoreTrees(parser, sentences, devTags[k]!, beam)
      return `${name.slice(0, 6)} ${score.uas.toFixed(4)} ${score.las.toFixed(4)} ${Math.round(score.words / score.seconds)} words/s`
    })
    .join(", ")
const tables = {actionBits: ACTION_BITS, labelBits: LABEL_BITS, seed, explore: 0.9, say}
const greedy = learnGreedy(examples, tags, relations, {
  ...tables,
  epochs: Number(options.greedy),
  measure: measureWith(1),
})
const beam = learnBeam(examples, tags, relations, greedy, {
  ...tables,
  epochs: Number(options.beam),
  beam: BEAM,
  measure: measureWith(BEAM),
})

const bytes = encodeWeights({
  tags,
  relations,
  lexicon: taggerModel.lexicon,
  lemmas,
  tagTable,
  tagBits: TAG_BITS,
  actionTable: quantise(beam.actions, LEAST),
  actionBits: ACTION_BITS,
  labelTable: quantise(beam.labels, LEAST),
  labelBits: LABEL_BITS,
})
const packed = brotliCompressSync(bytes, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  },
})
writeFileSync(options.out, packed)
say(
  `${options.out}: ${bytes.length} bytes, ${packed.length} compressed, sha256 ${createHash("sha256").update(bytes).digest("hex")}`,
)

// What was written is what is measured.
const model = decodeWeights(bytes, options.out)
const parser = new Parser(model.parser)
devs.forEach(({name, sentences}, k) => {
  for (const width of [1, 2, 4, 8]) {
    const score = scoreTrees(parser, sentences, devTags[k]!, width)
    say(
      `${name} beam ${width}: UAS ${score.uas.toFixed(4)} LAS ${score.las.toFixed(4)}, ${Math.round(score.words / score.seconds)} words/s`,
    )
  }
  const byGold = scoreLemmas(lemmas, sentences, (at, i) => sentences[at]!.penns[i]!, seen)
  const byOwn = scoreLemmas(lemmas, sentences, (at, i) => tags[devTags[k]![at]![i]!]!.split("/")[1]!, seen)
  say(
    `${name} lemmas: ${byOwn.all.toFixed(4)} (with gold tags ${byGold.all.toFixed(4)}, unseen words ${byGold.unseen.toFixed(4)})`,
  )
  if (process.env["SLIPS"])
    say(
      [...byGold.slips]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 60)
        .map(([slip, count]) => `${slip} ${count}`)
        .join("; "),
    )
})
