// The annotated sentences with their texts, which lie in the shared folder and are read in place. In: a part of
// test/annotated. Out: its lines, each with its sentence, or why the texts are not there.

import {createHash} from "node:crypto"
import {existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import type {Held} from "../../src/claims/held.ts"
import {rowsOf} from "../claims/corpus/news.ts"

const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))

/** UTF-16 code units into the sentence, half open. */
export type Place = readonly [from: number, to: number]

/** A claim as the guide has it marked: `also` are further spans that are just as good, `turns` where one turns the sign. */
export type Marked = {
  readonly cause: Place
  readonly effect: Place
  readonly sign: "+" | "-" | "0" | "?"
  readonly optional?: boolean
  readonly denied?: boolean
  readonly hedged?: boolean
  readonly conditional?: boolean
  readonly by?: Place
  readonly also?: readonly {readonly cause?: Place; readonly effect?: Place; readonly turns?: boolean}[]
}

export type Annotated = {readonly id: string; readonly text: string; readonly claims: readonly Marked[]}

/** Parts of the project's own annotation, the seed of 150 sentences that lies with its guide, and invented sentences that nothing is learnt from. */
export const ANNOTATED_PARTS = [
  "train",
  "web",
  "development",
  "scored",
  "seed",
  "invented-scored",
  "systems-scored",
  "constructions-scored",
] as const
export type AnnotatedPart = (typeof ANNOTATED_PARTS)[number]

const linesOf = <T>(text: string): T[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T)

/** Files of invented sentences that the scorer learns from. */
export const INVENTED = [
  "invented",
  "invented-plain",
  "invented-documents",
  "invented-reports",
  "invented-talk",
  "invented-constructions",
] as const

/** Files of invented sentences that are only ever scored. */
export const INVENTED_SCORED = ["invented-scored", "systems-scored", "constructions-scored"] as const
type InventedFile = (typeof INVENTED)[number] | (typeof INVENTED_SCORED)[number]

/** Whether the sentences of a file are talk: what people say when they explain how things go. */
export const isTalk = (name: string): boolean => name === "invented-talk"

/** Invented sentences with their claims; their texts stand beside their marks. */
export const inventedOf = (name: InventedFile): Annotated[] =>
  linesOf<Annotated>(readFileSync(new URL(`${name}.jsonl`, import.meta.url), "utf8"))

/** An invented piece of one sentence or more with one claim, and how it is held out: "own" as the writer's or of a source that answers for it. */
export type HeldPiece = {
  readonly id: string
  readonly text: string
  readonly cause: Place
  readonly effect: Place
  readonly sign: "+" | "-"
  readonly held: "own" | Held
  readonly by?: Place
}

/** The pieces that are learnt from; those of which only how they are held out is learnt; or those that are only ever scored. */
export const heldPieces = (name: "held" | "held-way" | "held-scored"): HeldPiece[] =>
  linesOf<HeldPiece>(readFileSync(new URL(`${name}.jsonl`, import.meta.url), "utf8"))

/**
 * A phrase of an invented sentence: what varies in it, and which way its words say that it moves; neither is there where it names the
 * thing alone. Its sentence stands in `file` under `id`, or beside it.
 */
export type MarkedPhrase = {
  readonly id: string
  readonly phrase: Place
  readonly change?: "+" | "-"
  readonly thing?: readonly Place[]
} & ({readonly file: InventedFile} | {readonly text: string})

/** Phrases of sentences with marked claims, and of plain ones written for them; each to learn from, or only ever scored. */
export const PHRASES = ["phrases", "phrases-plain", "phrases-scored", "phrases-plain-scored"] as const

export const markedPhrases = (name: (typeof PHRASES)[number]): MarkedPhrase[] =>
  linesOf<MarkedPhrase>(readFileSync(new URL(`${name}.jsonl`, import.meta.url), "utf8"))

const TREEBANKS: Readonly<Record<string, string>> = {
  "ewt-train": "ud-english-ewt/train.conllu",
  "ewt-dev": "ud-english-ewt/dev.conllu",
  pud: "ud-english-pud/en_pud-ud-test.conllu",
}

/** Sentences of all sources by `source`, as the offsets count in them. */
async function sentencesBySource(): Promise<Map<string, string>> {
  const {natural} = (await import(pathToFileURL(join(shared, "data/annotated-news/natural.mjs")).href)) as {
    natural(tokenised: string): {text: string}
  }
  const found = new Map<string, string>()
  const news = readFileSync(join(shared, "data/causal-news-corpus/train_subtask1.csv"), "utf8")
  for (const [index, text] of rowsOf(news)) if (text !== undefined) found.set(`cnc:${index}`, natural(text).text)
  for (const [name, file] of Object.entries(TREEBANKS))
    for (const block of readFileSync(join(shared, "data", file), "utf8").split("\n\n")) {
      const id = /^# sent_id = (.+)$/m.exec(block)?.[1]
      const text = /^# text = (.+)$/m.exec(block)?.[1]
      if (id !== undefined && text !== undefined) found.set(`${name}:${id}`, text)
    }
  return found
}

let bySource: Map<string, string> | null = null

/**
 * The sentences of a part with their claims, in the order of their file.
 * @throws Error where a text is not the one that was annotated, by its line.
 */
export async function annotated(part: AnnotatedPart): Promise<Annotated[] | {skipped: string}> {
  const invented = INVENTED_SCORED.find((name) => name === part)
  if (invented) return inventedOf(invented)
  const folder = join(shared, "data/annotated-news")
  if (!existsSync(folder)) return {skipped: `there is no ${folder}`}
  if (part === "seed") return linesOf<Annotated>(readFileSync(join(folder, "seed-150.jsonl"), "utf8"))
  bySource ??= await sentencesBySource()
  type Line = {id: string; source: string; hash: string; claims: Marked[]}
  const lines = linesOf<Line>(readFileSync(new URL(`${part}.jsonl`, import.meta.url), "utf8"))
  return lines.map(({id, source, hash, claims}, i): Annotated => {
    const text = bySource!.get(source)
    if (text === undefined) throw new Error(`${part}.jsonl:${i + 1}: there is no sentence ${source}`)
    if (createHash("sha256").update(text).digest("hex").slice(0, 16) !== hash)
      throw new Error(`${part}.jsonl:${i + 1}: ${source} has another text than was annotated`)
    const last = claims.flatMap(({cause, effect}) => [cause[1], effect[1]]).find((to) => to > text.length)
    if (last !== undefined) throw new Error(`${part}.jsonl:${i + 1}: a phrase ends at ${last} of ${text.length}`)
    return {id, text, claims}
  })
}
