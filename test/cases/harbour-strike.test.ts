// A folder about another crisis, told in newspaper prose, with no codebook: what a reader of
// the three articles would say must be in the map.
import {describe, expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages} from "../../src/documents/index.ts"
import {gather} from "../../src/map/index.ts"
import {documentsIn} from "../documents/folder.ts"
import {english} from "../language/english.ts"

const documents = documentsIn(new URL("../folders/harbour-strike/", import.meta.url))
const voices = lineages(documents)
const map = gather(read(documents, voices, english(), []))
const themed = (id: string) => map.factors.find((factor) => factor.id === id)!.theme
const linked = (from: string, to: string) => map.links.filter((l) => themed(l.from) === from && themed(l.to) === to)
const looped = (...wanted: string[]) =>
  map.loops.some((loop) => wanted.every((theme) => loop.factors.some((id) => themed(id) === theme)))

describe("three articles about a dockers' strike", () => {
  test("are two voices: the Gazette rewrote the Courier", () => {
    expect(voices.map((lineage) => lineage.files)).toEqual([
      ["courier-pumps-run-dry.txt", "strait-gazette-shortages.txt"],
      ["lantern-who-can-end-it.md"],
    ])
  })

  test("tell the effect of police operations on the strike both ways", () => {
    expect(linked("strikes", "stoppage").map((l) => l.sign)).toContain("contested")
  })

  test("tell the spiral of fuel, food prices and anger, and the brake of losses and talks", () => {
    expect(looped("stoppage", "fuel", "prices", "anger")).toBe(true)
    expect(looped("stoppage", "economy", "pressure", "dialogue")).toBe(true)
  })

  test("do not take the dockers' strike for an army's", () => {
    expect(linked("stoppage", "fuel")).toHaveLength(1)
    expect(linked("strikes", "fuel")).toEqual([])
  })
})
