// One sentence, parsed: its slips mended, cut into parts that are read by themselves, tagged and made a tree. Tokens in, the same
// tokens with their tree out. What is said of what, analyse.ts finds over it.

import {Clauses, Dependencies, type English, type Relation, type Token, type Tree} from "../language/index.ts"
import {halves, missingVerbs, verblessClauses} from "./halves.ts"
import {insertions, resumes} from "./insertions.ts"
import {type Stretch, stretches, ties} from "./joints.ts"
import {SAYING} from "./lexicon.ts"
import {FORMS} from "./proposal.ts"
import {regrafted} from "./regrafting.ts"
import {retagged, TENSED} from "./retagging.ts"
import {respelt} from "./slips.ts"
import {VERB_LEMMAS} from "./verb-lemmas.ts"

/** Fewer words tell no cause and its effect. */
export const SHORTEST = 3

export type Parsed = {
  /** As the own tagger has them; those of `clauses` are as the coarser one has them. */
  readonly tokens: readonly Token[]
  readonly clauses: Clauses
  /** Null where no tree was made. */
  readonly dependencies: Dependencies | null
  /** The parts that the sentence was cut into: indices of their tokens. */
  readonly parts: readonly (readonly number[])[]
}

/** @param english null where no tree may be made. */
export function parse(written: readonly Token[], english: English | null): Parsed {
  const given = respelt(written)
  const parting = partsOf(given)
  const tokens = retagged(withVerbs(given, parting), parting.parts.slice(0, parting.said))
  const clauses = new Clauses(tokens.map(coarselyTagged), VERB_LEMMAS)
  const read = english !== null && tokens.length >= SHORTEST && tokens.at(-1)?.text !== "?"
  const dependencies = read ? new Dependencies(tokens, parsed(english, tokens, parting)) : null
  return {tokens, clauses, dependencies, parts: parting.parts}
}

/** A sentence in the parts that are read by themselves: token indices. */
type Parting = {
  readonly parts: readonly (readonly number[])[]
  /** How many of them are the sentence's own; the rest are insertions. */
  readonly said: number
  /** Parts that a conjunction joins to the part before. */
  readonly joins: ReadonlySet<number>
  /** Of parts that only say more of the noun before them: what they are to it. */
  readonly beside: ReadonlyMap<number, Relation>
}

/** Whether a word came close to being tagged as a verb with a tense that the lexicon knows. */
function nearlyVerb({second, lower}: Token): boolean {
  return second !== undefined && /^VERB\/VB[PZD]$/.test(second) && FORMS.has(lower)
}

function couldBeVerb(token: Token): boolean {
  return TENSED.has(token.xpos) || nearlyVerb(token)
}

/** What may stand behind a noun, but not between an adjective and its noun. */
const OWNED_BEFORE: ReadonlySet<string> = new Set(["TO", "MD", "VBZ", "VBP", "VBD"])

/**
 * The tokens with a verb in every part of the sentence that has none: "tensions now increase the risk" may come tagged
 * as nouns alone, and then the word that was nearly taken for a verb is one.
 */
function withVerbs(tokens: readonly Token[], {parts, said}: Parting): readonly Token[] {
  let mended: Token[] | null = null
  const verb = (at: number, xpos: string) => {
    mended ??= [...tokens]
    const {second: _, ...token} = tokens[at]!
    mended[at] = {...token, tag: "VERB", xpos, lemma: FORMS.get(token.lower) ?? token.lower}
  }
  const [first, second] = tokens
  // "Trust between the two has worn thin": no command, because a verb with a tense follows.
  if (
    first?.xpos === "VB" &&
    ["NOUN", "PROPN"].includes(first.outer ?? "") &&
    second?.xpos === "IN" &&
    parts[0]!.some((i) => TENSED.has(tokens[i]!.xpos))
  )
    mended = [{...first, tag: "NOUN", xpos: "NN"}, ...tokens.slice(1)]
  // "a raid that cost traders": behind a relative pronoun without a verb so far, the lexicon's verb is one.
  for (let i = 1; i < tokens.length - 2; i++) {
    const {lower, xpos} = tokens[i]!
    if (tokens[i - 1]!.xpos !== "WDT" || tokens[i - 1]!.lower !== "that" || xpos !== "NN" || !FORMS.has(lower)) continue
    mended ??= [...tokens]
    mended[i] = {...tokens[i]!, tag: "VERB", xpos: "VBD"}
  }
  for (let i = 1; i < tokens.length - 1; i++) {
    const [before, {xpos, outer, lower}, after] = [tokens[i - 1]!, tokens[i]!, tokens[i + 1]!]
    // "a sound idea": between an article and a noun no verb stands.
    if (xpos === "VB" && before.xpos === "DT" && /^NNS?$/.test(after.xpos) && lower !== "be") {
      mended ??= [...tokens]
      mended[i] = {...tokens[i]!, tag: "ADJ", xpos: "JJ"}
    }
    // "has united a quarrelsome opposition": what has done something did it.
    if (
      before.lemma === "have" &&
      outer === "VERB" &&
      !xpos.startsWith("VB") &&
      lower.endsWith("ed") &&
      ["DT", "PRP$", "PRP"].includes(after.xpos)
    ) {
      mended ??= [...tokens]
      mended[i] = {...tokens[i]!, tag: "VERB", xpos: "VBN"}
    }
  }
  // Behind an aside the sentence's own verb, whatever it was taken for: "The minister, a genial man, insisted that".
  for (const part of parts.slice(said)) {
    const behind = part.at(-1)! + 1
    const at = tokens[behind]?.tag === "ADV" ? behind + 1 : behind
    const xpos = tokens[at]?.xpos
    if ((xpos !== "VBN" && xpos !== "NNS") || tokens[at - 1]?.tag === "AUX" || !resumes(tokens, at)) continue
    verb(at, xpos === "VBN" ? "VBD" : "VBZ")
    if (tokens[at + 1]!.xpos === "VBZ") {
      mended![at + 1] = {...tokens[at + 1]!, tag: "NOUN", xpos: "NNS"}
    }
  }
  // "the coast's military to launch": what is owned and owns nothing itself is a noun.
  for (let i = 1; i < tokens.length - 1; i++)
    if (tokens[i]!.xpos === "JJ" && tokens[i - 1]!.xpos === "POS" && OWNED_BEFORE.has(tokens[i + 1]!.xpos)) {
      mended ??= [...tokens]
      mended[i] = {...tokens[i]!, tag: "NOUN", xpos: "NN"}
    }
  for (const part of parts.slice(0, said)) {
    const words = part.length === tokens.length ? tokens : part.map((i) => tokens[i]!)
    const pair = halves(words)
    if (pair) for (const [k, xpos] of missingVerbs(words, pair)) verb(part[k]!, xpos)
    for (const [k, xpos] of verblessClauses(words)) verb(part[k]!, xpos)
    if (part.length < 4 || !words.some(nearlyVerb)) continue
    for (const {start, end} of stretches(words)) {
      if (words.slice(start, end).some(({xpos}) => TENSED.has(xpos))) continue
      const at = part.find((i, k) => k > start && k < end - 1 && nearlyVerb(tokens[i]!))
      if (at === undefined) continue
      mended ??= [...tokens]
      const [tag, xpos] = tokens[at]!.second!.split("/") as [Token["tag"], string]
      mended[at] = {...tokens[at]!, tag, xpos}
    }
  }
  return mended ?? tokens
}

/** Insertions apart, cut at semicolons and where a clause with a subject of its own is joined. */
function partsOf(tokens: readonly Token[]): Parting {
  const inserted = insertions(tokens)
  const kept = tokens.map((_, i) => i).filter((i) => !inserted.some(({start, end}) => i >= start && i < end))
  const parts: number[][] = [[]]
  const joins = new Set<number>()
  kept.forEach((i, n) => {
    const open = parts.at(-1)!
    open.push(i)
    if (open.length <= 3 || n >= kept.length - 3) return
    const joined = joinsClause(tokens, kept, n, open)
    if (joined) joins.add(parts.length)
    if (joined || tokens[i]!.text === ";") parts.push([])
  })
  const said = parts.length
  const beside = new Map<number, Relation>()
  for (const {start, end, relation} of inserted) {
    if (relation) beside.set(parts.length, relation)
    parts.push(Array.from({length: end - start}, (_, k) => start + k))
  }
  return {parts, said, joins, beside}
}

/** A token as the coarser tagger has it: the grouping of verbs weighs its slips by spelling, and knows them. */
function coarselyTagged(token: Token): Token {
  return {...token, tag: token.outer ?? token.tag}
}

const isBreak = (text: string): boolean => /^(?:[,;:–—]|-+)$/.test(text)

/** The noun behind a preposition that begins the list which the word at `i` goes on; -1 where there is none. */
function listed(tokens: readonly Token[], tree: Tree, i: number): number {
  for (let k = i - 2; k >= 0 && k > i - 8; k--) {
    if (["VERB", "AUX", "SCONJ", "PRON"].includes(tokens[k]!.tag)) return -1
    if (tokens[k]!.tag !== "NOUN" || !["nmod", "obl"].includes(tree.rel[k]!)) continue
    if (tokens[k + 1]!.text !== ",") return -1
    // "years of neglect, failing walls": the years are the first of the list.
    return tokens[k - 1]!.lower === "of" && /^(?:year|month|decade|week|generation)s$/.test(tokens[k - 2]?.lower ?? "")
      ? k - 2
      : k
  }
  return -1
}

/**
 * Participles that the parser took for adjectives where they are verbs: ", prompting riots" behind a clause, and
 * "and worsened relations" behind a verb of the same tense.
 */
function verbsFreed(tokens: readonly Token[], tree: Tree): Tree {
  let head: Int32Array | null = null
  let rel: Relation[] | null = null
  const hang = (i: number, governor: number, relation: Relation) => {
    head ??= tree.head.slice()
    rel ??= tree.rel.slice()
    head[i] = governor
    rel[i] = relation
  }
  const root = tree.head.indexOf(-1)
  // First noun of the list that goes on, and its last so far.
  let [first, last] = [-1, Number.NEGATIVE_INFINITY]
  for (let i = 2; i < tokens.length - 1; i++) {
    if (tokens[i]!.xpos === "VBG" && tokens[i]!.tag !== "NOUN") {
      const noun = i + 1
      const opens = tokens[i - 1]!
      // "rooted in mistrust, conflicting aims, and years of neglect": said of the noun behind it, which goes on the list.
      const describes =
        (opens.text === "," || opens.lower === "and") &&
        tokens[noun]!.tag === "NOUN" &&
        !FORMS.has(tokens[i]!.lower) &&
        ((tree.rel[i] === "amod" && tree.head[i] === noun) || (tree.rel[noun] === "obj" && tree.head[noun] === i))
      const and = noun + (tokens[noun + 1]?.text === "," ? 2 : 1)
      const next = tokens[and]?.lower === "and" ? tree.head[and]! : -1
      const begun = !describes ? -1 : i - last <= 3 ? first : listed(tokens, tree, i)
      // The coarser tagger hears an adjective, or the tree has the list go on behind it.
      const list =
        tokens[i]!.outer === "ADJ" || begun === first || (next > and && tree.head[next] === begun) ? begun : -1
      if (list >= 0) {
        // What stands before the list is no part of its second noun.
        const above = tree.rel[i] === "amod" ? tree.head[noun]! : -1
        const subject = tree.head.findIndex((h, k) => h === noun && k < list && tree.rel[k] === "nsubj")
        if (above >= 0)
          for (let k = 0; k < list; k++)
            if (tree.head[k] === noun)
              hang(k, k === subject || subject < 0 ? above : subject, k === subject ? "conj" : tree.rel[k]!)
        hang(noun, list, "conj")
        hang(i, noun, "amod")
        first = list
        last = noun
        if (next > and && tokens[next]!.tag === "NOUN") hang(next, list, "conj")
        continue
      }
      // ", deepening suffering, displacing families": suffering is what deepens, not a verb.
      if (
        tokens[noun]!.xpos === "VBG" &&
        tree.head[i] === noun &&
        FORMS.has(tokens[i]!.lower) &&
        isBreak(opens.text) &&
        /^(?:[,.;]|and)$/.test(tokens[noun + 1]?.lower ?? "")
      ) {
        hang(i, tree.head[noun]!, "advcl")
        hang(noun, i, "obj")
        for (let k = noun + 1; k < tokens.length; k++)
          if (tree.head[k] === noun && tree.rel[k] === "conj") hang(k, i, "conj")
      }
    }
    // "They close early because it is cold": a reason is nothing that is closed.
    if (tree.rel[i] === "mark" && tokens[i]!.lower === "because" && tree.rel[tree.head[i]!] === "ccomp")
      hang(tree.head[i]!, tree.head[tree.head[i]!]!, "advcl")
    if (tree.rel[i] !== "amod" || tree.head[i]! <= i) continue
    const noun = tree.head[i]!
    const opening = tokens[i - 1]!.tag === "ADV" ? i - 2 : i - 1
    const before = tokens[opening]!
    if (
      /ing$/.test(tokens[i]!.lower) &&
      before.text === "," &&
      tree.head[opening - 1] !== noun &&
      root >= 0 &&
      root < opening &&
      tokens[root]!.tag === "VERB"
    ) {
      hang(i, root, "advcl")
      hang(noun, i, "obj")
    } else if (
      tokens[i]!.xpos === "VBN" &&
      tree.rel[noun] === "conj" &&
      (["and", "but"].includes(before.lower) || (before.text === "," && freedNext(tokens, tree, noun)))
    ) {
      let joined = tree.head[noun]!
      while (tree.rel[joined] === "conj") joined = tree.head[joined]!
      // "brought increased trade and improved roads": the things are all worded so.
      if (tree.head.some((h, c) => h === joined && tokens[c]!.xpos === "VBN" && tree.rel[c] === "amod")) continue
      const verb = tree.rel[joined] === "obj" ? tree.head[joined]! : -1
      if (verb < 0 || !["VBD", "VBN"].includes(tokens[verb]!.xpos) || !FORMS.has(tokens[i]!.lower)) continue
      hang(i, verb, "conj")
      hang(noun, i, "obj")
    }
  }
  return head && rel ? {head, rel} : tree
}

/** Whether the last of a list that `noun` is in has a participle behind its "and": "cut output and raised costs". */
function freedNext(tokens: readonly Token[], tree: Tree, noun: number): boolean {
  return tree.head.some(
    (h, c) =>
      h === noun &&
      tree.rel[c] === "conj" &&
      tree.head.some((g, k) => g === c && tokens[k]!.xpos === "VBN" && tokens[k - 1]!.lower === "and"),
  )
}

/**
 * A stretch without any verb of its own tense, whose root is a noun that a past participle hangs on: in prose the
 * participle is the verb ("The tax cut into wages"), unless somebody did it to the noun.
 */
function mended(tokens: readonly Token[], given: Tree): Tree {
  const tree = regrafted(tokens, verbsFreed(tokens, given))
  const root = tree.head.indexOf(-1)
  if (root < 0 || !["NOUN", "PROPN"].includes(tokens[root]!.tag) || !/^[.!;]$/.test(tokens.at(-1)!.text)) return tree
  const tensed = tokens.flatMap((token, i) => (TENSED.has(token.xpos) ? [token.xpos === "MD" ? tree.head[i]! : i] : []))
  // "Rumours about two banks sparked a run": a verb that no relative pronoun opens is the sentence's own.
  const own = tensed.find((i) => i > root && tree.rel[i]!.startsWith("acl") && !relative(tokens, root, i))
  if (
    tensed.length > 0 &&
    (own === undefined || tensed.some((i) => i >= 0 && i < own && !tree.rel[i]!.startsWith("acl")))
  )
    return tree
  let verb = own ?? -1
  if (own === undefined)
    for (let i = root + 1; i < tokens.length; i++)
      if (
        ((tokens[i]!.xpos === "VBN" && tree.rel[i] === "acl") ||
          (tree.rel[i] === "amod" && tree.head[i]! < i && /ed$/.test(tokens[i]!.lower))) &&
        tokens[i - 1]!.text !== "," &&
        (tokens[i + 1]?.lower !== "by" || ["virtue", "means", "way"].includes(tokens[i + 2]?.lower ?? ""))
      )
        verb = i
  if (verb < 0) return tree
  const head = tree.head.slice()
  const rel = tree.rel.slice()
  // The noun that the whole hangs on is what did it; the way from the verb up to it is turned round.
  head[verb] = -1
  rel[verb] = "root"
  head[root] = verb
  rel[root] = "nsubj"
  const last = tokens.length - 1
  if (tree.head[last] === root) head[last] = verb
  // A subject that the verb was given is the last noun of what really did it.
  for (let i = root + 1; i < verb; i++)
    if (tree.head[i] === verb && tree.rel[i]!.startsWith("nsubj")) {
      head[i] = root
      rel[i] = "nmod"
    }
  return {head, rel}
}

/** Whether a relative pronoun or "that" stands between a noun and a verb behind it. */
function relative(tokens: readonly Token[], noun: number, verb: number): boolean {
  for (let i = noun + 1; i < verb; i++)
    if (["WDT", "WP", "WRB"].includes(tokens[i]!.xpos) || tokens[i]!.lower === "that" || tokens[i]!.text === ",")
      return true
  return false
}

const SPOKEN_OF: ReadonlySet<string> = new Set(SAYING.keys())
/** Words that put a clause in front: what is joined behind may be its second half. */
const SUBORDINATE: ReadonlySet<string> = new Set([
  "if",
  "unless",
  "until",
  "when",
  "where",
  "because",
  "since",
  "as",
  "once",
  "while",
  "although",
  "though",
  "after",
  "before",
  "should",
  "had",
  "were",
  "without",
  "only",
])

/**
 * Whether the word at `kept[n]` joins a clause with a subject and a verb of its own to one that has a verb already:
 * ", and the war would cause suffering". Parsers like to take such a subject for the last of a list.
 */
function joinsClause(tokens: readonly Token[], kept: readonly number[], n: number, before: readonly number[]): boolean {
  const token = tokens[kept[n]!]!
  if (
    !["and", "but", "or", "yet"].includes(token.lower) ||
    token.tag !== "CCONJ" ||
    tokens[kept[n - 1] ?? -1]?.text !== ","
  )
    return false
  // "the harder it rains, the muddier the wells get, and the more children": one chain of comparatives.
  if (tokens[kept[n + 1]!]!.lower === "the" && /^(?:JJR|RBR)$/.test(tokens[1]!.xpos) && tokens[0]!.lower === "the")
    return false
  if (!before.some((i) => TENSED.has(tokens[i]!.xpos)) || SUBORDINATE.has(tokens[before[0]!]!.lower)) return false
  let noun = false
  for (let k = n + 1; k < kept.length && k < n + 16; k++) {
    const {xpos, tag, text, lower} = tokens[kept[k]!]!
    // A base form after a noun or an adverb, with nothing before it that wants one, is a plural's verb.
    const plural = xpos === "VB" && FORMS.has(lower) && ["NOUN", "PROPN", "ADV"].includes(tokens[kept[k - 1]!]!.tag)
    if (noun && (plural || couldBeVerb(tokens[kept[k]!]!))) return true
    if (TENSED.has(xpos)) return noun
    if (
      text === "," ||
      ["WDT", "WP", "WRB", "TO"].includes(xpos) ||
      (k === n + 1 && xpos.startsWith("VB")) ||
      (tag === "SCONJ" && lower !== "that")
    )
      return false
    if (["NOUN", "PROPN", "PRON"].includes(tag)) noun = true
  }
  return false
}

/**
 * The tree of a sentence. Insertions are parsed by themselves and hang on it; so are its parts between semicolons:
 * no trigger reaches over one, and a parser goes astray less in short stretches.
 */
function parsed(english: English, tokens: readonly Token[], {parts, said: own, joins, beside}: Parting): Tree {
  if (parts.length === 1) return treeOf(english, tokens)
  const head = new Int32Array(tokens.length)
  const rel = new Array<Relation>(tokens.length)
  let top = -1
  for (const [nth, part] of parts.entries()) {
    if (part.length === 0) continue
    if (beside.has(nth)) {
      hangBeside(english, tokens, part, beside.get(nth)!, head, rel)
      continue
    }
    const words = part.map((i) => tokens[i]!)
    const tree = treeOf(english, words)
    // What is put inside a verb group is said of that verb: "which [many had hoped] would".
    const next = part.at(-1)! + 1
    const inside = nth >= own && tokens[next - 1]!.text !== "," && rel[next] === "aux"
    const above = inside ? head[next]! : top
    tree.head.forEach((governor, k) => {
      head[part[k]!] = governor >= 0 ? part[governor]! : above
      rel[part[k]!] = governor >= 0 || top < 0 ? tree.rel[k]! : joins.has(nth) ? "conj" : "parataxis"
    })
    const root = part[tree.head.indexOf(-1)] ?? part[0]!
    // "said that A, and B": what is joined is joined to what is said.
    const said = tree.rel.findIndex(
      (relation, k) => relation === "ccomp" && part[tree.head[k]!] === root && k > tree.head[k]!,
    )
    if (top < 0 || joins.has(nth))
      top = top < 0 || nth > 0 ? (said >= 0 && SPOKEN_OF.has(tokens[root]!.lemma) ? part[said]! : root) : top
  }
  return {head, rel}
}

/** The tree of a stretch without insertions: of its two halves by themselves, where it has two. */
function treeOf(english: English, words: readonly Token[]): Tree {
  const pair = halves(words)
  if (!pair || (pair.opens === "clause" && mainBefore(words, pair.cut))) return jointed(english, words)
  const {cut, gap, opens} = pair
  // What stands between the two hangs on the second.
  const [front, main] = [words.slice(0, cut - gap), words.slice(cut)]
  const before = jointed(english, front)
  const after = opens === "cleft" ? predicate(english, main) : jointed(english, main)
  const [first, second] = [before.head.indexOf(-1), cut + after.head.indexOf(-1)]
  const pointed = opens === "it"
  const head = new Int32Array(words.length).fill(second)
  const rel = new Array<Relation>(words.length).fill("cc")
  before.head.forEach((governor, i) => {
    head[i] = governor >= 0 ? governor : pointed ? -1 : second
    rel[i] = governor >= 0 || pointed ? before.rel[i]! : opens === "cleft" ? "csubj" : "advcl"
  })
  after.head.forEach((governor, i) => {
    head[cut + i] = governor >= 0 ? cut + governor : pointed ? first : -1
    rel[cut + i] = governor >= 0 || !pointed ? after.rel[i]! : "acl:relcl"
  })
  for (let i = front.length; i < cut; i++) if (words[i]!.tag === "PUNCT") rel[i] = "punct"
  return {head, rel}
}

/** "When prices fall we keep more cows, so there is more dung": the main clause stands before the comma. */
function mainBefore(words: readonly Token[], cut: number): boolean {
  return stretches(words).some(({tie, start, fronted}) => tie === "main" && !fronted && start < cut - 1)
}

/** The tree of a predicate without its subject, "was the sale of their pastures": a pronoun stands in for it. */
function predicate(english: English, words: readonly Token[]): Tree {
  const it: Token = {from: 0, to: 0, text: "It", lower: "it", lemma: "it", tag: "PRON", xpos: "PRP"}
  const tree = english.parse([it, ...words])
  const top = Math.max(tree.head.indexOf(-1), 1)
  return {
    head: tree.head.slice(1).map((governor, i) => (i + 1 === top ? -1 : governor > 0 ? governor - 1 : top - 1)),
    rel: tree.rel.slice(1).map((rel, i) => (i + 1 === top ? "root" : rel)),
  }
}

/** Parses an aside together with the noun that it says more of, and hangs it there. */
function hangBeside(
  english: English,
  tokens: readonly Token[],
  part: readonly number[],
  relation: Relation,
  head: Int32Array,
  rel: Relation[],
): void {
  let noun = part[0]! - 1
  while (noun > 0 && tokens[noun]!.tag === "PUNCT") noun--
  while (/^(?:compound|flat|nummod)/.test(rel[noun]!) && head[noun]! >= 0) noun = head[noun]!
  // "the hotline between the staffs, installed in May,": of the whole subject, unless a relative clause's verb
  // agrees with the last noun alone.
  const finite = relation === "acl:relcl" ? part.map((i) => tokens[i]!).find(({xpos}) => TENSED.has(xpos)) : undefined
  const plural = (i: number) => tokens[i]!.xpos.endsWith("S")
  const agrees = (i: number) =>
    finite === undefined || finite.xpos === "MD" || /^had$/.test(finite.lower)
      ? undefined
      : plural(i) === (finite.xpos === "VBP" || ["were", "are", "have"].includes(finite.lower))
  for (let above = noun; /^(?:nmod|compound|flat)/.test(rel[above]!) && head[above]! >= 0; ) {
    above = head[above]!
    if (tokens[above]!.tag !== "NOUN" && tokens[above]!.tag !== "PROPN") break
    if (agrees(noun) !== true || agrees(above) === true) noun = above
  }
  const words = [noun, ...part.filter((i, k) => k < part.length - 1 || tokens[i]!.text !== ",")]
  const tree = english.parse(words.map((i) => tokens[i]!))
  for (const i of part) {
    head[i] = noun
    rel[i] = "punct"
  }
  tree.head.forEach((governor, k) => {
    if (k === 0) return
    // What governs the noun in this stretch, or nothing, hangs on the noun.
    head[words[k]!] = governor < 0 ? noun : words[governor]!
    rel[words[k]!] = governor < 0 ? relation : governor === 0 && tree.rel[k] !== "punct" ? relation : tree.rel[k]!
  })
}

/** The tree of words that no insertion or semicolon parts: each stretch of a run-on by itself, tied to the others. */
function jointed(english: English, words: readonly Token[]): Tree {
  const found = stretches(words)
  if (found.length === 1) return alone(english, words)
  const head = new Int32Array(words.length)
  const rel = new Array<Relation>(words.length)
  const hang = (root: number, governor: number, relation: Relation) => {
    head[root] = governor
    rel[root] = governor < 0 ? "root" : relation
  }
  /** Fronted clauses whose main clause is still to come, and how that will hang. */
  let waiting: {readonly root: number; readonly tie: Stretch["tie"]; readonly governor: number}[] = []
  let before: Stretch | null = null
  let last = -1
  for (const stretch of found) {
    // A stretch ends as a sentence does: parsers go by the stop.
    // and what only ties it to the clause before would lead them astray.
    const lead = stretch.fronted ? 0 : ties(words.slice(stretch.start, stretch.end))
    const from = stretch.start + lead
    const own = words.slice(from, stretch.end)
    if (own.at(-1)!.text === ",") own[own.length - 1] = STOP
    else if (own.at(-1)!.tag !== "PUNCT") own.push(STOP)
    const tree = alone(english, own)
    tree.head.forEach((governor, k) => {
      if (from + k >= stretch.end) return
      head[from + k] = governor < 0 ? -1 : from + governor
      rel[from + k] = tree.rel[k]!
    })
    const root = from + Math.max(0, tree.head.indexOf(-1))
    for (let i = stretch.start; i < from; i++) {
      head[i] = root
      rel[i] = words[i]!.tag === "CCONJ" ? "cc" : "advmod"
    }
    const governor: number =
      before === null
        ? -1
        : stretch.tie === "content"
          ? before.end - 1
          : innermost(words, head, rel, before, last, stretch.tie)
    if (stretch.fronted) {
      // "if A and B, C": B is joined to A.
      if (stretch.tie === "joined" && before?.fronted) hang(root, last, "conj")
      else waiting = [{root, tie: stretch.tie, governor}]
    } else if (waiting.length > 0) {
      const [first] = waiting
      hang(root, first!.governor, RELATION[first!.tie])
      hang(first!.root, root, "advcl")
      waiting = []
    } else hang(root, governor, RELATION[stretch.tie])
    before = stretch
    last = root
  }
  return {head, rel}
}

/** The tree of one stretch. A parser hears what was meant: "means" for "=", "'s" for the end of "theres". */
function alone(english: English, words: readonly Token[]): Tree {
  const meant = words.some(unheard) ? words.map((word) => (unheard(word) ? {...word, text: word.lower} : word)) : words
  return mended(words, english.parse(meant))
}

const unheard = ({text, lower}: Token): boolean =>
  (lower === "means" && text.length < 3) || (lower === "'s" && text === "s")

const STOP: Token = {from: 0, to: 0, text: ".", lower: ".", lemma: ".", tag: "PUNCT", xpos: "."}

const RELATION: Readonly<Record<Stretch["tie"], Relation>> = {
  first: "root",
  joined: "conj",
  beside: "parataxis",
  main: "parataxis",
  content: "ccomp",
}

/** What a stretch is tied to: the last clause beside the root; for "and", the reason or the content before it ("because A and B", "hope that A and B"). */
function innermost(
  words: readonly Token[],
  head: Int32Array,
  rel: readonly Relation[],
  {start, end}: Stretch,
  root: number,
  tie: Stretch["tie"],
): number {
  if (tie === "joined" && words[end - 1]!.text !== ",") {
    for (let i = end - 1; i > root; i--)
      if (rel[i] === "parataxis" || (rel[i] === "ccomp" && head[i] === root)) return i
      else if (rel[i] === "advcl" && REASON.has(words[opener(head, rel, i, start)]?.lower ?? "")) return i
    return root
  }
  for (let i = end - 1; i > root; i--)
    if (rel[i] === "parataxis" && head[i] === root && words[i]!.tag === "VERB") return i
  return root
}

const REASON: ReadonlySet<string> = new Set(["because", "since", "if", "unless", "when", "once"])

/** The mark that opens the clause of `clause`; -1 without one. */
function opener(head: Int32Array, rel: readonly Relation[], clause: number, from: number): number {
  for (let k = from; k < clause; k++) if (head[k] === clause && rel[k] === "mark") return k
  return -1
}

