// A web page into text with block marks. In: the page's source. Out: the text that offsets
// count in (`brink read --text FILE` prints it), and what the page's head says of it. Blocks
// are parted by blank lines; headings carry `#`, list items `-`, tables of figures `|`, captions
// `![...]()`, notes `[^1]`, as in Markdown. Scripts, navigation, forms, side columns and hidden
// parts are left out here, because only the page's markup knows them; furniture that looks
// like text is left for documents/ to find. Work grows with the page and no faster, whatever it nests or repeats.

import {type DefaultTreeAdapterTypes, defaultTreeAdapter, parse} from "parse5"
import type {Source} from "../document.ts"
import {Unreadable} from "./unreadable.ts"

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document
type Element = DefaultTreeAdapterTypes.Element

const DROPPED = new Set(
  "script style noscript template svg math canvas nav aside footer form button select input textarea iframe object embed audio video head dialog menu label map".split(
    " ",
  ),
)
const BLOCKS = new Set(
  "address article blockquote body caption center dd details div dl dt fieldset figcaption figure header hr html li main ol p pre section summary table tbody td th thead tr ul h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
)
// Names that pages give to what is not the article. Whole words of a class or id only.
const FURNITURE_NAME =
  /(?:^|[\s_-])(?:share|sharing|social|comments?|related|recommended|sidebar|newsletter|subscribe|cookies?|breadcrumbs?|tags|advert|ads?|promo|popup|modal|footer|navbar|menu|pagination|byline-share|skip-link|screen-reader-text|sr-only|visually-hidden)(?:$|[\s_-])/i
// A part named like furniture that holds this much of the page's text is the article all the same.
const MOST_OF_THE_PAGE = 0.5
// An article element shorter than this is a teaser.
const SHORTEST_ARTICLE = 200

// A page of this many elements is no article: tags left open are opened anew in every block, so that few letters make many.
const MOST_ELEMENTS = 1_000_000
// Browsers themselves stop at 512.
const MOST_DEEP = 3_000
// Signs of notes and the arrows back from them are shorter.
const LONGEST_SIGN = 40

/** Stands for the mark of a caption, whose mark is around it. */
const CAPTION = "!"

/**
 * Text and head of a page. A browser reads anything, and so does the parser.
 *
 * @throws Unreadable `doors/unreadable` for more elements, or deeper ones, than a page that people read has.
 */
export function readHtml(source: string): {text: string; head: NonNullable<Source["head"]>} {
  const document = parse(source, {treeAdapter: counting()})
  const elements = [...descendants(document)]
  if (isDeeper(elements, MOST_DEEP))
    throw new Unreadable(
      "doors/unreadable",
      `Its elements are nested too deeply to be read: more than ${MOST_DEEP} deep.`,
      "Save its text as .txt.",
    )
  const body = elements.find((e) => e.tagName === "body")
  const lengths = lengthsOf(document, elements)
  const page: Page = {
    lengths,
    whole: body ? lengths.get(body)! : 0,
    notes: new Map(),
    signs: signsOf(elements),
    places: new Map(),
  }
  const root = mainPart(elements, lengths) ?? body ?? document
  const writer = new BlockWriter()
  write(root, writer, page)
  return {text: writer.finish(), head: readHead(elements)}
}

/** The parser's own tree, refused where it outgrows any page. */
function counting(): typeof defaultTreeAdapter {
  let elements = 0
  return {
    ...defaultTreeAdapter,
    createElement: (...of) => {
      if (++elements > MOST_ELEMENTS)
        throw new Unreadable(
          "doors/unreadable",
          `It has more than ${MOST_ELEMENTS} elements, as tags that are never closed make them.`,
          "Save its text as .txt.",
        )
      return defaultTreeAdapter.createElement(...of)
    },
  }
}

/** Whether some element has more than `most` others around it. */
function isDeeper(elements: readonly Element[], most: number): boolean {
  const depths = new Map<Node, number>()
  for (const element of elements) {
    const depth = 1 + (element.parentNode ? (depths.get(element.parentNode as Node) ?? 0) : 0)
    if (depth > most) return true
    depths.set(element, depth)
  }
  return false
}

/** The longest article, else the main part, when it is long enough to be the text. */
function mainPart(elements: readonly Element[], lengths: Lengths): Element | null {
  for (const name of ["article", "main"]) {
    const found = elements
      .filter((e) => e.tagName === name || attribute(e, "role") === name)
      .map((element) => ({element, length: lengths.get(element)!}))
      .sort((a, b) => b.length - a.length)[0]
    if (found && found.length >= SHORTEST_ARTICLE) return found.element
  }
  return null
}

/**
 * What is kept while a page is written: its letters, in all and by element, the notes called so far, by the id of each,
 * what may be a sign, and the place of each item of the lists met.
 */
type Page = {
  readonly lengths: Lengths
  readonly whole: number
  readonly notes: Map<string, string>
  readonly signs: Signs
  readonly places: Map<Node, ReadonlyMap<Node, number>>
}

function write(node: Node, writer: BlockWriter, page: Page): void {
  if (node.nodeName === "#text") {
    writer.text((node as DefaultTreeAdapterTypes.TextNode).value)
    return
  }
  if (!("childNodes" in node)) return
  const element = "tagName" in node ? node : null
  if (element) {
    if (DROPPED.has(element.tagName) || isHidden(element) || isNamedFurniture(element, page)) return
    if (element.tagName === "br") {
      writer.lineBreak()
      return
    }
    if (isWayBack(element, page)) return
    const note = noteReference(element, page)
    if (note !== null) {
      writer.text(`[^${note}]`)
      return
    }
    const rows = element.tagName === "table" ? tableOfFigures(element) : null
    if (rows !== null) {
      for (const child of element.childNodes) if (child.nodeName === "caption") write(child, writer, page)
      writer.rows(rows)
      return
    }
    if (BLOCKS.has(element.tagName)) writer.open(markOf(element, page))
  }
  for (const child of node.childNodes) write(child, writer, page)
  if (element && BLOCKS.has(element.tagName)) writer.close()
}

/** What a block begins with. */
function markOf(element: Element, page: Page): string | null {
  const heading = /^h([1-6])$/.exec(element.tagName)
  if (heading) return `${"#".repeat(Number(heading[1]))} `
  if (element.tagName === "figcaption" || element.tagName === "caption") return CAPTION
  const called = page.notes.get(attribute(element, "id") ?? "")
  if (called !== undefined) return `[^${called}]: `
  if (element.tagName !== "li") return null
  const note = noteNumber(element, page)
  return note === null ? "- " : `[^${note}]: `
}

// Ids that programs give to the notes of a page.
const NOTE_ID = /^_?(?:fn|ftn|edn|footnote|endnote|note|cite[_-]?note|ref-?note)[-_:]?(?:[\w.-]{0,40}[-_:])?(\d{1,4})$/i
const NOTE_SIGN = /^[[(]?(\d{1,3}|[a-z*†‡§]|\*{1,3})[\])]?$/i

/** The number of the note that this list item is, or null. */
function noteNumber(item: Element, {places}: Page): string | null {
  const id = NOTE_ID.exec(attribute(item, "id") ?? "")
  if (id) return id[1]!
  if (attribute(item, "role") !== "doc-endnote" && attribute(item, "role") !== "doc-footnote") return null
  const list = item.parentNode
  if (!list) return "0"
  let known = places.get(list as Node)
  if (!known) {
    const items = list.childNodes.filter((child) => child.nodeName === "li")
    known = new Map(items.map((one, i) => [one, i + 1]))
    places.set(list as Node, known)
  }
  return String(known.get(item) ?? 0)
}

/** The number of the note that a raised, linked sign in the text leads to, or null: "trade<sup><a href="#fn1">1</a></sup>". */
function noteReference(element: Element, {notes, signs}: Page): string | null {
  const raised = element.tagName === "sup"
  if (!raised && element.tagName !== "a") return null
  const sign = signs.get(element)
  const link = raised ? sign?.link : element
  if (sign === undefined || !link || !(attribute(link, "href") ?? "").includes("#")) return null
  const said = NOTE_SIGN.exec(sign.text.trim())
  // A link that is not raised is a note only where it says so in brackets.
  if (!said || !(raised || /^\[/.test(sign.text.trim()))) return null
  const id = (attribute(link, "href") ?? "").replace(/^[^#]*#/, "")
  if (id !== "" && !notes.has(id)) notes.set(id, said[1]!)
  return said[1]!
}

/** The arrow at the end of a note that leads back to where it was called. */
const isWayBack = (element: Element, {signs}: Page): boolean =>
  element.tagName === "a" &&
  (attribute(element, "href") ?? "").startsWith("#") &&
  /^(?:[\s↑↩⤴⏎^]|\ufe0e|\ufe0f)+$/.test(signs.get(element)?.text ?? "")

/** The text of each element that has little of it, white space folded, and the first link in it. */
type Signs = ReadonlyMap<Node, {readonly text: string; readonly link: Element | null}>

/** From the innermost outwards, so that links in links in links are read once. */
function signsOf(elements: readonly Element[]): Signs {
  const signs = new Map<Node, {text: string; link: Element | null}>()
  for (let i = elements.length - 1; i >= 0; i--) {
    const element = elements[i]!
    let text: string | null = ""
    let link: Element | null = null
    const unseen = DROPPED.has(element.tagName) || isHidden(element)
    for (const child of element.childNodes) {
      const inner = signs.get(child)
      link ??= child.nodeName === "a" ? (child as Element) : (inner?.link ?? null)
      if (text === null || unseen) continue
      const more: string | null =
        child.nodeName === "#text"
          ? foldedSign((child as DefaultTreeAdapterTypes.TextNode).value)
          : "childNodes" in child
            ? (inner?.text ?? null)
            : ""
      text = more === null ? null : foldedSign(text + more + (BLOCKS.has(child.nodeName) ? " " : ""))
    }
    if (text !== null) signs.set(element, {text, link})
  }
  return signs
}

/** White space folded; null where more is left than a sign has. */
function foldedSign(text: string): string | null {
  const folded = text.length > LONGEST_SIGN ? text.replace(/\s+/g, " ") : text
  return folded.length > LONGEST_SIGN ? null : folded
}

/**
 * The rows of a table that holds names and figures; null for one that holds sentences, or another
 * table, or a single column: such a table only lays a page out.
 */
function tableOfFigures(table: Element): string[] | null {
  // Looked for first, so that tables in tables in tables cost no more than their elements.
  for (const {tagName} of descendants(table)) if (/^(?:table|h[1-6]|ul|ol|article|section)$/.test(tagName)) return null
  const rows: string[] = []
  let columns = 0
  for (const element of descendants(table)) {
    if (element.tagName !== "tr") continue
    const cells = element.childNodes
      .filter((child): child is Element => child.nodeName === "td" || child.nodeName === "th")
      .map((cell) => plainLetters(textIn(cell)).replace(/\s+/g, " ").trim().replaceAll("|", "/"))
    if (cells.some(holdsSentence)) return null
    columns = Math.max(columns, cells.filter((cell) => cell !== "").length)
    if (cells.some((cell) => cell !== "")) rows.push(`| ${cells.join(" | ")} |`)
  }
  return columns > 1 ? rows : null
}

/** Whether a cell says something: five words and a stop. Its words stand a space apart. */
function holdsSentence(cell: string): boolean {
  return cell.split(" ").some((word, i) => i >= 4 && /[.!?]["”’')\]]*$/.test(word))
}

/** All the text in an element, markup aside. */
function textIn(element: Element): string {
  const parts: string[] = []
  // Blocks in a cell part words.
  const waiting: (Node | " ")[] = [element]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === " ") parts.push(next)
    else if (next.nodeName === "#text") parts.push((next as DefaultTreeAdapterTypes.TextNode).value)
    else if ("childNodes" in next && !("tagName" in next && (DROPPED.has(next.tagName) || isHidden(next))))
      for (let i = next.childNodes.length - 1; i >= 0; i--) {
        const child = next.childNodes[i]!
        if (BLOCKS.has(child.nodeName)) waiting.push(" ")
        waiting.push(child)
      }
  }
  return parts.join("")
}

/** Marks where a word may be parted, and letters that have no width, are no letters. */
const plainLetters = (text: string): string => text.replace(/[\u00ad\u200b\u2060\ufeff]/g, "")

const isHidden = (e: Element): boolean =>
  attribute(e, "hidden") !== null ||
  attribute(e, "aria-hidden") === "true" ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(e, "style") ?? "")

function isNamedFurniture(element: Element, {lengths, whole}: Page): boolean {
  if (/^(?:body|html|main|article|p|h[1-6])$/.test(element.tagName)) return false
  const name = `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""} ${attribute(element, "role") ?? ""}`
  return FURNITURE_NAME.test(name) && lengths.get(element)! < MOST_OF_THE_PAGE * whole
}

const attribute = (e: Element, name: string): string | null => e.attrs.find((a) => a.name === name)?.value ?? null

/** The elements under `node`, in the order of the page. */
function* descendants(node: Node): Generator<Element> {
  const waiting: Node[] = "childNodes" in node ? [...node.childNodes].reverse() : []
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ("tagName" in next) yield next
    if ("childNodes" in next) for (let i = next.childNodes.length - 1; i >= 0; i--) waiting.push(next.childNodes[i]!)
  }
}

/** How many letters of text each element holds: worked out once for all, from the innermost outwards. */
type Lengths = ReadonlyMap<Node, number>

function lengthsOf(document: Node, elements: readonly Element[]): Lengths {
  const lengths = new Map<Node, number>()
  const inner = (node: Node): number => {
    if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value.trim().length
    return lengths.get(node) ?? 0
  }
  // In the order of the page an element stands before what it holds.
  for (const element of [...elements].reverse())
    lengths.set(
      element,
      DROPPED.has(element.tagName) ? 0 : element.childNodes.reduce((sum, child) => sum + inner(child), 0),
    )
  lengths.set(
    document,
    "childNodes" in document ? document.childNodes.reduce((sum, child) => sum + inner(child), 0) : 0,
  )
  return lengths
}

/** Collects blocks: white space folds as a browser folds it, a block ends where its element does. */
class BlockWriter {
  private readonly blocks: string[] = []
  /** Of the block at hand, none of them empty: a text that grew by each would be copied for each. */
  private pieces: string[] = []
  private mark: string | null = null

  text(value: string): void {
    const folded = plainLetters(value).replace(/[ \t\r\n\f]+/g, " ")
    const before = this.pieces.at(-1)
    const piece =
      before === undefined || before.endsWith("\n") || before.endsWith(" ") ? folded.replace(/^ /, "") : folded
    if (piece !== "") this.pieces.push(piece)
  }

  lineBreak(): void {
    // Two breaks in a row are how old pages part paragraphs.
    if (this.pieces.at(-1)?.endsWith("\n")) this.close()
    else if (this.pieces.length > 0) {
      let last = ""
      while (last === "" && this.pieces.length > 0) last = this.pieces.pop()!.trimEnd()
      this.pieces.push(`${last}\n`)
    }
  }

  open(mark: string | null): void {
    this.close()
    if (mark !== null) this.mark = mark
  }

  close(): void {
    const text = this.pieces.join("").trim()
    if (text !== "") {
      if (this.mark === CAPTION) this.blocks.push(`![${text.replace(/\s+/g, " ").replace(/[[\]]/g, "")}]()`)
      else this.blocks.push((this.mark ?? "") + (this.mark?.startsWith("#") ? text.replace(/\s+/g, " ") : text))
      this.mark = null
    }
    this.pieces = []
  }

  rows(rows: readonly string[]): void {
    this.close()
    if (rows.length > 0) this.blocks.push(rows.join("\n"))
  }

  finish(): string {
    this.close()
    return this.blocks.length === 0 ? "" : `${this.blocks.join("\n\n")}\n`
  }
}

/** What the head says: Open Graph and the usual meta names, then `<title>` and the first `<time>`. */
function readHead(elements: readonly Element[]): NonNullable<Source["head"]> {
  const meta = new Map<string, string>()
  for (const e of elements) {
    if (e.tagName !== "meta") continue
    const name = (attribute(e, "property") ?? attribute(e, "name") ?? attribute(e, "itemprop"))?.toLowerCase()
    const content = attribute(e, "content")?.replace(/\s+/g, " ").trim()
    if (name && content && !meta.has(name)) meta.set(name, content)
  }
  const first = (...names: string[]): string | undefined => names.map((n) => meta.get(n)).find((v) => v !== undefined)
  const title = elements.find((e) => e.tagName === "title")
  const canonical = elements.find((e) => e.tagName === "link" && attribute(e, "rel") === "canonical")
  const time = elements.find((e) => e.tagName === "time" && attribute(e, "datetime"))
  const author = first("author", "article:author", "byl", "dc.creator", "parsely-author")
  const found = {
    title: first("og:title", "twitter:title") ?? (title ? ownText(title) : undefined),
    publisher: first("og:site_name", "application-name", "dc.publisher", "publisher"),
    author: author && !/^https?:/.test(author) ? author : undefined,
    date:
      first(
        "article:published_time",
        "date",
        "datepublished",
        "pubdate",
        "dc.date",
        "dc.date.issued",
        "parsely-pub-date",
      ) ?? (time ? (attribute(time, "datetime") ?? undefined) : undefined),
    url: (canonical ? attribute(canonical, "href") : null) ?? first("og:url"),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value))
}

function ownText(element: Element): string | undefined {
  const text = element.childNodes
    .map((n) => (n.nodeName === "#text" ? (n as DefaultTreeAdapterTypes.TextNode).value : ""))
    .join("")
  return text.replace(/\s+/g, " ").trim() || undefined
}
