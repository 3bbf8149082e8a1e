// What stands before a news sentence is left out, and nothing of the sentence is.
import {expect, test} from "vitest"
import {datelineEnd} from "../../src/language/index.ts"
import {english} from "./english.ts"

const rest = (text: string): string => {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  return text.slice(tokens[datelineEnd(tokens)]!.from)
}

test.each([
  ["Dockers walk out 14th March 2031 09:12 AM VELM: The port closed after guards beat a clerk.", "The port closed"],
  ["March 14, 2031 00:00 IST The port closed after guards beat a clerk.", "The port closed"],
  ["VELM, March 14 (NPA) - The port closed after guards beat a clerk.", "The port closed"],
  ["VELM, 3 October 2031 — The port closed after guards beat a clerk.", "The port closed"],
  ["PORT VELM, 3 October 2031 (Upland Wire Service) - The port closed after guards beat a clerk.", "The port closed"],
  ["PORT VELM, October 3 (Upland Wire) - The port closed after guards beat a clerk.", "The port closed"],
  ["NEW ORSK: The port closed after guards beat a clerk.", "The port closed"],
])("%s", (text, begins) => {
  expect(rest(text).startsWith(begins)).toBe(true)
})

test.each([
  "The blast took place on March 14 around 5.30 p.m. near the market of Velm.",
  "The council has two aims: cheaper bread and safer roads in the valley.",
  "The Velm Workers' Party (Reformed) - long a rival of the guild - left the talks on Monday.",
  "VELM: No.",
  "VELM, a port of ropes (and of fog) - guards beat a clerk, and the port closed.",
  "VELM, a port of ropes since 2021 (and of fog) - guards beat a clerk, and the port closed.",
  "SALTU (Salt Road Union) - long a rival of the guild - left the talks on Monday.",
])("is not seen in: %s", (text) => {
  expect(rest(text)).toBe(text)
})
