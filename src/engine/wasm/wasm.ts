// A program as a WebAssembly module that runs a block of members at a time, two in each
// vector: the same operations in the same order as the interpreter, so the same bits.
//
// A program goes in, the module's bytes and the layout of its memory come out; whoever
// instantiates it is elsewhere (blocks.ts, and a host). Here stands how a run goes through
// time. By Euler's method each loop stores only what others read, and stocks move in loops;
// else every equation stores its slot and stocks move last. What is not plain is only flagged
// here, lane by lane; the JavaScript beside looks at the flagged lanes.

import {Body, F64, I32, Module, op, V128, vector as v} from "../../core/wasm-module.ts"
import {readsOf} from "../code.ts"
import {type OpenTable, openTable} from "../operations/tables.ts"
import {type Assignment, type Code, type Program, type StockSlot, slotsOf} from "../program.ts"
import {stepsBetweenDraws, type Timing, timingOf} from "./happenings.ts"
import {type Globals, globalsOf, inParts, LONG_LOOP, Loop, nextMember, type Surroundings} from "./loop.ts"
import {Constants, type Layout, type Memory, memoryOf, wellSized} from "./memory.ts"
import {SavedRows} from "./saved-rows.ts"
import {CHUNK, chunksOf, type Group, isDirect, type Move, movesBehind, spreadOut, whileFree} from "./schedule.ts"
import {hasKernel, isPlain, localOf, value} from "./vector-forms.ts"
import {keep} from "./wasm-kernels.ts"
import {absorbingStocks, unshownOutputs} from "./watched.ts"

/** Bytes of one block's memory at most. */
const MOST_BYTES = 1 << 29
const PAGE = 65_536

/** A module's bytes, and where in its memory what stands. */
export type Assembled = {readonly bytes: Uint8Array; readonly layout: Layout}

/** Number of `host.look` for the looks that no group stands behind; at outputs: a flagged member is set aside. */
export const LOOK_AT_OUTPUTS = -1
/** At stocks that a step has moved: a flagged member is set aside, too. */
export const LOOK_AT_STOCKS = -2
/** At all that is watched, at the end: every value must be finite. */
export const LOOK_AT_ALL = -3

/**
 * Write `program` as a module; null where it does not fit one (its memory, for any number of members).
 *
 * It imports `host.foreign(group, k, t)`, `look(group, k, t)`, `happen(k)`, `show(k)` and `take(k, t)`, and exports `begin(bytes)`,
 * `run()` and `memory`; `bytes` is 8 times the number of members in use, rounded up to whole vectors.
 *
 * @param kept outputs to write, by number.
 */
export function assemble(
  program: Program,
  kept: readonly number[] = program.outputs.map((_, i) => i),
  members = wellSized(program, kept.length),
): Assembled | null {
  for (let block = members; block >= 2; block /= 2) {
    const memory = memoryOf(program, kept.length, block)
    if (memory.end <= MOST_BYTES) return new Writer(program, kept, memory).whole()
  }
  return null
}

/** A function to call, and for `foreign` which group it is asked for. */
type Call = readonly [callee: number, group?: number]

const calls = (functions: readonly number[]): Call[] => functions.map((callee) => [callee])

class Writer {
  private readonly program: Program
  private readonly kept: readonly number[]
  private readonly memory: Memory
  private readonly stride: number
  private readonly groups: Group[] = []
  private readonly module = new Module()
  private readonly globals: Globals
  private readonly savedRows: SavedRows
  private readonly constants: Constants
  private readonly tables: readonly OpenTable[]
  private readonly around: Surroundings
  /** Numbers of stocks. */
  private readonly order: ReadonlyMap<StockSlot, number>
  /** Slots of stocks that, once no finite number, never are one again: their last value tells. */
  private readonly absorbing: ReadonlySet<number>
  // Functions from outside.
  private readonly foreign: number
  private readonly look: number
  private readonly happen: number
  private readonly show: number
  private readonly takeIn: number

  constructor(program: Program, kept: readonly number[], memory: Memory) {
    const {module} = this
    this.program = program
    this.kept = kept
    this.memory = memory
    this.stride = memory.stride
    this.foreign = module.import("foreign", [I32, I32, F64], [])
    this.look = module.import("look", [I32, I32, F64], [])
    this.happen = module.import("happen", [I32], [I32])
    this.show = module.import("show", [I32], [])
    this.takeIn = module.import("take", [I32, F64], [])
    this.globals = globalsOf(module)
    this.savedRows = new SavedRows(module, memory, this.globals.bound, program, kept)
    this.constants = new Constants(memory.end)
    this.tables = program.tables.map(openTable)
    this.order = new Map(program.stocks.map((stock, i) => [stock, i]))
    this.absorbing = absorbingStocks(program)
    this.around = {
      tables: this.tables,
      step: program.time.step,
      strict: program.strict === true,
      stride: memory.stride,
      flags: memory.flags,
      globals: this.globals,
      look: this.look,
      constant: (value) => this.constants.place(value),
    }
  }

  whole(): Assembled {
    const {module, program, memory, constants, globals, groups} = this
    const begin = new Body([I32])
    begin.get(0).emit(op.globalSet, globals.bound)
    begin.f64(program.time.start).emit(op.globalSet, globals.time)
    begin.f64(program.time.start).emit(op.globalSet, globals.started)
    begin.f64(0).emit(op.globalSet, globals.number).i32(0).emit(op.globalSet, globals.step)
    this.callAll(begin, this.section(program.prelude))
    module.exportFunction("begin", module.add(begin, [I32]))
    module.exportFunction("run", module.add(this.run()))
    module.pages = Math.ceil(constants.end / PAGE)
    module.data = {at: constants.first, numbers: constants.numbers()}
    const {members, flags, results, histories, stride} = memory
    const [conditions, held] = [memory.conditions / stride, memory.held / stride]
    const layout = {members, pitch: stride / 8, flags, results, histories, groups, conditions, held}
    return {bytes: module.bytes(), layout: {...layout, state: program.width * stride}}
  }

  private callAll(body: Body, all: readonly Call[]): void {
    for (const [callee, group] of all) {
      if (group !== undefined)
        body.i32(group).emit(op.globalGet, this.globals.step).emit(op.globalGet, this.globals.time)
      body.emit(op.call, callee)
    }
  }

  /** Functions that do `assignments` in order; foreign ones go to the host by their number. */
  private section(assignments: readonly Assignment[]): Call[] {
    return chunksOf(assignments, this.tables).map((group): Call => {
      const number = this.groups.push(group) - 1
      if (group.foreign) return [this.foreign, number]
      const loop = new Loop(this.around)
      for (const assignment of group.assignments) loop.assign(assignment)
      return [this.module.add(loop.whole(number))]
    })
  }

  /** The function that goes through all steps. */
  private run(): Body {
    const hold = this.holds()
    const recall = this.recall()
    const flowing = this.flowing()
    return flowing === null ? this.runSettling(hold, recall) : this.runFlowing(hold, flowing)
  }

  /** Steps in which everything is worked out and stored, then saved, and stocks move last. */
  private runSettling(hold: readonly Call[], recall: readonly Call[]): Body {
    const {program, globals} = this
    const {method} = program.time
    const settle = this.section(spreadOut(program.body, this.tables))
    const happening = this.happening()
    const save = calls([...this.savedRows.copies(), this.savedRows.rowDone()])
    const watch = this.watch()
    const move =
      method === "euler" ? this.move() : method === "rk2" ? this.midpoint(hold, settle) : this.rungeKutta(hold, settle)
    const remember = this.remember()
    return this.throughTime(hold, (body, whereDue) => {
      this.callAll(body, recall)
      if (program.devices.length > 0) body.emit(op.globalGet, globals.step).emit(op.call, this.show)
      this.callAll(body, settle)
      if (happening !== null) {
        body.emit(op.call, happening, op.if, op.empty)
        this.callAll(body, [...hold, ...settle])
        body.emit(op.end)
      }
      whereDue([...watch, ...save], "last")
      this.callAll(body, remember)
      if (program.devices.length > 0)
        body.emit(op.globalGet, globals.step).emit(op.globalGet, globals.time).emit(op.call, this.takeIn)
      this.callAll(body, [...move, ...hold])
    })
  }

  /** Steps of `flowing`: what it changes is saved before it, what it works out after it. */
  private runFlowing(hold: readonly Call[], flowing: readonly Call[]): Body {
    const written = new Set(this.program.body.flatMap(slotsOf))
    const isAfter = (slot: number) => written.has(slot)
    const isBefore = (slot: number) => !written.has(slot)
    const [watchBefore, watchAfter] = [this.watch(isBefore), this.watch(isAfter)]
    const [before, after] = [this.savedRows.copies(isBefore), this.savedRows.copies(isAfter)]
    const done = this.savedRows.rowDone()
    return this.throughTime(hold, (body, whereDue) => {
      whereDue([...watchBefore, ...calls(before)])
      this.callAll(body, flowing)
      whereDue([...watchAfter, ...calls([...after, done])], "last")
    })
  }

  /**
   * A function over all steps. `write` writes what each does once its time is set and held stocks stand at their
   * values, and at its end by `whereDue` what is done in steps of which a row is saved: the last such thing, a row's
   * end, leaves the loop at the stop.
   */
  private throughTime(
    hold: readonly Call[],
    write: (body: Body, whereDue: (calls: readonly Call[], last?: "last") => void) => void,
  ): Body {
    const {globals, savedRows} = this
    const {steps, every, time} = this.program
    const body = new Body()
    const due = body.local(I32)
    // Rows are due every `every` steps, and at the stop.
    const atStop = () => body.emit(op.globalGet, globals.step).i32(steps).emit(op.i32Eq)
    const whereDue = (row: readonly Call[], last?: "last") => {
      body.get(due).emit(op.i32Eqz)
      atStop().emit(op.i32Or).emit(op.if, op.empty)
      this.callAll(body, row)
      if (last) {
        body.i32(every).set(due)
        atStop().emit(op.brIf, 2)
      }
      body.emit(op.end)
      if (last) body.get(due).i32(1).emit(op.i32Sub).set(due)
    }
    body.i32(0).emit(op.globalSet, globals.step)
    savedRows.begin(body)
    body.emit(op.block, op.empty, op.loop, op.empty)
    // Time at step k is start + k * step.
    body.emit(op.globalGet, globals.step).emit(op.f64ConvertI32).emit(op.globalSet, globals.number)
    body.f64(time.start).emit(op.globalGet, globals.number).f64(time.step).emit(op.f64Mul).emit(op.f64Add)
    body.emit(op.globalSet, globals.started).emit(op.globalGet, globals.started).emit(op.globalSet, globals.time)
    this.callAll(body, hold)
    write(body, whereDue)
    body.emit(op.globalGet, globals.step).i32(1).emit(op.i32Add).emit(op.globalSet, globals.step)
    body.emit(op.br, 0)
    body.emit(op.end, op.end)
    // What the last tile holds, and a last look at everything that must be finite.
    body.emit(op.call, savedRows.rest())
    body.i32(LOOK_AT_ALL).emit(op.globalGet, globals.step).emit(op.globalGet, globals.time).emit(op.call, this.look)
    return body
  }

  /**
   * A whole Euler step in which every stock moves as soon as nothing waits for its old value, in the loop that works
   * out its rate where that may be, and only what is read outside a loop is stored. Null where something else is asked
   * between equations and moves.
   */
  private flowing(): Call[] | null {
    const {program, tables} = this
    const {stocks, time, lags, devices, events} = program
    if (time.method !== "euler" || lags.length + devices.length + events.length > 0) return null
    const chunks = chunksOf(spreadOut(program.body, tables), tables)
    if (chunks.length === 0) chunks.push({assignments: [], foreign: false})
    const moves = movesBehind(chunks, stocks)
    // A loop whose flags are looked at again by itself, because of its kernels, must find the old values.
    const together = chunks.map(
      ({assignments, foreign}, c) =>
        !foreign &&
        moves[c]!.length <= CHUNK &&
        assignments.every(({code}) => !hasKernel(code)) &&
        moves[c]!.every(({rate}) => isPlain(rate, tables) && !hasKernel(rate)),
    )
    const stored = new Set([
      ...this.kept.map((output) => program.outputs[output]!.slot),
      ...unshownOutputs(this.program, this.kept, this.absorbing),
    ])
    chunks.forEach(({assignments}, c) => {
      const own = new Set<number>()
      const readBy = (code: Code, inside: boolean) => {
        for (const read of readsOf(code)) if (!inside || !own.has(read)) stored.add(read)
      }
      for (const {slot, code} of assignments) {
        readBy(code, true)
        own.add(slot)
      }
      for (const {rate} of moves[c]!) readBy(rate, together[c]!)
    })
    return chunks.flatMap((group, c): Call[] => {
      const number = this.groups.push(group) - 1
      const apart = together[c] ? [] : this.move(moves[c]!.map(({stock}) => stock))
      if (group.foreign) return [[this.foreign, number], ...apart]
      if (!together[c]) return [[this.module.add(this.flow(group, [], stored).whole(number))], ...apart]
      const loop = this.flow(group, moves[c]!, stored)
      return [[this.module.add(loop.whole(moves[c]!.length > 0 ? LOOK_AT_STOCKS : number))]]
    })
  }

  /** A loop of equations and of moves, each at once behind the last equation that its rate waits for or that reads it. */
  private flow({assignments}: Group, moves: readonly Move[], stored: ReadonlySet<number>): Loop {
    const loop = new Loop(this.around)
    const move = (stock: StockSlot, change: number) => {
      loop.read(stock.slot)
      loop.body.splat(this.program.time.step).get(change).v(v.mul)
      this.finish(loop, stock)
    }
    const written = new Map(assignments.map(({slot}, p) => [slot, p]))
    const lastRead = new Map(assignments.flatMap(({code}, p) => readsOf(code).map((read) => [read, p] as const)))
    const byOthers = new Set(moves.flatMap(({stock, reads}) => reads.filter((read) => read !== stock.slot)))
    const behind: Move[][] = assignments.map(() => [])
    const atEnd: Move[] = []
    for (const one of moves) {
      const {stock, reads} = one
      const last = reads.reduce(
        (latest, read) => Math.max(latest, written.get(read) ?? -1),
        lastRead.get(stock.slot) ?? -1,
      )
      if (last < 0 || byOthers.has(stock.slot)) atEnd.push(one)
      else behind[last]!.push(one)
    }
    assignments.forEach((assignment, p) => {
      if (stored.has(assignment.slot)) loop.assign(assignment)
      else loop.define(assignment.slot, assignment.code)
      for (const {stock, rate} of behind[p]!) move(stock, localOf(loop, rate))
    })
    const changes = atEnd.map(({rate}) => localOf(loop, rate))
    atEnd.forEach(({stock}, i) => {
      move(stock, changes[i]!)
    })
    return loop
  }

  /** A function that answers whether an event happened to any member. JavaScript is asked where one may have. */
  private happening(): number | null {
    const {program, globals} = this
    const {events} = program
    if (events.length === 0) return null
    const timings = events.map((event) => timingOf(event, program))
    const of = (kind: Timing["kind"]) => events.flatMap((_, i) => (timings[i]!.kind === kind ? [i] : []))
    const body = new Body()
    const may = body.local(I32)
    const dates = new Set(
      timings.flatMap((timing) => (timing.kind === "dated" && timing.step !== null ? [timing.step] : [])),
    )
    for (const step of dates)
      body.emit(op.globalGet, globals.step).i32(step).emit(op.i32Eq).get(may).emit(op.i32Or).set(may)
    const drawn = of("drawn")
    if (drawn.length > 0) {
      const between = stepsBetweenDraws(program)
      if (between > 1) body.emit(op.globalGet, globals.step).i32(between).emit(op.i32RemU, op.i32Eqz, op.if, op.empty)
      this.callAll(body, this.section(this.conditionsOf(drawn)))
      this.anyMember(body, (at) => {
        drawn.forEach((event, i) => {
          body.get(at).memory(v.load, this.conditionOf(event)).splat(0).v(v.ne)
          if (i > 0) body.v(v.or)
        })
      })
      body.get(may).emit(op.i32Or).set(may)
      if (between > 1) body.emit(op.end)
    }
    const turning = of("turning")
    if (turning.length > 0) {
      this.callAll(body, this.section(this.conditionsOf(turning)))
      const [holds, turned] = [body.local(V128), body.local(V128)]
      this.anyMember(body, (at) => {
        turning.forEach((event, i) => {
          // In place of the condition stands then whether it has turned true.
          const [condition, before] = [this.conditionOf(event), this.memory.held + event * this.stride]
          body.get(at).memory(v.load, condition).splat(0).v(v.ne).splat(1).v(v.and).set(holds)
          body.get(at).memory(v.load, before).splat(0).v(v.eq).get(holds).v(v.and).set(turned)
          body.get(at).get(turned).memory(v.store, condition)
          body.get(at).get(holds).memory(v.store, before)
          body.get(turned)
          if (i > 0) body.v(v.or)
        })
      })
      body.get(may).emit(op.i32Or).set(may)
    }
    body.get(may).emit(op.if, I32)
    body.emit(op.globalGet, globals.step).emit(op.call, this.happen)
    body.emit(op.else).i32(0).emit(op.end)
    return this.module.add(body, [], [I32])
  }

  /** Whether `write`, which leaves a vector for the members at an address, leaves any bit for any member; on the stack. */
  private anyMember(body: Body, write: (at: number) => void): void {
    const [at, any] = [body.local(I32), body.local(V128)]
    body.i32(0).set(at).splat(0).set(any)
    body.emit(op.loop, op.empty).get(any)
    write(at)
    body.v(v.or).set(any)
    nextMember(body, at, 16, this.globals.bound)
    body.get(any).v(v.anyTrue)
  }

  /** Where the condition of an event stands. */
  private conditionOf(event: number): number {
    return this.memory.conditions + event * this.stride
  }

  private conditionsOf(events: readonly number[]): Assignment[] {
    return events.map((event) => {
      const {name, when} = this.program.events[event]!
      return {name, slot: this.conditionOf(event) / this.stride, code: when}
    })
  }

  /** Sets held stocks to their values. */
  private holds(): Call[] {
    const held = this.program.stocks.filter(({holds}) => holds.length > 0)
    if (held.length === 0) return []
    const body = new Body()
    const at = body.local(I32)
    for (const {slot, holds} of held)
      for (const {from, to, value} of holds) {
        this.during(body, from, to)
        body.emit(op.if, op.empty)
        body.i32(0).set(at)
        body.emit(op.loop, op.empty)
        body
          .get(at)
          .splat(value)
          .memory(v.store, slot * this.stride)
        nextMember(body, at, 16, this.globals.bound)
        body.emit(op.end)
      }
    return [[this.module.add(body)]]
  }

  private during(body: Body, from: number, to: number): void {
    body.emit(op.globalGet, this.globals.step).i32(from).emit(op.i32GeS)
    body.emit(op.globalGet, this.globals.step).i32(to).emit(op.i32LtS).emit(op.i32And)
  }

  /** What lags show at this step, member by member: each has a lag of its own. */
  private recall(): Call[] {
    const {lags, steps} = this.program
    if (lags.length === 0) return []
    const body = new Body()
    const at = body.local(I32)
    const back = body.local(F64)
    lags.forEach(({slot, lag, start}, i) => {
      const history = this.memory.histories + i * (steps + 1) * this.stride
      body.i32(0).set(at)
      body.emit(op.loop, op.empty)
      body
        .get(at)
        .get(at)
        .emit(op.f64Load, 3, lag * this.stride)
        .set(back)
      body.emit(op.globalGet, this.globals.number).get(back).emit(op.f64Ge)
      body.emit(op.if, F64)
      body.emit(op.globalGet, this.globals.step).get(back).emit(op.i32TruncF64).emit(op.i32Sub)
      body.i32(this.stride).emit(op.i32Mul).get(at).emit(op.i32Add).emit(op.f64Load, 3, history)
      body.emit(op.else)
      body.get(at).emit(op.f64Load, 3, start * this.stride)
      body.emit(op.end)
      body.emit(op.f64Store, 3, slot * this.stride)
      nextMember(body, at, 8, this.globals.bound)
    })
    return [[this.module.add(body)]]
  }

  /** What lags will show later: their values on the way, then a row of each history. */
  private remember(): Call[] {
    const {lags, steps} = this.program
    if (lags.length === 0) return []
    const passing = lags.map(({name, of}, i) => ({name, slot: this.memory.passing / this.stride + i, code: of}))
    const body = new Body()
    const at = body.local(I32)
    body.emit(op.loop, op.empty)
    passing.forEach(({slot}, i) => {
      const history = this.memory.histories + i * (steps + 1) * this.stride
      body.emit(op.globalGet, this.globals.step).i32(this.stride).emit(op.i32Mul).get(at).emit(op.i32Add)
      body
        .get(at)
        .memory(v.load, slot * this.stride)
        .memory(v.store, history)
    })
    nextMember(body, at, 16, this.globals.bound)
    return [...this.section(passing), [this.module.add(body)]]
  }

  /** Rates of these stocks, each in a place of its own. */
  private rateLoops(wanted: readonly StockSlot[] = this.program.stocks): Call[] {
    const first = this.memory.rates / this.stride
    return this.section(
      wanted.map((stock) => ({
        name: stock.name,
        slot: first + this.order.get(stock)!,
        code: whileFree(stock.rate, stock.holds),
      })),
    )
  }

  /** Rates that read others of these stocks, before any moves; then the move of all. */
  private move(wanted: readonly StockSlot[] = this.program.stocks): Call[] {
    const {time} = this.program
    const all = new Set(wanted.map(({slot}) => slot))
    const direct = new Set(wanted.filter((stock) => isDirect(stock, all)))
    return [
      ...this.rateLoops(wanted.filter((stock) => !direct.has(stock))),
      ...this.overStocks((loop, stock, i) => {
        const {slot, rate} = stock
        loop.load(slot * this.stride)
        loop.body.splat(time.step)
        if (direct.has(stock)) value(loop, rate)
        else loop.load(this.memory.rates + i * this.stride)
        loop.body.v(v.mul)
        this.finish(loop, stock)
      }, wanted),
    ]
  }

  /** Where stocks begin the step, and their places for rates and sums of rates. */
  private places(i: number): {rate: number; before: number; sum: number} {
    const offset = i * this.stride
    return {rate: this.memory.rates + offset, before: this.memory.before + offset, sum: this.memory.sums + offset}
  }

  /** Sets time within the step. */
  private clock(h: number): Call {
    const body = new Body()
    body.emit(op.globalGet, this.globals.started).f64(h).emit(op.f64Add).emit(op.globalSet, this.globals.time)
    return [this.module.add(body)]
  }

  /** Stocks from where they began, by the vector on the stack above that of where they began. */
  private finish(loop: Loop, {slot, low, high}: StockSlot): void {
    loop.body.v(v.add)
    if (!this.absorbing.has(slot)) loop.flagLost()
    this.inside(loop.body, low, high)
    loop.store(slot * this.stride)
  }

  /** The two evaluations of a midpoint step. */
  private midpoint(hold: readonly Call[], settle: readonly Call[]): Call[] {
    const {step} = this.program.time
    const rates = this.rateLoops()
    const begin = this.overStocks((loop, {slot, low, high}, i) => {
      const {rate, before} = this.places(i)
      loop.load(slot * this.stride)
      const from = keep(loop)
      loop.body.get(from)
      loop.store(before)
      loop.body.get(from).splat(step / 2)
      loop.load(rate)
      loop.body.v(v.mul).v(v.add)
      this.inside(loop.body, low, high)
      loop.store(slot * this.stride)
    })
    const last = this.overStocks((loop, stock, i) => {
      const {rate, before} = this.places(i)
      loop.load(before)
      loop.body.splat(step)
      loop.load(rate)
      loop.body.v(v.mul)
      this.finish(loop, stock)
    })
    return [...rates, ...begin, ...hold, this.clock(step / 2), ...settle, ...rates, ...last]
  }

  /** The four evaluations of a Runge-Kutta step, in the interpreter's order of additions. */
  private rungeKutta(hold: readonly Call[], settle: readonly Call[]): Call[] {
    const {step} = this.program.time
    const rates = this.rateLoops()
    const stage = (number: 1 | 2 | 3): Call[] => {
      const h = number === 3 ? step : step / 2
      const begin = this.overStocks((loop, {slot, low, high}, i) => {
        const {body} = loop
        const {rate, before, sum} = this.places(i)
        loop.load(rate)
        const r = keep(loop)
        if (number === 1) {
          loop.load(slot * this.stride)
          loop.store(before)
          body.get(r)
        } else {
          loop.load(sum)
          body.splat(2).get(r).v(v.mul).v(v.add)
        }
        loop.store(sum)
        loop.load(before)
        body.splat(h).get(r).v(v.mul).v(v.add)
        this.inside(body, low, high)
        loop.store(slot * this.stride)
      })
      return [...begin, ...hold, this.clock(h), ...settle, ...rates]
    }
    const last = this.overStocks((loop, stock, i) => {
      const {rate, before, sum} = this.places(i)
      loop.load(before)
      loop.body.splat(step / 6)
      loop.load(sum)
      loop.load(rate)
      loop.body.v(v.add).v(v.mul)
      this.finish(loop, stock)
    })
    return [...rates, ...stage(1), ...stage(2), ...stage(3), ...last]
  }

  /** Loops that do `write` for every stock, or for those wanted, some at a time. */
  private overStocks(
    write: (loop: Loop, stock: StockSlot, i: number) => void,
    wanted: readonly StockSlot[] = this.program.stocks,
  ): Call[] {
    return inParts(wanted, CHUNK).map((part): Call => {
      const loop = new Loop(this.around)
      for (const stock of part) write(loop, stock, this.order.get(stock)!)
      return [this.module.add(loop.whole(LOOK_AT_STOCKS))]
    })
  }

  /** The vector on the stack held between the declared bounds. */
  private inside(body: Body, low: number, high: number): void {
    if (high !== Number.POSITIVE_INFINITY) body.splat(high).v(v.min)
    if (low !== Number.NEGATIVE_INFINITY) body.splat(low).v(v.max)
  }

  /** Looks at each saved row at outputs that must be finite and would not show it later. */
  private watch(which: (slot: number) => boolean = () => true): Call[] {
    return inParts(unshownOutputs(this.program, this.kept, this.absorbing).filter(which), LONG_LOOP).map(
      (slots): Call => {
        const loop = new Loop(this.around)
        slots.forEach((slot, i) => {
          loop.load(slot * this.stride)
          if (i > 0) loop.body.v(v.add)
        })
        loop.flagLost()
        keep(loop)
        return [this.module.add(loop.whole(LOOK_AT_OUTPUTS))]
      },
    )
  }
}
