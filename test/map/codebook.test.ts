// The codebook (src/map/codebook.yaml): what the map loads is what it says, every theme catches the phrases it must and
// none of the near misses beside them, and mistakes in it are refused with their places.

import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {codebookModule, readCodebook} from "../../scripts/codebook.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {gather} from "../../src/map/index.ts"
import {wordsOf} from "../../src/map/pattern.ts"
import {english} from "../language/english.ts"
import {isQuick} from "../tiers.ts"
import {reading, say} from "./told.ts"

const source = (name: string) => readFileSync(new URL(`../../src/map/${name}`, import.meta.url), "utf8")
const book = readCodebook(source("codebook.yaml"), "src/map/codebook.yaml")

/** What a phrase is found to be about where it brings something no theme names, and with which sign. */
function about(phrase: string, quote?: string): {themes: string[]; sign: string | undefined} {
  const map = gather(reading(say(phrase, "+", "the zebra census", quote === undefined ? {} : {quote})))
  return {
    themes: map.factors.filter(({id}) => id !== "zebra_census").map(({theme}) => theme),
    sign: map.links[0]?.sign,
  }
}

test("what the map loads is what codebook.yaml says", () => {
  expect(
    source("codebook.data.ts") === codebookModule(source("codebook.yaml"), "codebook.yaml"),
    "src/map/codebook.data.ts is stale: npm run generate",
  ).toBe(true)
})

describe("every theme", () => {
  test.skipIf(isQuick)("catches its phrases", () => {
    for (const {id, catches} of book.themes)
      for (const phrase of catches) expect({phrase, ...about(phrase)}).toEqual({phrase, themes: [id], sign: "+"})
  })

  test.skipIf(isQuick)("turns the phrases of its opposite round", () => {
    for (const {id, catchesOpposite = []} of book.themes)
      for (const phrase of catchesOpposite)
        expect({phrase, ...about(phrase)}).toEqual({phrase, themes: [id], sign: "-"})
  })

  test.skipIf(isQuick)("leaves its near misses alone", () => {
    for (const {id, not} of book.themes)
      for (const phrase of not) expect(about(phrase).themes, `${id} must not catch "${phrase}"`).not.toContain(id)
  })

  // Else a near miss could say nothing: any phrase about something else is not caught.
  test("has near misses that begin a word as its own words begin", () => {
    const beginning = (word: string) => word.slice(0, 3)
    for (const {id, says, opposite = [], not} of book.themes) {
      const own = new Set([...says, ...opposite].flatMap((one) => one.match(/\p{Ll}+/gu) ?? []).map(beginning))
      for (const phrase of not)
        expect(
          wordsOf(phrase).some(({lower}) => own.has(beginning(lower))),
          `"${phrase}" is no near miss of ${id}`,
        ).toBe(true)
    }
  })
})

test("what a verb makes of an actor that stands alone is found in the example of its row", () => {
  for (const {theme, example} of book.deeds) {
    const document = openDocument({file: "a.txt", kind: "text", text: example}).document!
    const map = gather(read([document], lineages([document]), english(), []))
    expect({example, themes: map.factors.map((factor) => factor.theme)}).toEqual({
      example,
      themes: expect.arrayContaining([theme]),
    })
  }
})

describe("a theme of a setting", () => {
  test("is left out of documents that show another setting and none of its own", () => {
    const raids = (who: string) => about("raids on the nests", `raids on the nests by ${who} bring the zebra census`)
    expect(raids("cormorants").themes).toEqual(["other"])
    expect(raids("strangers").themes).toEqual(["attacks"])
    expect(raids("cormorants and gunmen").themes).toEqual(["attacks"])
  })

  test("is there where a state or an armed group is named, whatever else is", () => {
    const raids = (who: string) => about("raids on the nests", `raids on the nests of cormorants ${who} bring famine`)
    expect(raids("by the country").themes).not.toContain("attacks")
    expect(raids("in France").themes).toContain("attacks")
  })
})

describe("a mistake in the codebook", () => {
  const themed = (lines: string) => `settings:
  - {id: wild, words: [fish]}
fields: [{id: nature, name: Nature}]
lists: {BOATS: [boat, ship*]}
deeds: []
words:
  {lightHeads: [], lessening: [], bodies: [], harmVerbs: [], harmNouns: [], risingVerbs: [], risingNouns: [],
  failingVerbs: [], failingWords: [], lesseningTails: [], worseningVerbs: [], worseningNouns: [], emptyWords: [], beings: [], steps: [], plainVerbs: []}
themes:
- id: fish
  name: Fish
  fields: [nature]
  kind: state
  weight: 0.5
  says: [fish ~ BOATS]
  catches: [the fish]
  not: [fishing rods]
${lines}`
  const refusal = (lines: string) => {
    try {
      return codebookModule(themed(lines), "codebook.yaml")
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  test("is none where a list stands for its words, and kinds for their classes", () => {
    const module = refusal("  in: [wild]\n  kinds: [eel|eels, cod]\n")
    expect(module).toContain('"says":["fish ~ boat|ship*"]')
    expect(module).toContain('"kinds":{"eel":"eel eels","cod":"cod"}')
    expect(module).not.toContain("fishing rods")
  })

  test.each([
    ["a key nobody knows", "  wieght: 1\n", "codebook.yaml:18:3: themes.0.wieght: no such key here"],
    [
      "a setting that is not there",
      "  in: [wildlife]\n",
      "codebook.yaml:18:8: themes.0.in.0: is none of the settings: wild",
    ],
    [
      "a field that is not there",
      "- {id: cod, name: Cod, fields: [natural], kind: state, weight: 1, says: [cod], catches: [cod], not: [code]}\n",
      "themes.1.fields.0: is none of the fields: nature",
    ],
    ["a theme that is not there", "  bare: prices\n", "codebook.yaml:18:9: themes.0.bare: names no theme"],
    [
      "a label that asks for more",
      '  labels: {holder: "{who}"}\n',
      "a label asks for {h}, {h's}, {in h} and {t} alone",
    ],
    ["an opposite nothing tries", "  opposite: [no fish]\n", "`opposite` and `catchesOpposite` go together"],
    [
      "an id used twice",
      "- {id: fish, name: Cod, fields: [nature], kind: state, weight: 1, says: [cod], catches: [cod], not: [code]}\n",
      "codebook.yaml:18:8: themes.1.id: is taken by a theme above",
    ],
    [
      "a name used twice",
      "- {id: cod, name: Fish, fields: [nature], kind: state, weight: 1, says: [cod], catches: [cod], not: [code]}\n",
      "themes.1.name: is taken by a theme above",
    ],
  ])("is refused: %s", (_, lines, says) => {
    expect(refusal(lines)).toContain(says)
  })

  test.each([
    ["Fish", '"Fish" is no word of a phrase'],
    ["co-op", '"co-op" is no word of a phrase'],
    ["fish**", '"fish**" is no word of a phrase'],
    ["fish| stocks", '"" is no word of a phrase'],
    [".. fish", "begins with `..`"],
    ["'&armed'", "names no word"],
    ["fish ~ boats ~ nets", "has more than one ` ~ `"],
    ["fish ~ BOOTS", "there is no list BOOTS"],
    ["fish &armd", '"&armd" is no word of a phrase'],
  ])("is refused: the pattern %s, which would find nothing", (pattern, says) => {
    expect(refusal(`  opposite: [${pattern}]\n  catchesOpposite: [x]\n`)).toContain(says)
  })
})
