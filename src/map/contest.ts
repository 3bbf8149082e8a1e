// Whether claims of both signs on one link disagree, or only look so. In: the claims about one link with the places they
// found in the map. Out: the pair that disagrees, or why no pair does.
//
// A sign is read wrongly more often than two documents contradict one another. So a dispute needs two voices that answer
// for themselves, and each sign a reading with little to go wrong in it; all else is asked about.

import type {Claim} from "../claims/index.ts"
import {failingWords, harmWords, lessening, risingWords} from "./codebook.ts"
import type {Grounding} from "./map.ts"
import {wordsOf} from "./pattern.ts"

/** One claim about a link, and how it came there. */
export type Teller = {
  readonly claim: Claim
  readonly grounding: Pick<Grounding, "sign" | "moves" | "lineage">
}

/** Why a claim for and a claim against do not make a dispute. */
export type NoContest = "turns" | "list" | "handed" | "voice"

/** What each reason says to a person. */
export const NO_CONTEST: Readonly<Record<NoContest, string>> = {
  turns: "the sign of one of them rests on two words that turn it round",
  list: "one sentence is read with both signs",
  handed: "one of them is only rumoured, alleged or feared",
  voice: "they are of one origin, and nothing in it sets one speaker against another",
}

/** Words by which a text itself sets two voices against one another. */
const CONTRAST =
  /\b(?:but|however|yet|although|though|whereas|while|disagree\w*|den(?:y|ies|ied)|reject\w*|disput\w*|repl(?:y|ies|ied)|answer(?:s|ed)|counter(?:s|ed)|insist\w*|contradict\w*|contrary|critics|doubt(?:s|ed)?|not (?:so )?(?:sure|convinced)|on the other hand|by contrast|rather than|instead|nor)\b/i

const PRONOUN = /^(?:he|she|it|they|we|i|you|who|one)$/

/** Words of claims that somebody hands on without answering for them. */
const HANDED = /\b(?:rumou?red|alleged|allegedly|accused|fear(?:s|ed)?)\b/i

/** Words of denials that leave it open: what may not be so may be so. */
const OPEN = /\b(?:may|might|perhaps|possibly|maybe)\b/i

/**
 * Does a claim's sign rest on one word at most that turns it round? What a factor is called by turns nothing: "mistrust"
 * is read as surely as "trust", and so is what a person has laid on a card as its opposite.
 */
function isFirm({claim: {cause, effect}}: Teller): boolean {
  const both = [cause, effect]
  return !(both.every(({change}) => change === "-") || both.some(({text}) => goesBothWays(text)))
}

/** "The river swells and shrinks": no word of it says which way. */
function goesBothWays(text: string): boolean {
  const words = wordsOf(text)
  const falls = (word: string) => lessening.has(word) || failingWords.has(word) || harmWords.has(word)
  return words.some(({lower}, i) => {
    const [before, after] = [words[i - 1]?.lower ?? "", words[i + 1]?.lower ?? ""]
    if (!JOINS.has(lower)) return false
    return (risingWords.has(before) && falls(after)) || (falls(before) && risingWords.has(after))
  })
}
const JOINS: ReadonlySet<string> = new Set(["and", "or", "then"])

/**
 * Whether undenied claims of both signs disagree.
 *
 * @param told the undenied claims about one link with a sign, `+` or `-`
 * @param within all claims of the reading: what stands between two claims of one document is heard through them
 * @returns null where a pair of them disagrees; else why none does, each reason once, in the order of NO_CONTEST
 */
export function whyNoContest(told: readonly Teller[], within: readonly Claim[]): readonly NoContest[] | null {
  const reasons = new Set<NoContest>()
  const twins = new Set(told.filter((one) => told.some((other) => areTwins(one, other))))
  for (const one of told) {
    if (one.grounding.sign !== "+") continue
    for (const other of told) {
      if (other.grounding.sign !== "-") continue
      const pair = [one, other]
      if (pair.some(({claim}) => HANDED.test(claim.hedge ?? ""))) reasons.add("handed")
      else if (!pair.every(isFirm)) reasons.add("turns")
      else if (pair.some((each) => twins.has(each))) reasons.add("list")
      else if (one.grounding.lineage !== other.grounding.lineage || setAgainst(one.claim, other.claim, within))
        return null
      else reasons.add("voice")
    }
  }
  return (Object.keys(NO_CONTEST) as NoContest[]).filter((reason) => reasons.has(reason))
}

/**
 * Whether somebody tells a link with this sign and somebody else denies it, by what makes a dispute of two signs: who denies a sign
 * speaks as one who tells the other. What only "may not" be so is not denied.
 */
export function isDenied(
  sign: "+" | "-",
  told: readonly Teller[],
  denied: readonly Teller[],
  within: readonly Claim[],
): boolean {
  const saying = (of: readonly Teller[], says: "+" | "-") =>
    of
      .filter(({grounding}) => grounding.sign === sign)
      .map((one) => ({...one, grounding: {...one.grounding, sign: says}}))
  const denials = saying(
    denied.filter(({claim}) => !OPEN.test(claim.hedge ?? "")),
    "-",
  )
  // Few links are denied, and whether tellers disagree is asked of each two of them.
  return denials.length > 0 && whyNoContest([...saying(told, "+"), ...denials], within) === null
}

/** The sign that is told best, of claims that do not disagree: by firmly read lineages, then lineages, then worth. */
export function likelierSign(told: readonly Teller[], worth: (claim: Claim) => number): "+" | "-" {
  const of = (sign: "+" | "-") => {
    const mine = told.filter(({grounding}) => grounding.sign === sign)
    const lineages = (some: readonly Teller[]) => new Set(some.map(({grounding}) => grounding.lineage)).size
    return [lineages(mine.filter(isFirm)), lineages(mine), Math.max(0, ...mine.map(({claim}) => worth(claim)))]
  }
  const [rises, falls] = [of("+"), of("-")]
  const at = rises.findIndex((value, i) => value !== falls[i])
  if (at >= 0) return rises[at]! > falls[at]! ? "+" : "-"
  return told.find(({grounding}) => grounding.sign === "+" || grounding.sign === "-")?.grounding.sign === "-"
    ? "-"
    : "+"
}

/** Two claims of one sentence with opposite signs, where it sets nothing against anything: a list that was split wrongly. */
function areTwins(one: Teller, other: Teller): boolean {
  const [a, b] = [one.claim, other.claim]
  return (
    a.id !== b.id &&
    a.file === b.file &&
    a.quote.from === b.quote.from &&
    one.grounding.sign !== other.grounding.sign &&
    !CONTRAST.test(a.quote.text)
  )
}

/** Whether one document has two named speakers say them, or one and its author with a word of contrast from the one sentence to the other. */
function setAgainst(a: Claim, b: Claim, within: readonly Claim[]): boolean {
  const [one, other] = [a.by, b.by].map((by) => (by ?? "").toLowerCase()) as [string, string]
  if (a.file !== b.file || one === other) return false
  // "Ferrin" may be Bako Ferrin.
  const lastWord = (by: string) => by.slice(by.lastIndexOf(" ") + 1)
  if ([one, other].every((by) => by !== "" && !PRONOUN.test(by)) && lastWord(one) !== lastWord(other)) return true
  const [from, to] = [Math.min(a.quote.from, b.quote.from), Math.max(a.quote.to, b.quote.to)]
  return within.some(
    ({file, quote}) => file === a.file && quote.from >= from && quote.to <= to && CONTRAST.test(quote.text),
  )
}
