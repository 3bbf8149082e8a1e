// The Causal News Corpus as it lies in the shared folder. In: its grouped CSV. Out: sentences, with the
// marked relations as spans of tokens. Text is tokenised by single blanks, so a token's place is a sum.

import type {Relation} from "./fair.ts"

export type NewsSentence = {
  readonly text: string
  readonly tokens: readonly {readonly from: number; readonly to: number}[]
  readonly causal: boolean
  readonly relations: readonly Relation[]
}

/** Rows of a CSV text (RFC 4180), byte order mark dropped. */
export function rowsOf(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ""
  let quoted = false
  const text = csv.replace(/^\uFEFF/, "")
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"'
        i++
      } else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"') quoted = true
    else if (c === ",") {
      row.push(cell)
      cell = ""
    } else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") i++
      rows.push([...row, cell])
      row = []
      cell = ""
    } else cell += c
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell])
  return rows
}

const escapes: Readonly<Record<string, string>> = {n: "\n", t: "\t", r: "\r"}

/** The strings of a Python list of strings. */
export function pythonStrings(list: string): string[] {
  const found: string[] = []
  for (let i = 0; i < list.length; i++) {
    const quote = list[i]!
    if (quote !== "'" && quote !== '"') continue
    let value = ""
    for (i++; i < list.length && list[i] !== quote; i++) {
      if (list[i] !== "\\") {
        value += list[i]
        continue
      }
      const code = list[++i]!
      const digits = code === "x" ? 2 : code === "u" ? 4 : 0
      value +=
        digits > 0
          ? String.fromCharCode(Number.parseInt(list.slice(i + 1, i + 1 + digits), 16))
          : (escapes[code] ?? code)
      i += digits
    }
    found.push(value)
  }
  return found
}

/** Tokens of a text of single blanks. */
export function tokensOf(text: string): {from: number; to: number}[] {
  let at = 0
  return text.split(" ").map((token) => {
    const from = at
    at += token.length + 1
    return {from, to: from + token.length}
  })
}

/** Spans of tokens marked `<ARG0>` (cause), `<ARG1>` (effect) and `<SIG...>`. */
export function relationOf(marked: string): Relation {
  const open = new Map<string, number>()
  const spans = new Map<string, [number, number]>()
  marked.split(" ").forEach((token, i) => {
    for (const [, close, name] of token.matchAll(/<(\/?)([A-Z]+\d)>/g)) {
      if (close === "") open.set(name!, i)
      else if (open.has(name!)) spans.set(name!, [open.get(name!)!, i + 1])
    }
  })
  const signals = [...spans].filter(([name]) => name.startsWith("SIG")).map(([, span]) => span)
  return {cause: spans.get("ARG0") ?? null, effect: spans.get("ARG1") ?? null, signals}
}

/** The sentences of `train_subtask2_grouped.csv`, causal where they have a relation, as subtask 1 labels them. */
export function newsSentences(grouped: string): NewsSentence[] {
  const [head, ...rows] = rowsOf(grouped)
  const at = (name: string): number => head!.indexOf(name)
  const [text, pairs] = [at("text"), at("causal_text_w_pairs")]
  return rows
    .filter((row) => row.length === head!.length)
    .map((row) => {
      const relations = pythonStrings(row[pairs]!).map(relationOf)
      return {text: row[text]!, tokens: tokensOf(row[text]!), causal: relations.length > 0, relations}
    })
}
