// All that one ensemble answers: what decides each outcome, in which corner the first one's event happens, how the steps
// stand by every rule of choice, and what to find out before one is taken.
//
// In: a model as for the outlook, and many runs of it. Out: one value. Runs are made for some of them at a time, and of each
// its outcomes alone are kept, so that memory holds a few numbers a run; every such part is kept by what it is of, so that
// who was interrupted goes on where she stood. The parts' size shows in no number.

import {type Correlation, partialRanksEach} from "../answers/index.ts"
import {Fault} from "../core/fault.ts"
import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {compile, type Program, rows, savedTimes} from "../engine/index.ts"
import {
  type Edges,
  type Executor,
  edgesOf,
  Histograms,
  type InForce,
  type Plan,
  quantiles,
  type Runs,
  type Span,
  stillToCome,
} from "../ensemble/index.ts"
import {mean} from "../math/scores.ts"
import {choiceOf, endsToTry, type Step, TRIED, type Tried} from "./choice.ts"
import {corner} from "./corner.ts"
import {type Drawn, drawnInputs, leadingTo, leadsTo, only, setsOf} from "./drawn.ts"
import {findOut} from "./find-out.ts"
import type {CornerView, FindOutView, Interval, Share, StandingView} from "./finding.ts"
import {stepSetting, steps} from "./levers.ts"
import {comparedIn, intervalOf, seriesOf, shareOf, sidesIn, sidesOf, validIn} from "./measure.ts"
import {MOVES, riseIsBetter, type Told, tell} from "./outcomes.ts"
import {inputQuestion} from "./splits.ts"
import {NO_STEP, standing, type Way} from "./standing.ts"
import {type Opening, opening} from "./weigh.ts"
import {counted, opened} from "./words.ts"
import {countedRuns} from "./worth.ts"

export type DecideInput = Opening & {
  readonly question?: string
  /** The inputs of some of the runs, as the runs of the case draw them: runs x inputs. */
  readonly inputs: (program: Program, span: Span) => Float64Array
  /** What `make` gives, from before or made now. The parts of two different questions are never under one key. */
  readonly keep: (part: PartKey, make: () => Promise<Uint8Array>) => Promise<Uint8Array>
  /** Memory of so many bytes that whoever executes can see. */
  readonly room: (bytes: number) => ArrayBufferLike
  /** Runs made at a time, for tests. */
  readonly part?: number
  /** Lets whoever runs parts hand out the next ones, between two long pieces of work. */
  readonly pause?: () => Promise<void>
  /** Shares of all the work: from 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/** Some of the runs of one of the ensembles: from <= run < to. */
export type PartKey = {readonly of: string; readonly from: number; readonly to: number}

/** An outcome over all runs. */
export type DecidedOutcome = {
  readonly quantity: string
  readonly label: string
  readonly measure: string
  readonly unit: string
  /** The tenth, the middle and the ninetieth of a hundred runs, and the mean, of what runs are compared by. */
  readonly amount: Interval
  readonly mean: number
  readonly event: {readonly says: string; readonly share: Share}
  /** Its level over time. `outside`: the greatest share of runs at one time that lie beyond the bins' edges. */
  readonly course: {
    readonly exact: boolean
    readonly outside: number
    readonly time: readonly number[]
    readonly p10: readonly number[]
    readonly p50: readonly number[]
    readonly p90: readonly number[]
  }
  /**
   * Inputs from which a path of equations leads to it, by the size of their partial rank correlation, the largest first;
   * those without one last. Null, and why.
   */
  readonly decides: readonly (Correlation & {readonly question: string})[] | null
  readonly why?: string
}

export type Decision = {
  readonly format: "brink/decision@1"
  readonly question: string | null
  readonly runs: number
  readonly failed: number
  readonly seed: string
  /** Runs that words, bins and the choice of steps come from: the first ones. */
  readonly pilot: number
  readonly outcomes: readonly DecidedOutcome[]
  readonly corner: CornerView | null
  readonly standing: StandingView | null
  readonly findOut: FindOutView | null
  /** Ends of levers that were tried on the pilot; those of them that all runs were made with; those left out. */
  readonly steps: {readonly tried: number; readonly compared: readonly string[]; readonly left: readonly string[]}
  readonly notes: readonly string[]
}

/** Runs made at a time: a second of work or two, and a table of some megabytes. */
const PART = 2048
/** Runs of the pilot. */
const PILOT = 1024
/** Runs up to which every course is kept; beyond them they are counted in bins. */
const MOST_EXACT = 20_000

/**
 * What the runs of a model answer.
 * @throws Fault as `weigh`, of what it asks for.
 */
export async function decide(input: DecideInput): Promise<Decision> {
  const {runs, seed} = input
  const parts = inParts(input)
  const prepared = await opening({...input, execute: parts.execute})
  const {known, model, held, outcomes, inForce, levers} = prepared
  const {now} = known.model.time
  const from = now ?? known.model.time.start
  const save = [...new Set(outcomes.map(({quantity}) => quantity))]
  const pilot = Math.min(PILOT, runs)
  const first = (program: Program, count: number) =>
    prepared.execute({program, runs: count, first: 0, seed, save, inputs: input.inputs(program, {from: 0, to: count})})
  const program = compile(model, held)
  const base = await first(program, pilot)
  if (base.status.every((status) => status !== 0))
    throw new Fault("outlook/every-run-failed", `All of the first ${pilot} runs of '${model.name}' failed`, {
      next: "Run `brink run` on the model to see where one run goes wrong.",
    })
  const told = outcomes.map((one, n) => tell(one, n, base, sidesOf(base), known, false, undefined))
  const lead = told[0]!
  const better = riseIsBetter({wanted: lead.wanted, measure: lead.words})

  const all = steps(known, levers, inForce)
  const tried = better === null ? [] : endsToTry(all.steps, false)
  const programOf = (step: Step) =>
    compile(known.model, {...held, settings: [...(held.settings ?? []), stepSetting(step, now)]})
  const chosen = await chosenSteps()
  parts.plan(1 + chosen.among.length)

  // All runs, without a step and with each of those chosen.
  const edges = runs > MOST_EXACT ? edgesOf(pilotRows(base, save)) : null
  const still = await parts.gather("no step", program, (part) => measures(part, told, save, edges), {
    execute: prepared.execute,
    save,
    isCounted: edges !== null,
  })
  // Threads work on the steps while the runs without one are looked at.
  const gathered = async () => {
    const made: {step: Step; made: Gathered}[] = []
    for (const {step} of chosen.among) {
      const take = (part: Runs) => measures(part, told, [], null)
      made.push({
        step,
        made: await parts.gather(`${step.lever} ${step.value}`, programOf(step), take, {
          execute: prepared.execute,
          save,
        }),
      })
    }
    return made
  }
  const begun = gathered()
  begun.catch(() => {})

  const {valid} = still
  const inputs = drawnInputs(program)
  const drawn: Drawn = {
    inputs,
    seed,
    column: (place) => input.inputs({...program, inputs: [inputs[place]!]}, {from: 0, to: runs}),
  }
  const sides = sidesIn(drawn, valid)
  const toCome = (one: InForce) => stillToCome(one, from, model.time.unit)
  const asking = {
    known,
    first: lead,
    drawn: leadingTo(lead.quantity, drawn, known.model, inForce),
    valid,
    inForce,
    toCome,
  }
  await input.pause?.()
  const cornered = corner({...asking, event: {says: lead.event.says, happens: still.events[0]!}})
  await input.pause?.()
  const views = outcomesOf(told, still, {...asking, drawn, sides, edges, time: savedTimes(program), save})
  const ways = await begun
  const values = told.map((_, k) => still.values[k]!)
  const columns = ways.map(({made}) => made.values[0]!)
  const among = ways.map(({step, made}) => ({
    step,
    values: made.values[0]!,
    valid: made.valid,
    outcomes: made.values,
  }))
  const counts = countedRuns([...columns, ...values], valid)
  const compared: Way[] = [
    {lever: null, label: NO_STEP, values},
    ...ways.map(({step, made}) => ({lever: step.lever, label: step.label, values: made.values})),
  ]
  const rowsIn = counts.filter((run) => ways.every(({made}) => made.values.every((one) => Number.isFinite(one[run]!))))
  return {
    format: "brink/decision@1",
    question: input.question ?? null,
    runs,
    failed: still.status.reduce((sum, status) => sum + (status === 0 ? 0 : 1), 0),
    seed,
    pilot,
    outcomes: views,
    corner: cornered,
    standing: ways.length === 0 ? null : standing(told, compared, rowsIn),
    findOut: findOut(asking, among, chosen.apart),
    steps: {
      tried: tried.length,
      compared: ways.map(({step}) => step.label),
      left: [...chosen.left.map(({label}) => label), ...all.left],
    },
    notes: notesOf(),
  }

  /** The steps to hold against each other, by the first of the runs. */
  async function chosenSteps() {
    const asTried: Tried[] = []
    for (const [step, made] of inTurn(tried, ENSEMBLES_AHEAD, (one) => first(programOf(one), Math.min(TRIED, runs)))) {
      const values = valuesIn(await made, lead)
      asTried.push({step, values, valid: validIn(await made), outcomes: [values]})
    }
    const before = valuesIn(base, lead)
    return choiceOf(asTried, {before, better: better === true, least: MOVES * lead.scale}, known.model, lead.quantity)
  }

  function notesOf(): string[] {
    const notes: string[] = []
    if (better === null)
      notes.push(
        `Nothing is said to be wanted of ${lead.inside}: no step is held against another. Say so in case.yaml.`,
      )
    else if (tried.length > 0)
      notes.push(
        `${opened(counted(tried.length, "end"))} of levers tried on the first ${Math.min(TRIED, runs)} runs; all runs are made with the ${counted(ways.length, "step that helps", "steps that help")} most on average.`,
      )
    if (edges !== null)
      notes.push(
        `Of ${runs} runs courses are counted in 512 bins with the edges of the first ${pilot}; outcomes are exact.`,
      )
    return notes
  }
}

// ---- runs, some at a time

/** What is kept of an ensemble: each outcome, and whether its event happens, run by run. */
type Gathered = {
  readonly status: Uint8Array
  readonly valid: Uint8Array
  /** By outcome, one number a run; NaN of a failed one. */
  readonly values: readonly Float64Array[]
  readonly events: readonly Uint8Array[]
  /** The courses of all runs, runs x names x times, or the counts of their bins. */
  readonly courses: Float64Array
}

/** What is kept of some runs: a status, outcomes and events of each, then courses or counts. */
type Part = {readonly head: Float64Array; readonly courses: Float64Array}

/**
 * Tables of parts that were looked at, for those to come: threads hold on to the memory that they were handed until they
 * clear up, which they rarely do.
 */
class Memory {
  private readonly room: DecideInput["room"]
  private readonly free: ArrayBufferLike[] = []

  constructor(room: DecideInput["room"]) {
    this.room = room
  }

  /** What `act` makes of a plan with memory of its own; nothing of its runs is read afterwards. */
  async lent<T, P extends Plan & Required<Pick<Plan, "save">>>(plan: P, act: (plan: P) => Promise<T>): Promise<T> {
    const {program, runs, save} = plan
    const given = this.taken(runs * program.inputs.length * 8)
    const series = this.taken(runs * save.length * rows(program) * 8)
    const made = await act({...plan, given, series})
    this.free.push(given, series)
    return made
  }

  /** The smallest that is large enough. */
  private taken(bytes: number): ArrayBufferLike {
    let best = -1
    for (const [k, {byteLength}] of this.free.entries())
      if (byteLength >= bytes && (best < 0 || byteLength < this.free[best]!.byteLength)) best = k
    return best < 0 ? this.room(bytes) : this.free.splice(best, 1)[0]!
  }
}

function inParts({runs, seed, execute, inputs, keep, room, part = PART, onProgress}: DecideInput) {
  const memory = new Memory(room)
  const spans: {from: number; to: number}[] = []
  for (let at = 0; at < runs; at += part) spans.push({from: at, to: Math.min(runs, at + part)})
  let ensembles = 1
  let done = 0
  const progress = () => onProgress?.(Math.min(1, ++done / ((ensembles + 1) * spans.length)))
  /** Plans of some of the runs as they are; what asks for all of them, a past, in parts. */
  const own: Executor = async (plan) => {
    if (plan.inputs) return execute(plan)
    const [names, times] = [plan.save!.length, rows(plan.program)]
    // Of a past its end alone is asked for.
    const series = new Float64Array(runs * names)
    const status = new Uint8Array(runs)
    const wanted = inTurn(spans, ENSEMBLES_AHEAD, ({from, to}) =>
      keep({of: "past", from, to}, async () => {
        const ends = new Float64Array((to - from) * (names + 1))
        const own = {...plan, save: plan.save!, runs: to - from, first: from, inputs: inputs(plan.program, {from, to})}
        await memory.lent(own, async (plan) => {
          const {series, status} = await execute(plan)
          for (let run = 0, at = 0; run < to - from; run++) {
            for (let name = 0; name < names; name++) ends[at++] = series[(run * names + name + 1) * times - 1]!
            ends[at++] = status[run]!
          }
        })
        return bytesOf(ends)
      }),
    )
    for (const [{from, to}, made] of wanted) {
      const numbers = numbersOf(await made)
      for (let run = from, at = 0; run < to; run++) {
        for (let name = 0; name < names; name++) series[run * names + name] = numbers[at++]!
        status[run] = numbers[at++]!
      }
      progress()
    }
    return {
      plan,
      // Who goes on brings each part's own.
      inputNames: [],
      names: plan.save!,
      time: savedTimes(plan.program).slice(-1),
      inputs: new Float64Array(0),
      series,
      status,
      failures: [],
      hash: "",
    }
  }
  return {
    execute: own,
    /** How many ensembles of all runs there are, behind the past. */
    plan: (count: number) => {
      ensembles = count
    },
    /** An ensemble, part by part. */
    gather: async (
      of: string,
      program: Program,
      take: (part: Runs) => Part,
      {
        execute,
        save,
        isCounted = false,
      }: {
        readonly execute: Executor
        readonly save: readonly string[]
        readonly isCounted?: boolean
      },
    ): Promise<Gathered> => {
      const wanted = inTurn(spans, ENSEMBLES_AHEAD, ({from, to}) =>
        keep({of, from, to}, async () => {
          const plan = {program, runs: to - from, first: from, seed, save, inputs: inputs(program, {from, to})}
          return memory.lent(plan, async (own) => {
            const {head, courses} = take(await execute(own))
            return bytesOf(Float64Array.of(head.length), head, courses)
          })
        }),
      )
      let into: {status: Uint8Array; values: Float64Array[]; events: Uint8Array[]} | null = null
      let courses = new Float64Array(0)
      for (const [{from, to}, made] of wanted) {
        const numbers = numbersOf(await made)
        const length = numbers[0]!
        const head = numbers.subarray(1, 1 + length)
        const rest = numbers.subarray(1 + length)
        const each = length / (to - from)
        const count = (each - 1) / 2
        into ??= {
          status: new Uint8Array(runs),
          values: Array.from({length: count}, () => new Float64Array(runs)),
          events: Array.from({length: count}, () => new Uint8Array(runs)),
        }
        for (let run = from, at = 0; run < to; run++) {
          into.status[run] = head[at++]!
          for (let k = 0; k < count; k++) into.values[k]![run] = head[at++]!
          for (let k = 0; k < count; k++) into.events[k]![run] = head[at++]!
        }
        if (courses.length === 0)
          courses = new Float64Array(isCounted ? rest.length : (rest.length / (to - from)) * runs)
        if (isCounted) for (let i = 0; i < rest.length; i++) courses[i]! += rest[i]!
        else courses.set(rest, (rest.length / (to - from)) * from)
        progress()
      }
      const {status, values, events} = into!
      return {status, valid: Uint8Array.from(status, (one) => (one === 0 ? 1 : 0)), values, events, courses}
    },
  }
}

const bytesOf = (...all: readonly Float64Array[]): Uint8Array => {
  const whole = new Float64Array(all.reduce((sum, {length}) => sum + length, 0))
  let at = 0
  for (const one of all) {
    whole.set(one, at)
    at += one.length
  }
  return new Uint8Array(whole.buffer)
}

const numbersOf = (bytes: Uint8Array): Float64Array<ArrayBuffer> => new Float64Array(Uint8Array.from(bytes).buffer)

// ---- what is measured of a run

function valuesIn(runs: Runs, outcome: Told): Float64Array {
  const reader = seriesOf(runs, outcome.quantity)
  return Float64Array.from(runs.status, (status, run) =>
    status === 0 ? comparedIn(reader(run), runs.time, outcome.measure) : Number.NaN,
  )
}

/** Status, outcomes and events of each run; the courses of `names`, or their counts where there are edges for them. */
function measures(part: Runs, told: readonly Told[], names: readonly string[], edges: Edges | null): Part {
  const runs = part.status.length
  const each = 1 + 2 * told.length
  const head = new Float64Array(runs * each)
  const readers = told.map(({quantity}) => seriesOf(part, quantity))
  for (let run = 0, at = 0; run < runs; run++) {
    const isDone = part.status[run] === 0
    head[at++] = part.status[run]!
    for (const [k, one] of told.entries())
      head[at++] = isDone ? comparedIn(readers[k]!(run), part.time, one.measure) : Number.NaN
    for (const [k, one] of told.entries()) head[at++] = isDone && one.event.holds(readers[k]!(run)) ? 1 : 0
  }
  if (names.length === 0) return {head, courses: new Float64Array(0)}
  if (edges === null) return {head, courses: part.series}
  const histograms = new Histograms(edges)
  const length = part.names.length * part.time.length
  for (let run = 0; run < runs; run++)
    if (part.status[run] === 0)
      for (let row = 0; row < length; row++) histograms.add(row, part.series[run * length + row]!)
  return {head, courses: histograms.counts}
}

/** The values of the pilot, a row for each name and time. */
function pilotRows(base: Runs, names: readonly string[]): Float64Array[] {
  const length = names.length * base.time.length
  const done = [...base.status.keys()].filter((run) => base.status[run] === 0)
  return Array.from({length}, (_, row) => Float64Array.from(done, (run) => base.series[run * length + row]!))
}

// ---- outcomes

function outcomesOf(
  told: readonly Told[],
  still: Gathered,
  asked: {
    readonly known: Parameters<typeof inputQuestion>[1]["known"]
    readonly inForce: readonly InForce[]
    readonly drawn: Drawn
    readonly valid: Uint8Array
    readonly sides: Parameters<typeof shareOf>[2]
    readonly edges: Edges | null
    readonly time: Float64Array
    readonly save: readonly string[]
  },
): DecidedOutcome[] {
  const {drawn, valid, sides} = asked
  const runs = [...valid.keys()].filter((run) => valid[run] === 1)
  const deciding = decidingOf(
    drawn,
    told.map(({quantity}, k) => ({name: quantity, values: only(still.values[k]!, runs)})),
    runs,
  )
  return told.map((one, k): DecidedOutcome => {
    const values = still.values[k]!
    const {found, why} = deciding[k]!
    const leads = leadsTo(one.quantity, asked.known.model, asked.inForce)
    const size = ({prcc}: Correlation) => (prcc === null ? -1 : Math.abs(prcc.mid))
    return {
      quantity: one.quantity,
      label: one.label,
      measure: one.words,
      unit: one.unit,
      amount: intervalOf(values, valid),
      mean: mean(only(values, runs)),
      event: {says: one.event.says, share: shareOf(still.events[k]!, valid, sides)},
      course: courseOf(one.quantity, still, asked),
      decides:
        found
          ?.filter(({name}) => leads(name))
          .map((each) => ({...each, question: inputQuestion(each.name, asked)}))
          .sort((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1)) ?? null,
      ...(why !== null && {why}),
    }
  })
}

/** Partial rank correlations of each outcome, or why there are none. */
function decidingOf(
  drawn: Drawn,
  outcomes: readonly {readonly name: string; readonly values: Float64Array}[],
  runs: readonly number[],
): {readonly found: Correlation[] | null; readonly why: string | null}[] {
  const names = drawn.inputs.map(({name}) => name)
  if (names.length === 0) return outcomes.map(() => ({found: null, why: "the runs draw nothing"}))
  const sets = setsOf(drawn, runs)
  const isAsked = outcomes.map(
    ({values}) => values.some((value) => value !== values[0]) && values.every(Number.isFinite),
  )
  const asked = outcomes.filter((_, k) => isAsked[k])
  try {
    const found = partialRanksEach(names, (place) => only(drawn.column(place), runs), asked, sets)
    return outcomes.map((one, k) =>
      isAsked[k] ? {found: found[asked.indexOf(one)]!, why: null} : {found: null, why: "it is the same in every run"},
    )
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "answers/too-few") throw error
    return outcomes.map(() => ({found: null, why: error.what}))
  }
}

function courseOf(
  quantity: string,
  {courses, status}: Gathered,
  {edges, time, save}: {readonly edges: Edges | null; readonly time: Float64Array; readonly save: readonly string[]},
): DecidedOutcome["course"] {
  // A long past is not part of what was run.
  const times = edges === null ? courses.length / (status.length * save.length) : edges.length / 2 / save.length
  const shown = time.slice(time.length - times)
  if (edges === null) {
    const {p10, p50, p90} = quantiles({names: save, time: shown, series: courses, status} as Runs, quantity)
    return {exact: true, outside: 0, time: [...shown], p10, p50, p90}
  }
  const histograms = new Histograms(edges, courses)
  const first = save.indexOf(quantity) * times
  const at = (p: number) => Array.from(shown, (_, t) => histograms.quantile(first + t, p))
  const shares = Array.from(shown, (_, t) => {
    const {all, outside} = histograms.sizes(first + t)
    return all === 0 ? 0 : outside / all
  })
  return {exact: false, outside: Math.max(...shares), time: [...shown], p10: at(0.1), p50: at(0.5), p90: at(0.9)}
}
