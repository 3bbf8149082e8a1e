// Whether two terms say the same: the same tree, numbers to the bit, names by `nameKey`, wherever they stand.
//
// Writers ask it whether what they are about to write reads back as what they were given. Sums of ten thousand
// terms lean to the left, so it goes down that side without recursion.

import {nameKey, type Points, type Subscript, type Term} from "./blueprint.ts"

/** Whether two terms are the same tree. */
export function same(a: Term | null | undefined, b: Term | null | undefined): boolean {
  if (!a || !b) return !a && !b
  let left: Term = a
  let right: Term = b
  while (left.op === "binary" && right.op === "binary") {
    if (left.fn !== right.fn || !same(left.right, right.right)) return false
    left = left.left
    right = right.left
  }
  if (left.op === "number" && right.op === "number") return Object.is(left.value, right.value)
  if (left.op === "time" && right.op === "time") return true
  if (left.op === "text" && right.op === "text") return left.text === right.text
  if (left.op === "name" && right.op === "name")
    return nameKey(left.name) === nameKey(right.name) && sameSubscripts(left.subscripts, right.subscripts)
  if (left.op === "unary" && right.op === "unary") return left.fn === right.fn && same(left.of, right.of)
  if (left.op === "call" && right.op === "call") return left.fn === right.fn && sameTerms(left.args, right.args)
  if (left.op === "apply" && right.op === "apply")
    return (
      nameKey(left.name) === nameKey(right.name) &&
      sameSubscripts(left.subscripts, right.subscripts) &&
      sameTerms(left.args, right.args)
    )
  if (left.op === "points" && right.op === "points")
    return same(left.of, right.of) && samePoints(left.points, right.points)
  if (left.op === "list" && right.op === "list") return sameTerms(left.values, right.values)
  return false
}

/** Whether two lists of terms are the same, one by one. */
export function sameTerms(a: readonly Term[], b: readonly Term[]): boolean {
  return a.length === b.length && a.every((term, i) => same(term, b[i]))
}

/** Whether two references name the same elements. */
export function sameSubscripts(a: readonly Subscript[], b: readonly Subscript[]): boolean {
  return a.length === b.length && a.every((one, i) => sameSubscript(one, b[i]!))
}

function sameSubscript(a: Subscript, b: Subscript): boolean {
  if (a.kind === "name" || a.kind === "over") return a.kind === b.kind && nameKey(a.name) === nameKey(b.name)
  if (a.kind === "all") return b.kind === "all"
  if (a.kind === "range") return b.kind === "range" && same(a.from, b.from) && same(a.to, b.to)
  return b.kind === "term" && same(a.term, b.term)
}

/** Whether two curves go through the same points by the same rules. */
function samePoints(a: Points | undefined, b: Points | undefined): boolean {
  if (!a || !b) return !a && !b
  const numbers = (x: readonly number[] | undefined, y: readonly number[] | undefined) =>
    x?.length === y?.length && (x ?? []).every((value, i) => Object.is(value, y![i]))
  return (
    a.between === b.between && a.beyond === b.beyond && numbers(a.x, b.x) && numbers(a.y, b.y) && numbers(a.box, b.box)
  )
}
