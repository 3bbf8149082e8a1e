// The words of a command line into values, with refusals that name what was given and what
// would do. Every command gets one `Request`: where words go, and the io layer. No other layer is loaded
// from here: help and refusals of options need none.

import {availableParallelism} from "node:os"
import {type Command, Option} from "commander"
import type {Io} from "../case/index.ts"
import {isDay} from "../core/calendar.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault, nearest} from "../core/fault.ts"
import type {Cut, Setting} from "../engine/index.ts"
import type {OpenedModel, Terminal} from "../io/index.ts"
import {LARGEST_FILE, MOST_PATIENCE, PATIENCE} from "../io/limits.ts"
import type {CausalMap} from "../map/index.ts"
import {saySome} from "./warnings.ts"

/** What a command works with. */
export type Request = {readonly terminal: Terminal; readonly io: Io}

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

const MOST_RUNS = 10_000_000
const MOST_WORKERS = 256
const MOST_SEED = 2n ** 64n - 1n

const usage = (what: string, next: string): Fault => new Fault("cli/usage", what, {next})

/** A whole number in [low, high], as typed. */
export function readWhole(option: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < low || value > high)
      throw usage(
        `${option} wants a whole number from ${low} to ${high}, and got '${text}'`,
        `For example: ${option} ${Math.max(low, 1)}`,
      )
    return value
  }
}

function seed(text: string): string {
  if (!/^\d{1,20}$/.test(text) || BigInt(text) > MOST_SEED)
    throw usage(`--seed wants a whole number from 0 to ${MOST_SEED}, and got '${text}'`, "For example: --seed 7")
  return BigInt(text).toString()
}

/** A day that the calendar has, as typed. */
export const readDate =
  (option: string) =>
  (text: string): string => {
    if (!isDay(text)) throw usage(`${option} wants a date, and got '${text}'`, `For example: ${option} 2031-04-30`)
    return text
  }

/** The shared options, each made anew for a command. */
export const options = {
  json: () => new Option("--json", "print one JSON value"),
  quiet: () => new Option("--quiet", "nothing on stderr but a refusal"),
  runs: (says = "number of runs") => new Option("--runs <N>", says).argParser(readWhole("--runs", 1, MOST_RUNS)),
  seed: () => new Option("--seed <S>", "seed of the random numbers, 0 to 2^64-1").argParser(seed).default("1", "1"),
  workers: () =>
    new Option("--workers <W>", "worker threads; no number depends on it")
      .argParser(readWhole("--workers", 1, MOST_WORKERS))
      .default(availableParallelism(), "cores"),
  maxFile: () =>
    new Option("--max-file <BYTES>", "longest file to read")
      .argParser(readWhole("--max-file", 1, Number.MAX_SAFE_INTEGER))
      .default(LARGEST_FILE, `${LARGEST_FILE}`),
  force: () => new Option("--force", "replace a file that is read, or that Brink did not make"),
  date: () =>
    new Option("--date <DATE>", "a date to print on the report, like 2031-04-30").argParser(readDate("--date")),
}

/** Gives a command that reads documents the options of a language model. */
export function hearing(command: Command): Command {
  return command
    .option("--llm <URL>", "a language model's server reads the documents too: they are sent there")
    .option("--llm-model <NAME>", "the model, as its server knows it")
    .option("--llm-replies <FILE>", "keep its replies; what is kept is not asked again")
    .addOption(
      new Option("--llm-timeout <S>", `seconds one answer may take; default: ${PATIENCE}`).argParser(
        readWhole("--llm-timeout", 1, MOST_PATIENCE),
      ),
    )
}

/**
 * The language model that a command line asks for; null where it asks for none.
 * @throws Fault `cli/usage` for half a request; of the io layer for a wrong one.
 */
export async function languageModelOf(o: Common, terminal: Terminal): Promise<OpenedModel | null> {
  const {llm: url, llmModel: model, llmReplies: replies, llmTimeout: patience} = o
  if (url === undefined && model === undefined && replies === undefined && patience === undefined) return null
  if (model === undefined)
    throw usage("A language model is asked for, and --llm-model does not name it", "For example: --llm-model qwen3:8b")
  if (url === undefined && replies === undefined)
    throw usage(
      `--llm-model ${model} says neither where the model is nor where its replies are kept`,
      "Add --llm http://localhost:11434, or --llm-replies FILE.",
    )
  const key = languageModelKey()
  const {openLanguageModel} = await import("../io/llm.ts")
  return openLanguageModel(
    {
      model,
      ...(url !== undefined && {url}),
      ...(replies !== undefined && {replies}),
      ...(patience !== undefined && {patience}),
      ...(key !== undefined && {key}),
    },
    terminal,
  )
}

/** The key of a language model's server. An empty variable is how shells unset one for a single command. */
export const languageModelKey = (): string | undefined => process.env["BRINK_LLM_KEY"] || undefined

/** Collects an option that may be given several times. */
export const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value]

/** What `brink export` writes. */
export const TARGETS = ["xmile", "mdl", "sd-json", "csv", "graphml"] as const

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

/** Refuses two results on stdout. `wanted` maps how each was asked for to whether it was. */
export function oneResult(wanted: Readonly<Record<string, boolean>>): void {
  const asked = Object.keys(wanted).filter((name) => wanted[name])
  if (asked.length > 1)
    throw usage(`Two results on stdout: ${asked.join(" and ")}`, "Ask for one of them, or send the other to a file.")
}

/** Refuses what a later Brink will do, by name. */
export function notYet(what: string, instead: string): never {
  throw new Fault("cli/not-yet", `${what} is not built yet`, {next: instead})
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
