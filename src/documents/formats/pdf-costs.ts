// What reading a PDF would cost, told before it is opened. In: the bytes of the file. Out: nothing,
// or a refusal: what its streams inflate to, how much its pages draw when every drawing they call is
// counted as often as it is called, and how many letters its fonts' tables spread out.
//
// A kilobyte can ask for a billion steps: forms that call forms, pages that share one drawing,
// ranges of letters. Only what lies open is seen here (as written, or deflated); a file that hides
// its costs otherwise meets the bounds of the process that reads it.

import {constants, inflateSync} from "node:zlib"
import {Unreadable} from "./unreadable.ts"

/** Bytes of drawing, each as often as it is called for: thirty seconds of reading; a thousand printed pages have 20 MB. */
const MOST_DRAWN = 300_000_000
/** Forms in forms. What programs make is some five deep. */
const DEEPEST = 60
/** Codes that the ranges of one font's table may cover: all letters there are, and then some. */
const MOST_CODES = 400_000
/** The same of all fonts of a file. */
const MOST_CODES_OF_ALL = 40_000_000
/** The library passes over a range longer than this. */
const LONGEST_RANGE = 2 ** 24
/** Bytes of a stream that are looked through for what it calls, and of all that is kept of tables of objects. */
const MOST_LOOKED = 64_000_000

type Drawing = {
  readonly length: number
  /** Names of the drawings that it calls, and how often. */
  readonly calls: ReadonlyMap<string, number>
  /** Whether it shows text: what shows none is gone through once, however often it is called. */
  readonly shows: boolean
}
type Thing = {readonly words: string; drawing: Drawing | null; looked: boolean}

/**
 * @param most bytes that its streams may inflate to together.
 * @throws Unreadable `doors/inflates`, `doors/too-much-drawn`, `doors/too-many-codes`.
 */
export function refuseCostly(bytes: Uint8Array, most: number): void {
  const things = survey(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), most)
  if (new Costs(things).ofPages() > MOST_DRAWN)
    throw new Unreadable(
      "doors/too-much-drawn",
      `Its pages draw more than ${MOST_DRAWN / 1e6} MB, the same drawings over and over.`,
      "Print it anew as a PDF, or save its text as .txt.",
    )
}

/** The file's things by their number, every stream inflated once, within a budget. */
function survey(buffer: Buffer, most: number): Map<number, Thing> {
  const text = buffer.toString("latin1")
  const things = new Map<number, Thing>()
  const begins = [...text.matchAll(/(?<!\d)(\d{1,7})\s{1,9}\d{1,5}\s{1,9}obj\b/g)]
  begins.forEach((begin, i) => {
    const from = begin.index + begin[0].length
    const to = begins[i + 1]?.index ?? text.length
    const [words = ""] = text.slice(from, to).split(/endobj|stream/, 1)
    things.set(Number(begin[1]), {words, drawing: null, looked: false})
  })
  let budget = most
  let codes = 0
  let kept = 0
  let begun = -1
  for (let at = buffer.indexOf("stream"); at >= 0; at = buffer.indexOf("stream", at + 6)) {
    let from = at + 6
    if (buffer[from] === 13) from++
    if (buffer[from] === 10) from++
    while (begun + 1 < begins.length && begins[begun + 1]!.index < at) begun++
    const thing = begun < 0 ? undefined : things.get(Number(begins[begun]![1]))
    let content: Buffer
    // Deflate's own header; what is packed otherwise grows little.
    if ((buffer[from]! & 0x0f) === 8 && ((buffer[from]! << 8) | (buffer[from + 1] ?? 0)) % 31 === 0) {
      const inner = inflated(buffer.subarray(from), budget, 2)
      budget -= inner.length
      if (budget <= 0)
        throw new Unreadable(
          "doors/inflates",
          `What is packed in it inflates to more than ${most / 1e6} MB.`,
          "Split it, or save its text as .txt.",
        )
      content = inner.last
    } else {
      if (!thing || thing.looked) continue
      const whole = buffer.subarray(from, begins[begun + 1]?.index ?? buffer.length)
      const end = whole.indexOf("endstream")
      content = end < 0 ? whole : whole.subarray(0, end)
    }
    // What stands behind a thing's first stream is no stream of its own.
    if (!thing || thing.looked) continue
    thing.looked = true
    if (isPictureOrFont(thing.words) || content.length > MOST_LOOKED) continue
    codes += codesOf(content)
    if (codes > MOST_CODES_OF_ALL) throw tooManyCodes(MOST_CODES_OF_ALL)
    if (/\/ObjStm\b/.test(thing.words)) {
      kept += content.length
      if (kept <= MOST_LOOKED) unpack(content.toString("latin1"), thing.words, things)
    } else thing.drawing = drawingOf(content)
  }
  return things
}

/** Bytes that `packed` inflates to, also when it is packed several times, and the innermost; more than `most` when it is too much. */
function inflated(packed: Buffer, most: number, deep: number): {length: number; last: Buffer} {
  try {
    const inner = inflateSync(packed, {maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH})
    const twice = deep > 0 && inner.length > 2 && inner[0] === 0x78 && ((inner[0] << 8) | inner[1]!) % 31 === 0
    if (!twice) return {length: inner.length, last: inner}
    const {length, last} = inflated(inner, most - inner.length, deep - 1)
    return {length: inner.length + length, last}
  } catch (error) {
    return {length: (error as {code?: string}).code === "ERR_BUFFER_TOO_LARGE" ? most + 1 : 0, last: Buffer.alloc(0)}
  }
}

const isPictureOrFont = (words: string): boolean =>
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType)\b|\/Length1\b/.test(words)

function drawingOf(content: Buffer): Drawing {
  const calls = new Map<string, number>()
  let shows = false
  if (content.includes("Do")) {
    const text = content.toString("latin1")
    for (const [, name] of text.matchAll(/\/([^\s/[\]<>(){}%]{1,127})\s{1,9}Do\b/g))
      calls.set(name!, (calls.get(name!) ?? 0) + 1)
  }
  for (const sign of ["Tj", "TJ", ")'", ") '", '"']) shows ||= content.includes(sign)
  return {length: content.length, calls, shows}
}

/** Things that lie in a stream: pairs of a number and a place, then the things. */
function unpack(text: string, words: string, things: Map<number, Thing>): void {
  const first = Number(/\/First\s+(\d{1,9})/.exec(words)?.[1] ?? 0)
  const places = [...text.slice(0, first).matchAll(/(\d{1,7})\s+(\d{1,9})/g)].map(([, number, at]) => ({
    number: Number(number),
    from: first + Number(at),
  }))
  places.forEach(({number, from}, i) => {
    things.set(number, {words: text.slice(from, places[i + 1]?.from ?? text.length), drawing: null, looked: false})
  })
}

/** How many codes the ranges of a font's table of letters cover. */
function codesOf(content: Buffer): number {
  if (!content.includes("begincidrange") && !content.includes("beginbfrange")) return 0
  let codes = 0
  for (const [section] of content.toString("latin1").matchAll(/begin(?:bf|cid)range[\s\S]*?(?=end(?:bf|cid)range|$)/g))
    for (const [, low, high] of section.matchAll(/<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*[<[\d]/g)) {
      const length = Number.parseInt(high!, 16) - Number.parseInt(low!, 16)
      if (length < 0 || length > LONGEST_RANGE) continue
      codes += length + 1
      if (codes > MOST_CODES) throw tooManyCodes(MOST_CODES)
    }
  return codes
}

const tooManyCodes = (most: number): Unreadable =>
  new Unreadable(
    "doors/too-many-codes",
    `Its fonts say of more than ${most} codes which letters they are.`,
    "Print it anew as a PDF, or save its text as .txt.",
  )

/** A name of a drawing to the number of its thing. */
type Named = ReadonlyMap<string, number>

class Costs {
  private readonly things: ReadonlyMap<number, Thing>
  private readonly known = new Map<number, {cost: number; shows: boolean}>()
  private readonly open = new Set<number>()

  constructor(things: ReadonlyMap<number, Thing>) {
    this.things = things
  }

  /** Bytes that all pages draw; 0 where no page is found. */
  ofPages(): number {
    let root: number | null = null
    for (const {words} of this.things.values())
      if (/\/Type\s*\/Catalog\b/.test(words)) root = referred(words, "Pages") ?? root
    return root === null ? 0 : this.ofPage(root, new Map())
  }

  /** A page, or what holds pages, each as often as it is listed. */
  private ofPage(number: number, above: Named): number {
    const known = this.known.get(number)
    if (known) return known.cost
    const thing = this.things.get(number)
    if (!thing || this.open.has(number) || this.open.size > DEEPEST) return 0
    this.open.add(number)
    const named = this.drawingsOf(thing.words) ?? above
    let cost = 0
    if (/\/Kids\b/.test(thing.words))
      for (const kid of this.listed(thing.words, "Kids")) cost += this.ofPage(kid, named)
    else for (const part of this.listed(thing.words, "Contents")) cost += this.ofDrawing(part, named).cost
    this.open.delete(number)
    this.known.set(number, {cost, shows: true})
    return cost
  }

  /** A drawing with all that it calls. */
  private ofDrawing(number: number, above: Named): {cost: number; shows: boolean} {
    const known = this.known.get(number)
    if (known) return known
    const thing = this.things.get(number)
    if (!thing?.drawing) return {cost: 0, shows: false}
    if (this.open.size > DEEPEST)
      throw new Unreadable(
        "doors/too-much-drawn",
        `Its drawings lie in one another more than ${DEEPEST} deep.`,
        "Print it anew as a PDF, or save its text as .txt.",
      )
    this.open.add(number)
    const named = this.drawingsOf(thing.words) ?? above
    let {length: cost, shows} = thing.drawing
    for (const [name, times] of thing.drawing.calls) {
      const called = named.get(name)
      // What calls itself is stopped there; but in a larger circle every way round is gone.
      if (called === undefined || called === number) continue
      if (this.open.has(called)) {
        cost = Number.POSITIVE_INFINITY
        continue
      }
      const inner = this.ofDrawing(called, named)
      cost += (inner.shows ? times : 1) * inner.cost
      shows ||= inner.shows
    }
    this.open.delete(number)
    const found = {cost, shows}
    this.known.set(number, found)
    return found
  }

  /** The drawings that a thing may call, by name; null where it says nothing of them. */
  private drawingsOf(words: string): Named | null {
    const resources = this.inside(words, "Resources")
    if (resources === null) return null
    const named = new Map<string, number>()
    const listed = this.inside(resources, "XObject") ?? ""
    for (const [, name, number] of listed.matchAll(
      /\/([^\s/[\]<>(){}%]{1,127})\s{1,9}(\d{1,7})\s{1,9}\d{1,5}\s{1,9}R\b/g,
    ))
      named.set(name!, Number(number))
    return named
  }

  /** What stands in the dictionary behind a key, there or elsewhere. */
  private inside(words: string, key: Key): string | null {
    const at = KEYS[key].at.exec(words)
    if (!at) return null
    const from = at.index + at[0].length
    if (words.startsWith("<<", from)) return dictionary(words, from)
    const number = referred(words, key)
    return number === null ? null : (this.things.get(number)?.words ?? null)
  }

  /** The numbers listed behind a key, there or in a list elsewhere. */
  private listed(words: string, key: Key): number[] {
    const at = KEYS[key].at.exec(words)
    if (!at) return []
    const from = at.index + at[0].length
    if (words[from] === "[") return references(words.slice(from, end(words, "]", from)))
    const number = referred(words, key)
    if (number === null) return []
    const there = this.things.get(number)
    return there && !there.drawing && /^\s*\[/.test(there.words) ? references(there.words) : [number]
  }
}

/** Where the keys of dictionaries that are followed stand, and the number of the thing they refer to. */
const KEYS = {
  Pages: keyed("Pages"),
  Kids: keyed("Kids"),
  Contents: keyed("Contents"),
  Resources: keyed("Resources"),
  XObject: keyed("XObject"),
}
type Key = keyof typeof KEYS

function keyed(key: string): {readonly at: RegExp; readonly refers: RegExp} {
  return {
    at: new RegExp(`/${key}(?!\\w)\\s{0,99}`),
    refers: new RegExp(`/${key}\\s{1,9}(\\d{1,7})\\s{1,9}\\d{1,5}\\s{1,9}R\\b`),
  }
}

function referred(words: string, key: Key): number | null {
  const found = KEYS[key].refers.exec(words)
  return found ? Number(found[1]) : null
}

const references = (list: string): number[] =>
  [...list.matchAll(/(\d{1,7})\s{1,9}\d{1,5}\s{1,9}R\b/g)].map(([, number]) => Number(number))

const end = (words: string, sign: string, from: number): number => {
  const at = words.indexOf(sign, from)
  return at < 0 ? words.length : at
}

/** From one `<<` to its `>>`. */
function dictionary(words: string, from: number): string {
  let deep = 0
  const signs = /<<|>>/g
  signs.lastIndex = from
  for (let sign = signs.exec(words); sign; sign = signs.exec(words)) {
    deep += sign[0] === "<<" ? 1 : -1
    if (deep === 0) return words.slice(from, signs.lastIndex)
  }
  return words.slice(from)
}
