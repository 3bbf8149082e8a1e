// Sentences in which each verb of the lexicon stands in the present, with the tags that they are put together with. In: the verbs
// that say a cause (src/claims/lexicon). Out: sentences that the tagger learns from beside those that were read and corrected: the
// treebank has two in three of these verbs in no form of the present, and what it has ten times as a noun can be nothing else.

import {ALTER, LESSENING, LOWER, RAISE, VERBS} from "../../src/claims/lexicon/verbs.ts"
import {type VerbForm, verbForms} from "../../src/language/inflection.ts"
import {seeded} from "../seeded.ts"
import {outerTags, type Sentence} from "./treebank.ts"

const tagged = (phrases: string): readonly string[] => phrases.trim().split(/\s*\n\s*/)

/** Things of which one does something, and of which several do: words with their tags. */
const ONE = tagged(`
  the/DET/DT new/ADJ/JJ levy/NOUN/NN
  poor/ADJ/JJ feed/NOUN/NN
  cheap/ADJ/JJ credit/NOUN/NN
  bank/NOUN/NN lending/NOUN/NN
  drought/NOUN/NN
  the/DET/DT loss/NOUN/NN of/ADP/IN soil/NOUN/NN
  heavy/ADJ/JJ traffic/NOUN/NN on/ADP/IN the/DET/DT bridge/NOUN/NN
  a/DET/DT rise/NOUN/NN in/ADP/IN rents/NOUN/NNS
  late/ADJ/JJ treatment/NOUN/NN
  the/DET/DT council/NOUN/NN 's/PART/POS decision/NOUN/NN
  it/PRON/PRP
  this/PRON/DT
  staff/NOUN/NN fatigue/NOUN/NN
  no/DET/DT other/ADJ/JJ rule/NOUN/NN
  the/DET/DT fear/NOUN/NN of/ADP/IN another/DET/DT raid/NOUN/NN
  such/ADJ/JJ waste/NOUN/NN
  the/DET/DT guild/NOUN/NN
  his/PRON/PRP$ silence/NOUN/NN
  debt/NOUN/NN
  public/ADJ/JJ anger/NOUN/NN
  a/DET/DT weak/ADJ/JJ harvest/NOUN/NN
  the/DET/DT strike/NOUN/NN in/ADP/IN May/PROPN/NNP
  each/DET/DT closure/NOUN/NN
  crowding/NOUN/NN
`)
const SEVERAL = tagged(`
  the/DET/DT levies/NOUN/NNS
  late/ADJ/JJ payments/NOUN/NNS
  higher/ADJ/JJR fuel/NOUN/NN prices/NOUN/NNS
  cuts/NOUN/NNS in/ADP/IN aid/NOUN/NN
  these/DET/DT delays/NOUN/NNS
  they/PRON/PRP
  dry/ADJ/JJ winters/NOUN/NNS
  many/ADJ/JJ traders/NOUN/NNS
  drug/NOUN/NN raids/NOUN/NNS
  bank/NOUN/NN failures/NOUN/NNS
  the/DET/DT floods/NOUN/NNS of/ADP/IN spring/NOUN/NN
  water/NOUN/NN losses/NOUN/NNS
  the/DET/DT mayor/NOUN/NN 's/PART/POS critics/NOUN/NNS
  fewer/ADJ/JJR boats/NOUN/NNS
  long/ADJ/JJ shifts/NOUN/NNS
  rumours/NOUN/NNS of/ADP/IN war/NOUN/NN
  the/DET/DT guilds/NOUN/NNS
  our/PRON/PRP$ rivals/NOUN/NNS
  debts/NOUN/NNS
  poor/ADJ/JJ villages/NOUN/NNS
  weak/ADJ/JJ harvests/NOUN/NNS
  the/DET/DT strikes/NOUN/NNS in/ADP/IN May/PROPN/NNP
  such/ADJ/JJ closures/NOUN/NNS
  people/NOUN/NNS
`)
/** What it is done to. */
const TO = tagged(`
  the/DET/DT trade/NOUN/NN of/ADP/IN the/DET/DT port/NOUN/NN
  prices/NOUN/NNS
  the/DET/DT new/ADJ/JJ town/NOUN/NN
  local/ADJ/JJ farmers/NOUN/NNS
  output/NOUN/NN in/ADP/IN the/DET/DT north/NOUN/NN
  trust/NOUN/NN
  its/PRON/PRP$ own/ADJ/JJ exports/NOUN/NNS
  those/PRON/DT who/PRON/WP stayed/VERB/VBD
  young/ADJ/JJ families/NOUN/NNS
  what/PRON/WP they/PRON/PRP earn/VERB/VBP
  them/PRON/PRP
  every/DET/DT harvest/NOUN/NN
  some/DET/DT 400/NUM/CD homes/NOUN/NNS
  crop/NOUN/NN yields/NOUN/NNS
  small/ADJ/JJ shops/NOUN/NNS
  rural/ADJ/JJ clinics/NOUN/NNS
  other/ADJ/JJ towns/NOUN/NNS
  new/ADJ/JJ investment/NOUN/NN
  hopes/NOUN/NNS of/ADP/IN a/DET/DT truce/NOUN/NN
  people/NOUN/NNS
  further/ADJ/JJ losses/NOUN/NNS
  public/ADJ/JJ trust/NOUN/NN in/ADP/IN banks/NOUN/NNS
`)

/**
 * Sentences of the forms of the present, in which a verb looks like a noun or an adjective: V is the verb, S one thing or several that
 * do it, O what it is done to.
 */
const FRAMES: readonly (readonly [form: VerbForm, tag: string, several: boolean, frame: string])[] = [
  ["third", "VERB/VBZ", false, "S V O ./PUNCT/."],
  ["third", "VERB/VBZ", false, "but/CCONJ/CC S V O ,/PUNCT/, she/PRON/PRP says/VERB/VBZ ./PUNCT/."],
  ["third", "VERB/VBZ", false, "S V O and/CCONJ/CC hurts/VERB/VBZ trade/NOUN/NN ./PUNCT/."],
  ["third", "VERB/VBZ", false, "S ,/PUNCT/, which/PRON/WDT V O ,/PUNCT/, has/AUX/VBZ a/DET/DT cost/NOUN/NN ./PUNCT/."],
  ["base", "VERB/VBP", true, "S V O ./PUNCT/."],
  ["base", "VERB/VBP", true, "as/ADP/IN a/DET/DT result/NOUN/NN ,/PUNCT/, S V O ./PUNCT/."],
  ["base", "VERB/VBP", true, "When/ADV/WRB S V O ,/PUNCT/, sales/NOUN/NNS fall/VERB/VBP ./PUNCT/."],
  ["base", "VERB/VBP", true, "S often/ADV/RB V O ./PUNCT/."],
  ["base", "VERB/VB", false, "S may/AUX/MD V O ./PUNCT/."],
  ["base", "VERB/VB", false, "S tends/VERB/VBZ to/PART/TO V O ./PUNCT/."],
]

/** The same words as nouns, of those that the corrected sentences have as one. */
const AS_NOUNS: typeof FRAMES = [
  ["base", "NOUN/NN", false, "a/DET/DT V hurt/VERB/VBD trade/NOUN/NN ./PUNCT/."],
  ["base", "NOUN/NN", false, "S is/AUX/VBZ a/DET/DT V against/ADP/IN O ./PUNCT/."],
  ["base", "NOUN/NN", false, "S led/VERB/VBD to/ADP/IN V and/CCONJ/CC debt/NOUN/NN ./PUNCT/."],
  ["third", "NOUN/NNS", false, "the/DET/DT V of/ADP/IN spring/NOUN/NN hurt/VERB/VBD trade/NOUN/NN ./PUNCT/."],
  ["third", "NOUN/NNS", true, "S may/AUX/MD bring/VERB/VB V ./PUNCT/."],
]

/** The verbs of the lexicon, each with a preposition where it needs one. */
export function verbsToLearn(): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  const put = (lemma: string, preposition?: string) => {
    if (/^[a-z]+$/.test(lemma) && !found.has(lemma)) found.set(lemma, preposition)
  }
  for (const {lemmas, prepositions} of VERBS) for (const lemma of lemmas) put(lemma, prepositions?.[0])
  for (const lemma of [...RAISE, ...LOWER, ...ALTER, ...LESSENING]) put(lemma)
  return found
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)

/**
 * The same sentences each time: what stands beside a verb is drawn with a seed.
 * @param known  sentences that tell which of the words are nouns too.
 */
export function formSentences(known: readonly Sentence[]): Sentence[] {
  const nouns = new Set(known.flatMap(({words, parts}) => words.filter((_, i) => parts[i] === "NOUN")))
  const random = seeded(1)
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  return [...verbsToLearn()].flatMap(([lemma, preposition]) => {
    const forms = verbForms(lemma)
    const written = (form: VerbForm) => [...forms].find(([, names]) => names.includes(form))![0]
    const isNoun = [lemma, written("third")].some((word) => nouns.has(word))
    return [...FRAMES, ...(isNoun ? AS_NOUNS : [])].map(([form, tag, several, frame], n): Sentence => {
      const filled = frame
        .split(" ")
        .flatMap((slot) => {
          if (slot === "S") return one(several ? SEVERAL : ONE).split(" ")
          if (slot === "V") return [`${written(form)}/${tag}`]
          if (slot === "O") return [...(preposition ? [`${preposition}/ADP/IN`] : []), ...one(TO).split(" ")]
          return [slot]
        })
        .map((word) => word.split("/") as [string, string, string])
      const words = filled.map(([word], i) => (i === 0 ? capital(word) : word))
      const text = words
        .join(" ")
        .replaceAll(" 's", "'s")
        .replaceAll(/ ([.,])/g, "$1")
      return {
        id: `${lemma} ${n}`,
        text,
        words,
        lemmas: words,
        parts: filled.map(([, part]) => part),
        penns: filled.map(([, , penn]) => penn),
        heads: [],
        relations: [],
        outer: outerTags(text, words),
      }
    })
  })
}
