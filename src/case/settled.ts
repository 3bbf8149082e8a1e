// What a person asks for, held against the map it is about: names into ids, and what lets the edit find its place again.
// In: an act and what stands. Out: the act as it will be written, with its quotes; or a refusal with the nearest names.

import {type Claim, findWords, type Phrase, parsePhrase, type Reading, spellPhrase} from "../claims/index.ts"
import {weeksOf} from "../core/duration.ts"
import {Fault, nearest} from "../core/fault.ts"
import type {Range} from "../documents/index.ts"
import {
  type CausalMap,
  claimNamed,
  type EditAct,
  findFactor,
  type Link,
  nearestFactors,
  respanned,
} from "../map/index.ts"
import type {Model} from "../model/index.ts"
import {withAssumed} from "./assumed.ts"

/** What an edit can be about; `reading` is as the reader gave it, not as corrected. */
export type Subject = {readonly map: CausalMap; readonly reading: Reading; readonly model: Model}

/** A phrase as the reader reads it, at a place in its sentence: UTF-16 code units, half open. */
export type PhraseReader = (sentence: string, range: Range) => Phrase

/** An edit that would change nothing, or say nothing. */
export const empty = (what: string, next: string): Fault => new Fault("case/empty-edit", what, {next})

/** Enough quotes to know a factor by. */
const MOST_QUOTES = 3

/** What lets an edit find its place again: quotes, and the claim, or what its factors are called. */
export type Settled = {
  readonly act: EditAct
  readonly quotes: readonly string[]
  readonly claim?: Claim
  readonly called?: readonly (readonly string[])[]
}

/** The act with names turned into ids, and what it is about. @throws Fault `case/unknown-...` and `case/empty-edit`. */
export function settled(act: EditAct, subject: Subject, io: {phraseAt: PhraseReader}): Settled {
  const {reading} = subject
  if ("claim" in act) return settledClaim(act, reading, io)
  if (act.kind === "undo") return {act, quotes: []}
  // Asked for only where it is wanted: a map and a model are made anew after every edit before.
  const {map} = subject
  switch (act.kind) {
    case "sign":
    case "lag": {
      if (act.kind === "lag" && weeksOf(act.lag) === null)
        throw empty(`'${act.lag}' says no length of time`, 'Say it as a text would: "within weeks", "two months".')
      const {id, from, to} = linkOf(act.link, map)
      return {
        act: {...act, link: id},
        quotes: quotesOf(id, map, reading),
        called: [from, to].map((f) => called(f, map)),
      }
    }
    case "merge":
    case "split":
    case "rename": {
      const factors = act.factors.map((name) => factorOf(name, map))
      if (act.kind === "merge" && new Set(factors).size < factors.length)
        throw empty(
          `Two of these are one factor already: ${act.factors.join(", ")}`,
          "Name each factor to be merged once.",
        )
      const opposite = act.kind === "merge" ? act.opposite?.map((name) => factorOf(name, map)) : undefined
      return {
        act: {...act, factors, ...(opposite && {opposite})} as EditAct,
        quotes: factors.flatMap((id) => quotesOfFactor(id, map, reading)),
        called: factors.map((id) => called(id, map)),
      }
    }
    case "assume": {
      if ("quantity" in act) {
        const {model} = subject
        const names = model.quantities.map((q) => q.name)
        if (!names.includes(act.quantity))
          throw unknown("quantity", act.quantity, nearest(act.quantity, names), "`brink draft PATH` prints the model.")
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

/** An edit about a claim, with the whole of its id. */
function settledClaim(
  act: Extract<EditAct, {claim: string}>,
  reading: Reading,
  {phraseAt}: {phraseAt: PhraseReader},
): Settled {
  const claim = claimNamed(act.claim, reading.claims)
  const named = {...act, claim: claim.id}
  return {act: named.kind === "span" ? spelt(named, claim, phraseAt) : named, quotes: [claim.quote.text], claim}
}

/** A span with its words as the sentence has them, and with what varies in each as the reader would say it. */
function spelt(act: Extract<EditAct, {kind: "span"}>, claim: Claim, phraseAt: PhraseReader): EditAct {
  const {quote} = claim
  const phrase = (given: string | undefined): string | undefined => {
    if (given === undefined) return undefined
    const {text, nth, thing, change} = parsePhrase(given)
    const places = findWords(quote.text, text)
    const place = places[nth - 1]
    if (!place)
      throw new Fault("case/unknown-words", `"${text}" is not in the sentence${nth > 1 ? ` ${nth} times` : ""}`, {
        place: `${claim.file}, "${quote.text.replace(/\s+/g, " ")}"`,
        next: "Give whole words as the sentence has them; behind @2 the second place where they stand.",
      })
    const read = phraseAt(quote.text, place)
    const chosen: Pick<Phrase, "text" | "thing" | "change"> =
      thing === undefined
        ? read
        : {...read, thing: thing.map((part) => ({from: 0, to: 0, text: part})), change: change ?? null}
    const fold = (words: string): string => words.replace(/\s+/g, " ")
    const at = nth > 1 || /@\d+$/.test(chosen.text) ? `@${nth}` : ""
    // Braces say what varies, where that is not the whole of it; and keep braces of the text from being taken for them.
    const [only, more] = chosen.thing
    const braces = chosen.change !== null || more !== undefined || only?.text !== chosen.text || /\}$/.test(chosen.text)
    return fold(spellPhrase({...chosen, text: `${chosen.text}${at}`}, braces))
  }
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
