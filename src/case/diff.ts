// What changed between two versions of a case, and which change moved what.
//
// In: two versions, the cases behind them as far as they are at hand, and who works out what follows from a case. Out:
// every difference with the changes that made it. Changes are replayed one after the other, each on top of those before
// it and with the same random numbers, so that what moves at a step was moved by its change. Of an earlier outlook that
// is a file alone, what was taken away since cannot be replayed: it is told as one.

import {Fault} from "../core/fault.ts"
import type {Case} from "./case.ts"
import {type Change, changesBetween, type Follows, type LinkState, type Version} from "./version.ts"

/** A link that is not what it was; null where it is not there. */
export type LinkMove = {
  readonly id: string
  readonly before: Omit<LinkState, "id"> | null
  readonly after: Omit<LinkState, "id"> | null
  /** Numbers of the steps that moved it. */
  readonly by: readonly number[]
}

/** An outcome whose share of runs moved, and by how much at each step. */
export type OutcomeMove = {
  readonly id: string
  readonly says: string
  readonly before: number
  readonly after: number
  readonly by: readonly {readonly step: number; readonly moved: number}[]
}

/** A step of the replay: mostly one change. */
export type DiffStep = {
  readonly changes: readonly Change[]
  /** Whether it was replayed; of the rest only the sum is known. */
  readonly replayed: boolean
  readonly gained: readonly string[]
  readonly lost: readonly string[]
  readonly loops: number
}

/** What changed, and why (format brink/diff@1 without its head). */
export type Diff = {
  readonly changes: readonly Change[]
  readonly steps: readonly DiffStep[]
  readonly claims: {readonly gained: number; readonly lost: number; readonly decided: number}
  readonly loops: {readonly before: number; readonly after: number}
  readonly links: readonly LinkMove[]
  /** Those whose share moved by a run in ten or more. */
  readonly outcomes: readonly OutcomeMove[]
  /** Of how many outcomes the shares could be compared; null where a version has none. */
  readonly compared: number | null
}

/** Whether there is something to say of what changed. */
export function hasChanged(changed: Diff | null | undefined): changed is Diff {
  return !!changed && changed.steps.length > 0
}

/** Steps that are replayed one by one; more are taken together by what they are. */
const MOST_STEPS = 16
/** A run in ten; shares are counts of runs, so that one that is just a tenth may lie a rounding below it. */
const MOVED = 0.1 - 1e-9
/** A step that moves a share by less is left out of what moved it. */
const WORTH_NAMING = 0.005

/**
 * What changed from `before` to `after`.
 *
 * @param cases  the cases behind them; null where a version is a file alone.
 * @param follow what follows from a case that is part of one, part of the other.
 * @throws Fault of `follow`, for the later version itself.
 */
export async function diff(
  before: Version,
  after: Version,
  cases: {readonly before: Case | null; readonly after: Case | null},
  follow: (state: Case) => Promise<Follows>,
): Promise<Diff> {
  const changes = changesBetween(before.made, after.made)
  const steps: DiffStep[] = []
  const moves = new Moves(before.follows)
  const taken = (changed: readonly Change[], replayed: boolean, now: Follows) => {
    const moved = moves.to(now, steps.length)
    if (changed.length > 0 || moved.any) steps.push({changes: changed, replayed, ...moved.step})
  }
  const {before: was, after: is} = cases
  // Of what was added the earlier state is the later one without it; anything else has to be there.
  const canReplay = ({how, kind}: Change) => is !== null && (was !== null || (how === "added" && kind !== "file"))
  const [replayable, others] = [changes.filter(canReplay), changes.filter((one) => !canReplay(one))]
  if (is === null || replayable.length === 0) taken(others, false, after.follows)
  else {
    const from = was ?? without(is, after.made, replayable)
    if (was === null) taken(others, false, await follow(from))
    const state = new State(from, is, before.made, after.made)
    const groups = grouped(replayable)
    let waiting: readonly Change[] = []
    for (const [g, group] of groups.entries()) {
      waiting = [...waiting, ...group]
      for (const change of group) state.apply(change)
      try {
        taken(waiting, true, g === groups.length - 1 ? after.follows : await follow(state.opened()))
        waiting = []
      } catch (problem) {
        // Half of one case and half of the other may be none, as a draft without a link: then with the next change.
        if (!(problem instanceof Fault)) throw problem
      }
    }
  }
  return {
    changes,
    steps,
    claims: {
      gained: missing(after.follows.claims, before.follows.claims).length,
      lost: missing(before.follows.claims, after.follows.claims).length,
      decided: decidedIn(before.made, after.made),
    },
    loops: {before: before.follows.loops, after: after.follows.loops},
    links: moves.links(before.follows, after.follows),
    outcomes: moves.outcomes(before.follows, after.follows),
    compared: after.follows.outcomes && before.follows.outcomes ? after.follows.outcomes.length : null,
  }
}

/** How many claims edits decide on that they did not before. */
function decidedIn(before: Version["made"], after: Version["made"]): number {
  const [then, now] = [before, after].map(
    ({edits}) => new Set(edits.flatMap(({line}) => (JSON.parse(line) as {claim?: string}).claim ?? [])),
  ) as [Set<string>, Set<string>]
  return [...now].filter((claim) => !then.has(claim)).length
}

/** Changes one by one, or of one kind together where they are many. */
function grouped(changes: readonly Change[]): Change[][] {
  if (changes.length <= MOST_STEPS) return changes.map((one) => [one])
  const groups = new Map<string, Change[]>()
  for (const one of changes) {
    const key = one.kind === "file" ? one.name : `${one.kind} ${one.how}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

function missing(from: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return from.filter((one) => !known.has(one))
}

/** What moved at which step. */
class Moves {
  private last: Follows
  private readonly linkSteps = new Map<string, number[]>()
  private readonly outcomeSteps = new Map<string, {step: number; moved: number}[]>()

  constructor(first: Follows) {
    this.last = first
  }

  to(now: Follows, step: number): {any: boolean; step: Omit<DiffStep, "changes" | "replayed">} {
    const {last} = this
    this.last = now
    const links = changedLinks(last, now)
    for (const id of links) this.linkSteps.set(id, [...(this.linkSteps.get(id) ?? []), step])
    const before = new Map(last.outcomes?.map(({id, share}) => [id, share]))
    let moved = false
    for (const {id, share} of now.outcomes ?? []) {
      const was = before.get(id)
      if (was === undefined || Math.abs(share - was) < WORTH_NAMING) continue
      moved = true
      this.outcomeSteps.set(id, [...(this.outcomeSteps.get(id) ?? []), {step, moved: share - was}])
    }
    const [gained, lost] = [missing(now.claims, last.claims), missing(last.claims, now.claims)]
    return {
      any: links.length + gained.length + lost.length > 0 || moved,
      step: {gained, lost, loops: now.loops - last.loops},
    }
  }

  links(first: Follows, last: Follows): LinkMove[] {
    const [before, after] = [first, last].map(({links}) => new Map(links.map(({id, ...state}) => [id, state]))) as [
      Map<string, Omit<LinkState, "id">>,
      Map<string, Omit<LinkState, "id">>,
    ]
    return changedLinks(first, last).map((id) => ({
      id,
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
      by: this.linkSteps.get(id) ?? [],
    }))
  }

  outcomes(first: Follows, last: Follows): OutcomeMove[] {
    const before = new Map(first.outcomes?.map(({id, share}) => [id, share]))
    return (last.outcomes ?? []).flatMap(({id, says, share}) => {
      const was = before.get(id)
      if (was === undefined || Math.abs(share - was) < MOVED) return []
      return [{id, says, before: was, after: share, by: this.outcomeSteps.get(id) ?? []}]
    })
  }
}

/** Ids of links that are new, gone, or of another sign or number of voices, in code-unit order. */
function changedLinks(a: Follows, b: Follows): string[] {
  const [before, after] = [a, b].map(
    ({links}) => new Map(links.map(({id, ...state}) => [id, JSON.stringify(state)])),
  ) as [Map<string, string>, Map<string, string>]
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id)).sort()
}

/** A case without the documents and edits that were added to it. */
function without(opened: Case, made: Version["made"], added: readonly Change[]): Case {
  const documents = new Set(added.flatMap(({kind, name}) => (kind === "document" ? [name] : [])))
  const edits = new Set(added.flatMap(({kind, name}) => (kind === "edit" ? [name] : [])))
  return {
    ...opened,
    sources: opened.sources.filter(({file}) => !documents.has(file)),
    edits: opened.edits.filter((_, i) => !edits.has(made.edits[i]!.name)),
  }
}

/** A case on its way from one version to the other. */
class State {
  private readonly from: Case
  private readonly to: Case
  private readonly names: {readonly from: ReadonlyMap<string, string>; readonly to: ReadonlyMap<string, string>}
  private readonly done: Change[] = []

  constructor(from: Case, to: Case, before: Version["made"], after: Version["made"]) {
    this.from = from
    this.to = to
    const named = (made: Version["made"]) => new Map(made.edits.map(({line, name}) => [line, name]))
    this.names = {from: named(before), to: named(after)}
  }

  apply(change: Change): void {
    this.done.push(change)
  }

  opened(): Case {
    const {from, to} = this
    const has = (kind: Change["kind"], name: string, ...how: Change["how"][]) =>
      this.done.some((one) => one.kind === kind && one.name === name && how.includes(one.how))
    const of = (file: string) => (this.done.some((one) => one.kind === "file" && one.name === file) ? to : from)
    const settled = of("case.yaml")
    const old = from.sources.flatMap((source) =>
      has("document", source.file, "removed")
        ? []
        : [has("document", source.file, "changed") ? to.sources.find(({file}) => file === source.file)! : source],
    )
    const sources = [...old, ...to.sources.filter(({file}) => has("document", file, "added"))]
    const lines = new Set(from.edits.map((edit) => JSON.stringify(edit)))
    const edits = [
      ...from.edits.filter((edit) => !has("edit", this.names.from.get(JSON.stringify(edit)) ?? "", "removed")),
      ...to.edits.filter((edit) => {
        const line = JSON.stringify(edit)
        return !lines.has(line) && has("edit", this.names.to.get(line) ?? "", "added")
      }),
    ].sort((a, b) => a.n - b.n)
    // Sets that a calibration kept go with the model they were made for.
    const modelled = of("model.yaml")
    return {
      ...modelled,
      inMemory: modelled.inMemory,
      settings: settled.settings,
      horizonWeeks: settled.horizonWeeks,
      sources: sources.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      codebook: of("factors.yaml").codebook,
      checks: of("checks.yaml").checks,
      replay: of("scenarios/replay.yaml").replay,
      series: of("data").series,
      edits,
    }
  }
}
