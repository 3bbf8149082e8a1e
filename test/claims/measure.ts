// How well Brink reads, in one table: `npm run reading` (scripts/reading.js). In: the cases, the annotated
// articles and invented texts, the Causal News Corpus where the shared folder is. Out: rows of figures, and
// for whoever mends the reader the names of what fails, never a held-out sentence.

import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {type Reading, read} from "../../src/claims/whole.ts"
import {type Document, lineages, openDocument} from "../../src/documents/index.ts"
import {type Flag, type Found, type GoldFile, goldSchema, type Score, score} from "../../src/gold/index.ts"
import {readLines} from "../../src/lines/index.ts"
import {english} from "../language/english.ts"
import {allCases, type Case, type Judgement, judge, knownMisses, missesPath, nameOf} from "./casebook.ts"
import {fairScore, fairSentence, NOTHING, plus, type Relation} from "./corpus/fair.ts"
import {type NewsSentence, newsSentences} from "./corpus/news.ts"
import {treebank, treeScore} from "./corpus/trees.ts"
import {allExamples} from "./lexicon.ts"
import {claimsOf} from "./sentence.ts"

const here = fileURLToPath(new URL(".", import.meta.url))
const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))

/** What can be measured, in the order of the table. */
export const PARTS = [
  "cases",
  "lexicon",
  "articles",
  "dev",
  "dev-news",
  "dev-crises",
  "plain",
  "held-out",
  "held-out-2",
  "annotated",
  "news",
  "trees",
  "speed",
] as const
export type Part = (typeof PARTS)[number]

/** Sets that nobody who writes rules reads: totals are told of them, and neither a sentence nor which claims fail. */
export const HELD_OUT: ReadonlySet<string> = new Set<Part>(["held-out", "held-out-2"])

export type Row = {readonly measure: string; readonly figure: string; readonly detail?: string}
export type Measured = {
  readonly part: Part
  /** Why there is nothing, where there is nothing. */
  readonly skipped?: string
  readonly rows: readonly Row[]
  /** What fails, by name; empty for held-out texts. */
  readonly failing: readonly string[]
  readonly figures: unknown
}

/** Measures one part; "annotated" is measured beside its data (test/annotated/measure.ts). */
export function measure(part: Exclude<Part, "annotated">): Measured {
  if (part === "cases") return casebook(part, judged(allCases()))
  if (part === "lexicon") return casebook(part, judged(allExamples()))
  if (part === "news") return news()
  if (part === "trees") return trees()
  if (part === "speed") return speed()
  return goldSet(part)
}

// Cases.

type Judged = {readonly each: Case; readonly judgement: Judgement; readonly claims: number}

function judged(all: readonly Case[]): Judged[] {
  return all.map((each) => {
    const claims = claimsOf(each.sentence)
    return {each, judgement: judge(each, claims), claims: claims.length}
  })
}

function casebook(part: "cases" | "lexicon", judged: readonly Judged[]): Measured {
  const telling = judged.filter(({each}) => each.wanted.length > 0)
  const silent = judged.filter(({each}) => each.wanted.length === 0)
  const passing = (list: readonly Judged[], how: "lenient" | "strict"): number =>
    list.filter((j) => j.judgement[how]).length
  const misses = [...knownMisses()].filter((name) => name.startsWith("lexicon/") === (part === "lexicon"))
  const row = (measure: string, list: readonly Judged[]): Row => ({
    measure,
    figure: share(passing(list, "lenient"), list.length),
    detail: `${passing(list, "lenient")} of ${list.length}; ${passing(list, "strict")} strictly`,
  })
  const broken = silent.filter((j) => j.claims > 0).length
  const files = [...new Set(judged.map((j) => j.each.file))]
  return {
    part,
    rows: [
      row("sentences with claims, all right", telling),
      {
        measure: "sentences without, some claim",
        figure: share(broken, silent.length),
        detail: `${broken} of ${silent.length}`,
      },
      {measure: "known misses", figure: String(misses.length)},
      ...files.map((file) =>
        row(
          `  ${file.replace(/\.txt$/, "")}`,
          judged.filter((j) => j.each.file === file),
        ),
      ),
    ],
    failing: judged
      .filter((j) => !j.judgement.lenient)
      .map((j) => [nameOf(j.each), `  ${j.each.sentence}`, ...j.judgement.wrong.map((w) => `  ${w}`)].join("\n")),
    figures: {
      cases: judged.length,
      lenient: passing(judged, "lenient"),
      strict: passing(judged, "strict"),
      silent: silent.length,
      broken,
      knownMisses: misses.length,
      files: Object.fromEntries(
        files.map((file) => {
          const list = judged.filter((j) => j.each.file === file)
          return [file, {cases: list.length, lenient: passing(list, "lenient"), strict: passing(list, "strict")}]
        }),
      ),
    },
  }
}

/** Writes the cases that fail leniently now into known-misses.txt. Returns how many there are. */
export function writeMisses(): number {
  const head = readFileSync(missesPath, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("//"))
  const names = judged([...allCases(), ...allExamples()])
    .filter((j) => !j.judgement.lenient)
    .map((j) => nameOf(j.each))
  writeFileSync(missesPath, `${[...head, ...names].join("\n")}\n`)
  return names.length
}

// Gold.

function documentsOf(folder: string, files: readonly string[]): Document[] {
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8").replace(/^\uFEFF/, "")
    return openDocument({file, kind: "text", text}).document ?? []
  })
}

function readAll(documents: readonly Document[]): Reading {
  return read(documents, lineages(documents), english())
}

/** Sets of annotated documents, of which the parts of the same names are made. */
export const GOLD_SETS = ["articles", "dev", "dev-news", "dev-crises", "plain", "held-out", "held-out-2"] as const
export type GoldSet = (typeof GOLD_SETS)[number]

type ReadSet = {documents: Document[]; reading: Reading; gold: GoldFile; score: Score}

/** A set, read and scored; why it cannot be, where its texts are not there. */
export function readSet(part: GoldSet): ReadSet | {skipped: string} {
  const folder = part === "articles" ? join(here, "../gold") : join(here, "../gold", part)
  const texts = part === "articles" ? join(shared, "articles") : folder
  if (!existsSync(texts)) return {skipped: `there is no ${texts}`}
  const raw = readFileSync(join(folder, part === "articles" ? "articles.json" : "gold.json"), "utf8")
  const gold = goldSchema.parse(JSON.parse(raw))
  const files = (gold.files ?? []).map((f) => (typeof f === "string" ? f : f.file))
  const documents = documentsOf(texts, files)
  const reading = readAll(documents)
  return {documents, reading, gold, score: score(reading, gold)}
}

function goldSet(part: GoldSet): Measured {
  const set = readSet(part)
  if ("skipped" in set) return {part, skipped: set.skipped, rows: [], failing: [], figures: null}
  const {score: s, reading, gold, documents} = set
  const {missed: _missed, extra: _extra, ...totals} = s
  return HELD_OUT.has(part)
    ? {part, rows: scoreRows(s), failing: [], figures: totals}
    : {part, rows: scoreRows(s), failing: missesOf(s, reading, gold.claims, documents), figures: s}
}

const threeFigures = (f: Found): string => `F1 ${digits(f.f1)}  R ${digits(f.recall)}  P ${digits(f.precision)}`

function scoreRows(s: Score): Row[] {
  const counted = (flag: Flag): Row => ({
    measure: flag,
    figure: digits(s.flags[flag]),
    detail: `of claims found; ${s.counts[flag].found} of ${s.counts[flag].wanted} that have it, ${s.counts[flag].wrongly} wrongly`,
  })
  return [
    {measure: "sentences", figure: threeFigures(s.sentences), detail: `${s.sentences.found} of ${s.sentences.wanted}`},
    {
      measure: "both phrases, more than half of the shorter",
      figure: threeFigures(s),
      detail: `${s.found} of ${s.wanted}, ${s.spurious} of ${s.claims} made up`,
    },
    {
      measure: "both phrases, more than half of the longer",
      figure: threeFigures(s.strict),
      detail: `${s.strict.found} of ${s.strict.wanted}`,
    },
    {measure: "sign", figure: digits(s.sign), detail: "of claims found"},
    counted("condition"),
    counted("hedge"),
    counted("denied"),
    counted("refuted"),
    counted("by"),
    {measure: "time", figure: digits(s.flags.time), detail: "of claims found"},
    {measure: "thing, change", figure: `${digits(s.thing)}, ${digits(s.change)}`, detail: "of phrases found"},
    {measure: "stretches that say nothing, some claim", figure: `${s.broken} of ${s.silent}`},
    ...(["quantities", "dates"] as const).flatMap((kind) => {
      const m = s[kind]
      // A set whose annotators marked no numbers says nothing of them.
      return m && m.wanted > 0
        ? [
            {
              measure: kind,
              figure: threeFigures(m),
              detail: `${m.found} of ${m.wanted}, ${m.spurious} made up, ${m.taken} of ${m.decoys} decoys taken`,
            },
          ]
        : []
    }),
  ]
}

type GoldClaims = readonly {
  id?: string | undefined
  file: string
  cause: Place
  effect: Place
  sign?: string | undefined
}[]
type Place = {readonly from: number; readonly to: number}

function missesOf(s: Score, reading: Reading, gold: GoldClaims, documents: readonly Document[]): string[] {
  const textOf = new Map(documents.map((d) => [d.file, d.text] as const))
  const words = (file: string, {from, to}: Place): string => textOf.get(file)?.slice(from, to) ?? `${from}-${to}`
  const line = (file: string, c: {cause: Place; effect: Place}, sign: string): string =>
    `${words(file, c.cause)} -(${sign})-> ${words(file, c.effect)}`
  const missed = new Set(s.missed)
  const extra = new Set(s.extra)
  return [
    ...gold.filter((g) => missed.has(g.id ?? "")).map((g) => `missed ${g.id} ${line(g.file, g, g.sign ?? "?")}`),
    ...reading.claims.filter((c) => extra.has(c.id)).map((c) => `made up ${c.file} ${line(c.file, c, c.sign)}`),
  ]
}

// Corpora.

/** Tokens that a stretch of characters covers, [from, to); null for none. */
function tokensIn(sentence: NewsSentence, [from, to]: readonly [number, number]): [number, number] | null {
  const first = sentence.tokens.findIndex((t) => t.to > from)
  const last = sentence.tokens.findLastIndex((t) => t.from < to)
  return first < 0 || last < first ? null : [first, last + 1]
}

function news(): Measured {
  const file = join(shared, "data/causal-news-corpus/train_subtask2_grouped.csv")
  if (!existsSync(file)) return {part: "news", skipped: `there is no ${file}`, rows: [], failing: [], figures: null}
  const sentences = newsSentences(readFileSync(file, "utf8"))
  const lines = readLines(`${sentences.map((s) => s.text.replace(/[\r\n]/g, " ")).join("\n")}\n`, english())
  let [right, said, causal] = [0, 0, 0]
  const fair = {official: {arguments: NOTHING, signals: NOTHING}, closed: {arguments: NOTHING, signals: NOTHING}}
  sentences.forEach((sentence, i) => {
    const line = lines[i]!
    if (line.causal) said++
    if (sentence.causal) causal++
    if (line.causal && sentence.causal) right++
    if (!sentence.causal) return
    const relations: Relation[] = line.relations.map(({cause, effect, signal}) => {
      const signalTokens = signal && tokensIn(sentence, signal)
      return {
        cause: tokensIn(sentence, cause),
        effect: tokensIn(sentence, effect),
        signals: signalTokens ? [signalTokens] : [],
      }
    })
    for (const way of ["official", "closed"] as const) {
      const c = fairSentence(sentence.relations, relations, sentence.tokens.length, way === "closed")
      fair[way] = {
        arguments: plus(fair[way].arguments, c.arguments),
        signals: plus(fair[way].signals, c.signals),
      }
    }
  })
  const precision = right / Math.max(1, said)
  const recall = right / Math.max(1, causal)
  const f1 = (2 * precision * recall) / Math.max(1e-9, precision + recall)
  const spans = Object.fromEntries(
    (["official", "closed"] as const).map((way) => [way, fairScore(plus(fair[way].arguments, fair[way].signals))]),
  )
  const onlyArguments = fairScore(fair.official.arguments)
  return {
    part: "news",
    rows: [
      {
        measure: "Causal News Corpus, training part, sentences",
        figure: `F1 ${digits(f1)}  R ${digits(recall)}  P ${digits(precision)}`,
        detail: `${sentences.length} sentences, ${causal} causal`,
      },
      {
        measure: "Causal News Corpus, training part, spans (fair)",
        figure: `F1 ${digits(spans["official"]!.f1)}  R ${digits(spans["official"]!.recall)}  P ${digits(spans["official"]!.precision)}`,
        detail: `${digits(spans["closed"]!.f1)} with one-word spans closed; ${digits(onlyArguments.f1)} without signals`,
      },
    ],
    failing: [],
    figures: {sentences: {f1, precision, recall}, spans, arguments: onlyArguments},
  }
}

function trees(): Measured {
  const banks = [
    ["web (EWT, development part)", "data/ud-english-ewt/dev.conllu"],
    ["news and encyclopedia (PUD)", "data/ud-english-pud/en_pud-ud-test.conllu"],
  ] as const
  const there = banks.filter(([, file]) => existsSync(join(shared, file)))
  if (there.length === 0)
    return {part: "trees", skipped: `there is no ${shared}/data`, rows: [], failing: [], figures: null}
  const scores = there.map(
    ([name, file]) => [name, treeScore(treebank(readFileSync(join(shared, file), "utf8")), english())] as const,
  )
  return {
    part: "trees",
    rows: scores.map(([name, s]) => ({
      measure: name,
      figure: `UAS ${share(s.attached, s.alike)}  LAS ${share(s.labelled, s.alike)}  tags ${share(s.tagged, s.alike)}`,
      detail: `of the ${s.alike} words cut alike, of ${s.words}`,
    })),
    failing: [],
    figures: Object.fromEntries(scores),
  }
}

// Speed, and the same bytes again.

/** So many words are read to warm up, and as many to measure: a reader is three times as slow while the engine still compiles it. */
const MANY_WORDS = 100_000

function speed(): Measured {
  const texts = ["dev", "held-out"].flatMap((set) => {
    const folder = join(here, "../gold", set)
    return readdirSync(folder)
      .filter((file) => file.endsWith(".txt"))
      .map((file) => ({file, text: readFileSync(join(folder, file), "utf8")}))
  })
  const once = texts.reduce((sum, {text}) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
  const open = (prefix: string): Document[] =>
    texts.flatMap(({file, text}) => openDocument({file: `${prefix}${file}`, kind: "text", text}).document ?? [])
  const rounds = Math.ceil(MANY_WORDS / once)
  // Processor time, not the clock's, because other work on the machine says nothing of the reader; what the engine spends
  // on compiling and on garbage counts. Each round is other files of the same words, so that nothing is known from before.
  const rate = (name: string, times: number): number => {
    const began = process.cpuUsage()
    for (let round = 0; round < times; round++) readAll(open(`${name}-${round}-`))
    const {user, system} = process.cpuUsage(began)
    return Math.round((once * times) / ((user + system) / 1e6))
  }
  english()
  const first = rate("first", 1)
  rate("warm", rounds)
  const sustained = rate("measured", rounds)
  const documents = open("")
  const said = JSON.stringify(readAll(documents))
  const again = JSON.stringify(readAll(open("")))
  const ofOne = (r: Reading, file: string): string => JSON.stringify(r.claims.filter((c) => c.file === file))
  const forward = readAll(documents)
  const backward = readAll([...documents].reverse())
  const order = documents.every(({file}) => ofOne(forward, file) === ofOne(backward, file))
  return {
    part: "speed",
    rows: [
      {
        measure: "words a second of processor time, warm",
        figure: String(sustained),
        detail: `${once * rounds} words, after as many to warm up`,
      },
      {
        measure: "the same, first reading",
        figure: String(first),
        detail: `${once} words; cold where speed is measured alone`,
      },
      {measure: "same bytes on a second run", figure: said === again ? "yes" : "no"},
      {measure: "same claims in another order of files", figure: order ? "yes" : "no"},
    ],
    failing: [],
    figures: {wordsASecond: sustained, firstWordsASecond: first, sameBytes: said === again, anyOrder: order},
  }
}

const digits = (n: number | null): string => (n === null ? "-" : n.toFixed(3))
const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(3))
