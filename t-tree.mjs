import "./scripts/typescript.js"
import {readFileSync} from "node:fs"
const {givenTokens} = await import("./src/claims/reader.ts")
const {propose} = await import("./src/claims/propose.ts")
const {english} = await import("./test/language/english.ts")
const e = english()
for (const text of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const {given} = givenTokens(e, text, {from: 0, to: text.length})
  const {dependencies: d} = propose(given, e, new Set())
  console.log(d.tokens.map((t, i) => `${i}:${d.lower(i)}/${d.tag(i)}/${d.fine(i)}<${d.rel[i]} ${d.head[i]}>`).join(" "))
}
