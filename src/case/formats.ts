// Every published format by name: the shapes that scripts and other tools build on, as zod
// schemas here and as JSON Schemas in `schemas/`. What Brink reads is validated by the schema
// of the layer that reads it; what Brink writes is described here, and tests hold the real
// output against it.

import {z} from "zod"
import {checksSchema} from "../check/index.ts"
import {keptSchema} from "../claims/llm/kept.ts"
import {replySchema} from "../claims/llm/prompt.ts"
import {goldSchema} from "../gold/index.ts"
import {codebookSchema, editSchema} from "../map/index.ts"
import {modelSchema, scenarioSchema} from "../model/index.ts"
import {versionSchema} from "./compare.ts"
import {planSchema} from "./planned.ts"
import {readingPlanSchema} from "./planned-reading.ts"
import {foretoldSchema} from "./registered.ts"
import {caseSchema} from "./settings.ts"

const id = z.string().min(1)
const offset = z.int().min(0)
const share = z.number().min(0).max(1)
const numberOrNull = z.number().nullable()
const seed = z.string().regex(/^\d{1,20}$/)
const range = z.object({from: offset, to: offset}).describe("UTF-16 code units, half open.")
const wordsAt = z.object({from: offset, to: offset, text: z.string()})
const worded = wordsAt.extend({
  thing: z.array(wordsAt).describe("What varies, without the words that say which way."),
  change: z.enum(["+", "-"]).nullable(),
  refers: z.string().optional().describe("What an anaphor stands for."),
  about: z.string().optional().describe("A noun phrase for what varies; absent: its words have none."),
})
const phrase = worded.extend({
  says: z
    .object({cause: wordsAt, signal: wordsAt.optional(), sign: z.enum(["+", "-"]), effect: worded})
    .optional()
    .describe(
      "Of an effect the claim that it says itself, so that it tells of that one's effect; absent: it says none.",
    ),
})
const issue = z.object({code: z.string(), file: z.string(), says: z.string(), next: z.string()})

const claim = z.object({
  id: id.describe("12 hexadecimal digits over file, quote, cause and effect; ~2 for repeats."),
  file: z.string(),
  quote: wordsAt,
  cause: phrase,
  effect: phrase,
  signal: wordsAt.optional(),
  sign: z.enum(["+", "-", "0", "unclear"]),
  condition: z.enum(["if", "only if", "unless", "until", "without", "as long as", "once"]).nullable(),
  hedge: z.string().nullable(),
  denied: z.boolean(),
  refuted: z.boolean(),
  time: z.enum(["past", "present", "future"]),
  by: z.string().nullable(),
  lag: z.string().nullable(),
  strength: z.string().nullable(),
  reader: z.string(),
  confidence: share,
  why: z
    .object({
      rule: z.string(),
      words: z.array(range),
      agreed: z.array(z.string()).optional().describe("Other readers that make the same claim."),
    })
    .optional(),
})

const reading = z.object({
  format: z.literal("brink/reading@1"),
  documents: z.array(
    z.object({
      id,
      file: z.string(),
      title: z.string(),
      publisher: z.string().optional(),
      author: z.string().optional(),
      date: z.string().optional(),
      brief: z
        .string()
        .optional()
        .meta({description: "Who wrote this brief of what the publisher published; absent: the publisher's words."}),
      words: offset,
      sha256: z.string().optional().describe("Of the text that offsets count in, as UTF-8."),
      length: offset.optional().describe("UTF-16 code units of that text."),
      lineage: z.string(),
      boilerplate: z.array(range),
    }),
  ),
  claims: z.array(claim),
  quantities: z.array(
    z.object({
      file: z.string(),
      quote: wordsAt,
      value: z.number(),
      low: z.number().optional(),
      high: z.number().optional(),
      comparator: z.string().optional(),
      unit: z.string(),
      what: z.string(),
      claimant: z.string().optional(),
      period: z.string().optional(),
    }),
  ),
  dates: z.array(
    z.object({file: z.string(), quote: wordsAt, from: z.string(), to: z.string().optional(), of: z.string()}),
  ),
  actors: z.array(z.object({id, name: z.string(), alsoCalled: z.array(z.string()), roles: z.array(z.string())})),
  issues: z.array(issue),
})

const side = z.object({claims: z.array(id), lineages: offset})
const map = z.object({
  format: z.literal("brink/map@1"),
  factors: z.array(
    z.object({
      id,
      name: z.string(),
      theme: z.string(),
      holder: z.string().optional(),
      target: z.string().optional(),
      kind: z.string().optional(),
      alsoCalled: z.array(z.string()),
      unit: z.string(),
      claims: z.array(id),
      origin: z.enum(["case", "codebook", "words"]).optional(),
      merges: z.array(z.string()).optional(),
      choice: z.boolean().optional(),
      sector: z.string().optional().describe("Of the quantity of the case's model that has its id."),
      weight: z.number().optional(),
      trend: z.number().optional(),
    }),
  ),
  links: z.array(
    z.object({
      id,
      from: id,
      to: id,
      sign: z.enum(["+", "-", "contested", "unclear"]),
      whether: z
        .enum(["+", "-"])
        .optional()
        .describe("Of a contested link that is told with this sign and denied; absent where both signs are told."),
      belief: share,
      lag: z.string().nullable(),
      strength: z.string().nullable().optional(),
      for: side,
      against: side,
      zero: side,
      unclear: side
        .extend({why: z.array(z.string())})
        .optional()
        .describe("Claims of the other sign that are no dispute, and why not."),
    }),
  ),
  loops: z.array(
    z.object({
      factors: z.array(id).describe("From the smallest id, the first not repeated."),
      links: z.array(id).optional(),
      polarity: z.enum(["R", "B", "contested"]),
      belief: share,
      toldBy: z.array(z.string()),
    }),
  ),
  issues: z.array(issue),
  groundings: z
    .array(
      z.object({
        claim: id,
        file: z.string(),
        lineage: z.string(),
        from: id.nullable(),
        to: id.nullable(),
        link: id.nullable(),
        sign: z.enum(["+", "-", "0", "unclear"]),
        moves: z.enum(["+", "-"]).optional(),
        side: z.enum(["for", "against", "zero", "unclear", "none"]),
        why: z.string(),
      }),
    )
    .optional(),
})

const press = z.object({
  format: z.literal("brink/press@1"),
  factor: id,
  direction: z.enum(["+", "-"]),
  runs: offset,
  responses: z.array(z.object({factor: id, name: z.string(), up: share, down: share, none: share})),
})

const run = z.object({
  format: z.literal("brink/run@1"),
  names: z.array(z.string()),
  time: z.array(z.number()),
  values: z.record(z.string(), z.array(numberOrNull)),
})

const quantiles = z.object({
  time: z.array(z.number()),
  p2_5: z.array(numberOrNull),
  p10: z.array(numberOrNull),
  p25: z.array(numberOrNull),
  p50: z.array(numberOrNull),
  p75: z.array(numberOrNull),
  p90: z.array(numberOrNull),
  p97_5: z.array(numberOrNull),
})
const estimate = z.object({low: z.number(), mid: z.number(), high: z.number()})
const runs = z.object({
  format: z.literal("brink/runs@1"),
  runs: offset,
  failed: offset,
  seed,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  numbers: z.literal("binary32").optional().describe("With --float32: what shards kept of each number."),
  names: z.array(z.string()),
  quantiles: z.record(z.string(), quantiles),
  design: z.enum(["latin", "sobol", "saltelli", "morris"]).optional().describe("With --design: which runs were made."),
  answers: z
    .array(
      z.discriminatedUnion("method", [
        z.object({
          quantity: z.string(),
          method: z.literal("sobol"),
          variance: z.number(),
          lost: offset.describe("Base points with a failed run, left out."),
          inputs: z.array(z.object({name: z.string(), first: estimate, total: estimate})),
        }),
        z.object({
          quantity: z.string(),
          method: z.literal("morris"),
          lost: offset.describe("Trajectories with a failed run, left out."),
          inputs: z.array(z.object({name: z.string(), mu: z.number(), muStar: estimate, sigma: z.number()})),
        }),
        z.object({
          quantity: z.string(),
          method: z.literal("prcc"),
          inputs: z.array(z.object({name: z.string(), prcc: estimate.nullable(), why: z.string().optional()})),
        }),
      ]),
    )
    .optional()
    .describe("With --design: what decides each saved quantity at the end, each number with its 95 % interval."),
})

const verdict = z.enum(["holds", "mixed", "contradicted", "not represented", "not testable"])
const totals = z.record(verdict, offset)
const band = z.object({p10: z.array(numberOrNull), p50: z.array(numberOrNull), p90: z.array(numberOrNull)})
const check = z.object({
  format: z.literal("brink/check@1"),
  model: z.string(),
  runs: offset,
  seed,
  checks: z.array(
    z.object({
      id,
      kind: z.enum(["link", "conditional", "behaviour", "data"]),
      says: z.string(),
      claims: z.array(id),
      quote: z.object({file: z.string(), from: offset, to: offset, text: z.string()}).optional(),
      contested: z.boolean(),
      byConstruction: z.boolean(),
      condition: z
        .object({
          set: z.record(
            z.string(),
            z.object({is: z.number().optional(), times: z.number().optional(), plus: z.number().optional()}),
          ),
          from: z.number(),
          to: z.number().optional(),
          scenario: z.string().optional(),
        })
        .nullable(),
      measure: z.string().nullable(),
      verdict,
      turns: z
        .object({
          quantity: z.string(),
          parameter: z.string().nullable(),
          is: z.number(),
          needs: z.number(),
        })
        .nullable()
        .optional()
        .describe(
          "Of a contradicted check: the nearest change of one number with which it would hold; null: none does.",
        ),
      share: share.nullable(),
      why: z.string(),
      fans: z
        .object({quantity: z.string(), time: z.array(z.number()), without: band, with: band})
        .optional()
        .describe("The quantity that was watched, without and with what was set."),
    }),
  ),
  totals,
  backtest: z
    .array(
      z.object({
        quantity: z.string(),
        source: z.string(),
        horizon: offset,
        period: z.string(),
        origins: offset,
        from: z.number(),
        to: z.number(),
        methods: z.array(z.object({name: z.string(), mae: z.number(), crps: z.number(), coverage: share.nullable()})),
        best: z.string(),
        fitted: offset,
        skill: numberOrNull,
        low: numberOrNull,
        high: numberOrNull,
      }),
    )
    .optional(),
})

const aside = z.enum(["above", "below"])
const polarity = z.enum(["R", "B", "contested"])
const interval = z.object({low: z.number(), mid: z.number(), high: z.number()})
const spreadShare = z.object({share: numberOrNull, low: numberOrNull, high: numberOrNull})
const moved = z.object({
  quantity: z.string(),
  label: z.string(),
  unit: z.string(),
  change: interval,
  share: spreadShare,
})
const spell = z
  .object({low: numberOrNull, mid: numberOrNull, high: numberOrNull, runs: offset, open: share})
  .describe("Quantiles of a length; null: longer than the runs show. open: share still going at the end.")

const stakes = z.array(z.object({holder: z.string(), loses: z.array(moved), gains: z.array(moved)}))
const loops = z
  .array(z.object({name: z.string(), polarity, finding: z.string(), by: moved}))
  .describe("Loops that work against it: what they bring back to the first outcome clearly moved.")

const change = z.object({
  kind: z.enum(["document", "file", "edit"]),
  how: z.enum(["added", "removed", "changed"]),
  name: z.string(),
})

const linkState = z.object({sign: z.string(), for: offset, against: offset}).nullable()

const changed = z.object({
  changes: z.array(change),
  steps: z
    .array(
      z.object({
        changes: z.array(change).describe("Mostly one; none where the versions differ and nothing of the case does."),
        replayed: z.boolean().describe("False of what was taken away since: only its sum is known."),
        gained: z.array(z.string()).describe("Ids of claims."),
        lost: z.array(z.string()),
        loops: z.int(),
      }),
    )
    .describe("Each on top of those before it, with the same random numbers."),
  claims: z.object({gained: offset, lost: offset, decided: offset}),
  loops: z.object({before: offset, after: offset}),
  links: z
    .array(
      z.object({
        id: z.string(),
        before: linkState,
        after: linkState,
        by: z.array(offset).describe("Numbers of steps, from 0."),
      }),
    )
    .describe("New, gone, of another sign, or told by more or fewer independent voices."),
  outcomes: z
    .array(
      z.object({
        id: z.string(),
        says: z.string(),
        before: share,
        after: share,
        by: z.array(z.object({step: offset, moved: z.number()})),
      }),
    )
    .describe("Those whose share moved by a run in ten or more."),
  compared: offset.nullable().describe("How many outcomes could be compared; null where a version has none."),
})

const toldLink = z.object({
  link: id,
  from: id,
  to: id,
  sign: z.enum(["+", "-", "contested", "unclear"]),
  voices: offset,
  claims: z.array(id).describe("The surest claim of each voice; of a contested link those for +."),
  against: z.array(id),
})
const circle = z.object({
  factors: z.array(id),
  polarity: z.enum(["R", "B", "contested"]),
  toldBy: z.array(z.string()).describe("Files that tell the whole of it."),
  links: z.array(toldLink),
  says: z.string(),
})
const push = z.enum(["raises", "mostly raises", "open", "mostly lowers", "lowers", "no path told"])
const counts = z.object({
  documents: offset,
  voices: offset,
  words: offset,
  statements: offset,
  conditions: offset,
  spoken: offset,
  speakers: offset,
  hopes: offset,
  figures: offset,
  dates: offset,
  actors: offset,
  factors: offset,
  links: offset,
  toldTwice: offset,
  circles: offset,
  toldWhole: offset,
  checked: offset.describe("Statements that a person has decided about."),
})

/** What a folder that nobody has modelled says in words and signs; claims, links and factors by their ids. */
const firstReading = z.object({
  format: z.literal("brink/first-reading@1"),
  counts,
  gate: z
    .object({
      toldTwice: offset,
      circles: offset,
      reaching: offset.describe("Levers with a path to an outcome."),
      drift: z.boolean(),
      holds: z.boolean().describe("Links and circles lead the page; else what is reported and announced."),
      open: z.boolean().describe("Runs may be shown, folded."),
    })
    .describe("What decides how the page begins, and whether runs are shown on it."),
  short: z.array(z.object({says: z.string(), claims: z.array(id)})).describe("At most seventy words in all."),
  toldTwice: z.array(toldLink),
  circles: z.object({whole: z.array(circle), stitched: z.array(circle), left: offset}),
  conditions: z.array(z.object({claims: z.array(id), hedge: z.string().nullable(), by: z.string().nullable()})),
  hopes: z.array(z.object({claim: id, by: z.string().nullable()})),
  speakers: z.array(
    z.object({name: z.string(), actor: z.boolean(), sentences: z.array(z.object({claim: id, by: z.string()}))}),
  ),
  disputes: z.array(
    z.object({
      link: id,
      from: id,
      to: id,
      raises: z.array(id),
      lowers: z.array(id),
      whether: z
        .enum(["+", "-"])
        .optional()
        .describe("Where one side says no more than that it is not so: what the other says that it does."),
    }),
  ),
  levers: z.object({
    outcomes: z.array(id),
    runs: offset,
    levers: z.array(
      z.object({
        factor: id,
        warned: z.boolean(),
        voices: offset,
        claim: id.nullable(),
        pushes: z.array(
          z.object({outcome: id, push, up: share, down: share}).describe("up, down: shares of the runs."),
        ),
      }),
    ),
    unled: z.array(id),
    left: z.array(id),
  }),
  silences: z.object({
    uncaused: z.array(id),
    helped: z.array(z.object({outcome: id, by: z.array(id)})),
    brakes: offset,
    causeless: z.array(id),
    idle: z.array(id),
    bystanders: z.array(z.string()),
    uncounted: z.array(id),
    lastDay: z.string().nullable(),
    undated: z.array(z.string()),
    aside: z.object({ungrounded: offset, hearsay: offset, doubtful: offset, itself: offset, rejected: offset}),
  }),
  written: z.object({by: z.record(z.string(), z.string()), last: z.string().nullable()}),
  events: z.array(
    z.object({
      file: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      quote: wordsAt,
      sentence: wordsAt,
      ahead: z.boolean().nullable().describe("After the latest document was written; null: none says when it was."),
    }),
  ),
  figures: z.array(
    z.object({
      file: z.string(),
      quote: wordsAt,
      sentence: wordsAt,
      claimant: z.string().nullable(),
      period: z.string().nullable(),
    }),
  ),
  joins: z.array(
    z.object({
      factors: z.tuple([id, id]),
      sign: z.enum(["same", "opposite"]),
      shared: z.array(z.string()),
      closes: offset,
      quotes: z.tuple([id.nullable(), id.nullable()]),
    }),
  ),
  suspects: z
    .array(
      z.object({
        claim: id,
        reasons: z.array(z.object({rule: z.string(), says: z.string(), weight: z.number()})),
        suspicion: z.number(),
        hangs: z.number(),
        carries: z.string().nullable(),
        score: z.number(),
      }),
    )
    .describe("Readings to check first: by suspicion x (1 + hangs / 6)."),
  restsOn: z.object({claims: z.array(id), checked: offset}),
})

const sinceViews = z.array(
  z.object({
    quantity: z.string(),
    label: z.string(),
    unit: z.string(),
    source: z.string(),
    period: z.string().describe("What one period is called: month."),
    periods: z
      .array(
        z.object({
          from: z.number().describe("In the model's time; the period ends before `to`."),
          to: z.number(),
          observed: z.number(),
          p2_5: z.number(),
          p10: z.number(),
          p25: z.number(),
          p50: z.number(),
          p75: z.number(),
          p90: z.number(),
          p97_5: z.number(),
        }),
      )
      .describe("Percentiles of what the runs may be counted as, beside what was observed."),
    inside: z
      .object({half: offset, eight: offset})
      .describe("Observed values between p25 and p75, and between p10 and p90."),
    known: z
      .array(z.object({from: z.number(), to: z.number(), value: z.number()}))
      .describe("The last values that were known on the day asked about."),
    scores: z
      .array(z.object({name: z.string(), crps: z.number()}))
      .describe("Mean continuous ranked probability score, lower is better: the runs, then naive forecasts."),
    seen: offset.describe("Periods that begin within the data that the runs' parameter sets were fitted to."),
  }),
)

const changes = z.array(z.object({outcome: z.string(), change: interval, up: share, down: share}))
const stepNamed = z.object({lever: z.string(), label: z.string()})

const findOut = z.object({
  quantity: z.string(),
  unit: z.string(),
  steps: offset,
  runs: offset.describe("Runs in which every step gives a number."),
  tried: offset.describe("Inputs that were asked about."),
  floor: z.number().describe("The most that any of them shows by chance alone."),
  taken: z.string().describe("The step that does most over all runs."),
  apart: z
    .array(z.string())
    .describe("Steps that move the outcome by definition, and are not compared with the others."),
  settled: z.array(z.string()).describe("Steps that do most whatever is found out, and are not among those compared."),
  says: z.string(),
  entries: z.array(
    z.object({
      input: z.string(),
      kind: z.enum(["claim", "number"]),
      question: z.string(),
      worth: z
        .object({low: z.number(), mid: z.number(), high: z.number(), floor: z.number()})
        .describe("Of knowing it before choosing a step: expected value, 95 of 100 bootstrap samples, noise floor."),
      unit: z.string(),
      changes: share.describe("Share of runs in whose group another step does most."),
      turns: z
        .object({at: z.number(), below: z.string(), above: z.string()})
        .optional()
        .describe("The value up to which one step does most, and above which another does."),
      says: z.string(),
      quotes: z.array(z.object({claim: id, file: z.string(), text: z.string(), from: offset, to: offset})),
      rests: z.string().describe("Who tells it, or that nobody has measured it."),
      by: z.string().optional().describe("Who could measure it."),
    }),
  ),
})

const corner = z
  .object({
    event: z.string(),
    runs: offset.describe("Runs that counted."),
    limits: z.array(
      z.object({
        input: z.string(),
        question: z.string(),
        says: z.string(),
        low: numberOrNull.describe("Null: no bound on this side."),
        high: numberOrNull,
        again: share.describe("Share of random halves of the runs whose own corner has this limit."),
      }),
    ),
    mass: share.describe("Runs in the corner over all runs."),
    density: share.describe("Of the runs in the corner those in which it happens."),
    coverage: share.describe("Of the runs in which it happens those in the corner."),
    overall: share.describe("Of all runs those in which it happens."),
    within: z
      .object({low: share, high: share})
      .describe("95 % interval of the density, as if the corner had been known."),
    elsewhere: z
      .object({density: share, coverage: share})
      .describe("Of the corners of halves of the runs, on the runs that did not find them."),
    says: z.string(),
  })
  .describe("In which corner of what was drawn the first outcome's event happens most; null: in none that tells.")

const standing = z
  .object({
    quantity: z.string(),
    unit: z.string(),
    measure: z.string(),
    runs: offset.describe("Runs in which every step gives a number."),
    enough: z.number().describe("What is good enough: what the middle run has without a new step."),
    best: z
      .object({expected: z.string(), worst: z.string(), regret: z.string(), enough: z.string()})
      .describe("The step that each rule takes."),
    isOne: z.boolean().describe("Whether these are one."),
    rows: z.array(
      z.object({
        lever: z.string().nullable().describe("Null: no new step."),
        label: z.string(),
        expected: z.number().describe("Mean over runs."),
        worst: z.number().describe("The worst run's."),
        regret: z.number().describe("The most, over runs, that the best step of the same run gives more."),
        regret90: z.number().describe("The 90th percentile of the same."),
        enough: share.describe("Share of runs that are good enough."),
        dominated: z.boolean().describe("Another is at least as good in every run, and better in one."),
        pareto: z
          .boolean()
          .describe("No other is at least as good by all four of mean, worst, regret and enough, and better by one."),
      }),
    ),
    says: z.string(),
  })
  .describe("How the steps stand by each rule of choice when nobody knows which run is the true one.")

const outlook = z.object({
  format: z.literal("brink/outlook@1"),
  question: z.string(),
  outcomes: z.array(z.string()),
  runs: offset,
  failed: offset,
  seed,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  findings: z.array(
    z.object({
      id,
      kind: z.enum(["outcome", "lever", "loop", "driver", "dispute", "signpost"]),
      says: z.string(),
      measure: z.string(),
      unit: z.string(),
      low: numberOrNull,
      mid: numberOrNull,
      high: numberOrNull,
      share: share.nullable(),
      basis: z.object({
        params: z.array(z.string()),
        links: z.array(id),
        claims: z.array(id),
        assumed: z.array(z.string()),
        data: z.array(z.string()).optional(),
      }),
      value: z
        .object({low: z.number(), mid: z.number(), high: z.number(), floor: z.number(), unit: z.string()})
        .optional()
        .describe(
          "Of a disagreement: the expected value of knowing its side before choosing a step, 95 of 100 bootstrap samples, and the noise floor.",
        ),
    }),
  ),
  map: z.object({factors: offset, links: offset, contested: offset, loops: offset}),
  checks: totals,
  skipped: z.array(z.object({file: z.string(), why: z.string()})),
  report: z.string().nullable(),
  steps: z
    .array(
      z.object({
        lever: z.string(),
        by: z.string().optional().describe("Who would have to do it."),
        label: z.string(),
        setting: z.string(),
        definition: z
          .array(z.object({outcome: z.string(), chain: z.array(z.string())}))
          .optional()
          .describe("Outcomes that it moves by definition, each with the names from the lever to it."),
        half: z
          .object({value: z.number(), effects: changes})
          .optional()
          .describe("The lever half way, against no new step."),
        worse: z.array(moved).describe("What clearly moves against what is wanted of it."),
        stakes,
        loops,
      }),
    )
    .optional(),
  strength: z
    .object({
      asMuch: z.array(stepNamed).describe("Steps of which half moves the first outcome as far, or nearly."),
      hardly: z.array(stepNamed).describe("Those of which half does next to nothing."),
      turned: z
        .array(z.object({full: stepNamed, half: stepNamed}))
        .describe("Pairs of which the one does more at full strength and the other at half."),
      says: z.array(z.string()),
    })
    .optional()
    .describe("The steps at half strength beside full."),
  paths: z
    .array(
      z.object({
        scenario: z.string(),
        label: z.string(),
        why: z.string(),
        effects: changes,
        worse: z.array(moved),
        stakes,
        loops,
      }),
    )
    .optional()
    .describe("The case's scenarios against no new step."),
  worst: z
    .array(
      z.object({
        quantity: z.string(),
        label: z.string(),
        unit: z.string(),
        wanted: z.enum(["less", "more"]),
        now: z.number(),
        at: z.array(z.object({time: z.number(), mid: z.number(), worst: z.number()})),
        peak: z.object({time: z.number(), worst: z.number()}),
        total: z
          .object({unit: z.string(), at: z.array(interval.extend({time: z.number(), worst: z.number()}))})
          .optional(),
      }),
    )
    .optional()
    .describe("The level that one run in twenty passes on the unwanted side."),
  thresholds: z
    .array(
      z.object({
        quantity: z.string(),
        label: z.string(),
        unit: z.string(),
        side: aside,
        level: z.number(),
        says: z.string(),
        already: spreadShare,
        goesOn: spell.nullable(),
        comes: spreadShare,
        when: interval.nullable(),
        by: z.array(z.object({time: z.number(), share: spreadShare})),
        lasts: spell.nullable(),
        cost: z
          .object({
            quantity: z.string(),
            label: z.string(),
            unit: z.string(),
            usual: z.union([z.number(), z.string()]).nullable(),
            total: interval.nullable(),
            beyond: interval.nullable(),
          })
          .optional(),
        warnings: z.array(
          z.object({
            quantity: z.string(),
            label: z.string(),
            unit: z.string(),
            published: z.string(),
            side: aside,
            level: z.number(),
            caught: share,
            lead: interval,
            idle: share,
          }),
        ),
      }),
    )
    .optional(),
  ripe: z
    .object({
      signs: z.array(
        z.object({
          side: z.string(),
          quantity: z.string(),
          label: z.string(),
          unit: z.string(),
          when: aside,
          level: z.number(),
          now: interval,
          holds: spreadShare,
          later: spreadShare,
        }),
      ),
      together: z.array(z.object({time: z.number(), share: spreadShare})),
      best: z.object({time: z.number(), share: spreadShare}),
    })
    .nullable()
    .optional(),
  since: sinceViews
    .optional()
    .describe("What was foretold of each series that goes beyond the day asked about, and what came."),
  findOut: findOut.nullable().optional().describe("What to find out before a step is chosen, most worth first."),
  corner: corner.nullable().optional(),
  standing: standing.nullable().optional(),
  retrospectives: z
    .array(
      z.object({
        day: z.iso.date(),
        documents: offset.describe("Documents that it is made from."),
        later: offset.describe("Documents dated later, which are left out."),
        fittedUntil: z.iso
          .date()
          .nullable()
          .describe("The last day of the data that the parameter sets were fitted to; null: drawn from the priors."),
        runs: offset,
        failed: offset,
        since: sinceViews,
      }),
    )
    .optional()
    .describe(
      "Of days before the one asked about (`retrospective` of case.yaml), the latest first: what an outlook from what was known then foretold, and what came.",
    ),
  firstReading: firstReading.optional().describe("Of a drafted model: what can be said without a size."),
  version: versionSchema
    .optional()
    .describe("What it was made of and what followed: `--since` and `brink diff` compare it."),
  changed: changed.optional().describe("With --since: what changed."),
})

const diffFormat = z.object({
  format: z.literal("brink/diff@1"),
  before: z.string(),
  after: z.string(),
  runs: offset,
  seed,
  ...changed.shape,
})

const calibration = z.object({
  format: z.literal("brink/calibration@1"),
  model: z.string(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("SHA-256 of the text of model.yaml."),
  scenario: z.string().nullable(),
  until: z.iso.date(),
  seed,
  runs: offset,
  failed: offset,
  kept: offset,
  nearest: z.number().describe("The factor by which the nearest kept run misses on average."),
  farthest: z.number(),
  series: z.array(
    z.object({
      quantity: z.string(),
      unit: z.string(),
      periods: offset,
      quarters: offset,
      weight: share.describe("Its share in the distance."),
      dispersion: z.number().describe("Variance of a period's count over its mean, from the series alone."),
      inside: share.describe("Quarters between p10 and p90 of what the kept runs may be counted as."),
      insideRates: share.describe("Quarters between p10 and p90 of the rates of the kept runs alone."),
      theil: z.object({
        mse: z.number(),
        shares: z.object({bias: z.number(), variance: z.number(), covariance: z.number()}).nullable(),
      }),
      years: z.array(
        z.object({
          year: z.int(),
          periods: offset,
          observed: z.number(),
          p10: z.number(),
          p50: z.number(),
          p90: z.number(),
        }),
      ),
    }),
  ),
  parameters: z.array(
    z.object({
      name: z.string(),
      shift: z.number().describe("In standard deviations of the draws."),
      spread: z.number().describe("Standard deviation of the kept sets over that of the draws."),
      moved: z.boolean(),
    }),
  ),
  contested: z.array(z.object({name: z.string(), chance: share, share, leans: z.boolean()})),
  left: z.array(z.string()).describe("Series that were not used, and why."),
  sampling: z
    .object({
      chains: offset,
      sweeps: offset.describe("Of all chains, after those that were dropped."),
      accepted: share.describe("Proposals that were taken."),
      time: z.number().describe("The longest autocorrelation time of an unknown, in sweeps."),
      effective: z.number().describe("The fewest independent draws that the states of an unknown are worth."),
      between: z.number().describe("The largest split R-hat of an unknown; near 1 where chains tell the same."),
      mixed: z.boolean().describe("Whether that is 1.1 at most."),
      errors: z.array(
        z.object({
          quantity: z.string(),
          of: z.enum(["ratio", "difference"]),
          stated: z.boolean().describe("By the source; else sampled with the parameters."),
          p5: z.number().describe("Of a ratio as a factor, of a difference in the unit: one standard deviation."),
          p50: z.number(),
          p95: z.number(),
          miss: z
            .number()
            .describe("Root mean square error of the median course, in standard deviations of the error."),
          beyond: z.boolean().describe("Whether that is more than chance makes of right errors."),
          neighbours: z
            .number()
            .describe("Correlation of the errors of the median course with those of the next period."),
          together: z.boolean().describe("Whether that is more than chance makes of independent errors."),
        }),
      ),
      parameters: z.array(
        z.object({
          name: z.string(),
          mean: z.number(),
          sd: z.number(),
          p5: z.number(),
          p50: z.number(),
          p95: z.number(),
          effective: z.number().describe("Independent draws that it rests on."),
        }),
      ),
    })
    .optional()
    .describe(
      "With --method posterior: how the sets were drawn, and the posterior of each parameter and disagreement.",
    ),
})

/** The cards of `brink factors --json`. */
const cards = z.object({
  format: z.literal("brink/cards@1"),
  cards: z.array(
    z.object({
      id: id.describe("Of the factor; moves name it."),
      name: z.string(),
      told: offset.describe("Phrases of claims that name it."),
      phrases: z.array(
        z.object({
          file: z.string(),
          from: offset,
          to: offset,
          text: z.string(),
          opposite: z.boolean().describe("The card's thing falls when the phrase is so."),
        }),
      ),
      proposed: z
        .array(z.object({move: id, onto: id, as: z.enum(["same", "opposite"]), by: z.string()}))
        .optional()
        .describe("Cards that lie on it and that no person has laid."),
    }),
  ),
})

/** `brink decide --json` */
const decision = z.object({
  format: z.literal("brink/decision@1"),
  question: z.string().nullable(),
  runs: offset,
  failed: offset,
  seed,
  pilot: offset.describe("Runs that words, bins and the choice of steps come from: the first ones."),
  outcomes: z.array(
    z.object({
      quantity: z.string(),
      label: z.string(),
      measure: z.string(),
      unit: z.string(),
      amount: z
        .object({low: numberOrNull, mid: numberOrNull, high: numberOrNull})
        .describe("Tenth, middle and ninetieth of a hundred runs."),
      mean: numberOrNull,
      event: z.object({says: z.string(), share: z.object({share, low: share, high: share})}),
      course: z.object({
        exact: z.boolean().describe("Of every run; else within a bin of 512 with the edges of the pilot."),
        outside: share.describe("The greatest share of runs at one time beyond the edges."),
        time: z.array(z.number()),
        p10: z.array(numberOrNull),
        p50: z.array(numberOrNull),
        p90: z.array(numberOrNull),
      }),
      decides: z
        .array(
          z.object({
            name: z.string(),
            prcc: z.object({low: z.number(), mid: z.number(), high: z.number()}).nullable(),
            why: z.string().optional(),
            question: z.string(),
          }),
        )
        .nullable()
        .describe("Partial rank correlations with 95 % intervals, the largest first; null with why there are none."),
      why: z.string().optional(),
    }),
  ),
  corner: corner.nullable(),
  standing: standing.nullable(),
  findOut: findOut.nullable(),
  steps: z.object({
    tried: offset.describe("Ends of levers tried on the pilot."),
    compared: z.array(z.string()).describe("Those that all runs are made with."),
    left: z.array(z.string()),
  }),
  notes: z.array(z.string()),
})

/** The published formats by name, in alphabetical order. */
export const formats = {
  calibration,
  cards,
  case: caseSchema,
  check,
  checks: checksSchema,
  decision,
  diff: diffFormat,
  edit: editSchema,
  factors: codebookSchema,
  "first-reading": firstReading,
  foretold: foretoldSchema,
  gold: goldSchema,
  "llm-reply": keptSchema,
  map,
  model: modelSchema,
  outlook,
  plan: planSchema,
  press,
  proposals: replySchema,
  reading,
  "reading-plan": readingPlanSchema,
  run,
  runs,
  scenario: scenarioSchema,
} as const satisfies Record<string, z.ZodType>

/** Name of a published format. */
export type FormatName = keyof typeof formats

/** The JSON Schema (draft 2020-12) of a format, as `schemas/NAME.json` holds it. */
export function jsonSchema(name: FormatName): object {
  const schema = z.toJSONSchema(formats[name], {io: "input", unrepresentable: "any"}) as Record<string, unknown>
  const {$schema, ...rest} = schema
  return {$schema, title: `brink/${name}@1`, ...rest}
}
