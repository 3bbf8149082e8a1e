// What stands before a news sentence and is no part of it: a headline, a date with its time, a place in capitals, an agency.
// Tokens in, the number of those to leave out. A parser that takes them for words of the sentence hangs the rest on them.

import type {Token} from "./token.ts"

/** A dateline ends within so many tokens, or there is none. */
const LONGEST = 48
/** What is left is a sentence of so many tokens at least. */
const SHORTEST = 5

const CLOCK = /^\d{1,2}[:.]\d\d$/
const ZONE = /^(?:am|pm|a\.m\.|p\.m\.|hrs|ist|gmt|est|utc|h)$/
const MONTH = /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)/

/** How many of a sentence's first tokens are a headline and a dateline. */
export function datelineEnd(tokens: readonly Token[]): number {
  let end = 0
  const most = Math.min(LONGEST, tokens.length - SHORTEST)
  for (let i = 0; i < most; i++) {
    const {text, lower} = tokens[i]!
    const next = tokens[i + 1]!
    if (CLOCK.test(text) && (i === 0 || hasDate(tokens, i))) end = ZONE.test(next.lower) ? i + 2 : i + 1
    // "RUSTENBURG:", "NEW DELHI:", "HYDERABAD, JANUARY 21:"
    else if (lower === ":" && i > 0 && i - end <= 6 && capitals(tokens, end, i)) end = i + 1
    // "HALLOW, 3 October 2028 —"
    else if (/^(?:-+|–|—)$/.test(text) && i > 0 && i - end <= 8 && capitals(tokens, end, i)) end = i + 1
    // "(ANA) -", "(Reuters) -", "3 March 2025 (Upland Wire) -"
    else if (/^(?:-+|–|—)$/.test(text) && i < 16) {
      const open = agency(tokens, i)
      if (open > 0 && capitals(tokens, end, open)) end = i + 1
    }
  }
  return end
}

/**
 * Where the bracket opens that names an agency right before `i`; -1 of none. Of more than one word only behind a day: without one the
 * bracket says what the capitals stand for ("SRU (Salt Road Union)").
 */
function agency(tokens: readonly Token[], i: number): number {
  if (tokens[i - 1]?.text !== ")") return -1
  const open = tokens.findLastIndex(({text}, k) => k < i && text === "(")
  const name = tokens.slice(open + 1, i - 1)
  if (open < 0 || name.length === 0 || !name.every(({text}) => /^\p{Lu}[\p{L}.]+$/u.test(text))) return -1
  return name.length === 1 || /^\d{1,4}$/.test(tokens[open - 1]?.text ?? "") ? open : -1
}

/** Whether a day with its month stands right before a time. */
function hasDate(tokens: readonly Token[], i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 6); k--) {
    if (MONTH.test(tokens[k]!.lower)) return true
    if (!/^(?:,|\d+(?:st|nd|rd|th)?)$/.test(tokens[k]!.lower)) return false
  }
  return false
}

/** Whether the tokens before `to` are a place in capitals, with a day at most. */
function capitals(tokens: readonly Token[], from: number, to: number): boolean {
  let found = false
  for (let k = Math.max(from, to - 8); k < to; k++) {
    const {text} = tokens[k]!
    if (/^\p{Lu}{3,}$/u.test(text)) found = true
    else if (!/^[,\d/-]+$/.test(text) && !/^\p{Lu}\p{L}*\.?$/u.test(text)) return false
  }
  return found && /^[\p{Lu}\d)]/u.test(tokens[to - 1]!.text)
}
