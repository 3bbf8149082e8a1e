// Gathering again after each decision gives the bytes of gathering everything anew, whatever was decided in between.

import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {openCase, readCase, type Said} from "../../src/case/index.ts"
import {openWorld} from "../../src/io/index.ts"
import {
  type CausalMap,
  type Edit,
  type EditAct,
  Gathering,
  gather,
  type Link,
  printedMap,
  wasOf,
} from "../../src/map/index.ts"
import {english} from "../language/english.ts"

const io = openWorld({workers: 1, readers: 1, english})
afterAll(() => io.close())

/** Whole numbers below `n`, the same for a seed on every machine (Numerical Recipes, Press et al. 1992). */
function numbers(seed: number): (n: number) => number {
  let state = seed >>> 0
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * n)
  }
}

/** An edit of any kind, about anything that is or was there. */
function anyEdit(
  n: number,
  below: (n: number) => number,
  {reading}: Said,
  map: CausalMap,
  edits: readonly Edit[],
): Edit {
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!
  const claim = one(reading.claims)
  const factor = () => one(map.factors).id
  const link = map.links.length > 0 ? one(map.links).id : "a->b"
  const words = (text: string) => {
    const all = text.split(/\s+/)
    const from = below(all.length)
    return all.slice(from, from + 1 + below(3)).join(" ")
  }
  const acts: (() => EditAct)[] = [
    () => ({kind: "accept", claim: claim.id, ...(below(3) === 0 && {plainly: true})}),
    () => ({kind: "reject", claim: claim.id}),
    () => ({kind: "side", claim: claim.id, side: one(["for", "against", "zero"] as const)}),
    () => ({kind: "sign", claim: claim.id, sign: one(["+", "-", "0", "unclear"] as const)}),
    () => ({kind: "sign", link, sign: one(["+", "-", "contested"] as const)}),
    () => ({kind: "span", claim: claim.id, cause: words(claim.quote.text)}),
    () => ({kind: "speaker", claim: claim.id, speaker: below(3) === 0 ? null : words(claim.quote.text)}),
    () => ({kind: "lag", link, lag: "within weeks"}),
    () => {
      const [a, b] = [factor(), factor()]
      return {kind: "merge", factors: [a, b], ...(below(3) === 0 && {opposite: [b]})}
    },
    () => {
      const {id, alsoCalled} = one(map.factors)
      const phrases = [alsoCalled.length > 0 ? one(alsoCalled) : "words"]
      return below(2) === 0
        ? {kind: "split", factors: [id], phrases, name: `Part ${n}`}
        : {kind: "split", factors: [id], phrases, into: factor(), ...(below(2) === 0 && {opposite: true as const})}
    },
    () => ({kind: "rename", factors: [factor()], name: `Name ${n}`}),
    () => ({kind: "apart", factors: [factor(), factor()]}),
    () => ({kind: "assume", link: `${factor()}->${factor()}`, sign: one(["+", "-"] as const)}),
    () => ({
      kind: "add",
      claim: "new",
      file: claim.file,
      cause: words(claim.quote.text),
      effect: words(claim.quote.text),
      sign: one(["+", "-"] as const),
    }),
    ...(edits.length > 0 ? new Array(4).fill(() => ({kind: "undo", of: one(edits).n}) as const) : []),
  ]
  const act = one(acts)()
  const quotes = {quotes: [claim.quote.text], ...("claim" in act && act.kind !== "add" && {was: wasOf(claim)})}
  return {format: "brink/edit@1", n, by: "ana", why: `reason ${n}`, ...quotes, ...act} as Edit
}

describe.each(["night-buses", "harbour-strike"])("%s", (name) => {
  let said: Said
  beforeAll(async () => {
    const folder = fileURLToPath(new URL(`../folders/${name}`, import.meta.url))
    said = await readCase(await openCase(folder, io), io)
  })

  test("after each of 1,000 seeded edits, and after any of them is taken away", () => {
    const below = numbers(7)
    const again = new Gathering(said.reading, [])
    const bytes = (map: CausalMap) => JSON.stringify([map, printedMap(map)])
    let edits: Edit[] = []
    let map = again.gather(edits)
    expect(bytes(map)).toBe(bytes(gather(said.reading)))
    for (let n = 1; n <= 1000; n++) {
      edits = [...edits, anyEdit(n, below, said, map, edits)]
      // What is tried and not written comes between.
      if (below(4) === 0) again.gather([...edits, anyEdit(n + 1, below, said, map, edits)])
      map = again.gather(edits)
      // A whole gathering is compared every few edits, and the phrases with it.
      if (n % 5 === 0) {
        expect([n, bytes(map) === bytes(gather(said.reading, {edits}))]).toEqual([n, true])
      }
      // Edits that others wrote, or a file that was put back, change the list anywhere.
      if (below(40) === 0) edits = edits.filter(() => below(10) > 0)
    }
  }, 300_000)

  test("with a codebook of the case's own, and phrases as with everything anew", () => {
    const below = numbers(11)
    const [first] = gather(said.reading).factors
    const codebook = [{id: "own_thing", name: "Own thing", aliases: [first!.alsoCalled[0]!.toLowerCase()]}]
    const again = new Gathering(said.reading, codebook)
    let edits: Edit[] = []
    let {map} = again.gatherPlaced(edits)
    for (let n = 1; n <= 60; n++) {
      edits = [...edits, anyEdit(n, below, said, map, edits)]
      const found = again.gatherPlaced(edits)
      const fresh = new Gathering(said.reading, codebook).gatherPlaced(edits)
      expect([n, JSON.stringify(found) === JSON.stringify(fresh)]).toEqual([n, true])
      map = found.map
    }
  }, 120_000)

  test("a claim that is added leaves the factors of all others as they were", () => {
    const again = new Gathering(said.reading, [])
    const before = again.gather([])
    const {file, quote, cause, effect} = said.reading.claims[0]!
    const edit: Edit = {
      format: "brink/edit@1",
      n: 1,
      by: "ana",
      why: "missed",
      kind: "add",
      claim: "new",
      file,
      cause: effect.text,
      effect: cause.text,
      sign: "+",
      quotes: [quote.text],
    }
    const after = again.gather([edit])
    expect(JSON.stringify(after)).toBe(JSON.stringify(gather(said.reading, {edits: [edit]})))
    expect(after.groundings.length).toBeGreaterThan(before.groundings.length)
    // A factor is made anew where a phrase of it is read anew, or finds another factor by the company that it keeps.
    const factors = new Set(before.factors)
    expect(after.factors.filter((factor) => !factors.has(factor)).length).toBeLessThan(before.factors.length / 2)
  })

  test("what a decision leaves as it was is the same object in the map after it", () => {
    const again = new Gathering(said.reading, [])
    const before = again.gather([])
    const tellers = ({for: held, against, zero, unclear}: Link) =>
      [held, against, zero, unclear].flatMap((side) => side?.claims ?? [])
    const one = before.links.find((link) => tellers(link).length === 1)!
    const [claim] = tellers(one)
    const edit: Edit = {format: "brink/edit@1", n: 1, by: "ana", why: "so", kind: "reject", claim: claim!}
    const after = again.gather([edit])
    const told = (map: CausalMap) => new Map(map.factors.map((factor) => [factor.id, factor]))
    const [then, now] = [told(before), told(after)]
    const others = [...now.values()].filter((factor) => then.get(factor.id) !== factor).map(({id}) => id)
    expect(after.links.some(({id}) => id === one.id)).toBe(false)
    expect(others.length).toBeLessThanOrEqual(4)
    const rows = new Set(before.groundings)
    expect(after.groundings.filter((row) => !rows.has(row)).every((row) => row.claim === claim)).toBe(true)
  })
})
