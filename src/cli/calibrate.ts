// `brink calibrate`, which makes plausible.csv: which parameter sets agree with what was observed.

import {basename, dirname, resolve} from "node:path"
import {
  type Calibration,
  calibrate,
  lastDayOf,
  posterior,
  printPlausible,
  type SampledError,
  type Sampling,
  type SeriesFit,
  targetsOf,
} from "../calibrate/index.ts"
import {
  assertNewSets,
  dated,
  gapsOf,
  inFolder,
  isCase,
  isSetsName,
  modelHash,
  modelToRun,
  openCase,
  PLAUSIBLE,
} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {columns, json, short} from "./tables.ts"
import {noteGuarded, saySome} from "./warnings.ts"

type CalibrateOptions = Common & {until?: string; method: "nearest" | "posterior"; keep: number; out?: string}

/** Parameters that the table names; --json has all. */
const MOST_NAMED = 20

/** `brink calibrate` */
export async function actCalibrate(request: Request, path: string, o: CalibrateOptions): Promise<ExitCode> {
  const {io, terminal} = request
  if (io.kindOfPath(path) === null)
    throw new Fault("doors/not-found", `There is no file or folder ${path}`, {
      next: "Check the spelling; what is calibrated is a case with a model.yaml.",
    })
  const opened = isCase(path, io) ? await openCase(path, io, o) : null
  const hash = opened && modelHash(opened)
  if (opened === null || hash === null)
    throw new Fault("calibrate/no-model", `${path} is no case with a model.yaml, and only such a model is calibrated`, {
      next: opened
        ? `Keep a draft as its model: brink draft ${path} --out ${inFolder(path, "model.yaml")}`
        : `Make a case: brink init DIR ${path}`,
    })
  const named = o.out ?? PLAUSIBLE
  // A name alone stands in the case, where runs look for it.
  const out = basename(named) === named ? inFolder(opened.path, named) : named
  io.tryToWrite(out, {inputs: [path], force: o.force === true})
  const {model: undated, left} = await modelToRun(opened, io)
  const model = dated(undated, opened.settings)
  const inCase = resolve(dirname(out)) === resolve(opened.path)
  if (inCase) {
    // Before the runs: who waits for them should not learn afterwards that there is no place for what they give.
    const until = lastDayOf(targetsOf(opened.series, model, o.until ?? null).targets)
    assertNewSets(opened, {name: basename(out), until}, io)
  }
  const bar = terminal.bar("running the draws")
  const found = {nearest: calibrate, posterior}[o.method]
  const {calibration, plausible} = await found({
    model,
    hash,
    replay: opened.replay,
    series: opened.series,
    until: o.until ?? null,
    runs: o.runs!,
    keep: o.keep,
    seed: o.seed!,
    execute: io.execute,
    onProgress: (share) => bar.to(share),
  }).finally(() => bar.end())
  io.writeWhole(out, printPlausible(plausible))
  if (o.json) terminal.give(json(calibration))
  else terminal.say(`${told(calibration)}\n${out.split("\\").join("/")}\n`)
  if (inCase && !isSetsName(basename(out)))
    terminal.note(`${out}: runs of the case look for plausible*.csv alone, and do not draw from it`)
  noteGuarded({terminal}, plausible.names)
  saySome(
    terminal.note,
    calibration.left.map((why) => `not used: ${why}`),
  )
  const used = new Set(calibration.series.map(({quantity}) => quantity))
  saySome(
    terminal.note,
    opened.series.flatMap((one) =>
      (used.has(one.name) ? gapsOf(one) : []).map(
        ({from, to}) =>
          `${one.file}: nothing of ${one.name} between ${from} and ${to}; the value before stands for that time`,
      ),
    ),
  )
  if (calibration.sampling) noteSampling(calibration.sampling, terminal)
  if (calibration.failed > 0)
    terminal.warn(`${calibration.failed} of ${calibration.runs} runs failed; none of them is kept`)
  return left === null ? 0 : needsAttention(request, left)
}

/** What keeps draws of a posterior from being taken at their word. */
function noteSampling({mixed, between, effective, errors}: Sampling, terminal: Request["terminal"]): void {
  if (!mixed)
    terminal.warn(
      `the chains have not quite mixed (split R-hat ${between.toFixed(2)}, above 1.1): intervals may be off by some of their width; more --runs mend it`,
    )
  if (effective < FEW_DRAWS)
    terminal.warn(`the draws are worth ${Math.floor(effective)} independent ones: ends of intervals are rough`)
  saySome(
    terminal.warn,
    errors
      .filter(({beyond}) => beyond)
      .map(
        ({quantity, miss, stated}) =>
          `${quantity}: the runs miss by ${miss.toFixed(1)} times the error that is ${stated ? "stated" : "sampled"}; the error is larger, or the model cannot tell these data, and intervals are too narrow`,
      ),
  )
  saySome(
    terminal.warn,
    errors
      .filter(({together}) => together)
      .map(
        ({quantity, neighbours}) =>
          `${quantity}: errors of neighbouring periods go together (correlation ${neighbours.toFixed(2)}), and are taken not to: the intervals of parameters are too narrow`,
      ),
  )
}

/** Fewer independent draws than this make ends of intervals rough. */
const FEW_DRAWS = 200

/** A calibration for people. */
function told(calibration: Calibration): string {
  const {kept, runs, until, scenario, nearest, farthest, series, parameters, contested, sampling} = calibration
  const moved = parameters.filter(({moved}) => moved).sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift))
  const sampled = new Map(sampling?.parameters.map((one) => [one.name, one]))
  const leaning = contested.filter(({leans}) => leans)
  // Of a posterior all are told: a parameter may be known better and not have moved.
  const listed = sampling ? [...parameters].sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift)) : moved
  const more = listed.length - MOST_NAMED
  return [
    `${sampling ? `${kept} draws from the posterior by ${runs} runs` : `${kept} of ${runs} runs kept`}, on data until ${until}${scenario === null ? "" : `, with the events of ${scenario}`}; they miss by a factor of ${short(nearest)} to ${short(farthest)} on average`,
    ...(sampling ? [samplingTold(sampling)] : []),
    ...series.flatMap((one, j) => ["", seriesTold(one), ...(sampling ? [errorTold(sampling.errors[j]!, one)] : [])]),
    "",
    moved.length === 0
      ? `None of ${parameters.length} parameters moved beyond chance`
      : `${moved.length} of ${parameters.length} parameters moved beyond chance`,
    ...(listed.length === 0
      ? []
      : [
          columns([
            ["parameter", "shift, in prior sd", "spread left", ...(sampling ? ["p5", "p50", "p95"] : [])],
            ...listed.slice(0, MOST_NAMED).map(({name, shift, spread}) => {
              const one = sampled.get(name)
              return [name, signed(shift), percent(spread), ...(one ? [one.p5, one.p50, one.p95].map(three) : [])]
            }),
          ]),
        ]),
    ...(more > 0 ? [`and ${more} more; --json has all`] : []),
    ...(contested.length === 0
      ? []
      : [
          "",
          leaning.length === 0
            ? `The data lean to no side of ${contested.length === 1 ? "the disagreement" : `the ${contested.length} disagreements`}`
            : columns([
                ["disagreement", "true before", "true in the kept"],
                ...leaning.map(({name, chance, share}) => [name, percent(chance), percent(share)]),
              ]),
        ]),
    "",
  ].join("\n")
}

function samplingTold({chains, sweeps, accepted, effective, between}: Sampling): string {
  return `${chains} chains, ${sweeps} sweeps after as many that were dropped; ${percent(accepted)} of proposals taken; worth ${Math.floor(effective)} independent draws, split R-hat ${between.toFixed(2)} (both of the unknown that mixed worst)`
}

function errorTold({of, stated, p5, p50, p95}: SampledError, {unit}: SeriesFit): string {
  const size = of === "ratio" ? `a factor of ${three(p50)}` : `${three(p50)} ${unit}`
  const rest = stated ? "as stated" : `sampled, ${three(p5)} to ${three(p95)} in 9 of 10 draws`
  return `error of a period: ${size}, ${rest}; no error is taken to go with another`
}

function seriesTold({
  quantity,
  unit,
  quarters,
  weight,
  dispersion,
  inside,
  insideRates,
  theil,
  years,
}: SeriesFit): string {
  const {shares} = theil
  const parts = shares
    ? `bias ${percent(shares.bias)}, variance ${percent(shares.variance)}, covariance ${percent(shares.covariance)}`
    : "none"
  return [
    `${quantity} [${unit}]: ${percent(inside)} of ${quarters} quarters inside the 80 % band of counts (${percent(insideRates)} inside that of the rates alone; a count's variance is ${short(dispersion)} times its mean), ${percent(weight)} of the distance; error of the median course: ${parts}`,
    columns([
      ["sums of", "periods", "observed", "p10", "p50", "p90"],
      ...years.map(({year, periods, observed, p10, p50, p90}) => [
        String(year),
        String(periods),
        ...[observed, p10, p50, p90].map(short),
      ]),
    ]),
  ].join("\n")
}

const three = (value: number): string => String(Number(value.toPrecision(3)))
const percent = (share: number): string => `${Math.round(100 * share)} %`
const signed = (value: number): string => `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(2)}`
