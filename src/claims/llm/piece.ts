// Documents in pieces that a small model's window holds, and the way back from a piece to the document.
//
// A piece is words as they are read: paragraphs and list items, one a line, white space folded, marks of the page and
// soft hyphens left out. Invariant: every character of a piece knows where it stands in the document, so that whatever
// is found in a piece has exact offsets there.

import type {Document, Range, Sentence} from "../../documents/index.ts"

export type Piece = {
  /** What is sent: paragraphs one a line, single spaces between words. */
  readonly text: string
  /** `text` as words are compared in it: as long as `text`, typographic quotes and dashes plain. */
  readonly plain: string
  /** Where each character of `text` stands in the document's text. */
  readonly at: Int32Array
}

/** Characters of a piece: with the prompt and a reply they fit a window of 4,096 tokens, which small servers start with. */
const MOST_CHARACTERS = 3000

/** Letters that are not seen: soft hyphens, joiners, zero-width spaces. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/
const EVERY_UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g

const PLAIN_MARKS: ReadonlyMap<string, string> = new Map([
  ["‘", "'"],
  ["’", "'"],
  ["‚", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["‐", "-"],
  ["‑", "-"],
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
])

/**
 * A document's paragraphs and list items in pieces of at most 3,000 characters, cut between paragraphs where that can
 * be, else between sentences.
 * @param said  the document's sentences, in order.
 */
export function piecesOf(document: Document, said: readonly Sentence[]): Piece[] {
  const words = document.plain ?? document.text
  const pieces: Piece[] = []
  let held: Range[][] = []
  let length = 0
  const close = () => {
    if (held.length > 0) pieces.push(pieceOf(words, held))
    held = []
    length = 0
  }
  for (const paragraph of paragraphsOf(said)) {
    const whole = lengthOf(paragraph)
    if (length + whole > MOST_CHARACTERS) close()
    if (whole <= MOST_CHARACTERS) {
      held.push(paragraph)
      length += whole
      continue
    }
    for (const sentence of paragraph) {
      if (length + lengthOf([sentence]) > MOST_CHARACTERS) close()
      if (held.length === 0) held.push([])
      held[0]!.push(sentence)
      length += lengthOf([sentence])
    }
    close()
  }
  close()
  return pieces
}

/** Sentences that are read, passage by passage. */
function paragraphsOf(said: readonly Sentence[]): Range[][] {
  const paragraphs: Range[][] = []
  let passage = -1
  for (const sentence of said) {
    if (sentence.role !== "paragraph" && sentence.role !== "item") continue
    if (sentence.passage !== passage) paragraphs.push([])
    passage = sentence.passage
    paragraphs.at(-1)!.push(sentence)
  }
  return paragraphs
}

const lengthOf = (sentences: readonly Range[]): number => sentences.reduce((sum, {from, to}) => sum + to - from + 1, 0)

function pieceOf(words: string, paragraphs: readonly (readonly Range[])[]): Piece {
  const letters: string[] = []
  const at: number[] = []
  const put = (letter: string, place: number) => {
    letters.push(letter)
    at.push(place)
  }
  for (const paragraph of paragraphs) {
    if (letters.length > 0) put("\n", paragraph[0]!.from)
    paragraph.forEach((sentence, i) => {
      if (i > 0) put(" ", sentence.from)
      for (let k = sentence.from; k < sentence.to; k++) {
        const letter = words[k]!
        if (UNSEEN.test(letter)) continue
        if (!/\s/.test(letter)) put(letter, k)
        else if (letters.at(-1) !== " " && letters.at(-1) !== "\n") put(" ", k)
      }
    })
  }
  return {text: letters.join(""), plain: letters.map(plainMark).join(""), at: Int32Array.from(at)}
}

const plainMark = (letter: string): string => PLAIN_MARKS.get(letter) ?? letter

/** Words as they are looked for in `Piece.plain`: folded, trimmed, marks plain. */
export function folded(words: string): string {
  return [...words.replace(EVERY_UNSEEN, "")].map(plainMark).join("").replace(/\s+/g, " ").trim()
}

/** Where a stretch of a piece stands in its document. */
export function placeOf({at}: Piece, {from, to}: Range): Range {
  return {from: at[from]!, to: at[to - 1]! + 1}
}
