// Names in one attribute: in: names, out: `a, "b, c"`, and back again.
//
// XMILE parts the subscripts of an element by commas (4.5); Brink's own notes list names the same way. A name that
// holds a comma itself stands in double quotes.

/** Names between commas; those in double quotes may hold commas themselves. */
export function commaList(written: string): string[] {
  const names: string[] = []
  const name = /(?:\s*"((?:[^"\\]|\\.)*)"\s*|([^,"]*))(?:,|$)/y
  while (name.lastIndex < written.length) {
    const from = name.lastIndex
    const match = name.exec(written)
    if (!match) {
      names.push(written.slice(from).trim())
      break
    }
    names.push(match[1] === undefined ? match[2]!.trim() : match[1].replace(/\\(.)/g, "$1"))
  }
  return names.filter((one) => one !== "")
}

/** Names as `commaList` reads them. */
export function commas(names: readonly string[]): string {
  return names.map((name) => (/[",]/.test(name) ? `"${name.replace(/(["\\])/g, "\\$1")}"` : name)).join(", ")
}
