// What changed between two versions of a case, and which change moved what: on cases whose consequences are made up here,
// so that every number can be said beforehand.
import {expect, test} from "vitest"
import type {Case} from "../../src/case/case.ts"
import {diff} from "../../src/case/diff.ts"
import {changesBetween, type Follows, madeOf, type Version} from "../../src/case/version.ts"
import {Fault} from "../../src/core/fault.ts"

const PLAIN: Case = {
  path: "ford",
  inMemory: false,
  settings: {title: "Ford", question: "Will the ford stay open?"},
  horizonWeeks: 20,
  sources: [],
  issues: [],
  codebook: [],
  edits: [],
  model: null,
  untouched: false,
  checks: [],
  replay: null,
  series: [],
}
const source = (file: string, text = file) => ({file, kind: "text" as const, text})
const edit = (n: number, claim: string) =>
  ({format: "brink/edit@1", n, kind: "reject", claim, by: "Noor", why: "misread"}) as Case["edits"][number]

/** Each document is a claim and a voice for its one link; each rejection takes its claim back; the share falls by voices. */
const follows = ({sources, edits, settings}: Case): Follows => {
  const rejected = new Set(edits.map((one) => (one as {claim?: string}).claim))
  const claims = sources.map(({text}) => text).filter((id) => !rejected.has(id))
  const told = claims.length
  return {
    claims,
    links: told === 0 ? [] : [{id: "rain->ford", sign: told > 2 ? "contested" : "-", for: told, against: 0}],
    loops: told > 1 ? 1 : 0,
    outcomes: [
      {id: "outcome-ford", says: "The ford closes", share: told / 10 + (settings.start ? 0.3 : 0)},
      {id: "outcome-toll", says: "The toll rises", share: 0.5},
    ],
  }
}
const version = (opened: Case): Version => ({made: madeOf(opened, new Map()), follows: follows(opened)})
const between = (a: Case, b: Case, follow: (state: Case) => Follows = follows, known: Case | null = a) =>
  diff(version(a), version(b), {before: known, after: b}, async (state) => follow(state))

const FIRST: Case = {...PLAIN, sources: [source("a"), source("b")]}

test("nothing changed where nothing did, and a title is nothing", async () => {
  const found = await between(FIRST, {...FIRST, settings: {...FIRST.settings, title: "The ford"}})
  expect(found).toEqual({
    changes: [],
    steps: [],
    claims: {gained: 0, lost: 0, decided: 0},
    loops: {before: 1, after: 1},
    links: [],
    outcomes: [],
    compared: 2,
  })
})

test("each change is named with what it moved, in the order documents, files, edits", async () => {
  const later: Case = {
    ...PLAIN,
    settings: {...PLAIN.settings, start: "2031-10-01"},
    sources: [source("b"), source("c"), source("d")],
    edits: [edit(1, "c")],
  }
  const found = await between(FIRST, later)
  expect(found.changes).toEqual([
    {kind: "document", how: "removed", name: "a"},
    {kind: "document", how: "added", name: "c"},
    {kind: "document", how: "added", name: "d"},
    {kind: "file", how: "changed", name: "case.yaml"},
    {kind: "edit", how: "added", name: "edit 1: reject c"},
  ])
  // Voices: 2, 1, 2, 3, 3, 2.
  expect(found.links).toEqual([])
  expect(found.steps.map(({gained, lost, loops}) => [gained, lost, loops])).toEqual([
    [[], ["a"], -1],
    [["c"], [], 1],
    [["d"], [], 0],
    [[], [], 0],
    [[], ["c"], 0],
  ])
  expect(found.claims).toEqual({gained: 1, lost: 1, decided: 1})
  expect(found.outcomes).toEqual([
    {
      id: "outcome-ford",
      says: "The ford closes",
      before: 0.2,
      after: 0.5,
      by: [
        {step: 0, moved: expect.closeTo(-0.1, 12)},
        {step: 1, moved: expect.closeTo(0.1, 12)},
        {step: 2, moved: expect.closeTo(0.1, 12)},
        {step: 3, moved: expect.closeTo(0.3, 12)},
        {step: 4, moved: expect.closeTo(-0.1, 12)},
      ],
    },
  ])
})

test("a link that is told by more, or turns, is told with both states and the steps that moved it", async () => {
  const found = await between(FIRST, {...FIRST, sources: [source("a"), source("b"), source("c")]})
  expect(found.links).toEqual([
    {
      id: "rain->ford",
      before: {sign: "-", for: 2, against: 0},
      after: {sign: "contested", for: 3, against: 0},
      by: [0],
    },
  ])
})

test("a document of the same name and other words is changed, not added and removed", async () => {
  const later = {...FIRST, sources: [source("a", "other words"), source("b")]}
  const found = await between(FIRST, later)
  expect(found.changes).toEqual([{kind: "document", how: "changed", name: "a"}])
  expect(found.steps[0]).toMatchObject({gained: ["other words"], lost: ["a"], replayed: true})
})

test("an earlier outlook that is a file alone: what was added is replayed, what was taken away is told as one", async () => {
  const later = {...PLAIN, sources: [source("b"), source("c")], edits: [edit(1, "b")]}
  const states: string[][] = []
  const found = await between(
    FIRST,
    later,
    (state) => {
      states.push(state.sources.map(({file}) => file))
      return follows(state)
    },
    null,
  )
  // From "a" and "b" to "b" alone nobody can go step by step; then with "c"; then with the edit, which is the last.
  expect(states).toEqual([["b"], ["b", "c"]])
  expect(
    found.steps.map(({changes, replayed, lost, gained}) => [changes.map(({name}) => name), replayed, lost, gained]),
  ).toEqual([
    [["a"], false, ["a"], []],
    [["c"], true, [], ["c"]],
    [["edit 1: reject b"], true, ["b"], []],
  ])
})

test("a state that is no case by itself is taken with the next change", async () => {
  const later = {...PLAIN, sources: [source("c"), source("d")]}
  const found = await between(FIRST, later, (state) => {
    if (state.sources.length === 0) throw new Fault("case/no-claim", "No sentence says that one thing causes another")
    return follows(state)
  })
  expect(found.steps.map(({changes}) => changes.map(({how, name}) => `${how} ${name}`))).toEqual([
    ["removed a"],
    ["removed b", "added c"],
    ["added d"],
  ])
})

test("many changes are replayed by their kind", async () => {
  const sources = Array.from({length: 20}, (_, i) => source(`n${i}`))
  const found = await between(FIRST, {...FIRST, sources: [...FIRST.sources, ...sources], edits: [edit(1, "a")]})
  expect(found.steps.map(({changes}) => changes.length)).toEqual([20, 1])
})

test("a difference without a change is told, with nothing to blame it on", async () => {
  const other = version(FIRST)
  const before = {...other, follows: {...other.follows, links: []}}
  const found = await diff(before, other, {before: null, after: FIRST}, async (state) => follows(state))
  expect(found.steps).toMatchObject([{changes: [], replayed: false}])
  expect(found.links).toMatchObject([{id: "rain->ford", before: null, by: [0]}])
})

test("versions differ by what their files say, and not by the order of their keys or documents", () => {
  const made = madeOf(
    {...FIRST, codebook: [{id: "ford", name: "Ford"} as unknown as Case["codebook"][number]]},
    new Map([["plausible.csv", "sets"]]),
  )
  expect(changesBetween(made, {...made, documents: [...made.documents].reverse()})).toEqual([])
  expect(changesBetween(made, madeOf(FIRST, new Map())).map(({how, name}) => `${how} ${name}`)).toEqual([
    "removed factors.yaml",
    "removed plausible.csv",
  ])
})
