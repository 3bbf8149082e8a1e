// Damage to what YAML and JSON hold: values of another type or at their extremes, keys that mean something to
// JavaScript, members lost, doubled, swapped and taken from elsewhere, nesting without end, anchors and tags.
//
// In: draws and a valid file. Out: text again, YAML in one of its spellings, or JSON.

import {parse, stringify} from "yaml"
import {NAMES, NUMBERS} from "./damage.ts"
import type {Draws} from "./draws.ts"

type Tree = unknown
/** A place in a tree: what holds it, and under which key. */
type Place = {readonly holder: Record<string, Tree>; readonly key: string}

const DEEPEST = 3000

/** What YAML alone can say in place of a value. */
export const YAML_HOSTILE: readonly string[] = [
  "*a",
  "&a [*a]",
  "&a {x: *a}",
  "<<: *a",
  "<<: {a: 1}",
  "!!binary aGVsbG8=",
  "!!set {a, b}",
  "!!omap [a: 1]",
  "!!js/function 'x'",
  "!<tag:x> y",
  "!!timestamp 2031-01-01",
  "? [a, b]\n: c",
  "? {a: b}\n: c",
  "---\n",
  "...\n",
  "%YAML 1.1\n---\n",
  "%TAG ! tag:x,2031:\n---\n",
  "|\n  text",
  ">-\n  text",
  "? ",
  "- - - - a",
  "{a: {b: {c: {d:",
  "[[[[[[",
  '"\\ud800"',
  '"\\0"',
  "~",
  "2031-02-30",
  "0o17",
  "1:30:00",
  "y",
  "No",
  "# ",
  "\t",
  "a: b: c",
  "__proto__: {polluted: true}",
  "constructor: {prototype: {polluted: true}}",
]

/** The tree of a text; undefined where earlier damage has made it deeper than its parser goes. */
function read(text: string): Tree | undefined {
  try {
    return parse(text) as Tree
  } catch {
    return undefined
  }
}

/** A YAML text with its tree damaged, and what was done. */
export function damageTree(draws: Draws, text: string, others: readonly string[]): {text: string; done: string} {
  const root = read(text)
  if (root === undefined) return {text, done: "left as it was, too deep to be taken apart"}
  const tree = {all: root}
  const done: string[] = []
  try {
    for (let left = 1 + draws.below(3); left > 0; left--) {
      const found = placesIn(tree)
      if (found.length === 0) break
      const here = draws.pick(found)
      const how = draws.pick(Object.keys(CHANGES))
      CHANGES[how]!(draws, here, found, others)
      done.push(how)
    }
    return {text: printed(draws, tree.all), done: done.join(", ")}
  } catch (error) {
    // A branch put deep into itself is more than can be copied or written.
    if (!(error instanceof RangeError)) throw error
    return {text, done: "left as it was, too deep to be written"}
  }
}

/** Every place of a tree, without going round in one that holds itself. */
function placesIn(root: Record<string, Tree>): Place[] {
  const found: Place[] = []
  const open: Tree[] = [root]
  while (open.length > 0 && found.length < 5000) {
    const holder = open.pop()
    if (typeof holder !== "object" || holder === null) continue
    for (const key of Object.keys(holder)) {
      found.push({holder: holder as Record<string, Tree>, key})
      open.push((holder as Record<string, Tree>)[key])
    }
  }
  return found
}

const set = ({holder, key}: Place, value: Tree): void => {
  // A list has a length already, which takes nothing but numbers.
  if (Array.isArray(holder) && key === "length") return
  Object.defineProperty(holder, key, {value, enumerable: true, configurable: true, writable: true})
}

const CHANGES: Readonly<
  Record<string, (draws: Draws, here: Place, all: readonly Place[], others: readonly string[]) => void>
> = {
  "another value": (draws, here) =>
    set(
      here,
      draws.pick<Tree>([
        null,
        true,
        "",
        " ",
        [],
        {},
        [[]],
        0,
        -1,
        1e18,
        1e308,
        1e-320,
        Number.POSITIVE_INFINITY,
        Number.NaN,
        -0,
        0.1,
        "x".repeat(draws.size(100_000)),
        new Date(0),
        "a\u0000b",
        "\u001b[31mred",
        "\ud800",
      ]),
    ),
  "another number": (draws, {holder, key}) =>
    set({holder, key}, draws.oneIn(2) ? draws.pick(NUMBERS) : Number(draws.pick(NUMBERS))),
  "a name of JavaScript's": (draws, here) => set(here, draws.pick(NAMES)),
  "another key": (draws, {holder, key}) => {
    const value = holder[key]
    delete holder[key]
    set({holder, key: draws.pick(NAMES)}, value)
  },
  "one more key": (draws, {holder}, all) =>
    set({holder, key: draws.pick([...NAMES, draws.pick(all).key])}, draws.pick(all).key),
  lost: (_draws, {holder, key}) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  },
  "taken from elsewhere": (draws, here, all) => {
    const other = draws.pick(all)
    set(here, structuredClone(other.holder[other.key]))
  },
  "taken from another": (draws, here, _all, others) => {
    if (others.length === 0) return
    const root = read(draws.pick(others))
    const found = root === undefined ? [] : placesIn({all: root})
    if (found.length === 0) return
    const other = draws.pick(found)
    set(here, other.holder[other.key])
  },
  swapped: (draws, here, all) => {
    const other = draws.pick(all)
    const value = here.holder[here.key]
    set(here, structuredClone(other.holder[other.key]))
    set(other, structuredClone(value))
  },
  "within a list": (_draws, here) => set(here, [here.holder[here.key]]),
  "within a mapping": (draws, here) => set(here, {[draws.pick(NAMES)]: here.holder[here.key]}),
  "deep within": (draws, here) => {
    let value: Tree = here.holder[here.key]
    const key = draws.pick(["", "a", here.key])
    for (let depth = draws.size(DEEPEST); depth > 0; depth--) value = key === "" ? [value] : {[key]: value}
    set(here, value)
  },
  "many times": (draws, here) => {
    const value = here.holder[here.key]
    const length = JSON.stringify(value)?.length ?? 1
    const times = Math.ceil(draws.size(50_000) / (length + 1))
    set(
      here,
      Array.isArray(value) ? Array.from({length: times}, () => value).flat() : Array.from({length: times}, () => value),
    )
  },
  "many members": (draws, here) => {
    const value = here.holder[here.key]
    const length = JSON.stringify(value)?.length ?? 1
    const times = Math.ceil(draws.size(50_000) / (length + 8))
    set(here, Object.fromEntries(Array.from({length: times}, (_, i) => [`n${i}`, value])))
  },
  "words in it": (draws, here) => {
    const value = here.holder[here.key]
    if (typeof value !== "string") return
    const at = draws.below(value.length + 1)
    const piece = draws.pick([...NUMBERS, ...NAMES, "(", ")", "[", "+", "*", "/", "->", ",", '"', "@", "%", " "])
    set(here, value.slice(0, at) + piece + value.slice(at))
  },
}

/** Text of a tree: block YAML, flow YAML or JSON, with the same value written once or as often as it stands there. */
function printed(draws: Draws, tree: Tree): string {
  const json = (): string => JSON.stringify(tree) ?? "null"
  if (draws.oneIn(3)) return json()
  try {
    const yaml = stringify(tree, {
      aliasDuplicateObjects: draws.oneIn(2),
      collectionStyle: draws.pick(["any", "flow", "block"] as const),
      lineWidth: 0,
    }) as string | undefined
    return yaml ?? "null"
  } catch {
    // What is nested too deeply for the writer of YAML.
    return json()
  }
}
