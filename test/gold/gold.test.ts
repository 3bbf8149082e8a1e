// Annotations are data that a person made: what can be checked of them without judging is checked
// here. Offsets fall on the bounds of words, phrases lie in their quotes, things in their phrases, texts are
// the version that was annotated, and of the articles not one word was copied.

import {createHash} from "node:crypto"
import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {describe, expect, test} from "vitest"
import {goldSchema, mistakesIn} from "../../src/gold/index.ts"
import {boundedByWords, goldFrom} from "./marks.ts"

type Place = {from: number; to: number; text?: string}
type Phrase = Place & {thing: Place[]; refers?: Place}
type Gold = {
  files: {file: string; sha256: string}[]
  claims: {id: string; file: string; quote: Place; cause: Phrase; effect: Phrase; optional?: boolean}[]
  quantities: {file: string; quote: Place}[]
  dates: {file: string; quote: Place}[]
  nothing: (Place & {file: string})[]
}

const here = fileURLToPath(new URL(".", import.meta.url))
const shared = process.env["BRINK_SHARED"] ?? "../shared"
/** Each gold file, with the folder that holds its texts. */
const sets = [
  {folder: here, texts: join(shared, "articles"), copied: false},
  {folder: join(here, "dev"), texts: join(here, "dev"), copied: true},
  {folder: join(here, "dev-news"), texts: join(here, "dev-news"), copied: true},
  {folder: join(here, "dev-crises"), texts: join(here, "dev-crises"), copied: true},
  {folder: join(here, "plain"), texts: join(here, "plain"), copied: true},
  {folder: join(here, "held-out"), texts: join(here, "held-out"), copied: true},
  {folder: join(here, "held-out-2"), texts: join(here, "held-out-2"), copied: true},
]

const jsonIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file === "articles.json" || file === "gold.json") : []

for (const {folder, texts, copied} of sets)
  describe.skipIf(!existsSync(texts)).each(jsonIn(folder))(`${folder.slice(here.length)}%s`, (name) => {
    const gold = JSON.parse(readFileSync(join(folder, name), "utf8")) as Gold
    const textOf = (file: string): string => readFileSync(join(texts, file), "utf8").replace(/^\uFEFF/, "")

    test("the texts are the ones that were annotated", () => {
      for (const {file, sha256} of gold.files)
        expect(createHash("sha256").update(textOf(file), "utf8").digest("hex"), file).toBe(sha256)
    })

    test.runIf(copied)("it is what the marks beside it give, every phrase verbatim in its quote", () => {
      const marks = readdirSync(folder)
        .filter((file) => file.endsWith(".marks"))
        .sort()
        .map((file) => readFileSync(join(folder, file), "utf8"))
      const made: unknown = JSON.parse(JSON.stringify(goldFrom(marks.join(""), textOf, true)))
      expect(gold).toEqual(made)
    })

    test("every offset falls on the bounds of words", () => {
      const places = [
        ...gold.claims.flatMap(({file, quote, cause, effect}) =>
          [quote, cause, effect, ...cause.thing, ...effect.thing, cause.refers, effect.refers].map((place) => ({
            file,
            place,
          })),
        ),
        ...[...gold.quantities, ...gold.dates].map(({file, quote}) => ({file, place: quote})),
        ...gold.nothing.map((place) => ({file: place.file, place})),
      ]
      for (const {file, place} of places) {
        if (!place) continue
        const text = textOf(file)
        expect(boundedByWords(text, place.from, place.to), `${file} ${place.from}-${place.to}`).toBe(true)
        if (copied) expect(place.text ?? text.slice(place.from, place.to)).toBe(text.slice(place.from, place.to))
        else expect(place.text).toBeUndefined()
      }
    })

    test("phrases lie in their quotes, things in their phrases, cause and effect apart", () => {
      const within = (a: Place, b: Place): boolean => a.from >= b.from && a.to <= b.to
      for (const {id, quote, cause, effect} of gold.claims) {
        for (const phrase of [cause, effect]) {
          expect(within(phrase, quote), id).toBe(true)
          for (const thing of phrase.thing) expect(within(thing, phrase), id).toBe(true)
        }
        expect(cause.from >= effect.to || effect.from >= cause.to, `${id}: cause and effect overlap`).toBe(true)
      }
    })

    test("`brink score` finds no mistake in it", () => {
      const documents = gold.files.map(({file}) => ({file, length: textOf(file).length}))
      expect(mistakesIn(goldSchema.parse(gold), {documents})).toEqual([])
    })

    test("no claim is marked twice", () => {
      const keys = gold.claims.map(({file, cause, effect}) =>
        [file, cause.from, cause.to, effect.from, effect.to].join(),
      )
      expect(new Set(keys).size).toBe(keys.length)
    })
  })
