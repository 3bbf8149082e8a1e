// Terms that older architectures of the project had for its layers are not used any more: a reader of the field would not
// know them. In: names and comments of the sources, and the prose of the project's pages. Out: each retired term with
// its place.
//
// Their plain senses stay, by rule. Text that the program reads or prints is not looked at: string literals, regular
// expressions, quotations, code in pages. Codes of faults and issues that begin with "doors/" are a published contract.
// "Room" as a measure of space goes without a plural and without "each room"; it is a name of values, not of types.
// "Ground" is a plain word behind "on the", "the same" and "common".

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {parseAst} from "rolldown/parseAst"
import {expect, test} from "vitest"
import {isQuick} from "./tiers.ts"

const root = fileURLToPath(new URL("../", import.meta.url))

/** Parts of names, in lower case. */
const IN_NAMES = /^(?:doors?|rooms|alcoves?|walk(?:s|ed|ing|er|ers)?|grounds?)$/
/** A type or a class named for a room: "RoomOf". */
const TYPE_OF_ROOM = /^_*Room(?![a-z])/
const IN_PROSE =
  /\b(?:doors?|rooms|alcoves?|walk(?:s|ed|ing)?|(?:each|every|another|either|one|which|own) room|(?<!\b(?:on the|the same|common) )grounds?)\b/gi
const LETTERS = /door|room|alcove|walk|ground/i
const CODE_OF_FAULT = /\bdoors\/[\w*-]*/g
/** A quotation, which may go on over a few lines. */
const QUOTED = /"[^"]{1,400}"|“[^”]{1,400}”/g

/** The same text with only these stretches of it, or with all but them; what goes is blanked, lines kept. */
function parted(text: string, stretches: readonly {start: number; end: number}[], which: "only" | "without"): string {
  const blank = (part: string) => part.replace(/[^\n]/g, " ")
  const [inside, outside] = which === "only" ? [(part: string) => part, blank] : [blank, (part: string) => part]
  const parts: string[] = []
  let at = 0
  for (const {start, end} of [...stretches].sort((a, b) => a.start - b.start)) {
    parts.push(outside(text.slice(at, start)), inside(text.slice(start, end)))
    at = end
  }
  return [...parts, outside(text.slice(at))].join("")
}

const blankedAll = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (found) => found.replace(/[^\n]/g, " "))

/** `camelCase`, `PascalCase`, `kebab-case` and `CAPITALS_WITH_BARS` into their words. */
const partsOf = (name: string): string[] =>
  name.split(/[_$\d]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((part) => part.toLowerCase())

const isRetired = (name: string): boolean =>
  TYPE_OF_ROOM.test(name) || partsOf(name).some((part) => IN_NAMES.test(part))

/** Where literals, templates' texts, expressions and texts of JSX stand. */
function literalsIn(text: string, file: string): {start: number; end: number}[] {
  const lang = file.endsWith("x") ? "tsx" : file.endsWith(".js") ? "js" : "ts"
  const found: {start: number; end: number}[] = []
  const waiting: unknown[] = [parseAst(text, {lang})]
  for (let node = waiting.pop(); waiting.length > 0 || node; node = waiting.pop()) {
    if (typeof node !== "object" || node === null) continue
    const {type, start, end} = node as {type?: unknown; start?: unknown; end?: unknown}
    const literal = type === "Literal" || type === "TemplateElement" || type === "JSXText"
    if (literal && typeof start === "number" && typeof end === "number") found.push({start, end})
    else for (const value of Object.values(node)) waiting.push(value)
  }
  return found
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
/** What marks comments, at the beginnings and ends of their lines. */
const MARKS = /^[ \t]*(?:\/\/+|\/\*+|\*(?!\/))|\*\/[ \t]*$/gm

/** Retired terms in prose, with their places in it. */
function inProse(text: string): {at: number; word: string}[] {
  const plain = blankedAll(blankedAll(text, CODE_OF_FAULT), QUOTED)
  return Array.from(plain.matchAll(IN_PROSE), (match) => ({at: match.index, word: match[0]}))
}

/** Retired terms in a source, as "line: word". */
function inSource(text: string, file: string): string[] {
  // Most files hold none of these letters anywhere, and are not parsed.
  if (!LETTERS.test(text)) return []
  const code = parted(text, literalsIn(text, file), "without")
  const comments = Array.from(code.matchAll(COMMENT), ({0: comment, index}) => ({
    start: index,
    end: index + comment.length,
  }))
  const found = inProse(blankedAll(parted(code, comments, "only"), MARKS))
  for (const match of parted(code, comments, "without").matchAll(/[A-Za-z_$][\w$]*/g))
    if (isRetired(match[0])) found.push({at: match.index, word: match[0]})
  return placed(text, found)
}

/** Retired terms in a page, as "line: word"; code and links are no prose. */
const inPage = (text: string): string[] =>
  placed(text, inProse([/^```[\s\S]*?^```/gm, /`[^`\n]*`/g, /\]\([^)\n]*\)/g].reduce(blankedAll, text)))

const placed = (text: string, found: readonly {at: number; word: string}[]): string[] =>
  [...found].sort((a, b) => a.at - b.at).map(({at, word}) => `${text.slice(0, at).split("\n").length}: ${word}`)

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), {recursive: true, encoding: "utf8"})
    .map((file) => join(folder, file))
    .filter((file) => ending.test(file) && !file.includes("node_modules"))
    .sort()
}

test.skipIf(isQuick)("names and comments have no retired term", () => {
  const found = ["src", "test", "scripts"]
    .flatMap((folder) => files(folder, /\.(?:tsx?|js)$/))
    .flatMap((file) => inSource(readFileSync(join(root, file), "utf8"), file).map((place) => `${file}:${place}`))
  expect(found).toEqual([])
})

test("no file or folder is named by a retired term", () => {
  const named = ["src", "test", "scripts", "docs"].flatMap((folder) => files(folder, /^/))
  const own = named.filter((file) => !/^test.(?:corpus|folders|gold)/.test(file))
  expect(own.filter((file) => file.split(/[\\/.-]/).some(isRetired))).toEqual([])
})

test("pages have no retired term", () => {
  const pages = [...readdirSync(root).filter((file) => file.endsWith(".md")), ...files("docs", /\.md$/)]
  expect(pages.flatMap((page) => inPage(readFileSync(join(root, page), "utf8")).map((at) => `${page}:${at}`))).toEqual(
    [],
  )
})

test("a retired term is found wherever it names something", () => {
  const source = [
    "// A door hands the files in; the rooms know nothing of it.",
    "/** Every room reads the ground layer. */",
    "export type Walked = {readonly door: string}",
    "const roomsOf = (DOOR_KINDS: string) => theDoor + 'door' + `ground`",
    "class RoomFace { #alcove = groundOf(1) }",
  ].join("\n")
  expect(inSource(source, "a.ts")).toEqual([
    "1: door",
    "1: rooms",
    "2: Every room",
    "2: ground",
    "3: Walked",
    "3: door",
    "4: roomsOf",
    "4: DOOR_KINDS",
    "4: theDoor",
    "5: RoomFace",
    "5: alcove",
    "5: groundOf",
  ])
  expect(inPage("# Layers\n\nEach room has a door.\n")).toEqual(["3: Each room", "3: door"])
})

test("plain senses are let through", () => {
  const source = [
    "// There is no room to spare; what leaves room for more is on the ground that it fits. Codes: `doors/not-found`.",
    '// "The sheep walked through the door',
    '// of the upper room": a quotation over two lines.',
    "const room = most - background.length // room left for the end, in the sameNewsroom",
    "throw new Fault('doors/no-file', `no door to rooms`, {roomy: /^doors?\\/(?:walk|ground)/})",
    'const LEXICON = {verbs: ["walk", "ground"], grounding: roomFor(room)}',
  ].join("\n")
  expect(inSource(source, "a.ts")).toEqual([])
  expect(inPage('It says "behind closed doors", `walk(door)` and [a page](docs/rooms.md).\n```\ndoor\n```\n')).toEqual(
    [],
  )
})
