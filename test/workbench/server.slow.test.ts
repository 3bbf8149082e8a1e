// The workbench's server as a program may ask it: what it gives, what a decision writes, and who is refused.

import {existsSync, readFileSync} from "node:fs"
import {request} from "node:http"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import type {
  Card,
  CardRow,
  Cards,
  CaseView,
  Circles,
  Decided,
  DocumentView,
  EditRow,
  Factors,
  Figure,
  LinkView,
  MapNames,
  PageView,
  Pairs,
  PathsView,
  Queue,
} from "../../src/workbench/shapes.ts"
import {type Launched, launched} from "./launched.ts"

let bench: Launched
beforeAll(async () => {
  bench = await launched()
}, 60_000)
afterAll(() => bench.end())

const get = async <T>(path: string): Promise<T> => {
  const answer = await bench.ask(path)
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.json()) as T
}
const lines = (): string[] => {
  const file = join(bench.world.folder, "case/edits.jsonl")
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").filter(Boolean) : []
}
const decide = async (...acts: readonly object[]): Promise<Decided> => {
  const answer = await bench.ask("/api/edits", {lines: acts, why: "tried"})
  expect(answer.status).toBe(200)
  return (await answer.json()) as Decided
}

describe("what it gives", () => {
  test("the case counts what `brink map` counts", async () => {
    const found = await get<CaseView>("/api/case")
    const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
    expect(found).toMatchObject({format: "brink/workbench@1", inMemory: false, by: "ana", checked: 0})
    expect(found.structure).toMatchObject({
      factors: map.factors.length,
      links: map.links.length,
      circles: map.loops.length,
      whole: map.loops.filter((loop: {toldBy: string[]}) => loop.toldBy.length > 0).length,
      contested: map.links.filter((link: {sign: string}) => link.sign === "contested").length,
    })
    const reading = JSON.parse((await bench.world.brink("read", "case", "--json")).out)
    expect(found.claims).toBe(reading.claims.length)
  })

  test("the queue is in the order of its scores, `all` holds every claim once, and a file its own in their order", async () => {
    const odd = await get<Queue>("/api/queue?show=odd")
    const heavier = odd.rows.filter((row, i) => i > 0 && row.score > odd.rows[i - 1]!.score)
    // Only a second reading of one sentence may stand behind lighter ones.
    expect(heavier.length).toBeLessThan(odd.rows.length / 2)
    const all = await get<Queue>("/api/queue?show=all")
    expect(new Set(all.rows.map(({claim}) => claim)).size).toBe(all.of)
    const parts = await Promise.all([0, 5, 10].map((from) => get<Queue>(`/api/queue?show=all&from=${from}&most=5`)))
    expect(parts.flatMap(({rows}) => rows)).toEqual(all.rows.slice(0, 15))
    const {documents} = await get<CaseView>("/api/case")
    const one = await get<Queue>(`/api/queue?show=${encodeURIComponent(documents[0]!.file)}`)
    expect(one.rows.every(({file}) => file === documents[0]!.file)).toBe(true)
    expect(one.of).toBe(all.rows.filter(({file}) => file === documents[0]!.file).length)
  })

  test("cards are those of `brink factors`, told most first, with phrases that stand in their sentences", async () => {
    const {cards, more} = await get<Cards>("/api/cards?most=500")
    const asked = await bench.world.brink("factors", "case", "--json", "--cards", "500")
    const piles = JSON.parse(asked.out).cards as {id: string; name: string; told: number}[]
    const joined = new Set((await get<Pairs>("/api/pairs")).pairs.map(({move}) => move))
    // What is laid there by words alone is a pair here, which a person is asked about.
    for (const pile of piles)
      if (!cards.some(({id}) => joined.has(id))) expect(cards.map(({id}) => id)).toContain(pile.id)
    expect(more).toBe(false)
    expect(cards.map(({told}) => told)).toEqual(cards.map(({told}) => told).sort((a, b) => b - a))
    for (const {id, told, phrases} of cards) {
      expect([id, phrases.reduce((sum, {times}) => sum + times, 0)]).toEqual([id, told])
      for (const {text, quote} of phrases) expect(quote).toContain(text)
    }
    const few = await get<Cards>("/api/cards?most=3")
    expect([few.cards, few.more]).toEqual([cards.slice(0, 3), true])
  })

  test("factors by document count the claims that `brink map` grounds", async () => {
    const {files, rows} = await get<Factors>("/api/factors")
    const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
    for (const {id, counts} of rows)
      for (const [i, file] of files.entries()) {
        const told = (map.groundings as {claim: string; file: string; from: string; to: string; link: string | null}[])
          .filter((one) => one.link !== null && one.file === file && (one.from === id || one.to === id))
          .map(({claim}) => claim)
        expect([id, file, counts[i]]).toEqual([id, file, new Set(told).size])
      }
  })

  test("a card's marks are its words, in its sentence and in the document", async () => {
    for (const {claim, file} of (await get<Queue>("/api/queue?show=all")).rows) {
      const card = await get<Card>(`/api/claims/${claim}`)
      for (const side of ["cause", "effect"] as const)
        if (card[side]) expect(card.sentence.slice(card[side].from, card[side].to)).toBe(card.ends[side].text)
      const {paragraphs, claims} = await get<DocumentView>(`/api/documents/${encodeURIComponent(file)}`)
      const at = claims.find((one) => one.claim === claim)!.quote
      const home = paragraphs.find(({from, text}) => at.from >= from && at.from < from + text.length)!
      expect(home.text.slice(at.from - home.from, at.to - home.from)).toBe(card.sentence)
    }
  })
})

describe("figures of the map", () => {
  test("around every factor stand the links that `brink map` gives it, in figure and table", async () => {
    const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
    const {factors} = await get<MapNames>("/api/map")
    for (const {id} of factors.slice(0, 12)) {
      const {figure, links} = await get<Figure>(`/api/map/around/${encodeURIComponent(id)}`)
      const own = (map.links as {id: string; from: string; to: string}[]).filter(
        ({from, to}) => from === id || to === id,
      )
      expect(links.map((one) => one.id).sort()).toEqual(own.map((one) => one.id).sort())
      for (const {id: one} of own) expect(figure).toContain(`#link=${encodeURIComponent(one)}`.replaceAll("'", "&#39;"))
      expect(figure).not.toContain(" style=")
      const wide = await get<Figure>(`/api/map/around/${encodeURIComponent(id)}?steps=2`)
      expect(wide.links.length).toBeGreaterThanOrEqual(links.length)
    }
    expect((await bench.ask("/api/map/around/nowhere")).status).toBe(404)
  })

  test("paths, circles, the matrix, and a link with all that tells it", async () => {
    const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
    const [first] = map.links as {id: string; from: string; to: string; for: {claims: string[]}}[]
    const {paths, title} = await get<PathsView>(`/api/map/paths?from=${first!.from}&to=${first!.to}`)
    expect(paths.some(({links}) => links.length === 1 && links[0]!.id === first!.id)).toBe(true)
    expect(title).toMatch(/path/)
    const circles = await get<Circles>("/api/map/circles?at=0")
    expect(circles.rows.length).toBe(map.loops.length)
    if (circles.shown) expect(circles.shown.links.length).toBeGreaterThan(0)
    expect((await get<Figure>("/api/map/matrix")).links.length).toBeGreaterThan(0)
    const told = await get<LinkView>(`/api/map/links/${encodeURIComponent(first!.id)}`)
    expect(told.quotesFor.map(({claim}) => claim)).toEqual(first!.for.claims.slice(0, 6))
    expect((await bench.ask("/api/map/links/nowhere")).status).toBe(404)
    expect((await bench.ask("/api/map/nowhere")).status).toBe(404)
  })
})

describe("a decision", () => {
  test("does what it was said to do, is a line of edits.jsonl, and is taken back by another", async () => {
    const [first] = (await get<Queue>("/api/queue?show=odd")).rows
    const act = {kind: "reject", claim: first!.claim}
    const said = await (await bench.ask("/api/what-if", {lines: [act]})).json()
    expect(lines()).toEqual([])
    const done = await decide(act)
    expect(done.effect).toEqual(said)
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([{n: 1, by: "ana", why: "tried", ...act}])
    expect((await get<Card>(`/api/claims/${first!.claim}`)).verdict).toBe("wrong")
    const undone = await decide({kind: "undo", of: 1})
    expect(undone.effect.links).toEqual([...done.effect.links].reverse())
    expect((await get<Card>(`/api/claims/${first!.claim}`)).verdict).toBeNull()
    await decide({kind: "undo", of: 2})
    expect((await get<Card>(`/api/claims/${first!.claim}`)).verdict).toBe("wrong")
    const {edits} = await get<{edits: EditRow[]}>("/api/edits")
    expect(edits.map(({n, undone: is, own}) => [n, is, own])).toEqual([
      [3, false, true],
      [2, true, true],
      [1, false, true],
    ])
    const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
    expect((await get<CaseView>("/api/case")).structure.links).toBe(map.links.length)
  })

  test("lays a card on another, as same and as opposite; taken off it lies where it was", async () => {
    const before = await get<Cards>("/api/cards")
    const [onto, move] = before.cards as [CardRow, CardRow]
    for (const as of ["same", "opposite"] as const) {
      const act = {kind: "merge", factors: [onto.id, move.id], ...(as === "opposite" && {opposite: [move.id]})}
      const {effect, edits} = await decide(act)
      expect(effect.links[1]).toBeLessThanOrEqual(effect.links[0])
      const pile = (await get<Cards>("/api/cards")).cards.find(({id}) => id === onto.id)!
      expect(pile.holds).toMatchObject([{id: move.id, as, n: edits[0]!.n}])
      expect(pile.told).toBe(onto.told + move.told)
      const ways = (row: CardRow, text: string) => row.phrases.find((one) => one.text === text)?.opposite
      const {text} = move.phrases[0]!
      expect(ways(pile, text)).toBe(as === "same" ? ways(move, text) : !ways(move, text))
      await decide({kind: "undo", of: edits[0]!.n})
      expect(await get<Cards>("/api/cards")).toEqual(before)
    }
  })

  test("some phrases of a card go to another, and turn round; a pair that is two things is asked about no more", async () => {
    const {cards} = await get<Cards>("/api/cards")
    const from = cards.find(({phrases}) => phrases.length > 1)!
    const to = cards.find(({id}) => id !== from.id)!
    const {words, text} = from.phrases[0]!
    const moved = await decide({kind: "split", factors: [from.id], phrases: [words], into: to.id})
    expect(moved.refused).toEqual([])
    const after = (await get<Cards>("/api/cards")).cards.find(({id}) => id === to.id)!
    const there = after.phrases.find((one) => one.text === text)!
    await decide({kind: "split", factors: [to.id], phrases: [words], into: to.id, opposite: true})
    const turned = (await get<Cards>("/api/cards")).cards.find(({id}) => id === to.id)!
    expect(turned.phrases.find((one) => one.text === text)!.opposite).toBe(!there.opposite)
    const [pair] = (await get<Pairs>("/api/pairs")).pairs
    if (pair) {
      await decide({kind: "apart", factors: [pair.onto, pair.move]})
      const left = (await get<Pairs>("/api/pairs")).pairs
      expect(left.some(({onto, move}) => [onto, move].sort().join() === [pair.onto, pair.move].sort().join())).toBe(
        false,
      )
    }
    for (const {n, undone} of (await get<{edits: EditRow[]}>("/api/edits")).edits)
      if (!undone && n > moved.edits[0]!.n - 1) await decide({kind: "undo", of: n})
  })

  test("adds a claim that was missed, in words of the document; lines of one decision say so", async () => {
    const {documents} = await get<CaseView>("/api/case")
    const {paragraphs, claims} = await get<DocumentView>(`/api/documents/${encodeURIComponent(documents[0]!.file)}`)
    const told = new Set(claims.map(({quote}) => quote.from))
    const free = paragraphs
      .flatMap(({from, text, sentences}) =>
        sentences.map((at) => ({at, text: text.slice(at.from - from, at.to - from)})),
      )
      .find(({at, text}) => !told.has(at.from) && /^\w+ \w+ .* \w+ \w+\.$/s.test(text))!
    const words = free.text.replace(/\.$/, "").split(/\s+/)
    const line = {
      kind: "add",
      file: documents[0]!.file,
      cause: words.slice(0, 2).join(" "),
      effect: words.slice(-2).join(" "),
      sign: "+",
      quotes: [free.text],
    }
    const done = await decide({...line, n: 1}, {kind: "accept", claim: "ffffffffffff", with: 1})
    expect(done.refused).toMatchObject([{line: 1}])
    const {claim} = JSON.parse(done.edits[0]!.line) as {claim: string}
    expect(await get<Card>(`/api/claims/${claim}`)).toMatchObject({sentence: free.text, verdict: "added"})
    const both = await decide({kind: "accept", claim, n: 1}, {kind: "sign", claim, sign: "-", with: 1})
    expect(both.edits.map(({with: part}) => part)).toEqual([undefined, both.edits[0]!.n])
    await decide(...[...both.edits, ...done.edits].reverse().map(({n}) => ({kind: "undo", of: n})))
    expect((await bench.ask(`/api/claims/${claim}`)).status).toBe(404)
  })

  test("that does not fit is told and not written; the lines beside it are", async () => {
    const {rows} = await get<Queue>("/api/queue?show=all")
    const before = lines().length
    const done = await decide({kind: "reject", claim: "ffffffffffff"}, {kind: "accept", claim: rows.at(-1)!.claim})
    expect(done.refused).toMatchObject([{line: 0}])
    expect(done.refused[0]!.says).toContain("case/unknown-claim")
    expect(lines().length).toBe(before + 1)
    const tried = await bench.ask("/api/what-if", {lines: [{kind: "reject", claim: "ffffffffffff"}]})
    expect([tried.status, (await tried.json()).code]).toEqual([422, "case/unknown-claim"])
  })

  test("that names other words has them read again, two at once too", async () => {
    const {rows} = await get<Queue>("/api/queue?show=all")
    const two = rows.filter(({verdict, cause}) => verdict === null && cause.includes(" ")).slice(0, 2)
    expect(two.length).toBe(2)
    const acts = two.map(({claim, cause}) => ({kind: "span", claim, cause: cause.split(" ").at(-1)!}))
    const answers = await Promise.all(acts.map((act) => decide(act)))
    expect(answers.map(({refused}) => refused)).toEqual([[], []])
    for (const {claim, cause} of acts) {
      const {ends, verdict} = await get<Card>(`/api/claims/${claim}`)
      expect([ends.cause.text, verdict]).toEqual([cause, "other words"])
    }
    const {edits} = await get<{edits: EditRow[]}>("/api/edits")
    expect(new Set(edits.map(({n}) => n)).size).toBe(edits.length)
  })

  test("that says who says a reading stands on its card, is taken back, and tells before it is made of a name that no document has", async () => {
    const {rows} = await get<Queue>("/api/queue?show=all")
    const {claim} = rows.find(({verdict}) => verdict === null)!
    const {by, speakers} = await get<Card>(`/api/claims/${claim}`)
    expect(speakers.length).toBeGreaterThan(0)
    const line = {kind: "speaker", claim, speaker: "Odo of the Weir"}
    const tried = (await (await bench.ask("/api/what-if", {lines: [line]})).json()) as {warns?: string}
    expect(tried.warns).toContain("'Odo of the Weir' is named in no document")
    const [edit] = (await decide(line)).edits
    expect(await get<Card>(`/api/claims/${claim}`)).toMatchObject({by: "Odo of the Weir", verdict: "other speaker"})
    const again = await decide(line)
    expect(again.refused[0]!.says).toContain("case/empty-edit")
    await decide({kind: "undo", of: edit!.n})
    expect((await get<Card>(`/api/claims/${claim}`)).by).toBe(by)
  })

  test("of somebody else is heard within a second, and its numbers go on from there", async () => {
    const answer = await bench.ask("/api/events")
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = (await reader.read()).value ?? ""
    const {rows} = await get<Queue>("/api/queue?show=all")
    const other = rows.find(({verdict}) => verdict === null)!.claim
    const {code} = await bench.world.brink("edit", "case", "reject", other, "--why", "not so", "--by", "ben")
    expect(code).toBe(0)
    while (!heard.includes("data: ")) heard += (await reader.read()).value
    await reader.cancel()
    const news = JSON.parse(/data: (.*)/.exec(heard)![1]!)
    expect(news).toMatchObject({kind: "edits", edits: [{by: "ben", kind: "reject", own: false}]})
    const done = await decide({kind: "accept", claim: other})
    expect(done.edits[0]!.n).toBe(news.edits[0].n + 1)
    const numbers = lines().map((line) => JSON.parse(line).n)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  })

  test("an edits.jsonl that is torn is told, and what stood stands on", async () => {
    const before = await get<CaseView>("/api/case")
    const whole = bench.world.read("case/edits.jsonl")
    const answer = await bench.ask("/api/events")
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ""
    bench.world.put("case/edits.jsonl", `${whole}{"format":"brink/ed`)
    while (!heard.includes("data: ")) heard += (await reader.read()).value
    await reader.cancel()
    expect(heard).toContain('"kind":"trouble"')
    expect(await get<CaseView>("/api/case")).toEqual(before)
    bench.world.put("case/edits.jsonl", whole)
  })
})

describe("the page", () => {
  test("is what `brink outlook` writes, stands under a key alone, apart from the program, and is made anew on demand", async () => {
    expect(await get<PageView>("/api/page")).toEqual({rev: null, address: null, isMaking: false, claims: []})
    const made = (await (await bench.ask("/api/page", {})).json()) as PageView
    expect(made.rev).toBe(lines().length)
    const answer = await fetch(`${bench.origin}${made.address}`)
    const html = await answer.text()
    await bench.world.brink("outlook", "case", "--out", "page.html")
    expect(html === bench.world.read("page.html")).toBe(true)
    const policy = answer.headers.get("content-security-policy")!
    expect(policy).toMatch(/^sandbox allow-scripts allow-popups; default-src 'none';.*frame-ancestors 'self'$/)
    expect(policy).not.toMatch(/allow-same-origin|connect-src|https?:/)
    const other = made.address!.replace(/.$/, (last) => (last === "0" ? "1" : "0"))
    expect((await fetch(`${bench.origin}${other}`)).status).toBe(404)
    await decide({kind: "rename", factors: [(await get<MapNames>("/api/map")).most!], name: "Under another name"})
    const {rev} = await get<CaseView>("/api/case")
    expect(rev).toBe(made.rev! + 1)
    const [again] = await Promise.all([bench.ask("/api/page", {}), bench.ask("/api/page", {})])
    const anew = (await again.json()) as PageView
    expect([anew.rev, anew.address === made.address]).toEqual([rev, false])
    expect(await (await fetch(`${bench.origin}${anew.address}`)).text()).toContain("Under another name")
    expect((await fetch(`${bench.origin}${made.address}`)).status).toBe(404)
    await decide({kind: "undo", of: lines().length})
  }, 120_000)
})

describe("who is refused", () => {
  /** A request with a Host that fetch does not let one choose. */
  const raw = (path: string, headers: Readonly<Record<string, string>>, body?: string): Promise<number> =>
    new Promise((done, failed) => {
      const {port} = new URL(bench.origin)
      const asked = request(
        {port, host: "127.0.0.1", path, method: body === undefined ? "GET" : "POST", headers},
        (answer) => {
          answer.resume()
          done(answer.statusCode!)
        },
      )
      asked.on("error", failed)
      asked.end(body)
    })

  test("no token, another host, another page, another form, too much", async () => {
    const bearer = {authorization: `Bearer ${bench.token}`}
    expect((await fetch(`${bench.origin}/api/case`)).status).toBe(401)
    expect(await raw("/api/case", {...bearer, host: "evil.example"})).toBe(421)
    expect((await bench.ask("/api/case", undefined, {origin: "https://example.org"})).status).toBe(403)
    expect((await bench.ask("/api/edits", "{}", {"content-type": "text/plain"})).status).toBe(415)
    expect((await bench.ask("/api/edits", `"${"x".repeat(1 << 20)}"`)).status).toBe(413)
    expect(
      await raw("/api/edits", {...bearer, "content-type": "application/json", "transfer-encoding": "chunked"}, "{}"),
    ).toBe(411)
  })

  test("no file but the program's own and the case's documents, whatever the path", async () => {
    for (const path of [
      "/assets/../package.json",
      "/assets/..%2f..%2fpackage.json",
      "/api/documents/..%2f..%2fpackage.json",
      "/api/documents/%2fetc%2fpasswd",
      "/api/documents/%",
      "/case.yaml",
      "/assets/page.js.map",
    ])
      expect([path, (await bench.ask(path)).status]).toEqual([path, 404])
  })

  test("what is no decision", async () => {
    for (const body of [
      "",
      "{",
      "[]",
      {},
      {lines: []},
      {lines: "x"},
      {lines: [{}], why: " "},
      {lines: new Array(1001).fill({})},
    ]) {
      const answer = await bench.ask("/api/edits", body)
      expect([body, answer.status]).toEqual([body, 422])
      expect((await answer.json()).code).toBe("workbench/not-a-decision")
    }
  })

  test("a flood of streams ends the oldest, and everything is answered all the same", async () => {
    const streams = await Promise.all(Array.from({length: 40}, () => bench.ask("/api/events")))
    expect((await bench.ask("/api/case")).status).toBe(200)
    await Promise.all(streams.map((stream) => stream.body!.cancel()))
  })
})

test("a second launch says where the first one is, until that has ended", async () => {
  const first = await launched()
  try {
    await expect(first.again()).rejects.toThrow(`case is open already, at ${first.origin}`)
    await first.endOnly()
    await (await first.again()).end()
  } finally {
    await first.end()
  }
}, 60_000)

test("a folder that is no case keeps its decisions while it is open, and writes nothing", async () => {
  const loose = await launched({inMemory: true})
  try {
    const {rows} = (await (await loose.ask("/api/queue?show=odd")).json()) as Queue
    const done = await loose.ask("/api/edits", {lines: [{kind: "reject", claim: rows[0]!.claim}]})
    expect(((await done.json()) as Decided).edits).toHaveLength(1)
    expect((await (await loose.ask("/api/case")).json()) as CaseView).toMatchObject({
      inMemory: true,
      checked: 1,
      rev: 1,
    })
    expect(existsSync(join(loose.world.folder, "case/edits.jsonl"))).toBe(false)
    // Of it a case is made, with what was decided; a name that leads elsewhere, or is taken, is refused.
    const keep = async (body: unknown) => {
      const answer = await loose.ask("/api/keep", body)
      return [answer.status, ((await answer.json()) as {code?: string}).code] as const
    }
    for (const name of ["", "..", "../out", "a/b", "a\\b", ".hidden", "x".repeat(81), 7, "dot."])
      expect([name, await keep({name})]).toEqual([name, [422, "workbench/no-name"]])
    expect(await keep({name: "case"})).toEqual([422, "case/already-there"])
    const {documents} = (await (await loose.ask("/api/case")).json()) as CaseView
    const text = (
      (await (await loose.ask(`/api/documents/${encodeURIComponent(documents[0]!.file)}`)).json()) as DocumentView
    ).paragraphs
      .flatMap(({from, text: all, sentences}) => sentences.map((at) => all.slice(at.from - from, at.to - from)))
      .find((one) => /^\w+ \w+ .* \w+ \w+\.$/s.test(one))!
    const words = text.replace(/\.$/, "").split(/\s+/)
    const added = {
      kind: "add",
      file: documents[0]!.file,
      cause: words.slice(0, 2).join(" "),
      effect: words.slice(-2).join(" "),
    }
    expect((await loose.ask("/api/edits", {lines: [{...added, sign: "+", quotes: [text]}]})).status).toBe(200)
    const before = (await (await loose.ask("/api/case")).json()) as CaseView
    expect(await keep({name: "Night buses"})).toEqual([200, undefined])
    const after = (await (await loose.ask("/api/case")).json()) as CaseView
    expect(after).toMatchObject({
      inMemory: false,
      keepIn: null,
      rev: 2,
      structure: before.structure,
      checked: before.checked,
    })
    const listed = await loose.world.brink("edit", "Night buses")
    expect([listed.code, listed.out.match(/in force/g)?.length]).toEqual([0, 2])
    expect(await keep({name: "again"})).toEqual([422, "workbench/kept-already"])
    // From here on decisions are lines of the case, and others' are heard.
    await loose.ask("/api/edits", {lines: [{kind: "undo", of: 1}], why: "it is not"})
    expect(loose.world.read("Night buses/edits.jsonl").trimEnd().split("\n")).toHaveLength(3)
  } finally {
    await loose.end()
  }
}, 60_000)
