// In which order a block works its equations out, which of them one loop does together, and
// where in that order each stock may move.
//
// Assignments in an order that would do go in, groups of them come out: equations that wait
// for each other stand apart, those without a vector form alone. Each still comes after all
// it reads, so that the numbers are the same whatever the order; only speed depends on it.

import {argumentsOf, partsOf, readsOf} from "../code.ts"
import type {OpenTable} from "../operations/tables.ts"
import {type Assignment, type Code, type StockSlot, slotsOf} from "../program.ts"
import {hasKernel, isPlain, KERNELS} from "./vector-forms.ts"

/** Equations of one loop over members. Fewer load more often, more keep more numbers than there are registers. */
export const CHUNK = 8
/** Instructions' weight that ends a loop early: a kernel counts as many. */
const HEAVY = 600
/** Operations of a kernel, about. */
const KERNEL = 30

/** Equations that stand in one loop, or that JavaScript evaluates for all members. */
export type Group = {readonly assignments: readonly Assignment[]; readonly foreign: boolean}

/** A stock, its rate, and the slots that the rate reads. */
export type Move = {readonly stock: StockSlot; readonly rate: Code; readonly reads: readonly number[]}

/** What `code` counts for in the size of a loop. */
function weight(code: Code): number {
  let sum = 0
  for (const part of partsOf(code)) sum += part[0] === "l" || (part[0] === "f" && KERNELS.has(part[1])) ? 1 + KERNEL : 1
  return sum
}

function isPlainAssignment({code, count}: Assignment, tables: readonly OpenTable[]): boolean {
  return count === undefined && isPlain(code, tables)
}

/** Cycles until the value of an operation can be used, and what a processor does meanwhile: rough, and good enough to order by. */
const LATENCY = {operation: 3, division: 13, table: 20, kernel: 75}
const OPERATIONS_A_CYCLE = 2.5
/** Equations among which the next one is chosen. */
const CANDIDATES = 32
/** Cycles by which a kernel comes before other equations. */
const AHEAD = 1000

/** Cycles of one operation by itself. */
function cyclesOf(code: Code): number {
  if (code[0] === "l") return LATENCY.table
  if (code[0] !== "f") return 0
  return KERNELS.has(code[1]) ? LATENCY.kernel : code[1] === "/" ? LATENCY.division : LATENCY.operation
}

/** The longest chain of operations in `code`, in cycles. */
function latency(code: Code): number {
  let longest = 0
  const open: {code: Code; above: number}[] = [{code, above: 0}]
  for (let next = open.pop(); next; next = open.pop()) {
    const sum = next.above + cyclesOf(next.code)
    if (sum > longest) longest = sum
    for (const arg of argumentsOf(next.code)) open.push({code: arg, above: sum})
  }
  return longest
}

/**
 * The same assignments in an order that keeps what waits for each other apart: a processor looks only some hundred
 * operations ahead, and a chain of equations one after the other leaves it idle. Those without a vector form come
 * together, as late as can be. Each still comes after all it reads.
 */
export function spreadOut(assignments: readonly Assignment[], tables: readonly OpenTable[]): Assignment[] {
  const writer = new Map<number, number>()
  assignments.forEach((assignment, i) => {
    for (const slot of slotsOf(assignment)) writer.set(slot, i)
  })
  // What keeps its own value of before does not wait for itself.
  const needs = assignments.map(({code}, i) => [
    ...new Set(
      readsOf(code).flatMap((slot) => (writer.has(slot) && writer.get(slot) !== i ? [writer.get(slot)!] : [])),
    ),
  ])
  const readers: number[][] = assignments.map(() => [])
  needs.forEach((list, i) => {
    for (const need of list) readers[need]!.push(i)
  })
  const latencies = assignments.map(({code}) => latency(code))
  // Cycles from the beginning of an equation to the end of all that waits for it.
  const height = new Float64Array(assignments.length)
  for (let i = assignments.length - 1; i >= 0; i--)
    height[i] = latencies[i]! + readers[i]!.reduce((most, reader) => Math.max(most, height[reader]!), 0)
  const waiting = needs.map((list) => list.length)
  const plain = assignments.map((assignment) => isPlainAssignment(assignment, tables))
  const ready: number[] = []
  const readyForeign: number[] = []
  const open = (i: number) => (plain[i] ? ready : readyForeign).push(i)
  waiting.forEach((count, i) => {
    if (count === 0) open(i)
  })
  const done = new Float64Array(assignments.length)
  const sorted: Assignment[] = []
  let now = 0
  let first = 0
  const kernel = assignments.map(({code}) => hasKernel(code))
  const finish = (i: number) => {
    sorted.push(assignments[i]!)
    for (const reader of readers[i]!) if (--waiting[reader]! === 0) open(reader)
  }
  while (sorted.length < assignments.length) {
    if (first === ready.length) {
      if (readyForeign.length === 0) throw new Error("assignments that wait for each other")
      for (const i of readyForeign.splice(0)) finish(i)
      continue
    }
    let best = first
    let earliest = Number.POSITIVE_INFINITY
    for (let at = first; at < Math.min(ready.length, first + CANDIDATES); at++) {
      const i = ready[at]!
      const begin = needs[i]!.reduce((most, need) => Math.max(most, done[need]!), now)
      // Kernels stand together, as early as can be: their constants then stay in registers from one to the next.
      const start = kernel[i] ? begin - AHEAD : begin
      if (start < earliest || (start === earliest && height[i]! > height[ready[best]!]!)) {
        earliest = start
        best = at
      }
    }
    const i = ready[best]!
    // The one at the front takes the place of the one taken.
    ready[best] = ready[first]!
    first++
    done[i] = earliest + latencies[i]!
    now += weight(assignments[i]!.code) / OPERATIONS_A_CYCLE
    finish(i)
  }
  return sorted
}

/** `assignments` in order, as many together as one loop does well; foreign ones are alone. */
export function chunksOf(assignments: readonly Assignment[], tables: readonly OpenTable[]): Group[] {
  const chunks: Group[] = []
  let open: Assignment[] = []
  let size = 0
  const close = () => {
    if (open.length > 0) chunks.push({assignments: open, foreign: false})
    open = []
    size = 0
  }
  for (const assignment of assignments) {
    if (isPlainAssignment(assignment, tables)) {
      open.push(assignment)
      size += weight(assignment.code)
      if (open.length >= CHUNK || size > HEAVY) close()
    } else {
      close()
      chunks.push({assignments: [assignment], foreign: true})
    }
  }
  close()
  return chunks
}

/** For each of `chunks` the stocks that may move behind it: nothing after it reads their old values. */
export function movesBehind(chunks: readonly Group[], stocks: readonly StockSlot[]): Move[][] {
  const written = new Map<number, number>()
  const lastRead = new Map<number, number>()
  chunks.forEach(({assignments}, c) => {
    for (const assignment of assignments) {
      for (const slot of slotsOf(assignment)) written.set(slot, c)
      for (const read of readsOf(assignment.code)) lastRead.set(read, c)
    }
  })
  const moves = stocks.map((stock): Move => {
    const rate = whileFree(stock.rate, stock.holds)
    return {stock, rate, reads: [...new Set(readsOf(rate))]}
  })
  const bySlot = new Map(stocks.map(({slot}, i) => [slot, i]))
  const when = moves.map(({stock, reads}) =>
    reads.reduce((latest, read) => Math.max(latest, written.get(read) ?? 0), lastRead.get(stock.slot) ?? 0),
  )
  const behind: number[][] = chunks.map(() => [])
  when.forEach((c, i) => {
    behind[c]!.push(i)
  })
  // A stock that another's rate reads moves not before that other. From the last chunk to the first, each is looked
  // at once, with the chunk that is its own for good.
  const settled = new Set<number>()
  for (let c = chunks.length - 1; c >= 0; c--) {
    const here = behind[c]!
    for (let next = 0; next < here.length; next++) {
      const i = here[next]!
      if (settled.has(i)) continue
      settled.add(i)
      for (const read of moves[i]!.reads) {
        const other = bySlot.get(read)
        if (other === undefined || settled.has(other) || when[other] === c) continue
        when[other] = c
        here.push(other)
      }
    }
  }
  return behind.map((list, c) => [...new Set(list)].filter((i) => when[i] === c).map((i) => moves[i]!))
}

/** `rate`, or 0 while it is held. */
export function whileFree(rate: Code, holds: readonly {readonly from: number; readonly to: number}[]): Code {
  return holds.reduce((code: Code, {from, to}) => ["f", "during", ["n", from], ["n", to], ["n", 0], code], rate)
}

/** Whether the rate of `stock` is sums and products of what does not move with the stocks, itself apart. */
export function isDirect({slot, rate, holds}: StockSlot, stocks: ReadonlySet<number>): boolean {
  if (holds.length > 0 || weight(rate) > MOST_DIRECT) return false
  const open = [rate]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next[0] === "n") continue
    if (next[0] === "v") {
      if (next[1] !== slot && stocks.has(next[1])) return false
    } else if (next[0] === "f" && SIMPLE.has(next[1])) open.push(...argumentsOf(next))
    else return false
  }
  return true
}

/** Operations that flag nothing. */
const SIMPLE: ReadonlySet<string> = new Set(["+", "-", "*", "negative"])
/** Operations of a rate that is worked out where its stock moves. */
const MOST_DIRECT = 40
