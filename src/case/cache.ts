// What the pipeline has worked out, kept in `.brink/` of a case folder for the next time. In: a step's name and all that it was
// worked out from. Out: what it gives, from its file or made now.
//
// A case folder may come from anybody, so a file counts only with a seal of this user's own secret over what it was made
// from and what it says, and only in the shape that its step gives. Whatever else lies there, torn, altered, forged, a
// link, a folder, is made anew. Deleting the folder costs time and nothing else.

import {contentHash} from "../core/ids.ts"
import {inTurn} from "../core/in-turn.ts"
import {type Io, inFolder} from "./io.ts"

/** Whether a value is what a step gives; a zod schema is one. */
export type Shape = {safeParse(value: unknown): {readonly success: boolean}}

/**
 * One step of the pipeline, from its cache or made now; `what` names the step, `from` is everything it depends on, `shape`
 * what it gives.
 */
export type Keep = <T>(what: string, from: unknown, shape: Shape, make: () => T | Promise<T>) => Promise<T>

/** Keeps nothing. */
export const keepNothing: Keep = async (_what, _from, _shape, make) => make()

/** The form of a file: one line of this, its key's hash and its seal, one line of JSON. */
const FORMAT = "brink/kept@1"

/** What keeping needs of the world. */
export type Keeping = Pick<Io, "kept" | "fingerprint">

/** The cache of `opened`, one file a step; one that keeps nothing for a case in memory, or where `io` cannot keep. */
export function cacheOf(opened: {readonly path: string; readonly inMemory: boolean}, io: Partial<Keeping>): Keep {
  if (opened.inMemory || !isKeeping(io)) return keepNothing
  const folder = inFolder(opened.path, ".brink")
  return (what, from, shape, make) =>
    kept(io, opened.path, keyOf(io, what, from), inFolder(folder, `${what}.json`), shape, make)
}

/** As `Keep`, for each of several inputs, some at once: what each gives, in their order. `onEach` is told of each in turn. */
export type KeepEach = <F, T>(
  what: string,
  from: readonly F[],
  shape: Shape,
  make: (one: F) => T | Promise<T>,
  onEach?: (done: number) => void | Promise<void>,
) => Promise<T[]>

/**
 * A cache by content, each input in a file of its own: of many documents the one that changed is made anew, and what two
 * folders share is made once. Once something was made, what was kept longest ago of its step is let go where all of it has
 * grown beyond `MOST_KEPT`. It keeps nothing where `io` cannot keep.
 * @param folder a case folder; null for documents that lie in none, which are kept in the user's cache folder.
 */
export function cacheByContent(folder: string | null, io: Partial<Keeping>): KeepEach {
  const keeping = isKeeping(io) ? io : null
  const place = keeping?.kept.folder(folder) ?? null
  if (keeping === null || place === null) return makeEach
  return async (what, from, shape, make, onEach) => {
    let made = false
    const makeOne = (one: (typeof from)[number]) => {
      const key = keyOf(keeping, what, one)
      const file = inFolder(place, `${what}-${contentHash(key).slice(0, 16)}.json`)
      return kept(keeping, folder ?? place, key, file, shape, () => {
        made = true
        return make(one)
      })
    }
    const each = await makeEach(what, from, shape, makeOne, onEach)
    if (made) keeping.kept.trim(place, `${what}-`, MOST_KEPT)
    return each
  }
}

/** Inputs begun ahead of the one whose turn it is: enough to keep threads busy that work on them. */
const BEGUN_AHEAD = 16

/** Keeps nothing. */
const makeEach: KeepEach = async (_what, from, _shape, make, onEach) => {
  const each = []
  for (const [, made] of inTurn(from, BEGUN_AHEAD, async (one) => make(one))) {
    each.push(await made)
    await onEach?.(each.length)
  }
  return each
}

function isKeeping(io: Partial<Keeping>): io is Keeping {
  return io.fingerprint !== undefined && io.kept !== undefined
}

/** Bytes that one step keeps by content in one place. */
const MOST_KEPT = 256_000_000

function keyOf(io: Keeping, what: string, from: unknown): string {
  return contentHash(JSON.stringify([FORMAT, io.fingerprint(), what, from], distinct))
}

/** What `make` gives, from its file or made now. `owner`: the folder that the user's secret must not lie in. */
async function kept<T>(
  io: Keeping,
  owner: string,
  key: string,
  file: string,
  shape: Shape,
  make: () => T | Promise<T>,
): Promise<T> {
  // The key itself stays out of the file: whoever has it and the secret can seal.
  const head = (body: string): string | null => {
    const seal = io.kept.seal(owner, `${FORMAT}\n${key}\n${body}`)
    return seal && `${FORMAT} ${contentHash(key)} ${seal}\n`
  }
  const there = unpack(io.kept.read(file), head, shape)
  if (there !== null) return there.value as T
  const value = await make()
  const body = pack(value)
  const sealed = head(body)
  if (sealed !== null) io.kept.write(file, `${sealed}${body}\n`)
  return value
}

// What JSON would write alike though it is not: two sets of inputs never have one key.
function distinct(_name: string, part: unknown): unknown {
  if (typeof part === "number" && !isPlain(part)) return {number: inFull(part)}
  if (part instanceof Map) return {map: [...part]}
  if (part instanceof Set) return {set: [...part]}
  return part
}

// What JSON has no word for, as an object of this one member.
const NUMBER = "$number"

const isPlain = (part: number): boolean => Number.isFinite(part) && !Object.is(part, -0)
const inFull = (part: number): string => (Object.is(part, -0) ? "-0" : String(part))

function pack(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part !== "number" || isPlain(part) ? part : {[NUMBER]: inFull(part)},
  )
}

function unpacked(body: string): unknown {
  if (!body.includes(`{"${NUMBER}":`)) return JSON.parse(body)
  return JSON.parse(body, (_, part) => {
    const number = Number(part?.[NUMBER])
    return typeof part?.[NUMBER] === "string" && !isPlain(number) ? number : part
  })
}

function unpack(text: string | null, head: (body: string) => string | null, shape: Shape): {value: unknown} | null {
  if (text === null || !text.startsWith(`${FORMAT} `) || !text.endsWith("\n")) return null
  const end = text.indexOf("\n") + 1
  const body = text.slice(end, -1)
  if (text.slice(0, end) !== head(body)) return null
  try {
    const value = unpacked(body)
    return shape.safeParse(value).success ? {value} : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
