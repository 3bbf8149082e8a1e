// What in factors.yaml, or in the way phrases came to their factors, looks like a slip. In: the file's text, the reading, and
// the map made with it. Out: one finding a slip, with its place and the next move. Nothing is changed, and nothing refused:
// a finding may be meant.
//
// Places in factors.yaml are lines; places in documents are the sentence.

import type {Claim, Reading} from "../claims/index.ts"
import {listed, nearest, quoted} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import type {Place} from "../core/mistakes.ts"
import {type Path, readPlaced} from "../core/source.ts"
import {type About, analyst, EMPTY, type English, MEASURES, PALE, POINTING} from "../language/index.ts"
import {
  aliasesIn,
  aliasIs,
  type CaseFactor,
  codebookSchema,
  foldedPhrase,
  holdsVerb,
  type PlacedPhrase,
  type Reach,
  reachOf,
  stem,
  themes,
  unnamedActors,
  wordsOf,
} from "../map/index.ts"
import {wordsKey} from "./same-words.ts"

/** The kinds of slips. */
export const LINTS = [
  "one alias, two factors",
  "alias twice",
  "bare measure",
  "alias and opposite",
  "ring of opposites",
  "own cause",
  "name",
  "one name",
  "one head",
  "no such theme",
  "theme beside the head",
  "theme without its condition",
  "alias nobody uses",
  "phrase twice",
  "phrase and not",
  "phrase nobody uses",
  "actor nobody names",
  "sign before words",
] as const

export type Lint = {
  readonly kind: (typeof LINTS)[number]
  /** `file:line:column` in factors.yaml, or a document. */
  readonly place: string
  readonly says: string
  readonly next: string
}

/** What is looked over. */
export type Looked = {
  /** Of factors.yaml, and how the file is called; null where there is none. */
  readonly text: string | null
  readonly file: string
  readonly codebook: readonly CaseFactor[]
  readonly placed: readonly PlacedPhrase[]
  /** Text of every document, by its file: what no alias is found in. */
  readonly texts: ReadonlyMap<string, string>
  /** Who is called what there; null where nothing was read. */
  readonly reading: Pick<Reading, "actors" | "claims"> | null
  readonly english: English
}

type Words = {readonly factor: CaseFactor; readonly words: string; readonly opposite: boolean; readonly path: Path}

/** All slips, kind by kind, those of factors.yaml before those of documents. */
export function lint(looked: Looked): Lint[] {
  const {codebook, text, file} = looked
  if (text === null || codebook.length === 0) return []
  const places = readPlaced(text, file, codebookSchema, "map")
  const at = (path: Path): string => spelt(file, places.valueAt(path))
  const atKey = (path: Path): string => spelt(file, places.keyAt(path))
  const listedWords = codebook.flatMap((factor) => wordsListed(factor))
  const isWorded = wordedIn(looked.texts)
  const found: Lint[] = [
    ...twice(listedWords, at),
    ...rings(codebook, atKey),
    ...signed(codebook, at),
    ...phrasesTwice(codebook, at),
    ...badNames(looked, atKey),
    ...oneName(codebook, atKey),
    ...noThemes(codebook, at),
    ...sameHeads(looked, atKey),
    ...catching(looked, listedWords, at),
    ...bareMeasures(looked, listedWords, at),
    ...unused(looked, listedWords, isWorded, at),
    ...unusedPhrases(looked, isWorded, at),
    ...nobodyNamed(looked, at),
    ...ownCauses(looked, atKey),
    ...byTheme(looked),
  ]
  const seen = new Set<string>()
  return found.filter(({place, says}) => {
    const key = `${place} ${says}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const spelt = (file: string, {line, column}: Place): string => `${file}:${line}:${column}`

function wordsListed(factor: CaseFactor): Words[] {
  const list = (key: "aliases" | "opposites") =>
    (factor[key] ?? []).map((words, i) => ({
      factor,
      words,
      opposite: key === "opposites",
      path: ["factors", factor.id, key, i],
    }))
  return [...list("aliases"), ...list("opposites")]
}

const opened = (id: string): string => id.replaceAll("_", " ")
const called = ({id, name}: CaseFactor): string => name ?? opened(id)

/** All that stands for a factor itself, and not for its opposite. */
const namesOf = (factor: CaseFactor): string[] => [called(factor), opened(factor.id), ...(factor.aliases ?? [])]

/** A word in the aliases of two factors, or in the aliases of one and the opposites of another. */
function twice(all: readonly Words[], at: (path: Path) => string): Lint[] {
  const found: Lint[] = []
  const owner = new Map<string, Words>()
  for (const one of all) {
    const key = wordsKey(one.words)
    const before = owner.get(key)
    if (!before) owner.set(key, one)
    else if (before.opposite !== one.opposite)
      found.push({
        kind: "alias and opposite",
        place: at(one.path),
        says: `'${quoted(one.words)}' is an alias of ${(one.opposite ? before : one).factor.id} and an opposite of ${(one.opposite ? one : before).factor.id}`,
        next:
          one.factor === before.factor
            ? "Keep it in one of the two lists."
            : "Lay one of the two factors onto the other as its opposite, or keep the word in one place.",
      })
    else if (before.factor !== one.factor)
      found.push({
        kind: "alias twice",
        place: at(one.path),
        says: `'${quoted(one.words)}' is an ${one.opposite ? "opposite" : "alias"} of ${before.factor.id} and of ${one.factor.id}; it can mean one of them`,
        next: "Keep it in one, or lay the two together.",
      })
  }
  return found
}

/** Words with the sign that cards put before an opposite: here it is no sign, so that they would mean the thing itself. */
function signed(codebook: readonly CaseFactor[], at: (path: Path) => string): Lint[] {
  return codebook.flatMap((factor) =>
    (["aliases", "opposites", "phrases", "not"] as const).flatMap((key) =>
      (factor[key] ?? []).flatMap((words, i): Lint[] => {
        if (!words.startsWith("~")) return []
        const place = key === "aliases" || key === "phrases" ? "Write it under `opposites`, without" : "Leave out"
        return [
          {
            kind: "sign before words",
            place: at(["factors", factor.id, key, i]),
            says: `'${quoted(words)}' of ${factor.id} begins with ~, which marks an opposite on cards and nothing in this file`,
            next: `${place} the sign.`,
          },
        ]
      }),
    ),
  )
}

/** A whole phrase that two factors claim, or that one claims and leaves alone. */
function phrasesTwice(codebook: readonly CaseFactor[], at: (path: Path) => string): Lint[] {
  const owner = new Map<string, CaseFactor>()
  return codebook.flatMap((factor) => {
    const left = new Set((factor.not ?? []).map(foldedPhrase))
    return (factor.phrases ?? []).flatMap((words, i): Lint[] => {
      const key = foldedPhrase(words)
      const place = at(["factors", factor.id, "phrases", i])
      const first = owner.get(key)
      if (!first) owner.set(key, factor)
      return [
        ...(first && first !== factor
          ? [
              {
                kind: "phrase twice" as const,
                place,
                says: `'${quoted(words)}' is a phrase of ${first.id} and of ${factor.id}; the first has it`,
                next: "Keep it in one, or lay the two together.",
              },
            ]
          : []),
        ...(left.has(key)
          ? [
              {
                kind: "phrase and not" as const,
                place,
                says: `'${quoted(words)}' stands under \`phrases\` and under \`not\` of ${factor.id}`,
                next: "Keep it in one of the two lists.",
              },
            ]
          : []),
      ]
    })
  })
}

/** What the map calls the theme of a factor that has none. */
const NO_THEME = "other"

/** A theme that the shipped codebook does not have lends nothing. */
function noThemes(codebook: readonly CaseFactor[], at: (path: Path) => string): Lint[] {
  const known = new Set([...themes.map(({id}) => id), NO_THEME])
  return codebook.flatMap(({id, theme}): Lint[] => {
    if (theme === undefined || known.has(theme)) return []
    const [near] = nearest(theme, known, 1)
    return [
      {
        kind: "no such theme",
        place: at(["factors", id, "theme"]),
        says: `the codebook has no theme ${quoted(theme)}, which ${id} names`,
        next: `${near === undefined ? "" : `Did you mean ${near}? `}A factor needs no theme: leave it out where none fits.`,
      },
    ]
  })
}

/** Two factors that people are shown under one name. */
function oneName(codebook: readonly CaseFactor[], atKey: (path: Path) => string): Lint[] {
  return [...groupBy(codebook, nameKey).values()].flatMap(([first, ...others]) =>
    others.map(
      ({id}): Lint => ({
        kind: "one name",
        place: atKey(["factors", id]),
        says: `${first!.id} and ${id} are both called '${quoted(called(first!))}'`,
        next: "Name what each is of, or lay one onto the other.",
      }),
    ),
  )
}

const nameKey = (factor: CaseFactor): string => foldedPhrase(called(factor))

/** Factors that name one another as opposites, round in a ring. */
function rings(codebook: readonly CaseFactor[], atKey: (path: Path) => string): Lint[] {
  const byName = new Map(
    codebook.flatMap((factor) => namesOf(factor).map((words) => [foldedPhrase(words), factor.id] as const)),
  )
  const next = new Map(
    codebook.map((factor) => [
      factor.id,
      new Set(
        (factor.opposites ?? []).flatMap((words) => {
          const other = byName.get(foldedPhrase(words))
          return other === undefined ? [] : [other]
        }),
      ),
    ]),
  )
  const found: Lint[] = []
  const done = new Set<string>()
  for (const {id} of codebook) {
    if (done.has(id)) continue
    const ring = ringFrom(id, next, done)
    if (!ring) continue
    const odd = ring.length % 2 === 1
    found.push({
      kind: "ring of opposites",
      place: atKey(["factors", ring[0]!]),
      says: `opposites in a ring: ${listed([...ring, ring[0]!])}${odd ? "; by it each is its own opposite" : ""}`,
      next: "Make them one factor: aliases for what goes one way, opposites for the other.",
    })
  }
  return found
}

/** The first ring of opposites that `from` leads to; what was looked at is marked in `done`. */
function ringFrom(
  from: string,
  next: ReadonlyMap<string, ReadonlySet<string>>,
  done: Set<string>,
): readonly string[] | null {
  const path: string[] = []
  const waiting: {id: string; depth: number}[] = [{id: from, depth: 0}]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    path.length = one.depth
    const again = path.indexOf(one.id)
    if (again >= 0) return path.slice(again)
    if (done.has(one.id)) continue
    done.add(one.id)
    path.push(one.id)
    for (const id of [...(next.get(one.id) ?? [])].reverse()) waiting.push({id, depth: path.length})
  }
  return null
}

/** Words that are nothing but pronouns and auxiliaries; "will" and "might" may be nouns, "its" stands beside one. */
const PRONOUN_OR_AUXILIARY =
  /^(?:i|we|you|he|she|it|they|them|us|him|this|that|these|those|who|which|is|are|was|were|be|been|being|has|have|had|do|does|did|would|can|could|must|shall|should)$/
const PREPOSITION =
  /^(?:of|in|on|at|by|for|from|with|without|about|against|between|among|within|into|onto|over|under|to|through|during|toward|towards|near|after|before|since|until|per|via|as|and|or|the|a|an)$/

/** Whose it is, nobody knows outside a sentence; within a name it stands for what the name has said. */
const POSSESSIVE = /^(?:its|their|his|her|our|your|my)$/

/** A name that begins with a verb or says what something does, holds a pronoun or an auxiliary, or ends in a preposition. */
function badNames({codebook, english}: Looked, atKey: (path: Path) => string): Lint[] {
  return codebook.flatMap((factor): Lint[] => {
    const own = called(factor)
    const words = foldedPhrase(own).split(" ")
    const pronoun = words.find((word, i) => PRONOUN_OR_AUXILIARY.test(word) || (i === 0 && POSSESSIVE.test(word)))
    const last = words.at(-1)!
    const wrong =
      pronoun !== undefined ? `holds "${pronoun}"` : PREPOSITION.test(last) ? `ends in "${last}"` : verbIn(own, english)
    if (wrong === null) return []
    return [
      {
        kind: "name",
        place: atKey(["factors", factor.id, "name"]),
        says: `the name '${quoted(own)}' ${wrong}`,
        next: "Call it by a noun that can rise and fall.",
      },
    ]
  })
}

/** Which verb a name begins with or holds, in words; null where it is a noun phrase, or may be one. */
function verbIn(own: string, english: English): string | null {
  // In a sentence of its own the tagger sees whether a noun is meant: "Strike" alone may be either.
  const opening = "The report speaks of "
  const frame = `${opening}${own.charAt(0).toLowerCase()}${own.slice(1)}.`
  const inside = english.tokens(frame, {from: 0, to: frame.length}).filter(({from}) => from >= opening.length)
  const alone = english.tokens(own, {from: 0, to: own.length})
  const [first, second] = alone
  if (first === undefined) return null
  const {head, rel} = english.parse(alone)
  const isTensed = (xpos: string | undefined) => xpos !== undefined && /^VB[DPZ]?$/.test(xpos)
  // "Stop the protests": no noun has an object, whatever it may be within a sentence.
  const acts = /^VBP?$/.test(first.xpos) && rel.some((relation, i) => relation === "obj" && head[i] === 0)
  const isTried = second?.xpos === "TO" && [first, inside[0]].some((token) => token?.xpos === "VBD")
  if (first.xpos === "TO" && second?.xpos === "VB") return `begins with the verb "to ${second.lower}"`
  // "Returned customers": those that were, as well.
  const mayBeParticiple = first.xpos === "VBD" && second?.tag === "NOUN"
  if (acts || isTried || (!mayBeParticiple && isTensed(first.xpos) && isTensed(inside[0]?.xpos)))
    return `begins with the verb "${first.lower}"`
  const root = head.indexOf(-1)
  const verb = alone[root]!
  const hasSubject = rel.some((relation, i) => relation === "nsubj" && head[i] === root && i < root)
  if (!hasSubject || !isTensed(verb.xpos) || !isTensed(inside[root]?.xpos)) return null
  // "Bank runs" and "flats let to tourists" are things: what ends in -s may be a noun, and most pasts are participles too.
  const isVerbAlone = verb.xpos === "VBZ" ? root < alone.length - 1 : verb.xpos !== "VBD" || holdsVerb(wordsOf(own))
  return isVerbAlone ? `holds the verb "${verb.lower}"` : null
}

/** Two factors of one head with the same words beside it: nothing tells them apart. */
function sameHeads({codebook, english}: Looked, atKey: (path: Path) => string): Lint[] {
  const look = analyst(english)
  const named = codebook.flatMap((factor) => {
    const text = called(factor)
    const {head} = look({text, from: 0, to: text.length}, {from: 0, to: text.length})
    if (head === null) return []
    const modifiers = foldedPhrase(text)
      .split(" ")
      .filter((word) => !PREPOSITION.test(word) && stem(word) !== stem(head) && !PALE.has(word))
      .map(stem)
    const holders = [factor.holder, factor.target].filter((who) => who !== undefined)
    return [{factor, head, beside: [...new Set([...modifiers, ...holders])].sort().join(" ")}]
  })
  return [...groupBy(named, ({head}) => head).values()].flatMap((list) =>
    list.flatMap(({factor, head, beside}, i) =>
      list
        .slice(0, i)
        .filter((other) => other.beside === beside && nameKey(other.factor) !== nameKey(factor))
        .map(
          ({factor: other}): Lint => ({
            kind: "one head",
            place: atKey(["factors", factor.id]),
            says: `${other.id} and ${factor.id} are both "${head}", and nothing in their names tells them apart`,
            next: "Lay one onto the other, or name what each is of.",
          }),
        ),
    ),
  )
}

/** An alias that stands in what another factor's phrases are about, too. */
function catching({codebook, placed}: Looked, all: readonly Words[], at: (path: Path) => string): Lint[] {
  const own = new Map(codebook.map((factor) => [factor.id, factor]))
  return all.flatMap(({factor, words, path}): Lint[] => {
    const other = placed.find(
      (phrase) =>
        phrase.factor !== factor.id &&
        own.has(phrase.factor) &&
        (isWorded(own.get(phrase.factor)!, phrase) || !aliasesIn(phrase.matched)(words)) &&
        aliasesIn(headOf(phrase.meant))(words) &&
        !(factor.not ?? []).some((left) => aliasesIn(phrase.meant)(left)),
    )
    const mine = other && placed.some((phrase) => phrase.factor === factor.id && aliasesIn(phrase.meant)(words))
    if (!other || !mine) return []
    return [
      {
        kind: "one alias, two factors",
        place: at(path),
        says: `'${quoted(words)}' catches phrases of ${factor.id} and of ${other.factor}: "${quoted(other.meant)}"`,
        next: `Make it longer, or put that phrase under \`not\` of ${factor.id}.`,
      },
    ]
  })
}

/** Does a factor claim the very words of a phrase? */
function isWorded({phrases = []}: CaseFactor, {meant}: PlacedPhrase): boolean {
  return phrases.some((known) => foldedPhrase(known) === foldedPhrase(meant))
}

/** Longer stretches are clauses, which speak of more than one thing. In words, without an article. */
const LONGEST_NOUN_PHRASE = 3

/** A phrase up to its first preposition: what it is about stands there; "" of a clause. */
function headOf(meant: string): string {
  const words = meant.split(/\s+/).map((word) => word.toLowerCase())
  const bare = /^(?:the|a|an)$/.test(words[0] ?? "") ? words.slice(1) : words
  const end = bare.findIndex((word, i) => i > 0 && PREPOSITION.test(word))
  const head = bare.slice(0, end < 0 ? bare.length : end)
  return head.length > LONGEST_NOUN_PHRASE || /^(?:the|a|an)$/.test(bare[end] ?? "") ? "" : head.join(" ")
}

/** A one-word alias that is a measure or a stuff, where the folder has two kinds of it. */
function bareMeasures({placed, english}: Looked, all: readonly Words[], at: (path: Path) => string): Lint[] {
  const look = analyst(english)
  return all.flatMap(({factor, words, path}): Lint[] => {
    const word = stem(foldedPhrase(words))
    if (word.includes(" ") || !MEASURES.has(word)) return []
    const kinds = new Map<string, string>()
    for (const phrase of placed) {
      if (phrase.factor !== factor.id || !aliasIs(words, phrase.matched)) continue
      const {head, modifiers} = look(phrase.claim.quote, phrase.part)
      const [kind] = modifiers
      if (head === word && kind !== undefined) kinds.set(kind, phrase.meant)
    }
    if (kinds.size < 2) return []
    return [
      {
        kind: "bare measure",
        place: at(path),
        says: `'${quoted(words)}' alone takes ${listed(
          [...kinds.values()].map((phrase) => `"${quoted(phrase, 60)}"`),
          3,
        )} for one thing`,
        next: "Say of what: an alias of two words for each.",
      },
    ]
  })
}

/** Aliases that no document has. */
function unused(
  {placed, texts}: Looked,
  all: readonly Words[],
  isWorded: (words: string) => boolean,
  at: (path: Path) => string,
): Lint[] {
  if (texts.size === 0) return []
  const isSaid = aliasesIn([...texts.values()].join("\n"))
  const found = all.flatMap(({factor, words, path}): Lint[] => {
    if (placed.some((phrase) => phrase.factor === factor.id && aliasIs(words, phrase.matched))) return []
    // A whole phrase may hold a comma, which no alias reaches across.
    if (isSaid(words) || isWorded(words)) return []
    return [
      {
        kind: "alias nobody uses",
        place: at(path),
        says: `no document has '${quoted(words)}', of ${factor.id}`,
        next: "Spell it as the documents do, or take it out.",
      },
    ]
  })
  // A list that was made for other documents too holds no slips.
  return found.length >= MANY && 2 * found.length > all.length ? [] : found
}

/** So many words without a document are no slips, where they are most of the file. */
const MANY = 20

/** Does a document have words as they stand? The texts are folded once, when it is first asked. */
function wordedIn(texts: Looked["texts"]): (words: string) => boolean {
  let said: string | null = null
  return (words) => {
    said ??= ` ${foldedPhrase([...texts.values()].join("\n"))} `
    return said.includes(` ${foldedPhrase(words)} `)
  }
}

/** Whole phrases that no document has; of most of a long list, none. */
function unusedPhrases(
  {codebook, placed, texts}: Looked,
  isWorded: (words: string) => boolean,
  at: (path: Path) => string,
): Lint[] {
  if (texts.size === 0) return []
  const read = new Set(placed.map(({meant}) => foldedPhrase(meant)))
  const all = codebook.flatMap((factor) => (factor.phrases ?? []).map((words, i) => ({factor, words, i})))
  const found = all.flatMap(({factor, words, i}): Lint[] => {
    if (read.has(foldedPhrase(words)) || isWorded(words)) return []
    return [
      {
        kind: "phrase nobody uses",
        place: at(["factors", factor.id, "phrases", i]),
        says: `no document has the phrase '${quoted(words)}', of ${factor.id}`,
        next: "Write it word for word as a document has it, or take it out.",
      },
    ]
  })
  return found.length >= MANY && 2 * found.length > all.length ? [] : found
}

/** Holders and targets that no document names. */
function nobodyNamed({codebook, texts, reading}: Looked, at: (path: Path) => string): Lint[] {
  if (texts.size === 0 || reading === null) return []
  const all = codebook.flatMap((factor) =>
    (["holder", "target"] as const).flatMap((key) => {
      const name = factor[key]
      return name === undefined ? [] : [{factor, key, name}]
    }),
  )
  const unnamed = unnamedActors(
    all.map(({name}) => name),
    reading,
    [...texts.values()],
  )
  return all
    .filter(({name}) => unnamed.has(name))
    .map(({factor, key, name}) => ({
      kind: "actor nobody names",
      place: at(["factors", factor.id, key]),
      says: `no document names '${quoted(name)}', the ${key} of ${factor.id}`,
      next: "Spell the name as the documents do, or take it out.",
    }))
}

/** Cause and effect of one claim in one factor of the file. */
function ownCauses({codebook, placed}: Looked, atKey: (path: Path) => string): Lint[] {
  const own = new Set(codebook.map(({id}) => id))
  const causes = new Map<string, Claim>()
  for (const {claim, side, factor} of placed)
    if (side === "cause" && own.has(factor)) causes.set(`${claim.id} ${factor}`, claim)
  const said = new Set<string>()
  return placed.flatMap(({claim, side, factor}): Lint[] => {
    if (side !== "effect" || !causes.has(`${claim.id} ${factor}`) || said.has(factor)) return []
    said.add(factor)
    return [
      {
        kind: "own cause",
        place: atKey(["factors", factor]),
        says: `${factor} is its own cause: ${claim.file} says that "${quoted(claim.cause.text, 80)}" brings about "${quoted(claim.effect.text, 80)}"`,
        next: "Put the words of one of the two under another factor.",
      },
    ]
  })
}

/**
 * Phrases that a theme of the shipped codebook brought to a factor of the file by one word, which does not head them, or
 * whose condition is met only outside their sentence.
 */
function byTheme({codebook, placed, english}: Looked): Lint[] {
  const own = new Map(codebook.map((factor) => [factor.id, factor]))
  const look = analyst(english)
  return placed.flatMap((phrase): Lint[] => {
    const factor = own.get(phrase.factor)
    if (!factor?.theme || phrase.matched === "" || foldedPhrase(phrase.matched).includes(" ")) return []
    const reach = reachOf(factor.theme, phrase.matched)
    if (reach === null || isNamed(factor, phrase)) return []
    const about = look(phrase.claim.quote, phrase.part)
    return [...besideHead(phrase, factor, about), ...unmet(phrase, factor, reach, about)]
  })
}

/** Do the case's own words bring the phrase to its factor? */
function isNamed(factor: CaseFactor, {matched, meant}: PlacedPhrase): boolean {
  const own = [...namesOf(factor), ...(factor.opposites ?? [])]
  return own.some((words) => aliasIs(words, matched)) || foldedPhrase(matched) === foldedPhrase(meant)
}

function besideHead(
  {claim, meant, matched}: PlacedPhrase,
  factor: CaseFactor,
  {head, modifiers, isVerbal}: About,
): Lint[] {
  if (
    head === null ||
    isVerbal ||
    EMPTY.has(head) ||
    POINTING.has(head) ||
    MEASURES.has(head) ||
    /(?:ing|ed)$/.test(matched)
  )
    return []
  const word = stem(matched)
  const same = (other: string) => other === word || stem(other) === word || other.slice(0, 5) === word.slice(0, 5)
  if (same(head) || !modifiers.some(same)) return []
  return [
    {
      kind: "theme beside the head",
      place: claim.file,
      says: `"${quoted(meant, 100)}" is ${factor.id} by the word "${matched}" alone, and is about "${head}"`,
      next: "If it is something else, put it under `phrases` of what it is.",
    },
  ]
}

function unmet({claim, meant, matched}: PlacedPhrase, factor: CaseFactor, {conditions}: Reach, {head}: About): Lint[] {
  // A word that heads its phrase means what it means in the whole document.
  if (conditions === null || (head !== null && stem(head) === stem(matched))) return []
  const words = foldedPhrase(claim.quote.text).split(" ")
  if (words.some((word) => conditions(word))) return []
  return [
    {
      kind: "theme without its condition",
      place: claim.file,
      says: `"${quoted(meant, 100)}" is ${factor.id} by the word "${matched}", and its sentence has no word that settles what that means`,
      next: "If it is something else, put it under `phrases` of what it is.",
    },
  ]
}
