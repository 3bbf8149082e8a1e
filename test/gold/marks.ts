// From marks, as a person writes them (docs/annotating.md, section 13), to a gold file with offsets.
// In: the marks and the decoded text of each file they name. Out: gold (docs/formats/gold.md); every
// phrase is found verbatim or refused by its line, so that no offset is ever counted by hand.

import {createHash} from "node:crypto"
import {parseClaim, type SpeltPhrase} from "../../src/claims/whole.ts"
import {Fault} from "../../src/core/fault.ts"

type Place = {from: number; to: number; text?: string}
type MarkedPhrase = Place & {thing?: Place[]; change?: "+" | "-" | null; refers?: Place}

export type GoldMade = {
  format: "brink/gold@1"
  files: {file: string; sha256: string}[]
  claims: Record<string, unknown>[]
  quantities: Record<string, unknown>[]
  dates: Record<string, unknown>[]
  nothing: ({file: string; of: "claim" | "quantity" | "date"} & Place)[]
}

/** Where the `nth` occurrence of `words` starts in `text` at or after `from` and ending by `to`. */
function occurrence(text: string, words: string, nth: number, from: number, to: number): number {
  let at = from - 1
  for (let i = 0; i < nth; i++) {
    at = text.indexOf(words, at + 1)
    while (at >= 0 && !boundedByWords(text, at, at + words.length)) at = text.indexOf(words, at + 1)
    if (at < 0 || at + words.length > to) return -1
  }
  return at
}

const letter = /[\p{L}\p{N}]/u

/** Whether neither end of [from, to) cuts a word. */
export function boundedByWords(text: string, from: number, to: number): boolean {
  const cut = (at: number): boolean => at > 0 && letter.test(text[at - 1]!) && letter.test(text[at] ?? "")
  return from < to && !cut(from) && !cut(to) && text.slice(from, to).trim().length === to - from
}

/** Gold of `marks`; `withText` keeps the words beside the offsets. Throws with the line of the first mark that fails. */
export function goldFrom(marks: string, textOf: (file: string) => string, withText: boolean): GoldMade {
  const gold: GoldMade = {format: "brink/gold@1", files: [], claims: [], quantities: [], dates: [], nothing: []}
  let file = ""
  let text = ""
  let quote: Place = {from: 0, to: 0}
  const place = (from: number, to: number): Place => ({from, to, ...(withText && {text: text.slice(from, to)})})
  const find = (words: string, nth: number): Place => {
    const at = occurrence(text, words, nth, quote.from, quote.to)
    if (at < 0) throw new Error(`not in the quote: ${words}`)
    return place(at, at + words.length)
  }
  const phrase = (spelt: SpeltPhrase, refers?: string): MarkedPhrase => {
    const where = find(spelt.text, spelt.nth)
    const made: MarkedPhrase = {...where, thing: [place(where.from, where.to)], change: spelt.change ?? null}
    if (spelt.thing)
      made.thing = spelt.thing.map((part) => {
        const at = occurrence(text, part, 1, where.from, where.to)
        if (at < 0) throw new Error(`not in the phrase: ${part}`)
        return place(at, at + part.length)
      })
    if (refers !== undefined) {
      const at = text.lastIndexOf(refers, where.from)
      if (at < 0) throw new Error(`not before the phrase: ${refers}`)
      made.refers = place(at, at + refers.length)
    }
    return made
  }
  const lines = marks.split("\n")
  lines.forEach((line, i) => {
    try {
      if (line.trim() === "" || line.startsWith("//")) return
      if (line.startsWith("file ")) {
        file = line.slice(5).trim()
        text = textOf(file)
        gold.files.push({file, sha256: createHash("sha256").update(text, "utf8").digest("hex")})
        return
      }
      const opened = /^>(\d*) (.+)$/.exec(line)
      if (opened) {
        const parts = opened[2]!.split(" || ")
        const from = occurrence(text, parts[0]!, Number(opened[1] || "1"), 0, text.length)
        const last = parts.at(-1)!
        const lastFrom = parts.length === 1 ? from : text.indexOf(last, from + parts[0]!.length)
        if (from < 0 || lastFrom < 0) throw new Error("the quote is not in the text")
        quote = place(from, lastFrom + last.length)
        return
      }
      if (line === "nothing") {
        gold.nothing.push({file, of: "claim", ...place(quote.from, quote.to)})
        return
      }
      const decoy = /^# not-(quantity|date) "(.+)"(?:@(\d+))?$/.exec(line)
      if (decoy) {
        gold.nothing.push({file, of: decoy[1] as "quantity" | "date", ...find(decoy[2]!, Number(decoy[3] ?? 1))})
        return
      }
      const optional = line.endsWith(" optional")
      const bare = optional ? line.slice(0, -" optional".length) : line
      const quantity = /^# quantity "(.+?)"(?:@(\d+))? (-?\d+(?:\.\d+)?)(?:\.\.(-?\d+(?:\.\d+)?))? (.+)$/.exec(bare)
      if (quantity) {
        const [, words, nth, low, high, unit] = quantity
        const value = high === undefined ? Number(low) : (Number(low) + Number(high)) / 2
        const ends = high === undefined ? {} : {low: Number(low), high: Number(high)}
        const where = find(words!, Number(nth ?? 1))
        gold.quantities.push({file, quote: where, value, ...ends, unit: unit!, ...(optional && {optional})})
        return
      }
      const date = /^# date "(.+?)"(?:@(\d+))? (\S+)(?: (\S+))?$/.exec(bare)
      if (date) {
        const [, words, nth, from, to] = date
        const where = find(words!, Number(nth ?? 1))
        gold.dates.push({file, quote: where, from: from!, ...(to && {to}), ...(optional && {optional})})
        return
      }
      if (!line.startsWith("==> ")) throw new Error("neither quote, claim, nothing nor mention")
      const claim = parseClaim(line)
      const said = (flag: string): unknown => {
        if (claim.open.has(flag)) return undefined
        const words = claim.flags.get(flag)
        return words === undefined ? null : withText ? words : true
      }
      const refers = claim.flags.get("refers") as string | undefined
      const anaphor =
        refers === undefined
          ? undefined
          : /^(it|its|this|that|these|those|such|they|them|their|he|him|she|her|one|whose)\b/i
      const effectRefers = anaphor !== undefined && !anaphor.test(claim.cause.text) && anaphor.test(claim.effect.text)
      const made: Record<string, unknown> = {
        id: `${file.slice(0, 3)}-${String(gold.claims.length + 1).padStart(2, "0")}`,
        file,
        quote: {from: quote.from, to: quote.to},
        cause: phrase(claim.cause, effectRefers ? undefined : refers),
        effect: phrase(claim.effect, effectRefers ? refers : undefined),
        sign: claim.open.has("sign") ? undefined : claim.sign,
        condition: claim.open.has("condition") ? undefined : claim.condition,
        hedge: said("hedge"),
        denied: claim.open.has("denied") ? undefined : claim.flags.has("denied"),
        refuted: claim.open.has("refuted") ? undefined : claim.flags.has("refuted"),
        by: said("by"),
        time: claim.open.has("time") ? undefined : claim.flags.get("time"),
        lag: said("lag"),
        strength: said("strength"),
      }
      if (claim.flags.has("optional")) made["optional"] = true
      gold.claims.push(made)
    } catch (error) {
      throw new Error(`line ${i + 1}: ${error instanceof Fault ? error.what : (error as Error).message}\n  ${line}`)
    }
  })
  return gold
}
