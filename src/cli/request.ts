// What every command works with: where words go, and the io layer; and the refusals that commands share. No other layer is
// loaded from here: help and refusals of options need none.

import type {Io} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault, nearest} from "../core/fault.ts"
import type {Terminal} from "../io/index.ts"
import type {CausalMap} from "../map/index.ts"
import {saySome} from "./warnings.ts"

/** What a command works with. */
export type Request = {
  readonly terminal: Terminal
  readonly io: Io
  /** Told how many runs of the plan at work are done, of how many, where a command listens. */
  readonly progress?: {runs: ((done: number, total: number) => void) | null}
}

/** 0 done; 1 done, and something in the user's material needs attention. Refusals are thrown. */
export type ExitCode = 0 | 1

/** What a command does: with the io layer and where words go, the arguments, and the options. */
export type Act<Args extends unknown[]> = (request: Request, ...args: Args) => Promise<ExitCode> | ExitCode

/** How commands are made: the caller, who holds the io layer, loads `act` with its layers only when it is to be done. */
export type Wrap = <Args extends unknown[]>(load: () => Promise<Act<Args>>) => (...args: unknown[]) => Promise<void>

/** Options that several commands share. */
export type Common = {
  quiet?: boolean
  json?: boolean
  maxFile?: number
  runs?: number
  seed?: string
  workers?: number
  llm?: string
  llmModel?: string
  llmReplies?: string
  llmTimeout?: number
  force?: boolean
}

/** What is wrong with a command line, and the next move. */
export const usage = (what: string, next: string): Fault => new Fault("cli/usage", what, {next})

/** What `brink export` writes. */
export const TARGETS = ["xmile", "mdl", "sd-json", "csv", "graphml"] as const

/** Refuses two results on stdout. `wanted` maps how each was asked for to whether it was. */
export function oneResult(wanted: Readonly<Record<string, boolean>>): void {
  const asked = Object.keys(wanted).filter((name) => wanted[name])
  if (asked.length > 1)
    throw usage(`Two results on stdout: ${asked.join(" and ")}`, "Ask for one of them, or send the other to a file.")
}

/** Refuses `name` unless it is one of `names`, with the nearest. */
export function oneOf(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return
  const near = nearest(name, names, 1)[0]
  throw usage(
    `There is no ${what} '${name}'`,
    near ? `Did you mean '${near}'? There are: ${names.join(", ")}.` : `There are: ${names.join(", ")}.`,
  )
}

/** The text of a file that has to be there. @throws Fault `doors/not-found`. */
export function textOf({io}: Request, file: string): string {
  const text = io.readText(file)
  if (text === null) throw new Fault("doors/not-found", `There is no file ${file}`, {next: "Check the spelling."})
  return text
}

/** The lines that somebody gave, in a file or with `-` on stdin, and what messages call it. @throws as `textOf`. */
export async function givenIn(request: Request, file: string): Promise<{readonly text: string; readonly name: string}> {
  if (file === "-") return {text: await request.io.standardInput(), name: "stdin"}
  return {text: textOf(request, file), name: onOneLine(file)}
}

/**
 * Files that were passed over and edits that lost their place, one line each on stderr; the exit code that follows.
 * @param map where edits were applied.
 */
export function needsAttention(
  request: Request,
  left: readonly {file: string; why: string}[],
  map?: Pick<CausalMap, "issues">,
): ExitCode {
  const lost = map?.issues.filter((issue) => issue.code === "map/edit-lost") ?? []
  const warn = request.terminal.warn
  saySome(
    warn,
    left.map(({file, why}) => `skipped ${onOneLine(file)}: ${why}`),
  )
  saySome(
    warn,
    lost.map(({file, says, next}) => `${onOneLine(file)}: ${says}\n  ${next}`),
  )
  return left.length + lost.length > 0 ? 1 : 0
}
