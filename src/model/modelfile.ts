// model.yaml: the text of a model in, a checked `Model` out (format brink/model@1,
// docs/formats/model.md). The way back is modelfile-writer.ts.
//
// What comes out can be compiled: every name an equation reads exists, every distribution
// and range is sane, every quantity says what it rests on, and the units agree. All mistakes
// of a file are named at once, with their places.

import {z} from "zod"
import {isDay} from "../core/calendar.ts"
import {listed, nearest} from "../core/fault.ts"
import {type Mistake, refusal} from "../core/mistakes.ts"
import {type Path, readPlaced, type Sourced} from "../core/source.ts"
import {parseUnit, sameUnit} from "../core/units.ts"
import {assertUnits} from "./dimensions.ts"
import {distributionOf} from "./distributions.ts"
import {namesIn, readExpression, reservedWords} from "./expression.ts"
import type {
  Because,
  Contested,
  Course,
  Effect,
  Expr,
  Model,
  ModelEvent,
  Quantity,
  RealityCheck,
  Table,
  Time,
} from "./model.ts"
import {printDistribution} from "./modelfile-writer.ts"
import {outOfRange} from "./scenario-fit.ts"

/** More steps than this is a slip in `step` or `stop`, not a model. */
const MOST_STEPS = 10_000_000

/** How far a span may miss a whole number of time steps: decimal steps such as 0.1 are not exact. */
const WHOLE = 1e-6

const SAY_WHY =
  "say what it rests on, e.g. because: [assumed: one sentence], [claim: id], [link: cause->effect] or [data: file.csv]"

const words = z.string().regex(/\S/, {error: "a few words, not an empty text"})
const infinite = z
  .any()
  .refine((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY, {
    error: "a number, .inf or -.inf",
  })
  .meta({enum: [".inf", "-.inf"]})
const bound = z.union([z.number(), infinite])
const range = z.tuple([bound, bound]).meta({description: "Lowest and highest value; .inf and -.inf for none."})
const equation = z
  .union([words, z.number()])
  .meta({description: "An expression, see docs/formats/model.md.", examples: ["herds * birth_rate"]})
const unit = z
  .union([z.string(), z.literal(1)])
  .meta({description: "A product of words: animal/week, 1/week, or 1 for none."})

const becauseSchema = z
  .array(
    z.union([
      z.strictObject({claim: z.string({error: "a claim's id as text; put one of digits alone in quotes"}).min(1)}),
      z.strictObject({link: z.string().min(1)}),
      z.strictObject({data: z.string().min(1)}),
      z.strictObject({assumed: words}),
    ]),
    {error: SAY_WHY},
  )
  .min(1, {error: SAY_WHY})
  .meta({description: "What it rests on: claims, links of the map, data files, named assumptions."})

export const distributionSchema = z
  .union([
    z.number(),
    z.strictObject({uniform: z.tuple([z.number(), z.number()])}),
    z.strictObject({triangular: z.tuple([z.number(), z.number(), z.number()])}),
    z.strictObject({normal: z.strictObject({mean: z.number(), sd: z.number()})}),
    z.strictObject({lognormal: z.strictObject({p5: z.number(), p95: z.number()})}),
    z.strictObject({
      beta: z.strictObject({a: z.number(), b: z.number(), low: z.number().optional(), high: z.number().optional()}),
    }),
    z.strictObject({chance: z.number()}),
  ])
  .meta({description: "A number, or what is known of it: uniform, triangular, normal, lognormal, beta, chance."})

const described = {
  unit,
  label: words.optional(),
  note: words.optional().meta({description: "What its author says of it."}),
  question: words.optional().meta({
    description: "What somebody would have to answer to know it.",
    examples: ["How hard does the council answer public anger?"],
  }),
  sector: words
    .optional()
    .meta({description: "The part of the system it belongs to.", examples: ["Border, trade, economy"]}),
  range: range.optional(),
  inner: z.literal(true).optional().meta({description: "Works inside the model, and is not among what comes out."}),
  because: becauseSchema,
}
const names = z.array(z.string().min(1)).optional()

const quantitySchema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("stock"),
      initial: equation,
      inflows: names,
      outflows: names,
      rate: equation
        .optional()
        .meta({description: "Its change per unit of time, beside what its flows bring and take."}),
      ...described,
    }),
    z.strictObject({kind: z.literal("flow"), equation, ...described}),
    z.strictObject({kind: z.literal("auxiliary"), equation, ...described}),
    z.strictObject({
      kind: z.literal("parameter"),
      value: distributionSchema,
      ...described,
      by: words.optional().meta({description: "Who could measure it.", examples: ["polls in both countries"]}),
    }),
    z.strictObject({
      kind: z.literal("lever"),
      value: z.number().meta({description: "Its default: where it stands when no scenario moves it."}),
      ...described,
      range,
      by: words.optional().meta({description: "Who can move it.", examples: ["the council"]}),
      deeds: z
        .strictObject({low: words.optional(), high: words.optional(), kept: words.optional()})
        .optional()
        .meta({
          description:
            "What somebody does who moves it to its lowest or highest value, or keeps it where it stands: clauses as inside a sentence.",
          examples: [{low: "the council ends its patrols"}],
        }),
      // A lever is a choice that is open to somebody, not a statement of what is so: it may stand without a reason.
      because: becauseSchema.optional(),
    }),
  ],
  {error: "a kind is one of stock, flow, auxiliary, parameter, lever"},
)

const tableSchema = z.strictObject({
  unit,
  label: words.optional(),
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .min(1)
    .meta({description: "[x, y], x rising.", examples: [[0, 1]]}),
  between: z.enum(["line", "last", "next", "none"]).optional().meta({
    description: "Between points: a straight line (the default), the point before, the point after, or nothing.",
  }),
  beyond: z.enum(["hold", "extend", "none"]).optional().meta({
    description: "Beyond the first and the last: their values (the default), their lines drawn on, or nothing.",
  }),
  because: becauseSchema,
})

const contestedSchema = z.strictObject({
  question: words,
  sides: z
    .array(
      z.strictObject({
        is: z.boolean(),
        says: words,
        if: words
          .optional()
          .meta({description: 'The same as a clause after "if".', examples: ["the rains are failing"]}),
        claims: z.array(z.string().min(1)).optional(),
      }),
    )
    .length(2, {error: "two sides, one with `is: true` and one with `is: false`"}),
  weight: z.union([z.literal(["lineages", "stated"]), z.number()]).optional(),
  chance: z.number().optional(),
})

const eventSchema = z.strictObject({
  when: equation,
  chance: z
    .union([z.string(), z.number()])
    .optional()
    .meta({examples: ["0.02 / week"]}),
  does: z.record(z.string(), z.union([z.string(), z.number()]), {error: 'what it changes, e.g. {herds: "*= 0.9"}'}),
  because: becauseSchema,
})

const courseSchema = z.strictObject({
  kind: z.enum(["step", "ramp", "grow", "decay", "base"]),
  basis: equation,
  times: equation.optional().meta({description: "What the basis is multiplied by; 1 when absent."}),
  over: equation.optional().meta({description: "Ramp: how long; grow: the rate; decay: the time constant."}),
  from: equation.optional().meta({description: "When it begins; one step after the start when absent."}),
  lasting: equation.optional().meta({description: "How long it goes on; to the end when absent."}),
  grace: equation.optional().meta({description: "How long a comparison with it is not yet asked for."}),
})

const realitySchema = z.strictObject({
  says: words.optional().meta({description: "The check in its author's words."}),
  sets: z
    .record(z.string(), equation)
    .optional()
    .meta({description: "What each quantity is made, its own name being what its own equation gives."}),
  condition: equation.optional().meta({description: "When it is asked for; always when absent. Watched, not made so."}),
  implies: equation.meta({description: "What must then be so at every step."}),
  courses: z.record(z.string(), courseSchema).optional(),
})

/** What a model file may hold (format brink/model@1). Names, distributions and units are checked beyond it. */
export const modelSchema = z.strictObject({
  format: z.literal("brink/model@1"),
  name: words.optional(),
  title: words.optional(),
  time: z
    .strictObject({
      unit: words.meta({description: "One word for the unit of time, such as week."}),
      origin: z
        .string()
        .optional()
        .meta({description: "ISO date of time 0.", examples: ["2025-10-01"]}),
      start: z.number().optional().meta({description: "When a run begins, in the unit; 0 when absent."}),
      stop: z.number().meta({description: "When a run ends, in the unit, such as 52."}),
      step: z
        .number()
        .meta({description: "How long a step is, in the unit, such as 0.25; stop - start is whole steps."}),
      save: z
        .number()
        .optional()
        .meta({description: "How often a row is kept, in the unit; every unit, or every step, when absent."}),
      method: z
        .enum(["euler", "rk2", "rk4"])
        .optional()
        .meta({description: "How it is integrated; euler when absent."}),
    })
    .meta({
      description: "The clock, such as {unit: week, origin: 2025-10-01, start: 0, stop: 52, step: 0.25, save: 1}.",
    }),
  equivalences: z
    .array(z.array(z.string().min(1)).min(2))
    .optional()
    .meta({description: "Units that mean the same.", examples: [[["USD", "$"]]]}),
  units: z
    .literal("warn")
    .optional()
    .meta({description: "Units that clash are said, not refused: a model that came from another tool."}),
  quantities: z.record(z.string(), quantitySchema),
  tables: z.record(z.string(), tableSchema).optional(),
  contested: z.record(z.string(), contestedSchema).optional(),
  events: z.record(z.string(), eventSchema).optional(),
  reality_checks: z
    .record(z.string(), realitySchema)
    .optional()
    .meta({description: "What it must do under stated conditions; `brink check` runs them."}),
})

type ModelFile = z.infer<typeof modelSchema>
type QuantityFile = z.infer<typeof quantitySchema>

/**
 * Read and check a model.
 *
 * @param file as the user names it; it opens every place in a message, and names the model when the file does not.
 * @throws Fault `model/invalid-file` listing every mistake; `model/unit-mismatch` when the equations mix units;
 *               `model/newer-format`.
 */
export function parseModel(text: string, file: string): Model {
  const read = readPlaced(text, file, modelSchema, "model")
  const reader = new ModelReader(read)
  const model = reader.model(file)
  if (reader.mistakes.length > 0)
    throw refusal(
      "model",
      file,
      reader.mistakes,
      "Mend the file at these places; docs/formats/model.md shows each part.",
    )
  if (model.units !== "warn") assertUnits(model, file)
  return model
}

/** Turns a file of the right shape into a model, collecting what is wrong with it. */
class ModelReader {
  readonly mistakes: Mistake[] = []
  private readonly read: Sourced<ModelFile>
  private readonly known: ReadonlySet<string>
  private readonly tables: ReadonlySet<string>

  constructor(read: Sourced<ModelFile>) {
    this.read = read
    this.tables = new Set(Object.keys(read.value.tables ?? {}))
    this.known = new Set([...Object.keys(read.value.quantities), ...Object.keys(read.value.contested ?? {})])
  }

  model(file: string): Model {
    const {value} = this.read
    const time = this.time()
    const taken = new Map<string, string>()
    for (const part of ["quantities", "tables", "contested", "events"] as const)
      for (const name of Object.keys(value[part] ?? {})) this.name(name, part, taken)
    const quantities = Object.entries(value.quantities).map(([name, quantity]) => this.quantity(name, quantity))
    this.flows(quantities)
    return {
      format: "brink/model@1",
      name: value.name ?? stem(file),
      ...(value.title === undefined ? {} : {title: value.title}),
      file,
      time,
      quantities,
      contested: Object.entries(value.contested ?? {}).map(([name, switched]) => this.contested(name, switched)),
      events: Object.entries(value.events ?? {}).map(([name, event]) => this.event(name, event)),
      ...(value.tables === undefined
        ? {}
        : {tables: Object.entries(value.tables).map(([name, table]) => this.table(name, table))}),
      ...(value.reality_checks === undefined
        ? {}
        : {
            realityChecks: Object.entries(value.reality_checks).map(([name, check]) => this.realityCheck(name, check)),
          }),
      ...(value.equivalences === undefined ? {} : {equivalences: value.equivalences}),
      ...(value.units === undefined ? {} : {units: value.units}),
    }
  }

  private table(name: string, file: z.infer<typeof tableSchema>): Table {
    const path = ["tables", name]
    if (!this.readable(file.unit))
      this.wrong([...path, "unit"], `\`${file.unit}\` cannot be read; write animal/week, 1/week, or 1 for none`)
    file.points.forEach(([x], i) => {
      const before = file.points[i - 1]?.[0]
      if (before !== undefined && !(x > before))
        this.wrong([...path, "points", i], `the points of a table do not rise: ${before}, then ${x}`)
    })
    return {
      name,
      unit: String(file.unit),
      ...(file.label === undefined ? {} : {label: file.label}),
      x: file.points.map(([x]) => x),
      y: file.points.map(([, y]) => y),
      between: file.between ?? "line",
      beyond: file.beyond ?? "hold",
      because: file.because as Because[],
      line: this.read.keyAt(path).line,
    }
  }

  private realityCheck(name: string, file: z.infer<typeof realitySchema>): RealityCheck {
    const path = ["reality_checks", name]
    const courses = Object.keys(file.courses ?? {})
    for (const course of courses)
      if (this.known.has(course))
        this.wrong([...path, "courses", course], `\`${course}\` is a quantity of the model; choose another name`)
    const more = new Set(courses)
    const read = (key: Path, text: string | number) => this.expression([...path, ...key], text, "", more)
    const sets = Object.entries(file.sets ?? {}).map(([quantity, to]) => {
      if (!Object.hasOwn(this.read.value.quantities, quantity)) {
        const near = nearest(quantity, Object.keys(this.read.value.quantities))
        const hint = near.length > 0 ? `; nearest: ${near.join(", ")}` : ""
        this.wrong([...path, "sets", quantity], `sets \`${quantity}\`, which the model does not have${hint}`)
      }
      return {quantity, to: read(["sets", quantity], to)}
    })
    return {
      name,
      sets,
      condition: file.condition === undefined ? null : read(["condition"], file.condition),
      implies: read(["implies"], file.implies),
      courses: Object.entries(file.courses ?? {}).map(([course, parts]) => this.course(name, course, parts)),
      source: file.says ?? String(file.implies),
      line: this.read.keyAt(path).line,
    }
  }

  private course(check: string, name: string, file: z.infer<typeof courseSchema>): Course {
    const path = ["reality_checks", check, "courses", name]
    const read = (key: CourseKey) => {
      const text = file[key]
      return text === undefined ? {} : {[key]: this.expression([...path, key], text)}
    }
    const {kind} = file
    if ((kind === "ramp" || kind === "grow" || kind === "decay") && file.over === undefined)
      this.wrong(path, `a ${kind} needs \`over\``)
    return {
      name,
      kind,
      basis: this.expression([...path, "basis"], file.basis),
      ...read("times"),
      ...read("over"),
      ...read("from"),
      ...read("lasting"),
      ...read("grace"),
    }
  }

  private wrong(path: Path, says: string, offset?: number): void {
    this.mistakes.push({place: this.read.valueAt(path, offset), says: `${path.map(String).join(".")}: ${says}`})
  }

  /** Units that people of another tool wrote are said with what else clashes, not refused. */
  private get lenient(): boolean {
    return this.read.value.units === "warn"
  }

  private readable(unit: string | number): boolean {
    return this.lenient || parseUnit(String(unit)) !== null
  }

  private time(): Time {
    const {time} = this.read.value
    const start = time.start ?? 0
    const {stop, step} = time
    const save = time.save ?? (step <= 1 && isWhole(1 / step) ? 1 : step)
    if (!this.lenient && parseUnit(time.unit)?.length !== 1)
      this.wrong(["time", "unit"], `\`${time.unit}\` is no unit of time; write one word such as day, week or year`)
    if (time.origin !== undefined && !isDay(time.origin))
      this.wrong(["time", "origin"], `\`${time.origin}\` is no date; write it as 2025-10-01`)
    if (!(stop > start)) this.wrong(["time", "stop"], `the end (${stop}) is not after the start (${start})`)
    else if (!(step > 0)) this.wrong(["time", "step"], `a step of ${step} goes nowhere; it is above 0`)
    else if (!isWhole((stop - start) / step))
      this.wrong(["time", "step"], `${stop - start} is no whole number of time steps of ${step}`)
    else if ((stop - start) / step > MOST_STEPS)
      this.wrong(["time", "step"], `${Math.round((stop - start) / step)} time steps are more than ${MOST_STEPS}`)
    if (step > 0 && !(save >= step * (1 - WHOLE) && isWhole(save / step)))
      this.wrong(
        [...(time.save === undefined ? ["time", "step"] : ["time", "save"])],
        `rows are saved every ${save}, which is no whole number of time steps of ${step}`,
      )
    return {
      unit: time.unit,
      ...(time.origin === undefined ? {} : {origin: time.origin}),
      start,
      stop,
      step,
      save,
      method: time.method ?? "euler",
    }
  }

  private name(name: string, part: string, taken: Map<string, string>): void {
    const place = this.read.keyAt([part, name])
    const wrong = (says: string) => this.mistakes.push({place, says: `${part}.${name}: ${says}`})
    if (reservedWords.has(name)) wrong(`\`${name}\` means something else in equations; choose another name`)
    else if (!NAME.test(name) || /^[\d.]*$/.test(name))
      wrong(
        "a name is letters, digits and _, or other words in quotes; it is no number, and no blank stands at its ends",
      )
    const earlier = taken.get(name)
    if (earlier !== undefined) wrong(`this name is already in \`${earlier}\`; choose another`)
    taken.set(name, part)
  }

  /** An equation, with its names looked up. A mistake leaves 0 in its place; the file is refused anyway. */
  private expression(
    path: Path,
    written: string | number,
    label = "",
    more: ReadonlySet<string> = new Set<string>(),
  ): Expr {
    if (typeof written === "number" && Number.isFinite(written)) return {op: "number", value: written}
    const text = String(written)
    const parsed = readExpression(text, this.tables)
    if ("says" in parsed) {
      this.wrong(path, `${label}${parsed.says} (column ${parsed.offset + 1} of \`${text}\`)`, parsed.offset)
      return {op: "number", value: 0}
    }
    for (const name of namesIn(parsed.expr)) {
      if (this.known.has(name) || more.has(name)) continue
      const near = nearest(name, this.known)
      const hint = near.length > 0 ? `; nearest: ${near.join(", ")}` : ""
      this.wrong(
        path,
        `${label}reads \`${name}\`, which the model does not have${hint}`,
        Math.max(0, text.indexOf(name)),
      )
    }
    return parsed.expr
  }

  private quantity(name: string, file: QuantityFile): Quantity {
    const path = ["quantities", name]
    if (!this.readable(file.unit))
      this.wrong([...path, "unit"], `\`${file.unit}\` cannot be read; write animal/week, 1/week, or 1 for none`)
    const bounds = file.range as readonly [number, number] | undefined
    if (bounds && !(bounds[0] < bounds[1]))
      this.wrong([...path, "range"], `the lowest value (${bounds[0]}) is not below the highest (${bounds[1]})`)
    const within = (value: number, what: string, key: string) => {
      if (bounds && bounds[0] < bounds[1] && (value < bounds[0] || value > bounds[1]))
        this.wrong([...path, key], `${what} ${value} is outside the range [${bounds[0]}, ${bounds[1]}]`)
    }
    const shared = {
      name,
      unit: String(file.unit),
      ...(file.label === undefined ? {} : {label: file.label}),
      ...(file.note === undefined ? {} : {note: file.note}),
      ...(file.question === undefined ? {} : {question: file.question}),
      ...(file.sector === undefined ? {} : {sector: file.sector}),
      ...(bounds ? {range: bounds} : {}),
      ...(file.inner ? {inner: true as const} : {}),
      because: (file.because ?? []) as Because[],
      line: this.read.keyAt(path).line,
    }
    switch (file.kind) {
      case "stock": {
        const initial = this.expression([...path, "initial"], file.initial)
        if (initial.op === "number") within(initial.value, "the initial value", "initial")
        return {
          ...shared,
          kind: file.kind,
          initial,
          inflows: file.inflows ?? [],
          outflows: file.outflows ?? [],
          ...(file.rate === undefined ? {} : {rate: this.expression([...path, "rate"], file.rate)}),
          source: String(file.initial),
        }
      }
      case "flow":
      case "auxiliary":
        return {
          ...shared,
          kind: file.kind,
          equation: this.expression([...path, "equation"], file.equation),
          source: String(file.equation),
        }
      case "parameter": {
        const value = distributionOf(file.value, (says) => this.wrong([...path, "value"], says))
        if (value.kind === "fixed") within(value.value, "the value", "value")
        return {
          ...shared,
          kind: file.kind,
          ...(file.by === undefined ? {} : {by: file.by}),
          value,
          source: printDistribution(value),
        }
      }
      case "lever": {
        if (bounds && !bounds.every(Number.isFinite))
          this.wrong([...path, "range"], "a lever can be moved only between two finite values")
        within(file.value, "the default", "value")
        return {
          ...shared,
          kind: file.kind,
          ...(file.by === undefined ? {} : {by: file.by}),
          ...(file.deeds === undefined ? {} : {deeds: file.deeds}),
          value: {kind: "fixed", value: file.value},
          source: String(file.value),
        }
      }
    }
  }

  /** Every flow a stock names exists, and is a flow. */
  private flows(quantities: readonly Quantity[]): void {
    const kinds = new Map(quantities.map((quantity) => [quantity.name, quantity.kind]))
    const flows = quantities.filter((quantity) => quantity.kind === "flow").map((quantity) => quantity.name)
    for (const stock of quantities)
      for (const side of ["inflows", "outflows"] as const)
        (stock[side] ?? []).forEach((flow, index, all) => {
          const path = ["quantities", stock.name, side, index]
          const kind = kinds.get(flow)
          if (kind === undefined) {
            const near = nearest(flow, flows)
            this.wrong(
              path,
              `no flow \`${flow}\` in the model${near.length > 0 ? `; nearest: ${near.join(", ")}` : ""}`,
            )
          } else if (kind !== "flow") this.wrong(path, `\`${flow}\` is of kind ${kind}; only a flow moves a stock`)
          else if (all.indexOf(flow) !== index) this.wrong(path, `\`${flow}\` stands twice`)
        })
  }

  private contested(name: string, file: z.infer<typeof contestedSchema>): Contested {
    const path = ["contested", name]
    const sides = file.sides.map((side) => ({
      is: side.is,
      says: side.says,
      ...(side.if === undefined ? {} : {if: side.if}),
      claims: side.claims ?? [],
    }))
    if (sides.filter((side) => side.is).length !== 1)
      this.wrong([...path, "sides"], "two sides, one with `is: true` and one with `is: false`")
    const stated = typeof file.weight === "number" ? file.weight : file.chance
    if (typeof file.weight === "number" && file.chance !== undefined)
      this.wrong([...path, "weight"], "the chance is given twice, in `weight` and in `chance`")
    if (file.weight === "stated" && stated === undefined)
      this.wrong([...path, "weight"], "`weight: stated` needs a `chance:`")
    if (stated !== undefined && !(stated >= 0 && stated <= 1))
      this.wrong(
        [...path, file.chance === undefined ? "weight" : "chance"],
        `a chance is between 0 and 1, found ${stated}`,
      )
    const yes = sides.find((side) => side.is)?.claims.length ?? 0
    const no = sides.find((side) => !side.is)?.claims.length ?? 0
    return {
      name,
      question: file.question,
      sides,
      chance: stated ?? (yes + no > 0 ? yes / (yes + no) : EVEN),
      weight: file.weight === "lineages" || stated === undefined ? "lineages" : "stated",
    }
  }

  private event(name: string, file: z.infer<typeof eventSchema>): ModelEvent {
    const path = ["events", name]
    const chance = file.chance === undefined ? undefined : this.rate([...path, "chance"], file.chance)
    const does: Effect[] = []
    for (const [target, written] of Object.entries(file.does)) {
      const effect = this.effect([...path, "does", target], target, written)
      if (effect) does.push(effect)
    }
    if (does.length === 0 && Object.keys(file.does).length === 0) this.wrong([...path, "does"], "it changes nothing")
    return {
      name,
      when: this.expression([...path, "when"], file.when),
      ...(chance === undefined ? {} : {chance}),
      does,
      because: file.because as Because[],
    }
  }

  /** `0.02 / week`, or a number in the model's own unit of time. */
  private rate(path: Path, written: string | number): number {
    const match = /^\s*([\d.]+(?:[eE][+-]?\d+)?)\s*(?:\/\s*(\S.*))?$/.exec(String(written))
    const rate = Number(match?.[1])
    const per = parseUnit(match?.[2] ?? this.read.value.time.unit)
    const time = parseUnit(this.read.value.time.unit)
    if (!match || !Number.isFinite(rate) || !per || !time || !sameUnit(per, time))
      this.wrong(path, `a chance is written as 0.02 / ${this.read.value.time.unit}, found \`${written}\``)
    return Number.isFinite(rate) ? rate : 0
  }

  private effect(path: Path, target: string, written: string | number): Effect | null {
    const quantity = this.read.value.quantities[target]
    const changeable = Object.entries(this.read.value.quantities)
      .filter(([, q]) => q.kind === "stock" || q.kind === "lever")
      .map(([name]) => name)
    if (!Object.hasOwn(this.read.value.quantities, target) || !quantity || !changeable.includes(target)) {
      const near = nearest(target, changeable)
      const there = changeable.length > 0 ? `this model has: ${listed(changeable)}` : "this model has none"
      this.wrong(path, `an event changes stocks and levers; ${near.length > 0 ? `nearest: ${near.join(", ")}` : there}`)
      return null
    }
    const effect = readEffect(
      target,
      written,
      (says, offset) => this.wrong(path, says, offset),
      (text) => this.expression(path, text),
    )
    const beyond = effect && quantity.kind === "lever" ? outOfRange(effect, quantity as Pick<Quantity, "range">) : null
    if (beyond) this.wrong(path, `it ${beyond}`)
    return effect
  }
}

type CourseKey = "times" | "over" | "from" | "lasting" | "grace"

/** With no claims on either side there is nothing to weigh. */
const EVEN = 0.5

/** Anything that can be shown on a line, without blanks at its ends: other tools' names hold every character there is. */
const NAME = /^(?!\s)[^\p{Cc}\u2028\u2029]+(?<!\s)$/u

/** `"*= 0.9"`, `"+= 100"`, `"= 0"`: what happens to one quantity. */
export function readEffect(
  quantity: string,
  written: string | number,
  wrong: (says: string, offset?: number) => void,
  expression: (text: string) => Expr,
): Effect | null {
  const match = /^\s*(\*=|\+=|-=|=)(?!=)\s*(.+)$/s.exec(String(written))
  if (match) return {quantity, act: match[1] as Effect["act"], amount: expression(match[2]!)}
  wrong(`begin with =, +=, -= or *=, as in "*= 0.9", found \`${written}\``)
  return null
}

function isWhole(ratio: number): boolean {
  return Math.abs(ratio - Math.round(ratio)) <= WHOLE * Math.max(1, Math.abs(ratio))
}

/** A file's base name without its extension. */
export function stem(file: string): string {
  return (file.split("/").at(-1) ?? file).replace(/\.[^.]*$/, "") || "model"
}
