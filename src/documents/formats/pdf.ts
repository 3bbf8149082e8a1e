// A PDF into text with block marks. In: the bytes of the file. Out: the text that offsets count
// in, and what the file says of itself. What a page draws is taken from the library (PDF.js,
// as unpdf packs it: one file, no canvas); in which order it is read is pdf-layout.ts.
//
// What a stranger's file may cost is bounded before it is opened (pdf-costs.ts) and while it is read
// (pages, letters); its scripts, forms and pictures are never looked at.

import type {Source} from "../document.ts"
import {keepsHyphen} from "../legible.ts"
import {refuseCostly} from "./pdf-costs.ts"
import {type Block, layOut} from "./pdf-layout.ts"
import type {Page, Piece} from "./pdf-lines.ts"
import {type LaidOut, Unreadable} from "./unreadable.ts"

/** Bytes that all streams of one file may inflate to, when at most 20 MB of file are read. */
const MOST_INFLATED = 400_000_000
const MOST_PAGES = 10_000
/** Letters of all pages: the Encyclopaedia has fewer. */
const MOST_LETTERS = 50_000_000
/** With fewer letters on its average page, a file is pictures with numbers beneath them. */
const FEWEST_LETTERS = 20
/** Of letters: more of them without a meaning, and the file's fonts do not say what they draw. */
const MOST_NAMELESS = 0.2

/**
 * Reads a PDF.
 * @param most bytes that its streams may inflate to together.
 * @throws Unreadable `doors/encrypted`, `doors/damaged`, `doors/inflates`, `doors/too-long`, `doors/too-much-drawn`,
 *         `doors/too-many-codes`, `doors/no-text`, `doors/garbled`.
 */
export async function readPdf(bytes: Uint8Array, most = MOST_INFLATED): Promise<LaidOut> {
  refuseCutShort(bytes)
  refuseCostly(bytes, most)
  const {getDocument} = await import("unpdf/pdfjs")
  const task = getDocument({
    // The library keeps what it is given.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
  })
  try {
    const file = await task.promise
    if (file.numPages > MOST_PAGES)
      throw new Unreadable(
        "doors/too-long",
        `It has ${file.numPages} pages, and at most ${MOST_PAGES} are read.`,
        "Split it.",
      )
    const pages: Page[] = []
    const empty: number[] = []
    let letters = 0
    let nameless = 0
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number)
      const pieces = piecesOf(await page.getTextContent(), page.getViewport({scale: 1}).transform)
      page.cleanup()
      let here = 0
      for (const {text} of pieces) {
        here += text.replace(/\s/g, "").length
        nameless += text.match(/[\p{Co}\p{Cc}\p{Cn}\ufffd]/gu)?.length ?? 0
      }
      letters += here
      if (letters > MOST_LETTERS)
        throw new Unreadable("doors/inflates", `It holds more than ${MOST_LETTERS / 1e6} million letters.`, "Split it.")
      if (here === 0) empty.push(number)
      pages.push({pieces})
    }
    if (
      letters < FEWEST_LETTERS * pages.length &&
      letters < 10 * FEWEST_LETTERS * Math.max(1, pages.length - empty.length)
    )
      throw new Unreadable(
        "doors/no-text",
        `There is no text in it: its ${pages.length === 1 ? "page is a picture" : `${pages.length} pages are pictures`}, as a scanner makes them.`,
        "Run text recognition (OCR) on it, or save its text as .txt.",
      )
    if (nameless > MOST_NAMELESS * letters)
      throw new Unreadable(
        "doors/garbled",
        "Its fonts do not say which letters they draw.",
        "Run text recognition (OCR) on it, or save its text as .txt.",
      )
    const blocks = layOut(pages)
    return {
      text: printed(blocks),
      head: blocks.some((block) => block.level === 1) ? {} : headOf(await file.getMetadata().catch(() => null)),
      says:
        empty.length > 0
          ? {
              code: "doors/pages-without-text",
              says: `${empty.length} of its ${pages.length} pages hold no text (${listed(empty)}); the others were read.`,
              next: "If they are scanned, run text recognition (OCR) on the file.",
            }
          : null,
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error
    if (error instanceof Error && error.name === "PasswordException")
      throw new Unreadable("doors/encrypted", "It is locked with a password.", "Save it without the password.")
    throw new Unreadable(
      "doors/damaged",
      `It is no whole PDF: ${error instanceof Error ? error.message.replace(/\.$/, "") : String(error)}.`,
      "Save it anew, or save its text as .txt.",
    )
  } finally {
    await task.destroy()
  }
}

type TextContent = {readonly items: readonly object[]}

/** What a page draws, turned upright, with places that count downwards. Text that runs up or down the page is left to the edge. */
function piecesOf(content: TextContent, upright: readonly number[]): Piece[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = upright
  const pieces: Piece[] = []
  for (const item of content.items) {
    if (!("str" in item) || !("transform" in item)) continue
    const {str, transform, width, fontName} = item as {
      str: string
      transform: number[]
      width: number
      fontName: string
    }
    const text = str
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2060\ufeff]/g, "")
      // Letters in the shape that their place in the word gives them, and ligatures, as plain letters.
      .replace(/[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+/g, (shaped) => shaped.normalize("NFKC"))
    if (text === "") continue
    const [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0] = transform
    const along = [a * ta + c * tb, b * ta + d * tb] as const
    const up = [a * tc + c * td, b * tc + d * td] as const
    const size = Math.hypot(...up)
    // Written upwards or aslant: a stamp across the page or a label at its side.
    if (size === 0 || Math.abs(along[1]) > 0.2 * Math.hypot(...along)) continue
    const x0 = a * te + c * tf + e
    const y = b * te + d * tf + f
    pieces.push({text, x0, x1: x0 + width, y, size, font: fontName})
  }
  return pieces
}

/** The end of a whole file says where its table is. */
function refuseCutShort(bytes: Uint8Array): void {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-4096).toString("latin1")
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.byteLength)).toString("latin1")
  if (!head.includes("%PDF-"))
    throw new Unreadable("doors/damaged", "It is no PDF: it does not begin as one.", "Save it anew, or leave it out.")
  if (!/startxref|%%EOF/.test(tail))
    throw new Unreadable(
      "doors/damaged",
      "It is no whole PDF: it breaks off before its end.",
      "Save it anew, or leave it out.",
    )
}

/** Names that programs give by themselves, and that say nothing. */
const NO_TITLE =
  /^(?:untitled|microsoft (?:word|powerpoint)|slide|document\d*|print|layout|title)\b|\.(?:docx?|indd|qxd|tex|pdf|pptx?|odt)$|^\W*$/i

function headOf(metadata: {info: object} | null): NonNullable<Source["head"]> {
  const title = metadata && "Title" in metadata.info ? String(metadata.info.Title).replace(/\s+/g, " ").trim() : ""
  return NO_TITLE.test(title) ? {} : {title}
}

/** "3, 5-7, 12" */
function listed(numbers: readonly number[]): string {
  const runs: string[] = []
  for (let i = 0; i < numbers.length; ) {
    let end = i
    while (numbers[end + 1] === numbers[end]! + 1) end++
    runs.push(end === i ? `${numbers[i]}` : `${numbers[i]}-${numbers[end]}`)
    i = end + 1
  }
  return runs.join(", ")
}

/** Blocks as text: marks as in Markdown, one blank line between blocks. */
function printed(blocks: readonly Block[]): string {
  const join = lineJoiner(blocks)
  const parts: string[] = []
  let table = false
  for (const block of blocks) {
    if (block.kind === "row") {
      const row = `| ${block.lines[0]} |`
      if (table) parts[parts.length - 1] += `\n${row}`
      else parts.push(row)
      table = true
      continue
    }
    table = false
    if (block.kind === "note") {
      const [mark, ...lines] = block.lines
      parts.push(`[^${mark}]: ${join(lines)}`)
      continue
    }
    const words = join(block.lines)
    if (words === "") continue
    if (block.kind === "heading") parts.push(`${"#".repeat(block.level)} ${words}`)
    else if (block.kind === "item") parts.push(/^\d{1,2}\.\s/.test(words) ? words : `- ${words}`)
    else if (block.kind === "caption") parts.push(`![${words.replace(/[[\]]/g, "")}]()`)
    else if (block.kind === "furniture") parts.push(`<!-- ${words.replace(/--+/g, "-").replace(/>/g, "")} -->`)
    else parts.push(words)
  }
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n`
}

/** Letters at the end of what is joined that a next line's joint depends on; and letters from which on the rest is put aside. */
const LOOKED_BACK = 64
const LONG_ENOUGH = 4096

/** Joins lines into one; a hyphen at a line's end goes where the word is one word. */
function lineJoiner(blocks: readonly Block[]): (lines: readonly string[]) => string {
  const words = new Set<string>()
  for (const block of blocks)
    for (const line of block.lines)
      for (const [word] of line.toLowerCase().matchAll(/\p{L}+(?:[-\u2010]\p{L}+)*/gu))
        words.add(word.replace(/\u2010/g, "-"))
  return (lines) => {
    // What is done with, and what the next line may still change: of a paragraph of a hundred pages only its end is looked at.
    const done: string[] = []
    let text = ""
    for (const line of lines) {
      if (text.length > LONG_ENOUGH) {
        done.push(text.slice(0, -LOOKED_BACK))
        text = text.slice(-LOOKED_BACK)
      }
      const left = /(?<=([\p{L}\p{N}][\p{L}\p{N}-]{0,60}))[-\u2010]$/u.exec(text.slice(-LOOKED_BACK))?.[1]
      const right = /^[\p{L}\p{N}]+/u.exec(line)?.[0]
      if (text.endsWith("\u00ad")) text = text.slice(0, -1) + line
      else if (left !== undefined && right !== undefined) {
        const one = /^\p{Ll}/u.test(right) && !keepsHyphen(left, right, (word) => words.has(word))
        text = (one ? text.slice(0, -1) : text) + line
      } else text += (text === "" || /\S[–—]$/.test(text) ? "" : " ") + line
    }
    return [...done, text]
      .join("")
      .replace(/\u00ad/g, "")
      .replace(/\s+/g, " ")
      .trim()
  }
}
