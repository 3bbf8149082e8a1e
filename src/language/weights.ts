// The weights file. Bytes in, the models of the tagger, the parser and the lemmatiser out, and
// back.
//
// Tables are stored as tables.ts lays them out, words as hashes only. A file that was cut short, changed, or learnt with
// other templates is refused: a wrong weight would not crash, it would only read badly.

import {Fault} from "../core/fault.ts"
import type {Change, LemmaModel} from "./lemma.ts"
import {LOOKS_FINGERPRINT} from "./looks.ts"
import {PARTS, type ParserModel} from "./parser.ts"
import {
  type ActionRows,
  actionPlanes,
  actionRows,
  type Memory,
  MOST_DIFFERENT,
  memoryOf,
  type SparseRows,
  sparsePlanes,
  sparseRows,
} from "./tables.ts"
import {type TaggerModel, tagTemplates} from "./tagger.ts"
import type {Allocate} from "./vector-sums.ts"

/** All that is learnt of a language. */
export type LanguageModel = {
  readonly tagger: TaggerModel
  /** Reads sentences from their end, alone. */
  readonly guide: ParserModel
  /** Reads sentences from their beginning, told what the guide found. */
  readonly parser: ParserModel
  readonly lemmas: LemmaModel
}

/** The two tables of a parser, as companded bytes. */
export type StoredParser = {
  readonly actionTable: Int8Array
  readonly actionBits: number
  readonly labelTable: Int8Array
  readonly labelBits: number
}

/** What is stored: tables as companded bytes. */
export type StoredModel = {
  readonly tags: readonly string[]
  readonly relations: readonly string[]
  readonly lexicon: TaggerModel["lexicon"]
  readonly lemmas: LemmaModel
  readonly tagTable: Int8Array
  readonly tagBits: number
  /** ParserModel.allowed of the parser that reads from the beginning. */
  readonly allowed: readonly Int32Array[]
  readonly guide: StoredParser
  readonly parser: StoredParser
  /** ParserModel.margin of the parser; the guide has no beam. */
  readonly margin: number
}

/** "BRNKWORD" */
const MAGIC = [0x42, 0x52, 0x4e, 0x4b, 0x57, 0x4f, 0x52, 0x44]
/** Raised whenever the layout or the hashing of words changes. */
const FORMAT = 3
/** Bytes of a number. */
const WORD = 4
/** Tables have at most 2^this rows. */
const MOST_BITS = 24

/** FNV-1a (Fowler, Noll and Vo 1991) over words of 32 bits, and over the bytes that are left. */
function checksum(bytes: Uint8Array, from: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = bytes.length - ((bytes.length - from) % WORD)
  let hash = 0x811c9dc5
  for (let at = from; at < words; at += WORD) hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193)
  for (let at = words; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash >>> 0
}

const FINGERPRINT = (Math.imul(tagTemplates.fingerprint, 31) ^ LOOKS_FINGERPRINT) >>> 0

/** Where the checksum stands, and where what it covers begins. */
const CHECKSUM_AT = 16
const BODY_AT = 20

/** What is stored of words and tags: all but the parsers. */
export type StoredTagger = Pick<StoredModel, "tags" | "relations" | "lexicon" | "lemmas" | "tagTable" | "tagBits">

/** The bytes of a model. Numbers are little-endian, names ASCII. */
export function encodeWeights(model: StoredModel): Uint8Array {
  const out = beginning(model)
  out.lists(model.allowed)
  out.word(model.margin)
  for (const parser of [model.guide, model.parser]) {
    out.actions(parser.actionTable, parser.actionBits)
    out.sparse(parser.labelTable, parser.labelBits, model.relations.length)
  }
  return sealed(out)
}

/**
 * The bytes of a model with another tagger, and the parsers that it has.
 * @param name  of the file, for messages.
 * @throws Fault `syntax/weights` when the bytes are not a whole weights file of this version, or its parsers know other tags.
 */
export function withTagger(bytes: Uint8Array, name: string, tagger: StoredTagger): Uint8Array {
  const {input, refuse} = opened(bytes, name)
  const {tags, relations} = input.tagger()
  const isSame = (a: readonly string[], b: readonly string[]) => a.join(" ") === b.join(" ")
  if (!isSame(tags, tagger.tags) || !isSame(relations, tagger.relations))
    throw refuse("has parsers of other tags or relations than those that were learnt")
  const out = beginning(tagger)
  for (const byte of input.rest()) out.byte(byte)
  return sealed(out)
}

/** What a file begins with, up to the parsers. */
function beginning(model: StoredTagger): Writer {
  const out = new Writer()
  for (const byte of MAGIC) out.byte(byte)
  out.word(FORMAT)
  out.word(FINGERPRINT)
  out.word(0)
  out.names(model.tags)
  out.names(model.relations)
  out.lists(model.lexicon.allowed)
  // Ascending, so that the same lexicon is the same bytes whatever order it was learnt in.
  out.pairs(model.lexicon.classOf)
  out.names(model.lemmas.changes.map((change) => `${change.off} ${change.on}`))
  out.pairs(model.lemmas.changeOf)
  out.sparse(model.tagTable, model.tagBits, model.tags.length)
  return out
}

function sealed(out: Writer): Uint8Array {
  const bytes = out.bytes()
  new DataView(bytes.buffer).setUint32(CHECKSUM_AT, checksum(bytes, BODY_AT), true)
  return bytes
}

/** A file whose head is in order, from behind that on. @throws Fault `syntax/weights` when it is not. */
function opened(bytes: Uint8Array, name: string, allocate: Allocate = () => null) {
  const refuse = (what: string) =>
    new Fault("syntax/weights", `${name} ${what}`, {
      next: "Install Brink again, or make the file anew: npm run train.",
    })
  if (bytes.length < BODY_AT || MAGIC.some((byte, i) => bytes[i] !== byte)) throw refuse("is not a weights file")
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = view.getUint32(8, true)
  if (format !== FORMAT) throw refuse(`has format ${format}; this Brink reads format ${FORMAT}`)
  if (view.getUint32(12, true) !== FINGERPRINT) throw refuse("was learnt with other templates than this Brink has")
  const found = checksum(bytes, BODY_AT)
  const said = view.getUint32(CHECKSUM_AT, true)
  if (found !== said)
    throw refuse(`is damaged or cut short: its checksum is ${found.toString(16)}, it says ${said.toString(16)}`)
  return {input: new Reader(bytes, view, BODY_AT, refuse, allocate), refuse}
}

/**
 * @param name  of the file, for messages. @param allocate  gives memory for the tables.
 * @throws Fault `syntax/weights` when the bytes are not a whole weights file of this version.
 */
export function decodeWeights(bytes: Uint8Array, name: string, allocate: Allocate = () => null): LanguageModel {
  const {input, refuse} = opened(bytes, name, allocate)
  const {tags, relations, allowed, classOf, changes, changeOf, tagTable} = input.tagger()
  const relationsOf = input.lists()
  const margin = input.word()
  if (relationsOf.length !== PARTS * PARTS * 2) throw refuse("knows other parts of speech than this Brink has")
  const parserOf = (guided: boolean, may: readonly Int32Array[]): ParserModel => {
    const actions = input.actions()
    const labels = input.sparse(relations.length)
    return {
      tags,
      relations,
      allowed: may,
      guided,
      actions: actions.rows,
      actionBits: actions.bits,
      labels: labels.weights,
      labelBits: labels.bits,
      margin: guided ? margin : Infinity,
    }
  }
  return {
    tagger: {
      tags,
      lexicon: {classOf, allowed},
      weights: tagTable.weights,
      bits: tagTable.bits,
    },
    guide: parserOf(
      false,
      // Seen from the end of the sentence, what is later is earlier.
      relationsOf.map((_, pair) => relationsOf[pair ^ 1]!),
    ),
    parser: parserOf(true, relationsOf),
    lemmas: {changes, changeOf},
  }
}

class Writer {
  #bytes = new Uint8Array(1 << 16)
  #at = 0

  byte(value: number): void {
    if (this.#at === this.#bytes.length) {
      const more = new Uint8Array(this.#bytes.length * 2)
      more.set(this.#bytes)
      this.#bytes = more
    }
    this.#bytes[this.#at++] = value & 255
  }

  word(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte(value >>> shift)
  }

  names(names: readonly string[]): void {
    const text = names.join("\n")
    this.word(text.length)
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i))
  }

  /** Lists of numbers below 256. */
  lists(lists: readonly Int32Array[]): void {
    this.word(lists.length)
    for (const list of lists) {
      this.byte(list.length)
      for (const number of list) this.byte(number)
    }
  }

  pairs(pairs: ReadonlyMap<number, number>): void {
    const sorted = [...pairs].sort((a, b) => a[0] - b[0])
    this.word(sorted.length)
    for (const [key] of sorted) this.word(key)
    for (const [, value] of sorted) {
      this.byte(value)
      this.byte(value >>> 8)
    }
  }

  /** Bits, how many weights there are, and what is said of them. */
  sparse(table: Int8Array, bits: number, width: number): void {
    const {counts, columns, values} = sparsePlanes(table, width)
    this.word(bits)
    this.word(values.length)
    this.planes([counts, columns, values])
  }

  /** Bits, how many rows differ and how many are not of zeros, and what is said of them. */
  actions(table: Int8Array, bits: number): void {
    const {different, used, low, high} = actionPlanes(table)
    this.word(bits)
    this.word(different.length / 3)
    this.word(low.length)
    this.planes([different, used, low, high])
  }

  planes(planes: readonly Uint8Array[]): void {
    for (const plane of planes) for (const byte of plane) this.byte(byte)
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }
}

class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #refuse: (what: string) => Fault
  readonly #memory: Memory
  #at: number

  constructor(bytes: Uint8Array, view: DataView, at: number, refuse: (what: string) => Fault, allocate: Allocate) {
    this.#memory = memoryOf(allocate)
    this.#bytes = bytes
    this.#view = view
    this.#at = at
    this.#refuse = refuse
  }

  /** Moves on by so many bytes. @returns where they begin. */
  #take(length: number): number {
    const at = this.#at
    if (at + length > this.#bytes.length) throw this.#refuse("ends too soon")
    this.#at = at + length
    return at
  }

  /** Names, words and tags, with which a file begins. */
  tagger() {
    const tags = this.names()
    const relations = this.names()
    const allowed = this.lists()
    const classOf = this.pairs()
    const changes = this.names().map((line): Change => {
      const at = line.indexOf(" ")
      return {off: Number(line.slice(0, at)), on: line.slice(at + 1)}
    })
    const changeOf = this.pairs()
    return {tags, relations, allowed, classOf, changes, changeOf, tagTable: this.sparse(tags.length)}
  }

  /** All bytes that are left. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at)
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!
  }

  word(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  names(): string[] {
    const length = this.word()
    const at = this.#take(length)
    let text = ""
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.#bytes[at + i]!)
    return text === "" ? [] : text.split("\n")
  }

  lists(): Int32Array[] {
    return Array.from({length: this.word()}, () => Int32Array.from({length: this.byte()}, () => this.byte()))
  }

  pairs(): Map<number, number> {
    const length = this.word()
    const keys = this.#take(length * 4)
    const values = this.#take(length * 2)
    const pairs = new Map<number, number>()
    for (let i = 0; i < length; i++)
      pairs.set(this.#view.getInt32(keys + 4 * i, true), this.#view.getUint16(values + 2 * i, true))
    return pairs
  }

  #bits(): number {
    const bits = this.word()
    if (bits < 3 || bits > MOST_BITS) throw this.#refuse(`has a table of 2^${bits} rows`)
    return bits
  }

  #plane(length: number): Uint8Array {
    const at = this.#take(length)
    return this.#bytes.subarray(at, at + length)
  }

  sparse(width: number): {weights: SparseRows; bits: number} {
    const bits = this.#bits()
    const weights = this.word()
    const planes = {counts: this.#plane(1 << bits), columns: this.#plane(weights), values: this.#plane(weights)}
    const rows = sparseRows(planes, width, this.#memory)
    if (rows.starts.at(-1) !== weights * WORD) throw this.#refuse("has a table of more or fewer weights than it says")
    return {weights: rows, bits}
  }

  actions(): {rows: ActionRows; bits: number} {
    const bits = this.#bits()
    const different = this.word()
    const used = this.word()
    if (different > MOST_DIFFERENT) throw this.#refuse(`has a table of ${different} different rows`)
    const planes = {
      different: this.#plane(different * 3),
      used: this.#plane((1 << bits) >> 3),
      low: this.#plane(used),
      high: this.#plane(used),
    }
    return {rows: actionRows(planes, this.#memory), bits}
  }
}
