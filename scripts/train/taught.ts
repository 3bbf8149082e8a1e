// Sentences that the tagger and the parsers learn beside the treebank. In: taught.tsv, and the annotated texts, which it only
// points to. Out: sentences as a treebank has them.
//
// The first lines have the tags and trees that an earlier version of the reader gave them, whose rules mended both for the
// constructions that tell causes. Of the last 18,000 every tag was read and corrected where it was wrong (14,230 of 382,170),
// and the trees are those that the parser then found for the corrected tags.
//
// A line: set, id (of a case, and of a sentence of a bundled case's documents, its hash), first word and count of words within the sentence's cut, a hash of the text, and three texts with one character a
// word: its tag, its governor (0 for the root), its relation. The names of tags and relations stand in the first two lines.

import {createHash} from "node:crypto"
import {readdirSync, readFileSync} from "node:fs"
import {type Document, openDocument} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {cut} from "../../src/language/tokens.ts"
import {annotated, INVENTED, inventedOf} from "../../test/annotated/texts.ts"
import {documentsOf} from "../../test/beds/beds.ts"
import {allCases} from "../../test/claims/casebook.ts"
import {readSet} from "../../test/claims/measure.ts"
import {outerTags, type Sentence} from "./treebank.ts"

/** A number as one character: printable ASCII, then Latin beyond it. */
const PLAIN = 94
const numberOf = (character: string): number => {
  const code = character.codePointAt(0)!
  return code < 0x7f ? code - 0x21 : code - 0xa1 + PLAIN
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12)

type Set = Parameters<typeof readSet>[0]
const GOLD: readonly Set[] = ["dev", "dev-news", "dev-crises", "plain"]

/** Sets of this name are the documents of a bundled case. */
const BUNDLED = "cases/"

function bundledDocuments(set: string): Document[] {
  const folder = new URL(`../../${set}/documents/`, import.meta.url)
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const kind = file.endsWith(".md") ? "markdown" : "text"
      return openDocument({file, kind, text: readFileSync(new URL(file, folder), "utf8")}).document ?? []
    })
}

/** The texts that lines point to, by set and id. @param others  names of marked folders and of bundled cases. */
async function textsOf(others: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const name of INVENTED) for (const {id, text} of inventedOf(name)) texts.set(`${name}\t${id}`, text)
  const news = await annotated("train")
  if ("skipped" in news) throw new Error(`The parser learns from the shared folder, and ${news.skipped}`)
  for (const {id, text} of news) texts.set(`train\t${id}`, text)
  const documents = [
    ...GOLD.map((set) => [set, readSet(set)] as const).flatMap(([set, read]) =>
      "skipped" in read ? [] : read.documents.map((document) => [set, document] as const),
    ),
    ...others.flatMap((set) =>
      (set.startsWith(BUNDLED) ? bundledDocuments(set) : documentsOf(set)).map((document) => [set, document] as const),
    ),
  ]
  for (const [set, document] of documents) {
    const words = document.plain ?? document.text
    for (const {from, to} of sentences(document)) {
      const text = words.slice(from, to)
      texts.set(`${set}\t${set.startsWith(BUNDLED) ? hashOf(text) : `${document.file}:${from}`}`, text)
    }
  }
  // Cases come and go, and have no other name that stays.
  for (const {sentence} of allCases()) texts.set(`cases\t${hashOf(sentence)}`, sentence)
  return texts
}

/** @throws Error  naming the line whose text is not there, or is another one. */
export async function readTaught(file: string): Promise<Sentence[]> {
  const [tagLine, relationLine, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n")
  const [tags, relations] = [tagLine!.split(" "), relationLine!.split(" ")]
  const rows = lines.map((line) => line.split("\t"))
  const known = new Set<string>([...INVENTED, ...GOLD, "train", "cases"])
  const texts = await textsOf([...new Set(rows.map(([set]) => set!))].filter((set) => !known.has(set)))
  return rows.map(([set, id, first, count, hash, tagged, heads, related], n) => {
    const found = texts.get(`${set}\t${id}`)
    if (found === undefined || hashOf(found) !== hash)
      throw new Error(`${file}, line ${n + 3}: the sentence ${id} of ${set} is ${found ? "another one" : "not there"}`)
    const text = found.replaceAll("\n", " ")
    const words = cut(text, {from: 0, to: text.length}).words.slice(Number(first), Number(first) + Number(count))
    const names = [...tagged!].map((character) => tags[numberOf(character)]!.split("/"))
    return {
      id: id!,
      text,
      words,
      lemmas: words,
      parts: names.map(([part]) => part!),
      penns: names.map(([, penn]) => penn!),
      heads: [...heads!].map((character) => numberOf(character) - 1),
      relations: [...related!].map((character) => relations[numberOf(character)]!),
      outer: outerTags(text, words),
    }
  })
}
