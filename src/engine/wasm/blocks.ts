// Runs a program many members at a time, as WebAssembly, and gives each its own bits: those
// of the interpreter.
//
// The module does the plain work. What is not plain comes here, member by member: equations
// with functions that have no vector form, arguments that a kernel does not cover, events,
// and runs that fail. A member that fails is set aside, goes on as a copy of a good one so
// that it disturbs nobody, and is run again by itself afterwards, which gives its rows, its
// status and its sentence.

import {streams, uniformAt} from "../../math/random.ts"
import {partsOf} from "../code.ts"
import {emit} from "../emitter.ts"
import {changed} from "../interpreter.ts"
import {type Device, devices} from "../operations/devices.ts"
import {dividing, type Moment} from "../operations/mathematics.ts"
import {openTable} from "../operations/tables.ts"
import {type Code, type Failure, lookedAt, type Program, type RunContext, type Runner, rows} from "../program.ts"
import {Chances, NO, UNKNOWN, YES} from "./chances.ts"
import {closure, type Place, type Value, type Work, workOf} from "./foreign.ts"
import {type Timing, timingOf} from "./happenings.ts"
import type {Layout} from "./memory.ts"
import {type Assembled, assemble, LOOK_AT_ALL, LOOK_AT_OUTPUTS, LOOK_AT_STOCKS} from "./wasm.ts"

/** The functions that a module asks of its surroundings. */
type Host = {
  foreign(group: number, k: number, t: number): void
  look(group: number, k: number, t: number): void
  happen(k: number): number
  show(k: number): void
  take(k: number, t: number): void
}

/** What an instantiated module gives. */
type Exports = {
  readonly memory: {readonly buffer: ArrayBuffer}
  begin(bytes: number): void
  run(): void
}

/** Makes a module run: `new WebAssembly.Instance(new WebAssembly.Module(bytes), {host}).exports`. It takes the world. */
export type Instantiate = (bytes: Uint8Array, host: Host) => Exports

/** Which members of an ensemble a block is: `count` runs from `run` on, under a seed. */
type BlockContext = {readonly seed: RunContext["seed"]; readonly run: number; readonly count: number}

/** Runs members of one program, up to `members` at a time. */
export type BlockRunner = {
  readonly program: Program
  readonly kept: readonly number[]
  readonly members: number
  /** Share of member steps that needed a second look: where it is large, one run at a time is faster. */
  readonly strain: number
  /**
   * Runs `count` members, at most `members`, whose runs are `run`, `run + 1`, ... `inputs` is count x inputs,
   * row-major; `into` receives count x kept outputs x rows. A failed member's row holds what it reached, then NaN.
   */
  run(inputs: Float64Array, into: Float64Array, context: BlockContext): Failure[]
}

/**
 * A runner of blocks; null where the program does not fit one.
 *
 * @param kept outputs to write, by number.
 * @param chances shared with other programs, never with another thread.
 */
export function openBlocks(
  program: Program,
  instantiate: Instantiate,
  kept: readonly number[] = program.outputs.map((_, i) => i),
  members?: number,
  chances: Chances = new Chances(),
): BlockRunner | null {
  const assembled = assemble(program, kept, members)
  return assembled && new Blocks(program, kept, assembled, instantiate, chances)
}

const NO_DRAWS = new Uint8Array(0)

/** What stands behind a number that the module names. */
type Task = {
  /** First slots, and how many, that it writes. */
  readonly writes: readonly (readonly [slot: number, count: number])[]
  /** The same numbers for all members: they are worked out once. */
  readonly uniform: boolean
  readonly work: Work
}

class Blocks implements BlockRunner {
  readonly program: Program
  readonly kept: readonly number[]
  readonly members: number
  private readonly layout: Layout
  /** Numbers from one slot to the next. */
  private readonly pitch: number
  private readonly exports: Exports
  /** The memory as numbers; and its first part as slots x members. */
  private readonly cells: Float64Array
  private readonly words: Uint32Array
  private readonly moment: Moment
  private readonly tasks: (Task | null)[]
  private readonly place: Place
  /** Devices of each member, and what each takes. */
  private readonly devices: readonly (readonly Device[])[]
  private readonly given: readonly (readonly Value[])[]
  private readonly happenings: readonly {readonly amounts: readonly Value[]}[]
  private readonly timings: readonly Timing[]
  private readonly chances: Chances
  /** What is known of the draws of each event for the block at work; empty where it draws nothing. */
  private favours: readonly Uint8Array[] = []
  /** Which events happen to which members at the step at work. */
  private readonly fired: Uint8Array
  private readonly watched: Int32Array
  /** Runs what failed once more, by itself. Made when first needed. */
  private single: Runner | null = null
  // Of the block at work.
  private count = 0
  private context: BlockContext = {seed: {lo: 0, hi: 0}, run: 0, count: 0}
  private readonly failed: Uint8Array
  private looked = 0
  private done = 0

  constructor(
    program: Program,
    kept: readonly number[],
    {bytes, layout}: Assembled,
    instantiate: Instantiate,
    chances: Chances,
  ) {
    this.program = program
    this.chances = chances
    this.kept = kept
    this.layout = layout
    this.members = layout.members
    this.pitch = layout.pitch
    this.exports = instantiate(bytes, {
      foreign: (group, k, t) => this.foreign(group, k, t),
      look: (group, k, t) => this.look(group, k, t),
      happen: (k) => this.happen(k),
      show: (k) => this.show(k),
      take: (k, t) => this.take(k, t),
    })
    this.cells = new Float64Array(this.exports.memory.buffer)
    this.words = new Uint32Array(this.exports.memory.buffer)
    const {start, step} = program.time
    this.moment = {t: start, t0: start, k: 0, step, zero: false, run: 0, seed: {lo: 0, hi: 0}}
    this.place = {
      cells: this.cells,
      pitch: layout.pitch,
      tables: program.tables.map(openTable),
      moment: this.moment,
      aside: program.strict ? (member) => this.setAside(member) : null,
    }
    this.tasks = layout.groups.map(() => null)
    this.devices = Array.from({length: program.devices.length > 0 ? layout.members : 0}, () =>
      program.devices.map(({kind}) => devices.get(kind)!.open(start, step)),
    )
    this.given = program.devices.map(({given}) => given.map((code) => closure(code, this.place)))
    this.happenings = program.events.map(({does}) => ({amounts: does.map(({amount}) => closure(amount, this.place))}))
    this.timings = program.events.map((event) => timingOf(event, program))
    this.fired = new Uint8Array(program.events.length * layout.members)
    this.watched = Int32Array.from(new Set([...lookedAt(program, kept), ...program.stocks.map(({slot}) => slot)]))
    this.failed = new Uint8Array(layout.members)
  }

  get strain(): number {
    return this.done === 0 ? 0 : this.looked / this.done
  }

  run(inputs: Float64Array, into: Float64Array, context: BlockContext): Failure[] {
    const {program, members, pitch, cells, kept, layout} = this
    const {count} = context
    const width = program.inputs.length
    const length = kept.length * rows(program)
    if (count < 1 || count > members || inputs.length !== count * width || into.length !== count * length)
      throw new Error(`a block of ${count} members got ${inputs.length} inputs and room for ${into.length} numbers`)
    this.count = count
    this.context = context
    this.favours = program.events.map(({chance, every, address}) =>
      chance === null
        ? NO_DRAWS
        : this.chances.of(address, chance, context, Math.floor(program.steps / every) + 1, members),
    )
    this.failed.fill(0)
    cells.fill(0, 0, layout.state / 8)
    cells.fill(0, layout.held * pitch, (layout.held + program.events.length) * pitch)
    // Members that fill up the last vector repeat the first.
    const used = count + (count % 2)
    for (let input = 0; input < width; input++)
      for (let member = 0; member < used; member++)
        cells[input * pitch + member] = inputs[(member < count ? member : 0) * width + input]!
    this.exports.begin(used * 8)
    this.checkLags()
    this.beginDevices()
    if (this.goodMember() >= 0) {
      this.exports.run()
      const results = layout.results / 8
      into.set(cells.subarray(results, results + count * length))
    }
    this.done += count * program.steps
    const failures: Failure[] = []
    for (let member = 0; member < count; member++)
      if (this.failed[member]) {
        const failure = this.again(member, inputs, into)
        if (failure) failures.push(failure)
      }
    return failures
  }

  /** One member by itself, into its rows. A member set aside for no reason of its own gives its rows and no failure. */
  private again(member: number, inputs: Float64Array, into: Float64Array): Failure | null {
    const {program, kept, context} = this
    this.single ??= emit(program, kept)
    const width = program.inputs.length
    const count = rows(program)
    const table = new Float64Array(count * kept.length)
    const own = inputs.subarray(member * width, (member + 1) * width)
    const failure = this.single.run(own, table, {seed: context.seed, run: context.run + member})
    let at = member * kept.length * count
    for (let output = 0; output < kept.length; output++)
      for (let row = 0; row < count; row++) into[at++] = table[row * kept.length + output]!
    return failure
  }

  private at(k: number, t: number): void {
    const {start, step} = this.program.time
    this.moment.k = k
    this.moment.t = t
    this.moment.seed = this.context.seed
    this.moment.t0 = start + k * step
  }

  /** What a group does; made when it is first asked for, as most are never looked at again. */
  private task(group: number): Task {
    const known = this.tasks[group]
    if (known) return known
    const {assignments} = this.layout.groups[group]!
    const task = {
      writes: assignments.map(({slot, count = 1}) => [slot, count] as const),
      uniform: assignments.every(({code, count}) => count === undefined && isUniform(code)),
      work: workOf(assignments, this.place),
    }
    this.tasks[group] = task
    return task
  }

  /** Equations without a vector form, for all members. */
  private foreign(group: number, k: number, t: number): void {
    this.at(k, t)
    const {cells, pitch, count, context} = this
    const used = count + (count % 2)
    const {writes, uniform, work} = this.task(group)
    work(0, uniform ? 1 : count, context.run)
    // The members that have not been worked out: all but the first, or the one that fills up the last vector.
    const first = uniform ? 1 : count
    for (const [slot, width] of writes)
      for (let at = slot * pitch; at < (slot + width) * pitch; at += pitch)
        cells.fill(cells[at]!, at + first, at + used)
  }

  /** The equations of a group for one member; it is set aside where one divides by zero. */
  private evaluate(group: number, member: number): void {
    this.task(group).work(member, member + 1, this.context.run)
  }

  /** What devices show at the beginning of a step. */
  private show(k: number): void {
    const {program, cells, pitch, count} = this
    program.devices.forEach(({slot, count: width}, i) => {
      const shown = new Float64Array(width)
      for (let member = 0; member < count; member++) {
        this.devices[member]![i]!.show(k, shown, 0)
        for (let j = 0; j < width; j++) cells[(slot + j) * pitch + member] = shown[j]!
      }
    })
  }

  /** What devices take at the end of a step. */
  private take(k: number, t: number): void {
    this.at(k, t)
    const {moment, context} = this
    this.given.forEach((given, i) => {
      for (let member = 0; member < this.count; member++) {
        if (this.failed[member]) continue
        moment.zero = false
        moment.run = context.run + member
        const args = given.map((arg) => arg(member))
        if (moment.zero && this.program.strict) this.setAside(member)
        else this.devices[member]![i]!.take(k, args)
      }
    })
  }

  /** Looks again at what the module flagged. */
  private look(group: number, k: number, t: number): void {
    if (group === LOOK_AT_ALL) {
      this.lookAtAll()
      return
    }
    this.at(k, t)
    const {words, count} = this
    const flags = this.layout.flags / 4
    for (let member = 0; member < count; member++)
      if (words[flags + 2 * member] !== 0 || words[flags + 2 * member + 1] !== 0) {
        this.looked++
        if (group === LOOK_AT_OUTPUTS || group === LOOK_AT_STOCKS) this.setAside(member)
        else this.evaluate(group, member)
      }
  }

  /** At the end all that is watched must be finite. */
  private lookAtAll(): void {
    const {cells, pitch, count, watched} = this
    for (const slot of watched)
      for (let member = 0, at = slot * pitch; member < count; member++, at++)
        if (cells[at]! - cells[at]! !== 0) this.failed[member] = 1
  }

  private checkLags(): void {
    for (const {lag} of this.program.lags)
      for (let member = 0; member < this.count; member++)
        if (!(this.cells[lag * this.pitch + member]! >= 1)) this.setAside(member)
  }

  private beginDevices(): void {
    const {program, cells, pitch, count} = this
    program.devices.forEach(({begins}, i) => {
      for (let member = 0; member < count; member++)
        if (!this.devices[member]![i]!.begin(begins.map((slot) => cells[slot * pitch + member]!))) this.setAside(member)
    })
  }

  private goodMember(): number {
    for (let member = 0; member < this.count; member++) if (!this.failed[member]) return member
    return -1
  }

  /** A failed member goes on as a copy of a good one, where there is one. */
  private setAside(member: number): void {
    this.failed[member] = 1
    const good = this.goodMember()
    if (good < 0) return
    const {cells, pitch, program, layout} = this
    for (let slot = 0, at = 0; slot < program.width; slot++, at += pitch) cells[at + member] = cells[at + good]!
    const rowsOf = program.lags.length * (program.steps + 1)
    for (let row = 0, at = this.layout.histories / 8; row < rowsOf; row++, at += pitch)
      cells[at + member] = cells[at + good]!
    for (let event = 0, at = layout.held * pitch; event < program.events.length; event++, at += pitch)
      cells[at + member] = cells[at + good]!
  }

  /** Events of a step, in the interpreter's order: 1 where anything happened to any member. */
  private happen(k: number): number {
    const {program, cells, members, pitch, count, fired, timings, happenings, layout, moment} = this
    const {seed, run} = this.context
    const {events} = program
    const {start, step} = program.time
    const happening: number[] = []
    fired.fill(0)
    for (let e = 0; e < events.length; e++) {
      const {chance, every, address} = events[e]!
      const timing = timings[e]!
      if (timing.kind === "dated" && timing.step !== k) continue
      if (chance !== null && k % every !== 0) continue
      const condition = (layout.conditions + e) * pitch
      const draw = k / every
      const known = this.favours[e]!
      let some = false
      for (let member = 0; member < count; member++) {
        if (timing.kind !== "dated" && cells[condition + member] === 0) continue
        if (chance !== null) {
          const at = draw * members + member
          if (known[at] === UNKNOWN)
            known[at] = uniformAt(seed.lo, seed.hi, run + member, address, draw, streams.noise) < chance ? YES : NO
          if (known[at] === NO) continue
        }
        fired[e * members + member] = 1
        some = true
      }
      if (some) happening.push(e)
    }
    if (happening.length === 0) return 0
    this.at(k, start + k * step)
    for (let member = 0; member < count; member++) {
      const mine = happening.filter((e) => fired[e * members + member] === 1)
      if (mine.length === 0) continue
      moment.zero = false
      moment.run = run + member
      // All amounts before anything changes.
      const amounts = mine.map((e) => happenings[e]!.amounts.map((amount) => amount(member)))
      mine.forEach((e, i) => {
        events[e]!.does.forEach(({slot, act, low, high}, j) => {
          const at = slot * pitch + member
          cells[at] = Math.max(low, Math.min(high, changed(cells[at]!, act, amounts[i]![j]!)))
        })
      })
      if (moment.zero && program.strict) this.setAside(member)
    }
    return 1
  }
}

/** Whether `code` is the same for all members: it reads no slot, and draws nothing. */
function isUniform(code: Code): boolean {
  for (const part of partsOf(code)) {
    if (part[0] === "v" || part[0] === "w") return false
    if (part[0] !== "f") continue
    if (part[1].startsWith("random_") || part[1] === "white_noise" || dividing.has(part[1])) return false
  }
  return true
}
