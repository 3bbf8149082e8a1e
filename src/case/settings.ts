// case.yaml (format brink/case@1): what is asked of a case. In: its text. Out: the settings, every mistake named with its place.

import {z} from "zod"
import {weeksPerUnit} from "../core/duration.ts"
import {readYaml} from "../core/source.ts"
import {distributionOf, distributionSchema, type WordedDistribution} from "../model/index.ts"

const words = z.string().regex(/\S/, {error: "a few words, not an empty text"})
const NUMBER = String.raw`-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`
// The measures that src/outlook/measure.ts reads.
const MEASURE = new RegExp(
  String.raw`^\s*(?:level|change|total|time\s+to\s+${NUMBER}|mean\s+over\s+${NUMBER}\s+to\s+${NUMBER}(?:\s+[a-z]+)?|(?:ever|always|time|longest\s+spell)\s+(?:above|below)\s+${NUMBER})\s*$`,
  "i",
)
const MEASURES =
  "level, change, total, mean over A to B, ever above X, always above X, time above X, longest spell above X (or below X), time to X; A, B and X numbers"
const HORIZON = /^\s*((?!0+(?:\.0+)?\s)\d+(?:\.\d+)?)\s+(days?|weeks?|months?|years?)\s*$/

const wanted = z.enum(["less", "more"])
const beyond = {above: z.number().optional(), below: z.number().optional()}
const costs = z.strictObject({quantity: words, usual: z.union([z.number(), words]).optional()}).meta({
  description: "What time beyond it costs: the shortfall of a flow from `usual`; without `usual`, the whole of it.",
})
const NO_LENGTH =
  "how long it lasts, as a distribution: uniform, triangular, lognormal or beta, such as {lognormal: {p5: 1, p95: 100}}"
// A normal can fall below 0, and a chance or a single number is no spread of lengths.
const [, uniform, triangular, , lognormal, beta] = distributionSchema.options
const life = z
  .strictObject(
    {
      uniform: uniform.shape.uniform.optional(),
      triangular: triangular.shape.triangular.optional(),
      lognormal: lognormal.shape.lognormal.optional(),
      beta: beta.shape.beta.optional(),
    },
    {error: NO_LENGTH},
  )
  .superRefine((file, context) => {
    const wrong = (message: string) => context.addIssue({code: "custom", message})
    if (Object.keys(file).length !== 1) return wrong(NO_LENGTH)
    const found = distributionOf(file as WordedDistribution, wrong)
    if ("low" in found && found.low < 0) wrong(`a length of time is not below 0, found ${found.low}`)
  })
  .meta({description: NO_LENGTH})
const ONE_SIDE = {error: "one of `above: X` and `below: X`"}

function isOneSided({above, below}: {above?: number | undefined; below?: number | undefined}): boolean {
  return (above === undefined) !== (below === undefined)
}

const DAY = "a date such as 2031-10-01"
const day = z.iso.date({error: DAY})

/** What case.yaml may hold (format brink/case@1). */
export const caseSchema = z
  .strictObject({
    format: z.literal("brink/case@1"),
    title: words,
    question: words.meta({description: "The question the outlook answers, as one sentence."}),
    start: day.optional().meta({description: "The day that the model's time 0 stands for."}),
    retrospective: z
      .union([day, z.array(day).min(1)], {error: `${DAY}, or a list of such days`})
      .optional()
      .meta({
        description:
          "A day before the start, or several, of which an outlook is made too from what was known then, and held against what came.",
        examples: ["2031-06-30"],
      }),
    horizon: z
      .string()
      .regex(HORIZON, {error: "a length such as 52 weeks"})
      .optional()
      .meta({description: "How far a drafted model runs; an analyst's model says so itself.", examples: ["52 weeks"]}),
    outcomes: z
      .array(
        z.strictObject({
          quantity: words,
          measure: z
            .string()
            .regex(MEASURE, {error: MEASURES})
            .optional()
            .meta({description: `${MEASURES}. What each is stands in docs/methods/outlook.md.`}),
          says: z
            .union([words, z.strictObject({so: words, not: words})], {
              error: "both sentences, `{so: raids reach twelve a week, not: raids stay under twelve a week}`",
            })
            .optional()
            .meta({
              description:
                "The event in words, for a run where it happens (`so`) and for one where it does not (`not`); of a level or a change the event is that it ends higher.",
            }),
          wanted: wanted.optional(),
        }),
      )
      .optional(),
    watch: z
      .array(
        z.strictObject({quantity: words, published: words.meta({description: "Who publishes it, and how often."})}),
      )
      .optional()
      .meta({description: "What can be watched: signposts are taken from these quantities first."}),
    thresholds: z
      .array(
        z
          .strictObject({quantity: words, ...beyond, says: words.optional(), costs: costs.optional()})
          .refine(isOneSided, ONE_SIDE),
      )
      .optional()
      .meta({
        description:
          "Levels that readers plan by: when each is crossed, for how long, at what cost, with how much warning.",
      }),
    stakes: z
      .array(z.strictObject({quantity: words, holder: words, wanted}))
      .optional()
      .meta({description: "Who wants what of a quantity: who loses by a step is read from these."}),
    ripe: z
      .array(z.strictObject({side: words, quantity: words, ...beyond}).refine(isOneSided, ONE_SIDE))
      .optional()
      .meta({description: "Signs that a side is willing; the moment is ripe while all of them hold."}),
    calm: z
      .record(words, z.number())
      .optional()
      .meta({
        description:
          "Levels of quantities in calm times, in their units: the part of an outcome above its calm that a loop makes is told against them.",
        examples: [{raids: 1.5}],
      }),
    lasts: z
      .array(
        z.strictObject({
          lever: words,
          life,
          unit: z.enum(["day", "week", "month", "year"], {error: "one of day, week, month and year"}),
          source: words.meta({description: "Where these lengths are from, or that they are opinion."}),
        }),
      )
      .optional()
      .meta({
        description:
          "How long what a lever sets lasts once it is in force, of those that are in force on the day asked about.",
      }),
    readers: z.array(words).optional(),
    audience: words.optional(),
  })
  .superRefine(({start, retrospective}, context) => {
    const days = [retrospective ?? []].flat()
    days.forEach((one, i) => {
      const path = typeof retrospective === "string" ? ["retrospective"] : ["retrospective", i]
      const wrong = (message: string) => context.addIssue({code: "custom", path, message})
      if (start !== undefined && one > start) wrong(`a day up to the start, ${start}; ${one} lies after it`)
      if (days.indexOf(one) < i) wrong(`each day once, and ${one} stands here a second time`)
    })
  })

/** case.yaml as written. */
export type CaseSettings = z.infer<typeof caseSchema>

/** The settings of a case, and how far a drafted model runs; absent: the draft's default. */
export type Settings = {readonly settings: CaseSettings; readonly horizonWeeks?: number}

/** @throws Fault `case/invalid-file` with every mistake of case.yaml. */
export function parseSettings(text: string, file: string): Settings {
  const settings = readYaml(text, file, caseSchema, "case")
  const horizon = settings.horizon ? HORIZON.exec(settings.horizon)! : null
  return {settings, ...(horizon && {horizonWeeks: Number(horizon[1]) * weeksPerUnit(horizon[2]!)!})}
}
