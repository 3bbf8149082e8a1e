import {expect, test} from "vitest"
import type {CausalMap, Edit, Link} from "../../src/map/index.ts"
import {findFactor, gather, lineageOf, nearestFactors, parseCodebook, printedMap} from "../../src/map/index.ts"
import {reading, say} from "./told.ts"

const link = (map: CausalMap, from: string, to: string): Link | undefined => {
  const id = (name: string) => map.factors.find((f) => f.name === name)?.id
  return map.links.find((l) => l.from === id(from) && l.to === id(to))
}
const names = (map: CausalMap) => map.factors.map((f) => f.name).sort()

test("both signs told by a lineage each make a link contested, with its claims on both sides", () => {
  const map = gather(
    reading(
      say("{drought}", "+", "{raids}", {file: "a.txt"}),
      say("{drought}", "-", "{raids}", {file: "b.txt"}),
      say("{drought}", "+", "{raids}", {file: "c.txt"}),
    ),
  )
  expect(map.links).toHaveLength(1)
  expect(map.links[0]).toMatchObject({
    sign: "contested",
    for: {lineages: 2},
    against: {lineages: 1},
    zero: {claims: []},
  })
})

test("a denial stands against the link, and of one's own word contests nothing", () => {
  const denied = (file: string) => say("Curfews", "+", "the riots", {file, denied: true})
  const linkOf = (file: string) => gather(reading(say("Curfews", "+", "the riots"), denied(file))).links[0]
  const sides = {for: {lineages: 1}, against: {lineages: 1}}
  expect(linkOf("a.txt")).toMatchObject({sign: "+", ...sides})
  expect(linkOf("a.txt")).not.toHaveProperty("whether")
  expect(linkOf("b.txt")).toMatchObject({sign: "contested", whether: "+", ...sides})
})

test("a link nobody affirms keeps the sign that is denied, and no belief", () => {
  const map = gather(reading(say("Curfews", "+", "the riots", {denied: true})))
  expect(map.links[0]).toMatchObject({sign: "+", belief: 0, for: {claims: []}, against: {lineages: 1}})
})

test("what is said to have no effect is neither for nor against", () => {
  const map = gather(reading(say("Curfews", "0", "theft"), say("Curfews", "-", "theft", {file: "b.txt"})))
  expect(map.links[0]).toMatchObject({sign: "-", for: {lineages: 1}, against: {claims: []}, zero: {lineages: 1}})
})

test("an expectation that did not come about counts against the link", () => {
  const map = gather(reading(say("the {truce}", "-", "the {raids}", {refuted: true})))
  expect(map.links[0]).toMatchObject({sign: "-", against: {lineages: 1}, for: {lineages: 0}})
})

test("a wide theme is one factor for each kind where the folder names two, and keeps its name where it names one", () => {
  const clinics = say("the {strike}", "-", "the {clinics}", {file: "a.txt"})
  const schools = say("the {floods}", "-", "the {schools}", {file: "b.txt"})
  expect(names(gather(reading(clinics, schools)))).toEqual(
    expect.arrayContaining(["Public services (health)", "Public services (schools)"]),
  )
  expect(names(gather(reading(clinics)))).toContain("Public services")
  const services = say("the {drought}", "-", "{public services}", {file: "c.txt"})
  expect(names(gather(reading(clinics, services)))).toContain("Public services")
})

test("rewrites of one piece are one voice", () => {
  const map = gather(
    reading(
      say("the {floods}", "+", "{hunger}", {file: "a.txt", lineage: "a.txt"}),
      say("the {floods}", "+", "{hunger}", {file: "b.txt", lineage: "a.txt"}),
    ),
  )
  expect(map.links[0]).toMatchObject({for: {lineages: 1}})
  expect(map.links[0]!.for.claims).toHaveLength(2)
  const alone = gather(reading(say("the {floods}", "+", "{hunger}")))
  expect(map.links[0]!.belief).toBe(alone.links[0]!.belief)
})

test("a link of unclear direction stays unclear until somebody says which way", () => {
  const shift = gather(reading(say("the {drought}", "unclear", "{food prices}")))
  expect(shift.links[0]).toMatchObject({sign: "unclear", for: {lineages: 1}})
  const told = gather(
    reading(
      say("the {drought}", "unclear", "{food prices}"),
      say("the {drought}", "+", "{food prices}", {file: "b.txt"}),
    ),
  )
  expect(told.links[0]).toMatchObject({sign: "+", for: {lineages: 1}})
})

test("trust of one in the other never meets the trust of the other in the one", () => {
  const map = gather(
    reading(
      say("{raids}", "-", "Arvia's {trust} in Belmar", {quote: "Raids hurt Arvia's trust in Belmar"}),
      say("{raids}", "+", "Belmar's {distrust} of Arvia", {quote: "Raids feed Belmar's distrust of Arvia"}),
      say("{raids}", "+", "mutual {mistrust}", {file: "b.txt"}),
      say("{raids}", "+", "{mistrust}", {file: "c.txt"}),
    ),
  )
  expect(names(map)).toEqual(["Attacks", "Trust", "Trust of Arvia in Belmar", "Trust of Belmar in Arvia"])
  expect(map.links.map((l) => l.sign)).toEqual(["-", "-", "-"])
})

test("a missing holder is filled in only when one candidate is there", () => {
  const one = gather(
    reading(
      say("{attacks} by the Ridge Front", "+", "{hunger}", {quote: "say that attacks by the Ridge Front bring hunger"}),
      say("the {attacks}", "+", "{food prices}"),
    ),
  )
  expect(names(one)).toEqual(["Food prices", "Poverty and hunger", "Ridge Front attacks"])
  const two = gather(
    reading(
      say("{attacks} by the Ridge Front", "+", "{hunger}", {quote: "say that attacks by the Ridge Front bring hunger"}),
      say("{attacks} by the Coast Brigade", "+", "{hunger}", {
        quote: "say that attacks by the Coast Brigade bring hunger",
      }),
      say("the {attacks}", "+", "{food prices}"),
    ),
  )
  expect(names(two)).toEqual([
    "Attacks",
    "Coast Brigade attacks",
    "Food prices",
    "Poverty and hunger",
    "Ridge Front attacks",
  ])
})

test("an offshoot is not the movement it is named after", () => {
  const map = gather(
    reading(
      say("attacks by the Ridge Front", "+", "hunger", {
        quote: "They say that attacks by the Ridge Front bring hunger",
      }),
      say("attacks by the New Ridge Front (NRF)", "+", "hunger", {
        file: "b.txt",
        quote: "They say that attacks by the New Ridge Front (NRF) bring hunger",
      }),
      say("NRF attacks", "+", "hunger", {file: "c.txt", quote: "There NRF attacks bring hunger"}),
    ),
  )
  expect(names(map)).toEqual(["NRF attacks", "Poverty and hunger", "Ridge Front attacks"])
  expect(link(map, "NRF attacks", "Poverty and hunger")).toMatchObject({for: {lineages: 2}})
})

test("leaders, army and adjective of a state are the state", () => {
  const quotes = ["There Arvia's army rules", "They say Arvian leaders threaten Belmar", "In Arvia"]
  const map = gather(
    reading(
      say("airstrikes by Arvia's army", "+", "hunger", {
        quote: `${quotes[0]}: airstrikes by Arvia's army bring hunger`,
      }),
      say("Arvian airstrikes", "+", "hunger", {file: "b.txt", quote: "They say that Arvian airstrikes bring hunger"}),
    ),
  )
  expect(map.links).toHaveLength(1)
  expect(map.links[0]).toMatchObject({for: {lineages: 2}})
})

test("a list of things is a link for each", () => {
  const map = gather(reading(say("{another war}", "+", "{suffering}, {displacement} and {instability}")))
  expect(names(map)).toEqual(["Armed conflict", "Displacement", "Instability", "Suffering and casualties"])
  expect(map.links).toHaveLength(3)
})

test("a clause is about what was done, or about its subject", () => {
  const done = gather(reading(say("Sanctions have crippled {governance}", "+", "{poverty}")))
  expect(link(done, "Public services", "Poverty and hunger")?.sign).toBe("-")
  const subject = gather(reading(say("those talks eventually collapsed", "+", "{hostilities}")))
  expect(link(subject, "Dialogue", "Armed conflict")?.sign).toBe("-")
})

test("what the verb did to people is what happened", () => {
  const claim = say("the {floods}", "-", "thousands of families", {quote: "the floods displaced thousands of families"})
  const at = claim.quote.text.indexOf("displaced")
  const map = gather(reading({...claim, signal: {from: at, to: at + 9, text: "displaced"}}))
  expect(link(map, "Flooding", "Displacement")?.sign).toBe("+")
})

test("a step that backfires speaks against what such steps are meant to bring about", () => {
  const map = gather(
    reading(
      say("Arvia's {pressure} on Belmar", "+", "Belmar will {act} against the Ridge Front", {
        quote: "They say Arvia's pressure on Belmar means Belmar will act against the Ridge Front",
      }),
      say("Arvia's {pressure} on Belmar", "+", "sympathy for the rebels", {
        file: "b.txt",
        quote: "They say Arvia's pressure on Belmar could backfire and raise sympathy for the rebels",
      }),
    ),
  )
  const contested = map.links.find((l) => l.sign === "contested")
  expect(contested?.id).toBe("pressure_arvia_belmar->action_belmar_ridge_front")
  expect(contested).toMatchObject({for: {lineages: 1}, against: {lineages: 1}})
})

test("what names nothing that can rise or fall is listed with the reason, not lost", () => {
  const map = gather(reading(say("the situation", "+", "{hunger}"), say("{floods}", "+", "both sides")))
  expect(map.links).toEqual([])
  expect(map.groundings.map((g) => g.why)).toEqual([
    '"the situation" names nothing that can rise or fall',
    '"both sides" names nothing that can rise or fall',
  ])
  expect(map.issues.map((i) => i.code)).toEqual(["map/ungrounded"])
  expect(map.issues[0]!.says).toContain("2 claims name")
})

test("a person's words for a rejection are never taken for a reason of the map's own", () => {
  const claims = reading(say("{floods}", "+", "{hunger}"), say("the situation", "+", "{hunger}"))
  const reject = (why: string): Edit => ({
    format: "brink/edit@1",
    n: 1,
    by: "Mara",
    why,
    kind: "reject",
    claim: claims.claims[0]!.id,
  })
  for (const why of ["the word names nothing we follow", "both phrases are old", 'rejected by me: "x" names nothing']) {
    const map = gather(claims, {edits: [reject(why)]})
    expect(map.issues.map((i) => [i.code, i.says.split(",")[0]])).toEqual([
      ["map/ungrounded", "1 claim names something that cannot rise or fall"],
    ])
    expect(map.issues[0]!.says).not.toContain(why)
    expect(map.groundings[0]).toMatchObject({
      unlinked: {kind: "rejected", by: "Mara", why},
      why: `rejected by Mara: ${why}`,
    })
    expect(printedMap(map).groundings.some((g) => "unlinked" in g)).toBe(false)
  }
})

test("a factor is not its own cause: said in an issue", () => {
  const map = gather(reading(say("the {war}", "+", "a wider {conflict}")))
  expect(map.links).toEqual([])
  expect(map.issues.map((i) => i.code)).toEqual(["map/self-link"])
  expect(map.issues[0]!.says).toContain("both phrases are Armed conflict")
})

test("names that are keys of every object are only names", () => {
  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    const map = gather(reading(say(`the {${word} charter}`, "+", "{hunger}")))
    expect(map.links.length, word).toBe(1)
  }
})

test("words that no theme names make factors of their own, the same words one factor", () => {
  const map = gather(
    reading(
      say("the {quilt guild}", "-", "{herring auctions}"),
      say("a {quilt guild}", "-", "the {herring auctions}", {file: "b.txt"}),
    ),
  )
  expect(names(map)).toEqual(["Herring auctions", "Quilt guild"])
  expect(map.factors.every((f) => f.origin === "words" && f.merges.length > 0)).toBe(true)
})

test("words of two owners stay two factors, and words of nobody's join neither", () => {
  const map = gather(
    reading(
      say("the {herring boats of France}", "+", "the {herring boats of Spain}"),
      say("{Spain's herring boats}", "+", "the {cost of nets in Spain}", {file: "b.txt"}),
      say("the {herring boats}", "-", "{patience}", {file: "c.txt"}),
    ),
  )
  expect(names(map).filter((name) => /herring boats/i.test(name))).toHaveLength(3)
  expect(map.links.find((l) => l.to === "herring_boat_spain")?.from).toBe("herring_boat_france")
})

test("the case's own aliases come before any theme", () => {
  const codebook = parseCodebook(
    `format: brink/factors@1
factors:
  raids: {theme: attacks, holder: hill clans, unit: raid/week, aliases: [raid, cattle theft, night attack]}
  salt_road: {name: Traffic on the salt road, aliases: [salt road], opposites: [blocked salt road], choice: false, weight: 0.9}
`,
    "factors.yaml",
  )
  const map = gather(
    reading(
      say("cattle thefts", "-", "traffic on the salt road", {file: "a.txt"}),
      say("raids by the hill clans", "+", "a blocked salt road", {file: "b.txt"}),
    ),
    {codebook},
  )
  expect(map.factors.map((f) => [f.id, f.name, f.unit, f.origin])).toEqual([
    ["raids", "Raids", "raid/week", "case"],
    ["salt_road", "Traffic on the salt road", "1", "case"],
  ])
  expect(map.links[0]).toMatchObject({id: "raids->salt_road", sign: "-", for: {lineages: 2}})
})

test("the case's own words may hold the word that says which way it goes", () => {
  const codebook = parseCodebook(
    `format: brink/factors@1
factors:
  clinics: {theme: services, holder: Arvia, opposites: [clinic failures, clinics failing]}
  services: {theme: services, aliases: [clinics]}
`,
    "factors.yaml",
  )
  const map = gather(reading(say("these {clinic} failures -", "+", "{unrest}")), {codebook})
  expect(map.links.map((l) => [l.from, l.sign])).toEqual([["clinics", "-"]])
})

test("a relative clause does not say what the last of a list is", () => {
  const map = gather(reading(say("{the raids}", "+", "a cycle of {pressure and replies that deepens mistrust}")))
  expect(map.links.map((l) => l.to)).toEqual(["pressure"])
})

test("a codebook's mistakes are refused with their places", () => {
  expect(parseCodebook("format: brink/factors@1\nfactors: {trust: {unit: 1}}\n", "factors.yaml")[0]?.unit).toBe("1")
  const torn = "format: brink/factors@1\nfactors:\n  raids: {theme: attacks, holdr: clans}\n"
  expect(() => parseCodebook(torn, "factors.yaml")).toThrow(/factors\.yaml:3:\d+: factors\.raids\.holdr.*`holder`/)
})

test("a factor is found by id, name or alias, whatever the case of letters; else the nearest are named", () => {
  const map = gather(reading(say("the {floods} of spring", "+", "{hunger}")))
  expect(findFactor(map, "flood")?.name).toBe("Flooding")
  expect(findFactor(map, "FLOODING")?.id).toBe("flood")
  expect(findFactor(map, "the floods of  spring")?.id).toBe("flood")
  expect(findFactor(map, "salt")).toBeNull()
  expect(nearestFactors(map, "flod")).toContain("flood")
})

test("words of the past and present that a thing rises or falls are its trend", () => {
  const rising = gather(
    reading(
      say("{floods}", "+", "growing {hunger} +", {file: "a.txt"}),
      say("{floods}", "+", "rising {hunger} +", {file: "b.txt"}),
      say("{floods}", "-", "fewer {harvests} -", {file: "b.txt"}),
      say("{floods}", "+", "more {hunger} +", {file: "c.txt", condition: "if"}),
      say("{floods}", "+", "more {hunger} +", {file: "d.txt", hedge: "could"}),
      say("{floods}", "+", "still more {hunger} +", {file: "b.txt"}),
    ),
  )
  expect(rising.factors.find((f) => f.id === "hunger")?.trend).toBe(0.5)
  expect(rising.factors.find((f) => f.id === "harvest")?.trend).toBeCloseTo(-1 / 3, 5)
  expect(rising.factors.find((f) => f.id === "flood")?.trend).toBe(0)
})

test("the same claims in another order make the same map", () => {
  const claims = [
    say("Arvian {airstrikes}", "+", "{retaliation} by Belmar", {
      file: "a.txt",
      quote: "So Arvian airstrikes bring retaliation by Belmar",
    }),
    say("{retaliation}", "+", "{mistrust}", {file: "a.txt"}),
    say("{mistrust}", "+", "{war}", {file: "b.txt"}),
    say("the salt tax", "+", "{war}", {file: "b.txt"}),
  ]
  const forward = gather(reading(...claims))
  const backward = gather(reading(...[...claims].reverse()))
  const plain = (map: CausalMap) => ({
    factors: map.factors.map((f) => [f.id, f.name, f.trend]),
    links: map.links.map((l) => [l.id, l.sign, l.belief]),
    loops: map.loops.map((l) => l.links),
  })
  expect(plain(backward)).toEqual(plain(forward))
})

test("lineages are known by file", () => {
  expect(lineageOf(reading(say("floods", "+", "hunger", {file: "b.txt", lineage: "a.txt"})))).toEqual(
    new Map([["b.txt", "a.txt"]]),
  )
})

test("a case factor named by the opposite of its theme keeps its own direction", () => {
  const codebook = parseCodebook(
    "format: brink/factors@1\nfactors:\n  border_closure: {name: Border closure, theme: border, aliases: [closed crossings]}\n",
    "factors.yaml",
  )
  const map = gather(
    reading(
      say("the {closure} of the bridge crossing", "+", "{hunger}", {file: "a.txt"}),
      say("closed crossings", "+", "{hunger}", {file: "b.txt"}),
      say("the {reopening} of the bridge", "-", "{hunger}", {file: "c.txt"}),
    ),
    {codebook},
  )
  expect(map.links[0]).toMatchObject({id: "border_closure->hunger", sign: "+", for: {lineages: 3}})
})

const signalled = (claim: ReturnType<typeof say>, word: string) => {
  const at = claim.quote.text.indexOf(word)
  return {...claim, signal: {from: at, to: at + word.length, text: word}}
}

test("an actor alone stands for what the verb says it undergoes, an armed group for its strength", () => {
  const map = gather(
    reading(
      signalled(say("the {rift}", "+", "Arvia", {quote: "They say the rift benefits Arvia"}), "benefits"),
      say("the Ridge Front", "+", "most of these {raids}", {
        file: "b.txt",
        quote: "They blame the Ridge Front for most of these raids",
      }),
      signalled(say("Cordia", "-", "{tensions}", {file: "c.txt", quote: "In May Cordia calmed tensions"}), "calmed"),
    ),
  )
  expect(names(map)).toEqual(["Arvia's influence", "Attacks", "Mediation", "Ridge Front's strength", "Tensions"])
  expect(map.links.map((l) => l.sign).sort()).toEqual(["+", "+", "-"])
})

test("a ban on a thing is less of it, whichever stands first", () => {
  const map = gather(
    reading(
      say("the grain export ban", "+", "{hunger}"),
      say("a ban on grain exports", "+", "{hunger}", {file: "b.txt"}),
    ),
  )
  expect(link(map, "Grain exports", "Poverty and hunger")).toMatchObject({sign: "-", for: {lineages: 2}})
})

test("a committee for a thing is not the thing", () => {
  const map = gather(reading(say("local peace committees", "-", "{clashes}")))
  expect(names(map)).toEqual(["Clashes", "Local peace committees"])
})

test("an anaphor takes the deed of the sentence before", () => {
  const claim = say("Every attempt", "+", "border {clashes}")
  const cause = {...claim.cause, refers: "The council insists on the line and has attempted to seal it with fences"}
  const map = gather(reading({...claim, cause}))
  expect(link(map, "Border fencing", "Clashes")?.sign).toBe("+")
})

test("a state of things is in a place and of a company", () => {
  const map = gather(
    reading(
      say("{floods}", "+", "economic hardship in Belmar", {quote: "Floods bring economic hardship in Belmar"}),
      say("{floods}", "-", "the TramCo revenue", {file: "b.txt", quote: "Floods lower the TramCo revenue"}),
    ),
  )
  expect(names(map)).toEqual(["Economic strain in Belmar", "Economic strain of TramCo", "Flooding"])
})
