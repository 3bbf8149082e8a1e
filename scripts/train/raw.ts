// Self-training (McClosky, Charniak and Johnson 2006): sentences without trees in, those that an
// earlier parser is sure of out, with its trees. Text of the right kind teaches words and
// constructions that the treebank does not have.

import {readFileSync} from "node:fs"
import {spell} from "../../src/language/hashing.ts"
import {type Arcs, guideOf, type Parser, turned, turnedInput} from "../../src/language/parser.ts"
import type {Tagger} from "../../src/language/tagger.ts"
import {cut} from "../../src/language/tokens.ts"
import type {Sentence} from "./treebank.ts"

/** Sentences outside these lengths are lists, headings or several in one. In words. */
const SHORTEST = 5
const LONGEST = 60
/** The guide and the parser must give so large a part of the words the same governor. */
const SURE = 0.85
/** The teacher takes its time. */
const BEAM = 8

/** The text column of a .csv, or the lines of any other file. */
function sentencesOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^\ufeff/, "")
  if (!file.endsWith(".csv")) return text.split(/\r?\n/)
  const rows: string[][] = [[]]
  for (const [whole, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === "") break
    rows.at(-1)!.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'))
    if (end !== ",") rows.push([])
  }
  const column = rows[0]!.indexOf("text")
  return rows.slice(1).flatMap((row) => row[column] ?? [])
}

/** What parses them. */
export type Teacher = {readonly tagger: Tagger; readonly guide: Parser; readonly parser: Parser}

export function parseRaw(file: string, {tagger, guide, parser}: Teacher): Sentence[] {
  const sentences: Sentence[] = []
  for (const text of sentencesOf(file)) {
    const {words, outer} = cut(text, {from: 0, to: text.length})
    if (words.length < SHORTEST || words.length > LONGEST) continue
    const outers = Int32Array.from(outer)
    const seconds = new Int32Array(words.length)
    const tags = tagger.tag(words, outers, seconds)
    const {arcs, guided} = treesOf(words, tags, seconds, {guide, parser})
    let same = 0
    arcs.head.forEach((head, i) => {
      if (head === guided.head[i]) same++
    })
    if (same < SURE * words.length) continue
    const names = Array.from(tags, (tag) => tagger.model.tags[tag]!.split("/"))
    sentences.push({
      id: "",
      text,
      words,
      lemmas: words,
      parts: names.map(([part]) => part!),
      penns: names.map(([, penn]) => penn!),
      heads: [...arcs.head],
      relations: Array.from(arcs.relation, (relation) => parser.model.relations[relation]!),
      outer: outers,
    })
  }
  return sentences
}

/** The tree of a sentence with these tags, and the one that the guide finds. */
export function treesOf(
  words: readonly string[],
  tags: Int32Array,
  seconds: Int32Array,
  {guide, parser}: Pick<Teacher, "guide" | "parser">,
): {arcs: Arcs; guided: Arcs} {
  const input = parser.input(spell(words), tags, seconds)
  const guided = turned(guide.parse(turnedInput(input), 1))
  input.guide = guideOf(guided)
  return {arcs: parser.parse(input, BEAM), guided}
}
