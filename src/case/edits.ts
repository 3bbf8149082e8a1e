// The one way a case's map is changed by hand: an edit appended to edits.jsonl, after it was
// held against the map it is about. In: the case and what is to be done. Out: the edit as it
// was written, with its number and the quotes that let it find its claim again.
//
// The file is written whole and renamed, under a lock: two writers append two lines.

import {type Claim, findWords, type Phrase, parsePhrase, phraseAt, type Reading, spellPhrase} from "../claims/index.ts"
import {weeksOf} from "../core/duration.ts"
import {Fault, nearest} from "../core/fault.ts"
import type {English} from "../language/index.ts"
import {
  type CausalMap,
  type Edit,
  type EditAct,
  editSchema,
  findFactor,
  gather,
  nearestFactors,
  parseEdits,
  printEdit,
  respanned,
  wasOf,
} from "../map/index.ts"
import type {Model} from "../model/index.ts"
import {withAssumed} from "./assumed.ts"
import type {Case} from "./case.ts"
import {type Io, inFolder} from "./io.ts"

/** Who decided, and why. */
export type Decision = {readonly by: string; readonly why: string}

/** What an edit can be about; `reading` is as the reader gave it, not as corrected. */
export type Subject = {readonly map: CausalMap; readonly reading: Reading; readonly model: Model}

/**
 * Appends one edit to the case's edits.jsonl.
 *
 * @throws Fault `case/not-a-case` for a case in memory; `case/unknown-claim`, `case/unknown-link`,
 *               `case/unknown-factor`, `case/unknown-quantity`, `case/unknown-edit` with the nearest names;
 *               `case/unknown-words` for a span that is not in its sentence;
 *               `case/empty-edit` for one that would change nothing, or say nothing.
 */
export function appendEdit(
  opened: Case,
  subject: Subject,
  act: EditAct,
  decision: Decision,
  io: Pick<Io, "locked" | "readText" | "writeWhole"> & {english(): English},
): Edit {
  if (opened.inMemory)
    throw new Fault("case/not-a-case", `${opened.path} has no case.yaml, so an edit has no place to stay`, {
      next: `Make a case of it: brink init DIR ${opened.path}`,
    })
  const known = settled(act, subject, io)
  const as = (n: number): Edit =>
    ({
      format: "brink/edit@1",
      n,
      by: decision.by,
      why: decision.why,
      ...known.act,
      ...(known.quotes.length > 0 && {quotes: known.quotes}),
      ...(known.claim && {was: wasOf(known.claim)}),
      ...(known.called && {called: known.called}),
    }) as Edit
  assertFindsPlace(as, opened, subject)
  const file = inFolder(opened.path, "edits.jsonl")
  return io.locked(`${file}.lock`, () => {
    const before = io.readText(file, opened.path) ?? ""
    const edits = parseEdits(before, file)
    if (known.act.kind === "undo") findEdit(known.act.of, edits)
    const edit = as(lastOf(edits) + 1)
    const start = before === "" || before.endsWith("\n") ? before : `${before}\n`
    io.writeWhole(file, `${start}${printEdit(edit)}\n`, {within: opened.path})
    return edit
  })
}

const lastOf = (edits: readonly Edit[]): number => edits.reduce((most, edit) => Math.max(most, edit.n), 0)

/** Refuses an edit that its own file could not be read with, or that has lost its place as soon as it is made. */
function assertFindsPlace(as: (n: number) => Edit, opened: Case, {reading}: Subject): void {
  const edit = as(lastOf(opened.edits) + 1)
  const shape = editSchema.safeParse(edit)
  if (!shape.success) throw empty(`${shape.error.issues[0]!.path.join(".")} is empty`, "Give it a few words.")
  if (edit.kind === "undo" || reading.claims.length === 0) return
  const after = gather(reading, {codebook: [...opened.codebook], edits: [...opened.edits, edit]})
  const lost = after.issues.find(({code, says}) => code === "map/edit-lost" && says.startsWith(`edit ${edit.n} `))
  if (lost)
    throw empty(
      `The edit would change nothing: ${lost.says.replace(/^.*? has lost its place: /, "").replace(" is no longer there", " is not there")}`,
      "`brink why PATH FACTOR` shows the phrases of a factor, `brink map PATH` its links.",
    )
}

const empty = (what: string, next: string): Fault => new Fault("case/empty-edit", what, {next})

/** Enough quotes to know a factor by. */
const MOST_QUOTES = 3

/** What lets an edit find its place again: quotes, and the claim, or what its factors are called. */
type Settled = {
  readonly act: EditAct
  readonly quotes: readonly string[]
  readonly claim?: Claim
  readonly called?: readonly (readonly string[])[]
}

/** The act with names turned into ids, and what it is about. */
function settled(act: EditAct, {map, reading, model}: Subject, io: {english(): English}): Settled {
  switch (act.kind) {
    case "accept":
    case "reject":
    case "side": {
      const claim = claimOf(act.claim, reading)
      return {act, quotes: [claim.quote.text], claim}
    }
    case "span": {
      const claim = claimOf(act.claim, reading)
      return {act: spelt(act, claim, io.english), quotes: [claim.quote.text], claim}
    }
    case "sign":
    case "lag": {
      if ("claim" in act) {
        const claim = claimOf(act.claim, reading)
        return {act, quotes: [claim.quote.text], claim}
      }
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
      return {
        act: {...act, factors} as EditAct,
        quotes: factors.flatMap((id) => quotesOfFactor(id, map, reading)),
        called: factors.map((id) => called(id, map)),
      }
    }
    case "assume": {
      if ("quantity" in act) {
        const names = model.quantities.map((q) => q.name)
        if (!names.includes(act.quantity))
          throw unknown("quantity", act.quantity, nearest(act.quantity, names), "`brink draft PATH` prints the model.")
        // Refused now rather than at every reading from here on: a value that is none, or of a quantity without one.
        withAssumed(model, [{format: "brink/edit@1", n: 1, by: "", why: "", ...act}])
        return {act, quotes: []}
      }
      // A link that nobody tells may be assumed between two factors of the map.
      const [from, to] = act.link.split("->").map((part) => part.trim())
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
    case "undo":
      return {act, quotes: []}
  }
}

/** A claim by its id. */
function claimOf(id: string, reading: Reading): Claim {
  const exact = reading.claims.find((claim) => claim.id === id)
  if (exact) return exact
  const ids = reading.claims.map((claim) => claim.id)
  throw unknown("claim", id, nearest(id, ids), "`brink read PATH` lists the claims.")
}

/** A span with its words as the sentence has them, and with what varies in each as the reader would say it. */
function spelt(act: Extract<EditAct, {kind: "span"}>, claim: Claim, english: () => English): EditAct {
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
    const read = phraseAt(quote.text, place, english())
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

function linkOf(id: string, map: CausalMap) {
  const [from, to] = id.split("->").map((part) => findFactor(map, part.trim())?.id)
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

function factorOf(name: string, map: CausalMap): string {
  const factor = findFactor(map, name)
  if (!factor) throw unknown("factor", name, nearestFactors(map, name), "`brink map PATH` lists the factors.")
  return factor.id
}

function findEdit(n: number, edits: readonly Edit[]): void {
  if (!edits.some((edit) => edit.n === n))
    throw unknown(
      "edit",
      String(n),
      [],
      edits.length === 0 ? "The case has no edits yet." : `There are edits 1 to ${edits.at(-1)!.n}.`,
    )
}

const unknown = (kind: string, name: string, near: readonly string[], otherwise: string): Fault =>
  new Fault(`case/unknown-${kind}`, `There is no ${kind} '${name}'`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}` : otherwise,
  })
