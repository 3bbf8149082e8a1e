// What to find out first: of all that the runs draw, what would change the choice of a step, and what knowing it is worth.
//
// In: the base runs, and the first outcome in each run under each step tried. Out: one list of disagreements and of numbers,
// each with its worth in the outcome's unit, and back to its quotes or to what it was assumed from. No further run is made.

import {type Groups, groupsBy, paretoSet, valuing, type Worth, worthOfKnowing} from "../answers/index.ts"
import {greatest} from "../core/lists.ts"
import {seedOf} from "../ensemble/index.ts"
import type {Tried} from "./choice.ts"
import {type Drawn, type DrawnInput, only, setsOf} from "./drawn.ts"
import type {Evidence} from "./evidence.ts"
import type {FindOutEntry, FindOutView} from "./finding.ts"
import {riseIsBetter, unitWords} from "./outcomes.ts"
import {inputQuestion, quotesOf, type Split} from "./splits.ts"
import {counted, figure, ofTen, spread} from "./words.ts"
import {countedRuns} from "./worth.ts"

/** Entries of the list; more are not gone after at once. */
const MOST_ENTRIES = 8

/** What is worth less than this part of the outcome's range changes nothing that anybody would see. */
const LEAST = 0.001

/** Steps that do most whatever is found out, and are set aside one after the other until something is worth asking. */
const MOST_SETTLED = 3

/** What the list is made of: no series of any run. */
export type Asking = Pick<Split, "known" | "inForce" | "toCome"> & {
  readonly first: Pick<Split["first"], "quantity" | "scale" | "unit" | "wanted" | "words">
  readonly drawn: Drawn
  /** 1 for each run that did not fail. */
  readonly valid: Uint8Array
}

/** A step with the first outcome in each run that counts, more being better. */
type Choice = {readonly step: Tried["step"]; readonly values: Float64Array}

/**
 * The list, most worth first. An entry is in it where its worth is above what any of all inputs shows when its groups of runs
 * are dealt out at random, since with many inputs the greatest is great by chance, and where its interval is above 0. A step
 * that does most whatever is found out is told, and the list is of the choice without it, as long as that has one. Null where
 * nothing is wanted of the first outcome, or fewer than two steps that differ were tried.
 *
 * @param apart  steps that were tried and are not compared.
 */
export function findOut(split: Asking, tried: readonly Tried[], apart: readonly Tried[]): FindOutView | null {
  const {first} = split
  const better = riseIsBetter({wanted: first.wanted, measure: first.words})
  if (better === null || tried.length < 2) return null
  const oriented = tried.map(({values}) => (better ? values : values.map((v) => -v)))
  const runs = countedRuns(oriented, split.valid)
  const all = tried.map(({step}, k): Choice => ({step, values: Float64Array.from(runs, (run) => oriented[k]![run]!)}))
  // Of steps that do the same in every run one stands for all.
  const differing = all.filter(
    ({values}, k) => !all.slice(0, k).some((other) => other.values.every((value, run) => value === values[run]!)),
  )
  const {drawn} = split
  const sets = setsOf(drawn, runs)
  const known = drawn.inputs.flatMap((input, place): Grouped[] => {
    const groups = groupsBy(only(drawn.column(place), runs), sets)
    return groups === null ? [] : [{input, place, groups}]
  })
  const whole = worthAmong(differing, runs, {known, sets}, split)
  if (whole === null) return null
  let settled: string[] = []
  let asked = whole
  while (asked.entries.length === 0 && settled.length < MOST_SETTLED) {
    const {taken, choices} = asked
    settled.push(taken.label)
    const without = worthAmong(
      choices.filter(({step}) => step.lever !== taken.lever),
      runs,
      {known, sets},
      split,
    )
    if (without === null) break
    asked = without
  }
  if (asked.entries.length === 0) {
    settled = []
    asked = whole
  }
  const {entries, choices, taken, floor} = asked
  return {
    quantity: first.quantity,
    unit: first.unit,
    steps: choices.length,
    runs: runs.length,
    tried: asked.tried,
    floor,
    taken: taken.label,
    apart: [...new Set(apart.map(({step}) => step.label))],
    settled,
    says: choiceSays(asked, settled),
    entries,
  }
}

type Asked = Pick<FindOutView, "floor" | "tried" | "entries"> & {
  readonly taken: Tried["step"]
  readonly choices: readonly Choice[]
}

/** "“A” does most whatever is found out. Find out first, before choosing among nine steps without it." */
function choiceSays({entries, taken, choices}: Asked, [first, ...others]: readonly string[]): string {
  if (entries.length === 0)
    return `Whatever is found out first, the step that does most stays the same: “${taken.label}”`
  const asks = `Find out first, before choosing among ${counted(choices.length, "step")}`
  if (first === undefined) return asks
  return `“${first}” does most whatever is found out. ${asks} without ${["it", ...others.map((one) => `“${one}”`)].join(" and ")}`
}

/** An input that the runs draw, with the runs in groups by what was drawn. */
type Grouped = {readonly input: DrawnInput; readonly place: number; readonly groups: Groups}

/** What knowing each input is worth for a choice among `choices`; null where fewer than two are left, or no run draws anything. */
function worthAmong(
  choices: readonly Choice[],
  runs: readonly number[],
  {known: grouped, sets}: {readonly known: readonly Grouped[]; readonly sets: Groups | null},
  split: Asking,
): Asked | null {
  if (choices.length < 2) return null
  const {known, first, drawn} = split
  // A step that another is as good as in every run is best in no group, whatever the groups.
  const live = paretoSet(choices.map(({values}) => values)).map((k) => choices[k]!)
  const steps = live.map(({values}) => values)
  const seed = seedOf(drawn.seed)
  const weigh = steps.length < 2 ? () => ({value: 0, floor: 0, all: 0}) : valuing(steps, seed, sets)
  const weighed = grouped.map((one) => ({...one, ...weigh(one.groups, one.input.name)}))
  const most = weighed[0]?.all
  if (most === undefined) return null
  const floor = greatest(weighed.map((one) => one.floor))
  const unit = first.unit === "" ? "" : ` ${first.unit}`
  const taken = live[most]!.step
  const entries = weighed
    .filter(({value}) => value > floor)
    .sort((a, b) => b.value - a.value || (a.input.name < b.input.name ? -1 : 1))
    .slice(0, MOST_ENTRIES)
    .flatMap(({input, place, groups}): FindOutEntry[] => {
      const {worth, changes, best} = worthOfKnowing(steps, groups, input.name, seed, sets)
      if (worth.low <= 0 || worth.mid < LEAST * first.scale) return []
      const question = inputQuestion(input.name, split)
      const turns = input.role === "contested" ? null : turnsAt(only(drawn.column(place), runs), groups, best)
      const labels = turns && {at: turns.at, below: live[turns.below]!.step.label, above: live[turns.above]!.step.label}
      return [
        {
          input: input.name,
          kind: input.role === "contested" ? "claim" : "number",
          question,
          worth,
          unit: first.unit,
          changes,
          ...(labels && {turns: labels}),
          says: `${question.replace(/[?.]$/u, "")}? ${worthSays(worth, unit, changes, taken.label)}${labels ? turnSays(labels, {...split, input: input.name}) : ""}`,
          ...sourceOf(input.name, known),
        },
      ]
    })
  return {choices, taken, floor, tried: weighed.length, entries}
}

/**
 * The value of a number up to which one step does most and above which another does: half way between the groups on its two
 * sides. Null where the step that does most changes more than once, or never.
 */
function turnsAt(drawn: Float64Array, {of}: Groups, best: readonly number[]) {
  const turns = best.flatMap((step, group) => (group > 0 && step !== best[group - 1] ? [group] : []))
  const [above] = turns
  if (above === undefined || turns.length > 1) return null
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let run = 0; run < drawn.length; run++) {
    if (of[run] === above - 1) low = Math.max(low, drawn[run]!)
    if (of[run] === above) high = Math.min(high, drawn[run]!)
  }
  return {at: (low + high) / 2, below: best[above - 1]!, above: best[above]!}
}

/** " Up to 3 days “patrols” do most, above that “talks”." Of what is in force the share that is drawn is meant as a time. */
function turnSays(
  {at, below, above}: NonNullable<FindOutEntry["turns"]>,
  {input, known, inForce = [], toCome}: Pick<Split, "known" | "inForce" | "toCome"> & {readonly input: string},
): string {
  const lapse = inForce.find((one) => one.drawn === input)
  const unit = unitWords(lapse ? known.model.time.unit : (known.quantity(input)?.unit ?? ""))
  const value = figure(lapse && toCome ? toCome(lapse)(at) : at)
  return ` Up to ${value}${unit === "" ? "" : ` ${unit}`} “${below}” does most, above that “${above}”.`
}

/** "Knowing it before choosing a step is worth 2 deaths (1–3) on average: in 3 of 10 runs a step other than “patrols” does most." */
function worthSays(worth: Worth, unit: string, changes: number, taken: string): string {
  return `Knowing it before choosing a step is worth ${spread(worth)}${unit} on average: in ${ofTen(changes)} runs a step other than “${taken}” does most.`
}

/** What an input rests on: quotes, and in words who tells it, or that nobody has measured it. */
function sourceOf(name: string, known: Evidence): Pick<FindOutEntry, "quotes" | "rests" | "by"> {
  const {claims, data = [], assumed} = known.basis([name])
  const quantity = known.quantity(name)
  const quotes = quotesOf(claims, known)
  // A link that is told says which way, and not how much: a number of it is told where a claim is named for itself.
  const isTold = quantity === undefined || quantity.because.some((because) => "claim" in because)
  const rests =
    data.length > 0
      ? `data: ${data.join(", ")}`
      : isTold && quotes.length > 0
        ? `told by ${counted(known.voices(claims).length, "source")}`
        : [
            "nobody has measured it, as far as documents and data go",
            ...(assumed.length > 0 ? [`assumed: ${assumed.join("; ")}`] : []),
          ].join("; ")
  return {quotes, rests, ...(quantity?.by !== undefined && {by: quantity.by})}
}
