// Branches of a tree that hang where no sentence of this kind lets them, hung where they belong. Tokens and a tree
// in, a tree out; the same tree where nothing is amiss.
//
// The invariant: one root and no circles go in and come out. Here because parsers stumble over the same few joints
// (a fronted clause, the last of a list, a subject of two parts), and every rule behind them would stumble too.

import type {Relation, Token, Tree} from "../language/index.ts"
import {MOVEMENT_VERBS, stateOf} from "./direction.ts"
import {WITHOUT} from "./lexicon.ts"
import {FORMS} from "./proposal.ts"
import {MAKING, NOMINAL, TENSED} from "./retagging.ts"

const FRONTING: ReadonlySet<string> = new Set(
  "since because if when as once unless although though while with".split(" "),
)

type Draft = {readonly tokens: readonly Token[]; readonly head: Int32Array; readonly rel: Relation[]}

/** The tree with its misplaced branches hung anew. */
export function regrafted(tokens: readonly Token[], tree: Tree): Tree {
  const draft: Draft = {tokens, head: tree.head.slice(), rel: [...tree.rel]}
  const changes = [
    offParticles(draft),
    absence(draft),
    frontedRoot(draft),
    frontedParticiple(draft),
    joinedSubject(draft),
    countedSubject(draft),
    gradedSubject(draft),
    doneSubject(draft),
    listOpening(draft),
    mainParticiple(draft),
    secondVerb(draft),
    frontedPlace(draft),
    ...tokens.map(
      (_, i) =>
        perfectVerb(draft, i) || setAside(draft, i) || opened(draft, i) || ownObject(draft, i) || misjoined(draft, i),
    ),
  ]
  return changes.includes(true) ? {head: draft.head, rel: draft.rel} : tree
}

/** "Fewer perch means fewer anglers", "Faster filling leaves less water": a sentence's first word says how many, and is no thing by itself. */
function gradedSubject(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  const verb = head[1] ?? -1
  const graded = ["fewer", "less", "more"].includes(tokens[0]!.lower) || tokens[0]!.xpos === "JJR"
  if (!graded || tokens[1]?.tag !== "NOUN" || !["nsubj", "csubj"].includes(rel[1]!)) return false
  if (head[0] === 1 || verb <= 1 || (head[0]! >= 0 && head[0] !== verb)) return false
  if (head[0]! < 0) {
    for (let k = 2; k < tokens.length; k++) if (head[k] === 0) hang(draft, k, verb, rel[k]!)
    hang(draft, verb, -1, "root")
  }
  hang(draft, 0, 1, "amod")
  return true
}

/** "Overfishing, warmer water and a careless hatchery have": the first of a list that opens a sentence. */
function listOpening(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  if (tokens[1]?.text !== "," || !["amod", "compound", "nmod"].includes(rel[0]!)) return false
  const next = head[0]!
  if (next < 2 || !rel[next]!.startsWith("nsubj") || head[next]! < next) return false
  if (!tokens.slice(2, head[next]!).some(({lower}) => lower === "and")) return false
  const verb = head[next]!
  for (let i = next + 1; i < verb; i++) if (head[i] === verb && rel[i]!.startsWith("nsubj")) hang(draft, i, 0, "conj")
  hang(draft, 0, verb, "nsubj")
  hang(draft, next, 0, "conj")
  for (let i = 0; i < verb; i++) if (head[i] === verb && rel[i] === "cc") head[i] = next
  return true
}

/** "The fire sent prices soaring and emptied": a verb that a parser took for what was done to the subject. */
function mainParticiple(draft: Draft): boolean {
  const {tokens, head} = draft
  const top = head.indexOf(-1)
  if (top < 0 || !NOMINAL.has(tokens[top]!.tag)) return false
  const verb = childOf(draft, top, "acl")
  if (verb !== top + 1 || tokens[verb]!.xpos !== "VBN" || childOf(draft, verb, "obj") < verb) return false
  const joined = childOf(draft, verb, "conj")
  if (joined < verb || tokens[joined]!.xpos !== "VBD" || childOf(draft, joined, "nsubj") >= 0) return false
  crown(draft, verb, "nsubj")
  return true
}

/** "Repairing the canals would cut losses": what is done at the head of a sentence is the subject of the verb behind. */
function doneSubject(draft: Draft): boolean {
  const {tokens, head} = draft
  if (tokens[0]!.xpos !== "VBG" || tokens[0]!.tag !== "VERB" || SPOKEN.has(tokens[0]!.lemma)) return false
  const top = head.indexOf(-1)
  for (let v = 2; v < tokens.length; v++) {
    const subject = childOf(draft, v, "nsubj")
    if (saysHowOften(tokens, subject, v)) {
      hang(draft, subject, v - 3, "nmod")
      if (head[0] === v) draft.rel[0] = "csubj"
      return head[0] === v
    }
    if (subject < 1 || subject > v || firstOf(draft, subject) !== 1) continue
    if (top === 0 ? head[v] !== 0 : v !== top || head[0] !== v) continue
    if (tokens.slice(1, v).some(({text}) => text === ",")) return false
    for (let i = v + 1; i < tokens.length; i++) if (head[i] === 0) head[i] = v
    hang(draft, v, -1, "root")
    hang(draft, 0, v, "csubj")
    hang(draft, subject, 0, "obj")
    return true
  }
  return false
}

/** "Opening the crossing for two days a week eased": how often, and nobody who eases. */
function saysHowOften(tokens: readonly Token[], subject: number, v: number): boolean {
  const period = subject === v - 1 && PERIODS.has(tokens[subject]!.lower)
  return period && tokens[v - 2]!.lower === "a" && tokens[v - 3]?.xpos === "NNS"
}

/** "Families who cannot eat sell their tools": two verbs in a row behind "who", of which the second is the sentence's. */
function secondVerb(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  const top = head.indexOf(-1)
  if (top < 0 || !NOMINAL.has(tokens[top]!.tag)) return false
  const inner = childOf(draft, top, "acl:relcl")
  const outer = inner < 0 ? -1 : inner + 1
  if (outer <= 0 || outer >= tokens.length || tokens[outer]!.tag !== "VERB") return false
  if (head[outer] !== inner || !["xcomp", "ccomp", "conj", "obj"].includes(rel[outer]!)) return false
  if (!["VB", "VBP", "VBZ", "VBD"].includes(tokens[outer]!.xpos)) return false
  for (let i = outer + 1; i < tokens.length; i++) if (head[i] === top || head[i] === inner) head[i] = outer
  hang(draft, outer, -1, "root")
  hang(draft, top, outer, "nsubj")
  return true
}

const PERIODS: ReadonlySet<string> = new Set(["hour", "day", "week", "month", "year"])

/** Verbs of saying and taking for granted, with which a sentence opens before it comes to its subject. */
const SPOKEN: ReadonlySet<string> = new Set(
  "say assume suppose think believe know argue note claim warn fear hope consider give judge speak bar depend accord".split(
    " ",
  ),
)

/** "In both the hills and along the coast, years of drought have left": where it is so is no part of the subject. */
function frontedPlace(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  const place = head[0]!
  if (!WHERE.has(tokens[0]!.lower) || rel[0] !== "case" || place < 0 || rel[place] !== "nsubj") return false
  const verb = head[place]!
  const behind = (i: number) => i > place && i < verb && head[i] === place && rel[i] === "conj"
  const subject = tokens.findIndex((_, i) => behind(i) && afterComma(draft, i) && childOf(draft, i, "case") < 0)
  if (subject < 0) return false
  for (let i = subject + 1; i < verb; i++) if (behind(i)) hang(draft, i, subject, "conj")
  hang(draft, subject, verb, "nsubj")
  hang(draft, place, verb, "obl")
  return true
}

const WHERE: ReadonlySet<string> = new Set("in at on along across within inside throughout near".split(" "))

function hang({head, rel}: Draft, i: number, governor: number, relation: Relation): void {
  head[i] = governor
  rel[i] = relation
}

/** Makes the word at `i` the root: the old one hangs on it by `relation`, and so does the sentence's last mark. */
function crown(draft: Draft, i: number, relation: Relation): void {
  const top = draft.head.indexOf(-1)
  const last = draft.tokens.length - 1
  hang(draft, i, -1, "root")
  hang(draft, top, i, relation)
  if (draft.head[last] === top) draft.head[last] = i
}

function childOf({head, rel}: Draft, i: number, relation: Relation): number {
  for (let c = 0; c < head.length; c++) if (head[c] === i && rel[c]!.startsWith(relation)) return c
  return -1
}

function firstOf({head}: Draft, i: number): number {
  for (let c = 0; c < i; c++) {
    let at = c
    for (let steps = 0; at >= 0 && at !== i && steps < head.length; steps++) at = head[at]!
    if (at === i) return c
  }
  return i
}

/** The object or oblique of the verb at `governor` that the word at `from` stands in; -1 where it stands in none. */
function heldAt({tokens, head, rel}: Draft, from: number, governor: number): number {
  let at = from
  for (let steps = 0; at >= 0 && head[at] !== governor && steps < tokens.length; steps++) at = head[at]!
  return at > governor && NOMINAL.has(tokens[at]!.tag) && /^(?:obj|obl)/.test(rel[at]!) ? at : -1
}

/** Whether `i` is a hyphen inside a word. */
function hyphenated(tokens: readonly Token[], i: number): boolean {
  return tokens[i]!.text === "-" && tokens[i - 1]?.to === tokens[i]!.from && tokens[i + 1]?.from === tokens[i]!.to
}

/** Whether a comma stands right before the subtree of `i`, or opens it. */
function afterComma(draft: Draft, i: number): boolean {
  const first = firstOf(draft, i)
  return draft.tokens[first]!.text === "," || draft.tokens[first - 1]?.text === ","
}

/** "They die off, which means": nothing hangs on the little word of a verb. */
function offParticles(draft: Draft): boolean {
  const {head, rel} = draft
  let changed = false
  for (let i = 0; i < head.length; i++) {
    const governor = head[i]!
    if (governor < 0 || rel[governor] !== "compound:prt" || head[governor]! < 0) continue
    hang(draft, i, head[governor]!, rel[i]!)
    changed = true
  }
  return changed
}

/** "If it were not for the levee": five words for "without", of which "it" is nothing and the levee no predicate. */
function absence({tokens, head, rel}: Draft): boolean {
  let changed = false
  for (let i = 0; i + 4 < tokens.length; i++) {
    const length = ABSENT.find((words) => words.every((word, k) => tokens[i + k]?.lower === word))?.length ?? 0
    const named = length > 0 ? head[i + length - 1]! : -1
    if (named < i + length || rel[i] === "case") continue
    const inside = (k: number) => k >= i && k < i + length
    let above = head[named]!
    for (let steps = 0; inside(above) && steps < length; steps++) above = head[above]!
    if (inside(above)) continue
    head[named] = above
    rel[named] = above < 0 ? "root" : "obl"
    for (let k = i; k < i + length; k++) {
      head[k] = k === i ? named : i
      rel[k] = k === i ? "case" : "fixed"
    }
    changed = true
  }
  return changed
}

const ABSENT: readonly (readonly string[])[] = WITHOUT.map(({words}) => words).filter((words) => words.includes("it"))

/** "Since the rains were late, the lean season is long": the clause behind the comma is the sentence's own. */
function frontedRoot(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  const top = head.indexOf(-1)
  if (!FRONTING.has(tokens[0]!.lower) || head[0] !== top || rel[0] !== "mark") return false
  // "Since January ...": a time, and no clause.
  if (["NNP", "CD"].includes(tokens[1]!.xpos)) return false
  for (let v = top + 2; v < tokens.length; v++) {
    if (head[v] !== top || !["parataxis", "ccomp", "conj"].includes(rel[v]!)) continue
    const subject = childOf(draft, v, "nsubj")
    if (subject < top || subject > v || !afterComma(draft, v)) continue
    crown(draft, v, "advcl")
    return true
  }
  return false
}

/** "Emboldened by the retreat, militias in four towns rose": the clause behind the comma is the sentence's own. */
function frontedParticiple(draft: Draft): boolean {
  const {tokens, head} = draft
  if (head[0] !== -1 || tokens[0]!.xpos !== "VBN") return false
  const comma = tokens.findIndex(({text}) => text === ",")
  if (comma < 2) return false
  for (let v = comma + 2; v < tokens.length; v++) {
    if (!TENSED.has(tokens[v]!.xpos) || tokens[v]!.xpos === "MD") continue
    const above = head[v]!
    const noun = above > comma && above < v ? above : -1
    const subject = [childOf(draft, v, "nsubj"), noun].find((i) => i > comma && i < v)
    if (subject === undefined) return false
    // The first noun behind the comma is the subject, however the tree hangs it.
    let top = subject
    for (let steps = 0; head[top]! > comma && head[top] !== v && steps < tokens.length; steps++) top = head[top]!
    const first = tokens.findIndex((_, i) => i > comma && i < v && head[i] === 0 && NOMINAL.has(tokens[i]!.tag))
    hang(draft, v, -1, "root")
    hang(draft, 0, v, "advcl")
    if (first > comma) {
      if (top !== first && head[top] === v) hang(draft, top, first, "nmod")
      hang(draft, first, v, "nsubj")
    }
    for (let i = comma; i < tokens.length; i++) if (i !== v && head[i] === 0) head[i] = v
    return true
  }
  return false
}

/** "A drop in orders has forced dyers in the port to leave": a participle behind "has" is the verb, the noun its object. */
function perfectVerb(draft: Draft, i: number): boolean {
  const {tokens, head, rel} = draft
  if (tokens[i]!.lemma !== "have" || rel[i] !== "aux") return false
  let v = i + 1
  while (tokens[v]?.tag === "ADV") v++
  const noun = head[i]!
  if (tokens[v]?.xpos !== "VBN" || rel[v] !== "amod" || head[v] !== noun || !NOMINAL.has(tokens[noun]!.tag))
    return false
  hang(draft, v, head[noun]!, rel[noun]!)
  for (let c = 0; c < tokens.length; c++) {
    if (head[c] !== noun || c === v) continue
    const done = c > noun && rel[c]!.startsWith("acl") && tokens[c]!.xpos === "VB"
    if (c < v || done || rel[c] === "conj" || rel[c] === "advcl" || tokens[c]!.tag === "PUNCT")
      hang(draft, c, v, done ? "xcomp" : rel[c]!)
  }
  hang(draft, noun, v, "obj")
  return true
}

/** "The ban, far from calming the port, has ruined it": what is far from done is said of the same subject. */
function setAside(draft: Draft, i: number): boolean {
  const {tokens, head} = draft
  if (tokens[i]!.lower !== "far" || tokens[i + 1]?.lower !== "from" || tokens[i + 2]?.xpos !== "VBG") return false
  const above = head[i]!
  if (head[i + 2] !== i || above < 0 || tokens[above]!.tag !== "VERB") return false
  hang(draft, i + 2, above, "advcl")
  hang(draft, i, i + 2, "advmod")
  return true
}

/** Clauses that say when, and those that "which" opens behind a comma: neither is an object, nor a second thing done. */
function opened(draft: Draft, i: number): boolean {
  const {tokens, head, rel} = draft
  const governor = head[i]!
  if (governor < 0 || governor > i || tokens[i]!.tag !== "VERB") return false
  const first = firstOf(draft, i)
  if (
    rel[i] === "ccomp" &&
    first > governor &&
    TIMING.has(tokens[first]!.lower) &&
    MOVEMENT_VERBS.has(tokens[governor]!.lemma)
  ) {
    // "New arrivals increase when the harvest fails".
    rel[i] = "advcl"
    return true
  }
  if (rel[i] === "advcl" && doesMore(draft, i)) {
    // "would do more to stop the disease": what does more stops it.
    rel[i] = "xcomp"
    // "... than any vaccine": that is what it does more than.
    for (let k = i + 1; k < tokens.length; k++)
      if (tokens[k]!.lower === "than" && head[k]! > i && rel[k] === "case") hang(draft, head[k]!, governor, "obl")
    return true
  }
  const which = childOf(draft, i, "nsubj")
  if (!["conj", "parataxis", "appos"].includes(rel[i]!) || which < 1 || which > i) return false
  if (tokens[which]!.lower !== "which" || tokens[which - 1]!.text !== "," || childOf(draft, i, "cc") >= 0) return false
  // "sell their tools, which keeps them from going": it is not the tools that keep them.
  if (tokens[which - 2]?.xpos !== "NNS" || tokens[i]!.xpos !== "VBZ") return false
  rel[i] = "acl:relcl"
  return true
}

/** Whether the verb at `i` is what somebody does much, more or little to do. */
function doesMore({tokens, head, rel}: Draft, i: number): boolean {
  const governor = head[i]!
  if (tokens[governor]!.lemma !== "do" || tokens[i - 1]!.xpos !== "TO" || !AMOUNTS.has(tokens[i - 2]!.lower))
    return false
  return head[i - 2] === governor && rel[i - 2] === "obj"
}

const AMOUNTS: ReadonlySet<string> = new Set(["much", "more", "most", "little", "less", "nothing", "enough", "lot"])
const TIMING: ReadonlySet<string> = new Set(
  "when whenever while where wherever if unless once until after before since because as".split(" "),
)

/** "Most of the decline is attributable to": what is counted is the subject of a predicate that has none. */
function countedSubject(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  const top = head[0]!
  if (!COUNTING.has(tokens[0]!.lower) || tokens[1]?.lower !== "of" || top < 0 || !rel[0]!.startsWith("obl"))
    return false
  if (childOf(draft, top, "nsubj") >= 0) return false
  rel[0] = "nsubj"
  return true
}

const COUNTING: ReadonlySet<string> = new Set("most much many some half part all none several few".split(" "))

/** "Poor seed and bad roads resulted in low yields": a root of nouns whose last part was given the verb. */
function joinedSubject(draft: Draft): boolean {
  const {tokens, head, rel} = draft
  const top = head.indexOf(-1)
  if (top < 0 || !NOMINAL.has(tokens[top]!.tag)) return false
  for (let v = top + 2; v < tokens.length; v++) {
    if (head[v] !== top || rel[v] !== "conj" || tokens[v]!.tag !== "VERB") continue
    const subject = childOf(draft, v, "nsubj")
    const joint =
      childOf(draft, v, "cc") >= 0 ? childOf(draft, v, "cc") : subject >= 0 ? childOf(draft, subject, "cc") : -1
    if (subject < top || subject > v || joint < 0 || joint > subject) continue
    for (let i = 0; i < v; i++) if (TENSED.has(tokens[i]!.xpos) && head[i] !== v) return false
    if (!TENSED.has(tokens[v]!.xpos) && childOf(draft, v, "aux") < 0) return false
    crown(draft, v, rel[subject]!)
    hang(draft, subject, top, "conj")
    head[joint] = subject
    return true
  }
  return false
}

/** What a verb makes, keeps or doubles, which a parser took for a time or an aside. */
function ownObject(draft: Draft, i: number): boolean {
  const {tokens, head, rel} = draft
  const governor = head[i]!
  // "made transport unaffordable", "kept crowds small": the noun right before an adjective is what is made so.
  if (
    governor === i + 1 &&
    NOMINAL.has(tokens[i]!.tag) &&
    tokens[governor]!.tag === "ADJ" &&
    rel[governor] === "xcomp" &&
    ["compound", "obl:unmarked", "nmod", "nsubj", "obl"].includes(rel[i]!) &&
    KEEPING.has(tokens[head[governor]!]?.lemma ?? "") &&
    head[governor]! < i &&
    childOf(draft, head[governor]!, "obj") < 0
  ) {
    hang(draft, i, head[governor]!, "obj")
    return true
  }
  if (governor < 0 || governor > i) return false
  // "hold the mine responsible for": who is held so was taken for one who is given something.
  if (rel[i] === "obj" && tokens[i]!.tag === "ADJ" && tokens[governor]!.lemma === "hold") {
    if (head[i - 1] !== governor || !["iobj", "obj"].includes(rel[i - 1]!)) return false
    rel[i - 1] = "obj"
    rel[i] = "xcomp"
    return true
  }
  if (["advcl", "advmod"].includes(rel[i]!) && tokens[i]!.tag === "ADJ" && KEEPING.has(tokens[governor]!.lemma)) {
    // "keeps prices high".
    const object = childOf(draft, governor, "obj")
    if (object !== i - 1 || childOf(draft, i, "mark") >= 0) return false
    rel[i] = "xcomp"
    return true
  }
  // "has made the camp safer", "has made ministers cautious": an adjective right behind what is made so.
  const verb = head[governor] ?? -1
  const behind =
    (rel[i] === "acl:relcl" && tokens[i]!.xpos === "JJR") ||
    (rel[i] === "amod" && tokens[i]!.tag === "ADJ" && !stateOf(tokens[i]!.lower))
  if (behind && governor === i - 1 && rel[governor] === "obj" && KEEPING.has(tokens[verb]?.lemma ?? "")) {
    hang(draft, i, verb, "xcomp")
    return true
  }
  // "drove many to emigrate", "left many without work": those who are driven or left, however many.
  const many = rel[i] === "xcomp" && HOW_MANY.has(tokens[i]!.lower) && governor === i - 1
  if (many && tokens[i + 1]?.lower === "without") {
    rel[i] = "obj"
    return true
  }
  if (many && tokens[i + 1]?.xpos === "TO") {
    const done = tokens.findIndex((_, k) => k > i + 1 && head[k] === i && tokens[k]!.xpos === "VB")
    if (done < 0 || tokens[governor]!.tag !== "VERB") return false
    rel[i] = "obj"
    hang(draft, done, governor, "xcomp")
    return true
  }
  // "has doubled journey times": a plural with a noun before it is no time.
  if (rel[i] !== "obl:unmarked" || tokens[i]!.xpos !== "NNS" || childOf(draft, i, "compound") < 0) return false
  if (!FORMS.has(tokens[governor]!.lower) || childOf(draft, governor, "obj") >= 0) return false
  if (childOf(draft, governor, "aux:pass") >= 0) return false
  rel[i] = "obj"
  return true
}

const HOW_MANY: ReadonlySet<string> = new Set("many some few most others thousands hundreds millions dozens".split(" "))
const KEEPING: ReadonlySet<string> = new Set([...MAKING, "hold"])

/** Parts of a list that hang on the verb, or on the noun before them as its other name. */
function misjoined(draft: Draft, i: number): boolean {
  const {tokens, head, rel} = draft
  const governor = head[i]!
  if (rel[i] === "acl" && governor >= 0 && tokens[i]!.xpos === "VB" && tokens[i - 1]!.xpos === "TO") {
    // "expected the dyke to protect the beds": what is expected is the whole of it.
    const verb = head[governor]!
    if (verb < 0 || verb > governor || rel[governor] !== "obj" || tokens[verb]!.lemma !== "expect") return false
    hang(draft, i, verb, "xcomp")
    return true
  }
  if (rel[i] === "conj" && governor >= 0 && governor < i && tokens[i]!.xpos === "VBG") {
    // "are hindering access, resulting in": a tail, and no second thing that they are doing.
    if (tokens[i - 1]!.text !== "," || childOf(draft, i, "cc") >= 0) return false
    const tensed = ["VBD", "VBZ", "VBP"].includes(tokens[governor]!.xpos)
    if (!tensed && (tokens[governor]!.xpos !== "VBG" || childOf(draft, governor, "aux") < 0)) return false
    rel[i] = "advcl"
    return true
  }
  if (rel[i] === "conj" && governor >= 0 && governor < i && tokens[i]!.xpos === "VBN") {
    // "Prices rose, driven by fuel costs": said of the clause, and no second verb of its subject.
    const adverb = tokens[i - 1]!.tag === "ADV" ? 1 : 0
    if (tokens[i - 1 - adverb]?.text !== "," || tokens[i + 1]?.lower !== "by") return false
    if (childOf(draft, i, "cc") >= 0 || childOf(draft, i, "aux") >= 0 || tokens[governor]!.xpos === "VBN") return false
    rel[i] = "advcl"
    return true
  }
  if (rel[i] === "conj" && governor >= 0 && governor < i && tokens[i]!.tag === "VERB") {
    // "have emptied the night buses and left cleaners walking": a verb beside a thing is one beside the thing's verb.
    const verb = head[governor]!
    if (!NOMINAL.has(tokens[governor]!.tag) || !/^obj|^obl/.test(rel[governor]!) || verb < 0 || verb > governor)
      return false
    if (tokens[verb]!.tag !== "VERB" || !["VBD", "VBZ", "VBP"].includes(tokens[i]!.xpos)) return false
    if (childOf(draft, i, "cc") < governor || childOf(draft, i, "nsubj") >= 0 || childOf(draft, i, "obj") < i)
      return false
    hang(draft, i, verb, "conj")
    return true
  }
  if (governor < 0 || !NOMINAL.has(tokens[i]!.tag)) return false
  if (rel[i]!.startsWith("nsubj") && governor > i && childOf(draft, i, "cc") < 0) {
    // "warmer water and a careless hatchery have combined": the joint of two subjects may hang on their verb.
    const joint = childOf(draft, governor, "cc")
    if (joint > 0 && joint < i && firstOf(draft, i) === joint + 1 && tokens[joint]!.lower === "and")
      hang(draft, joint, i, "cc")
  }
  if (rel[i]!.startsWith("nsubj") && governor > i && childOf(draft, i, "cc") >= 0 && childOf(draft, i, "cc") < i) {
    // "Mistrust between the pilots and the tower delayed": a second subject behind "and" belongs to the first.
    const before = childOf(draft, governor, "nsubj")
    const joint = childOf(draft, i, "cc")
    if (before < 0 || before >= joint || !NOMINAL.has(tokens[before]!.tag)) return false
    const between = childOf(draft, before, "nmod")
    const mark = between < 0 ? -1 : childOf(draft, between, "case")
    hang(draft, i, mark >= 0 && tokens[mark]!.lower === "between" ? between : before, "conj")
    return true
  }
  if (rel[i]!.startsWith("nsubj") && governor > i && rel[governor] === "parataxis" && afterComma(draft, i)) {
    // "Low pay, long shifts and high rents keep": the first of three subjects, taken for a sentence of its own.
    const first = head[governor]!
    const part = childOf(draft, i, "conj")
    if (head[first] !== -1 || first > i || !NOMINAL.has(tokens[first]!.tag) || childOf(draft, first, "cop") >= 0)
      return false
    if (part < i || part > governor || childOf(draft, part, "cc") < 0) return false
    hang(draft, governor, -1, "root")
    hang(draft, first, governor, "nsubj")
    hang(draft, i, first, "conj")
    hang(draft, part, first, "conj")
    return true
  }
  if (rel[i]!.startsWith("nsubj") && governor > i && afterComma(draft, i)) {
    // "Early frost, high winds and pests led to": the first of three subjects, hung beside the rest.
    const before = childOf(draft, governor, "nsubj")
    const part = childOf(draft, i, "conj")
    if (before < 0 || before >= i || !NOMINAL.has(tokens[before]!.tag)) return false
    if (part < 0 || part > governor || childOf(draft, part, "cc") < 0) return false
    hang(draft, i, before, "conj")
    return true
  }
  if (rel[i] === "conj" && governor < i && tokens[governor]!.tag === "VERB") {
    // "constrained by low incomes and high prices": beside the last thing before the conjunction.
    if ((["nsubj", "cop", "aux", "obj", "case"] as const).some((one) => childOf(draft, i, one) >= 0)) return false
    const joint = childOf(draft, i, "cc")
    if (joint < 1 || tokens[joint]!.lower !== "and" || tokens[joint - 1]!.text === ",") return false
    const beside = heldAt(draft, joint - 1, governor)
    if (beside < 0) return false
    hang(draft, i, beside, "conj")
    return true
  }
  if (rel[i] === "appos" && governor === i - 2 && hyphenated(tokens, i - 1)) {
    // "the Dawn-e-Sabah Movement": one word, whose last part heads it.
    hang(draft, i, head[governor]!, rel[governor]!)
    for (let c = 0; c < governor; c++) if (head[c] === governor) head[c] = i
    hang(draft, governor, i, "compound")
    return true
  }
  if (rel[i] === "appos" && governor < i && afterComma(draft, i)) {
    // "weak harvests, a falling currency and rising costs have": a list, when nothing closes the apposition.
    const part = childOf(draft, i, "conj")
    if (part < 0 || childOf(draft, part, "cc") < 0 || childOf(draft, part, "nsubj") >= 0) return false
    const verb = head[governor]!
    if (verb < part || rel[governor] !== "nsubj") return false
    for (let k = part; k < verb; k++) if (tokens[k]!.text === ",") return false
    rel[i] = "conj"
    return true
  }
  if (rel[i] === "obl" && governor < i && tokens[governor]!.tag === "VERB" && afterComma(draft, i)) {
    // "leads to better pasture, higher yields and lower losses": without a preposition, the next of a list.
    const part = childOf(draft, i, "conj")
    if (part < 0 || childOf(draft, part, "cc") < 0 || childOf(draft, i, "case") >= 0) return false
    const comma = tokens[firstOf(draft, i)]!.text === "," ? firstOf(draft, i) : firstOf(draft, i) - 1
    const beside = heldAt(draft, comma - 1, governor)
    if (beside < 0) return false
    hang(draft, i, beside, "conj")
    return true
  }
  if (rel[i] === "compound" && governor === i + 2 && /^[—–]$/.test(tokens[i + 1]!.text)) {
    // "seeks a balance—avoiding a strike": no word runs over a dash, and the object ends there.
    if (tokens[governor]!.xpos !== "VBG" || head[governor]! < 0 || head[governor]! > i) return false
    for (let c = 0; c < i; c++) if (head[c] === governor) head[c] = i
    hang(draft, i, head[governor]!, "obj")
    return true
  }
  if (rel[i] === "compound" && governor > i && NOMINAL.has(tokens[governor]!.tag)) {
    // "pasture availability and livestock body conditions": two things, since each has a word of its own before it.
    const part = childOf(draft, i, "conj")
    if (part < i || part > governor || !NOMINAL.has(tokens[part]!.tag)) return false
    const joint = childOf(draft, part, "cc")
    const own = (noun: number): boolean => childOf(draft, noun, "compound") >= 0 || childOf(draft, noun, "amod") >= 0
    if (joint < 0 || !own(i) || !own(part)) return false
    const [above, relation] = [head[governor]!, rel[governor]!]
    for (let c = 0; c < i; c++) if (head[c] === governor) head[c] = i
    hang(draft, i, above, relation)
    hang(draft, governor, i, "conj")
    hang(draft, part, governor, "compound")
    head[joint] = governor
    return true
  }
  return false
}
