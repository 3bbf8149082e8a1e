// Sentences that the tagger and the parsers learn beside the treebank. In: taught.tsv, and the annotated texts, which it only
// points to. Out: sentences as a treebank has them.
//
// A line: set, id (of a case, and of a sentence of a bundled case's documents, its hash), first word and count of words within
// the sentence's cut, a hash of the text, and texts with one character a word: its tag, and where the tree was corrected too,
// its governor (0 for the root) and its relation. The names of tags and relations stand in the first two lines. Every tag was
// read and corrected, but for 45 lines without a tree, which have those of an earlier reader whose rules mended them.

import {createHash} from "node:crypto"
import {readFileSync, writeFileSync} from "node:fs"
import type {Document} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {cut} from "../../src/language/tokens.ts"
import {annotated, INVENTED, inventedOf} from "../../test/annotated/texts.ts"
import {documentsOf} from "../../test/beds/beds.ts"
import {allCases} from "../../test/claims/casebook.ts"
import {readSet} from "../../test/claims/measure.ts"
import {documentsIn} from "../../test/documents/folder.ts"
import {outerTags, type Sentence} from "./treebank.ts"

/** A number as one character: printable ASCII, then Latin beyond it. */
const PLAIN = 94
const numberOf = (character: string): number => {
  const code = character.codePointAt(0)!
  return code < 0x7f ? code - 0x21 : code - 0xa1 + PLAIN
}
const characterOf = (number: number): string => String.fromCodePoint(number + (number < PLAIN ? 0x21 : 0xa1 - PLAIN))

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12)

type Set = Parameters<typeof readSet>[0]
const GOLD: readonly Set[] = ["dev", "dev-news", "dev-crises", "plain"]

/** Sets of this name are the documents of a bundled case; sentences there are known by their hash, as those of test cases. */
const BUNDLED = "cases/"

/** The texts that lines point to, by set and id. @param others  names of marked folders and of bundled cases. */
async function textsOf(others: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  const byHash = (set: string, text: string) => texts.set(`${set}\t${hashOf(text)}`, text)
  for (const name of INVENTED) for (const {id, text} of inventedOf(name)) texts.set(`${name}\t${id}`, text)
  const news = await annotated("train")
  if ("skipped" in news)
    throw new Error(`The parser learns from the shared folder, and ${news.skipped}; name the folder in BRINK_SHARED`)
  for (const {id, text} of news) texts.set(`train\t${id}`, text)
  for (const {sentence} of allCases()) byHash("cases", sentence)
  for (const set of others.filter((set) => set.startsWith(BUNDLED)))
    for (const document of documentsIn(new URL(`../../${set}/documents/`, import.meta.url)))
      for (const [, text] of sentencesOf(document)) byHash(set, text)
  const marked = [
    ...GOLD.flatMap((set) => {
      const read = readSet(set)
      return "skipped" in read ? [] : read.documents.map((document) => [set, document] as const)
    }),
    ...others
      .filter((set) => !set.startsWith(BUNDLED))
      .flatMap((set) => documentsOf(set).map((document) => [set, document] as const)),
  ]
  for (const [set, document] of marked)
    for (const [from, text] of sentencesOf(document)) texts.set(`${set}\t${document.file}:${from}`, text)
  return texts
}

/** Where each sentence begins, and its text. */
function sentencesOf(document: Document): (readonly [number, string])[] {
  const words = document.plain ?? document.text
  return sentences(document).map(({from, to}) => [from, words.slice(from, to)] as const)
}

/** A sentence of taught.tsv, and whether its tree was corrected; where not, it has none. */
export type Taught = {readonly set: string; readonly sentence: Sentence; readonly hasTree: boolean}

/** @throws Error  naming the line whose text is not there, or is another one. */
export async function readTaught(file: string): Promise<Taught[]> {
  const {tags, relations, rows} = rowsOf(file)
  const known = new Set<string>([...INVENTED, ...GOLD, "train", "cases"])
  const texts = await textsOf([...new Set(rows.map(([set]) => set!))].filter((set) => !known.has(set)))
  return rows.map(([set, id, first, count, hash, tagged, heads = "", related = ""], n) => {
    const found = texts.get(`${set}\t${id}`)
    if (found === undefined || hashOf(found) !== hash)
      throw new Error(`${file}, line ${n + 3}: the sentence ${id} of ${set} is ${found ? "another one" : "not there"}`)
    const text = found.replaceAll("\n", " ")
    const words = cut(text, {from: 0, to: text.length}).words.slice(Number(first), Number(first) + Number(count))
    const names = [...tagged!].map((character) => tags[numberOf(character)]!.split("/"))
    const sentence = {
      id: id!,
      text,
      words,
      lemmas: words,
      parts: names.map(([part]) => part!),
      penns: names.map(([, penn]) => penn!),
      heads: [...heads].map((character) => numberOf(character) - 1),
      relations: [...related].map((character) => relations[numberOf(character)]!),
      outer: outerTags(text, words),
    }
    return {set: set!, sentence, hasTree: heads !== ""}
  })
}

/** Writes tags and trees of sentences over what the file has. @param corrected  by their number in the file, from 1. */
export function writeTaught(file: string, corrected: ReadonlyMap<number, Sentence>): void {
  const {tags, relations, rows} = rowsOf(file)
  const codeIn = (names: string[], name: string): string => {
    if (!names.includes(name)) names.push(name)
    return characterOf(names.indexOf(name))
  }
  for (const [number, {parts, penns, heads, relations: related}] of corrected)
    rows[number - 1]!.splice(
      5,
      3,
      parts.map((part, i) => codeIn(tags, `${part}/${penns[i]}`)).join(""),
      heads.map((head) => characterOf(head + 1)).join(""),
      related.map((relation) => codeIn(relations, relation)).join(""),
    )
  const lines = [tags.join(" "), relations.join(" "), ...rows.map((row) => row.join("\t"))]
  writeFileSync(file, `${lines.join("\n")}\n`)
}

/** Names of tags and relations, and the fields of each line. */
function rowsOf(file: string): {tags: string[]; relations: string[]; rows: string[][]} {
  const [tags, relations, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n")
  return {tags: tags!.split(" "), relations: relations!.split(" "), rows: lines.map((line) => line.split("\t"))}
}
