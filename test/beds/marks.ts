// From a folder's marks, as a person writes them (docs/annotating.md, section 16), to marks with offsets. In: the marks and
// the text of each document. Out: what docs/formats/marked-folder.md says. Offsets alone are made here: every phrase is found
// verbatim, once, or refused by its line, and so is a link that no claim tells, or a claim whose link is not among the links.

import {createHash} from "node:crypto"
import {type Claim, parseClaim, type SpeltPhrase} from "../../src/claims/whole.ts"
import {Fault} from "../../src/core/fault.ts"
import {boundedByWords} from "../gold/marks.ts"

/** A stretch of a document that names a factor or, where `opposite`, its other end. UTF-16 code units. */
export type ClaimPhrase = {from: number; to: number; text: string; factor: string; opposite: boolean}

/** What one place in a document says causes what. */
export type MarkedClaim = {
  id: string
  file: string
  quote: {from: number; to: number}
  cause: ClaimPhrase
  effect: ClaimPhrase
  /** Between the phrases as worded, and where `denied` the sign that is denied. */
  sign: Claim["sign"]
  denied: boolean
  hedge: string | null
  by: string | null
  /** Said to be told by nobody in particular, or laid to somebody's charge; the writer holds neither as a fact. */
  hearsay: "rumour" | "alleged" | null
}

/** An influence between factors: what tells it, and in how many documents that are not retellings of one another. */
export type ToldLink = {from: string; sign: "+" | "-"; to: string; claims: string[]; files: string[]}

/** Why claims of two signs on one influence are no disagreement. */
export const NO_CONTESTS = ["condition", "scope", "degree"] as const

export type MarkedContest = {
  from: string
  to: string
  /** Ids of claims; those of `for` say the sign that is told more. */
  for: string[]
  against: string[]
  /** null where the two sides do disagree. */
  why: (typeof NO_CONTESTS)[number] | null
}

export type FolderMarks = {
  format: "brink/marked-folder@1"
  /** What a folder is for: to be worked with, or to be scored alone, and then read by nobody who tunes. */
  use: "work" | "scored"
  files: {file: string; sha256: string; retells: string | null}[]
  factors: {id: string; name: string}[]
  claims: MarkedClaim[]
  links: ToldLink[]
  /** Factors in the order of their influence, the first not repeated; R where a push comes back in its own direction. */
  circles: {polarity: "R" | "B"; factors: string[]}[]
  contests: MarkedContest[]
}

const turned = {"+": "-", "-": "+"} as const

/** Sign between the factors of a claim; null where its words leave it open, or say there is none. */
export function signBetween({
  cause,
  effect,
  sign,
}: {
  cause: Pick<ClaimPhrase, "opposite">
  effect: Pick<ClaimPhrase, "opposite">
  sign: Claim["sign"]
}): "+" | "-" | null {
  if (sign !== "+" && sign !== "-") return null
  return cause.opposite === effect.opposite ? sign : turned[sign]
}

/** Starts of `words` in `text` within [from, to), as whole words. */
function places(text: string, words: string, from: number, to: number): number[] {
  const found: number[] = []
  for (let at = text.indexOf(words, from); at >= 0 && at + words.length <= to; at = text.indexOf(words, at + 1))
    if (boundedByWords(text, at, at + words.length)) found.push(at)
  return found
}

/** Where the sentence that holds `at` ends, or its paragraph: its mark and closing quotes included. */
function endOfSentence(text: string, at: number): number {
  const end = /[.?!]["'”’)]*(?=\s|$)|(?=\n)|$/g
  end.lastIndex = at
  const found = end.exec(text)!
  return found.index + found[0].length
}

function once(found: readonly number[], words: string, nth: number | null, where: string): number {
  if (found.length === 0) throw new Error(`not in ${where}: ${words}`)
  if (nth === null && found.length > 1)
    throw new Error(`${found.length} times in ${where}: ${words}; take more words, or write @1 for the first`)
  const at = found[(nth ?? 1) - 1]
  if (at === undefined) throw new Error(`only ${found.length} times in ${where}: ${words}`)
  return at
}

const claimLine = /^(==> .+) :: (!?)([a-z]\w*) > (!?)([a-z]\w*)(?: (rumour|alleged))?(?: #([a-z]\w*))?$/
const contestLine = /^(no )?contest (\w+) > (\w+): ((?:#\w+ )+)\|((?: #\w+)+)(?: (\w+))?$/

/** Marks with offsets. Throws with every line that fails, or with all that does not go together. */
export function marksFrom(source: string, textOf: (file: string) => string): FolderMarks {
  const made: FolderMarks = {
    format: "brink/marked-folder@1",
    use: "work",
    files: [],
    factors: [],
    claims: [],
    links: [],
    circles: [],
    contests: [],
  }
  const labels = new Map<string, string>()
  const known = new Map<string, ClaimPhrase>()
  let file = ""
  let text = ""
  let quote = {from: 0, to: 0}

  const factor = (id: string): string => {
    if (!made.factors.some((one) => one.id === id)) throw new Error(`no factor is called ${id}`)
    return id
  }
  const labelled = (list: string): string[] =>
    list
      .trim()
      .split(" ")
      .map((label) => {
        const id = labels.get(label.slice(1))
        if (id === undefined) throw new Error(`no claim is called ${label}`)
        return id
      })
  const phrase = (spelt: SpeltPhrase, raw: string, id: string, opposite: boolean): ClaimPhrase => {
    const nth = /@\d+(?:\s|$)/.test(raw) ? spelt.nth : null
    const from = once(places(text, spelt.text, quote.from, quote.to), spelt.text, nth, "the sentence")
    const place = {from, to: from + spelt.text.length, text: spelt.text, factor: factor(id), opposite}
    const key = `${file} ${place.from} ${place.to}`
    const before = known.get(key)
    if (before && (before.factor !== id || before.opposite !== opposite))
      throw new Error(`"${spelt.text}" is ${before.opposite ? "!" : ""}${before.factor} in another claim`)
    known.set(key, place)
    return place
  }
  const claim = (line: string): void => {
    const found = claimLine.exec(line)
    if (!found) throw new Error("a claim wants ==> cause -(sign)-> effect :: factor > factor")
    const [, spelt, turnCause, cause, turnEffect, effect, hearsay, label] = found
    const {cause: a, effect: b, sign, flags} = parseClaim(spelt!)
    const [before, after] = spelt!.split(/ -\([^)]*\)-> /) as [string, string]
    const said = (flag: string): string | null => {
      const words = flags.get(flag)
      return typeof words === "string" ? words : null
    }
    const id = `C${String(made.claims.length + 1).padStart(3, "0")}`
    made.claims.push({
      id,
      file,
      quote: {...quote},
      cause: phrase(a, before, cause!, turnCause === "!"),
      effect: phrase(b, after, effect!, turnEffect === "!"),
      sign,
      denied: flags.has("denied"),
      hedge: said("hedge"),
      by: said("by"),
      hearsay: (hearsay as MarkedClaim["hearsay"] | undefined) ?? null,
    })
    if (label === undefined) return
    if (labels.has(label)) throw new Error(`two claims are called #${label}`)
    labels.set(label, id)
  }
  const contest = (line: string): void => {
    const found = contestLine.exec(line)
    const why = found?.[6] ?? null
    if (!found || (found[1] === undefined) !== (why === null) || !(why === null || isWhy(why)))
      throw new Error(`a contest wants factor > factor: #claim | #claim, and where it is none one of ${NO_CONTESTS}`)
    const [from, to] = [factor(found[2]!), factor(found[3]!)]
    const [pro, con] = [labelled(found[4]!), labelled(found[5]!)]
    for (const id of [...pro, ...con]) {
      const {cause, effect} = made.claims.find((one) => one.id === id)!
      if (cause.factor !== from || effect.factor !== to)
        throw new Error(`${id} is about ${cause.factor} > ${effect.factor}`)
    }
    made.contests.push({from, to, for: pro, against: con, why})
  }
  const link = (line: string): void => {
    const found = /^link (\w+) ([+-]) (\w+)$/.exec(line)
    if (!found) throw new Error("a link wants factor + factor, or factor - factor")
    const [from, sign, to] = [factor(found[1]!), found[2] as "+" | "-", factor(found[3]!)]
    if (made.links.some((one) => one.from === from && one.to === to)) throw new Error("the link is there already")
    made.links.push({from, sign, to, claims: [], files: []})
  }
  const circle = (line: string): void => {
    const found = /^circle ([RB]): (\w+(?: > \w+)+)$/.exec(line)
    if (!found) throw new Error("a circle wants R or B, and factor > factor ...")
    made.circles.push({polarity: found[1] as "R" | "B", factors: found[2]!.split(" > ").map(factor)})
  }

  const wrong: string[] = []
  source.split("\n").forEach((line, i) => {
    try {
      if (line.trim() === "" || line.startsWith("//")) return
      const named = /^factor ([a-z]\w*): (.+)$/.exec(line)
      if (named) {
        if (made.factors.some((one) => one.id === named[1])) throw new Error("the factor is there already")
        made.factors.push({id: named[1]!, name: named[2]!})
      } else if (line === "use work" || line === "use scored") made.use = line === "use work" ? "work" : "scored"
      else if (line.startsWith("file ")) {
        file = line.slice(5).trim()
        text = textOf(file)
        made.files.push({file, sha256: createHash("sha256").update(text, "utf8").digest("hex"), retells: null})
      } else if (line.startsWith("retells ")) {
        const told = line.slice(8).trim()
        if (!made.files.slice(0, -1).some((one) => one.file === told)) throw new Error(`${told} is not before it`)
        made.files.at(-1)!.retells = told
      } else if (line.startsWith("> ")) {
        const [first, last] = line.slice(2).split(" || ") as [string, string | undefined]
        const from = once(places(text, first, 0, text.length), first, null, "the document")
        const end = last === undefined ? from : once(places(text, last, from, text.length), last, null, "what follows")
        quote = {from, to: endOfSentence(text, end)}
      } else if (line.startsWith("==> ")) claim(line)
      else if (line.startsWith("link ")) link(line)
      else if (line.startsWith("circle ")) circle(line)
      else if (/^(?:no )?contest /.test(line)) contest(line)
      else throw new Error("no such mark")
    } catch (error) {
      wrong.push(`line ${i + 1}: ${error instanceof Fault ? error.what : (error as Error).message}\n  ${line}`)
    }
  })
  if (wrong.length === 0) wrong.push(...tellLinks(made))
  if (wrong.length > 0) throw new Error(wrong.join("\n"))
  return made
}

const isWhy = (word: string): word is (typeof NO_CONTESTS)[number] => (NO_CONTESTS as readonly string[]).includes(word)

/** Puts to each link the claims that tell it. Gives what does not go together. */
function tellLinks(made: FolderMarks): string[] {
  const wrong: string[] = []
  const retelling = new Map(made.files.map(({file, retells}) => [file, retells]))
  const isAgainst = new Set(made.contests.flatMap(({against}) => against))
  for (const claim of made.claims) {
    const sign = signBetween(claim)
    if (claim.denied || claim.hearsay !== null || sign === null || isAgainst.has(claim.id)) continue
    const {file, cause, effect, id} = claim
    const spelt = `${cause.factor} ${sign} ${effect.factor}`
    const link = made.links.find(({from, to}) => from === cause.factor && to === effect.factor)
    if (cause.factor === effect.factor) wrong.push(`${id} has ${cause.factor} on both sides`)
    else if (link?.sign !== sign)
      wrong.push(`${id} tells ${spelt} in ${file}, which is no link: "${cause.text}" to "${effect.text}"`)
    else {
      link.claims.push(id)
      if (!link.files.includes(file)) link.files.push(file)
    }
  }
  for (const {from, sign, to, claims} of made.links)
    if (claims.length === 0) wrong.push(`no claim tells the link ${from} ${sign} ${to}`)
  for (const {factors, polarity} of made.circles) {
    const links = linksOf(factors, made)
    const is = links.filter((link) => link?.sign === "-").length % 2 === 0 ? "R" : "B"
    if (links.includes(undefined)) wrong.push(`a link of the circle ${factors.join(" > ")} is missing`)
    else if (is !== polarity) wrong.push(`the circle ${factors.join(" > ")} is ${is}`)
  }
  const used = new Set(made.claims.flatMap(({cause, effect}) => [cause.factor, effect.factor]))
  for (const {id} of made.factors) if (!used.has(id)) wrong.push(`no phrase names the factor ${id}`)
  for (const {file, retells} of made.files)
    if (retells !== null && retelling.get(retells) !== null) wrong.push(`${file} retells a retelling`)
  return wrong
}

/** The links of a circle in its order; undefined where there is none. */
const linksOf = (factors: readonly string[], {links}: FolderMarks): (ToldLink | undefined)[] =>
  factors.map((from, i) => links.find((one) => one.from === from && one.to === factors[(i + 1) % factors.length]))

/** Documents that tell a link, of a retelling and what it retells the latter alone. */
export function voicesOf({files}: ToldLink, folder: FolderMarks): Set<string> {
  return new Set(files.map((file) => folder.files.find((one) => one.file === file)!.retells ?? file))
}

/** Does no document tell the circle whole? */
export function closesOnlyAcross({factors}: FolderMarks["circles"][number], folder: FolderMarks): boolean {
  const links = linksOf(factors, folder)
  return !folder.files.some(({file}) => links.every((link) => link?.files.includes(file)))
}

/** Marks as they are written to a file: a line for each claim, link and circle. */
export function printedMarks(marks: FolderMarks): string {
  const lines = (list: readonly unknown[]) => list.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n")
  const part = ([key, value]: [string, unknown]) =>
    `  ${JSON.stringify(key)}: ${Array.isArray(value) && value.length > 0 ? `[\n${lines(value)}\n  ]` : JSON.stringify(value)}`
  return `{\n${Object.entries(marks).map(part).join(",\n")}\n}\n`
}
