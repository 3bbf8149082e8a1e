// What counts as a failure of one command line, whatever the input was. In: what it did. Out: the first thing that is
// wrong, or null.
//
// A refusal and a complaint are no failures: the input is meant to be wrong. A failure is what no input excuses.

import {resolve, sep} from "node:path"

/** Milliseconds of one command line. */
export const LONGEST = 10_000
/** Megabytes that V8 may use for what a child holds (`--max-old-space-size`). */
export const HEAP = 512
/** Bytes of a whole process that opened the program and did one mutation: its heap, and what lies beside it. */
export const MOST_RESIDENT = 700_000_000

/** What one command line did. */
export type Ran = {
  readonly words: readonly string[]
  readonly code: number
  readonly out: string
  readonly err: string
  /** What was thrown where nobody caught it. */
  readonly uncaught: string | null
  /** Paths outside the folder at which something was written. */
  readonly outside: readonly string[]
  /** Paths in the folder that are new, changed or gone. */
  readonly changed: readonly string[]
}

/** What is wrong, as a stable key (the same mistake has the same) and in full. */
export type Wrong = {readonly key: string; readonly says: string}

// Refusals too name places, behind "at": a line of a stack names a program's file, or none.
const FRAME = /^\s+at (?:.*(?:\.[cm]?[jt]s|node:[\w/]+):\d+:\d+\)?|.*\((?:<anonymous>|native)\))$/m
// Line ends and tabs are part of how messages are laid out.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

export function judge(ran: Ran, folder: string): Wrong | null {
  const {code, out, err, words} = ran
  const wrong = (what: string, says: string): Wrong => ({
    key: what,
    says: `${words.join(" ").slice(0, 300)}\n${says.slice(0, 3000)}`,
  })
  if (ran.uncaught !== null) return wrong(`uncaught: ${gist(ran.uncaught)}`, ran.uncaught)
  if (FRAME.test(err)) return wrong(`stack: ${gist(err)}`, err)
  if (![0, 1, 2].includes(code)) return wrong(`code ${code}: ${gist(err)}`, err)
  if (code === 2 && out !== "") return wrong(`stdout of a refusal: ${words[0]}`, `${err}\nstdout: ${out.slice(0, 300)}`)
  const control = CONTROL.exec(err)
  if (control)
    return wrong(
      `control character on stderr: ${codeOf(err)}`,
      JSON.stringify(err.slice(Math.max(0, control.index - 200), control.index + 50)),
    )
  if (ran.outside.length > 0) return wrong(`written outside: ${words[0]}`, ran.outside.join("\n"))
  const named = namedBy(words, folder)
  const more = ran.changed.filter((path) => !named(path))
  if (more.length > 0) return wrong(`written and not named: ${words[0]}`, more.join("\n"))
  return null
}

/** The code a refusal begins with. */
const codeOf = (err: string): string => /^[a-z]+\/[a-z-]+/m.exec(err)?.[0] ?? "no code"

/** What kind of mistake it was: its class and the first place in the program, else its first words without numbers and names. */
function gist(stack: string): string {
  const head = /^([A-Za-z]*Error)\b[^\n]*/m.exec(stack)
  const place = /at (?:async )?(?:([\w.<>$ [\]]+) \()?[^\n]*\/dist\/([\w/.-]+):(\d+):\d+/.exec(stack)
  if (head && place) return `${head[1]} at ${place[1] ?? "?"} (${place[2]}:${place[3]})`
  const words = head?.[0] ?? stack.split("\n")[0]!
  return words
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, "'...'")
    .replace(/\d+/g, "N")
    .slice(0, 120)
}

/** Whether a command line names a path as what it may write: a word of it, or what docs/formats/case.md says is written. */
function namedBy(words: readonly string[], folder: string): (path: string) => boolean {
  const [command] = words
  const said = words.slice(1).flatMap((word) => [word, word.slice(word.indexOf("=") + 1)])
  const paths = new Set(said.filter((word) => !word.includes("\0")).map((word) => resolve(folder, word)))
  if (command === "outlook") paths.add(resolve(folder, "brink-report.html"))
  const within = [...paths].flatMap((path) => [
    `${path}${sep}.brink${sep}`,
    ...(command === "init" ? [`${path}${sep}`] : []),
  ])
  // A folder of shards is filled with what the plan numbers.
  const folders = words.flatMap((word, i) => (words[i - 1] === "--shards" || words[i - 1] === "--out" ? [word] : []))
  if (["run", "read", "shard"].includes(command!))
    within.push(...folders.filter((word) => !word.includes("\0")).map((word) => `${resolve(folder, word)}${sep}`))
  for (const path of [...paths]) for (const name of WRITTEN.get(command!) ?? []) paths.add(`${path}${sep}${name}`)
  return (path) => paths.has(path) || within.some((inside) => path.startsWith(inside))
}

const WRITTEN: ReadonlyMap<string, readonly string[]> = new Map([
  ["edit", ["edits.jsonl"]],
  ["calibrate", ["plausible.csv"]],
  ["outlook", ["claims.jsonl", "map.json", "outlook.json"]],
])
