// What a candidate looks like, in facts that the scorer weighs: its row and words, the roles and kinds of its heads, what stands
// between and around its spans. A candidate in, names of facts out. Shared by the training and the reader, so that both see
// the same.

import {type FactOf, type Tail, tailOf} from "../core/fact.ts"
import {type Dependencies, type Drawn, type Extent, isPassive, oncePer, type Span, TENSED} from "../language/index.ts"
import {OPENING} from "./lexicon/facts.ts"
import {kindOf, sortsOf} from "./lexicon/kinds.ts"

/** Two spans with what proposes them. */
export type Reading = {
  readonly cause: Span
  readonly effect: Span
  readonly heads: {readonly cause: number; readonly effect: number}
  readonly at: Span
  /** Of a row: its id, and its connective or the row itself where words of that row say little. */
  readonly rule: string
  readonly name: string
  readonly kind: string
  /** Which of several hosts it was. */
  readonly nth: number
  /** What led to its cause and to its effect: that they are further members of a list, or stand in a place. */
  readonly how?: string
  /** Each side as it is drawn. */
  readonly drawn: {readonly cause: () => Drawn; readonly effect: () => Drawn}
  /** Of rows that say nothing but a cause: how sure they are. */
  readonly confidence?: number
  /** Whether it stands in a document that talks (talk.ts). */
  readonly talk: boolean
}

/** Lengths in steps that widen. */
const step = (n: number): number =>
  n <= 2 ? Math.max(0, n) : n <= 4 ? 3 : n <= 7 ? 5 : n <= 12 ? 8 : n <= 20 ? 13 : 21

const around = (d: Dependencies, i: number): string =>
  i < 0 ? "^" : i >= d.tokens.length ? "$" : d.tag(i) === "PUNCT" ? d.lower(i) : d.tag(i)

/**
 * The facts of a candidate: those that others of the same trigger have too, in lots of which each is the same wherever its key is; and
 * those that it alone has.
 */
export type FactLots<T> = {
  readonly shared: readonly {readonly key: number; readonly facts: () => T[]}[]
  readonly own: () => T[]
}

const allOf = <T>({shared, own}: FactLots<T>): T[] => [...shared.flatMap(({facts}) => facts()), ...own()]

/** Facts about whether one thing is said to bring about the other, whatever their bounds: of the trigger, of each side, of both together. */
export function pairLots<T>(d: Dependencies, c: Reading, twice: boolean, fact: FactOf<T>): FactLots<T> {
  const by = tailOf(` (${c.kind === "connective" ? c.name : c.rule})`)
  const count = d.tokens.length + 1
  const sides = (["cause", "effect"] as const).map((side, nth) => ({
    key: ((c.heads[side] * count + c[side].start) * count + c[side].end) * 2 + nth,
    facts: () => sideFacts(d, c, side, by, fact),
  }))
  return {
    shared: [{key: -1, facts: () => triggerFacts(d, c, by, fact)}, ...sides],
    own: () => jointFacts(d, c, twice, by, fact),
  }
}

export const pairFacts = <T>(d: Dependencies, c: Reading, twice: boolean, fact: FactOf<T>): T[] =>
  allOf(pairLots(d, c, twice, fact))

/** The trigger: its row and words, what stands around it, how its clause stands, and in what kind of sentence. */
function triggerFacts<T>(d: Dependencies, c: Reading, by: Tail, fact: FactOf<T>): T[] {
  const {rule, name, at, confidence, talk} = c
  const count = d.tokens.length
  const word = d.lemma(at.start)
  const {said, quotes, root} = wholeOf(d)
  const facts = [
    fact`any candidate`,
    fact`rule ${rule}`,
    fact`rule ${rule}, trigger ${name}`,
    fact`a ${around(d, at.start - 1)} before the trigger${by}`,
    fact`before the trigger ${at.start > 0 ? d.lemma(at.start - 1) : "^"}${by}`,
    fact`a ${d.fine(at.end)} behind the trigger${by}`,
    fact`length of the sentence ${step(Math.floor(count / 3))}`,
    fact`words of saying ${Math.min(2, said)}`,
    fact`quotation marks ${Math.min(2, quotes)}`,
    fact`root of the sentence ${root < 0 ? "" : d.lemma(root)}`,
    fact`third of the sentence ${Math.floor((3 * at.start) / count)}${by}`,
    fact`trigger a ${d.tag(at.start)}, hangs as ${d.rel[at.start]}${by}`,
    fact`behind the trigger ${at.end < count ? d.lemma(at.end) : "$"}${by}`,
    fact`trigger ${word}`,
    fact`trigger ${word}, a ${d.fine(at.start)}, hangs as ${d.rel[at.start]}`,
    fact`trigger ${word} behind ${at.start > 0 ? d.lower(at.start - 1) : "^"}`,
    fact`trigger ${word} before ${at.end < count ? d.lower(at.end) : "$"}`,
  ]
  if (talk) facts.push(fact`talk`, fact`talk, rule ${rule}`, fact`talk, rule ${rule}, trigger ${name}`)
  if (confidence !== undefined) facts.push(fact`sure by itself ${Math.round(confidence * 10)}`)
  for (const k of [1, 2]) facts.push(fact`${k} before the trigger ${at.start >= k ? d.lower(at.start - k) : "^"}${by}`)
  for (const k of [0, 1, 2]) {
    const open = at.end + k < count && ["NOUN", "PROPN", "VERB"].includes(d.tag(at.end + k))
    facts.push(
      fact`${k + 1} behind the trigger ${at.end + k >= count ? "$" : open ? d.tag(at.end + k) : d.lower(at.end + k)}${by}`,
    )
  }
  facts.push(...moodFacts(d, at, by, fact))
  return facts
}

/** One side: its head with what hangs on it and what it hangs on, how it opens, and what sort of happening it tells. */
function sideFacts<T>(d: Dependencies, c: Reading, side: "cause" | "effect", by: Tail, fact: FactOf<T>): T[] {
  const head = c.heads[side]
  const span = c[side]
  const kind = kindOf(d, head)
  const lemma = d.lemma(head)
  const word = d.lemma(c.at.start)
  const facts = [
    fact`${side} a ${d.fine(head)}${by}`,
    fact`${side} hangs as ${d.rel[head]}${by}`,
    fact`${side} the root ${d.head[head]! < 0}`,
    fact`${side} opens with ${d.lower(span.start)}`,
    fact`${side} opens with a ${d.tag(span.start)}${by}`,
    fact`${side} so long ${step(span.end - span.start)}`,
    fact`${side} of kind ${kind} of trigger ${word}`,
    fact`${side} ${lemma} of trigger ${word}`,
  ]
  const both = fact.both(facts, by)
  both`${side} of kind ${kind}`
  both`${side} ${lemma}`
  for (const k of d.children(head))
    if (d.tag(k) !== "PUNCT")
      facts.push(
        fact`${side} with ${d.rel[k]}${by}`,
        fact`${side} with ${d.rel[k]} of kind ${kindOf(d, k)}`,
        fact`${side} with ${d.rel[k]} ${d.lemma(k)}`,
      )
  const governor = d.head[head]!
  facts.push(fact`${side} hangs on ${governor < 0 ? "^" : d.lemma(governor)} as ${d.rel[head]}`)
  facts.push(...sortFacts(d, side, head, span, by, fact))
  if (!d.isVerbal(head)) return facts
  const [object, subject] = [d.child(head, "obj"), d.child(head, "nsubj")]
  if (object >= 0)
    facts.push(
      fact`${side} with object ${d.lemma(object)}${by}`,
      fact`${side} with object of kind ${kindOf(d, object)}${by}`,
    )
  if (subject >= 0) facts.push(fact`${side} with subject of kind ${kindOf(d, subject)}${by}`)
  if (isPassive(d, head)) facts.push(fact`${side} passive${by}`)
  for (const k of d.children(head, "aux", "advmod")) {
    const beside = d.lower(k)
    if (d.is(k, "aux")) both`${side} with auxiliary ${beside}`
    else if (beside === "not" || beside === "n't" || beside === "never") facts.push(fact`${side} denied${by}`)
  }
  return facts
}

/** What sort of happening a side tells. */
function sortFacts<T>(
  d: Dependencies,
  side: "cause" | "effect",
  head: number,
  span: Span,
  by: Tail,
  fact: FactOf<T>,
): T[] {
  const facts: T[] = []
  const both = fact.both(facts, by)
  const own = sortsOf(d, head)
  for (const sort of own.length > 0 ? own : ["none"]) {
    both`${side} of sort ${sort}`
    facts.push(fact`${side} a ${d.tag(head)} of sort ${sort}${by}`)
  }
  const all = sortsWithin(d, span)
  for (const sort of all) both`${side} holds sort ${sort}`
  if (all.length === 0) facts.push(fact`${side} holds no sort${by}`)
  for (const relation of ["obj", "nsubj"] as const)
    for (const sort of sortsOf(d, d.child(head, relation))) both`${side} with ${relation} of sort ${sort}`
  return facts
}

function sortsWithin(d: Dependencies, {start, end}: Span): readonly string[] {
  const all: string[] = []
  for (let i = start; i < end; i++) for (const sort of sortsOf(d, i)) if (!all.includes(sort)) all.push(sort)
  return all
}

/** Both sides together: how they stand to each other in the order of words and in the tree. */
function jointFacts<T>(d: Dependencies, c: Reading, twice: boolean, by: Tail, fact: FactOf<T>): T[] {
  const {rule, heads, cause, effect, at} = c
  const word = d.lemma(at.start)
  const kinds = [kindOf(d, heads.cause), kindOf(d, heads.effect)] as const
  const [first, last] = cause.start < effect.start ? [cause, effect] : [effect, cause]
  let commas = 0
  for (let i = first.end; i < last.start; i++) if (d.lower(i) === ",") commas++
  const sorts = [heads.cause, heads.effect].map((head) => sortsOf(d, head)[0] ?? "none")
  const within = [cause, effect].map((span) => sortsWithin(d, span)[0] ?? "none")
  const facts = [
    fact`choice ${c.nth} of rule ${rule}`,
    fact`cause first ${first === cause}${by}`,
    fact`tokens between ${step(last.start - first.end)}${by}`,
    fact`trigger touches the first ${first.end === at.start}, the second ${last.start === at.end}${by}`,
    fact`commas between ${Math.min(2, commas)}${by}`,
    fact`trigger ${word}: ${kinds[0]} brings about ${kinds[1]}`,
    fact`trigger ${word}: cause hangs as ${d.rel[heads.cause]}, effect as ${d.rel[heads.effect]}`,
    fact`trigger ${word}: cause a ${d.fine(heads.cause)}, effect a ${d.fine(heads.effect)}`,
    fact`trigger ${word}: cause first ${first === cause}, tokens between ${step(last.start - first.end)}`,
  ]
  const both = fact.both(facts, by)
  both`${kinds[0]} brings about ${kinds[1]}`
  both`sort ${sorts[0]} brings about sort ${sorts[1]}`
  both`something with ${within[0]} brings about something with ${within[1]}`
  if (twice) facts.push(fact`two triggers give the same`)
  if (c.how) facts.push(fact`sides ${c.how}`, fact`sides ${c.how}, rule ${rule}`)
  for (let i = first.end; i < last.start; i++)
    if (i < at.start || i >= at.end) facts.push(fact`between them ${d.lemma(i)}`, fact`between them a ${d.tag(i)}${by}`)
  facts.push(...treeFacts(d, c, by, kinds, fact))
  return facts
}

/** How the two heads hang together in the tree. */
function treeFacts<T>(
  d: Dependencies,
  {heads}: Reading,
  by: Tail,
  kinds: readonly [string, string],
  fact: FactOf<T>,
): T[] {
  const [up, other] = [d.upFrom(heads.cause), d.upFrom(heads.effect)]
  const top = up.find((i) => other.includes(i))
  const before = (path: readonly number[]) => (top === undefined ? path : path.slice(0, path.indexOf(top)))
  const [one, two] = [before(up), before(other)]
  const path = `${one.map((i) => d.rel[i]).join("<")}|${two.map((i) => d.rel[i]).join("<")}`
  const facts = [fact`steps in the tree ${one.length} ${two.length}`]
  const both = fact.both(facts, by)
  both`way in the tree ${path}`
  if (top !== undefined) facts.push(fact`both under ${d.lemma(top)}`, fact`both under kind ${kindOf(d, top)}${by}`)
  const lemmas = [d.lemma(heads.cause), d.lemma(heads.effect)] as const
  both`kind ${kinds[0]} brings about ${lemmas[1]}`
  both`${lemmas[0]} brings about kind ${kinds[1]}`
  return facts
}

/** What is counted of a sentence: words of saying, quotation marks, and its root. */
const wholeOf = oncePer((d) => {
  let [said, quotes] = [0, 0]
  for (let i = 0; i < d.tokens.length; i++) {
    if (d.lower(i) === "said") said++
    if (d.lower(i).includes('"')) quotes++
  }
  return {said, quotes, root: d.head.indexOf(-1)}
})

/** How the clause of the trigger stands: what it hangs on, what opens it, and its auxiliaries. What is only asked or ought to be is told so. */
function moodFacts<T>(d: Dependencies, at: Span, by: Tail, fact: FactOf<T>): T[] {
  const facts: T[] = []
  const governor = d.head[at.start]!
  const above = governor < 0 ? "^" : d.lemma(governor)
  const relation = d.rel[at.start]!
  facts.push(
    fact`trigger hangs on ${above} as ${relation}`,
    fact`trigger hangs on kind ${governor < 0 ? "^" : kindOf(d, governor)} as ${relation}${by}`,
  )
  let top = at.start
  for (let steps = 0; steps < 4 && d.is(top, "xcomp", "conj", "case", "fixed", "mark") && d.head[top]! >= 0; steps++)
    top = d.head[top]!
  if (top !== at.start)
    facts.push(
      fact`clause of the trigger hangs on ${d.head[top]! < 0 ? "^" : d.lemma(d.head[top]!)} as ${d.rel[top]}, the trigger as ${relation}`,
    )
  for (const verb of top === at.start ? [top] : [at.start, top])
    for (const k of d.children(verb)) {
      if (!d.is(k, "aux", "mark", "advmod", "cc", "expl") || k > at.start) continue
      facts.push(
        fact`beside the ${verb === top ? "clause" : "trigger"} ${d.rel[k]} ${d.lower(k)}`,
        fact`beside the trigger ${d.rel[k]} ${d.lower(k)}${by}`,
      )
    }
  return facts
}

/** What the end of a span cuts off: the relation of what stands behind it to something in it, and its first word. */
function cutOff(d: Dependencies, {start, end}: Span, head: number): readonly [relation: string, word: string] {
  if (end >= d.tokens.length) return ["end", ""]
  const holds = (i: number) => i >= start && i < end
  const next = d.tag(end) === "PUNCT" && end + 1 < d.tokens.length ? end + 1 : end
  const top = d.firstUp(next, (i) => d.head[i]! < 0 || holds(d.head[i]!))
  const governor = d.head[top]!
  if (!holds(governor)) return ["outside", ""]
  return [`${d.rel[top]} of ${governor === head ? "head" : d.tag(governor)}`, d.lower(d.first[top]!)]
}

/** Facts about whether these are the bounds of one of its two phrases: of where it begins, of where it ends, and of both together. */
export function extentLots<T>(
  d: Dependencies,
  c: Reading,
  side: "cause" | "effect",
  {start, end, drawn}: Extent,
  fact: FactOf<T>,
): FactLots<T> {
  const head = c.heads[side]
  const of = side === "cause" ? "c" : "e"
  const by = tailOf(c.kind === "connective" ? c.name : c.rule)
  const behind = tailOf(` ${by}`)
  const kind = d.isVerbal(head) ? "clause" : d.tag(head)
  const told = (tell: (facts: T[], put: Put) => void) => (): T[] => {
    const facts: T[] = []
    const both = fact.both(facts, behind)
    tell(facts, (name, value, here = false) => {
      facts.push(fact`${kind} ${name} ${value}`)
      if (here) both`${of} ${name} ${value}`
      else facts.push(fact`${of} ${name} ${value}`)
    })
    return facts
  }
  const begins = told((facts, put) => {
    put("left", start === 0 ? "^" : start === c.at.end ? "trigger" : d.lower(start - 1), true)
    put("first", d.fine(start))
    put("firstw", d.lower(start))
    const lost = d.children(head).filter((k) => k < start && d.tag(k) !== "PUNCT")
    put("lost", lost.length > 0 ? d.rel[lost.at(-1)!]! : "none")
    if (start > 0)
      facts.push(
        fact`${of} leftw ${d.lower(start - 1)} ${d.lower(start)}`,
        fact`${of} leftx ${by} ${d.fine(start - 1)} ${d.fine(start)}`,
      )
  })
  const ends = told((facts, put) => {
    put("right", end >= d.tokens.length ? "$" : end === c.at.start ? "trigger" : d.lower(end), true)
    put("next", end < d.tokens.length ? d.fine(end) : "$")
    put("last", d.tag(end - 1))
    put("lastx", d.fine(end - 1))
    put("lastw", d.lemma(end - 1))
    const behind = d.children(head).filter((k) => k > head && k < end && d.tag(k) !== "PUNCT")
    const kept = behind.at(-1)
    put("kept", kept === undefined ? "none" : d.rel[kept]!, true)
    if (kept !== undefined) {
      const opens = d.lower(d.first[kept]!)
      put("keptw", `${d.rel[kept]} ${opens}`)
      facts.push(
        fact`keptof ${d.lemma(head)} ${d.rel[kept]} ${opens}`,
        fact`keptk ${by} ${d.rel[kept]} ${opens} ${kindOf(d, kept)}`,
      )
    }
    if (end < d.tokens.length)
      facts.push(
        fact`rightw ${by} ${d.lower(end)} ${d.tag(end - 1)}`,
        fact`${of} rightx ${d.lower(end)} ${end + 1 < d.tokens.length ? d.fine(end + 1) : "$"}`,
      )
  })
  const both = told((facts, put) => {
    for (const how of drawn.length > 0 ? drawn : ["cut"]) {
      put("drawn", how, true)
      facts.push(fact`${of} drawn ${how} ${kind}`)
    }
    put("touches", end === c.at.start || start === c.at.end, true)
    put("long", step(end - start))
    const [relation, word] = cutOff(d, {start, end}, head)
    put("cut", relation, true)
    put("cutw", `${relation} ${word}`)
    facts.push(fact`cutof ${d.lemma(head)} ${relation} ${word}`)
    const closed = (i: number) => i < 0 || i >= d.tokens.length || d.tag(i) === "PUNCT"
    facts.push(fact`${of} closed ${by} ${closed(start - 1)} ${closed(end)}`)
    let [commas, finite, verbs, ands, torn] = [0, 0, 0, 0, 0]
    for (let i = start; i < end; i++) {
      const lower = d.lower(i)
      if (lower === ",") commas++
      if (TENSED.has(d.fine(i))) finite++
      if (d.tag(i) === "VERB") verbs++
      if (d.tag(i) === "CCONJ") ands++
      // A word whose governor is outside: the tree, where it is right, is torn here.
      const governor = d.head[i]!
      if (i !== head && governor >= 0 && (governor < start || governor >= end)) torn++
      if (i > start && OPENING.has(lower)) facts.push(fact`${of} holds ${lower}`, fact`${kind} holds ${lower}`)
    }
    put("finite", Math.min(3, finite), true)
    put("torn", Math.min(3, torn), true)
    put("commas", Math.min(3, commas))
    put("verbs", Math.min(3, verbs))
    put("ands", Math.min(2, ands))
  })
  const shared = [
    {key: -1 - start, facts: begins},
    {key: end, facts: ends},
  ]
  return {shared, own: both}
}

/** Puts a fact, of the side and of the kind of its head; `here`: of its row or connective as well. */
type Put = (name: string, value: string | number | boolean, here?: boolean) => void

export const extentFacts = <T>(
  d: Dependencies,
  c: Reading,
  side: "cause" | "effect",
  of: Extent,
  fact: FactOf<T>,
): T[] => allOf(extentLots(d, c, side, of, fact))
