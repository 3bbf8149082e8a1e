// What is in force on the day that is asked about goes on for a time that nobody knows.
//
// Where a case says how long such a thing lasts once it is in force, its whole life is drawn from that, among the lives
// that are longer than it has lasted already. Where nothing is said, or it has outlasted what was said, the day is taken
// as no special one in its life: the share of that life still to come is uniform between 0 and 1 (Gott 1993, Nature 363,
// 315-319), its age being a month at least, since the rule would end within days what began a few days ago. One number
// is drawn for each such lever in each run; when its life is over, the lever goes back to its default.

import {weeksPerUnit} from "../core/duration.ts"
import type {Setting} from "../engine/index.ts"
import {type Distribution, labelOf, type Model, parseExpression, type Quantity, type Table} from "../model/index.ts"
import {quantileOf} from "./sample.ts"

/** How long what one lever sets lasts once it is in force, in the model's unit of time, and who says so. */
export type Life = {readonly lever: string; readonly life: Distribution; readonly source: string}

/** A lever in force: at which value, since when in the model's time, and where it goes when let go. */
export type InForce = {
  readonly lever: Quantity
  readonly value: number
  readonly since: number
  readonly otherwise: number
  /** The sampled parameter, uniform between 0 and 1, that decides how long it goes on: a larger one, longer. */
  readonly drawn: string
  /** How long such a thing lasts, where the case says so and this has not outlasted it. */
  readonly life?: Life
}

/** A distribution of lengths of time in another unit, of which `by` make one of its own. */
export function stretched(life: Distribution, by: number): Distribution {
  switch (life.kind) {
    case "fixed":
      return {...life, value: life.value * by}
    case "uniform":
    case "beta":
      return {...life, low: life.low * by, high: life.high * by}
    case "triangular":
      return {...life, low: life.low * by, mode: life.mode * by, high: life.high * by}
    case "normal":
      return {...life, mean: life.mean * by, sd: life.sd * by}
    case "lognormal":
      return {...life, p5: life.p5 * by, p95: life.p95 * by}
    case "chance":
      return life
  }
}

const MONTH = 365.25 / 84
/** Points of the table that a life is read from. */
const POINTS = 401
/** The last of them: an unbounded life is cut off where one in so many of those still to come is longer. */
const LONGEST = 4000
/** Of a life of which no more than this share is longer than what has passed, nothing can be drawn. */
const OUTLASTED = 1e-6
const HALVINGS = 60

/** Levers that stand elsewhere than at their defaults at `now`, by what happened; those that an event moves are left to it. */
export function inForceAt(
  now: number,
  settings: readonly Setting[],
  {quantities, events}: Model,
  lives: readonly Life[] = [],
): readonly InForce[] {
  const taken = new Set(quantities.map(({name}) => name))
  return quantities.flatMap((lever) => {
    const setting = settings.findLast(({name, to, act}) => name === lever.name && to === undefined && act === "=")
    if (lever.kind !== "lever" || lever.value?.kind !== "fixed" || setting?.from === undefined) return []
    const {value, from: since} = setting
    const moved = events.some(({does}) => does.some(({quantity}) => quantity === lever.name))
    if (moved || value === lever.value.value || since >= now) return []
    let drawn = `${lever.name}_to_come`
    while (taken.has(drawn)) drawn += "_"
    const life = lives.find((one) => one.lever === lever.name)
    const isKnown = life !== undefined && 1 - shareBelow(life.life, now - since) > OUTLASTED
    return [{lever, value, since, otherwise: lever.value.value, drawn, ...(isKnown && {life})}]
  })
}

/** The share of `life` that is at most `age`, by halving. */
function shareBelow(life: Distribution, age: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (quantileOf(life, middle) <= age) low = middle
    else high = middle
  }
  return low
}

/** How old Gott's rule takes a thing to be: what it is, and a month at least where the unit of time is a span of a calendar. */
function ageFor(since: number, now: number, unit: string): number {
  const weeks = weeksPerUnit(unit)
  return weeks === null ? now - since : Math.max(now - since, MONTH / weeks)
}

/**
 * How long beyond `now` a lever stays in force where `u` is drawn, 0 < u < 1, in the model's unit of time: the quantile of
 * its life among those longer than its age, less that age; by Gott's rule, age u / (1 - u).
 */
export function stillToCome({since, life}: InForce, now: number, unit: string): (u: number) => number {
  if (life === undefined) {
    const age = ageFor(since, now, unit)
    return (u) => (age * u) / (1 - u)
  }
  const age = now - since
  const passed = shareBelow(life.life, age)
  const last = 1 - (1 - passed) / LONGEST
  return (u) => Math.max(0, quantileOf(life.life, Math.min(passed + u * (1 - passed), last)) - age)
}

/** `model` with each lever of `inForce` at its value until its life is over. */
export function lapsing(model: Model, inForce: readonly InForce[], now: number): Model {
  if (inForce.length === 0) return model
  const taken = new Set([...model.quantities, ...(model.tables ?? [])].map(({name}) => name))
  const tables: Table[] = []
  const lapse = new Map(
    inForce.map((one): [string, Quantity[]] => {
      const {lever, value, since, otherwise, drawn, life} = one
      const share = JSON.stringify(drawn)
      const because = [
        {
          assumed: life
            ? `how long such a thing lasts: ${life.source}`
            : "what is in force is let go at a time that nobody knows (Gott 1993)",
        },
      ]
      let ends: string
      if (life) {
        let name = `${drawn}_time`
        while (taken.has(name)) name += "_"
        tables.push(tableOf(name, one, now, model.time.unit, because))
        ends = `time - ${now} < ${JSON.stringify(name)}(${share})`
      } else {
        const age = ageFor(since, now, model.time.unit)
        ends = `(time - ${now} + ${age}) * (1 - ${share}) < ${age}`
      }
      const text = `if(time >= ${since} and ${ends}, ${value}, ${otherwise})`
      const {value: _, ...rest} = lever
      const known = new Set(tables.map(({name}) => name))
      const until: Quantity = {
        ...rest,
        kind: "auxiliary",
        equation: parseExpression(text, undefined, known),
        source: text,
      }
      const uniform: Quantity = {
        name: drawn,
        kind: "parameter",
        unit: "1",
        question: lever.question ?? `How long does this last: ${labelOf(lever)}?`,
        label: `How long this goes on (0 shortest, 1 longest): ${labelOf(lever)}`,
        value: {kind: "uniform", low: 0, high: 1},
        because,
        source: "uniform(0, 1)",
        line: lever.line,
      }
      return [lever.name, [until, uniform]]
    }),
  )
  return {
    ...model,
    quantities: model.quantities.flatMap((quantity) => lapse.get(quantity.name) ?? [quantity]),
    ...(tables.length > 0 && {tables: [...(model.tables ?? []), ...tables]}),
  }
}

/** What is still to come by the number drawn. */
function tableOf(name: string, one: InForce, now: number, unit: string, because: Table["because"]): Table {
  const x = Array.from({length: POINTS}, (_, i) => i / (POINTS - 1))
  const toCome = stillToCome(one, now, unit)
  const inside = (u: number) => Math.min(Math.max(u, 1 / LONGEST), 1 - 1 / LONGEST)
  return {
    name,
    unit,
    x,
    y: x.map((u) => toCome(inside(u))),
    between: "line",
    beyond: "hold",
    because,
    line: one.lever.line,
  }
}
