// A first model that a person edits: what the map tells best, in at most 120 lines, a line for each quantity.
//
// The whole draft (draft.ts) is what runs when nobody has written a model: every factor, every link with a chance of its
// own. This is the other thing, a text to go on from: the best told factors as quantities of an author's kind (stocks,
// levers, numbers), with the weights of their causes named. In: a map. Out: the model.
// The rule is docs/methods/draft.md.

import {counted} from "../core/counted.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {
  BELIEF_FLOOR,
  DEFAULT_HORIZON,
  MIDDLE,
  type OTHER_PACE,
  PACES,
  PUSH_REACH,
  SAVE_WEEKS,
} from "../core/opinions.ts"
import {type CausalMap, type Factor, type Link, toldSign} from "../map/index.ts"
import {
  type Because,
  type Contested,
  type Distribution,
  type Expr,
  type Model,
  parseExpression,
  printDistribution,
  printExpression,
  printModel,
  printQuantity,
  type Quantity,
} from "../model/index.ts"
import {type DraftOptions, dispute, draft, Names, quantityName} from "./draft.ts"
import {paceOf, triangular, weightOf} from "./priors.ts"

/** Lines of a sketch, its comments among them: what fits on two screens is edited, what does not is scrolled past. */
export const MOST_LINES = 120
/** Lines around the quantities: format, name, clock, headings and comments. */
const AROUND = 16
/** Lines that a disagreement takes. */
const SWITCH_LINES = 1
/** What an equation reads at most: the best told causes. */
const MOST_CAUSES = 7
/** Steps in a week: a sketch has no time constant under two weeks. */
const STEP = 0.25

/** How many factors and links that are told of a sketch has not, and of how many. */
export type NotInIt = Readonly<Record<"factors" | "links", {readonly left: number; readonly of: number}>>

type Ends = ReadonlyMap<string, Factor>

/**
 * The best told part of a map as a model of few lines. Links are taken by independent voices, then by belief, while their
 * factors fit; of each effect at most seven. A factor is
 *
 * - a lever, where it is somebody's choice and nothing told moves it; a number, where nothing told moves it and nobody decides it;
 * - an auxiliary, where it is a run of events that lies on no circle; else a stock, x' = (target - x) / time;
 * - target = clamp(usual + sum of its causes' (y - usual) times weight, 0, 1), one weight for all causes of a thing until
 *   its author knows better; a choice that has causes has a push beside them.
 *
 * @throws Fault `draft/nothing-to-draft` when no link is believed enough.
 */
export function sketch(map: CausalMap, options: DraftOptions): Model {
  const ends = endsOf(map)
  const told = believed(map, ends)
    .map((link, at) => ({link, at, voices: voicesOf(link)}))
    .sort((a, b) => b.voices - a.voices || b.link.belief - a.link.belief || a.at - b.at)
    .map(({link}) => link)
  const links = fitting(told, ends)
  if (links.length === 0)
    throw new Fault("draft/nothing-to-draft", `None of the ${map.links.length} links of the map can be drafted`, {
      next: `A link needs two factors, a direction and a belief of at least ${BELIEF_FLOOR}. Add documents, or accept claims with \`brink edit\`.`,
    })
  const kept = new Set(links.flatMap(({from, to}) => [from, to]))
  const factors = map.factors.filter(({id}) => kept.has(id))
  const causes = groupBy(links, ({to}) => to)
  const circles = onCircles(links)
  const names = new Names(factors.map(({id}) => quantityName(id)))
  const usual = names.made("usual", "level")
  const moving: Quantity[] = []
  const levers: Quantity[] = []
  const numbers: Quantity[] = [
    parameter(usual, "1", "The level of the day of writing", {kind: "fixed", value: MIDDLE}, [
      {assumed: "indices run from 0 to 1; put a unit and a level of your own to whatever is counted"},
    ]),
  ]
  const contested: Contested[] = []
  const times = new Map<string, string>()
  for (const factor of factors) {
    const x = quantityName(factor.id)
    const own = causes.get(factor.id) ?? []
    const pace = paceOf(factor.theme, factor.choice)
    if (own.length === 0) {
      const rests = factor.claims.slice(0, 2).map((claim) => ({claim}))
      const level: Because = {assumed: "nothing that was told moves it"}
      if (factor.choice) levers.push(lever(x, factor.name, MIDDLE, [0, 1], rests))
      else
        numbers.push(
          parameter(
            x,
            "1",
            factor.name,
            {kind: "triangular", low: 0.3, mode: MIDDLE, high: 0.7},
            [...rests, level],
            [0, 1],
          ),
        )
      continue
    }
    const weight = names.made("weight_in", x)
    const push = factor.choice ? names.made("push", x) : null
    const terms = own.map((link) => term(link, ends, {weight, usual, names, contested}))
    const target = `clamp(${usual}${terms.join("")}${push ? ` + ${named(push)}` : ""}, 0, 1)`
    const because = own.map(({id}) => ({link: id}))
    if (push)
      levers.push(
        lever(
          push,
          `Push on ${factor.name}`,
          0,
          [-PUSH_REACH, PUSH_REACH],
          [{assumed: `${factor.name} is somebody's choice, which can be pushed either way`}],
        ),
      )
    // Many causes share, by the root of their number, so that no thing swings more for having more told of it.
    const share = Math.sqrt(own.length)
    const {low, mode, high} = weightOf(own.length === 1 ? own[0]!.strength : null)
    const each = {low: hundredth(low / share), mode: hundredth(mode / share), high: hundredth(high / share)}
    numbers.push(
      parameter(weight, "1", `Weight of each cause in ${factor.name}`, triangular(each), [
        {assumed: own.length === 1 ? "its only cause here" : "one for all its causes until somebody knows better"},
      ]),
    )
    if (pace === PACES.event && !circles.has(factor.id)) {
      moving.push(computed(x, "auxiliary", factor.name, {equation: target}, because))
      continue
    }
    const time = times.get(pace.kind) ?? names.made("time_of", wordOf(pace))
    if (!times.has(pace.kind)) {
      times.set(pace.kind, time)
      numbers.push(
        parameter(time, "week", `Time in which ${pace.kind} follows its causes`, triangular(pace.weeks), [
          {assumed: pace.why},
        ]),
      )
    }
    moving.push(
      computed(x, "stock", factor.name, {initial: usual, rate: `(${target} - ${named(x)}) / ${time}`}, because),
    )
  }
  const horizon = options.horizon ?? DEFAULT_HORIZON
  return {
    format: "brink/model@1",
    name: options.name,
    time: {
      unit: "week",
      ...(options.origin === undefined ? {} : {origin: options.origin}),
      start: 0,
      stop: Math.max(1, Math.round(horizon / SAVE_WEEKS)) * SAVE_WEEKS,
      step: STEP,
      save: SAVE_WEEKS,
      method: "euler",
    },
    quantities: [...moving, ...levers, ...numbers],
    contested,
    events: [],
  }
}

/** The text of a sketch: what it is and what it leaves out on top, then a line for each quantity, by kind. */
export function printSketch(model: Model, {factors, links}: NotInIt): string {
  const lines = printModel(model, {wide: true}).split("\n")
  const before = (name: string | undefined, words: string) => {
    const at = name === undefined ? -1 : lines.findIndex((line) => line.startsWith(`  ${name}: {`))
    if (at >= 0) lines.splice(at, 0, `  # ${words}`)
  }
  const of = (wanted: (quantity: Quantity) => boolean) => model.quantities.find(wanted)?.name
  before(
    of(({kind}) => kind === "parameter"),
    "Numbers: what is known of each, as a range.",
  )
  before(
    of(({kind}) => kind === "lever"),
    "Levers: what somebody decides.",
  )
  before(model.quantities[0]?.name, "What moves: say of each who could measure it (question: ...), and in which unit.")
  const out = [
    ...(factors.left > 0 ? [`${factors.left} of ${counted(factors.of, "factor")}`] : []),
    ...(links.left > 0 ? [`${links.left} of ${counted(links.of, "link")}`] : []),
  ].join(" and ")
  return [
    "# A sketch of what is told best: every line is there to be changed.",
    ...(out === "" ? [] : [`# Not in it: ${out} that are told of. \`brink todo\` lists them with lines to paste.`]),
    ...lines,
  ].join("\n")
}

/** Independent voices behind a link, on either side. */
function voicesOf(link: Link): number {
  return link.for.lineages + link.against.lineages
}

/** The best told links whose quantities fit the lines there are. */
function fitting(told: readonly Link[], ends: Ends): Link[] {
  const taken: Link[] = []
  const factors = new Set<string>()
  const effects = new Map<string, number>()
  const paces = new Set<string>()
  let lines = AROUND + 1
  for (const link of told) {
    const causes = effects.get(link.to) ?? 0
    if (causes >= MOST_CAUSES) continue
    const to = ends.get(link.to)!
    const pace = paceOf(to.theme, to.choice).kind
    const more =
      [link.from, link.to].filter((id) => !factors.has(id)).length +
      (causes === 0 ? (to.choice ? 2 : 1) : 0) +
      (paces.has(pace) ? 0 : 1) +
      (link.sign === "contested" ? SWITCH_LINES : 0)
    if (lines + more > MOST_LINES) continue
    lines += more
    taken.push(link)
    factors.add(link.from).add(link.to)
    effects.set(link.to, causes + 1)
    paces.add(pace)
  }
  return taken
}

const endsOf = ({factors}: CausalMap): Ends => new Map(factors.map((factor) => [factor.id, factor]))

/** Links that can be drafted: of two factors, with a direction, and believed enough. */
const believed = ({links}: CausalMap, ends: Ends): Link[] =>
  links.filter(
    ({from, to, sign, belief}) => belief >= BELIEF_FLOOR && sign !== "unclear" && ends.has(from) && ends.has(to),
  )

/** Names of a model's quantities that a sketch of the map, or its whole draft, has as they stand: what nobody has edited since. */
export function asDraftedOf(model: Model, map: CausalMap): string[] {
  if (believed(map, endsOf(map)).length === 0) return []
  const made = [sketch(map, {name: model.name}), draft(map, {name: model.name})]
  const drawn = new Set(made.flatMap(({quantities}) => quantities.map(printQuantity)))
  return model.quantities.filter((quantity) => drawn.has(printQuantity(quantity))).map(({name}) => name)
}

/** Factors from which links lead back to themselves. */
function onCircles(links: readonly Link[]): Set<string> {
  const after = groupBy(links, ({from}) => from)
  const back = (start: string): boolean => {
    const seen = new Set<string>()
    const edge = [start]
    for (let id = edge.pop(); id !== undefined; id = edge.pop())
      for (const {to} of after.get(id) ?? []) {
        if (to === start) return true
        if (!seen.has(to)) {
          seen.add(to)
          edge.push(to)
        }
      }
    return false
  }
  return new Set([...after.keys()].filter(back))
}

/** One cause in a target: ` + weight * (cause - usual)`, its sign the link's. */
function term(
  link: Link,
  ends: Ends,
  {weight, usual, names, contested}: {weight: string; usual: string; names: Names; contested: Contested[]},
): string {
  const by = `${named(weight)} * (${named(quantityName(link.from))} - ${usual})`
  const sign = toldSign(link) === "-" ? "-" : "+"
  if (link.sign !== "contested") return ` ${sign} ${by}`
  const name = names.made(link.from, `${sign === "-" ? "lowers" : "raises"}_${link.to}`)
  contested.push(dispute(name, link, ends.get(link.from)!.name, ends.get(link.to)!.name))
  return ` ${sign} if(${named(name)}, 1, ${link.whether ? 0 : -1}) * ${by}`
}

/** A word for the kind of thing that a pace is of, for the name of its time constant. */
function wordOf(pace: (typeof PACES)[keyof typeof PACES] | typeof OTHER_PACE): string {
  return Object.entries(PACES).find(([, known]) => known === pace)?.[0] ?? "the_rest"
}

/**
 * Lines for a factor that a model lacks, to be pasted under its `quantities`: an index that starts where it is and follows
 * what moves it, in whatever unit that is counted; a lever or a number where nothing in the model moves it.
 *
 * @param causes quantities of the model that stand for what is told to move it, with the links that tell it.
 * @param taken  names that the model has.
 */
export function linesFor(
  factor: Factor,
  causes: readonly {readonly quantity: string; readonly link: Link}[],
  taken: Iterable<string>,
): string[] {
  const names = new Names(taken)
  const x = quantityName(factor.id)
  const known = causes.filter(({link}) => link.sign === "+" || link.sign === "-").slice(0, MOST_CAUSES)
  const rests = factor.claims.slice(0, 2).map((claim) => ({claim}))
  if (known.length === 0)
    return [
      printQuantity(
        factor.choice
          ? lever(x, factor.name, MIDDLE, [0, 1], rests)
          : parameter(x, "1", factor.name, {kind: "triangular", low: 0.3, mode: MIDDLE, high: 0.7}, rests, [0, 1]),
      ),
    ]
  const [level, weight] = [names.made("level_of", x), names.made("weight_in", x)]
  const terms = known.map(({quantity, link}) => {
    const cause = named(quantity)
    return `${link.sign === "-" ? " - " : " + "}${named(weight)} * safe_divide(${cause} - initial(${cause}), initial(${cause}))`
  })
  const share = Math.sqrt(known.length)
  const {low, mode, high} = weightOf(known.length === 1 ? known[0]!.link.strength : null)
  return [
    computed(
      x,
      "auxiliary",
      factor.name,
      {equation: `clamp(${named(level)}${terms.join("")}, 0, 1)`},
      known.map(({link}) => ({link: link.id})),
    ),
    parameter(
      level,
      "1",
      `Level of ${factor.name} on the first day`,
      {kind: "triangular", low: 0.3, mode: MIDDLE, high: 0.7},
      [{assumed: "an index from 0 to 1"}],
    ),
    parameter(
      weight,
      "1",
      `Weight of each cause in ${factor.name}`,
      triangular({low: hundredth(low / share), mode: hundredth(mode / share), high: hundredth(high / share)}),
      [{assumed: "for a change by the whole of what each was on the first day"}],
    ),
  ].map(printQuantity)
}

/** A name as an equation reads it. */
const named = (name: string): string => printExpression({op: "name", name})

const hundredth = (value: number): number => Math.round(value * 100) / 100

function computed(
  name: string,
  kind: "stock" | "auxiliary",
  label: string,
  text: {readonly equation: string} | {readonly initial: string; readonly rate: string},
  because: readonly Because[],
): Quantity {
  const parts: {equation?: Expr; initial?: Expr; rate?: Expr} =
    "equation" in text
      ? {equation: parseExpression(text.equation)}
      : {initial: parseExpression(text.initial), rate: parseExpression(text.rate)}
  const source = "equation" in text ? text.equation : text.rate
  const flows = kind === "stock" ? {inflows: [], outflows: []} : {}
  return {name, kind, unit: "1", label, ...parts, ...flows, range: [0, 1], because, source, line: 0}
}

function lever(
  name: string,
  label: string,
  value: number,
  range: readonly [number, number],
  because: readonly Because[],
): Quantity {
  return {
    name,
    kind: "lever",
    unit: "1",
    label,
    value: {kind: "fixed", value},
    range,
    because,
    source: String(value),
    line: 0,
  }
}

function parameter(
  name: string,
  unit: string,
  label: string,
  value: Distribution,
  because: readonly Because[],
  range?: readonly [number, number],
): Quantity {
  return {
    name,
    kind: "parameter",
    unit,
    label,
    value,
    because,
    ...(range && {range}),
    source: printDistribution(value),
    line: 0,
  }
}
