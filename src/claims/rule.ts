// The rules of the reader, and how a claim names the one that made it. A rule in, its spelling out, and back.
//
// Inside the reader a rule is a value, and what is decided by it is decided on its members. Claims carry its
// spelling, which readings keep, people read, and annotations count by; nothing else knows how that is made.
// Invariant: what is spelt here is parsed here to the same rule.

/** Rules of one form with many words, each by what its spelling begins with. */
const BEGINNINGS = {
  // A verb's deed that is done for its effect: "to curb the raids".
  purpose: "purpose, verb ",
  verb: "verb ",
  noun: "noun ",
  adjective: "adjective ",
  clause: "clause ",
  "because of": "because of: ",
  therefore: "therefore: ",
  "seen as": "seen as: ",
  // A row of the table (rules.ts), by its id.
  row: "row ",
} as const

/** Rules of one form each. */
const FORMS = [
  "comparative",
  "as, two movements",
  "since an event",
  "after an event",
  "following an event",
  "citing",
  "sequel",
  "otherwise",
  "plain verb",
  "compound driven",
  "feeding",
  "holding",
  "littering",
  "taking",
  "less is less",
  "through",
  "behind",
  "at the expense of",
  "reasons listed",
  "the reason is",
  "the result was",
  "a language model's word",
] as const

type Worded = keyof typeof BEGINNINGS
type Form = (typeof FORMS)[number]

/** What made a claim: a form, and the word or family of words that it was read by. */
export type Rule =
  | {readonly kind: Exclude<Worded, "clause">; readonly name: string}
  | ClauseRule
  | {readonly kind: Form}

export type ClauseRule = {
  readonly kind: "clause"
  readonly name: string
  /** The effect is what follows in the tail of the sentence. */
  readonly tail?: true
}

const TAIL = ", tail"

/** As claims carry it: `verb bring about`, `clause if, tail`, `citing`. */
export function spellRule(rule: Rule): string {
  if (!("name" in rule)) return rule.kind
  return `${BEGINNINGS[rule.kind]}${rule.name}${"tail" in rule && rule.tail ? TAIL : ""}`
}

/** Null where none is spelt so: claims of other readers name what they like. */
export function parseRule(id: string): Rule | null {
  const form = FORMS.find((each) => each === id)
  if (form) return {kind: form}
  for (const [kind, beginning] of Object.entries(BEGINNINGS) as [Worded, string][]) {
    const name = id.startsWith(beginning) ? id.slice(beginning.length) : ""
    if (name === "") continue
    return kind === "clause" && name.endsWith(TAIL)
      ? {kind, name: name.slice(0, -TAIL.length), tail: true}
      : {kind, name}
  }
  return null
}
