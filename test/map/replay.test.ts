// Every claim of some invented articles decided about, and the decisions replayed on the same articles renamed,
// shuffled, broken into other lines and joined: each finds its own claim again, whatever the reader reads.

import {readdirSync, readFileSync} from "node:fs"
import {beforeAll, expect, test} from "vitest"
import {type Claim, type Reading, read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {decide, type Edit, wasOf} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {isQuick} from "../tiers.ts"

type Text = {readonly file: string; readonly text: string}
const folder = new URL("../gold/dev/", import.meta.url)
const texts: Text[] = readdirSync(folder)
  .filter((file) => file.endsWith(".txt"))
  .slice(0, 3)
  .map((file) => ({file, text: readFileSync(new URL(file, folder), "utf8")}))

function readAll(files: readonly Text[]): Reading {
  const documents = files.flatMap((file) => openDocument({...file, kind: "text"}).document ?? [])
  return read(documents, lineages(documents), english())
}

let edits: Edit[]
beforeAll(() => {
  edits = readAll(texts).claims.map((claim, i) => ({
    format: "brink/edit@1",
    n: i + 1,
    by: "ana",
    why: "seen it",
    kind: "reject",
    claim: claim.id,
    quotes: [claim.quote.text],
    was: wasOf(claim),
  }))
})

const spaced = (text: string): string => text.replace(/\s+/g, " ")
const phrases = ({cause, effect}: Pick<Claim, "cause" | "effect">) => [spaced(cause.text), spaced(effect.text)]

/** Numbers of edits that did not find one claim with the phrases it was made about. */
function astray(files: readonly Text[]): number[] {
  expect(edits.length).toBeGreaterThan(20)
  return decide(edits, readAll(files))
    .places.filter(({edit, claims}) => {
      const {cause, effect} = edit.was!
      return claims.length !== 1 || phrases(claims[0]!).join("|") !== `${cause}|${effect}`
    })
    .map(({edit}) => edit.n)
}
const changed = (change: (text: string) => string): Text[] => texts.map(({file, text}) => ({file, text: change(text)}))
const paragraphs = (text: string): string[] => text.split(/\n\s*\n/)

test.skipIf(isQuick)("documents with other names", () => {
  expect(astray(texts.map(({file, text}) => ({file: `kept/${file}`, text})))).toEqual([])
})

test.skipIf(isQuick)("documents with other line ends, and a paragraph before each of theirs", () => {
  const more = (text: string) => paragraphs(text).join("\n\nIt was a quiet year, they said.\n\n").replace(/\n/g, "\r\n")
  expect(astray(changed(more))).toEqual([])
})

test.skipIf(isQuick)("documents that are one now", () => {
  expect(astray([{file: "all.txt", text: texts.map(({text}) => text).join("\n\n")}])).toEqual([])
})

test("a document that is gone: its decisions have lost their place, and no other claim is touched", () => {
  const [first, ...rest] = texts
  const {places, rejected} = decide(edits, readAll(rest))
  const gone = places.filter(({edit}) => edit.was!.file === first!.file)
  expect(gone.length).toBeGreaterThan(0)
  expect(gone.filter(({claims}) => claims.length > 0)).toEqual([])
  expect(rejected.size).toBe(edits.length - gone.length)
})
