import {describe, expect, test} from "vitest"
import {Texts} from "../../src/claims/index.ts"
import type {CausalMap, Edit, EditAct} from "../../src/map/index.ts"
import {activeEdits, areApart, decide, gather, parseEdits, printEdit, undoneBy} from "../../src/map/index.ts"
import {reading, say} from "./told.ts"

const edit = (n: number, act: EditAct, quotes?: string[]): Edit =>
  ({format: "brink/edit@1", n, by: "ana", why: "seen it", ...(quotes ? {quotes} : {}), ...act}) as Edit

const claims = [
  say("the {floods}", "+", "{hunger}", {id: "c1", file: "a.txt"}),
  say("the {floods}", "-", "{hunger}", {id: "c2", file: "b.txt"}),
  say("the {salt tax}", "-", "{trade}", {id: "c3", file: "a.txt", hedge: "may", lag: "within weeks"}),
]
const told = reading(...claims)
const withEdits = (...edits: Edit[]): CausalMap => gather(told, {edits})
// What the codebook calls them is its own affair.
const placed = new Map(gather(told).groundings.map((g) => [g.claim, g]))
const [flood, hunger] = [placed.get("c1")!.from!, placed.get("c1")!.to!]
const [tax, trade] = [placed.get("c3")!.from!, placed.get("c3")!.to!]
const linkOf = (map: CausalMap, id: string) => map.links.find((l) => l.id === id)

test("a line of edits.jsonl reads back to itself", () => {
  const lines = [
    edit(1, {kind: "merge", factors: ["salt_road", "the_road"]}, ["the salt road"]),
    edit(2, {kind: "sign", link: "a->b", sign: "contested"}),
    edit(3, {kind: "split", factors: ["a"], phrases: ["x"], name: "X"}),
    edit(4, {kind: "assume", link: "a->b", sign: "-"}),
    edit(5, {kind: "assume", quantity: "births", value: "0.02"}),
    edit(6, {kind: "undo", of: 5}),
    edit(7, {kind: "sign", claim: "c1", sign: "unclear"}),
    {
      ...edit(8, {kind: "span", claim: "c1", effect: "trade {trade -}"}),
      was: {file: "a.txt", cause: "x", effect: "y", sign: "+"},
    } as Edit,
    {...edit(9, {kind: "lag", link: "a->b", lag: "soon"}), called: [["x"], []]} as Edit,
    {...edit(10, {kind: "split", factors: ["a"], phrases: ["x"], into: "b", opposite: true}), with: 9} as Edit,
    edit(11, {kind: "apart", factors: ["a", "b"]}),
    edit(
      12,
      {kind: "add", claim: "c9", file: "a.txt", cause: "x", effect: "y {z -}", sign: "-", hedge: "may", denied: true},
      ["x may y"],
    ),
    edit(13, {kind: "speaker", claim: "c1", speaker: "the ferry board"}),
    edit(14, {kind: "speaker", claim: "c1", speaker: null}),
  ]
  const text = `${lines.map(printEdit).join("\n")}\n`
  expect(parseEdits(text, "edits.jsonl")).toEqual(lines)
  expect(printEdit(lines[0]!)).toBe(
    '{"format":"brink/edit@1","n":1,"by":"ana","why":"seen it","kind":"merge","factors":["salt_road","the_road"],"quotes":["the salt road"]}',
  )
})

test("bad lines are refused together, each with its place", () => {
  const text = `{"format":"brink/edit@1","n":1,"by":"ana","why":"w","kind":"reject","claim":"c1"}
not json
{"format":"brink/edit@1","n":2,"by":"ana","why":"w","kind":"mergge","factors":["a","b"]}
{"format":"brink/edit@1","n":1,"by":"ana","why":"w","kind":"accept","claim":"c1"}
{"format":"brink/edit@1","n":4,"by":"ana","why":"w","kind":"undo","of":9}
{"format":"brink/edit@1","n":5,"by":"ana","why":"w","kind":"accept","clam":"c1"}
`
  let message = ""
  try {
    parseEdits(text, "edits.jsonl")
  } catch (error) {
    message = (error as Error).message
  }
  expect(message).toContain("map/invalid-file: 5 mistakes in edits.jsonl")
  expect(message).toContain("edits.jsonl:2:1: not JSON")
  expect(message).toContain('edits.jsonl:3:1: kind: "mergge"; one of accept, reject')
  expect(message).toContain("edits.jsonl:4:1: n: 1 stands on an earlier line already")
  expect(message).toContain("edits.jsonl:5:1: of: there is no edit 9 before this line")
  expect(message).toContain("edits.jsonl:6:1: claim")
})

test("a line is told what it lacks of the shape that it fits best", () => {
  const said = (act: object) => {
    try {
      parseEdits(JSON.stringify({format: "brink/edit@1", n: 1, by: "ana", why: "w", ...act}), "edits.jsonl")
    } catch (error) {
      return (error as Error).message.split("\n")[1]
    }
    return "nothing was refused"
  }
  expect(said({kind: "span", claim: "c1"})).toBe("  edits.jsonl:1:1: cause: a span says the cause, the effect, or both")
  expect(said({kind: "sign", claim: "c1", sign: "contested"})).toContain("edits.jsonl:1:1: sign: ")
  expect(said({kind: "sign", link: "a->b", sign: "0"})).toContain("edits.jsonl:1:1: sign: ")
  expect(said({kind: "speaker", claim: "c1", speaker: ""})).toContain("1:1: speaker: ")
  expect(said({kind: "speaker", claim: "c1"})).toContain("1:1: speaker: ")
  expect(said({kind: "assume", link: "a->b", sgn: "+"})).toMatch(/1:1: (?:sign|sgn): /)
  expect(said({kind: "span", claim: "c1", cause: "x", was: {file: "a.txt"}})).toContain("1:1: was.cause: ")
})

test("an edit of a newer Brink is refused by its format", () => {
  expect(() => parseEdits('{"format":"brink/edit@2"}', "edits.jsonl")).toThrow(
    "map/newer-format: brink/edit@2, made by a newer Brink",
  )
})

test("undo takes an edit back, undoing the undo brings it again", () => {
  const reject = edit(1, {kind: "reject", claim: "c2"})
  const undo = edit(2, {kind: "undo", of: 1})
  const redo = edit(3, {kind: "undo", of: 2})
  expect(activeEdits([reject]).map((e) => e.n)).toEqual([1])
  expect(activeEdits([reject, undo]).map((e) => e.n)).toEqual([])
  expect(activeEdits([reject, undo, redo]).map((e) => e.n)).toEqual([1])
  expect([...undoneBy([reject, undo, redo])]).toEqual([[2, 3]])
  expect(linkOf(withEdits(reject), `${flood}->${hunger}`)?.sign).toBe("+")
  expect(linkOf(withEdits(reject, undo), `${flood}->${hunger}`)?.sign).toBe("contested")
  expect(linkOf(withEdits(reject, undo, redo), `${flood}->${hunger}`)?.sign).toBe("+")
})

test("an edit undone twice names the first undo that is in force", () => {
  const twice = [edit(1, {kind: "reject", claim: "c2"}), edit(2, {kind: "undo", of: 1}), edit(3, {kind: "undo", of: 1})]
  expect(undoneBy(twice)).toEqual(new Map([[1, 2]]))
  const redone = [...twice, edit(4, {kind: "undo", of: 2})]
  expect(undoneBy(redone)).toEqual(
    new Map([
      [1, 3],
      [2, 4],
    ]),
  )
  expect(activeEdits(redone)).toEqual([])
})

test("a rejected claim leaves the map and says who rejected it and why", () => {
  const map = withEdits(edit(1, {kind: "reject", claim: "c2"}))
  expect(map.groundings.find((g) => g.claim === "c2")).toMatchObject({side: "none", why: "rejected by ana: seen it"})
})

test("an accepted claim counts as rightly read", () => {
  const before = linkOf(withEdits(), `${tax}->${trade}`)!.belief
  expect(linkOf(withEdits(edit(1, {kind: "accept", claim: "c3"})), `${tax}->${trade}`)!.belief).toBeGreaterThan(before)
})

test("an accepted claim keeps its words of doubt unless it is said to be plain: surer than as read, less than as plainly said", () => {
  const belief = (...edits: Edit[]) => linkOf(withEdits(...edits), `${tax}->${trade}`)!.belief
  const hedged = belief(edit(1, {kind: "accept", claim: "c3"}))
  expect(hedged).toBe(belief(edit(1, {kind: "accept", claim: "c3", plainly: false})))
  expect(hedged).toBeGreaterThan(belief())
  expect(hedged).toBeLessThan(belief(edit(1, {kind: "accept", claim: "c3", plainly: true})))
})

test("of two factors that are one turned round the second's claims turn", () => {
  const link = (...edits: Edit[]) => linkOf(withEdits(...edits), `${tax}->${hunger}`)!.sign
  const same = edit(1, {kind: "merge", factors: [hunger, trade]})
  const turned = edit(1, {kind: "merge", factors: [hunger, trade], opposite: [trade]})
  expect([link(same), link(turned)].sort()).toEqual(["+", "-"])
  const first = parseEdits(
    printEdit(edit(1, {kind: "merge", factors: [hunger, trade], opposite: [trade]})),
    "edits.jsonl",
  )
  expect(first[0]).toMatchObject({opposite: [trade]})
  const wrong = printEdit(edit(1, {kind: "merge", factors: [hunger, trade], opposite: [hunger]}))
  expect(() => parseEdits(wrong, "edits.jsonl")).toThrow("an opposite is one of the factors, and not the first")
})

test("a claim can be put on another side of its link", () => {
  const map = withEdits(edit(1, {kind: "side", claim: "c2", side: "zero"}))
  expect(linkOf(map, `${flood}->${hunger}`)).toMatchObject({sign: "+", zero: {lineages: 1}, against: {claims: []}})
})

test("a claim put for or against no longer contests the link", () => {
  const agreed = linkOf(withEdits(edit(1, {kind: "side", claim: "c2", side: "for"})), `${flood}->${hunger}`)
  expect(agreed).toMatchObject({sign: "+", for: {lineages: 2}, against: {claims: []}})
  const opposed = linkOf(withEdits(edit(1, {kind: "side", claim: "c2", side: "against"})), `${flood}->${hunger}`)
  expect(opposed).toMatchObject({sign: "+", for: {lineages: 1}, against: {lineages: 1}})
  expect(opposed!.belief).toBeLessThan(agreed!.belief)
})

test("sign and lag of a link can be decided", () => {
  const map = withEdits(
    edit(1, {kind: "sign", link: `${tax}->${trade}`, sign: "+"}),
    edit(2, {kind: "lag", link: `${tax}->${trade}`, lag: "over years"}),
  )
  expect(linkOf(map, `${tax}->${trade}`)).toMatchObject({
    sign: "+",
    lag: "over years",
    for: {claims: []},
    against: {lineages: 1},
  })
})

test("merged factors are one, under the first name, and later edits find it by the old one", () => {
  const map = withEdits(
    edit(1, {kind: "merge", factors: [hunger, trade]}),
    edit(2, {kind: "rename", factors: [trade], name: "Hardship"}),
    edit(3, {kind: "sign", link: `${tax}->${trade}`, sign: "+"}),
  )
  expect(map.factors.map((f) => f.id)).toEqual([flood, hunger, tax].sort())
  expect(map.factors.find((f) => f.id === hunger)!.name).toBe("Hardship")
  expect(linkOf(map, `${tax}->${hunger}`)?.sign).toBe("+")
  expect(map.factors.find((f) => f.id === hunger)?.merges.some((m) => m.includes("merged by ana"))).toBe(true)
})

test("phrases can be split off into a factor of their own", () => {
  const map = withEdits(edit(1, {kind: "split", factors: [flood], phrases: ["the floods"], name: "Spring floods"}))
  expect(map.factors.map((f) => f.name)).toContain("Spring floods")
  expect(linkOf(map, `spring_floods->${hunger}`)?.sign).toBe("contested")
})

test("phrases can be moved to a factor that is there, as they are and turned round", () => {
  const moved = {kind: "split", factors: [tax], phrases: ["the salt tax"], into: flood} as const
  expect(linkOf(withEdits(edit(1, moved)), `${flood}->${trade}`)?.sign).toBe("-")
  const turned = withEdits(edit(1, {...moved, opposite: true}))
  expect(linkOf(turned, `${flood}->${trade}`)?.sign).toBe("+")
  expect(turned.factors.find(({id}) => id === flood)!.merges).toContain(
    `"the salt tax" is ${turned.factors.find(({id}) => id === flood)!.name}: moved by ana: seen it`,
  )
  expect(turned.factors.map(({id}) => id)).not.toContain(tax)
  const lost = withEdits(edit(1, {...moved, into: "nowhere"}))
  expect(lost.issues.filter(({code}) => code === "map/edit-lost").map(({says}) => says)).toEqual([
    "edit 1 (split) by ana has lost its place: factor nowhere is no longer there",
  ])
  // With a name besides, they become a factor of that name.
  const named = withEdits(edit(1, {...moved, into: "nowhere", name: "Duties"}))
  expect(linkOf(named, `duties->${trade}`)?.sign).toBe("-")
})

test("one phrase of a factor can be turned round where it is", () => {
  const map = withEdits(
    edit(1, {kind: "merge", factors: [tax, flood]}),
    edit(2, {kind: "split", factors: [tax], phrases: ["the salt tax"], into: tax, opposite: true}),
  )
  expect(linkOf(map, `${tax}->${trade}`)?.sign).toBe("+")
  expect(linkOf(map, `${tax}->${hunger}`)?.sign).toBe(linkOf(withEdits(), `${flood}->${hunger}`)!.sign)
})

test("two things that a person told apart are no pair to ask about, whatever they are called now", () => {
  const said = [edit(1, {kind: "apart", factors: [tax, flood]})]
  const apart = areApart(withEdits(...said), said)
  expect([apart(flood, tax), apart(tax, hunger)]).toEqual([true, false])
  expect(areApart(withEdits(), [...said, edit(2, {kind: "undo", of: 1})])(flood, tax)).toBe(false)
  const renamed = [{...said[0]!, factors: ["duty", "water"], called: [["the salt tax"], ["the floods"]]} as Edit]
  expect(areApart(withEdits(), renamed)(tax, flood)).toBe(true)
  const lost = withEdits(edit(1, {kind: "apart", factors: [tax, "nowhere"]}))
  expect(lost.issues.some(({code}) => code === "map/edit-lost")).toBe(true)
})

describe("a claim that a person adds", () => {
  const sentence = "When the ferry stops, the mill on the hill falls silent."
  const text = `Of the valley.\n\n${sentence} Nobody grinds then.`
  const texts = new Texts([{file: "a.txt", text, passages: [{from: 16, to: text.length, role: "paragraph"}]}])
  const open = {...told, texts}
  const add = (n: number, more: object = {}, quote = sentence): Edit =>
    edit(
      n,
      {
        kind: "add",
        claim: "x",
        file: "a.txt",
        cause: "the ferry stops",
        effect: "the mill on the hill",
        sign: "-",
        ...more,
      } as EditAct,
      [quote],
    )
  const lost = (map: CausalMap) => map.issues.filter(({code}) => code === "map/edit-lost").map(({says}) => says)

  test("stands in the map at its place in the text, and later edits are about it", () => {
    const {told: claims} = decide([add(1)], open)
    const added = claims.find(({reader}) => reader === "person")!
    expect(text.slice(added.effect.from, added.effect.to)).toBe("the mill on the hill")
    expect([added.quote.text, added.confidence, added.sign]).toEqual([sentence, 1, "-"])
    const map = gather(open, {edits: [add(1)]})
    const link = map.groundings.find(({claim}) => claim === added.id)!.link
    expect(map.links.find(({id}) => id === link)?.sign).toBe("-")
    const gone = gather(open, {edits: [add(1), edit(2, {kind: "reject", claim: added.id})]})
    expect(gone.links.some(({id}) => id === link)).toBe(false)
    expect(gather(open, {edits: [add(1), edit(2, {kind: "undo", of: 1})]})).toEqual(gather(open))
  })

  test("keeps words of doubt and a denial", () => {
    const {told: claims} = decide([add(1, {hedge: "may", denied: true, condition: "if", speaker: "the miller"})], open)
    expect(claims.find(({reader}) => reader === "person")).toMatchObject({
      hedge: "may",
      denied: true,
      condition: "if",
      by: "the miller",
    })
  })

  test("counts as accepted once the reader finds it too", () => {
    const {told: claims} = decide([add(1)], open)
    const added = claims.find(({reader}) => reader === "person")!
    const read = {...added, id: "r1", reader: "rules", confidence: 0.6}
    const later = decide([add(1)], {...open, claims: [...told.claims, read]})
    expect(later.told.map(({id}) => id)).toEqual([...told.claims.map(({id}) => id), "r1"])
    expect(later.accepted.has("r1")).toBe(true)
    expect(later.places[0]).toMatchObject({by: "words", claims: [{id: "r1"}]})
  })

  test("has lost its place without its sentence, its words or its document, and where cause and effect share words", () => {
    expect(lost(gather(open, {edits: [add(1, {}, "Words nobody wrote.")]}))[0]).toContain("no longer in a.txt")
    expect(lost(gather(open, {edits: [add(1, {file: "gone.txt"})]}))[0]).toContain("no longer in gone.txt")
    expect(lost(gather(open, {edits: [add(1, {cause: "the bridge"})]}))[0]).toContain('"the bridge" are not in')
    expect(lost(gather(open, {edits: [add(1, {effect: "the ferry"})]}))[0]).toContain("share words")
    expect(lost(gather(told, {edits: [add(1)]}))[0]).toContain("no longer in a.txt")
  })
})

test("an assumed link is in the map, with nobody's claims behind it", () => {
  const map = withEdits(edit(1, {kind: "assume", link: `${hunger}->${trade}`, sign: "-"}))
  expect(linkOf(map, `${hunger}->${trade}`)).toMatchObject({sign: "-", for: {claims: [], lineages: 0}})
  expect(linkOf(map, `${hunger}->${trade}`)!.belief).toBeGreaterThan(0.5)
})

test("a link that is assumed, or decided, against what documents tell has their claims against it, and is no dispute", () => {
  const told = reading(say("the {tolls}", "-", "{trade}", {id: "c1"}))
  const [link] = gather(told).links
  expect(link).toMatchObject({sign: "-", for: {claims: ["c1"], lineages: 1}, against: {claims: []}})
  for (const kind of ["assume", "sign"] as const) {
    const decided = edit(1, {kind, link: link!.id, sign: "+"} as EditAct)
    const map = gather(told, {edits: [decided]})
    expect(map.links).toMatchObject([
      {sign: "+", for: {claims: [], lineages: 0}, against: {claims: ["c1"], lineages: 1}, zero: {claims: []}},
    ])
    expect(map.groundings.map(({side}) => side)).toEqual(["against"])
    const back = gather(told, {edits: [decided, edit(2, {kind: "undo", of: 1})]})
    expect(back).toEqual(gather(told))
  }
  const same = gather(told, {edits: [edit(1, {kind: "assume", link: link!.id, sign: "-"})]})
  expect(same.links).toMatchObject([{sign: "-", for: {claims: ["c1"]}, belief: 0.75}])
})

test("of a disputed link that a person decides, each claim stands on the side of that sign, and denials stay against", () => {
  const told = reading(
    say("the {tolls}", "+", "{trade}", {id: "c1"}),
    say("the {tolls}", "-", "{trade}", {id: "c2", file: "b.txt"}),
    say("the {tolls}", "+", "{trade}", {id: "c3", file: "c.txt", denied: true}),
  )
  const [link] = gather(told).links
  expect(link).toMatchObject({sign: "contested", for: {claims: ["c1"]}})
  const sides = (sign: "+" | "-") => gather(told, {edits: [edit(1, {kind: "sign", link: link!.id, sign})]}).links[0]
  expect(sides("+")).toMatchObject({for: {claims: ["c1"]}, against: {claims: ["c2", "c3"]}})
  expect(sides("-")).toMatchObject({for: {claims: ["c2"]}, against: {claims: ["c1", "c3"]}})
})

test("a new name takes phrases as they stand, whatever they were less of", () => {
  const roads = reading(
    say("the {roadblocks}", "-", "{trade}"),
    say("more {roadblocks} +", "-", "{trade}", {file: "b.txt"}),
  )
  const [before] = gather(roads).links
  expect(before).toMatchObject({from: "access", sign: "+"})
  const split = {
    kind: "split",
    factors: ["access"],
    phrases: ["the roadblocks", "more roadblocks"],
    name: "Barriers",
  } as const
  const links = (act: EditAct) => gather(roads, {edits: [edit(1, act)]}).links
  expect(links(split)).toMatchObject([{from: "barriers", sign: "-", for: {lineages: 2}}])
  expect(links({...split, opposite: true})).toMatchObject([{from: "barriers", sign: "+", for: {lineages: 2}}])
})

test("what was decided of a link is turned round with a factor that is laid down as an opposite since", () => {
  const calm = reading(say("the {salt tax}", "+", "{gondolas}"), say("{floods}", "+", "{lanterns}", {file: "b.txt"}))
  const [taxed, flooded] = gather(calm).links
  const sign = edit(1, {kind: "sign", link: taxed!.id, sign: "-"})
  const merge = (n: number): Edit => edit(n, {kind: "merge", factors: [flooded!.to, taxed!.to], opposite: [taxed!.to]})
  const signOf = (...edits: Edit[]) => gather(calm, {edits}).links.find(({from}) => from === taxed!.from)!.sign
  expect(signOf(sign)).toBe("-")
  expect(signOf(merge(1))).toBe("-")
  expect(signOf(sign, merge(2))).toBe("+")
  const after = gather(calm, {edits: [merge(1)]}).links.find(({from}) => from === taxed!.from)!.id
  expect(signOf(merge(1), edit(2, {kind: "sign", link: after, sign: "+"}))).toBe("+")
})

test("an edit finds its claim again by its quote when the id has changed", () => {
  const map = withEdits(edit(1, {kind: "reject", claim: "gone"}, [claims[1]!.quote.text.replace(" ", "\n")]))
  expect(map.groundings.filter((g) => g.why.startsWith("rejected")).map((g) => g.claim)).toContain("c2")
  expect(map.issues.filter((i) => i.code === "map/edit-lost")).toEqual([])
})

test("an edit that finds nothing has lost its place, and says what to do", () => {
  const map = withEdits(
    edit(1, {kind: "reject", claim: "gone"}, ["words nobody wrote"]),
    edit(2, {kind: "sign", link: "salt->sea", sign: "-"}),
    edit(3, {kind: "merge", factors: [hunger, "nowhere"]}),
    edit(4, {kind: "rename", factors: ["nowhere"], name: "X"}),
    edit(5, {kind: "split", factors: [hunger], phrases: ["never said"], name: "Y"}),
    edit(6, {kind: "assume", link: `${hunger}->nowhere`, sign: "+"}),
  )
  const lost = map.issues.filter((i) => i.code === "map/edit-lost")
  expect(lost).toHaveLength(6)
  expect(lost[0]).toMatchObject({
    file: "edits.jsonl",
    says: "edit 1 (reject) by ana has lost its place: claim gone is no longer there",
  })
  expect(lost[0]!.next).toContain("undo 1")
})
