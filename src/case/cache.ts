// What the pipeline has worked out, kept in `.brink/` of a case folder for the next time. In: a step's name and all that it was
// worked out from. Out: what it gives, from its file or made now.
//
// A case folder may come from anybody, so a file counts only with a seal of this user's own secret over what it was made
// from and what it says, and only in the shape that its step gives. Whatever else lies there, torn, altered, forged, a
// link, a folder, is made anew. Deleting the folder costs time and nothing else.

import {contentHash} from "../core/ids.ts"
import {type Case, type Io, inFolder} from "./case.ts"

/** Whether a value is what a step gives; a zod schema is one. */
export type Shape = {safeParse(value: unknown): {readonly success: boolean}}

/**
 * One step of the pipeline, from its cache or made now; `what` names the step, `from` is everything it depends on, `shape`
 * what it gives.
 */
export type Keep = <T>(what: string, from: unknown, shape: Shape, make: () => T | Promise<T>) => Promise<T>

/** Keeps nothing: for cases in memory. */
export const keepNothing: Keep = async (_what, _from, _shape, make) => make()

/** The form of a file: one line of this, its key's hash and its seal, one line of JSON. */
const FORMAT = "brink/kept@1"

/** The cache of `opened`; one that keeps nothing for a case in memory. */
export function cacheOf(opened: Case, io: Io): Keep {
  if (opened.inMemory) return keepNothing
  const folder = inFolder(opened.path, ".brink")
  return async (what, from, shape, make) => {
    const key = contentHash(JSON.stringify([FORMAT, io.fingerprint(), what, from], distinct))
    const file = inFolder(folder, `${what}.json`)
    // The key itself stays out of the file: whoever has it and the secret can seal.
    const head = (body: string): string | null => {
      const seal = io.kept.seal(opened.path, `${FORMAT}\n${key}\n${body}`)
      return seal && `${FORMAT} ${contentHash(key)} ${seal}\n`
    }
    const kept = unpack(io.kept.read(file), head, shape)
    if (kept !== null) return kept.value as Awaited<ReturnType<typeof make>>
    const value = await make()
    const body = pack(value)
    const sealed = body === null ? null : head(body)
    if (sealed !== null) io.kept.write(file, `${sealed}${body}\n`)
    return value
  }
}

// What JSON would write alike though it is not: two sets of inputs never have one key.
function distinct(_name: string, part: unknown): unknown {
  if (typeof part === "number" && (!Number.isFinite(part) || Object.is(part, -0)))
    return {number: Object.is(part, -0) ? "-0" : String(part)}
  if (part instanceof Map) return {map: [...part]}
  if (part instanceof Set) return {set: [...part]}
  return part
}

/** Null for what JSON cannot hold: it would come back as something else. */
function pack(value: unknown): string | null {
  try {
    return JSON.stringify(value, (_, part) => {
      if (typeof part === "number" && !Number.isFinite(part)) throw new RangeError("not a number that JSON can hold")
      return part
    })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function unpack(text: string | null, head: (body: string) => string | null, shape: Shape): {value: unknown} | null {
  if (text === null || !text.startsWith(`${FORMAT} `) || !text.endsWith("\n")) return null
  const end = text.indexOf("\n") + 1
  const body = text.slice(end, -1)
  if (text.slice(0, end) !== head(body)) return null
  try {
    const value: unknown = JSON.parse(body)
    return shape.safeParse(value).success ? {value} : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
