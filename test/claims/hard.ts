// Documents that are one thing over and over, for tests of what reading costs. In: a token, a length, a kind of file.
// Out: that document with a little English around it, so that it is read at all.

import {read} from "../../src/claims/whole.ts"
import {readHtml} from "../../src/documents/formats/html.ts"
import {Unreadable} from "../../src/documents/formats/unreadable.ts"
import {type Document, lineages, openDocument} from "../../src/documents/index.ts"
import {gather} from "../../src/map/index.ts"
import {english} from "../language/english.ts"

const PROSE =
  "The raids on the old road hurt trade in the valley, and the council said that it would send more guards to the pass " +
  "before the winter. Prices of salt rose because the carters stayed at home.\n\n"

/** What a document is made of: marks, brackets, words that open a clause, lists, tables, letters of no width. */
export const TOKENS: readonly string[] = (
  'a |. |"|(|- |, |“|if |because |of the |Mr. |1,|1.|\n\n|* |# |> |[|](|<|&|; |: |— |A|a|and |said |not |which |\n|\t|' +
  "- a\n|a\n\n|The Raid|raids led to |in 2020 |10% |who |(a) |…|--|Pakistani Taliban |Long Name (LN) |_a_ |**|`|```\n|[a](b) |" +
  "<!--|![](|by |\u00a0|é|東京|\u0301|\u200b|\u00ad|a-\n|/|published by |Photo: |A b c. |a.B"
)
  .split("|")
  .concat("| ", "|a|b|\n")

/** The same for pages. */
export const ELEMENTS: readonly string[] =
  "<b>|<td>|<p>|&amp;|<!--|</p>|<div>|<table>|<a href=x>|<li>|<br>|<tr><td>a</td></tr>|<script>|<p>a|<a| a".split("|")

export type Kind = "text" | "markdown" | "html"

/** `length` characters of `token`, between two paragraphs of prose. */
export function documentOf(token: string, length: number, kind: Kind): string {
  const row = token.repeat(Math.ceil(length / token.length))
  return kind === "html" ? `<p>${PROSE}</p><div>${row}</div><p>${PROSE}</p>` : `${PROSE.repeat(2)}${row}\n\n${PROSE}`
}

/** Opens a document; null where it is refused. */
export function open(text: string, kind: Kind): Document | null {
  try {
    return openDocument(kind === "html" ? {file: "a", kind, ...readHtml(text)} : {file: "a", kind, text}).document
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

/** Opens a document, reads it and makes its map. */
export function readAll(text: string, kind: Kind): void {
  const document = open(text, kind)
  if (!document) return
  const reading = read([document], lineages([document]), english(), [])
  if (reading.claims.length > 0) gather(reading)
}
