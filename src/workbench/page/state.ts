// What every view of the page shares: what stands, what the last decision did, how one is made and taken back.

import {signal} from "@preact/signals"
import type {Effect} from "../effect.ts"
import type {CaseView, Conflict, EditRow, Lost, Moved, Opening, Shares} from "../shapes.ts"
import {decide, getCase, getEdits, getOpening, getShares, hear, Refused, wouldDo} from "./send.ts"
import type {ViewName} from "./view.ts"
import {dropNewest, keepFor, keepWaiting, sendAll, waiting} from "./waiting.ts"
import {type Waiting, writtenBy} from "./waiting-lines.ts"

export const view = signal<ViewName>("read")
export const standing = signal<CaseView | null>(null)
/** How far the program is with opening the case; null before it says so, and once it has. */
export const opening = signal<Opening | null>(null)
export const edits = signal<readonly EditRow[]>([])
/** What the last decision did, in words; null before the first. `by`: null where nobody decided. */
export const told = signal<{
  readonly by: string | null
  readonly what: string
  readonly effect: Effect | null
  /** The number of the edit, of a decision made here. */
  readonly n?: number
} | null>(null)
/** Shares of runs that the last decisions moved, once nobody has decided for a while; null until they are there. */
export const shares = signal<Shares | null>(null)
export const trouble = signal<{readonly says: string; readonly next: string} | null>(null)
export const isGone = signal(false)
/** A decision that was not written, since others decided about the same meanwhile; `again` writes it after theirs. */
export const conflict = signal<(Conflict & {readonly what: string; again(): Promise<boolean>}) | null>(null)
/** Documents that have changed on disk, and the edits that no longer find what they were about. */
export const changed = signal<{readonly says: string; readonly lost: readonly Lost[]} | null>(null)
/** From a decision until what comes after it is shown: keys for decisions do nothing meanwhile, so that none falls on the wrong thing. */
export const isBusy = signal(false)

/** Called after every decision, by whomever. */
const followers: (() => void | Promise<void>)[] = []
export function onChanged(act: () => void | Promise<void>): void {
  followers.push(act)
}

/** No answer, or the answer of another launch on the same port: the program that this window spoke to is gone. */
const isOfGone = ({status}: Refused): boolean => status === 0 || (status === 401 && standing.value !== null)

/** Does what may be refused, and says so where it is. */
export async function tryTo<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    const done = await act()
    trouble.value = null
    return done
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    trouble.value = {says: error.message, next: error.next}
    if (isOfGone(error)) isGone.value = true
    return null
  }
}

const LOOK_MS = 150

/** What stands, once the program has opened the case; how far it is with that until then. */
async function opened(): Promise<CaseView | null> {
  let found: CaseView | null | undefined
  const asked = tryTo(getCase).then((there) => {
    found = there
  })
  while (found === undefined) {
    await Promise.race([asked, new Promise((after) => setTimeout(after, LOOK_MS))])
    if (found === undefined) opening.value = await getOpening().catch(() => null)
  }
  opening.value = null
  return found
}

/** Asks what stands, and hears what others do from here on. */
export async function open(): Promise<boolean> {
  const found = await opened()
  if (!found) return false
  standing.value = found
  keepFor(found.path)
  await listEdits()
  void sendWaiting()
  void hear(
    (news) => {
      if (news.kind === "trouble") {
        trouble.value = news
        return
      }
      if (news.kind === "documents") {
        changed.value = news
        told.value = {by: null, what: "Documents were read again", effect: news.effect}
        void recount()
        return
      }
      told.value = {
        by: news.edits[0]?.by ?? "somebody",
        what: news.edits.length === 1 ? `edit ${news.edits[0]!.n}` : `${news.edits.length} edits`,
        effect: news.effect,
      }
      void follow(news)
    },
    (gone) => {
      const isBack = isGone.value && !gone
      isGone.value = gone
      if (isBack) void recount().then(sendWaiting)
    },
  )
  return true
}

/** Edits that wrote what waited here, so that no other that waited is taken for them. */
const sent = new Set<number>()

/** Writes the decisions that were made while the program was gone; one that others decided about meanwhile stops it. */
async function sendWaiting(): Promise<void> {
  if (waiting.value.length === 0 || conflict.value !== null) return
  const arrived: Waiting[] = []
  await sendAll(async (one) => {
    if (conflict.value !== null) return false
    try {
      const {edits: there} = await getEdits()
      const written = writtenBy(one, there, standing.value!.by, sent)
      for (const n of written ?? []) sent.add(n)
      if (written !== null) arrived.push(one)
      else {
        const found = await sendOne(one)
        if ("code" in found) {
          const how = {...(one.why !== undefined && {why: one.why}), rev: found.rev}
          conflict.value = {
            ...found,
            what: one.what,
            again: () => made(one.lines, one.what, how).finally(() => void sendWaiting()),
          }
        } else {
          for (const {n} of found.edits) sent.add(n)
          if (found.edits.length > 0) arrived.push(one)
          if (found.refused[0]) trouble.value = {says: `${one.what}: ${found.refused[0].says}`, next: ""}
        }
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // A list of edits that cannot be written now may be later: the decision goes on waiting.
      if (!isOfGone(error)) trouble.value = {says: `${one.what}: ${error.message}`, next: error.next}
      return false
    }
    return true
  })
  const [first] = arrived
  if (!first) return
  const what =
    arrived.length === 1
      ? `${first.what}, decided while Brink was gone`
      : `${arrived.length} decisions made while Brink was gone`
  told.value = {by: "you", what, effect: null}
  await recount()
}

/** What waited before it and was written just now is nobody else's. */
async function sendOne(one: Waiting) {
  let {rev} = one
  for (;;) {
    const found = await decide(one.lines, rev, one.why).catch((error: unknown) => {
      if (error instanceof Refused && error.conflict) return error.conflict
      throw error
    })
    if (!("code" in found) || !found.edits.every(({n}) => sent.has(n))) return found
    rev = found.rev
  }
}

/** Keeps theirs where two decided about the same, and goes on with what waits. */
export function keepTheirs(): void {
  conflict.value = null
  void sendWaiting()
}

/** Puts where one is into the address. */
export function address(rest: string): void {
  history.replaceState(null, "", `#/${rest}`)
}

/** What lines would do, or why they are refused. */
export async function foretold(lines: readonly object[]): Promise<string> {
  try {
    const {warns, ...effect} = await wouldDo(lines)
    return `${warns === undefined ? "" : `${warns}. `}${inWords(effect)}`
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return error.message
  }
}

/** "Gone: Raids → Trade. Circles 3 → 2." */
export function inWords({says, ...counts}: Effect): string {
  const names = {
    links: "links",
    pieces: "pieces",
    toldTwice: "told by two",
    circles: "circles",
    whole: "told whole",
    contested: "contested",
    levers: "lever signs",
  } as const
  const moved = Object.entries(names).flatMap(([key, name]) => {
    const [before, after] = counts[key as keyof typeof names]
    return before === after ? [] : [`${name} ${before} → ${after}`]
  })
  const line = moved.join(", ")
  const all = [...says, ...(moved.length > 0 ? [`${line.charAt(0).toUpperCase()}${line.slice(1)}.`] : [])]
  return all.length === 0 ? "Nothing else moves." : all.join(" ")
}

/** Several lines that are one decision, and are taken back as one. */
export function together(lines: readonly object[]): readonly object[] {
  return lines.length < 2 ? lines : lines.map((line, i) => (i === 0 ? {...line, n: 1} : {...line, with: 1}))
}

type How = {
  readonly why?: string
  readonly show?: () => void | Promise<void>
  /** Edits that were known when what is decided about was shown; without it those that are known now. */
  readonly rev?: number
}

/**
 * Decides, one decision at a time, and says what came of it once what comes next can be decided about.
 * @param what  what was decided, in words. @param show  shows it and what comes next.
 * @returns whether it was decided, when all that follows it is there; where it was refused, that is told.
 */
export function made(lines: readonly object[], what: string, how: How = {}): Promise<boolean> {
  if (isBusy.value) return Promise.resolve(false)
  const making = make(lines, what, how)
  lastMade = making
  return making
}

/** The last decision, with all that follows it. */
let lastMade: Promise<boolean> = Promise.resolve(true)

async function make(lines: readonly object[], what: string, {why, show, rev}: How): Promise<boolean> {
  let followed: Promise<void>
  isBusy.value = true
  try {
    conflict.value = null
    const asked = decide(together(lines), rev ?? standing.value?.rev ?? 0, why)
    const found = await asked.catch((error: unknown) => (error instanceof Refused ? error.conflict : null))
    if (found && "code" in found) {
      const how = {...(why !== undefined && {why}), ...(show && {show}), rev: found.rev}
      conflict.value = {...found, what, again: () => made(lines, what, how)}
      return false
    }
    const done = await tryTo(() => asked)
    if (!done && isGone.value) {
      keepWaiting({lines: together(lines), what, rev: rev ?? standing.value?.rev ?? 0, ...(why !== undefined && {why})})
      trouble.value = null
      await show?.()
      told.value = {by: "you", what: `${what}; it waits in this window`, effect: null}
      return true
    }
    if (!done) return false
    if (done.refused[0]) {
      trouble.value = {says: done.refused[0].says, next: ""}
      return false
    }
    followed = follow(done)
    await show?.()
    const [first] = done.edits
    told.value = {by: "you", what, effect: done.effect, ...(first && {n: first.n})}
  } finally {
    isBusy.value = false
  }
  await followed
  return true
}

/** Takes in what a decision moved, and tells whoever follows; what stands is asked for anew only where something was missed. */
async function follow({edits: made, counted, restated}: Moved): Promise<void> {
  awaitShares()
  const found = standing.value
  const here = edits.value
  if (!found || restated === null || here.length + made.length !== counted.rev) return await recount()
  const other = new Map(restated.map((edit) => [edit.n, edit]))
  standing.value = {...found, ...counted}
  edits.value = [...[...made].reverse(), ...here.map((edit) => other.get(edit.n) ?? edit)]
  await tellFollowers()
}

const SHARES_MS = 2000
let sharesDue: ReturnType<typeof setTimeout> | undefined

/** Asks for shares of runs once two seconds have passed without a decision: runs take every thread there is. */
function awaitShares(): void {
  shares.value = null
  clearTimeout(sharesDue)
  sharesDue = setTimeout(async () => {
    const found = await getShares().catch(() => null)
    if (found?.rev === standing.value?.rev) shares.value = found
  }, SHARES_MS)
}

const tellFollowers = async (): Promise<void> => {
  await Promise.all(followers.map((act) => act()))
}

/** Says that the folder is a case now. */
export async function keptAs(path: string): Promise<void> {
  told.value = {by: "you", what: `kept as a case: ${path}`, effect: null}
  await recount()
}

let counting: Promise<void> = Promise.resolve()
let countsNext: Promise<void> | null = null

/** Asks what stands now, and tells whoever follows: one count at a time, and one for all that is decided during it. */
function recount(): Promise<void> {
  const start = (): Promise<void> => {
    countsNext = null
    counting = count()
    return counting
  }
  countsNext ??= counting.then(start, start)
  return countsNext
}

async function count(): Promise<void> {
  const [found] = await Promise.all([tryTo(getCase), listEdits()])
  if (found) standing.value = found
  await tellFollowers()
}

async function listEdits(): Promise<void> {
  const found = await tryTo(getEdits)
  if (found) edits.value = found.edits
}

let undoing: Promise<void> = Promise.resolve()

/** Takes back the newest decision of this window that is in force; `again` takes back the newest such undo. Each waits for the one before. */
export function undo(again = false): Promise<void> {
  const start = (): Promise<void> => undoNewest(again)
  undoing = undoing.then(start, start)
  return undoing
}

async function undoNewest(again: boolean): Promise<void> {
  if (!again && waiting.value.length > 0) {
    const dropped = dropNewest()
    if (!dropped) return
    told.value = {by: "you", what: `${dropped.what}: no longer waits`, effect: null}
    undoneClaim.value = claimOf(dropped.lines[0]!)
    await tellFollowers()
    return
  }
  // Which edit is the newest is known once the last decision is in the list.
  await lastMade.catch(() => false)
  const mine = edits.value.find(({own, undone, kind}) => own && !undone && (kind === "undo") === again)
  if (!mine) {
    trouble.value = {
      says: again ? "Nothing was undone here" : "Nothing was decided here",
      next: "The list of edits undoes those of others.",
    }
    return
  }
  await undoEdit(mine)
}

/** The claim that the last undo was about; null where it was about none. */
export const undoneClaim = signal<string | null>(null)

/** Takes back an edit, with all that was written by the same decision. */
export async function undoEdit({n, kind, with: part}: EditRow): Promise<void> {
  const head = part ?? n
  const all = edits.value.filter((one) => !one.undone && (one.n === head || one.with === head)).reverse()
  const what = kind === "undo" ? `edit ${n} no longer undone` : `edit ${n} undone`
  const about = all.map(({line}) => claimOf(JSON.parse(line))).find((claim) => claim !== null) ?? null
  const lines = all.map((one) => ({kind: "undo", of: one.n}))
  undoneClaim.value = about
  await made(lines, what, {why: `edit ${n} is taken back`})
}

/** The claim that a line is about, or that what it undid was. */
function claimOf(line: object): string | null {
  const {claim, of} = line as {claim?: string; of?: number}
  if (claim !== undefined) return claim
  const target = edits.value.find(({n}) => n === of)
  return target ? claimOf(JSON.parse(target.line)) : null
}

export const short = (text: string, most = 60): string => (text.length > most ? `${text.slice(0, most - 3)}...` : text)
