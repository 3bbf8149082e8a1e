// The algebra of units: "animal/week" in, a product of powers out, and back.
//
// A unit is a list of base units with their powers, sorted by name, none of power 0, so two
// units are the same exactly when their lists are. Nothing is converted: a day and a week
// are two units, and adding one to the other is a mistake to be shown, not a factor of 7.
// Here because the model checks with it and the outlook prints with it.

/** Base units and their powers, in code-unit order of the names; the empty list is dimensionless. */
export type Unit = readonly (readonly [name: string, power: number])[]

/** The unit of a bare ratio, written "1". */
export const dimensionless: Unit = []

/** Words that name no unit at all, as the field writes them. */
const NONE = new Set(["1", "dmnl", "dimensionless", "none", "unitless", "-"])

/** Plurals that mean the same base unit: time, which models mix most, and people. Any other word stands as written. */
const SINGULAR: ReadonlyMap<string, string> = new Map([
  ["seconds", "second"],
  ["minutes", "minute"],
  ["hours", "hour"],
  ["days", "day"],
  ["weeks", "week"],
  ["months", "month"],
  ["quarters", "quarter"],
  ["years", "year"],
  ["people", "person"],
  ["persons", "person"],
])

/** A power is an integer, or a half or third of one as roots give; beyond this it is a slip of the pen. */
const HIGHEST_POWER = 12

/** Brackets within brackets: deeper is no unit, and the reader's own recursion stays shallow. */
const MOST_NESTING = 20

/** Longer than any unit: a slip, or an attack. */
const LONGEST = 1000

/**
 * What Vensim counts as one unit in a new model (its list of units equivalents), and the other words of time and
 * people that models of the field mix.
 */
export const usualEquivalences: readonly (readonly string[])[] = [
  ["$", "Dollar", "Dollars", "$s"],
  ["Person", "People", "Persons"],
  ["Unit", "Units"],
  ["Second", "Seconds"],
  ["Minute", "Minutes"],
  ["Hour", "Hours"],
  ["Day", "Days"],
  ["Week", "Weeks"],
  ["Month", "Months"],
  ["Quarter", "Quarters"],
  ["Year", "Years"],
]

/**
 * Read a unit such as `animal/week`, `1/week`, `person*week^-1`, `USD million/(km^2*year)`.
 *
 * `*` and `/` go from left to right (`a/b*c` is `(a/b)*c`); a name may be several words. An empty
 * text and `1`, `dmnl`, `dimensionless` are the unit of a bare ratio.
 *
 * @returns null when it cannot be read; the caller knows the place and says so.
 */
export function parseUnit(text: string): Unit | null {
  if (text.length > LONGEST) return null
  const words = text.match(/\*\*|[*/^()²³]|-?\d+(?:\.\d+)?|[\p{L}_$€£%°][\p{L}\p{Nd}_$€£%°'.-]*|\S/gu) ?? []
  if (words.length === 0) return dimensionless
  if (words.length === 1 && NONE.has(words[0]!.toLowerCase())) return dimensionless
  let next = 0
  let depth = 0

  const product = (): Unit | null => {
    let unit = factor()
    while (unit && (words[next] === "*" || words[next] === "/")) {
      const operator = words[next++]
      const right = factor()
      unit = right && (operator === "*" ? multiply(unit, right) : divide(unit, right))
    }
    return unit
  }
  const factor = (): Unit | null => {
    const base = atom()
    if (!base) return null
    if (words[next] === "²" || words[next] === "³") return power(base, words[next++] === "²" ? 2 : 3)
    if (words[next] !== "^" && words[next] !== "**") return base
    next++
    const exponent = fraction(Number(words[next++]))
    return Number.isFinite(exponent) && Math.abs(exponent) <= HIGHEST_POWER ? power(base, exponent) : null
  }
  const atom = (): Unit | null => {
    const word = words[next++]
    if (word === undefined) return null
    if (word === "(") {
      if (++depth > MOST_NESTING) return null
      const inner = product()
      depth--
      return inner && words[next++] === ")" ? inner : null
    }
    if (word === "1") return dimensionless
    if (!/^[\p{L}_$€£%°]/u.test(word)) return null
    const parts = [word]
    while (words[next] !== undefined && /^[\p{L}_$€£%°]/u.test(words[next]!)) parts.push(words[next++]!)
    const name = parts.join(" ")
    if (NONE.has(name.toLowerCase())) return dimensionless
    return [[SINGULAR.get(name.toLowerCase()) ?? name, 1]]
  }

  const unit = product()
  return unit && next === words.length ? unit : null
}

/**
 * Read units as the field's tools do: case does not count, an underscore is a space, and words of one group of
 * `equivalences` are one word, shown as the first of them that was met.
 *
 * The function that comes back remembers the spellings it has met, so that all units of one model go through one.
 */
export function lenientUnits(equivalences: readonly (readonly string[])[]): (text: string) => Unit | null {
  const fold = (word: string) =>
    word
      .toLowerCase()
      .replace(/[\s_]+/gu, " ")
      .trim()
  const parent = new Map<string, string>()
  const head = (key: string): string => {
    let at = key
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) {
      const further = parent.get(up)
      if (further !== undefined) parent.set(at, further)
      at = up
    }
    return at
  }
  for (const words of equivalences) {
    const keys = words.map(fold).filter((key) => key !== "")
    // A word that stands in two lists makes one group of them.
    for (const key of keys) if (head(key) !== head(keys[0]!)) parent.set(head(key), head(keys[0]!))
  }
  const shown = new Map<string, string>()
  return (text) => {
    const unit = parseUnit(text)
    if (!unit) return null
    let folded: Unit = dimensionless
    for (const [name, exponent] of unit) {
      const key = head(fold(name))
      // "Dmnl" may stand in a list of equivalents too: dimensionless by another word.
      if (NONE.has(key)) continue
      const word = shown.get(key) ?? name
      shown.set(key, word)
      folded = multiply(folded, [[word, exponent]])
    }
    return folded
  }
}

/** `a` times `b`. */
export function multiply(a: Unit, b: Unit): Unit {
  const powers = new Map(a)
  for (const [name, exponent] of b) powers.set(name, (powers.get(name) ?? 0) + exponent)
  return normal([...powers])
}

/** `a` over `b`. */
export function divide(a: Unit, b: Unit): Unit {
  return multiply(a, power(b, -1))
}

/** `unit` to the `exponent`, which may be a fraction, as a root gives. */
export function power(unit: Unit, exponent: number): Unit {
  return normal(unit.map(([name, p]) => [name, p * exponent]))
}

/** Whether two units are one. */
export function sameUnit(a: Unit, b: Unit): boolean {
  return a.length === b.length && a.every(([name, p], i) => name === b[i]![0] && Math.abs(p - b[i]![1]) < CLOSE)
}

/** The unit as text that `parseUnit` reads back: `animal/week`, `1/week`, `kg*m/s^2`, `1`. */
export function printUnit(unit: Unit): string {
  const word = ([name, p]: readonly [string, number]) => (p === 1 ? name : `${name}^${rounded(p)}`)
  const over = unit.filter(([, p]) => p > 0).map(word)
  const under = unit.filter(([, p]) => p < 0).map(([name, p]) => word([name, -p]))
  const top = over.join("*") || "1"
  if (under.length === 0) return top
  return `${top}/${under.length === 1 ? under[0] : `(${under.join("*")})`}`
}

/** Powers that differ by less are one: a third times three is not exactly one. */
const CLOSE = 1e-9

function normal(powers: readonly (readonly [string, number])[]): Unit {
  return powers
    .filter(([, p]) => Math.abs(p) >= CLOSE)
    .map(([name, p]) => [name, Math.abs(p - Math.round(p)) < CLOSE ? Math.round(p) : p] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** A power as written: 0.333333 is a third, as `printUnit` writes it. */
function fraction(p: number): number {
  const near = Math.round(p * PARTS) / PARTS
  return Math.abs(p - near) < WRITTEN ? near : p
}

/** Halves, thirds, quarters and fifths, and powers that differ by less than the six digits that are written. */
const PARTS = 60
const WRITTEN = 1e-6

function rounded(p: number): string {
  return String(Number(p.toFixed(6)))
}
