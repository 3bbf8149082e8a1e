// Documents of every kind, from bytes on disk to claims: the same words, each at its place.

import fc from "fast-check"
import {expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {readDocuments} from "../../src/io/index.ts"
import {english} from "../language/english.ts"
import {isQuick} from "../tiers.ts"
import {column, docx, paragraph, pdf, run} from "./papers.ts"
import {scratch} from "./scratch.ts"

const TITLE = "The Salt Road Closes"
const STORY = [
  "The council of the upper valley closed the salt road on Monday, after a third raid on the herds in as many weeks. The closure reduced trade in the mill towns, and the carters fear that it will last.",
  "Patrols deter raiders, the elder said. Without aid, hunger will drive the herders into the towns.",
]
const files = {
  "a.txt": `${TITLE}\n\n${STORY.join("\n\n")}\n`,
  "b.md": `# ${TITLE}\n\n${STORY.join("\n\n").replace("reduced", "**reduced**")}\n`,
  "c.html": `<h1>${TITLE}</h1>${STORY.map((p) => `<p>${p}</p>`).join("")}`,
  "d.docx": docx(paragraph(run(TITLE), {style: "Title"}) + STORY.map((p) => paragraph(run(p))).join("")),
  "e.pdf": pdf([[{x: 72, y: 80, text: TITLE, size: 20}, ...column(STORY, {x: 72, y: 120, letters: 60}).drawn]]),
  "f.txt": `${TITLE}\r\n\r\n${STORY.join("\r\n\r\n").replace(/(.{50}\S*) /g, "$1\r\n")}\r\n`,
  "g.txt": `On Mon, 5 May 2031, Ana Brandt wrote:\n> ${TITLE}\n>\n> ${STORY.join("\n>\n> ").replace(/(.{50}\S*) /g, "$1\n> ")}\n`,
  "h.txt": `🙂\n\n${TITLE}\n\n${STORY.join("\n\n").replace("closure", "clo\u00adsure")}\n`,
}

test.skipIf(isQuick)("one story says the same in every kind of file, and is one voice", async () => {
  const {sources, issues} = await readDocuments([scratch("kinds", files)])
  expect([sources.map((s) => s.file), issues]).toEqual([Object.keys(files), []])
  const documents = sources.map((source) => openDocument(source).document!)
  const found = lineages(documents)
  expect(found.map((l) => l.files)).toEqual([Object.keys(files)])
  const {claims} = read(documents, found, english())
  const fold = (text: string) =>
    text
      .replace(/\u00ad|\*\*/g, "")
      .replace(/\s*>\s|\s+/g, " ")
      .trim()
  const said = documents.map(({file}) =>
    claims
      .filter((claim) => claim.file === file)
      .map((c) => [fold(c.cause.text), c.sign, fold(c.effect.text), c.condition, c.hedge]),
  )
  expect(said[0]!.length).toBeGreaterThan(2)
  for (const one of said) expect(one).toEqual(said[0])
  for (const {file, quote, cause, effect} of claims) {
    const {text} = documents.find((d) => d.file === file)!
    for (const place of [quote, cause, effect, ...cause.thing, ...effect.thing])
      expect(text.slice(place.from, place.to)).toBe(place.text)
  }
})

test("the order in which files are named changes nothing", async () => {
  const folder = scratch("order", files)
  const paths = Object.keys(files).map((file) => `${folder}/${file}`)
  const once = JSON.stringify(await readDocuments(paths))
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(paths, {minLength: paths.length}), async (moved) => {
      expect(JSON.stringify(await readDocuments(moved))).toBe(once)
    }),
    {seed: 7, numRuns: 5},
  )
})
