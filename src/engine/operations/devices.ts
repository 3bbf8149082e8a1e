// States that are no stocks: delays by a time that changes, batches, belts. A device shows
// what it has at the beginning of a step, and takes its arguments at the step's end; within
// a Runge-Kutta step it stands still.
//
// The interpreter and the compiled form run these same objects, so their bits agree by
// construction. Definitions as in Vensim's reference ("Dynamic Functions").

import {stepAfter} from "../steps.ts"

/** The devices by their names in the language. */
export type DeviceKind =
  | "delay_information"
  | "delay_material"
  | "delay_batch"
  | "delay_conveyor"
  | "conveyor"
  | "depreciation"
  | "depreciation_schedule"

/** One device of one run. */
export type Device = {
  /** Begins a run; `args` are the values of its arguments at the initial time. False where it cannot, being too long. */
  begin(args: readonly number[]): boolean
  /** What it shows at step k, written to `into` from index `first` on. */
  show(k: number, into: Float64Array, first: number): void
  /** The end of step k. */
  take(k: number, args: readonly number[]): void
}

/**
 * How many slots a device shows (null: its call says which of them it wants, first, and the number of its arguments
 * says how many there are), which arguments it has (the last repeats where that is said), and a new one for runs from
 * `start` by `step`.
 */
type DeviceRule = {
  readonly shows: number | null
  readonly starts: readonly string[]
  readonly repeats?: true
  readonly open: (start: number, step: number) => Device
}

/** A time in whole steps, one at least. */
const wholeSteps = (time: number, step: number): number => Math.max(1, Math.floor(time / step + 0.5))

/** What was sent waits in the order of its arrival; what is sent later and arrives earlier drops what it overtakes. */
function informationDelay(_start: number, step: number): Device {
  let arrivals: number[] = []
  let values: number[] = []
  let front = 0
  let current = 0
  return {
    begin: ([, , initial]) => {
      arrivals = []
      values = []
      front = 0
      current = initial!
      return true
    },
    show: (k, into, first) => {
      while (front < arrivals.length && arrivals[front]! <= k) current = values[front++]!
      if (front > 1024) {
        arrivals = arrivals.slice(front)
        values = values.slice(front)
        front = 0
      }
      into[first] = current
    },
    take: (k, [x, tau]) => {
      const arrival = k + wholeSteps(tau!, step)
      while (arrivals.length > front && arrivals.at(-1)! >= arrival) {
        arrivals.pop()
        values.pop()
      }
      arrivals.push(arrival)
      values.push(x!)
    },
  }
}

/** What arrives at the same step is added up. */
function materialDelay(_start: number, step: number): Device {
  const arriving = new Map<number, number>()
  let until = 0
  let initial = 0
  let missing = 0
  return {
    begin: ([, tau, first, none]) => {
      arriving.clear()
      until = wholeSteps(tau!, step)
      initial = first!
      missing = none!
      return true
    },
    show: (k, into, first) => {
      into[first] = arriving.get(k) ?? (k < until ? initial : missing)
      arriving.delete(k)
    },
    take: (k, [x, tau, , none]) => {
      missing = none!
      const arrival = k + wholeSteps(tau!, step)
      arriving.set(arrival, (arriving.get(arrival) ?? 0) + x!)
    },
  }
}

/** Gathers until a batch is whole, works on it alone, and lets it out in one step. */
function batchDelay(start: number, step: number): Device {
  let waiting = 0
  let shown = 0
  /** The step at which the batch in work comes out; -1 when none is. */
  let done = -1
  return {
    begin: ([, , , initial, first, backlog]) => {
      waiting = backlog!
      shown = initial!
      done = initial! > 0 ? Math.max(0, stepAfter(first! - start, step)) : -1
      return true
    },
    show: (k, into, first) => {
      into[first] = k === done ? shown : 0
    },
    take: (k, [x, size, tau]) => {
      waiting += x! * step
      if (k >= done) done = -1
      if (done >= 0 || !(waiting >= size!) || waiting === 0) return
      // As a flow: all of it in one step.
      shown = waiting / step
      waiting = 0
      done = k + wholeSteps(tau!, step)
    },
  }
}

/** A piece of a belt: an amount spread evenly from `back` to `front`, which go from 0 to 1. */
type Piece = {back: number; front: number; amount: number}

/** A belt that goes round once in tau. */
function conveyorDelay(_start: number, step: number): Device {
  let pieces: Piece[] = []
  let speed = 0
  return {
    begin: ([, tau, , , total, first]) => {
      const length = first! > 0 && tau! > 0 ? Math.min(1, first! / tau!) : 1
      pieces = total === 0 ? [] : [{back: 1 - length, front: 1, amount: total!}]
      speed = Math.min(1, step / tau!)
      return true
    },
    show: (_k, into, first) => {
      let leaving = 0
      for (const {back, front, amount} of pieces) leaving += amount * partBeyond(back, front, 1 - speed)
      into[first] = leaving / step
    },
    take: (_k, [x, tau, leak]) => {
      const kept: Piece[] = []
      const stays = 1 - leak! * step
      for (const {back, front, amount} of pieces) {
        const left = amount * (1 - partBeyond(back, front, 1 - speed))
        const begins = back + speed
        if (begins < 1 - EDGE) kept.push({back: begins, front: Math.min(1, front + speed), amount: left * stays})
      }
      if (x !== 0) kept.push({back: 0, front: speed, amount: x! * step * stays})
      pieces = kept
      speed = Math.min(1, step / tau!)
    },
  }
}

/** Arguments of `conveyor` before its leaks, and of each leak. */
const BEFORE_LEAKS = 6
const OF_LEAK = 3

/** How many slots a `conveyor` of that many arguments shows: what leaves, then each leak. */
export function conveyorShows(count: number): number {
  return 1 + Math.floor(Math.max(0, count - BEFORE_LEAKS) / OF_LEAK)
}

/** What entered in one step: how much it was, how much is left, and the steps in which it entered and leaves. */
type Load = {readonly entered: number; left: number; at: number; leaves: number}

/** Steps of the longest belt: each holds a load of its own. */
const LONGEST_BELT = 1_000_000

/** XMILE's conveyor: what enters in a step leaves a whole number of steps later, less what leaks on the way. */
function belt(_start: number, step: number): Device {
  let loads: Load[] = []
  let length = 1
  let leaks: readonly number[] = []
  let exponential = false
  /** Without leaks nobody needs to go through all loads at every step: they wait by the step in which they leave. */
  const leaving = new Map<number, number[]>()
  /** Steps in which the belt stood still: what leaves is looked for so much later. */
  let stood = 0
  const send = (amount: number, at: number, leaves: number) => {
    if (leaks.length > 0) {
      loads.push({entered: amount, left: amount, at, leaves})
      return
    }
    const due = leaving.get(leaves - stood)
    if (due) due.push(amount)
    else leaving.set(leaves - stood, [amount])
  }
  /** What each leak takes from a load in step k. */
  const leaking = (load: Load, k: number, leak: number): number => {
    const [fraction, from, to] = [leaks[leak]!, leaks[leak + 1]!, leaks[leak + 2]!]
    const steps = load.leaves - load.at
    const place = k - load.at
    const first = Math.floor(from * steps + EDGE) + 1
    const last = Math.floor(to * steps + EDGE)
    if (place < first || place > last) return 0
    return exponential ? load.left * fraction * step : (load.entered * fraction) / (last - first + 1)
  }
  const goThrough = (k: number, each: (load: Load, lost: number, leak: number) => void) => {
    for (const load of loads) {
      let left = load.left
      for (let leak = 0; leak < leaks.length; leak += OF_LEAK) {
        const lost = Math.min(left, leaking(load, k, leak))
        left -= lost
        each(load, lost, leak / OF_LEAK + 1)
      }
      each(load, left, 0)
    }
  }
  const setLeaks = (args: readonly number[]) => {
    exponential = args[5] !== 0
    leaks = args.slice(BEFORE_LEAKS)
  }
  return {
    begin: (args) => {
      length = wholeSteps(args[1]!, step)
      if (!(length <= LONGEST_BELT)) return false
      const share = args[2]! / length
      setLeaks(args)
      loads = []
      leaving.clear()
      stood = 0
      if (share !== 0) for (let i = 0; i < length; i++) send(share, i - length, i)
      return true
    },
    show: (k, into, first) => {
      for (let i = 0; i <= leaks.length / OF_LEAK; i++) into[first + i] = 0
      for (const amount of leaving.get(k - stood) ?? []) into[first] = into[first]! + amount / step
      goThrough(k, (load, amount, which) => {
        if (which > 0 || load.leaves === k) into[first + which] = into[first + which]! + amount / step
      })
    },
    take: (k, args) => {
      const [x, tau, , sample, halted] = args as [number, number, number, number, number]
      if (halted !== 0) {
        stood++
        for (const load of loads) {
          load.at++
          load.leaves++
        }
      } else {
        leaving.delete(k - stood)
        goThrough(k, (load, amount, which) => {
          if (which === 0) load.left = amount
        })
        loads = loads.filter(({leaves}) => leaves !== k)
      }
      if (sample !== 0) length = wholeSteps(tau, step)
      if (x !== 0) send(x * step, k, k + length)
      setLeaks(args)
    },
  }
}

/** What a stream brings by period of accounts. */
class Periods {
  /** Means of the periods before, the last first. */
  means: number[] = []
  private length = 1
  private now = 0
  /** What the period at hand has brought. */
  private sum = 0

  begin(length: number, now: number, means: number[]): void {
    this.length = length
    this.now = now
    this.means = means
    this.sum = 0
  }

  /** Goes on to a period; whether it is another one. */
  enter(period: number): boolean {
    if (!(period > this.now)) return false
    // After as many periods as are remembered there is nothing left but zeros. All are moved at once: a step may pass
    // a hundred thousand periods.
    const remembered = this.means.length
    const passed = Math.min(period - this.now, remembered + 1)
    const empty = Array.from({length: passed - 1}, () => 0 / this.length)
    this.means = [...empty, this.sum / this.length, ...this.means].slice(0, remembered)
    this.sum = 0
    this.now = period
    return true
  }

  take(amount: number): void {
    this.sum += amount
  }
}

/**
 * Investments lumped together by period of accounts: shows the sum of the means of the stream over the n - 1 periods
 * before this one, and n (Vensim reference, DEPRECIATE STRAIGHTLINE).
 */
function depreciation(_start: number, step: number): Device {
  const periods = new Periods()
  let n = 1
  let length = 1
  let earlier = 0
  return {
    begin: ([, lifetime, period, initial]) => {
      length = period! > 0 ? period! : Number.NaN
      n = Math.max(1, Math.floor(lifetime! / length + 0.5))
      if (!(n <= LONGEST_LIFE)) return false
      periods.begin(
        length,
        0,
        Array.from({length: n - 1}, () => initial!),
      )
      earlier = total(periods.means)
      return true
    },
    show: (k, into, first) => {
      // Added up from the oldest.
      if (periods.enter(Math.floor((k * step) / length + EDGE))) earlier = total([...periods.means].reverse())
      into[first] = earlier
      into[first + 1] = n
    },
    take: (_k, [x]) => periods.take(x! * step),
  }
}

/**
 * The same by shares that are no equal parts: shows what is written off of the periods before this one and of before
 * the start, and the share of the period at hand (Vensim reference, DEPRECIATE BY SCHEDULE).
 */
function scheduledDepreciation(start: number, step: number): Device {
  const periods = new Periods()
  let length = 1
  let since = 0
  let shares: readonly number[] = []
  let initial: readonly number[] = []
  let earlier = 0
  let first = 0
  const periodOf = (k: number) => Math.floor((start - since + k * step) / length + EDGE)
  const writeOff = (now: number) => {
    earlier = initial[now - first] ?? 0
    for (let i = 1; i < shares.length; i++) earlier += shares[i]! * periods.means[i - 1]!
  }
  return {
    begin: ([, lifetime, from, ...rest]) => {
      const n = rest.length / 2
      const whole = total(rest.slice(0, n))
      length = lifetime! / n
      since = from!
      shares = rest.slice(0, n).map((share) => share / whole)
      initial = rest.slice(n)
      first = periodOf(0)
      periods.begin(
        length,
        first,
        shares.slice(1).map(() => 0),
      )
      writeOff(first)
      return length > 0
    },
    show: (k, into, at) => {
      const period = periodOf(k)
      if (periods.enter(period)) writeOff(period)
      into[at] = earlier
      into[at + 1] = shares[0]!
    },
    take: (_k, [x]) => periods.take(x! * step),
  }
}

/** Most periods of accounts in the life of an investment. */
const LONGEST_LIFE = 100_000

function total(numbers: readonly number[]): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}

/** Two places on a belt this near are one: they differ by the rounding of sums. */
const EDGE = 1e-9

/** The share of what lies evenly from `back` to `front` that lies beyond `edge`. */
function partBeyond(back: number, front: number, edge: number): number {
  if (front <= edge + EDGE) return 0
  if (back >= edge - EDGE) return 1
  return (front - edge) / (front - back)
}

/** Every device by its name in the language. */
export const devices: ReadonlyMap<string, DeviceRule> = new Map<string, DeviceRule>([
  ["delay_information", {shows: 1, starts: ["x", "tau", "initial"], open: informationDelay}],
  ["delay_material", {shows: 1, starts: ["x", "tau", "initial", "missing"], open: materialDelay}],
  ["delay_batch", {shows: 1, starts: ["x", "size", "tau", "initial", "first", "backlog"], open: batchDelay}],
  ["delay_conveyor", {shows: 1, starts: ["x", "tau", "leak", "initial", "total", "first"], open: conveyorDelay}],
  ["depreciation", {shows: 2, starts: ["x", "lifetime", "period", "initial"], open: depreciation}],
  [
    "depreciation_schedule",
    {shows: 2, starts: ["x", "lifetime", "since", "share"], repeats: true, open: scheduledDepreciation},
  ],
  [
    "conveyor",
    {shows: null, starts: ["x", "tau", "initial", "sample", "halted", "exponential"], repeats: true, open: belt},
  ],
])
