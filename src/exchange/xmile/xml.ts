// XML as model files use it: text in, a tree of elements with their places out, and every
// mistake that was mended on the way. Small and own, because a model reader needs the line
// and column of each element and the offset of each character of an equation, has to go on
// after a missing end tag, and must not fetch or expand anything: entities that a file
// declares for itself are never expanded, so none can explode.
//
// The invariant: time and memory grow with the length of the text, nothing recurses, and
// a tree comes back for any text at all. Names and values are kept in maps, since
// `__proto__` is a legal name.

import type {Spot} from "../blueprint/blueprint.ts"

/** An attribute's value, decoded, and where it begins. */
type XmlAttribute = {readonly value: string; readonly offset: number}

/** An element; `space` is the address its prefix stands for, or the prefix itself where the file declares none. */
export type XmlElement = {
  readonly kind: "element"
  /** As written, prefix and all. */
  readonly name: string
  readonly local: string
  readonly space: string
  /** By name as written. */
  readonly attributes: ReadonlyMap<string, XmlAttribute>
  readonly children: readonly XmlNode[]
  /** Of its `<`. */
  readonly offset: number
}

/** Words between tags, decoded. `stretches` holds pairs [index in `text`, offset in the file] where the two go apart. */
type XmlText = {
  readonly kind: "text"
  readonly text: string
  readonly offset: number
  readonly stretches: readonly (readonly [number, number])[]
  /** Written as a CDATA section. */
  readonly cdata: boolean
}

/** What stands inside an element. */
export type XmlNode = XmlElement | XmlText

/** What was not as XML wants it, and how it was taken. */
type XmlMistake = {
  readonly offset: number
  readonly says: string
  readonly next: string
  readonly grave: boolean
}

type XmlRead = {
  /** The outermost element; null when there is none. */
  readonly root: XmlElement | null
  readonly mistakes: readonly XmlMistake[]
  /** How many mistakes there were; only the first hundred are told. */
  readonly mistaken: number
  /** Prefixes that are used and not declared, in the order of their first use. */
  readonly undeclared: readonly string[]
  /** Line and column of an offset, both from 1. */
  readonly spot: (offset: number) => Spot
}

/** Beyond this many elements inside one another nobody drew a model; the rest of the file is not read. */
const DEEPEST = 512

/** A list of a hundred mistakes is read; a list of a million is memory. */
const MOST_MISTAKES = 100

/** The five entities of XML, and the few of HTML that people paste into names and notes. */
const entities: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["apos", "'"],
  ["quot", '"'],
  ["nbsp", "\u00a0"],
])

type Open = {
  name: string
  local: string
  prefix: string
  attributes: Map<string, XmlAttribute>
  children: XmlNode[]
  offset: number
  /** Prefixes declared here or further out: a new map only where an element declares some. */
  spaces: ReadonlyMap<string, string>
}

/**
 * Reads XML, mending what can only be meant one way.
 *
 * @param text  as decoded, with or without its byte order mark.
 * @param apart local names of elements that never stand inside one another: when one opens inside
 *              another, the outer one's end tag is missing, and it is closed there.
 */
export function readXml(text: string, apart: ReadonlySet<string> = new Set()): XmlRead {
  return new XmlReader(text, apart).read()
}

class XmlReader {
  private readonly text: string
  private readonly apart: ReadonlySet<string>
  private readonly mistakes: XmlMistake[] = []
  private mistaken = 0
  private readonly undeclared = new Set<string>()
  /** Elements whose end tag is still to come, the outermost first. */
  private readonly stack: Open[] = []
  private root: XmlElement | null = null
  private doctype = false
  /** Where the reader stands. */
  private at: number
  /** Where the words not yet taken begin. */
  private words: number
  /** Where no further quote of a kind stands, none is looked for again. */
  private readonly gone = {'"': false, "'": false}
  private readonly nameAt = /[A-Za-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*/y
  private readonly blank = /[ \t\r\n]*/y

  constructor(text: string, apart: ReadonlySet<string>) {
    this.text = text
    this.apart = apart
    this.at = this.words = text.charCodeAt(0) === 0xfeff ? 1 : 0
  }

  read(): XmlRead {
    const {text, mistakes, undeclared} = this
    while (this.at < text.length) {
      const opening = text.indexOf("<", this.at)
      if (opening < 0) break
      const mark = text[opening + 1]
      if (text.startsWith("<!--", opening)) this.comment(opening)
      else if (text.startsWith("<![CDATA[", opening)) this.section(opening)
      else if (mark === "!" || mark === "?") this.declaration(opening, mark)
      else if (mark === "/") this.endTag(opening)
      else if (!this.startTag(opening)) break
    }
    this.addText(text.slice(this.words), this.words, false)
    const inner = this.stack.at(-1)
    if (inner)
      this.complain(
        inner.offset,
        `the file ends inside ${shown(inner)}`,
        "The file is cut off, or its last end tags are missing.",
        true,
      )
    while (this.stack.length > 0) this.close()
    const {root, mistaken} = this
    return {root, mistakes, mistaken, undeclared: [...undeclared], spot: spots(text)}
  }

  private complain(offset: number, says: string, next: string, grave = false): void {
    this.mistaken += 1
    if (this.mistakes.length < MOST_MISTAKES) this.mistakes.push({offset, says, next, grave})
  }

  /** The words up to a `<` that opens something. */
  private takeWords(opening: number): void {
    this.addText(this.text.slice(this.words, opening), this.words, false)
  }

  /** Goes on at `offset`, where new words begin. */
  private goOn(offset: number): void {
    this.at = this.words = offset
  }

  private addText(raw: string, offset: number, cdata: boolean): void {
    const parent = this.stack.at(-1)
    if (!parent) {
      if (!cdata && raw.trim() === "") return
      if (raw.replace(/^\ufeff/, "").trim() !== "")
        this.complain(offset, "words outside the outermost element are left out", "Remove them.")
      return
    }
    if (raw === "") return
    const words: XmlText = cdata
      ? {kind: "text", text: raw, offset, stretches: [], cdata}
      : decoded(raw, offset, (at, entity) =>
          this.complain(
            at,
            `\`${entity}\` is no entity that XML knows; it is taken as it stands`,
            "Write `&amp;` for an ampersand.",
          ),
        )
    parent.children.push(words)
  }

  private comment(opening: number): void {
    this.takeWords(opening)
    const end = this.text.indexOf("-->", opening + 4)
    if (end < 0) this.complain(opening, "this comment has no end", "Close it with `-->`.", true)
    this.goOn(end < 0 ? this.text.length : end + 3)
  }

  private section(opening: number): void {
    this.takeWords(opening)
    const end = this.text.indexOf("]]>", opening + 9)
    if (end < 0) this.complain(opening, "this CDATA section has no end", "Close it with `]]>`.", true)
    this.addText(this.text.slice(opening + 9, end < 0 ? this.text.length : end), opening + 9, true)
    this.goOn(end < 0 ? this.text.length : end + 3)
  }

  /** `<? ... ?>` and `<! ... >`: passed over. */
  private declaration(opening: number, mark: "!" | "?"): void {
    this.takeWords(opening)
    this.goOn(mark === "?" ? afterInstruction(this.text, opening) : afterDeclaration(this.text, opening))
    if (mark === "?" || this.doctype) return
    this.doctype = true
    this.complain(
      opening,
      "a document type declaration is passed over; entities it declares are not known",
      "Remove the declaration.",
    )
  }

  /** The name at `offset`; undefined where none stands. */
  private name(offset: number): string | undefined {
    this.nameAt.lastIndex = offset
    return this.nameAt.exec(this.text)?.[0]
  }

  /** The offset behind the blanks at `offset`. */
  private pastBlank(offset: number): number {
    this.blank.lastIndex = offset
    return offset + this.blank.exec(this.text)![0].length
  }

  private endTag(opening: number): void {
    this.takeWords(opening)
    const name = this.name(opening + 2) ?? ""
    const end = this.pastBlank(opening + 2 + name.length)
    if (this.text[end] !== ">") this.complain(opening, `the end tag </${name} is not closed`, "Close it with `>`.")
    this.goOn(this.text[end] === ">" ? end + 1 : end)
    this.closeUpTo(name, opening)
  }

  /** Closes the element called `name`; its end tag closes what stands open inside it, too. */
  private closeUpTo(name: string, offset: number): void {
    const {stack} = this
    const depth = stack.findLastIndex((open) => open.name === name)
    if (depth < 0) {
      this.complain(offset, `</${name}> ends nothing; it is passed over`, "Remove it.")
      return
    }
    while (stack.length > depth + 1) {
      const inner = stack.at(-1)!
      this.complain(
        inner.offset,
        `${shown(inner)} has no end tag; it is closed before </${name}>`,
        `Write </${inner.name}>.`,
      )
      this.close()
    }
    this.close()
  }

  private close(): void {
    const open = this.stack.pop()!
    const element = finish(open, this.undeclared)
    const parent = this.stack.at(-1)
    if (parent) parent.children.push(element)
    else if (this.root === null) this.root = element
    else
      this.complain(
        open.offset,
        `a second outermost element, <${open.name}>; it is left out`,
        "Keep one outermost element.",
      )
  }

  /** Whether reading goes on: not where elements stand too deep inside one another. */
  private startTag(opening: number): boolean {
    const name = this.name(opening + 1)
    if (name === undefined) {
      // `a < b` in an equation: XML wants `&lt;`, and nothing else can be meant.
      this.complain(opening, "a `<` that opens no tag is taken as the sign itself", "Write `&lt;`.")
      this.at = opening + 1
      return true
    }
    this.takeWords(opening)
    const local = localOf(name)
    const outer = this.stack.at(-1)
    if (outer && this.apart.has(local) && this.apart.has(outer.local)) {
      this.complain(
        outer.offset,
        `${shown(outer)} has no end tag; it is closed before the next <${name}>`,
        `Write </${outer.name}>.`,
      )
      this.close()
    }
    const {attributes, empty} = this.attributes(name, opening)
    this.words = this.at
    if (this.stack.length >= DEEPEST) {
      this.complain(
        opening,
        `more than ${DEEPEST} elements stand inside one another; the rest is not read`,
        "No model file needs that.",
        true,
      )
      return false
    }
    this.stack.push({
      name,
      local,
      prefix: name.length > local.length ? name.slice(0, name.length - local.length - 1) : "",
      attributes,
      children: [],
      offset: opening,
      spaces: declared(attributes, this.stack.at(-1)?.spaces),
    })
    if (empty) this.close()
    return true
  }

  /** The attributes of the tag `name`, and whether it closes itself; the reader then stands behind the tag. */
  private attributes(name: string, opening: number): {attributes: Map<string, XmlAttribute>; empty: boolean} {
    const {text} = this
    const attributes = new Map<string, XmlAttribute>()
    this.at = opening + 1 + name.length
    for (;;) {
      this.at = this.pastBlank(this.at)
      const sign = text[this.at]
      if (sign === undefined || sign === "<") {
        this.complain(opening, `the tag <${name} is not closed`, "Close it with `>`.", sign === undefined)
        return {attributes, empty: false}
      }
      if (sign === ">") {
        this.at += 1
        return {attributes, empty: false}
      }
      if (sign === "/" && text[this.at + 1] === ">") {
        this.at += 2
        return {attributes, empty: true}
      }
      this.attribute(name, attributes)
    }
  }

  /** One attribute of the tag `name`, or the one sign that cannot be one. */
  private attribute(name: string, attributes: Map<string, XmlAttribute>): void {
    const keyAt = this.at
    const key = this.name(keyAt)
    if (key === undefined) {
      this.complain(keyAt, `\`${this.text[keyAt]}\` cannot stand in the tag <${name}>; it is passed over`, "Remove it.")
      this.at += 1
      return
    }
    this.at += key.length
    const equals = this.pastBlank(this.at)
    if (this.text[equals] !== "=") {
      this.complain(keyAt, `the attribute \`${key}\` of <${name}> has no value`, `Write ${key}="...".`)
      attributes.set(key, {value: "", offset: keyAt})
      return
    }
    const {value, offset} = this.value(this.pastBlank(equals + 1), key, name)
    if (attributes.has(key)) {
      this.complain(keyAt, `<${name}> has \`${key}\` twice; the first one counts`, "Keep one.")
      return
    }
    attributes.set(key, {value: value.includes("&") ? decoded(value, offset, () => {}).text : value, offset})
  }

  /** The value that begins at `from`, as written, and where it stands; the reader then stands behind it. */
  private value(from: number, key: string, name: string): {value: string; offset: number} {
    const {text, gone} = this
    const quote = text[from]
    if (quote !== '"' && quote !== "'") {
      this.at = endOfWord(text, from)
      this.complain(from, `the value of \`${key}\` in <${name}> stands without quotes`, `Write ${key}="...".`)
      return {value: text.slice(from, this.at), offset: from}
    }
    const offset = from + 1
    const end = gone[quote] ? -1 : text.indexOf(quote, offset)
    if (end < 0) gone[quote] = true
    if (end >= 0 && !text.slice(offset, end).includes("<")) {
      this.at = end + 1
      return {value: text.slice(offset, end), offset}
    }
    this.at = endOfWord(text, offset)
    this.complain(from, `the value of \`${key}\` in <${name}> has no closing quote`, `Close it with ${quote}.`)
    return {value: text.slice(offset, this.at), offset}
  }
}

/** The words of an element and of all below it, and the place in the file of each character. */
export function wordsOf(element: XmlElement): {text: string; offsetAt: (index: number) => number} {
  let text = ""
  const starts: number[] = []
  const offsets: number[] = []
  const pending: XmlNode[] = [...element.children].reverse()
  while (pending.length > 0) {
    const node = pending.pop()!
    if (node.kind === "element") {
      for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!)
      continue
    }
    starts.push(text.length)
    offsets.push(node.offset)
    for (const [index, offset] of node.stretches) {
      starts.push(text.length + index)
      offsets.push(offset)
    }
    text += node.text
  }
  return {
    text,
    offsetAt(index) {
      if (starts.length === 0) return element.offset
      const low = lastAtMost(starts, index)
      return offsets[low]! + (index - starts[low]!)
    },
  }
}

/** An element as text again: attributes in double quotes, all else as it was read. */
export function printXml(element: XmlElement): string {
  const out: string[] = []
  const pending: (XmlNode | string)[] = [element]
  while (pending.length > 0) {
    const node = pending.pop()!
    if (typeof node === "string") {
      out.push(node)
      continue
    }
    if (node.kind === "text") {
      out.push(node.cdata ? cdata(node.text) : escapeText(node.text))
      continue
    }
    const attributes = [...node.attributes].map(([key, {value}]) => ` ${key}="${escapeAttribute(value)}"`).join("")
    if (node.children.length === 0) {
      out.push(`<${node.name}${attributes}/>`)
      continue
    }
    out.push(`<${node.name}${attributes}>`)
    pending.push(`</${node.name}>`)
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!)
  }
  return out.join("")
}

/** Words as they stand between tags. Characters that XML forbids are left out. */
export function escapeText(text: string): string {
  return text
    .replace(FORBIDDEN, "")
    .replace(/[&<>\r]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&#13;"))
}

/** Words as they stand in an attribute's double quotes. */
export function escapeAttribute(text: string): string {
  return text
    .replace(FORBIDDEN, "")
    .replace(/[&<>"\t\r\n]/g, (c) =>
      c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : c === '"' ? "&quot;" : `&#${c.charCodeAt(0)};`,
    )
}

/** Words as a CDATA section, or several where the words hold its end. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replace(FORBIDDEN, "").replaceAll("]]>", "]]]]><![CDATA[>")}]]>`
}

/** XML 1.0 has no way at all to write these (section 2.2, Char). */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A start tag with its name attribute, as a message shows it. */
function shown({name, attributes}: Open): string {
  const called = attributes.get("name")?.value
  if (called === undefined) return `<${name}>`
  return `<${name} name="${called.length > 60 ? `${called.slice(0, 60)}...` : called}">`
}

function localOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1)
}

function declared(
  attributes: ReadonlyMap<string, XmlAttribute>,
  outer: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  let spaces: Map<string, string> | null = null
  for (const [key, {value}] of attributes) {
    if (key !== "xmlns" && !key.startsWith("xmlns:")) continue
    spaces ??= new Map(outer)
    spaces.set(key === "xmlns" ? "" : key.slice(6), value)
  }
  return spaces ?? outer ?? new Map()
}

function finish(open: Open, undeclared: Set<string>): XmlElement {
  const {name, local, prefix, attributes, children, offset, spaces} = open
  if (prefix !== "" && !spaces.has(prefix)) undeclared.add(prefix)
  for (const key of attributes.keys()) {
    const colon = key.indexOf(":")
    if (colon < 0) continue
    const before = key.slice(0, colon)
    if (before !== "xmlns" && before !== "xml" && !spaces.has(before)) undeclared.add(before)
  }
  return {kind: "element", name, local, space: spaces.get(prefix) ?? prefix, attributes, children, offset}
}

/** Decodes entities, noting where the text and the file go apart. */
function decoded(raw: string, offset: number, unknown: (offset: number, entity: string) => void): XmlText {
  if (!raw.includes("&")) return {kind: "text", text: raw, offset, stretches: [], cdata: false}
  const reference = /&(?:#(x?)([0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{0,31});)?/g
  const stretches: [number, number][] = []
  const parts: string[] = []
  let length = 0
  let from = 0
  for (let match = reference.exec(raw); match; match = reference.exec(raw)) {
    const [whole, hex, digits, word] = match
    const meant =
      digits !== undefined
        ? character(hex === "x" ? 16 : 10, digits)
        : word !== undefined
          ? entities.get(word)
          : undefined
    if (meant === undefined) {
      unknown(offset + match.index, whole)
      continue
    }
    const before = raw.slice(from, match.index)
    parts.push(before, meant)
    length += before.length + meant.length
    from = match.index + whole.length
    stretches.push([length, offset + from])
  }
  parts.push(raw.slice(from))
  return {kind: "text", text: parts.join(""), offset, stretches, cdata: false}
}

/** The character of a numbered reference; undefined where there is none such. */
function character(base: number, digits: string): string | undefined {
  const code = Number.parseInt(digits, base)
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return String.fromCodePoint(code)
}

/** The offset behind `<? ... ?>`. */
function afterInstruction(text: string, from: number): number {
  const end = text.indexOf("?>", from)
  return end < 0 ? text.length : end + 2
}

/** The offset behind `<!DOCTYPE ... [ ... ]>`. */
function afterDeclaration(text: string, from: number): number {
  const end = text.indexOf(">", from)
  if (end < 0) return text.length
  if (!text.slice(from, end).includes("[")) return end + 1
  const inner = text.indexOf("]>", from)
  return inner < 0 ? text.length : inner + 2
}

/** Where a value without its closing quote ends: at the next blank, slash or bracket. */
function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && !" \t\r\n<>\"'".includes(text[at]!) && !(text[at] === "/" && text[at + 1] === ">")) at++
  return at
}

function lastAtMost(sorted: readonly number[], wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

/** Line and column of offsets into a text; the lines are found once. */
function spots(text: string): (offset: number) => Spot {
  let lines: number[] | null = null
  return (offset) => {
    if (lines === null) {
      lines = [0]
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1)
    }
    const line = lastAtMost(lines, Math.max(0, offset))
    return {line: line + 1, column: Math.max(0, offset) - lines[line]! + 1}
  }
}
