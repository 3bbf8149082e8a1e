// A failure made small and kept, for a test to try from then on. In: a failure. Out: a file under test/fuzz/found.
//
// A file is text where it can be, else base64, and under 4 kB; a failure that cannot be made so small is kept as the
// address it is made from, which holds only as long as the generator stays as it is.

import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {openArchive} from "../../src/documents/formats/archive.ts"
import {storeParts} from "../../src/documents/formats/storing.ts"
import type {Attempt} from "./attempt.ts"
import type {Address} from "./child.ts"
import {drawsAt} from "./draws.ts"
import type {Hand, Workshop} from "./hand.ts"
import {type Failure, tryAlone} from "./hunt.ts"
import {KINDS} from "./kinds.ts"
import {openMaterial} from "./program.ts"

/** Bytes of a file that is kept. */
const MOST_KEPT = 4000
/** Milliseconds that one failure is made smaller for. */
const SHRINKING = 60_000

type Content = string | {readonly base64: string}
/** A file under test/fuzz/found: what it shows, and how to do it. */
type Kept =
  | {readonly shows: string; readonly address: Address}
  | {
      readonly shows: string
      readonly files: Readonly<Record<string, Content>>
      readonly commands: Attempt["commands"]
      readonly answers?: readonly Content[]
    }

const foundIn = (project: string): string => join(project, "test/fuzz/found")

/** Everything that was found so far, by the name of its file. */
export function allKept(project: string): Map<string, Attempt | Address> {
  const folder = foundIn(project)
  if (!existsSync(folder)) return new Map()
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => [name, opened(JSON.parse(readFileSync(join(folder, name), "utf8")) as Kept)]),
  )
}

function opened(kept: Kept): Attempt | Address {
  if ("address" in kept) return kept.address
  const {files, commands, answers, shows} = kept
  return {
    files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, bytesOf(content)])),
    commands,
    ...(answers && {answers: answers.map(bytesOf)}),
    damaged: null,
    done: shows,
  }
}

const bytesOf = (content: Content): Uint8Array =>
  typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content.base64, "base64")

/** Writes a failure, as small as it becomes in a minute, and gives the path. */
export async function keep(shop: Workshop, failure: Failure): Promise<string> {
  const {kind, seed, number, key} = failure
  const hand = shop.hand("shrinking")
  const material = await openMaterial(shop.project, shop.made)
  const attempt = KINDS[kind]!(drawsAt(kind, seed, number), material)
  // What is altered between two commands, and what makes the process die, stays as it is.
  const small = attempt.spoil || /^(?:hangs|dies|memory|differs)/.test(key) ? attempt : await shrink(hand, attempt, key)
  await hand.renew()
  const contentOf = (bytes: Uint8Array): Content => {
    const text = Buffer.from(bytes).toString("utf8")
    return Buffer.from(text, "utf8").equals(Buffer.from(bytes)) ? text : {base64: Buffer.from(bytes).toString("base64")}
  }
  const shows = `${kind}: ${key}`
  const whole: Kept = {
    shows,
    files: Object.fromEntries(Object.entries(small.files).map(([path, bytes]) => [path, contentOf(bytes)])),
    commands: small.commands,
    ...(small.answers && {answers: small.answers.map(contentOf)}),
  }
  const text = `${JSON.stringify(whole, null, 1)}\n`
  const kept =
    attempt.spoil || text.length > MOST_KEPT
      ? `${JSON.stringify({shows, address: {kind, seed, number}} satisfies Kept, null, 1)}\n`
      : text
  const folder = foundIn(shop.project)
  mkdirSync(folder, {recursive: true})
  const name = `${kind}-${key.toLowerCase().replace(/[^a-z]+/g, "-")}`.slice(0, 80).replace(/-$/, "")
  const path = join(folder, `${name}.json`)
  writeFileSync(path, kept)
  return path
}

/** The same failure with less: fewer command lines, fewer files, less in each. */
async function shrink(hand: Hand, attempt: Attempt, key: string): Promise<Attempt> {
  const until = Date.now() + SHRINKING
  const fails = async (less: Attempt): Promise<boolean> => {
    if (Date.now() > until) return false
    const fate = await hand.run(less)
    return !("lost" in fate) && fate.wrong?.key === key
  }
  let small = attempt
  if (!(await fails(small))) return small
  const take = async (less: Attempt): Promise<boolean> => {
    if (!(await fails(less))) return false
    small = less
    return true
  }
  for (let at = small.commands.length - 1; at >= 0 && small.commands.length > 1; at--)
    await take({...small, commands: small.commands.filter((_, i) => i !== at)})
  for (const path of Object.keys(small.files))
    await take({...small, files: Object.fromEntries(Object.entries(small.files).filter(([other]) => other !== path))})
  for (const path of Object.keys(small.files)) {
    const put = (bytes: Uint8Array) => take({...small, files: {...small.files, [path]: bytes}})
    await lessBytes(small.files[path]!, put)
  }
  for (const [at] of (small.answers ?? []).entries())
    await lessBytes(small.answers![at]!, (bytes) =>
      take({...small, answers: small.answers!.map((old, i) => (i === at ? bytes : old))}),
    )
  for (const [at] of small.commands.entries())
    for (let word = small.commands[at]!.length - 1; word > 0; word--)
      await take({
        ...small,
        commands: small.commands.map((old, i) => (i === at ? old.filter((_, j) => j !== word) : old)),
      })
  return small
}

/** Tries less and less of some bytes: of an archive part by part, of text line by line and letter by letter. */
async function lessBytes(bytes: Uint8Array, take: (less: Uint8Array) => Promise<boolean>): Promise<void> {
  if (Buffer.from(bytes.subarray(0, 2)).toString() === "PK") {
    let parts: Map<string, Uint8Array>
    try {
      const archive = openArchive(bytes)
      parts = new Map(archive.names.map((name) => [name, archive.part(name)!]))
    } catch {
      return
    }
    if (!(await take(storeParts(parts)))) return
    for (const name of [...parts.keys()]) {
      const without = new Map([...parts].filter(([other]) => other !== name))
      if (await take(storeParts(without))) parts = without
      else
        await lessText(Buffer.from(parts.get(name)!).toString("latin1"), async (less) => {
          const with_ = new Map(parts).set(name, Buffer.from(less, "latin1"))
          if (!(await take(storeParts(with_)))) return false
          parts = with_
          return true
        })
    }
    return
  }
  await lessText(Buffer.from(bytes).toString("latin1"), (less) => take(Buffer.from(less, "latin1")))
}

/** Halves, quarters, eighths ... are left out while that can be done: first of lines, then of letters. */
async function lessText(text: string, take: (less: string) => Promise<boolean>): Promise<void> {
  let small = text
  for (const joint of ["\n", ""]) {
    let pieces = small.split(joint)
    for (let length = Math.ceil(pieces.length / 2); length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2))
      for (let at = 0; at < pieces.length; ) {
        const less = [...pieces.slice(0, at), ...pieces.slice(at + length)]
        if (pieces.length > 1 && (await take(less.join(joint)))) pieces = less
        else at += length
      }
    small = pieces.join(joint)
  }
}

/** What is wrong with what was kept, tried again; null once it is mended. */
export async function again(hand: Hand, what: Attempt | Address): Promise<string | null> {
  let {wrong} = await tryAlone(hand, what)
  // What a process keeps of those before it is not what this one takes.
  if (wrong?.key.startsWith("memory")) {
    await hand.renew()
    wrong = (await tryAlone(hand, what)).wrong
  }
  return wrong && `${wrong.key}\n${wrong.says}`
}
