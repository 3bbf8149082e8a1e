// Invented outcomes, loops, drivers and disputes for the gallery: a harbour town, its
// mill and its ferry. Every number follows from a formula, so that a picture that
// changes has changed for a reason.

import type {CausalMap, Link} from "../../src/map/index.ts"
import type {DisputeView, DriverView, LoopView, OutcomeView} from "../../src/outlook/index.ts"

/** An outcome whose runs spread from `level` with time; `tilt` moves the middle run. */
export function outcome(
  over: Partial<OutcomeView> & {level?: number; tilt?: number; spread?: number} = {},
): OutcomeView {
  const {level = 40, tilt = 20, spread = 30, ...rest} = over
  const time = Array.from({length: 27}, (_, i) => i)
  const part = (weight: number) =>
    time.map((t) => level + (tilt * t) / 26 + weight * spread * Math.sqrt(t / 26) * (weight < 0 ? 0.7 : 1))
  return {
    quantity: "ferry_delays",
    label: "Ferry delays",
    unit: "hours/month",
    measure: "Hours of delay, per month",
    says: "Delays grow, and seldom pass the winter's peak",
    time,
    p2_5: part(-1),
    p10: part(-0.65),
    p25: part(-0.35),
    p50: part(0),
    p75: part(0.35),
    p90: part(0.65),
    p97_5: part(1),
    observed: [],
    observedSource: null,
    range: null,
    up: {share: 0.7, low: 0.6, high: 0.8},
    down: {share: 0.2, low: 0.1, high: 0.3},
    wanted: "less",
    finding: "f1",
    ...rest,
  }
}

/** Observed values of the weeks before today, with a peak. */
export function history(level: number, peak: number): OutcomeView["observed"] {
  return Array.from({length: 34}, (_, i) => ({
    time: i - 34,
    value: level * (1 + 0.2 * ((i * 7) % 5) * 0.25) + (i > 15 && i < 20 ? peak / (1 + (i - 17) * (i - 17)) : 0),
  }))
}

/** A loop through the named factors; `signs` gives a sign for each link. */
export function loop(name: string, labels: readonly string[], signs: string, over: Partial<LoopView> = {}): LoopView {
  return {
    name,
    polarity: "R",
    factors: labels.map((label, i) => ({id: `factor_${i}`, label})),
    links: [...signs].map((sign, i) => ({
      id: `factor_${i}->factor_${(i + 1) % labels.length}`,
      sign: sign === "c" ? "contested" : sign === "?" ? "unclear" : (sign as "+" | "-"),
      voices: 1 + ((i * 3) % 4),
      against: sign === "c" ? 1 : 0,
      delayed: i % 3 === 2,
    })),
    gain: {low: 0.31, mid: 0.46, high: 0.58},
    cut: "factor_0->factor_1",
    told: ["harbour.txt"],
    says: "Each closed pier sends the crews away, and the next pier closes sooner.",
    finding: "f2",
    ...over,
  }
}

export function driver(label: string, atLow: number, atHigh: number, over: Partial<DriverView> = {}): DriverView {
  return {
    parameter: label.toLowerCase().replaceAll(" ", "_"),
    label,
    kind: "parameter",
    lowLabel: "weak",
    highLabel: "strong",
    atLow,
    atHigh,
    overall: 0.7,
    voices: 2,
    finding: "f3",
    ...over,
  }
}

export const dispute: DisputeView = {
  id: "d1",
  question: "Do higher tolls empty the harbour?",
  link: "tolls->ships",
  sides: [
    {
      says: "Tolls drive ships away",
      quotes: [
        {
          claim: "c1",
          file: "pilot.txt",
          text: "Every captain we spoke to counts the toll before the tide.",
          from: 10,
          to: 68,
        },
        {
          claim: "c2",
          file: "ledger.txt",
          text: "After the rise two lines left for the northern quay.",
          from: 4,
          to: 56,
        },
        {claim: "c3", file: "ledger.txt", text: "The berths stood empty that winter.", from: 90, to: 125},
      ],
      lineages: 2,
      share: {share: 0.8, low: 0.7, high: 0.9},
    },
    {
      says: "Tolls pay for the dredging that keeps ships coming",
      quotes: [
        {
          claim: "c4",
          file: "council.txt",
          text: "Without the toll the channel would have silted up within a year.",
          from: 0,
          to: 64,
        },
      ],
      lineages: 1,
      share: {share: 0.5, low: 0.3, high: 0.6},
    },
  ],
  worth: "Worth most: settling it would narrow the range for delays by a third (a quarter to a half).",
  finding: "f4",
}

/** Names that have broken figures before: markup, a word without a break, right to left, East Asian, an empty one. */
export const hardNames = [
  '<b onclick="x">Tolls & "fees"</b>',
  "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
  "תפוסת הנמל בעונת החורף",
  "港の混雑と積み荷の遅れが続く冬の季節の見通し",
  "Confidence of the council in the pilots' association after the second inspection",
  "Ships",
]

const PLACES = [
  "Harbour",
  "Mill",
  "Ferry",
  "Northern quay",
  "Council",
  "Pilots",
  "Fish market",
  "Old town",
  "Railway",
  "School",
]
const THINGS = ["closures", "trust", "income", "complaints about delays", "crews", "repairs begun", "debt"]

/** A map of so many factors and links, the same every time: each link goes a step on that grows with its number. */
export function town(factorCount: number, linkCount: number): CausalMap {
  const factors = Array.from({length: factorCount}, (_, i) => ({
    id: `f${i}`,
    name: `${PLACES[i % PLACES.length]!} ${THINGS[(i * 3 + Math.floor(i / 10)) % THINGS.length]!}${i >= 70 ? ` ${i}` : ""}`,
    theme: "other",
    alsoCalled: [],
    unit: "1",
    claims: [],
    origin: "words" as const,
    merges: [],
    choice: false,
    weight: 1,
    trend: 0,
  }))
  const links: Link[] = []
  const seen = new Set<string>()
  const add = (from: number, to: number, i: number) => {
    const id = `f${from}->f${to}`
    if (from === to || seen.has(id) || links.length >= linkCount) return
    seen.add(id)
    links.push(link(id, i))
  }
  if (factorCount > 2)
    for (const [k, [a, b]] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ].entries())
      add(a!, b!, k)
  for (let i = 3; i < factorCount; i++) add(Math.floor(i / 3), i, i)
  for (let i = 0; links.length < linkCount && i < linkCount * 6; i++)
    add((i * 11 + 5) % factorCount, (i * 7 + ((i * i) % 13)) % factorCount, i)
  return {format: "brink/map@1", factors, links, loops: [], issues: [], groundings: []}
}

/** A map in which each name acts on the next. */
export function chain(names: readonly string[]): CausalMap {
  const blank = town(names.length, 0)
  return {
    ...blank,
    factors: blank.factors.map((f, i) => ({...f, name: names[i]!})),
    links: names.slice(1).map((_, i) => link(`f${i}->f${i + 1}`, i)),
  }
}

function link(id: string, i: number): Link {
  const [from, to] = id.split("->") as [string, string]
  const sign = (["+", "-", "+", "contested", "+", "-", "unclear"] as const)[i % 7]!
  const none = {claims: [], lineages: 0}
  return {
    id,
    from,
    to,
    sign,
    belief: 0.5,
    lag: i % 4 === 0 ? "weeks" : null,
    strength: null,
    for: {claims: [], lineages: i % 9 === 8 ? 0 : 1 + (i % 4)},
    against: sign === "contested" ? {claims: [], lineages: 1} : none,
    zero: none,
  }
}
