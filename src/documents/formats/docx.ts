// A Word document into text with block marks. In: the bytes of a .docx file. Out: the text that
// offsets count in, what the file says of itself, and whether it holds macros. The archive is
// opened by our own reader, which bounds what it inflates to; only the parts that hold text are
// handed on, packed anew, to the library (mammoth), whose page the HTML reader then reads. So
// macros, pictures, embedded files and links to elsewhere are never even looked at.

import type {Source} from "../document.ts"
import {type Archive, Damaged, openArchive} from "./archive.ts"
import {thinned} from "./docx-thin.ts"
import {readHtml} from "./html.ts"
import {storeParts} from "./storing.ts"
import {scanTags} from "./tags.ts"
import {type LaidOut, Unreadable} from "./unreadable.ts"

/** Bytes that the parts with text may inflate to: a book of a thousand pages has some 10 MB. */
const MOST_INFLATED = 60_000_000

/** Each takes a kilobyte and more as a tree. A book of a thousand pages has 50,000. */
const MOST_ELEMENTS = 500_000

const TEXT_PARTS = /^(?:\[content_types\]\.xml|_rels\/\.rels|word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels)$/i

// Styles by the names Word gives them in every language. Titles are headings; captions are marked as a picture's.
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='subtitle'] => h2:fresh",
  "p[style-name='Caption'] => figcaption:fresh",
  "p[style-name='caption'] => figcaption:fresh",
]

/**
 * Reads a Word document (.docx, .docm).
 * @param most bytes that its parts with text may inflate to together.
 * @throws Unreadable `doors/encrypted`, `doors/damaged`, `doors/inflates`, `doors/too-long`.
 */
export async function readDocx(bytes: Uint8Array, most = MOST_INFLATED): Promise<LaidOut> {
  if (isCompound(bytes)) throw locked()
  let archive: Archive
  const parts = new Map<string, Uint8Array>()
  let elements = 0
  try {
    archive = openArchive(bytes, most)
    for (const name of archive.names) {
      if (!TEXT_PARTS.test(name)) continue
      const part = thinned(archive.part(name)!)
      elements += elementsIn(part)
      if (elements > MOST_ELEMENTS)
        throw new Unreadable(
          "doors/too-long",
          `It has more than ${MOST_ELEMENTS} elements (paragraphs, runs of words, cells).`,
          "Split it, or save its text as .txt.",
        )
      parts.set(name, part)
    }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    throw refusal(error.message)
  }
  const mammoth = (await import("mammoth")).default
  let page: string
  try {
    const buffer = Buffer.from(storeParts(parts))
    page = (
      await mammoth.convertToHtml(
        {buffer},
        {
          styleMap: STYLES,
          // A file may carry rules of its own for how it is turned into a page; and pictures were not handed on.
          includeEmbeddedStyleMap: false,
          convertImage: mammoth.images.imgElement(async () => ({src: ""})),
        },
      )
    ).value
  } catch (error) {
    throw new Unreadable(
      "doors/damaged",
      error instanceof RangeError
        ? "Its parts are nested too deeply to be read."
        : `It is no whole Word document: ${error instanceof Error ? firstLine(error.message) : String(error)}.`,
      "Save it anew, or save its text as .txt.",
    )
  }
  const macros = archive.names.some((name) => /vbaproject\.bin$/i.test(name))
  return {
    text: readHtml(page).text,
    head: headOf(archive),
    says: macros
      ? {
          code: "doors/macros",
          says: "It holds macros; its text was read, they were neither run nor looked at.",
          next: "Nothing to do; save it as .docx to be rid of them.",
        }
      : null,
  }
}

/** Tags that open something. */
function elementsIn(part: Uint8Array): number {
  let count = 0
  for (let at = part.indexOf(LESS); at >= 0; at = part.indexOf(LESS, at + 1)) if (part[at + 1] !== SLASH) count++
  return count
}

const LESS = 0x3c
const SLASH = 0x2f

function refusal(damage: string): Unreadable {
  if (damage.includes("encrypted")) return locked()
  if (damage.includes("inflates"))
    return new Unreadable(
      "doors/inflates",
      `Its text ${damage.replace(/^it /, "")}.`,
      "Split it, or save its text as .txt.",
    )
  return new Unreadable("doors/damaged", `It is no whole Word document: ${damage}.`, "Save it anew, or leave it out.")
}

const locked = (): Unreadable =>
  new Unreadable("doors/encrypted", "It is locked with a password.", "Save it without the password.")

const firstLine = (message: string): string => message.split("\n")[0]!.replace(/\.$/, "")

/** Word packs a document with a password into the container of its older format. */
const isCompound = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0

/** Title and author from the document's properties. */
function headOf(archive: Archive): NonNullable<Source["head"]> {
  let part: Uint8Array | null = null
  try {
    part = archive.part("docprops/core.xml")
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
  }
  if (!part) return {}
  const found = new Map<string, string>()
  let open = ""
  scanTags(new TextDecoder().decode(part), {
    open: (name) => {
      open = name
    },
    close: () => {
      open = ""
    },
    text: (words) => {
      if (open !== "") found.set(open, `${found.get(open) ?? ""}${words}`.replace(/\s+/g, " ").trim())
    },
  })
  const title = found.get("title")
  return title ? {title} : {}
}
