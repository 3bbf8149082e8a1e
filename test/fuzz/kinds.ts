// The kinds of input that are fuzzed, each with the seeds it begins from, how it is damaged, and the command lines that
// read it. In: the draws of one mutation. Out: files and command lines. The commands are the quick ones that reach the
// damaged part; every so often a longer one.

import {inflateSync} from "node:zlib"
import {openArchive} from "../../src/documents/formats/archive.ts"
import {storeParts} from "../../src/documents/formats/storing.ts"
import {paperOf} from "../io/papers.ts"
import {compound, zip} from "../io/workbooks.ts"
import {type Attempt, type Kind, type Material, utf8} from "./attempt.ts"
import {type Damaged, damageBytes, damageText, NAMES, NUMBERS, wtf8} from "./damage.ts"
import type {Draws} from "./draws.ts"
import {
  CASE,
  CHECKS,
  EDITS,
  FACTORS,
  FORETOLD,
  MARKDOWN,
  MODELS,
  OLD_WORKBOOK,
  PAGES,
  PAPER,
  PLAUSIBLE,
  READS_DATA,
  REPLIES,
  SCENARIOS,
  SERIES,
  TABLE,
  TANK,
  TEXTS,
  VENSIM,
  WORD,
  WORKBOOK,
  XMILE,
} from "./seeds.ts"
import {damageTree, YAML_HOSTILE} from "./trees.ts"

const LLM_NAME = "parrot:1b"

// Documents

function readingOf(draws: Draws, path: string): string[][] {
  return [
    draws.oneIn(4) ? ["read", path, "--why"] : ["read", path, "--json"],
    ...(draws.oneIn(4)
      ? [
          draws.pick([
            ["map", path],
            ["map", path, "--json"],
            ["map", path, "--svg"],
            ["map", path, "--graphml"],
          ]),
        ]
      : []),
    ...(draws.oneIn(12) ? [["draft", path]] : []),
    ...(draws.oneIn(30) ? [["outlook", path, "--runs", "10", "--workers", "1", "--out", "report.html"]] : []),
    ...(draws.oneIn(12) ? [["read", "--text", path]] : []),
    ...(draws.oneIn(20) ? [["read", "--lines", path, "--json"]] : []),
  ]
}

/** A document of `ending`; beside it every so often another, whole one, so that lineages and maps have something to compare. */
function document(draws: Draws, ending: string, {bytes, done}: Damaged): Attempt {
  const path = `docs/road.${ending}`
  const folder = draws.oneIn(3)
  return {
    files: {[path]: bytes, ...(folder && {"docs/town.txt": utf8(TEXTS[1]!)})},
    commands: readingOf(draws, folder ? "docs" : path),
    damaged: path,
    done,
  }
}

const text: Kind = (draws) =>
  document(draws, draws.pick(["txt", "text"]), damageText(draws, draws.pick(TEXTS), TEXTS, DOCUMENT_HOSTILE))
const markdown: Kind = (draws) =>
  document(draws, "md", damageText(draws, draws.pick(MARKDOWN), [...MARKDOWN, ...TEXTS], DOCUMENT_HOSTILE))
const page: Kind = (draws) =>
  document(draws, draws.pick(["html", "htm"]), damageText(draws, draws.pick(PAGES), PAGES, MARKUP_HOSTILE))

const DOCUMENT_HOSTILE: readonly string[] = [
  "---\n",
  "---\ntitle: [\n---\n",
  "---\ndate: 3/4/2031\n---\n",
  "```\n",
  "| a | b |\n|---|---|\n",
  "> ".repeat(500),
  "# ".repeat(500),
  "  - ".repeat(300),
  "![".repeat(500),
  "[a](".repeat(500),
  "[^1]: ",
  "<!-- ",
  "&#0;&#x110000;&bogus;",
  "because ".repeat(300),
  "which caused ".repeat(200),
  "not ".repeat(500),
  "if ".repeat(200),
  "and, or; but: ".repeat(200),
  "“".repeat(300),
  "Raids cause raids cause raids. ".repeat(100),
  "A. B. C. ".repeat(500),
  "...".repeat(500),
  "99999999999999999999 per cent",
  "31 February 2031",
  "the year 0000-00-00",
  "=".repeat(3000),
  "\t".repeat(3000),
  "a".repeat(30_000),
  "a-".repeat(3000),
  "'s".repeat(1000),
]

const MARKUP_HOSTILE: readonly string[] = [
  "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
  "&b;",
  "&#0;",
  "&#x110000;",
  "&#xD800;",
  "&amp",
  "]]>",
  "<![CDATA[",
  "<!--",
  "-->",
  "<?xml?>",
  "<script>",
  "<style>",
  "<plaintext>",
  "<template>".repeat(300),
  "<table>".repeat(300),
  "<a>".repeat(2000),
  "<b><i>".repeat(500),
  "</p>".repeat(2000),
  '<a href="',
  "<a ".repeat(1000),
  `<a ${"x=1 ".repeat(2000)}>`,
  '<script type="application/ld+json">{"@graph":[[[[',
  '<script type="application/ld+json">{"__proto__":{"headline":1},"author":[null,1,{"name":[]}]}</script>',
  '<meta charset="utf-16">',
  '<meta charset="x-unknown">',
  '<base href="file:///">',
  "<svg><foreignObject><math>",
  "<select><table><caption>",
]

/** One part of an archive damaged, or the archive itself. */
function damageArchive(draws: Draws, whole: Uint8Array, hostile: readonly string[]): Damaged {
  if (draws.oneIn(6)) return damageBytes(draws, whole)
  const archive = openArchive(whole)
  const parts = new Map(archive.names.map((name) => [name, archive.part(name)!]))
  const done: string[] = []
  for (let left = 1 + draws.below(2); left > 0; left--) {
    const name = draws.pick([...parts.keys()])
    const all = [...parts.values()].map((part) => Buffer.from(part).toString("utf8"))
    const how = draws.below(10)
    if (how === 0) parts.delete(name)
    else if (how === 1) parts.set(draws.pick(archive.names), parts.get(name)!)
    else if (how === 2) parts.set(draws.pick([...NAMES, "../x", "/x", "word\\document.xml"]), parts.get(name)!)
    else {
      const {bytes, done: what} = damageText(draws, Buffer.from(parts.get(name)!).toString("utf8"), all, hostile)
      parts.set(name, bytes)
      done.push(what)
    }
    done.push(`in ${name}`)
    if (parts.size === 0) break
  }
  const bytes = draws.oneIn(2) ? storeParts(parts) : zip(Object.fromEntries(parts))
  return {bytes, done: done.join(", ")}
}

const WORD_HOSTILE: readonly string[] = [
  ...MARKUP_HOSTILE,
  "<w:p>".repeat(1000),
  "<w:tbl><w:tr><w:tc>".repeat(300),
  "<w:r><w:t>a</w:t></w:r>".repeat(500),
  '<w:footnoteReference w:id="-1"/>',
  '<w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1e9"/></w:numPr>',
  '<w:gridSpan w:val="999999999"/>',
  '<w:pStyle w:val="__proto__"/>',
  "<mc:AlternateContent><mc:Fallback>",
  '<w:instrText>HYPERLINK "',
]
const word: Kind = (draws) =>
  document(draws, draws.pick(["docx", "docx", "docm"]), damageArchive(draws, draws.pick(WORD()), WORD_HOSTILE))

const PAPER_HOSTILE: readonly string[] = [
  "1 0 R",
  "2 0 R",
  "3 0 R",
  "999999 0 R",
  "-1 0 R",
  "/Kids [2 0 R 2 0 R 2 0 R]",
  "/Count 99999999",
  "/Count -1",
  "/Length 99999999",
  "/Length 0",
  "/Filter [/ASCIIHexDecode /ASCII85Decode /LZWDecode /RunLengthDecode /FlateDecode]",
  "/Filter /Crypt",
  "/DecodeParms << /Predictor 15 /Columns 99999999 >>",
  "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -1 >>",
  "/Prev 0",
  "/XRefStm 0",
  "/ToUnicode 5 0 R",
  "/Widths [",
  "/MediaBox [0 0 1e999 1e999]",
  "/MediaBox [0 0 0 0]",
  "/Rotate 45",
  "[".repeat(500),
  "<<".repeat(500),
  "(".repeat(500),
  "q ".repeat(2000),
  "/X1 Do ".repeat(20),
  "BT ",
  " ET",
  "1e999 0 0 1e999 0 0 Tm",
  "0 0 0 0 0 0 Tm",
  "1e18 Tf",
  "(a) Tj ".repeat(500),
  "<FEFFD800> Tj",
  "-1e18 TL T* ",
  "startxref\n0\n%%EOF",
  "endstream endobj",
  "<00> <FFFFFFFF> <0000>",
  "99999999 beginbfrange",
]

const OBJECT = /\d+ 0 obj\n([\s\S]*?)\nendobj\n/g

/** A PDF with its objects or what its streams hold damaged and its table of places made anew, or damaged as bytes. */
const paper: Kind = (draws) => {
  const whole = draws.pick(PAPER())
  if (draws.oneIn(5)) return document(draws, "pdf", damageBytes(draws, whole))
  const objects = [...whole.toString("latin1").matchAll(OBJECT)].map((match) => match[1]!)
  const at = draws.below(objects.length)
  const others = [...objects]
  const done: string[] = []
  const how = draws.below(8)
  if (how === 0) objects.splice(at, 1)
  else if (how === 1) objects[at] = draws.pick(others)
  else {
    // What a stream holds is damaged as it reads, unpacked.
    const stream = /^([\s\S]*?)\nstream\n([\s\S]*)\nendstream$/.exec(objects[at]!)
    const inside = stream !== null && !draws.oneIn(4)
    let plain = objects[at]!
    if (inside) {
      plain = stream[2]!
      if (stream[1]!.includes("/FlateDecode")) plain = inflateSync(Buffer.from(plain, "latin1")).toString("latin1")
    }
    const damaged = damageText(draws, plain, others, PAPER_HOSTILE)
    const content = Buffer.from(damaged.bytes).toString("latin1")
    objects[at] = inside ? `<< /Length ${content.length} >>\nstream\n${content}\nendstream` : content
    done.push(damaged.done)
  }
  done.push(`object ${at + 1}`)
  return document(draws, "pdf", {
    bytes: paperOf(objects),
    done: done.join(", "),
  })
}

// Models

function modelCommands(draws: Draws, path: string, foreign: boolean): string[][] {
  const runs = ["run", path, "--runs", "10", "--workers", "1"]
  return [
    draws.pick([
      ["validate", path],
      ["run", path],
      ["run", path, "--json"],
      ["run", path, "--csv", "-"],
    ]),
    ...(draws.oneIn(3)
      ? [["export", path, "--to", draws.pick(["xmile", "mdl", "sd-json", "csv", "graphml"]), "--out", "-"]]
      : []),
    ...(foreign && draws.oneIn(3) ? [["import", path, ...(draws.oneIn(2) ? ["--out", "model.yaml"] : [])]] : []),
    ...(draws.oneIn(6)
      ? [draws.pick([runs, [...runs, "--json"], [...runs, "--out", "runs.csv"], [...runs, "--backend", "interpreter"]])]
      : []),
    ...(draws.oneIn(12) ? [["run", path, "--halve"]] : []),
    ...(draws.oneIn(12)
      ? [["check", path, "--runs", "10", "--workers", "1", ...(draws.oneIn(2) ? ["--numerics"] : [])]]
      : []),
  ]
}

const VENSIM_HOSTILE: readonly string[] = [
  ":MACRO: M(a,b:c)\n",
  ":MACRO: M(a)\nM = M(a) ~~|\n",
  ":END OF MACRO:",
  ":EXCEPT: [d1], [d2,d3]",
  ":NA:",
  ":RAW:",
  ":INTERPOLATE:",
  ":THE CONDITION: delay :IMPLIES: delay",
  ":TEST INPUT:",
  "<->",
  "-> (Town: hill, coast)",
  "Big: (a1-a30000) ~~|\n",
  "Big: (a1-a99999999999) ~~|\n",
  "Big: (a5-a1) ~~|\n",
  "Big: (a1-a300) ~~|\nx[Big,Big] = 1 ~~|\n",
  "Big: (a1-a99) ~~|\nx[Big] = SUM(x[Big!]) ~~|\n",
  "Big: (a1-a200) ~~|\ny[Big] = SUM(z[Big, Big!]) ~~|\nz[Big, Big] = 1 ~~|\n",
  "Town: Town ~~|\n",
  "Town: Depot -> Town ~~|\nDepot: Town -> Depot ~~|\n",
  "need[Town,Town,Town,Town] = 1 ~~|\n",
  "1,2;3;",
  "!",
  "INTEG(",
  "WITH LOOKUP(Time,([(0,0)-(1,1)],(0,0),(0,1),(1,0)))",
  "A FUNCTION OF(x,y)",
  "DELAY FIXED(delay, 1e9, 0)",
  "DELAY N(delay, 1, 0, 1e7)",
  "DELAY3(delay, 1e-300)",
  "SMOOTH N(delay, 1, 0, -3)",
  "VECTOR ELM MAP(need[hill], 1e18)",
  "VECTOR SORT ORDER(need[Town], 1)",
  "ALLOCATE AVAILABLE(need[Town], need[hill], 1)",
  "GET DIRECT DATA('nowhere.csv', ',', 'A', 'B2')",
  "GET XLS CONSTANTS('../../elsewhere.csv', ',', 'B2*')",
  "GET XLS CONSTANTS('/etc/passwd', '1', 'B2')",
  "TABBED ARRAY(1\t2\n3)",
  "RANDOM UNIFORM(1, 0, 1e300)",
  "RANDOM POISSON(0, 1e18, 1e18, 0, 1, 1)",
  "RANDOM GAMMA(0, 1e9, 1e-300, 0, 1, 1)",
  "RANDOM NEGATIVE BINOMIAL(0, 1e9, 0.5, 1e6, 0, 1, 1)",
  "TIME STEP = 0 ~~|\n",
  "TIME STEP = 1e-12 ~~|\n",
  "TIME STEP = 1e-5 ~~|\n",
  "FINAL TIME = 1e300 ~~|\n",
  "FINAL TIME = 1e5 ~~|\n",
  "FINAL TIME = 1e9 ~~|\n",
  "SAVEPER = 1e-9 ~~|\n",
  "delay = delay ~~|\n",
  "delay = rate ~~|\nrate = delay ~~|\n",
  "1e308*1e308",
  "1/0",
  "(-1)^0.5",
  "10,1,stock,1e999,NaN,,,",
  "12,9,0,0,0,0,0,0,0,0,0,-1,0,0,0\nwords",
]

const vensim: Kind = (draws, material) => {
  const seeds = [...VENSIM, ...(draws.oneIn(6) ? [material.text("docs/examples/grain-depot.mdl")] : [])]
  const {bytes, done} = damageText(draws, draws.pick(seeds), seeds, VENSIM_HOSTILE)
  return {files: {"model.mdl": bytes}, commands: modelCommands(draws, "model.mdl", true), damaged: "model.mdl", done}
}

const XMILE_HOSTILE: readonly string[] = [
  ...MARKUP_HOSTILE,
  "<eqn>",
  "</eqn>",
  "<eqn>???</eqn>",
  "</variables>",
  '<module name="m"><connect to="m.x" from="m.x"/></module>',
  '<model name="gate"><variables><module name="gate"/></variables></model>',
  '<dim name="Town" size="99999999999"/>',
  '<dim name="Town" size="30000"/>',
  '<dim name="Town"><elem name="a"/><elem name="a"/></dim>',
  "<gf><xscale min='0' max='0'/><ypts>1,2,</ypts></gf>",
  "<gf><xpts>1,0,NaN</xpts><ypts>1,2</ypts></gf>",
  "<non_negative/>",
  "<conveyor><len>0</len></conveyor>",
  "<conveyor><len>1e9</len><capacity>-1</capacity></conveyor>",
  "<queue/><overflow/><leak/>",
  '<dt reciprocal="true">0</dt>',
  "<dt>1e-9</dt>",
  "<stop>1e300</stop>",
  "<stop>1e5</stop>",
  "<stop>1e9</stop>",
  "IF a THEN b ELSE",
  "need[1,*,2:3]",
  "PREVIOUS(SELF, 0)",
  "HISTORY(water, 1e9)",
  "BINOMIAL(10, 0.5)",
  "POISSON(1e18)",
  "DELAYN(water, 1, 1e7)",
  "SMTHN(water, 1e-300, 1e6)",
  "FORCST(water, 0, 0)",
  "NPV(water, -1)",
  "LOOKUP(curve, 1/0)",
  "INIT(water)",
  "__proto__",
  "this.constructor",
]

const xmile: Kind = (draws, material) => {
  const seeds = [...XMILE, ...(draws.oneIn(6) ? [material.text("docs/examples/grain-depot.xmile")] : [])]
  const {bytes, done} = damageText(draws, draws.pick(seeds), seeds, XMILE_HOSTILE)
  const path = draws.pick(["model.xmile", "model.stmx", "model.xml"])
  return {files: {[path]: bytes}, commands: modelCommands(draws, path, true), damaged: path, done}
}

/** A YAML text damaged as a tree, as text, or as both. */
function damageYaml(draws: Draws, seeds: readonly string[], hostile: readonly string[]): Damaged {
  const seed = draws.pick(seeds)
  const way = draws.below(3)
  if (way === 0) return damageText(draws, seed, seeds, hostile)
  const tree = damageTree(draws, seed, seeds)
  if (way === 1) return {bytes: wtf8(tree.text), done: tree.done}
  const {bytes, done} = damageText(draws, tree.text, seeds, hostile)
  return {bytes, done: `${tree.done}, ${done}`}
}

const MODEL_HOSTILE: readonly string[] = [
  ...YAML_HOSTILE,
  "step: 1e-9",
  "step: 0",
  "stop: 1e300",
  "stop: 1e5",
  "stop: 1e9",
  "save: 1e-9",
  "delay_n(water, 1, 1e7)",
  "delay_fixed(water, 1e9, 0)",
  "smooth_n(water, 1e-300, 1, 1e6)",
  "random_uniform(1, 0)",
  "random_poisson(0, 1e18, 1e18, 0, 1, 1)",
  "factorial(1e9)",
  "combinations(1e9, 5e8)",
  "normal_quantile(2, 0, 0)",
  "gamma_ln(1e308)",
  "root(-1, 1e9)",
  "lookup(1, 2)",
  "lookup(time, 0, 0, 0, 1)",
  "water ^ water ^ water ^ water",
  "1 / (time - 4)",
  "ln(-1)",
  "__proto__",
  "constructor(1)",
  "toString()",
  "not not not not 1",
  "- - - - 1",
  "if(if(if(1, 2, 3), 2, 3), 2, 3)",
  '"food need"',
  "{triangular: [3, 2, 1]}",
  "{normal: {mean: 0, sd: -1}}",
  "{lognormal: {p5: 16, p95: 8}}",
  "{beta: {a: 1e-300, b: 1e300}}",
  "{chance: 2}",
  "because: []",
]
const model: Kind = (draws, material) => {
  const seeds = [...MODELS, ...(draws.oneIn(8) ? [material.text("cases/arms-race/model.yaml")] : [])]
  const {bytes, done} = damageYaml(draws, seeds, MODEL_HOSTILE)
  return {
    files: {"model.yaml": bytes},
    commands: modelCommands(draws, "model.yaml", false),
    damaged: "model.yaml",
    done,
  }
}

// Cases

const WHOLE: Readonly<Record<string, string>> = {
  "case.yaml": CASE[0]!,
  "factors.yaml": FACTORS[0]!,
  "checks.yaml": CHECKS[0]!,
  "scenarios/replay.yaml": SCENARIOS[0]!,
  "data/water.csv": SERIES[0]!,
  "model.yaml": TANK,
  "documents/road.txt": TEXTS[0]!,
}

function wholeCase(
  more: Readonly<Record<string, Uint8Array>>,
  without: readonly string[] = [],
): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(WHOLE))
    if (!without.includes(name)) files[`case/${name}`] = utf8(content)
  for (const [name, bytes] of Object.entries(more)) files[`case/${name}`] = bytes
  return files
}

const RUNS = ["--runs", "10", "--workers", "1"]

/** Command lines that read a case, the quick ones more often. */
function caseCommands(draws: Draws, ...first: readonly (readonly string[])[]): string[][] {
  const more: readonly (readonly string[])[] = [
    ["validate", "case"],
    ["map", "case"],
    ["run", "case"],
    ["run", "case", ...RUNS],
    ["run", "case", "--scenario", "replay"],
    ["edit", "case"],
    ["draft", "case"],
    ["draft", "case", "--whole"],
    ["todo", "case", "--all"],
    ["why", "case", "water", ...RUNS],
    ["press", "case", "raids", ...RUNS],
    ["check", "case", ...RUNS],
    ["export", "case", "--to", "graphml"],
  ]
  const slow: readonly (readonly string[])[] = [
    ["outlook", "case", ...RUNS, "--keep"],
    ["outlook", "case", ...RUNS, "--json"],
    ["check", "case", ...RUNS, "--backtest"],
    ["check", "case", ...RUNS, "--numerics"],
    ["calibrate", "case", "--runs", "20", "--keep", "5", "--workers", "1"],
  ]
  return [...first, draws.pick(more), ...(draws.oneIn(8) ? [draws.pick(slow)] : [])].map((words) => [...words])
}

const caseFile =
  (
    name: string,
    seeds: readonly string[],
    hostile: readonly string[],
    ...first: readonly (readonly string[])[]
  ): Kind =>
  (draws) => {
    const {bytes, done} = name.endsWith(".yaml")
      ? damageYaml(draws, seeds, hostile)
      : damageText(draws, draws.pick(seeds), seeds, hostile)
    const without = name !== "model.yaml" && draws.oneIn(6) ? ["model.yaml"] : []
    return {
      files: wholeCase({[name]: bytes}, without),
      commands: caseCommands(draws, ...first),
      damaged: `case/${name}`,
      done,
    }
  }

const CSV_HOSTILE: readonly string[] = [
  ",",
  ",,,,,,",
  ";",
  "\t",
  '"',
  '""',
  '"a\nb"',
  "date,date",
  "2031-13-01",
  "0000-01-01",
  "9999999-01-01",
  "-2031-01-01",
  "2031-01-01T00:00:00Z",
  "2031",
  "1e999",
  "1,5",
  "=1+1",
  "# error: 0",
  "# error: -1",
  "# error: 1e999",
  "# error: water x",
  "# unit: litre/0",
  "# unit: (((",
  "# unit: litre^1e9",
  "__proto__",
  `date,${Array.from({length: 500}, (_, i) => `c${i}`).join(",")}`,
]
const series = caseFile("data/water.csv", SERIES, CSV_HOSTILE, ["validate", "case"])
const plausible = caseFile("plausible.csv", [PLAUSIBLE], CSV_HOSTILE, ["run", "case", ...RUNS])
const EXPECT_HOSTILE: readonly string[] = [
  ...YAML_HOSTILE,
  "max water from 0 to 1e999 < base",
  "water at -1 > base",
  "water at 6 > 0.6 * base or not",
  "((((",
  "base base base",
  "mean mean water",
  "from: 6, to: 2",
  "share: 2",
  "set: {patch: {times: 0}}",
  "set: {__proto__: {is: 1}}",
]

/** The files of a case, the settings more often than others. */
const CASES: Readonly<Record<string, Kind>> = {
  "case.yaml": caseFile(
    "case.yaml",
    CASE,
    [
      ...YAML_HOSTILE,
      "time to 1e999",
      "horizon: 1e9 weeks",
      "horizon: 99999999999999 years",
      "start: 0001-01-01",
      "start: 9999-12-31",
    ],
    ["validate", "case"],
  ),
  "factors.yaml": caseFile(
    "factors.yaml",
    FACTORS,
    [...YAML_HOSTILE, "aliases: ['']", "aliases: [a, a, a]", "weight: 1e999", "theme: toString", "unit: a/(b"],
    ["map", "case"],
  ),
  "checks.yaml": caseFile("checks.yaml", CHECKS, EXPECT_HOSTILE, ["check", "case", ...RUNS]),
  "scenarios/replay.yaml": caseFile(
    "scenarios/replay.yaml",
    SCENARIOS,
    [...YAML_HOSTILE, "from: 1e999", "to: -1", 'does: {water: "= NaN"}', 'does: {water: "/= 0"}', "at: 1e18"],
    ["run", "case", "--scenario", "replay"],
  ),
  "data/water.csv": series,
  "plausible.csv": plausible,
  "model.yaml": caseFile("model.yaml", MODELS, MODEL_HOSTILE, ["validate", "case"]),
}
const cases: Kind = (draws, material) => CASES[draws.pick(Object.keys(CASES))]!(draws, material)

/** Lines of JSON, damaged as trees line by line, or as text. */
function damageLines(draws: Draws, seed: string, hostile: readonly string[]): Damaged {
  if (draws.oneIn(3)) return damageText(draws, seed, [seed], hostile)
  const all = seed.split("\n").filter((line) => line !== "")
  const done: string[] = []
  for (let left = 1 + draws.below(3); left > 0; left--) {
    const at = draws.below(all.length)
    const value = {all: JSON.parse(all[at]!) as unknown}
    const {text: damaged, done: how} = damageTree(draws, JSON.stringify(value.all), [seed.split("\n")[0]!])
    // The writer of trees may have chosen YAML: here a line is JSON, or was.
    all[at] = damaged.includes("\n") ? damaged.replace(/\n+/g, " ") : damaged
    done.push(how)
    if (!isJson(all[at]!)) break
  }
  return {bytes: wtf8(`${all.join("\n")}\n`), done: done.join(", ")}
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

const JSON_HOSTILE: readonly string[] = [
  "{}",
  "[]",
  "null",
  "1",
  '""',
  "{",
  '{"__proto__":{"kind":"undo"}}',
  '"__proto__":1,',
  '"toString":1,',
  "[".repeat(5000),
  '{"a":'.repeat(3000),
  '"n":1e999,',
  '"n":9007199254740993,',
  '"n":-1,',
  '"of":12,',
  '"format":"brink/edit@2",',
  '"format":"brink/edit@99999999999999999999",',
  '"link":"->"',
  '"link":"a->b->c"',
  '"claim":"__proto__"',
  '"factors":["__proto__","constructor"]',
  '"cause":"{{{"',
  '"cause":"@@@"',
  '"cause":"raids@1e999"',
  '"cause":"="',
  '"lag":"within 1e999 weeks"',
  "\\ud800",
  "\\u0000",
]
/** What was foretold, scored on a case's data. */
const foretold: Kind = (draws) => {
  const {bytes, done} = damageText(
    draws,
    FORETOLD,
    [FORETOLD],
    [...JSON_HOSTILE, '"2031-02-30"', '"9999-12-31"', "1e999"],
  )
  const score = ["score", "foretold.json", "--against", "case"]
  return {
    files: {...wholeCase({}), "foretold.json": bytes},
    commands: [score, [...score, "--until", "2031-02-25", "--json"]],
    damaged: "foretold.json",
    done,
  }
}

const edits: Kind = (draws) => {
  const {bytes, done} = damageLines(draws, EDITS[0]!, JSON_HOSTILE)
  const commands = [
    ["edit", "case"],
    draws.pick([
      ["map", "case"],
      ["map", "case", "--json"],
      ["draft", "case"],
      ["todo", "case"],
      ["validate", "case"],
      ["why", "case", "raids", ...RUNS],
    ]),
    ...(draws.oneIn(4)
      ? [
          draws.pick([
            ["edit", "case", "merge", "raids", "hunger", "--why", "one"],
            ["edit", "case", "undo", "1"],
            ["edit", "case", "apart", "raids", "hunger", "--why", "two"],
            ["edit", "case", "reject", "raids->trade", "--why", "no"],
            ["edit", "case", "sign", "raids->trade", "+"],
            ["edit", "case", "assume", "rate", "0.2"],
            ["edit", "case", "rename", "raids", "Night raids"],
          ]),
        ]
      : []),
  ]
  return {files: wholeCase({"edits.jsonl": bytes}), commands, damaged: "case/edits.jsonl", done}
}

/** Caches as a command makes them, altered before others read them; and every so often one that nobody made. */
/** A plan of many runs: of another version, so that what is tried is how it is read. */
const PLAN = `${JSON.stringify({
  format: "brink/plan@1",
  brink: "0.0.0+0123456789abcdef",
  model: "tank.yaml",
  asked: {set: ["patch=1"], scenario: "replay", design: "sobol"},
  runs: 10,
  seed: "1",
  names: ["water", "leak"],
  times: 5,
  shard: 4,
  shards: 3,
  program: "1".repeat(64),
  inputs: "2".repeat(64),
  id: "3".repeat(64),
})}\n`
/** The same of reading documents. */
const READING_PLAN = `${JSON.stringify({
  format: "brink/reading-plan@1",
  brink: "0.0.0+0123456789abcdef",
  weights: "1".repeat(64),
  path: "docs",
  maxFile: 20_000_000,
  shard: 1,
  shards: 2,
  documents: [
    {file: "road.txt", sha256: "2".repeat(64)},
    {file: "../tank.yaml", sha256: null},
  ],
  id: "3".repeat(64),
})}\n`
const planned: Kind = (draws) => {
  const plan = draws.pick([PLAN, READING_PLAN])
  const {bytes, done} = draws.oneIn(2)
    ? damageLines(draws, plan, JSON_HOSTILE)
    : damageText(draws, plan, [], JSON_HOSTILE)
  const words = draws.pick([
    ["read", "--plan", "plan.json", "--from", "shards"],
    ["shard", "--plan", "plan.json", "--out", "shards", "--workers", "1"],
    ["shard", "--plan", "plan.json", "--index", "1", "--out", "shards", "--workers", "1"],
    ["run", "--plan", "plan.json", "--from", "shards", "--workers", "1"],
    ["run", "tank.yaml", ...RUNS, "--shards", "."],
  ])
  return {files: {"tank.yaml": utf8(TANK), "plan.json": bytes}, commands: [words], damaged: "plan.json", done}
}

const caches: Kind = (draws) => {
  const reads = [
    ["check", "case", ...RUNS],
    ["run", "case", ...RUNS],
    ["check", "case", ...RUNS, "--backtest"],
  ]
  const first = draws.pick(draws.oneIn(6) ? [["outlook", "case", ...RUNS]] : reads)
  const spoil = {seed: draws.below(2 ** 31), number: draws.below(2 ** 31)}
  const commands = [first, draws.oneIn(4) ? draws.pick(reads) : first]
  if (!draws.oneIn(6)) return {files: wholeCase({}), commands, spoil, damaged: null, done: "caches altered"}
  const name = draws.pick(["checks", "outlook", "record", "voices", "worth", "..", "x"])
  const {bytes, done} = damageText(
    draws,
    `${"0123456789abcdef".repeat(8).replace(/.{64}/, "$& ")}\n{"kept":[]}\n`,
    [],
    JSON_HOSTILE,
  )
  return {files: wholeCase({[`.brink/${name}.json`]: bytes}), commands, damaged: `case/.brink/${name}.json`, done}
}

// A language model

function damageReply(draws: Draws): Damaged {
  const seed = REPLIES[0]!
  if (draws.oneIn(3)) return damageText(draws, seed, TEXTS, JSON_HOSTILE)
  const {text: damaged, done} = damageTree(draws, seed, [])
  const wrapped = draws.pick([
    damaged,
    damaged,
    `\`\`\`json\n${damaged}\n\`\`\``,
    `<think>${TEXTS[1]}</think>${damaged}`,
    `Here it is: ${damaged} [and so on`,
  ])
  return {bytes: wtf8(wrapped), done}
}

const KEPT = "kept.jsonl"
const asksWith = (...more: string[]): string[] => ["--llm-model", LLM_NAME, ...more]

/** The file of kept replies, damaged. Its keys are those of other pieces, or are asked for by a server first. */
const kept: Kind = (draws) => {
  const line = (key: string): string =>
    JSON.stringify({format: "brink/llm-reply@1", key, model: LLM_NAME, reply: REPLIES[0]!})
  const {bytes, done} = damageLines(draws, `${line("0a".repeat(32))}\n${line("f3".repeat(32))}`, JSON_HOSTILE)
  const reads = ["read", "docs", "--json"]
  return {
    files: {"docs/road.txt": utf8(TEXTS[0]!), [KEPT]: bytes},
    commands: [
      [...reads, ...asksWith("--llm-replies", KEPT)],
      [...reads, ...asksWith("--llm-replies", KEPT, "--llm", "{SERVER}")],
    ],
    answers: [response(envelope(REPLIES[0]!))],
    damaged: KEPT,
    done,
  }
}

const envelope = (content: string): string =>
  JSON.stringify({
    object: "chat.completion",
    choices: [{index: 0, finish_reason: "stop", message: {role: "assistant", content}}],
  })

function response(body: string | Uint8Array, head = "HTTP/1.1 200 OK\r\nContent-Type: application/json"): Uint8Array {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`), bytes])
}

const HEADS: readonly string[] = [
  "HTTP/1.1 200 OK\r\nContent-Type: application/json",
  "HTTP/1.1 200 OK\r\nContent-Type: text/html",
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip",
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: br, deflate, x",
  "HTTP/1.1 204 No Content\r\nContent-Type: application/json",
  "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Type: application/json",
  "HTTP/1.1 302 Found\r\nLocation: \u001b[31mred\r\nContent-Type: application/json",
  "HTTP/1.1 400 Bad\r\nContent-Type: application/json",
  "HTTP/1.1 401 No\r\nContent-Type: application/json",
  "HTTP/1.1 404 No\r\nContent-Type: application/json",
  "HTTP/1.1 429 Slow\r\nRetry-After: 1e999\r\nContent-Type: application/json",
  "HTTP/1.1 429 Slow\r\nRetry-After: -1\r\nContent-Type: application/json",
  "HTTP/1.1 500 Oh\r\nContent-Type: application/json",
  "HTTP/1.1 999 What\r\nContent-Type: application/json",
  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json",
  "HTTP/9.9 200 OK\r\nContent-Type: application/json",
  "ICY 200 OK\r\nContent-Type: application/json",
]

/** What a server sends: a reply that is damaged, an envelope that is, a head that is odd, or bytes that are no HTTP. */
const answers: Kind = (draws) => {
  const done: string[] = []
  const one = (): Uint8Array => {
    const reply = damageReply(draws)
    done.push(reply.done)
    const way = draws.below(6)
    if (way < 3) return response(envelope(Buffer.from(reply.bytes).toString("utf8")))
    if (way === 3) return response(reply.bytes, draws.pick(HEADS))
    if (way === 4) {
      const {text: damaged} = damageTree(draws, envelope(REPLIES[0]!), [])
      return response(damaged, draws.oneIn(3) ? draws.pick(HEADS) : undefined)
    }
    return damageText(draws, Buffer.from(response(envelope(REPLIES[0]!))).toString("latin1"), [], HEADS).bytes
  }
  const sent = Array.from({length: 1 + draws.below(3)}, one)
  const asked = asksWith(
    "--llm",
    "{SERVER}",
    ...(draws.oneIn(3) ? ["--llm-replies", KEPT] : []),
    ...(draws.oneIn(3) ? ["--quiet"] : []),
  )
  return {
    files: {"docs/road.txt": utf8(TEXTS[0]!)},
    commands: [
      [
        ...draws.pick([
          ["read", "docs", "--json"],
          ["read", "docs", "--why"],
          ["map", "docs"],
        ]),
        ...asked,
      ],
    ],
    answers: sent,
    damaged: null,
    done: done.join("; "),
  }
}

// Data files of models

const dataFile = (draws: Draws, file: string, {bytes, done}: Damaged): Attempt => ({
  files: {"model.mdl": utf8(READS_DATA(file)), [file]: bytes},
  commands: [
    draws.pick([
      ["validate", "model.mdl"],
      ["run", "model.mdl"],
      ["import", "model.mdl"],
      ["validate", "model.mdl", "--data", file],
    ]),
  ],
  damaged: file,
  done,
})

const SHEET_HOSTILE: readonly string[] = [
  ...MARKUP_HOSTILE,
  'r="A0"',
  'r="ZZZZZZ99999999"',
  'r="XFD1048576"',
  'r="1A"',
  't="s"><v>99999999</v>',
  't="s"><v>-1</v>',
  't="inlineStr"><is><t>a</t></is>',
  "<v>1e999</v>",
  "<v>NaN</v>",
  '<row r="-1">',
  '<row r="1e9">',
  'Target="../../../x"',
  'Target="/xl/worksheets/sheet1.xml"',
  "Data!$A$1:$XFD$1048576",
  "Data!#REF!",
  '<sheet name="Data" r:id="rId1"/>'.repeat(50),
]
const workbook: Kind = (draws) => dataFile(draws, "data.xlsx", damageArchive(draws, WORKBOOK(), SHEET_HOSTILE))

/** Records of the old format: their kinds, lengths and contents damaged, then the file they lie in. */
const oldWorkbook: Kind = (draws) => {
  const whole = OLD_WORKBOOK()
  if (draws.oneIn(3)) return dataFile(draws, "data.xls", damageBytes(draws, whole))
  // The stream begins behind the head, the table, the directory and the small table.
  const stream = whole.subarray(4 * 512)
  const records: Buffer[] = []
  for (let at = 0; at + 4 <= stream.length; ) {
    const length = stream.readUInt16LE(at + 2)
    if (stream.readUInt16LE(at) === 0) break
    records.push(Buffer.from(stream.subarray(at, at + 4 + length)))
    at += 4 + length
  }
  const done: string[] = []
  for (let left = 1 + draws.below(3); left > 0; left--) {
    const at = draws.below(records.length)
    const record = records[at]!
    const how = draws.pick(["lost", "doubled", "moved", "its bytes", "its length", "its kind", "its numbers"])
    if (how === "lost" && records.length > 1) records.splice(at, 1)
    else if (how === "doubled") records.splice(at, 0, ...Array.from({length: draws.size(300)}, () => record))
    else if (how === "moved") records.splice(draws.below(records.length), 0, ...records.splice(at, 1))
    else if (how === "its bytes")
      records[at] = Buffer.concat([record.subarray(0, 4), damageBytes(draws, record.subarray(4)).bytes])
    else if (how === "its length") record.writeUInt16LE(draws.pick([0, 1, 0xffff, record.length, 8224]), 2)
    else if (how === "its kind")
      record.writeUInt16LE(
        draws.pick([0xfc, 0x3c, 0xfd, 0x27e, 0xbd, 0x203, 0x85, 0x17, 0x18, 0x2f, 0x809, 0x0a, 0x06, 0x207]),
        0,
      )
    else if (record.length >= 6)
      record.writeUInt16LE(draws.pick([0, 1, 255, 0x7fff, 0xffff]), 4 + 2 * draws.below((record.length - 4) >> 1))
    done.push(how)
    if (records.length === 0) break
  }
  const bytes = compound(draws.oneIn(20) ? "Book" : "Workbook", Buffer.concat(records).subarray(0, 50_000))
  return dataFile(draws, "data.xls", draws.oneIn(6) ? damageBytes(draws, bytes) : {bytes, done: done.join(", ")})
}

const table: Kind = (draws) => {
  const tab = draws.oneIn(2)
  const seed = tab ? TABLE.replace(/,/g, "\t") : TABLE
  const file = tab
    ? draws.pick(["data.tab", "data.txt", "data.dat"])
    : draws.pick(["data.csv", "data.csv", "data.xlsx", "data.xls"])
  const {bytes, done} = damageText(draws, seed, [SERIES[0]!], CSV_HOSTILE)
  return dataFile(draws, file, {bytes, done})
}

// Command lines

const ODD_WORDS: readonly string[] = [
  ...NAMES,
  ...NUMBERS,
  "-",
  "--",
  "---",
  "-x",
  "--x",
  "--json=1",
  "--no-json",
  "=",
  ":",
  "->",
  "a->b",
  "a:b",
  "a:b:c",
  "patch=1",
  "patch=1@2..1",
  "patch*=1e999",
  "patch+=NaN",
  "patch=1@-1..1e308",
  "water=-1",
  "nowhere=1",
  "__proto__=1",
  "water:leak",
  "raids+",
  "raids-",
  "@",
  "*",
  "?",
  "%s%n",
  "$(x)",
  "`x`",
  "~",
  "\n",
  "a\nb",
  "\u001b[31mred\u001b[0m",
  "\u202eabc",
  "\ud800",
  "2031-02-30",
  "2031-02-28",
  "0000-00-00",
  "99999-01-01",
  "x".repeat(5000),
  "file:///etc/passwd",
  "http://",
  "http://127.0.0.1:1",
  "http://127.0.0.1:99999",
  "http://[::1",
  "ftp://127.0.0.1/",
  "javascript:1",
  "nothere",
  "nothere/at/all.yaml",
]
const PLACES: readonly string[] = [
  "case",
  "docs",
  "docs/road.txt",
  "tank.yaml",
  "herds.mdl",
  "tank.xmile",
  "case/model.yaml",
  "case/case.yaml",
  "case/documents",
  "reading.json",
  "docs/",
  "./case",
  "case/../case",
  ".",
  "",
  "case/nothere",
  "docs/road.txt/x",
]
const ROADS: readonly string[] = ["case", "docs", "docs/road.txt", "docs/town.md", "case/documents", "."]
const RUNNABLE: readonly string[] = ["case", "tank.yaml", "herds.mdl", "tank.xmile", "case/model.yaml", "docs"]
const FACTOR_NAMES: readonly string[] = ["raids", "hunger", "trust", "water", "raids+", "dialogue-", "Raids", "raid"]
const EDIT_WORDS: readonly (readonly string[])[] = [
  ["accept", "b0aab3c6b8b7"],
  ["reject", "9c8230738b71"],
  ["sign", "8340cfb3d51a", "0"],
  ["sign", "raids->water", "contested"],
  ["span", "8340cfb3d51a", "Raids", "="],
  ["side", "8340cfb3d51a", "against"],
  ["speaker", "8340cfb3d51a", "the elder"],
  ["lag", "hunger->raids", "within weeks"],
  ["assume", "raids->hunger", "+"],
  ["assume", "rate", "0.2"],
  ["merge", "dialogue", "trust"],
  ["split", "raids", "Third raid", "a third raid on the herds"],
  ["rename", "raids", "Night raids"],
  ["undo", "1"],
  ["reject", "raids->trade"],
  ["apart", "dialogue", "trust"],
]
/** Arguments that a command would take, so that one odd word among them gets as far as it can. */
const ARGUMENTS: Readonly<Record<string, (draws: Draws) => readonly string[]>> = {
  init: (draws) => [draws.pick(["new", "new/deep", "case", "docs"]), draws.pick(ROADS)],
  score: () => ["reading.json", "reading.json"],
  press: (draws) => [draws.pick(ROADS), draws.pick(FACTOR_NAMES)],
  why: (draws) => [
    draws.pick(ROADS),
    draws.pick([...FACTOR_NAMES, "leak", "rate", "raids->water", "b0aab3c6b8b7", "outcome-1"]),
  ],
  edit: (draws) => ["case", ...(draws.oneIn(6) ? [] : draws.pick(EDIT_WORDS))],
  schema: (draws) => [draws.pick(["model", "case", "edit", "outlook", "llm-reply", "runs"])],
  run: (draws) => [draws.pick(RUNNABLE)],
  shard: () => ["--plan", "plan.json", "--out", "shards"],
  worker: () => ["--engine", "nats://127.0.0.1:1"],
  validate: (draws) => [draws.pick([...RUNNABLE, ...ROADS])],
  export: (draws) => [draws.pick(RUNNABLE)],
  import: (draws) => [draws.pick(["herds.mdl", "tank.xmile"])],
  check: (draws) => [draws.pick(["case", "case", "docs", "herds.mdl", "tank.yaml"])],
  calibrate: () => ["case"],
}
/**
 * Values that an option would take, and some that it just would not. Numbers of runs and of workers that are meant stay
 * small: how long ten million runs take is no secret.
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "--runs": ["10", "1", "3", "0", "-1", "1e3", "10000001", "2.5"],
  "--workers": ["1", "2", "0", "-1", "257", "x"],
  "--keep": ["1", "5", "0", "-1", "100001"],
  "--seed": ["1", "7", "18446744073709551615", "18446744073709551616", "-1", "1e3", ""],
  "--llm": ["{SERVER}", "http://127.0.0.1:1", "http://", "x", "", "http://a:b@127.0.0.1:1/", "http://127.0.0.1:99999"],
  "--engine": ["nats://127.0.0.1:1", "nats://", "http://127.0.0.1:1", "x", "", "nats://127.0.0.1:99999"],
  "--llm-model": [LLM_NAME, "x", "", "a\nb", "x".repeat(300)],
  "--llm-replies": [KEPT, "docs", "case/case.yaml", "nothere/kept.jsonl"],
  "--llm-timeout": ["1", "290", "0", "291", "x"],
  "--max-file": ["1", "100", "20000000", "9007199254740991", "9007199254740992"],
  "--set": [
    "patch=1",
    "patch=0.5@2..4",
    "patch*=2",
    "patches=1",
    "water=5",
    "rate+=-1",
    "patch=2",
    "patrols=3",
    "TIME STEP=0",
    "TIME STEP=0.25",
    "FINAL TIME=1e9",
    "rate=1e308",
    "patch=1@99",
    "level=1",
    "raids=1@0..1e-9",
  ],
  "--cut": ["water:leak", "water->leak", "leak:water", "rain:rain", "nowhere:leak", "raids:losses"],
  "--save": ["water", "water,leak", "nowhere", ",", "water,water", "Water held", "*"],
  "--scenario": ["replay", "case/scenarios/replay.yaml", "other", "../scenarios/replay", "replay.yaml"],
  "--data": ["data.csv", "case/data/water.csv", "nothere.csv", "docs", "tank.xmile"],
  "--backend": ["interpreter", "js", "wasm", "java"],
  "--out": ["out.txt", "out.csv", "out.parquet", "-", "nothere/out.csv", "case", "docs/road.txt"],
  "--csv": ["-", "out.csv", "nothere/out.csv", "docs"],
  "--since": ["outlook.json", "reading.json", "case/case.yaml", "nothere"],
  "--documents": ["docs", "case", "docs/road.txt", "nothere"],
  "--until": ["2031-02-26", "2031-02-30", "1900-01-01", "9999-12-31", "x"],
  "--date": ["2031-02-26", "2031-02-30", "0000-01-01", "x"],
  "--focus": FACTOR_NAMES,
  "--text": ["docs/road.txt", "docs", "nothere"],
  "--lines": ["docs/road.txt", "docs", "nothere"],
  "--from": ["case/edits.jsonl", "docs/road.txt", "docs", "nothere", "-"],
  "--plan": ["plan.json", "out.json", "docs", "tank.yaml", "nothere/plan.json"],
  "--shards": ["shards", "nothere/deep", "docs", "case", "data.csv"],
  "--shard-runs": ["1", "4", "100", "0", "x"],
  "--shard-documents": ["1", "4", "100", "0", "x"],
  "--index": ["0", "1", "9", "-1", "x"],
  "--as-case": ["8340cfb3d51a", "b0aab3c6b8b7", "rule-tests.txt", "docs", "x"],
  "--cases": ["docs/road.txt", "docs", "rules.txt", "nothere"],
  "--to": ["xmile", "mdl", "sd-json", "csv", "graphml", "vmf"],
}

/** Words of a real command: its own arguments and options with values that fit, that nearly fit, and that do not. */
const line: Kind = (draws, material) => {
  const drawn = draws.pick(material.commands)
  // What `open` does lasts until it is ended: test/workbench.
  const command = drawn.name === "open" ? material.commands.find(({name}) => name === "validate")! : drawn
  const good = (): string => draws.pick([...ROADS, ...RUNNABLE, ...FACTOR_NAMES])
  const words: string[] = [
    command.name,
    ...(ARGUMENTS[command.name]?.(draws) ?? command.takes.map(() => draws.pick(ROADS))),
  ]
  const has = (name: string) => command.options.some((option) => option.name === name)
  if (has("--to")) words.push("--to", draws.pick(VALUES["--to"]!))
  for (let left = draws.below(4); left > 0; left--) {
    const {name, takes, choices} = draws.pick(command.options)
    // Options of a language model are on every command, and would be half of all.
    if (name.startsWith("--llm") && !draws.oneIn(5)) continue
    words.push(name)
    if (takes === null) continue
    const fitting = choices.length > 0 ? choices : VALUES[name]
    words.push(draws.oneIn(8) ? draws.pick(ODD_WORDS) : fitting ? draws.pick(fitting) : good())
    if (name === "--llm") words.push("--llm-model", LLM_NAME)
  }
  // What a command does unless told otherwise takes seconds: every one of these lines is to be quick.
  if (has("--runs") && !words.includes("--runs") && (command.name !== "run" || draws.oneIn(3)))
    words.push("--runs", command.name === "calibrate" ? "20" : "10")
  if (has("--workers") && !words.includes("--workers")) words.push("--workers", "1")
  const done: string[] = []
  for (let left = draws.below(3); left > 0; left--) {
    // A command that there is not ends all the rest.
    const at = draws.oneIn(12) || words.length < 2 ? 0 : 1 + draws.below(words.length - 1)
    const how = draws.pick(["another word", "one word more", "a word lost", "two words swapped", "a word changed"])
    // Of `--runs` and its number neither is touched: ten million would be meant.
    if (/^--(?:runs|workers)$/.test(words[at]!) || /^--(?:runs|workers)$/.test(words[at - 1] ?? "")) continue
    const odd = draws.pick(draws.oneIn(3) ? PLACES : ODD_WORDS)
    if (how === "another word") words[at] = odd
    else if (how === "one word more") words.splice(at, 0, odd)
    else if (how === "a word lost") words.splice(at, 1)
    else if (how === "two words swapped" && at > 1) words.splice(at - 1, 2, words[at]!, words[at - 1]!)
    else
      words[at] = Buffer.from(damageText(draws, words[at]!, [], []).bytes)
        .toString("utf8")
        .replaceAll("\0", "")
        .slice(0, 20_000)
    done.push(how)
  }
  // Without a path it is about the case that ships, which is larger than what is tried here.
  if (words[0] === "outlook" && (words[1] ?? "-").startsWith("-")) words.splice(1, 0, "case")
  return {
    files: {
      ...wholeCase({"edits.jsonl": utf8(`${EDITS[0]!.split("\n")[0]}\n`)}),
      "docs/road.txt": utf8(TEXTS[0]!),
      "docs/town.md": utf8(MARKDOWN[1]!),
      "tank.yaml": utf8(TANK),
      "herds.mdl": utf8(VENSIM[1]!),
      "tank.xmile": utf8(XMILE[0]!),
      "data.csv": utf8(TABLE),
      "reading.json": utf8('{"format":"brink/gold@1","files":[{"file":"road.txt"}],"claims":[]}'),
      "outlook.json": utf8('{"format":"brink/outlook@1"}'),
      "rules.txt": utf8("Raids reduced trade.\nRaids -> trade [-]\n"),
    },
    commands: [words],
    answers: [response(envelope(REPLIES[0]!))],
    damaged: null,
    done: done.join(", ") || "a made-up command line",
  }
}

/** Every kind, by the name that `--kind` takes. */
export const KINDS: Readonly<Record<string, Kind>> = {
  txt: text,
  md: markdown,
  html: page,
  docx: word,
  pdf: paper,
  mdl: vensim,
  xmile,
  model,
  case: cases,
  edits,
  foretold,
  plan: planned,
  cache: caches,
  replies: kept,
  answers,
  xlsx: workbook,
  xls: oldWorkbook,
  table,
  words: line,
}

export type {Material}

/** The seeds as they are, each with a command line that must take it without a complaint: damage begins from what is whole. */
export function wholeAttempts(): Attempt[] {
  const one = (path: string, content: string | Uint8Array, ...words: string[]): Attempt => ({
    files: {...(words.includes("case") ? wholeCase({}) : {}), [path]: Buffer.from(content)},
    commands: [words],
    damaged: path,
    done: `whole: ${path}`,
  })
  const each = (ending: string, all: readonly (string | Uint8Array)[]): Attempt[] =>
    all.map((content) => one(`docs/road.${ending}`, content, "read", `docs/road.${ending}`, "--json"))
  const data = (file: string, content: string | Uint8Array): Attempt => {
    const attempt = one(file, content, "run", "model.mdl")
    return {...attempt, files: {...attempt.files, "model.mdl": utf8(READS_DATA(file))}}
  }
  return [
    ...each("txt", TEXTS),
    ...each("md", MARKDOWN),
    ...each("html", PAGES),
    ...each("docx", WORD()),
    ...each("pdf", PAPER()),
    ...VENSIM.map((model) => one("model.mdl", model, "run", "model.mdl")),
    ...XMILE.map((model) => one("model.xmile", model, "run", "model.xmile")),
    ...MODELS.map((model) => one("model.yaml", model, "run", "model.yaml", ...RUNS)),
    one("case/checks.yaml", CHECKS[0]!, "check", "case", ...RUNS),
    one("case/scenarios/replay.yaml", SCENARIOS[0]!, "run", "case", "--scenario", "replay"),
    one("case/factors.yaml", FACTORS[0]!, "map", "case"),
    one("case/case.yaml", CASE[0]!, "validate", "case"),
    one("case/case.yaml", CASE[0]!, "outlook", "case", ...RUNS),
    one("case/data/water.csv", SERIES[0]!, "calibrate", "case", "--runs", "20", "--keep", "5", "--workers", "1"),
    one("foretold.json", FORETOLD, "score", "foretold.json", "--against", "case"),
    one("case/edits.jsonl", EDITS[0]!, "edit", "case"),
    data("data.xlsx", WORKBOOK()),
    data("data.xls", OLD_WORKBOOK()),
    data("data.csv", TABLE),
    {
      files: {"docs/road.txt": utf8(TEXTS[0]!)},
      commands: [["read", "docs", "--json", ...asksWith("--llm", "{SERVER}", "--llm-replies", KEPT)]],
      answers: [response(envelope(REPLIES[0]!))],
      damaged: null,
      done: "whole: a reply",
    },
  ]
}
