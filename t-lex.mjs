import "./scripts/typescript.js"
import {readFileSync} from "node:fs"
const L = await import("./src/claims/lexicon.ts")
const all = new Set([...L.RAISE, ...L.LOWER, ...L.ALTER, ...L.VERBS.flatMap((f) => [...f.lemmas, ...(f.bare ?? [])]), ...[...L.GIVING.keys()], ...[...L.PARTICLE_VERBS.keys()].map((k) => k.replace(".", " "))])
const words = readFileSync(process.argv[2], "utf8").split(/[\s,]+/).filter(Boolean).map((w) => w.replace("_", " "))
console.log(words.filter((w) => !all.has(w)).join(", "))
if (process.argv[3]) for (const f of L.VERBS) console.log(f.name, "|", f.frame, f.sign, f.prepositions ?? "", "|", f.lemmas.join(" "))
