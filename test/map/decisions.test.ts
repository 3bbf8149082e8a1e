// Decisions about claims find them again: whatever moved, widened or was read anew, and never another claim.

import {describe, expect, test} from "vitest"
import type {Claim} from "../../src/claims/index.ts"
import type {Edit, EditAct} from "../../src/map/index.ts"
import {corrected, decide, gather, inPlace, lostPlaces, wasOf} from "../../src/map/index.ts"
import {reading, say} from "./told.ts"

const SENTENCE = "The dry spring and the tolls on the ferry hurt trade in salt, and the tolls feed smuggling."
const tolls = say("the {tolls} on the ferry", "-", "{trade} in salt", {id: "t1", quote: SENTENCE})
const spring = say("The dry {spring}", "-", "{trade} in salt", {id: "t2", quote: SENTENCE})
const feed = say("the {tolls} on the ferry", "+", "{smuggling}", {id: "t3", quote: SENTENCE})

let n = 0
/** An edit as `brink edit` writes it about a claim. */
function about(claim: Claim, act: EditAct): Edit {
  n++
  const edit = {format: "brink/edit@1", n, by: "ana", why: "seen it", quotes: [claim.quote.text], was: wasOf(claim)}
  return {...edit, ...act} as Edit
}
const reject = (claim: Claim): Edit => about(claim, {kind: "reject", claim: claim.id})
/** Ids that an edit finds among claims. */
const found = (edit: Edit, ...claims: Claim[]): string[] =>
  decide([edit], reading(...claims)).places[0]!.claims.map((c) => c.id)
/** The same claim read under another id. */
const anew = (claim: Claim, id: string, more: Partial<Claim> = {}): Claim => ({...claim, ...more, id})

describe("a line written by hand", () => {
  const long = anew(tolls, "3f9a02c41be7")
  const other = anew(spring, "3f9b77c41be7")
  const byHand = (claim: string): Edit => ({
    format: "brink/edit@1",
    n: 900,
    by: "ana",
    why: "seen it",
    kind: "reject",
    claim,
  })

  test("may name its claim by the beginning of the id, where no other begins so", () => {
    expect(found(byHand("3f9a"), long, other)).toEqual(["3f9a02c41be7"])
    expect(found(byHand("3f9"), long, other)).toEqual([])
    const [place] = decide([byHand("3f9a")], reading(long, anew(spring, "3f9a77c41be7"))).places
    expect(place!.lost).toBe("2 claims have ids that begin with 3f9a: 3f9a02c41be7, 3f9a77c41be7")
  })

  test("one that Brink wrote means its own id and no longer one", () => {
    expect(found(reject({...tolls, id: "3f9a", quote: {...tolls.quote, text: "Something else."}}), long)).toEqual([])
  })
})

describe("an edit whose claim has another id now", () => {
  test("means the claim of its sentence with the same phrases, and no sibling", () => {
    expect(found(reject(tolls), anew(tolls, "n1"), anew(spring, "n2"), anew(feed, "n3"))).toEqual(["n1"])
    expect(found(reject(feed), anew(tolls, "n1"), anew(spring, "n2"), anew(feed, "n3"))).toEqual(["n3"])
  })

  test("finds it in a document that was renamed, but keeps to its own document where a copy says the same", () => {
    expect(found(reject(tolls), anew(tolls, "n1", {file: "renamed.txt"}))).toEqual(["n1"])
    expect(found(reject(tolls), anew(tolls, "n1"), anew(tolls, "n2", {file: "b.txt"}))).toEqual(["n1"])
  })

  test("finds it when line breaks, quotation marks, hyphens or letter case of the sentence changed", () => {
    const typed = {
      ...tolls,
      quote: {...tolls.quote, text: SENTENCE.replace("the tolls", "the\n“tolls”").replace("ferry", "fer-\nry")},
    }
    expect(found(reject(typed), anew(tolls, "n1"), anew(spring, "n2"))).toEqual(["n1"])
  })

  test("finds it when its phrases are read wider or narrower", () => {
    const wider = say("the {tolls} on the ferry", "-", "{trade} in salt, and the tolls", {id: "n1", quote: SENTENCE})
    const narrower = say("the {tolls}", "-", "{trade}", {id: "n2", quote: SENTENCE})
    expect(found(reject(tolls), wider, anew(spring, "n3"))).toEqual(["n1"])
    expect(found(reject(tolls), narrower, anew(spring, "n3"))).toEqual(["n2"])
  })

  test("finds all parts of what is read as several claims now", () => {
    const both = say("The dry {spring} and the {tolls} on the ferry", "-", "{trade} in salt", {
      id: "t4",
      quote: SENTENCE,
    })
    expect(found(reject(both), anew(tolls, "n1"), anew(spring, "n2"), anew(feed, "n3"))).toEqual(["n1", "n2"])
  })

  test("finds it when its sentence was cut anew", () => {
    const longer = say("the {tolls} on the ferry", "-", "{trade} in salt", {id: "n1", quote: `A heading ${SENTENCE}`})
    expect(found(reject(tolls), longer)).toEqual(["n1"])
  })

  test("of a sentence that stands twice means the one it was made about", () => {
    const twice = [anew(tolls, "n1"), anew(tolls, "n1~2")]
    expect(found(reject(tolls), ...twice)).toEqual(["n1"])
    expect(found(reject(anew(tolls, "t1~2")), ...twice)).toEqual(["n1~2"])
    expect(found(reject(anew(tolls, "t1~3")), anew(tolls, "n1"))).toEqual(["n1"])
    expect(inPlace([reject(tolls)], reading(anew(tolls, "n1"))).map((e) => "claim" in e && e.claim)).toEqual(["n1"])
  })

  test("of an older Brink, without phrases, means every claim of the sentence", () => {
    const {was, ...old} = reject(tolls)
    expect(found(old as Edit, anew(tolls, "n1"), anew(spring, "n2"))).toEqual(["n1", "n2"])
  })
})

describe("an edit that would mean another claim has lost its place", () => {
  const lost = (edit: Edit, ...claims: Claim[]) => lostPlaces(decide([edit], reading(...claims)))[0]

  test("where its sentence says other things now", () => {
    const issue = lost(reject(tolls), anew(feed, "n3"))
    expect(issue).toMatchObject({
      code: "map/edit-lost",
      says: expect.stringContaining("claim t1 is no longer there: its sentence says other things now"),
    })
    expect(issue!.next).toContain("Nearest now: claim n3")
  })

  test("where its sentence was reworded: the nearest is named, not taken", () => {
    const reworded = say("the {tolls} on the ferry", "+", "{trade} in salt", {
      id: "n1",
      quote: SENTENCE.replace("hurt", "helped"),
    })
    const issue = lost(reject(tolls), reworded)
    expect(issue!.says).toContain("has lost its place: claim t1 is no longer there")
    expect(issue!.next).toContain('Nearest now: claim n1, "The dry spring and the tolls on the ferry helped trade')
  })

  test("where what was accepted is read the other way now; a rejection holds whichever way", () => {
    const accept = about(tolls, {kind: "accept", claim: "t1"})
    const turned = {...tolls, sign: "+" as const}
    expect(lost(accept, turned)!.says).toContain(
      "claim t1 was accepted with the sign -, and is read with the sign + now",
    )
    expect(lost(accept, {...tolls, denied: true})!.says).toContain("with the sign -, denied now")
    expect(found(reject(tolls), turned)).toEqual(["t1"])
  })
})

describe("a claim can be corrected", () => {
  const told = reading(tolls, feed)

  test("in its sign, and the map is made of the sign that is said", () => {
    const edit = about(tolls, {kind: "sign", claim: "t1", sign: "+"})
    expect(corrected(told, [edit]).claims.map((c) => [c.id, c.sign])).toEqual([
      ["t1", "+"],
      ["t3", "+"],
    ])
    expect(gather(told).groundings.find((g) => g.claim === "t1")!.sign).toBe("-")
    expect(gather(told, {edits: [edit]}).groundings.find((g) => g.claim === "t1")!.sign).toBe("+")
  })

  test("in its span: words of the quote, found verbatim, with what varies and which way; the id stays", () => {
    const edit = about(tolls, {kind: "span", claim: "t1", cause: "The dry spring {spring -}", effect: "trade"})
    const [claim] = corrected(told, [edit]).claims
    expect(claim).toMatchObject({
      id: "t1",
      cause: {from: 0, to: 14, text: "The dry spring", thing: [{from: 8, to: 14, text: "spring"}], change: "-"},
      effect: {text: "trade", change: null, thing: [{text: "trade"}]},
    })
    expect(SENTENCE.slice(claim!.effect.from, claim!.effect.to)).toBe("trade")
  })

  test("at the second place where words stand, and whatever the line breaks of the text are now", () => {
    const edit = about(feed, {kind: "span", claim: "t3", cause: "the tolls@2"})
    expect(corrected(told, [edit]).claims[1]!.cause.from).toBe(SENTENCE.lastIndexOf("the tolls"))
    const broken = {...feed, quote: {...feed.quote, text: SENTENCE.replace("the tolls feed", "the\ntolls feed")}}
    expect(corrected(reading(broken), [edit]).claims[0]!.cause.text).toBe("the\ntolls")
  })

  test("and corrections of one claim add up, in their order; an undone one counts for nothing", () => {
    const edits = [
      about(tolls, {kind: "span", claim: "t1", cause: "the tolls"}),
      about(tolls, {kind: "sign", claim: "t1", sign: "0"}),
      about(tolls, {kind: "span", claim: "t1", effect: "trade"}),
    ]
    expect(corrected(told, edits).claims[0]).toMatchObject({
      cause: {text: "the tolls"},
      effect: {text: "trade"},
      sign: "0",
    })
    const undo = {...about(tolls, {kind: "undo", of: edits[1]!.n})} as Edit
    expect(corrected(told, [...edits, undo]).claims[0]).toMatchObject({sign: "-", effect: {text: "trade"}})
  })

  test("what an anaphor stands for is kept where its words are, and the signal where it stays outside", () => {
    const it = {...feed, cause: {...feed.cause, refers: "a levy"}, signal: {from: 75, to: 79, text: "feed"}}
    const wide = corrected(reading(it), [about(it, {kind: "span", claim: "t3", cause: "and the tolls on the ferry"})])
    expect(wide.claims[0]).toMatchObject({cause: {refers: "a levy"}, signal: {text: "feed"}})
    const other = corrected(reading(it), [
      about(it, {kind: "span", claim: "t3", cause: "The dry spring", effect: "feed smuggling"}),
    ])
    expect(other.claims[0]!.cause).not.toHaveProperty("refers")
    expect(other.claims[0]).not.toHaveProperty("signal")
  })

  test("a span whose words are gone has lost its place, and so has one with sides that share words", () => {
    const says = (act: EditAct) => lostPlaces(decide([about(tolls, act)], told))[0]?.says
    expect(says({kind: "span", claim: "t1", cause: "the levies"})).toContain(
      'the words "the levies" are not in its sentence',
    )
    expect(says({kind: "span", claim: "t1", cause: "the tolls@3"})).toContain(
      'the words "the tolls" are not in its sentence 3 times',
    )
    expect(says({kind: "span", claim: "t1", cause: "rade"})).toContain('the words "rade" are not in its sentence')
    expect(says({kind: "span", claim: "t1", cause: "trade in salt"})).toContain("share words")
    expect(corrected(told, [about(tolls, {kind: "span", claim: "t1", cause: "the levies"})]).claims).toEqual(
      told.claims,
    )
  })
})

describe("decisions about factors and links", () => {
  const claims = [
    say("the {great flood}", "+", "{hunger}", {id: "c1"}),
    say("{hunger}", "+", "{bleating sickness}", {id: "c2"}),
  ]
  const factorOf = (map: ReturnType<typeof gather>, phrase: string) =>
    map.factors.find((f) => f.alsoCalled.includes(phrase))!
  const edit = (act: EditAct, called: string[][]): Edit =>
    ({format: "brink/edit@1", n: 1, by: "ana", why: "one", called, ...act}) as Edit

  test("find a factor by what the documents call it when its id is gone", () => {
    const before = gather(reading(...claims))
    const phrase = factorOf(before, "bleating sickness")
    const named = edit({kind: "rename", factors: ["an_id_of_old"], name: "Sheep pox"}, [["bleating sickness"]])
    expect(gather(reading(...claims), {edits: [named]}).factors.find((f) => f.id === phrase.id)!.name).toBe("Sheep pox")
    const lag = edit({kind: "lag", link: "hunger->an_id_of_old", lag: "within weeks"}, [
      ["hunger"],
      ["bleating sickness"],
    ])
    const map = gather(reading(...claims), {edits: [lag]})
    expect(map.links.find((l) => l.to === phrase.id)!.lag).toBe("within weeks")
    expect(map.issues.filter((i) => i.code === "map/edit-lost")).toEqual([])
  })

  test("merge by phrases, and later edits follow the old name to where it went", () => {
    const edits = [
      edit({kind: "merge", factors: ["hunger", "an_id_of_old"]}, [["hunger"], ["bleating sickness"]]),
      {...edit({kind: "rename", factors: ["an_id_of_old"], name: "Misery"}, []), n: 2},
    ] as Edit[]
    const map = gather(reading(...claims), {edits})
    expect(map.factors.find((f) => f.name === "Misery")!.alsoCalled).toEqual(["bleating sickness", "hunger"])
  })

  test("are lost where two factors are called so equally", () => {
    const twice = edit({kind: "rename", factors: ["an_id_of_old"], name: "X"}, [["hunger", "bleating sickness"]])
    expect(gather(reading(...claims), {edits: [twice]}).issues.map((i) => i.code)).toContain("map/edit-lost")
  })

  test("a split takes phrases that are read wider now", () => {
    const told = reading(say("the {harbour fee} of the north", "-", "{trade}", {id: "f1"}))
    const factor = gather(told).factors.find((f) => f.claims.includes("f1") && f.name !== "Trade")!
    const split = edit({kind: "split", factors: [factor.id], phrases: ["harbour fee"], name: "Harbour fee"}, [])
    const map = gather(told, {edits: [split]})
    expect(map.factors.map((f) => f.name)).toContain("Harbour fee")
  })
})
