// What phrases are brought to: in factors.ts by their themes and words, in company.ts by what they stand beside.

import type {Claim} from "../claims/index.ts"
import type {Frame} from "./frame.ts"
import type {Theme} from "./theme.ts"

/** One phrase of one claim on one side, and the factor it was brought to. */
export type Instance = {
  readonly claim: Claim
  readonly side: "cause" | "effect"
  /** Turned round when it joins a factor named by its opposite. */
  frame: Frame
  factor: string
  /** How it came there: a sentence for people. */
  why: string
  /** No phrase names it: it follows from what another one says. */
  readonly implied?: true
}

/** What a factor is, before its claims are counted. */
export type Identity = {
  readonly id: string
  readonly name: string
  readonly theme: Theme | null
  readonly holder: string | null
  readonly target: string | null
  readonly kind: string | null
  readonly origin: "case" | "codebook" | "words"
  /** It stands in factors.yaml, confirmed or not. */
  readonly listed?: true
}
