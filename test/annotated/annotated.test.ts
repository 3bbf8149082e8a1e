// The annotated sentences are whole: parts apart, spans in order, no text, and the agreement that their page states; where the
// treebanks are at hand, their texts are those that were annotated.
import {createHash} from "node:crypto"
import {existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"
import {phrasesOf} from "./phrases.ts"
import {INVENTED, INVENTED_SCORED, inventedOf, markedPhrases, PHRASES} from "./texts.ts"

type Claim = {cause: [number, number]; effect: [number, number]; sign: string; optional?: true; denied?: true}
type Row = {block: string; id: string; source: string; hash: string; claims: Claim[]}
const rows = (part: string): Row[] =>
  readFileSync(new URL(`${part}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row)
const parts = ["train", "web", "development", "scored"].map(rows)
const second = rows("second")

test("no sentence stands in two parts, and no line holds text", () => {
  const ids = parts.flat().map(({id}) => id)
  expect(ids.length).toBe(7973)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(parts.flat().map(({source}) => source)).size).toBe(ids.length)
  for (const row of [...parts.flat(), ...second]) {
    expect(Object.keys(row)).toEqual(["block", "id", "source", "hash", "claims"])
    expect(row.hash).toMatch(/^[0-9a-f]{16}$/u)
  }
})

test("every claim has two spans apart from each other, in order, and a sign", () => {
  const wrong = [...parts.flat(), ...second].flatMap(({id, claims}) =>
    claims
      .filter(({cause, effect, sign}) => {
        const ordered = [cause, effect].every(([from, to]) => from >= 0 && from < to)
        return !ordered || !/^[-+0?]$/u.test(sign) || (cause[0] === effect[0] && cause[1] === effect[1])
      })
      .map(() => id),
  )
  expect(wrong).toEqual([])
})

test("invented sentences stand once, and their claims are words of them", () => {
  const texts = new Set<string>()
  for (const part of [...INVENTED, ...INVENTED_SCORED])
    for (const {id, text, claims} of inventedOf(part)) {
      // Not `toContain`, which goes through all that the set holds.
      expect(texts.has(text), id).toBe(false)
      texts.add(text)
      for (const {cause, effect, sign} of claims) {
        for (const [from, to] of [cause, effect]) expect(from >= 0 && from < to && to <= text.length, id).toBe(true)
        expect(cause[1] <= effect[0] || effect[1] <= cause[0], id).toBe(true)
        expect(sign).toMatch(/^[-+0?]$/u)
      }
    }
  expect(texts.size).toBe(19_204)
})

test("marked phrases stand in their sentences, and what varies in them is words of theirs, in order", () => {
  const all = PHRASES.map((name) => phrasesOf(name))
  expect(all.map(({length}) => length)).toEqual([11_896, 4516, 500, 740])
  // A phrase is learnt from or scored, and once.
  const places = all.flat().map(({text, phrase}) => `${text} ${phrase}`)
  expect(new Set(places).size).toBe(places.length)
  for (const {id, text, phrase, change, thing} of all.flat()) {
    expect(text, id).toBeDefined()
    expect((change === undefined) === (thing === undefined), id).toBe(true)
    let at = phrase[0]
    for (const [from, to] of thing ?? []) {
      expect(from >= at && from < to && to <= phrase[1], id).toBe(true)
      at = to
    }
  }
  const scored = markedPhrases("phrases-scored").map((one) => ("file" in one ? one.file : one.id))
  expect(new Set(scored)).toEqual(new Set(["invented-scored"]))
})

test("first and second marks agree on which sentences are causal, beyond chance, as the page says", () => {
  const first = new Map(parts.flat().map((row) => [row.id, row]))
  // Sentences with optional claims alone are left out of both.
  const kind = ({claims}: Row) => (claims.some(({optional}) => !optional) ? 1 : claims.length > 0 ? null : 0)
  const pairs = second.flatMap((row) => {
    const before = first.get(row.id)!
    expect(before.hash).toBe(row.hash)
    const [a, b] = [kind(before), kind(row)]
    return a === null || b === null ? [] : [[a, b] as const]
  })
  const share = (so: (pair: readonly [number, number]) => boolean) => pairs.filter(so).length / pairs.length
  const agreed = share(([a, b]) => a === b)
  const [one, two] = [share(([a]) => a === 1), share(([, b]) => b === 1)]
  const chance = one * two + (1 - one) * (1 - two)
  expect((agreed - chance) / (1 - chance)).toBeGreaterThan(0.9)
})

const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))
const TREEBANKS = {
  "ewt-train": "data/ud-english-ewt/train.conllu",
  "ewt-dev": "data/ud-english-ewt/dev.conllu",
  pud: "data/ud-english-pud/en_pud-ud-test.conllu",
} as const

for (const [source, file] of Object.entries(TREEBANKS)) {
  const path = join(shared, file)
  test.skipIf(!existsSync(path))(
    `sentences of ${source} are as they were annotated, and every span is whole words`,
    () => {
      const found = readFileSync(path, "utf8").matchAll(/^# sent_id = (.+)\n(?:#.*\n)*?# text = (.+)$/gmu)
      const texts = new Map([...found].map(([, id, text]) => [`${source}:${id}`, text!]))
      const own = [...parts.flat(), ...second].filter((row) => row.source.startsWith(`${source}:`))
      expect(own.length).toBeGreaterThan(0)
      const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)
      const wrong = own.flatMap((row) => {
        const text = texts.get(row.source) ?? ""
        const hash = createHash("sha256").update(text).digest("hex").slice(0, row.hash.length)
        const cuts = (at: number) => isWord(text[at - 1]) && isWord(text[at])
        const spans = row.claims.flatMap(({cause, effect}) => [cause, effect])
        return hash === row.hash && !spans.some(([from, to]) => to > text.length || cuts(from) || cuts(to))
          ? []
          : [row.id]
      })
      expect(wrong).toEqual([])
    },
  )
}
