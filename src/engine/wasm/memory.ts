// Where everything stands in the memory of a module that runs a block of members.
//
// A program, the outputs to keep and the number of members go in; places in bytes come out.
// State is slot-major: the number of `slot` in `member` is at slot * stride + member * 8, and
// whatever else each member has of its own (rates, conditions, what lags remember) stands
// behind the slots in rows of the same stride, so that one address serves a loop for all.

import {type Program, rows} from "../program.ts"
import type {Group} from "./schedule.ts"

/**
 * Members of a block, two to a vector: what the loops of a model of a hundred variables pass on to each other stays in
 * an innermost cache of 32 KiB. Models of other sizes gain or lose little by another number.
 */
const MEMBERS = 32
/** Bytes of a block's results that leave room in a second cache of 1 MiB; blocks with more are half as large. */
const MOST_RESULTS = 1 << 19
/**
 * Bytes between one slot's members and the next slot's: a cache line, so that the same member of many slots does not
 * fall on the same few lines of the innermost cache.
 */
const GAP = 32
/** Saved rows that are gathered before they are turned from members-last to rows-last. */
export const TILE = 8

/** Where everything stands in a module's memory, in bytes, and what JavaScript is asked to do by number. */
export type Layout = {
  readonly members: number
  /** Numbers from one slot's first member to the next slot's. */
  readonly pitch: number
  /** Flags of a loop that found something: one vector for two members. */
  readonly flags: number
  /** Results: member x kept output x row. */
  readonly results: number
  /** Histories of lags, each (steps + 1) x members. */
  readonly histories: number
  /** The first slot of the conditions of events. */
  readonly conditions: number
  /** The first slot of what conditions were at the step before. */
  readonly held: number
  /** What `host.foreign` and `host.look` name by number. */
  readonly groups: readonly Group[]
  /** Bytes of all slots, from 0. */
  readonly state: number
}

/** Places in bytes; what a member has of its own stands there as in a slot. */
export type Memory = {
  readonly members: number
  /** Bytes of one slot. */
  readonly stride: number
  /** Rates of stocks; where they began the step, and weighted sums of their rates, but for Euler's method. */
  readonly rates: number
  readonly before: number
  readonly sums: number
  /** Conditions of events, and what they were at the step before. */
  readonly conditions: number
  readonly held: number
  /** Values of lags on their way into their histories. */
  readonly passing: number
  readonly flags: number
  readonly histories: number
  /** Saved rows on their way into the results: row x kept output x member. */
  readonly tile: number
  readonly results: number
  readonly end: number
}

/** As many members as a block of `program` does well with, where so many outputs are kept. */
export function wellSized(program: Program, kept: number): number {
  return MEMBERS * kept * rows(program) * 8 > MOST_RESULTS ? MEMBERS / 2 : MEMBERS
}

/** The memory of a block that keeps so many outputs. */
export function memoryOf(program: Program, kept: number, members: number): Memory {
  const stride = members * 8 + GAP
  let end = program.width * stride
  const room = (bytes: number) => {
    const at = end
    end += Math.ceil(bytes / 16) * 16
    return at
  }
  const stocks = program.stocks.length * stride
  const places = {
    rates: room(stocks),
    before: room(program.time.method === "euler" ? 0 : stocks),
    sums: room(program.time.method === "euler" ? 0 : stocks),
    conditions: room(program.events.length * stride),
    held: room(program.events.length * stride),
    passing: room(program.lags.length * stride),
    flags: room(stride),
    histories: room(program.lags.length * (program.steps + 1) * stride),
    tile: room(TILE * kept * stride),
    results: room(members * kept * rows(program) * 8),
  }
  return {members, stride, ...places, end}
}

/** Numbers that stand in memory from the beginning, each in both lanes, behind all else. */
export class Constants {
  readonly first: number
  private readonly places = new Map<number | string, {readonly at: number; readonly value: number}>()

  constructor(first: number) {
    this.first = first
  }

  /** Where `value` stands; two names for 0, since the one below it is another number. */
  place(value: number): number {
    const key = Object.is(value, -0) ? "-0" : value
    const known = this.places.get(key) ?? {at: this.end, value}
    this.places.set(key, known)
    return known.at
  }

  get end(): number {
    return this.first + this.places.size * 16
  }

  /** All of them, as they stand. */
  numbers(): number[] {
    return [...this.places.values()].flatMap(({value}) => [value, value])
  }
}
