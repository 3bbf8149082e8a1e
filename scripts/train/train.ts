// Trains what src/language reads English with: `npm run train -- --train FILE --dev FILE`.
//
// Treebanks in CoNLL-U in, one weights file out; figures are printed on the way, and the
// checksum of the file at the end. The same treebanks and options give the same bytes.
//
//   --train FILE ...  sentences to learn from
//   --taught FILE     sentences whose tags, and of many whose trees, were corrected (taught.ts): the tagger learns from them all,
//                     the parsers from those with trees
//   --dev FILE ...    sentences to measure on, never learnt from
//   --raw FILE ...    sentences without trees, one a line, or a .csv with a column "text": the parser of the
//                     first seed parses them, and those of the others learn from what it is sure of
//   --out FILE        where the weights go (weights/english.brink)
//   --seeds N         how many taggers and parsers are learnt and averaged (6)
//   --tags-only       learns words and tags alone, and leaves the parsers of the file as they are
//   --greedy N, --beam N, --guide N   epochs of each kind of training

import {createHash} from "node:crypto"
import {writeFileSync} from "node:fs"
import {parseArgs} from "node:util"
import {packedWeights, readWeights} from "../../src/io/weights-file.ts"
import {type Arcs, guideOf, Parser, turned, turnedInput} from "../../src/language/parser.ts"
import {
  actionPlanes,
  actionRows,
  differentRows,
  MOST_DIFFERENT,
  sparsePlanes,
  sparseRows,
} from "../../src/language/tables.ts"
import {Tagger} from "../../src/language/tagger.ts"
import {plain} from "../../src/language/tokens.ts"
import {decodeWeights, encodeWeights, type LanguageModel, withTagger} from "../../src/language/weights.ts"
import {formSentences} from "./forms.ts"
import {learnLemmas, scoreLemmas} from "./learn-lemmas.ts"
import {jackknife, jointTag, learnTagger, scoreTags, stretches, tagAll} from "./learn-tags.ts"
import {
  allowedRelations,
  type Example,
  examplesOf,
  learnBeam,
  learnGreedy,
  scoreTrees,
  type Tables,
  turnedExamples,
  typicalLead,
} from "./learn-trees.ts"
import {mean, quantise} from "./perceptron.ts"
import {parseRaw} from "./raw.ts"
import {readTaught} from "./taught.ts"
import {readTreebank, type Sentence} from "./treebank.ts"

const {values: options} = parseArgs({
  options: {
    train: {type: "string", multiple: true, default: []},
    taught: {type: "string"},
    dev: {type: "string", multiple: true, default: []},
    raw: {type: "string", multiple: true, default: []},
    out: {type: "string", default: "weights/english.brink"},
    seeds: {type: "string", default: "6"},
    "tags-only": {type: "boolean", default: false},
    guide: {type: "string", default: "6"},
    greedy: {type: "string", default: "6"},
    beam: {type: "string", default: "6"},
  },
})
if (options.train.length === 0) throw new Error("Name a treebank to learn from: --train FILE")
/** No weights file is larger, in bytes. */
const LARGEST = 100_000_000
/** The file whose parsers stay; read first, because what is learnt without it is lost. */
const kept = options["tags-only"] ? readWeights(options.out, {largest: LARGEST, remake: "npm run train"}) : null

/** States kept while learning; reading keeps fewer, and is hardly worse for it. */
const TRAINING_BEAM = 4
const READING_BEAM = 8
const TAG_BITS = 18
const ACTION_BITS = 21
const LABEL_BITS = 18
/** Tags and relations that are rarer are not learnt. */
const RAREST_TAG = 5
const RAREST_RELATION = 10
/** Companded weights below this are left out: of tags; of a parser's transitions and of its relations. */
const LEAST = 14
const LEAST_OF_PARSER = {actions: 20, labels: 18}
/** The same of the guide that the parser learns beside, and of the one that ships. */
const LEAST_OF_GUIDE = {actions: 12, labels: 12}
const LEAST_OF_SHIPPED_GUIDE = {actions: 16, labels: 14}
const FOLDS = 5
/** The beam's margin as a part of the typical lead, and how many sentences say what that is. */
const MARGIN = 0.6
const MARGIN_SENTENCES = 1000
/** Part of its own wrong choices that the greedy parser follows in training. */
const EXPLORE = 0.9

const seeds = Number(options.seeds)
const cpu = () => process.cpuUsage().user / 1e6
const say = (line: string) => console.log(`${cpu().toFixed(0).padStart(5)} s  ${line}`)
const rounded = (score: object) =>
  JSON.stringify(score, (_, v) => (typeof v === "number" ? Math.round(v * 1e4) / 1e4 : v))

function write(bytes: Uint8Array): void {
  const packed = packedWeights(bytes)
  writeFileSync(options.out, packed)
  const checksum = createHash("sha256").update(bytes).digest("hex")
  say(`${options.out}: ${bytes.length} bytes, ${packed.length} compressed, sha256 before compression ${checksum}`)
}

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
const taught = options.taught === undefined ? [] : await readTaught(options.taught)
const devs = options.dev.map((file) => ({name: file.split("/").at(-1)!, sentences: readTreebank(file)}))
const tags = names(jointTag, RAREST_TAG)
const relations = names((s, i) => s.relations[i]!, RAREST_RELATION)
/** The treebank's, and those whose trees were corrected. */
const withTrees = [...train, ...taught.filter(({hasTree}) => hasTree).map(({sentence}) => sentence)]
/** All, those with trees first: tags of both are at the same places. */
const withTags = [...withTrees, ...taught.filter(({hasTree}) => !hasTree).map(({sentence}) => sentence)]
/** Those that only the tagger learns from. */
const forms = formSentences(withTags)
say(
  `${train.length} sentences of treebanks, ${taught.length} taught, ${withTrees.length - train.length} of them with trees, ` +
    `${forms.length} of forms, ${tags.length} tags, ${relations.length} relations`,
)

// ---- words

const lemmas = learnLemmas(train)
const taggers = Array.from({length: seeds}, (_, k) =>
  learnTagger([...withTags, ...forms], tags, {bits: TAG_BITS, epochs: 6, seed: k + 1}),
)
const taggerModel = taggers[0]!
const tagTable = quantise(mean(taggers.map(({weights}) => weights as Float32Array)), LEAST)
const tagger = new Tagger({...taggerModel, weights: sparseRows(sparsePlanes(tagTable, tags.length), tags.length)})
const devTags = devs.map(({name, sentences}) => {
  const found = tagAll(tagger, sentences)
  say(`${name}: ${rounded(scoreTags(sentences, found.tags, tags))}`)
  return found
})
const ofTags = {tags, relations, lexicon: taggerModel.lexicon, lemmas, tagTable, tagBits: TAG_BITS}
if (kept) {
  write(withTagger(kept, options.out, ofTags))
  process.exit()
}
const jackknifed = jackknife(withTags, tags, {bits: TAG_BITS, epochs: 4, seed: 1, folds: FOLDS, beside: forms})
say(`tags by taggers that have not seen the sentence: ${rounded(scoreTags(withTags, jackknifed.tags, tags))}`)

// ---- trees

const allowed = allowedRelations(withTrees, jackknifed.tags, tags, relations)
const turnedAllowed = allowed.map((_, pair) => allowed[pair ^ 1]!)
const examples = examplesOf(withTrees, jackknifed.tags, tags, relations, jackknifed.seconds)
const devExamples = devs.map(({sentences}, k) =>
  examplesOf(sentences, devTags[k]!.tags, tags, relations, devTags[k]!.seconds),
)
const sizes = {actionBits: ACTION_BITS, labelBits: LABEL_BITS}
const guideOptions = {
  ...sizes,
  margin: Infinity,
  allowed: turnedAllowed,
  guided: false,
  explore: EXPLORE,
}

/** The mean of guides learnt from several seeds: alone, they differ more than they should. */
function learnGuide(some: readonly Example[], seeds: number, epochs: number): Tables {
  const tables = Array.from({length: seeds}, (_, k) =>
    learnGreedy(some, tags, relations, {...guideOptions, seed: k + 1, epochs, say: () => {}}),
  )
  return {actions: mean(tables.map(({actions}) => actions)), labels: mean(tables.map(({labels}) => labels))}
}

/** Companded weights of actions: those below `least` are left out, and more where else too many rows differ to be told apart in reading. */
function quantisedActions(weights: Float32Array, least: number): Int8Array {
  const table = quantise(weights, least)
  const {size} = differentRows(table)
  if (size <= MOST_DIFFERENT) return table
  say(`${size} rows of actions differ: weights below ${least + 1} are left out`)
  return quantisedActions(weights, least + 1)
}

/** Sets the guide of each example to what a parser finds from the sentence's end. */
function guideAll(parser: Parser, some: readonly Example[]): void {
  for (const {input} of some) input.guide = guideOf(turned(parser.parse(turnedInput(input), 1)))
}

// Guides of the training sentences come from parsers that have not seen them, as reading's will.
const backwards = turnedExamples(examples)
for (let fold = 0; fold < FOLDS; fold++) {
  const tables = learnGuide(
    backwards.filter((_, i) => stretches(i, FOLDS) !== fold),
    Math.min(2, seeds),
    Math.max(1, Number(options.guide) - 2),
  )
  guideAll(
    new Parser({tags, relations, ...guideOptions, ...tables}),
    examples.filter((_, i) => stretches(i, FOLDS) === fold),
  )
  say(`guide, fold ${fold + 1} of ${FOLDS}`)
}
const guideTables = learnGuide(backwards, seeds, Number(options.guide))
const guide = {
  ...sizes,
  actionTable: quantisedActions(guideTables.actions, LEAST_OF_GUIDE.actions),
  labelTable: quantise(guideTables.labels, LEAST_OF_GUIDE.labels),
}
const guideParser = new Parser({
  tags,
  relations,
  ...guideOptions,
  actions: actionRows(actionPlanes(guide.actionTable)),
  labels: sparseRows(sparsePlanes(guide.labelTable, relations.length), relations.length),
})
for (const some of devExamples) guideAll(guideParser, some)

function measured(parser: Parser, beam: number): string {
  return devs
    .map(({name, sentences}, k) => {
      const started = cpu()
      const trees = devExamples[k]!.map(({input}): Arcs => parser.parse(input, beam))
      return `${name.slice(0, 6)} ${rounded(scoreTrees(sentences, trees, relations, cpu() - started))}`
    })
    .join(" ")
}

const lessons = [...examples]
const learnt: Tables[] = []
for (let seed = 1; seed <= seeds; seed++) {
  const shared = {...sizes, allowed, guided: true, explore: EXPLORE, seed, say}
  const greedy = learnGreedy(lessons, tags, relations, {
    ...shared,
    epochs: Number(options.greedy),
    measure: (parser) => measured(parser, 1),
  })
  learnt.push(
    learnBeam(lessons, tags, relations, greedy, {
      ...shared,
      epochs: Number(options.beam),
      beam: TRAINING_BEAM,
      measure: (parser) => measured(parser, READING_BEAM),
    }),
  )
  if (seed > 1) continue
  const parser = new Parser({tags, relations, margin: Infinity, ...shared, ...learnt[0]!})
  for (const file of options.raw) {
    const sentences = parseRaw(file, {tagger, guide: guideParser, parser})
    const found = tagAll(tagger, sentences)
    const more = examplesOf(sentences, found.tags, tags, relations, found.seconds)
    guideAll(guideParser, more)
    lessons.push(...more)
    say(`${sentences.length} sentences more are learnt from`)
  }
}
const parserTables = {
  ...sizes,
  actionTable: quantisedActions(mean(learnt.map(({actions}) => actions)), LEAST_OF_PARSER.actions),
  labelTable: quantise(mean(learnt.map(({labels}) => labels)), LEAST_OF_PARSER.labels),
}
const shippedGuide = {
  ...sizes,
  actionTable: quantisedActions(guideTables.actions, LEAST_OF_SHIPPED_GUIDE.actions),
  labelTable: quantise(guideTables.labels, LEAST_OF_SHIPPED_GUIDE.labels),
}

// ---- the file, and what it does

/** How far behind a state may be and stay in the beam: measured on training sentences, read as documents are. */
function marginOf({tagger, guide, parser}: LanguageModel): number {
  const some = train.slice(0, MARGIN_SENTENCES)
  const found = tagAll(new Tagger(tagger), some)
  const lessons = examplesOf(some, found.tags, tags, relations, found.seconds)
  guideAll(new Parser(guide), lessons)
  return Math.round(
    MARGIN *
      typicalLead(
        new Parser(parser),
        lessons.map(({input}) => input),
      ),
  )
}

const stored = {...ofTags, allowed, guide: shippedGuide, parser: parserTables, margin: 0}
const bytes = encodeWeights({...stored, margin: marginOf(decodeWeights(encodeWeights(stored), options.out))})
write(bytes)

const model = decodeWeights(bytes, options.out)
const parser = new Parser(model.parser)
for (const beam of [1, 2, 4, 8]) say(`read from the file, beam ${beam}: ${measured(parser, beam)}`)
const seen = new Set(train.flatMap((s) => s.words.map(plain)))
devs.forEach(({name, sentences}, k) => {
  const byGold = scoreLemmas(lemmas, sentences, (at, i) => sentences[at]!.penns[i]!, seen)
  const byOwn = scoreLemmas(lemmas, sentences, (at, i) => tags[devTags[k]!.tags[at]![i]!]!.split("/")[1]!, seen)
  say(`${name}, lemmas: ${rounded({withOwnTags: byOwn.all, withGoldTags: byGold.all, wordsNotSeen: byGold.unseen})}`)
})
