// What is asked of a model's quantities beside what its file says: held at a value, scaled or
// shifted, for a while or throughout (`--set`, and the levers of a scenario).
//
// Settings go in; refusals come out, and code that obeys them. A later setting works on what
// the earlier ones of the same quantity give. Time is counted in steps here: a bound between
// two steps counts from the later one.

import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import type {Quantity, Scenario} from "../model/index.ts"
import type {Time} from "../model/language.ts"
import {unknownName} from "./influence.ts"
import type {Code, Setting, StockSlot} from "./program.ts"
import {stepAfter} from "./steps.ts"

/** The schedule of a scenario's levers as settings, in the order of their names. */
export function scenarioSettings(scenario: Scenario): Setting[] {
  return Object.keys(scenario.levers)
    .sort()
    .flatMap((name) =>
      scenario.levers[name]!.map(
        ({from, to, value}): Setting => ({
          name,
          act: "=",
          value,
          from,
          ...(to === undefined ? {} : {to}),
        }),
      ),
    )
}

/** The settings of one run. */
export class Settings {
  private readonly all: readonly Setting[]
  private readonly time: Time
  private readonly steps: number
  /** An array's elements may all be set, so they are looked up by name. */
  private readonly byName: ReadonlyMap<string, readonly Setting[]>

  constructor(all: readonly Setting[], time: Time, steps: number) {
    this.all = all
    this.time = time
    this.steps = steps
    this.byName = groupBy(all, ({name}) => name)
  }

  /**
   * Refuses settings that name nothing, are no number, end before they begin, or take a lever out of its range.
   *
   * @param names everything that can be set.
   */
  check(names: ReadonlyMap<string, unknown>, quantities: readonly Quantity[]): void {
    for (const setting of this.all) {
      const spelt = spell(setting)
      if (!names.has(setting.name)) throw unknownName(setting.name, names.keys(), spelt)
      if (!Number.isFinite(setting.value))
        throw new Fault("engine/bad-setting", `${setting.value} is not a finite number`, {place: spelt})
      const {from, to} = setting
      if (Number.isNaN(from ?? 0) || Number.isNaN(to ?? 0) || (from !== undefined && to !== undefined && from >= to))
        throw new Fault("engine/bad-setting", `A setting must begin before it ends: ${from} to ${to}`, {
          place: spelt,
          next: `Write ${setting.name}${setting.act}${setting.value}@FROM..TO with FROM < TO`,
        })
    }
    for (const quantity of quantities) if (quantity.kind === "lever") this.checkLever(quantity)
  }

  /** A lever's course is known before the run: it is checked at every step at which a setting begins or ends. */
  private checkLever(lever: Quantity): void {
    const mine = this.of(lever.name)
    if (mine.length === 0 || !lever.range || lever.value?.kind !== "fixed") return
    const [low, high] = lever.range
    const spans = mine.map((setting) => this.during(setting))
    const changes = [0, ...spans.flatMap(({from, to}) => [from, to])].filter((k) => k <= this.steps)
    for (const k of changes) {
      let value = lever.value.value
      let by = ""
      mine.forEach((setting, i) => {
        if (k < spans[i]!.from || k >= spans[i]!.to) return
        by = spell(setting)
        value =
          setting.act === "=" ? setting.value : setting.act === "*=" ? value * setting.value : value + setting.value
      })
      if (by !== "" && (value < low || value > high))
        throw new Fault("engine/lever-range", `${value} is outside the range of lever '${lever.name}'`, {
          place: by,
          next: `'${lever.name}' goes from ${low} to ${high} [${lever.unit}]`,
        })
    }
  }

  /** What is asked of one quantity. */
  of(name: string): readonly Setting[] {
    return this.byName.get(name) ?? []
  }

  /** The value at which a quantity is held at some time; null where it is not. */
  heldAt(name: string): number | null {
    return this.of(name).findLast(({act}) => act === "=")?.value ?? null
  }

  /** When a stock is held, and at what. */
  holds(name: string): StockSlot["holds"] {
    return this.of(name)
      .filter(({act}) => act === "=")
      .map((setting) => ({...this.during(setting), value: setting.value}))
  }

  /** `code`, the value of a quantity, as its settings change it. */
  applied(name: string, code: Code): Code {
    let result = code
    for (const setting of this.of(name)) {
      const {from, to} = this.during(setting)
      const value: Code = ["n", setting.value]
      const then: Code = setting.act === "=" ? value : ["f", setting.act === "*=" ? "*" : "+", result, value]
      result = from === 0 && to > this.steps ? then : ["f", "during", ["n", from], ["n", to], then, result]
    }
    return result
  }

  /** The steps of a setting: from <= k < to. */
  private during({from, to}: Setting): {from: number; to: number} {
    const {start, step} = this.time
    const index = (time: number) => Math.max(0, stepAfter(time - start, step))
    const beyond = this.steps + 1
    return {
      from: from === undefined ? 0 : Math.min(beyond, index(from)),
      to: to === undefined ? beyond : Math.min(beyond, index(to)),
    }
  }
}

/** A setting as it is written on the command line. */
function spell({name, act, value, from, to}: Setting): string {
  return `--set ${name}${act}${value}${from === undefined ? "" : `@${from}${to === undefined ? "" : `..${to}`}`}`
}
