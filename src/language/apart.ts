// A sentence of which parts are parsed by themselves: what stands inside it, and what somebody in front of it says. Tokens and a parser
// in, trees out.

import {type Aside, asidesIn} from "./asides.ts"
import {clausesApart} from "./joints.ts"
import {saidIn} from "./said.ts"
import {commasBeforeLast} from "./series.ts"
import {LISTED, type Relation, type Token, type Tree} from "./token.ts"

/** A stretch of a sentence that is parsed by itself: its tokens by their indices. */
type Piece = {
  readonly sentence: number
  readonly at: readonly number[]
  readonly that?: number
  /** Whether it is joined to the piece before. */
  readonly joined?: true
} & Pick<Partial<Aside>, "of" | "as">

/** The rest of a sentence first, of which what somebody in front of it says is a piece of its own; then the words of each of its asides. */
function piecesOf(tokens: readonly Token[], sentence: number): Piece[] {
  const asides = asidesIn(tokens)
  const all = tokens.map((_, i) => i)
  const without = new Set(commasBeforeLast(tokens))
  const rest = all.filter((i) => !without.has(i) && !asides.some(({start, end}) => i >= start && i < end))
  const apart = asides.map(({start, end, ...hangs}, nth): Piece => {
    // What stands inside another aside is a piece by itself.
    const within = asides.filter((other, k) => k > nth && other.start >= start && other.end <= end)
    const isOwn = (i: number) =>
      tokens[i]!.tag !== "PUNCT" && !within.some((other) => i >= other.start && i < other.end)
    return {sentence, at: all.slice(start, end).filter(isOwn), ...hangs}
  })
  const cut = (piece: Piece): Piece[] =>
    clausesApart(tokens, piece.at).map((at, nth) => (nth === 0 ? {...piece, at} : {sentence, at, joined: true}))
  const said = saidIn(tokens)
  if (!said || asides.some(({start, of}) => of === undefined && start < said.start))
    return [...cut({sentence, at: rest}), ...apart]
  const {told, start, that} = said
  const as = tokens[told]!.tag === "NOUN" ? "acl" : "ccomp"
  const clause: Piece = {sentence, at: rest.filter((i) => i >= start), of: told, as, that}
  return [{sentence, at: rest.filter((i) => i < (that ?? start))}, ...cut(clause), ...apart]
}

/** As what the head of a piece hangs on the rest. @param isClause  whether it is one: a verb, or what a copula makes one. */
function hungAs({tag}: Token, isClause: boolean, of: number | undefined, as: Relation | "front" | "over"): Relation {
  if (as === "front") return isClause ? "advcl" : LISTED.has(tag) ? "obl" : "advmod"
  return of === undefined || as === "over" ? "parataxis" : as
}

/** A sentence of which some pieces have their trees; -1: the head of what has none yet, and of the root. */
type Treed = {readonly head: Int32Array; readonly root: number}

/** The head of the noun phrase that a word is part of. */
function wholeOf({head, rel}: Treed & Pick<Tree, "rel">, word: number): number {
  let at = word
  while (head[at]! >= 0 && /^(?:nmod|compound|flat)/.test(rel[at]!)) at = head[at]!
  return at
}

const hasCopula = ({head, rel}: Tree, i: number): boolean => head.some((h, k) => h === i && rel[k] === "cop")

/** The verb of the clause that goes on behind what stands from `first` to `last`: "she said that farmers[, officials say,] sold"; else the root. */
function interrupted(
  {head, rel, root}: Treed & Pick<Tree, "rel">,
  tokens: readonly Token[],
  first: number,
  last: number,
): number {
  if (root < 0) return root
  const isPlaced = (i: number) => i === root || (head[i]! >= 0 && tokens[i]!.tag !== "PUNCT")
  let [left, right] = [first - 1, last + 1]
  while (left >= 0 && !isPlaced(left)) left--
  while (right < head.length && !isPlaced(right)) right++
  if (left < 0 || right >= head.length) return root
  const above = new Set<number>()
  for (let at = left; at >= 0; at = head[at]!) above.add(at)
  let at = right
  const headsClause = (i: number) => tokens[i]!.tag === "VERB" || hasCopula({head, rel}, i)
  while (at >= 0 && !(above.has(at) && headsClause(at))) at = head[at]!
  return at < 0 ? root : at
}

/** The trees of sentences. An aside hangs on the clause that it interrupts; what is said on who says it. @param parse  parses whole sentences. */
export function parsedApart(
  sentences: readonly (readonly Token[])[],
  parse: (sentences: readonly (readonly Token[])[]) => Tree[],
): Tree[] {
  const pieces = sentences.flatMap(piecesOf)
  if (pieces.length === sentences.length && pieces.every(({at, sentence}) => at.length === sentences[sentence]!.length))
    return parse(sentences)
  const parsed = parse(pieces.map(({sentence, at}) => at.map((i) => sentences[sentence]![i]!)))
  const whole = sentences.map((tokens) => ({
    head: new Int32Array(tokens.length).fill(-1),
    // Grown word by word, as the parser's own list is: one that is made long and filled is another kind of list to V8, which then compiles
    // whatever asks a tree for a relation again.
    rel: Array.from(tokens, (): Relation => "punct"),
    root: -1,
  }))
  let before = -1
  for (const [nth, {sentence, at, of, as = "advmod", that = -1, joined}] of pieces.entries()) {
    const tree = parsed[nth]!
    const tokens = sentences[sentence]!
    const into = whole[sentence]!
    const own = tree.head.indexOf(-1)
    const top = at[own]!
    const isClause = /^(?:VERB|AUX)$/.test(tokens[top]!.tag) || hasCopula(tree, own)
    const and = joined && tokens[at[0]! - 1]!.tag === "CCONJ" ? at[0]! - 1 : -1
    // "The arrest of two clerks, rather than deterring raids, ...": of all of it, and no other thing beside it.
    const isDeed = as === "conj" && of !== undefined && tokens[top]!.xpos === "VBG"
    const hangs = joined ? before : isDeed ? wholeOf(into, of) : of
    const beside = and >= 0 ? "conj" : "parataxis"
    const how = joined ? beside : isDeed ? "acl" : hungAs(tokens[top]!, isClause, of, as)
    before = top
    for (const [i, word] of at.entries()) {
      const above = tree.head[i]!
      into.head[word] = above < 0 ? (hangs ?? interrupted(into, tokens, at[0]!, at.at(-1)!)) : at[above]!
      into.rel[word] = above >= 0 || into.root < 0 ? tree.rel[i]! : how
    }
    if (that >= 0) [into.head[that], into.rel[that]] = [top, "mark"]
    if (and >= 0) [into.head[and], into.rel[and]] = [top, "cc"]
    const verb = into.head[top]!
    // "A tax that growers say will empty the mills": what they say hangs on it, and it where that would.
    if (as === "over" && verb >= 0 && verb !== into.root)
      [into.head[top], into.rel[top], into.head[verb], into.rel[verb]] = [
        into.head[verb]!,
        into.rel[verb]!,
        top,
        "ccomp",
      ]
    if (into.root < 0) into.root = top
    else
      for (let mark = at[0]! - 1; mark <= at.at(-1)! + 1; mark++)
        if (into.head[mark] === -1 && mark !== into.root) into.head[mark] = top
  }
  // The comma before the last thing of a list hangs on that, as its "and" does.
  for (const {head, root} of whole)
    for (let i = 0; i < head.length - 1; i++)
      if (head[i] === -1 && i !== root) head[i] = head[i + 1] === -1 ? i + 1 : head[i + 1]!
  // The mark that ends the clause that is said ends the sentence.
  for (const [nth, {head, root}] of whole.entries())
    if (root >= 0 && root < head.length - 1 && sentences[nth]!.at(-1)!.tag === "PUNCT") head[head.length - 1] = root
  return whole.map(({head, rel}) => ({head, rel}))
}
