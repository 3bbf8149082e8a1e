// Caches on a disk: sealed with a secret of this user, read and written only as the files that they are.
//
// In: text to seal, and the path of a cache in a case folder that may come from anybody. Out: its text, or null. The
// secret is 32 random bytes in the user's state folder, readable to nobody else, made at first need; it never leaves
// this file. Where it cannot be made or trusted nothing is kept and nothing is read: that costs time and no result.

import {createHmac, randomBytes} from "node:crypto"
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs"
import {dirname, isAbsolute, join, relative} from "node:path"
import type {Io} from "../case/index.ts"
import {writeAll} from "./whole-writes.ts"
import {makeEach, partName, removeLeftovers} from "./writing.ts"

const SECRET_BYTES = 32
/** No cache of ours comes near it, and a larger file is not worth its reading. */
const LARGEST_KEPT = 256_000_000
/** Rights of others than the owner. */
const OTHERS = 0o077
const OTHERS_MAY_WRITE = 0o022
// Of a link the link is opened, which fails; and a pipe is not waited for.
const NO_DETOUR = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** The caches of the real world. */
export function openKept(): Io["kept"] {
  // Read once: a secret that changes while a command runs would make its own files strangers.
  let secret: Buffer | null | undefined
  // Once a command: to list a full cache costs more than a write into it.
  const tidied = new Set<string>()
  return {
    seal: (folder, text) => {
      const home = stateFolder()
      if (home === null || liesIn(home, folder)) return null
      secret ??= quietly(() => secretIn(home))
      return secret && createHmac("sha256", secret).update(text).digest("hex")
    },
    read: (path) => quietly(() => (isRealFolder(dirname(path)) ? readPlain(path) : null)),
    write: (path, text) => {
      quietly(() => replace(path, text, tidied))
    },
    folder: (of) => {
      if (process.env["BRINK_CACHE"] === "off") return null
      return of === null ? cacheFolder() : join(of, ".brink")
    },
    trim: (folder, prefix, most) => {
      quietly(() => removeOldest(folder, prefix, most))
    },
  }
}

/** Removes the files of a folder that begin with `prefix`, those written longest ago first, until `most` bytes are left. */
function removeOldest(folder: string, prefix: string, most: number): void {
  if (!isRealFolder(folder)) return
  const files = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const status = lstatSync(join(folder, name), {throwIfNoEntry: false})
      return status?.isFile() ? [{name, size: status.size, at: status.mtimeMs}] : []
    })
    .sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
  let left = most
  for (const {name, size} of files) {
    left -= size
    if (left < 0) rmSync(join(folder, name), {force: true})
  }
}

/** Where one kind of files goes: below what a variable names, else below the platform's own folder (`userFolder`). */
type Habit = {readonly variable: string; readonly windows: string; readonly mac: string; readonly other: string}

const STATE: Habit = {
  variable: "XDG_STATE_HOME",
  windows: "brink",
  mac: "Library/Application Support/brink",
  other: ".local/state/brink",
}
const CACHE: Habit = {
  variable: "XDG_CACHE_HOME",
  windows: "brink/cache",
  mac: "Library/Caches/brink",
  other: ".cache/brink",
}

/** Where programs keep what belongs to one user and one machine; null where the user has no such place. */
export function stateFolder(env = process.env, platform: string = process.platform): string | null {
  return userFolder(STATE, env, platform)
}

/** Where programs keep what can be made anew; null where the user has no such place. */
export function cacheFolder(env = process.env, platform: string = process.platform): string | null {
  return userFolder(CACHE, env, platform)
}

function userFolder({variable, windows, mac, other}: Habit, env: NodeJS.ProcessEnv, platform: string): string | null {
  const below = (name: string, folder: string): string | null => {
    const path = env[name]
    // The XDG Base Directory Specification: a path that is not absolute is to be ignored.
    return path && isAbsolute(path) ? join(path, folder) : null
  }
  const named = below(variable, "brink")
  if (named !== null) return named
  if (platform === "win32") return below("LOCALAPPDATA", windows)
  return below("HOME", platform === "darwin" ? mac : other)
}

/** Whether `path`, or where it will be, lies in `folder`, links followed: a case never holds the secret of its own seals. */
function liesIn(path: string, folder: string): boolean {
  const real = (of: string): string => {
    const there = quietly(() => realpathSync(of))
    if (there !== null) return there
    return dirname(of) === of ? of : join(real(dirname(of)), relative(dirname(of), of))
  }
  const way = relative(real(folder === "" ? "." : folder), real(path))
  return way === "" || (!isAbsolute(way) && way !== ".." && !/^\.\.[/\\]/.test(way))
}

/** The secret in `home`, made where there is none; null for one that others may know or have put there. */
function secretIn(home: string): Buffer | null {
  const path = join(home, "secret")
  makeEach(home, 0o700)
  const folder = statSync(home)
  if (!folder.isDirectory() || !isOurs(folder, OTHERS_MAY_WRITE)) return null
  if (lstatSync(path, {throwIfNoEntry: false}) === undefined) makeSecret(path)
  const file = openSync(path, constants.O_RDONLY | NO_DETOUR)
  try {
    const status = fstatSync(file)
    if (!status.isFile() || status.size !== SECRET_BYTES || !isOurs(status, OTHERS)) return null
    const secret = readFileSync(file)
    return secret.length === SECRET_BYTES ? secret : null
  } finally {
    closeSync(file)
  }
}

/** Written aside and then linked to its name, which only the first of several processes can: all read that one. */
function makeSecret(path: string): void {
  const aside = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`
  try {
    writeAside(aside, randomBytes(SECRET_BYTES))
    quietly(() => linkSync(aside, path))
  } finally {
    rmSync(aside, {force: true})
  }
}

/** Whether this user owns it and nobody else has the `rights`; where the system knows neither, its folders are the user's. */
function isOurs({uid, mode}: Stats, rights: number): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & rights) === 0)
}

function isRealFolder(path: string): boolean {
  return lstatSync(path, {throwIfNoEntry: false})?.isDirectory() === true
}

function readPlain(path: string): string | null {
  if (!lstatSync(path).isFile()) return null
  const file = openSync(path, constants.O_RDONLY | NO_DETOUR)
  try {
    const status = fstatSync(file)
    return status.isFile() && status.size <= LARGEST_KEPT ? readFileSync(file, "utf8") : null
  } finally {
    closeSync(file)
  }
}

/**
 * Puts a new file in the place of one, or of nothing: whatever else stands there is left alone.
 * @param tidied  folders already looked through for what others left half-written.
 */
function replace(path: string, text: string, tidied: Set<string>): void {
  const folder = dirname(path)
  if (lstatSync(folder, {throwIfNoEntry: false}) === undefined) {
    if (folder === cacheFolder()) makeEach(folder, 0o700)
    else mkdirSync(folder)
  }
  const old = lstatSync(path, {throwIfNoEntry: false})
  if (!isRealFolder(folder) || (old !== undefined && !old.isFile())) return
  if (!tidied.has(folder)) {
    tidied.add(folder)
    removeLeftovers(folder)
  }
  // Not flushed to the disk: what a fallen machine has torn has no seal, and is made anew.
  const aside = partName(path)
  try {
    writeAside(aside, text, {flushed: false})
    renameSync(aside, path)
  } finally {
    rmSync(aside, {force: true})
  }
}

/** A file of a name that nobody has, for nobody else's eyes. */
function writeAside(path: string, content: string | Uint8Array, {flushed} = {flushed: true}): void {
  const file = openSync(path, "wx", 0o600)
  try {
    writeAll(file, content)
    if (flushed) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Null where the system refuses: what a cache cannot do is done without it. */
function quietly<T>(act: () => T): T | null {
  try {
    return act()
  } catch (error) {
    if (error instanceof Error && "code" in error) return null
    throw error
  }
}
