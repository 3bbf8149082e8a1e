// Damaged model files, as damage happens: bytes flipped, lines lost, doubled or swapped, a
// number or a bracket out of place, a file cut short, a piece of another file or something
// hostile in the middle. The n-th mutant of given files is always the same one.

import {streams, uniformAt} from "../../src/math/random.ts"

/** A whole model file. */
export type Original = {readonly file: string; readonly bytes: Uint8Array}

/** A damaged file, and what was done to it, for the message of a test that fails. */
export type Mutant = {readonly file: string; readonly bytes: Uint8Array; readonly done: string}

/** What no model holds, or only a hostile one: depth, length, size, names that mean something to JavaScript. */
const hostile: readonly string[] = [
  "(".repeat(3000),
  ")".repeat(50),
  "[".repeat(3000),
  "-".repeat(5000),
  "+1".repeat(20000),
  "~".repeat(5000),
  "|".repeat(500),
  "x".repeat(100_000),
  "__proto__",
  "constructor",
  "hasOwnProperty[toString]",
  '"',
  "'",
  "{",
  "}",
  "\\",
  "\u0000",
  "\u00ff\u00fe",
  "\n",
  "\r",
  "\\\\\\---///",
  ":L\u007f<%^E!@\n15:0,0,0,9,9,9",
  ":MACRO: M(a,b:c)\n",
  ":MACRO: M(a)\nM = M(a) ~~|\n",
  ":END OF MACRO:",
  ":EXCEPT: [a], [b,c]",
  ":NA:",
  ":RAW:",
  ":AND:",
  ":NOT:",
  ":THE CONDITION: a :IMPLIES: b",
  ":TEST INPUT:",
  "<->",
  "-> (d: a, b)",
  "d: (a1-a300) ~~|\n",
  "d: (a1-a99999999999) ~~|\n",
  "d: (a5-a1) ~~|\n",
  "d: d ~~|\n",
  "d: a, b -> d ~~|\ne: d -> e ~~|\n",
  "x[d!] = SUM(x[d!]) ~~|\n",
  "x[d,d,d,d] = 1 ~~|\n",
  "1,2;3;",
  "!",
  "INTEG(",
  "WITH LOOKUP(Time,([(0,0)-(1,1)],(0,0),(0,1),(1,0)))",
  "([(0,0)-(10,10)],)",
  "A FUNCTION OF(x,y)",
  "DELAY FIXED(x, 1e9, 0)",
  "DELAY N(x, 1, 0, 1e7)",
  "SMOOTH N(x, 1, 0, -3)",
  "VECTOR ELM MAP(x[a], 1e18)",
  "GET DIRECT DATA('nowhere.csv', ',', 'A', 'B2')",
  "GET XLS CONSTANTS('../../elsewhere.csv', ',', 'B2*')",
  "TABBED ARRAY(1\t2\n3)",
  "RANDOM UNIFORM(1, 0, 1e300)",
  "TIME STEP = 0 ~~|\n",
  "TIME STEP = 1e-12 ~~|\n",
  "FINAL TIME = 1e300 ~~|\n",
  "INITIAL TIME = FINAL TIME ~~|\n",
  "SAVEPER = 1e-9 ~~|\n",
  "x = x ~~|\n",
  "x = y ~~|\ny = x ~~|\n",
  "1e308*1e308",
  "1/0",
  "-1e400",
  "1e",
  ".",
  "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>",
  "&b;",
  "&#0;",
  "&#x110000;",
  "&amp",
  "]]>",
  "<![CDATA[",
  "<!--",
  "<?xml?>",
  "<a>".repeat(3000),
  '<aux name="',
  "<eqn>",
  "</eqn>",
  "<eqn>???</eqn>",
  "</variables>",
  '<module name="m"><connect to="m.x" from="m.x"/></module>',
  '<model name="m"><variables><module name="m"/></variables></model>',
  '<dim name="d" size="99999999999"/>',
  '<dim name="d"><elem name="a"/><elem name="a"/></dim>',
  "<gf><xscale min='0' max='0'/><ypts>1,2,</ypts></gf>",
  "<non_negative/>",
  "<conveyor><len>0</len></conveyor>",
  "<queue/><overflow/><leak/>",
  '<dt reciprocal="true">0</dt>',
  "IF a THEN b ELSE",
  "a[1,*,2:b]",
]

const BRACKETS = /[()[\]{}<>"~|]/g
const NUMBER = /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g
const TOKEN = /[\p{L}_]\w*|\d+|[^\s\w]/gu
const numbers = ["0", "-1", "1e-300", "1e300", "999999999", "0.1", "NaN", "3.5.2", "1e9"]

/** The `n`-th mutant: one to four kinds of damage to one of the originals. */
export function mutant(originals: readonly Original[], n: number): Mutant {
  let draws = 0
  const below = (limit: number) => Math.floor(uniformAt(2025, 10, n, 0x6d75, draws++, streams.noise) * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const original = pick(originals)
  // One character a byte, so that any damage can be written and undamaged bytes stay as they are.
  let text = Buffer.from(original.bytes).toString("latin1")
  const done: string[] = []
  const at = () => below(text.length + 1)
  const span = () => {
    const from = at()
    return [from, Math.min(text.length, from + 1 + below(pick([4, 40, 400])))] as const
  }
  const places = (what: RegExp) => [...text.matchAll(what)].map((match) => [match.index, match[0]] as const)
  const replace = (from: number, to: number, by: string) => {
    text = text.slice(0, from) + by + text.slice(to)
  }
  const lines = (change: (lines: string[]) => void) => {
    const all = text.split("\n")
    change(all)
    text = all.join("\n")
  }

  const damage: Readonly<Record<string, () => void>> = {
    "flipped a byte": () => {
      const from = at()
      replace(from, from + 1, String.fromCharCode((text.charCodeAt(from) || 0) ^ (1 << below(8))))
    },
    "random bytes": () => {
      const from = at()
      replace(from, from, String.fromCharCode(...Array.from({length: 1 + below(8)}, () => below(256))))
    },
    "lost a piece": () => {
      const [from, to] = span()
      replace(from, to, "")
    },
    "doubled a piece": () => {
      const [from, to] = span()
      replace(to, to, text.slice(from, to))
    },
    "moved a piece": () => {
      const [from, to] = span()
      const piece = text.slice(from, to)
      replace(from, to, "")
      const there = at()
      replace(there, there, piece)
    },
    "swapped two lines": () =>
      lines((all) => {
        const [i, j] = [below(all.length), below(all.length)]
        const line = all[i]!
        all[i] = all[j]!
        all[j] = line
      }),
    "lost a line": () => lines((all) => all.splice(below(all.length), 1)),
    "doubled a line": () => lines((all) => all.splice(below(all.length), 0, pick(all))),
    "swapped two words": () => {
      const words = places(TOKEN)
      if (words.length < 2) return
      const [i, j] = [below(words.length), below(words.length)].sort((a, b) => a - b) as [number, number]
      if (i === j) return
      const [[first, a], [second, b]] = [words[i]!, words[j]!]
      replace(second, second + b.length, a)
      replace(first, first + a.length, b)
    },
    "another number": () => {
      const found = places(NUMBER)
      if (found.length === 0) return
      const [from, number] = pick(found)
      replace(from, from + number.length, pick(numbers))
    },
    "a bracket gone, or another": () => {
      const found = places(BRACKETS)
      if (found.length === 0) return
      const [from] = pick(found)
      replace(from, from + 1, pick(["", "(", ")", "[", "]", "{", "}", '"', "~", "|", "<", ">"]))
    },
    "cut short": () => {
      text = text.slice(0, at())
    },
    "something hostile": () => {
      const from = at()
      replace(from, from, Buffer.from(pick(hostile), "utf8").toString("latin1"))
    },
    "something hostile in place of an equation": () => {
      const equal = [...places(/=[^=]/g), ...places(/<eqn>./g)]
      if (equal.length === 0) return
      const [from, sign] = pick(equal)
      replace(from + sign.length - 1, from + sign.length - 1, Buffer.from(pick(hostile), "utf8").toString("latin1"))
    },
    "a piece of another file": () => {
      const other = Buffer.from(pick(originals).bytes).toString("latin1")
      const from = below(other.length)
      const there = at()
      replace(there, there, other.slice(from, from + below(600)))
    },
  }
  const kinds = Object.keys(damage)
  for (let left = 1 + below(4); left > 0; left--) {
    const kind = pick(kinds)
    damage[kind]!()
    done.push(kind)
  }
  return {file: original.file, bytes: Uint8Array.from(Buffer.from(text, "latin1")), done: done.join(", ")}
}
