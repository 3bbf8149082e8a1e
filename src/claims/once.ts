// What is worked out of a sentence when it is first asked for: every candidate and every claim of it asks for the same.

import type {Dependencies} from "../language/index.ts"

export function oncePer<T extends object>(of: (d: Dependencies) => T): (d: Dependencies) => T {
  const known = new WeakMap<Dependencies, T>()
  return (d) => {
    const value = known.get(d) ?? of(d)
    known.set(d, value)
    return value
  }
}
