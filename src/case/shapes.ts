// The shapes of what the pipeline keeps in `.brink/`: what comes back from a file is one of these, or is made anew.
//
// In: a value read from a file. Out: whether it is what the step gives. Every shape is held to the type of its step by
// the compiler, both ways: a member that a step gains or loses is a mistake here before it is one on a screen.

import {z} from "zod"
import type {CheckResult} from "../check/index.ts"
import type {DocumentReading} from "../claims/index.ts"
import type {CausalMap} from "../map/index.ts"
import type {Outlook} from "../outlook/index.ts"

const text = z.string()
const texts = z.array(text)
const number = z.number()
const numbers = z.array(number)
const share = z.strictObject({share: number, low: number, high: number})
const interval = z.strictObject({low: number, mid: number, high: number})
const aside = z.enum(["above", "below"])
const wanted = z.enum(["less", "more"])
const passedOver = z.array(z.strictObject({file: text, why: text}))

const verdict = z.enum(["holds", "mixed", "contradicted", "not represented", "not testable"])
const totals = z.record(verdict, number)
const band = z.strictObject({p10: numbers, p50: numbers, p90: numbers})

const check = z.strictObject({
  id: text,
  kind: z.enum(["link", "conditional", "behaviour", "data"]),
  says: text,
  claims: texts,
  quote: z.strictObject({file: text, from: number, to: number, text}).optional(),
  contested: z.boolean(),
  byConstruction: z.boolean(),
  condition: z
    .strictObject({
      set: z.record(text, z.strictObject({is: number.optional(), times: number.optional(), plus: number.optional()})),
      from: number,
      to: number.optional(),
      scenario: text.optional(),
    })
    .nullable(),
  measure: text.nullable(),
  verdict,
  share: number.nullable(),
  why: text,
  turns: z.strictObject({quantity: text, parameter: text.nullable(), is: number, needs: number}).nullable().optional(),
  fans: z.strictObject({quantity: text, time: numbers, without: band, with: band}).optional(),
})

const backtested = z.strictObject({
  quantity: text,
  source: text,
  horizon: number,
  period: text,
  origins: number,
  from: number,
  to: number,
  methods: z.array(z.strictObject({name: text, mae: number, crps: number, coverage: number.nullable()})),
  best: text,
  fitted: number,
  skill: number,
  low: number,
  high: number,
})

/** What the step "model" keeps: a model that was checked when it was parsed, and has too many parts to check twice. */
export const modelShape = z.looseObject({
  format: z.literal("brink/model@1"),
  quantities: z.array(z.looseObject({name: text, line: number})),
})

/** What the step "check" keeps. */
export const checkShape = z.strictObject({
  format: z.literal("brink/check@1"),
  model: text,
  runs: number,
  seed: text,
  checks: z.array(check),
  totals,
  backtest: z.array(backtested).optional(),
})

/** What the step "record" keeps. */
export const recordShape = z.strictObject({
  runs: number,
  scores: z.array(backtested),
  unscored: z.array(check),
  fits: z.array(
    z.strictObject({
      quantity: text,
      unit: text,
      periods: number,
      quarters: number,
      weight: number,
      dispersion: number,
      inside: number,
      insideRates: number,
      theil: z.strictObject({
        mse: number,
        shares: z.strictObject({bias: number, variance: number, covariance: number}).nullable(),
      }),
      years: z.array(
        z.strictObject({year: number, periods: number, observed: number, p10: number, p50: number, p90: number}),
      ),
    }),
  ),
})

/** What the step "voices" keeps: the chances of a model's disagreements, and the files that were passed over. */
export const voicesShape = z.strictObject({chances: numbers.nullable(), left: passedOver})

const worth = {low: number, mid: number, high: number, floor: number}
const valued = z.strictObject({...worth, unit: text}).optional()
const polarity = z.enum(["R", "B", "contested"])
const moved = z.strictObject({quantity: text, label: text, unit: text, change: interval, share})
const price = {
  worse: z.array(moved),
  stakes: z.array(z.strictObject({holder: text, loses: z.array(moved), gains: z.array(moved)})),
  loops: z.array(z.strictObject({name: text, polarity, finding: text, by: moved})),
}
const spell = z
  .strictObject({
    low: number.nullable(),
    mid: number.nullable(),
    high: number.nullable(),
    runs: number,
    open: number,
  })
  .nullable()
const atTime = z.strictObject({time: number, share})
const only = z.array(z.strictObject({question: text, says: text}))
const change = {outcome: text, change: interval, up: number, down: number}

const file = {
  format: z.literal("brink/outlook@1"),
  question: text,
  outcomes: texts,
  runs: number,
  failed: number,
  seed: text,
  hash: text,
  findings: z.array(
    z.strictObject({
      id: text,
      kind: z.enum(["outcome", "lever", "loop", "driver", "dispute", "signpost"]),
      says: text,
      measure: text,
      unit: text,
      ...{low: number, mid: number, high: number},
      share: number.nullable(),
      basis: z.strictObject({
        params: texts,
        links: texts,
        claims: texts,
        assumed: texts,
        data: texts.optional(),
      }),
      value: valued,
    }),
  ),
  map: z.strictObject({factors: number, links: number, contested: number, loops: number}),
  checks: totals,
  skipped: passedOver,
  report: text.nullable(),
  steps: z.array(z.strictObject({lever: text, label: text, setting: text, ...price})).optional(),
  paths: z
    .array(z.strictObject({...price, scenario: text, label: text, why: text, effects: z.array(z.strictObject(change))}))
    .optional(),
  worst: z
    .array(
      z.strictObject({
        quantity: text,
        label: text,
        unit: text,
        wanted,
        now: number,
        at: z.array(z.strictObject({time: number, mid: number, worst: number})),
        peak: z.strictObject({time: number, worst: number}),
        total: z
          .strictObject({
            unit: text,
            at: z.array(z.strictObject({...interval.shape, time: number, worst: number})),
          })
          .optional(),
      }),
    )
    .optional(),
  thresholds: z
    .array(
      z.strictObject({
        quantity: text,
        label: text,
        unit: text,
        side: aside,
        level: number,
        says: text,
        already: share,
        goesOn: spell,
        comes: share,
        when: interval.nullable(),
        by: z.array(atTime),
        lasts: spell,
        cost: z
          .strictObject({
            quantity: text,
            label: text,
            unit: text,
            usual: z.union([number, text]).nullable(),
            total: interval.nullable(),
            beyond: interval.nullable(),
          })
          .optional(),
        warnings: z.array(
          z.strictObject({
            quantity: text,
            label: text,
            unit: text,
            published: text,
            side: aside,
            level: number,
            caught: number,
            lead: interval,
            idle: number,
          }),
        ),
      }),
    )
    .optional(),
  ripe: z
    .strictObject({
      signs: z.array(
        z.strictObject({
          side: text,
          quantity: text,
          label: text,
          unit: text,
          when: aside,
          level: number,
          now: interval,
          holds: share,
          later: share,
        }),
      ),
      together: z.array(atTime),
      best: atTime,
    })
    .nullable()
    .optional(),
  since: z
    .array(
      z.strictObject({
        quantity: text,
        label: text,
        unit: text,
        source: text,
        period: text,
        periods: z.array(
          z.strictObject({
            ...{from: number, to: number, observed: number},
            ...{p2_5: number, p10: number, p25: number, p50: number, p75: number, p90: number, p97_5: number},
          }),
        ),
        inside: z.strictObject({half: number, eight: number}),
        known: z.array(z.strictObject({from: number, to: number, value: number})),
        scores: z.array(z.strictObject({name: text, crps: number})),
        seen: number,
      }),
    )
    .optional(),
}

const view = z.strictObject({
  quantity: text,
  label: text,
  unit: text,
  measure: text,
  says: text,
  time: numbers,
  p2_5: numbers,
  p10: numbers,
  p25: numbers,
  p50: numbers,
  p75: numbers,
  p90: numbers,
  p97_5: numbers,
  observed: z.array(z.strictObject({time: number, value: number})),
  observedSource: text.nullable(),
  range: z.tuple([number, number]).nullable(),
  up: share,
  down: share,
  lead: z.strictObject({says: text, way: z.enum(["up", "down", "flat", "event"]), share}).optional(),
  wanted: wanted.nullable(),
  finding: text,
})

const option = z.strictObject({
  lever: text,
  label: text,
  setting: text,
  effects: z.array(z.strictObject({...change, upShare: share.optional(), downShare: share.optional(), finding: text})),
  sideEffect: text.nullable(),
  price: z.strictObject(price).optional(),
  readings: z.strictObject({way: z.enum(["up", "down"]), clear: number, of: number, only}).optional(),
})

const loop = z.strictObject({
  name: text,
  polarity,
  factors: z.array(z.strictObject({id: text, label: text})),
  links: z.array(
    z.strictObject({
      id: text,
      sign: z.enum(["+", "-", "contested", "unclear"]),
      voices: number,
      against: number,
      delayed: z.boolean(),
    }),
  ),
  share: interval.nullable(),
  cut: text.nullable(),
  told: texts,
  says: text,
  finding: text,
  course: z.strictObject({time: numbers, unit: text, low: numbers, mid: numbers, high: numbers}).optional(),
})

const side = z.strictObject({
  says: text,
  short: text.optional(),
  quotes: z.array(z.strictObject({claim: text, file: text, text, from: number, to: number})),
  lineages: number,
  share,
})

/** What the step "outlook" keeps. */
export const outlookShape = z.strictObject({
  ...file,
  bottomLine: text,
  anchors: z.array(z.strictObject({words: text, finding: text})),
  confidence: text,
  views: z.array(view),
  options: z.array(option),
  reach: z
    .strictObject({
      always: z.array(z.strictObject({label: text, setting: text})),
      sometimes: z.array(z.strictObject({label: text, setting: text, only})),
    })
    .optional(),
  loops: z.array(loop),
  drivers: z.array(
    z.strictObject({
      parameter: text,
      label: text,
      kind: z.enum(["parameter", "contested", "presence"]),
      lowLabel: text,
      highLabel: text,
      atLow: number,
      atHigh: number,
      overall: number,
      voices: number,
      finding: text,
    }),
  ),
  disputes: z.array(
    z.strictObject({
      id: text,
      question: text,
      link: text.nullable(),
      sides: z.tuple([side, side]),
      worth: text,
      value: valued,
      finding: text,
    }),
  ),
  signposts: z.array(
    z.strictObject({
      quantity: text,
      label: text,
      threshold: text,
      when: text,
      // biome-ignore lint/suspicious/noThenProperty: what a signpost says comes then is a text, and nobody awaits it.
      then: text,
      series: numbers,
      source: text,
      published: text.optional(),
      finding: text,
    }),
  ),
  event: z.strictObject({quantity: text, says: text, share, finding: text}),
  inForce: z.array(z.strictObject({lever: text, label: text, value: number})).optional(),
  notes: texts,
  horizon: z.strictObject({start: number, stop: number, unit: text, origin: text.nullable()}),
})

const range = z.strictObject({from: number, to: number})
const words = z.strictObject({from: number, to: number, text})
const phrase = z.strictObject({
  from: number,
  to: number,
  text,
  thing: z.array(words),
  change: z.enum(["+", "-"]).nullable(),
  refers: text.optional(),
})
const claim = z.strictObject({
  id: text,
  file: text,
  quote: words,
  cause: phrase,
  effect: phrase,
  signal: words.optional(),
  sign: z.enum(["+", "-", "0", "unclear"]),
  condition: z.enum(["if", "only if", "unless", "until", "without", "as long as", "once"]).nullable(),
  hedge: text.nullable(),
  denied: z.boolean(),
  refuted: z.boolean(),
  time: z.enum(["past", "present", "future"]),
  by: text.nullable(),
  lag: text.nullable(),
  strength: text.nullable(),
  reader: text,
  confidence: number,
  why: z.strictObject({rule: text, words: z.array(range), agreed: texts.optional()}).optional(),
})
const quantity = z.strictObject({
  file: text,
  quote: words,
  value: number,
  low: number.optional(),
  high: number.optional(),
  comparator: text.optional(),
  unit: text,
  what: text,
  claimant: text.optional(),
  period: text.optional(),
})
const date = z.strictObject({file: text, quote: words, from: text, to: text.optional(), of: text})
const issue = z.strictObject({code: text, file: text, says: text, next: text})

const told = z.strictObject({claims: texts, lineages: number})
const signed = z.enum(["+", "-", "0", "unclear"])

/** What is kept of a map. */
export const mapShape = z.strictObject({
  format: z.literal("brink/map@1"),
  factors: z.array(
    z.strictObject({
      id: text,
      name: text,
      theme: text,
      holder: text.optional(),
      target: text.optional(),
      kind: text.optional(),
      alsoCalled: texts,
      unit: text,
      claims: texts,
      origin: z.enum(["case", "codebook", "words"]),
      merges: texts,
      choice: z.boolean(),
      weight: number,
      wanted: wanted.optional(),
      trend: number,
    }),
  ),
  links: z.array(
    z.strictObject({
      id: text,
      from: text,
      to: text,
      sign: z.enum(["+", "-", "contested", "unclear"]),
      belief: number,
      lag: text.nullable(),
      strength: text.nullable(),
      for: told,
      against: told,
      zero: told,
    }),
  ),
  loops: z.array(
    z.strictObject({
      factors: texts,
      links: texts,
      polarity: z.enum(["R", "B", "contested"]),
      belief: number,
      toldBy: texts,
    }),
  ),
  issues: z.array(issue),
  groundings: z.array(
    z.strictObject({
      claim: text,
      file: text,
      lineage: text,
      from: text.nullable(),
      to: text.nullable(),
      link: text.nullable(),
      sign: signed,
      moves: z.enum(["+", "-"]).optional(),
      side: z.enum(["for", "against", "zero", "unclear", "none"]),
      unlinked: z
        .union([
          z.strictObject({kind: z.literal("rejected"), by: text, why: text}),
          z.strictObject({kind: z.literal("ungrounded"), side: z.enum(["cause", "effect"]), phrase: text}),
          z.strictObject({kind: z.literal("itself"), factor: text}),
        ])
        .optional(),
      why: text,
    }),
  ),
})

/** What is kept of a document that was read. */
export const documentShape = z.strictObject({
  claims: z.array(claim),
  quantities: z.array(quantity),
  dates: z.array(date),
  names: z.strictObject({
    names: z.array(
      z.tuple([
        text,
        z.strictObject({count: number, inner: z.boolean(), describes: z.boolean(), adjective: number, roles: texts}),
      ]),
    ),
    brackets: z.array(z.strictObject({short: text, name: text, shortFirst: z.boolean()})),
  }),
  sentences: number,
  issues: z.array(issue),
})

type Plain<T> = T extends object ? {-readonly [K in keyof T]: Plain<T[K]>} : T
/** `true` where two types have the same members. The record is held to its type in test/case/shapes.test.ts: pipeline.ts, where the type is, imports this file. */
export type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : "another shape"
const same = <_Is extends true>(): void => {}
same<Same<z.infer<typeof checkShape>, CheckResult>>()
same<Same<z.infer<typeof outlookShape>, Outlook>>()
same<Same<z.infer<typeof mapShape>, CausalMap>>()
same<Same<z.infer<typeof documentShape>, DocumentReading>>()
