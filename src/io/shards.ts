// Shards as files of one folder, that any number of processes on any machines fill together: some of the runs of a plan each
// (run-shards.ts), or some of its documents (document-shards.ts).
//
// In: what is cut, a folder, and who makes a shard. Out: every shard as a file. A file is written beside its place, flushed,
// and linked to its name, which only the first can: so a shard is there whole or not at all, and a second result of it is
// held against the first. Nothing is read that its own hash does not confirm.

import {randomBytes} from "node:crypto"
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {Fault} from "../core/fault.ts"
import {type AnyHead, HEAD_BYTES, hashedHead, mayBeShard, readHead} from "../core/shard-file.ts"
import {Claims} from "./claims.ts"
import {isGone, thisMachine, thisProcess} from "./owner.ts"
import {otherKind} from "./regular.ts"
import {inWords, systemCode} from "./system-words.ts"
import {writeAll} from "./whole-writes.ts"
import {openDigest} from "./workers.ts"
import {cannotWrite, flushFolder, makeFolder} from "./writing.ts"

/** What shards are of: a plan's id, the version of Brink that computes them, and how many there are. */
export type Cut = {readonly id: string; readonly version: string; readonly count: number}

/** A shard that its hash confirms, as far as it is remembered. */
export type Whole = {readonly sha256: string}

/** What stands at the place of a shard. */
type Look<W extends Whole> =
  | {readonly kind: "missing"}
  | {readonly kind: "torn"; readonly why: string}
  | ({readonly kind: "whole"} & W)

/** How many shards of a plan are there, and of how many. */
export type Progress = {readonly done: number; readonly of: number}

/** What came of filling a folder: shards that were there, that this process computed, and that others did meanwhile. */
export type Filled = {readonly reused: number; readonly computed: number; readonly others: number}

/** Bytes of a shard that are read and hashed at a time. */
const AT_ONCE = 1_048_576
/** Milliseconds between two looks at what others work on. */
const PAUSE_MS = 250
/** Links are not followed, and a pipe is not waited for. */
const PLAINLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Shards that a refusal names. */
const MOST_NAMED = 10

/**
 * Makes a folder for shards where there is none, tries to write there, and removes what processes of this machine that are
 * gone left half-written; those of other machines cannot be asked for.
 *
 * @param plan the name of a file that is in it if anything is: somebody's documents, or a case, are no place for shards.
 * @throws Fault `doors/not-ours`, `doors/cannot-write`.
 */
export function prepareFolder(path: string, plan?: string): void {
  makeFolder(path)
  try {
    const names = readdirSync(path)
    if (plan !== undefined && !names.includes(plan) && names.some((name) => !OWN.test(name)))
      throw new Fault("doors/not-ours", `${path} holds files, and no ${plan} of Brink's is among them`, {
        next: "Name another folder; it is made where there is none.",
      })
    for (const name of names) {
      const [, pid, start, machine] = PART.exec(name) ?? []
      const isLeft = machine === thisMachine() && isGone({pid: Number(pid), start: start!})
      if (isLeft || OF_A_MOMENT.test(name)) rmSync(join(path, name), {force: true})
    }
    const probe = join(path, partName())
    closeSync(openSync(probe, "wx"))
    rmSync(probe)
  } catch (error) {
    throw error instanceof Fault ? error : cannotWrite(path, inWords(error))
  }
}

/** Signals that end a program. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** A folder for shards that nobody asked to keep; it goes with `remove`, and with the process unless that is killed. */
export function passingFolder(): {readonly path: string; remove(): void} {
  const path = mkdtempSync(join(tmpdir(), "brink-shards-"))
  const gone = () => rmSync(path, {recursive: true, force: true})
  const ended = (signal: NodeJS.Signals) => {
    remove()
    // Nobody else hears it now, so it does what it does to any program.
    process.kill(process.pid, signal)
  }
  const remove = () => {
    for (const signal of ENDINGS) process.off(signal, ended)
    process.off("exit", gone)
    gone()
  }
  for (const signal of ENDINGS) process.on(signal, ended)
  process.on("exit", gone)
  return {path, remove}
}

/** What processes at shards put into a folder before and beside its plan. */
const OWN = /^(?:\.brink-.*\.tmp|\d+\.(?:shard|claim))$/

/** Files of claims that nobody reads by their name: see claims.ts. */
const OF_A_MOMENT = /^\.brink-(?:now|left)-[0-9a-f]{12}\.tmp$/

const PART = /^\.brink-shard-(\d+)-([0-9a-z]*)-[0-9a-f]{12}@(.+)\.tmp$/i

/** A name that says whose a file is, on which machine: others leave it alone. */
function partName(): string {
  const {pid, start} = thisProcess()
  return `.brink-shard-${pid}-${start}-${randomBytes(6).toString("hex")}@${thisMachine()}.tmp`
}

/** The folder of one plan's shards. `Made` is what one is written from, `W` what is remembered of one that is whole. */
export abstract class ShardFolder<All extends Cut, Made, W extends Whole> {
  readonly path: string
  readonly all: All
  private readonly known = new Map<number, W>()

  constructor(path: string, all: All) {
    this.path = path
    this.all = all
  }

  /** Whether a head is that of this shard, letter for letter. */
  protected abstract isHeadOf(index: number, bytes: Uint8Array, head: AnyHead): boolean
  /** Bytes of a whole shard that has this head. */
  protected abstract lengthOf(index: number, head: AnyHead): number
  /** What is remembered of a shard whose hash and head hold; in words, why it is none after all. */
  protected abstract remembered(index: number, file: number, head: AnyHead): W | string
  /** A shard's bytes, in pieces, and what is remembered of it once they are there. */
  protected abstract sealed(index: number, made: Made): {readonly pieces: readonly Uint8Array[]; readonly whole: W}

  /** The file of a shard. */
  file(index: number): string {
    return join(this.path, `${index}.shard`)
  }

  /**
   * What stands at the place of a shard; one that is whole is looked through once.
   *
   * @throws Fault `shards/other-plan`, `shards/other-version`; `doors/not-ours` for a file that never was a shard;
   *   `doors/link`, `doors/unreadable`.
   */
  look(index: number): Look<W> {
    const known = this.known.get(index)
    if (known) return {kind: "whole", ...known}
    const path = this.file(index)
    const file = opened(path)
    if (file === null) return {kind: "missing"}
    try {
      const found = this.read(index, file)
      if (found.kind === "whole") this.known.set(index, found)
      return found
    } catch (error) {
      throw error instanceof Fault || systemCode(error) === "" ? error : unreadable(path, inWords(error))
    } finally {
      closeSync(file)
    }
  }

  private read(index: number, file: number): Look<W> {
    const path = this.file(index)
    const torn = (why: string): Look<W> => ({kind: "torn", why: `${path} ${why}`})
    const {size} = fstatSync(file)
    const first = new Uint8Array(Math.min(size, HEAD_BYTES))
    readFully(file, first, 0)
    if (!mayBeShard(first))
      throw new Fault("doors/not-ours", `${path} stands at the place of a shard, and is none`, {
        next: "Name another folder, or take the file away.",
      })
    const head = readHead(first)
    if (head === null) return torn(`has ${size} bytes and no whole head`)
    const digest = openDigest()
    digest.update(hashedHead(first, head))
    const piece = new Uint8Array(AT_ONCE)
    for (let at = HEAD_BYTES; at < size; at += AT_ONCE) {
      const bytes = piece.subarray(0, Math.min(AT_ONCE, size - at))
      readFully(file, bytes, at)
      digest.update(bytes)
    }
    if (Buffer.from(digest.digest()).toString("hex") !== head.sha256) return torn("is not what its hash says")
    this.refuseOther(path, index, head, first)
    if (size !== this.lengthOf(index, head)) return torn("has another length than it says")
    const kept = this.remembered(index, file, head)
    return typeof kept === "string" ? torn(kept) : {kind: "whole", ...kept}
  }

  /** @throws Fault for a shard that is whole, and of something else. */
  private refuseOther(path: string, index: number, head: AnyHead, first: Uint8Array) {
    if (head.brink !== this.all.version)
      throw new Fault(
        "shards/other-version",
        `${path} was computed by Brink ${head.brink}, and this is ${this.all.version}`,
        {next: "Compute all shards with one version: with that one, or anew into another folder."},
      )
    if (this.isHeadOf(index, first, head)) return
    const what =
      head.plan === this.all.id
        ? `is shard ${head.shard} of this plan`
        : `is a shard of another plan (${head.plan.slice(0, 12)})`
    throw new Fault("shards/other-plan", `${path} ${what}`, {
      next: `Give each plan a folder of its own; this one is ${this.all.id.slice(0, 12)}.`,
    })
  }

  /**
   * Writes a shard; false where another was first with the same bytes.
   *
   * @throws Fault `shards/differ` where what is there has other bytes; `doors/cannot-write`; as `look`.
   */
  write(index: number, made: Made): boolean {
    const {pieces, whole} = this.sealed(index, made)
    for (;;) {
      if (this.place(`${index}.shard`, pieces)) {
        this.known.set(index, whole)
        return true
      }
      if (this.holds(index, whole.sha256)) return false
    }
  }

  /**
   * Puts the bytes of a shard that another machine computed into its place; false where the same are there already, null
   * where they are no whole shard of this plan.
   *
   * @throws Fault `shards/differ` where what is there has other bytes; `doors/cannot-write`; as `look`.
   */
  receive(index: number, pieces: readonly Uint8Array[]): boolean | null {
    let found: W | null = null
    const isWhole = (file: number): boolean => {
      try {
        const look = this.read(index, file)
        found = look.kind === "whole" ? look : null
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
      return found !== null
    }
    for (;;) {
      const isFirst = this.placed(`${index}.shard`, pieces, isWhole)
      const whole = found as W | null
      if (isFirst === null || whole === null) return null
      if (isFirst) {
        this.known.set(index, whole)
        return true
      }
      if (this.holds(index, whole.sha256)) return false
    }
  }

  /**
   * Whether the shard that is there has this hash; one that is torn is removed, since nothing is lost by it.
   * @throws Fault `shards/differ` where it has another; as `look`.
   */
  holds(index: number, sha256: string): boolean {
    const there = this.look(index)
    if (there.kind === "torn") this.remove(index)
    if (there.kind !== "whole") return false
    if (there.sha256 === sha256) return true
    throw new Fault("shards/differ", `Shard ${index} was computed twice, with other bytes`, {
      place: this.file(index),
      next: "One of the machines that computed it is not to be trusted: take the folder away and compute it anew.",
    })
  }

  /** Removes a torn shard. */
  remove(index: number): void {
    this.attempt(this.file(index), () => rmSync(this.file(index), {force: true}))
  }

  /**
   * Puts a whole file into the folder where none of its name is; false where one is, which stays as it is.
   * @throws Fault `doors/cannot-write`.
   */
  place(name: string, pieces: Iterable<Uint8Array>): boolean {
    return this.placed(name, pieces, () => true) === true
  }

  /** As `place`; null, and nothing is there, where what was written is not what it should be. */
  private placed(name: string, pieces: Iterable<Uint8Array>, isSound: (file: number) => boolean): boolean | null {
    const path = join(this.path, name)
    const part = join(this.path, partName())
    return this.attempt(path, () => {
      try {
        const file = openSync(part, "wx+")
        try {
          let length = 0
          for (const piece of pieces) length += writeAll(file, piece)
          fsyncSync(file)
          const {size} = fstatSync(file)
          if (size !== length) throw new Error(`only ${size} of ${length} bytes were kept`)
          if (!isSound(file)) return null
        } finally {
          closeSync(file)
        }
        const isFirst = named(part, path)
        flushFolder(this.path)
        return isFirst
      } finally {
        rmSync(part, {force: true})
      }
    })
  }

  private attempt<T>(path: string, act: () => T): T {
    try {
      return act()
    } catch (error) {
      throw error instanceof Fault ? error : cannotWrite(path, inWords(error))
    }
  }

  /** @throws Fault `shards/missing` unless every shard is there, with those that are missing or torn; as `look`. */
  assertWhole(planFile: string): void {
    const lacking: number[] = []
    const torn: string[] = []
    for (let index = 0; index < this.all.count; index++) {
      const look = this.look(index)
      if (look.kind !== "whole") lacking.push(index)
      if (look.kind === "torn") torn.push(look.why)
    }
    if (lacking.length === 0) return
    const shown = lacking.slice(0, MOST_NAMED).join(", ")
    const more = lacking.length > MOST_NAMED ? ` and ${lacking.length - MOST_NAMED} more` : ""
    const of = `${lacking.length} of ${this.all.count} shards are not in ${this.path}: ${shown}${more}`
    throw new Fault("shards/missing", [of, ...torn.slice(0, 1)].join("; "), {
      next: `\`brink shard --plan ${planFile} --out ${this.path}\` computes what is missing; --index N one of them.`,
    })
  }

  /**
   * Makes every shard that is missing, sharing them with other processes at the same folder, and ends when all are there.
   * Torn ones are made anew.
   *
   * @param maker called once for each that are at work at a time: makes one shard after another.
   * @param how.atOnce shards that are at work at a time.
   * @param how.say told of torn shards.
   * @throws Fault as `look` and `write`, and as who makes them.
   */
  protected async filled(
    maker: () => (index: number) => Promise<Made>,
    how: {
      readonly atOnce: number
      readonly say: (line: string) => void
      readonly onProgress?: (progress: Progress) => void
    },
  ): Promise<Filled> {
    const {count} = this.all
    const left = new Set<number>()
    for (let index = 0; index < count; index++) if (!this.isThere(index, how.say)) left.add(index)
    const reused = count - left.size
    let computed = 0
    let stopped = false
    const claims = new Claims(this.path)
    const mine = new Set<number>()
    const progress = () => how.onProgress?.({done: count - left.size, of: count})
    progress()
    /** A shard that is this process's to compute; null while others have all that are left. */
    const next = (): number | null => {
      for (const index of left) {
        if (mine.has(index)) continue
        if (this.isThere(index, how.say)) left.delete(index)
        else if (this.attempt(claimOf(index), () => claims.take(claimOf(index)))) {
          if (!this.isThere(index, how.say)) return index
          claims.release(claimOf(index))
          left.delete(index)
        }
        progress()
      }
      return null
    }
    const work = async () => {
      const make = maker()
      while (!stopped && left.size > 0) {
        let index: number | null = null
        try {
          index = next()
          if (index === null) {
            if (left.size > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
            continue
          }
          mine.add(index)
          if (this.write(index, await make(index))) computed++
          left.delete(index)
        } catch (error) {
          stopped = true
          throw error
        } finally {
          if (index !== null) {
            mine.delete(index)
            claims.release(claimOf(index))
          }
        }
        progress()
      }
    }
    try {
      // All have ended when a refusal is told, so that none goes on behind it.
      const ended = await Promise.allSettled(Array.from({length: how.atOnce}, work))
      for (const one of ended) if (one.status === "rejected") throw one.reason
      this.removeClaims()
    } finally {
      await claims.close()
    }
    return {reused, computed, others: count - reused - computed}
  }

  /** Once every shard is there no claim has a use: those of processes that were killed behind their last word go too. */
  private removeClaims(): void {
    this.attempt(this.path, () => {
      for (const name of readdirSync(this.path))
        if (/^\d+\.claim$/.test(name)) rmSync(join(this.path, name), {force: true})
    })
  }

  /** Whether a shard is there whole; one that is torn is removed, and that is said. */
  isThere(index: number, say: (line: string) => void): boolean {
    const look = this.look(index)
    if (look.kind !== "torn") return look.kind === "whole"
    say(`shards/torn: ${look.why}, and is computed anew`)
    this.remove(index)
    return false
  }

  /** Makes one shard into its place, whoever else does; false where it was there. @throws Fault as `filled`. */
  protected async made(index: number, make: () => Promise<Made>, say: (line: string) => void): Promise<boolean> {
    return !this.isThere(index, say) && this.write(index, await make())
  }
}

const claimOf = (index: number): string => `${index}.claim`

/** Gives a file its name where nothing has it; false where something has. */
function named(part: string, path: string): boolean {
  try {
    linkSync(part, path)
    return true
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(systemCode(error))) throw error
  }
  // A disk without links of this kind: between the look and the name another may put the same bytes there.
  if (existsSync(path)) return false
  renameSync(part, path)
  return true
}

/** A regular file, opened; null where there is none. @throws Fault `doors/link`, `doors/unreadable`. */
export function opened(path: string): number | null {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | PLAINLY)
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null
    if (systemCode(error) === "ELOOP")
      throw new Fault("doors/link", `${path} is a link, and a shard is read from no link`, {
        next: "Put the file itself in the place of the link.",
      })
    throw unreadable(path, inWords(error))
  }
  const other = otherKind(fstatSync(file))
  if (other === null) return file
  closeSync(file)
  throw unreadable(path, `it is ${other}`)
}

const unreadable = (path: string, why: string): Fault =>
  new Fault("doors/unreadable", `Cannot read ${path}: ${why}`, {next: "Check the disk and its permissions."})

/** Fills `into` from a place of an open file. @throws Fault `doors/unreadable` where the file ends before. */
export function readFully(file: number, into: Uint8Array, at: number): void {
  for (let done = 0; done < into.length; ) {
    const count = readSync(file, into, done, into.length - done, at + done)
    if (count === 0)
      throw new Fault("doors/unreadable", "A shard became shorter while it was read", {
        next: "Who else writes into its folder? Try again when that has ended.",
      })
    done += count
  }
}
