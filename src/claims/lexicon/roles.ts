// Words by which an analysis tells who does what to whom: verbs between a thing and what is said of it, words for some of a thing,
// nouns that say no more than that it is at work. Nothing of what is a cause.

import {phrases, wordSet} from "../../core/word-lists.ts"

/** Verbs between a noun or an adjective and what it is said of. */
export const COPULAR = wordSet("remain become prove seem appear be represent constitute stay form")

/** Verbs whose subject has found what they act on, or looks for it, and brings nothing about: "the study found no effect". */
export const FINDING = wordSet(
  "find see detect discover observe report note study examine measure assess estimate weigh investigate analyse analyze evaluate explore",
)

/** Words for some of the things that "of" names behind them. */
export const PARTS = wordSet("one two three some part much many several most all any either each share half")

/** Verbs of where blame or credit lies, and what stands before whom it lies with. */
export const LYING = wordSet("lie rest go belong fall sit attach")
export const PLACING = wordSet("with to on upon at in")

/** Nouns that say of a thing no more than that it is at work. */
export const AT_WORK = wordSet(
  "factor cause reason force driver thing element pressure influence culprit straw spark trigger catalyst blow shock event decision mistake change",
)

/** Verbs of what is at work that their sentence may open with, and name what it is behind a copula: "driving the boom is cheap credit". */
export const AT_WORK_IN_FRONT = wordSet(
  "drive fuel feed stoke add contribute compound complicate exacerbate aggravate underlie underpin hamper",
)

/** Units of which a change is told in passing. */
export const AMOUNTS = wordSet("percent cent %")

/** Pronouns for a list that was told: "poor seed, worse roads: that is what keeps the valley poor". */
export const SUMMING = wordSet("that this these those all both such")

/** Verbs that their subject may stand behind: "behind the rise stands [a drought]". */
export const INVERTING = wordSet("be stand lie sit come go grow spring arise emerge loom hang flow stem")

/** Words that point back from the end of a clause: some of them are connectives, which open one too. */
export const CLOSING: ReadonlySet<string> = new Set(
  phrases("as a result, as a consequence, in consequence, accordingly, for that reason, for this reason"),
)

/** Nouns of connectives that an adjective may grade: "in the immediate wake of". */
export const GRADED = wordSet(
  "result consequence response reaction protest retaliation revenge reprisal wake aftermath",
)

/** Words before "with" that put a thing beside another. */
export const TOGETHER = wordSet("along together coupled combined paired")

/** Words behind a "not" that is taken further by a "but also". */
export const ONLY = wordSet("only just merely simply")

/** Words by which a clause is said of something else as well. */
export const ALSO = wordSet("as so nor neither")

/** Lemmas that stand for a verb told before: "so did the levy". */
export const STANDING_IN = wordSet("do have be will would can could may might should must")
