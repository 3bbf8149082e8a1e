// Rule tests that anyone can write: a title, a sentence, the claims it must give. In: the text of
// such a file and a reader of one sentence. Out: for each case whether it passes leniently (every claim
// found, both phrases overlapping by more than half of the longer, sign, condition and denial right,
// nothing spurious) and strictly (spelt exactly so), and what is wrong. Braces and flags that a case
// leaves out are not compared. And the way back: a sentence that was read becomes such a case.

import {type Claim, parseClaim, read, type SpeltClaim, type SpeltPhrase, spell} from "../claims/whole.ts"
import {Fault} from "../core/fault.ts"
import {lineages, openDocument} from "../documents/index.ts"
import type {English} from "../language/index.ts"

/** One block of a file of cases. */
export type ReadingCase = {
  readonly file: string
  /** From 1: where its title stands. */
  readonly line: number
  readonly title: string
  readonly sentence: string
  /** What the sentence must give; empty for a sentence that says nothing. */
  readonly wanted: readonly SpeltClaim[]
}

/** Whether a case passes, and what is wrong, one line each. */
export type Judgement = {readonly lenient: boolean; readonly strict: boolean; readonly wrong: readonly string[]}

const NOTHING = "==> nothing"

/**
 * The cases of one file's text: blocks of a `# title`, a sentence and `==>` lines, blank lines between.
 * @throws Fault `reading/invalid-case` with the place of the first block that is none.
 */
export function parseCases(file: string, text: string): ReadingCase[] {
  const cases: ReadingCase[] = []
  let block: {line: number; rows: string[]} | null = null
  const close = (): void => {
    if (block) cases.push(caseOf(file, block.line, block.rows))
    block = null
  }
  let blank = true
  text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .forEach((row, i) => {
      if (row.trim() === "") {
        blank = true
        return
      }
      if (!block || (blank && row.startsWith("# "))) {
        close()
        block = {line: i + 1, rows: []}
      }
      block!.rows.push(row)
      blank = false
    })
  close()
  return cases
}

function caseOf(file: string, line: number, rows: readonly string[]): ReadingCase {
  const [title, sentence, ...wanted] = rows
  const refuse = (what: string, at: number): never => {
    throw new Fault("reading/invalid-case", `${file}: not a case: ${what}`, {
      place: `${file}:${at}:1`,
      next: "A case is three lines or more: # its title, the sentence, ==> cause -(+)-> effect, or ==> nothing.",
    })
  }
  if (!title?.startsWith("# ") || !sentence || wanted.length === 0 || !wanted.every((l) => l.startsWith("==> ")))
    return refuse(rows.slice(0, 2).join(" / "), line)
  const silent = wanted.length === 1 && wanted[0] === NOTHING
  const claims = silent
    ? []
    : wanted.map((row, i) => {
        try {
          const claim = parseClaim(row)
          for (const phrase of [claim.cause, claim.effect]) placeOf(sentence, phrase)
          return claim
        } catch (error) {
          return refuse(error instanceof Fault ? error.what : String(error), line + 2 + i)
        }
      })
  return {file, line, title: title.slice(2).trim(), sentence, wanted: claims}
}

/** What stands before and after a case's sentence when it is read: it opens no document and ends none. */
const BEFORE = "The valley, seen by those who live there\n\n"
/** Stands behind each case where it is read. */
export const AFTER = " That is all that was said of it there.\n"

/**
 * What one sentence says, read as if a document held it.
 * @returns claims whose offsets count in the sentence; negative where a claim reaches before it.
 * @throws Fault `reading/unread-case` when it is not read as English.
 */
export function claimsIn(sentence: string, english: English): Claim[] {
  const {document} = openDocument({file: "sentence.txt", kind: "text", text: `${BEFORE}${sentence}${AFTER}`})
  if (!document)
    throw new Fault("reading/unread-case", `The sentence is not read as English: ${sentence}`, {
      next: "Only English sentences can be cases.",
    })
  const shifted = <T extends {from: number; to: number}>(place: T): T => ({
    ...place,
    from: place.from - BEFORE.length,
    to: place.to - BEFORE.length,
  })
  // What an effect says is never held against a case.
  const phrase = ({says: _, ...p}: Claim["cause"]): Claim["cause"] => ({...shifted(p), thing: p.thing.map(shifted)})
  return read([document], lineages([document]), english).claims.map((claim) => ({
    ...claim,
    quote: shifted(claim.quote),
    cause: phrase(claim.cause),
    effect: phrase(claim.effect),
    ...(claim.signal ? {signal: shifted(claim.signal)} : {}),
  }))
}

type Place = {readonly from: number; readonly to: number}

/** Length in common, as a share of the longer. */
function overlap(a: Place, b: Place): number {
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return common <= 0 ? 0 : common / Math.max(a.to - a.from, b.to - b.from)
}

/**
 * Where a phrase stands in the sentence.
 * @throws Fault `reading/invalid-case` where it does not.
 */
export function placeOf(sentence: string, {text, nth}: SpeltPhrase): Place {
  let at = -1
  for (let i = 0; i < nth; i++) {
    at = sentence.indexOf(text, at + 1)
    if (at < 0) break
  }
  if (at < 0)
    throw new Fault("reading/invalid-case", `'${text}' is not in: ${sentence}`, {
      next: "Phrases are words of the sentence, as they stand there.",
    })
  return {from: at, to: at + text.length}
}

const HALF = 0.5

/** Judges claims whose offsets are into the sentence. */
export function judge(c: Pick<ReadingCase, "sentence" | "wanted">, claims: readonly Claim[]): Judgement {
  const wrong: string[] = []
  const places = c.wanted.map((w) => ({cause: placeOf(c.sentence, w.cause), effect: placeOf(c.sentence, w.effect)}))
  const pairs = places
    .flatMap((place, w) =>
      claims.map((claim, r) => ({
        w,
        r,
        cause: overlap(place.cause, claim.cause),
        effect: overlap(place.effect, claim.effect),
      })),
    )
    .filter(({cause, effect}) => cause > HALF && effect > HALF)
    .sort((a, b) => b.cause + b.effect - a.cause - a.effect || a.w - b.w || a.r - b.r)
  const taken = new Map<number, number>()
  const used = new Map<number, number>()
  for (const {w, r} of pairs) {
    if (taken.has(w) || used.has(r)) continue
    taken.set(w, r)
    used.set(r, w)
  }
  c.wanted.forEach((wanted, w) => {
    const r = taken.get(w)
    if (r === undefined) {
      if (!wanted.flags.has("optional")) wrong.push(`missed: ${wanted.line}`)
      return
    }
    const claim = claims[r]!
    if (claim.sign !== wanted.sign) wrong.push(`sign ${claim.sign} for: ${wanted.line}`)
    if (claim.condition !== wanted.condition) wrong.push(`condition ${claim.condition} for: ${wanted.line}`)
    if (claim.denied !== wanted.flags.has("denied")) wrong.push(`denied ${claim.denied} for: ${wanted.line}`)
  })
  claims.forEach((claim, r) => {
    if (!used.has(r)) wrong.push(`spurious: ${spell(claim)}`)
  })
  const spelt = claims.map((claim, r) => {
    const w = used.get(r)
    return w === undefined ? spell(claim) : spell(claim, c.wanted[w])
  })
  const wantedLines = c.wanted.map(bareLine)
  return {lenient: wrong.length === 0, strict: spelt.join("\n") === wantedLines.join("\n"), wrong}
}

/** A wanted line as `spell` would spell the claim that is exactly this. */
function bareLine(wanted: SpeltClaim): string {
  const phrase = ({text, thing, change}: SpeltPhrase): string =>
    thing === undefined ? text : `${text} {${thing.join(" | ")}${change ? ` ${change}` : ""}}`
  const {flags} = wanted
  const words = (flag: string): string => (flags.has(flag) ? `${flag} "${flags.get(flag)}"` : "")
  const how = [
    flags.has("denied") ? "denied" : "",
    flags.has("refuted") ? "refuted" : "",
    flags.has("hedge") ? `~"${flags.get("hedge")}"` : "",
    words("by"),
    words("lag"),
    words("strength"),
    flags.has("time") ? `time ${flags.get("time")}` : "",
  ].filter(Boolean)
  const sign = wanted.condition ? `${wanted.sign} ${wanted.condition}` : wanted.sign
  return [`${phrase(wanted.cause)} -(${sign})-> ${phrase(wanted.effect)}`, ...how].join(" ")
}

const folded = (text: string): string => text.replace(/\s+/g, " ").trim()

/**
 * A block for a file of cases: a sentence as it was read, and what it should give.
 * @param quote  the sentence, with the offsets that the claims count in; its white space is folded.
 * @param claims what it should give: claims of this very quote. None: it says nothing.
 */
export function caseBlock(title: string, quote: Claim["quote"], claims: readonly Claim[]): string {
  const sentence = folded(quote.text)
  const lines = claims.map((claim) => {
    const cause = wordsIn(sentence, quote, claim.cause)
    const effect = wordsIn(sentence, quote, claim.effect)
    const sign = claim.condition ? `${claim.sign} ${claim.condition}` : claim.sign
    const how = [
      claim.denied ? "denied" : "",
      claim.refuted ? "refuted" : "",
      claim.hedge !== null && !claim.hedge.includes('"') ? `~"${folded(claim.hedge)}"` : "",
      claim.by !== null && !claim.by.includes('"') ? `by "${folded(claim.by)}"` : "",
    ].filter(Boolean)
    // Braces keep the last words of a phrase from being taken for a flag, and braces of the text for things.
    const plain = [`${cause} -(${sign})-> ${effect}`, ...how].join(" ")
    const safe = [`${cause} {${bare(cause)}} -(${sign})-> ${effect} {${bare(effect)}}`, ...how].join(" ")
    return `==> ${readsBack(plain, cause, effect) ? plain : safe}`
  })
  return [`# ${folded(title)}`, sentence, ...(lines.length > 0 ? lines : [NOTHING])].join("\n")
}

const bare = (spelt: string): string => spelt.replace(/@\d+$/, "")

function readsBack(line: string, cause: string, effect: string): boolean {
  try {
    const claim = parseClaim(line)
    return claim.cause.text === bare(cause) && claim.effect.text === bare(effect)
  } catch {
    return false
  }
}

/** A phrase's words in the folded sentence, with `@2` where its first occurrence there is not the one meant. */
function wordsIn(sentence: string, quote: Place & {text: string}, phrase: Place & {text: string}): string {
  const words = folded(phrase.text)
  const before = folded(quote.text.slice(0, phrase.from - quote.from))
  const wanted = before === "" ? 0 : before.length
  let nth = 1
  // The folded start is right but for the one space that stands between it and the phrase.
  for (let at = sentence.indexOf(words); at >= 0 && at < wanted; at = sentence.indexOf(words, at + 1)) nth++
  return nth > 1 ? `${words}@${nth}` : words
}
