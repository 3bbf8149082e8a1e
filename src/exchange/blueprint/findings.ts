// What is found wrong with a blueprint while it is laid out flat: issues with their places, collected.
//
// Each cause is said once, and a file with a thousand mistakes gets the first of them in full and the number of
// the rest: nearest names cost a look at all names, so they are looked up for the first issues only.

import {bounded, boundedIssue, type Issue, nearest} from "../../core/fault.ts"
import type {Spot} from "./blueprint.ts"

/** Issues listed in full; what is more is counted. */
const MOST_LISTED = 200
/** Issues for which the nearest known names are looked up. */
const MOST_SUGGESTED = 40
/** Names among which the nearest are looked for: each costs a comparison letter by letter. */
const MOST_COMPARED = 20_000

/** Bytes of what is said, before its place. */
const LONGEST_SAYING = 1000

const NO_EQUATION = "exchange/no-equation"

/** An issue with its place; grave when the model is then not what its file says. */
export type Finding = Issue & {readonly at?: Spot; readonly grave: boolean}

/** Collects issues; of the same cause the first alone. */
export class Findings {
  private readonly file: string
  private readonly found: Finding[] = []
  private readonly said = new Set<string>()
  private left = 0
  private graveLeft = false
  private readonly graveLines: number[] = []
  /** Codes and lines of what was said before. */
  private readonly before = new Set<string>()
  /** Whether missing equations were named before: the reader names all of them. */
  private readonly lacking: boolean

  /** How often something was found, also what had been said. */
  count = 0
  /** Nothing found is grave: what is laid out beside a model. */
  private readonly mild: boolean

  /** @param said what a reader found before: it is not said again. */
  constructor(file: string, said: readonly Finding[] = [], {mild = false}: {readonly mild?: boolean} = {}) {
    this.file = file
    this.mild = mild
    for (const {code, at, grave} of said) {
      if (at) this.before.add(`${code} ${at.line}`)
      if (at && grave) this.graveLines.push(at.line)
    }
    this.lacking = said.some(({code}) => code === NO_EQUATION)
  }

  add(code: string, at: Spot | undefined, says: string, next: string, wrong = true): void {
    this.count++
    const grave = wrong && !this.mild
    if ((at && this.before.has(`${code} ${at.line}`)) || (this.lacking && code === NO_EQUATION)) return
    const once = `${code}\n${says}\n${at?.line}\n${at?.column}`
    if (this.said.has(once)) return
    if (this.found.length >= MOST_LISTED) {
      this.left++
      this.graveLeft ||= grave
      return
    }
    this.said.add(once)
    const place = at && at.line > 0 ? `${this.file}:${at.line}:${at.column}` : this.file
    this.found.push(
      boundedIssue({
        code,
        file: this.file,
        says: `${bounded(says, LONGEST_SAYING)} (${place})`,
        next,
        ...(at ? {at} : {}),
        grave,
      }),
    )
  }

  /** Whether a reader said this of the place's line. */
  saidBefore(code: string, at: Spot): boolean {
    return this.before.has(`${code} ${at.line}`)
  }

  /** Whether something grave was said before of the lines from `line` up to `next`. */
  saidWithin(line: number, next: number): boolean {
    return this.graveLines.some((grave) => grave >= line && grave < next)
  }

  /** A name that nothing has, with the nearest that something has. */
  unknown(what: string, name: string, at: Spot | undefined, names: Iterable<string>): void {
    const near = this.found.length < MOST_SUGGESTED ? nearest(name, first(names, MOST_COMPARED)) : []
    const next =
      near.length > 0
        ? `Did you mean ${near.map((n) => `'${n}'`).join(", ")}?`
        : `Nothing of this file has a name like it`
    // "function, macro or lookup" is a kind of function.
    this.add(`exchange/unknown-${what.split(/[ ,]/)[0]}`, at, `No ${what} '${name}'`, next)
  }

  /** In the order in which they were found. */
  all(): Finding[] {
    if (this.left === 0) return this.found
    const says = `${this.left} more issues of this file are not listed`
    return [
      ...this.found,
      {code: "exchange/more-issues", file: this.file, says, next: "Mend those above first", grave: this.graveLeft},
    ]
  }
}

function* first<T>(all: Iterable<T>, most: number): Iterable<T> {
  let left = most
  for (const one of all) {
    if (left-- <= 0) return
    yield one
  }
}
