import "./scripts/typescript.js"
const {loadEnglish} = await import("./src/io/english.ts")
const S = await import("./scripts/train-claims/sentences.ts")
const {parseWeights} = await import("./src/claims/scorer.ts")
const {figuresOf} = await import("./scripts/train-claims/figures.ts")
const W = await import("./src/claims/scorer-weights.ts")
const weights = parseWeights(Object.values(W).find((x) => typeof x === "object" && x.pair !== undefined))
const given = {english: loadEnglish(), leftOut: new Set()}
console.log(weights.least, weights.slope, weights.offset)
for (const part of ["invented-documents", "invented-plain", "development", "scored"]) {
  const L = await S.ofAnnotated(given, part)
  for (const [row, g] of [[.3,.2],[.25,.2],[.2,.2],[.3,.15],[.2,.1],[.25,.15],[.35,.25],[.4,.3]]) process.stdout.write(`${row} ${g} ` + figuresOf(part, [{sentences: L, weights: {...weights, least: {row, given: g}}}]))
}
for (const set of ["held-out", "held-out-2", "dev-crises"]) {
  const L = S.ofDocuments(given, set, 2)
  for (const [row, g] of [[.3,.2],[.25,.2],[.2,.2],[.3,.15],[.2,.1],[.25,.15],[.35,.25],[.4,.3]]) process.stdout.write(`${row} ${g} ` + figuresOf(set, [{sentences: L, weights: {...weights, least: {row, given: g}}}]))
}
