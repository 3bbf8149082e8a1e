// Functions that remember, as what they are made of: stocks, lags, devices, and values kept
// from the start. smooth(x, tau) is a stock that runs after x; a trend is made of a smooth.
//
// A call with its arguments as code goes in; slots of its own are given to it, and code that
// reads them comes out. Each call remembers by itself, but that calls which ask one belt for
// several of its flows share it. What each function is stands in the language's table.

import {Fault} from "../core/fault.ts"
import type {Expr, Time} from "../model/language.ts"
import type {Constants} from "./constants.ts"
import {conveyorShows, type DeviceKind, devices} from "./operations/devices.ts"
import {type Place, showPlace} from "./place.ts"
import type {Code} from "./program.ts"
import type {SlotCode, Slots} from "./slots.ts"
import {NEARLY, stepAfter} from "./steps.ts"

/** Whole multiples of the step count as such where division leaves them a hair below. */
const ROUNDING = 1e-12
/** Highest order of a delay or smooth: each stage is a stock. */
const HIGHEST_ORDER = 1_000
/** Most fiscal periods of one run, where each has a stock of its own. */
const MOST_PERIODS = 1_000

/** Lays out the calls with a memory of one program. */
export class Remembering {
  private readonly slots: Slots
  private readonly constants: Constants
  private readonly time: Time
  private readonly steps: number
  /** The first slot of each belt, by its arguments. */
  private readonly belts = new Map<string, SlotCode>()

  /** @param steps of the whole run. */
  constructor(slots: Slots, constants: Constants, time: Time, steps: number) {
    this.slots = slots
    this.constants = constants
    this.time = time
    this.steps = steps
  }

  /**
   * What a call is made of; null for a function that remembers nothing.
   *
   * @param written its arguments as the model has them: some must be constants.
   * @throws Fault `engine/bad-argument`.
   */
  call(fn: string, args: readonly Code[], written: readonly Expr[], place: Place): Code | null {
    const [x, tau, initial] = args as [Code, Code, Code | undefined]
    const {name} = place
    const order = () => this.constants.whole(written[3]!, "an order", fn, place, (n) => n >= 1 && n <= HIGHEST_ORDER)
    switch (fn) {
      case "initial":
        return this.slots.started(name, x)
      case "active_initial":
        return this.activeInitial(x, tau, name)
      case "previous":
        return this.before(x, (tau as Code | undefined) ?? x, name)
      case "sample_if":
        return this.sample(x, tau, initial!, name)
      case "derivative":
        return this.still(["f", "/", ["f", "-", x, this.before(x, x, name)], ["n", this.time.step]], name)
      case "smooth":
        return this.smooth(x, tau, initial ?? x, name)
      case "smooth3":
        return chain(3, x, tau, (from, part) => this.smooth(from, part, initial ?? x, name))
      case "smooth_n":
        return chain(order(), x, tau, (from, part) => this.smooth(from, part, initial!, name))
      case "delay":
        return this.delay(x, tau, initial ?? x, name)
      case "delay3":
        return chain(3, x, tau, (from, part) => this.delay(from, part, initial ?? x, name))
      case "delay_n":
        return this.delayOfOrder(order(), x, tau, initial!, written[1]!, name)
      case "delay_fixed":
        return this.lag(x, ["f", "whole_steps", tau], initial ?? x, name)
      case "trend":
        return this.trend(x, tau, initial ?? ["n", 0], name)
      case "forecast":
        return this.forecast(args, name)
      case "npv":
        return this.presentValue(args, ["n", 1], name)
      case "npve":
        return this.presentValue(args, discounted(tau, this.time.step), name)
      case "depreciate_straightline":
        return this.straightLine(args, name)
      case "depreciate_by_schedule":
        return this.bySchedule(args, written, place)
      case "internal_rate":
        return this.internalRate(args, written, place)
      case "history":
        return this.history(x, tau, written[1]!, place)
      case "conveyor":
        return this.conveyor(args, written, place)
    }
    return devices.has(fn) ? this.device(fn as DeviceKind, args, name) : null
  }

  /** s' = (x - s) / tau. */
  smooth(x: Code, tau: Code, initial: Code, name: string): Code {
    return this.slots.memory(name, (own) => ["f", "/", ["f", "-", x, own], tau], initial)
  }

  /** m' = x - m / tau, seen as m / tau; m = tau * initial at the start. */
  private delay(x: Code, tau: Code, initial: Code, name: string): Code {
    const own = this.slots.memory(name, (m) => ["f", "-", x, ["f", "/", m, tau]], ["f", "*", tau, initial])
    return ["f", "/", own, tau]
  }

  /**
   * Vensim's DELAY N: n delays in a row, of which the last gives m / tau with the tau of the step before, and gives it
   * for the whole of a step (Vensim reference guide, DELAY N).
   */
  private delayOfOrder(order: number, x: Code, tau: Code, initial: Code, written: Expr, name: string): Code {
    const n = this.stages(order, written)
    const part: Code = ["f", "/", tau, ["n", n]]
    let from = x
    for (let i = 1; i < n; i++) from = this.delay(from, part, initial, name)
    const before = this.constants.isSteady(written) ? part : this.before(part, part, name)
    let out: Code = ["n", 0]
    const rate = (own: Code): Code => {
      out = this.still(["f", "/", own, before], name)
      return ["f", "-", from, out]
    }
    this.slots.memory(name, rate, ["f", "*", part, initial])
    return out
  }

  /** As many stages as a delay time known beforehand has steps: a stage shorter than a step would give more than it holds. */
  private stages(order: number, tau: Expr): number {
    const length = this.constants.worth(tau)
    return length === null
      ? order
      : Math.max(1, Math.min(order, Math.floor((length / this.time.step) * (1 + ROUNDING))))
  }

  /** Seen as `start` by whatever is worked out at the initial time, as x from the first step on. */
  private activeInitial(x: Code, start: Code, name: string): Code {
    const own = this.slots.computed(name, () => x)
    this.slots.starts.push({name, slot: own[1], code: start})
    return own
  }

  /** x as many steps ago as `lag` is worth at the start, `initial` until then. */
  private lag(x: Code, lag: Code, initial: Code, name: string): Code {
    const {slots} = this
    const slot = slots.next()
    const back = slots.started(name, lag)
    const start = slots.started(name, initial)
    slots.starts.push({name, slot, code: start})
    slots.lags.push({name, slot, of: x, lag: back[1], start: start[1]})
    return ["v", slot]
  }

  /** x one step ago, `initial` at the start. */
  private before(x: Code, initial: Code, name: string): Code {
    return this.lag(x, ["n", 1], initial, name)
  }

  /** `code` as it is at the beginning of a step, also within a Runge-Kutta step. */
  private still(code: Code, name: string): Code {
    return this.time.method === "euler" ? code : this.slots.computed(name, (own) => ["f", "once", code, own])
  }

  /** x where the condition holds, else what it was a step ago. */
  private sample(condition: Code, x: Code, initial: Code, name: string): Code {
    return this.slots.computed(name, (own) => {
      const code: Code = ["f", "if", condition, x, this.before(own, initial, name)]
      return this.time.method === "euler" ? code : ["f", "once", code, own]
    })
  }

  /** zidz(x - a, tau * abs(a)), a' = (x - a) / tau, a = x / (1 + initial * tau) at the start. */
  private trend(x: Code, tau: Code, initial: Code, name: string): Code {
    const average = this.smooth(x, tau, beforeTrend(x, tau, initial), name)
    return ["f", "zidz", ["f", "-", x, average], ["f", "*", tau, ["f", "abs", average]]]
  }

  /** x * (1 + zidz(x - a, tau * a) * horizon), a as in `trend`. */
  private forecast(args: readonly Code[], name: string): Code {
    const [x, tau, horizon, initial] = args as [Code, Code, Code, Code | undefined]
    const average = this.smooth(x, tau, initial ? beforeTrend(x, tau, initial) : x, name)
    const trend: Code = ["f", "zidz", ["f", "-", x, average], ["f", "*", tau, average]]
    return ["f", "*", x, ["f", "+", ["n", 1], ["f", "*", trend, horizon]]]
  }

  /** (n + stream * step * d) * factor, d' = -d * rate / (1 + rate * step), n' = stream * d; d is `first` at the start. */
  private presentValue(args: readonly Code[], first: Code, name: string): Code {
    const [stream, rate, initial, factor] = args as [Code, Code, Code, Code]
    const step: Code = ["n", this.time.step]
    const growth: Code = ["f", "+", ["n", 1], ["f", "*", rate, step]]
    const falling = (own: Code): Code => ["f", "/", ["f", "*", ["f", "negative", own], rate], growth]
    const discount = this.slots.memory(name, falling, first)
    const sum = this.slots.memory(name, () => ["f", "*", stream, discount], initial)
    const now: Code = ["f", "*", ["f", "*", stream, step], discount]
    return ["f", "*", ["f", "+", sum, now], factor]
  }

  /** What this step brings counts at once, so that each period writes off its share of all that it brings in. */
  private straightLine(args: readonly Code[], name: string): Code {
    const earlier = this.device("depreciation", args, name)
    const periods: Code = ["v", earlier[1] + 1]
    return ["f", "/", ["f", "+", this.still(args[0]!, name), earlier], periods]
  }

  /** As in equal parts, by shares; the calls give how many there are. */
  private bySchedule(args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const n = this.constants.whole(written[1]!, "a length", "depreciate_by_schedule", place, (count) => count >= 1)
    const given = args.slice(2)
    if (given.length !== 3 + 2 * n)
      throw new Fault(
        "engine/bad-argument",
        `depreciate_by_schedule of ${n} shares is called with ${given.length} numbers`,
        {
          place: showPlace(place),
          next: "Behind the time since which periods count stand its shares, then as many amounts",
        },
      )
    const earlier = this.device("depreciation_schedule", given, place.name)
    return ["f", "+", ["f", "*", this.still(given[0]!, place.name), ["v", earlier[1] + 1]], earlier]
  }

  /** A stock for each period's sum, and the rate at which all of them are worth nothing. */
  private internalRate(args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const [stream, , initial, at, missing] = args as [Code, Code, Code, Code, Code]
    const {start, step} = this.time
    const period = this.constants.worth(written[1]!)
    const periods = period !== null && period > 0 ? Math.floor((this.steps * step) / period + NEARLY) + 1 : 0
    if (period === null || periods < 1 || periods > MOST_PERIODS)
      throw new Fault(
        "engine/bad-argument",
        period === null || periods < 1
          ? "internal_rate needs a period that is a constant above 0"
          : `internal_rate has ${periods} periods in this run, more than ${MOST_PERIODS}`,
        {place: showPlace(place), next: "Give it the length of a fiscal period, such as a year, as a plain number"},
      )
    const flow = this.still(stream, place.name)
    const begins = (j: number) => stepAfter(j * period, step)
    const sums = Array.from({length: periods}, (_, j): Code => {
      const within = (code: Code): Code => ["f", "during", ["n", begins(j)], ["n", begins(j + 1)], code, ["n", 0]]
      const sum = this.slots.memory(place.name, () => within(stream), ["n", 0])
      return ["f", "+", sum, within(["f", "*", flow, ["n", step]])]
    })
    const since: Code = ["f", "/", ["f", "-", at, ["n", start]], ["n", period]]
    const code: Code = ["f", "rate_of_return", ["n", periods], ...sums, initial, since, missing]
    const slot = this.slots.next()
    this.slots.body.push({name: place.name, slot, code, count: 1})
    return ["v", slot]
  }

  /** x at a time that is known beforehand, or so long ago as is. */
  private history(x: Code, at: Code, written: Expr, place: Place): Code {
    if (
      written.op === "binary" &&
      written.fn === "-" &&
      written.left.op === "time" &&
      this.constants.isSteady(written.right)
    ) {
      const ago = this.constants.worth(written.right)
      if (ago === 0) return x
      if (ago !== null && ago < 0) return ["n", 0]
      // Where the difference is worked out on its own, for being tall, it is taken apart again.
      const back: Code = at[0] === "f" ? at[3]! : ["f", "-", ["n", this.time.start], at]
      return this.lag(x, ["f", "whole_steps", back], ["n", 0], place.name)
    }
    if (written.op === "time") return x
    if (this.constants.isSteady(written)) return this.sample(["f", "pulse", at, ["n", 0]], x, ["n", 0], place.name)
    throw new Fault("engine/bad-argument", "history is asked for a time that changes in the run", {
      place: showPlace(place),
      next: "Write a time that is a constant, or time - c with c a constant",
    })
  }

  /** A device shows slots at the beginning of a step and takes its arguments at its end. */
  private device(kind: DeviceKind, args: readonly Code[], name: string): SlotCode {
    const {shows, starts, repeats} = devices.get(kind)!
    const count = shows ?? conveyorShows(args.length)
    const slot = this.slots.next(count)
    const begins = (repeats ? args : args.slice(0, starts.length)).map((arg) => this.slots.started(name, arg)[1])
    this.slots.devices.push({name, kind, slot, count, given: args, begins})
    return ["v", slot]
  }

  /** One belt for all calls that differ in which of its flows they ask for alone. */
  private conveyor(args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const given = args.slice(1)
    const flows = conveyorShows(given.length)
    const isFlow = (n: number) => Number.isInteger(n) && n >= 0 && n < flows
    const which = this.constants.whole(written[0]!, "a flow", "conveyor", place, isFlow)
    const key = JSON.stringify(given)
    const belt = this.belts.get(key) ?? this.device("conveyor", given, place.name)
    this.belts.set(key, belt)
    return ["v", belt[1] + which]
  }
}

/** n stages in a row, each of tau / n. */
function chain(n: number, x: Code, tau: Code, stage: (from: Code, part: Code) => Code): Code {
  const part: Code = ["f", "/", tau, ["n", n]]
  let from = x
  for (let i = 0; i < n; i++) from = stage(from, part)
  return from
}

/** x / (1 + growth * tau): where the average of x stands that has grown at that rate for long. */
function beforeTrend(x: Code, tau: Code, growth: Code): Code {
  return ["f", "/", x, ["f", "+", ["n", 1], ["f", "*", growth, tau]]]
}

/** 1 / (1 + rate * step). */
function discounted(rate: Code, step: number): Code {
  return ["f", "/", ["n", 1], ["f", "+", ["n", 1], ["f", "*", rate, ["n", step]]]]
}
