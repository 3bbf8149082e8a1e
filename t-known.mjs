import "./scripts/typescript.js"
const {KNOWN, documentOf, marksOf} = await import("./test/known/known.ts")
const {read} = await import("./src/claims/whole.ts")
const {lineages} = await import("./src/documents/index.ts")
const {gatherPlaced} = await import("./src/map/index.ts")
const {english} = await import("./test/language/english.ts")
const {marker, phrasesOf, wordsOf} = await import("./test/beds/score.ts")
for (const k of KNOWN.filter((k) => k.use === "work")) {
  const d = documentOf(k), folder = marksOf(k)
  const reading = read([d], lineages([d]), english(), [])
  const {map, placed} = gatherPlaced(reading)
  const words = wordsOf([d])
  const meets = (a, b) => { const both = words(a.file, Math.max(a.from,b.from), Math.min(a.to,b.to)); return a.file===b.file && 2*both >= Math.min(words(a.file,a.from,a.to), words(b.file,b.from,b.to)) }
  const markOf = marker(phrasesOf(folder), words, meets)
  const by = new Map()
  const name = new Map(map.factors.map((f) => [f.id, f.name]))
  for (const p of placed) { const m = markOf(p)?.factor ?? "-"; const s = by.get(m) ?? new Map(); const key = `${p.factor} «${name.get(p.factor)}»`; s.set(key, [...(s.get(key) ?? []), d.text.slice(p.from, p.to) + (p.opposite ? " (opp)" : "")]); by.set(m, s) }
  console.log("=== ", k.name)
  for (const [m, s] of by) { console.log(m); for (const [f, ps] of s) console.log("     ", f, ":", ps.join(" | ")) }
}
