// Dependency trees. Words and joint tags of one sentence in, a governor and a relation for
// each word out; always one root, always a tree.
//
// Transitions are arc-hybrid with the root at the end (Kuhlmann, Gómez-Rodríguez and Satta
// 2011): shift; make the word before the next one (buffer) or the one under it (stack) the
// governor of the word on top. A beam keeps the best few states of each step (Zhang and Clark
// 2008). Which transition, says one linear table; which relation, a second one, asked once for
// each arc that is made. Whole numbers decide, ties to the lower action, so the same words get
// the same tree on every machine. Always 2n steps, so time is linear.

import {ENDS, hashOf, type Spelled} from "./hashing.ts"
import {ACTION_ATOMS, ALONE, GUIDED, LABEL_ATOMS} from "./looks.ts"
import {ACTION_ROW, type ActionRows, actionSumming, type Summing, summing, type Weights} from "./tables.ts"
import {rowsOf, someTemplates, type Templates} from "./templates.ts"
import {OUTER_TAGS} from "./tokens.ts"

/** Names, tables and their sizes: all that parsing needs. */
export type ParserModel = {
  /** Joint tags, as the tagger's. */
  readonly tags: readonly string[]
  readonly relations: readonly string[]
  /** In training rows of ACTION_ROW weights, one for each action. */
  readonly actions: Float32Array | ActionRows
  readonly actionBits: number
  /** Rows of one weight a relation. */
  readonly labels: Weights
  readonly labelBits: number
  /** Relations seen for each (governor's part x PARTS + dependent's part) x 2 + (governor later): ascending indices, never the root's. */
  readonly allowed: readonly Int32Array[]
  /** A state of the beam that is so far behind the best one is given up; `Infinity` keeps all. */
  readonly margin: number
  /** Whether it is told another parser's tree (`ParserInput.guide`). */
  readonly guided: boolean
}

/** Universal parts of speech, as numbers for pairs of them. */
export const PART_NAMES: readonly string[] = [...OUTER_TAGS]
/** How many there are. */
export const PARTS = PART_NAMES.length

/** Governor's index for each word, -1 for the root; index of the relation to it. */
export type Arcs = {readonly head: Int32Array; readonly relation: Int32Array}

export const SHIFT = 0
/** The next word governs the top of the stack. */
export const LEFT = 1
/** The word under the top governs the top. */
export const RIGHT = 2
export const ACTIONS = 3
/** Sentences longer than this are parsed greedily, in tokens. */
const LONGEST_WITH_BEAM = 120

// ---- states, as numbers in flat arrays

// A node is a word with the children it has so far. Nodes are never changed: an arc makes a new
// node of the governor, so states share what they have in common and nothing is copied.
const WORD = 0
const L1 = 1
const L1_RELATION = 2
const L2 = 3
const L2_RELATION = 4
const R1 = 5
const R1_RELATION = 6
const R2 = 7
const R2_RELATION = 8
const LEFT_SET = 9
const RIGHT_SET = 10
const LEFTS = 11
const RIGHTS = 12
/** As the next word: the weights of each action that hang on it and the words behind it alone, once they were asked for. */
const NODE_SUM = 13
const NODE = 16
const NO_NODE = 0

// A cell of the stack: a node and the cell under it, so that it stands for all that is on the stack; and the
// weights of each action that hang on the stack alone, once they were asked for.
const CELL_NODE = 0
const CELL_UNDER = 1
const CELL_SUM = 2
const CELL = 8
const NO_CELL = 0
/** In the place of a sum: nobody asked yet. No sum of weights is as low. */
const UNASKED = -0x80000000

// A state.
const TOP = 0
const DEPTH = 1
const NEXT = 2
const NEXT_NODE = 3
const BEFORE = 4
const ACTION = 5
const STATE = 8

/** Relations beyond this share a bit of the sets; relations are ordered by how common they are. */
const SET_BITS = 31
/** Places for arcs that were made; a power of two. */
const MADE = 512
/** Sentences up to this long leave their arrays for the next one. */
const KEPT = 4096

/** Another parser's tree: governors (the length is the root), relations, and each word's first and last child. */
export type Guide = {
  readonly head: Int32Array
  readonly relation: Int32Array
  readonly firstChild: Int32Array
  readonly lastChild: Int32Array
}

/** Makes a guide of a tree. */
export function guideOf(arcs: Arcs): Guide {
  const n = arcs.head.length
  const head = new Int32Array(n)
  const firstChild = new Int32Array(n + 2).fill(n + 2)
  const lastChild = new Int32Array(n + 2).fill(-1)
  for (let i = 0; i < n; i++) {
    const h = arcs.head[i]! < 0 ? n : arcs.head[i]!
    head[i] = h
    if (i < firstChild[h]!) firstChild[h] = i
    if (i > lastChild[h]!) lastChild[h] = i
  }
  return {head, relation: arcs.relation, firstChild, lastChild}
}

/** The sentence from its end to its beginning, for a parser that reads it so. */
export function turnedInput(input: ParserInput): ParserInput {
  const n = input.length
  const back = (column: Int32Array) => {
    const out = column.slice()
    out.subarray(0, n).reverse()
    return out
  }
  const verbs = new Int32Array(n + 2)
  const commas = new Int32Array(n + 2)
  for (let i = 1; i <= n; i++) {
    verbs[i] = input.verbs[n]! - input.verbs[n - i]!
    commas[i] = input.commas[n]! - input.commas[n - i]!
  }
  verbs[n + 1] = verbs[n]!
  commas[n + 1] = commas[n]!
  return {
    length: n,
    word: back(input.word),
    tag: back(input.tag),
    part: back(input.part),
    kind: back(input.kind),
    ends: back(input.ends),
    doubt: back(input.doubt),
    guide: null,
    verbs,
    commas,
  }
}

/** The tree of a sentence that was parsed from its end. */
export function turned(arcs: Arcs): Arcs {
  const n = arcs.head.length
  const head = new Int32Array(n)
  const relation = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const h = arcs.head[n - 1 - i]!
    head[i] = h < 0 ? -1 : n - 1 - h
    relation[i] = arcs.relation[n - 1 - i]!
  }
  return {head, relation}
}

/** A sentence as the parser looks at it. */
export type ParserInput = {
  readonly length: number
  readonly word: Int32Array
  readonly tag: Int32Array
  readonly part: Int32Array
  /** Index of the Universal part of speech in PART_NAMES. */
  readonly kind: Int32Array
  readonly ends: Int32Array
  readonly doubt: Int32Array
  /** What another parser says of the sentence, or null. */
  guide: Guide | null
  /** Verbs, and punctuation, before each word. */
  readonly verbs: Int32Array
  readonly commas: Int32Array
}

/** Where values of atoms stand (looks.ts). */
const at = (atom: string): number => ACTION_ATOMS.indexOf(atom) + 1
const AT_S0 = at("s0.w")
const AT_S1 = at("s1.w")
const AT_S2 = at("s2.w")
const AT_B0 = at("b0.w")
const AT_S0L = at("s0l.w")
const AT_S0R = at("s0r.w")
const AT_S1R = at("s1r.w")
const AT_B0L = at("b0l.w")
const AT_S0B0_FAR = at("s0b0.far")
const AT_S1S0_FAR = at("s1s0.far")
const AT_S0B0_BETWEEN = at("s0b0.between")
const AT_S1S0_BETWEEN = at("s1s0.between")
const AT_S0_LEFTS = at("s0.lefts")
const AT_B0_LEFTS = at("b0.lefts")
const AT_S0_LSET = at("s0.lset")
const AT_B0_LSET = at("b0.lset")
const AT_S0R_LW = at("s0r.lw")
const AT_S0_E = at("s0.e")
const AT_B0_E = at("b0.e")
const AT_S0_X = at("s0.x")
const AT_B0_X = at("b0.x")
const AT_GUIDE = at("s0.g")

/** Templates by what their atoms hang on. */
function partsOf(all: Templates) {
  const every = (places: RegExp) => (atoms: readonly number[]) =>
    atoms.every((atom) => atom < AT_GUIDE && places.test(ACTION_ATOMS[atom - 1]!))
  const [onStack, onBuffer] = [every(/^s(?!0b0)/), every(/^b/)]
  return {
    stack: someTemplates(all, onStack),
    buffer: someTemplates(all, onBuffer),
    across: someTemplates(all, (atoms) => !onStack(atoms) && !onBuffer(atoms)),
  }
}

/** Sums of each action into `sums`, by the parts of the templates. */
type PartSums = Record<keyof ReturnType<typeof partsOf>, () => void> & {
  readonly values: Int32Array
  readonly sums: Int32Array
}

function partSums(all: Templates, rows: ActionRows, bits: number): PartSums {
  const {stack, buffer, across} = partsOf(all)
  const {values, sums, parts} = actionSumming([stack, buffer, across], ACTION_ATOMS.length, rows, bits)
  return {values, sums, stack: parts[0]!, buffer: parts[1]!, across: parts[2]!}
}

const ROOT_WORD = 12345
const ROOT_TAG = 54321
const NOTHING = -1

/** Parses sentences with one model. Its working arrays are reused, so one sentence at a time. */
export class Parser {
  readonly model: ParserModel
  readonly rootRelation: number
  /** Rows of the action table for the state last looked at, and of the label table for the arc last named. */
  readonly actionRows: Int32Array
  readonly labelRows: Int32Array
  readonly #looks: typeof GUIDED
  /** What sums the weights of actions, part by part; null in training. */
  readonly #parts: PartSums | null
  readonly #labels: Summing
  readonly #labelSums: Float64Array
  /** Score of each action after `score`. */
  readonly actionScores = new Float64Array(ACTION_ROW)
  readonly #actionValues: Int32Array
  readonly #tagHash: Int32Array
  readonly #partHash: Int32Array
  readonly #partIndex: Int32Array
  readonly #isVerb: Uint8Array
  readonly #isPunctuation: Uint8Array
  #nodes = new Int32Array(0)
  #cells = new Int32Array(0)
  #states = new Int32Array(0)
  #scores = new Float64Array(0)
  /** Arcs made of this sentence: governor, dependent and the node that came of them, each in one place. */
  readonly #made = new Int32Array(MADE * 3)
  #nodeCount = 0
  #cellCount = 0
  #stateCount = 0

  constructor(model: ParserModel) {
    this.model = model
    this.#looks = model.guided ? GUIDED : ALONE
    this.#parts =
      model.actions instanceof Float32Array ? null : partSums(this.#looks.actions, model.actions, model.actionBits)
    this.#actionValues = this.#parts?.values ?? new Int32Array(ACTION_ATOMS.length + 1)
    this.#labelSums = new Float64Array(model.relations.length)
    this.#labels = summing(this.#looks.labels, LABEL_ATOMS.length, {
      weights: model.labels,
      bits: model.labelBits,
      width: model.relations.length,
    })
    this.actionRows = new Int32Array(this.#looks.actions.count)
    this.labelRows = this.#labels.rows
    this.rootRelation = model.relations.indexOf("root")
    const parts = model.tags.map((tag) => tag.slice(0, tag.indexOf("/")))
    this.#tagHash = Int32Array.from(model.tags, hashOf)
    this.#partHash = Int32Array.from(parts, hashOf)
    this.#partIndex = Int32Array.from(parts, (part) => Math.max(0, PART_NAMES.indexOf(part)))
    this.#isVerb = Uint8Array.from(parts, (part) => (part === "VERB" || part === "AUX" ? 1 : 0))
    this.#isPunctuation = Uint8Array.from(parts, (part) => (part === "PUNCT" ? 1 : 0))
  }

  /** What the features need of a sentence. Entry `length` is the root, `length + 1` is nothing. */
  input(spelled: Spelled, tags: Int32Array, seconds?: Int32Array): ParserInput {
    const n = spelled.length
    const word = new Int32Array(n + 2)
    const tag = new Int32Array(n + 2)
    const part = new Int32Array(n + 2)
    const kind = new Int32Array(n + 2)
    const ends = new Int32Array(n + 2)
    const doubt = new Int32Array(n + 2)
    const verbs = new Int32Array(n + 2)
    const commas = new Int32Array(n + 2)
    for (let i = 0; i < n; i++) {
      word[i] = spelled.word[i]!
      const t = tags[i]!
      tag[i] = this.#tagHash[t]!
      part[i] = this.#partHash[t]!
      kind[i] = this.#partIndex[t]!
      ends[i] = spelled.ends[i * ENDS + 2]!
      doubt[i] = seconds && seconds[i]! >= 0 ? this.#tagHash[seconds[i]!]! ^ Math.imul(tag[i]!, 7) : tag[i]!
      verbs[i + 1] = verbs[i]! + this.#isVerb[t]!
      commas[i + 1] = commas[i]! + this.#isPunctuation[t]!
    }
    verbs[n + 1] = verbs[n]!
    commas[n + 1] = commas[n]!
    word[n] = ROOT_WORD
    tag[n] = ROOT_TAG
    part[n] = ROOT_TAG
    word[n + 1] = NOTHING
    tag[n + 1] = NOTHING
    part[n + 1] = NOTHING
    return {length: n, word, tag, part, kind, ends, doubt, guide: null, verbs, commas}
  }

  /**
   * The tree of a sentence.
   * @param beam  how many states are kept at each step; 1 is greedy.
   */
  parse(input: ParserInput, beam: number): Arcs {
    const n = input.length
    const width = n > LONGEST_WITH_BEAM ? 1 : beam
    const final = width === 1 ? this.#greedy(input) : this.#search(input, width)
    const arcs = this.arcsOf(final, n)
    if (n > KEPT) this.#release()
    return arcs
  }

  /** Goes back from a final state. */
  arcsOf(final: number, n: number): Arcs {
    const head = new Int32Array(n)
    const relation = new Int32Array(n)
    for (let state = final; this.before(state) >= 0; state = this.before(state)) {
      const packed = this.#states[state * STATE + ACTION]!
      const action = packed & 3
      if (action === SHIFT) continue
      const before = this.before(state)
      const dependent = this.top(before)
      const governor = action === LEFT ? this.next(before) : this.under(before)
      head[dependent] = governor === n ? -1 : governor
      relation[dependent] = packed >> 2
    }
    return {head, relation}
  }

  #greedy(input: ParserInput): number {
    let state = this.begin(input, 1)
    for (let step = 2 * input.length; step > 0; step--) {
      let best = this.#forced(input, state)
      if (best < 0) {
        this.scoreAny(input, state)
        best = this.#bestAction(input, state)
      }
      state = this.apply(input, state, best)
    }
    return state
  }

  /** The best action by `actionScores`, ties to the lower. */
  #bestAction(input: ParserInput, state: number): number {
    const scores = this.actionScores
    let best = -1
    for (let action = 0; action < ACTIONS; action++)
      if (this.legal(input, state, action) && (best < 0 || scores[action]! > scores[best]!)) best = action
    return best
  }

  /** The action where only one is legal, else -1. */
  #forced(input: ParserInput, state: number): number {
    const depth = this.#states[state * STATE + DEPTH]!
    if (depth === 0) return SHIFT
    if (this.#states[state * STATE + NEXT]! < input.length) return -1
    return depth === 1 ? LEFT : RIGHT
  }

  /** Scores every action in a state, into `actionScores`, from the tables as reading has them or as training has them. */
  scoreAny(input: ParserInput, state: number): void {
    if (this.#parts) this.#scoreInParts(input, state, this.#parts)
    else this.score(input, state)
  }

  #search(input: ParserInput, width: number): number {
    const scores = this.actionScores
    const items = new Int32Array(width)
    const candidateState = new Int32Array(width)
    const candidateAction = new Int32Array(width)
    const candidateScore = new Float64Array(width)
    const {margin} = this.model
    items[0] = this.begin(input, width)
    let kept = 1
    for (let step = 2 * input.length; step > 0; step--) {
      // A single state that has one way to go has no rival: its score does not matter.
      const forced = kept === 1 ? this.#forced(input, items[0]!) : -1
      if (forced >= 0) {
        const made = this.apply(input, items[0]!, forced)
        this.#scores[made] = this.#scores[items[0]!]!
        items[0] = made
        continue
      }
      let count = 0
      for (let item = 0; item < kept; item++) {
        const state = items[item]!
        const base = this.#scores[state]!
        this.scoreAny(input, state)
        for (let action = 0; action < ACTIONS; action++) {
          if (!this.legal(input, state, action)) continue
          const score = base + scores[action]!
          // What is far behind will not be kept.
          if (count > 0 && score < candidateScore[0]! - margin) continue
          // Insertion into the best so far; equal scores keep the lower action, then the earlier state.
          let at = count
          while (
            at > 0 &&
            (score > candidateScore[at - 1]! ||
              (score === candidateScore[at - 1]! && action < candidateAction[at - 1]!))
          )
            at--
          if (at >= width) continue
          if (count < width) count++
          for (let k = count - 1; k > at; k--) {
            candidateState[k] = candidateState[k - 1]!
            candidateAction[k] = candidateAction[k - 1]!
            candidateScore[k] = candidateScore[k - 1]!
          }
          candidateState[at] = state
          candidateAction[at] = action
          candidateScore[at] = score
        }
      }
      // Most decisions are easy: what is far behind will not catch up, and the beam stays narrow.
      const least = candidateScore[0]! - margin
      kept = 0
      while (kept < count && candidateScore[kept]! >= least) {
        const state = this.apply(input, candidateState[kept]!, candidateAction[kept]!)
        this.#scores[state] = candidateScore[kept]!
        items[kept++] = state
      }
    }
    return items[0]!
  }

  // ---- states, for parsing and for training

  /** The first state of a sentence: an empty stack, the first word next. */
  begin(input: ParserInput, beam: number): number {
    const n = input.length
    const steps = 2 * n * beam + 1
    this.#reserve(n + 3 + steps, steps + 1, steps + 1)
    this.#nodes.fill(0, 0, (n + 2) * NODE)
    this.#nodes[WORD] = n + 1
    for (let i = 0; i <= n; i++) {
      this.#nodes[(i + 1) * NODE + WORD] = i
      this.#nodes[(i + 1) * NODE + NODE_SUM] = UNASKED
    }
    // No arc has node 0 as its governor.
    this.#made.fill(NO_NODE)
    this.#nodeCount = n + 2
    this.#cellCount = 1
    this.#stateCount = 1
    const states = this.#states
    states[TOP] = NO_CELL
    states[DEPTH] = 0
    states[NEXT] = 0
    states[NEXT_NODE] = 1
    states[BEFORE] = -1
    states[ACTION] = 0
    this.#scores[0] = 0
    return 0
  }

  /** The word on top of the stack. */
  top(state: number): number {
    return this.#nodes[this.#cells[this.#states[state * STATE + TOP]! * CELL + CELL_NODE]! * NODE + WORD]!
  }

  /** The word under the top. */
  under(state: number): number {
    const below = this.#cells[this.#states[state * STATE + TOP]! * CELL + CELL_UNDER]!
    return this.#nodes[this.#cells[below * CELL + CELL_NODE]! * NODE + WORD]!
  }

  depth(state: number): number {
    return this.#states[state * STATE + DEPTH]!
  }

  /** The next word of the buffer; the sentence's length is the root. */
  next(state: number): number {
    return this.#states[state * STATE + NEXT]!
  }

  /** The state this one came from, or -1. */
  before(state: number): number {
    return this.#states[state * STATE + BEFORE]!
  }

  /** The action that made this state. */
  action(state: number): number {
    return this.#states[state * STATE + ACTION]! & 3
  }

  /** One root: it takes its dependent when nothing else is left. */
  legal(input: ParserInput, state: number, action: number): boolean {
    const at = state * STATE
    const depth = this.#states[at + DEPTH]!
    if (action === SHIFT) return this.#states[at + NEXT]! < input.length
    if (action === LEFT) return depth > 0 && (depth === 1 || this.#states[at + NEXT]! < input.length)
    return depth > 1
  }

  /** Makes the state after an action. @param relation of the arc; found by the label table when -1. */
  apply(input: ParserInput, state: number, action: number, relation = -1): number {
    const states = this.#states
    const cells = this.#cells
    const from = state * STATE
    const made = this.#stateCount++
    const to = made * STATE
    const top = states[from + TOP]!
    const next = states[from + NEXT]!
    const nextNode = states[from + NEXT_NODE]!
    states[to + BEFORE] = state
    if (action === SHIFT) {
      const cell = this.#cellCount++
      cells[cell * CELL + CELL_NODE] = nextNode
      cells[cell * CELL + CELL_UNDER] = top
      cells[cell * CELL + CELL_SUM] = UNASKED
      states[to + TOP] = cell
      states[to + DEPTH] = states[from + DEPTH]! + 1
      states[to + NEXT] = next + 1
      states[to + NEXT_NODE] = next + 2
      states[to + ACTION] = SHIFT
      return made
    }
    const dependent = cells[top * CELL + CELL_NODE]!
    const below = cells[top * CELL + CELL_UNDER]!
    const governor = action === LEFT ? nextNode : cells[below * CELL + CELL_NODE]!
    const grown =
      relation >= 0 ? this.#attach(governor, dependent, relation) : this.#labelled(input, governor, dependent)
    const side = this.#nodes[dependent * NODE + WORD]! < this.#nodes[grown * NODE + WORD]! ? L1_RELATION : R1_RELATION
    const label = this.#nodes[grown * NODE + side]! - 1
    states[to + DEPTH] = states[from + DEPTH]! - 1
    states[to + NEXT] = next
    states[to + ACTION] = action | (label << 2)
    if (action === LEFT) {
      states[to + TOP] = below
      states[to + NEXT_NODE] = grown
    } else {
      const cell = this.#cellCount++
      cells[cell * CELL + CELL_NODE] = grown
      cells[cell * CELL + CELL_UNDER] = cells[below * CELL + CELL_UNDER]!
      cells[cell * CELL + CELL_SUM] = UNASKED
      states[to + TOP] = cell
      states[to + NEXT_NODE] = nextNode
    }
    return made
  }

  /** The best relation of the arc that LEFT or RIGHT would make in this state; its rows stay in `labelRows`. */
  labelOf(input: ParserInput, state: number, action: number): number {
    const top = this.#states[state * STATE + TOP]!
    const dependent = this.#cells[top * CELL + CELL_NODE]!
    const below = this.#cells[top * CELL + CELL_UNDER]!
    const governor = action === LEFT ? this.#states[state * STATE + NEXT_NODE]! : this.#cells[below * CELL + CELL_NODE]!
    return this.label(input, governor, dependent)
  }

  /** `governor` with one more child, by the best relation: states of the beam often make the same arc, and share what came of it. */
  #labelled(input: ParserInput, governor: number, dependent: number): number {
    const made = this.#made
    const at = ((governor * 31 + dependent) & (MADE - 1)) * 3
    if (made[at] === governor && made[at + 1] === dependent) return made[at + 2]!
    const grown = this.#attach(governor, dependent, this.label(input, governor, dependent))
    made[at] = governor
    made[at + 1] = dependent
    made[at + 2] = grown
    return grown
  }

  /** A new node: `governor` with one more child, outside those it has. */
  #attach(governor: number, dependent: number, label: number): number {
    const nodes = this.#nodes
    const made = this.#nodeCount++
    const from = governor * NODE
    const to = made * NODE
    for (let k = 0; k <= RIGHTS; k++) nodes[to + k] = nodes[from + k]!
    nodes[to + NODE_SUM] = UNASKED
    const bit = 1 << (label % SET_BITS)
    if (nodes[dependent * NODE + WORD]! < nodes[from + WORD]!) {
      nodes[to + L2] = nodes[from + L1]!
      nodes[to + L2_RELATION] = nodes[from + L1_RELATION]!
      nodes[to + L1] = dependent
      nodes[to + L1_RELATION] = label + 1
      nodes[to + LEFT_SET] = nodes[from + LEFT_SET]! | bit
      nodes[to + LEFTS] = nodes[from + LEFTS]! + 1
    } else {
      nodes[to + R2] = nodes[from + R1]!
      nodes[to + R2_RELATION] = nodes[from + R1_RELATION]!
      nodes[to + R1] = dependent
      nodes[to + R1_RELATION] = label + 1
      nodes[to + RIGHT_SET] = nodes[from + RIGHT_SET]! | bit
      nodes[to + RIGHTS] = nodes[from + RIGHTS]! + 1
    }
    return made
  }

  /** Scores every action in a state, into `actionScores`; the rows stay in `actionRows`. For training. */
  score(input: ParserInput, state: number): void {
    const at = state * STATE
    const cell = this.#states[at + TOP]!
    const node = this.#states[at + NEXT_NODE]!
    this.#lookAtStack(input, cell)
    this.#lookAtBuffer(input, node)
    this.#lookAcross(input, cell, node)
    const rows = this.actionRows
    rowsOf(this.#looks.actions, this.#actionValues, this.model.actionBits, rows)
    const weights = this.model.actions as Float32Array
    const scores = this.actionScores
    scores.fill(0)
    for (let f = 0; f < rows.length; f++) {
      const row = rows[f]! * ACTION_ROW
      rows[f] = row
      for (let action = 0; action < ACTIONS; action++) scores[action]! += weights[row + action]!
    }
  }

  /** As `score`, of whole numbers: weights that hang on the stack or on the buffer alone are summed up once. */
  #scoreInParts(input: ParserInput, state: number, parts: PartSums): void {
    const at = state * STATE
    const cell = this.#states[at + TOP]!
    const node = this.#states[at + NEXT_NODE]!
    const cells = this.#cells
    const nodes = this.#nodes
    const {sums} = parts
    const ofStack = cell * CELL + CELL_SUM
    if (cells[ofStack] === UNASKED) {
      this.#lookAtStack(input, cell)
      parts.stack()
      cells[ofStack] = sums[SHIFT]!
      cells[ofStack + LEFT] = sums[LEFT]!
      cells[ofStack + RIGHT] = sums[RIGHT]!
    } else this.#lookAtStackAcross(input, cell)
    const ofBuffer = node * NODE + NODE_SUM
    if (nodes[ofBuffer] === UNASKED) {
      this.#lookAtBuffer(input, node)
      parts.buffer()
      nodes[ofBuffer] = sums[SHIFT]!
      nodes[ofBuffer + LEFT] = sums[LEFT]!
      nodes[ofBuffer + RIGHT] = sums[RIGHT]!
    } else this.#lookAtBufferAcross(input, node)
    this.#lookAcross(input, cell, node)
    parts.across()
    const scores = this.actionScores
    scores[SHIFT] = sums[SHIFT]! + cells[ofStack]! + nodes[ofBuffer]!
    scores[LEFT] = sums[LEFT]! + cells[ofStack + LEFT]! + nodes[ofBuffer + LEFT]!
    scores[RIGHT] = sums[RIGHT]! + cells[ofStack + RIGHT]! + nodes[ofBuffer + RIGHT]!
  }

  /** The best relation between two nodes, ties to the lower; the rows stay in `labelRows`. */
  label(input: ParserInput, governor: number, dependent: number): number {
    const nodes = this.#nodes
    const n = input.length
    if (nodes[governor * NODE + WORD] === n) return this.rootRelation
    const allowed = this.#allowed(input, nodes[governor * NODE + WORD]!, nodes[dependent * NODE + WORD]!)
    const weights = this.model.labels
    // In training the rows are wanted all the same.
    if (allowed.length === 1 && !(weights instanceof Float32Array)) return allowed[0]!
    this.#lookAtArc(input, governor, dependent)
    const sums = this.#labelSums
    this.#labels.sum(allowed, sums)
    let best = 0
    for (let k = 1; k < allowed.length; k++) if (sums[k]! > sums[best]!) best = k
    return allowed[best] ?? -1
  }

  /** Relations that a word of one part of speech may have to one of another, on that side. */
  #allowed(input: ParserInput, governor: number, dependent: number): Int32Array {
    const pair = (input.kind[governor]! * PARTS + input.kind[dependent]!) * 2 + (governor > dependent ? 1 : 0)
    return this.model.allowed[pair]!
  }

  /** Fills the values that hang on the stack alone. */
  #lookAtStack({word, tag, part, ends, doubt, length, verbs, commas}: ParserInput, cell0: number): void {
    const values = this.#actionValues
    const nodes = this.#nodes
    const cells = this.#cells
    const cell1 = cells[cell0 * CELL + CELL_UNDER]!
    const cell2 = cells[cell1 * CELL + CELL_UNDER]!
    const s0 = cells[cell0 * CELL + CELL_NODE]! * NODE
    const s1 = cells[cell1 * CELL + CELL_NODE]! * NODE
    const i0 = nodes[s0 + WORD]!
    const i1 = nodes[s1 + WORD]!
    const s0r = nodes[s0 + R1]!
    const s1r = nodes[s1 + R1]!
    place(values, AT_S0, word, tag, part, i0)
    place(values, AT_S1, word, tag, part, i1)
    place(values, AT_S2, word, tag, part, nodes[cells[cell2 * CELL + CELL_NODE]! * NODE + WORD]!)
    let v = child(values, AT_S0L, word, tag, nodes, nodes[s0 + L1]!, nodes[s0 + L1_RELATION]!)
    v = child(values, v, word, tag, nodes, s0r, nodes[s0 + R1_RELATION]!)
    v = child(values, v, word, tag, nodes, nodes[s0 + L2]!, nodes[s0 + L2_RELATION]!)
    v = child(values, v, word, tag, nodes, nodes[s0 + R2]!, nodes[s0 + R2_RELATION]!)
    v = child(values, v, word, tag, nodes, nodes[s1 + L1]!, nodes[s1 + L1_RELATION]!)
    v = child(values, v, word, tag, nodes, s1r, nodes[s1 + R1_RELATION]!)
    v = child(values, v, word, tag, nodes, nodes[s1 + L2]!, nodes[s1 + L2_RELATION]!)
    child(values, v, word, tag, nodes, nodes[s1 + R2]!, nodes[s1 + R2_RELATION]!)
    const under = i1 <= length
    values[AT_S1S0_FAR] = under ? far(i0 - i1) : 0
    values[AT_S1S0_BETWEEN] = under ? between(verbs, commas, i1 + 1, i0) : 0
    values[AT_S0_LEFTS] = Math.min(4, nodes[s0 + LEFTS]!)
    values[AT_S0_LEFTS + 1] = Math.min(4, nodes[s0 + RIGHTS]!)
    values[AT_S0_LEFTS + 2] = Math.min(4, nodes[s1 + LEFTS]!)
    values[AT_S0_LEFTS + 3] = Math.min(4, nodes[s1 + RIGHTS]!)
    values[AT_S0_LSET] = nodes[s0 + LEFT_SET]!
    values[AT_S0_LSET + 1] = nodes[s0 + RIGHT_SET]!
    values[AT_S0_LSET + 2] = nodes[s1 + LEFT_SET]!
    values[AT_S0_LSET + 3] = nodes[s1 + RIGHT_SET]!
    values[AT_S0R_LW] = word[nodes[nodes[s0r * NODE + L1]! * NODE + WORD]!]!
    values[AT_S0R_LW + 1] = word[nodes[nodes[s1r * NODE + L1]! * NODE + WORD]!]!
    values[AT_S0_E] = ends[i0]!
    values[AT_S0_E + 1] = ends[i1]!
    values[AT_S0_X] = doubt[i0]!
    values[AT_S0_X + 1] = doubt[i1]!
  }

  /** Of these, the values that templates over both the stack and the buffer ask for. */
  #lookAtStackAcross({word, tag, part, ends, doubt, length, verbs, commas}: ParserInput, cell0: number): void {
    const values = this.#actionValues
    const nodes = this.#nodes
    const cells = this.#cells
    const cell1 = cells[cell0 * CELL + CELL_UNDER]!
    const cell2 = cells[cell1 * CELL + CELL_UNDER]!
    const s0 = cells[cell0 * CELL + CELL_NODE]! * NODE
    const s1 = cells[cell1 * CELL + CELL_NODE]! * NODE
    const i0 = nodes[s0 + WORD]!
    const i1 = nodes[s1 + WORD]!
    const s0r = nodes[s0 + R1]!
    place(values, AT_S0, word, tag, part, i0)
    place(values, AT_S1, word, tag, part, i1)
    values[AT_S2 + 1] = tag[nodes[cells[cell2 * CELL + CELL_NODE]! * NODE + WORD]!]!
    const s0l = nodes[nodes[s0 + L1]! * NODE + WORD]!
    values[AT_S0L] = word[s0l]!
    values[AT_S0L + 1] = tag[s0l]!
    values[AT_S0R + 1] = tag[nodes[s0r * NODE + WORD]!]!
    values[AT_S1R + 1] = tag[nodes[nodes[s1 + R1]! * NODE + WORD]!]!
    const under = i1 <= length
    values[AT_S1S0_FAR] = under ? far(i0 - i1) : 0
    values[AT_S1S0_BETWEEN] = under ? between(verbs, commas, i1 + 1, i0) : 0
    values[AT_S0_LEFTS] = Math.min(4, nodes[s0 + LEFTS]!)
    values[AT_S0_LSET] = nodes[s0 + LEFT_SET]!
    values[AT_S0R_LW] = word[nodes[nodes[s0r * NODE + L1]! * NODE + WORD]!]!
    values[AT_S0_E] = ends[i0]!
    values[AT_S0_X] = doubt[i0]!
    values[AT_S0_X + 1] = doubt[i1]!
  }

  /** Fills the values that hang on the next word and those behind it alone. */
  #lookAtBuffer({word, tag, part, ends, doubt, length: n}: ParserInput, node: number): void {
    const values = this.#actionValues
    const nodes = this.#nodes
    const b0 = node * NODE
    const next = nodes[b0 + WORD]!
    const nothing = n + 1
    let v = place(values, AT_B0, word, tag, part, next)
    v = place(values, v, word, tag, part, next + 1 <= n ? next + 1 : nothing)
    v = place(values, v, word, tag, part, next + 2 <= n ? next + 2 : nothing)
    place(values, v, word, tag, part, next + 3 <= n ? next + 3 : nothing)
    v = child(values, AT_B0L, word, tag, nodes, nodes[b0 + L1]!, nodes[b0 + L1_RELATION]!)
    child(values, v, word, tag, nodes, nodes[b0 + L2]!, nodes[b0 + L2_RELATION]!)
    values[AT_B0_LEFTS] = Math.min(4, nodes[b0 + LEFTS]!)
    values[AT_B0_LSET] = nodes[b0 + LEFT_SET]!
    values[AT_B0_E] = ends[next]!
    values[AT_B0_X] = doubt[next]!
    values[AT_B0_X + 1] = doubt[next + 1 <= n ? next + 1 : nothing]!
  }

  /** Of these, the values that templates over both the stack and the buffer ask for. */
  #lookAtBufferAcross({word, tag, part, ends, doubt, length: n}: ParserInput, node: number): void {
    const values = this.#actionValues
    const nodes = this.#nodes
    const b0 = node * NODE
    const next = nodes[b0 + WORD]!
    const nothing = n + 1
    const b1 = next + 1 <= n ? next + 1 : nothing
    const v = place(values, AT_B0, word, tag, part, next)
    values[v] = word[b1]!
    values[v + 1] = tag[b1]!
    values[v + 4] = tag[next + 2 <= n ? next + 2 : nothing]!
    values[AT_B0L + 1] = tag[nodes[nodes[b0 + L1]! * NODE + WORD]!]!
    values[AT_B0_LEFTS] = Math.min(4, nodes[b0 + LEFTS]!)
    values[AT_B0_E] = ends[next]!
    values[AT_B0_X] = doubt[next]!
    values[AT_B0_X + 1] = doubt[b1]!
  }

  /** Fills the values that hang on the stack and the buffer at once, or on the guide. */
  #lookAcross({verbs, commas, guide, length: n}: ParserInput, cell0: number, node: number): void {
    const values = this.#actionValues
    const nodes = this.#nodes
    const cells = this.#cells
    const nothing = n + 1
    const i0 = nodes[cells[cell0 * CELL + CELL_NODE]! * NODE + WORD]!
    const i1 = nodes[cells[cells[cell0 * CELL + CELL_UNDER]! * CELL + CELL_NODE]! * NODE + WORD]!
    const next = nodes[node * NODE + WORD]!
    values[AT_S0B0_FAR] = i0 === nothing ? 0 : far(next - i0)
    values[AT_S0B0_BETWEEN] = i0 === nothing ? 0 : between(verbs, commas, i0 + 1, next)
    if (guide === null) {
      values.fill(0, AT_GUIDE)
      return
    }
    let v = AT_GUIDE
    const g0 = i0 === nothing ? -2 : guide.head[i0]!
    values[v++] = g0 === -2 ? 0 : g0 === next ? 1 : g0 === i1 ? 2 : g0 < i0 ? 3 : 4
    const g1 = i1 === nothing ? -2 : guide.head[i1]!
    values[v++] = g1 === -2 ? 0 : g1 === next ? 1 : g1 === i0 ? 2 : g1 < i1 ? 3 : 4
    const g2 = next >= n ? -2 : guide.head[next]!
    values[v++] = g2 === -2 ? 0 : g2 === i0 ? 1 : g2 === i1 ? 2 : g2 < next ? 3 : 4
    values[v++] = g0 === -2 ? 0 : 1 + guide.relation[i0]!
    values[v++] = g2 === -2 ? 0 : 1 + guide.relation[next]!
    // Children that the guide gives and that are still to come.
    values[v++] = i0 === nothing ? 0 : guide.lastChild[i0]! >= next ? 2 : 1
    values[v++] = i0 === nothing || next > n ? 0 : guide.firstChild[next]! <= i0 ? 2 : 1
  }

  /** Fills the values in the order of LABEL_ATOMS. */
  #lookAtArc(input: ParserInput, governor: number, dependent: number): void {
    const {values} = this.#labels
    const nodes = this.#nodes
    const {word, tag, length: n, commas} = input
    const g = governor * NODE
    const d = dependent * NODE
    const h = nodes[g + WORD]!
    const i = nodes[d + WORD]!
    const nothing = n + 1
    const later = h > i
    const wordOf = (node: number) => nodes[node * NODE + WORD]!
    const previous = i > 0 ? i - 1 : nothing
    const following = i + 1 <= n ? i + 1 : nothing
    let v = 1
    values[v++] = later ? 1 : 0
    values[v++] = word[h]!
    values[v++] = tag[h]!
    values[v++] = word[i]!
    values[v++] = tag[i]!
    values[v++] = far(later ? h - i : i - h)
    values[v++] = word[wordOf(nodes[d + L1]!)]!
    values[v++] = tag[wordOf(nodes[d + L1]!)]!
    values[v++] = nodes[d + L1_RELATION]!
    values[v++] = word[wordOf(nodes[d + L2]!)]!
    values[v++] = word[wordOf(nodes[d + R1]!)]!
    values[v++] = nodes[d + R1_RELATION]!
    values[v++] = word[wordOf(nodes[g + L1]!)]!
    values[v++] = tag[wordOf(nodes[g + R1]!)]!
    values[v++] = nodes[d + LEFT_SET]!
    values[v++] = nodes[d + RIGHT_SET]!
    values[v++] = nodes[g + LEFT_SET]!
    values[v++] = nodes[g + RIGHT_SET]!
    values[v++] = tag[previous]!
    values[v++] = tag[following]!
    values[v++] = word[previous]!
    values[v++] = h > 0 ? tag[h - 1]! : NOTHING
    values[v++] = tag[h + 1 <= n ? h + 1 : nothing]!
    const guide = input.guide
    values[v++] = guide === null ? 0 : guide.head[i] === h ? 1 + guide.relation[i]! : 101 + guide.relation[i]!
    const inside = later ? commas[h]! - commas[i + 1]! : commas[i]! - commas[h + 1]!
    values[v++] = Math.min(3, Math.max(0, inside))
    values[v++] = i === 0 ? 1 : 0
    values[v++] = input.ends[i]!
    values[v++] = nodes[g + L1_RELATION]!
    values[v++] = word[following]!
  }

  #reserve(nodes: number, cells: number, states: number): void {
    if (this.#nodes.length < nodes * NODE) this.#nodes = new Int32Array(nodes * NODE)
    if (this.#cells.length < cells * CELL) this.#cells = new Int32Array(cells * CELL)
    if (this.#states.length < states * STATE) this.#states = new Int32Array(states * STATE)
    if (this.#scores.length < states) this.#scores = new Float64Array(states)
    // Cell 0 is the empty stack: nothing on it, nothing under it.
    this.#cells[CELL_NODE] = NO_NODE
    this.#cells[CELL_UNDER] = NO_CELL
    this.#cells[CELL_SUM] = UNASKED
  }

  #release(): void {
    this.#nodes = new Int32Array(0)
    this.#cells = new Int32Array(0)
    this.#states = new Int32Array(0)
    this.#scores = new Float64Array(0)
  }
}

function place(values: Int32Array, v: number, word: Int32Array, tag: Int32Array, part: Int32Array, i: number): number {
  values[v] = word[i]!
  values[v + 1] = tag[i]!
  values[v + 2] = part[i]!
  return v + 3
}

function child(
  values: Int32Array,
  v: number,
  word: Int32Array,
  tag: Int32Array,
  nodes: Int32Array,
  node: number,
  relation: number,
): number {
  const i = nodes[node * NODE + WORD]!
  values[v] = word[i]!
  values[v + 1] = tag[i]!
  values[v + 2] = relation
  return v + 3
}

/** Distances that matter: 1, 2, 3, 4, 5 to 9, more. */
function far(words: number): number {
  return words < 5 ? words : words < 10 ? 5 : 6
}

/** Verbs (up to 2) and punctuation (up to 3) among the words [from, to). */
function between(verbs: Int32Array, commas: Int32Array, from: number, to: number): number {
  return 1 + Math.min(2, verbs[to]! - verbs[from]!) * 4 + Math.min(3, commas[to]! - commas[from]!)
}
