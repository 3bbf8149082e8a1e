// What is in force on the day that is asked about goes on for a time that nobody knows.
//
// A lever that has stood elsewhere than at its default for a while is as likely as not to stand there as long again:
// where today is no special day in its life, the share of that life still to come is uniform between 0 and 1 (Gott
// 1993, Nature 363, 315-319). One share is drawn for each such lever in each run; when its life is over, the lever
// goes back to its default. Levers in, an auxiliary and a parameter for each out.

import type {Setting} from "../engine/index.ts"
import {type Model, parseExpression, type Quantity} from "../model/index.ts"

/** A lever in force: at which value, since when in the model's time, and where it goes when let go. */
export type InForce = {
  readonly lever: Quantity
  readonly value: number
  readonly since: number
  readonly otherwise: number
}

/** Levers that stand elsewhere than at their defaults at `now`, by what happened; those that an event moves are left to it. */
export function inForceAt(now: number, settings: readonly Setting[], {quantities, events}: Model): readonly InForce[] {
  return quantities.flatMap((lever) => {
    const setting = settings.findLast(({name, to, act}) => name === lever.name && to === undefined && act === "=")
    if (lever.kind !== "lever" || lever.value?.kind !== "fixed" || setting?.from === undefined) return []
    const {value, from: since} = setting
    const moved = events.some(({does}) => does.some(({quantity}) => quantity === lever.name))
    return moved || value === lever.value.value || since >= now
      ? []
      : [{lever, value, since, otherwise: lever.value.value}]
  })
}

/** `model` with each lever of `inForce` at its value until its life is over. */
export function lapsing(model: Model, inForce: readonly InForce[], now: number): Model {
  if (inForce.length === 0) return model
  const taken = new Set(model.quantities.map(({name}) => name))
  const lapse = new Map(
    inForce.map(({lever, value, since, otherwise}) => {
      let share = `${lever.name}_to_come`
      while (taken.has(share)) share += "_"
      const text = `if(time >= ${since} and (time - ${since}) * (1 - ${JSON.stringify(share)}) < ${now - since}, ${value}, ${otherwise})`
      const because = [{assumed: "what is in force is let go at a time that nobody knows (Gott 1993)"}]
      const {value: _, ...rest} = lever
      const until: Quantity = {...rest, kind: "auxiliary", equation: parseExpression(text), source: text}
      const drawn: Quantity = {
        name: share,
        kind: "parameter",
        unit: "1",
        question: lever.question ?? `How long does this last: ${lever.label ?? lever.name.replaceAll("_", " ")}?`,
        label: `How long this goes on (share of its life to come): ${lever.label ?? lever.name.replaceAll("_", " ")}`,
        value: {kind: "uniform", low: 0, high: 1},
        because,
        source: "uniform(0, 1)",
        line: lever.line,
      }
      return [lever.name, [until, drawn]]
    }),
  )
  return {...model, quantities: model.quantities.flatMap((quantity) => lapse.get(quantity.name) ?? [quantity])}
}
