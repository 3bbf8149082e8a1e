// What the workbench's server and its page say to each other: plain values of JSON. Offsets count UTF-16 code units.

import type {Effect} from "./effect.ts"

/** `from` to `to` of a text that stands beside it. */
export type Mark = {readonly from: number; readonly to: number}

/** What stands of a case, as the rail and the ledger show it. `GET /api/case` */
export type CaseView = {
  readonly format: "brink/workbench@1"
  /** Grows with every edit, by whomever. */
  readonly rev: number
  readonly name: string
  readonly question: string
  /** No case.yaml: decisions last as long as the window, until a case is made. */
  readonly inMemory: boolean
  readonly by: string
  readonly documents: readonly DocumentRow[]
  readonly structure: Structure
  /** Claims, and those that somebody has decided about. */
  readonly claims: number
  readonly checked: number
  readonly suspects: number
}

export type DocumentRow = {
  readonly file: string
  readonly title: string
  readonly publisher: string | null
  readonly date: string | null
  /** The first file of the documents of one origin. */
  readonly voice: string
  readonly claims: number
}

/** Counts of the map. */
export type Structure = {readonly factors: number} & Readonly<
  Record<"links" | "pieces" | "toldTwice" | "circles" | "whole" | "contested", number>
>

export type Verdict = "right" | "wrong" | "other way" | "other words" | null

/** One row of the queue. */
export type Row = {
  readonly claim: string
  readonly file: string
  readonly cause: string
  readonly effect: string
  readonly sign: "+" | "-" | "0" | "unclear"
  /** The strongest reason, in words; null for a reading that looks plain. */
  readonly why: string | null
  readonly score: number
  readonly verdict: Verdict
}

/** `GET /api/queue?show=odd|all|FILE&from=0&most=50`; `of` counts all rows of `show`. */
export type Queue = {readonly rows: readonly Row[]; readonly of: number}

/** A factor as a card: what the documents call it. */
export type NameRow = {
  readonly id: string
  readonly name: string
  /** Claims that are about it, and the documents' voices among them. */
  readonly told: number
  readonly voices: number
  /** Its phrases, those told most first, each with a claim that has it. */
  readonly phrases: readonly {readonly text: string; readonly claim: string; readonly times: number}[]
}

/** `GET /api/names?from=0&most=40`: factors told most first; `of` counts all that are told. */
export type Names = {readonly rows: readonly NameRow[]; readonly of: number}

/** One end of a claim: its words, and the factor that they were taken to name. */
export type End = {readonly text: string; readonly factor: string | null; readonly id: string | null}

/** One reading, with all that a person needs to judge it. `GET /api/claims/ID` */
export type Card = {
  readonly claim: string
  readonly file: string
  readonly title: string
  readonly voice: string
  readonly before: string
  /** The sentence, and where cause, effect and signal stand in it. */
  readonly sentence: string
  readonly after: string
  readonly cause: Mark | null
  readonly effect: Mark | null
  readonly signal: Mark | null
  readonly ends: {readonly cause: End; readonly effect: End}
  /** Between the phrases as worded, and between the factors. */
  readonly sign: Row["sign"]
  readonly way: Row["sign"]
  readonly condition: string | null
  readonly hedge: string | null
  readonly denied: boolean
  readonly refuted: boolean
  readonly by: string | null
  readonly reasons: readonly string[]
  readonly carries: string | null
  readonly verdict: Verdict
  /** Why it stands in no link, where it does not. */
  readonly unlinked: string | null
}

/** `GET /api/documents/FILE`: the text in paragraphs, and the claims that stand in it. */
export type DocumentView = {
  readonly file: string
  readonly title: string
  readonly paragraphs: readonly {readonly from: number; readonly text: string}[]
  readonly claims: readonly {
    readonly claim: string
    readonly quote: Mark
    readonly cause: Mark
    readonly effect: Mark
    readonly signal: Mark | null
    readonly sign: Row["sign"]
    readonly verdict: Verdict
  }[]
}

/** An edit as the list of decisions shows it. */
export type EditRow = {
  readonly n: number
  readonly by: string
  readonly why: string
  readonly kind: string
  readonly line: string
  readonly undone: boolean
  /** Made through this window. */
  readonly own: boolean
}

/** `POST /api/edits`: `{rev, lines, why?}`, lines as docs/formats/edits.md has them. */
export type Decided = {
  readonly rev: number
  readonly edits: readonly EditRow[]
  readonly effect: Effect
  /** Lines that do not fit, by their place from 0. */
  readonly refused: readonly {readonly line: number; readonly says: string}[]
}

/** What `GET /api/events` tells: somebody has decided, or the documents have changed on disk. */
export type News =
  | {readonly kind: "edits"; readonly rev: number; readonly edits: readonly EditRow[]; readonly effect: Effect}
  | {readonly kind: "trouble"; readonly says: string; readonly next: string}
