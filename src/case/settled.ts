// What a person asks for, held against the map it is about: names into ids, and what lets the edit find its place again.
// In: an act and what stands. Out: the act as it will be written, with its quotes; or a refusal with the nearest names.

import {type Claim, findWords, type Phrase, parsePhrase, type Reading, spellPhrase, type Text} from "../claims/index.ts"
import {noSpanIn} from "../core/duration.ts"
import {Fault, listed, nearest} from "../core/fault.ts"
import {shortId} from "../core/ids.ts"
import type {Range} from "../documents/index.ts"
import {
  addedClaim,
  type CausalMap,
  claimNamed,
  type EditAct,
  findClaim,
  findFactor,
  type Link,
  nearestFactors,
  respanned,
} from "../map/index.ts"
import type {Model} from "../model/index.ts"
import {withAssumed} from "./assumed.ts"

/** What an edit can be about; `reading` is as the reader gave it, not as corrected. */
export type Subject = {readonly map: CausalMap; readonly reading: Reading; readonly model: Model}

/** Phrases as the reader reads them, at a place in their sentence (UTF-16 code units, half open), and where sentences end. */
export type PhraseReader = {
  readonly phraseAt: (sentence: string, range: Range) => Phrase
  /** The sentences of a stretch of a text, in order. */
  readonly sentencesOf: (text: string, within: Range) => readonly Range[]
}

/** An edit that would change nothing, or say nothing. */
export const empty = (what: string, next: string): Fault => new Fault("case/empty-edit", what, {next})

/** Enough quotes to know a factor by. */
const MOST_QUOTES = 3

/** An act as it is asked for: of a claim to be added the sentence, which its edit will quote. */
export type NewAct =
  | Exclude<EditAct, {readonly kind: "add"}>
  | (Omit<Extract<EditAct, {readonly kind: "add"}>, "claim"> & {
      readonly claim?: string
      /** Its sentence, or words of it; "" where the words of cause and effect are enough to find it. */
      readonly sentence: string
    })

/** What lets an edit find its place again: quotes, and the claim, or what its factors are called. */
export type Settled = {
  readonly act: EditAct
  readonly quotes: readonly string[]
  readonly claim?: Claim
  readonly called?: readonly (readonly string[])[]
}

/** The act with names turned into ids, and what it is about. @throws Fault `case/unknown-...` and `case/empty-edit`. */
export function settled(act: NewAct, subject: Subject, io: PhraseReader): Settled {
  const {reading} = subject
  if (act.kind === "add") return settledAddition(act, reading, io)
  if ("claim" in act) return settledClaim(act, reading, io)
  if (act.kind === "undo") return {act, quotes: []}
  // Asked for only where it is wanted: a map and a model are made anew after every edit before.
  const {map} = subject
  switch (act.kind) {
    case "sign":
    case "lag": {
      if (act.kind === "lag") assertSpan(act.lag)
      const {id, from, to} = linkOf(act.link, map)
      return {
        act: {...act, link: id},
        quotes: quotesOf(id, map, reading),
        called: [from, to].map((f) => called(f, map)),
      }
    }
    case "merge":
    case "split":
    case "apart":
    case "rename": {
      const factors = act.factors.map((name) => factorOf(name, map))
      if ((act.kind === "merge" || act.kind === "apart") && new Set(factors).size < factors.length)
        throw empty(
          `Two of these are one factor already: ${act.factors.join(", ")}`,
          act.kind === "merge"
            ? "Name each factor to be merged once."
            : "`brink edit CASE apart` makes them two again, or `split` moves some phrases.",
        )
      const name = act.kind === "rename" || act.kind === "split" ? act.name : undefined
      const named = map.factors.find((one) => name !== undefined && one.name.toLowerCase() === name.toLowerCase())
      if (named && !(act.kind === "rename" && named.id === factors[0]))
        throw empty(
          `'${named.name}' is the name of another factor, ${named.id}`,
          act.kind === "rename"
            ? `Give another name, or make the two one: \`brink edit CASE merge ${named.id} ${factors[0]}\`.`
            : `Give another name, or put the phrases there: \`brink edit CASE move ${factors[0]} ${named.id} PHRASE...\`.`,
        )
      const opposite = act.kind === "merge" ? act.opposite?.map((name) => factorOf(name, map)) : undefined
      const into = act.kind === "split" && act.into !== undefined ? factorOf(act.into, map) : undefined
      if (into !== undefined && into === factors[0] && !(act.kind === "split" && act.opposite))
        throw empty(
          `The phrases are in '${into}' already`,
          "Name another factor, or turn them round there: `brink edit CASE turn FACTOR PHRASE`.",
        )
      return {
        act: {...act, factors, ...(opposite && {opposite}), ...(into !== undefined && {into})} as EditAct,
        quotes: factors.flatMap((id) => quotesOfFactor(id, map, reading)),
        called: [...factors, ...(into === undefined ? [] : [into])].map((id) => called(id, map)),
      }
    }
    case "assume": {
      if ("quantity" in act) {
        const {model} = subject
        const names = model.quantities.map((q) => q.name)
        if (!names.includes(act.quantity))
          throw unknown(
            "quantity",
            act.quantity,
            nearest(act.quantity, names),
            "`brink draft --whole PATH` prints the model.",
          )
        // Refused now rather than at every reading from here on: a value that is none, or of a quantity without one.
        withAssumed(model, [{format: "brink/edit@1", n: 1, by: "", why: "", ...act}])
        return {act, quotes: []}
      }
      // A link that nobody tells may be assumed between two factors of the map.
      const [from, to] = act.link.split(ARROW).map((part) => part.trim())
      if (!from || !to)
        throw unknown(
          "link",
          act.link,
          nearest(
            act.link,
            map.links.map((l) => l.id),
          ),
          "A link is written CAUSE->EFFECT.",
        )
      const ends = [factorOf(from, map), factorOf(to, map)]
      if (ends[0] === ends[1]) throw empty(`'${from}' and '${to}' are one factor`, "A factor is not its own cause.")
      const link = ends.join("->")
      return {act: {...act, link}, quotes: quotesOf(link, map, reading), called: ends.map((f) => called(f, map))}
    }
  }
}

/** @throws Fault `case/empty-edit` for words that are no span of time, or hold others besides. */
function assertSpan(lag: string): void {
  const other = noSpanIn(lag)
  if (other.length === 0) return
  const what = other.length > 1 || other[0] !== lag.trim() ? `: ${listed(other.map((word) => `"${word}"`))}` : ""
  throw empty(
    `'${lag}' says no length of time${what}`,
    'Write a number and a unit ("six weeks", "within 2 months"), a unit alone ("within days", "a year"), or "at once", "soon", "gradually", "in the long run". Numbers over twelve in digits.',
  )
}

/** What pages end with that a case keeps as Markdown. */
const PAGES = [".html", ".htm", ".xhtml", ".docx", ".docm", ".pdf"]

/**
 * The claim of an id, or of the id that it had before `brink init` kept its page as Markdown: what was marked in a folder holds in the
 * case that is made of it.
 */
function claimMeant(id: string, claims: readonly Claim[]): Claim {
  const found = findClaim(id, claims)
  if (found) return found
  const before = claims.find(
    ({file, quote, cause, effect}) =>
      file.endsWith(".md") &&
      PAGES.some((page) => shortId(file.replace(/\.md$/, page), quote.text, cause.text, effect.text) === id),
  )
  return before ?? claimNamed(id, claims)
}

/** An edit about a claim, with the whole of its id. */
function settledClaim(
  act: Exclude<Extract<EditAct, {claim: string}>, {kind: "add"}>,
  reading: Reading,
  {phraseAt}: PhraseReader,
): Settled {
  const claim = claimMeant(act.claim, reading.claims)
  const named = {...act, claim: claim.id}
  const made =
    named.kind === "span"
      ? spelt(named, claim, phraseAt)
      : named.kind === "speaker"
        ? {...named, speaker: named.speaker?.replace(/\s+/g, " ").trim() ?? null}
        : named
  return {act: made, quotes: [claim.quote.text], claim}
}

/**
 * A claim that a person adds, with its sentence whole and its phrases as the reader would spell them.
 * @throws Fault `case/unknown-document`, `case/unknown-words`; `case/empty-edit` for what is read already.
 */
function settledAddition(
  {sentence, ...act}: Extract<NewAct, {kind: "add"}>,
  reading: Reading,
  {phraseAt, sentencesOf}: PhraseReader,
): Settled {
  const files = reading.documents.map(({file}) => file)
  const text = reading.texts?.of(act.file)
  if (text === undefined)
    throw unknown("document", act.file, nearest(act.file, files), "`brink read PATH` lists the documents.")
  const quote = sentenceWith(text, act, sentence, sentencesOf)
  const place = `${act.file}, "${quote.replace(/\s+/g, " ")}"`
  const cause = speltPhrase(act.cause, quote, place, phraseAt)
  const effect = speltPhrase(act.effect, quote, place, phraseAt)
  const quotes = [quote]
  const claim = addedClaim({...act, claim: "", cause, effect, quotes}, reading)
  if (typeof claim === "string")
    throw empty(`The claim cannot be: ${claim}`, "Cause and effect are two stretches of the sentence, apart.")
  if (reading.claims.some(({id}) => id === claim.id))
    throw empty(`The claim is there already: ${claim.id}`, "`accept` says that it is read rightly.")
  return {act: {...act, claim: claim.id, cause, effect}, quotes, claim}
}

/** Words that stand in more places of a document find no sentence of it. */
const MOST_PLACES = 100

/** The sentence of a text that was given, whole; else the only one that has the words of both phrases. */
function sentenceWith(
  {text, plain, passages}: Text,
  {file, cause, effect}: {file: string; cause: string; effect: string},
  given: string,
  sentencesOf: PhraseReader["sentencesOf"],
) {
  const wanted = given === "" ? [parsePhrase(cause).text, parsePhrase(effect).text] : [given]
  const [first = [], other = first] = wanted.map((words) => findWords(text, words).slice(0, MOST_PLACES))
  const pairs = first.flatMap((a) => other.map((b) => ({from: Math.min(a.from, b.from), to: Math.max(a.to, b.to)})))
  const whole = pairs.flatMap((range) => {
    const passage = passages.find(({from, to}) => from <= range.from && to >= range.to)
    if (!passage) return []
    const touched = sentencesOf(plain ?? text, passage).filter(({from, to}) => from < range.to && to > range.from)
    const [begins, ends] = [touched[0], touched.at(-1)]
    return begins && ends && (given !== "" || touched.length === 1) ? [text.slice(begins.from, ends.to)] : []
  })
  const found = [...new Set(whole)]
  if (found.length === 1 || (given !== "" && found.length > 0)) return found[0]!
  throw new Fault(
    "case/unknown-words",
    found.length === 0
      ? `No sentence of ${file} has these words: ${wanted.map((words) => `"${words}"`).join(" and ")}`
      : `${found.length} sentences of ${file} have these words`,
    {next: "Give the sentence besides, as the document has it."},
  )
}

/** Words of a sentence as it has them, and with what varies in them as the reader would say it. */
function speltPhrase(given: string, quote: string, at: string, phraseAt: PhraseReader["phraseAt"]): string {
  const {text, nth, thing, change} = parsePhrase(given)
  const place = findWords(quote, text)[nth - 1]
  if (!place)
    throw new Fault("case/unknown-words", `"${text}" is not in the sentence${nth > 1 ? ` ${nth} times` : ""}`, {
      place: at,
      next: "Give whole words as the sentence has them; behind @2 the second place where they stand.",
    })
  const read = phraseAt(quote, place)
  const chosen: Pick<Phrase, "text" | "thing" | "change"> =
    thing === undefined
      ? read
      : {...read, thing: thing.map((part) => ({from: 0, to: 0, text: part})), change: change ?? null}
  const fold = (words: string): string => words.replace(/\s+/g, " ")
  const repeat = nth > 1 || /@\d+$/.test(chosen.text) ? `@${nth}` : ""
  // Braces say what varies, where that is not the whole of it; and keep braces of the text from being taken for them.
  const [only, more] = chosen.thing
  const braces = chosen.change !== null || more !== undefined || only?.text !== chosen.text || /\}$/.test(chosen.text)
  return fold(spellPhrase({...chosen, text: `${chosen.text}${repeat}`}, braces))
}

/** A span with its words as the sentence has them, and with what varies in each as the reader would say it. */
function spelt(act: Extract<EditAct, {kind: "span"}>, claim: Claim, phraseAt: PhraseReader["phraseAt"]): EditAct {
  const at = `${claim.file}, "${claim.quote.text.replace(/\s+/g, " ")}"`
  const phrase = (given: string | undefined): string | undefined =>
    given === undefined ? undefined : speltPhrase(given, claim.quote.text, at, phraseAt)
  const [cause, effect] = [phrase(act.cause), phrase(act.effect)]
  const made = {...act, ...(cause !== undefined && {cause}), ...(effect !== undefined && {effect})}
  const mended = respanned(claim, made)
  if (typeof mended === "string")
    throw empty(`The span cannot be: ${mended}`, "Cause and effect are two stretches of the sentence, apart.")
  const same = (["cause", "effect"] as const).every((side) => {
    const [now, then] = [mended[side], claim[side]]
    const things = (p: Phrase): string => p.thing.map((part) => `${part.from}-${part.to}`).join()
    return now.from === then.from && now.to === then.to && now.change === then.change && things(now) === things(then)
  })
  if (same) throw empty("The span is the one that was read", "Give other words for the cause or the effect.")
  return made
}

/** Enough phrases to know a factor by. */
const MOST_PHRASES = 6

/** What the documents call a factor. */
function called(id: string, map: CausalMap): string[] {
  return [...(map.factors.find((factor) => factor.id === id)?.alsoCalled ?? [])].slice(0, MOST_PHRASES)
}

/** How a link is written between its ends: as its id has it, and as `brink map` prints it with its sign. */
const ARROW = /-(?:\((?:[+?-]|\+\/-)\)-)?>/

/** A link by its id, or by what its ends go by. @throws Fault `case/unknown-link` with the nearest. */
export function linkOf(id: string, map: CausalMap): Link {
  const [from, to] = id.split(ARROW).map((part) => findFactor(map, part.trim())?.id)
  const link = map.links.find((l) => l.id === id) ?? map.links.find((l) => l.from === from && l.to === to)
  if (!link)
    throw unknown(
      "link",
      id,
      nearest(
        id,
        map.links.map((l) => l.id),
      ),
      "`brink map PATH --json` lists the links.",
    )
  return link
}

function quotesOf(id: string, map: CausalMap, reading: Reading): string[] {
  const link = map.links.find((l) => l.id === id)
  const claims = new Set(link ? [...link.for.claims, ...link.against.claims] : [])
  return [...new Set(reading.claims.filter((c) => claims.has(c.id)).map((c) => c.quote.text))]
}

function quotesOfFactor(id: string, map: CausalMap, reading: Reading): string[] {
  const claims = new Set(map.factors.find((factor) => factor.id === id)?.claims)
  return [...new Set(reading.claims.filter((c) => claims.has(c.id)).map((c) => c.quote.text))].slice(0, MOST_QUOTES)
}

/** The id of a factor by what it goes by. @throws Fault `case/unknown-factor` with the nearest. */
export function factorOf(name: string, map: CausalMap): string {
  const factor = findFactor(map, name)
  if (!factor) throw unknown("factor", name, nearestFactors(map, name), "`brink map PATH` lists the factors.")
  return factor.id
}

/** A name that nothing goes by. */
export const unknown = (kind: string, name: string, near: readonly string[], otherwise: string): Fault =>
  new Fault(`case/unknown-${kind}`, `There is no ${kind} '${name}'`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}` : otherwise,
  })
