// Sums over elements of arrays that are laid out as one term: `SUM(a[row,mid!] * b[mid!,column])`.
//
// In: the argument of a sum, where it stands. Out: the sum of a term in which each array is a row of elements evenly
// apart; or null, where the turns differ in more than the elements they read, and the sum is written out.

import {ArraySum, type Expr, type Row, type Summand} from "../../model/index.ts"
import {nameKey, type Subscript, type Term} from "../blueprint/blueprint.ts"
import type {Axis} from "../blueprint/dimensions.ts"
import {type Entry, openAxes} from "./scope.ts"
import {type Expander, lengthOf, type Run, type Site} from "./site.ts"

/** Sums of fewer elements are written out: they are no longer than a term. */
const FEWEST = 16

/** What a sum runs over, and how many turns each of them is apart from its next element. */
type Turns = {readonly runs: readonly Run[]; readonly lengths: readonly number[]; readonly count: number}

/** The sum of `arg` as one term; null where it is none. */
export function termSum(expansion: Expander, arg: Term, call: Extract<Term, {op: "call"}>, site: Site): Expr | null {
  if (site.over.size > 0 || site.wild !== null || !isPlain(arg)) return null
  const runs = expansion.runs([arg], site)
  const lengths = runs.map(lengthOf)
  const count = lengths.reduce((product, length) => product * length, 1)
  if (runs.length === 0 || count < FEWEST) return null
  const term = summand(expansion, arg, {runs, lengths, count}, site)
  if (!term || !expansion.spend(count, site, call.at)) return null
  return new ArraySum(term, count)
}

/** Whether a term is made of nothing but numbers, names, time, sums, differences and products. */
function isPlain(term: Term): boolean {
  for (let at = term; ; at = at.left) {
    if (at.op === "unary") return at.fn === "-" && isPlain(at.of)
    if (at.op !== "binary") return at.op === "number" || at.op === "time" || at.op === "name"
    if (!(at.fn === "+" || at.fn === "-" || at.fn === "*") || !isPlain(at.right)) return false
  }
}

function summand(expansion: Expander, term: Term, turns: Turns, site: Site): Summand | null {
  switch (term.op) {
    case "number":
      return {op: "number", value: term.value}
    case "time":
      return {op: "time"}
    case "unary": {
      const of = summand(expansion, term.of, turns, site)
      return of && {op: "unary", fn: "-", of}
    }
    case "binary": {
      const left = summand(expansion, term.left, turns, site)
      const right = left && summand(expansion, term.right, turns, site)
      return right && {op: "binary", fn: term.fn as "+" | "-" | "*", left: left!, right}
    }
    case "name":
      return row(expansion, term, turns, site)
    default:
      return null
  }
}

/** The elements that a name goes through; one name where it stays at the same. */
function row(
  expansion: Expander,
  term: Extract<Term, {op: "name"}>,
  {runs, lengths, count}: Turns,
  site: Site,
): Row | Extract<Expr, {op: "name"}> | null {
  const access = site.scope.find(term.name)
  if (!access || access.entry.kind === "table" || access.settled.some((element) => element !== null)) return null
  const axes = openAxes(access)
  if (term.subscripts.length > 0 && term.subscripts.length !== axes.length) return null
  const names = namesOf(access.entry)
  if (!names) return null
  const strides = runs.map(() => 0)
  let first = 0
  let wild = 0
  // Of an array with the same dimension twice the places are bound one after the other.
  const used = axes.length > 1 ? new Map<string, number>() : null
  for (let i = 0; i < axes.length; i++) {
    const axis = axes[i]!
    const size = axis.elements.length
    first *= size
    for (let r = 0; r < strides.length; r++) strides[r] = strides[r]! * size
    const subscript: Subscript = term.subscripts[i] ?? {kind: "all"}
    const r = runs.findIndex((run) => isAlong(run, subscript, axis, wild))
    if (subscript.kind === "all") wild++
    if (r >= 0) {
      strides[r] = strides[r]! + 1
      if (subscript.kind === "over") {
        const key = nameKey(subscript.name)
        used?.set(key, (used.get(key) ?? 0) + 1)
      }
    } else {
      const element = subscript.kind === "name" ? expansion.settledAt(subscript, axis, used, site) : null
      if (element === null) return null
      first += axis.place.get(element)!
    }
  }
  if (strides.every((stride) => stride === 0)) return {op: "name", name: names[first]!}
  // The last run turns fastest: all together go evenly where each stride is that of all behind it.
  const stride = strides.at(-1)!
  let apart = stride
  for (let r = runs.length - 1; r >= 0; r--) {
    if (strides[r] !== apart) return null
    apart *= lengths[r]!
  }
  return first + stride * (count - 1) < names.length ? {op: "row", names, first, stride} : null
}

/** Whether a subscript goes through all elements of an axis as `run` does. */
function isAlong(run: Run, subscript: Subscript, axis: Axis, wild: number): boolean {
  if (run.kind === "wild") return subscript.kind === "all" && run.nth === wild && run.length === axis.elements.length
  if (subscript.kind !== "over" || nameKey(subscript.name) !== run.axis.key) return false
  return run.axis === axis || sameElements(run.axis, axis)
}

function sameElements(a: Axis, b: Axis): boolean {
  return a.elements.length === b.elements.length && a.elements.every((element, i) => b.elements[i] === element)
}

const lists = new WeakMap<Entry, readonly string[] | null>()

/** The flat names of an array's elements, the last dimension running fastest; null where one has no equation. */
function namesOf(entry: Entry): readonly string[] | null {
  const known = lists.get(entry)
  if (known !== undefined) return known
  const size = entry.axes.reduce((product, axis) => product * axis.elements.length, 1)
  const names: string[] = []
  for (let place = 0; place < size; place++) {
    const instance = entry.placed.get(place)
    if (!instance) break
    names.push(instance.flat)
  }
  const all = names.length === size ? names : null
  lists.set(entry, all)
  return all
}
