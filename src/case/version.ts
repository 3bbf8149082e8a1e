// A version of a case: what it is made of and what follows, as far as two versions can be compared by it.
//
// In: a case with its reading and map. Out: a plain value that `outlook.json` keeps, and what differs between two.

import type {Reading} from "../claims/index.ts"
import {contentHash} from "../core/ids.ts"
import type {CausalMap, Edit} from "../map/index.ts"
import type {OutcomeView} from "../outlook/index.ts"
import type {Case} from "./case.ts"

/** What a case is made of: two versions that are made of the same say the same. */
export type Made = {
  readonly documents: readonly {readonly file: string; readonly hash: string}[]
  /** Each edit as it stands in edits.jsonl, and what it is called: "edit 3: reject b3f09a1c77e2". */
  readonly edits: readonly {readonly line: string; readonly name: string}[]
  /** Hashes of the case's other files by their names; what is absent has none. */
  readonly files: Readonly<Record<string, string>>
}

/** What follows from it. */
export type Follows = {
  /** Ids of claims, edits applied. */
  readonly claims: readonly string[]
  readonly links: readonly LinkState[]
  readonly loops: number
  /** Absent of a case without a model of its own, whose shares are those of a draft. */
  readonly outcomes?: readonly OutcomeState[]
}

/** A link, and how many independent voices are on each side of it. */
export type LinkState = {readonly id: string; readonly sign: string; readonly for: number; readonly against: number}

/** An outcome, and the share of runs in which its event comes. */
export type OutcomeState = {readonly id: string; readonly says: string; readonly share: number}

/** A version of a case. */
export type Version = {readonly made: Made; readonly follows: Follows}

/** One thing in which two versions differ. */
export type Change = {
  readonly kind: "document" | "file" | "edit"
  readonly how: "added" | "removed" | "changed"
  readonly name: string
}

/** What `opened` is made of. @param plausible the texts of its files of plausible sets, by name. */
export function madeOf(opened: Case, plausible: ReadonlyMap<string, string>): Made {
  const {sources, settings, codebook, model, checks, replay, series, edits} = opened
  const {title: _, ...asked} = settings
  const files: readonly (readonly [name: string, value: unknown])[] = [
    ["case.yaml", opened.inMemory ? null : asked],
    ["factors.yaml", codebook.length > 0 ? codebook : null],
    ["model.yaml", model],
    ["checks.yaml", checks.length > 0 ? checks : null],
    ["scenarios/replay.yaml", replay],
    ["data", series.length > 0 ? series : null],
    ...plausible,
  ]
  return {
    documents: sources.map((source) => ({file: source.file, hash: contentHash(JSON.stringify(source))})),
    edits: edits.map((edit) => ({line: JSON.stringify(edit), name: editName(edit)})),
    files: Object.fromEntries(
      files.flatMap(([name, value]) => (value === null ? [] : [[name, contentHash(JSON.stringify(value, saidOnly))]])),
    ),
  }
}

/** Where a file stands, and on which line of it something is said, is no part of what it says. */
function saidOnly(key: string, value: unknown): unknown {
  return key === "file" || key === "line" ? undefined : value
}

/** "edit 3: reject b3f09a1c77e2": the number of an edit, its kind and what it is about. */
function editName({n, kind, ...about}: Edit): string {
  const {claim, link, factors, quantity, of} = about as {
    claim?: string
    link?: string
    factors?: readonly string[]
    quantity?: string
    of?: number
  }
  const what = claim ?? link ?? quantity ?? factors?.join(" ") ?? (of === undefined ? "" : `edit ${of}`)
  return `edit ${n}: ${[kind, what].filter(Boolean).join(" ")}`
}

/**
 * What follows from a reading and its map, with what the outcomes do: the event that the case asks about, else whether
 * the outcome ends higher, which is the same question in every version.
 *
 * @param views null of a drafted model, whose shares are those of its priors.
 */
export function followsOf(
  reading: Pick<Reading, "claims">,
  map: CausalMap,
  views: readonly Pick<OutcomeView, "quantity" | "measure" | "label" | "lead" | "up">[] | null,
): Follows {
  // By what is asked, not by its place among the outcomes, which another version may put elsewhere.
  const outcomes = views?.map(({quantity, measure, label, lead, up}) => ({
    id: `${quantity}: ${measure}`,
    ...(lead?.way === "event"
      ? {says: lead.says, share: lead.share.share}
      : {says: `${label}: higher at the end`, share: up.share}),
  }))
  return {
    claims: reading.claims.map(({id}) => id),
    links: map.links.map(({id, sign, for: pro, against}) => ({
      ...{id, sign},
      for: pro.lineages,
      against: against.lineages,
    })),
    loops: map.loops.length,
    ...(outcomes && {outcomes}),
  }
}

/** What differs, in the order in which it is replayed: documents, then files, then edits, as these correct those. */
export function changesBetween(a: Made, b: Made): Change[] {
  const [before, after] = [a, b].map(({documents}) => new Map(documents.map(({file, hash}) => [file, hash]))) as [
    Map<string, string>,
    Map<string, string>,
  ]
  const edits = [a, b].map(({edits}) => new Set(edits.map(({line}) => line))) as [Set<string>, Set<string>]
  return [
    ...differences(before, after).map((one) => ({kind: "document" as const, ...one})),
    ...differences(new Map(Object.entries(a.files)), new Map(Object.entries(b.files))).map((one) => ({
      kind: "file" as const,
      ...one,
    })),
    ...a.edits.flatMap(({line, name}) =>
      edits[1].has(line) ? [] : [{kind: "edit" as const, how: "removed" as const, name}],
    ),
    ...b.edits.flatMap(({line, name}) =>
      edits[0].has(line) ? [] : [{kind: "edit" as const, how: "added" as const, name}],
    ),
  ]
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  return [
    ...[...before.keys()].flatMap((name) => (after.has(name) ? [] : [{how: "removed" as const, name}])),
    ...[...after].flatMap(([name, hash]) =>
      before.has(name) && before.get(name) !== hash ? [{how: "changed" as const, name}] : [],
    ),
    ...[...after.keys()].flatMap((name) => (before.has(name) ? [] : [{how: "added" as const, name}])),
  ]
}
