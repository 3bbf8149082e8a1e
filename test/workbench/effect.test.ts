// What a decision did to the map, in counts and in words.

import {describe, expect, test} from "vitest"
import {gather} from "../../src/map/index.ts"
import type {Edit} from "../../src/map/map.ts"
import {countsOf, effectOf, outcomesOf} from "../../src/workbench/effect.ts"
import {reading, say, circleTold as told} from "../map/told.ts"

const head = {format: "brink/edit@1", by: "ana", why: "so it is"} as const
const after = (...acts: readonly object[]) =>
  gather(told, {edits: acts.map((act, i) => ({...head, n: i + 1, ...act}) as Edit)})
const before = after()
const claimOf = (cause: string, effect: string): string =>
  told.claims.find((claim) => claim.cause.text === cause && claim.effect.text === effect)!.id
const idOf = (name: string): string => before.factors.find((factor) => factor.name.toLowerCase() === name)!.id

test("nothing moves where nothing was decided", () => {
  expect(effectOf(before, after()).says).toEqual([])
})

test("a rejected claim opens its circle; one that another document tells too is told by one", () => {
  const gone = effectOf(before, after({kind: "reject", claim: claimOf("spindles", "looms")}))
  expect(gone).toMatchObject({links: [4, 3], circles: [1, 0], whole: [1, 0], pieces: [2, 2], toldTwice: [1, 1]})
  expect(gone.says).toEqual(["A circle opens: Kites → Spindles → Looms → Kites.", "Gone: Spindles → Looms."])
  const once = effectOf(before, after({kind: "reject", claim: claimOf("looms", "kites")}))
  expect(once).toMatchObject({links: [4, 4], toldTwice: [1, 0]})
  expect(once.says).toContain("Told by one now: Looms → Kites.")
})

test("a link that goes the other way is told with both signs", () => {
  const {says} = effectOf(before, after({kind: "sign", claim: claimOf("hinges", "buttons"), sign: "-"}))
  expect(says).toEqual(["Other sign: Hinges → Buttons, plus before, minus now."])
})

test("what is the same under a new name is neither lost nor found", () => {
  const joined = effectOf(before, after({kind: "merge", factors: [idOf("looms"), idOf("hinges")]}))
  expect(joined).toMatchObject({links: [4, 4], pieces: [2, 1], circles: [1, 1]})
  expect(joined.says).toEqual([])
  expect(effectOf(before, after({kind: "rename", factors: [idOf("kites")], name: "What is owed"})).says).toEqual([])
})

test("many of a sort are counted", () => {
  const all = told.claims.map(({id}) => ({kind: "reject", claim: id}))
  expect(effectOf(before, after(...all)).says).toEqual([
    "A circle opens: Kites → Spindles → Looms → Kites.",
    "4 links are gone.",
  ])
})

describe("lever signs", () => {
  const pressed = reading(
    say("a ceasefire", "-", "hinges"),
    say("hinges", "+", "buttons"),
    say("a ceasefire", "+", "spindles"),
    say("spindles", "+", "buttons"),
    say("kites", "+", "buttons"),
  )
  const map = (...acts: readonly object[]) =>
    gather(pressed, {edits: acts.map((act, i) => ({...head, n: i + 1, ...act}) as Edit)})
  const claim = (cause: string) => pressed.claims.find((one) => one.cause.text === cause)!.id
  const idIn = (name: RegExp) => map().factors.find((factor) => name.test(factor.name))!.id
  const buttons = () => [idIn(/^buttons$/i)]

  test("stand before and after: two ways with different signs are open, one of them gone the other's sign is told", () => {
    expect(map().factors.find(({name}) => /ceasefire/i.test(name))).toMatchObject({choice: true})
    expect(countsOf(map(), buttons()).levers).toBe(0)
    const gone = effectOf(map(), map({kind: "reject", claim: claim("spindles")}), buttons())
    expect(gone.levers).toEqual([0, 1])
    expect(gone.says.filter((one) => one.startsWith("Lever"))).toEqual([
      expect.stringMatching(/^Lever sign: Ceasefire → Buttons, open before, lowers now\.$/),
    ])
    const none = effectOf(
      map(),
      map({kind: "reject", claim: claim("spindles")}, {kind: "reject", claim: claim("hinges")}),
      buttons(),
    )
    expect(none.says.join(" ")).toMatch(/→ Buttons, open before, no path told now/)
    expect(effectOf(map(), map({kind: "reject", claim: claim("kites")}), buttons()).says.join(" ")).not.toContain(
      "Lever",
    )
  })

  test("a name that a merge gave up is followed", () => {
    const merged = map({kind: "merge", factors: [idIn(/^kites$/i), idIn(/^hinges$/i)]})
    expect(effectOf(map(), merged, buttons()).says.filter((one) => one.startsWith("Lever"))).toEqual([])
  })

  test("without outcomes asked for, the likely ones are taken; one that nobody has is passed over", () => {
    expect(outcomesOf(map(), ["no_such_factor"])).toEqual(outcomesOf(map(), []))
    expect(outcomesOf(map(), []).length).toBeGreaterThan(0)
    expect(outcomesOf(map(), buttons())).toEqual(buttons())
  })
})
