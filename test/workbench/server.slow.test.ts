// The workbench's server as a program may ask it: what it gives, what a decision writes, and who is refused.

import {existsSync, readFileSync} from "node:fs"
import {request} from "node:http"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import type {Card, CaseView, Decided, DocumentView, EditRow, Names, Queue} from "../../src/workbench/shapes.ts"
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
    expect(found.documents.reduce((sum, {claims}) => sum + claims, 0)).toBe(reading.claims.length)
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
    expect(one.of).toBe(documents[0]!.claims)
  })

  test("names are the map's factors, told as often as claims tell them", async () => {
    const {rows, of} = await get<Names>("/api/names")
    const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
    const told = new Map<string, Set<string>>()
    for (const {claim, from, to, link} of map.groundings as {
      claim: string
      from: string
      to: string
      link: string | null
    }[])
      if (link !== null) for (const id of [from, to]) told.set(id, (told.get(id) ?? new Set()).add(claim))
    expect(of).toBe(told.size)
    for (const row of rows) {
      expect([row.id, row.told]).toEqual([row.id, told.get(row.id)!.size])
      expect(row.phrases.length).toBeGreaterThan(0)
    }
    expect(rows.map((row) => row.told)).toEqual(rows.map((row) => row.told).sort((a, b) => b - a))
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
  } finally {
    await loose.end()
  }
}, 60_000)
