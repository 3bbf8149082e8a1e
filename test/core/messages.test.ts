// Messages are of a length that people read, whatever they quote; short ones are never touched.

import {describe, expect, test} from "vitest"
import {amiss, parseSeries} from "../../src/case/series.ts"
import {sayIssues, saySome} from "../../src/cli/warnings.ts"
import {bounded, boundedIssue, Fault, LONGEST_MESSAGE, listed, quoted} from "../../src/core/fault.ts"
import {refusal} from "../../src/core/mistakes.ts"
import {sketch} from "../engine/sketch.ts"
import {isQuick} from "../tiers.ts"
import {growth} from "../work.ts"

const bytes = (text: string) => new TextEncoder().encode(text).length
const refused = (work: () => unknown): Fault => {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error("nothing was refused")
}

describe("a refusal", () => {
  test("that is short keeps every letter, and one that fits exactly too", () => {
    for (const length of [1, 1000, LONGEST_MESSAGE - "a/b: ".length]) {
      const what = "x".repeat(length)
      expect(new Fault("a/b", what).message).toBe(`a/b: ${what}`)
    }
  })

  test.each([
    ["letters", "x".repeat(1_000_000)],
    ["letters of three bytes", "桃".repeat(100_000)],
    ["pairs of units", "🌧".repeat(100_000)],
    ["lines", "line\n".repeat(100_000)],
    ["long lines", `${"y".repeat(5000)}\n`.repeat(100)],
  ])("of very many %s has its code, place and next move, in 2 kB", (_, long) => {
    for (const more of [
      {},
      {place: "a.yaml:3:1"},
      {place: long, next: long},
      {place: "a.yaml:3:1", next: "Mend it."},
    ]) {
      const fault = new Fault("room/what", long, more)
      expect(bytes(fault.message)).toBeLessThanOrEqual(LONGEST_MESSAGE)
      expect(fault.message.startsWith(`room/what: ${long.slice(0, 4)}`)).toBe(true)
      expect(fault.message).toMatch(/\d+ more (?:letters|lines)/)
      if (more.place === "a.yaml:3:1") expect(fault.message).toContain("  at a.yaml:3:1")
      if (more.next === "Mend it.") expect(fault.message.endsWith("  Mend it.")).toBe(true)
      expect(fault.message).not.toMatch(/\p{Cs}/u)
      const issue = fault.asIssue(long)
      expect(bytes(`${issue.file}${issue.says}${issue.next}`)).toBeLessThanOrEqual(LONGEST_MESSAGE)
    }
  })

  test("of many mistakes names the first, each with its place, and counts the others", () => {
    const mistakes = Array.from({length: 5000}, (_, i) => ({place: {line: i + 1, column: 1}, says: "z".repeat(400)}))
    const {message} = refusal("case", "data/a.csv", mistakes, "Mend the table.")
    expect(bytes(message)).toBeLessThanOrEqual(LONGEST_MESSAGE)
    const shown = message.split("\n").filter((line) => line.startsWith("  data/a.csv:")).length
    expect(shown).toBeGreaterThan(2)
    expect(message).toContain(`and ${5000 - shown} more`)
    expect(message).toContain("5000 mistakes in data/a.csv")
  })
})

test("an issue of any length says its beginning and its end", () => {
  const long = {code: "a/b", file: "a.txt", says: `begins ${"x".repeat(9000)} ends`, next: "Mend it."}
  const short = boundedIssue(long)
  expect(short.says).toMatch(/^begins x+ \.\.\. \(\d+ more letters\) \.\.\. x+ ends$/)
  expect(boundedIssue({...long, says: "begins"})).toEqual({...long, says: "begins"})
  expect([quoted("abc"), listed(["a", "b", "c"], 2), bounded("a\nb")]).toEqual(["abc", "a, b and 1 more", "a\nb"])
})

test("many issues of one code are said in part and counted; all of a rare one are said", () => {
  const said: string[] = []
  const issues = [...Array.from({length: 100_000}, (_, i) => ({code: "a/many", n: i})), {code: "a/rare", n: 1}]
  sayIssues(
    (line) => said.push(line),
    issues,
    ({code, n}) => `${code} ${n}`,
  )
  expect(said.length).toBeLessThan(100)
  expect(said).toContain("a/rare 1")
  expect(said.at(-1)).toBe("and 99950 more of a/many")
  const some: string[] = []
  saySome((line) => some.push(line), ["x", "y"])
  expect(some).toEqual(["x", "y"])
})

describe("a table of data", () => {
  test.skipIf(isQuick)(
    "of very many columns is read in time that grows with them, and its strange ones are counted",
    async () => {
      const read = (many: number) => {
        const columns = Array.from({length: many}, (_, i) => `c${i}`)
        const series = parseSeries(
          `# error: ${columns.map((name) => `${name} 1.3`).join(", ")}\ndate,${columns.join(",")}\n2031-04-01,${columns.map(() => 1).join(",")}\n`,
          "data/a.csv",
        )
        expect(series).toHaveLength(many)
        expect(series[7]).toMatchObject({name: "c7", error: 1.3})
        const found = amiss(series, sketch({herds: {parameter: 1}}), () => false)
        expect(found.length).toBeLessThan(30)
        expect(found[0]).toContain("the column c0 is no quantity of the model")
        expect(found.at(-1)).toContain(`${many - 20} more columns`)
      }
      expect(await growth(read, 30_000)).toBeLessThan(3)
    },
  )

  test.skipIf(isQuick)("of very many rows of one date is refused, not a crash", () => {
    const fault = refused(() => parseSeries(`date,herds\n${"2031-04-01,1\n".repeat(200_000)}`, "data/a.csv"))
    expect(fault.message).toContain("199999 mistakes")
  })

  test("with a cell, a name or a row of very many letters is refused in few", () => {
    const long = "9x".repeat(200_000)
    for (const text of [
      `date,herds\n2031-04-01,${long}\n`,
      `date,herds\n${long},1\n`,
      `${long}\n1\n`,
      `date,${long}\n2031-04-01,x\n`,
    ])
      expect(bytes(refused(() => parseSeries(text, "data/a.csv")).message)).toBeLessThanOrEqual(LONGEST_MESSAGE)
  })
})
