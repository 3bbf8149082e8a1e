// Which loops there are to ask about, which link opens each, and how each is told.
//
// In: the loops of the map that the model represents, and the model's own. Out: loops in the order in which a reader
// would ask about them, and the words that need no run. What a loop does is for pulses.ts.

import {append} from "../core/lists.ts"
import type {Runs} from "../ensemble/index.ts"
import {meetings, tellersOf, toldSign} from "../map/index.ts"
import type {Expr, Quantity} from "../model/index.ts"
import {claimsOf, type Evidence, readsOf} from "./evidence.ts"
import type {LoopView} from "./finding.ts"
import {agree, amountOf, counted, list, opened} from "./words.ts"

/** A loop that the model can run: its quantities in causal order, the first not repeated. */
export type RunLoop = {
  readonly names: readonly string[]
  readonly signs: readonly ("+" | "-" | "contested" | "unclear")[]
  readonly toldBy: readonly string[]
  /** Its quantities at which two documents only meet. */
  readonly meets: readonly string[]
  /** Whether the documents' map has it; else it was found in the equations. */
  readonly fromMap: boolean
}

/** Loops asked about in one outlook; each costs one ensemble. */
const MOST_LOOPS = 8
/** Of a model of its own: the shortest loops through its first outcome come on top, since its documents may tell none of them. */
const MOST_OWN = 14
/** A loop of more than this is not named by anybody who speaks of it. */
const EASY = 6
/** A ring of more variables cannot be read. */
const LONGEST = 8
/** Bounds on the search for the model's own loops: loops found of each set, and steps taken. */
const MOST_FOUND = 2_000
const MOST_STEPS = 400_000

/** The loops to ask about, in the map's order, then the model's own; `left` of them are not. */
export function loopsOf(known: Evidence, outcome: string, drafted: boolean): {loops: RunLoop[]; left: number} {
  const graph = graphOf(known)
  const claims = new Map(known.reading.claims.map((claim) => [claim.id, claim]))
  const among = new Set(known.map.loops.flatMap(({links}) => links))
  const tellers = tellersOf(among, known.map.groundings, claims)
  const told: RunLoop[] = known.map.loops
    .filter((loop) => loop.factors.length <= LONGEST && loop.factors.every((f) => known.quantity(f)))
    .filter((loop) =>
      loop.factors.every((f, k) => reaches(graph, known, f, loop.factors[(k + 1) % loop.factors.length]!)),
    )
    .map((loop) => ({
      names: loop.factors,
      signs: loop.links.map((id) => {
        const link = known.link(id)
        return link ? toldSign(link) : "unclear"
      }),
      toldBy: loop.toldBy,
      meets: meetings(loop.links, tellers, true).map((i) => loop.factors[i]!),
      fromMap: true,
    }))
  // The loops of a drafted model are the map's, and no others.
  if (drafted) return {loops: told.slice(0, MOST_LOOPS), left: Math.max(0, told.length - MOST_LOOPS)}
  const own = ownLoops(graph, known, outcome, new Set(told.map((l) => key(l.names))))
  // What a reader would name comes first: through the outcome, then short; of those alike, what a document tells.
  const rank = ({names}: RunLoop) => [names.includes(outcome) ? 0 : 1, Math.max(EASY, names.length), names.length]
  const all = [...told, ...own].map((loop, n) => ({loop, n, rank: rank(loop)}))
  all.sort((a, b) => {
    const d = a.rank.findIndex((r, i) => r !== b.rank[i])
    return d < 0 ? a.n - b.n : a.rank[d]! - b.rank[d]!
  })
  return {loops: all.slice(0, MOST_OWN).map(({loop}) => loop), left: Math.max(0, all.length - MOST_OWN)}
}

function key(names: readonly string[]): string {
  const first = names.indexOf([...names].sort()[0]!)
  return [...names.slice(first), ...names.slice(0, first)].join("\u0000")
}

type Graph = ReadonlyMap<string, readonly string[]>

/** Made once for each model: every loop asks which of its links a path carries. */
const graphs = new WeakMap<Evidence, Graph>()

/** Who reads whom, from cause to effects; parameters and levers left out, as no loop passes through them. */
function graphOf(known: Evidence): Graph {
  const made = graphs.get(known)
  if (made) return made
  const effects = new Map<string, string[]>()
  for (const quantity of known.model.quantities) if (isMoving(quantity)) effects.set(quantity.name, [])
  for (const quantity of known.model.quantities) {
    if (!isMoving(quantity)) continue
    // A stock's initial value acts once and closes no loop.
    for (const name of readsOf({...quantity, initial: undefined})) effects.get(name)?.push(quantity.name)
  }
  graphs.set(known, effects)
  return effects
}

function isMoving(quantity: Quantity): boolean {
  return quantity.kind === "stock" || quantity.kind === "flow" || quantity.kind === "auxiliary"
}

/** Whether there is a path from cause to effect that passes through no other stock: what `--cut` can cut. */
function reaches(graph: Graph, known: Evidence, cause: string, effect: string): boolean {
  const seen = new Set<string>()
  const queue = [...(graph.get(cause) ?? [])]
  for (const name of queue) {
    if (name === effect) return true
    if (seen.has(name) || known.quantity(name)?.kind === "stock") continue
    seen.add(name)
    append(queue, graph.get(name) ?? [])
  }
  return false
}

/**
 * The model's own loops: simple cycles of its equations as a ring shows them, without flows and without quantities that
 * carry no label when there are others; those through the outcome first, and of each set the shorter first. The search
 * goes by length, so that where it stops what is missed is the longest.
 */
function ownLoops(graph: Graph, known: Evidence, outcome: string, taken: Set<string>): RunLoop[] {
  const all = [...graph.keys()]
  const labelled = all.filter((name) => isShown(known.quantity(name)!, known))
  const solid = labelled.length >= 2 ? labelled : all.filter((name) => known.quantity(name)!.kind !== "flow")
  const ring = new Set(solid.length >= 2 ? solid : all)
  const steps = new Map([...ring].map((name) => [name, stepsFrom(graph, ring, name)]))
  const found: RunLoop[] = []
  const signs = new Map<string, RunLoop["signs"][number]>()
  /** Of one shown step; many loops share it. */
  const sign = (from: string, to: string) => {
    const step = JSON.stringify([from, to])
    const one = signs.get(step) ?? signOf([...steps.get(from)!.get(to)!, to], known)
    signs.set(step, one)
    return one
  }
  const search = (starts: readonly string[], banned: ReadonlySet<string>) => {
    let [looked, visited] = [0, 0]
    const gone = new Set(banned)
    const homes = new Map(starts.map((start) => [start, distancesTo(steps, start)]))
    for (let length = 2; length <= LONGEST; length++) {
      gone.clear()
      for (const name of banned) gone.add(name)
      for (const start of starts) {
        const home = homes.get(start)!
        const path: string[] = []
        const visit = (name: string): void => {
          if (looked >= MOST_FOUND || ++visited > MOST_STEPS) return
          path.push(name)
          for (const next of steps.get(name)!.keys()) {
            if (next === start && path.length === length) {
              looked++
              const names = [...path]
              if (!taken.has(key(names))) {
                taken.add(key(names))
                found.push({
                  names,
                  signs: names.map((n, k) => sign(n, names[(k + 1) % length]!)),
                  toldBy: [],
                  meets: [],
                  fromMap: false,
                })
              }
            } else if (
              next !== start &&
              !gone.has(next) &&
              !path.includes(next) &&
              path.length + (home.get(next) ?? Number.POSITIVE_INFINITY) <= length
            )
              visit(next)
          }
          path.pop()
        }
        visit(start)
        gone.add(start)
      }
    }
  }
  if (ring.has(outcome)) search([outcome], new Set())
  search(
    [...ring].filter((name) => name !== outcome),
    new Set([outcome]),
  )
  return found
}

/** Whether a ring shows a quantity: no flow, and one that people have a name for. */
function isShown(quantity: Quantity, known: Evidence): boolean {
  if (quantity.kind === "flow") return false
  return quantity.kind === "stock" || known.factor(quantity.name) !== undefined || quantity.label !== undefined
}

/** What `from` acts on next of those that a ring shows, each with the shortest way there, its end left out. */
function stepsFrom(graph: Graph, ring: ReadonlySet<string>, from: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const seen = new Set([from])
  const queue: (readonly string[])[] = [[from]]
  for (const way of queue)
    for (const next of graph.get(way.at(-1)!) ?? []) {
      if (ring.has(next)) {
        if (!found.has(next)) found.set(next, way)
      } else if (!seen.has(next)) {
        seen.add(next)
        queue.push([...way, next])
      }
    }
  return found
}

/** Steps from each shown quantity to `end`. */
function distancesTo(steps: ReadonlyMap<string, ReadonlyMap<string, unknown>>, end: string): Map<string, number> {
  const causes = new Map<string, string[]>()
  for (const [from, next] of steps) for (const to of next.keys()) causes.set(to, [...(causes.get(to) ?? []), from])
  const found = new Map([[end, 0]])
  for (const [name, far] of found)
    for (const cause of causes.get(name) ?? []) if (!found.has(cause)) found.set(cause, far + 1)
  return found
}

/** The sign of one shown step: the product of the slopes of the equations along the way, both ends in it. */
function signOf(way: readonly string[], known: Evidence): RunLoop["signs"][number] {
  const [from, to] = [way[0]!, way.at(-1)!]
  // What the documents contest stays contested, whichever side the equations' central values take.
  const told = known.link(`${from}->${to}`)
  if (told && toldSign(told) === "contested") return "contested"
  let sign: Slope = "+"
  let isContested = false
  for (let k = 0; k + 1 < way.length; k++) {
    const effect = known.quantity(way[k + 1]!)!
    sign = times(sign, slopeIn(effect, way[k]!))
    const reads = readsOf(effect)
    isContested ||= known.model.contested.some((c) => reads.includes(c.name))
  }
  if (sign === "+" || sign === "-") return sign
  return isContested ? "contested" : "unclear"
}

type Slope = "+" | "-" | "0" | "?"

function slopeIn(effect: Quantity, cause: string): Slope {
  if (effect.inflows?.includes(cause)) return "+"
  if (effect.outflows?.includes(cause)) return "-"
  const moves = effect.equation ?? effect.rate
  return moves ? slope(moves, cause) : "?"
}

/**
 * Which way an expression moves when `name` rises, everything else held, where the rules
 * of signs can tell and quantities are not negative; "?" where they cannot. Rising
 * functions of their first argument keep its sign, whatever their other arguments.
 */
export function slope(expr: Expr, name: string, depth = 0): Slope {
  // Nobody can tell the sign of an equation this deep, and the stack has an end.
  if (depth > DEEPEST_EQUATION) return "?"
  if (expr.op === "name") return expr.name === name ? "+" : "0"
  if (expr.op === "number" || expr.op === "time") return "0"
  if (expr.op === "unary") return flip(slope(expr.of, name, depth + 1))
  if (expr.op === "binary") {
    const [l, r] = [slope(expr.left, name, depth + 1), slope(expr.right, name, depth + 1)]
    if (l === "0" && r === "0") return "0"
    if (expr.fn === "+") return join(l, r)
    if (expr.fn === "-") return join(l, flip(r))
    if (expr.fn === "*") return join(times(l, side(expr.right)), times(r, side(expr.left)))
    if (expr.fn === "/") return join(times(l, side(expr.right)), times(flip(r), side(expr.left)))
    if (expr.fn === ">" || expr.fn === ">=") return join(l, flip(r))
    if (expr.fn === "<" || expr.fn === "<=") return join(flip(l), r)
    return "?"
  }
  // Which way a table leads depends on where it is read.
  if (expr.op === "lookup") return slope(expr.of, name, depth + 1) === "0" ? "0" : "?"
  const slopes = expr.args.map((arg) => slope(arg, name, depth + 1))
  if (slopes.every((s) => s === "0")) return "0"
  if (expr.fn === "min" || expr.fn === "max") return slopes.reduce(join)
  if (expr.fn === "if") return slopes[0] === "0" ? join(slopes[1]!, slopes[2]!) : "?"
  if (rising.has(expr.fn) && slopes.slice(1).every((s) => s === "0")) return slopes[0]!
  return "?"
}

/** Deepest equation whose signs are followed. */
const DEEPEST_EQUATION = 500

const rising: ReadonlySet<string> = new Set([
  "exp",
  "ln",
  "sqrt",
  "tanh",
  "clamp",
  "smooth",
  "smooth3",
  "delay",
  "delay3",
  "delay_fixed",
  "saturate",
])

/** The sign of an expression's value, names and rising functions of them taken as positive. */
function side(expr: Expr, depth = 0): Slope {
  if (depth > DEEPEST_EQUATION) return "?"
  if (expr.op === "number") return expr.value < 0 ? "-" : "+"
  if (expr.op === "unary") return expr.fn === "-" ? flip(side(expr.of, depth + 1)) : "+"
  if (expr.op === "binary" && (expr.fn === "*" || expr.fn === "/"))
    return times(side(expr.left, depth + 1), side(expr.right, depth + 1))
  if (expr.op === "binary" && expr.fn === "-") return oneLess(expr) ? "+" : "?"
  if (expr.op === "call" && (expr.fn === "ln" || expr.fn === "tanh")) return "?"
  return "+"
}

/** `1 - x`: customary for a share x, which does not pass 1. */
function oneLess(expr: Expr): boolean {
  return expr.op === "binary" && expr.left.op === "number" && expr.left.value === 1
}

function flip(s: Slope): Slope {
  return s === "+" ? "-" : s === "-" ? "+" : s
}

function join(a: Slope, b: Slope): Slope {
  return a === "0" ? b : b === "0" || a === b ? a : "?"
}

function times(a: Slope, b: Slope): Slope {
  return a === "0" || b === "0" ? "0" : a === "?" || b === "?" ? "?" : a === b ? "+" : "-"
}

/**
 * The link of a loop that is held apart to open it: of those that a path without other stocks carries, the one that the
 * fewest other loops share; then the one that leaves the outcome; then one that nobody contests; then the first. Null
 * where no link has such a path.
 */
export function linkOf(
  loop: RunLoop,
  all: readonly RunLoop[],
  outcome: string,
  known: Evidence,
): {cause: string; effect: string} | null {
  const step = (l: RunLoop, k: number) => `${l.names[k]}\u0000${l.names[(k + 1) % l.names.length]}`
  const uses = new Map<string, number>()
  for (const other of all)
    for (let k = 0; k < other.names.length; k++) uses.set(step(other, k), (uses.get(step(other, k)) ?? 0) + 1)
  const graph = graphOf(known)
  const ranked = loop.names
    .map((cause, k) => ({
      cause,
      effect: loop.names[(k + 1) % loop.names.length]!,
      rank: [uses.get(step(loop, k))!, cause === outcome ? 0 : 1, loop.signs[k] === "contested" ? 1 : 0, k],
    }))
    .filter(({cause, effect}) => reaches(graph, known, cause, effect))
  ranked.sort((a, b) => {
    const d = a.rank.findIndex((r, i) => r !== b.rank[i])
    return d < 0 ? 0 : a.rank[d]! - b.rank[d]!
  })
  const [best] = ranked
  return best ? {cause: best.cause, effect: best.effect} : null
}

/** 1 for each run in which every link of the loop acts: all, unless the model draws the presence of links (`on_a__b`). */
export function wholeIn(loop: RunLoop, base: Runs): Uint8Array {
  const drawn = loop.names.flatMap((from, k) => {
    const at = base.inputNames.indexOf(`on_${from}__${loop.names[(k + 1) % loop.names.length]}`)
    return at >= 0 ? [at] : []
  })
  const width = base.inputNames.length
  return Uint8Array.from({length: base.plan.runs}, (_, run) =>
    drawn.every((k) => base.inputs[run * width + k]! > 0.5) ? 1 : 0,
  )
}

/** What of a loop needs no run: its ring, how it runs, and who tells it. */
export function loopWords(
  loop: RunLoop,
  known: Evidence,
  taken: Set<string>,
): {
  view: Pick<LoopView, "name" | "polarity" | "factors" | "links" | "told">
  chain: string
  teller: string
  polarity: LoopView["polarity"]
} {
  const polarity = polarityOf(loop.signs)
  const links = loop.names.map((from, k) => {
    const to = loop.names[(k + 1) % loop.names.length]!
    const link = known.link(`${from}->${to}`)
    const basis = link ? claimsOf(link) : known.basis([to]).claims
    return {
      id: `${from}->${to}`,
      sign: loop.signs[k]!,
      voices: link ? link.for.lineages : known.voices(basis).length,
      against: link?.against.lineages ?? 0,
      delayed: link?.lag != null,
    }
  })
  const factors = loop.names.map((name) => ({id: name, label: known.label(name)}))
  const name = nameOf(loop, known, taken)
  return {
    view: {name, polarity, factors, links, told: loop.toldBy},
    chain: chain(loop, polarity, known),
    teller: teller(loop, known),
    polarity,
  }
}

/** R when an even number of links turns the direction round, B when odd, contested when any link is. */
export function polarityOf(signs: RunLoop["signs"]): LoopView["polarity"] {
  if (signs.some((s) => s === "contested" || s === "unclear")) return "contested"
  return signs.filter((s) => s === "-").length % 2 === 0 ? "R" : "B"
}

/**
 * What goes round in it, in a clause about its two heaviest factors, in the order they stand on the ring; about the next
 * pair where another loop has that name, about all of them where every pair is taken.
 */
function nameOf(loop: RunLoop, known: Evidence, taken: Set<string>): string {
  const ranked = loop.names
    .map((name, k) => ({name, k, weight: known.factor(name)?.weight ?? 0}))
    .sort((a, b) => b.weight - a.weight || a.k - b.k)
  const pairs = ranked.flatMap((a, x) => ranked.slice(x + 1).map((b) => [a, b].sort((p, q) => p.k - q.k)))
  // A pair names one loop only, whatever its kind: two rings of one name are taken for one.
  const of = (members: readonly {name: string}[]) =>
    members
      .map((m) => m.name)
      .sort()
      .join("\u0000")
  const pair = pairs.find((one) => !taken.has(of(one)))
  if (!pair) return opened(roundOf(loop.names, loop.signs, known))
  taken.add(of(pair))
  const [a, b] = pair as [(typeof ranked)[number], (typeof ranked)[number]]
  const there = signAlong(loop.signs.slice(a.k, b.k))
  const back = signAlong([...loop.signs.slice(b.k), ...loop.signs.slice(0, a.k)])
  return opened(roundOf([a.name, b.name], [there, back], known))
}

/** The sign of a way round part of a loop: open where one of its links is. */
function signAlong(signs: RunLoop["signs"]): RunLoop["signs"][number] {
  const way = polarityOf(signs)
  return way === "contested" ? "contested" : way === "R" ? "+" : "-"
}

/** "Raids and fear feed each other", "patrols hold back raids": how the members of a circle act on one another. */
function roundOf(names: readonly string[], signs: RunLoop["signs"], known: Evidence): string {
  const members = names.map((name) => known.inside(name))
  const [each, way] = [members.length === 2 ? "each other" : "one another", polarityOf(signs)]
  if (way === "contested") return `${list(members)} feed ${each} or hold ${each} back`
  if (members.length !== 2) return `${list(members)} ${way === "R" ? `feed ${each}` : `hold ${each} back`}`
  const [a, b] = members as [string, string]
  if (way === "R" && signs[0] === "+") return `${a} and ${b} feed ${each}`
  if (way === "R") return `the ${amountOf(a, false)}, the ${amountOf(b, true)}, and the other way round`
  const [brake, held] = signs[0] === "-" ? [a, b] : [b, a]
  return `${brake} ${agree(brake, "hold")} back ${held}`
}

/** "More raids lead to more fear, that to less trade and that in turn to more raids: it amplifies." */
function chain(loop: RunLoop, polarity: LoopView["polarity"], known: Evidence): string {
  let more = true
  const parts = loop.names.map((name, k) => {
    const next = loop.names[(k + 1) % loop.names.length]!
    const sign = loop.signs[k]!
    const isOpen = sign === "contested" || sign === "unclear"
    const before = k === 0 ? `${amountOf(known.inside(name), more)} ${agree(known.inside(name), "lead")}` : "that"
    if (sign === "-") more = !more
    const then = isOpen
      ? `${sign === "contested" ? "more or less" : "a change in"} ${known.inside(next)}`
      : amountOf(known.inside(next), more)
    const again = k > 0 && k === loop.names.length - 1 ? " in turn" : ""
    return `${before}${again} to ${then}${sign === "contested" ? " (contested)" : ""}`
  })
  const end = polarity === "R" ? ": it amplifies" : polarity === "B" ? ": it balances" : ""
  return `${opened(list(parts))}${end}.`
}

/** Places named where documents only meet. */
const MOST_MEETINGS = 2

function teller(loop: RunLoop, known: Evidence): string {
  if (!loop.fromMap) {
    const voices = known.voices(known.basis(loop.names).claims).length
    return voices > 1
      ? `Pieced together from ${counted(voices, "voice")}; none tells it whole.`
      : voices === 1
        ? "Pieced together in the model, on the word of one voice."
        : "Pieced together in the model; no document tells any of it."
  }
  if (loop.toldBy.length > 0)
    return `${opened(counted(loop.toldBy.length, "document"))} ${loop.toldBy.length === 1 ? "tells" : "tell"} the whole of it.`
  const at = loop.meets.slice(0, MOST_MEETINGS).map((name) => known.inside(name))
  const more = loop.meets.length > at.length ? ` and ${counted(loop.meets.length - at.length, "other place")}` : ""
  return `Several documents tell a part of it, none the whole${at.length > 0 ? `: no document tells both sides of ${list(at)}${more}` : ""}.`
}
