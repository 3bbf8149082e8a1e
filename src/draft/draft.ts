// A first model from a map.
//
// In goes what the documents say together, out comes a model that runs: every linked
// factor is an index from 0 to 1 whose middle is the state of the day the documents were
// written, pulled towards a target that its causes set. The one thing that must stay true:
// every quantity says which links or which assumption it rests on, and with no trend and
// no push the model stays where it began. The method is docs/methods/draft.md.

import {weeksOf} from "../core/duration.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {append} from "../core/lists.ts"
import {
  BELIEF_FLOOR,
  DEFAULT_HORIZON,
  MIDDLE,
  OWN_SHARE,
  PUSH_REACH,
  SAVE_WEEKS,
  SHORTEST_LAG,
  STEEPNESS,
  STEP_WEEKS,
  TREND_REACH,
  TREND_SPREAD,
  UNKNOWN_SIGN,
} from "../core/opinions.ts"
import {agree, deny, isPlural} from "../core/plural.ts"
import {type CausalMap, type Factor, type Link, toldSign} from "../map/index.ts"
import {
  type Because,
  type Contested,
  type Expr,
  type Model,
  printDistribution,
  printExpression,
  type Quantity,
  reservedWords,
} from "../model/index.ts"
import {paceOf, triangular, weightOf} from "./priors.ts"

/** What a draft is told besides the map. */
export type DraftOptions = {
  /** Name of the model. */
  readonly name: string
  /** ISO date of week 0. */
  readonly origin?: string
  /** Weeks to run; 52 when absent. */
  readonly horizon?: number
}

/** What a draft does not contain, so that nothing is dropped in silence. */
export type LeftOut = {
  /** Factors that no drafted link touches. */
  readonly factors: readonly Factor[]
  /** Links believed less than the floor. */
  readonly links: readonly Link[]
}

/**
 * The quantity that stands for a factor in a draft: its id, with a `_` where the language
 * of equations keeps the word for itself (`time`, `if`) or would read it as a number.
 */
export function quantityName(factor: string): string {
  return reservedWords.has(factor) || /^[\d.]+$/.test(factor) ? `${factor}_` : factor
}

/** What `draft` leaves out of `map`: links under the belief floor (0.05), and factors without a link. */
export function leftOut(map: CausalMap): LeftOut {
  const touched = new Set(drafted(map).flatMap((link) => [link.from, link.to]))
  return {
    factors: map.factors.filter((factor) => !touched.has(factor.id)),
    links: map.links.filter((link) => link.belief < BELIEF_FLOOR),
  }
}

/**
 * A model from a map, in weeks, with names made of factor ids. For a factor `x`:
 *
 *     x' = (target_x - x) / tau_x,   x(0) = 0.5,   target_x = 1 / (1 + exp(-4 z)),
 *     z  = trend_x + push_x + (sum of effect_y__x over its causes y) / sqrt(voices)
 *     effect_y__x = on_y__x * weight_y__x * (y - 0.5)        (negated for "-")
 *
 * `on` is 1 with the chance that the link is believed; a contested sign is the switch
 * `sign_y__x`, drawn by lineages for : against; told lags make `y` a `smooth(y, lag_y__x)`.
 * `voices` is the sum of the links' beliefs, at least 1: with n independent causes of equal
 * weight the spread of the target then does not grow with n (standardised weights, Wright 1934).
 *
 * The quantity of a factor has the factor's id as its name. Same map, same model.
 *
 * @throws Fault `draft/nothing-to-draft` when no link is believed enough;
 *               `draft/bad-horizon` when `horizon` is not a positive number of weeks.
 */
export function draft(map: CausalMap, options: DraftOptions): Model {
  const horizon = options.horizon ?? DEFAULT_HORIZON
  if (!Number.isFinite(horizon) || horizon < SAVE_WEEKS)
    throw new Fault("draft/bad-horizon", `A drafted model cannot run for ${horizon} weeks`, {
      next: `Give a horizon of at least ${SAVE_WEEKS} week.`,
    })
  const links = drafted(map)
  if (links.length === 0)
    throw new Fault("draft/nothing-to-draft", `None of the ${map.links.length} links of the map can be drafted`, {
      next: `A link needs two factors and a belief of at least ${BELIEF_FLOOR}. Add documents, or accept claims with \`brink edit\`.`,
    })
  const names = new Names(map.factors.map((factor) => quantityName(factor.id)))
  const quantities: Quantity[] = []
  const contested: Contested[] = []
  const factors = new Map(map.factors.map((factor) => [factor.id, factor]))
  const rest: Quantity[] = []
  const pulls = links.map((link) => ({
    name: draftLink(link, factors.get(link.from)!, factors.get(link.to)!, names, rest, contested),
    link,
  }))
  const effects = groupBy(pulls, ({link}) => link.to)
  const touched = new Set(links.flatMap((link) => [link.from, link.to]))
  for (const factor of map.factors)
    if (touched.has(factor.id)) draftFactor(factor, effects.get(factor.id) ?? [], names, quantities)
  return {
    format: "brink/model@1",
    name: options.name,
    time: {
      unit: "week",
      ...(options.origin === undefined ? {} : {origin: options.origin}),
      start: 0,
      // A whole number of saved rows, so that the last row is the horizon.
      stop: Math.round(horizon / SAVE_WEEKS) * SAVE_WEEKS,
      step: STEP_WEEKS,
      save: SAVE_WEEKS,
      method: "euler",
    },
    quantities: [...quantities, ...rest],
    contested,
    events: [],
  }
}

/** The links a draft is made of: believed enough, both ends known, in the map's order. */
function drafted(map: CausalMap): Link[] {
  const known = new Set(map.factors.map((factor) => factor.id))
  return map.links.filter((link) => link.belief >= BELIEF_FLOOR && known.has(link.from) && known.has(link.to))
}

function draftFactor(
  factor: Factor,
  causes: readonly {name: string; link: Link}[],
  names: Names,
  quantities: Quantity[],
): void {
  const x = quantityName(factor.id)
  const [change, target, tau, trend] = [
    names.made("change", x),
    names.made("target", x),
    names.made("tau", x),
    names.made("trend", x),
  ]
  const push = factor.choice ? names.made("push", x) : null
  const told: Because[] = causes.map(({link}) => ({link: link.id}))
  const index: Because = {
    assumed: `An index from 0 to 1; ${MIDDLE} is the state of the day the documents were written.`,
  }
  quantities.push({
    name: x,
    kind: "stock",
    unit: "1",
    label: factor.name,
    initial: n(MIDDLE),
    inflows: [change],
    outflows: [],
    range: [0, 1],
    because: [...(told.length > 0 ? told : factor.claims.map((claim) => ({claim}))), index],
    source: printExpression(n(MIDDLE)),
    line: 0,
  })
  quantities.push(
    equation(change, "flow", "1/week", `Change of ${factor.name}`, divide(minus(v(target), v(x)), v(tau)), [
      {assumed: "A factor follows its causes with a first-order delay."},
    ]),
  )
  const sum = causes
    .map(({name}) => v(name))
    .reduce<Expr | null>((left, right) => (left ? plus(left, right) : right), null)
  const voices = Math.max(1, rounded(causes.reduce((total, {link}) => total + link.belief, 0)))
  const pulls = [
    v(trend),
    ...(push ? [v(push)] : []),
    ...(sum ? [voices > 1 ? divide(sum, call("sqrt", n(voices))) : sum] : []),
  ].reduce(plus)
  quantities.push(
    equation(
      target,
      "auxiliary",
      "1",
      `Where ${factor.name} is heading`,
      divide(n(1), plus(n(1), call("exp", times(n(-STEEPNESS), pulls)))),
      [
        ...told,
        {
          assumed:
            voices > 1
              ? "Causes add up and saturate; many causes share, by the root of their beliefs' sum, so that no factor swings more for being written about more."
              : "Causes add up and saturate, so that no index leaves 0 to 1.",
        },
      ],
    ),
  )
  const pace = paceOf(factor.theme, factor.choice)
  quantities.push(
    parameter(tau, "week", `Weeks in which ${factor.name} follows its causes`, triangular(pace.weeks), [
      {
        assumed: `${factor.name} is read as ${pace.kind}: ${pace.why} (${pace.weeks.low} to ${pace.weeks.high} weeks, ${pace.weeks.mode} most likely).`,
      },
    ]),
  )
  const own = causes.length > 0 ? OWN_SHARE : 1
  const mode = rounded(factor.trend * TREND_REACH * own)
  const spread = rounded(TREND_SPREAD * own)
  quantities.push(
    parameter(
      trend,
      "1",
      `Trend of ${factor.name}`,
      // From a trend that has ended to one that goes on somewhat stronger than told.
      triangular({
        low: rounded(Math.min(mode, 0) - spread),
        mode,
        high: rounded(Math.max(mode, 0) + spread),
      }),
      [{assumed: trendReason(factor, spread)}],
    ),
  )
  if (push)
    quantities.push({
      name: push,
      kind: "lever",
      unit: "1",
      label: `Push on ${factor.name}`,
      value: {kind: "fixed", value: 0},
      range: [-PUSH_REACH, PUSH_REACH],
      because: [{assumed: `${factor.name} is a choice of an actor, so it can be pushed either way; 0 is no new step.`}],
      source: "0",
      line: 0,
    })
}

function trendReason(factor: Factor, width: number): string {
  const spread = `plus or minus ${width}, as things also move for reasons that no document tells`
  if (factor.trend === 0) return `No document says that ${factor.name} rises or falls by itself: no trend, ${spread}.`
  const way = factor.trend > 0 ? "rising" : "falling"
  return `The documents' own words put ${factor.name} ${way} (${rounded(Math.abs(factor.trend))} of 1); it may go on or have ended, ${spread}.`
}

/** The quantities of one link; the name of its effect. */
function draftLink(
  link: Link,
  from: Factor,
  to: Factor,
  names: Names,
  quantities: Quantity[],
  contested: Contested[],
): string {
  const pair = `${link.from}__${link.to}`
  const effect = names.made("effect", pair)
  const [weight, on] = [names.made("weight", pair), names.made("on", pair)]
  const told = link.sign === "contested" ? [...link.for.claims, ...link.against.claims] : link.for.claims
  const because: Because[] = [{link: link.id}, ...told.map((claim) => ({claim}))]
  const lag = lagOf(link)
  const lagName = lag ? names.made("lag", pair) : null
  const cause = v(quantityName(link.from))
  // The delay starts from the middle: a cause that is held from the first day on must still take its time.
  const seen = lagName ? call("smooth", cause, v(lagName), n(MIDDLE)) : cause
  const sign = toldSign(link)
  let strength: Expr = times(sign === "-" ? negative(v(on)) : v(on), v(weight))
  if (sign === "contested" || sign === "unclear") {
    const raises = names.made("sign", pair)
    strength = times(times(minus(times(n(2), v(raises)), n(1)), v(on)), v(weight))
    if (sign === "contested") contested.push(dispute(raises, link, from.name, to.name))
    else
      quantities.push(
        parameter(raises, "1", `${from.name} raises ${to.name}`, {kind: "chance", p: UNKNOWN_SIGN}, [
          {link: link.id},
          {
            assumed: `No claim says which way ${from.name} moves ${to.name}: raising and lowering get half the runs each.`,
          },
        ]),
      )
  }
  const quantitiesOfLink: Quantity[] = [
    equation(
      effect,
      "auxiliary",
      "1",
      `Effect of ${from.name} on ${to.name}`,
      times(strength, minus(seen, n(MIDDLE))),
      because,
    ),
  ]
  const prior = weightOf(link.strength)
  quantitiesOfLink.push(
    parameter(weight, "1", `Weight of ${from.name} in ${to.name}`, triangular(prior), [
      {link: link.id},
      {
        assumed: `A ${prior.kind} weight${link.strength ? ` ("${link.strength}")` : ""}: ${prior.why} (${prior.low} to ${prior.high}, ${prior.mode} most likely).`,
      },
    ]),
  )
  // Whether a link is there that is told and denied is the dispute itself.
  if (link.whether) contested.push(dispute(on, link, from.name, to.name))
  else
    quantitiesOfLink.push(
      parameter(on, "1", `${from.name} acts on ${to.name}`, {kind: "chance", p: clamped(link.belief)}, [
        {link: link.id},
        {assumed: `Present in the share of runs in which it is believed, ${rounded(link.belief)}.`},
      ]),
    )
  if (lag && lagName)
    quantitiesOfLink.push(
      parameter(lagName, "week", `Weeks until ${from.name} reaches ${to.name}`, triangular(lag), [
        {link: link.id},
        {assumed: `"${link.lag}" is read as ${lag.low} to ${lag.high} weeks, ${lag.mode} most likely.`},
      ]),
    )
  append(quantities, quantitiesOfLink)
  return effect
}

/**
 * A contested link as alternatives: 1 where more of the cause means more of the effect; of one that is told and denied, where it is there.
 * @param from  what its cause is called. @param to  what its effect is called.
 */
export function dispute(name: string, link: Link, from: string, to: string): Contested {
  const [forIt, against] = [link.for.lineages, link.against.lineages]
  const does = link.whether === "-" ? "lower" : "raise"
  return {
    name,
    question: `${isPlural(from) ? "Do" : "Does"} ${from} ${link.whether ? does : "raise or lower"} ${to}?`,
    sides: [
      {is: true, says: `${from} ${agree(from, does)} ${to}`, claims: link.for.claims},
      {
        is: false,
        says: `${from} ${link.whether ? deny(from, does) : agree(from, "lower")} ${to}`,
        claims: link.against.claims,
      },
    ],
    chance: forIt + against > 0 ? rounded(forIt / (forIt + against)) : 0.5,
    weight: "lineages",
  }
}

/** The link's told lag in weeks, to a tenth; null where none is told or it is shorter than the model can show. */
function lagOf(link: Link): {low: number; mode: number; high: number} | null {
  const weeks = weeksOf(link.lag)
  if (!weeks || weeks.mode < SHORTEST_LAG) return null
  const tenth = (value: number) => Math.max(SHORTEST_LAG, Math.round(value * 10) / 10)
  return {low: tenth(weeks.low), mode: tenth(weeks.mode), high: tenth(weeks.high)}
}

/** Names beside the factors' own: `push_x`; a second `push_x`, should a factor bear that id, is `push_x_2`. */
export class Names {
  readonly #taken: Set<string>
  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken)
  }
  made(part: string, of: string): string {
    const wanted = `${part}_${of}`
    let name = wanted
    for (let i = 2; this.#taken.has(name); i++) name = `${wanted}_${i}`
    this.#taken.add(name)
    return name
  }
}

function equation(
  name: string,
  kind: "flow" | "auxiliary",
  unit: string,
  label: string,
  expression: Expr,
  because: readonly Because[],
): Quantity {
  return {name, kind, unit, label, equation: expression, because, source: printExpression(expression), line: 0}
}

function parameter(
  name: string,
  unit: string,
  label: string,
  value: NonNullable<Quantity["value"]>,
  because: readonly Because[],
): Quantity {
  return {name, kind: "parameter", unit, label, value, because, source: printDistribution(value), line: 0}
}

/** To six decimals: sums of beliefs and products of trends without the tail of binary arithmetic. */
export function rounded(value: number): number {
  // + 0 turns -0 into 0.
  return Math.round(value * 1e6) / 1e6 + 0
}

function clamped(chance: number): number {
  return Math.min(1, Math.max(0, rounded(chance)))
}

const n = (value: number): Expr => ({op: "number", value})
const v = (name: string): Expr => ({op: "name", name})
const call = (fn: string, ...args: Expr[]): Expr => ({op: "call", fn, args})
const negative = (of: Expr): Expr => ({op: "unary", fn: "-", of})
const plus = (left: Expr, right: Expr): Expr => ({op: "binary", fn: "+", left, right})
const minus = (left: Expr, right: Expr): Expr => ({op: "binary", fn: "-", left, right})
const times = (left: Expr, right: Expr): Expr => ({op: "binary", fn: "*", left, right})
const divide = (left: Expr, right: Expr): Expr => ({op: "binary", fn: "/", left, right})
