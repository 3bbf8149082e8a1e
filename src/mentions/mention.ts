// What is read beside claims: quantities, dates and actors, as `brink read --json` prints them (format brink/reading@1).

import type {Words} from "../documents/index.ts"

export type Quantity = {
  readonly file: string
  readonly quote: Words
  readonly value: number
  readonly low?: number
  readonly high?: number
  readonly comparator?: string
  readonly unit: string
  /** What is counted, as worded. */
  readonly what: string
  readonly claimant?: string
  readonly period?: string
}

/** ISO dates; `to` where the text names a span; `of` what is dated, as worded. */
export type DateMention = {
  readonly file: string
  readonly quote: Words
  readonly from: string
  readonly to?: string
  readonly of: string
}

export type Actor = {
  readonly id: string
  readonly name: string
  readonly alsoCalled: readonly string[]
  readonly roles: readonly string[]
}
