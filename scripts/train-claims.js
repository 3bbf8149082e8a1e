// Learns the scorer of the reader anew: `npm run train:claims`. Reads the annotated sentences (their texts from the shared folder,
// BRINK_SHARED), the annotated sets of documents that are worked with, and the cases; writes src/claims/scorer-weights.ts.
//
// `-- --dry` prints figures on the development part and writes nothing.

import {writeFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {parseArgs} from "node:util"
import "./typescript.js"

const {values: options} = parseArgs({options: {dry: {type: "boolean", default: false}}})
const {loadEnglish} = await import("../src/io/english.ts")
const {ofAnnotated, ofCases, ofDocuments, ofLexicon} = await import("./train-claims/sentences.ts")
const {learn} = await import("./train-claims/learn.ts")
const {printWeights} = await import("./train-claims/printed.ts")
const {figuresOf} = await import("./train-claims/figures.ts")

const english = loadEnglish()
const sentences = [
  ...(await ofAnnotated(english, "train")),
  ...["articles", "dev", "dev-news", "dev-crises", "plain"].flatMap((set) => ofDocuments(english, set, 1)),
  ...ofCases(english, 0.3),
  ...ofLexicon(english, 1),
]
const development = await ofAnnotated(english, "development")
const weights = learn(sentences, development, {row: 0.25, given: 0.15})
process.stdout.write(
  `${sentences.length} sentences, ${weights.pair.size} and ${weights.width.size} weights, slope ${weights.slope}, offset ${weights.offset}\n`,
)
process.stdout.write(figuresOf("development", development, weights))
if (!options.dry)
  writeFileSync(fileURLToPath(new URL("../src/claims/scorer-weights.ts", import.meta.url)), printWeights(weights))
