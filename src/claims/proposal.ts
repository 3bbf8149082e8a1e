// What one sentence proposes: two stretches of tokens, the trigger between them, and how it is said.
//
// A proposal is words and places only. Ids, anaphora across sentences, and who is quoted are the reader's business
// (reader.ts).

import type {Span} from "../language/index.ts"
import type {Condition, Sign} from "./claim.ts"
import type {Rule} from "./rule.ts"

export type Proposal = {
  readonly cause: Span
  readonly effect: Span
  /** Token of the trigger, and its words. */
  readonly signal: Span
  readonly sign: Sign
  /** The sign that its row gives, whatever is worded beside it. */
  readonly ruled: Sign
  readonly condition: Condition | null
  readonly hedge: string | null
  readonly denied: boolean
  /** It stands behind a "but" that takes back what is denied before it: nobody denies it. */
  readonly corrected?: true
  /** Whether "not" has turned its sign, and denies nothing: "trout don't like warm water". */
  readonly turned?: true
  readonly time: "past" | "present" | "future"
  readonly strength: string | null
  readonly confidence: number
  readonly rule: Rule
  /** Which of its sides is the sentence before this one. */
  readonly before?: "cause" | "effect"
}

/** A proposal as its row gives it, before its sign is weighed. */
export type RowProposal = Omit<Proposal, "ruled">
