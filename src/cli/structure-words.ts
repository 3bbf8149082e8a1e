// What was done to the structure of a map, for people: a line of counts, and the links and circles by name.

import {counted} from "../core/counted.ts"
import type {Link, Loop, Moved, StructureChange} from "../map/index.ts"

const COUNTS = [
  ["circles", "loops"],
  ["links", "links"],
  ["told twice", "toldTwice"],
  ["contested", "contested"],
] as const

/** "circles 13 to 12, links 80 to 79, told twice 10 to 10, contested 4 to 4 (1 link gone)" */
export function changeInWords({before, after, moved: named}: StructureChange): string {
  const {gone, added, turned} = named
  const links = [
    [gone.length, "gone"],
    [added.length, "new"],
    [turned.length, "with another sign"],
  ] as const
  const moved = links.filter(([n]) => n > 0).map(([n, how]) => `${counted(n, "link")} ${how}`)
  const still = movesInWords(named).length === 0 && COUNTS.every(([, key]) => before[key] === after[key])
  // What a merge calls by another name is the same link, and not nothing.
  const how = named.became.size > 0 ? "links moved by name alone" : "nothing moved"
  if (still) return `${how}: ${COUNTS.map(([name, key]) => `${name} ${after[key]}`).join(", ")}`
  const counts = COUNTS.map(([name, key]) => `${name} ${before[key]} to ${after[key]}`).join(", ")
  return moved.length === 0 ? counts : `${counts} (${moved.join(", ")})`
}

/** Lines that name what an edit moved; beyond them it is counted. */
const MOST_MOVES = 8

/**
 * "Payment -> Diesel supply: was +, now -", "gone: ...", "new: ...", and the circles that closed or opened, below the line of
 * counts. Where there are many each sort has its share of the lines.
 */
export function movesInWords({closed, opened, gone, added, turned, nowTwice, nowOnce, ...moved}: Moved): string[] {
  const called = (id: string): string => moved.called(id).replace(/\s+/g, " ")
  const arrow = ({from, to}: Pick<Link, "from" | "to">): string => `${called(from)} -> ${called(to)}`
  const round = ({factors}: Loop): string => [...factors, factors[0]!].map(called).join(" -> ")
  const sorts = [
    turned.map(({link, was}) => `${arrow(link)}: was ${was}, now ${link.sign}`),
    gone.map((link) => `gone: ${arrow(link)}`),
    added.map((link) => `new: ${arrow(link)} (${link.sign})`),
    nowTwice.map((link) => `told by two now: ${arrow(link)}`),
    nowOnce.map((link) => `told by one now: ${arrow(link)}`),
    closed.map((loop) => `a circle closes: ${round(loop)}`),
    opened.map((loop) => `a circle opens: ${round(loop)}`),
  ]
  const all = sorts.reduce((sum, sort) => sum + sort.length, 0)
  const deepest = sorts.reduce((most, sort) => Math.max(most, sort.length), 0)
  const shares = sorts.map(() => 0)
  let left = Math.min(MOST_MOVES, all)
  for (let depth = 0; depth < deepest && left > 0; depth++)
    sorts.forEach((sort, i) => {
      if (left === 0 || sort.length <= depth) return
      shares[i]!++
      left--
    })
  const lines = sorts.flatMap((sort, i) => sort.slice(0, shares[i]))
  return [...lines, ...(all > lines.length ? [`... and ${all - lines.length} more`] : [])].map((line) => `  ${line}`)
}
