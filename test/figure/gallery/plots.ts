// The gallery of quantities over time and of levels: each exported function is an example,
// a test and a picture.

import {
  contested,
  eventKey,
  fan,
  fanTable,
  likelihood,
  likelihoodTable,
  shareSteps,
  sparkline,
  strip,
  tornado,
  tornadoTable,
  verdictBar,
} from "../../../src/figure/index.ts"
import {dispute, driver, hardNames, history, outcome} from "../worlds.ts"

const horizon = {start: 0, unit: "week", origin: "2031-02-15"}
const events = [
  {time: -18, says: "the storm"},
  {time: -17, says: "the pier is closed"},
  {time: -14, says: "pilots strike"},
  {time: -1, says: "the second inspection"},
]

export function fanWithHistory() {
  const view = outcome({observed: history(30, 60)})
  const previous = Array.from({length: 18}, (_, i) => ({time: i - 16, value: 60 - i}))
  return fan(view, {horizon, events, previous, href: "#i-f1", id: "fan-history"}) + eventKey(events, horizon)
}

export function fanWithoutHistory() {
  return fan(outcome({id: "x", level: 0.5, tilt: -0.1, spread: 0.3, range: [0, 1], unit: "1"} as object), {
    horizon,
    id: "fan-index",
  })
}

export function fanWithoutCalendar() {
  return fan(outcome({level: 250_000, tilt: 300_000, spread: 400_000}), {id: "fan-weeks"})
}

export function fanBelowZero() {
  return fan(outcome({level: -3, tilt: -4, spread: 6}), {horizon: {...horizon, unit: "month"}, id: "fan-below"})
}

export function fanOfEqualRuns() {
  return fan(outcome({level: 12, tilt: 0, spread: 0}), {horizon, id: "fan-equal"})
}

export function fanOfNothingButZero() {
  return fan(outcome({level: 0, tilt: 0, spread: 0}), {horizon, id: "fan-zero"})
}

export function fanWithGaps() {
  const whole = outcome({observed: history(20, 10)})
  const gap = (values: readonly number[]) => values.map((v, i) => ((i > 8 && i < 13) || i > 22 ? Number.NaN : v))
  const view = {
    ...whole,
    p2_5: gap(whole.p2_5),
    p10: gap(whole.p10),
    p25: gap(whole.p25),
    p50: gap(whole.p50),
    p75: gap(whole.p75),
    p90: gap(whole.p90),
    p97_5: gap(whole.p97_5),
  }
  return fan(view, {horizon, id: "fan-gaps"})
}

export function fanWithoutRuns() {
  const none = outcome().time.map(() => Number.NaN)
  return fan({...outcome(), p50: none}, {horizon})
}

export function fanAsTable() {
  return fanTable(outcome({observed: history(30, 60).slice(28), observedSource: "harbour office"}), {horizon})
}

export function sparklines() {
  const course = [3, 4, 2, 6, 3, 4, 4, 2, 5, 9]
  return [
    sparkline(course, {threshold: 12, label: "Days of closure"}),
    sparkline([5, 5, 5, 5], {label: "Tolls"}),
    sparkline([3, Number.NaN, Number.NaN, 8, 7], {threshold: 2}),
    sparkline([4]),
    sparkline([Number.NaN]),
  ].join("")
}

export function strips() {
  const scale = [-50, 50] as const
  return [
    strip({low: -48, mid: -26, high: -6, scale, zero: 0, label: "Truce of the pilots"}),
    strip({low: -12, mid: -1, high: 10, scale, zero: 0}),
    strip({low: 3, mid: 3, high: 3, scale, zero: 0}),
    strip({low: 20, mid: 30, high: 80, scale, zero: 0, right: true}),
    strip({low: Number.NaN, mid: 3, high: 3, scale}),
    strip({low: 0, mid: 0, high: 0, scale: [0, 0], zero: 0}),
  ].join("")
}

const drivers = [
  driver("Whether tolls repel or attract ships", 0.5, 0.81, {
    kind: "contested",
    lowLabel: "attract",
    highLabel: "repel",
    voices: 3,
  }),
  driver("Strength of the pilots' ties", 0.54, 0.82, {voices: 4}),
  driver("Weeks before a closed pier is felt", 0.58, 0.81, {lowLabel: "12", highLabel: "2"}),
  driver("Crews wait for verified repairs", 0.52, 0.73, {
    kind: "presence",
    lowLabel: "not in the model",
    highLabel: "in the model",
    voices: 1,
  }),
  driver("How long mediators stay", 0.8, 0.6, {lowLabel: "8", highLabel: "40"}),
  driver("Rerouting to the northern quay", 0.73, 0.78, {lowLabel: "13", highLabel: "52", voices: 0}),
  driver("Tide", 0.7, 0.7, {lowLabel: "low", highLabel: "high"}),
  driver("Price of rope", 0.69, 0.71),
  driver("Price of tar", 0.695, 0.705),
]

export function stepsOfShares() {
  const by = [4, 8, 12, 26, 52].map((time, i) => ({time, share: [0.2, 0.2, 0.45, 0.7, 0.8][i]!}))
  return shareSteps({from: 0, to: 52, by, label: "The pier closes: by week 4 in 2 of 10 runs, by week 52 in 8 of 10"})
}

export function stepsOfNothing() {
  return shareSteps({from: 0, to: 0, by: [], label: "Never"})
}

export function tornadoOfShares() {
  return tornado(drivers, {measure: "Runs of 10 in which delays grow", voices: 4, link: (d) => `#i-${d.parameter}`})
}

export function tornadoOfLevels() {
  const levels = drivers
    .slice(0, 3)
    .map((d) => ({...d, atLow: d.atLow * 340, atHigh: d.atHigh * 340, overall: 238, voices: 7}))
  return tornado(levels, {measure: "Hours of delay in August", scale: "level", voices: 11})
}

export function tornadoOfHardNames() {
  return tornado(
    hardNames.map((name, i) =>
      driver(name, 0.1 + i * 0.1, 0.9 - i * 0.02, {lowLabel: hardNames[5 - i]!, highLabel: name}),
    ),
    {voices: 4},
  )
}

export function tornadoOfOne() {
  return tornado([driver("Tide", 0.7, 0.7)])
}

export function tornadoOfNone() {
  return tornado([])
}

export function tornadoAsTable() {
  return tornadoTable(drivers, {measure: "Runs of 10 in which delays grow"})
}

const shares = [
  {label: "Delays grow by mid-August", share: {share: 0.7, low: 0.6, high: 0.8}, href: "#i-f1"},
  {label: "The pier stays closed", share: {share: 0.02, low: 0, high: 0.04}},
  {
    label: "Both lines return to the southern quay within the horizon, with or without a new toll",
    share: {share: 1, low: 0.96, high: 1},
  },
]

export function likelihoods() {
  return likelihood(shares)
}

export function likelihoodOfOneHardName() {
  return likelihood([{label: hardNames[1]!, share: {share: 0.5, low: 0.5, high: 0.5}}])
}

export function likelihoodsAsTable() {
  return likelihoodTable(shares)
}

export function verdicts() {
  return verdictBar({holds: 24, mixed: 7, contradicted: 3, "not represented": 5, "not testable": 6})
}

export function verdictsLopsided() {
  return verdictBar({holds: 940, mixed: 0, contradicted: 1, "not represented": 1, "not testable": 0})
}

export function verdictsOfNothing() {
  return verdictBar({holds: 0, mixed: 0, contradicted: 0, "not represented": 0, "not testable": 0})
}

export function disputeOfTwoSides() {
  return contested(dispute, {measure: "If that side is right, delays grow in … of 10 runs", href: "#i-f4"})
}

export function disputeWithOneSilentSide() {
  const [a, b] = dispute.sides
  const silent = {
    ...b,
    says: hardNames[0]!,
    quotes: [],
    lineages: 0,
    share: {share: Number.NaN, low: Number.NaN, high: Number.NaN},
  }
  return contested({...dispute, sides: [a, silent]}, {quotes: 1})
}
