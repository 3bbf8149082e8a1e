// What an act costs, where a test says that it does not cost too much. A clock would say how busy the machine is: here
// counts how the work of this process grows with what it is given, or how it compares to a loop that does nothing else.

import {setFlagsFromString} from "node:v8"
import {runInNewContext} from "node:vm"

type Act = () => unknown

/** Collects all rubbish: what tests before left is not counted against the act that is measured next. */
function collect(): void {
  setFlagsFromString("--expose-gc")
  ;(runInNewContext("gc") as () => void)()
}

/** Milliseconds of work that this process does in `act`; what others do meanwhile does not count. */
export function workOf(act: Act): number {
  const from = process.cpuUsage()
  act()
  const {user, system} = process.cpuUsage(from)
  return (user + system) / 1000
}

/** The same of an act that waits in between. */
async function workAwaited(act: Act): Promise<number> {
  const from = process.cpuUsage()
  await act()
  const {user, system} = process.cpuUsage(from)
  return (user + system) / 1000
}

let kept = 1
/** A million steps that a machine can do nothing about: each needs the last. About a millisecond's work. */
function aMillion(): void {
  for (let i = 0; i < 1_000_000; i++) {
    kept ^= kept << 13
    kept ^= kept >>> 17
    kept ^= kept << 5
  }
}

/** Milliseconds that a million plain steps take now, the least of three. */
const yard = (): number => Math.min(workOf(aMillion), workOf(aMillion), workOf(aMillion))

/** Below so many millions of plain steps a doubling cannot be told from a collection of rubbish, and no square has been met. */
const NOTHING = 100

/** What is tried once more has been compiled by then, and its rubbish collected at another time. */
const TRIES = 5

/**
 * How many times the work `act` is at twice the size: 2 where it grows in proportion, 4 where it grows with the square, 1
 * where it is next to nothing. The least of some tries of each; when that is below 3 no more are made. What looks like a square
 * is asked at twice the size too: a square is one there, and what a memory or a compiler does at one size is not.
 */
export const growth = (act: (size: number) => unknown, size: number): Promise<number> =>
  growthOf((size) => size, act, size)

/** The same of an act on something that must be made first: what `make` does is not counted. */
export async function growthOf<T>(
  make: (size: number) => T,
  act: (made: T, size: number) => unknown,
  size: number,
  again = true,
): Promise<number> {
  const [small, large] = [make(size), make(2 * size)]
  let [half, whole] = [Infinity, Infinity]
  for (let i = 0; i < TRIES; i++) {
    if (i > 0) collect()
    half = Math.min(half, await workAwaited(() => act(small, size)))
    if (i > 0) collect()
    whole = Math.min(whole, await workAwaited(() => act(large, 2 * size)))
    if (whole < NOTHING * yard()) return 1
    if (whole < 3 * half) break
  }
  const found = whole / half
  return found < 3 || !again ? found : Math.min(found, await growthOf(make, act, 2 * size, false))
}

/** The work of `act` in millions of plain steps, one or two of which a millisecond holds. */
export function steps(act: Act): number {
  const before = yard()
  const work = workOf(act)
  // The dearer of the two: the machine may have got slower on the way.
  return work / Math.max(before, yard())
}
