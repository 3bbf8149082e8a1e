// Trees to correct, and their corrections: `npm run correct` (docs/methods/correcting-trees.md). Sentences of taught.tsv that have no
// corrected tree yet, with the tree that the parser finds for their tags; what correctors wrote about them goes into the file.
//
//   --show N          prints so many of them, those first about which the reader's two parsers disagree most
//   --set NAME        of this set alone
//   --apply SHOWN     what was printed; then files of corrections, lines of a number, a tab, and corrections between blanks
//   --taught FILE     the file (scripts/train/taught.tsv)

import {readFileSync} from "node:fs"
import {parseArgs} from "node:util"
import {readWeights} from "../../src/io/weights-file.ts"
import {Parser} from "../../src/language/parser.ts"
import {decodeWeights} from "../../src/language/weights.ts"
import {corrected, type Names, printed} from "./corrections.ts"
import {treesOf} from "./raw.ts"
import {readTaught, writeTaught} from "./taught.ts"
import type {Sentence} from "./treebank.ts"

/** Ends the script with words on stderr. */
function refuse(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(2)
}

const USAGE = "npm run --silent correct -- --show N > SHOWN, or npm run correct -- --apply SHOWN CORRECTIONS ..."

function given() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        show: {type: "string"},
        set: {type: "string"},
        apply: {type: "string"},
        taught: {type: "string", default: "scripts/train/taught.tsv"},
      },
    })
  } catch (error) {
    return refuse(`${(error as Error).message}\n${USAGE}`)
  }
}

const {values: options, positionals} = given()
const showing = /^[1-9]\d*$/.test(options.show ?? "") && options.apply === undefined && positionals.length === 0
const applying = options.apply !== undefined && options.show === undefined && options.set === undefined
if (!showing && !(applying && positionals.length > 0)) refuse(USAGE)

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .replace(/(?:\r?\n)+$/, "")
      .split(/\r?\n/)
  } catch (error) {
    return refuse(`${file} cannot be read: ${(error as Error).message}`)
  }
}

const WEIGHTS = "weights/english.brink"
/** Shorter sentences have hardly anything to correct, longer ones are lists. In words. */
const SHORTEST = 6
const LONGEST = 60
/** Words added to a sentence's length, so that one doubted word does not bring a short sentence to the top. */
const STEADYING = 10

const taught = await readTaught(options.taught).catch((error: Error) => refuse(error.message))
const model = decodeWeights(readWeights(WEIGHTS, {largest: 1e8, remake: "npm run train"}), WEIGHTS)
const names: Names = {tags: new Set(model.tagger.tags), relations: new Set(model.parser.relations)}
const teacher = {parser: new Parser(model.parser), guide: new Parser(model.guide)}
const tagIndex = new Map(model.tagger.tags.map((tag, i) => [tag, i]))

/** A sentence with the tree that the parser finds for its tags, and the words about which the guide disagrees with it. */
type Found = {readonly sentence: Sentence; readonly doubted: ReadonlySet<number>}

function found(sentence: Sentence): Found {
  const tags = Int32Array.from(sentence.parts, (part, i) => tagIndex.get(`${part}/${sentence.penns[i]}`) ?? 0)
  const {arcs, guided} = treesOf(
    sentence.words,
    tags,
    tags.map(() => -1),
    teacher,
  )
  const {head, relation} = arcs
  const relations = Array.from(relation, (of) => model.parser.relations[of]!)
  const differs = (i: number) => sentence.parts[i] !== "PUNCT" && head[i] !== guided.head[i]
  return {sentence: {...sentence, heads: [...head], relations}, doubted: new Set([...head.keys()].filter(differs))}
}

/** Two lines. @param number  of the sentence in the file, from 1. */
const shown = (number: number, {sentence, doubted}: Found): string =>
  printed(number, sentence, (i) => doubted.has(i)).trimEnd()

function show(count: number): void {
  const sets = new Set(taught.map(({set}) => set))
  if (options.set !== undefined && !sets.has(options.set))
    refuse(`There is no set ${options.set}; there are ${[...sets].sort().join(", ")}`)
  const rated = taught.flatMap(({set, sentence, hasTree}, i) => {
    const {length} = sentence.words
    if (hasTree || length < SHORTEST || length > LONGEST || (options.set ?? set) !== set) return []
    const tree = found(sentence)
    return {number: i + 1, tree, rate: tree.doubted.size / (length + STEADYING)}
  })
  rated.sort((a, b) => b.rate - a.rate || a.number - b.number)
  for (const {number, tree} of rated.slice(0, count)) process.stdout.write(`${shown(number, tree)}\n`)
}

function apply(file: string, corrections: readonly string[]): void {
  const printedOf = new Set(
    linesOf(file)
      .join("\n")
      .split(/\n(?=#)/),
  )
  const sentences = new Map<number, Sentence>()
  const wrong: string[] = []
  const take = (line: string): string | null => {
    const [, number, written] = /^(\d+)\t(.*)$/.exec(line) ?? []
    if (number === undefined) return "a line is a number, a tab, and corrections"
    const n = Number(number)
    const entry = taught[n - 1]
    if (entry === undefined) return `there is no sentence ${number}`
    if (entry.hasTree) return `sentence ${number} has a corrected tree already`
    if (sentences.has(n)) return `sentence ${number} was corrected further up`
    const tree = found(entry.sentence)
    if (!printedOf.has(shown(n, tree)))
      return `${file} does not show sentence ${number} as the parser has it now; show it anew`
    try {
      sentences.set(n, corrected(tree.sentence, written!, names))
      return null
    } catch (error) {
      return `sentence ${number}: ${(error as Error).message}`
    }
  }
  for (const path of corrections)
    linesOf(path).forEach((line, n) => {
      const why = take(line)
      if (why !== null) wrong.push(`${path}, line ${n + 1}: ${why}`)
    })
  if (wrong.length > 0) refuse(`${wrong.join("\n")}\nNothing is written.`)
  writeTaught(options.taught, sentences)
  process.stdout.write(`Corrected trees in ${options.taught}: ${sentences.size} more\n`)
}

if (showing) show(Number(options.show))
else apply(options.apply!, positionals)
