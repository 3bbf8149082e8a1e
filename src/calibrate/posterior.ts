// How likely each parameter set is, given what was observed and how far observations may err.
//
// In: what `calibrate` takes. Out: the same, its sets being draws from the posterior in place of
// the nearest draws of the priors; and how they were sampled, with what tells whether to trust
// them. The method is docs/methods/calibration.md.

import {Fault, listed} from "../core/fault.ts"
import {greatest, least} from "../core/lists.ts"
import type {Failure, Program} from "../engine/index.ts"
import {quantile7, quantileOf, type Runs, sample, seedOf} from "../ensemble/index.ts"
import {normalBelow} from "../math/distributions.ts"
import {exp} from "../math/elementary.ts"
import {mean} from "../math/scores.ts"
import {
  type Against,
  type CalibrateInput,
  type Calibration,
  concluded,
  distanceOf,
  everyRunFailed,
  heldAgainst,
  meansOver,
  nowhereNear,
} from "./calibrate.ts"
import {columnOf, type Evaluated, sampleChains} from "./chains.ts"
import {type ErrorModel, errorModelOf, errorsOf, logLikelihood, neighbours} from "./likelihood.ts"
import type {Mixing} from "./mixing.ts"
import type {Target} from "./periods.ts"
import type {Plausible} from "./plausible.ts"
import type {Sampled, SampledError, Sampling} from "./sampling.ts"

/** More unknowns than this are not sampled: chains would need millions of runs to mix. */
const MOST_UNKNOWNS = 100
/** Split R-hat above which chains tell different things, and above which it is said that they might (Gelman et al. 2013). */
const APART = 1.3
const NOT_YET_MIXED = 1.1
/** Runs that are made at a time of the draws of the priors. */
const BLOCK = 1000
/** Standard errors beyond which a correlation is not chance: one series in 20 gets there without cause. */
const BEYOND_CHANCE = 2
/** The same of what runs miss by, where a warning says that a source or a model is wrong: one in 700. */
const FAR_BEYOND_CHANCE = 3
/** Means of all draws that differ by less are one: what a sum in another order makes. */
const ALIKE = 1e-12
/** Names that a refusal gives. */
const MOST_NAMED = 5
/** States of one unknown that its mean and quantiles are taken of. */
const MOST_SUMMED = 50_000

/** What a run says of each target, and how far it is; no means of one that failed. */
type Told = {readonly means: readonly Float64Array[]; readonly distance: number}

/**
 * Draws from the posterior of what the model draws, and of the errors of series whose sources state none.
 *
 * The likelihood of a set is the product over all periods of all series of the normal density of log((sim + 1) /
 * (obs + 1)), sim being the run's mean over the period, with log(error) for standard deviation; or of sim - obs with `sd`.
 * Priors are those of the model; of an error that is not stated `errorModelOf`.
 *
 * `runs` of the input are all that are made, `keep` the sets that are given.
 *
 * @throws Fault of `heldAgainst`, `sampleChains`, `errorModelOf` and `concluded`; `calibrate/too-many-unknowns`;
 *               `calibrate/no-effect`, `calibrate/every-run-failed`, `calibrate/not-mixed`.
 */
export async function posterior(
  input: CalibrateInput,
): Promise<{calibration: Calibration & {readonly sampling: Sampling}; plausible: Plausible}> {
  const {model, runs, seed} = input
  const against = heldAgainst(input)
  const {program, targets, drawn} = against
  const errors = targets.map(errorModelOf)
  const unknowns = unknownsOf(against, errors)
  const {names} = unknowns
  if (names.length > MOST_UNKNOWNS)
    throw new Fault(
      "calibrate/too-many-unknowns",
      `${names.length} unknowns are too many to sample from their posterior; ${MOST_UNKNOWNS} at most are`,
      {
        place: `${drawn.length} parameters and disagreements of '${model.name}', ${names.length - drawn.length} errors of series`,
        next: "Write one number for what the data cannot tell, or keep the nearest draws: --method nearest.",
      },
    )
  let failed = 0
  let failure: Failure | undefined
  const onRuns = (ran: Runs) => {
    failed += ran.failures.length
    failure ??= ran.failures[0]
  }
  const chains = await sampleChains<Told>({
    names,
    runs,
    keep: input.keep,
    seed: seedOf(seed),
    evaluate: evaluating(input, against, errors, unknowns, onRuns),
    onPrior: (told) => {
      if (failed === told.length) throw everyRunFailed(told.length, model, failure)
      if (told.every(({log}) => log === Number.NEGATIVE_INFINITY)) throw nowhereNear(told.length, targets)
      refuseNoEffect(told, against)
    },
    ...(input.onProgress && {onProgress: input.onProgress}),
  })
  const {mixing} = chains
  const kept = chains.draws
    .map(({point, told}) => ({inputs: inputsAt(program, drawn, point), ...told}))
    .sort((a, b) => a.distance - b.distance)
  const table = new Float64Array(kept.length * program.inputs.length)
  kept.forEach(({inputs}, k) => {
    table.set(inputs, k * program.inputs.length)
  })
  const effective = least(mixing.map((one) => one.effective))
  // What is no fit is said before what has not mixed: chains that find nothing near seldom do.
  const {calibration, plausible} = concluded({...input, runs: chains.evaluated}, against, {
    draws: sample(program, BLOCK, seed),
    table,
    nearest: kept.map(({distance, means}, run) => ({run, distance, means})),
    failed,
    worth: Math.min(kept.length, effective),
  })
  refuseUnmixed(names, chains, runs)
  const between = greatest(mixing.map((one) => one.between))
  const sampling: Sampling = {
    chains: chains.chains,
    sweeps: chains.sweeps,
    accepted: chains.accepted,
    time: greatest(mixing.map((one) => one.time)),
    effective,
    between,
    mixed: between <= NOT_YET_MIXED,
    errors: targets.map((target, j) => {
      const at = unknowns.errorAt[j]!
      const sampled = at === null ? null : columnOf(chains.states, at, names.length)
      return errorTold(
        target,
        errors[j]!,
        sampled,
        kept.map(({means}) => means[j]!),
      )
    }),
    parameters: drawn.map((i, j) => parameterTold(program, i, columnOf(chains.states, j, names.length), mixing[j]!)),
  }
  return {calibration: {...calibration, sampling}, plausible: {...plausible, method: "posterior"}}
}

/** Names of the coordinates: inputs that are drawn, then errors that no source states; and which one each target's error is. */
type Unknowns = {readonly names: readonly string[]; readonly errorAt: readonly (number | null)[]}

function unknownsOf({program, drawn, targets}: Against, errors: readonly ErrorModel[]): Unknowns {
  const names = drawn.map((i) => program.inputs[i]!.name)
  const errorAt = errors.map(({stated}, j) => {
    if (stated !== null) return null
    const {quantity} = targets[j]!
    const same = targets.slice(0, j).filter((one) => one.quantity === quantity).length
    return names.push(`error of ${quantity}${same > 0 ? ` (${same + 1})` : ""}`) - 1
  })
  return {names, errorAt}
}

/** The inputs of a run at a point of standard normal coordinates. */
function inputsAt(program: Program, drawn: readonly number[], point: Float64Array): Float64Array {
  const inputs = Float64Array.from(program.inputs, ({prior}) => (prior.kind === "fixed" ? prior.value : 0))
  drawn.forEach((i, j) => {
    inputs[i] = quantileOf(program.inputs[i]!.prior, normalBelow(point[j]!))
  })
  return inputs
}

/** Runs points, and says how likely the data are at each. */
function evaluating(
  {execute, seed}: CalibrateInput,
  {program, drawn, targets}: Against,
  errors: readonly ErrorModel[],
  {names, errorAt}: Unknowns,
  onRuns: (ran: Runs) => void,
): (points: Float64Array, first: number) => Promise<Evaluated<Told>[]> {
  const width = names.length
  const save = [...new Set(targets.map(({quantity}) => quantity))]
  const block = async (points: Float64Array, first: number): Promise<Evaluated<Told>[]> => {
    const runs = points.length / width
    const at = (run: number) => points.subarray(run * width, (run + 1) * width)
    const inputs = new Float64Array(runs * program.inputs.length)
    for (let run = 0; run < runs; run++) inputs.set(inputsAt(program, drawn, at(run)), run * program.inputs.length)
    // A run's own noise goes by its number among all: no two share it.
    const ran = await execute({program, runs, seed, first, save, inputs})
    onRuns(ran)
    const reduce = targets.map((target) => meansOver(target, ran))
    return Array.from({length: runs}, (_, run): Evaluated<Told> => {
      if (ran.status[run] !== 0) return RULED_OUT
      const means = reduce.map((of) => of(run))
      const log = targets.reduce((sum, target, j) => {
        const {stated, sampled} = errors[j]!
        return sum + logLikelihood(errorsOf(target, errors[j]!, means[j]!), stated ?? sampled(at(run)[errorAt[j]!]!))
      }, 0)
      return {log, told: {means, distance: distanceOf(targets, means.map(notBelowZero))}}
    })
  }
  return async (points, first) => {
    const found: Evaluated<Told>[] = []
    for (let at = 0; at < points.length; at += BLOCK * width)
      found.push(...(await block(points.slice(at, at + BLOCK * width), first + at / width)))
    return found
  }
}

/** What is held against by differences may be below 0, and is then as far as 0 is. */
const notBelowZero = (means: Float64Array): Float64Array => means.map((value) => Math.max(0, value))

const RULED_OUT: Evaluated<Told> = {
  log: Number.NEGATIVE_INFINITY,
  told: {means: [], distance: Number.POSITIVE_INFINITY},
}

/** @throws Fault `calibrate/no-effect` where every draw of the priors gives the same of all that was observed. */
function refuseNoEffect(told: readonly Evaluated<Told>[], {targets, program, drawn}: Against): void {
  const ran = told.filter(({told: {means}}) => means.length > 0)
  const same = targets.every((_, j) => {
    const first = ran[0]!.told.means[j]!
    return ran.every(({told: {means}}) =>
      means[j]!.every((value, i) => Math.abs(value - first[i]!) <= ALIKE * Math.abs(first[i]!)),
    )
  })
  if (!same) return
  throw new Fault(
    "calibrate/no-effect",
    `Whatever is drawn, the model gives the same ${targets.map(({quantity}) => quantity).join(", ")}: the data can teach nothing`,
    {
      place: `${drawn.length} drawn: ${listed(
        drawn.map((i) => program.inputs[i]!.name),
        MOST_NAMED,
      )}`,
      next: "Observe a quantity that depends on what is drawn, or draw what this one depends on; `brink why` and `brink validate` show the links.",
    },
  )
}

/** @throws Fault `calibrate/not-mixed` where chains had not come to the posterior, or their halves tell different things. */
function refuseUnmixed(
  names: readonly string[],
  {mixing, power}: {readonly mixing: readonly Mixing[]; readonly power: number},
  runs: number,
): void {
  const next = `Give more runs: --runs ${4 * runs}. Where that does not mend it, two answers lie far apart, or an error is stated so small that hardly any set is left.`
  if (power < 1)
    throw new Fault(
      "calibrate/not-mixed",
      "Half of the runs were over before the chains had come to where the data say",
      {place: `likelihoods counted to the power ${power.toPrecision(2)}, and do in full at 1`, next},
    )
  const bad = mixing
    .map(({between}, j) => ({between, name: names[j]!}))
    .filter(({between}) => !(between <= APART))
    .sort((a, b) => b.between - a.between)
  if (bad.length === 0) return
  const named = bad.slice(0, MOST_NAMED).map(({name, between}) => `${name} ${between.toFixed(2)}`)
  throw new Fault(
    "calibrate/not-mixed",
    `The chains do not tell the same yet: split R-hat of ${bad.length} of ${names.length} unknowns is above ${APART}`,
    {
      place: `${named.join(", ")}${bad.length > MOST_NAMED ? `, and ${bad.length - MOST_NAMED} more` : ""}`,
      next,
    },
  )
}

function errorTold(
  target: Target,
  error: ErrorModel,
  sampled: Float64Array | null,
  runs: readonly Float64Array[],
): SampledError {
  const all = sampled ? thinned(sampled).sort() : null
  const at = (p: number) => {
    const sd = all ? error.sampled(quantile7(all, p)) : error.stated!
    return error.of === "ratio" ? exp(sd) : sd
  }
  const course = target.periods.map((_, i) => quantile7(Float64Array.from(runs, (means) => means[i]!).sort(), 0.5))
  const off = errorsOf(target, error, course)
  const n = off.length
  const sd = all ? error.sampled(quantile7(all, 0.5)) : error.stated!
  const miss = Math.sqrt(mean(off.map((one) => one * one))) / sd
  const correlation = neighbours(off)
  return {
    quantity: target.quantity,
    of: error.of,
    stated: sampled === null,
    p5: at(0.05),
    p50: at(0.5),
    p95: at(0.95),
    miss,
    // The standard error of a standard deviation of n normal numbers is 1 / sqrt(2 n) of it.
    beyond: miss > 1 + FAR_BEYOND_CHANCE / Math.sqrt(2 * n),
    neighbours: correlation,
    together: correlation > BEYOND_CHANCE / Math.sqrt(n),
  }
}

function parameterTold(program: Program, i: number, states: Float64Array, {effective}: Mixing): Sampled {
  const {name, prior} = program.inputs[i]!
  const values = thinned(states)
    .map((z) => quantileOf(prior, normalBelow(z)))
    .sort()
  const centre = mean(values)
  const variance = mean(values.map((value) => (value - centre) * (value - centre)))
  const [p5, p50, p95] = [0.05, 0.5, 0.95].map((p) => quantile7(values, p))
  return {name, mean: centre, sd: Math.sqrt(variance), p5: p5!, p50: p50!, p95: p95!, effective}
}

/** Every few of the states, so that no more than `MOST_SUMMED` remain; an odd step meets all chains alike, as they are even. */
function thinned(states: Float64Array): Float64Array {
  const step = Math.ceil(states.length / MOST_SUMMED) | 1
  return Float64Array.from({length: Math.floor(states.length / step)}, (_, i) => states[i * step]!)
}
