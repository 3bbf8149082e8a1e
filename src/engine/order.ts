// In which order assignments are worked out: each after everything it reads.
//
// Assignments in any order go in, the same ones sorted come out; what waits for itself is
// handed to the caller as a circle, to be refused in the model's own names. The given order
// is kept where it is free, so that equal models give equal programs.

import {readsOf} from "./code.ts"
import {type Assignment, type Code, slotsOf} from "./program.ts"

/** `assignments` so ordered that each reads only slots written before it. */
export function ordered(
  assignments: readonly Assignment[],
  refuse: (circle: readonly Assignment[]) => never,
): Assignment[] {
  // Depth-first by what reads what (Tarjan 1976).
  const bySlot = writers(assignments)
  const done = new Set<Assignment>()
  const sorted: Assignment[] = []
  // An explicit stack, so that a chain of ten thousand auxiliaries does not exhaust the call stack.
  for (const root of assignments) {
    const path: {assignment: Assignment; reads: number[]; at: number}[] = []
    const open = new Map<Assignment, number>()
    const enter = (assignment: Assignment) => {
      const at = open.get(assignment)
      // path[i] reads path[i + 1]: the circle is already in the order "a <- b".
      if (at !== undefined) refuse(path.slice(at).map((entry) => entry.assignment))
      if (done.has(assignment)) return
      open.set(assignment, path.length)
      path.push({assignment, reads: waitsFor(assignment.code), at: 0})
    }
    enter(root)
    while (path.length > 0) {
      const top = path.at(-1)!
      if (top.at < top.reads.length) {
        const next = bySlot.get(top.reads[top.at++]!)
        if (next && !done.has(next)) enter(next)
      } else {
        path.pop()
        open.delete(top.assignment)
        done.add(top.assignment)
        sorted.push(top.assignment)
      }
    }
  }
  return sorted
}

/** `starts` and whatever of `body` they need, in any order. A slot that has both starts with the former. */
export function neededFor(starts: readonly Assignment[], body: readonly Assignment[]): Assignment[] {
  const starting = new Set(starts.map(({slot}) => slot))
  const bySlot = writers([...body.filter(({slot}) => !starting.has(slot)), ...starts])
  const needed = new Set(starts)
  // A set is gone through in the order in which it grows.
  for (const assignment of needed)
    for (const slot of waitsFor(assignment.code)) {
      const writer = bySlot.get(slot)
      if (writer) needed.add(writer)
    }
  return [...needed]
}

/** Every slot that must be written before `code` is worked out; what `once` was a moment ago is nothing it waits for. */
function waitsFor(code: Code): number[] {
  return readsOf(code[0] === "f" && code[1] === "once" ? code[2]! : code)
}

/** Which assignment writes each slot: a list, since slots are dense and are looked up a million times. */
function writers(assignments: readonly Assignment[]): {get(slot: number): Assignment | undefined} {
  const bySlot: (Assignment | undefined)[] = []
  for (const assignment of assignments)
    for (const slot of slotsOf(assignment)) {
      while (bySlot.length <= slot) bySlot.push(undefined)
      bySlot[slot] = assignment
    }
  return {get: (slot) => bySlot[slot]}
}
