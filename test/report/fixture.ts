// An invented crisis on a salt road, filling every type the report draws from: five
// documents, four voices, twelve factors, three loops, three disputes. And the least case:
// one document, two links, no loop, no lever. No sentence here comes from any real text.

import type {Check, CheckResult, Verdict} from "../../src/check/index.ts"
import type {Claim, Phrase, Reading} from "../../src/claims/index.ts"
import type {Document, Lineage, Passage} from "../../src/documents/index.ts"
import type {CausalMap, Edit, Factor, Grounding, Link, Loop} from "../../src/map/index.ts"
import type {Contested, Model, Quantity} from "../../src/model/index.ts"
import type {DriverView, Finding, LoopView, OptionView, OutcomeView, Outlook, Share} from "../../src/outlook/index.ts"
import type {ReportInput} from "../../src/report/index.ts"

/** A document from its paragraphs, the first one being its title. */
export function documentOf(file: string, paragraphs: readonly string[], more: Partial<Document> = {}): Document {
  const text = paragraphs.join("\n\n")
  const passages: Passage[] = []
  let at = 0
  paragraphs.forEach((paragraph, i) => {
    passages.push({from: at, to: at + paragraph.length, role: i === 0 ? "title" : "paragraph"})
    at += paragraph.length + 2
  })
  return {
    file,
    title: paragraphs[0]!,
    text,
    words: text.split(/\s+/).length,
    language: "en",
    boilerplate: [],
    passages,
    credits: [],
    ...more,
  }
}

const documents: Document[] = [
  documentOf(
    "001-ford-letter.md",
    [
      "Raids empty the salt road",
      "Each raid on the salt road frightens more carters off it, and a road without carters is easy to raid. The raids have cut traffic on the road by half since the first snow.",
      "When traffic falls, the price of salt climbs within weeks. Dear salt has brought hunger to the upper valleys.",
      "Hunger sends young herders to the raiding bands. “Nobody raids on a full stomach,” a carter said.",
      "Joint patrols of the two clans have reduced the raids wherever they ride.",
    ],
    {publisher: "Ford Letter", author: "M. Tarn", date: "2025-10-13"},
  ),
  documentOf(
    "002-hill-observer.md",
    [
      "What keeps the bands together",
      "Patrols provoke the hill clans and bring more raids, not fewer.",
      "Hunger drives recruitment into the bands. If the truce at Dry Ford ends, raids will multiply.",
      "Raids destroy the trust between the clans, and without trust no truce lasts. The truce keeps the raids low.",
    ],
    {publisher: "Hill Observer", author: "S. Orrin", date: "2025-10-21"},
  ),
  documentOf(
    "003-council-notes.md",
    [
      "Notes for the council",
      "A higher toll may deter carters from the road. The toll pays for patrols.",
      "Relief grain lowers hunger in the upper valleys. Some elders say relief grain feeds the bands and so keeps the raids going.",
      "The council's quarrels weaken the truce. Trust between the clans strengthens the council.",
    ],
    {publisher: "Council Notes", date: "2025-11-04"},
  ),
  documentOf(
    "004-road-weekly.md",
    [
      "Salt road emptied by raids",
      "The raids have cut traffic on the road by half since the first snow, letters say.",
      "When traffic falls, the price of salt climbs within weeks.",
    ],
    {publisher: "Road Weekly", date: "2025-10-15"},
  ),
  documentOf(
    "005-drover.txt",
    [
      "A drover's winter",
      "Losing the herds has driven herders to raiding. The raids have scattered the herds of three valleys.",
      "Relief grain did not bring more raids here. Salt dear or cheap, patrols stopped the raids at the ford for eight weeks.",
    ],
    {author: "I. Vael", date: "2026-01-19"},
  ),
]

const lineages: Lineage[] = [
  {
    name: "001-ford-letter.md",
    files: ["001-ford-letter.md", "004-road-weekly.md"],
    evidence: ["2 of 2 paragraphs run parallel, in the same order", "004-road-weekly.md says it repeats letters"],
    pairs: [
      {
        a: {file: "001-ford-letter.md", from: 30, to: 90},
        b: {file: "004-road-weekly.md", from: 30, to: 90},
        likeness: 0.9,
      },
    ],
  },
  ...["002-hill-observer.md", "003-council-notes.md", "005-drover.txt"].map((file) => ({
    name: file,
    files: [file],
    evidence: [],
    pairs: [],
  })),
]

const lineageOf = (file: string): string => lineages.find((l) => l.files.includes(file))!.name

/** [id, file, quote, cause, effect, sign between the factors, from, to] */
type Told = readonly [string, number, string, string, string, "+" | "-" | "0", string, string]

const told: readonly Told[] = [
  [
    "a10000000001",
    0,
    "The raids have cut traffic on the road by half since the first snow.",
    "The raids",
    "traffic on the road",
    "-",
    "raids",
    "road_traffic",
  ],
  [
    "a10000000002",
    0,
    "When traffic falls, the price of salt climbs within weeks.",
    "traffic falls",
    "the price of salt climbs",
    "-",
    "road_traffic",
    "salt_price",
  ],
  [
    "a10000000003",
    0,
    "Dear salt has brought hunger to the upper valleys.",
    "Dear salt",
    "hunger",
    "+",
    "salt_price",
    "hunger",
  ],
  [
    "a10000000004",
    0,
    "Hunger sends young herders to the raiding bands.",
    "Hunger",
    "young herders",
    "+",
    "hunger",
    "recruits",
  ],
  [
    "a10000000005",
    0,
    "Joint patrols of the two clans have reduced the raids wherever they ride.",
    "Joint patrols of the two clans",
    "the raids",
    "-",
    "patrols",
    "raids",
  ],
  [
    "a20000000001",
    1,
    "Patrols provoke the hill clans and bring more raids, not fewer.",
    "Patrols",
    "more raids",
    "+",
    "patrols",
    "raids",
  ],
  [
    "a20000000002",
    1,
    "Hunger drives recruitment into the bands.",
    "Hunger",
    "recruitment into the bands",
    "+",
    "hunger",
    "recruits",
  ],
  [
    "a20000000003",
    1,
    "If the truce at Dry Ford ends, raids will multiply.",
    "the truce at Dry Ford ends",
    "raids will multiply",
    "-",
    "truce",
    "raids",
  ],
  [
    "a20000000004",
    1,
    "Raids destroy the trust between the clans, and without trust no truce lasts.",
    "Raids",
    "the trust between the clans",
    "-",
    "raids",
    "trust",
  ],
  [
    "a20000000005",
    1,
    "Raids destroy the trust between the clans, and without trust no truce lasts.",
    "without trust",
    "no truce lasts",
    "+",
    "trust",
    "truce",
  ],
  ["a20000000006", 1, "The truce keeps the raids low.", "The truce", "the raids", "-", "truce", "raids"],
  [
    "a30000000001",
    2,
    "A higher toll may deter carters from the road.",
    "A higher toll",
    "carters",
    "-",
    "road_toll",
    "road_traffic",
  ],
  ["a30000000002", 2, "The toll pays for patrols.", "The toll", "patrols", "+", "road_toll", "patrols"],
  [
    "a30000000003",
    2,
    "Relief grain lowers hunger in the upper valleys.",
    "Relief grain",
    "hunger in the upper valleys",
    "-",
    "relief_grain",
    "hunger",
  ],
  [
    "a30000000004",
    2,
    "Some elders say relief grain feeds the bands and so keeps the raids going.",
    "relief grain",
    "the raids",
    "+",
    "relief_grain",
    "raids",
  ],
  [
    "a30000000005",
    2,
    "The council's quarrels weaken the truce.",
    "The council's quarrels",
    "the truce",
    "+",
    "council_unity",
    "truce",
  ],
  [
    "a30000000006",
    2,
    "Trust between the clans strengthens the council.",
    "Trust between the clans",
    "the council",
    "+",
    "trust",
    "council_unity",
  ],
  [
    "a40000000001",
    3,
    "The raids have cut traffic on the road by half since the first snow, letters say.",
    "The raids",
    "traffic on the road",
    "-",
    "raids",
    "road_traffic",
  ],
  [
    "a40000000002",
    3,
    "When traffic falls, the price of salt climbs within weeks.",
    "traffic falls",
    "the price of salt climbs",
    "-",
    "road_traffic",
    "salt_price",
  ],
  [
    "a50000000001",
    4,
    "Losing the herds has driven herders to raiding.",
    "Losing the herds",
    "raiding",
    "-",
    "herds",
    "raids",
  ],
  [
    "a50000000002",
    4,
    "The raids have scattered the herds of three valleys.",
    "The raids",
    "the herds of three valleys",
    "-",
    "raids",
    "herds",
  ],
  [
    "a50000000003",
    4,
    "Relief grain did not bring more raids here.",
    "Relief grain",
    "more raids",
    "-",
    "relief_grain",
    "raids",
  ],
  [
    "a50000000004",
    4,
    "Salt dear or cheap, patrols stopped the raids at the ford for eight weeks.",
    "patrols",
    "the raids",
    "-",
    "patrols",
    "raids",
  ],
  [
    "a20000000009",
    1,
    "Hunger drives recruitment into the bands.",
    "recruitment into the bands",
    "raids",
    "+",
    "recruits",
    "raids",
  ],
]

const claims: Claim[] = told.map(([id, n, quote, cause, effect, sign]) => {
  const document = documents[n]!
  const from = document.text.indexOf(quote)
  if (from < 0) throw new Error(`fixture: no "${quote}"`)
  const phrase = (text: string): Phrase => {
    const at = Math.max(from, document.text.indexOf(text, from))
    return {from: at, to: at + text.length, text, thing: [{from: at, to: at + text.length, text}], change: null}
  }
  return {
    id,
    file: document.file,
    quote: {from, to: from + quote.length, text: quote},
    cause: phrase(cause),
    effect: phrase(effect),
    sign,
    condition: quote.startsWith("If ") ? "if" : null,
    hedge: quote.includes(" may ") ? "may" : null,
    denied: quote.includes("did not"),
    refuted: false,
    time: "present",
    by: null,
    lag: quote.includes("weeks") ? "within weeks" : null,
    strength: null,
    reader: "rules",
    confidence: 0.8,
  }
})

const names: Record<string, [string, boolean, number, number]> = {
  raids: ["Raids on the salt road", false, 10, 0.4],
  road_traffic: ["Traffic on the salt road", false, 6, -0.5],
  salt_price: ["Price of salt", false, 5, 0.3],
  hunger: ["Hunger in the upper valleys", false, 8, 0.2],
  recruits: ["Recruits of the raiding bands", false, 3, 0],
  patrols: ["Joint patrols of the two clans", true, 0, 0],
  truce: ["Truce at Dry Ford", true, 0, 0],
  trust: ["Trust between the clans", false, 2, -0.2],
  road_toll: ["Road toll", true, 0, 0],
  relief_grain: ["Relief grain", true, 0, 0],
  council_unity: ["Unity of the council", false, 1, 0],
  herds: ["Herds of the upper valleys", false, 4, -0.2],
}

const factors: Factor[] = Object.entries(names).map(([id, [name, choice, weight, trend]]) => ({
  id,
  name,
  theme: "other",
  alsoCalled: [],
  unit: "1",
  claims: told.filter((t) => t[6] === id || t[7] === id).map((t) => t[0]),
  origin: "words",
  merges: [],
  choice,
  weight,
  trend,
}))

const groundings: Grounding[] = told.map(([id, n, , , , sign, from, to]) => ({
  claim: id,
  file: documents[n]!.file,
  lineage: lineageOf(documents[n]!.file),
  from,
  to,
  link: `${from}->${to}`,
  sign,
  side: id === "a20000000001" || id === "a50000000003" ? "against" : "for",
  why: "both phrases name a factor",
}))

const voices = (ids: readonly string[]): number =>
  new Set(ids.map((id) => groundings.find((g) => g.claim === id)!.lineage)).size

const links: Link[] = [...new Set(told.map((t) => `${t[6]}->${t[7]}`))].map((id) => {
  const own = told.filter((t) => `${t[6]}->${t[7]}` === id)
  const [from, to] = id.split("->") as [string, string]
  const contested = id === "patrols->raids" || id === "relief_grain->raids"
  const plus = own.filter((t) => t[5] === "+").map((t) => t[0])
  const minus = own.filter((t) => t[5] === "-").map((t) => t[0])
  const sign = contested ? "contested" : plus.length ? "+" : "-"
  const pro = sign === "-" ? minus : plus
  const con = sign === "-" ? plus : minus
  return {
    id,
    from,
    to,
    sign,
    belief: contested ? 0.5 : 0.6 + 0.1 * voices(pro),
    lag: id === "road_traffic->salt_price" ? "within weeks" : null,
    strength: null,
    for: {claims: pro, lineages: voices(pro)},
    against: {claims: con, lineages: voices(con)},
    zero: {claims: [], lineages: 0},
  }
})

const loops: Loop[] = [
  {
    factors: ["hunger", "recruits", "raids", "road_traffic", "salt_price"],
    links: [
      "hunger->recruits",
      "recruits->raids",
      "raids->road_traffic",
      "road_traffic->salt_price",
      "salt_price->hunger",
    ],
    polarity: "R",
    belief: 0.3,
    toldBy: [],
  },
  {
    factors: ["raids", "trust", "truce"],
    links: ["raids->trust", "trust->truce", "truce->raids"],
    polarity: "R",
    belief: 0.4,
    toldBy: ["002-hill-observer.md"],
  },
  {
    factors: ["herds", "raids"],
    links: ["herds->raids", "raids->herds"],
    polarity: "R",
    belief: 0.5,
    toldBy: ["005-drover.txt"],
  },
]

const map: CausalMap = {format: "brink/map@1", factors, links, loops, issues: [], groundings}

const reading: Reading = {
  format: "brink/reading@1",
  documents: documents.map((d) => ({
    id: d.file,
    file: d.file,
    title: d.title,
    publisher: d.publisher,
    author: d.author,
    date: d.date,
    words: d.words,
    lineage: lineageOf(d.file),
    boilerplate: [],
  })),
  claims,
  quantities: [],
  dates: [
    {file: "001-ford-letter.md", quote: claims[0]!.quote, from: "2025-09-29", to: "2025-10-05", of: "the first snow"},
    {file: "005-drover.txt", quote: claims[20]!.quote, from: "2025-12-01", of: "the drive"},
  ],
  actors: [{id: "clans", name: "the two clans", alsoCalled: [], roles: []}],
  issues: [],
}

const quantities: Quantity[] = []
for (const factor of factors) {
  const into = links.filter((l) => l.to === factor.id)
  quantities.push({
    name: factor.id,
    kind: into.length ? "stock" : "auxiliary",
    unit: "1",
    label: factor.name,
    range: [0, 1],
    because: into.length
      ? into.map((l) => ({link: l.id}))
      : [{assumed: `${factor.name} is driven by nothing the documents name; it stays where it was`}],
    source: into.length
      ? `smooth(0.5 + ${into.map((l) => `present_${l.from}_${l.to} * weight_${l.from}_${l.to} * (${l.from} - 0.5)`).join(" + ")}, lag_${factor.id})`
      : "0.5",
    line: 0,
  })
  if (factor.choice)
    quantities.push({
      name: `push_${factor.id}`,
      kind: "lever",
      unit: "1",
      label: `Push on ${factor.name}`,
      value: {kind: "fixed", value: 0},
      range: [-0.5, 0.5],
      because: [{assumed: `${factor.name} is a choice of an actor, so it can be pushed either way`}],
      source: "0",
      line: 0,
    })
}
for (const link of links) {
  quantities.push({
    name: `weight_${link.from}_${link.to}`,
    kind: "parameter",
    unit: "1",
    label: `Strength of ${names[link.from]![0]} on ${names[link.to]![0]}`,
    value: {kind: "triangular", low: 0.1, mode: 0.4, high: 0.9},
    because: [{link: link.id}, {assumed: "no document words the strength, so weak to strong are all tried"}],
    source: "triangular 0.1, 0.4, 0.9",
    line: 0,
  })
}

const contested: Contested[] = [
  {
    name: "sign_patrols_raids",
    question: "Do patrols raise or lower the raids?",
    sides: [
      {is: true, says: "patrols raise the raids", claims: ["a20000000001"]},
      {is: false, says: "patrols lower the raids", claims: ["a10000000005", "a50000000004"]},
    ],
    chance: 0.33,
    weight: "lineages",
  },
]

const model: Model = {
  format: "brink/model@1",
  name: "salt-road",
  title: "Salt road",
  time: {unit: "week", origin: "2026-02-15", start: 0, stop: 52, step: 0.25, save: 1, method: "euler"},
  quantities,
  contested,
  events: [],
}

const check = (n: number, verdict: Verdict, claim: number, share: number | null, more: Partial<Check> = {}): Check => {
  const c = claims[claim]!
  return {
    id: `c${n}`,
    kind: "link",
    says: c.quote.text,
    claims: [c.id],
    quote: {file: c.file, ...c.quote},
    contested: false,
    byConstruction: false,
    condition: {set: {[told[claim]![6]]: {plus: 0.2}}, from: 0},
    measure: told[claim]![7],
    verdict,
    share,
    why:
      verdict === "not testable"
        ? "no direction is given"
        : `in ${Math.round((share ?? 0) * 1000)} of 1,000 runs the effect moves as stated`,
    ...more,
  }
}

const checks: CheckResult = {
  format: "brink/check@1",
  model: "salt-road",
  runs: 1000,
  seed: "1",
  checks: [
    check(1, "holds", 0, 0.93),
    check(2, "holds", 1, 0.91),
    check(3, "mixed", 4, 0.55, {contested: true}),
    check(4, "contradicted", 14, 0.12),
    check(5, "holds", 7, 0.88, {kind: "conditional"}),
    check(6, "not represented", 11, null, {why: "no quantity stands for carters"}),
    check(7, "not testable", 15, null),
    check(8, "holds", 2, 1, {byConstruction: true}),
  ],
  totals: {holds: 3, mixed: 1, contradicted: 1, "not represented": 1, "not testable": 1},
}

const time = Array.from({length: 53}, (_, i) => i)
const share = (s: number, low: number, high: number): Share => ({share: s, low, high})

/** A fan that opens with the square root of time around a straight middle. */
function fan(start: number, end: number, width: number, scale = 1) {
  const at = (z: number) =>
    time.map((t) => Math.max(0, Math.min(scale, start + ((end - start) * t) / 52 + z * width * Math.sqrt(t / 52))))
  return {
    time,
    p2_5: at(-1.96),
    p10: at(-1.28),
    p25: at(-0.67),
    p50: at(0),
    p75: at(0.67),
    p90: at(1.28),
    p97_5: at(1.96),
  }
}

const views: OutcomeView[] = [
  {
    quantity: "raids",
    label: "Raids on the salt road",
    unit: "index, 0 to 1; 0.5 is the state when the documents were written",
    measure: "level",
    says: "Raids on the salt road rise in 7 of 10 runs (5–8)",
    ...fan(0.5, 0.66, 0.13),
    observed: [],
    observedSource: null,
    range: [0, 1],
    up: share(0.72, 0.52, 0.81),
    down: share(0.18, 0.1, 0.31),
    wanted: "less",
    lead: {says: "Raids on the salt road end higher", way: "up", share: share(0.72, 0.52, 0.81)},
    finding: "outcome-raids",
  },
  {
    quantity: "hunger",
    label: "Hunger in the upper valleys",
    unit: "index, 0 to 1; 0.5 is the state when the documents were written",
    measure: "level",
    says: "Hunger rises in 6 of 10 runs (6–7)",
    ...fan(0.5, 0.58, 0.1),
    observed: [],
    observedSource: null,
    range: [0, 1],
    up: share(0.63, 0.58, 0.7),
    down: share(0.25, 0.2, 0.31),
    wanted: "less",
    lead: {says: "Hunger in the upper valleys ends higher", way: "up", share: share(0.63, 0.58, 0.7)},
    finding: "outcome-hunger",
  },
  {
    quantity: "road_traffic",
    label: "Traffic on the salt road",
    unit: "carts a week",
    measure: "level",
    says: "Traffic falls in 8 of 10 runs (6–9)",
    ...fan(120, 82, 31, 400),
    observed: Array.from({length: 30}, (_, i) => ({time: i - 30, value: 118 + 22 * Math.sin(i / 3) - i})),
    observedSource: "tolls.csv",
    range: [0, 400],
    up: share(0.12, 0.06, 0.25),
    down: share(0.81, 0.64, 0.9),
    wanted: "more",
    lead: {says: "Traffic on the salt road ends lower", way: "down", share: share(0.81, 0.64, 0.9)},
    finding: "outcome-road_traffic",
  },
  {
    quantity: "trust",
    label: "Trust between the clans",
    unit: "index, 0 to 1; 0.5 is the state when the documents were written",
    measure: "level",
    says: "Trust moves either way",
    ...fan(0.5, 0.47, 0.09),
    observed: [],
    observedSource: null,
    range: [0, 1],
    up: share(0.31, 0.28, 0.41),
    down: share(0.49, 0.4, 0.6),
    wanted: null,
    lead: {says: "Trust between the clans ends lower", way: "down", share: share(0.49, 0.4, 0.6)},
    finding: "outcome-trust",
  },
]

const optionSeeds: [string, string, string, number, string | null][] = [
  ["push_patrols", "Joint patrols", "pushed up by half its range", -0.06, "Trust falls in 6 of 10 runs (5–7)"],
  ["push_truce", "Truce at Dry Ford", "pushed up by half its range", -0.16, null],
  ["push_road_toll", "Road toll", "pushed up by half its range", 0.05, "Traffic falls in 8 of 10 runs (7–9)"],
  ["push_road_toll", "Road toll", "pushed down by half its range", -0.04, null],
  ["push_relief_grain", "Relief grain", "pushed up by half its range", -0.08, null],
  ["push_relief_grain", "Relief grain", "pushed down by half its range", 0.08, "Hunger rises in 9 of 10 runs (8–9)"],
]
const options: OptionView[] = optionSeeds.map(([lever, label, setting, move, sideEffect], i) => ({
  lever,
  label,
  setting,
  taken: `with ${label}`,
  effects: views.map((v, j) => {
    const scale = v.unit.startsWith("index") ? 1 : 150
    const mid = move * scale * (j === 2 || j === 3 ? -1 : 1) * (1 - j * 0.2)
    const half = 0.05 * scale
    return {
      outcome: v.quantity,
      change: {low: mid - half, mid, high: mid + half},
      up: mid > 0 ? 0.78 : 0.14,
      down: mid > 0 ? 0.1 : 0.71,
      finding: `lever-${i}-${v.quantity}`,
    }
  }),
  sideEffect,
}))

const loopViews: LoopView[] = loops.map((loop, i) => ({
  name: ["The hunger that fills the bands", "The truce that raids wear down", "Lost herds, new raiders"][i]!,
  polarity: loop.polarity,
  factors: loop.factors.map((id) => ({id, label: names[id]![0]})),
  links: loop.links.map((id) => {
    const link = links.find((l) => l.id === id)!
    return {id, sign: link.sign, voices: link.for.lineages, against: link.against.lineages, delayed: link.lag !== null}
  }),
  gain: i === 2 ? null : {low: 0.2 - i * 0.1, mid: 0.34 - i * 0.12, high: 0.5 - i * 0.2},
  cut: i === 2 ? null : loop.links[0]!.replace("->", ":"),
  told: loop.toldBy,
  says: [
    "Raids empty the road, salt grows dear, hunger spreads, and the bands fill with those it drives out.",
    "Raids cost trust; without trust the truce gives way, and more raids follow.",
    "Herders who lose their herds to raids become raiders.",
  ][i]!,
  finding: `loop-${i}`,
}))

const drivers: DriverView[] = [
  [
    "sign_patrols_raids",
    "Whether patrols lower or raise the raids",
    "contested",
    "they lower",
    "they raise",
    0.5,
    0.83,
    3,
  ],
  ["weight_hunger_recruits", "How strongly hunger fills the bands", "parameter", "0.2", "0.7", 0.55, 0.81, 2],
  ["weight_truce_raids", "How strongly the truce holds the raids down", "parameter", "0.7", "0.2", 0.6, 0.8, 1],
  ["present_herds_raids", "Whether lost herds make raiders at all", "presence", "no", "yes", 0.64, 0.77, 1],
  ["weight_raids_trust", "How strongly raids cost trust", "parameter", "0.2", "0.7", 0.66, 0.78, 1],
  ["weight_road_toll_patrols", "How much of the toll pays for patrols", "parameter", "0.7", "0.2", 0.67, 0.76, 0],
].map(([parameter, label, kind, lowLabel, highLabel, atLow, atHigh, v]) => ({
  parameter,
  label,
  kind,
  lowLabel,
  highLabel,
  atLow,
  atHigh,
  overall: 0.72,
  voices: v,
  finding: `driver-${parameter}`,
})) as DriverView[]

const quoted = (id: string) => {
  const c = claims.find((x) => x.id === id)!
  return {claim: c.id, file: c.file, text: c.quote.text, from: c.quote.from, to: c.quote.to}
}

const basis = (link: string, more: Partial<Finding["basis"]> = {}): Finding["basis"] => {
  const l = links.find((x) => x.id === link)!
  return {
    params: [`weight_${l.from}_${l.to}`],
    links: [link],
    claims: [...l.for.claims, ...l.against.claims],
    assumed: [],
    ...more,
  }
}

const finding = (
  id: string,
  kind: Finding["kind"],
  says: string,
  numbers: [number, number, number, number | null],
  on: Finding["basis"],
  measure = "level at the end",
): Finding => ({
  id,
  kind,
  says,
  measure,
  unit: "1",
  low: numbers[0],
  mid: numbers[1],
  high: numbers[2],
  share: numbers[3],
  basis: on,
})

const findings: Finding[] = [
  finding(
    "outcome-raids",
    "outcome",
    views[0]!.says,
    [0.49, 0.66, 0.83, 0.72],
    basis("hunger->recruits", {
      links: ["recruits->raids", "patrols->raids", "truce->raids"],
      params: ["weight_recruits_raids", "weight_patrols_raids"],
    }),
  ),
  finding("outcome-hunger", "outcome", views[1]!.says, [0.45, 0.58, 0.71, 0.63], basis("salt_price->hunger")),
  {
    ...finding("outcome-road_traffic", "outcome", views[2]!.says, [42, 82, 122, 0.81], basis("raids->road_traffic")),
    unit: "cart/week",
  },
  finding("outcome-trust", "outcome", views[3]!.says, [0.35, 0.47, 0.59, 0.49], basis("raids->trust")),
  ...options.flatMap((o) =>
    o.effects.map((e) =>
      finding(
        e.finding,
        "lever",
        `${o.label} ${o.setting} moves ${names[e.outcome]![0]}`,
        [e.change.low, e.change.mid, e.change.high, Math.max(e.up, e.down)],
        {
          params: [o.lever],
          links: [],
          claims: [],
          assumed: [`${o.label} is a choice of an actor, so it can be pushed either way`],
        },
        "change against no new step",
      ),
    ),
  ),
  ...loopViews.map((l, i) =>
    finding(
      l.finding,
      "loop",
      l.says,
      [l.gain?.low ?? 0, l.gain?.mid ?? 0, l.gain?.high ?? 0, null],
      {params: [], links: loops[i]!.links, claims: [], assumed: []},
      "what the loop adds to raids for one more of raids",
    ),
  ),
  ...drivers.map((d) =>
    finding(
      d.finding,
      "driver",
      `${d.label}: raids rise in more or fewer runs`,
      [d.atLow, d.overall, d.atHigh, null],
      {
        params: [d.parameter],
        links: [],
        claims: [],
        assumed: ["no document words the strength, so weak to strong are all tried"],
      },
      "share of runs in which raids rise",
    ),
  ),
  finding(
    "dispute-patrols",
    "dispute",
    "Do patrols lower the raids?",
    [0.5, 0.72, 0.83, 0.72],
    basis("patrols->raids"),
  ),
  finding(
    "dispute-relief",
    "dispute",
    "Does relief grain feed the raids?",
    [0.69, 0.72, 0.77, 0.72],
    basis("relief_grain->raids"),
  ),
  finding(
    "signpost-salt_price",
    "signpost",
    "A price of salt above 0.6 by week 13 goes with more raids",
    [0.55, 0.6, 0.65, 0.85],
    basis("salt_price->hunger"),
  ),
  finding(
    "signpost-trust",
    "signpost",
    "Trust below 0.4 by week 13 goes with more raids",
    [0.35, 0.4, 0.45, 0.8],
    basis("raids->trust"),
  ),
]

const outlook: Outlook = {
  format: "brink/outlook@1",
  question: "Will the salt road stay open through the winter?",
  outcomes: views.map((v) => v.quantity),
  runs: 1000,
  failed: 14,
  seed: "1",
  hash: "4f9c07ae51d2b3109e44c87f4f9c07ae51d2b3109e44c87f4f9c07ae51d2b310",
  findings,
  map: {factors: factors.length, links: links.length, contested: 2, loops: 3},
  checks: checks.totals,
  skipped: [{file: "scan.pdf", why: "not a kind of file that is read"}],
  report: null,
  bottomLine:
    "By the documents' own logic, raids on the salt road are likely to rise: in 7 of 10 runs (5–8). Traffic is likely to fall, in 8 of 10 runs (6–9), and hunger is about even to rise, in 6 of 10 runs (6–7). A truce lowers raids in 7 of 10 runs (6–8). Confidence is low: four voices, split on whether patrols calm or provoke.",
  anchors: [
    {words: "in 7 of 10 runs (5–8)", finding: "outcome-raids"},
    {words: "in 8 of 10 runs (6–9)", finding: "outcome-road_traffic"},
    {words: "in 6 of 10 runs (6–7)", finding: "outcome-hunger"},
    {words: "in 7 of 10 runs (6–8)", finding: "lever-1-raids"},
  ],
  confidence: "Low: four voices, split on whether patrols calm or provoke.",
  views,
  options,
  loops: loopViews,
  drivers,
  disputes: [
    {
      id: "patrols",
      question: "Do patrols lower the raids?",
      link: "patrols->raids",
      sides: [
        {
          says: "Patrols lower the raids",
          quotes: [quoted("a10000000005"), quoted("a50000000004")],
          lineages: 2,
          share: share(0.5, 0.42, 0.58),
        },
        {
          says: "Patrols raise the raids",
          quotes: [quoted("a20000000001")],
          lineages: 1,
          share: share(0.83, 0.77, 0.88),
        },
      ],
      worth: "Settling it would move the raids by up to 3 of 10 runs (2–4).",
      finding: "dispute-patrols",
    },
    {
      id: "relief",
      question: "Does relief grain feed the raids?",
      link: "relief_grain->raids",
      sides: [
        {says: "It feeds the bands", quotes: [quoted("a30000000004")], lineages: 1, share: share(0.77, 0.7, 0.83)},
        {says: "It does not", quotes: [quoted("a50000000003")], lineages: 1, share: share(0.69, 0.61, 0.76)},
      ],
      worth: "Settling it would move the raids by at most 1 of 10 runs (0–2).",
      finding: "dispute-relief",
    },
  ],
  signposts: [
    {
      quantity: "salt_price",
      label: "Price of salt",
      threshold: "above 0.6",
      when: "by week 13",
      // biome-ignore lint/suspicious/noThenProperty: the field is what comes then, not a promise
      then: "raids rise in 9 of 10 runs (7–9), else in 5 of 10 (4–6)",
      series: time.map((t) => 0.5 + 0.1 * (1 - 1 / (1 + t / 10))),
      source: "001-ford-letter.md",
      finding: "signpost-salt_price",
    },
    {
      quantity: "trust",
      label: "Trust between the clans",
      threshold: "below 0.4",
      when: "by week 13",
      // biome-ignore lint/suspicious/noThenProperty: the field is what comes then, not a promise
      then: "raids rise in 8 of 10 runs (7–9), else in 6 of 10 (5–7)",
      series: time.map((t) => 0.5 - 0.03 * (t / 52)),
      source: "002-hill-observer.md",
      finding: "signpost-trust",
    },
  ],
  horizon: {start: 0, stop: 52, unit: "week", origin: "2026-02-15"},
  event: {
    quantity: "raids",
    says: "raids on the salt road end higher",
    share: share(0.72, 0.52, 0.81),
    finding: "outcome-raids",
  },
  notes: ["2 levers were not run: 6 options are compared at most."],
}

const edits: Edit[] = [
  {format: "brink/edit@1", n: 1, by: "ana", why: "the drover saw it himself", kind: "accept", claim: "a50000000004"},
]

/** The whole salt-road case. */
export const saltRoad: ReportInput = {
  outlook,
  map,
  reading,
  model,
  check: checks,
  documents,
  lineages,
  drafted: true,
  title: "Salt road",
  date: "2026-02-15",
  edits,
}

/** The least that can be reported: one document, two links, nothing to choose, nothing contested, nothing checked. */
export const least: ReportInput = (() => {
  const kept = ["raids->road_traffic", "road_traffic->salt_price"]
  const ids = new Set(["a10000000001", "a10000000002"])
  const first = ["outcome-hunger"]
  return {
    ...saltRoad,
    title: "001-ford-letter.md",
    date: undefined,
    edits: [],
    documents: [documentOf("001-ford-letter.md", documents[0]!.text.split("\n\n"))],
    lineages: [{name: "001-ford-letter.md", files: ["001-ford-letter.md"], evidence: [], pairs: []}],
    reading: {
      ...reading,
      documents: [
        {
          id: "001-ford-letter.md",
          file: "001-ford-letter.md",
          title: documents[0]!.title,
          words: documents[0]!.words,
          lineage: "001-ford-letter.md",
          boilerplate: [],
        },
      ],
      claims: claims.filter((c) => ids.has(c.id)),
      dates: [],
      actors: [],
    },
    map: {
      ...map,
      factors: factors.filter((f) => ["raids", "road_traffic", "salt_price"].includes(f.id)),
      links: links
        .filter((l) => kept.includes(l.id))
        .map((l) => ({...l, for: {claims: l.for.claims.filter((c) => ids.has(c)), lineages: 1}})),
      loops: [],
      groundings: groundings.filter((g) => ids.has(g.claim)),
    },
    model: {
      ...model,
      time: {...model.time, origin: undefined},
      quantities: quantities.filter((q) =>
        ["raids", "road_traffic", "salt_price", "weight_road_traffic_salt_price"].includes(q.name),
      ),
      contested: [],
    },
    check: {
      ...checks,
      checks: [],
      totals: {holds: 0, mixed: 0, contradicted: 0, "not represented": 0, "not testable": 0},
    },
    outlook: {
      ...outlook,
      failed: 0,
      outcomes: ["salt_price"],
      findings: [
        {
          ...findings.find((f) => f.id === first[0])!,
          id: "outcome-salt_price",
          basis: {
            params: ["weight_road_traffic_salt_price"],
            links: ["road_traffic->salt_price"],
            claims: ["a10000000002"],
            assumed: [],
          },
        },
      ],
      map: {factors: 3, links: 2, contested: 0, loops: 0},
      checks: {holds: 0, mixed: 0, contradicted: 0, "not represented": 0, "not testable": 0},
      skipped: [],
      bottomLine:
        "By the document's own logic the price of salt is about even to rise: in 6 of 10 runs (6–7). Confidence is low: one voice.",
      anchors: [{words: "in 6 of 10 runs (6–7)", finding: "outcome-salt_price"}],
      confidence: "Low: one voice.",
      views: [{...views[1]!, quantity: "salt_price", label: "Price of salt", finding: "outcome-salt_price"}],
      options: [],
      loops: [],
      drivers: [],
      disputes: [],
      signposts: [],
      horizon: {start: 0, stop: 52, unit: "week", origin: null},
      event: {
        quantity: "salt_price",
        says: "the price of salt ends higher",
        share: share(0.63, 0.58, 0.7),
        finding: "outcome-salt_price",
      },
      notes: [],
    },
  }
})()
