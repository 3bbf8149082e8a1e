// factors.yaml, written: a codebook into the text that people read and edit. In: the text that is there, and the factors
// that are to stand in it. Out: the text with what has changed, its comments and all that has not changed as they were.

import {type Document, isMap, isScalar, type Pair, parseDocument, type YAMLMap} from "yaml"
import type {CaseFactor} from "../map/index.ts"

const EMPTY = "format: brink/factors@1\nfactors:\n"

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
 */
export function printFactors(text: string | null, before: readonly CaseFactor[], after: readonly CaseFactor[]): string {
  const document = parseDocument(text ?? EMPTY)
  const there = document.get("factors")
  const factors = isMap(there) ? there : (document.createNode({}) as YAMLMap)
  if (!isMap(there)) document.set("factors", factors)
  factors.flow = false
  const was = new Map(before.map((factor) => [factor.id, spelt(factor)]))
  const wanted = new Set(after.map(({id}) => id))
  for (const {id} of before) if (!wanted.has(id)) factors.delete(id)
  for (const factor of after) {
    const own = spelt(factor)
    if (JSON.stringify(was.get(factor.id)) === JSON.stringify(own)) continue
    put(document, factors, factor.id, own)
  }
  return document.toString({lineWidth: 0, flowCollectionPadding: false})
}

type Spelt = Readonly<Record<string, unknown>>

function spelt(factor: CaseFactor): Spelt {
  return Object.fromEntries(KEYS.flatMap((key) => (factor[key] === undefined ? [] : [[key, factor[key]]])))
}

/** Puts a factor on one line; one that is there keeps the comment before it. */
function put(document: Document, factors: YAMLMap, id: string, value: Spelt): void {
  const node = document.createNode(value, {flow: true})
  const pair = factors.items.find((one: Pair) => isScalar(one.key) && one.key.value === id)
  if (pair) pair.value = node
  else factors.add(document.createPair(id, node))
}
