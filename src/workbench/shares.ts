// In what share of runs choices move what is asked about, before a decision and after it. In: maps, and what holds a choice up in
// a model drafted from one. Out: the shares that a decision moved, in sentences.

import {leversToPress} from "../firstreading/index.ts"
import {type CausalMap, movedBetween} from "../map/index.ts"
import type {Press} from "../outlook/index.ts"
import {outcomesOf} from "./effect.ts"
import type {Shares} from "./shapes.ts"

/** Runs that each choice is held up in: enough to tell tenths. */
const RUNS = 100
/** Choices that are held up, those with most voices: each costs an ensemble. */
const MOST_PRESSED = 12
/** Links of a map whose runs take a second or two. */
const MOST_LINKS = 300
/** A share that moves by less is not told: how strong a link is, is drawn wide. */
const LEAST_MOVED = 0.1
/** Shares that are told in words; beyond it they are counted. */
const MOST_NAMED = 3

/** Holds each of these factors of a map up, in so many runs of a model drafted from it. */
export type PressEach = (map: CausalMap, factors: readonly string[], runs: number) => Promise<readonly Press[]>

type Cell = {readonly lever: string; readonly outcome: string; readonly up: number; readonly down: number}

/** What choices do in runs of one map, by choice and outcome. */
type Cells = ReadonlyMap<string, Cell>

/** Maps do not change, and what is now is what was before the next decision. */
const known = new WeakMap<CausalMap, Promise<Cells>>()

/** @throws Fault of the draft, or of runs that all fail. */
function pressedOf(map: CausalMap, asked: readonly string[], press: PressEach): Promise<Cells> {
  const there = known.get(map)
  if (there) return there
  const outcomes = outcomesOf(map, asked)
  const levers = leversToPress(map, outcomes).press.slice(0, MOST_PRESSED)
  const made = (levers.length === 0 ? Promise.resolve([]) : press(map, levers, RUNS)).then(
    (each) =>
      new Map(
        each.flatMap(({factor: lever, responses}) =>
          responses
            .filter(({factor}) => outcomes.includes(factor))
            .map(({factor: outcome, up, down}) => [keyOf(lever, outcome), {lever, outcome, up, down}] as const),
        ),
      ),
  )
  known.set(map, made)
  made.catch(() => known.delete(map))
  return made
}

const keyOf = (lever: string, outcome: string): string => `${lever}\u0000${outcome}`

/**
 * Which shares of runs moved from one map to another; those of a choice and an outcome that both maps have.
 * @param asked  outcomes that the case asks for, by id.
 * @throws Fault of the draft, or of runs that all fail.
 */
export async function sharesMoved(
  before: CausalMap,
  after: CausalMap,
  asked: readonly string[],
  press: PressEach,
): Promise<Omit<Shares, "rev">> {
  const most = Math.max(before.links.length, after.links.length)
  if (most > MOST_LINKS)
    return {runs: 0, of: 0, says: [`Not worked out for a map of ${most} links: the page has them.`]}
  const then = await pressedOf(before, asked, press)
  const now = await pressedOf(after, asked, press)
  const {became} = movedBetween(before, after)
  const id = (was: string): string => became.get(was) ?? was
  const were = new Map([...then.values()].map((cell) => [keyOf(id(cell.lever), id(cell.outcome)), cell]))
  const names = new Map(after.factors.map((factor) => [factor.id, factor.name]))
  const both = [...now].flatMap(([key, is]) => (were.has(key) ? [{is, was: were.get(key)!}] : []))
  const moved = both
    .flatMap(({is, was}) =>
      (["up", "down"] as const).map((way) => ({
        ...is,
        way,
        was: was[way],
        is: is[way],
        by: Math.abs(is[way] - was[way]),
      })),
    )
    .filter(({by}) => by >= LEAST_MOVED)
    .sort((a, b) => b.by - a.by)
  const tenths = (share: number): number => Math.round(share * 10)
  const told = moved.slice(0, MOST_NAMED).map(({lever, outcome, way, was, is}) => {
    const does = way === "up" ? "raises" : "lowers"
    return `More of ${names.get(lever)} ${does} ${names.get(outcome)} in ${tenths(is)} of 10 runs, ${tenths(was)} before.`
  })
  const left = moved.length - told.length
  if (left > 0) told.push(`${left} more ${left === 1 ? "share moves" : "shares move"}.`)
  return {
    runs: both.length > 0 ? RUNS : 0,
    of: both.length,
    says: both.length > 0 && told.length === 0 ? ["No share of runs moves by a tenth."] : told,
  }
}
