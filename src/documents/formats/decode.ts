// Bytes into text. In: the bytes of one file. Out: its text with the byte order mark dropped
// and everything else kept, the encoding it was read in, or a refusal in words. Strict
// UTF-8 is tried before any guess, so nothing that is UTF-8 is ever guessed at; a guess is named.

import {createRequire} from "node:module"

// Every command decodes text, and hardly any of it is other than UTF-8: the tables of other encodings are loaded for those.
const require = createRequire(import.meta.url)
const encodings = () => require("iconv-lite") as typeof import("iconv-lite")
const guesses = () => require("chardet") as typeof import("chardet")

/** What became of the bytes: `guessed` where the file did not say its encoding and is not UTF-8. */
type Decoded =
  | {readonly text: string; readonly encoding: string; readonly guessed: boolean}
  | {readonly text: null; readonly why: string}

// Random bytes hold 11 % control characters, text of any encoding hardly any (measured).
const MOST_CONTROL = 0.01
// The guess looks at no more than this much of a file.
const SAMPLE = 65_536
// Of the even or odd bytes of UTF-16 text in a European language nearly all are zero.
const MOSTLY_ZERO = 0.4

/**
 * Decodes one file. Order: byte order mark, UTF-16 without a mark (by its zero
 * bytes), strict UTF-8, then a guess from the letters' statistics. Binary is refused.
 *
 * @param declared an encoding the file names in itself (an HTML page's charset), tried before the guess.
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const mark = byteOrderMark(bytes)
  if (mark) return read(bytes, mark, false)
  // Before UTF-8: plain letters in UTF-16 are valid UTF-8 with a zero behind each, and no text holds zeros.
  const wide = wideWithoutMark(bytes)
  if (wide) return read(bytes, wide, true)
  try {
    return named(new TextDecoder("utf-8", {fatal: true}).decode(bytes), "UTF-8", false)
  } catch {
    // Not UTF-8.
  }
  if (controlShare(bytes) > MOST_CONTROL)
    return {text: null, why: "it is not text: more than 1 byte in 100 is a control character"}
  if (declared && encodings().encodingExists(declared)) return read(bytes, declared, false)
  const guess = guesses().detect(bytes.subarray(0, SAMPLE))
  if (guess && guess !== "UTF-8" && encodings().encodingExists(guess)) return read(bytes, guess, true)
  return {text: null, why: "its encoding cannot be told"}
}

function read(bytes: Uint8Array, encoding: string, guessed: boolean): Decoded {
  return named(encodings().decode(Buffer.from(bytes), encoding), encoding, guessed)
}

function named(text: string, encoding: string, guessed: boolean): Decoded {
  return {text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, encoding, guessed}
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return "UTF-8"
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return "UTF-32LE"
  if (a === 0xff && b === 0xfe) return "UTF-16LE"
  if (a === 0xfe && b === 0xff) return "UTF-16BE"
  return null
}

function wideWithoutMark(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, SAMPLE) & ~1
  if (length < 8) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if (odd > MOSTLY_ZERO * length * 0.5 && even === 0) return "UTF-16LE"
  if (even > MOSTLY_ZERO * length * 0.5 && odd === 0) return "UTF-16BE"
  return null
}

function controlShare(bytes: Uint8Array): number {
  let control = 0
  for (const byte of bytes)
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 127) control++
  return bytes.length === 0 ? 0 : control / bytes.length
}
