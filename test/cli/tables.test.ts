import {expect, test} from "vitest"
import {readCut, readSetting} from "../../src/cli/settings.ts"
import {columns, csv, graphml, json, short} from "../../src/cli/tables.ts"
import {cell} from "../../src/core/csv.ts"
import type {CausalMap} from "../../src/map/index.ts"

test("CSV is RFC 4180 with LF: quotes where needed, what is no number is empty, doubles read back", () => {
  expect(csv(["Time", 'a,"b"', "line\nbreak"], [[0.1 + 0.2, Number.NaN, "x"]])).toBe(
    'Time,"a,""b""","line\nbreak"\n0.30000000000000004,,x\n',
  )
  for (const value of [0.1, 1e-300, 123456789.123, -0.5, 5e-324]) expect(Number(cell(value))).toBe(value)
  expect(Object.is(Number(cell(-0)), -0)).toBe(true)
  expect(cell(Number.POSITIVE_INFINITY)).toBe("")
})

test("JSON has null for what is no number", () => {
  expect(json({a: Number.NaN, b: [Number.NEGATIVE_INFINITY, 1]})).toBe('{"a":null,"b":[null,1]}\n')
})

test("columns are padded, numbers to the right, and no line ends with a space", () => {
  expect(
    columns([
      ["a", 1, "x"],
      ["long", 200, ""],
    ]),
  ).toBe("a       1  x\nlong  200")
  expect([short(0.000123456), short(123456), short(Number.NaN)]).toEqual(["0.0001235", "123500", "-"])
})

test("names in GraphML cannot break out of it", () => {
  const map = {
    factors: [{id: "a<b", name: '"A" & <script>\u0001', theme: "t"}],
    links: [
      {
        id: "a<b->a<b",
        from: "a<b",
        to: "a<b",
        sign: "+",
        belief: 0.5,
        for: {claims: [], lineages: 1},
        against: {claims: [], lineages: 0},
      },
    ],
  } as unknown as CausalMap
  const text = graphml(map, new Map([["a<b", "Roads & <tolls>"]]))
  expect(text).toContain('<data key="sector">Roads &amp; &lt;tolls&gt;</data></node>')
  expect(graphml(map, new Map())).not.toContain("sector")
  expect(text).toContain('<node id="a&lt;b"><data key="name">&quot;A&quot; &amp; &lt;script&gt;</data>')
  expect(text).not.toContain("<script>")
})

test.each([
  ["raids=0.5", {name: "raids", act: "=", value: 0.5}],
  ["raids=-1e-3@4", {name: "raids", act: "=", value: -0.001, from: 4}],
  ["raids*=2@4..8.5", {name: "raids", act: "*=", value: 2, from: 4, to: 8.5}],
  ["raids[a,b] += .5@-2..0", {name: "raids[a,b]", act: "+=", value: 0.5, from: -2, to: 0}],
])("--set %s", (text, setting) => {
  expect(readSetting(text)).toEqual(setting)
})

test("a setting or a cut that is none is refused with an example", () => {
  for (const text of ["raids", "=3", "raids=", "raids=many", "raids=1@", "raids==1"])
    expect(() => readSetting(text)).toThrow(/^cli\/usage: --set wants NAME=VALUE/)
  expect(() => readSetting("raids=1@8..4")).toThrow("--set got a range that ends before it begins")
  expect(() => readSetting("raids=1e999")).toThrow("--set got a number that is not finite")
  for (const text of ["raids", ":losses", "a:b:c"])
    expect(() => readCut(text)).toThrow(/^cli\/usage: --cut wants CAUSE:EFFECT/)
})
