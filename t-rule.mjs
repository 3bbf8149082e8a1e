import "./scripts/typescript.js"
const {annotated} = await import("./test/annotated/texts.ts")
const {madeOf} = await import("./test/annotated/measure.ts")
const {pairs} = await import("./test/annotated/score.ts")
const {readSet} = await import("./test/claims/measure.ts")
const {claimsIn} = await import("./src/claims/whole.ts")
const {english} = await import("./test/language/english.ts")
const want = new RegExp(process.argv[2])
const count = new Map()
const put = (r, ok) => { const c = count.get(r) ?? [0, 0]; c[ok ? 0 : 1]++; count.set(r, c) }
for (const part of ["invented-documents", "invented-plain", "development"]) {
  for (const s of await annotated(part)) {
    const made = madeOf(s.text)
    if (!made.some((m) => want.test(m.rule))) continue
    const right = new Set(pairs(s, made).map((p) => p.made))
    made.forEach((m, i) => { if (want.test(m.rule)) { put(m.rule, right.has(i)); if (!right.has(i) || process.argv[3]) console.log(part.slice(-5), m.rule, m.confidence, "|", s.text, "| <" + s.text.slice(...m.cause) + "> -> <" + s.text.slice(...m.effect) + ">") } })
  }
}
for (const set of ["dev", "dev-news", "dev-crises", "plain"]) {
  const r = readSet(set)
  for (const doc of r.documents) {
    const words = doc.plain ?? doc.text
    for (const c of claimsIn(words, english())) if (want.test(c.why?.rule ?? "")) console.log(set, c.why.rule, c.confidence, "<" + words.slice(c.cause.from, c.cause.to) + "> -> <" + words.slice(c.effect.from, c.effect.to) + ">")
  }
}
console.log([...count].map(([r, [a, b]]) => `${r}: ${a} right, ${b} wrong`).join("\n"))
