// What one gathering leaves to the next. In: values and what each is made of. Out: the value of last time, the very object,
// where all that it is made of is the same; so that who builds on it sees by identity alone that nothing has changed.

/** Values by key, each as it was made last. */
export class Unchanged<Value> {
  private readonly made = new Map<string, {readonly of: readonly unknown[]; readonly value: Value}>()

  /** The value under `key`: made anew where anything that it is made `of`, compared by identity, is another than last time. */
  get(key: string, of: readonly unknown[], make: () => Value): Value {
    const last = this.made.get(key)
    if (last && areTheSame(last.of, of)) return last.value
    const value = make()
    this.made.set(key, {of, value})
    return value
  }

  /** The value of last time where `alike` finds nothing else in the one that was made now. */
  settle(key: string, value: Value, alike: (before: Value, now: Value) => boolean): Value {
    const last = this.made.get(key)
    if (last && alike(last.value, value)) return last.value
    this.made.set(key, {of: [], value})
    return value
  }
}

/** Are these the same objects in the same order? */
export function areTheSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && now.every((one, i) => one === before[i])
}

/** Have two objects the same values under the same names, as identity has it? */
export function haveSame(before: object, now: object): boolean {
  if (before === now) return true
  const names = Object.keys(now)
  if (Object.keys(before).length !== names.length) return false
  const [one, other] = [before, now] as Readonly<Record<string, unknown>>[]
  return names.every((name) => name in one! && one![name] === other![name])
}
