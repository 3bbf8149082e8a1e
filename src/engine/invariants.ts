// Works out once what does not change during a run.
//
// A program goes in, an equal one comes out in which every expression over parameters
// alone has moved from the steps to the prelude. The same operations on the same numbers,
// so the same bits; only how often they are done changes.

import type {Assignment, Code, Program} from "./program.ts"

/** What reads the clock: never the same at two steps. */
const TIMED: ReadonlySet<string> = new Set(["step", "pulse", "ramp", "during"])
/** What notes a division by zero: may not be tried where the equation itself would not try it. */
const DIVIDING: ReadonlySet<string> = new Set(["/", "mod"])
/** Arguments that are evaluated whenever the operation is, for those that leave some out. */
const CERTAIN: ReadonlyMap<string, readonly number[]> = new Map([
  ["if", [0]],
  ["and", [0]],
  ["or", [0]],
  ["safe_divide", [1]],
  ["during", []],
])

/** `program` with everything invariant in its prelude. */
export function hoist(program: Program): Program {
  const moving = new Set([
    ...program.stocks.map((stock) => stock.slot),
    ...program.lags.map((lag) => lag.slot),
    ...program.events.flatMap((event) => event.does.map((effect) => effect.slot)),
    ...program.body.map((assignment) => assignment.slot),
  ])
  const prelude = [...program.prelude]
  const written = new Set(prelude.map((assignment) => assignment.slot))
  const body: Assignment[] = []
  let width = program.width

  const still = (code: Code): boolean => {
    if (code[0] === "n") return true
    if (code[0] === "v") return !moving.has(code[1])
    return code[0] === "f" && !TIMED.has(code[1]) && (code.slice(2) as Code[]).every(still)
  }
  const lift = (code: Code, name: string, certain: boolean): Code => {
    if (code[0] !== "f") return code
    if (still(code) && (certain || !divides(code))) {
      prelude.push({name, slot: width, code})
      return ["v", width++]
    }
    const always = CERTAIN.get(code[1])
    const args = (code.slice(2) as Code[]).map((arg, i) => lift(arg, name, certain && (always?.includes(i) ?? true)))
    return ["f", code[1], ...args]
  }

  for (const assignment of program.body) {
    const {name, slot, code} = assignment
    if (still(code)) {
      moving.delete(slot)
      if (!written.has(slot)) prelude.push(assignment)
    } else body.push({name, slot, code: lift(code, name, true)})
  }
  const stocks = program.stocks.map((stock) => ({
    ...stock,
    // A held stock's rate is not evaluated while it is held.
    rate: lift(stock.rate, stock.name, stock.holds.length === 0),
  }))
  return {...program, prelude, body, stocks, width}
}

function divides(code: Code): boolean {
  return code[0] === "f" && (DIVIDING.has(code[1]) || (code.slice(2) as Code[]).some(divides))
}
