// What a walk has worked out, kept in `.brink/` of a case folder, by the hash of all that it
// was worked out from. A key is content, never a date: what has changed has another key, so
// nothing stale is ever read; what is torn or altered on disk is noticed by its own hash and
// made anew. Deleting the folder costs time and nothing else.

import {Fault} from "../fault.ts"
import {contentHash} from "../ids.ts"
import {type Case, type Doors, inFolder} from "./case.ts"

/** One step of the walk, from its cache or made now; `what` names the step, `from` is everything it depends on. */
export type Keep = <T>(what: string, from: unknown, make: () => T | Promise<T>) => Promise<T>

/** Keeps nothing: for cases in memory. */
export const keepNothing: Keep = async (_what, _from, make) => make()

/** The cache of `opened`; one that keeps nothing for a case in memory. */
export function cacheOf(opened: Case, doors: Doors): Keep {
  if (opened.inMemory) return keepNothing
  const folder = inFolder(opened.path, ".brink")
  return async (what, from, make) => {
    const key = contentHash(JSON.stringify([doors.fingerprint(), what, from]))
    const file = inFolder(folder, `${what}.json`)
    const kept = unpack(readQuietly(doors, file), key)
    if (kept !== null) return kept.value as Awaited<ReturnType<typeof make>>
    const value = await make()
    const packed = pack(value, key)
    if (packed !== null) writeQuietly(doors, folder, file, packed)
    return value
  }
}

// One line of key and hash, one line of JSON.
function pack(value: unknown, key: string): string | null {
  let body: string
  try {
    body = JSON.stringify(value, (_, part) => {
      // What JSON cannot hold would come back as something else.
      if (typeof part === "number" && !Number.isFinite(part)) throw new RangeError("not a number that JSON can hold")
      return part
    })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  return `${key} ${contentHash(body)}\n${body}\n`
}

function unpack(text: string | null, key: string): {value: unknown} | null {
  if (text === null) return null
  const end = text.indexOf("\n")
  const [keptKey, hash] = text.slice(0, end).split(" ")
  const body = text.slice(end + 1, -1)
  if (keptKey !== key || hash !== contentHash(body)) return null
  return {value: JSON.parse(body)}
}

// A case on a disk that cannot be written, or a cache that cannot be read, costs time only.
function readQuietly(doors: Doors, file: string): string | null {
  try {
    return doors.readText(file)
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}

function writeQuietly(doors: Doors, folder: string, file: string, text: string): void {
  try {
    doors.makeFolder(folder)
    doors.writeWhole(file, text)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}
