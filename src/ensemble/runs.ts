// Many runs of one program, none lost: what was drawn, what came out, and which failed.

import type {Failure, Program} from "../engine/index.ts"

/** What to run. The inputs of a run are a pure function of (seed, runs, run, name of the input). */
export type Plan = {
  readonly program: Program
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  /** Names of outputs to keep; all when absent. Fewer names make a plan faster and smaller. */
  readonly save?: readonly string[]
  /** In place of the Latin hypercube: runs x inputs, row-major, in the program's order of inputs. */
  readonly inputs?: Float64Array
  /** The number of its first run where it is a part of a larger plan: chance within a run goes by it. 0 when absent. */
  readonly first?: number
  /** Memory to write the series into, at least as large as it: for plans one after another, of which one table is kept. */
  readonly series?: ArrayBufferLike
  /** The same for the inputs. */
  readonly given?: ArrayBufferLike
  /** How to run it; whoever runs it chooses what is fastest when absent. The bits are the same. */
  readonly backend?: Backend
}

/** The ways to run a program: evaluating its expressions as trees, as JavaScript run by run, as WebAssembly many members at a time. */
export type Backend = "interpreter" | "js" | "wasm"

/** Many runs of one program, the failed ones in their places. Tables are row-major. */
export type Runs = {
  readonly plan: Plan
  /** Names of the inputs, and of the kept outputs, in the order of the columns below. */
  readonly inputNames: readonly string[]
  readonly names: readonly string[]
  /** Saved times, in the model's unit. */
  readonly time: Float64Array
  /** runs x inputs, row-major. */
  readonly inputs: Float64Array
  /**
   * runs x names x times, row-major: value of name j at time t in run i is series[(i * names + j) * times + t]. A
   * failed run's row holds what it reached, then NaN.
   */
  readonly series: Float64Array
  /** One byte a run: 0 done, else a status of `RunStatus`. */
  readonly status: Uint8Array
  /** In the order of runs. */
  readonly failures: readonly Failure[]
  /** SHA-256 of the runs' digests in run order, in hexadecimal (docs/methods/ensembles.md). Worked out when first read. */
  readonly hash: string
}

/** Runs a plan, anywhere: in this thread, in worker threads. The answer does not depend on where. */
export type Executor = (plan: Plan) => Promise<Runs>
