// What a language model proposed, joined to what the rules read in the same document.
//
// Where both say the same of the same words, the rules' claim stays and is surer. What only the model says is a claim of
// its own, less sure than any rule's. Where they read the same words with opposite signs, or the other way round, the
// rules' reading stands, and the place is named for a person to look at. Nothing is dropped without being counted.

import {counted} from "../../core/counted.ts"
import type {Issue} from "../../core/fault.ts"
import {append} from "../../core/lists.ts"
import type {Document, Range, Sentence} from "../../documents/index.ts"
import type {English} from "../../language/index.ts"
import type {Claim, Phrase} from "../claim.ts"
import {Acceptance, type Refusal} from "./accepted.ts"
import {DISAGREES, PROPOSALS, UNANSWERED} from "./issues.ts"
import {piecesOf} from "./piece.ts"
import {type Answered, keyOf} from "./question.ts"
import {proposalOf, readReply} from "./reply.ts"

/** What a claim gains when a language model reads it too, and the surest it becomes: as for two rules that agree. */
const AGREEMENT = 0.15
const SUREST = 0.95

/** Proposals about one piece beyond this are not looked at: a piece of 3,000 characters has some thirty sentences. */
const MOST_PROPOSALS = 200
/** Two phrases are the same words where they share more than this of the shorter. */
const SAME_WORDS = 0.5
/**
 * Their bounds are close where they share more than this of the longer. "Ambry" within "the toll on the bridge of Ambry"
 * is no second opinion on the toll: it neither makes the rules' claim surer nor puts it in doubt.
 */
const CLOSE_BOUNDS = 0.3
/** Claims that an issue names. */
const MOST_NAMED = 3

type Tally = {
  proposed: number
  agreed: number
  /** Claims of the rules that the model reads too, within much the same bounds. */
  readonly surer: Set<Claim>
  readonly refused: Map<Refusal, number>
  /** Ids of claims of the rules that the model gives the other sign, or takes the effect of for the cause. */
  readonly disputed: Set<string>
}

/** A language model as one more reader of documents that the rules have read. */
export class ModelReader {
  private readonly answered: Answered
  private readonly english: English
  private readonly found: Issue[] = []

  constructor(answered: Answered, english: English) {
    this.answered = answered
    this.english = english
  }

  /** What was counted in the documents joined so far, document by document. */
  issues(): readonly Issue[] {
    return this.found
  }

  /**
   * The claims of one document: the rules', and the model's that are not among them, in the order of the text.
   * @param said   the document's sentences, in order.
   * @param ruled  what the rules read, in order. Their ids stay as they are.
   */
  joined(document: Document, said: readonly Sentence[], ruled: readonly Claim[]): readonly Claim[] {
    const reader = `llm:${this.answered.name}`
    const acceptance = new Acceptance(document, said, this.english, reader)
    const tally: Tally = {proposed: 0, agreed: 0, surer: new Set(), refused: new Map(), disputed: new Set()}
    const rivals = new Rivals(ruled)
    const added: Claim[] = []
    const failures: string[] = []
    const pieces = piecesOf(document, said)
    for (const piece of pieces) {
      const answer = this.answered.answers.get(keyOf(piece, this.answered.name)) ?? {failed: "it was not asked"}
      const list = "text" in answer ? readReply(answer.text) : null
      if (list === null) {
        failures.push("failed" in answer ? answer.failed : "its reply is not the JSON that was asked for")
        continue
      }
      tally.proposed += list.length
      if (list.length > MOST_PROPOSALS) refuse(tally, "more than one piece can hold", list.length - MOST_PROPOSALS)
      for (const member of list.slice(0, MOST_PROPOSALS)) {
        const proposal = proposalOf(member)
        const claim = proposal ? acceptance.accept(piece, proposal) : "not of the shape that was asked for"
        if (typeof claim === "string") {
          refuse(tally, claim)
          continue
        }
        settle(claim, rivals, tally, added)
      }
    }
    if (failures.length > 0) this.found.push(unanswered(document.file, reader, failures, pieces.length))
    if (failures.length < pieces.length) append(this.found, counts(document.file, reader, tally, added.length))
    return inOrder(
      ruled.map((claim) => (tally.surer.has(claim) ? confirmed(claim, reader) : claim)),
      added,
    )
  }
}

/** What becomes of one accepted proposal beside the rules' claims. */
function settle(claim: Claim, rivals: Rivals, tally: Tally, added: Claim[]): void {
  const same = rivals.of(claim)
  const turned = same ? undefined : rivals.of({...claim, cause: claim.effect, effect: claim.cause})
  if (same && agree(same.claim, claim)) {
    tally.agreed++
    if (same.close) tally.surer.add(same.claim)
    return
  }
  const rival = same ?? turned
  if (!rival) {
    added.push(claim)
    return
  }
  refuse(tally, same ? "the rules read the other sign" : "the rules read it the other way round")
  if (rival.close) tally.disputed.add(rival.claim.id)
}

function unanswered(file: string, reader: string, failures: readonly string[], pieces: number): Issue {
  return {
    code: UNANSWERED,
    file,
    says: `${reader} left ${failures.length} of ${counted(pieces, "piece")} unread: ${[...new Set(failures)].join("; ")}. What the rules read of it stands.`,
    next: "Try again: with --llm-replies FILE what was answered is kept, and only the rest is asked.",
  }
}

function counts(file: string, reader: string, tally: Tally, added: number): Issue[] {
  const all = {
    code: PROPOSALS,
    file,
    says: `${reader} proposed ${counted(tally.proposed, "claim")}: ${tally.agreed} the rules read too, ${added} added, ${refusedInWords(tally)}.`,
    next: "Nothing to do: what is refused is not used. `brink read --why` shows what was added.",
  }
  if (tally.disputed.size === 0) return [all]
  const ids = [...tally.disputed]
  const rest = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ""
  const disputed = {
    code: DISAGREES,
    file,
    says: `${reader} reads ${counted(ids.length, "claim")} of the rules otherwise, of the other sign or the other way round: ${ids.slice(0, MOST_NAMED).join(", ")}${rest}.`,
    next: "Look at the sentence with `brink why PATH CLAIM`; if the rules are wrong there, reject the claim by an edit.",
  }
  return [all, disputed]
}

function refuse({refused}: Tally, reason: Refusal, times = 1): void {
  refused.set(reason, (refused.get(reason) ?? 0) + times)
}

/** "3 refused (2: the quote is not in the text; 1: told twice)". */
function refusedInWords({refused}: Tally): string {
  const reasons = [...refused].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const total = reasons.reduce((sum, [, times]) => sum + times, 0)
  return total === 0
    ? "none refused"
    : `${total} refused (${reasons.map(([reason, times]) => `${times}: ${reason}`).join("; ")})`
}

/** The rules' claims, to be found by the words they are about. */
class Rivals {
  // By the sentences of their quotes: a claim's rivals share its sentence.
  private readonly ruled: readonly Claim[]

  constructor(ruled: readonly Claim[]) {
    this.ruled = [...ruled].sort((a, b) => a.quote.from - b.quote.from)
  }

  /** The rules' claim that is most about the same words, and whether within close bounds; undefined where none is. */
  of(claim: Claim): {readonly claim: Claim; readonly close: boolean} | undefined {
    let best: {readonly claim: Claim; readonly close: boolean} | undefined
    let most = 0
    for (let i = this.firstThatMayReach(claim.quote); i < this.ruled.length; i++) {
      const ruled = this.ruled[i]!
      if (ruled.quote.from >= claim.quote.to) break
      const [cause, effect] = [shared(ruled.cause, claim.cause), shared(ruled.effect, claim.effect)]
      // Of two that share as much, the one of the same sign is meant.
      const likeness = cause + effect + (agree(ruled, claim) ? 1 : 0)
      if (cause > SAME_WORDS && effect > SAME_WORDS && likeness > most) {
        most = likeness
        const close = isClose(ruled.cause, claim.cause) && isClose(ruled.effect, claim.effect)
        best = {claim: ruled, close}
      }
    }
    return best
  }

  /** Quotes are sorted by their start, and none is longer than a few sentences: those that begin long before end before. */
  private firstThatMayReach({from}: Range): number {
    let low = 0
    let high = this.ruled.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.ruled[middle]!.quote.from < from - LONGEST_QUOTE) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Two sentences of the longest kind (text/sentences.ts), with what stands between them. In characters. */
const LONGEST_QUOTE = 10_000

/** How many characters two stretches have in common. */
function common(a: Range, b: Range): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))
}

/** The share of the shorter of two stretches that is in both. */
function shared(a: Range, b: Range): number {
  return common(a, b) / Math.min(a.to - a.from, b.to - b.from)
}

/** Of phrases the words, or what varies in them: "a fall in rain" and "rain" are close. */
function isClose(a: Phrase, b: Phrase): boolean {
  const much = (one: Range, other: Range) =>
    common(one, other) > CLOSE_BOUNDS * Math.max(one.to - one.from, other.to - other.from)
  const varying = ({thing}: Phrase): Range => ({from: thing[0]!.from, to: thing.at(-1)!.to})
  return much(a, b) || much(varying(a), varying(b))
}

/** Whether two claims about the same words say the same of the things that vary, and neither denies what the other says. */
function agree(a: Claim, b: Claim): boolean {
  return wayOf(a) === wayOf(b) && a.denied === b.denied
}

/** The sign between the things that vary: "a fall in rain" cut and "rain" raised are the same. */
function wayOf({sign, cause, effect}: Claim): Claim["sign"] {
  if (sign !== "+" && sign !== "-") return sign
  const turns = [sign, cause.change, effect.change].filter((way) => way === "-").length
  return turns % 2 === 0 ? "+" : "-"
}

function confirmed(claim: Claim, reader: string): Claim {
  const confidence = Math.max(
    claim.confidence,
    Math.min(SUREST, Math.round((claim.confidence + AGREEMENT) * 100) / 100),
  )
  return {...claim, confidence, ...(claim.why && {why: {...claim.why, agreed: [reader]}})}
}

/** The claims of both readers in the order of the text; an added one whose words another claim has is numbered. */
function inOrder(ruled: readonly Claim[], added: readonly Claim[]): readonly Claim[] {
  const seen = new Map<string, number>()
  const bare = (id: string): string => id.replace(/~\d+$/, "")
  for (const {id} of ruled) seen.set(bare(id), (seen.get(bare(id)) ?? 0) + 1)
  const numbered = [...added].sort(byPlace).map((claim) => {
    const times = (seen.get(claim.id) ?? 0) + 1
    seen.set(claim.id, times)
    return times === 1 ? claim : {...claim, id: `${claim.id}~${times}`}
  })
  // Merged, not sorted: the rules' own order within a sentence stays.
  const all: Claim[] = []
  let next = 0
  for (const claim of ruled) {
    while (next < numbered.length && numbered[next]!.quote.to <= claim.quote.from) all.push(numbered[next++]!)
    all.push(claim)
  }
  for (const claim of numbered.slice(next)) all.push(claim)
  return all
}

function byPlace(a: Claim, b: Claim): number {
  return a.quote.from - b.quote.from || a.cause.from - b.cause.from || a.effect.from - b.effect.from
}
