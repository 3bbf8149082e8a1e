// factors.yaml, written: a codebook into the text that people read and edit. In: the text that is there, and the factors
// that are to stand in it. Out: the text with what has changed; every byte of what has not is as it was.
//
// The text is not printed anew: what changed is put in place by the offsets that the parser gives. What then reads
// otherwise than was meant (an entry that another stands on by `*name`) is refused.

import {isCollection, isMap, isNode, isScalar, Lexer, type Pair, parseDocument, stringify, type YAMLMap} from "yaml"
import {Fault} from "../core/fault.ts"
import {type CaseFactor, parseCodebook} from "../map/index.ts"

const EMPTY = "format: brink/factors@1\nfactors: {}\n"

/** The keys of a factor in the order in which they are written. */
const KEYS = [
  "name",
  "theme",
  "holder",
  "target",
  "unit",
  "choice",
  "weight",
  "wanted",
  "aliases",
  "opposites",
  "phrases",
  "not",
  "proposed",
] as const satisfies readonly (keyof CaseFactor)[]

/**
 * @param text    of the file as it is; null where there is none.
 * @param before  the factors that it holds.
 * @param after   the factors that it is to hold, in the order in which new ones are added.
 * @throws Fault `cards/shared-entry` for a file in which a changed entry cannot be told from what stands on it.
 */
export function printFactors(text: string | null, before: readonly CaseFactor[], after: readonly CaseFactor[]): string {
  const source = text ?? EMPTY
  const factors = parseDocument(source).get("factors")
  const printed = isMap(factors) ? spliced(source, changesOf(source, factors, byId(before), byId(after))) : source
  if (!saysThat(printed, after))
    throw new Fault("cards/shared-entry", "The factors' file cannot be changed where it stands", {
      next: "Write out what stands in it by `&name` and `*name`, and a pair that begins with `?`, then do it again.",
    })
  return printed
}

type Spelt = Readonly<Record<string, unknown>>
type Factors = ReadonlyMap<string, Spelt>

const byId = (codebook: readonly CaseFactor[]): Factors => new Map(codebook.map((one) => [one.id, spelt(one)]))

function spelt(factor: CaseFactor): Spelt {
  return Object.fromEntries(KEYS.flatMap((key) => (factor[key] === undefined ? [] : [[key, factor[key]]])))
}

const areAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function saysThat(text: string, wanted: readonly CaseFactor[]): boolean {
  let found: Factors
  try {
    found = byId(parseCodebook(text, "factors.yaml"))
  } catch (fault) {
    if (fault instanceof Fault) return false
    throw fault
  }
  return found.size === wanted.length && wanted.every((factor) => areAlike(found.get(factor.id), spelt(factor)))
}

// ---- changes

/** What stands in place of a part of the text. */
type Change = {readonly from: number; readonly to: number; readonly text: string}

function spliced(text: string, changes: readonly Change[]): string {
  let at = 0
  let out = ""
  // What is put in goes before what is taken out at the same place.
  for (const {from, to, text: put} of [...changes].sort((a, b) => a.from - b.from || a.to - b.to)) {
    out += text.slice(at, from) + put
    at = to
  }
  return out + text.slice(at)
}

/** From factors to factors: of one that is changed only the keys that are. */
function changesOf(text: string, factors: YAMLMap, before: Factors, after: Factors): Change[] {
  const gone = new Set([...before.keys()].filter((id) => !after.has(id)))
  const inner: Change[] = []
  const added: [string, unknown][] = []
  for (const [id, own] of after) {
    const was = before.get(id)
    if (was && areAlike(was, own)) continue
    const pair = pairOf(factors, id)
    if (!pair) added.push([id, own])
    else if (was && isMap(pair.value)) inner.push(...keyChanges(text, pair.value, was, own))
    else inner.push(replaced(text, pair, own))
  }
  return [...inner, ...mapChanges(text, factors, gone, added, (id) => comments(text, id, pairOf(factors, id)!))]
}

function keyChanges(text: string, entry: YAMLMap, was: Spelt, own: Spelt): Change[] {
  const gone = new Set(Object.keys(was).filter((key) => own[key] === undefined))
  const changed = Object.entries(own).filter(([key, value]) => !areAlike(was[key], value))
  const there = changed.filter(([key]) => pairOf(entry, key))
  return [
    ...there.map(([key, value]) => replaced(text, pairOf(entry, key)!, value)),
    ...mapChanges(
      text,
      entry,
      gone,
      changed.filter(([key]) => !pairOf(entry, key)),
    ),
  ]
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((one) => isScalar(one.key) && String(one.key.value) === key)
}

/** Another value in the place of a pair's, in one line. */
function replaced(text: string, {key, value}: Pair, wanted: unknown): Change {
  const from = isNode(value) && value.range ? value.range[0] : endOf(key)
  // What stood on lines of its own goes behind its key.
  const before = text.slice(0, from).trimEnd()
  const isBelow = before.endsWith(":") && text.slice(before.length, from).includes("\n")
  return {
    from: isBelow ? before.length : from,
    to: contentEnd(text, value),
    text: `${isBelow ? " " : ""}${inFlow(wanted)}`,
  }
}

/** Pairs taken out of a map and put in at its end. @param left  what is left in the place of one taken out of a block. */
function mapChanges(
  text: string,
  map: YAMLMap,
  gone: ReadonlySet<string>,
  added: readonly (readonly [string, unknown])[],
  left: (key: string) => string = () => "",
): Change[] {
  const isGone = ({key}: Pair) => isScalar(key) && gone.has(String(key.value))
  const staying = map.items.filter((one) => !isGone(one))
  const lines = added.map(([key, value]) => pairInFlow(key, value))
  const [start, end] = map.range!
  const {items} = map
  if (map.flow && items.length === 0) {
    if (lines.length === 0) return []
    const before = text.slice(lineStart(text, start), start).trimEnd()
    // The first factors of a file go on lines of their own.
    if (before !== "factors:") return [{from: start + 1, to: end - 1, text: lines.join(", ")}]
    const from = lineStart(text, start) + before.length
    return [{from, to: end, text: lines.map((line) => `${eolOf(text)}  ${line}`).join("")}]
  }
  if (map.flow) {
    if (staying.length === 0) return [{from: start + 1, to: end - 1, text: lines.join(", ")}]
    const last = items.indexOf(staying.at(-1)!)
    const taken = items.flatMap((one, i): Change[] => {
      if (!isGone(one)) return []
      return i < last
        ? [{from: startOf(one), to: startOf(items[i + 1]!), text: ""}]
        : [{from: contentEnd(text, items[i - 1]!), to: contentEnd(text, one), text: ""}]
    })
    const at = contentEnd(text, items[last])
    return lines.length === 0 ? taken : [...taken, {from: at, to: at, text: `, ${lines.join(", ")}`}]
  }
  const taken = items.filter(isGone).map((one): Change => {
    const key = String((one.key as {value: unknown}).value)
    return {from: lineStart(text, startOf(one)), to: nextLine(text, contentEnd(text, one)), text: left(key)}
  })
  const put = staying.length === 0 && lines.length === 0 ? ["{}"] : lines
  if (put.length === 0) return taken
  const first = startOf(items[0]!)
  const indent = " ".repeat(first - lineStart(text, first))
  const eol = eolOf(text)
  const at = nextLine(text, contentEnd(text, items.at(-1)!))
  const isOpen = text[at - 1] !== "\n"
  return [
    ...taken,
    {from: at, to: at, text: put.map((line) => `${isOpen ? eol : ""}${indent}${line}${isOpen ? "" : eol}`).join("")},
  ]
}

/** The comments of an entry that goes, which somebody wrote: on lines of their own, with the entry's key. */
function comments(text: string, id: string, pair: Pair): string {
  const from = lineStart(text, startOf(pair))
  const indent = text.slice(from, startOf(pair))
  return [...new Lexer().lex(text.slice(from, nextLine(text, contentEnd(text, pair))))]
    .filter((word) => word.startsWith("#"))
    .map((word) => `${indent}# ${id}: ${word.replace(/^#\s*/, "").trimEnd()}${eolOf(text)}`)
    .join("")
}

// ---- places

const startOf = ({key}: Pair): number => (isNode(key) && key.range ? key.range[0] : 0)
const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1
const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n")

/** Where the line after the one of `at` begins; the text's end where there is none. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at)
  return end < 0 ? text.length : end + 1
}

/** Where what a node or a pair says ends, without the line's end that a block takes with it. */
function contentEnd(text: string, node: unknown): number {
  return text.slice(0, endOf(node)).trimEnd().length
}

function endOf(node: unknown): number {
  if (isNode(node)) {
    // A block takes the lines behind it, comments too.
    if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1))
    return node.range?.[1] ?? 0
  }
  const {key, value} = node as Pair
  return Math.max(endOf(key), value === null ? 0 : endOf(value))
}

/** A value as it stands inside brackets. */
const inFlow = (value: unknown): string => onOneLine([value]).slice(1, -1)

/** A key with its value, as they stand inside brackets. */
const pairInFlow = (key: string, value: unknown): string => onOneLine({[key]: value}).slice(1, -1)

const onOneLine = (value: unknown): string =>
  stringify(value, {collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false}).trimEnd()
