// X IF MISSING: data put together from other data that do not all have a value at the same times.
//
// In: the call, and who knows which flat names are data. Out: an expression that has a value at every time at which one
// of those data was recorded, a stated number standing for each that was not; between those times the rule of the
// variable that it defines holds, as if the combination had been recorded itself.

import {type Expr, MISSING, rewritten} from "../../model/index.ts"
import type {Term} from "../blueprint/blueprint.ts"
import {binary, call, NOTHING, number} from "./expressions.ts"
import type {Expander, Site} from "./site.ts"

/** Data made of data made of data: a chain longer than this is a circle. */
const MOST_LINKS = 100

/** `X IF MISSING(expr, number)`, the whole of a data equation (Vensim's reference). */
export function filled(expansion: Expander, term: Extract<Term, {op: "call"}>, site: Site): Expr {
  const {works} = expansion
  const {variable} = site.instance.definition
  const [of, otherwise] = term.args
  if (variable.kind !== "data" || variable.equation !== term || !of || !otherwise)
    return expansion.fail(
      site,
      term.at,
      "exchange/misplaced-call",
      "X IF MISSING stands where it is not the whole of a data equation",
      "Write name := X IF MISSING(data, number), and read that name here",
    )
  const written = expansion.translate(otherwise, site)
  const fill = written.op === "unary" && written.fn === "-" && written.of.op === "number" ? -written.of.value : written
  if (typeof fill !== "number" && fill.op !== "number")
    return expansion.fail(
      site,
      term.at,
      "exchange/arguments",
      "X IF MISSING fills with something that is no number",
      "Write the number itself in its second place",
    )
  const filling = typeof fill === "number" ? number(fill) : fill
  const combined = whole(expansion, expansion.translate(of, site), 0)
  if (!combined)
    return expansion.fail(
      site,
      term.at,
      "exchange/unsupported",
      "X IF MISSING of data that are X IF MISSING themselves, or that wait for themselves",
      "Put all of the recorded data into one X IF MISSING",
    )
  const tables = new Set<string>()
  rewritten(combined, (part) => {
    if (part.op === "lookup") tables.add(part.table)
    return part
  })
  const [first] = tables
  // Nothing was recorded of any of them: there is no time to fill at.
  if (first === undefined) return number(MISSING)
  const times = [...new Set([...tables].flatMap((table) => [...works.tables.points(table).x]))].sort((a, b) => a - b)
  const recorded = works.tables.derived(first, `times of ${site.instance.flat}`, {x: times, y: times})
  const now: Expr = {op: "time"}
  const at = (how: "last" | "next"): Expr => works.work({op: "lookup", table: recorded, of: now, how}, site)
  const value = (time: Expr): Expr =>
    rewritten(combined, (part) => {
      if (part.op !== "lookup") return part
      const read: Expr = {...part, table: works.tables.variant(part.table, "none"), of: time}
      return call("if", binary(read, "==", number(MISSING)), filling, read)
    })
  if (variable.between === "next") return value(at("next"))
  const before = at("last")
  if (variable.between === "last") return value(before)
  const here = works.work(value(before), site)
  if (variable.between === "none") return call("if", binary(before, "==", now), here, number(MISSING))
  const after = at("next")
  const slope = binary(binary(value(after), "-", here), "/", binary(after, "-", before))
  const along = binary(here, "+", binary(binary(now, "-", before), "*", slope))
  return call("if", binary(before, "==", after), here, along)
}

/** `expr` with every data in it read from its table at the present time; null where that cannot be. */
function whole(expansion: Expander, expr: Expr, depth: number): Expr | null {
  if (depth > MOST_LINKS) return null
  let undone = false
  const made = rewritten(expr, (part) => {
    if (part.op !== "name") return part
    const series = expansion.works.seriesOf(part.name)
    if (series === null) return part
    if (series === "filled") {
      undone = true
      return part
    }
    if ("table" in series) return {op: "lookup", table: series.table, of: {op: "time"}, how: "value"}
    const inner = whole(expansion, series.equation, depth + 1)
    undone ||= inner === null
    return inner ?? NOTHING
  })
  return undone ? null : made
}
