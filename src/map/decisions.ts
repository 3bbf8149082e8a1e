// What people decided about single claims, found again in a reading that may have changed since. In: the edits in
// force and a reading. Out: which claims are rejected, accepted, put on a side, and the claims as corrected; and for
// every edit where it found its claim, or that it has lost its place.
//
// An edit finds its claim by id; else by the words of its sentence, wherever that sentence now stands, and among the
// claims of the sentence by the words of its two phrases. It never moves on to a claim about something else: a
// decision that is lost is listed, one that is misapplied is seen by nobody.
//
// A corrected claim keeps the id it was read with, so that whatever rests on it still does.

import {type Claim, findWords, type Phrase, parsePhrase, type Reading, type Words} from "../claims/index.ts"
import {type Issue, listed} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {shortId} from "../core/ids.ts"
import {greatest} from "../core/lists.ts"
import {ENOUGH_SIGNS, MOST_NAMED} from "./claim-ids.ts"
import type {Edit, EditAct, Was} from "./map.ts"

/** An edit about one claim. */
export type ClaimEdit = Extract<Edit, {readonly claim: string}>

/** Where an edit about a claim found it. */
export type EditPlace = {
  readonly edit: ClaimEdit
  /** The claims it means, as read; none when it has lost its place. */
  readonly claims: readonly Claim[]
  /** By the id it names, or by the words it carries. */
  readonly by: "id" | "words" | null
  /** Why it has lost its place, where it has. */
  readonly lost?: string
  /** What is nearest to what it was about, where it has lost its place. */
  readonly near?: Claim
}

/** What the edits in force say of the claims of a reading. */
export type Decisions = {
  /** Ids, and by whom and why. */
  readonly rejected: ReadonlyMap<string, {readonly by: string; readonly why: string}>
  /** Whether each is taken as plainly said, too: then its words of doubt go. */
  readonly accepted: ReadonlyMap<string, {readonly plainly: boolean}>
  /** Claims that somebody has accepted, corrected, added or put on a side, and not rejected since. */
  readonly vouched: ReadonlySet<string>
  readonly sides: ReadonlyMap<string, "for" | "against" | "zero">
  /** The claims of the reading, and between them in the order of the text those that people added, as added. */
  readonly told: readonly Claim[]
  /** The same, with signs, phrases and speakers as corrected. */
  readonly claims: readonly Claim[]
  /** One for each edit about a claim, in the order of the edits. */
  readonly places: readonly EditPlace[]
}

/** More of the shorter of two phrases than this is the same phrase, wider or narrower. */
const SAME_PHRASE = 0.5
/** A sentence cut or joined anew is known by at least so many letters of it: some four words. */
const ENOUGH_LETTERS = 20
/** A sentence shares this share of its words with one that was reworded. */
const REWORDED = 0.5
/** Lost edits for which a nearest claim is looked for: each costs a pass over the reading. */
const MOST_SOUGHT = 20

/** The part of a reading that is decided about: of one without texts no claim that was added finds its place. */
export type Decidable = Pick<Reading, "claims"> & Partial<Pick<Reading, "documents" | "texts">>

/** Decides. Edits are those in force, in their order: of two about one thing the later holds. */
export function decide(edits: readonly Edit[], reading: Decidable): Decisions {
  const added = additions(edits, reading)
  const told = added.size === 0 ? reading.claims : withAdded(reading, added)
  const finder = new ClaimFinder(told)
  const rejected = new Map<string, {by: string; why: string}>()
  const accepted = new Map<string, {plainly: boolean}>()
  const sides = new Map<string, "for" | "against" | "zero">()
  const vouched = new Set<string>()
  const now = new Map<string, Claim>()
  const places: EditPlace[] = []
  for (const edit of edits) {
    if (!isAboutClaim(edit)) continue
    if (edit.kind === "add") {
      const there = added.get(edit.n)!
      if (typeof there === "string") places.push({edit, claims: [], by: null, lost: there})
      else {
        places.push({edit, claims: [there], by: there.id === edit.claim ? "id" : "words"})
        accepted.set(there.id, {plainly: false})
        vouched.add(there.id)
        rejected.delete(there.id)
      }
      continue
    }
    let place = finder.place(edit)
    for (const claim of place.claims) {
      if (edit.kind === "reject") {
        rejected.set(claim.id, {by: edit.by, why: edit.why})
        accepted.delete(claim.id)
        vouched.delete(claim.id)
        continue
      }
      if (edit.kind === "sign") now.set(claim.id, {...(now.get(claim.id) ?? claim), sign: edit.sign})
      else if (edit.kind === "speaker") now.set(claim.id, {...(now.get(claim.id) ?? claim), by: edit.speaker})
      else if (edit.kind === "span") {
        const mended = respanned(now.get(claim.id) ?? claim, edit)
        if (typeof mended === "string") {
          place = {...place, lost: mended, near: claim}
          continue
        }
        now.set(claim.id, mended)
      } else if (edit.kind === "accept") accepted.set(claim.id, {plainly: edit.plainly === true})
      else sides.set(claim.id, edit.side)
      vouched.add(claim.id)
      rejected.delete(claim.id)
    }
    places.push(place.lost === undefined ? place : {...place, claims: [], by: null})
  }
  const claims = now.size === 0 ? told : told.map((claim) => now.get(claim.id) ?? claim)
  return {rejected, accepted, sides, vouched, told, claims, places}
}

/** Whether all that an edit decides of its claims stood before it. */
export function decidesNothing(n: number, before: Decisions, after: Decisions): boolean {
  const claims = after.places.find(({edit}) => edit.n === n)?.claims ?? []
  const [then, now] = [idsOf(before.claims), idsOf(after.claims)]
  const standing = (of: Decisions, all: ReadonlyMap<string, Claim>, id: string): string =>
    JSON.stringify([
      of.rejected.has(id),
      of.accepted.get(id)?.plainly,
      of.vouched.has(id),
      of.sides.get(id),
      all.get(id),
    ])
  return claims.length > 0 && claims.every(({id}) => standing(before, then, id) === standing(after, now, id))
}

/** Whether an edit is about one claim. */
export function isAboutClaim(edit: Edit): edit is ClaimEdit {
  return "claim" in edit
}

/** What an edit keeps of the claim it is about, so that the claim is found when its id has changed. */
export function wasOf({file, cause, effect, sign, denied}: Claim): Was {
  return {file, cause: spaced(cause.text), effect: spaced(effect.text), sign, ...(denied && {denied: true as const})}
}

const spaced = (text: string): string => text.replace(/\s+/g, " ").trim()

/**
 * The edits with the ids that the claims they are about have now: for whoever looks up edits by claim. One that means
 * several claims stands once for each.
 */
export function inPlace(edits: readonly Edit[], reading: Decidable): Edit[] {
  const places = new Map(decide(edits, reading).places.map(({edit, claims}) => [edit.n, claims]))
  return edits.flatMap((edit) => {
    const now = places.get(edit.n) ?? []
    return isAboutClaim(edit) && now.length > 0 ? now.map((claim): Edit => ({...edit, claim: claim.id})) : [edit]
  })
}

/** What is said of an edit that found nothing. */
export function lostIssue(edit: Edit, what: string, near?: Claim): Issue {
  const nearest = near ? `Nearest now: claim ${near.id}, "${shortened(spaced(near.quote.text))}". ` : ""
  return {
    code: "map/edit-lost",
    file: "edits.jsonl",
    says: `edit ${edit.n} (${edit.kind}) by ${edit.by} has lost its place: ${what}`,
    next: `${nearest}Undo it (\`brink edit CASE undo ${edit.n}\`) or make it again on what the documents say now.`,
  }
}

/** One issue for each edit about a claim that has lost its place. */
export function lostPlaces({places}: Decisions): Issue[] {
  return places.flatMap(({edit, lost, near}) => (lost === undefined ? [] : [lostIssue(edit, lost, near)]))
}

const LONGEST_SHOWN = 160
const shortened = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 3).replace(/[\uD800-\uDBFF]$/, "")}...`

// ---- finding

/** The letters and digits of a text: what is left of it whatever the line breaks, hyphens, quotes and case. */
function letters(text: string): string {
  const kept = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "")
  return kept === "" ? spaced(text) : kept
}

type Ends = {readonly heads: ReadonlyMap<string, string[]>; readonly tails: ReadonlyMap<string, string[]>}

/** Readings do not change, and every decision asks them again. */
const known = new WeakMap<readonly Claim[], ReadonlyMap<string, Claim>>()

function idsOf(claims: readonly Claim[]): ReadonlyMap<string, Claim> {
  const byId = known.get(claims) ?? new Map(claims.map((claim) => [claim.id, claim]))
  known.set(claims, byId)
  return byId
}

/** Finds claims by id and by words. Costs nothing until an id is not found; then one pass over the reading. */
export class ClaimFinder {
  private readonly claims: readonly Claim[]
  private readonly byId: ReadonlyMap<string, Claim>
  private byQuote: Map<string, Claim[]> | null = null
  private byEnds: Ends | null = null
  private sought = 0

  constructor(claims: readonly Claim[]) {
    this.claims = claims
    this.byId = idsOf(claims)
  }

  /** Where an edit finds its claim. */
  place(edit: ClaimEdit): EditPlace {
    const lost = (why: string, near?: Claim): EditPlace => ({
      edit,
      claims: [],
      by: null,
      lost: why,
      ...(near && {near}),
    })
    const begun = this.begunBy(edit)
    if (begun.length > 1)
      return lost(
        `${begun.length} claims have ids that begin with ${edit.claim}: ${listed(
          begun.map(({id}) => id),
          MOST_NAMED,
        )}`,
      )
    const exact = this.byId.get(edit.claim) ?? begun[0]
    const {was} = edit
    const found = exact ? [exact] : this.byWords(edit, was)
    if (found.length === 0) {
      const same = this.quoted(edit.quotes)
      if (same.length === 0) return lost(`claim ${edit.claim} is no longer there`, this.nearest(edit.quotes))
      return lost(`claim ${edit.claim} is no longer there: its sentence says other things now`, mostAlike(was, same))
    }
    // To accept a claim is to accept which way it goes; a rejection holds whichever way.
    const turned = found.find((c) => c.sign !== was?.sign || c.denied !== (was.denied ?? false))
    if (edit.kind === "accept" && was && turned)
      return lost(
        `claim ${edit.claim} was accepted ${way(was.sign, was.denied ?? false)}, and is read ${way(turned.sign, turned.denied)} now`,
        turned,
      )
    return {edit, claims: found, by: exact ? "id" : "words"}
  }

  /**
   * Claims whose ids begin with what a line written by hand gives: Brink writes whole ids with their sentences, and an id
   * of its own that is gone is never taken for the beginning of another.
   */
  private begunBy({claim: given, quotes}: ClaimEdit): readonly Claim[] {
    if (quotes !== undefined || given.length < ENOUGH_SIGNS || this.byId.has(given)) return []
    return this.claims.filter(({id}) => id.startsWith(given))
  }

  /** Claims of these sentences, whatever their phrases: of the very sentences, else of sentences cut or joined anew. */
  quoted(quotes: readonly string[] | undefined): readonly Claim[] {
    const wanted = [...new Set((quotes ?? []).map(letters))].filter((quote) => quote !== "")
    if (wanted.length === 0) return []
    const index = this.index()
    const same = wanted.flatMap((quote) => index.get(quote) ?? [])
    if (same.length > 0) return same
    const {heads, tails} = this.ends()
    const near = wanted
      .filter((quote) => quote.length >= ENOUGH_LETTERS)
      .flatMap((quote) => [
        ...(heads.get(quote.slice(0, ENOUGH_LETTERS)) ?? []).filter((q) => q.startsWith(quote) || quote.startsWith(q)),
        ...(tails.get(quote.slice(-ENOUGH_LETTERS)) ?? []).filter((q) => q.endsWith(quote) || quote.endsWith(q)),
      ])
    return [...new Set(near)].flatMap((quote) => index.get(quote)!)
  }

  private byWords({claim: id, quotes}: ClaimEdit, was: Was | undefined): readonly Claim[] {
    const said = this.quoted(quotes)
    if (was === undefined) return said
    const home = said.filter((claim) => claim.file === was.file)
    const near = (home.length > 0 ? home : said)
      .map((claim) => ({claim, cause: alike(was.cause, claim, "cause"), effect: alike(was.effect, claim, "effect")}))
      .filter(({cause, effect}) => Math.min(cause.shorter, effect.shorter) > SAME_PHRASE)
    const exact = near.filter(({cause, effect}) => cause.longer === 1 && effect.longer === 1)
    if (exact.length > 0)
      return repeated(
        exact.map(({claim}) => claim),
        Number(/~(\d+)$/.exec(id)?.[1] ?? 1),
      )
    // What was one claim may be read as several now, each within what it was about.
    const within = near.filter(({cause, effect}) => cause.within && effect.within)
    if (within.length > 0) return within.map(({claim}) => claim)
    const best = greatest(near.map(({cause, effect}) => cause.longer * effect.longer))
    return near.filter(({cause, effect}) => cause.longer * effect.longer === best).map(({claim}) => claim)
  }

  private index(): ReadonlyMap<string, readonly Claim[]> {
    if (this.byQuote) return this.byQuote
    this.byQuote = new Map()
    for (const claim of this.claims) {
      const quote = letters(claim.quote.text)
      const there = this.byQuote.get(quote)
      if (there) there.push(claim)
      else this.byQuote.set(quote, [claim])
    }
    return this.byQuote
  }

  /** Sentences by their first and by their last letters: cut or joined anew, one of the two ends is where it was. */
  private ends(): Ends {
    if (this.byEnds) return this.byEnds
    const long = [...this.index().keys()].filter((quote) => quote.length >= ENOUGH_LETTERS)
    this.byEnds = {
      heads: groupBy(long, (quote) => quote.slice(0, ENOUGH_LETTERS)),
      tails: groupBy(long, (quote) => quote.slice(-ENOUGH_LETTERS)),
    }
    return this.byEnds
  }

  /** The claim whose sentence has most words in common with what was quoted. */
  private nearest(quotes: readonly string[] | undefined): Claim | undefined {
    if (!quotes || quotes.length === 0 || this.sought++ >= MOST_SOUGHT) return undefined
    const wanted = new Set(quotes.flatMap(wordList))
    let best: Claim | undefined
    let most = REWORDED
    for (const claim of this.claims) {
      const words = new Set(wordList(claim.quote.text))
      let common = 0
      for (const word of words) if (wanted.has(word)) common++
      const share = (2 * common) / (words.size + wanted.size)
      if (share > most) [best, most] = [claim, share]
    }
    return best
  }
}

/** Of claims that say the same in the same words, the `nth` of each document; all of those that have fewer. */
function repeated(claims: readonly Claim[], nth: number): Claim[] {
  return [...groupBy(claims, (claim) => claim.file).values()].flatMap((same) => {
    const one = same[nth - 1]
    return one ? [one] : same
  })
}

/** The claim whose phrases have most in common with those of old; the first where none has, or nothing is known of them. */
function mostAlike(was: Was | undefined, claims: readonly Claim[]): Claim {
  let [best, most] = [claims[0]!, 0]
  for (const claim of was ? claims : []) {
    const common = alike(was!.cause, claim, "cause").longer + alike(was!.effect, claim, "effect").longer
    if (common > most) [best, most] = [claim, common]
  }
  return best
}

const way = (sign: Claim["sign"], denied: boolean): string => `with the sign ${sign}${denied ? ", denied" : ""}`

const wordList = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

type Alike = {
  /** What two phrases share, of the shorter and of the longer. */
  readonly shorter: number
  readonly longer: number
  /** Whether the claim's phrase lies wholly within the one of old. */
  readonly within: boolean
}

/** How far a phrase of old is the claim's phrase: by their places in the sentence, else by their words. */
function alike(old: string, claim: Claim, side: "cause" | "effect"): Alike {
  const phrase = claim[side]
  const {quote} = claim
  const now = letters(phrase.text)
  const wanted = letters(old)
  const sentence = letters(quote.text)
  const inside = phrase.from >= quote.from && phrase.to <= quote.to
  const from = inside ? letters(`x${quote.text.slice(0, phrase.from - quote.from)}`).length - 1 : -1
  let best: Alike = {shorter: 0, longer: 0, within: false}
  let there = false
  if (inside)
    for (let at = sentence.indexOf(wanted); at >= 0; at = sentence.indexOf(wanted, at + 1)) {
      there = true
      const common = Math.min(at + wanted.length, from + now.length) - Math.max(at, from)
      if (common <= 0) continue
      const longer = common / Math.max(wanted.length, now.length)
      if (longer > best.longer)
        best = {shorter: common / Math.min(wanted.length, now.length), longer, within: common === now.length}
    }
  if (there) return best
  const [one, other] = [new Set(wordList(old)), new Set(wordList(phrase.text))]
  let common = 0
  for (const word of other) if (one.has(word)) common++
  if (common === 0) return best
  return {
    shorter: common / Math.min(one.size, other.size),
    longer: common / Math.max(one.size, other.size),
    within: common === other.size,
  }
}

// ---- claims that people added

type Addition = Extract<EditAct, {readonly kind: "add"}> & Pick<Edit, "quotes">

/**
 * What each edit that adds a claim comes to, by its number: the claim; the reader's own where that has found it since, the
 * earlier edit's where two add the same; or why it has none.
 */
function additions(edits: readonly Edit[], reading: Decidable): Map<number, Claim | string> {
  const made = new Map<number, Claim | string>()
  const byId = new Map<string, Claim>()
  for (const edit of edits) {
    if (edit.kind !== "add") continue
    const claim = addedClaim(edit, reading)
    const known =
      typeof claim === "string"
        ? undefined
        : (byId.get(claim.id) ?? reading.claims.find((one) => one.id === claim.id || saysTheSame(one, claim)))
    if (typeof claim !== "string") byId.set(claim.id, known ?? claim)
    made.set(edit.n, known ?? claim)
  }
  return made
}

/** The claim that an edit adds, at the place of its sentence, `quotes[0]`; a sentence why not, where that is gone. */
export function addedClaim(edit: Addition, {texts}: Decidable): Claim | string {
  const {file} = edit
  const text = texts?.of(file)?.text
  const sentence = edit.quotes?.[0] ?? ""
  const at = text === undefined ? undefined : findWords(text, sentence)[0]
  if (text === undefined || !at) return `its sentence is no longer in ${file}`
  const quote: Words = {...at, text: text.slice(at.from, at.to)}
  const nothing: Phrase = {...quote, to: quote.from, text: "", thing: [], change: null}
  const cause = chosenPhrase(edit.cause, quote, nothing)
  if (typeof cause === "string") return cause
  const effect = chosenPhrase(edit.effect, quote, nothing)
  if (typeof effect === "string") return effect
  if (share(cause, effect)) return `"${spaced(cause.text)}" and "${spaced(effect.text)}" share words`
  return {
    // As a reader would make it, so that both are one claim once it finds the same.
    id: shortId(file, quote.text, cause.text, effect.text),
    file,
    quote,
    cause,
    effect,
    sign: edit.sign,
    condition: edit.condition ?? null,
    hedge: edit.hedge ?? null,
    denied: edit.denied ?? false,
    refuted: false,
    time: "present",
    by: edit.speaker ?? null,
    lag: null,
    strength: null,
    reader: ADDED_BY,
    confidence: 1,
  }
}

/** Who reads a claim that a person added. */
const ADDED_BY = "person"

/** Does the reader's claim say what was added: of one sentence, the same way, with phrases that share most of their words? */
function saysTheSame(read: Claim, added: Claim): boolean {
  return (
    read.file === added.file &&
    read.sign === added.sign &&
    read.denied === added.denied &&
    read.quote.from < added.quote.to &&
    added.quote.from < read.quote.to &&
    alike(added.cause.text, read, "cause").shorter > SAME_PHRASE &&
    alike(added.effect.text, read, "effect").shorter > SAME_PHRASE
  )
}

/** The claims of a reading with those that were added, each behind what stands before it in its document. */
function withAdded({claims, documents}: Decidable, added: ReadonlyMap<number, Claim | string>): readonly Claim[] {
  const there = new Set(claims.map(({id}) => id))
  const ids = new Set<string>()
  const fresh = [...added.values()].filter((one): one is Claim => {
    if (typeof one === "string" || there.has(one.id) || ids.has(one.id)) return false
    ids.add(one.id)
    return true
  })
  if (fresh.length === 0) return claims
  const rank = new Map(documents?.map(({file}, i) => [file, i]))
  const isBefore = (a: Claim, b: Claim): boolean => {
    const [x, y] = [rank.get(a.file) ?? -1, rank.get(b.file) ?? -1]
    return x === y ? a.quote.from <= b.quote.from : x < y
  }
  const all = [...claims]
  for (const claim of fresh) all.splice(all.findLastIndex((one) => isBefore(one, claim)) + 1, 0, claim)
  return all
}

// ---- spans

/** The claim with the phrases that the edit gives it; a sentence why not, where its words are not there. */
export function respanned(claim: Claim, edit: {readonly cause?: string; readonly effect?: string}): Claim | string {
  const cause = edit.cause === undefined ? claim.cause : chosenPhrase(edit.cause, claim.quote, claim.cause)
  if (typeof cause === "string") return cause
  const effect = edit.effect === undefined ? claim.effect : chosenPhrase(edit.effect, claim.quote, claim.effect)
  if (typeof effect === "string") return effect
  if (share(cause, effect)) return `"${spaced(cause.text)}" and "${spaced(effect.text)}" share words`
  const {signal, ...rest} = claim
  const apart = signal && !share(signal, cause) && !share(signal, effect)
  return {...rest, cause, effect, ...(apart && {signal})}
}

const share = (a: {from: number; to: number}, b: {from: number; to: number}): boolean => a.from < b.to && b.from < a.to

/** A spelt phrase in its sentence. What the phrase before stood for is kept where all its words are. */
function chosenPhrase(spelt: string, quote: Words, before: Phrase): Phrase | string {
  const {text, nth, thing, change} = parsePhrase(spelt)
  const place = findWords(quote.text, text)[nth - 1]
  if (!place) return `the words "${text}" are not in its sentence${nth > 1 ? ` ${nth} times` : ""}`
  const wordsAt = (from: number, to: number): Words => ({
    from: quote.from + from,
    to: quote.from + to,
    text: quote.text.slice(from, to),
  })
  const phrase = wordsAt(place.from, place.to)
  const parts: Words[] = []
  for (const part of thing ?? []) {
    const least = (parts.at(-1)?.to ?? phrase.from) - phrase.from
    const there = findWords(phrase.text, part).find((each) => each.from >= least)
    if (!there) return `the words "${part}" are not in "${text}"`
    parts.push(wordsAt(place.from + there.from, place.from + there.to))
  }
  const keeps = before.refers !== undefined && phrase.from <= before.from && phrase.to >= before.to
  return {
    ...phrase,
    thing: parts.length > 0 ? parts : [phrase],
    change: change ?? null,
    ...(keeps && {refers: before.refers!}),
  }
}
