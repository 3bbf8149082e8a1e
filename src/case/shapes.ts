// The shapes of what the pipeline keeps in `.brink/`: what comes back from a file is one of these, or is made anew.
//
// In: a value read from a file. Out: whether it is what the step gives. Every shape is held to the type of its step by
// the compiler, both ways: a member that a step gains or loses is a mistake here before it is one on a screen.

import type {CheckResult} from "../check/index.ts"
import type {DocumentReading} from "../claims/index.ts"
import type {Issue} from "../core/fault.ts"
import type {Lineage, Source} from "../documents/index.ts"
import type {CausalMap} from "../map/index.ts"
import type {Decision, Foretelling, Outlook, Press} from "../outlook/index.ts"
import {
  boolean,
  either,
  list,
  literal,
  loose,
  number,
  type Of,
  object,
  oneOf,
  pair,
  record,
  recordOf,
  text,
} from "./shape.ts"

const texts = list(text)
const numbers = list(number)
const share = object({share: number, low: number, high: number})
const middle = {low: number, mid: number, high: number}
const interval = object(middle)
const aside = oneOf(["above", "below"])
const wanted = oneOf(["less", "more"])
const passedOver = list(object({file: text, why: text}))

const VERDICTS = ["holds", "mixed", "contradicted", "not represented", "not testable"] as const
const verdict = oneOf(VERDICTS)
const totals = recordOf(VERDICTS, number)
const band = object({p10: numbers, p50: numbers, p90: numbers})

const check = object({
  id: text,
  kind: oneOf(["link", "conditional", "behaviour", "data"]),
  says: text,
  claims: texts,
  quote: object({file: text, from: number, to: number, text}).optional(),
  contested: boolean,
  byConstruction: boolean,
  condition: object({
    set: record(object({is: number.optional(), times: number.optional(), plus: number.optional()})),
    from: number,
    to: number.optional(),
    scenario: text.optional(),
  }).nullable(),
  measure: text.nullable(),
  verdict,
  share: number.nullable(),
  why: text,
  turns: object({quantity: text, parameter: text.nullable(), is: number, needs: number}).nullable().optional(),
  fans: object({quantity: text, time: numbers, without: band, with: band}).optional(),
})

const backtested = object({
  quantity: text,
  source: text,
  horizon: number,
  period: text,
  origins: number,
  from: number,
  to: number,
  methods: list(object({name: text, mae: number, crps: number, coverage: number.nullable()})),
  best: text,
  fitted: number,
  skill: number,
  low: number,
  high: number,
})

// What is kept of files: each was checked when it was parsed, and has too many parts to check twice.

/** What the step "settings" keeps. */
export const settingsShape = object({
  settings: loose({format: literal("brink/case@1"), title: text, question: text}),
  horizonWeeks: number.optional(),
})

/** What the step "factors" keeps. */
export const codebookShape = list(loose({id: text}))

/** What the step "checks" keeps. */
export const checksShape = list(
  loose({id: text, says: text, expect: text, comparisons: list(loose({})), share: number}),
)

/** What the step "scenario" keeps. */
export const scenarioShape = loose({
  format: literal("brink/scenario@1"),
  name: text,
  levers: record(list(loose({}))),
  places: list(pair(text, text)),
})

/** What the step "model" keeps. */
export const modelShape = loose({
  format: literal("brink/model@1"),
  quantities: list(loose({name: text, line: number})),
})

/** What the step "check" keeps. */
export const checkShape = object({
  format: literal("brink/check@1"),
  model: text,
  runs: number,
  seed: text,
  checks: list(check),
  totals,
  backtest: list(backtested).optional(),
})

/** What the step "record" keeps. */
export const recordShape = object({
  runs: number,
  scores: list(backtested),
  unscored: list(check),
  fits: list(
    object({
      quantity: text,
      unit: text,
      periods: number,
      quarters: number,
      weight: number,
      dispersion: number,
      inside: number,
      insideRates: number,
      theil: object({
        mse: number,
        shares: object({bias: number, variance: number, covariance: number}).nullable(),
      }),
      years: list(object({year: number, periods: number, observed: number, p10: number, p50: number, p90: number})),
    }),
  ),
})

/** What the step "voices" keeps: the chances of a model's disagreements, and the files that were passed over. */
export const voicesShape = object({chances: numbers.nullable(), left: passedOver})

const worth = {low: number, mid: number, high: number, floor: number}
const valued = object({...worth, unit: text}).optional()
const polarity = oneOf(["R", "B", "contested"])
const moved = object({quantity: text, label: text, unit: text, change: interval, share})
const price = {
  worse: list(moved),
  stakes: list(object({holder: text, loses: list(moved), gains: list(moved)})),
  loops: list(object({name: text, polarity, finding: text, by: moved})),
}
const spell = object({
  low: number.nullable(),
  mid: number.nullable(),
  high: number.nullable(),
  runs: number,
  open: number,
}).nullable()
const atTime = object({time: number, share})
const only = list(object({question: text, says: text, when: text}))
const change = {outcome: text, change: interval, up: number, down: number}
const half = object({value: number, effects: list(object(change))})
const step = object({lever: text, label: text})

const spanned = list(object({from: number, to: number, value: number}))

/** A series with what was foretold of it and what came. */
const sinceView = object({
  quantity: text,
  label: text,
  unit: text,
  source: text,
  period: text,
  periods: list(
    object({
      ...{from: number, to: number, observed: number},
      ...{p2_5: number, p10: number, p25: number, p50: number, p75: number, p90: number, p97_5: number},
    }),
  ),
  inside: object({half: number, eight: number}),
  known: spanned,
  scores: list(object({name: text, crps: number})),
  seen: number,
})

/** What the step "foretold" keeps. */
export const foretoldShape = object({
  runs: number,
  failed: number,
  since: list(sinceView),
  ahead: list(
    object({
      quantity: text,
      label: text,
      unit: text,
      source: text,
      period: text,
      known: spanned,
      periods: list(
        object({from: number, to: number, p10: number, p25: number, p50: number, p75: number, p90: number}),
      ),
    }),
  ),
})

const quotes = list(object({claim: text, file: text, text, from: number, to: number}))

const findOut = object({
  quantity: text,
  unit: text,
  ...{steps: number, runs: number, tried: number, floor: number},
  taken: text,
  apart: list(text),
  settled: list(text),
  says: text,
  entries: list(
    object({
      input: text,
      kind: oneOf(["claim", "number"]),
      question: text,
      worth: object(worth),
      unit: text,
      changes: number,
      turns: object({at: number, below: text, above: text}).optional(),
      says: text,
      quotes,
      rests: text,
      by: text.optional(),
    }),
  ),
})

const corner = object({
  event: text,
  runs: number,
  limits: list(
    object({input: text, question: text, says: text, low: number.nullable(), high: number.nullable(), again: number}),
  ),
  ...{mass: number, density: number, coverage: number, overall: number},
  within: object({low: number, high: number}),
  elsewhere: object({density: number, coverage: number}),
  says: text,
})

const standing = object({
  quantity: text,
  unit: text,
  measure: text,
  runs: number,
  enough: number,
  best: object({expected: text, worst: text, regret: text, enough: text}),
  isOne: boolean,
  rows: list(
    object({
      lever: text.nullable(),
      label: text,
      ...{expected: number, worst: number, regret: number, regret90: number, enough: number},
      dominated: boolean,
      pareto: boolean,
    }),
  ),
  says: text,
})

const file = {
  format: literal("brink/outlook@1"),
  question: text,
  outcomes: texts,
  runs: number,
  failed: number,
  seed: text,
  hash: text,
  findings: list(
    object({
      id: text,
      kind: oneOf(["outcome", "lever", "loop", "driver", "dispute", "signpost"]),
      says: text,
      measure: text,
      unit: text,
      ...{low: number, mid: number, high: number},
      share: number.nullable(),
      basis: object({
        params: texts,
        links: texts,
        claims: texts,
        assumed: texts,
        data: texts.optional(),
      }),
      value: valued,
    }),
  ),
  map: object({factors: number, links: number, contested: number, loops: number}),
  checks: totals,
  skipped: passedOver,
  report: text.nullable(),
  steps: list(
    object({
      lever: text,
      by: text.optional(),
      label: text,
      setting: text,
      definition: list(object({outcome: text, chain: texts})),
      half: half.optional(),
      ...price,
    }),
  ).optional(),
  strength: object({
    asMuch: list(step),
    hardly: list(step),
    turned: list(object({full: step, half: step})),
    says: texts,
  }).optional(),
  paths: list(object({...price, scenario: text, label: text, why: text, effects: list(object(change))})).optional(),
  worst: list(
    object({
      quantity: text,
      label: text,
      unit: text,
      wanted,
      now: number,
      at: list(object({time: number, mid: number, worst: number})),
      peak: object({time: number, worst: number}),
      total: object({
        unit: text,
        at: list(object({...middle, time: number, worst: number})),
      }).optional(),
    }),
  ).optional(),
  thresholds: list(
    object({
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
      by: list(atTime),
      lasts: spell,
      cost: object({
        quantity: text,
        label: text,
        unit: text,
        usual: either(number, text).nullable(),
        total: interval.nullable(),
        beyond: interval.nullable(),
      }).optional(),
      warnings: list(
        object({
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
  ).optional(),
  ripe: object({
    signs: list(
      object({
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
    together: list(atTime),
    best: atTime,
  })
    .nullable()
    .optional(),
  since: list(sinceView).optional(),
  findOut: findOut.nullable().optional(),
  corner: corner.nullable().optional(),
  standing: standing.nullable().optional(),
}

const view = object({
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
  observed: list(object({time: number, value: number})),
  observedSource: text.nullable(),
  range: pair(number, number).nullable(),
  stands: text.optional(),
  up: share,
  down: share,
  lead: object({says: text, way: oneOf(["up", "down", "flat", "event"]), share}).optional(),
  wanted: wanted.nullable(),
  finding: text,
})

const option = object({
  lever: text,
  by: text.optional(),
  label: text,
  setting: text,
  taken: text,
  effects: list(
    object({
      ...change,
      upShare: share.optional(),
      downShare: share.optional(),
      definition: texts.optional(),
      finding: text,
    }),
  ),
  half: half.optional(),
  sideEffect: text.nullable(),
  price: object(price).optional(),
  readings: object({way: oneOf(["up", "down"]), clear: number, of: number, only}).optional(),
})

const loop = object({
  name: text,
  polarity,
  factors: list(object({id: text, label: text})),
  links: list(
    object({
      id: text,
      sign: oneOf(["+", "-", "contested", "unclear"]),
      voices: number,
      against: number,
      delayed: boolean,
    }),
  ),
  gain: interval.nullable(),
  pulse: object({of: text, label: text, at: number, within: number, lost: number, says: text}).optional(),
  calm: interval.optional(),
  cut: text.nullable(),
  told: texts,
  says: text,
  finding: text,
  course: object({time: numbers, unit: text, low: numbers, mid: numbers, high: numbers}).optional(),
})

const side = object({
  says: text,
  short: text.optional(),
  quotes,
  lineages: number,
  share,
})

/** What the step "levers" keeps. */
export const pressedShape = list(
  object({
    format: literal("brink/press@1"),
    factor: text,
    direction: oneOf(["+", "-"]),
    runs: number,
    responses: list(object({factor: text, name: text, up: number, down: number, none: number})),
  }),
)

/** What the step "outlook" keeps. */
export const outlookShape = object({
  ...file,
  bottomLine: text,
  anchors: list(object({words: text, finding: text})),
  confidence: text,
  views: list(view),
  options: list(option),
  reach: object({
    always: list(object({label: text})),
    sometimes: list(object({label: text, only})),
  }).optional(),
  loops: list(loop),
  drivers: list(
    object({
      parameter: text,
      label: text,
      kind: oneOf(["parameter", "contested", "presence"]),
      lowLabel: text,
      highLabel: text,
      atLow: number,
      atHigh: number,
      overall: number,
      voices: number,
      finding: text,
    }),
  ),
  disputes: list(
    object({
      id: text,
      question: text,
      link: text.nullable(),
      sides: pair(side, side),
      worth: text,
      value: valued,
      finding: text,
    }),
  ),
  signposts: list(
    object({
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
  event: object({quantity: text, says: text, share, finding: text}),
  inForce: list(
    object({lever: text, label: text, value: number, toCome: interval, source: text.nullable()}),
  ).optional(),
  notes: texts,
  horizon: object({start: number, stop: number, unit: text, origin: text.nullable()}),
})

const range = object({from: number, to: number})
const words = object({from: number, to: number, text})
const worded = {
  from: number,
  to: number,
  text,
  thing: list(words),
  change: oneOf(["+", "-"]).nullable(),
  refers: text.optional(),
  about: text.optional(),
}
const phrase = object({
  ...worded,
  says: object({cause: words, signal: words.optional(), sign: oneOf(["+", "-"]), effect: object(worded)}).optional(),
})
const claim = object({
  id: text,
  file: text,
  quote: words,
  cause: phrase,
  effect: phrase,
  signal: words.optional(),
  sign: oneOf(["+", "-", "0", "unclear"]),
  condition: oneOf(["if", "only if", "unless", "until", "without", "as long as", "once"]).nullable(),
  hedge: text.nullable(),
  denied: boolean,
  refuted: boolean,
  time: oneOf(["past", "present", "future"]),
  by: text.nullable(),
  lag: text.nullable(),
  strength: text.nullable(),
  reader: text,
  confidence: number,
  why: object({rule: text, words: list(range), agreed: texts.optional()}).optional(),
})
const quantity = object({
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
const date = object({file: text, quote: words, from: text, to: text.optional(), of: text})
const issue = object({code: text, file: text, says: text, next: text})

const told = object({claims: texts, lineages: number})
const signed = oneOf(["+", "-", "0", "unclear"])

/** What is kept of a map. */
export const mapShape = object({
  format: literal("brink/map@1"),
  factors: list(
    object({
      id: text,
      name: text,
      theme: text,
      holder: text.optional(),
      target: text.optional(),
      kind: text.optional(),
      alsoCalled: texts,
      unit: text,
      claims: texts,
      origin: oneOf(["case", "codebook", "words"]),
      merges: texts,
      choice: boolean,
      weight: number,
      wanted: wanted.optional(),
      trend: number,
    }),
  ),
  links: list(
    object({
      id: text,
      from: text,
      to: text,
      sign: oneOf(["+", "-", "contested", "unclear"]),
      belief: number,
      lag: text.nullable(),
      strength: text.nullable(),
      for: told,
      against: told,
      zero: told,
      unclear: object({claims: texts, lineages: number, why: texts}).optional(),
      whether: oneOf(["+", "-"]).optional(),
    }),
  ),
  loops: list(
    object({
      factors: texts,
      links: texts,
      polarity: oneOf(["R", "B", "contested"]),
      belief: number,
      toldBy: texts,
    }),
  ),
  issues: list(issue),
  groundings: list(
    object({
      claim: text,
      file: text,
      lineage: text,
      from: text.nullable(),
      to: text.nullable(),
      link: text.nullable(),
      sign: signed,
      moves: oneOf(["+", "-"]).optional(),
      side: oneOf(["for", "against", "zero", "unclear", "none"]),
      unlinked: either(
        object({kind: literal("rejected"), by: text, why: text}),
        object({kind: literal("ungrounded"), side: oneOf(["cause", "effect"]), phrase: text}),
        object({kind: literal("hearsay"), words: text}),
        object({kind: literal("doubtful"), confidence: number}),
        object({kind: literal("itself"), factor: text}),
      ).optional(),
      why: text,
    }),
  ),
})

const part = object({file: text, from: number, to: number})

/** What the step "lineages" keeps: which documents are of one origin. */
export const lineagesShape = list(
  object({name: text, files: texts, evidence: texts, pairs: list(object({a: part, b: part, likeness: number}))}),
)

/** What is kept of a document that was read. */
export const documentShape = object({
  claims: list(claim),
  quantities: list(quantity),
  dates: list(date),
  names: object({
    names: list(
      pair(
        text,
        object({
          count: number,
          inner: boolean,
          describes: boolean,
          adjective: number,
          speaks: boolean,
          place: boolean,
          roles: texts,
        }),
      ),
    ),
    brackets: list(object({short: text, name: text, shortFirst: boolean})),
  }),
  sentences: number,
  issues: list(issue),
})

const source = object({
  file: text,
  kind: oneOf(["text", "markdown", "html", "docx", "pdf"]),
  text,
  head: object({
    title: text.optional(),
    publisher: text.optional(),
    author: text.optional(),
    date: text.optional(),
    url: text.optional(),
  }).optional(),
})

/** A document of a shard, and what its files' issues are. */
export const shardDocumentShape = object({source: source.nullable(), reading: documentShape.nullable()})
export const shardIssuesShape = list(issue)

/** What is kept of a decision. */
export const decisionShape = object({
  format: literal("brink/decision@1"),
  question: text.nullable(),
  runs: number,
  failed: number,
  seed: text,
  pilot: number,
  outcomes: list(
    object({
      quantity: text,
      label: text,
      measure: text,
      unit: text,
      amount: interval,
      mean: number,
      event: object({says: text, share}),
      course: object({exact: boolean, outside: number, time: numbers, p10: numbers, p50: numbers, p90: numbers}),
      decides: list(object({name: text, prcc: interval.nullable(), why: text.optional(), question: text})).nullable(),
      why: text.optional(),
    }),
  ),
  corner: corner.nullable(),
  standing: standing.nullable(),
  findOut: findOut.nullable(),
  steps: object({tried: number, compared: texts, left: texts}),
  notes: texts,
})

type Plain<T> = T extends object ? {-readonly [K in keyof T]: Plain<T[K]>} : T
/** `true` where two types have the same members. The record is held to its type in test/case/shapes.test.ts: pipeline.ts, where the type is, imports this file. */
export type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : "another shape"
const same = <_Is extends true>(): void => {}
same<Same<Of<typeof checkShape>, CheckResult>>()
same<Same<Of<typeof outlookShape>, Outlook>>()
same<Same<Of<typeof decisionShape>, Decision>>()
same<Same<Of<typeof foretoldShape>, Foretelling>>()
same<Same<Of<typeof pressedShape>, Press[]>>()
same<Same<Of<typeof mapShape>, CausalMap>>()
same<Same<Of<typeof documentShape>, DocumentReading>>()
same<Same<Of<typeof shardDocumentShape>, {source: Source | null; reading: DocumentReading | null}>>()
same<Same<Of<typeof shardIssuesShape>, Issue[]>>()
same<Same<Of<typeof lineagesShape>, Lineage[]>>()
