// Corrections of tags and trees, as correctors write them: a sentence with its tags and tree as two lines of text out; the words
// that are wrong in, as "4>7:nmod 9:VBD"; the corrected sentence out.

import type {Sentence} from "./treebank.ts"

/** Universal part of speech that a Penn tag has unless it is said; the others need theirs before them, "AUX:VBZ". */
const PART_OF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    NOUN: "NN NNS",
    PROPN: "NNP NNPS",
    VERB: "VB VBD VBG VBN VBP VBZ",
    ADJ: "JJ JJR JJS",
    ADV: "RB RBR RBS WRB",
    ADP: "IN RP",
    DET: "DT PDT",
    PRON: "PRP PRP$ WP WDT WP$ EX",
    AUX: "MD",
    NUM: "CD",
    PART: "TO POS",
    CCONJ: "CC",
    INTJ: "UH",
  }).flatMap(([part, penns]) => penns.split(" ").map((penn) => [penn, part] as const)),
)

/** What a correction may say: names as the treebank has them. */
export type Names = {readonly tags: ReadonlySet<string>; readonly relations: ReadonlySet<string>}

/**
 * A sentence as two lines: its number and words; then each word as "4:stores/VBZ>2:water(nsubj)". Punctuation has no tree.
 * @param doubted  whether a word's governor deserves a second look; such a word has "?" behind it.
 */
export function printed(number: number, sentence: Sentence, doubted: (i: number) => boolean): string {
  const {words, parts, penns, heads, relations} = sentence
  const cells = words.map((word, i) => {
    if (parts[i] === "PUNCT") return `${i + 1}:${word}`
    const tag = PART_OF.get(penns[i]!) === parts[i] ? penns[i] : `${parts[i]}:${penns[i]}`
    const governor = heads[i]! < 0 ? "ROOT" : `${heads[i]! + 1}:${words[heads[i]!]}`
    return `${i + 1}:${word}/${tag}>${governor}(${relations[i]})${doubted(i) ? "?" : ""}`
  })
  return `#${number}\t${words.join(" ")}\n${cells.join("  ")}\n`
}

/**
 * The sentence with what is written corrected in it. Punctuation takes no correction: where its arc crosses another one, it is hung
 * anew.
 * @param written  corrections between blanks: "4>7:nmod" gives the fourth word the seventh as its governor (0: none, it is the
 *   root), "9:VBD" or "9:AUX:VBD" the ninth a tag.
 * @throws Error  saying what is wrong: a form, a name, a place, a word twice, punctuation, more than one root, a ring.
 */
export function corrected(sentence: Sentence, written: string, names: Names): Sentence {
  const [heads, relations] = [[...sentence.heads], [...sentence.relations]]
  const [parts, penns] = [[...sentence.parts], [...sentence.penns]]
  const {length} = sentence.words
  const isMark = (i: number) => sentence.parts[i] === "PUNCT"
  const seen = new Set<string>()
  for (const correction of written.split(/\s+/).filter((said) => said !== "")) {
    const [, at, governor, relation, part, penn] =
      /^(\d+)(?:>(\d+):([a-z]+(?::[a-z]+)?)|:(?:([A-Z]+):)?([A-Z$]+))$/.exec(correction) ?? []
    const refused = (why: string): Error => new Error(`"${correction}": ${why}`)
    const i = Number(at) - 1
    if (!(i >= 0 && i < length)) throw refused(`it is no correction of one of ${length} words`)
    if (isMark(i)) throw refused("punctuation is not corrected")
    const what = `${i} ${penn === undefined ? "governor" : "tag"}`
    if (seen.has(what)) throw refused("the word is corrected twice")
    seen.add(what)
    if (penn !== undefined) {
      const outer = part ?? PART_OF.get(penn)
      if (outer === "PUNCT" || !names.tags.has(`${outer}/${penn}`)) throw refused("there is no such tag")
      parts[i] = outer!
      penns[i] = penn
      continue
    }
    const head = Number(governor) - 1
    if (head >= length || head === i || isMark(head))
      throw refused(`a word hangs on another word, and there are ${length}`)
    if (relation === "punct" || !names.relations.has(relation!)) throw refused("there is no such relation for a word")
    heads[i] = head
    relations[i] = relation!
  }
  const roots = heads.flatMap((head, i) => (head < 0 ? [i] : []))
  if (roots.length !== 1)
    throw new Error(`of its words ${roots.map((i) => i + 1).join(", ") || "none"} are roots; one is`)
  if (relations.some((relation, i) => (relation === "root") !== (i === roots[0])))
    throw new Error("the root, and it alone, has the relation root")
  for (let i = 0; i < length; i++) if (hangsOn(heads, heads[i]!, i)) throw new Error(`word ${i + 1} hangs on itself`)
  rehangPunctuation(heads, isMark)
  return {...sentence, heads, relations, parts, penns}
}

/** Whether a word is the other one, or hangs on it over others. */
function hangsOn(heads: readonly number[], word: number, other: number): boolean {
  // A ring that leaves the other one out ends after as many steps as there are words.
  for (let at = word, steps = 0; at >= 0 && steps <= heads.length; at = heads[at]!, steps++)
    if (at === other) return true
  return false
}

/**
 * Punctuation whose arc crosses another one hangs on the highest word on which the next word behind it hangs, or on which the next
 * one before it does, of those to which its arc crosses none.
 */
function rehangPunctuation(heads: number[], isMark: (i: number) => boolean): void {
  const fits = (mark: number, governor: number): boolean => {
    if (governor < 0 || isMark(governor) || hangsOn(heads, governor, mark)) return false
    for (let i = 0; i < heads.length; i++) {
      if (isMark(i) || heads[i]! < 0) continue
      const [from, to] = [Math.min(i, heads[i]!), Math.max(i, heads[i]!)]
      if (from < mark && mark < to && (governor < from || governor > to)) return false
    }
    const [from, to] = [Math.min(mark, governor), Math.max(mark, governor)]
    for (let i = from + 1; i < to; i++) if (!isMark(i) && !hangsOn(heads, i, governor)) return false
    return true
  }
  const upFrom = (i: number): number[] => (i < 0 || i >= heads.length ? [] : [i, ...upFrom(heads[i]!)])
  heads.forEach((head, mark) => {
    if (!isMark(mark) || head < 0 || fits(mark, head)) return
    let [before, behind] = [mark - 1, mark + 1]
    while (before >= 0 && isMark(before)) before--
    while (behind < heads.length && isMark(behind)) behind++
    const places = [...upFrom(behind).reverse(), ...upFrom(before).reverse()]
    const root = heads.findIndex((of) => of < 0)
    heads[mark] = places.find((governor) => fits(mark, governor)) ?? (root === mark ? -1 : root)
  })
}
