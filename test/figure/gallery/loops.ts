// The gallery of loops: rings of two to eight factors, with every mark a link can carry.

import {ring, ringTable} from "../../../src/figure/index.ts"
import {hardNames, loop} from "../worlds.ts"

const names = [
  "Closed piers",
  "Crews leaving the town",
  "Trust in the harbour office",
  "Repairs begun",
  "Ferry delays",
  "Toll income",
  "Complaints to the council",
  "Pilots on duty",
]
const some = (count: number) => names.slice(0, count)

export function ringOfSix() {
  return ring(loop("The spiral of closed piers", some(6), "+-+c+-"), {
    href: "#i-f2",
    link: (l) => `#l-${l.length}`,
  })
}

export function ringOfTwo() {
  return ring(loop("Crews and piers", some(2), "++", {gain: {low: -0.4, mid: -0.1, high: 0.1}}))
}

export function ringOfThree() {
  return ring(loop("Trust returns", some(3), "--+", {polarity: "B"}))
}

export function ringOfFour() {
  return ring(loop("The office answers", some(4), "+?c+", {polarity: "contested", gain: null, cut: null}))
}

export function ringOfFive() {
  return ring(loop("Tolls and repairs", some(5), "+-+-c", {polarity: "B"}))
}

export function ringOfSeven() {
  return ring(loop("The long way round", some(7), "++-+-+c"))
}

export function ringOfEight() {
  return ring(loop("The longest way round", some(8), "++-+-+c-"))
}

export function ringOfEightDelays() {
  const slow = loop("Everything takes time", some(8), "cccccccc")
  return ring(
    {...slow, links: slow.links.map((l) => ({...l, delayed: true, voices: 12, against: 11}))},
    {id: "ring-slow"},
  )
}

export function ringOfHardNames() {
  return ring(loop('A "loop" <of> hard & long names', hardNames, "++--cc"))
}

export function ringOfOne() {
  return ring(loop("Fear feeds itself", some(1), "+"))
}

export function ringOfJudgement() {
  const drawn = loop("Nobody wrote this down", some(3), "++-")
  return ring({...drawn, links: drawn.links.map((l) => ({...l, voices: 0}))})
}

export function ringOfTies() {
  const tied = loop("As many for as against", some(3), "ccc")
  return ring({...tied, links: tied.links.map((l) => ({...l, voices: 2, against: 2}))})
}

export function ringAsTable() {
  return ringTable(loop("The spiral of closed piers", some(6), "+-+c+-"))
}
