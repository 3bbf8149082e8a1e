// Damage to text and bytes, as carelessness and malice do it: pieces lost, doubled, moved and swapped; numbers at their
// extremes; names that mean something to JavaScript; brackets without end; letters that are none; other encodings.
//
// In: draws and an input that is valid. Out: the input damaged one to four times, and what was done. A piece that is
// repeated grows to 200 kB at most: what is longer is a matter of limits, which have tests of their own.

import type {Draws} from "./draws.ts"

export type Damaged = {readonly bytes: Uint8Array; readonly done: string}

/** Characters that a repeated piece comes to at most. */
const LONGEST = 200_000

export const NUMBERS: readonly string[] = [
  "0",
  "-0",
  "-1",
  "1",
  "2",
  "1e999",
  "-1e999",
  "1e18",
  "1e308",
  "1e-320",
  "NaN",
  "Infinity",
  ".inf",
  ".nan",
  "0x10",
  "1_000",
  "1e",
  "9007199254740993",
  "18446744073709551616",
  "99999999999999999999999999999999",
  "0.1",
  "3.5.2",
  "1e9",
  "-5",
  "1/0",
]

export const NAMES: readonly string[] = [
  "toString",
  "constructor",
  "__proto__",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "length",
  "then",
  "toJSON",
  "",
  " ",
  "null",
  "undefined",
  "true",
  "time",
  "if",
  "a b",
  "\u00e9",
  "e\u0301",
  "\u{1f41f}",
  "..",
  "../../x",
  "x".repeat(300),
]

const CONTROLS = [
  "\u0000",
  "\u0001",
  "\u0007",
  "\b",
  "\u000b",
  "\f",
  "\u001b[31m",
  "\u001b]0;x\u0007",
  "\u007f",
  "\u0085",
  "\u009b",
]
const ODD_LETTERS = [
  "\ud800",
  "\udc00",
  "\udbff\udbff",
  "\ufeff",
  "\u200b",
  "\u202e",
  "\u2028",
  "\u2029",
  "\u00a0",
  "\u00ad",
  "\ufffd",
  "\ufdfd",
  "a\u0301\u0302\u0303",
  "\u0130",
  "\u1e9e",
  "\u{10ffff}",
  "\u{1f468}\u200d\u{1f469}",
  "\ue000",
]
const LINE_ENDS = ["\r", "\n", "\r\n", "\n\n\n\n", "\n\r"]
const BRACKETS = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "<",
  ">",
  '"',
  "'",
  "`",
  "*",
  "_",
  "-",
  "#",
  "|",
  "~",
  "\\",
  "/",
  "&",
  ",",
]
const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\p{N}+|[^\s\p{L}\p{N}_]/gu
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g
const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu

/**
 * @param others   texts of the same kind, to take pieces from.
 * @param hostile  what only this kind of input can hold.
 */
export function damageText(draws: Draws, text: string, others: readonly string[], hostile: readonly string[]): Damaged {
  const done: string[] = []
  let damaged = text
  for (let left = 1 + draws.below(4); left > 0; left--) {
    const how = draws.pick(HOW)
    const more = draws.oneIn(3) && hostile.length > 0 ? "something of its kind" : how
    damaged = DAMAGE[more]!(draws, damaged, others, hostile)
    done.push(more)
    // Doubled four times over, a text would leave the sizes that are tried here.
    if (damaged.length > 2 * LONGEST) damaged = damaged.slice(0, 2 * LONGEST)
  }
  const encoded = encode(draws, damaged, done)
  if (!draws.oneIn(12)) return {bytes: encoded, done: done.join(", ")}
  const {bytes, done: more} = damageBytes(draws, encoded)
  return {bytes, done: [...done, more].join(", ")}
}

type Act = (draws: Draws, text: string, others: readonly string[], hostile: readonly string[]) => string

const put = (text: string, from: number, to: number, by: string): string => text.slice(0, from) + by + text.slice(to)
const anywhere = (draws: Draws, text: string): number => draws.below(text.length + 1)

function span(draws: Draws, text: string): readonly [number, number] {
  const from = anywhere(draws, text)
  return [from, Math.min(text.length, from + draws.size(400))]
}

function places(text: string, what: RegExp): (readonly [number, string])[] {
  return [...text.matchAll(what)].map((match) => [match.index, match[0]] as const)
}

const replaceOne =
  (what: RegExp, by: readonly string[]): Act =>
  (draws, text) => {
    const found = places(text, what)
    if (found.length === 0) return text
    const [from, old] = draws.pick(found)
    return put(text, from, from + old.length, draws.pick(by))
  }

const insert =
  (by: (draws: Draws) => string): Act =>
  (draws, text) => {
    const at = anywhere(draws, text)
    return put(text, at, at, by(draws))
  }

const lines =
  (change: (draws: Draws, all: string[]) => void): Act =>
  (draws, text) => {
    const all = text.split("\n")
    change(draws, all)
    return all.join("\n")
  }

/** A piece again and again, to a size of any magnitude. */
const manyTimes = (draws: Draws, piece: string): string =>
  piece === "" ? "" : piece.repeat(Math.ceil(draws.size(LONGEST) / piece.length)).slice(0, LONGEST)

const DAMAGE: Readonly<Record<string, Act>> = {
  "lost a piece": (draws, text) => put(text, ...span(draws, text), ""),
  "doubled a piece": (draws, text) => {
    const [from, to] = span(draws, text)
    return put(text, to, to, text.slice(from, to))
  },
  "moved a piece": (draws, text) => {
    const [from, to] = span(draws, text)
    const rest = put(text, from, to, "")
    const there = anywhere(draws, rest)
    return put(rest, there, there, text.slice(from, to))
  },
  "swapped two lines": lines((draws, all) => {
    const [i, j] = [draws.below(all.length), draws.below(all.length)]
    const line = all[i]!
    all[i] = all[j]!
    all[j] = line
  }),
  "lost a line": lines((draws, all) => all.splice(draws.below(all.length), 1 + draws.below(3))),
  "doubled a line": lines((draws, all) => all.splice(draws.below(all.length), 0, draws.pick(all))),
  "a line many times": lines((draws, all) => {
    const line = draws.pick(all)
    const times = Math.ceil(draws.size(LONGEST / 4) / (line.length + 1))
    all.splice(draws.below(all.length), 0, Array.from({length: times}, () => line).join("\n"))
  }),
  "swapped two words": (draws, text) => {
    const words = places(text, TOKEN)
    if (words.length < 2) return text
    const [[first, a], [second, b]] = [draws.pick(words), draws.pick(words)].sort(([p], [q]) => p - q) as [
      readonly [number, string],
      readonly [number, string],
    ]
    return first === second ? text : put(put(text, second, second + b.length, a), first, first + a.length, b)
  },
  "two words many times": (draws, text) => {
    const words = places(text, TOKEN)
    if (words.length === 0) return text
    const joint = draws.pick(["", " ", ", ", "\n", " and "])
    const at = anywhere(draws, text)
    return put(text, at, at, manyTimes(draws, draws.pick(words)[1] + joint + draws.pick(words)[1] + joint))
  },
  "one sign many times": insert((draws) => manyTimes(draws, draws.pick([...BRACKETS, ..."aA0. \t\n"]))),
  "brackets in brackets": insert((draws) => {
    const depth = draws.size(20_000)
    const [open, close] = draws.pick(["()", "[]", "{}", "<>", '""'].map((pair) => [pair[0]!, pair[1]!] as const))
    return open.repeat(depth) + draws.pick(["", "a", "1"]) + close.repeat(draws.oneIn(2) ? depth : draws.below(depth))
  }),
  "another number": replaceOne(NUMBER, NUMBERS),
  "another name": replaceOne(NAME, NAMES),
  "one name for another, everywhere": (draws, text) => {
    const found = places(text, NAME)
    if (found.length === 0) return text
    const [[, old], by] = [draws.pick(found), draws.oneIn(2) ? draws.pick(NAMES) : draws.pick(found)[1]]
    return text.split(old).slice(0, 1000).join(by)
  },
  "a sign gone, or another": replaceOne(/[^\p{L}\p{N}\s]/gu, ["", ...BRACKETS, "=", ":", ";", "+", ".", "!", "?"]),
  "a control character": insert((draws) => draws.pick(CONTROLS)),
  "odd letters": insert((draws) => draws.pick(ODD_LETTERS)),
  "odd letters in a name": (draws, text) => {
    const found = places(text, NAME)
    if (found.length === 0) return text
    const [from, name] = draws.pick(found)
    const at = from + draws.below(name.length + 1)
    return put(text, at, at, draws.pick(draws.oneIn(3) ? CONTROLS : ODD_LETTERS))
  },
  "other line ends": (draws, text) => {
    const end = draws.pick(LINE_ENDS)
    return text.replace(/\n/g, () => (draws.oneIn(4) ? "\n" : end))
  },
  "cut short": (draws, text) => text.slice(0, anywhere(draws, text)),
  "nothing left": (draws) => draws.pick(["", " ", "\n", "\ufeff", "\t\n \n", "a", "0", "-", "---", "{}", "[]", "null"]),
  "a piece of another": (draws, text, others) => {
    const other = draws.pick([text, ...others])
    const [from, to] = span(draws, other)
    const at = anywhere(draws, text)
    return put(text, at, at, other.slice(from, to))
  },
  "half of another": (draws, text, others) => {
    const other = draws.pick([text, ...others])
    return text.slice(0, anywhere(draws, text)) + other.slice(anywhere(draws, other))
  },
  "something of its kind": (draws, text, _others, hostile) => {
    if (hostile.length === 0) return text
    const piece = draws.pick(hostile)
    // At the beginning of a line and in place of a word it is more often read for what it is.
    const starts = places(text, /^/gm)
    const words = places(text, TOKEN)
    const [from, old] = draws.pick([
      [anywhere(draws, text), ""] as const,
      draws.pick(starts),
      ...(words.length > 0 ? [draws.pick(words)] : []),
    ])
    return put(text, from, from + old.length, piece)
  },
}
const HOW = Object.keys(DAMAGE)

/** Mostly UTF-8, in which half of a pair of surrogates is written as it is. */
function encode(draws: Draws, text: string, done: string[]): Uint8Array {
  if (!draws.oneIn(15)) return wtf8(text)
  const [name, bytes] = draws.pick<readonly [string, () => Buffer]>([
    ["as UTF-16", () => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["as UTF-16 without its mark", () => Buffer.from(text, "utf16le")],
    ["as UTF-16, high byte first", () => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["as Latin-1", () => Buffer.from(text, "latin1")],
    ["with the mark of UTF-8", () => Buffer.from(`\ufeff${text}`, "utf8")],
    ["with two marks of UTF-8", () => Buffer.from(`\ufeff\ufeff${text}`, "utf8")],
    [
      "as UTF-32",
      () => Buffer.concat([...text.slice(0, 20_000)].map((c) => Buffer.from([c.charCodeAt(0) & 255, 0, 0, 0]))),
    ],
    ["as letters of a code page", () => Buffer.from(text.replace(/[a-z]/g, "\u00e4"), "latin1")],
  ])
  done.push(name)
  return bytes()
}

/** UTF-8 in which a surrogate that stands alone is three bytes of its own, which strict UTF-8 does not know. */
export function wtf8(text: string): Uint8Array {
  if (!/\p{Cs}/u.test(text)) return Buffer.from(text, "utf8")
  const parts: Buffer[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    parts.push(
      code >= 0xd800 && code <= 0xdfff
        ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)])
        : Buffer.from(letter, "utf8"),
    )
  }
  return Buffer.concat(parts)
}

/** Bits flipped, bytes lost, doubled, put in, set to their extremes. */
export function damageBytes(draws: Draws, bytes: Uint8Array): Damaged {
  const done: string[] = []
  let damaged = Buffer.from(bytes)
  for (let left = draws.size(8); left > 0; left--) {
    const at = draws.below(damaged.length + 1)
    const to = Math.min(damaged.length, at + draws.size(64))
    const how = draws.pick([
      "bits flipped",
      "bytes lost",
      "bytes doubled",
      "bytes put in",
      "bytes at extremes",
      "cut short",
    ])
    if (how === "bits flipped" && at < damaged.length) damaged[at] = damaged[at]! ^ (1 << draws.below(8))
    else if (how === "bytes lost") damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(to)])
    else if (how === "bytes doubled") damaged = Buffer.concat([damaged.subarray(0, to), damaged.subarray(at)])
    else if (how === "bytes put in") {
      const piece = Buffer.from(Array.from({length: 1 + draws.below(8)}, () => draws.below(256)))
      damaged = Buffer.concat([damaged.subarray(0, at), piece, damaged.subarray(at)])
    } else if (how === "bytes at extremes") damaged.fill(draws.pick([0, 0xff, 0x7f, 0x80, 1]), at, Math.min(at + 4, to))
    else if (how === "cut short" && draws.oneIn(8)) damaged = damaged.subarray(0, at)
    done.push(how)
  }
  return {bytes: damaged, done: [...new Set(done)].join(", ")}
}
