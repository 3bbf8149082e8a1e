// What the sentences behind a claim say of it: that it is not so, that nobody could confirm it, that it is a rumour. In: the
// sentences that stand behind. Out: what they make of the claim.

import type {Clauses} from "../language/index.ts"
import type {Proposal} from "./proposal.ts"

/** A sentence that stands behind a claim. */
export type Reply = {readonly clauses: Clauses; readonly proposals: readonly Proposal[]}

/** A reply has so many tokens at most; what a longer sentence denies or doubts is something of its own. */
const LONGEST_REPLY = 14
/** A rumour is called one within so many tokens: "tales like this one", "that is at most hearsay". */
const LONGEST_CALLING = 8

/** By which the writer says that it is not so. */
export const NOT_SO: ReadonlySet<string> = new Set(
  "false untrue unfounded baseless myth lie lies wrong mistaken incorrect hoax nonsense groundless fabricated".split(
    " ",
  ),
)
/** "Posts that nobody was able to check", "which could not be independently confirmed". */
export const UNABLE = /\b(?:nobody|no|none|not|never|cannot|unable|impossible|without|neither)\b|n['’]t\b/
export const CHECKS: ReadonlySet<string> = new Set(
  "verify verified confirm confirmed check checked corroborate corroborated substantiate substantiated authenticate authenticated".split(
    " ",
  ),
)
/** What is called by these was told by nobody who answers for it; a story, a message or a legend may be a true one. */
const RUMOURS: ReadonlySet<string> = new Set(
  "rumour rumours rumor rumors gossip hearsay speculation tale tales talk whispers".split(" "),
)
const ABLE: ReadonlySet<string> = new Set(["able", "unable", "possible", "impossible"])
const BE: ReadonlySet<string> = new Set(["is", "are", "was", "were", "be", "been"])
const THIS: ReadonlySet<string> = new Set(["this", "that", "these", "those"])
/** What is not confirmed is what was said: nothing, or one of these, is its object. */
const OF_IT: ReadonlySet<string> = new Set([...THIS, "it", "them", "any", "either", "independently", "by", "so", "yet"])

/** What somebody has said, by its noun. */
const WORDS: ReadonlySet<string> = new Set(
  "claim claims allegation allegations accusation accusations account accounts report reports story stories".split(" "),
)

/** Whether the words of a sentence from `from` on say that something is not so: "we found no evidence", "which is false". */
export function saysNot(clauses: Clauses, from: number): boolean {
  for (let k = from; k < clauses.tokens.length; k++) {
    const word = clauses.lower(k)
    const [before, further] = [clauses.lower(k - 1), clauses.lower(k - 2)]
    const negated = ["no", "not", "n't", "without", "any"].includes(before) || ["not", "n't", "no"].includes(further)
    if (NOT_SO.has(word) && !negated && BE.has(before === "a" ? further : before)) return true
    if (["evidence", "truth", "proof", "sign", "true"].includes(word) && negated) return true
  }
  return false
}

/** Whether the sentence behind is a short one that tells nothing else and says that what stands before is not so. */
export function isTurnedDown([next]: readonly Reply[]): boolean {
  return next !== undefined && next.proposals.length === 0 && isShort(next) && saysNot(next.clauses, 0)
}

/**
 * Whether what is told is left open by the sentence behind: "Nobody could confirm it", "The claim has not been verified", "Tales like
 * this one travel fast". A sentence between them that tells nothing is passed over.
 * @param after the sentences behind, in order
 */
export function isLeftOpen(after: readonly Reply[]): boolean {
  for (const reply of after) {
    if (callsRumour(reply.clauses)) return true
    if (reply.proposals.length > 0) return false
    if (isShort(reply) && leavesUnconfirmed(reply.clauses)) return true
  }
  return false
}

function isShort({clauses}: Reply): boolean {
  return clauses.tokens.length <= LONGEST_REPLY
}

/** "Nobody could confirm it", "This could not be independently verified"; not "nobody could confirm when the road opens". */
function leavesUnconfirmed(clauses: Clauses): boolean {
  let unable = false
  for (let k = 0; k < clauses.tokens.length; k++) {
    unable ||= UNABLE.test(clauses.lower(k))
    if (!unable || !CHECKS.has(clauses.lower(k))) continue
    // "There is no need to check."
    if (clauses.lower(k - 1) === "to" && !ABLE.has(clauses.lower(k - 2))) return false
    const behind = clauses.lower(k + 1)
    const said = behind === "the" ? clauses.lower(k + 2) : ""
    return clauses.tag(k + 1) === "PUNCT" || OF_IT.has(behind) || RUMOURS.has(said) || WORDS.has(said)
  }
  return false
}

/** "Tales like this one", "such rumours", "this gossip", "that is only hearsay". */
function callsRumour(clauses: Clauses): boolean {
  const [first, second, third] = [clauses.lower(0), clauses.lower(1), clauses.lower(2)]
  if (RUMOURS.has(first)) return second === "like" && (THIS.has(third) || third === "it")
  if (first === "such" || first === "these" || first === "this") {
    const noun = clauses.tag(1) === "ADJ" ? third : second
    if (RUMOURS.has(noun)) return true
  }
  if (!(THIS.has(first) || first === "it") || !BE.has(second)) return false
  for (let k = 2; k < Math.min(LONGEST_CALLING, clauses.tokens.length); k++) {
    if (UNABLE.test(clauses.lower(k)) || clauses.tag(k) === "PUNCT") return false
    if (RUMOURS.has(clauses.lower(k))) return clauses.tag(k + 1) === "PUNCT"
  }
  return false
}
