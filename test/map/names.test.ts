// What words of a document are about, and which way: sentences in which a map went wrong by a word's looks.

import {describe, expect, test} from "vitest"
import type {Claim} from "../../src/claims/index.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {type CausalMap, gather, parseCodebook} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {reading, say} from "./told.ts"

/** The map of texts, each a document. */
function mapOf(...texts: readonly string[]): CausalMap {
  const documents = texts.map((text, i) => openDocument({file: `${i}.txt`, kind: "text", text}).document!)
  return gather(read(documents, lineages(documents), english(), []))
}

/** Who is named in a text. */
function mentionedIn(text: string): {actors: string[]} {
  const documents = [openDocument({file: "0.txt", kind: "text", text}).document!]
  return {actors: read(documents, lineages(documents), english(), []).actors.map(({name}) => name)}
}

/** Its links as `from (sign) to`, by ids. */
const links = (...texts: readonly string[]): string[] =>
  mapOf(...texts).links.map(({from, sign, to}) => `${from} (${sign}) ${to}`)

describe("where a thing stands is not what it is", () => {
  test.each([
    ["Fridges in the village clinics have reduced crime.", "fridge (-) crime"],
    ["A slump in prices has reduced crime.", "prices (+) crime"],
    ["The clinics have reduced crime.", "services (-) crime"],
  ])("%s", (sentence, link) => {
    expect(links(sentence)).toEqual([link])
  })
})

describe("a theme's word names it where it heads the phrase, and names hold what the words say", () => {
  /** The one link of a sentence, by the names of its factors. */
  const told = (text: string) => {
    const {factors, links} = mapOf(text)
    const name = (id: string) => factors.find((one) => one.id === id)!.name
    return links.map(({from, sign, to}) => `${name(from)} (${sign}) ${name(to)}`)
  }

  test.each([
    ["New import rules have emptied the quay.", "Import rules (-) Quay"],
    ["The discovery of gas has raised rents.", "Discovery of gas (+) Housing costs"],
    ["Traders sold their barns because of the flood.", "Flooding (-) Barns"],
    ["The restrictions on exports have raised smuggling.", "Exports (-) Crime"],
    ["The blight raised the price of potatoes.", "Pests and diseases of crops and herds (+) Potato prices"],
    ["The frost has raised the price of olives.", "Frost, snow and hail (+) Olive prices"],
    ["First-time buyers have raised rents.", "First-time buyers (+) Housing costs"],
    ["The council's failure to dredge the canal has raised rents.", "Dredging of canal (-) Housing costs"],
    ["The flood has ruined two fifths of the fields.", "Flooding (-) Fields"],
    ["The suspension has cost 1,200 jobs.", "Suspension (-) Jobs"],
  ])("%s", (sentence, link) => {
    expect(told(sentence)).toEqual([link])
  })
})

describe("what somebody decides is a choice", () => {
  test.each([
    ["The stipend for volunteers has reduced crime.", "Stipend for volunteers"],
    ["Night patrols have reduced crime.", "Night patrols"],
    ["The herring quota has reduced crime.", "Herring quota"],
    ["Lanterns have reduced crime.", null],
    ["The cost of the patrols has reduced crime.", null],
  ])("%s", (sentence, name) => {
    expect(mapOf(sentence).factors.find(({choice}) => choice)?.name ?? null).toBe(name)
  })
})

test("what is decided names no party, with capitals or without", () => {
  const text =
    "The Support Scheme has raised exports. The ministry denied that the Scheme would lower trust. Ana Quota said that the Belun Treaty had lowered tensions."
  const {links} = mapOf(text)
  const ids = ["belun_treaty->tensions", "support_scheme->exports", "support_scheme->trust"]
  expect(links.map(({id}) => id).sort()).toEqual(ids)
  const {actors} = mentionedIn(text)
  expect(actors).toEqual(["Ana Quota"])
})

test("where something flows to is not what flows", () => {
  expect(links("The filling has reduced the flow to Marsun.")).toEqual(["filling (-) flow"])
})

test("a kind stands behind a name of several words", () => {
  const text = "The austerity in schools raised crime. Funding for schools lowered crime."
  expect(mapOf(text).factors.map(({name}) => name)).toContain("Public spending (school)")
})

describe("a word that only begins as a verb does is another word", () => {
  test.each([
    ["Banana exports have raised farm incomes.", "exports_banana (+) farm_income"],
    ["Harmony in the schools has reduced crime.", "harmony (-) crime"],
    ["Bandits in the valley have reduced trade.", "bandit (-) trade"],
    ["Raisin exports have raised farm incomes.", "exports_raisin (+) farm_income"],
  ])("%s", (sentence, link) => {
    expect(links(sentence)).toEqual([link])
  })

  test.each([
    ["Banned exports have raised prices.", "exports (-) prices"],
    ["The disruption of trade has raised prices.", "trade (-) prices"],
    ["Cancelled trains have reduced trade.", "transit_rail (+) trade"],
  ])("and the verb in any form, with its noun, turns what it stands with: %s", (sentence, link) => {
    expect(links(sentence)).toEqual([link])
  })
})

describe("a word of two meanings", () => {
  const roads = "The bridge and the road reopened because of the repairs."

  test("is what its own sentence says, whatever the rest of the document speaks of", () => {
    expect(links(`The storm has raised the real toll. ${roads}`)).toContain("storms (+) suffering")
    expect(links(`The death toll has raised prices. ${roads}`)).toContain("suffering (+) prices")
    expect(links("The toll on lorries has raised prices. Deaths on the road have raised fear.")).toContain(
      "taxes (+) prices",
    )
  })

  test("is settled by the rest of the document where it is what the phrase is about, and not where it tells of another noun", () => {
    const port = "The port closed because of the storm."
    expect(links(`Rising wages have raised the number of vessels. ${port}`)).toContain("wages (+) shipping")
    expect(links(`Rising wages have raised vessel insurance. ${port}`)).not.toContain("wages (+) shipping")
  })
})

describe("what a relative clause says not to be there is less of it", () => {
  test.each([
    ["Ferries that skip the island kill trade.", "transit_ferry (+) trade"],
    ["Every lamp that goes out lowers safety.", "lamp (-) insecurity"],
    ["The ferries that serve the island raise trade.", "transit_ferry (+) trade"],
  ])("%s", (sentence, link) => {
    expect(links(sentence)).toEqual([link])
  })

  test("fares that are down by a share are lower", () => {
    expect(links("Fares are down by nine per cent because of the subsidy.")).toEqual(["subsidies (-) fares"])
  })
})

test("a date after since is no cause", () => {
  expect(links("Visits have fallen since Tuesday.")).toEqual([])
})

describe("a name that only words give", () => {
  const named = (...texts: readonly string[]) =>
    mapOf(...texts)
      .factors.filter(({origin}) => origin === "words")
      .map(({name}) => name)

  test.each([
    ["The ban let families bury their dead.", "Burial"],
    ["The lorries that carry flour to the hills raise dust.", "Lorries"],
    ["The people who bring batons have cut attendance at school.", "Batons"],
    ["The miller's old wheel has raised prices.", "Miller's old wheel"],
    ["The festival in the harbour, which opened in May, raised prices.", "Festival in the harbour"],
    // What varies, and not who does it.
    ["Because ewes died, the shepherd sold more lambs.", "Lambs"],
    ["When patients wait longer, doctors see more emergencies.", "Emergencies"],
    ["The complaints led the board to discuss new tonnage.", "Discussing of tonnage"],
    ["The fine forced the chain to lay off clerks.", "Laying off clerks"],
    ["The tunnel allowed the moss to grow.", "Moss"],
    ["Such talk emptied the market.", "Talk"],
    ["Long shifts raise absence among clerks.", "Absence among clerks"],
  ])("is a noun phrase, cut at none of its words: %s", (sentence, name) => {
    expect(named(sentence)).toContain(name)
  })

  test("is the noun where another document tells the same as a deed, and what is told most", () => {
    expect(
      named("The ban led to late arrival.", "The ban led to late arrival.", "The ban made patients arrive late."),
    ).toContain("Late arrival")
  })

  test.each([
    "The flood has frightened parents.",
    "The ban has hurt the mother.",
    "The ban let them go.",
    "The ban was controlling it.",
    "Prices have fallen since Tuesday.",
  ])("is given to no being alone, no verb with a pronoun and no date: %s", (sentence) => {
    expect(named(sentence).filter((name) => !/ban/i.test(name))).toEqual([])
  })
})

test("a word has one sense in what is told together: where strikes are walkouts, so is one that no worker stands beside", () => {
  const walkouts = [
    "The strike of the dock workers emptied the shelves.",
    "The workers' strike delayed the cargo.",
    "The strike for higher wages raised prices.",
  ]
  const called = (...texts: readonly string[]) => mapOf(...texts).factors.map(({name}) => name)
  expect(called("The strike harmed the exporters of wool.")).toContain("Military operations")
  expect(called(...walkouts, "The strike harmed the exporters of wool.")).not.toContain("Military operations")
})

describe("a word of a field that has no part in the folder", () => {
  /** Words of public health, thirty and more. */
  const HEALTH = [
    ..."cholera|malaria|measles|typhoid|influenza|dengue|polio|tuberculosis|smallpox|diphtheria|rabies|plague".split(
      "|",
    ),
    ..."vaccination|vaccines|immunisation|quarantine|isolation wards|social distancing|hand washing|latrines".split(
      "|",
    ),
    ..."hygiene|hospital beds|intensive care|antibiotics|medicines|drug resistance|mortality|death rates".split("|"),
    ..."waiting lists|waiting times|overdoses|addiction|depression|suicides|medical errors|burnout".split("|"),
  ]
  /** So many words of health in as many claims, and one of a visitor. */
  const folder = (many: number, cause: string) => [
    ...HEALTH.slice(0, many).map((word) => say(word, "+", "the okapi count")),
    say(cause, "+", "the zebra census"),
  ]
  const themes = (many: number, cause: string) =>
    gather(reading(...folder(many, cause)))
      .factors.filter(({id}) => id !== "zebra_census" && id !== "okapi_count")
      .map(({theme}) => theme)

  test("names no theme", () => {
    expect(themes(36, "visitors")).not.toContain("tourism")
    expect(themes(36, "visitors")).toContain("other")
  })

  test("names it where the field has a part, where few themes are named, and with a second word", () => {
    const words =
      "interest rates|inflation|exports|imports|tariffs|taxes|wages|jobs|savings|public spending|profits|bank runs"
    const some = words.split("|").map((word) => say(word, "+", "the okapi count"))
    expect(gather(reading(...some, ...folder(36, "visitors"))).factors.map(({theme}) => theme)).toContain("tourism")
    expect(themes(5, "visitors")).toContain("tourism")
    expect(themes(36, "overnight stays")).toContain("tourism")
  })

  test("names no theme of force where force is hardly spoken of", () => {
    const figures =
      "attacks|ambushes|accusations|clashes|skirmishes|airstrikes|incursions|propaganda|hate speech|crackdown on gangs"
    const some = [...figures.split("|").map((word) => say(word, "+", "the okapi count")), ...folder(36, "recruits")]
    const named = (...more: Claim[]) => gather(reading(...some, ...more)).factors.map(({theme}) => theme)
    expect(named()).not.toContain("insurgency")
    const told = ["soldiers", "rebels", "guns", "bombs", "truce", "army"].map((word) =>
      say(word, "+", "the zebra census"),
    )
    expect(named(...told)).toContain("insurgency")
  })

  test("names none by being told often", () => {
    const often = Array.from({length: 20}, (_, i) => say(`visitors of camp ${i}`, "+", "the zebra census"))
    expect(gather(reading(...folder(36, "visitors"), ...often)).factors.map(({theme}) => theme)).not.toContain(
      "tourism",
    )
  })

  test("names it where the case says so", () => {
    const text = "format: brink/factors@1\nfactors:\n  guests: {name: Guests, theme: tourism, aliases: [visitors]}\n"
    const map = gather(reading(...folder(36, "visitors")), {codebook: parseCodebook(text, "factors.yaml")})
    expect(map.links.map(({from}) => from)).toContain("guests")
  })
})

describe("phrases of one word", () => {
  const ids = (...claims: ReturnType<typeof say>[]) => gather(reading(...claims)).links.map(({id}) => id)

  test("are what is said with more words in their own document alone", () => {
    const grey = say("{grey walruses}", "-", "{the kelp}", {file: "a.txt"})
    expect(ids(grey, say("{walruses}", "-", "{the clams}", {file: "a.txt"}))).toContain("grey_walruse->clam")
    expect(ids(grey, say("{walruses}", "-", "{the clams}", {file: "b.txt"}))).toContain("walruse->clam")
  })

  test("are not all that a clause says of them, but it is they whose state it tells", () => {
    const lamps = say("{the lamps}", "+", "{the moths}", {file: "a.txt"})
    const told = (clause: string) => ids(lamps, say(clause, "+", "{the jars}", {file: "b.txt"})).sort()
    const alone = ["lamp->jar", "lamp->moth"]
    expect(told("{the lamps}")).toEqual(alone)
    expect(told("{the lamps} attract {the owls}")).toEqual(["lamp->moth", "lamp_2->jar"])
    expect(told("{the lamps} are {bright}")).toEqual(alone)
    expect(told("{the lamps} can no longer {shine}")).toEqual(alone)
    expect(told("{the lamps that the mayor} hung {on the quay}")).toEqual(alone)
  })

  test("are the same whatever they are measured in", () => {
    const first = say("{a ceiling of 2,600 barrels}", "-", "{the moths}", {file: "a.txt"})
    expect(ids(first, say("{the ceiling}", "-", "{the jars}", {file: "b.txt"}))).toEqual([
      "ceiling->jar",
      "ceiling->moth",
    ])
  })
})

test("what is done to no people is no suffering", () => {
  const about = (effect: string) => {
    const claim = say("{frost}", "-", effect)
    const at = claim.cause.to
    return gather(reading({...claim, signal: {from: at, to: at, text: "killed"}})).links.map(({to}) => to)
  }
  expect(about("{forty miners}")).toEqual(["suffering"])
  expect(about("{the villagers}")).toEqual(["suffering"])
  expect(about("{at least forty}")).toEqual(["suffering"])
  expect(about("{the flowers}")).toEqual(["flower"])
  expect(about("{the plankton}")).toEqual(["plankton"])
})

test("poison the wells is no pesticide, whatever else its sentence speaks of", () => {
  const quote = "poison the wells brings the moths, not the spray"
  const {factors} = gather(reading(say("{poison the wells}", "+", "{the moths}", {quote})))
  expect(factors.map(({theme}) => theme)).toEqual(["other", "other"])
})

describe("a word beside another of a theme", () => {
  const themeOf = (cause: string) =>
    gather(reading(say(`{${cause}}`, "+", "{the moths}"))).factors.find(({id}) => id !== "moth")?.theme
  test.each([
    ["suspicion of bribery", "corruption"],
    ["suspicion between the villages", "trust"],
    ["the loss of confidence", "trust"],
    ["salmon cages", "other"],
  ])("%s is %s", (phrase, theme) => {
    expect(themeOf(phrase)).toBe(theme)
  })
})

test("what a word only points at, or only counts, is no factor; what is said of the whole sentence is in no name", () => {
  const factors = (cause: string) =>
    gather(reading(say(`{${cause}}`, "+", "{the moths}"))).factors.map(({name}) => name)
  expect(factors("leaves it idle")).toEqual(["Moths"])
  expect(factors("mention this")).toEqual(["Moths"])
  expect(factors("Worse, long rehearsals")).toContain("Long rehearsals")
  expect(factors("a steady release of 20 barrels")).toContain("Steady release of 20 barrels")
})

describe("a factor is called by a noun phrase, not by", () => {
  const names = (cause: string, quote = `${cause} has raised prices.`) =>
    gather(reading(say(cause, "+", "{prices}", {id: "aaaaaaaaaaaa", quote}))).factors.map(({name}) => name)

  test.each([
    ["a past that is no participle", "fights broke out last week", "Fights"],
    ["what is behind a verb that 'not' denies", "they will not ask for a permit", "Asking for a permit"],
    ["a verb behind 'to' and whom it is asked of", "us to withdraw from the harbour", "Withdrawing from the harbour"],
    ["what another noun phrase brings", "the treasury the worst", "Treasury"],
    ["a clause that a preposition opens", "decades in which the young left", "Decades"],
    ["a past with an adverb", "moved here from the hills", "Moving here from the hills"],
    ["what 'whatever' opens", "the shelves of whatever was left", "Shelves"],
  ])("%s: %s", (_, phrase, name) => {
    expect(names(phrase)).toContain(name)
  })
})

test.each([
  // To blame somebody for a thing does nothing to the thing.
  ["The union blames grey seals for the empty nets.", "grey_seal (-) net"],
  ["The raids displaced many families.", "attacks (+) displacement"],
  // Of a word that turns a thing round the thing is called, the other way.
  ["Prohibiting payments would raise debt.", "payment (-) debt"],
  ["A long drought caused the deterioration.", "drought (+) deterioration"],
  ["The damage from mistakes raised debt.", "errors (+) debt"],
])("what a verb does, and to what: %s", (sentence, link) => {
  expect(links(sentence)).toContain(link)
})
