// The analysis of a sentence: each predicate once, with its arguments by role, whatever construction it stands in. And arguments by
// their place, where a tree gives none.
import {describe, expect, test} from "vitest"
import {analyse} from "../../src/claims/analyse.ts"
import {objectBehind, subjectBefore} from "../../src/claims/places.ts"
import {Dependencies, type Relation, type Token} from "../../src/language/index.ts"
import {parse} from "../../src/language/parse.ts"
import {english} from "../language/english.ts"

/** The heads of each role of a predicate, as "subject levy, object prices". */
function rolesOf(text: string, name: string, ...wanted: readonly string[]): string {
  const d = parse(english().tokens(text, {from: 0, to: text.length}), english()).dependencies!
  const predicate = analyse(d, false).find((one) => one.name === name)
  if (!predicate) return "none"
  const words = (role: string) => (predicate.roles.get(role) ?? []).map(({head}) => d.lower(head)).join(" ")
  return wanted.map((role) => `${role} ${words(role)}`).join(", ")
}

describe("what a verb is said of", () => {
  test.each([
    ["The levy raised prices.", "raise", "subject levy, object prices"],
    ["Prices were raised by the levy.", "raise", "subject levy, object prices"],
    ["The levy angered traders and raised prices.", "raise", "subject levy, object prices"],
    ["The levy threatens to raise prices.", "raise", "subject levy, object prices"],
    ["The council doubled the levy, raising prices.", "raise", "host doubled, object prices"],
    ["The repeated raids wore down the garrison.", "wear down", "subject raids, object garrison"],
    ["The frost made the roads impassable.", "make", "subject frost, object roads, state impassable"],
    ["The levy forced traders to leave.", "force", "subject levy, object traders, infinitive leave"],
    ["The cordon did nothing to slow the cholera.", "slow", "doer cordon, object cholera"],
  ])("%s", (text, name, roles) => {
    const wanted = roles.split(", ").map((role) => role.slice(0, role.lastIndexOf(" ")))
    expect(rolesOf(text, name, ...wanted)).toBe(roles)
  })
})

describe("clauses that the order of words ties", () => {
  test.each([
    ["The longer the drought lasts, the fewer the herds.", "the less"],
    ["The longer the drought lasts, the longer the queues.", "the more"],
    ["Had the rains come, the herds would have grown.", "had"],
    ["Pay the guards or they will leave.", "do or"],
    ["The pass froze, which is why the traders left.", "is why"],
    ["The river carries so little sand that the delta shrinks.", "so that much"],
    ["The reason the kilns are cold is a quarrel over charcoal.", "the reason is"],
    ["Pupils stay away for three reasons: bullying, bad marks and boredom.", "reasons:"],
  ])("%s", (text, name) => {
    const d = parse(english().tokens(text, {from: 0, to: text.length}), english()).dependencies!
    const pairs = analyse(d, false).filter(({kind}) => kind === "pair")
    expect(pairs.map((one) => one.name)).toContain(name)
  })
})

/** A tree in which nothing hangs where it should: each word on the first. */
function flat(...tagged: readonly string[]): Dependencies {
  const tokens = tagged.map((one, i): Token => {
    const [text, tag] = one.split("/") as [string, Token["tag"]]
    return {from: i, to: i + 1, text, lower: text.toLowerCase(), lemma: text.toLowerCase(), tag, xpos: ""}
  })
  const rel = tokens.map((_, i): Relation => (i === 0 ? "root" : "parataxis"))
  return new Dependencies(tokens, {head: Int32Array.from(tokens, (_, i) => (i === 0 ? -1 : 0)), rel})
}

describe("what stands in a place", () => {
  test("is the phrase right before a verb, over its auxiliaries", () => {
    const d = flat("x/X", "debt/NOUN", "has/AUX", "slowly/ADV", "emptied/VERB")
    expect(subjectBefore(d, 4).map(({head}) => head)).toEqual([1])
  })

  test("is the phrase right behind one", () => {
    const d = flat("cut/VERB", "the/DET", "bitter/ADJ", "queues/NOUN", "in/ADP", "town/NOUN")
    expect(objectBehind(d, 1).map(({head}) => head)).toEqual([3])
    expect(objectBehind(d, 4)).toEqual([])
  })
})
