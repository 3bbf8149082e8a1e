// Which loops do it: each is cut at one link and the runs are made again.
//
// In: the loops of the map that the model represents, else the model's own. Out: a view
// and a finding for each, what a reader would name first. Cutting one link removes every loop
// through it, so the link is chosen that the fewest other loops share; where the outcome
// stands on the loop, of those the link that leaves it, because then nothing but feedback
// is lost (method of loop deactivation, Ford 1999).

import {Fault} from "../core/fault.ts"
import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {append, greatest} from "../core/lists.ts"
import {type CompileOptions, compile} from "../engine/index.ts"
import type {Executor, Runs} from "../ensemble/index.ts"
import type {Expr, Quantity} from "../model/index.ts"
import {claimsOf, type Evidence, readsOf} from "./evidence.ts"
import type {Finding, Interval, LoopView, Share} from "./finding.ts"
import {
  at,
  drawnAs,
  ENOUGH_RUNS,
  eventWhere,
  type Group,
  intervalOf,
  levelsAt,
  seriesOf,
  shareOf,
  sortedOf,
  validIn,
  valuesOf,
} from "./measure.ts"
import {MOVES, type Told} from "./outcomes.ts"
import {agree, amountOf, counted, inRuns, list, opened, spread} from "./words.ts"

/** A loop that the model can run: its quantities in causal order, the first not repeated. */
export type RunLoop = {
  readonly names: readonly string[]
  readonly signs: readonly ("+" | "-" | "contested" | "unclear")[]
  readonly toldBy: readonly string[]
  /** Whether the documents' map has it; else it was found in the equations. */
  readonly fromMap: boolean
}

/** Loops cut in one outlook; each costs one ensemble. */
const MOST_LOOPS = 8
/** Of a model of its own: the shortest loops through its first outcome come on top, since its documents may tell none of them. */
const MOST_OWN = 14
/** A loop of more than this is not named by anybody who speaks of it. */
const EASY = 6
/** A ring of more variables cannot be read. */
const LONGEST = 8
/** A loop that matters in fewer runs is said to matter in few. */
const SELDOM = 0.05
/** Bounds on the search for the model's own loops: loops found of each set, and steps taken. */
const MOST_FOUND = 2_000
const MOST_STEPS = 400_000

/** The loops to cut, in the map's order, then the model's own; `left` of them stay uncut. */
export function loopsOf(known: Evidence, outcome: string, drafted: boolean): {loops: RunLoop[]; left: number} {
  const graph = graphOf(known)
  const told: RunLoop[] = known.map.loops
    .filter((loop) => loop.factors.length <= LONGEST && loop.factors.every((f) => known.quantity(f)))
    .filter((loop) =>
      loop.factors.every((f, k) => reaches(graph, known, f, loop.factors[(k + 1) % loop.factors.length]!)),
    )
    .map((loop) => ({
      names: loop.factors,
      signs: loop.links.map((id) => known.link(id)?.sign ?? "unclear"),
      toldBy: loop.toldBy,
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

/** Who reads whom, from cause to effects; parameters and levers left out, as no loop passes through them. */
function graphOf(known: Evidence): Graph {
  const effects = new Map<string, string[]>()
  for (const quantity of known.model.quantities) if (isMoving(quantity)) effects.set(quantity.name, [])
  for (const quantity of known.model.quantities) {
    if (!isMoving(quantity)) continue
    // A stock's initial value acts once and closes no loop.
    for (const name of readsOf({...quantity, initial: undefined})) effects.get(name)?.push(quantity.name)
  }
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
  if (known.link(`${from}->${to}`)?.sign === "contested") return "contested"
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

/** Cuts each loop, runs, and says what it does to the first outcome. */
export async function cutLoops(input: {
  readonly known: Evidence
  /** What is set in every run. */
  readonly held: CompileOptions
  readonly loops: readonly RunLoop[]
  readonly told: readonly Told[]
  readonly base: Runs
  readonly sides: readonly Group[]
  readonly drafted: boolean
  readonly execute: Executor
  readonly ran: (says: string) => void
}): Promise<{loops: LoopView[]; findings: Finding[]}> {
  const {known, told, base, sides} = input
  const first = told[0]!
  const done: {loop: RunLoop; cut: {cause: string; effect: string} | null; effect: Effect | null; n: number}[] = []
  const cuts = input.loops.map((loop, n) => ({loop, n, cut: linkToCut(loop, input.loops, first.quantity)}))
  const begun = async ({cut}: (typeof cuts)[number]) => {
    const program = compile(known.model, {...input.held, cuts: [cut]})
    return input.execute({...base.plan, program, save: [first.quantity], ...drawnAs(base, program)})
  }
  for (const [{loop, n, cut}, made] of inTurn(cuts, ENSEMBLES_AHEAD, begun)) {
    let effect: Effect | null = null
    try {
      effect = effectOf(loop, first, base, await made, sides)
    } catch (problem) {
      // A loop that only other stocks carry has nothing to cut; it is shown without a share.
      if (!(problem instanceof Fault)) throw problem
    }
    input.ran(`without ${known.inside(cut.cause)} on ${known.inside(cut.effect)}`)
    done.push({loop, cut: effect ? cut : null, effect, n})
  }
  const worth = (d: (typeof done)[number]) => d.effect?.reach ?? -1
  done.sort((a, b) => worth(b) - worth(a) || a.n - b.n)
  if (!input.drafted) lead(done, first.quantity)
  const findings: Finding[] = []
  const taken = new Set<string>()
  const loops = done.map(({loop, cut, effect}, n) => {
    const id = `loop-${n + 1}`
    const view = viewOf(loop, cut, effect, id, first, known, taken, base.time)
    const links = view.links.filter((l) => known.link(l.id)).map((l) => l.id)
    const basis = known.basis(links.length > 0 ? [] : loop.names, {links})
    const says = [view.says, shiftSays(effect, first)].filter((part) => part !== "").join(" ")
    if (effect && view.share) {
      const of = effect.isAlike ? "its range" : "its spread (p10 to p90)"
      const measure = `shift of ${first.quantity} when the loop is cut, as a part of ${of}, in the runs with all its links`
      findings.push({id, kind: "loop", says, measure, unit: "1", ...view.share, share: effect.moved.share, basis})
    } else {
      const {low, share, high} = shareOf(wholeIn(loop, base), validIn(base), sides)
      const measure = "share of runs in which all its links act"
      findings.push({id, kind: "loop", says, measure, unit: "1", low, mid: share, high, share, basis})
    }
    return view
  })
  return {loops, findings}
}

/** Part of the strongest loop's shift under which a loop is not what a reader should see first. */
const STRONG = 0.25
/** Part of its links that a loop may share with one before it and still tell something new. */
const SHARED = 0.5

/**
 * Of loops ranked by what they move, those that a reader would name come first: short, through the outcome, strong, of
 * known direction, and not the one before told again; the rest keep their order.
 */
function lead(done: {readonly loop: RunLoop; readonly effect: Effect | null}[], outcome: string): void {
  const strongest = greatest([0, ...done.map(({effect}) => effect?.reach ?? 0)])
  const steps = ({names}: RunLoop) => names.map((name, k) => `${name}\u0000${names[(k + 1) % names.length]}`)
  const leading: typeof done = []
  for (const one of done) {
    const {names, signs} = one.loop
    const isEasy = names.length >= 3 && names.length <= EASY && names.includes(outcome)
    if (!isEasy || signs.includes("unclear") || !one.effect || one.effect.reach < STRONG * strongest) continue
    const mine = steps(one.loop)
    const isNew = leading.every(({loop}) => {
      const theirs = new Set(steps(loop))
      return mine.filter((step) => theirs.has(step)).length <= SHARED * mine.length
    })
    if (isNew) leading.push(one)
  }
  const rest = done.filter((one) => !leading.includes(one))
  done.splice(0, done.length, ...leading, ...rest)
}

/** The link fewest other loops share; then the one that leaves the outcome; then one that nobody contests; then the first. */
function linkToCut(loop: RunLoop, all: readonly RunLoop[], outcome: string): {cause: string; effect: string} {
  const step = (l: RunLoop, k: number) => `${l.names[k]}\u0000${l.names[(k + 1) % l.names.length]}`
  const uses = new Map<string, number>()
  for (const other of all)
    for (let k = 0; k < other.names.length; k++) uses.set(step(other, k), (uses.get(step(other, k)) ?? 0) + 1)
  const ranked = loop.names.map((cause, k) => ({
    cause,
    effect: loop.names[(k + 1) % loop.names.length]!,
    rank: [uses.get(step(loop, k))!, cause === outcome ? 0 : 1, loop.signs[k] === "contested" ? 1 : 0, k],
  }))
  ranked.sort((a, b) => {
    const d = a.rank.findIndex((r, i) => r !== b.rank[i])
    return d < 0 ? 0 : a.rank[d]! - b.rank[d]!
  })
  return {cause: ranked[0]!.cause, effect: ranked[0]!.effect}
}

/** Over the runs in which the loop is whole, but for `reach` and `whole`. */
type Effect = {
  /** The runs end alike, so that the shift is measured by the range of the outcome instead. */
  readonly isAlike: boolean
  /** Too few runs have all of its links. */
  readonly isSeldomWhole: boolean
  /** Runs in which all of its links act. */
  readonly whole: Share
  /** Shift of the outcome over its spread. */
  readonly share: Interval
  /** The mean of the same over all runs, 0 where the loop is not whole: what loops are ranked by. */
  readonly reach: number
  /** Runs in which the cut moves the outcome by more than 1 % of its range. */
  readonly moved: Share
  /** The event, with the loop and with it cut. */
  readonly now: Share
  readonly without: Share
  /** The outcome's level with the loop less without it, over time. */
  readonly course: readonly Interval[]
}

/** 1 for each run in which every link of the loop acts: all, unless the model draws the presence of links (`on_a__b`). */
function wholeIn(loop: RunLoop, base: Runs): Uint8Array {
  const drawn = loop.names.flatMap((from, k) => {
    const at = base.inputNames.indexOf(`on_${from}__${loop.names[(k + 1) % loop.names.length]}`)
    return at >= 0 ? [at] : []
  })
  const width = base.inputNames.length
  return Uint8Array.from({length: base.plan.runs}, (_, run) =>
    drawn.every((k) => base.inputs[run * width + k]! > 0.5) ? 1 : 0,
  )
}

function effectOf(loop: RunLoop, first: Told, base: Runs, runs: Runs, sides: readonly Group[]): Effect {
  const valid = validIn(base, runs)
  const whole = wholeIn(loop, base)
  const within = valid.map((v, run) => v & whole[run]!)
  const horizon = base.time[base.time.length - 1]! - base.time[0]!
  const bounded = (v: number) => (v === Number.POSITIVE_INFINITY ? horizon : v)
  const before = first.values.map(bounded)
  const after = valuesOf(runs, first.quantity, first.measure).map(bounded)
  const sorted = sortedOf(before, valid)
  const spreads = at(sorted, 0.9) - at(sorted, 0.1)
  // Runs that all end alike have no spread to measure by.
  const isAlike = !(spreads > MOVES * first.scale)
  const width = isAlike ? first.scale : spreads
  const shift = before.map((v, run) => Math.abs(after[run]! - v))
  const parts = shift.map((v) => v / width)
  let sum = 0
  let n = 0
  let size = 0
  for (let run = 0; run < valid.length; run++) {
    n += valid[run]!
    size += within[run]!
    if (within[run] === 1) sum += parts[run]!
  }
  const reader = seriesOf(runs, first.quantity)
  const happens = new Uint8Array(valid.length)
  for (let run = 0; run < valid.length; run++) if (valid[run] === 1 && first.event.holds(reader(run))) happens[run] = 1
  return {
    isAlike,
    isSeldomWhole: size < Math.min(n, ENOUGH_RUNS),
    whole: shareOf(whole, valid, sides),
    share: intervalOf(parts, within),
    reach: n > 0 ? sum / n : 0,
    moved: shareOf(
      eventWhere(shift, (v) => v > MOVES * first.scale),
      within,
      sides,
    ),
    now: shareOf(first.event.happens, within, sides),
    without: shareOf(happens, within, sides),
    course: Array.from(base.time, (_, row) => {
      const cut = levelsAt(runs, first.quantity, row, within)
      const held = levelsAt(base, first.quantity, row, within).map((v, run) => v - cut[run]!)
      return intervalOf(held, within)
    }),
  }
}

function viewOf(
  loop: RunLoop,
  cut: {cause: string; effect: string} | null,
  effect: Effect | null,
  id: string,
  first: Told,
  known: Evidence,
  taken: Set<string>,
  time: Float64Array,
): LoopView {
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
  return {
    name: nameOf(loop, polarity, known, taken),
    polarity,
    factors: loop.names.map((name) => ({id: name, label: known.label(name)})),
    links,
    share: effect && !effect.isSeldomWhole ? effect.share : null,
    cut: cut ? `${cut.cause}:${cut.effect}` : null,
    told: loop.toldBy,
    says: [chain(loop, polarity, known), withoutIt(effect, first), teller(loop, known)]
      .filter((s) => s !== "")
      .join(" "),
    finding: id,
    ...(effect && !effect.isSeldomWhole && {course: courseOf(effect.course, time, first.view.unit)}),
  }
}

function courseOf(over: readonly Interval[], time: Float64Array, unit: string): NonNullable<LoopView["course"]> {
  const {low, mid, high} = {
    low: over.map((one) => one.low),
    mid: over.map((one) => one.mid),
    high: over.map((one) => one.high),
  }
  return {time: [...time], unit, low, mid, high}
}

/** R when an even number of links turns the direction round, B when odd, contested when any link is. */
export function polarityOf(signs: RunLoop["signs"]): LoopView["polarity"] {
  if (signs.some((s) => s === "contested" || s === "unclear")) return "contested"
  return signs.filter((s) => s === "-").length % 2 === 0 ? "R" : "B"
}

/**
 * Named after its two heaviest factors, in the order they stand on the ring; after the next
 * pair where another loop has that name, after all of them where every pair is taken.
 */
function nameOf(loop: RunLoop, polarity: LoopView["polarity"], known: Evidence, taken: Set<string>): string {
  const kind = polarity === "R" ? "Spiral" : polarity === "B" ? "Brake" : "Spiral or brake"
  const ranked = loop.names
    .map((name, k) => ({name, k, weight: known.factor(name)?.weight ?? 0}))
    .sort((a, b) => b.weight - a.weight || a.k - b.k)
  const pairs = ranked.flatMap((a, x) => ranked.slice(x + 1).map((b) => [a, b].sort((p, q) => p.k - q.k)))
  const called = (members: readonly {name: string}[]) => `${kind}: ${list(members.map(({name}) => known.inside(name)))}`
  // A pair names one loop only, whatever its kind: two rings of one name are taken for one.
  const of = (members: readonly {name: string}[]) =>
    members
      .map((m) => m.name)
      .sort()
      .join("\u0000")
  const pair = pairs.find((one) => !taken.has(of(one)))
  if (!pair) return called([...ranked].sort((p, q) => p.k - q.k))
  taken.add(of(pair))
  return called(pair)
}

/** "More raids lead to more fear, more fear to less trade, and less trade to more raids." */
function chain(loop: RunLoop, polarity: LoopView["polarity"], known: Evidence): string {
  let more = true
  const parts = loop.names.map((name, k) => {
    const next = loop.names[(k + 1) % loop.names.length]!
    const sign = loop.signs[k]!
    const isOpen = sign === "contested" || sign === "unclear"
    const before = amountOf(known.inside(name), more)
    if (sign === "-") more = !more
    const then = isOpen
      ? `${sign === "contested" ? "more or less" : "a change in"} ${known.inside(next)}`
      : amountOf(known.inside(next), more)
    return `${before} ${k === 0 ? `${agree(known.inside(name), "lead")} ` : ""}to ${then}${sign === "contested" ? ", which is contested" : ""}`
  })
  const end = polarity === "R" ? ": it amplifies" : polarity === "B" ? ": it balances" : ""
  return `${opened(list(parts))}${end}.`
}

function withoutIt(effect: Effect | null, first: Told): string {
  if (!effect) return "No single link of it can be cut in the model, so its share is not known."
  const {whole, moved, now, without} = effect
  if (effect.isSeldomWhole) return `All its links act together in ${inRuns(whole)}, too few to measure it by.`
  const where = whole.share === 1 ? "Without it" : `All its links act together in ${inRuns(whole)}; there, without it`
  if (moved.share === 0) return `${where}, nothing changes for ${first.inside}.`
  if (moved.share < SELDOM)
    return `${where}, ${first.inside} hardly ${agree(first.inside, "move")}: in ${inRuns(moved)}.`
  if (Math.round(without.share * 10) === Math.round(now.share * 10))
    return `${where}, ${first.event.says} about as often: in ${inRuns(without)}.`
  return `${where}, ${first.event.says} in ${inRuns(without)}; with it, in ${inRuns(now)}.`
}

/** The number behind the ring's middle, as a sentence; empty where the ring has none. */
function shiftSays(effect: Effect | null, first: Told): string {
  if (!effect || effect.isSeldomWhole || effect.moved.share === 0) return ""
  return `Cutting it shifts ${first.inside} by ${spread(effect.share)} of ${effect.isAlike ? "its range" : "the spread of the runs"}.`
}

function teller(loop: RunLoop, known: Evidence): string {
  if (!loop.fromMap) {
    const voices = known.voices(known.basis(loop.names).claims).length
    return `No document tells the whole of it: it is in the model's equations, on ${voices > 0 ? `the word of ${counted(voices, "voice")}` : "assumptions"}.`
  }
  if (loop.toldBy.length > 0)
    return `${opened(counted(loop.toldBy.length, "document"))} ${loop.toldBy.length === 1 ? "tells" : "tell"} the whole of it.`
  return "Several documents tell a part of it, none the whole."
}
