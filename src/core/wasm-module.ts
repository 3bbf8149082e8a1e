// Writes a WebAssembly module byte by byte: types, imports, functions, one memory, globals.
//
// Functions in, a Uint8Array out, in the binary format of the WebAssembly core
// specification 2.0 (sections 5.1 - 5.5; vector instructions of section 5.4.8). Only what
// the engine's blocks and the sums of English need is here; there is no optimiser, because
// they write what they want run. Nothing here instantiates: that takes the world, and a host does it.

/** Value types, as bytes. */
export const I32 = 0x7f
export const F64 = 0x7c
export const V128 = 0x7b

/** Instructions of one byte. */
export const op = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load: 0x28,
  f64Load: 0x2b,
  i32Load16S: 0x2e,
  i32Load16U: 0x2f,
  i32Store: 0x36,
  f64Store: 0x39,
  i32Const: 0x41,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32LtS: 0x48,
  i32LtU: 0x49,
  i32GeS: 0x4e,
  f64Ge: 0x66,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32RemU: 0x70,
  i32And: 0x71,
  i32Or: 0x72,
  i32Shl: 0x74,
  i32ShrU: 0x76,
  f64Add: 0xa0,
  f64Mul: 0xa2,
  i32TruncF64: 0xaa,
  f64ConvertI32: 0xb7,
  empty: 0x40,
} as const

/** Vector instructions, behind the prefix 0xfd. */
export const vector = {
  load: 0,
  loadI16: 3,
  store: 11,
  shuffle: 13,
  splatI32: 17,
  splatF64: 20,
  laneI32: 27,
  eq: 71,
  ne: 72,
  lt: 73,
  gt: 74,
  le: 75,
  ge: 76,
  not: 77,
  and: 78,
  andNot: 79,
  or: 80,
  xor: 81,
  bitselect: 82,
  anyTrue: 83,
  ceil: 116,
  floor: 117,
  trunc: 122,
  shrUI32: 173,
  addI32: 174,
  mulI32: 181,
  i64Shl: 203,
  i64ShrU: 205,
  i64Add: 206,
  i64Sub: 209,
  i64Eq: 214,
  abs: 236,
  neg: 237,
  sqrt: 239,
  add: 240,
  sub: 241,
  mul: 242,
  div: 243,
  min: 244,
  max: 245,
  pmin: 246,
  pmax: 247,
} as const

/** A number in LEB128 with as few bytes as it takes, at most five. */
function unsigned(value: number, into: number[]): void {
  let rest = value >>> 0
  for (;;) {
    const low = rest & 0x7f
    rest >>>= 7
    if (rest === 0) {
      into.push(low)
      return
    }
    into.push(low | 0x80)
  }
}

const AS_DOUBLE = new Float64Array(1) // scratch: written whole before it is read
const AS_BYTES = new Uint8Array(AS_DOUBLE.buffer)
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** The body of one function while it is being written: locals by number, instructions in order. */
export class Body {
  readonly bytes: number[] = []
  private readonly parameters: number
  private readonly locals: number[] = []
  /** Numbers that `splat` takes from locals: set where a loop is written, since not every engine takes them out of it. */
  constants: Map<number | string, {readonly local: number; readonly value: number}> | null = null

  /** @param parameters types of the parameters, locals 0, 1, ... */
  constructor(parameters: readonly number[] = []) {
    this.parameters = parameters.length
  }

  /** A new local of a value type. */
  local(type: number): number {
    this.locals.push(type)
    return this.parameters + this.locals.length - 1
  }

  /** Instructions of one byte and their operands in LEB128. */
  emit(instruction: number, ...operands: readonly number[]): this {
    this.bytes.push(instruction)
    for (const operand of operands) unsigned(operand, this.bytes)
    return this
  }

  get(local: number): this {
    return this.emit(op.localGet, local)
  }

  set(local: number): this {
    return this.emit(op.localSet, local)
  }

  tee(local: number): this {
    return this.emit(op.localTee, local)
  }

  i32(value: number): this {
    this.bytes.push(op.i32Const)
    let rest = value | 0
    for (;;) {
      const low = rest & 0x7f
      rest >>= 7
      if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
        this.bytes.push(low)
        return this
      }
      this.bytes.push(low | 0x80)
    }
  }

  f64(value: number): this {
    this.bytes.push(op.f64Const)
    return this.double(value)
  }

  /** The eight bytes of a number. */
  double(value: number): this {
    AS_DOUBLE[0] = value
    for (let i = 0; i < 8; i++) this.bytes.push(AS_BYTES[LITTLE_ENDIAN ? i : 7 - i]!)
    return this
  }

  /** A vector instruction. */
  v(instruction: number): this {
    this.bytes.push(0xfd)
    unsigned(instruction, this.bytes)
    return this
  }

  /** `v128.load` or `.store` and their kind: address on the stack, offset in bytes; memory is aligned to 16. */
  memory(instruction: number, offset: number, alignment = 4): this {
    this.v(instruction)
    this.bytes.push(alignment)
    unsigned(offset, this.bytes)
    return this
  }

  /** One of the four whole numbers of a vector. */
  lane(lane: number): this {
    this.v(vector.laneI32)
    this.bytes.push(lane)
    return this
  }

  /**
   * The same number in both lanes. V8 of Node 24 makes slow code of `v128.const`; this is fast in all. While there are
   * `constants` it is a local of theirs.
   */
  splat(value: number): this {
    if (this.constants === null) return this.f64(value).v(vector.splatF64)
    // Two names for 0: the one below it is another number.
    const key = Object.is(value, -0) ? "-0" : value
    const known = this.constants.get(key) ?? {local: this.local(V128), value}
    this.constants.set(key, known)
    return this.get(known.local)
  }

  /**
   * Gives the locals of the constants so far their values, and ends this: to be written before the loop.
   *
   * @param place where in memory a number stands in both lanes: one instruction instead of three.
   */
  setConstants(place: (value: number) => number): this {
    const constants = this.constants ?? new Map()
    this.constants = null
    for (const {local, value} of constants.values()) this.i32(0).memory(vector.load, place(value)).set(local)
    return this
  }

  /** The same 64 bits in both lanes, from two 32-bit halves. */
  bits(high: number, low: number): this {
    this.bytes.push(op.f64Const)
    for (const word of [low, high]) for (let i = 0; i < 4; i++) this.bytes.push((word >>> (8 * i)) & 0xff)
    return this.v(vector.splatF64)
  }

  /** Two 64-bit lanes of the two vectors on the stack: 0 and 1 are of the first, 2 and 3 of the second. */
  shuffle(first: number, second: number): this {
    this.v(vector.shuffle)
    return this.put([first, second].flatMap((lane) => Array.from({length: 8}, (_, i) => lane * 8 + i)))
  }

  /** What was written so far, taken out to stand somewhere else. */
  take(): number[] {
    return this.bytes.splice(0)
  }

  /** Instructions taken from elsewhere. */
  put(bytes: readonly number[]): this {
    for (const byte of bytes) this.bytes.push(byte)
    return this
  }

  /** What stands before the instructions: their size, and the locals. */
  head(): number[] {
    const head: number[] = []
    // Runs of one type are said once, as the format asks.
    const runs: [number, number][] = []
    for (const type of this.locals) {
      const last = runs.at(-1)
      if (last && last[1] === type) last[0]++
      else runs.push([1, type])
    }
    unsigned(runs.length, head)
    for (const [count, type] of runs) {
      unsigned(count, head)
      head.push(type)
    }
    const size: number[] = []
    unsigned(head.length + this.bytes.length + 1, size)
    return [...size, ...head]
  }
}

type Signature = {readonly parameters: readonly number[]; readonly results: readonly number[]}

/** A module while it is being written. Imported functions must all be declared before the first own one. */
export class Module {
  private readonly types: Signature[] = []
  private readonly imports: {name: string; type: number}[] = []
  private readonly functions: {type: number; body: Body}[] = []
  private readonly globals: {type: number}[] = []
  private readonly exports: {name: string; kind: number; index: number}[] = []
  /** Of 64 KiB, of its one memory, exported as `memory`. */
  pages = 1
  /** Its memory is given from outside as `host.memory`, of so many pages at least. */
  givenMemory = false
  /** Numbers that stand in memory from the beginning, and where. */
  data: {readonly at: number; readonly numbers: readonly number[]} = {at: 0, numbers: []}

  private type(parameters: readonly number[], results: readonly number[]): number {
    const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((x, i) => x === b[i])
    const known = this.types.findIndex((type) => same(type.parameters, parameters) && same(type.results, results))
    return known >= 0 ? known : this.types.push({parameters, results}) - 1
  }

  /** A function from outside, under `host.name`; its index. */
  import(name: string, parameters: readonly number[], results: readonly number[]): number {
    return this.imports.push({name, type: this.type(parameters, results)}) - 1
  }

  /** A function of its own; its index. */
  add(body: Body, parameters: readonly number[] = [], results: readonly number[] = []): number {
    this.functions.push({type: this.type(parameters, results), body})
    return this.imports.length + this.functions.length - 1
  }

  /** A variable of the whole module, 0 at first; its index. */
  global(type: number): number {
    return this.globals.push({type}) - 1
  }

  exportFunction(name: string, index: number): void {
    this.exports.push({name, kind: 0, index})
  }

  bytes(): Uint8Array {
    const sections: number[] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
    const section = (id: number, count: number, write: (into: number[]) => void) => {
      if (count === 0) return
      const content: number[] = []
      unsigned(count, content)
      write(content)
      sections.push(id)
      unsigned(content.length, sections)
      for (const byte of content) sections.push(byte)
    }
    const text = (name: string, into: number[]) => {
      unsigned(name.length, into)
      for (let i = 0; i < name.length; i++) into.push(name.charCodeAt(i))
    }
    const list = (types: readonly number[], into: number[]) => {
      unsigned(types.length, into)
      into.push(...types)
    }
    section(1, this.types.length, (into) => {
      for (const {parameters, results} of this.types) {
        into.push(0x60)
        list(parameters, into)
        list(results, into)
      }
    })
    section(2, this.imports.length + (this.givenMemory ? 1 : 0), (into) => {
      for (const {name, type} of this.imports) {
        text("host", into)
        text(name, into)
        into.push(0)
        unsigned(type, into)
      }
      if (!this.givenMemory) return
      text("host", into)
      text("memory", into)
      into.push(2, 0)
      unsigned(this.pages, into)
    })
    section(3, this.functions.length, (into) => {
      for (const {type} of this.functions) unsigned(type, into)
    })
    section(5, this.givenMemory ? 0 : 1, (into) => {
      into.push(0)
      unsigned(this.pages, into)
    })
    section(6, this.globals.length, (into) => {
      for (const {type} of this.globals) {
        into.push(type, 1)
        if (type === F64) into.push(op.f64Const, 0, 0, 0, 0, 0, 0, 0, 0, op.end)
        else into.push(op.i32Const, 0, op.end)
      }
    })
    section(7, this.exports.length + (this.givenMemory ? 0 : 1), (into) => {
      if (!this.givenMemory) {
        text("memory", into)
        into.push(2, 0)
      }
      for (const {name, kind, index} of this.exports) {
        text(name, into)
        into.push(kind)
        unsigned(index, into)
      }
    })
    return this.withCode(sections)
  }

  /** The code section last; it is nearly all of the module, so it is copied once. */
  private withCode(head: readonly number[]): Uint8Array {
    const heads = this.functions.map(({body}) => body.head())
    const size = this.functions.reduce((sum, {body}, i) => sum + heads[i]!.length + body.bytes.length + 1, 0)
    const count: number[] = []
    unsigned(this.functions.length, count)
    const before = [...head, 10]
    unsigned(size + count.length, before)
    before.push(...count)
    const after = this.dataSection()
    const whole = new Uint8Array(before.length + size + after.length)
    whole.set(before)
    whole.set(after, before.length + size)
    let at = before.length
    this.functions.forEach(({body}, i) => {
      whole.set(heads[i]!, at)
      at += heads[i]!.length
      whole.set(body.bytes, at)
      at += body.bytes.length
      whole[at++] = op.end
    })
    return whole
  }

  private dataSection(): number[] {
    const {at, numbers} = this.data
    if (numbers.length === 0) return []
    const place = new Body().i32(at).emit(op.end).bytes
    const content = [1, 0, ...place]
    unsigned(numbers.length * 8, content)
    const bytes = new Body()
    for (const number of numbers) bytes.double(number)
    for (const byte of bytes.bytes) content.push(byte)
    const section = [11]
    unsigned(content.length, section)
    for (const byte of content) section.push(byte)
    return section
  }
}
