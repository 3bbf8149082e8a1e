// A web page into text with block marks. In: the page's source. Out: the text that offsets
// count in (`brink read --text FILE` prints it), and what the page's head says of it. Blocks
// are parted by blank lines; headings carry `#`, list items `-`, as in Markdown. Scripts,
// navigation, forms, side columns and hidden parts are left out here, because only the page's
// markup knows them; furniture that looks like text is left for the text room to find.

import {type DefaultTreeAdapterTypes, parse} from "parse5"
import type {Source} from "../text/index.ts"

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document
type Element = DefaultTreeAdapterTypes.Element

const DROPPED = new Set(
  "script style noscript template svg math canvas nav aside footer form button select input textarea iframe object embed audio video head dialog menu figcaption label map".split(
    " ",
  ),
)
const BLOCKS = new Set(
  "address article blockquote body center dd details div dl dt fieldset figure header hr html li main ol p pre section summary table tbody td th thead tr ul h1 h2 h3 h4 h5 h6".split(
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

/** Text and head of a page. Never throws: a browser reads anything, and so does the parser. */
export function readHtml(page: string): {text: string; head: NonNullable<Source["head"]>} {
  const document = parse(page)
  const elements = [...descendants(document)]
  const body = elements.find((e) => e.tagName === "body")
  const whole = body ? textLength(body) : 0
  const root = mainPart(elements) ?? body ?? document
  const writer = new BlockWriter()
  write(root, writer, whole)
  return {text: writer.finish(), head: readHead(elements)}
}

/** The longest article, else the main part, when it is long enough to be the text. */
function mainPart(elements: readonly Element[]): Element | null {
  for (const name of ["article", "main"]) {
    const found = elements
      .filter((e) => e.tagName === name || attribute(e, "role") === name)
      .map((element) => ({element, length: textLength(element)}))
      .sort((a, b) => b.length - a.length)[0]
    if (found && found.length >= SHORTEST_ARTICLE) return found.element
  }
  return null
}

function write(node: Node, writer: BlockWriter, whole: number): void {
  if (node.nodeName === "#text") {
    writer.text((node as DefaultTreeAdapterTypes.TextNode).value)
    return
  }
  if (!("childNodes" in node)) return
  const element = "tagName" in node ? node : null
  if (element) {
    if (DROPPED.has(element.tagName) || isHidden(element) || isNamedFurniture(element, whole)) return
    if (element.tagName === "br") {
      writer.lineBreak()
      return
    }
    const heading = /^h([1-6])$/.exec(element.tagName)
    if (BLOCKS.has(element.tagName))
      writer.open(heading ? `${"#".repeat(Number(heading[1]))} ` : element.tagName === "li" ? "- " : null)
  }
  for (const child of node.childNodes) write(child, writer, whole)
  if (element && BLOCKS.has(element.tagName)) writer.close()
}

const isHidden = (e: Element): boolean =>
  attribute(e, "hidden") !== null ||
  attribute(e, "aria-hidden") === "true" ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(e, "style") ?? "")

function isNamedFurniture(element: Element, whole: number): boolean {
  if (/^(?:body|html|main|article|p|h[1-6])$/.test(element.tagName)) return false
  const name = `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""} ${attribute(element, "role") ?? ""}`
  return FURNITURE_NAME.test(name) && textLength(element) < MOST_OF_THE_PAGE * whole
}

const attribute = (e: Element, name: string): string | null => e.attrs.find((a) => a.name === name)?.value ?? null

function* descendants(node: Node): Generator<Element> {
  if (!("childNodes" in node)) return
  for (const child of node.childNodes) {
    if ("tagName" in child) yield child
    yield* descendants(child)
  }
}

function textLength(node: Node): number {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value.trim().length
  if (!("childNodes" in node) || ("tagName" in node && DROPPED.has(node.tagName))) return 0
  let length = 0
  for (const child of node.childNodes) length += textLength(child)
  return length
}

/** Collects blocks: white space folds as a browser folds it, a block ends where its element does. */
class BlockWriter {
  private readonly blocks: string[] = []
  private block = ""
  private mark: string | null = null

  text(value: string): void {
    const folded = value.replace(/[ \t\r\n\f]+/g, " ")
    this.block +=
      this.block === "" || this.block.endsWith("\n") || this.block.endsWith(" ") ? folded.replace(/^ /, "") : folded
  }

  lineBreak(): void {
    // Two breaks in a row are how old pages part paragraphs.
    if (this.block.endsWith("\n")) this.close()
    else if (this.block !== "") this.block = `${this.block.trimEnd()}\n`
  }

  open(mark: string | null): void {
    this.close()
    if (mark !== null) this.mark = mark
  }

  close(): void {
    const text = this.block.trim()
    if (text !== "") {
      this.blocks.push((this.mark ?? "") + (this.mark?.startsWith("#") ? text.replace(/\s+/g, " ") : text))
      this.mark = null
    }
    this.block = ""
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
