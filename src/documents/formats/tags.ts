// XML as a run of tags and text: for the parts of a spreadsheet, which programs write and which
// are too large to hold as a tree. In: the text of one part. Out: calls, in the order of the text.
//
// Lenient where it costs nothing (end tags are not matched) and closed where it counts: only the
// five named entities and numbered characters are known, so nothing can be made to grow.

/** What is told of a part: names come without their namespace prefix. */
type Listener = {
  open(name: string, attributes: string, empty: boolean): void
  close(name: string): void
  text(words: string): void
}

/** Goes once through `xml`, from its start to its end or to the first `<` that nothing closes. */
export function scanTags(xml: string, listener: Listener): void {
  let at = 0
  while (at < xml.length) {
    const start = xml.indexOf("<", at)
    if (start < 0) {
      listener.text(plain(xml.slice(at)))
      return
    }
    if (start > at) listener.text(plain(xml.slice(at, start)))
    if (xml.startsWith("<!--", start)) {
      const end = xml.indexOf("-->", start + 4)
      at = end < 0 ? xml.length : end + 3
    } else if (xml.startsWith("<![CDATA[", start)) {
      const end = xml.indexOf("]]>", start + 9)
      listener.text(xml.slice(start + 9, end < 0 ? xml.length : end))
      at = end < 0 ? xml.length : end + 3
    } else if (xml[start + 1] === "?" || xml[start + 1] === "!") {
      const end = xml.indexOf(">", start)
      at = end < 0 ? xml.length : end + 1
    } else {
      const end = endOfTag(xml, start)
      if (end < 0) return
      const closing = xml[start + 1] === "/"
      const empty = xml[end - 1] === "/"
      const inside = xml.slice(start + (closing ? 2 : 1), empty ? end - 1 : end)
      const space = inside.search(/\s/)
      const full = space < 0 ? inside : inside.slice(0, space)
      const name = full.slice(full.indexOf(":") + 1)
      if (closing) listener.close(name)
      else {
        listener.open(name, space < 0 ? "" : inside.slice(space), empty)
        if (empty) listener.close(name)
      }
      at = end + 1
    }
  }
}

/** The value of one attribute; a name without prefix also finds one with a prefix. Null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  // By hand rather than by a pattern, so that a tag of a million letters costs a million steps.
  let at = 0
  while (at < attributes.length) {
    const equals = attributes.indexOf("=", at)
    if (equals < 0) return null
    let from = equals + 1
    while (isBlank(attributes, from)) from++
    const quote = attributes[from]
    if (quote !== '"' && quote !== "'") {
      at = equals + 1
      continue
    }
    const close = attributes.indexOf(quote, from + 1)
    if (close < 0) return null
    const found = attributes.slice(at, equals).trim()
    if (found === name || found.endsWith(`:${name}`)) return plain(attributes.slice(from + 1, close))
    at = close + 1
  }
  return null
}

function isBlank(text: string, at: number): boolean {
  const char = text[at]
  return char === " " || char === "\t" || char === "\n" || char === "\r"
}

/** A `>` inside quotes does not end a tag. */
function endOfTag(xml: string, start: number): number {
  let from = start + 1
  for (;;) {
    const end = xml.indexOf(">", from)
    if (end < 0) return -1
    const quote = openQuote(xml, from, end)
    if (quote === "") return end
    const close = xml.indexOf(quote, end)
    if (close < 0) return -1
    from = close + 1
  }
}

function openQuote(xml: string, from: number, to: number): string {
  let quote = ""
  for (let i = from; i < to; i++) {
    const char = xml[i]!
    if (quote === "") {
      if (char === '"' || char === "'") quote = char
    } else if (char === quote) quote = ""
  }
  return quote
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
])

function plain(text: string): string {
  if (!text.includes("&")) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name) ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
