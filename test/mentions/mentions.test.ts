// Quantities and dates beside the claims, and the numbers that are neither. The sentences
// stand in mentions.txt, where anybody can add one.

import {readFileSync} from "node:fs"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {type Document, lineages, openDocument} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {mentionsOf} from "../../src/mentions/mentions.ts"
import {english} from "../language/english.ts"
import {isQuick} from "../tiers.ts"

type Case = {readonly sentence: string; readonly date: string | null; readonly wanted: readonly string[]}

const cases: readonly Case[] = readFileSync(new URL("./mentions.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .reduce<{sentence: string; date: string | null; wanted: string[]}[]>((all, line) => {
    if (line.startsWith("==> ")) all.at(-1)!.wanted.push(line.slice(4))
    else {
      const dated = /^\[([\d-]+)\] (.*)$/.exec(line)
      all.push({sentence: dated?.[2] ?? line, date: dated?.[1] ?? null, wanted: []})
    }
    return all
  }, [])

const blank: Omit<Document, "text" | "passages"> = {
  file: "a.txt",
  title: "",
  words: 1,
  language: "en",
  boilerplate: [],
  credits: [],
}

function readText(text: string, date: string | null = null) {
  const front = date === null ? "" : `---\ndate: ${date}\n---\n\n`
  const {document} = openDocument({file: "valley.txt", kind: "text", text: `${front}${text}`})
  if (!document) throw new Error("not read")
  return {document, reading: read([document], lineages([document]), english())}
}

/** The mentions of one sentence, as mentions.txt spells them. */
function mentions({sentence, date}: Case): string[] {
  const passages = [{from: 0, to: sentence.length, role: "paragraph" as const}]
  const document = {...blank, text: sentence, passages, ...(date ? {date} : {})}
  const found = mentionsOf(document, sentences(document), english().tokens)
  const figure = (n: number) => String(Number(n.toPrecision(12)))
  const all = [
    ...found.quantities.map((q) => {
      const value = q.low === undefined ? figure(q.value) : `${figure(q.low)}..${figure(q.high!)}`
      const more = [q.comparator, q.period, q.claimant && `by ${q.claimant}`].filter((part) => part !== undefined)
      return [`${value} ${q.unit}`, q.what, ...more].join(" | ").trimEnd()
    }),
    ...found.dates.map((d) => `@ ${d.from}${d.to ? `..${d.to}` : ""} | ${d.of}`),
  ]
  return all.length > 0 ? all : ["nothing"]
}

describe("numbers and dates of invented sentences", () => {
  for (const one of cases)
    test(one.sentence, () => {
      expect(mentions(one)).toEqual(one.wanted)
    })
})

test("there are enough of them, and enough that are none", () => {
  expect(cases.flatMap((one) => one.wanted).filter((line) => line !== "nothing").length).toBeGreaterThanOrEqual(120)
  expect(cases.filter((one) => one.wanted[0] === "nothing").length).toBeGreaterThanOrEqual(60)
})

test("a month goes with the story of a year to the end of its passage, and else with the document's own date", () => {
  const datesOf = (text: string) => readText(text, "2031-07-11").reading.dates.map(({from}) => from)
  const long = "The guild counts its carts at every bridge, and has done so since the bridges were built."
  expect(
    datesOf(`In 2024 the guild lost forty carts. In March it lost nine.\n\nIn June it lost two. ${long}\n`),
  ).toEqual(["2024", "2024-03", "2031-06"])
  expect(datesOf(`For the first time since 2027 fewer carts were lost. In June it was two. ${long}\n`)).toEqual([
    "2027",
    "2031-06",
  ])
})

test("a year that is named in passing is not the year of what follows", () => {
  const last = (text: string) => readText(`${text}\n`, null).reading.dates.at(-1)!.from
  expect(last("The 2019 stoppage lasted a month. The fee doubles on 1 April.")).toBe("--04-01")
  expect(last("Pay has been frozen since 2019. The fee doubles in April.")).toBe("--04")
  expect(last("The mill burnt down in 2019. It was rebuilt in April.")).toBe("2019-04")
})

test("a month that is the last one counts from the document's day, and from no other sentence's year", () => {
  const story =
    "The guild has counted its carts since 2020. The council disputes that.\n\nThe pass was shut last April."
  const months = (text: string, date: string | null) => readText(`${text}\n`, date).reading.dates.at(-1)!.from
  expect(months(story, "2031-03-03")).toBe("2030-04")
  expect(months(`PORT SAHM, 3 March 2031 (Upland Wire) - ${story}`, null)).toBe("2030-04")
  expect(months(story, null)).toBe("--04")
  expect(months("Of the trials of 2030, the one held last April failed.", null)).toBe("2030-04")
})

test("a date in figures that can be read two ways is read one, and said", () => {
  const text =
    "Raids on the salt road\n\nThe log of the guild is dated 12/03/2024 and was kept in the old hall of Arv.\n"
  const {reading} = readText(text)
  expect(reading.dates.map((d) => d.from)).toEqual(["2024-03-12"])
  expect(reading.issues).toContainEqual({
    code: "reading/ambiguous-date",
    file: "valley.txt",
    says: '"12/03/2024" is 2024-03-12 or 2024-12-03; it is read as 2024-03-12',
    next: "Write the month in letters, or one date of the document whose day is above 12: it settles the others.",
  })
  const settled = readText(text.replace("and was", "and 03/25/2024, and was")).reading
  expect(settled.dates.map((d) => d.from)).toEqual(["2024-12-03", "2024-03-25"])
  expect(settled.issues.map((issue) => issue.code)).not.toContain("reading/ambiguous-date")
})

test("headings are read, list numbers are not", () => {
  const {reading} = readText(
    "Raids kill 40 traders on the salt road\n\nThe guild asks for two things of the council in Arv, which has given none of them.\n\n1. The toll must fall by a tenth before the snow comes to the pass.\n2. The pass must be kept open for the herders of the valley.\n",
  )
  expect(reading.quantities.map((q) => `${figureOf(q.value)} ${q.unit}`)).toEqual(["40 trader", "2 thing", "0.1 1"])
})

const figureOf = (n: number) => String(Number(n.toPrecision(3)))

test("marks of Markdown stand in the quote and not in the number", () => {
  const text =
    "# The salt road\n\nThe guild of Arv said that **1,200** traders crossed the pass *in 2021*, before the toll.\n"
  const {document} = openDocument({file: "valley.md", kind: "markdown", text})
  const reading = read([document!], lineages([document!]), english())
  expect(reading.quantities[0]).toMatchObject({value: 1200, unit: "trader"})
  for (const {quote} of [...reading.quantities, ...reading.dates])
    expect(text.slice(quote.from, quote.to)).toBe(quote.text)
})

test.skipIf(isQuick)("a line of ten thousand numbers is read in linear time, each at its place", () => {
  const numbers = Array.from({length: 10_000}, (_, i) => `${i + 2} carts`).join(", ")
  const {document, reading} = readText(`Raids on the salt road\n\nThe guild of Arv counted ${numbers} on the road.\n`)
  expect(reading.quantities.length).toBeGreaterThan(7_500)
  for (const {quote} of reading.quantities) expect(document.text.slice(quote.from, quote.to)).toBe(quote.text)
})

test("whatever stands beside whatever, every mention is verbatim at its offsets", () => {
  const pieces = [
    "40",
    "1,200",
    "½",
    "$",
    "%",
    "-",
    "–",
    "(",
    ")",
    ",",
    ".",
    "…",
    "👍",
    "İ",
    "\r\n",
    " ",
    "  ",
    "a",
    "third",
    "half",
    "of",
    "between",
    "and",
    "to",
    "from",
    "March",
    "Mar.",
    "12",
    "2024",
    "'24",
    "1990s",
    "Q3",
    "last",
    "week",
    "the",
    "first",
    "nine",
    "months",
    "dozen",
    "hundreds",
    "thousands",
    "carts",
    "killed",
    "per",
    "day",
    "km",
    "°C",
    "№",
    "٣",
    "12/03/2024",
    "2.0.1",
    "Ana",
    "said",
    "more",
    "than",
    "m",
    "one",
    "in",
    "five",
    "aged",
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), {minLength: 1, maxLength: 40}), fc.boolean(), (words, glued) => {
      const text = words.join(glued ? "" : " ")
      const document = {...blank, text, passages: [{from: 0, to: text.length, role: "paragraph" as const}]}
      const {quantities, dates} = mentionsOf(document, sentences(document), english().tokens)
      for (const {quote} of [...quantities, ...dates]) {
        expect(quote.to).toBeGreaterThan(quote.from)
        expect(text.slice(quote.from, quote.to)).toBe(quote.text)
      }
      for (const {value, low, high} of quantities) {
        expect(Number.isFinite(value)).toBe(true)
        if (low !== undefined) expect(low <= value && value <= high!).toBe(true)
      }
      for (const {from} of dates) expect(from).toMatch(/^(?:-?\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?)$/)
    }),
    {seed: 1, numRuns: 300},
  )
})

const article = `Raids on the salt road

More than 1,200 traders crossed the pass in the first half of 2021, the Salt Road Council (SRC) said on 3 March 2021. Tolls rose by 12% and cost the guild $3.5 million. Between 2015 and 2019 the SRC kept the pass open. Some 40-50 herders left, the council in Arv said, and Arv has sent none back.
`

test("a name is folded with its abbreviation", () => {
  const {reading} = readText(article)
  expect(reading.actors).toContainEqual(expect.objectContaining({name: "Salt Road Council", alsoCalled: ["SRC"]}))
})

test("every mention stands verbatim at its offsets", () => {
  const {document, reading} = readText(article)
  expect(reading.quantities).toHaveLength(4)
  for (const {quote} of [...reading.quantities, ...reading.dates, ...reading.claims])
    expect(document.text.slice(quote.from, quote.to)).toBe(quote.text)
})

test("a claim's id does not change when another part of the document does", () => {
  const one = readText("The pass\n\nThe drought caused a famine. The guild met twice last week in the old hall.\n")
    .reading.claims
  const two = readText("The pass\n\nThe guild met in the old hall once more last week. The drought caused a famine.\n")
    .reading.claims
  expect(one.map((c) => c.id)).toEqual(two.map((c) => c.id))
})

test("the same words twice have two ids", () => {
  const {reading} = readText(
    "The pass\n\nThe drought caused a famine. The guild met last week. The drought caused a famine.\n",
  )
  expect(reading.claims.map((c) => c.id.replace(/^[0-9a-f]{12}/, ""))).toEqual(["", "~2"])
})

test("what triggers a claim stands outside its phrases, or is not named", () => {
  const {reading} = readText(
    "The pass\n\nThe curfew backfired. The drought caused a famine. The clans view the toll as a betrayal. If the rains fail, herds will shrink.\n",
  )
  expect(reading.claims.length).toBeGreaterThan(3)
  for (const {signal, cause, effect} of reading.claims)
    for (const phrase of [cause, effect])
      expect(!signal || signal.to <= phrase.from || phrase.to <= signal.from).toBe(true)
})
