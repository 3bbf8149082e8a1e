// What the answer turns on: drivers, disagreements and signposts.
//
// In: the base runs. Out: views and findings that compare one part of these runs with
// another, so that none of them costs a further run. What differs by no more than chance
// is left out: with many inputs tried at once, the interval is widened for all of them
// together (Bonferroni).

import {weeksPerUnit} from "../core/duration.ts"
import {least} from "../core/lists.ts"
import {rounded} from "../core/rounding.ts"
import type {InForce, Runs} from "../ensemble/index.ts"
import type {Link} from "../map/index.ts"
import {normalQuantile} from "../math/random.ts"
import type {Contested} from "../model/index.ts"
import type {Tried} from "./choice.ts"
import {leadsTo} from "./drawn.ts"
import {type Evidence, isSampled, sideOf} from "./evidence.ts"
import type {DisputeSide, DisputeView, DriverView, Finding, Share, SignpostView} from "./finding.ts"
import type {Occurrence} from "./levers.ts"
import {
  at,
  differ,
  ENOUGH_RUNS,
  type Group,
  intervalOf,
  levelsAt,
  shareOf,
  sortedOf,
  tally,
  validIn,
} from "./measure.ts"
import {riseIsBetter, type Told, unitWords} from "./outcomes.ts"
import {agree, amountOf, figure, floorOf, fraction, inRuns, isPlural, moment, ofTen, opened, spread} from "./words.ts"
import {choiceWorth} from "./worth.ts"

/** Bars on the tornado; more are not read. */
const MOST_DRIVERS = 8
const MOST_SIGNPOSTS = 5
/** Letters beside a bar. */
const WIDEST = 24
/** Shares nearer to each other read the same in runs of ten. */
const WORTH_SAYING = 0.1
const MOST_DISPUTES = 12

/** What all of these start from. */
export type Split = {
  readonly known: Evidence
  readonly first: Told
  readonly base: Runs
  readonly sides: readonly Group[]
  /** What is in force on the first day, and how much longer, in the model's unit of time, where a share is drawn. */
  readonly inForce?: readonly InForce[]
  readonly toCome?: (one: InForce) => (drawn: number) => number
}

/** What an answer comes to where something in force ends soon, and where it lasts: thirds of the runs, shortest first. */
export type Lapse = {
  readonly parameter: string
  readonly lever: string
  readonly ends: readonly [string, string]
  readonly shares: readonly [Share, Share]
  readonly finding: string
}

/** The normal quantile of an interval that holds in 95 of 100 for all `tests` together (Bonferroni; Dunn 1961). */
export function together(tests: number): number {
  return normalQuantile(1 - 0.025 / Math.max(1, tests))
}

/**
 * The inputs with a path to the first outcome whose two ends differ most in the share of the first outcome's event: a switch
 * or a chance at 1 against 0, a number in its top third against its bottom third; at most
 * eight, the widest first, those no wider than chance left out.
 */
export function drivers({known, first, base, sides, inForce = [], toCome}: Split): {
  drivers: DriverView[]
  findings: Finding[]
  lapses: Lapse[]
} {
  const valid = validIn(base)
  const leads = leadsTo(first.quantity, known.model, inForce)
  const inputs = base.plan.program.inputs.filter(
    (input) => input.role !== "lever" && (input.role === "contested" || isSampled(input.prior)) && leads(input.name),
  )
  const z = together(inputs.length)
  const ends = inputs.flatMap((input) => {
    const k = base.inputNames.indexOf(input.name)
    const lapse = toCome && inForce.find((one) => one.drawn === input.name)
    const meant = lapse ? toCome(lapse) : (own: number) => own
    const drawn = Float64Array.from(valid, (_, run) => meant(base.inputs[run * base.inputNames.length + k]!))
    const isSwitch = input.role === "contested" || input.prior.kind === "chance"
    const {low, high} = isSwitch ? switchEnds(drawn, valid) : thirds(drawn, valid)
    const [atLow, atHigh] = [tally(first.event.happens, valid, low), tally(first.event.happens, valid, high)]
    if (Math.min(atLow.n, atHigh.n) < ENOUGH_RUNS || !differ(atLow, atHigh, z)) return []
    const [a, b] = [atLow.k / atLow.n, atHigh.k / atHigh.n]
    return [{input, lapse, isSwitch, drawn, low, high, a, b}]
  })
  ends.sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a) || (x.input.name < y.input.name ? -1 : 1))
  const findings: Finding[] = []
  const lapses: Lapse[] = []
  const views = ends.slice(0, MOST_DRIVERS).map(({input, lapse, isSwitch, drawn, low, high, a, b}, n) => {
    const id = `driver-${n + 1}`
    const basis = known.basis([input.name])
    const kind = input.role === "contested" ? "contested" : isSwitch ? "presence" : "parameter"
    const contested = known.model.contested.find((c) => c.name === input.name)
    const answers = (is: boolean, otherwise: string) => (contested ? answerOf(contested, is, known) : otherwise)
    const drifts = /^trend_/u.test(input.name) && known.factor(input.name.slice("trend_".length)) !== undefined
    const [lowLabel, highLabel] = isSwitch
      ? switchWords(contested, kind, known)
      : tried(
          drawn,
          valid,
          low,
          high,
          drifts ? null : lapse ? known.model.time.unit : (known.quantity(input.name)?.unit ?? "1"),
        )
    const label = inputQuestion(input.name, {known, inForce})
    const [shareLow, shareHigh] = [
      shareOf(first.event.happens, valid, sides, low),
      shareOf(first.event.happens, valid, sides, high),
    ]
    if (lapse)
      lapses.push({
        parameter: input.name,
        lever: lapse.lever.name,
        ends: [lowLabel, highLabel],
        shares: [shareLow, shareHigh],
        finding: id,
      })
    findings.push({
      id,
      kind: "driver",
      says: driverSays(kind, label, [answers(false, lowLabel), answers(true, highLabel)], first.event.says, [
        inRuns(shareLow),
        inRuns(shareHigh),
      ]),
      measure: `share of runs in which ${first.event.says}`,
      unit: "1",
      low: Math.min(a, b),
      mid: first.event.share.share,
      high: Math.max(a, b),
      share: first.event.share.share,
      basis,
    })
    return {
      parameter: input.name,
      label,
      kind,
      lowLabel,
      highLabel,
      atLow: a,
      atHigh: b,
      overall: first.event.share.share,
      voices: known.voices(basis.claims).length,
      finding: id,
    } satisfies DriverView
  })
  return {drivers: views, findings, lapses}
}

/** "With patrols at 0.2, raids end higher in 4 of 10 runs (3–5); at 0.6, in 8 of 10 runs (7–9)." */
function driverSays(
  kind: DriverView["kind"],
  label: string,
  [low, high]: readonly [string, string],
  event: string,
  [atLow, atHigh]: readonly [string, string],
): string {
  if (kind === "contested") return `${label} If "${high}", ${event} in ${atHigh}; if "${low}", in ${atLow}.`
  const asked = label.endsWith("?") ? label : `${label}:`
  const told = (says: string) => `${asked} ${label.endsWith("?") ? opened(says) : says}`
  if (kind === "presence") return told(`if so, ${event} in ${atHigh}; if not, in ${atLow}.`)
  if (/^(?:down|up) \(/u.test(low)) return told(`if ${low}, ${event} in ${atLow}; if ${high}, in ${atHigh}.`)
  return told(`at ${low}, ${event} in ${atLow}; at ${high}, in ${atHigh}.`)
}

function switchEnds(drawn: Float64Array, valid: Uint8Array): {low: Uint8Array; high: Uint8Array} {
  return {
    low: valid.map((v, run) => (v === 1 && drawn[run]! <= 0.5 ? 1 : 0)),
    high: valid.map((v, run) => (v === 1 && drawn[run]! > 0.5 ? 1 : 0)),
  }
}

/** The valid runs whose number is in the bottom third of those drawn, and those in the top third, ends included. */
export function thirds(drawn: Float64Array, valid: Uint8Array): {low: Uint8Array; high: Uint8Array} {
  const sorted = sortedOf(drawn, valid)
  const [below, above] = [at(sorted, 1 / 3), at(sorted, 2 / 3)]
  return {
    low: valid.map((v, run) => (v === 1 && drawn[run]! <= below ? 1 : 0)),
    high: valid.map((v, run) => (v === 1 && drawn[run]! >= above ? 1 : 0)),
  }
}

function switchWords(contested: Contested | undefined, kind: DriverView["kind"], known: Evidence): [string, string] {
  if (contested) {
    const drafted = draftedLink(contested.name, known)
    if (drafted) return drafted.link.whether ? ["does not", `${VERBS[drafted.link.whether]}s`] : ["lowers", "raises"]
    const [no, yes] = [short(sideOf(contested, false)), short(sideOf(contested, true))]
    return no !== null && yes !== null && no !== yes ? [no, yes] : ["no", "yes"]
  }
  return kind === "presence" ? ["no", "yes"] : ["0", "1"]
}

/** What a side says up to its first pause, where that fits a bar. */
function short(says: string): string | null {
  const start = says.split(/[:;,(]/u)[0]!.trim()
  return start !== "" && start.length <= WIDEST ? start : null
}

/** The link that the contested sign of a drafted model, or one of its parameters, belongs to. */
function draftedLink(name: string, known: Evidence): {part: string; link: Link} | null {
  const [, part, from, to] = /^(on|weight|lag|sign)_(.+?)__(.+)$/su.exec(name) ?? []
  const link = from !== undefined && to !== undefined ? known.link(`${from}->${to}`) : undefined
  return part !== undefined && link ? {part, link} : null
}

/** A drafted question in the grammar of its factors; an author's as it stands. */
function askedOf(contested: Contested, known: Evidence): string {
  const drafted = draftedLink(contested.name, known)
  if (!drafted) return contested.question
  return questionOf(drafted.link, known)
}

function questionOf(link: Link, known: Evidence): string {
  const cause = known.inside(link.from)
  const does = link.whether ? VERBS[link.whether] : "raise or lower"
  return `${isPlural(cause) ? "Do" : "Does"} ${cause} ${does} ${known.inside(link.to)}?`
}

const VERBS = {"+": "raise", "-": "lower"} as const

function answerOf(contested: Contested, is: boolean, known: Evidence): string {
  const drafted = draftedLink(contested.name, known)
  return drafted ? sideSays(drafted.link, is, known) : sideOf(contested, is)
}

/** "more raids lead to fewer talks"; of a link that others deny, "more raids do not lead to fewer talks". */
function sideSays(link: Link, is: boolean, known: Evidence): string {
  const [cause, effect] = [known.inside(link.from), known.inside(link.to)]
  const lead = denies(link, is) ? `${agree(cause, "do")} not lead` : agree(cause, "lead")
  return `${amountOf(cause, true)} ${lead} to ${amountOf(effect, isMore(link, is))}`
}

/** Whether that side says no more than that the link is not there. */
const denies = ({whether}: Link, is: boolean): boolean => whether !== undefined && !is

/** Whether what that side tells or denies is that more leads to more. */
const isMore = ({whether}: Link, is: boolean): boolean => (whether ? whether === "+" : is)

/** What somebody would have to answer to know an input of the runs. */
export function inputQuestion(name: string, {known, inForce = []}: Pick<Split, "known" | "inForce">): string {
  const contested = known.model.contested.find((c) => c.name === name)
  if (contested) return askedOf(contested, known)
  const lapse = inForce.find((one) => one.drawn === name)
  if (!lapse) return parameterLabel(name, known)
  const lasting = known.inside(lapse.lever.name)
  return `How much longer ${agree(lasting, "do")} ${lasting} go on?`
}

/** What a parameter is, for a bar of the tornado: of a draft by its part, else the question that would have to be answered. */
function parameterLabel(name: string, known: Evidence): string {
  const [, own, factor] = /^(tau|trend)_(.+)$/u.exec(name) ?? []
  if (own !== undefined && factor !== undefined && known.factor(factor)) {
    const inside = known.inside(factor)
    return own === "tau"
      ? `How slowly ${inside} ${agree(inside, "change")}`
      : `Where ${inside} ${agree(inside, "drift")} by ${isPlural(inside) ? "themselves" : "itself"}`
  }
  const drafted = draftedLink(name, known)
  if (!drafted) return questionAbout(name, known)
  const [cause, effect] = [known.inside(drafted.link.from), known.inside(drafted.link.to)]
  if (drafted.part === "on") return `Whether ${cause} ${agree(cause, "act")} on ${effect}`
  if (drafted.part === "weight") return `How strongly ${cause} ${agree(cause, "act")} on ${effect}`
  if (drafted.part === "lag") return `How long ${cause} ${agree(cause, "take")} to reach ${effect}`
  return `Whether ${cause} ${agree(cause, "raise")} ${effect}`
}

/** Its author's question, else one made of its name and unit; a name that asks already stands as it is. */
function questionAbout(name: string, known: Evidence): string {
  const quantity = known.quantity(name)
  const label = known.label(name)
  if (quantity?.question !== undefined) return quantity.question
  if (/^(?:whether|where|when|how|who|what|which)\b/iu.test(label) || label.endsWith("?")) return label
  const asks = weeksPerUnit(quantity?.unit ?? "1") === null ? "How high" : "How long"
  return `${asks} ${agree(label, "be")} ${known.inside(name)}?`
}

/** The middle of the bottom and of the top third, in words; without a unit, that of a drift. */
function tried(
  drawn: Float64Array,
  valid: Uint8Array,
  low: Uint8Array,
  high: Uint8Array,
  unit: string | null,
): [string, string] {
  const [a, b] = [at(sortedOf(drawn, low), 0.5), at(sortedOf(drawn, high), 0.5)]
  const floor = floorOf(intervalOf(drawn, valid))
  if (unit === null) {
    // A drift has no unit a reader knows; its direction is what is read.
    const course = (v: number) => `${v < 0 ? "down" : "up"} (${figure(v, floor)})`
    return [course(a), course(b)]
  }
  // A compound unit would be longer than its bar.
  const words = /[*(^]/u.test(unit) ? "" : unitWords(unit)
  const print = (v: number) => figure(v, floor) + (words === "" ? "" : ` ${words}`)
  return [print(a), print(b)]
}

/**
 * The disagreements: contested links of the map, and contested switches of the model that
 * belong to none. Each side with its own words, quotes exact, and what the first outcome
 * does in the runs where that side is right; those that move it most first. `steps` is what
 * the steps tried do in each run: a disagreement that changes nothing while nobody acts may
 * decide what acting does.
 */
export function disputes(
  {known, first, base, sides}: Split,
  told: readonly Told[],
  steps: readonly Occurrence[],
  tried: readonly Tried[],
): {
  disputes: DisputeView[]
  findings: Finding[]
  left: number
} {
  const valid = validIn(base)
  const used = new Set<string>()
  const all: Disagreement[] = known.map.links
    .filter((link) => link.sign === "contested")
    .map((link) => {
      const mine = known.model.contested.find((c) => isAbout(c, link))
      if (mine) used.add(mine.name)
      if (!mine)
        return {
          link: link.id,
          switch: null,
          question: questionOf(link, known),
          sides: [
            {says: sideSays(link, true, known), claims: link.for.claims},
            {says: sideSays(link, false, known), claims: link.against.claims},
          ],
        } satisfies Disagreement
      // An author may have put either sign first: her side goes with the claims it names.
      const holding = new Set(mine.sides.find((s) => s.is)?.claims)
      const isStraight = link.for.claims.some((c) => holding.has(c)) || !link.against.claims.some((c) => holding.has(c))
      const [yes, no] = isStraight ? [link.for.claims, link.against.claims] : [link.against.claims, link.for.claims]
      const both = (is: boolean, told: readonly string[]) => [
        ...new Set([...(mine.sides.find((s) => s.is === is)?.claims ?? []), ...told]),
      ]
      return {
        link: link.id,
        switch: mine,
        question: askedOf(mine, known),
        sides: [
          {says: answerOf(mine, true, known), claims: both(true, yes)},
          {says: answerOf(mine, false, known), claims: both(false, no)},
        ],
      } satisfies Disagreement
    })
  for (const mine of known.model.contested)
    if (!used.has(mine.name))
      all.push({
        link: null,
        switch: mine,
        question: mine.question,
        sides: [
          {says: sideOf(mine, true), claims: mine.sides.find((s) => s.is)?.claims ?? []},
          {says: sideOf(mine, false), claims: mine.sides.find((s) => !s.is)?.claims ?? []},
        ],
      })
  const weighed = all.map((dispute, n) => ({
    dispute,
    n,
    ...worthOf(dispute, told, steps, tried, base, valid, sides),
  }))
  const fewest = (d: Disagreement) => least(d.sides.map((s) => known.voices(s.claims).length))
  weighed.sort((a, b) => b.moves - a.moves || fewest(b.dispute) - fewest(a.dispute) || a.n - b.n)
  const findings: Finding[] = []
  const views = weighed.slice(0, MOST_DISPUTES).map(({dispute, shares, worth, value}, n) => {
    const id = `dispute-${n + 1}`
    const both = dispute.sides.map((side, k) => ({
      says: opened(side.says),
      ...captionOf(dispute, k === 0, known),
      quotes: quotesOf(side.claims, known),
      lineages: known.voices(side.claims).length,
      share: shares[k]!,
    })) as [DisputeSide, DisputeSide]
    const [a, b] = [shares[0].share, shares[1].share]
    findings.push({
      id,
      kind: "dispute",
      says: `${dispute.question.replace(/\?$/u, "")}? ${worth}`,
      measure: `share of runs in which ${first.event.says}, by side`,
      unit: "1",
      low: Math.min(a, b),
      mid: first.event.share.share,
      high: Math.max(a, b),
      share: first.event.share.share,
      ...(value && {value}),
      basis: known.basis(dispute.switch ? [dispute.switch.name] : [], {
        links: dispute.link ? [dispute.link] : [],
        claims: dispute.sides.flatMap((s) => s.claims),
      }),
    })
    return {
      id: dispute.switch?.name ?? dispute.link!,
      question: dispute.question,
      link: dispute.link,
      sides: both,
      worth,
      ...(value && {value}),
      finding: id,
    }
  })
  return {disputes: views, findings, left: Math.max(0, weighed.length - MOST_DISPUTES)}
}

/** A side in a few words: what its link does, or what its author says of it up to the first pause, where both sides have such words. */
function captionOf({link, switch: mine}: Disagreement, is: boolean, known: Evidence): {short?: string} {
  if (mine === null || draftedLink(mine.name, known)) {
    const told = link === null ? undefined : known.link(link)
    if (!told) return {}
    const leads = denies(told, is) ? "does not lead" : "leads"
    return {short: `more ${leads} to ${isMore(told, is) ? "more" : "less"}`}
  }
  const [no, yes] = [short(sideOf(mine, false)), short(sideOf(mine, true))]
  return no !== null && yes !== null && no !== yes ? {short: is ? yes : no} : {}
}

type Disagreement = {
  readonly link: string | null
  readonly switch: Contested | null
  readonly question: string
  readonly sides: readonly [{says: string; claims: readonly string[]}, {says: string; claims: readonly string[]}]
}

/** A switch is about a link when both its sides rest on claims of the link. */
function isAbout(
  contested: Contested,
  link: {readonly for: {readonly claims: readonly string[]}; readonly against: {readonly claims: readonly string[]}},
): boolean {
  const claims = new Set([...link.for.claims, ...link.against.claims])
  return contested.sides.length > 0 && contested.sides.every((s) => s.claims.some((c) => claims.has(c)))
}

/** What parts the sides only after a step, or elsewhere, counts for a third of what parts them in the first outcome. */
const OF_A_STEP = 1 / 3

/** `moves`: how far apart the sides are, in the first outcome before other outcomes and what steps do; under 0 where that is not known. */
function worthOf(
  dispute: Disagreement,
  told: readonly Told[],
  steps: readonly Occurrence[],
  tried: readonly Tried[],
  base: Runs,
  valid: Uint8Array,
  sides: readonly Group[],
): {
  shares: [DisputeSide["share"], DisputeSide["share"]]
  worth: string
  moves: number
  value?: DisputeView["value"]
} {
  const first = told[0]!
  const all = first.event.share
  const k = dispute.switch ? base.inputNames.indexOf(dispute.switch.name) : -1
  if (k < 0)
    return {
      shares: [all, all],
      moves: -2,
      worth: `The model does not hold both sides of this, so what settling it is worth is not known: ${first.event.says} in ${inRuns(all)} either way.`,
    }
  const holds = Float64Array.from(valid, (_, run) => base.inputs[run * base.inputNames.length + k]!)
  const {low, high} = switchEnds(holds, valid)
  const others = sides.filter((s) => s.input !== dispute.switch!.name)
  const shares: [DisputeSide["share"], DisputeSide["share"]] = [
    shareOf(first.event.happens, valid, others, high),
    shareOf(first.event.happens, valid, others, low),
  ]
  const [yes, no] = [tally(first.event.happens, valid, high), tally(first.event.happens, valid, low)]
  if (Math.min(yes.n, no.n) < ENOUGH_RUNS)
    return {
      shares: [yes.n > 0 ? shares[0] : all, no.n > 0 ? shares[1] : all],
      moves: -2,
      worth: "One side holds in too few runs to say what settling it is worth.",
    }
  const narrower = fraction(narrowing(first, valid, [high, low]))
  const range = narrower ? ` It would narrow the range of the outcome by ${narrower}.` : ""
  const {says: choice, worth: value} = worthOfChoice(first, tried, valid, high, dispute.switch!.name, base)
  const step = partsMost(steps, others, high, low)
  const forStep = step ? ` It decides what one step does: ${step.says}.` : ""
  if (differ(yes, no)) {
    const moves = Math.abs(shares[0].share - shares[1].share)
    return {
      shares,
      ...(value && {value}),
      moves: moves + OF_A_STEP * (step?.moves ?? 0),
      worth: `Settling it would move the answer by ${tenthsApart(moves)}: ${first.event.says} in ${inRuns(shares[0])} if the first side is right, in ${inRuns(shares[1])} if the second is.${inUnits(first, high, low)}${choice}${forStep}${range}`,
    }
  }
  const other = partsMost(
    told.slice(1).map(({event}) => ({says: event.says, happens: event.happens, valid})),
    others,
    high,
    low,
  )
  return {
    shares,
    ...(value && {value}),
    moves: OF_A_STEP * Math.max(other?.moves ?? 0, step?.moves ?? 0),
    worth: `It hardly changes how often ${first.event.says}.${other ? ` It matters elsewhere: ${other.says}.` : ""}${choice}${forStep}${range}`,
  }
}

/** The two sides in the outcome's own unit: what the shares stand for. */
function inUnits(first: Told, high: Uint8Array, low: Uint8Array): string {
  const [yes, no] = [high, low].map((side) => intervalOf(first.values, side))
  if (![yes, no].every((one) => Object.values(one!).every(Number.isFinite))) return ""
  const unit = first.unit === "" ? "" : ` ${first.unit}`
  return ` That is ${spread(yes!)}${unit} against ${spread(no!)}${unit}.`
}

/**
 * What knowing the side before choosing among the steps tried would be worth, as a sentence and as numbers. It is said
 * to be worth something only where that is more than the same steps show when the sides are dealt out at random.
 */
function worthOfChoice(
  first: Told,
  tried: readonly Tried[],
  valid: Uint8Array,
  side: Uint8Array,
  name: string,
  base: Runs,
): {says: string; worth?: DisputeView["value"]} {
  const better = riseIsBetter({wanted: first.wanted, measure: first.words})
  if (better === null || tried.length < 2) return {says: ""}
  const steps = tried.map(({values}) => (better ? values : values.map((v) => -v)))
  const choice = choiceWorth(steps, valid, side, name, base)
  if (choice === null) return {says: ""}
  const {all, yes, no, worth} = choice
  const called = (k: number) => `“${tried[k]!.step.label}”`
  const unit = first.unit === "" ? "" : ` ${first.unit}`
  const value = {...worth, unit: first.unit}
  if (worth.mid <= worth.floor || worth.low <= 0)
    return {says: ` Which step does most stays the same: ${called(all)}.`, worth: value}
  return {
    says: ` Knowing it before choosing a step is worth ${spread(worth)}${unit} on average: ${called(yes)} does most if the first side is right, ${called(no)} if the second.`,
    worth: value,
  }
}

function tenthsApart(moves: number): string {
  return moves < 0.1
    ? "less than 1 run of 10"
    : `${ofTen(moves).replace(/ of 10$/u, "")} runs of 10`.replace(/^1 runs/u, "1 run")
}

/** Of these, what the sides of a disagreement part most: beyond chance for all of them together, and by a run of ten. */
function partsMost(
  happenings: readonly Occurrence[],
  others: readonly Group[],
  high: Uint8Array,
  low: Uint8Array,
): {says: string; moves: number} | null {
  const z = together(happenings.length)
  let best: {says: string; moves: number} | null = null
  for (const {says, happens, valid} of happenings) {
    const [yes, no] = [tally(happens, valid, high), tally(happens, valid, low)]
    const moves = Math.abs(yes.k / yes.n - no.k / no.n)
    if (!differ(yes, no, z) || moves < WORTH_SAYING || (best && moves <= best.moves)) continue
    const [a, b] = [high, low].map((side) => inRuns(shareOf(happens, valid, others, side)))
    best = {moves, says: `${says} in ${a} where the first side is right, in ${b} where the second is`}
  }
  return best
}

/** By what part the p10 to p90 range of the outcome would be narrower, on average over the sides as often as they are drawn. */
export function narrowing(first: Pick<Told, "values">, valid: Uint8Array, groups: readonly Uint8Array[]): number {
  const width = (within: Uint8Array) => {
    const {low, high} = intervalOf(first.values, within)
    return high - low
  }
  const whole = width(valid)
  if (!(whole > 0) || !Number.isFinite(whole)) return 0
  let after = 0
  let n = 0
  for (const group of groups) {
    const size = group.reduce((a, b) => a + b, 0)
    after += size * width(group)
    n += size
  }
  const part = 1 - after / n / whole
  return Number.isFinite(part) ? part : 0
}

/** Two quotes, of different voices first, the surest first. */
export function quotesOf(claims: readonly string[], known: Evidence): DisputeSide["quotes"] {
  const found = claims.flatMap((id) => known.claim(id) ?? [])
  found.sort(
    (a, b) => b.confidence - a.confidence || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.quote.from - b.quote.from),
  )
  const voices = new Set<string>()
  const texts = new Set<string>()
  const picked: typeof found = []
  for (const pass of ["new voice", "any"] as const)
    for (const claim of found) {
      const voice = known.voices([claim.id])[0] ?? claim.file
      const place = `${claim.file}:${claim.quote.from}`
      if (picked.length >= 2 || texts.has(place) || (pass === "new voice" && voices.has(voice))) continue
      voices.add(voice)
      texts.add(place)
      picked.push(claim)
    }
  return picked.map(({id, file, quote}) => ({claim: id, file, text: quote.text, from: quote.from, to: quote.to}))
}

/** A group smaller than this part of the runs is too rare an early sight to plan by. */
const RAREST = 0.15
/** Where a threshold is tried: shares of the runs below it. */
const CUTS = [0.2, 0.25, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.75, 0.8] as const
/** A quantity that goes with the outcome this closely at a quarter of the way is the outcome under another name. */
const SAME = 0.95

/**
 * What to watch: quantities whose level at a quarter of the horizon splits the event of an
 * outcome most, each with the outcome it splits most. Not the outcomes, nor what they are
 * made of, nor their copies.
 */
export function signposts(
  {known, base, sides}: Split,
  told: readonly Told[],
  candidates: readonly string[],
  watch: readonly Watched[],
): {signposts: SignpostView[]; findings: Finding[]} {
  const valid = validIn(base)
  const quarter = Math.max(1, Math.round((base.time.length - 1) / 4))
  if (base.time.length < 4) return {signposts: [], findings: []}
  const z = together(candidates.length * CUTS.length * told.length)
  const targets = told.map((outcome) => levelsAt(base, outcome.quantity, quarter, valid))
  const published = new Map(watch.map((one) => [one.quantity, one.published]))
  const found = candidates.flatMap((name) => {
    const levels = levelsAt(base, name, quarter, valid)
    return told
      .filter((_, k) => Math.abs(correlation(levels, targets[k]!, valid)) <= SAME)
      .flatMap((outcome) => {
        const cut = bestCut(levels, outcome, valid, z)
        return cut ? [{name, levels, ...cut}] : []
      })
  })
  // What somebody publishes can be watched; an index of the model cannot.
  const unseen = (name: string) => (published.has(name) ? 0 : 1)
  found.sort(
    (a, b) => unseen(a.name) - unseen(b.name) || Math.abs(b.gap) - Math.abs(a.gap) || (a.name < b.name ? -1 : 1),
  )
  const split = spreadOver(found, told)
  const findings: Finding[] = []
  const views = split.map(({name, levels, outcome, cut, above, gap}, n) => {
    const id = `signpost-${n + 1}`
    const label = known.label(name)
    const {time} = known.model
    const unit = unitWords(known.quantity(name)?.unit ?? "1")
    // The side of the threshold on which the event is more frequent is the one to watch for.
    const within = gap > 0 ? above : valid.map((v, run) => (v === 1 && above[run] === 0 ? 1 : 0))
    const share = shareOf(outcome.event.happens, valid, sides, within)
    const start = figure(intervalOf(levelsAt(base, name, 0, valid), valid).mid)
    const isStart = figure(cut) === start
    const level = `${figure(cut)}${unit === "" ? "" : ` ${unit}`}`
    // A level that prints as the one it begins at says which way it has gone since, and no more.
    const way = `${gap > 0 ? "above" : "below"} ${isStart ? `where it begins (${level})` : level}`
    const when = `by ${moment(base.time[quarter]!, time.unit, time.origin ?? null)}`
    const then = `${outcome.event.says} in ${inRuns(share)}, not ${inRuns(outcome.event.share).replace(" of 10 runs", " of 10")}`
    const claims = known.factor(name)?.claims ?? known.basis([name]).claims
    findings.push({
      id,
      kind: "signpost",
      says: `${label} ${way} ${when}: ${then}.`,
      measure: `level of ${name} at a quarter of the horizon`,
      unit: known.quantity(name)?.unit ?? "1",
      ...intervalOf(levels, valid),
      share: share.share,
      basis: known.basis([name], {claims: known.factor(name) ? claims.filter((c) => known.claim(c)) : claims}),
    })
    return {
      quantity: name,
      label,
      threshold: isStart ? way : `${way} (begins at ${start})`,
      when,
      then,
      series: middleOf(base, name, valid),
      source: sourceOf(claims, known),
      ...(published.has(name) && {published: published.get(name)!}),
      finding: id,
    }
  })
  return {signposts: views, findings}
}

/** What a case says can be watched, and where it is published. */
export type Watched = {readonly quantity: string; readonly published: string}

/** The best of each outcome in turn, the first outcome first, each quantity once. */
function spreadOver<T extends {readonly name: string; readonly outcome: Told}>(
  found: readonly T[],
  told: readonly Told[],
): T[] {
  const taken = new Set<string>()
  const split: T[] = []
  for (let round = 0; round < MOST_SIGNPOSTS; round++)
    for (const outcome of told) {
      const next = found.find((one) => one.outcome === outcome && !taken.has(one.name))
      if (!next || split.length >= MOST_SIGNPOSTS) continue
      taken.add(next.name)
      split.push(next)
    }
  return split
}

type CutFound = {readonly outcome: Told; readonly cut: number; readonly above: Uint8Array; readonly gap: number}

/** The threshold with the greatest gap between the runs above and below it, if any is beyond chance. */
function bestCut(levels: Float64Array, outcome: Told, valid: Uint8Array, z: number): CutFound | null {
  const sorted = sortedOf(levels, valid)
  const tried = new Set<number>()
  let best: CutFound | null = null
  for (const p of CUTS) {
    // Thresholds are printed to two digits, so they are tried at two digits.
    const cut = rounded(at(sorted, p))
    if (tried.has(cut)) continue
    tried.add(cut)
    const above = valid.map((v, run) => (v === 1 && levels[run]! > cut ? 1 : 0))
    const below = valid.map((v, run) => (v === 1 && levels[run]! <= cut ? 1 : 0))
    const [a, b] = [tally(outcome.event.happens, valid, above), tally(outcome.event.happens, valid, below)]
    const fewest = Math.min(a.n, b.n)
    if (fewest < RAREST * (a.n + b.n) || fewest < ENOUGH_RUNS || !differ(a, b, z)) continue
    const gap = a.k / a.n - b.k / b.n
    const seen = gap > 0 ? a.k / a.n : b.k / b.n
    if (seen - outcome.event.share.share < WORTH_SAYING) continue
    if (!best || Math.abs(gap) > Math.abs(best.gap)) best = {outcome, cut, above, gap}
  }
  return best
}

/** The median over the runs at each saved time. */
function middleOf(base: Runs, name: string, valid: Uint8Array): number[] {
  return Array.from(base.time, (_, row) => at(sortedOf(levelsAt(base, name, row, valid), valid), 0.5))
}

/** The document with most claims on it, as named by its publisher or file; silence is said. */
function sourceOf(claims: readonly string[], known: Evidence): string {
  const counts = new Map<string, number>()
  for (const id of claims) {
    const file = known.claim(id)?.file
    if (file !== undefined) counts.set(file, (counts.get(file) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best ? best[0] : "no document speaks of it: a gap"
}

/** Pearson's correlation over the valid runs; 0 where either stands still. */
function correlation(a: Float64Array, b: Float64Array, valid: Uint8Array): number {
  let n = 0
  let [sa, sb] = [0, 0]
  for (let run = 0; run < valid.length; run++)
    if (valid[run] === 1) {
      n++
      sa += a[run]!
      sb += b[run]!
    }
  let [aa, bb, ab] = [0, 0, 0]
  for (let run = 0; run < valid.length; run++)
    if (valid[run] === 1) {
      const [x, y] = [a[run]! - sa / n, b[run]! - sb / n]
      aa += x * x
      bb += y * y
      ab += x * y
    }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}
