// What is worked out of something when it is first asked for: every candidate and every claim of a sentence asks for the same.

import type {Dependencies} from "./dependencies.ts"

export function oncePer<T extends object, K extends object = Dependencies>(of: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>()
  // Mostly it is the same one again.
  let last: {readonly key: K; readonly value: T} | null = null
  return (key) => {
    if (last?.key === key) return last.value
    const value = known.get(key) ?? of(key)
    known.set(key, value)
    last = {key, value}
    return value
  }
}

/** The same for as long as who asks remembers it: of a few keys that nobody else has. */
export function remembered<T, K>(of: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>()
  return (key) => {
    const value = known.get(key) ?? of(key)
    known.set(key, value)
    return value
  }
}
