// What a screen is sent. In: words, which may hold anything that a document, a file's name or a server says. Out: text in
// which every control character is shown, and none is sent but the few codes of colour that stand here.
//
// Colours are no part of words: a piece names its colour, and its words are cleaned before the codes go around them.

import {withoutControls} from "../core/controls.ts"
import {withoutLogins} from "./hiding.ts"

/** Words in one of Brink's colours. */
export type Coloured = {readonly colour: keyof typeof CODES; readonly words: string}
/** A result for people: words, some of them in a colour. */
export type Piece = string | Coloured

const CODES = {cyan: "\u001B[36m", yellow: "\u001B[1;33m", magenta: "\u001B[35m"} as const
const PLAIN = "\u001B[0m"

/** A result for people as a screen gets it, with colours or without. */
export function shownPieces(pieces: readonly Piece[], colours: boolean): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return withoutControls(piece)
      const words = withoutControls(piece.words)
      return colours && words !== "" ? `${CODES[piece.colour]}${words}${PLAIN}` : words
    })
    .join("")
}

/**
 * A message as a screen gets it. Only its first line stands at the margin, so nothing that it names can look like another
 * message: a line feed without an indent behind it is shown. Passwords and keys of addresses in it are not.
 */
export function shownMessage(message: string): string {
  return withoutLogins(withoutControls(message).replace(/\n(?! {2})/g, "\\n"))
}
