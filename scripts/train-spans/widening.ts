// Whether learned help should make claims of documents: what it would add to an annotated set, beyond the rules, and
// whether it is surer of those claims of the rules that are right. The answer decides where it is used.

import {readFileSync} from "node:fs"
import {join} from "node:path"
import {saidIn} from "../../src/claims/whole.ts"
import {openDocument, type Range} from "../../src/documents/index.ts"
import {goldSchema} from "../../src/gold/index.ts"
import {Dependencies, type English, type Span, sentences, type Token} from "../../src/language/index.ts"
import type {Learned} from "../../src/lines/index.ts"

type Sides = {readonly cause: Range; readonly effect: Range}

/** A sentence is told apart at these probabilities. */
const PROBABILITIES = [0.2, 0.4, 0.6, 0.8]

/** @param gold  an annotation whose files are plain text in `folder`. @returns lines of a table. */
export function widening(gold: string, folder: string, english: English, learned: Learned): string[] {
  const {files, claims} = goldSchema.parse(JSON.parse(readFileSync(gold, "utf8")))
  const read = (files ?? []).flatMap((named) => {
    const file = typeof named === "string" ? named : named.file
    const {document} = openDocument({file, kind: "text", text: readFileSync(join(folder, file), "utf8")})
    if (!document) return []
    const wanted = claims.filter((claim) => claim.file === file)
    return sentences(document)
      .filter(({role}) => role === "paragraph" || role === "item")
      .map((range) => {
        const tokens = english.tokens(document.text, range)
        const {probability, relations} = learned.read(new Dependencies(tokens, english.parse(tokens)))
        const ruled = saidIn(tokens, english)
        const right = (sides: Sides) => wanted.some((c) => half(sides.cause, c.cause) && half(sides.effect, c.effect))
        return {
          probability,
          ruled: ruled.map((p) => right(placed(tokens, p))),
          first: relations[0] ? right(placed(tokens, relations[0])) : false,
        }
      })
  })
  return PROBABILITIES.map((least, i) => {
    const said = read.filter((s) => s.probability >= least)
    const silent = said.filter((s) => s.ruled.length === 0)
    const band = read
      .filter((s) => s.probability >= least && s.probability < (PROBABILITIES[i + 1] ?? 2))
      .flatMap((s) => s.ruled)
    return [
      `probability ${least} and more: ${said.length} of ${read.length} sentences`,
      `where the rules say nothing ${silent.length}, its first relation right in ${silent.filter((s) => s.first).length}`,
      `claims of the rules up to the next bound: ${band.filter(Boolean).length} of ${band.length} right`,
    ].join("; ")
  })
}

function placed(tokens: readonly Token[], {cause, effect}: {cause: Span; effect: Span}): Sides {
  const place = ({start, end}: Span): Range => ({
    from: tokens[start]?.from ?? 0,
    to: tokens[Math.max(start, end - 1)]?.to ?? 0,
  })
  return {cause: place(cause), effect: place(effect)}
}

/** More than half of the shorter in common, as `brink score` counts a phrase as found. */
function half(a: Range, b: Range): boolean {
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return 2 * common > Math.min(a.to - a.from, b.to - b.from)
}
