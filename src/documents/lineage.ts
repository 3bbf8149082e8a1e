// Which documents have one origin. In: the opened documents. Out: every document in exactly
// one lineage, with the evidence. Support is counted in lineages, so three rewrites of one
// article are one voice; and so that strangers are never made one voice, likeness must beat
// what chance gives in this very folder. The method is docs/methods/lineage.md.
//
// The answer does not depend on the order in which the documents come.

import {append} from "../core/lists.ts"
import {log} from "../math/elementary.ts"
import type {Document, Lineage, Range} from "./document.ts"
import {wordsIn} from "./words.ts"

// Shorter paragraphs are headings, captions and one-liners: they align with anything.
const SHORTEST_PARAGRAPH = 80
// Cosine from which two paragraphs tell the same (measured: 8 of 18 in one rewrite, at most 3 by chance).
const ALIGNED = 0.15
// At least this many aligned paragraphs; of short documents one fewer, when nearly all of both align: two reporters of
// one event put the same four facts in the same order, but each has paragraphs of her own.
const FEWEST_ALIGNED = 5
const NEARLY_ALL = 0.8
// Share of the aligned paragraphs that must come in the same order.
const IN_ORDER = 0.8
// Expected number of pairs in the folder that chance alone would bring this far, before the
// correction for looking at all of them.
const CHANCE = 0.05
// Share of the shorter document's five-word sequences that makes it a copy.
const COPIED = 0.2
// A copy is at least this many sequences long, unless the texts are the same word for word.
const FEWEST_GRAMS = 12
const GRAM = 5
// A rewrite in another order: this many paragraphs and this share of the shorter document align, or nearly all of both;
// at this likeness on average; and of 1,000 words this many three-word phrases are in these two documents alone.
// Measured (aligned, of shorter and longer, likeness, phrases): rewrites 8 of 8 and 8, .45, 35; 8 of 8 and 8, .42, 57;
// 10 of 18 and 20, .24, 29; reporters of one event at most 5 of 6 and 8, .31, 49.
const MANY_ALIGNED = 8
const MOSTLY_ALIGNED = 0.5
const ALIKE = 0.2
const RARE_PHRASES = 20
const PHRASE = 3
// A shortened retelling in other words: at most this share as many paragraphs, half of which align in the same order, and
// of its names and figures, which must be so many, hardly any that the longer has not. Measured (aligned, of
// shorter, share): retellings 4 of 6, 1; 6 of 7, 1; an opinion on the same event 1 of 6, 1; its other reporters 5 of 7, .6.
const SHORTENED = 0.85
const FEWEST_RETOLD = 3
const HALF = 0.5
const FEWEST_MARKS = 5
const NOTHING_OWN = 0.9
// In a large folder a word that is in more paragraphs than this tells nothing, and costs much.
const COMMONEST = 0.1
const LARGE_FOLDER = 300

const STOP_WORDS = new Set(
  (
    "a about above after again against all also although am among an and any are as at be because been before being below between both but by " +
    "can could did do does doing down during each even few for from further had has have having he her here hers him his how however i if in into is it " +
    "its itself just may me meanwhile might more most must my no nor not now of off on once one only or other our out over own per same she should since so " +
    "some still such than that the their them then there these they this those through to too two under until up upon us very was we were what when where " +
    "which while who whom why will with within without would yet you your said says say new many much"
  ).split(" "),
)

type Paragraph = Range & {readonly document: number; readonly place: number; readonly weights: Map<string, number>}
type Prepared = {
  readonly document: Document
  readonly words: readonly string[]
  readonly paragraphs: readonly Paragraph[]
  readonly grams: ReadonlySet<string>
  /** Its names and figures: words with a capital within a sentence, and numbers. */
  readonly marks: ReadonlySet<string>
  /** All its words, in small letters, in the singular where an s makes the plural. */
  readonly told: ReadonlySet<string>
}
type Alignment = {
  readonly aligned: number
  readonly inOrder: number
  /** Sum of the likenesses of all the paragraphs that align, in whatever order: independent of order under chance. */
  readonly score: number
  readonly pairs: readonly {readonly a: Paragraph; readonly b: Paragraph; readonly likeness: number}[]
}
type Tie = {
  readonly a: number
  readonly b: number
  readonly strength: number
  readonly says: string[]
  readonly alignment: Alignment | null
}

/**
 * The lineages of `documents`, each document in exactly one, ordered by name (the first
 * file of the group). A `lineage:` in front matter wins: documents that declare different
 * ones are never joined, those that declare the same always are, and one that declares the
 * name of another's file joins that document.
 */
export function lineages(documents: readonly Document[]): Lineage[] {
  const sorted = [...documents].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  const prepared = prepare(sorted)
  const ties = findTies(prepared)
  const groups = join(sorted, ties)
  return groups.map((members) => describe(sorted, members, ties))
}

function prepare(documents: readonly Document[]): Prepared[] {
  const raw = documents.map((document) => {
    const read = document.passages.filter((p) => p.role !== "furniture")
    const words = read.flatMap((p) => wordsOf((document.plain ?? document.text).slice(p.from, p.to)))
    const long = read.filter((p) => (p.role === "paragraph" || p.role === "item") && p.to - p.from > SHORTEST_PARAGRAPH)
    return {document, words, long}
  })
  const frequency = new Map<string, number>()
  let total = 0
  const counted = raw.map(({document, long}) =>
    long.map((range) => {
      const counts = new Map<string, number>()
      for (const word of wordsOf((document.plain ?? document.text).slice(range.from, range.to)))
        if (!STOP_WORDS.has(word) && word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const word of counts.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
      total++
      return {range, counts}
    }),
  )
  const commonest = total > LARGE_FOLDER ? COMMONEST * total : total
  return raw.map(({document, words}, d) => ({
    document,
    words,
    grams: gramsOf(words),
    marks: marksOf(document),
    told: new Set(words.map(singular)),
    paragraphs: counted[d]!.map(({range, counts}, place) => {
      const weights = new Map<string, number>()
      let square = 0
      for (const [word, count] of counts) {
        const df = frequency.get(word)!
        if (df > commonest) continue
        // TF-IDF with paragraphs as the documents, smoothed (Salton and Buckley 1988).
        const weight = (1 + log(count)) * log((1 + total) / df)
        weights.set(word, weight)
        square += weight * weight
      }
      const length = Math.sqrt(square) || 1
      for (const [word, weight] of weights) weights.set(word, weight / length)
      return {from: range.from, to: range.to, document: d, place, weights}
    }),
  }))
}

/** Words as they are compared: a possessive is its owner. */
const wordsOf = (text: string): string[] =>
  wordsIn(text).map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word))

const singular = (word: string): string => (word.length > 3 ? word.replace(/s$/, "") : word)

/** Words within a sentence that begin with a capital, and numbers. */
function marksOf({text, plain, passages}: Document): Set<string> {
  const marks = new Set<string>()
  for (const {from, to, role} of passages) {
    if (role !== "paragraph" && role !== "item") continue
    const said = (plain ?? text).slice(from, to)
    for (const [word] of said.matchAll(
      /(?<=[\p{Ll},;] )\p{Lu}[\p{L}]+|(?<![\p{L}\p{N}])\d[\d,.]*\d|(?<![\p{L}\p{N}])\d/gu,
    ))
      marks.add(singular(word.toLowerCase().replace(/[.,]/g, "")))
  }
  return marks
}

function gramsOf(words: readonly string[]): Set<string> {
  const grams = new Set<string>()
  for (let i = 0; i + GRAM <= words.length; i++) grams.add(words.slice(i, i + GRAM).join(" "))
  return grams
}

/** Every pair that is one origin, by copied sequences or by paragraphs that run parallel. */
function findTies(prepared: readonly Prepared[]): Tie[] {
  const shared = sharedGrams(prepared)
  const alignments = alignAll(prepared)
  const pairs = (prepared.length * (prepared.length - 1)) / 2
  const scores = [...alignments.values()].map((a) => a.score).sort((a, b) => a - b)
  const ties: Tie[] = []
  // Other rewrites of the same article make its phrases no less rare.
  const kin = (a: number, b: number): boolean => {
    const alignment = alignments.get(Math.min(a, b) * prepared.length + Math.max(a, b))
    return alignment !== undefined && mostlyAligned(prepared[a]!, prepared[b]!, alignment)
  }
  const phrases = rarePhrases(prepared, kin)
  for (let a = 0; a < prepared.length; a++)
    for (let b = a + 1; b < prepared.length; b++) {
      const key = a * prepared.length + b
      const alignment = alignments.get(key) ?? null
      const says: string[] = []
      let strength = 0
      const containment = containmentOf(prepared[a]!, prepared[b]!, shared.get(key) ?? 0)
      if (containment >= COPIED) {
        says.push(
          containment > 0.995
            ? "The shorter is contained in the other word for word."
            : `${twoDigits(containment * 100)} of 100 five-word sequences of the shorter are in the other.`,
        )
        strength = 1 + containment
      }
      if (alignment && runsParallel(prepared[a]!, prepared[b]!, alignment, pairs, scores)) {
        const shorter = Math.min(prepared[a]!.paragraphs.length, prepared[b]!.paragraphs.length)
        says.push(
          `${alignment.aligned} of ${shorter} paragraphs run parallel, ${alignment.inOrder === alignment.aligned ? "all" : alignment.inOrder} in the same order.`,
        )
        strength = Math.max(strength, alignment.inOrder / (shorter + 1))
      } else if (
        strength === 0 &&
        alignment &&
        runsReordered(prepared[a]!, prepared[b]!, alignment, () => phrases(a, b))
      ) {
        const shorter = Math.min(prepared[a]!.paragraphs.length, prepared[b]!.paragraphs.length)
        says.push(`${alignment.aligned} of ${shorter} paragraphs run parallel, in another order.`)
        strength = alignment.aligned / (shorter + 1)
      } else if (strength === 0 && alignment && retells(prepared[a]!, prepared[b]!, alignment)) {
        const shorter = Math.min(prepared[a]!.paragraphs.length, prepared[b]!.paragraphs.length)
        says.push(
          `${alignment.aligned} of ${shorter} paragraphs run parallel, and the shorter has hardly a name or a figure of its own.`,
        )
        strength = alignment.inOrder / (shorter + 1)
      }
      if (strength === 0) continue
      if (strength < 1) {
        const shared = phrases(a, b)
        if (shared.length > 0)
          says.push(
            `They alone share ${shared.length === 1 ? "a phrase" : `${shared.length} phrases`} of three words and more, such as ${shared
              .sort((x, y) => y.length - x.length || (x < y ? -1 : 1))
              .slice(0, SHOWN_PHRASES)
              .map((phrase) => `"${phrase}"`)
              .join(" and ")}.`,
          )
      }
      const headings = sameHeadings(prepared[a]!.document, prepared[b]!.document)
      if (headings.length > 0)
        says.push(
          `They share the ${headings.length === 1 ? "heading" : "headings"} ${headings.map((h) => `"${h}"`).join(", ")}.`,
        )
      ties.push({a, b, strength, says, alignment})
    }
  return ties
}

const twoDigits = (n: number): string => (n >= 99.5 ? "100" : n >= 9.5 ? n.toFixed(0) : n.toFixed(1))

// Phrases that are quoted as evidence.
const SHOWN_PHRASES = 2

/**
 * What two documents alone of the folder, their kin left out, say: runs of three words and more,
 * at least two of them no small words, each as long as it goes. Worked out for all documents when
 * the first pair asks.
 */
function rarePhrases(
  prepared: readonly Prepared[],
  kin: (a: number, b: number) => boolean,
): (a: number, b: number) => string[] {
  let holders: Map<string, number[]> | null = null
  const phraseAt = (words: readonly string[], i: number): string | null => {
    let said = 0
    for (let k = i; k < i + PHRASE; k++) if (!STOP_WORDS.has(words[k]!)) said++
    return said >= 2 ? words.slice(i, i + PHRASE).join(" ") : null
  }
  const phrasesOf = ({words}: Prepared): Set<string> => {
    const found = new Set<string>()
    for (let i = 0; i + PHRASE <= words.length; i++) {
      const phrase = phraseAt(words, i)
      if (phrase !== null) found.add(phrase)
    }
    return found
  }
  return (a, b) => {
    if (holders === null) {
      const made = new Map<string, number[]>()
      prepared.forEach((one, d) => {
        for (const phrase of phrasesOf(one)) {
          const list = made.get(phrase)
          if (list) list.push(d)
          else made.set(phrase, [d])
        }
      })
      holders = made
    }
    const rare = (phrase: string): boolean =>
      (holders!.get(phrase) ?? []).every((d) => d === a || d === b || kin(a, d) || kin(b, d))
    const others = phrasesOf(prepared[b]!)
    const {words} = prepared[a]!
    const found = new Set<string>()
    let start = -1
    // Phrases that overlap are one.
    for (let i = 0; i + PHRASE <= words.length + 1; i++) {
      const phrase = i + PHRASE <= words.length ? phraseAt(words, i) : null
      const shared = phrase !== null && others.has(phrase) && rare(phrase)
      if (shared && start < 0) start = i
      if (!shared && start >= 0) {
        let end = i + PHRASE - 1
        while (STOP_WORDS.has(words[end - 1]!)) end--
        found.add(words.slice(start, end).join(" "))
        start = -1
      }
    }
    return [...found]
  }
}

/** Whether most paragraphs of the shorter align, and much alike, in whatever order. */
function mostlyAligned(a: Prepared, b: Prepared, {aligned, score}: Alignment): boolean {
  const shorter = Math.min(a.paragraphs.length, b.paragraphs.length)
  const many = (aligned >= MANY_ALIGNED && aligned >= MOSTLY_ALIGNED * shorter) || nearlyAll(a, b, aligned)
  return aligned >= FEWEST_ALIGNED && many && score >= ALIKE * aligned
}

/** Whether hardly a paragraph of either stands alone. */
const nearlyAll = (a: Prepared, b: Prepared, aligned: number): boolean =>
  aligned >= NEARLY_ALL * Math.max(a.paragraphs.length, b.paragraphs.length)

/** Whether paragraphs run parallel in another order: most of them, much alike, and in the same rare words. */
function runsReordered(a: Prepared, b: Prepared, alignment: Alignment, phrases: () => readonly string[]): boolean {
  if (!mostlyAligned(a, b, alignment)) return false
  const words = Math.min(a.words.length, b.words.length)
  const inPhrases = phrases().reduce((sum, phrase) => sum + Math.max(1, phrase.split(" ").length - PHRASE + 1), 0)
  return inPhrases * 1000 >= RARE_PHRASES * words
}

/** Whether the shorter of two tells, in the same order, what the longer tells, and nothing that has a name or a figure besides. */
function retells(a: Prepared, b: Prepared, {aligned, inOrder, score}: Alignment): boolean {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  if (short.words.length > SHORTENED * long.words.length) return false
  if (aligned < FEWEST_RETOLD || aligned < HALF * short.paragraphs.length) return false
  if (inOrder < IN_ORDER * aligned || score < ALIKE * aligned) return false
  let there = 0
  for (const mark of short.marks) if (long.told.has(mark)) there++
  return short.marks.size >= FEWEST_MARKS && there >= NOTHING_OWN * short.marks.size
}

/** Number of five-word sequences that both of a pair have, by `a * n + b`; pairs without any are absent. */
function sharedGrams(prepared: readonly Prepared[]): Map<number, number> {
  const holders = new Map<string, number[]>()
  prepared.forEach(({grams}, d) => {
    for (const gram of grams) {
      const list = holders.get(gram)
      if (list) list.push(d)
      else holders.set(gram, [d])
    }
  })
  const shared = new Map<number, number>()
  for (const list of holders.values())
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) {
        const key = list[i]! * prepared.length + list[j]!
        shared.set(key, (shared.get(key) ?? 0) + 1)
      }
  return shared
}

/** Share of the shorter document's sequences that the other has too; 1 for the same words. */
function containmentOf(a: Prepared, b: Prepared, shared: number): number {
  const shorter = Math.min(a.grams.size, b.grams.size)
  if (shorter >= FEWEST_GRAMS) return shared / shorter
  return a.words.length > 0 && a.words.length === b.words.length && a.words.every((word, i) => word === b.words[i])
    ? 1
    : 0
}

/** Alignments of all pairs that have any, by `a * n + b`. */
function alignAll(prepared: readonly Prepared[]): Map<number, Alignment> {
  // Best partner of each paragraph in each other document, through an index of words.
  const index = new Map<string, {paragraph: Paragraph; weight: number}[]>()
  const likeness = new Map<number, {a: Paragraph; b: Paragraph; likeness: number}[]>()
  for (const {paragraphs} of prepared) {
    for (const paragraph of paragraphs) {
      const sums = new Map<Paragraph, number>()
      for (const [word, weight] of paragraph.weights)
        for (const entry of index.get(word) ?? [])
          sums.set(entry.paragraph, (sums.get(entry.paragraph) ?? 0) + weight * entry.weight)
      for (const [other, sum] of sums) {
        if (sum < ALIGNED) continue
        const key = other.document * prepared.length + paragraph.document
        const list = likeness.get(key)
        const found = {a: other, b: paragraph, likeness: sum}
        if (list) list.push(found)
        else likeness.set(key, [found])
      }
    }
    // Added only now: a document is not aligned with itself.
    for (const paragraph of paragraphs)
      for (const [word, weight] of paragraph.weights) {
        const list = index.get(word)
        if (list) list.push({paragraph, weight})
        else index.set(word, [{paragraph, weight}])
      }
  }
  const alignments = new Map<number, Alignment>()
  for (const [key, found] of likeness) alignments.set(key, align(found))
  return alignments
}

/** Keeps pairs of paragraphs that are each other's best match, and finds the longest run of them in the same order. */
function align(found: readonly {a: Paragraph; b: Paragraph; likeness: number}[]): Alignment {
  const bestOfA = new Map<number, number>()
  const bestOfB = new Map<number, number>()
  for (const {a, b, likeness} of found) {
    bestOfA.set(a.place, Math.max(bestOfA.get(a.place) ?? 0, likeness))
    bestOfB.set(b.place, Math.max(bestOfB.get(b.place) ?? 0, likeness))
  }
  const mutual = found
    .filter((f) => f.likeness === bestOfA.get(f.a.place) && f.likeness === bestOfB.get(f.b.place))
    .sort((x, y) => x.a.place - y.a.place || x.b.place - y.b.place)
  const run = longestRising(mutual.map((m) => m.b.place)).map((i) => mutual[i]!)
  const aligned = new Set(mutual.map((m) => m.a.place)).size
  return {aligned, inOrder: run.length, score: mutual.reduce((sum, m) => sum + m.likeness, 0), pairs: run}
}

/** Indices of a longest strictly rising subsequence, the earliest where several are as long (Fredman 1975). */
function longestRising(values: readonly number[]): number[] {
  // By the length of the longest that ends there: the indices, in order. Their values never rise.
  const ending: number[][] = []
  const before: number[] = []
  values.forEach((value, i) => {
    const longer = firstWhere(ending.length, (k) => values[ending[k]!.at(-1)!]! >= value)
    const shorter = ending[longer - 1]
    before[i] = shorter ? shorter[firstWhere(shorter.length, (k) => values[shorter[k]!]! < value)]! : -1
    const same = ending[longer]
    if (same) same.push(i)
    else ending.push([i])
  })
  const run: number[] = []
  for (let i = ending.at(-1)?.[0] ?? -1; i >= 0; i = before[i]!) run.push(i)
  return run.reverse()
}

/** The first of `count` places where `holds` is true, which stays true from there on; `count` where it never is. */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Whether the paragraphs that align are many enough, in order, and more so than chance
 * brings about. A random order of n has a rising run of r in at most C(n, r) / r! of cases;
 * of the folder's pairs only those count that align as well as this one, and the bound is
 * divided by 1 + ln(pairs) for having looked at all of them (Benjamini and Yekutieli 2001).
 */
function runsParallel(
  a: Prepared,
  b: Prepared,
  alignment: Alignment,
  pairs: number,
  scores: readonly number[],
): boolean {
  const {aligned, inOrder, score} = alignment
  if (aligned < FEWEST_ALIGNED && !(aligned === FEWEST_ALIGNED - 1 && nearlyAll(a, b, aligned))) return false
  if (inOrder < IN_ORDER * aligned) return false
  const asGood = scores.length - firstAtLeast(scores, score)
  let chance = Math.min(pairs, asGood)
  for (let i = 1; i <= inOrder; i++) chance *= (aligned - inOrder + i) / (i * i)
  return chance <= CHANCE / (1 + log(pairs))
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function sameHeadings(a: Document, b: Document): string[] {
  const headings = (d: Document) =>
    d.passages
      .filter((p) => p.role === "heading" || p.role === "title")
      .map((p) => d.text.slice(p.from, p.to).replace(/\s+/g, " "))
  const fold = (heading: string): string => wordsOf(heading).join(" ")
  const other = new Set(headings(b).map(fold))
  return headings(a).filter((heading) => wordsOf(heading).length >= 2 && other.has(fold(heading)))
}

/** Joins what is declared or tied, strongest ties first, never two different declarations. */
function join(documents: readonly Document[], ties: readonly Tie[]): number[][] {
  const group = documents.map((_, i) => i)
  const declared = documents.map((d) => d.declaredLineage ?? null)
  const label = [...declared]
  const unite = (a: number, b: number): void => {
    const [keep, drop] = [Math.min(group[a]!, group[b]!), Math.max(group[a]!, group[b]!)]
    if (keep === drop) return
    label[keep] = label[keep] ?? label[drop]!
    for (let i = 0; i < group.length; i++) if (group[i] === drop) group[i] = keep
  }
  const byLabel = new Map<string, number>()
  documents.forEach((document, i) => {
    // A document whose own file is the declared name is of that lineage.
    const name = document.declaredLineage ?? (declared.includes(document.file) ? document.file : null)
    if (name === null) return
    label[group[i]!] = name
    const first = byLabel.get(name)
    if (first === undefined) byLabel.set(name, i)
    else unite(first, i)
  })
  const order = [...ties].sort((x, y) => y.strength - x.strength || x.a - y.a || x.b - y.b)
  for (const {a, b} of order) {
    const [left, right] = [label[group[a]!] ?? null, label[group[b]!] ?? null]
    if (left === null || right === null || left === right) unite(a, b)
  }
  const members = new Map<number, number[]>()
  group.forEach((g, i) => {
    const list = members.get(g)
    if (list) list.push(i)
    else members.set(g, [i])
  })
  return [...members.values()]
}

function describe(documents: readonly Document[], members: readonly number[], ties: readonly Tie[]): Lineage {
  const inside = new Set(members)
  const evidence: string[] = []
  const named = members.map((i) => documents[i]!).filter((d) => d.declaredLineage !== undefined)
  if (members.length > 1 && named.length > 0)
    evidence.push(
      `${named.map((d) => d.file).join(" and ")} ${named.length === 1 ? "declares" : "declare"} the lineage "${named[0]!.declaredLineage}".`,
    )
  const pairs: {a: {file: string} & Range; b: {file: string} & Range; likeness: number}[] = []
  for (const tie of ties) {
    if (!inside.has(tie.a) || !inside.has(tie.b)) continue
    const [a, b] = [documents[tie.a]!, documents[tie.b]!]
    evidence.push(`${a.file} and ${b.file}: ${tie.says.join(" ")}`)
    for (const p of tie.alignment?.pairs ?? [])
      pairs.push({
        a: {file: a.file, from: p.a.from, to: p.a.to},
        b: {file: b.file, from: p.b.from, to: p.b.to},
        likeness: p.likeness,
      })
  }
  const credited = sharedCredit(members.map((i) => documents[i]!))
  if (credited && members.length > 1) evidence.push(`They credit the same outlet, ${credited}.`)
  append(evidence, sameNewsroom(documents, members))
  return {name: documents[members[0]!]!.file, files: members.map((i) => documents[i]!.file), evidence, pairs}
}

const outletsOf = ({credits, publisher}: Document): string[] => [...credits, ...(publisher ? [publisher] : [])]

function sharedCredit(documents: readonly Document[]): string | null {
  const [first, ...rest] = documents.map((d) => new Set(outletsOf(d)))
  for (const name of first ?? []) if (rest.every((set) => set.has(name))) return name
  return null
}

/** Documents of other lineages that credit the same outlet: said, for whoever wants to declare them one. */
function sameNewsroom(documents: readonly Document[], members: readonly number[]): string[] {
  const inside = new Set(members)
  const outlets = new Set(members.flatMap((i) => outletsOf(documents[i]!)))
  return documents.flatMap((document, i) => {
    const outlet = inside.has(i) ? undefined : outletsOf(document).find((name) => outlets.has(name))
    return outlet === undefined
      ? []
      : [`${document.file} credits the same outlet, ${outlet}, and is a voice of its own.`]
  })
}
