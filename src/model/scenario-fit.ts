// A scenario held against the model that it is to run on.

import {Fault, nearest} from "../core/fault.ts"
import {namesIn} from "./expression.ts"
import type {Effect, Model, Quantity, Scenario} from "./model.ts"

/**
 * Refuse a scenario that was written for another model.
 *
 * @throws Fault `model/foreign-scenario` naming every lever, value and quantity that does not fit, with the
 *               nearest names the model has.
 */
export function assertScenario(scenario: Scenario, model: Model): void {
  const levers = new Map(model.quantities.filter((q) => q.kind === "lever").map((q) => [q.name, q]))
  const changeable = model.quantities.filter((q) => q.kind === "stock" || q.kind === "lever").map((q) => q.name)
  const known = new Set([...model.quantities.map((q) => q.name), ...model.contested.map((c) => c.name)])
  const wrong: string[] = []
  const near = (name: string, names: Iterable<string>) => {
    const found = nearest(name, names)
    return found.length > 0 ? `; nearest: ${found.join(", ")}` : ""
  }
  const at = (path: string): string => {
    const place = scenario.places?.get(path)
    return place ? `${place}: ` : ""
  }
  for (const [name, spans] of Object.entries(scenario.levers)) {
    const lever = levers.get(name)
    const place = at(`levers.${name}`)
    if (!lever) {
      const kind = model.quantities.find((q) => q.name === name)?.kind
      wrong.push(
        `${place}\`${name}\` is ${kind ? `of kind ${kind}, not a lever` : "no lever of the model"}${near(name, levers.keys())}`,
      )
      continue
    }
    const [low, high] = lever.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (const span of spans)
      if (span.value < low || span.value > high)
        wrong.push(`${place}${span.value} is outside the range [${low}, ${high}] of the lever \`${name}\``)
  }
  scenario.events.forEach((event, i) => {
    const place = at(`events.${i}`)
    for (const effect of event.does) {
      if (!changeable.includes(effect.quantity))
        wrong.push(
          `${place}the event at ${event.at} changes \`${effect.quantity}\`, no stock or lever of the model${near(effect.quantity, changeable)}`,
        )
      const beyond = outOfRange(effect, levers.get(effect.quantity))
      if (beyond) wrong.push(`${place}the event at ${event.at} ${beyond}`)
      for (const name of namesIn(effect.amount))
        if (!known.has(name))
          wrong.push(
            `${place}the event at ${event.at} reads \`${name}\`, which the model does not have${near(name, known)}`,
          )
    }
  })
  if (wrong.length > 0)
    throw new Fault(
      "model/foreign-scenario",
      `The scenario '${scenario.name}' does not fit the model '${model.name}'\n${wrong.map((line) => `  ${line}`).join("\n")}`,
      {next: "Correct the scenario at these places, or run it on the model it was written for."},
    )
}

/** How an event puts a lever beyond its range, where that shows before any run; null where it does not. */
export function outOfRange({quantity, act, amount}: Effect, lever: Pick<Quantity, "range"> | undefined): string | null {
  if (act !== "=" || amount.op !== "number" || !lever?.range) return null
  const [low, high] = lever.range
  return amount.value < low || amount.value > high
    ? `sets \`${quantity}\` to ${amount.value}, outside its range [${low}, ${high}]`
    : null
}
