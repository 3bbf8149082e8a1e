// Words for counting and comparing. In: text. Out: its words in lower case, without their places.
// One scan, so that a file that is one word of ten megabytes costs no more than another.

/**
 * The words of `text` in lower case: runs of letters and digits, joined by a single hyphen,
 * apostrophe or full stop inside. For counting and comparing, not for offsets. A scan, not a
 * regular expression, because a file may be one word of ten megabytes.
 */
export function wordsIn(text: string): string[] {
  const lower = text.toLowerCase().replace(/’/g, "'")
  const words: string[] = []
  let start = -1
  for (let at = 0; at <= lower.length; ) {
    const code = at < lower.length ? lower.codePointAt(at)! : -1
    const width = code > 0xffff ? 2 : 1
    const inside = code >= 0 && isWordCode(code)
    if (inside && start < 0) start = at
    else if (!inside && start >= 0) {
      const joins = code === 0x2d || code === 0x27 || code === 0x2e
      const next = joins && at + 1 < lower.length ? lower.codePointAt(at + 1)! : -1
      if (next < 0 || !isWordCode(next)) {
        words.push(lower.slice(start, at))
        start = -1
      }
    }
    at += width
  }
  return words
}

function isWordCode(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  return /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(code))
}
