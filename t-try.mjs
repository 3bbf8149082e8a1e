import "./scripts/typescript.js"
import {readFileSync} from "node:fs"
const {claimsIn} = await import("./src/claims/whole.ts")
const {english} = await import("./test/language/english.ts")
const e = english()
for (const text of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const cs = claimsIn(text, e)
  console.log(text)
  for (const c of cs) console.log("      ", c.sign, c.denied ? "DENIED" : "", c.condition ? "IF" : "", c.hedge ? "hedge" : "", "<" + text.slice(c.cause.from, c.cause.to) + "> -> <" + text.slice(c.effect.from, c.effect.to) + ">", c.confidence, c.why?.rule)
}
