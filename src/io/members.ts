// WebAssembly for programs that run many members at a time, and the choice of how a plan is
// run: the core writes bytes, and here they become functions.
//
// Whatever is chosen, the bits are the same; only the time differs. Modules and runners are
// kept for as long as they are likely to be asked for again.

import {
  type BlockRunner,
  Chances,
  emit,
  type Instantiate,
  interpret,
  openBlocks,
  openWorkbench,
  operationsOf,
  type Program,
  type Runner,
} from "../engine/index.ts"
import type {Backend} from "../ensemble/index.ts"
import {instantiated} from "./instantiate.ts"

/** Compiles and instantiates the bytes of a module. */
export const instantiate: Instantiate = (bytes, host) => {
  const given = {...host} as unknown as Record<string, WebAssembly.ImportValue>
  return instantiated(bytes, given) as unknown as ReturnType<Instantiate>
}

/**
 * Operations (of equations and rates, in all steps of all runs) from which a plan is run as WebAssembly: some 100 ms of
 * JavaScript. Writing and compiling a module takes 5 to 50 ms, and its first blocks are not optimised yet.
 */
const WORTH_A_MODULE = 40_000_000
/** Fewer runs than this leave a block of members mostly empty. */
const FULL_ENOUGH = 24

const counted = new WeakMap<Program, number>()

/** Operations that a plan computes: runs x steps x those of one step. */
export function workOf(program: Program, runs: number): number {
  const each = counted.get(program) ?? operationsOf(program)
  counted.set(program, each)
  return runs * program.steps * each
}

/** How to run so many runs of `program`, unless it is said. */
export function backendFor(program: Program, runs: number, said: Backend | undefined): Backend {
  return said ?? (runs >= FULL_ENOUGH && workOf(program, runs) >= WORTH_A_MODULE ? "wasm" : "js")
}

/** Null too where the machine has no memory for a module, or takes none so large. */
function blocksOf(program: Program, kept: readonly number[], chances: Chances): BlockRunner | null {
  try {
    return openBlocks(program, instantiate, kept, undefined, chances)
  } catch (error) {
    if (error instanceof RangeError || error instanceof WebAssembly.CompileError) return null
    throw error
  }
}

/** Runners by program and by what they keep. One for a thread; they share one workbench. */
export class Runners {
  private readonly bench = openWorkbench()
  private readonly chances = new Chances()
  private readonly known = new WeakMap<Program, {readonly backend: Backend; readonly runner: Runner | BlockRunner}>()

  /** A runner of `program` that writes the outputs `kept`: the last one again, where it is the same. */
  of(program: Program, kept: readonly number[], backend: Backend): Runner | BlockRunner {
    const last = this.known.get(program)
    if (last && last.backend === backend && String(last.runner.kept) === String(kept)) return last.runner
    const runner = this.made(program, kept, backend)
    this.known.set(program, {backend, runner})
    return runner
  }

  private made(program: Program, kept: readonly number[], backend: Backend): Runner | BlockRunner {
    if (backend === "interpreter") return interpret(program)
    return (backend === "wasm" ? blocksOf(program, kept, this.chances) : null) ?? emit(program, kept, this.bench)
  }
}
