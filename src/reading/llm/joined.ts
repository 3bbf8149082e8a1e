// What a language model proposed, joined to what the rules read in the same document.
//
// Where both say the same of the same words, the rules' claim stays and is surer. What only the model says is a claim of
// its own, less sure than any rule's. Where they read the same words with opposite signs, or the other way round, the
// rules' reading stands, and the place is named for a person to look at. Nothing is dropped without being counted.

import type {Issue} from "../../fault.ts"
import type {English} from "../../syntax/index.ts"
import type {Document, Range, Sentence} from "../../text/index.ts"
import type {Claim} from "../claim.ts"
import {Acceptance, type Refusal} from "./accepted.ts"
import {piecesOf} from "./piece.ts"
import {type Heard, keyOf} from "./question.ts"
import {proposalOf, readReply} from "./reply.ts"

/** Code of the issue that counts what became of a model's proposals about one document. */
const PROPOSALS = "reading/model-proposals"
/** Code of the issue that names a document of which a model left pieces unread. */
export const UNANSWERED = "reading/model-unanswered"
/** Code of the issue that names claims that a model reads otherwise. */
const DISAGREES = "reading/model-disagrees"

/** Whether an issue is about what a language model read. */
export function isOfModel({code}: Pick<Issue, "code">): boolean {
  return code === PROPOSALS || code === UNANSWERED || code === DISAGREES
}

/** What a claim gains when a language model reads it too, and the surest it becomes: as for two rules that agree. */
const AGREEMENT = 0.15
const SUREST = 0.95

/** Proposals about one piece beyond this are not looked at: a piece of 3,000 characters has some thirty sentences. */
const MOST_PROPOSALS = 200
/** Two phrases are the same words where they share more than this of the shorter. */
const SAME_WORDS = 0.5
/** Claims that an issue names. */
const MOST_NAMED = 3

type Tally = {
  proposed: number
  agreed: number
  added: number
  readonly refused: Map<Refusal, number>
  /** Ids of claims of the rules that the model gives the other sign, or takes the effect of for the cause. */
  readonly disputed: Set<string>
}

/** A language model as one more reader of documents that the rules have read. */
export class ModelReader {
  private readonly heard: Heard
  private readonly english: English
  private readonly found: Issue[] = []

  constructor(heard: Heard, english: English) {
    this.heard = heard
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
    const reader = `llm:${this.heard.name}`
    const acceptance = new Acceptance(document, said, this.english, reader)
    const tally: Tally = {proposed: 0, agreed: 0, added: 0, refused: new Map(), disputed: new Set()}
    const rival = new Rivals(ruled)
    const surer = new Set<Claim>()
    const added: Claim[] = []
    const failures: string[] = []
    const pieces = piecesOf(document, said)
    for (const piece of pieces) {
      const answer = this.heard.answers.get(keyOf(piece, this.heard.name)) ?? {failed: "it was not asked"}
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
        const same = rival.of(claim)
        const turned = same ? undefined : rival.of({...claim, cause: claim.effect, effect: claim.cause})
        if (turned) {
          refuse(tally, "the rules read it the other way round")
          tally.disputed.add(turned.id)
        } else if (!same) {
          tally.added++
          added.push(claim)
        } else if (agree(same, claim)) {
          tally.agreed++
          surer.add(same)
        } else {
          refuse(tally, "the rules read the other sign")
          tally.disputed.add(same.id)
        }
      }
    }
    this.count(document, reader, tally, failures, pieces.length)
    return inOrder(
      ruled.map((claim) => (surer.has(claim) ? confirmed(claim, reader) : claim)),
      added,
    )
  }

  private count({file}: Document, reader: string, tally: Tally, failures: readonly string[], pieces: number): void {
    if (failures.length > 0)
      this.found.push({
        code: UNANSWERED,
        file,
        says: `${reader} left ${failures.length} of ${counted(pieces, "piece")} unread: ${[...new Set(failures)].join("; ")}. What the rules read of it stands.`,
        next: "Try again: with --llm-replies FILE what was answered is kept, and only the rest is asked.",
      })
    if (tally.proposed > 0)
      this.found.push({
        code: PROPOSALS,
        file,
        says: `${reader} proposed ${counted(tally.proposed, "claim")}: ${tally.agreed} the rules read too, ${tally.added} added, ${refusedInWords(tally)}.`,
        next: "Nothing to do: what is refused is not used. `brink read --why` shows what was added.",
      })
    if (tally.disputed.size > 0) {
      const ids = [...tally.disputed]
      const rest = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ""
      this.found.push({
        code: DISAGREES,
        file,
        says: `${reader} reads ${counted(ids.length, "claim")} of the rules otherwise, of the other sign or the other way round: ${ids.slice(0, MOST_NAMED).join(", ")}${rest}.`,
        next: "Look at the sentence with `brink why PATH CLAIM`; if the rules are wrong there, reject the claim by an edit.",
      })
    }
  }
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

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`

/** The rules' claims, to be found by the words they are about. */
class Rivals {
  // By the sentences of their quotes: a claim's rivals share its sentence.
  private readonly ruled: readonly Claim[]

  constructor(ruled: readonly Claim[]) {
    this.ruled = [...ruled].sort((a, b) => a.quote.from - b.quote.from)
  }

  /** The rules' claim that is most about the same words; undefined where none is. */
  of(claim: Claim): Claim | undefined {
    let best: Claim | undefined
    let most = 0
    for (let i = this.firstThatMayReach(claim.quote); i < this.ruled.length; i++) {
      const ruled = this.ruled[i]!
      if (ruled.quote.from >= claim.quote.to) break
      const [cause, effect] = [shared(ruled.cause, claim.cause), shared(ruled.effect, claim.effect)]
      // Of two that share as much, the one of the same sign is meant.
      const likeness = cause + effect + (agree(ruled, claim) ? 1 : 0)
      if (cause > SAME_WORDS && effect > SAME_WORDS && likeness > most) {
        most = likeness
        best = ruled
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

/** The share of the shorter of two stretches that is in both. */
function shared(a: Range, b: Range): number {
  const both = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return both <= 0 ? 0 : both / Math.min(a.to - a.from, b.to - b.from)
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
