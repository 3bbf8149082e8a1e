// Small valid inputs of every kind, all invented: what mutations begin from. They are kept short, so that thousands can be
// tried, and between them they hold every construct of their format that a few lines can hold.

import {deflateSync} from "node:zlib"
import {docx, paperOf, paragraph, pdf, run} from "../io/papers.ts"
import {xls, xlsx} from "../io/workbooks.ts"

const ROAD = `The salt road closed on Monday after a third raid on the herds. Raids reduced trade on the salt road by a third in 2030, the council of carters said. Lower trade has weakened trust between the hill clans and the town.

If the talks fail, the clans will raid again within weeks. "Hunger drives the raids," said the elder Oda Brandt, and more patrols did not stop them. Without patrols, raids rise. Between 40 and 60 carters lost 1,200 head of cattle.
`
const TOWN = `Trust between the clans and the town may lower the raids. According to the mill owners, dearer salt causes hunger; hunger causes raids. It is not true that patrols cause raids.

- Drought led to poor harvests in the upper valley.
- Poor harvests raised the price of salt to 4.10 crowns, up from 2.60 before.
`

export const TEXTS: readonly string[] = [
  ROAD,
  TOWN,
  `${TOWN}\nPrices rose because the drought, coupled with the war, cut harvests. Either raids or tolls will ruin the carters. Did the tolls cause the raids? Nobody knows whether fewer patrols mean more raids until the snow is gone.\n`,
]
export const MARKDOWN: readonly string[] = [
  `---\ntitle: Salt road closes\npublisher: Upland Press\nauthor: Ana Brandt\ndate: 2031-04-30\nlineage: upland-wire-7\n---\n# The salt road\n\n${ROAD}\n## Who pays\n\n> Raids reduced trade, *they* say.\n\n${TOWN}\n| Year | Raids |\n|---|---|\n| 2031 | 14 |\n\n![Figure 1](x.png)\n\nSee [the council](https://example.org/a) and \`code\`.[^1]\n\n[^1]: Tolls raise prices.\n`,
  `# Notes\n\n1. Raids hurt trade.\n2. Trade feeds the town.\n   * Hunger follows.\n\n***\n\n${TOWN}`,
]
export const PAGES: readonly string[] = [
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Salt road</title><meta property="og:site_name" content="Upland Press"><meta name="author" content="A. Brandt"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Salt road","datePublished":"2031-04-30","author":{"name":"A. Brandt"},"publisher":{"name":"Upland Press"}}</script><style>p{}</style></head><body><nav><a href="/">Home</a></nav><article><h1>Salt road</h1><p>Raids reduced trade on the salt road.</p><p>Hunger &amp; drought raised raids; <b>fewer</b> patrols&nbsp;did not help.</p><ul><li>Tolls raised prices.</li></ul><table><tr><td>2031</td><td>14</td></tr></table><blockquote>Trade fell because raids rose.</blockquote><figure><figcaption>The pass</figcaption></figure></article><aside>Share</aside><footer>Copyright</footer></body></html>`,
  `<html><body><div><p>Poor harvests caused hunger.<br>Hunger caused raids.<p>Unclosed <i>words <b>here</i></b><pre>a
b</pre><template>x</template><svg><title>t</title></svg><select><option>o</select></div></body></html>`,
]

export const WORD = (): readonly Buffer[] => {
  const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`
  return [
    docx(
      [
        paragraph(run("The salt road"), {style: "Title"}),
        paragraph(
          run("Raids reduced trade on the salt road in the upper valley, the council of carters said on Monday."),
        ),
        paragraph(run("Who pays"), {style: "heading 1"}),
        paragraph(run("Hunger drives the raids."), {list: 1}),
        paragraph(`${run("Tolls raise prices")}<w:r><w:footnoteReference w:id="1"/></w:r>${run(", the elder said.")}`),
        `<w:tbl><w:tr>${cell("Year")}${cell("Raids")}</w:tr><w:tr>${cell("2031")}${cell("14")}</w:tr></w:tbl>`,
      ].join(""),
      {notes: ["The toll rose because salt was scarce."], title: "Salt road"},
    ),
    docx(
      paragraph(
        run("Drought led to poor harvests. Poor harvests raised the price of salt and hunger in the hill towns."),
      ),
    ),
  ]
}

export const PAPER = (): readonly Buffer[] => {
  const lines = ROAD.replace(/\n/g, " ")
    .match(/.{1,70}(?: |$)/g)!
    .map((text, i) => ({x: 60, y: 80 + 14 * i, text: text.trim()}))
  const right = TOWN.replace(/\n/g, " ")
    .match(/.{1,36}(?: |$)/g)!
    .map((text, i) => ({x: 320, y: 300 + 14 * i, text: text.trim()}))
  const page = [{x: 60, y: 50, text: "The salt road", size: 18, bold: true}, ...lines, ...right]
  return [pdf([page], {title: "Salt road"}), pdf([page, lines], {packed: true}), toUnicodePaper()]
}

/** A page whose letters are codes that a map of its font gives a meaning, with a form drawn twice and an inline picture. */
function toUnicodePaper(): Buffer {
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange 1 beginbfchar <01> <00660069> endbfchar endcmap end end`
  const words = ROAD.replace(/[()\\\n]/g, " ").match(/.{1,60}/g)!
  const content = `q BT /F1 10 Tf 12 TL 60 780 Td ${words.map((line) => `(${line}) Tj T*`).join(" ")} [(Ra) -20 (ids)] TJ ET Q /X1 Do q 1 0 0 1 0 -100 cm /X1 Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID a EI`
  const form = "BT /F1 10 Tf 60 300 Td (Tolls raise prices in the town.) Tj ET"
  const packed = deflateSync(Buffer.from(content))
  const objects: (string | Buffer)[] = [
    "<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
    "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /X1 7 0 R >> >> /Contents [5 0 R] >>",
    "<< /Type /Font /Subtype /TrueType /BaseFont /Invented /FirstChar 32 /LastChar 126 /Widths 8 0 R /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> /ToUnicode 6 0 R >>",
    Buffer.concat([
      Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      Buffer.from("\nendstream"),
    ]),
    `<< /Length ${map.length} >>\nstream\n${map}\nendstream`,
    `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Length ${form.length} >>\nstream\n${form}\nendstream`,
    `[${Array.from({length: 95}, () => 600).join(" ")}]`,
    "<< /Type /Outlines /Count 0 >>",
  ]
  return paperOf(objects)
}

export const TANK = `format: brink/model@1
name: tank
title: A tank and its hole
time: {unit: week, origin: 2031-01-01, start: 0, stop: 10, step: 0.5, save: 1, method: rk4}
quantities:
  water: {kind: stock, unit: litre, label: Water held, initial: 100, inflows: [rain], outflows: [leak], range: [0, .inf], because: [assumed: a full tank]}
  rain: {kind: flow, unit: litre/week, equation: "usual * if(drying, 0.7, 1)", because: [link: raids->water]}
  leak: {kind: flow, unit: litre/week, equation: water * rate * (1 - patch), because: [assumed: a hole]}
  level: {kind: auxiliary, unit: 1, equation: "lookup(water / 100, 0, 0, 0.5, 0.8, 1, 1) + smooth(patch, 2) * max(0, min(1, sin(time * rate)))", because: [assumed: a gauge]}
  rate: {kind: parameter, unit: 1/week, value: {uniform: [0.1, 0.3]}, because: [assumed: its size is unknown]}
  usual: {kind: parameter, unit: litre/week, value: {lognormal: {p5: 8, p95: 16}}, because: [data: water.csv]}
  patch: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
contested:
  drying: {question: Are the rains failing?, sides: [{is: true, says: they are, claims: [8340cfb3d51a]}, {is: false, says: they are not, claims: [b0aab3c6b8b7]}], weight: lineages}
events:
  breach: {when: water > 90, chance: 0.01 / week, does: {water: "*= 0.8"}, because: [assumed: the wall is old]}
`
const PULSE = `format: brink/model@1
time: {unit: day, start: 0, stop: 10, step: 1, method: euler}
quantities:
  herds: {kind: stock, unit: 1, initial: 10, rate: "birth * (herds - delay_fixed(raids, 2, 0))", because: [assumed: a guess]}
  raids: {kind: auxiliary, unit: 1, equation: "pulse(2, 1) + step(0.5, 4) + ramp(0.1, 2, 6) + random_normal(0, 1, 0, 0.1, 1)", because: [assumed: a guess]}
  birth: {kind: parameter, unit: 1/day, value: {beta: {a: 2, b: 5, low: 0, high: 0.2}}, because: [assumed: a guess]}
  "food need": {kind: auxiliary, unit: 1, equation: "herds ^ 0.5 / (1 + exp(-raids)) - birth * mod(time, 3)", because: [assumed: a guess]}
`
export const MODELS: readonly string[] = [TANK, PULSE]

export const VENSIM: readonly string[] = [
  `{UTF-8}
Town: hill, coast ~~|
Depot: (d1-d3) ~~|
need[Town] = base need[Town] * (1 + STEP(surge[Town], 2)) ~ sack/week ~ Need. |
base need[Town] = 60, 40 ~ sack/week [0,?] ~|
surge[Town] = 0.5, 0.2 ~ Dmnl [0,2] ~|
stock[Depot] = INTEG(inflow[Depot] - SUM(need[Town!]) / 3, 100) ~ sack ~|
inflow[Depot] = MAX(0, SMOOTH(target[Depot] - stock[Depot], delay)) ~ sack/week ~|
inflow[d3] :EXCEPT: [d1] = 1 ~~|
target[d1] = 100 ~~|
target[d2] = WITH LOOKUP(Time, ([(0,0)-(10,200)],(0,100),(5,150),(10,90))) ~~|
target[d3] = curve(Time) ~~|
curve((0,10),(4,20),(8,5)) ~~|
delay = 2 ~ week [0.5,8] ~|
noise = RANDOM NORMAL(-1, 1, 0, 0.2, 3) ~~|
seen = IF THEN ELSE(noise > 0 :AND: delay < 3, DELAY1(noise, 2), DELAY FIXED(noise, 2, 0)) ~~|
:MACRO: TWICE(x)
TWICE = 2 * x ~~|
:END OF MACRO:
both = TWICE(delay) ^ 2 + XIDZ(1, noise, 0) ~~|
bounded :THE CONDITION: delay = 4 :IMPLIES: delay > 3 ~~|
********************************************************
	.Control
********************************************************~
		Simulation Control Parameters
	|
FINAL TIME = 8 ~ week ~|
INITIAL TIME = 0 ~ week ~|
SAVEPER = TIME STEP ~ week [0,?] ~|
TIME STEP = 0.5 ~ week [0,?] ~|
\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*View 1
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0
10,1,stock,300,200,40,20,3,3,0,0,0,0,0,0
10,2,delay,100,100,40,20,8,3,0,0,0,0,0,0
1,3,2,1,0,0,0,0,0,192,0,-1--1--1,,1|(200,150)|
///---\\\\\\
:L\u007f<%^E!@
15:0,0,0,0,0,0
19:100,0
22:Dollar,$,Dollars,$s
`,
  `{UTF-8}
herds = INTEG(births - losses, 40) ~ head ~|
births = herds * rate ~ head/day ~|
losses = raids * 3 ~ head/day ~|
raids = MAX(0, 2 + PULSE(4, 2) - patrols) ~ 1/day ~|
patrols = 1 ~ 1/day [0,4] ~|
rate = 0.05 ~ 1/day ~|
TIME STEP = 1 ~ day ~|
INITIAL TIME = 0 ~ day ~|
FINAL TIME = 10 ~ day ~|
SAVEPER = 1 ~ day ~|
`,
]

export const XMILE: readonly string[] = [
  `<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0" xmlns:isee="http://iseesystems.com/XMILE">
<header><vendor>Invented</vendor><product version="1.0">Hand</product><name>tank</name></header>
<sim_specs method="RK4" time_units="week"><start>0</start><stop>8</stop><dt reciprocal="true">2</dt></sim_specs>
<model_units><unit name="litre"><alias>litres</alias></unit></model_units>
<dimensions><dim name="Town"><elem name="hill"/><elem name="coast"/></dim><dim name="N" size="3"/></dimensions>
<macro name="TWICE"><parm>x</parm><eqn>x * 2</eqn></macro>
<model><variables>
<stock name="water"><eqn>100</eqn><inflow>rain</inflow><outflow>leak</outflow><units>litre</units><non_negative/></stock>
<flow name="rain"><eqn>MAX(0, SMTH1(usual, 2))</eqn><units>litre/week</units></flow>
<flow name="leak"><eqn>water * rate</eqn></flow>
<aux name="usual"><eqn>IF TIME &gt; 4 THEN 8 ELSE 12</eqn></aux>
<aux name="rate"><eqn>0.1</eqn><range min="0" max="1"/></aux>
<aux name="level"><eqn>water / 100</eqn><gf><xscale min="0" max="1"/><yscale min="0" max="2"/><ypts>0,0.8,1</ypts></gf></aux>
<aux name="need"><dimensions><dim name="Town"/></dimensions><element subscript="hill"><eqn>60</eqn></element><element subscript="coast"><eqn>40</eqn></element></aux>
<aux name="all"><eqn>SUM(need[*]) + TWICE(rate) + PULSE(1, 2, 3) + NORMAL(0, 1, 7)</eqn></aux>
<gf name="curve" type="continuous"><xpts>0,1,2</xpts><ypts>0,1,4</ypts></gf>
<module name="gate"><connect to="flow" from="leak"/></module>
</variables><views><view type="stock_flow"><stock x="10" y="20" name="water"/><flow x="1" y="2" name="rain"><pts><pt x="1" y="2"/></pts></flow></view></views></model>
<model name="gate"><variables><aux name="flow" access="input"><eqn>0</eqn></aux><aux name="open" access="output"><eqn>flow * 2</eqn></aux></variables></model>
</xmile>
`,
  `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><header><vendor>v</vendor><product version="1">p</product></header><sim_specs><start>0</start><stop>4</stop><dt>1</dt></sim_specs><model><variables><stock name="herds"><eqn>4</eqn><inflow>births</inflow></stock><flow name="births"><eqn>herds / 4</eqn></flow><stock name="belt"><eqn>2</eqn><outflow>out</outflow><conveyor><len>2</len></conveyor></stock><flow name="out"><eqn>0</eqn></flow></variables></model></xmile>
`,
]

export const CASE: readonly string[] = [
  `format: brink/case@1
title: Salt road
question: Will the salt road stay open through the winter?
start: 2031-01-15
horizon: 8 weeks
outcomes:
  - {quantity: water, measure: level}
  - {quantity: level, measure: time to 0.5, says: it is half empty, wanted: less}
  - {quantity: water, measure: longest spell below 50}
watch:
  - {quantity: water, published: "market office, weekly"}
thresholds:
  - {quantity: water, below: 30, says: the road is all but closed, costs: {quantity: rain, usual: 900}}
stakes:
  - {quantity: water, holder: the hill clans, wanted: more}
ripe:
  - {side: the hill clans, quantity: level, above: 0.6}
lasts:
  - {lever: patch, life: {lognormal: {p5: 1, p95: 90}}, unit: week, source: opinion}
readers: [trade-risk]
audience: the ministry
`,
  `format: brink/case@1
title: Salt road
question: Will the salt road stay open through the winter?
start: 2031-02-05
retrospective: [2031-01-15, 2031-01-22]
outcomes:
  - {quantity: water, measure: level}
`,
]
export const FACTORS: readonly string[] = [
  `format: brink/factors@1
factors:
  raids: {theme: attacks, holder: hill clans, unit: raid/week, aliases: [raid, third raid]}
  water:
    name: Traffic on the salt road
    aliases: [salt road, trade]
    opposites: [lower trade]
    wanted: more
    weight: 0.9
    choice: true
`,
]
export const CHECKS: readonly string[] = [
  `format: brink/checks@1
checks:
  - {id: E1, says: a patch keeps water, set: {patch: {is: 1}}, from: 2, to: 6, expect: "water at 6 > 0.6 * base and mean level from 0 to 4 >= base - 0.1", share: 0.8}
  - {id: E2, says: it never overflows, expect: "max water from 0 to 8 < 200 and level at 3 > 0"}
`,
]
export const SCENARIOS: readonly string[] = [
  `format: brink/scenario@1
why: What if the hole is patched, and the wall gives way once?
levers:
  patch: [{from: 2, to: 4, value: 0.2}, {from: 5, value: 1}]
events:
  - {at: 3, does: {water: "*= 0.9"}, why: "a small breach, mended within the week"}
`,
]
export const SERIES: readonly string[] = [
  `# source: Upland Survey 2031, licence: CC BY 4.0, unit: litre
# error: water 1.3
date,water
2031-01-01,100
2031-01-08,92
2031-01-15,88
2031-01-22,80.5
2031-01-29,
2031-02,
2031-02-05,75
2031-02-12,70
2031-02-19,66
2031-02-26,60
2031-03-05,58
2031-03-12,55
`,
]
/** Lines of edits.jsonl about the texts above. */
export const EDITS: readonly string[] = [
  [
    {n: 1, by: "ana", why: "same road", kind: "merge", factors: ["dialogue", "trust"], quotes: ["Raids hurt trade."]},
    {
      n: 2,
      by: "ana",
      why: "last year",
      kind: "reject",
      claim: "9c8230738b71",
      quotes: ["Lower trade has weakened trust between the hill clans and the town."],
      was: {file: "road.txt", cause: "Lower trade", effect: "trust between the hill clans", sign: "-"},
    },
    {
      n: 3,
      by: "ben",
      why: "two fees",
      kind: "split",
      factors: ["raids"],
      phrases: ["a third raid on the herds"],
      name: "Third raid",
    },
    {n: 4, by: "ben", why: "right", kind: "undo", of: 3},
    {n: 41, by: "ben", why: "two things", kind: "apart", factors: ["dialogue", "trust"], with: 4},
    {
      n: 42,
      by: "ben",
      why: "falls",
      kind: "split",
      factors: ["raids"],
      phrases: ["raids"],
      into: "trust",
      opposite: true,
    },
    {
      n: 43,
      by: "ben",
      why: "missed",
      kind: "add",
      claim: "5e2b7d10c9aa",
      file: "road.txt",
      cause: "the hill clans",
      effect: "trust {trust -}",
      sign: "-",
      hedge: "may",
      quotes: ["Lower trade has weakened trust between the hill clans and the town."],
    },
    {n: 5, by: "ben", why: "plain", kind: "sign", link: "hunger->raids", sign: "+"},
    {n: 6, by: "ben", why: "plain", kind: "assume", quantity: "rate", value: "0.2"},
    {n: 7, by: "ben", why: "told", kind: "lag", link: "hunger->raids", lag: "within weeks"},
    {n: 8, by: "ben", why: "told", kind: "span", claim: "8340cfb3d51a", cause: "Raids", effect: "trade@1"},
    {
      n: 9,
      by: "ben",
      why: "told",
      kind: "rename",
      factors: ["raids"],
      name: "Raids at night",
      called: [["raids"], ["the raids"]],
    },
    {n: 10, by: "ben", why: "told", kind: "assume", link: "raids->hunger", sign: "+"},
    {n: 11, by: "ben", why: "told", kind: "side", claim: "8340cfb3d51a", side: "against"},
    {n: 12, by: "ben", why: "told", kind: "accept", claim: "b0aab3c6b8b7"},
    {n: 13, by: "ben", why: "told", kind: "speaker", claim: "b0aab3c6b8b7", speaker: "the elder"},
    {n: 14, by: "ben", why: "told", kind: "speaker", claim: "8340cfb3d51a", speaker: null},
  ]
    .map((edit) => JSON.stringify({format: "brink/edit@1", ...edit}))
    .join("\n"),
]
/** What a model says about the first text. */
export const REPLIES: readonly string[] = [
  JSON.stringify({
    claims: [
      {
        quote: "Raids reduced trade on the salt road by a third in 2030, the council of carters said.",
        cause: "Raids",
        effect: "trade on the salt road",
        signal: "reduced",
        sign: "-",
        condition: null,
        hedge: null,
        denied: false,
        refuted: false,
        time: "in 2030",
        by: "the council of carters",
        lag: null,
        strength: "by a third",
        cause_refers: null,
        effect_refers: null,
      },
      {quote: "Hunger drives the raids", cause: "Hunger", effect: "the raids", sign: "+"},
      {
        quote: "If the talks fail, the clans will raid again within weeks.",
        cause: "the talks fail",
        effect: "the clans will raid again",
        sign: "+",
      },
      {quote: "The mayor sank the ferry.", cause: "The mayor", effect: "the ferry", sign: "-"},
    ],
  }),
]
/** What was foretold of the series of `SERIES`. */
export const FORETOLD = JSON.stringify(
  {
    format: "brink/foretold@1",
    title: "Salt road",
    day: "2031-02-12",
    retrospective: false,
    documents: 1,
    runs: 10,
    failed: 0,
    seed: "1",
    model: "0".repeat(64),
    claims: "1".repeat(64),
    plausible: {hash: "2".repeat(64), until: "2031-01-31"},
    made: {documents: [{file: "road.txt", hash: "3".repeat(64)}], edits: [], files: {"model.yaml": "4".repeat(64)}},
    series: [
      {
        quantity: "water",
        label: "Water held",
        unit: "litre",
        source: "Upland Survey 2031",
        period: "week",
        known: [{from: "2031-02-05", to: "2031-02-12", value: 75}],
        periods: [
          {from: "2031-02-12", to: "2031-02-19", p10: 50, p25: 60, p50: 70, p75: 75, p90: 80},
          {from: "2031-02-19", to: "2031-02-26", p10: 45, p25: 55, p50: 65, p75: 70, p90: 80},
        ],
      },
    ],
  },
  null,
  1,
)
export const PLAUSIBLE = `# format: brink/plausible@1
# model: 0000000000000000000000000000000000000000000000000000000000000000
# seed: 1
# runs: 10
# until: 2031-02-12
# series: water
# farthest: 0.0312
distance,rate,usual,drying
0.0108,0.2,11,1
0.0312,0.15,9,0
`

/** A model that reads every kind of data file there is. */
export const READS_DATA = (file: string): string =>
  `{UTF-8}
Town: GET XLS SUBSCRIPT('${file}', 'Data', 'B1', 'C1', '') ~~|
need[hill] = GET XLS CONSTANTS('${file}', 'Data', 'B3') ~~|
series := GET XLS DATA('${file}', 'Data', 'A', 'B2') ~~|
curve = GET XLS LOOKUPS('${file}', 'Data', 'A', 'C2') ~~|
named = GET DIRECT CONSTANTS('${file}', 'Data', 'C4') ~~|
seen = series + curve(Time) + named ~~|
TIME STEP = 1 ~~|
INITIAL TIME = 0 ~~|
FINAL TIME = 4 ~~|
SAVEPER = 1 ~~|
`.replace("Town: GET XLS SUBSCRIPT", "Town: hill, coast ~~|\nRead: GET XLS SUBSCRIPT")

const SHEET = {
  sheets: {
    Data: [
      ["Time", "hill", "coast"],
      [0, 10, 20.5],
      [1, 11, {formula: "B2+1", value: 21}],
      [2, {error: "#N/A"}, 22],
      [3, true, null],
      [4, 1234567.891, "words & more \u00e9"],
    ],
    Other: [[1]],
  },
  names: [{name: "first", refersTo: "Data!$B$2:$C$3"}],
}
export const WORKBOOK = (): Buffer => xlsx(SHEET as Parameters<typeof xlsx>[0])
export const OLD_WORKBOOK = (): Buffer => xls(SHEET as Parameters<typeof xls>[0], 40)
export const TABLE = 'Time,hill,coast\n0,10,20.5\n1,11,21\n2,#N/A,22\n3,"a ""b""",\n4,1234567.891,words\n'
