// What `--set`, `--cut` and `--save` ask of a run. In: the words as typed. Out: settings and cuts in the names that the
// model has. Names of a model of another tool are found as that tool finds them.

import {Fault, nearest} from "../core/fault.ts"
import type {Cut, Setting} from "../engine/index.ts"
import {nameKey} from "../exchange/index.ts"
import type {Model, Time} from "../model/index.ts"
import {usage} from "./request.ts"

const NUMBER = "[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?"
const SETTING = new RegExp(`^([^=]+?)(\\*=|\\+=|=)\\s*(${NUMBER})(?:@(${NUMBER})(?:\\.\\.(${NUMBER}))?)?$`)

/** `NAME=VALUE[@FROM[..TO]]`, `NAME*=F`, `NAME+=D`. */
export function readSetting(text: string): Setting {
  const match = SETTING.exec(text)
  if (!match)
    throw usage(
      `--set wants NAME=VALUE, NAME*=FACTOR or NAME+=SHIFT, with @FROM or @FROM..TO behind, and got '${text}'`,
      "For example: --set patrols=0.6@24..36",
    )
  const [, name, act, value, from, to] = match
  const numbers = [value, from, to].map((n) => (n === undefined ? undefined : Number(n)))
  if (numbers.some((n) => n !== undefined && !Number.isFinite(n)))
    throw usage(`--set got a number that is not finite: '${text}'`, "Give a finite number.")
  if (numbers[1] !== undefined && numbers[2] !== undefined && numbers[1] >= numbers[2])
    throw usage(`--set got a range that ends before it begins: '${text}'`, "Write @FROM..TO with FROM before TO.")
  return {
    name: name!.trim(),
    act: act as Setting["act"],
    value: numbers[0]!,
    ...(numbers[1] !== undefined && {from: numbers[1]}),
    ...(numbers[2] !== undefined && {to: numbers[2]}),
  }
}

/** `CAUSE:EFFECT`, or `CAUSE->EFFECT` as a link is written. */
export function readCut(text: string): Cut {
  const [cause, effect, more] = text.split(text.includes("->") ? "->" : ":").map((part) => part.trim())
  if (!cause || !effect || more !== undefined)
    throw usage(`--cut wants CAUSE:EFFECT, and got '${text}'`, "For example: --cut raids:losses")
  return {cause, effect}
}

/** Names as people type them into names as the model has them. */
export type Names = {
  /** The one quantity meant. @throws Fault `cli/usage` with the nearest names. */
  one(typed: string): string
  /** All that are meant: a quantity, or every element of the array of that name. */
  all(typed: string): readonly string[]
}

/**
 * Names of a model of another tool, found as its own language finds them: case, and blanks or underscores, do not
 * count where only one name fits. The names of Brink's own models stand as they are.
 */
export function namesOf(names: readonly string[], foreign: boolean): Names {
  const exact = new Set(names)
  const folded = new Map<string, string | null>()
  const arrays = new Map<string, string[]>()
  let isFolded = !foreign
  /** Only when a name is asked for that is not spelt as it stands: a model may have a hundred thousand. */
  const fold = () => {
    if (isFolded) return
    isFolded = true
    for (const name of names) {
      const key = foldName(name)
      folded.set(key, folded.has(key) ? null : name)
      const bracket = name.endsWith("]") ? name.indexOf("[") : -1
      if (bracket <= 0) continue
      const array = foldName(name.slice(0, bracket))
      const elements = arrays.get(array)
      if (elements) elements.push(name)
      else arrays.set(array, [name])
    }
  }
  const arrayNames = () => Array.from(arrays.values(), ([first]) => first!.slice(0, first!.indexOf("[")))
  const all = (typed: string): readonly string[] => {
    if (exact.has(typed)) return [typed]
    fold()
    const key = foldName(typed)
    const found = folded.get(key)
    if (found) return [found]
    const elements = found === null ? undefined : arrays.get(key)
    if (elements) return elements
    const near = nearest(typed, [...arrayNames(), ...names])
    throw new Fault(
      "cli/usage",
      found === null ? `Several quantities could be '${typed}'` : `There is no quantity '${typed}'`,
      {next: near.length > 0 ? `Did you mean ${near.map((name) => `'${name}'`).join(", ")}?` : listed(names)},
    )
  }
  return {
    all,
    one: (typed) => {
      const found = all(typed)
      if (found.length === 1) return found[0]!
      throw new Fault("cli/usage", `'${typed}' is an array of ${found.length} elements`, {
        next: `Name one of them: ${found.slice(0, 3).join(", ")}${found.length > 3 ? ", ..." : ""}`,
      })
    },
  }
}

/** Names that a message lists when none is near. */
const MOST_LISTED = 20

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(", ")
  return `There are: ${shown}${names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : ""}.`
}

/** `Name[a, b]` and `name [A,B]` are one name. */
function foldName(name: string): string {
  return nameKey(name).replace(/(?:(?<!\s)\s+)?([[\],.])\s*/g, "$1")
}

/** `a, b[x,y], "c, d"`: names with commas between them, where commas in brackets and quotes are none. */
export function splitNames(text: string): string[] {
  const names: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let at = 0; at <= text.length; at++) {
    const c = text[at]
    if (c === '"') quoted = !quoted
    else if (!quoted && c === "[") depth++
    else if (!quoted && c === "]") depth--
    if (at < text.length && (c !== "," || depth > 0 || quoted)) continue
    names.push(text.slice(from, at).trim())
    from = at + 1
  }
  return names.map((name) => (/^".*"$/.test(name) ? name.slice(1, -1) : name)).filter((name) => name !== "")
}

/** Vensim's variables of time, and the part of `Time` each of them is. */
const CONTROLS: ReadonlyMap<string, "start" | "stop" | "step" | "save"> = new Map([
  ["initial time", "start"],
  ["final time", "stop"],
  ["time step", "step"],
  ["saveper", "save"],
])

/** Whether a name is one that Vensim gives the times of the run. */
export const isControl = (name: string): boolean => CONTROLS.has(nameKey(name))

/**
 * What was asked with `--set`, on the model: settings of its control variables change its times, all others name
 * quantities of it; an array is set element by element.
 */
export function askedOf(
  model: Model,
  settings: readonly Setting[],
  foreign: boolean,
): {readonly model: Model; readonly settings: readonly Setting[]} {
  if (!foreign) return {model, settings}
  const names = namesOf(
    model.quantities.map((quantity) => quantity.name),
    true,
  )
  let time = model.time
  const rest: Setting[] = []
  for (const setting of settings) {
    const part = CONTROLS.get(nameKey(setting.name))
    if (part) time = withTime(time, part, setting)
    else for (const name of names.all(setting.name)) rest.push({...setting, name})
  }
  return {model: {...model, time}, settings: rest}
}

function withTime(time: Time, part: "start" | "stop" | "step" | "save", setting: Setting): Time {
  if (setting.from !== undefined || setting.to !== undefined)
    throw new Fault("cli/usage", `'${setting.name}' is one number for the whole run`, {
      next: `Write --set "${setting.name}=${setting.value}" without a time behind it.`,
    })
  const {act, value} = setting
  const then = act === "=" ? value : act === "*=" ? time[part] * value : time[part] + value
  // A model that saves every step goes on doing so.
  return {...time, [part]: then, ...(part === "step" && time.save === time.step ? {save: then} : {})}
}

/** `--cut` on the model, its names as the model has them. */
export function cutsOf(model: Model, cuts: readonly Cut[], foreign: boolean): readonly Cut[] {
  if (!foreign) return cuts
  const names = namesOf(
    model.quantities.map((quantity) => quantity.name),
    true,
  )
  return cuts.map(({cause, effect}) => ({cause: names.one(cause), effect: names.one(effect)}))
}
