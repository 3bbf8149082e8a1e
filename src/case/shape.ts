// Shapes of plain data: what a value that is read back from a cache must be. In: a value. Out: whether it has the shape, and to
// the compiler the type of what has it. A sealed cache has it but for a mistake of ours, so no words say what is amiss; and
// every command asks, so it costs no library (zod takes longer to open and to prepare than most commands take for their work).

/** A shape; `May` is "absent" where a member of an object may be missing. */
export class Shaped<T, May extends "absent" | "there" = "there"> {
  /** Whether a value has the shape. */
  readonly holds: (value: unknown) => boolean
  readonly isOptional: boolean
  /** For the compiler alone: no shape has a value. */
  declare readonly of: T
  declare readonly may: May

  constructor(holds: (value: unknown) => boolean, isOptional = false) {
    this.holds = holds
    this.isOptional = isOptional
  }

  /** As a member of an object: it may be missing. */
  optional(): Shaped<T | undefined, "absent"> {
    return new Shaped((value: unknown) => value === undefined || this.holds(value), true)
  }

  nullable(): Shaped<T | null, May> {
    return new Shaped((value: unknown) => value === null || this.holds(value), this.isOptional)
  }

  safeParse(value: unknown): {readonly success: boolean} {
    return {success: this.holds(value)}
  }
}

type AnyShape = Shaped<unknown, "absent" | "there">
type Members = Readonly<Record<string, AnyShape>>

/** The type of what has a shape. */
export type Of<S extends AnyShape> = S["of"]

type Flat<T> = {[K in keyof T]: T[K]}
type ObjectOf<M extends Members> = Flat<
  {[K in keyof M as M[K]["may"] extends "there" ? K : never]: Of<M[K]>} & {
    [K in keyof M as M[K]["may"] extends "there" ? never : K]?: Of<M[K]>
  }
>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const text = new Shaped<string>((value) => typeof value === "string")

/** A finite number. */
export const number = new Shaped<number>(Number.isFinite)

export const boolean = new Shaped<boolean>((value) => typeof value === "boolean")

export const literal = <const T extends string | number | boolean>(only: T): Shaped<T> =>
  new Shaped((value) => value === only)

/** One of these words. */
export const oneOf = <const T extends string>(words: readonly T[]): Shaped<T> => {
  const known = new Set<unknown>(words)
  return new Shaped((value) => known.has(value))
}

export const list = <T>(each: Shaped<T>): Shaped<T[]> =>
  new Shaped((value) => Array.isArray(value) && value.every(each.holds))

/** Two values, in this order. */
export const pair = <A, B>(first: Shaped<A>, second: Shaped<B>): Shaped<[A, B]> =>
  new Shaped((value) => Array.isArray(value) && value.length === 2 && first.holds(value[0]) && second.holds(value[1]))

export const either = <S extends readonly Shaped<unknown>[]>(...shapes: S): Shaped<Of<S[number]>> =>
  new Shaped((value) => shapes.some((shape) => shape.holds(value)))

/** An object with any names. */
export const record = <T>(each: Shaped<T>): Shaped<Record<string, T>> =>
  new Shaped((value) => isRecord(value) && Object.values(value).every(each.holds))

/** An object with each of these names. */
export const recordOf = <const K extends string, T>(names: readonly K[], each: Shaped<T>): Shaped<Record<K, T>> =>
  new Shaped(
    (value) =>
      isRecord(value) &&
      Object.keys(value).length === names.length &&
      names.every((name) => Object.hasOwn(value, name) && each.holds(value[name])),
  )

/** An object with these members and no other. */
export const object = <const M extends Members>(members: M): Shaped<ObjectOf<M>> => {
  const known = new Set(Object.keys(members))
  const hasMembers = holdsMembers(members)
  return new Shaped((value) => hasMembers(value) && Object.keys(value).every((name) => known.has(name)))
}

/** An object with these members, and with others. */
export const loose = <const M extends Members>(members: M): Shaped<ObjectOf<M>> => new Shaped(holdsMembers(members))

function holdsMembers(members: Members): (value: unknown) => value is Record<string, unknown> {
  const all = Object.entries(members)
  return (value): value is Record<string, unknown> =>
    isRecord(value) &&
    all.every(([name, shape]) => (Object.hasOwn(value, name) ? shape.holds(value[name]) : shape.isOptional))
}
