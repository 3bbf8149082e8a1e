// What the page shows, and what a person can do with it. Rows stay where they are while a view is open; what was decided is
// greyed, and the next undecided row is selected.

import {computed, signal} from "@preact/signals"
import type {Effect} from "../effect.ts"
import type {Card, CaseView, DocumentView, EditRow, NameRow, Row} from "../shapes.ts"
import {decide, getCard, getCase, getDocument, getEdits, getNames, getQueue, hear, Refused, wouldDo} from "./send.ts"

export type View = "read" | "names" | "edits"

export const view = signal<View>("read")
export const standing = signal<CaseView | null>(null)
export const show = signal("odd")
export const rows = signal<readonly Row[]>([])
export const all = signal(0)
export const selected = signal<string | null>(null)
export const card = signal<Card | null>(null)
export const beside = signal<DocumentView | null>(null)
export const edits = signal<readonly EditRow[]>([])
/** What the last decision did, in words; null before the first. */
export const told = signal<{readonly by: string; readonly what: string; readonly effect: Effect | null} | null>(null)
export const trouble = signal<{readonly says: string; readonly next: string} | null>(null)
export const isGone = signal(false)
export const isBusy = signal(false)
export const helps = signal(false)
/** The words of a phrase that is being chosen anew. */
export const wording = signal<{readonly cause: string; readonly effect: string} | null>(null)
/** What each answer would do, by its key, for the card that is shown. */
export const would = signal<ReadonlyMap<string, string>>(new Map())

/** Cards of the view of names, and all there are. */
export const cards = signal<readonly NameRow[]>([])
export const allCards = signal(0)
/** The card that is looked at, and the one that was picked up to be laid on another. */
export const at = signal<string | null>(null)
export const picked = signal<string | null>(null)
/** What became of a card: the one it lies on. */
export const laid = signal<ReadonlyMap<string, string>>(new Map())
/** What laying the picked card on the one looked at would do, as the same thing and as its opposite. */
export const wouldLay = signal<{readonly same: string; readonly opposite: string} | null>(null)

export const row = computed(() => rows.value.find(({claim}) => claim === selected.value) ?? null)

/** An answer to a card: its key, its word, and the lines it writes. */
export type Answer = {readonly key: string; readonly word: string; readonly lines: (of: Card) => readonly object[]}

const turned = {"+": "-", "-": "+", "0": "+", unclear: "+"} as const

export const ANSWERS: readonly Answer[] = [
  {
    key: "1",
    word: "right",
    lines: ({claim, hedge}) => [{kind: "accept", claim, why: "read rightly", ...(hedge !== null && {plainly: false})}],
  },
  {key: "2", word: "wrong", lines: ({claim}) => [{kind: "reject", claim, why: "not what the sentence says"}]},
  {
    key: "3",
    word: "other way",
    lines: ({claim, sign}) => [{kind: "sign", claim, sign: turned[sign], why: "it goes the other way"}],
  },
]

/** Does what may be refused, and says so where it is. */
async function tryTo<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    const done = await act()
    trouble.value = null
    return done
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    trouble.value = {says: error.message, next: error.next}
    if (error.status === 0) isGone.value = true
    return null
  }
}

export async function open(): Promise<void> {
  const found = await tryTo(getCase)
  if (!found) return
  standing.value = found
  if (found.suspects === 0) show.value = "all"
  await fill()
  const wanted = /^#\/read\/([^?]+)/.exec(location.hash)?.[1]
  await select(rows.value.find(({claim}) => claim === wanted)?.claim ?? rows.value[0]?.claim ?? null)
  await listEdits()
  void hear(
    (news) => {
      if (news.kind === "trouble") {
        trouble.value = news
        return
      }
      void changed({
        by: news.edits[0]?.by ?? "somebody",
        what: news.edits.length === 1 ? `edit ${news.edits[0]!.n}` : `${news.edits.length} edits`,
        effect: news.effect,
      })
    },
    (gone) => {
      isGone.value = gone
    },
  )
}

/** Fills the queue anew: on coming to the view, never while it is worked on. */
export async function fill(): Promise<void> {
  const queue = await tryTo(() => getQueue(show.value, 0))
  if (!queue) return
  rows.value = queue.rows
  all.value = queue.of
}

/** More rows behind those that are shown. */
export async function more(): Promise<void> {
  const queue = await tryTo(() => getQueue(show.value, rows.value.length))
  if (!queue) return
  const there = new Set(rows.value.map(({claim}) => claim))
  rows.value = [...rows.value, ...queue.rows.filter(({claim}) => !there.has(claim))]
  all.value = queue.of
}

export async function select(claim: string | null): Promise<void> {
  selected.value = claim
  wording.value = null
  would.value = new Map()
  if (claim === null) {
    card.value = null
    return
  }
  history.replaceState(null, "", `#/read/${claim}`)
  const found = await tryTo(() => getCard(claim))
  if (!found || selected.value !== claim) return
  card.value = found
  if (beside.value && beside.value.file !== found.file) await showDocument(found.file)
  void foresee(found)
}

/** What each answer would do comes after the card, never before it. */
async function foresee(of: Card): Promise<void> {
  for (const {key, lines} of ANSWERS) {
    if (selected.value !== of.claim) return
    let says: string
    try {
      says = inWords(await wouldDo(lines(of)))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      says = error.message
    }
    if (selected.value === of.claim) would.value = new Map(would.value).set(key, says)
  }
}

/** "Circles 3 to 2. Gone: Raids → Trade." */
export function inWords({says, ...counts}: Effect): string {
  const names = {
    links: "links",
    pieces: "pieces",
    toldTwice: "told by two",
    circles: "circles",
    whole: "told whole",
    contested: "contested",
  } as const
  const moved = Object.entries(names).flatMap(([key, name]) => {
    const [before, after] = counts[key as keyof typeof names]
    return before === after ? [] : [`${name} ${before} → ${after}`]
  })
  const all = [...says, ...(moved.length > 0 ? [`${moved.join(", ")}.`] : [])]
  return all.length === 0 ? "Nothing else moves." : all.join(" ")
}

/** Decides, and goes on to the next row that nobody has decided about. */
export async function answer({word, lines}: Pick<Answer, "word" | "lines">): Promise<void> {
  const of = card.value
  if (!of || isBusy.value) return
  isBusy.value = true
  const done = await tryTo(() => decide(lines(of)))
  isBusy.value = false
  if (!done) return
  if (done.refused[0]) {
    trouble.value = {says: done.refused[0].says, next: ""}
    return
  }
  rows.value = rows.value.map((one) => (one.claim === of.claim ? {...one, verdict: word as Row["verdict"]} : one))
  await changed({
    by: "you",
    what: `${word}: “${short(of.ends.cause.text)}” and “${short(of.ends.effect.text)}”`,
    effect: done.effect,
  })
  await step(1, true)
}

async function changed(what: NonNullable<typeof told.value>): Promise<void> {
  told.value = what
  const found = await tryTo(getCase)
  if (found) standing.value = found
  await listEdits()
}

async function listEdits(): Promise<void> {
  const found = await tryTo(getEdits)
  if (found) edits.value = found.edits
}

/** The row before or after; with `undecided`, the next that nobody has decided about, from the top again at the end. */
export async function step(by: 1 | -1, undecided = false): Promise<void> {
  const list = rows.value
  const at = list.findIndex(({claim}) => claim === selected.value)
  for (let k = 1; k <= list.length; k++) {
    const next = list[(at + by * k + list.length * k) % list.length]!
    if (!undecided && (at + by * k < 0 || at + by * k >= list.length)) return
    if (!undecided || next.verdict === null) {
      await select(next.claim)
      return
    }
  }
  await select(selected.value)
}

/** Takes back the newest decision of this window that is in force; `again` takes back the newest such undo. */
export async function undo(again = false): Promise<void> {
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

export async function undoEdit({n, kind, line}: EditRow): Promise<void> {
  const done = await tryTo(() => decide([{kind: "undo", of: n}], `edit ${n} is taken back`))
  if (!done) return
  await changed({
    by: "you",
    what: kind === "undo" ? `edit ${n} no longer undone` : `edit ${n} undone`,
    effect: done.effect,
  })
  const {claim} = JSON.parse(line) as {claim?: string}
  const about = claim ?? claimUndone(line)
  await refreshRow(about)
}

/** The claim that an undone undo was about, as far as the list tells it. */
function claimUndone(line: string): string | undefined {
  const {of} = JSON.parse(line) as {of?: number}
  const target = edits.value.find(({n}) => n === of)
  return target ? (JSON.parse(target.line) as {claim?: string}).claim : undefined
}

async function refreshRow(claim: string | undefined): Promise<void> {
  if (claim === undefined) return
  const found = await tryTo(() => getCard(claim))
  if (!found) return
  rows.value = rows.value.map((one) => (one.claim === claim ? {...one, verdict: found.verdict} : one))
  await select(claim)
}

export async function showDocument(file: string | null): Promise<void> {
  beside.value = file === null ? null : await tryTo(() => getDocument(file))
}

/** Fills the cards anew: on coming to the view. */
export async function dealCards(): Promise<void> {
  const found = await tryTo(() => getNames(0))
  if (!found) return
  cards.value = found.rows
  allCards.value = found.of
  laid.value = new Map()
  picked.value = null
  lookAt(found.rows[0]?.id ?? null)
}

export async function moreCards(): Promise<void> {
  const found = await tryTo(() => getNames(cards.value.length))
  if (!found) return
  const there = new Set(cards.value.map(({id}) => id))
  cards.value = [...cards.value, ...found.rows.filter(({id}) => !there.has(id))]
  allCards.value = found.of
}

export function lookAt(id: string | null): void {
  at.value = id
  wouldLay.value = null
  if (id !== null) void foreseeLaying(id)
}

/** Picks up the card that is looked at, or lets go of the one that was. */
export function pick(): void {
  picked.value = picked.value === null || picked.value !== at.value ? at.value : null
  wouldLay.value = null
}

function layLines(move: string, onto: string, as: "same" | "opposite"): object[] {
  const line = {
    kind: "merge",
    factors: [onto, move],
    why: as === "same" ? "one thing" : "one is the other turned round",
  }
  return [as === "same" ? line : {...line, opposite: [move]}]
}

async function foreseeLaying(onto: string): Promise<void> {
  const move = picked.value
  if (move === null || move === onto || laid.value.has(onto)) return
  const says = async (as: "same" | "opposite"): Promise<string> => {
    try {
      return inWords(await wouldDo(layLines(move, onto, as)))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return error.message
    }
  }
  const both = {same: await says("same"), opposite: await says("opposite")}
  if (at.value === onto && picked.value === move) wouldLay.value = both
}

/** Lays the picked card on the one looked at. */
export async function layCard(as: "same" | "opposite"): Promise<void> {
  const [move, onto] = [picked.value, at.value]
  if (move === null || onto === null || move === onto || laid.value.has(onto) || isBusy.value) return
  const name = (id: string) => cards.value.find((one) => one.id === id)?.name ?? id
  isBusy.value = true
  const done = await tryTo(() => decide(layLines(move, onto, as)))
  isBusy.value = false
  if (!done) return
  if (done.refused[0]) {
    trouble.value = {says: done.refused[0].says, next: ""}
    return
  }
  laid.value = new Map(laid.value).set(move, as === "same" ? name(onto) : `the opposite of ${name(onto)}`)
  picked.value = null
  wouldLay.value = null
  await changed({
    by: "you",
    what: `${name(move)} is ${as === "same" ? "" : "the opposite of "}${name(onto)}`,
    effect: done.effect,
  })
}

/** The card before or after that lies on no other. */
export function stepCard(by: 1 | -1): void {
  const free = cards.value.filter(({id}) => !laid.value.has(id))
  const next = free[free.findIndex(({id}) => id === at.value) + by]
  if (next) lookAt(next.id)
}

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text)
