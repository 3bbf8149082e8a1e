// Text of other tools' equations as tokens, each with the offsets it was read from.
//
// In: a text and where to begin. Out: numbers, names, words in quotes, keywords and signs; comments and white space
// are gone, joined lines are joined, names have their white space folded. A .mdl is read straight from the whole file:
// an equation ends at the `~` or `|` that stands outside quotes and comments.
//
// Nothing here throws: what cannot be a token is a `slip`. Every character is looked at a bounded number of times.

import type {Spot} from "./blueprint.ts"

/** Whose way of writing equations. */
export type Dialect = "vensim" | "xmile"

/** One token. `from` and `to` are offsets into the text it was read from. */
export type Token = {
  readonly kind: "number" | "name" | "text" | "keyword" | "sign" | "end"
  /** A name with its white space folded and quotes off; a keyword in capitals (`AND`, `LOOK FORWARD`); a sign as canonical. */
  readonly text: string
  readonly value: number
  /** A name that stood in double quotes. */
  readonly quoted: boolean
  readonly from: number
  readonly to: number
}

/** Keywords of Vensim that stand between colons. */
const COLON_WORDS: ReadonlySet<string> = new Set([
  "AND",
  "OR",
  "NOT",
  "NA",
  "RAW",
  "INTERPOLATE",
  "LOOK FORWARD",
  "HOLD BACKWARD",
  "EXCEPT",
  "SUPPLEMENTARY",
  "SUP",
  "IMPLIES",
  "THE CONDITION",
  "TEST INPUT",
  "IS",
  "AT LEAST ONCE",
  "CROSSING",
  "MACRO",
  "END OF MACRO",
])

/** Those of them that stand in the XMILE that Vensim writes. */
const VENSIM_IN_XMILE: ReadonlySet<string> = new Set([":AND:", ":OR:", ":NOT:", ":NA:"])

/** Longer than any word between colons; beyond it a colon is a colon. */
const LONGEST_COLON_WORD = 40

/** Words of XMILE that are operators. */
const XMILE_WORDS: ReadonlySet<string> = new Set(["AND", "OR", "NOT", "MOD", "IF", "THEN", "ELSE"])

/** Signs of more than one character, longest first; the value is the canonical form. */
const LONG_SIGNS: readonly (readonly [string, string])[] = [
  ["<->", "<->"],
  ["->", "->"],
  ["<>", "<>"],
  ["<=", "<="],
  [">=", ">="],
  ["==", "=="],
  [":=", ":="],
  ["!=", "<>"],
  ["//", "//"],
]

/** Longer than any remark inside an equation. */
const LONGEST_COMMENT = 2000

/** Blanks that may stand behind the `|` of an entry. */
const MOST_BLANKS = 20

/** Longer than any name that a tool takes. */
const LONGEST_NAME = 1000

const BREAK = 10
const RETURN = 13
/** A name or words whose closing quote is missing end before a line break, `|` or `~`. */
const ENDS_OPEN_NAME: ReadonlySet<number> = new Set([BREAK, RETURN, 124, 126])
const BACKSLASH = 92
const QUOTE = 34
const APOSTROPHE = 39

/** Lines of a text, for turning offsets into places. */
export class Lines {
  private readonly starts: number[] = [0]

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === BREAK || (code === RETURN && text.charCodeAt(at + 1) !== BREAK)) this.starts.push(at + 1)
    }
  }

  /** Line and column, both from 1, of a UTF-16 offset. */
  spot(offset: number): Spot {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return {line: low + 1, column: offset - this.starts[low]! + 1}
  }
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x2028 ||
    code === 0x2029 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x3000
  )
}

/** Whether a line ends with this character. */
function isBreak(code: number): boolean {
  return code === BREAK || code === RETURN
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function startsName(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || (code > 127 && !isSpace(code))
}

/** `$` may open a name in XMILE's identifiers and in old Vensim files. */
function opensName(code: number): boolean {
  return startsName(code) || code === 36
}

/** Letters, digits, `_`, `$`; in Vensim also `'`, and signs that no operator uses. */
function goesOnName(code: number, dialect: Dialect): boolean {
  if (startsName(code) || isDigit(code) || code === 36 || code === 46 || code === 35) return true
  return dialect === "vensim" ? code === APOSTROPHE || code === 37 || code === 38 || code === 63 || code === 64 : false
}

/**
 * The tokens of one equation, read on demand from `from` on. For Vensim it ends at `~` or `|` outside quotes and
 * comments, which `end` then points at; for XMILE at the end of the text.
 */
export class Tokens {
  readonly list: Token[] = []
  /** Where reading stopped: the `~` or `|`, or the end of the text. */
  readonly end: number
  readonly slips: {readonly offset: number; readonly says: string; readonly next: string}[] = []
  readonly text: string
  readonly dialect: Dialect
  /** A comment was left open: from there on `{` and `}` no longer nest, so that scanning stays linear. */
  private flat = false
  /** Where the next `}` was last found, as far as it has been looked for. */
  private close = -1

  constructor(text: string, from: number, dialect: Dialect, to: number = text.length) {
    this.text = text
    this.dialect = dialect
    this.end = this.scan(from, to)
  }

  private slip(offset: number, says: string, next: string): void {
    this.slips.push({offset, says, next})
  }

  private push(kind: Token["kind"], text: string, from: number, to: number, value = Number.NaN, quoted = false): void {
    this.list.push({kind, text, value, quoted, from, to})
  }

  private scan(from: number, to: number): number {
    const {text, dialect} = this
    let at = from
    while (at < to) {
      const code = text.charCodeAt(at)
      if (isSpace(code)) at++
      else if (code === BACKSLASH && (dialect === "vensim" || text[at + 1] === "n")) at = this.continuation(at, to)
      else if (dialect === "vensim" && (code === 124 || code === 126)) break
      else if (code === 123) at = this.comment(at, to)
      else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)))) at = this.number(at, to)
      else if (code === QUOTE) at = this.quoted(at, to)
      else if (code === APOSTROPHE) at = this.transposes(at) ? this.sign(at, to) : this.quoted(at, to)
      else if (opensName(code)) at = this.name(at, to)
      else at = this.sign(at, to)
    }
    this.push("end", "", at, at)
    return at
  }

  /** A backslash that ends a line joins it to the next; XMILE writes a break in a name as `\n`. */
  private continuation(at: number, to: number): number {
    if (this.dialect === "xmile") return at + 2
    let next = at + 1
    while (next < to && isSpace(this.text.charCodeAt(next))) next++
    if (next === at + 1) this.slip(at, "A backslash that does not end a line", "Remove it, or put the name in quotes.")
    return next
  }

  /** `{...}`, nested or not, counts as white space. In a .mdl an open one ends at the `|` that ends its entry's last line. */
  private comment(at: number, to: number): number {
    const {text} = this
    const vensim = this.dialect === "vensim"
    const last = Math.min(to, at + LONGEST_COMMENT)
    let depth = 0
    for (let next = at; next < last && !this.flat; next++) {
      const code = text.charCodeAt(next)
      if (code === 123) depth++
      else if (code === 125 && --depth === 0) return next + 1
      else if (code === 124 && vensim && endsLine(text, next + 1)) break
    }
    this.flat = true
    if (this.close <= at) {
      this.close = at
      while (this.close < last) {
        const code = text.charCodeAt(this.close)
        if (code === 125 || (code === 124 && vensim && endsLine(text, this.close + 1))) break
        this.close++
      }
    }
    if (this.close < to && text.charCodeAt(this.close) === 125) return this.close + 1
    this.slip(at, "A comment { that no } closes", "Close it with }.")
    let next = at + 1
    while (next < this.close && text.charCodeAt(next) !== BREAK) next++
    return next
  }

  private number(at: number, to: number): number {
    const {text} = this
    let next = at
    while (next < to && isDigit(text.charCodeAt(next))) next++
    if (text.charCodeAt(next) === 46 && next < to) {
      next++
      while (next < to && isDigit(text.charCodeAt(next))) next++
    }
    const letter = text.charCodeAt(next)
    if (letter === 69 || letter === 101) {
      let power = next + 1
      const signed = text.charCodeAt(power)
      if (signed === 43 || signed === 45) power++
      if (power < to && isDigit(text.charCodeAt(power))) {
        while (power < to && isDigit(text.charCodeAt(power))) power++
        next = power
      }
    }
    const value = Number(text.slice(at, next))
    if (!Number.isFinite(value))
      this.slip(at, "A number too large for any computer's arithmetic", "Write a smaller one.")
    this.push("number", text.slice(at, next), at, next, value)
    return next
  }

  /**
   * `"a name"`, with `\"` for a quote inside it, or `'a file.xls'`: words, not a name. It ends on its line, or behind a
   * joined one, and is no longer than names are.
   */
  private quoted(at: number, to: number): number {
    const {text} = this
    const quote = text.charCodeAt(at)
    const isName = quote === QUOTE
    const last = Math.min(to, at + LONGEST_NAME)
    let next = at + 1
    let read = ""
    let kept = next
    while (next < last) {
      const code = text.charCodeAt(next)
      if (code === quote) {
        this.pushQuoted(isName, read + text.slice(kept, next), at, next + 1)
        return next + 1
      }
      if (isBreak(code)) break
      const following = code === BACKSLASH ? text.charCodeAt(next + 1) : Number.NaN
      if (isBreak(following)) {
        // A joined line is a blank in a name, and nothing in other words.
        read += text.slice(kept, next) + (isName ? " " : "")
        next++
        while (next < to && isSpace(text.charCodeAt(next))) next++
        kept = next
      } else if (isName && following === QUOTE) {
        read += text.slice(kept, next)
        kept = next + 1
        next += 2
      } else next += isName && following === BACKSLASH ? 2 : 1
    }
    if (isName) this.slip(at, "A name in quotes that no quote closes", 'Close it with ".')
    else this.slip(at, "Words in single quotes that no quote closes", "Close them with '.")
    // What stands behind the quote up to the end of its entry is as much of it as anyone can tell.
    next = at + 1
    while (next < last && !ENDS_OPEN_NAME.has(text.charCodeAt(next))) next++
    this.pushQuoted(isName, text.slice(at + 1, next), at, next)
    return next
  }

  private pushQuoted(isName: boolean, read: string, from: number, to: number): void {
    if (isName) this.push("name", fold(read), from, to, Number.NaN, true)
    else this.push("text", read, from, to)
  }

  /** XMILE's `A'`: right behind an array it turns its dimensions round; words in quotes stand elsewhere. */
  private transposes(at: number): boolean {
    const last = this.list.at(-1)
    return this.dialect === "xmile" && last?.to === at && (last.kind === "name" || last.text === "]")
  }

  private name(at: number, to: number): number {
    const {text, dialect} = this
    let end = at + 1
    while (end < to) {
      const code = text.charCodeAt(end)
      if (goesOnName(code, dialect)) {
        end++
        continue
      }
      if (dialect === "xmile") {
        // `\n` is a line break that the tool drew into a name; it counts as a space.
        if (code === BACKSLASH && (text[end + 1] === "n" || text[end + 1] === "r")) end += 2
        else break
        continue
      }
      // Vensim: words go on over blanks and joined lines.
      let next = end
      while (next < to) {
        const inside = text.charCodeAt(next)
        if (isSpace(inside)) next++
        else if (
          inside === BACKSLASH &&
          (text.charCodeAt(next + 1) === BREAK ||
            text.charCodeAt(next + 1) === RETURN ||
            isSpaceToBreak(text, next + 1))
        )
          next++
        else break
      }
      if (next === end || next >= to || !goesOnName(text.charCodeAt(next), dialect)) break
      // 'words' after a name are an argument that lacks its comma, not part of the name.
      if (text.charCodeAt(next) === APOSTROPHE) break
      end = next + 1
    }
    const name = fold(dialect === "xmile" ? text.slice(at, end).replaceAll(/\\[nr]/gu, " ") : text.slice(at, end))
    const upper = dialect === "xmile" ? name.toUpperCase() : ""
    if (dialect === "xmile" && XMILE_WORDS.has(upper)) this.push("keyword", upper, at, end)
    else this.push("name", name, at, end)
    return end
  }

  private sign(at: number, to: number): number {
    const {text, dialect} = this
    const character = text[at]!
    if (character === ":") {
      const word = colonWord(text, at, to)
      // Vensim writes its own operators into XMILE; whatever else stands behind a colon there is XMILE's.
      if (word && (dialect === "vensim" || VENSIM_IN_XMILE.has(text.slice(at, word.to).toUpperCase()))) {
        this.push("keyword", word.name, at, word.to)
        return word.to
      }
    }
    for (const [written, meant] of LONG_SIGNS) {
      if (!text.startsWith(written, at)) continue
      if (written === "->" || written === "<->" || written === ":=") {
        if (dialect === "xmile") continue
      } else if (written === "//" && dialect === "vensim") continue
      this.push("sign", meant, at, at + written.length)
      return at + written.length
    }
    this.push("sign", character, at, at + 1)
    return at + 1
  }
}

/** Whether nothing but a few blanks stands between here and the end of the line. */
function endsLine(text: string, from: number): boolean {
  const after = text.slice(from, from + MOST_BLANKS).trimStart()
  const end = text.slice(from, from + MOST_BLANKS).search(/[\r\n]/u)
  return from >= text.length || after === "" || (end >= 0 && text.slice(from, from + end).trim() === "")
}

/** White space up to the end of its line: a continuation that has blanks after its backslash. */
function isSpaceToBreak(text: string, from: number): boolean {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at > from && (text.charCodeAt(at) === BREAK || text.charCodeAt(at) === RETURN)
}

/** `:AND:`, `:look_forward:` and the like at `at`; null when it is only a colon. */
function colonWord(text: string, at: number, to: number): {name: string; to: number} | null {
  let end = at + 1
  const last = Math.min(to, at + LONGEST_COLON_WORD)
  while (end < last) {
    const code = text.charCodeAt(end)
    if (code === 58) break
    if (!(startsName(code) || isSpace(code))) {
      // `:SUPPLEMENTARY` is the one that may lack its second colon.
      break
    }
    end++
  }
  const name = text
    .slice(at + 1, end)
    .replace(/[\s_]+/gu, " ")
    .trim()
    .toUpperCase()
  if (text.charCodeAt(end) === 58 && end < last && COLON_WORDS.has(name)) return {name, to: end + 1}
  if (name === "SUPPLEMENTARY" || name === "SUP") return {name, to: end}
  return null
}

/** A name with runs of white space, and breaks within it, as single blanks. */
function fold(name: string): string {
  return name.replace(/(?:\\(?=[\r\n])|[\s\u00a0])+/gu, " ").trim()
}

/** A token for people. */
export function shown(token: Token): string {
  return token.kind === "end" ? "the end of the equation" : `'${clipped(token.text)}'`
}

/** Names in messages are cut at this many characters. */
const LONGEST_SHOWN = 60

function clipped(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text
}
