// Case files: a title, a sentence, the claims it must give. In: cases/*.txt and a reader of one
// sentence. Out: for each case whether it passes leniently (every claim found, both phrases overlapping by
// more than half of the longer, sign, condition and denial right, nothing spurious) and strictly
// (spelt exactly so), and what is wrong. Braces and flags that a case leaves out are not compared.

import {readdirSync, readFileSync} from "node:fs"
import type {Claim} from "../../src/reading/index.ts"
import {parseClaim, type SpeltClaim, type SpeltPhrase, spell} from "./spelling.ts"

export type Case = {
  readonly file: string
  readonly title: string
  readonly sentence: string
  readonly wanted: readonly SpeltClaim[]
}

export type Judgement = {readonly lenient: boolean; readonly strict: boolean; readonly wrong: readonly string[]}

const folder = new URL("./cases/", import.meta.url)
const missesFile = new URL("./known-misses.txt", import.meta.url)

/** The cases of one file's text. Throws on a block that is none. */
export function parseCases(file: string, text: string): Case[] {
  return text
    .trim()
    .split(/\n\s*\n(?=# )/)
    .map((block) => {
      const lines = block.split("\n").filter((line) => line.trim() !== "")
      const [title, sentence, ...wanted] = lines
      if (!title?.startsWith("# ") || !sentence || wanted.length === 0 || !wanted.every((l) => l.startsWith("==> ")))
        throw new Error(`${file}: not a case: ${lines.slice(0, 2).join(" / ")}`)
      const silent = wanted.length === 1 && wanted[0] === "==> nothing"
      return {file, title: title.slice(2), sentence, wanted: silent ? [] : wanted.map(parseClaim)}
    })
}

/** Every case of the folder, file by file. */
export function allCases(): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => parseCases(file, readFileSync(new URL(file, folder), "utf8")))
}

/** How a case is named in known-misses.txt. */
export const nameOf = (c: Pick<Case, "file" | "title">): string => `${c.file}: ${c.title}`

/** Cases known not to pass leniently yet, by name. */
export function knownMisses(): ReadonlySet<string> {
  const lines = readFileSync(missesFile, "utf8").split("\n")
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("//")))
}

export const missesPath = missesFile

type Place = {readonly from: number; readonly to: number}

/** Length in common, as a share of the longer. */
function overlap(a: Place, b: Place): number {
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return common <= 0 ? 0 : common / Math.max(a.to - a.from, b.to - b.from)
}

/** Where a phrase stands in the sentence; throws where it does not. */
export function placeOf(sentence: string, {text, nth}: SpeltPhrase): Place {
  let at = -1
  for (let i = 0; i < nth; i++) at = sentence.indexOf(text, at + 1)
  if (at < 0) throw new Error(`'${text}' is not in: ${sentence}`)
  return {from: at, to: at + text.length}
}

const HALF = 0.5

/** Judges claims whose offsets are into the sentence. */
export function judge(c: Case, claims: readonly Claim[]): Judgement {
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
  const used = new Set<number>()
  for (const {w, r} of pairs) {
    if (taken.has(w) || used.has(r)) continue
    taken.set(w, r)
    used.add(r)
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
    const w = [...taken].find(([, by]) => by === r)?.[0]
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
