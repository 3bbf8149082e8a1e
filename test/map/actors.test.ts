// Who is meant in a phrase: what names the same actor is one, what only shares a word is not.

import {expect, test} from "vitest"
import type {Actor} from "../../src/claims/whole.ts"
import {actorBook} from "../../src/map/actors.ts"
import {wordsOf} from "../../src/map/pattern.ts"
import {reading, say} from "./told.ts"

const actor = (name: string, alsoCalled: string[] = [], roles: string[] = []): Actor => ({
  id: name.toLowerCase(),
  name,
  alsoCalled,
  roles,
})

/** The actors found in a phrase, by id, in order. */
function found(phrase: string, ...actors: Actor[]): string[] {
  const book = actorBook({...reading(say("the {toll}", "+", "the {raids}")), actors})
  return book.find(wordsOf(phrase)).map((mention) => mention.actor)
}

test("a state is its adjective, its people, its seat and its other names", () => {
  for (const words of ["Kenya", "Kenyan ministers", "Kenyans", "Nairobi"])
    expect(found(words), words).toEqual(["kenya"])
  for (const words of ["Türkiye", "Turkish forces", "Ankara"]) expect(found(words), words).toEqual(["turkey"])
  expect(found("the DRC")).toEqual(["congo"])
  expect(found("Burma")).toEqual(["myanmar"])
})

test("a product is nobody", () => {
  expect(found("Velotrin", actor("Velotrin", [], ["product"]))).toEqual([])
  expect(found("Velotrin", actor("Velotrin", [], ["firm"]))).toEqual(["velotrin"])
})

test("an invented state is its adjective, which describes and is no actor of its own", () => {
  const arvia = actor("Arvia", ["Arvian"], ["state"])
  expect(found("the Arvian army", arvia)).toEqual(["arvia"])
  expect(found("Arvian unity", arvia)).toEqual(["arvia"])
  const book = actorBook({...reading(say("the {toll}", "+", "the {raids}")), actors: [arvia]})
  expect(book.actors.get("arvia")).toMatchObject({kind: "state", generic: false})
  expect(book.find(wordsOf("Arvian unity"))[0]).toMatchObject({adjective: true})
  expect(book.find(wordsOf("Arvia's unity"))[0]).toMatchObject({adjective: false, possessive: true})
})

test("the map calls an actor by its short form; the head word alone stays a word for any", () => {
  const council = actor("Salt Road Council", ["Council", "SRC"], ["government body"])
  expect(found("the Salt Road Council", council)).toEqual(["src"])
  expect(found("the SRC", council)).toEqual(["src"])
  expect(found("the council", council)).toEqual(["government"])
})

test("a person is called by her full name, and found by her surname", () => {
  const mora = actor("Ana Mora", ["Mora"], ["person", "president"])
  expect(found("Mora's promise", mora)).toEqual(["ana_mora"])
})

test("what the reading knows as an armed group is one, whatever its name", () => {
  const book = actorBook({
    ...reading(say("the {toll}", "+", "the {raids}")),
    actors: [actor("Night Hands", [], ["armed group"])],
  })
  expect(book.actors.get("night_hands")?.kind).toBe("armed")
})

test("names that share a word are not one", () => {
  const ids = found("the Valley Council and the Salt Road Council", actor("Valley Council"), actor("Salt Road Council"))
  expect(new Set(ids).size).toBe(2)
})
