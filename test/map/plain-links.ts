// How many of the links that a modeller draws from a person's own text the map finds, with their sign. In: short invented
// texts (test/map/plain/*.txt), and beside each the links somebody drew from it before any reader saw it (*.links), one a
// line: `weeds|water plants -(+)-> pike|fish stocks`. Names after the first are other words for the same variable; one
// after a `-` is its opposite (`green water|-water quality`).

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {type Reading, read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import type {English} from "../../src/language/index.ts"
import {type CausalMap, type Factor, gather} from "../../src/map/index.ts"
import {rootOf, wordsOf} from "../../src/map/pattern.ts"

/** A name of a variable: the roots of its words, and whether it names the variable or its opposite. */
type Name = {readonly roots: readonly string[]; readonly turn: 1 | -1}

/** A link as somebody drew it. */
export type Drawn = {
  readonly line: string
  readonly cause: readonly Name[]
  readonly effect: readonly Name[]
  readonly sign: 1 | -1
}

/** A text and the links drawn from it. */
export type PlainText = {readonly name: string; readonly text: string; readonly links: readonly Drawn[]}

/** What became of a drawn link. */
export type Verdict = "right" | "wrong sign" | "no sign" | "wrong factor" | "no claim"

/** One text measured: each drawn link with its verdict and why, and the map's links that nobody drew. */
export type PlainScore = {
  readonly name: string
  readonly verdicts: readonly {readonly link: Drawn; readonly verdict: Verdict; readonly why: string}[]
  readonly right: number
  readonly undrawn: readonly string[]
}

/** The texts of a folder, by name. */
export function plainTexts(folder: string = fileURLToPath(new URL("./plain/", import.meta.url))): PlainText[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .map((file) => {
      const name = file.replace(/\.txt$/, "")
      return {
        name,
        text: readFileSync(join(folder, file), "utf8"),
        links: readFileSync(join(folder, `${name}.links`), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map(parseDrawn),
      }
    })
}

/** Reads one line of a .links file. */
export function parseDrawn(line: string): Drawn {
  const found = /^(.+) -\(([+-])\)-> (.+)$/.exec(line)
  if (!found) throw new Error(`"${line}" is no drawn link`)
  const names = (side: string) =>
    side.split("|").map((name): Name => {
      const turn = name.startsWith("-") ? -1 : 1
      return {roots: rootsOf(turn < 0 ? name.slice(1) : name), turn}
    })
  return {line, cause: names(found[1]!), effect: names(found[3]!), sign: found[2] === "+" ? 1 : -1}
}

const rootsOf = (words: string): string[] => wordsOf(words).map((word) => rootOf(word.lower))

/** What a factor is called, with its theme's id: "algae" for "Algal blooms". */
const called = ({name, theme}: Factor): string => `${name} ${theme.replaceAll("_", " ")}`

/** Which way the words name the variable; 0 where they do not. Of two names the earlier counts. */
function namedBy(words: string, names: readonly Name[]): 1 | -1 | 0 {
  const roots = new Set(rootsOf(words))
  return names.find((name) => name.roots.every((root) => roots.has(root)))?.turn ?? 0
}

/** Reads a text, gathers its map and looks for each drawn link. */
export function scorePlain({name, text, links}: PlainText, english: English): PlainScore {
  const {document} = openDocument({file: `${name}.txt`, kind: "text", text})
  const reading = read([document!], lineages([document!]), english, [])
  const map = gather(reading)
  const factors = new Map(map.factors.map((f) => [f.id, f]))
  const drawn = new Set<string>()
  const verdicts = links.map((link) => {
    const met = map.links.flatMap((found) => {
      const cause = namedBy(called(factors.get(found.from)!), link.cause)
      const effect = namedBy(called(factors.get(found.to)!), link.effect)
      if (cause * effect === 0) return []
      drawn.add(found.id)
      const sign = found.sign === "+" ? 1 : found.sign === "-" ? -1 : 0
      const spelt = `${factors.get(found.from)!.name} ${found.sign} ${factors.get(found.to)!.name}`
      return [{verdict: (sign * cause * effect) as 1 | -1 | 0, spelt}]
    })
    const right = met.find((m) => m.verdict === link.sign)
    if (right) return {link, verdict: "right" as const, why: right.spelt}
    if (met.length > 0)
      return {link, verdict: met[0]!.verdict === 0 ? ("no sign" as const) : ("wrong sign" as const), why: met[0]!.spelt}
    return {link, ...whyMissed(link, reading, map)}
  })
  return {
    name,
    verdicts,
    right: verdicts.filter(({verdict}) => verdict === "right").length,
    undrawn: map.links
      .filter(({id}) => !drawn.has(id))
      .map(({from, sign, to}) => `${factors.get(from)!.name} ${sign} ${factors.get(to)!.name}`),
  }
}

/** A claim whose phrases name both ends went to other factors; without one nothing was read. */
function whyMissed(link: Drawn, reading: Reading, map: CausalMap): {verdict: Verdict; why: string} {
  const names = new Map(map.factors.map((f) => [f.id, f.name]))
  for (const claim of reading.claims) {
    const words = (side: "cause" | "effect") => `${claim[side].text} ${claim[side].refers ?? ""}`
    if (namedBy(words("cause"), link.cause) * namedBy(words("effect"), link.effect) === 0) continue
    const placed = map.groundings.find((g) => g.claim === claim.id)
    const end = (id: string | null | undefined) => (id ? names.get(id) : "nothing")
    return {
      verdict: "wrong factor",
      why: `"${claim.cause.text}" ${claim.sign} "${claim.effect.text}": ${end(placed?.from)} -> ${end(placed?.to)}`,
    }
  }
  return {verdict: "no claim", why: ""}
}
