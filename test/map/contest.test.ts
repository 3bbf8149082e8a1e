// Claims of both signs on one link: which disagree, and which are put aside and asked about. And claims that are only
// rumoured, alleged or feared.

import {describe, expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {type Edit, gather} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {reading, say} from "./told.ts"

const link = (map: ReturnType<typeof gather>, from: string, to: string) =>
  map.links.find((one) => one.id === `${from}->${to}`)

const rise = (more: Parameters<typeof say>[3] = {}) => say("{patrols}", "+", "{crime}", {id: "aaaaaaaaaaaa", ...more})
const fall = (more: Parameters<typeof say>[3] = {}) =>
  say("{patrols}", "-", "{crime}", {id: "bbbbbbbbbbbb", file: "b.txt", ...more})
/** The same claim, told in a later sentence of its document. */
const later = (claim: ReturnType<typeof say>) => ({
  ...claim,
  quote: {...claim.quote, from: 200, to: 200 + claim.quote.text.length},
})
const about = (...claims: ReturnType<typeof say>[]) => link(gather(reading(...claims)), "patrol", "crime")

describe("a link is contested", () => {
  test("when documents of two origins differ, and then nobody is asked", () => {
    const map = gather(reading(rise(), fall()))
    expect(link(map, "patrol", "crime")).toMatchObject({sign: "contested", for: {lineages: 1}, against: {lineages: 1}})
    expect(link(map, "patrol", "crime")).not.toHaveProperty("unclear")
    expect(map.issues).toEqual([])
  })

  test("when what one of them turns is only what the factor is called by", () => {
    const trust = say("{lanterns}", "+", "{trust}", {id: "aaaaaaaaaaaa"})
    const mistrust = say("fewer {lanterns} -", "-", "{mistrust}", {id: "bbbbbbbbbbbb", file: "b.txt"})
    const [told] = gather(reading(trust, mistrust)).links
    expect(told).toMatchObject({sign: "contested"})
  })

  test("when one document sets two speakers against one another", () => {
    const quote = "but the watch insists that patrols bring crime"
    expect(about(later(rise({quote})), fall({file: "a.txt", by: "the mayor"}))?.sign).toBe("contested")
    // Two who are named need no such word; of a pronoun, and of a part of a name, nobody knows that it is another.
    const by = (speaker: string) => about(later(rise({by: speaker})), fall({file: "a.txt", by: "the mayor"}))?.sign
    expect(by("the watch")).toBe("contested")
    for (const same of ["she", "Mayor"]) expect(by(same)).not.toBe("contested")
  })
})

test("who is said to say a claim is counted as read: two speakers of one document are a dispute, one is none", () => {
  const quote = "Patrols lower crime, but"
  const told = reading(later(rise({quote, by: "the watch"})), fall({file: "a.txt", by: "the watch"}))
  const said = (speaker: string | null): Edit => {
    const {id} = told.claims[1]!
    return {format: "brink/edit@1", n: 1, by: "ana", why: "seen", kind: "speaker", claim: id, speaker}
  }
  const sign = (edits: readonly Edit[]) => link(gather(told, {edits}), "patrol", "crime")?.sign
  expect(sign([])).not.toBe("contested")
  expect(sign([said("the mayor")])).toBe("contested")
  expect(sign([said(null)])).toBe("contested")
  expect(sign([said("The Watch")])).toBe(sign([]))
  const undo: Edit = {format: "brink/edit@1", n: 2, by: "ana", why: "no", kind: "undo", of: 1}
  expect(gather(told, {edits: [said("the mayor"), undo]})).toEqual(gather(told))
})

describe("no link is contested, and the side less well told is unclear,", () => {
  test.each([
    ["one origin, no contrast", fall({lineage: "a.txt"}), "they are of one origin"],
    [
      "one speaker",
      later(fall({file: "a.txt", by: "the mayor", quote: "but patrols bring crime"})),
      "they are of one origin",
    ],
    ["an allegation", fall({hedge: "alleged", by: "the crowd"}), "only rumoured"],
    ["an accusation", fall({hedge: "accused"}), "only rumoured"],
    ["a fear", fall({hedge: "had feared"}), "only rumoured"],
    [
      "a sign turned twice",
      say("a lack of {patrols} -", "-", "a fall in {crime} -", {id: "bbbbbbbbbbbb", file: "b.txt"}),
      null,
    ],
  ])("where the other is %s", (_, other, why) => {
    if (why === null) {
      // Both turns are of the claim that falls: less patrols, less crime, and the words between them turn it again.
      const map = gather(reading(rise({id: "aaaaaaaaaaaa"}), rise({id: "cccccccccccc", file: "c.txt"}), other))
      const told = link(map, "patrol", "crime")
      expect(told?.sign).toBe("+")
      expect(told?.unclear?.claims).toEqual(["bbbbbbbbbbbb"])
      expect(told?.unclear?.why[0]).toContain("two words that turn it round")
      return
    }
    const told = about(rise({by: "the mayor"}), other)
    expect(told?.sign).toBe("+")
    expect(told?.unclear?.claims).toEqual(["bbbbbbbbbbbb"])
    expect(told?.unclear?.why.join()).toContain(why)
  })

  test("where one of them says that the cause goes both ways", () => {
    const both = say("{patrols} swell and shrink +", "-", "{crime}", {id: "bbbbbbbbbbbb", file: "b.txt"})
    const told = about(rise(), rise({id: "cccccccccccc", file: "c.txt"}), both)
    expect(told?.sign).toBe("+")
    expect(told?.unclear?.claims).toEqual(["bbbbbbbbbbbb"])
  })

  test("where one sentence is read with both signs", () => {
    const quote = "patrols bring crime and empty streets"
    expect(about(rise({quote}), fall({file: "a.txt", quote, by: "the mayor"}))?.unclear?.why).toEqual([
      "one sentence is read with both signs",
    ])
  })

  test("and a person is asked, whose answer puts both on their sides", () => {
    const told = reading(rise(), fall({lineage: "a.txt"}))
    const asked = gather(told).issues.find(({code}) => code === "map/unclear-side")
    expect(asked?.says).toContain("Patrols to Crime is told with +, and by claim bbbbbbbbbbbb with -")
    expect(asked?.next).toContain("Do these two disagree?")
    expect(gather(told).groundings.map(({side}) => side)).toEqual(["for", "unclear"])
    const edit = {format: "brink/edit@1", n: 1, by: "ana", why: "seen", kind: "sign", link: "patrol->crime"} as const
    const answered = gather(told, {edits: [{...edit, sign: "contested"}]})
    expect(link(answered, "patrol", "crime")).toMatchObject({
      sign: "contested",
      for: {claims: ["aaaaaaaaaaaa"]},
      against: {claims: ["bbbbbbbbbbbb"]},
    })
    expect(link(answered, "patrol", "crime")).not.toHaveProperty("unclear")
    const turned = gather(told, {edits: [{...edit, sign: "-"}]})
    expect(link(turned, "patrol", "crime")).toMatchObject({for: {claims: ["bbbbbbbbbbbb"]}, sign: "-"})
  })

  test("and it is the sign of fewer origins, whichever comes first", () => {
    const two = [fall({lineage: "x"}), fall({id: "cccccccccccc", file: "c.txt", lineage: "y", hedge: null})]
    expect(about(rise({hedge: "alleged", by: "a crowd"}), ...two)?.sign).toBe("-")
    expect(about(...two, rise({hedge: "alleged", by: "a crowd"}))?.sign).toBe("-")
  })
})

describe("whether a link is there is contested", () => {
  const denial = (more: Parameters<typeof say>[3] = {}) => ({...fall({...more, denied: true}), sign: "+" as const})

  test("when one tells it and another denies it, and then both stand on their sides", () => {
    const map = gather(reading(rise(), denial()))
    expect(link(map, "patrol", "crime")).toMatchObject({
      sign: "contested",
      whether: "+",
      for: {claims: ["aaaaaaaaaaaa"]},
      against: {claims: ["bbbbbbbbbbbb"]},
    })
    expect(map.groundings.map(({side}) => side)).toEqual(["for", "against"])
    expect(map.issues).toEqual([])
  })

  test("of a link that lowers too", () => {
    const never = {...denial(), sign: "-" as const}
    expect(about(never, {...rise({file: "c.txt"}), sign: "-"})).toMatchObject({sign: "contested", whether: "-"})
  })

  test("when one document sets two speakers against one another", () => {
    const quote = "but the watch denies that patrols bring crime"
    const told = about(rise({by: "the mayor"}), later(denial({file: "a.txt", by: "the watch", quote})))
    expect(told).toMatchObject({sign: "contested", whether: "+"})
  })

  test.each([
    ["is of the same origin", denial({lineage: "a.txt"})],
    ["only says that it may not be so", denial({hedge: "may"})],
    ["is only alleged", denial({hedge: "alleged", by: "the crowd"})],
    ["is of the other sign", {...denial(), sign: "-" as const}],
    [
      "rests on two words that turn it",
      say("a lack of {patrols} -", "+", "a fall in {crime} -", {denied: true, file: "b.txt"}),
    ],
  ])("but not where the denial %s", (_, other) => {
    expect(about(rise(), other)).toMatchObject({sign: "+"})
    expect(about(rise(), other)).not.toHaveProperty("whether")
  })

  test("and not where nobody tells it, or both signs are told", () => {
    expect(about(denial(), denial({id: "cccccccccccc", file: "c.txt"}))).toMatchObject({sign: "+", belief: 0})
    const told = about(rise(), fall(), denial({id: "cccccccccccc", file: "c.txt"}))
    expect(told).toMatchObject({sign: "contested", against: {lineages: 2}})
    expect(told).not.toHaveProperty("whether")
  })

  test("until a person says which, or that it is", () => {
    const edit = {format: "brink/edit@1", n: 1, by: "ana", why: "seen", kind: "sign", link: "patrol->crime"} as const
    const edited = (other: ReturnType<typeof say>, sign: "+" | "-" | "contested") =>
      link(gather(reading(rise(), other), {edits: [{...edit, sign}]}), "patrol", "crime")
    const sides = {for: {claims: ["aaaaaaaaaaaa"]}, against: {claims: ["bbbbbbbbbbbb"]}}
    expect(edited(denial(), "+")).toMatchObject({sign: "+", ...sides})
    expect(edited(denial(), "+")).not.toHaveProperty("whether")
    expect(edited(denial(), "contested")).toMatchObject({sign: "contested", whether: "+", ...sides})
    expect(edited(denial({lineage: "a.txt"}), "contested")).toMatchObject({sign: "contested", whether: "+", ...sides})
    expect(edited(denial(), "-")).toMatchObject({sign: "-"})
    expect(edited(denial(), "-")).not.toHaveProperty("whether")
  })
})

describe("what is read with little confidence", () => {
  const doubtful = say("the {drought}", "+", "{raids}", {confidence: 0.28})
  const edit = {format: "brink/edit@1", n: 1, by: "ana", why: "seen", claim: doubtful.id} as const

  test("makes no link, and is listed with its reason and the next move", () => {
    const map = gather(reading(doubtful, say("the {floods}", "+", "{hunger}", {confidence: 0.3})))
    expect(map.links.map(({id}) => id)).toEqual(["flood->hunger"])
    expect(map.groundings[0]).toMatchObject({
      link: null,
      side: "none",
      why: expect.stringContaining("0.28, which is below 0.3"),
    })
    expect(map.issues).toContainEqual(
      expect.objectContaining({code: "map/doubtful", next: expect.stringContaining(`accept ${doubtful.id}`)}),
    )
  })

  test("does not make a link contested", () => {
    const map = gather(reading(doubtful, say("the {drought}", "-", "{raids}", {file: "b.txt"})))
    expect(map.links[0]).toMatchObject({sign: "-", against: {lineages: 0}})
  })

  test("is drawn where somebody accepts it, corrects it or puts it on a side, and goes with a rejection", () => {
    const links = (...edits: readonly Edit[]) => gather(reading(doubtful), {edits}).links.length
    expect(links({...edit, kind: "accept"})).toBe(1)
    expect(links({...edit, kind: "sign", sign: "-"})).toBe(1)
    expect(links({...edit, kind: "side", side: "for"})).toBe(1)
    expect(links({...edit, kind: "accept"}, {...edit, n: 2, kind: "reject"})).toBe(0)
  })
})

describe("hearsay", () => {
  const mapOf = (text: string, edits: readonly Edit[] = []) => {
    const documents = [openDocument({file: "a.txt", kind: "text", text}).document!]
    const said = read(documents, lineages(documents), english(), [])
    return {said, map: gather(said, {edits})}
  }

  test("a rumour that nobody answers for makes no link, and stands among the groundings with its reason", () => {
    const {said, map} = mapOf("A rumour that the dam caused the flood has spread.")
    expect(said.claims).toMatchObject([{by: "rumour", hedge: "rumoured"}])
    expect(map.links).toEqual([])
    expect(map.groundings).toMatchObject([{link: null, side: "none", why: "rumoured: nobody answers for it"}])
  })

  test("nor does one whose carrier is named: a crowd cannot be asked", () => {
    const told = {...fall({hedge: "rumoured", by: "the crowd"}), file: "b.txt"}
    const map = gather(reading(rise({by: "the mayor"}), told))
    expect(link(map, "patrol", "crime")).toMatchObject({sign: "+", against: {lineages: 0}})
    expect(map.groundings.find(({claim}) => claim === told.id)).toMatchObject({link: null, side: "none"})
  })

  test("a person who puts it on a side makes it a link", () => {
    const {said} = mapOf("A rumour that the dam caused the flood has spread.")
    const {id} = said.claims[0]!
    const side = {format: "brink/edit@1", n: 1, by: "ana", why: "seen", kind: "side", claim: id, side: "for"} as const
    expect(gather(said, {edits: [side]}).links).toHaveLength(1)
  })

  test("what a rumour does is the writer's own", () => {
    const {said, map} = mapOf("Rumours that the wells are poisoned have reduced trade.")
    expect(said.claims).toMatchObject([{by: null, hedge: null}])
    expect(map.links.map(({id, sign}) => `${id} ${sign}`)).toEqual(["misinformation->trade -"])
  })

  // How sure the reader is of each sentence is left out: what is weighed here is how it is said.
  const belief = (text: string) => {
    const {said, map} = mapOf(text)
    return map.links[0]!.belief / said.claims[0]!.confidence
  }

  test("an allegation is a link with the doubt it is said with", () => {
    const plain = belief("The dam caused the flood.")
    expect(belief("There are allegations that the dam caused the flood.") / plain).toBeCloseTo(0.3, 1)
  })

  test("so it is with an accusation", () => {
    const plain = belief("The dam caused the flood.")
    expect(belief("The mayor accused the dam of causing the flood.") / plain).toBeCloseTo(0.3, 1)
  })

  test("a fear is a link with a smaller doubt", () => {
    const plain = belief("The dam caused the flood.")
    expect(belief("There are fears that the dam caused the flood.") / plain).toBeCloseTo(0.6, 1)
  })
})

describe("a person who accepts a claim", () => {
  const told = reading(say("{floods}", "+", "{hunger}", {id: "dddddddddddd", hedge: "could", confidence: 0.5}))
  const believed = (act: {plainly?: boolean}) =>
    gather(told, {
      edits: [{format: "brink/edit@1", n: 1, by: "ana", why: "seen", kind: "accept", claim: "dddddddddddd", ...act}],
    }).links[0]!.belief

  test("keeps its words of doubt, unless she says that it is plainly so", () => {
    expect(believed({})).toBeCloseTo(0.45, 9)
    expect(believed({plainly: false})).toBe(believed({}))
    expect(believed({plainly: true})).toBeCloseTo(0.75, 9)
  })
})
