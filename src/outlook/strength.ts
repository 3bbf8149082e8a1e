// Half of a step beside the whole of it: does half do as much, and do the steps keep their order?
//
// In: what each step shown makes of the first outcome, run by run, at full strength and at half. Out: sentences, and what
// they say. A share of a change that is itself no change says nothing, and a difference under a hundredth is none.

import type {Interval, Share, Strength} from "./finding.ts"
import {MOVES, riseIsBetter, type Told} from "./outcomes.ts"
import {CLEAR} from "./price.ts"
import {list} from "./words.ts"

/** Half does as much where it reaches this part of what the whole does, and next to nothing where it stays under that one. */
const NEARLY = 0.9
const HARDLY = 0.1
/** Pairs that are named. */
const MOST_PAIRS = 2

/** What a step makes of an outcome: the change in each run (NaN where it failed), its middle, and the shares of runs. */
type Changed = {
  readonly change: Interval
  readonly up: Share
  readonly down: Share
  readonly changes: Float64Array
}

type Compared = {
  readonly lever: string
  readonly label: string
  /** It moves the outcome by definition, and is put in no order with what does so through the system. */
  readonly apart: boolean
  readonly whole: Changed
  readonly half: Changed
}

/** Compares the steps that clearly move the first outcome; those that do not are in neither list. */
export function strengthOf(steps: readonly Compared[], outcome: Told): Strength {
  const least = MOVES * outcome.scale
  const clear = steps.filter(({whole}) => Math.max(whole.up.share, whole.down.share) >= CLEAR)
  const named = ({lever, label}: Compared) => ({lever, label})
  const asMuch = clear.filter((one) => mostly(one, least, (part) => part >= NEARLY))
  const hardly = clear.filter((one) => mostly(one, least, (part) => part < HARDLY))
  const better = riseIsBetter({wanted: outcome.wanted, measure: outcome.words})
  const far = ({change}: Changed) => (better === null ? Math.abs(change.mid) : better ? change.mid : -change.mid)
  const ordered = clear.filter(({apart}) => !apart)
  const pairs = ordered.flatMap((one) =>
    ordered.flatMap((other) => {
      const lead = far(one.whole) - far(other.whole)
      const lost = far(other.half) - far(one.half)
      return lead > least && lost > least ? [{full: one, half: other, by: Math.min(lead, lost)}] : []
    }),
  )
  const turned = pairs.sort((a, b) => b.by - a.by).slice(0, MOST_PAIRS)
  return {
    asMuch: asMuch.map(named),
    hardly: hardly.map(named),
    turned: turned.map(({full, half}) => ({full: named(full), half: named(half)})),
    says: [
      ...(asMuch.length > 0
        ? [`Half the strength does as much to ${outcome.inside}, or nearly: ${titles(asMuch)}.`]
        : []),
      ...(hardly.length > 0 ? [`Half the strength does next to nothing to ${outcome.inside}: ${titles(hardly)}.`] : []),
      ...(turned.length > 0
        ? [
            `At half strength the order of the steps is another: ${list(turned.map(({full, half}) => `${quoted(half.label)} then does more than ${quoted(full.label)}`))}.`,
          ]
        : ordered.length > 1
          ? ["At half strength the steps stand in the same order."]
          : []),
    ],
  }
}

/** Whether the part that half does of the whole is so, in two of three of the runs in which the whole does something. */
function mostly({whole, half}: Compared, least: number, isSo: (part: number) => boolean): boolean {
  let [moved, so] = [0, 0]
  whole.changes.forEach((change, run) => {
    const part = half.changes[run]! / change
    if (!(Math.abs(change) > least) || Number.isNaN(part)) return
    moved++
    if (isSo(part)) so++
  })
  return moved > 0 && so / moved >= CLEAR
}

function titles(steps: readonly Compared[]): string {
  return list(steps.map(({label}) => quoted(label)))
}

function quoted(label: string): string {
  return `\u201c${label}\u201d`
}
