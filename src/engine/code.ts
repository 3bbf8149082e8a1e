// Code looked at from outside: what it is made of, how deep it goes, which slots it reads.
// An expression of a program goes in, its parts come out. Nothing here recurses, because an
// equation may be as deep as its text.

import type {Code, Program} from "./program.ts"

/** What `code` works on: the arguments of an operation, what a table is read at. */
export function argumentsOf(code: Code): readonly Code[] {
  if (code[0] === "f") return code.slice(2) as Code[]
  return code[0] === "l" ? [code[3]] : code[0] === "s" ? [code[2]] : []
}

/** `code` and everything it is made of, from the left. */
export function* partsOf(code: Code): Generator<Code> {
  const waiting = [code]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next
    if (next[0] === "l") waiting.push(next[3])
    else if (next[0] === "s") waiting.push(next[2])
    else if (next[0] === "f") for (let i = next.length - 1; i >= 2; i--) waiting.push(next[i] as Code)
  }
}

/** The slots that `code` reads, from the left, as often as it does. */
export function readsOf(code: Code): number[] {
  const found: number[] = []
  for (const part of partsOf(code))
    if (part[0] === "v") found.push(part[1])
    else if (part[0] === "w") for (let turn = 0; turn < part[3]; turn++) found.push(part[1] + turn * part[2])
  return found
}

/** Whether nothing in `code` stands within more than `most` others. */
export function isShallow(code: Code, most: number): boolean {
  const waiting = [code]
  const depths = [0]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const depth = depths.pop()!
    if (depth > most) return false
    for (let i = firstArgument(next); i < next.length; i++) {
      waiting.push(next[i] as Code)
      depths.push(depth + 1)
    }
  }
  return true
}

/** Where the arguments of `code` begin; behind its end where it has none. */
function firstArgument({0: kind, length}: Code): number {
  return kind === "f" || kind === "s" ? 2 : kind === "l" ? 3 : length
}

/** Operations of one step, and one for each equation, rate, memory and condition, since each is kept somewhere. */
export function operationsOf({body, stocks, lags, events}: Program): number {
  const codes = [
    ...body.map(({code}) => code),
    ...stocks.map(({rate}) => rate),
    ...lags.map(({of}) => of),
    ...events.map(({when}) => when),
  ]
  let count = Math.max(1, codes.length)
  for (const code of codes)
    for (const part of partsOf(code))
      if (part[0] === "f" || part[0] === "l") count++
      // Each turn is an addition and what is added.
      else if (part[0] === "s") count += part[1] * 2
  return count
}

/** Whether a run has chance of its own beside its inputs: events with a chance, draws in equations. */
export function hasChance({prelude, body, stocks, lags, events}: Program): boolean {
  const codes = [
    ...[...prelude, ...body].map(({code}) => code),
    ...stocks.map(({rate}) => rate),
    ...lags.map(({of}) => of),
    ...events.flatMap(({when, does}) => [when, ...does.map(({amount}) => amount)]),
  ]
  return (
    events.some(({chance}) => chance !== null) ||
    codes.some((code) =>
      [...partsOf(code)].some((part) => part[0] === "f" && /^(?:random_|white_noise)/u.test(part[1])),
    )
  )
}
