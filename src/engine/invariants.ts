// Works out once what does not change during a run.
//
// A program goes in, an equal one comes out in which every expression over parameters
// alone has moved from the steps to the prelude. The same operations on the same numbers,
// so the same bits; only how often they are done changes.

import {argumentsOf} from "./code.ts"
import {dividing, certain as evaluated, timed} from "./operations/mathematics.ts"
import {type Assignment, type Code, changingSlots, type Program, slotsOf} from "./program.ts"

/** `program` with everything invariant in its prelude. */
export function hoist(program: Program): Program {
  const moving = changingSlots(program)
  const prelude = [...program.prelude]
  const written = new Map(prelude.map((assignment) => [assignment.slot, assignment.code]))
  const body: Assignment[] = []
  let width = program.width

  const still = (code: Code): boolean => {
    if (code[0] === "v") return !moving.has(code[1])
    if (code[0] === "w") {
      for (let turn = 0; turn < code[3]; turn++) if (moving.has(code[1] + turn * code[2])) return false
      return true
    }
    if (code[0] === "t" || (code[0] === "f" && timed.has(code[1]))) return false
    return argumentsOf(code).every(still)
  }
  const lift = (code: Code, name: string, certain: boolean): Code => {
    if (code[0] === "n" || code[0] === "v" || code[0] === "t" || code[0] === "w") return code
    if (still(code) && (certain || !divides(code))) {
      prelude.push({name, slot: width, code})
      return ["v", width++]
    }
    // What a sum adds is worked out turn by turn.
    if (code[0] === "s") return code
    if (code[0] === "l") return ["l", code[1], code[2], lift(code[3], name, certain)]
    const always = evaluated.get(code[1])
    const args = argumentsOf(code).map((arg, i) => lift(arg, name, certain && (always?.includes(i) ?? true)))
    return ["f", code[1], ...args]
  }

  for (const assignment of program.body) {
    const {name, slot, code} = assignment
    const begun = written.get(slot)
    // What starts from another value than its equation gives is not the same at two steps.
    if (still(code) && (begun === undefined || begun === code)) {
      for (const each of slotsOf(assignment)) moving.delete(each)
      if (begun === undefined) prelude.push(assignment)
    } else if (assignment.count !== undefined && code[0] === "f") {
      const [, fn, n, ...args] = code
      body.push({...assignment, code: ["f", fn, n!, ...args.map((arg) => lift(arg, name, true))]})
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
  return (code[0] === "f" && dividing.has(code[1])) || argumentsOf(code).some(divides)
}
