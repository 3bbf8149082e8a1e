// Trees to correct, and their corrections: `npm run correct`. Which sentences of taught.tsv have no corrected tree yet, with the
// tree that the reader finds for their tags; what a person wrote about them goes into the file.
//
//   --show N          prints so many of them, those first about which the reader's two parsers disagree most
//   --set NAME        of this set alone
//   --apply SHOWN     what was printed; then files of corrections, lines of a number, a tab, and corrections between blanks
//   --taught FILE     the file (scripts/train/taught.tsv)

import {readFileSync} from "node:fs"
import {parseArgs} from "node:util"
import {readWeights} from "../../src/io/weights-file.ts"
import {spell} from "../../src/language/hashing.ts"
import {guideOf, Parser, turned, turnedInput} from "../../src/language/parser.ts"
import {decodeWeights} from "../../src/language/weights.ts"
import {corrected, type Names, printed} from "./corrections.ts"
import {readTaught, writeTaught} from "./taught.ts"
import type {Sentence} from "./treebank.ts"

const {values: options, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    show: {type: "string"},
    set: {type: "string"},
    apply: {type: "string"},
    taught: {type: "string", default: "scripts/train/taught.tsv"},
  },
})

/** Ends the script with words on stderr. */
function refuse(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(2)
}

const WEIGHTS = "weights/english.brink"
const BEAM = 8
/** A sentence of one or two words has nothing to correct, a longer one than this is a list. In words. */
const SHORTEST = 6
const LONGEST = 60
/** Short sentences would come first, if a single doubted word were enough. */
const STEADYING = 10

const taught = await readTaught(options.taught)
const model = decodeWeights(readWeights(WEIGHTS, {largest: 1e8, remake: "npm run train"}), WEIGHTS)
const names: Names = {tags: new Set(model.tagger.tags), relations: new Set(model.parser.relations)}
const [parser, guide] = [new Parser(model.parser), new Parser(model.guide)]
const tagIndex = new Map(model.tagger.tags.map((tag, i) => [tag, i]))

/** A sentence with the tree that the reader finds for its tags, and of which words its two parsers disagree. */
function parsed(sentence: Sentence): {sentence: Sentence; doubted: ReadonlySet<number>} {
  const {length} = sentence.words
  const tags = Int32Array.from(sentence.parts, (part, i) => tagIndex.get(`${part}/${sentence.penns[i]}`) ?? 0)
  const input = parser.input(spell(sentence.words), tags, new Int32Array(length).fill(-1))
  const guided = turned(guide.parse(turnedInput(input), 1))
  input.guide = guideOf(guided)
  const {head, relation} = parser.parse(input, BEAM)
  const heads = Array.from(head, (governor) => (governor >= length ? -1 : governor))
  const relations = Array.from(relation, (of) => model.parser.relations[of]!)
  const differs = (i: number) => sentence.parts[i] !== "PUNCT" && head[i] !== guided.head[i]
  return {sentence: {...sentence, heads, relations}, doubted: new Set([...heads.keys()].filter(differs))}
}

/** Lines as they are printed, by the number of the sentence in the file, from 1. */
function shown(number: number): string {
  const {sentence, doubted} = parsed(taught[number - 1]!.sentence)
  return printed(number, sentence, (i) => doubted.has(i))
}

function show(count: number): void {
  const rated = taught.flatMap(({set, sentence, hasTree}, i) => {
    const {length} = sentence.words
    if (hasTree || length < SHORTEST || length > LONGEST || (options.set ?? set) !== set) return []
    return {number: i + 1, rate: parsed(sentence).doubted.size / (length + STEADYING)}
  })
  rated.sort((a, b) => b.rate - a.rate || a.number - b.number)
  for (const {number} of rated.slice(0, count)) process.stdout.write(shown(number))
}

function apply(file: string, corrections: readonly string[]): void {
  const printedLines = new Set(
    readFileSync(file, "utf8")
      .trimEnd()
      .split(/\n(?=#)/),
  )
  const sentences = new Map<number, Sentence>()
  const wrong: string[] = []
  for (const path of corrections)
    readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .forEach((line, n) => {
        const [number, written = ""] = line.split("\t")
        const at = Number(number)
        const where = `${path}, line ${n + 1}`
        if (taught[at - 1] === undefined) wrong.push(`${where}: there is no sentence ${number}`)
        else if (!printedLines.has(shown(at).trimEnd()))
          wrong.push(`${where}: ${file} does not show sentence ${number} as the reader has it now; show it anew`)
        else
          try {
            sentences.set(at - 1, corrected(parsed(taught[at - 1]!.sentence).sentence, written, names))
          } catch (error) {
            wrong.push(`${where}, sentence ${number}: ${(error as Error).message}`)
          }
      })
  if (wrong.length > 0) refuse(`${wrong.join("\n")}\nNothing is written.`)
  writeTaught(options.taught, sentences)
  process.stdout.write(`Corrected trees in ${options.taught}: ${sentences.size} more\n`)
}

if (options.apply !== undefined && positionals.length > 0) apply(options.apply, positionals)
else if (/^[1-9]\d*$/.test(options.show ?? "")) show(Number(options.show))
else refuse("npm run correct -- --show N > SHOWN, or -- --apply SHOWN CORRECTIONS ...")
