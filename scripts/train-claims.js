// Learns the scorer of the reader anew: `npm run train:claims`. Reads the annotated sentences (their texts from the shared folder,
// BRINK_SHARED), the invented ones, pieces that hold a claim out, marked phrases, the annotated sets of documents that are worked
// with, and the cases; writes src/claims/scorer-weights.ts, speaker-weights.ts, held-weights.ts, sign-weights.ts and movement-weights.ts.
//
// `-- --dry` prints figures on the development part and writes nothing. `-- --folds 3` cross-validates and writes nothing.
// `-- --told` keeps the scorer, and learns anew which way phrases move, the signs of claims, who says them and how they are held out, which takes two minutes; `-- --told --folds 3`
// cross-validates signs and who says them.

import {writeFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {readOptions, refuse} from "./options.js"
import "./typescript.js"

const {values} = readOptions(import.meta.url, {
  options: {
    dry: {type: "boolean", default: false},
    folds: {type: "string", default: "1"},
    told: {type: "boolean", default: false},
  },
})
const options = {...values, folds: Number(values.folds)}
if (!Number.isInteger(options.folds) || options.folds < 1)
  refuse(`--folds wants a whole number of 1 or more, and got '${values.folds}'`)
if (options.told && options.dry)
  refuse("--told has no figures of its own to print: leave out --dry, or ask for --folds 3")
const {loadEnglish} = await import("../src/io/english.ts")
const {ofAnnotated, ofBeds, ofCases, ofDocuments, ofHeld, ofInvented, ofLexicon} = await import(
  "./train-claims/sentences.ts"
)
const found = await import("./train-claims/found.ts")
const held = await import("./train-claims/held.ts")
const movement = await import("./train-claims/movement.ts")
const sign = await import("./train-claims/sign.ts")
const speaker = await import("./train-claims/speaker.ts")
const {annotated, heldPieces, INVENTED, inventedOf, isTalk} = await import("../test/annotated/texts.ts")
const {allExamples} = await import("../test/claims/lexicon.ts")
const {learn} = await import("./train-claims/learn.ts")
const {parseWeights} = await import("../src/claims/scorer.ts")
const {SCORER} = await import("../src/claims/scorer-weights.ts")
const {printHeld, printMovement, printSigns, printSpeakers, printWeights} = await import("./train-claims/printed.ts")
const {figuresOf} = await import("./train-claims/figures.ts")

const english = loadEnglish()

// What a sentence of each kind weighs beside one of real news: few documents are annotated, and cases are many and alike.
const [DOCUMENT, INVENTED_WEIGHT, CASE] = [2, 0.8, 0.6]
/** Talk teaches how talk is read, and little of how anything else is. */
const TALK = 0.3
const DOCUMENTS = ["articles", "dev", "dev-news", "dev-crises", "plain"]
/** What the scorer is learnt from, by the name of each set. */
const learntFrom = async () => ({
  news: await ofAnnotated(english, "train"),
  web: await ofAnnotated(english, "web"),
  ...Object.fromEntries(DOCUMENTS.map((set) => [set, ofDocuments(english, set, DOCUMENT)])),
  beds: ofBeds(english, DOCUMENT),
  ...Object.fromEntries(
    INVENTED.map((name) => [name, ofInvented(english, name, isTalk(name) ? TALK : INVENTED_WEIGHT)]),
  ),
  held: ofHeld(english, INVENTED_WEIGHT),
  cases: ofCases(english, CASE),
  lexicon: ofLexicon(english, 1),
})
const least = {row: 0.27, given: 0.2}
const say = (text) => process.stdout.write(text)

/** Writes a module of weights. */
const write = (file, text) => writeFileSync(fileURLToPath(new URL(`../src/claims/${file}`, import.meta.url)), text)

/** Who says claims, and how they are held out, is learnt where the scorer finds them. */
async function writeTold(scorer) {
  const means = {english, scorer}
  const pieces = found.ofPieces(means, heldPieces("held"))
  const [news, web] = [
    found.ofSentences(means, await annotated("train")),
    found.ofSentences(means, await annotated("web")),
  ]
  const invented = INVENTED.flatMap((name) => found.ofSentences(means, inventedOf(name)))
  const cases = found.ofCases(means)
  const documents = DOCUMENTS.flatMap((set) => found.ofDocuments(means, set))
  // What real news says weighs most; pieces name more speakers than any text does.
  const named = {
    news: speaker.speakersInSentences(news, 2),
    web: speaker.speakersInSentences(web, 1.5),
    invented: speaker.speakersInSentences(invented, 1),
    pieces: speaker.speakersInSentences(pieces, 0.5),
    cases: speaker.speakersInCases(cases, 1),
    documents: speaker.speakersInDocuments(documents, 2),
  }
  const beds = found.ofBeds(means)
  const signed = {
    ...sign.signedSets(
      {news, web, invented, pieces, cases, words: found.ofCases(means, allExamples())},
      ({sign}) => sign,
    ),
    ...sign.signedSets({beds, documents}, ({marked}) => marked.sign ?? null),
  }
  if (options.folds > 1) {
    say(speaker.speakerFigures(named, options.folds))
    say(sign.signFigures(signed, options.folds))
    return
  }
  const speakers = speaker.learnSpeakers(Object.values(named).flat())
  write("speaker-weights.ts", printSpeakers(speakers))
  // Plain sentences are many and hold out few.
  const PLAIN = 0.2
  const plain = [news, web, invented].flatMap((part) => held.heldInSentences(part, PLAIN))
  const heldPiecesIn = held.heldInPieces([...pieces, ...found.ofPieces(means, heldPieces("held-way"))])
  const ways = held.learnHeld([
    ...heldPiecesIn,
    ...plain,
    ...held.beforeOthers(heldPiecesIn, plain),
    ...held.beforeOthers(plain, [...plain].reverse()),
    ...held.heldInCases(cases),
    ...held.heldInBeds(beds),
    ...held.heldInDocuments(documents),
  ])
  write("held-weights.ts", printHeld(ways))
  const signs = sign.learnSigns(Object.values(signed).flat())
  write("sign-weights.ts", printSigns(signs))
  const moves = movement.learnMovement([
    ...movement.ofMarked(english),
    ...DOCUMENTS.flatMap((set) => movement.ofSet(english, set)),
    ...movement.ofLexicon(english),
  ])
  write("movement-weights.ts", printMovement(moves))
  say(
    `${speakers.size} weights of who says claims, ${ways.size} of how they are held out, ${signs.size} of their signs, ${moves.size} of which way phrases move\n`,
  )
}

/** Every set by weights learnt from the other parts of all sets: of what is worked with the only honest figures. */
function crossValidated(sets, development, folds) {
  const {slope, offset, ceiling} = learn(Object.values(sets).flat(), development, least)
  const parts = Object.fromEntries(Object.keys(sets).map((name) => [name, []]))
  for (let fold = 0; fold < folds; fold++) {
    const rest = Object.values(sets).flatMap((set) => set.filter((_, i) => i % folds !== fold))
    const weights = {...learn(rest, [], least), slope, offset, ceiling}
    for (const [name, set] of Object.entries(sets))
      parts[name].push({sentences: set.filter((_, i) => i % folds === fold), weights})
  }
  return Object.entries(parts)
    .map(([name, part]) => figuresOf(name, part))
    .join("")
}

if (options.told) {
  await writeTold(parseWeights(SCORER))
} else {
  const [sets, development] = [await learntFrom(), await ofAnnotated(english, "development")]
  if (options.folds > 1) {
    say(crossValidated(sets, development, options.folds))
  } else {
    const sentences = Object.values(sets).flat()
    const weights = learn(sentences, development, least)
    say(
      `${sentences.length} sentences, ${weights.pair.size} and ${weights.extent.size} weights, slope ${weights.slope}, offset ${weights.offset}, ceiling ${weights.ceiling}\n`,
    )
    say(figuresOf("development", [{sentences: development, weights}]))
    if (!options.dry) {
      write("scorer-weights.ts", printWeights(weights))
      await writeTold(weights)
    }
  }
}
