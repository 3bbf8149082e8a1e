// The gallery of maps: a small one, the same map around one factor, and crowded ones.

import {neighbourhood, neighbourhoodTable} from "../../../src/figure/index.ts"
import {chain, town} from "../worlds.ts"

export function mapOfTheHarbour() {
  return neighbourhood(town(24, 32), {
    highlight: ["f0", "f1", "f2", "f0->f1", "f1->f2", "f2->f0"],
    link: (l) => `#${l.length}`,
  })
}

export function mapOfSixtyFactors() {
  return neighbourhood(town(60, 90), {id: "map-60"})
}

export function mapOfTooMany() {
  return neighbourhood(town(90, 140), {id: "map-90"})
}

export function mapOfTwo() {
  return neighbourhood(chain(["Tolls", "Ships"]), {id: "map-2"})
}

export function mapOfNoLinks() {
  return neighbourhood({...town(3, 0)})
}

export function neighbourhoodOfOne() {
  return neighbourhood(town(24, 60), {focus: "f1", highlight: ["f2"], id: "near-f1"})
}

export function neighbourhoodOfHardNames() {
  return neighbourhood(
    chain(["<b>Tolls</b>", "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente", "תפוסת הנמל בעונת החורף"]),
    {
      focus: "f1",
      id: "near-hard",
    },
  )
}

export function neighbourhoodOfNothing() {
  return neighbourhood(town(24, 60), {focus: "constructor"})
}

export function mapAsTable() {
  return neighbourhoodTable(town(6, 8))
}
