// How well single annotated sentences are read: the rows of `npm run reading -- --only annotated`, and what the floors hold.

import {readFileSync, writeFileSync} from "node:fs"
import {claimsIn} from "../../src/gold/index.ts"
import type {Measured, Row} from "../claims/measure.ts"
import {english} from "../language/english.ts"
import {type HeldScore, scoreHeld} from "./held.ts"
import {type PhraseScore, scorePhrases} from "./phrases.ts"
import {
  calibrationError,
  calibrationErrorByChance,
  f1Of,
  type Made,
  type SentenceScore,
  scoreSentences,
} from "./score.ts"
import {type AnnotatedPart, annotated} from "./texts.ts"

/** Parts that nothing is learnt from. Of all but \`development\` totals alone are ever printed. */
export const MEASURED = [
  "development",
  "scored",
  "seed",
  "invented-scored",
  "systems-scored",
  "constructions-scored",
] as const satisfies readonly AnnotatedPart[]
export type MeasuredPart = (typeof MEASURED)[number]

/** Claims of one sentence, as a reader of documents makes them. */
export const madeOf = (text: string): Made[] =>
  claimsIn(text, english()).map(
    (claim): Made => ({
      cause: [claim.cause.from, claim.cause.to],
      effect: [claim.effect.from, claim.effect.to],
      sign: claim.sign,
      denied: claim.denied,
      hedged: claim.hedge !== null,
      conditional: claim.condition !== null,
      by: claim.by !== null,
      confidence: claim.confidence,
      rule: claim.why?.rule ?? "none",
    }),
  )

/** A part, read and scored; why it cannot be, where its texts are not there. */
export async function scorePart(part: MeasuredPart): Promise<SentenceScore | {skipped: string}> {
  const sentences = await annotated(part)
  if ("skipped" in sentences) return sentences
  return scoreSentences(
    sentences,
    sentences.map(({text}) => madeOf(text)),
  )
}

const digits = (share: number): string => share.toFixed(3)

function rowsOf(part: MeasuredPart, s: SentenceScore): Row[] {
  const claims = f1Of(s.found, s.wanted, s.found + s.wrong)
  const sentences = f1Of(s.causal.both, s.causal.marked, s.causal.read)
  const share = (flag: keyof SentenceScore["flags"]) =>
    `${flag} ${s.flagged[flag] === 0 ? "not marked" : digits(s.flags[flag] / Math.max(1, s.found))}`
  return [
    {
      measure: `${part}: both phrases`,
      figure: `F1 ${digits(claims.f1)}  R ${digits(claims.recall)}  P ${digits(claims.precision)}`,
      detail: `${s.found} of ${s.wanted}, ${s.wrong} wrong`,
    },
    {
      measure: `${part}: sentences`,
      figure: `F1 ${digits(sentences.f1)}  R ${digits(sentences.recall)}  P ${digits(sentences.precision)}`,
    },
    {
      measure: `${part}: sign`,
      figure: digits(s.signs / Math.max(1, s.found)),
      detail: `of claims found; ${share("hedged")}, ${share("denied")}, ${share("conditional")}, ${share("by")}`,
    },
    {
      measure: `${part}: expected calibration error`,
      figure: digits(calibrationError(s.confidences)),
      detail: `${digits(calibrationErrorByChance(s.confidences))} is what chance alone makes of so many claims, perfectly calibrated`,
    },
  ]
}

/** What each way of holding out is called in the table, and what a wrong one is. */
const WRONG: Readonly<Record<keyof HeldScore, string>> = {
  own: "told as a fact, and read as held by somebody or as denied",
  rumoured: "rumoured, and read as a fact or as somebody's word",
  alleged: "alleged, accused, feared or believed, and read as a fact that nobody holds",
  denied: "denied, and read as not denied",
}

const heldRows = (score: HeldScore): Row[] =>
  (Object.keys(WRONG) as (keyof HeldScore)[]).map((way) => {
    const {pieces, read, wrong} = score[way]
    return {
      measure: `held out: ${way}`,
      figure: digits(1 - wrong / Math.max(1, read)),
      detail: `right; ${wrong} of ${read} ${WRONG[way]}, of ${pieces} pieces`,
    }
  })

function phraseRow(measure: string, {phrases, right, moving, made, found, things}: PhraseScore): Row {
  const {f1, recall, precision} = f1Of(found, moving, made)
  return {
    measure,
    figure: `F1 ${digits(f1)}  R ${digits(recall)}  P ${digits(precision)}`,
    detail: `${found} of ${moving} that move, ${made} read to; right ${digits(right / phrases)}, what varies ${digits(things / phrases)} of ${phrases}`,
  }
}

export async function measureAnnotated(): Promise<Measured> {
  const rows: Row[] = []
  const figures: Record<string, unknown> = {}
  for (const part of MEASURED) {
    const score = await scorePart(part)
    if ("skipped" in score) return {part: "annotated", skipped: score.skipped, rows: [], failing: [], figures: null}
    rows.push(...rowsOf(part, score))
    const {confidences, ...totals} = score
    figures[part] = {...totals, calibration: calibrationError(confidences)}
  }
  const held = scoreHeld()
  const phrases = scorePhrases("phrases-scored")
  const plain = scorePhrases("phrases-plain-scored")
  rows.push(
    ...heldRows(held),
    phraseRow("phrases of reports: which way", phrases),
    phraseRow("plain phrases: which way", plain),
  )
  return {part: "annotated", rows, failing: [], figures: {...figures, held, phrases, "phrases-plain": plain}}
}

/** What a part reached when the floors were written. */
export type Floor = {readonly wanted: number; readonly found: number; readonly wrong: number; readonly signs: number}

const file = new URL("./floors.json", import.meta.url)
export type Floors = Readonly<Record<MeasuredPart, Floor>> & {
  readonly held: HeldScore
  readonly phrases: PhraseScore
  readonly "phrases-plain": PhraseScore
}
export const floors = (): Floors => JSON.parse(readFileSync(file, "utf8"))

export async function writeAnnotatedFloors(): Promise<string[]> {
  const lines: string[] = []
  for (const part of MEASURED) {
    const score = await scorePart(part)
    if ("skipped" in score) return []
    const {wanted, found, wrong, signs} = score
    lines.push(`  "${part}": ${JSON.stringify({wanted, found, wrong, signs} satisfies Floor)}`)
  }
  lines.push(`  "held": ${JSON.stringify(scoreHeld())}`)
  for (const name of ["phrases", "phrases-plain"] as const)
    lines.push(`  "${name}": ${JSON.stringify(scorePhrases(`${name}-scored`))}`)
  writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`)
  return [...MEASURED]
}
