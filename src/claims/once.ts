// What is worked out of a sentence when it is first asked for: every candidate and every claim of it asks for the same.

import type {Dependencies} from "../language/index.ts"

export function oncePer<T extends object>(of: (d: Dependencies) => T): (d: Dependencies) => T {
  const known = new WeakMap<Dependencies, T>()
  // Mostly it is the same sentence again.
  let last: {readonly d: Dependencies; readonly value: T} | null = null
  return (d) => {
    if (last?.d === d) return last.value
    const value = known.get(d) ?? of(d)
    known.set(d, value)
    last = {d, value}
    return value
  }
}
