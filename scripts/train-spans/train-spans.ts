// Trains learned help, or measures it: `npm run train:spans -- --corpus FILE`.
//
//   --corpus FILE  train_subtask2_grouped.csv of the Causal News Corpus    --out FILE  weights/causes.brink
//   --folds N      instead of training on all, measure by N-fold cross-validation; nothing is written
//   --gold FILE --texts FOLDER  instead, what the file would add to an annotated set beyond the rules
//   --english FILE weights/english.brink    --seed N  1
//
// The same corpus, English and seed give the same bytes. After English was trained anew, run this again.

import {createHash} from "node:crypto"
import {writeFileSync} from "node:fs"
import {parseArgs} from "node:util"
import {loadEnglish} from "../../src/io/english.ts"
import {loadLearned} from "../../src/io/learned.ts"
import {packedWeights} from "../../src/io/weights-file.ts"
import type {LearnedModel} from "../../src/lines/learned.ts"
import {encodeLearned, openLearned, rounded} from "../../src/lines/weights.ts"
import {examplesOf} from "./corpus.ts"
import {Figures} from "./figures.ts"
import {learn, SETTINGS} from "./learn.ts"
import {widening} from "./widening.ts"

const {values: options} = parseArgs({
  options: {
    corpus: {type: "string", default: "../shared/data/causal-news-corpus/train_subtask2_grouped.csv"},
    english: {type: "string", default: "weights/english.brink"},
    out: {type: "string", default: "weights/causes.brink"},
    folds: {type: "string"},
    gold: {type: "string"},
    texts: {type: "string", default: "."},
    seed: {type: "string", default: "1"},
  },
})

/** Smallest sizes of weights that are kept, of each table. */
const LEAST = {chain: 4, pairs: 3, signal: 3, sentence: 3}

const started = performance.now()
const say = (line: string) => console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`)
const settings = {...SETTINGS, seed: Number(options.seed)}

function stored(model: LearnedModel): LearnedModel {
  return {
    ...model,
    chain: rounded(model.chain, LEAST.chain),
    pairs: rounded(model.pairs, LEAST.pairs),
    signal: rounded(model.signal, LEAST.signal),
    sentence: rounded(model.sentence, LEAST.sentence),
  }
}

const english = loadEnglish({file: options.english})
if (options.gold !== undefined) {
  const learned = loadLearned({file: options.out})
  for (const line of widening(options.gold, options.texts, english, learned)) console.log(`  ${line}`)
  process.exit(0)
}
const examples = examplesOf(options.corpus, english)
say(`${examples.length} sentences, ${examples.filter((e) => e.sentence.causal).length} causal`)

if (options.folds !== undefined) {
  const folds = Number(options.folds)
  const figures = new Figures()
  for (let fold = 0; fold < folds; fold++) {
    // Measured as it would ship: rounded, written and read again.
    const model = stored(
      learn(
        examples.filter((_, i) => i % folds !== fold),
        settings,
      ),
    )
    figures.add(
      openLearned(encodeLearned(model)),
      examples.filter((_, i) => i % folds === fold),
    )
    say(`fold ${fold + 1} of ${folds}`)
  }
  for (const row of figures.rows()) console.log(`  ${row}`)
} else {
  const bytes = encodeLearned(stored(learn(examples, settings)))
  const packed = packedWeights(bytes)
  writeFileSync(options.out, packed)
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 16)
  say(`${options.out}: ${packed.length} bytes, ${bytes.length} unpacked, ${digest}`)
}
