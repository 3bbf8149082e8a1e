// Programs as text, for machines that share no disk. In: a program, or what came over a network. Out: JSON that keeps every
// bit; a program again, of which each part has been looked at: what is run as JavaScript is made of its words, so a word
// that is none of the language's, or a slot that is no place of its own, makes it no program.

import {exactJson, readExactJson} from "../core/exact-json.ts"
import {devices} from "./operations/devices.ts"
import {operations} from "./operations/mathematics.ts"
import {vectors} from "./operations/vectors.ts"
import type {Program} from "./program.ts"

/** The same text for the same program, on every machine. */
export const programText = (program: Program): string => exactJson(program)

/** The program that a text of `programText` tells; null where it tells none. */
export function readProgram(text: string): Program | null {
  try {
    const told = readExactJson(text)
    return isProgram(told) ? (told as Program) : null
  } catch (error) {
    // No JSON, or nested deeper than anything that is compiled.
    if (error instanceof SyntaxError || error instanceof RangeError) return null
    throw error
  }
}

type Check = (value: unknown) => boolean

const METHODS = ["euler", "rk2", "rk4"]
const ROLES = ["parameter", "lever", "contested"]
const READINGS = ["value", "extend", "last", "next", "inverse", "slope", "area", "quantile"]

const isNumber: Check = (value) => typeof value === "number"
const isText: Check = (value) => typeof value === "string"
const isWhole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isOneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value)
const isList =
  (of: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(of)
const optional =
  (of: Check): Check =>
  (value) =>
    value === undefined || of(value)
const isRecord =
  (parts: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => Object.hasOwn(parts, key)) &&
    Object.entries(parts).every(([key, check]) => check((value as Record<string, unknown>)[key]))

/** A distribution: a kind in words, numbers else. Whoever is sent a program is sent what it draws too. */
const isPrior: Check = (value) =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).every(([key, part]) => (key === "kind" ? isText(part) : isNumber(part)))

function isProgram(told: unknown): boolean {
  const {width, tables, outputs} = Object(told) as {width?: number; tables?: unknown[]; outputs?: unknown[]}
  if (!isWhole(width)) return false
  const isSlot: Check = (value) => isWhole(value) && (value as number) < width!
  const isIn =
    (list: unknown): Check =>
    (value) =>
      isWhole(value) && (value as number) < (Array.isArray(list) ? list.length : 0)
  const isCode: Check = (value) => {
    if (!Array.isArray(value)) return false
    const [kind, first, second, third] = value
    const has = (parts: number) => value.length === parts
    switch (kind) {
      case "n":
        return has(2) && isNumber(first)
      case "v":
        return has(2) && isSlot(first)
      case "t":
        return has(1)
      case "f":
        return isText(first) && (operations.has(first) || vectors.has(first)) && value.slice(2).every(isCode)
      case "l":
        return has(4) && isIn(tables)(first) && isOneOf(READINGS)(second) && isCode(third)
      case "s":
        return has(3) && isWhole(first) && isCode(second)
      case "w":
        return has(4) && isSlot(first) && Number.isSafeInteger(second) && isWhole(third)
      default:
        return false
    }
  }
  const isSpan = (value: {slot: number; count?: number}) =>
    value.slot + (value.count ?? 1) <= width! && (value.count ?? 1) > 0
  const withSpan =
    (of: Check): Check =>
    (value) =>
      of(value) && isSpan(value as {slot: number; count?: number})
  const isAssignment = withSpan(isRecord({name: isText, slot: isSlot, code: isCode, count: optional(isWhole)}))
  return isRecord({
    time: isRecord({
      unit: isText,
      origin: optional(isText),
      start: isNumber,
      stop: isNumber,
      now: optional(isNumber),
      step: isNumber,
      save: isNumber,
      method: isOneOf(METHODS),
    }),
    steps: isWhole,
    every: (value) => isWhole(value) && value !== 0,
    width: isWhole,
    inputs: isList(isRecord({name: isText, prior: isPrior, role: isOneOf(ROLES)})),
    outputs: isList(isRecord({name: isText, slot: isSlot})),
    stocks: isList(
      isRecord({
        name: isText,
        slot: isSlot,
        rate: isCode,
        low: isNumber,
        high: isNumber,
        holds: isList(isRecord({from: isNumber, to: isNumber, value: isNumber})),
      }),
    ),
    prelude: isList(isAssignment),
    body: isList(isAssignment),
    lags: isList(isRecord({name: isText, slot: isSlot, of: isCode, lag: isSlot, start: isSlot})),
    devices: isList(
      withSpan(
        isRecord({
          name: isText,
          kind: (value) => isText(value) && devices.has(value as string),
          slot: isSlot,
          count: isWhole,
          given: isList(isCode),
          begins: isList(isSlot),
        }),
      ),
    ),
    events: isList(
      isRecord({
        name: isText,
        when: isCode,
        chance: (value) => value === null || isNumber(value),
        every: isNumber,
        address: isNumber,
        does: isList(
          isRecord({
            slot: isSlot,
            act: isOneOf(["=", "+=", "-=", "*="]),
            amount: isCode,
            low: isNumber,
            high: isNumber,
          }),
        ),
      }),
    ),
    tables: isList(
      isRecord({
        name: isText,
        x: isList(isNumber),
        y: isList(isNumber),
        between: isOneOf(["line", "last", "next", "none"]),
        beyond: isOneOf(["hold", "extend", "none"]),
      }),
    ),
    watched: optional(isList(isIn(outputs))),
    strict: optional((value) => value === true),
  })(told)
}
