// How well the map brings together what is one mechanism, and keeps apart what is not. In: sets of short invented
// documents (test/map/worlds) that tell the same mechanisms in other words, each claim marked with its mechanism; and
// the shared articles, marked by offsets alone. Out: shares of pairs of claims that stand on one link.
//
// Two ways of asking. "told": the marked phrases are given to the map as if a perfect reader had found them, which
// measures the map alone. "read": the documents are read, which measures the whole road.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {type Claim, parseClaim, phraseAt, type Reading, read, type SpeltPhrase} from "../../src/claims/whole.ts"
import {type Document, lineages, openDocument, type Range} from "../../src/documents/index.ts"
import type {English} from "../../src/language/index.ts"
import {sentences} from "../../src/language/index.ts"
import type {CausalMap} from "../../src/map/index.ts"

/** One marked claim: which phrases say which mechanism, in offsets into the file's text. */
export type Marked = {
  readonly file: string
  readonly quote: Range
  readonly cause: Range
  readonly effect: Range
  readonly mechanism: string
  readonly sign: Claim["sign"]
  readonly condition: Claim["condition"]
}

/** Documents and what is marked in them. */
export type MarkedSet = {
  readonly name: string
  readonly documents: readonly Document[]
  readonly marks: readonly Marked[]
}

/** Pairs of marked claims, and how many of them stand on one link. */
export type PairScore = {
  /** Pairs from two documents that tell one mechanism. */
  readonly same: number
  readonly sameTogether: number
  /** Pairs of different mechanisms of which both have a link. */
  readonly different: number
  readonly differentTogether: number
  /** Marked claims that have a link, and all. */
  readonly placed: number
  readonly marked: number
  /** Pairs that stand where they should not, or do not stand where they should; for whoever mends the map. */
  readonly wrong: readonly string[]
}

const here = fileURLToPath(new URL(".", import.meta.url))
const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))

/** The invented sets, by name. */
export function worlds(): MarkedSet[] {
  return readdirSync(join(here, "worlds"))
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => parseWorld(name.replace(/\.txt$/, ""), readFileSync(join(here, "worlds", name), "utf8")))
}

/** `== name` opens a document, a line is a sentence, `> mechanism: cause -(sign)-> effect` marks the sentence before it. */
export function parseWorld(name: string, source: string): MarkedSet {
  const texts = new Map<string, string>()
  const marks: Marked[] = []
  let file = ""
  let quote: Range = {from: 0, to: 0}
  for (const line of source.split("\n")) {
    if (line === "" || line.startsWith("#")) continue
    if (line.startsWith("== ")) {
      file = `${line.slice(3)}.txt`
      texts.set(file, "")
    } else if (line.startsWith("> ")) {
      const at = line.indexOf(": ")
      const claim = parseClaim(line.slice(at + 2))
      const sentence = texts.get(file)!.slice(quote.from, quote.to)
      const place = (phrase: SpeltPhrase): Range => {
        let from = -1
        for (let n = 0; n < phrase.nth; n++) from = sentence.indexOf(phrase.text, from + 1)
        if (from < 0) throw new Error(`${name}: "${phrase.text}" is not in "${sentence}"`)
        return {from: quote.from + from, to: quote.from + from + phrase.text.length}
      }
      const {sign, condition} = claim
      marks.push({
        file,
        quote,
        cause: place(claim.cause),
        effect: place(claim.effect),
        mechanism: line.slice(2, at),
        sign,
        condition,
      })
    } else {
      const before = texts.get(file)!
      const from = before === "" ? 0 : before.length + 1
      quote = {from, to: from + line.length}
      texts.set(file, before === "" ? line : `${before} ${line}`)
    }
  }
  const documents = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => opened(file, text))
  return {name, documents, marks}
}

function opened(file: string, text: string): Document {
  const {document} = openDocument({file, kind: "text", text})
  if (!document) throw new Error(`${file} is no document`)
  return document
}

/** The shared articles with the mechanisms marked in gold-articles.json; null without the shared folder. */
export function articles(): MarkedSet | null {
  const folder = join(shared, "articles")
  if (!existsSync(folder)) return null
  const gold = JSON.parse(readFileSync(join(here, "gold-articles.json"), "utf8")) as {
    claims: {file: string; cause: Range; effect: Range; mechanism: string}[]
  }
  const documents = readdirSync(folder)
    .sort()
    .map((file) => opened(file, readFileSync(join(folder, file), "utf8")))
  const marks = gold.claims.map((c): Marked => {
    const said = sentences(documents.find((d) => d.file === c.file)!)
    const from = Math.min(c.cause.from, c.effect.from)
    const to = Math.max(c.cause.to, c.effect.to)
    const first = said.find((s) => s.to > from)
    const last = [...said].reverse().find((s) => s.from < to)
    return {...c, quote: {from: first?.from ?? from, to: last?.to ?? to}, sign: "+", condition: null}
  })
  return {name: "articles", documents, marks}
}

/** What a reader makes of the documents. */
export function readSet(set: MarkedSet, english: English): Reading {
  return read(set.documents, lineages(set.documents), english, [])
}

/** The marked phrases as the claims of a reading: ids are `m` and the number of the mark. */
export function toldSet(set: MarkedSet, english: English): Reading {
  const texts = new Map(set.documents.map((d) => [d.file, d.text]))
  const claims = set.marks.map((mark, i): Claim => {
    const quote = {...mark.quote, text: texts.get(mark.file)!.slice(mark.quote.from, mark.quote.to)}
    const shift = <R extends Range>(range: R, by: number): R => ({...range, from: range.from + by, to: range.to + by})
    const phrase = (range: Range): Claim["cause"] => {
      const found = phraseAt(quote.text, shift({from: range.from, to: range.to}, -quote.from), english)
      return {...shift(found, quote.from), thing: found.thing.map((part) => shift(part, quote.from))}
    }
    return {
      id: `m${i}`,
      file: mark.file,
      quote,
      cause: phrase(mark.cause),
      effect: phrase(mark.effect),
      ...signalOf(mark, texts.get(mark.file)!),
      sign: mark.sign,
      condition: mark.condition,
      hedge: null,
      denied: false,
      refuted: false,
      time: "present",
      by: null,
      lag: null,
      strength: null,
      reader: "marked",
      confidence: 1,
    }
  })
  return {...readSet(set, english), claims}
}

/** The verb between cause and effect, where one word or a few stand there: a reader gives it with the claim. */
function signalOf(mark: Marked, text: string): Pick<Claim, "signal"> {
  const between = text.slice(mark.cause.to, mark.effect.from)
  const word = /^\s+(?:[a-z]+\s+){0,2}([a-z]+)\s+$/.exec(between)?.[1]
  if (!word) return {}
  const from = mark.cause.to + between.lastIndexOf(word)
  return {signal: {from, to: from + word.length, text: word}}
}

/** Two stretches are about the same words when half of the shorter lies in the other. */
function meets(a: Range, b: Range): boolean {
  const both = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return both > 0 && both >= Math.min(a.to - a.from, b.to - b.from) / 2
}

/** Where the marked claims stand in a map of a reading of their documents. */
export function pairScore(marks: readonly Marked[], reading: Reading, map: CausalMap): PairScore {
  const links = marks.map((mark, i) => {
    const found = reading.claims.filter((c) =>
      c.reader === "marked"
        ? c.id === `m${i}`
        : c.file === mark.file && meets(c.cause, mark.cause) && meets(c.effect, mark.effect),
    )
    const ids = new Set(found.map((c) => c.id))
    return new Set(map.groundings.filter((g) => ids.has(g.claim) && g.link !== null).map((g) => g.link!))
  })
  const score = {same: 0, sameTogether: 0, different: 0, differentTogether: 0}
  const wrong: string[] = []
  for (let i = 0; i < marks.length; i++)
    for (let k = i + 1; k < marks.length; k++) {
      const [a, b] = [marks[i]!, marks[k]!]
      const together = [...links[i]!].some((link) => links[k]!.has(link))
      const spelt = `${a.mechanism} | ${b.mechanism}: ${[...links[i]!].join(" ")} | ${[...links[k]!].join(" ")}`
      if (a.mechanism === b.mechanism) {
        if (a.file === b.file) continue
        score.same++
        if (together) score.sameTogether++
        else wrong.push(`apart     ${spelt}`)
      } else if (links[i]!.size > 0 && links[k]!.size > 0) {
        score.different++
        if (together) {
          score.differentTogether++
          wrong.push(`together  ${spelt}`)
        }
      }
    }
  return {...score, placed: links.filter((l) => l.size > 0).length, marked: marks.length, wrong}
}
