import "./scripts/typescript.js"
const {claimsIn} = await import("./src/claims/whole.ts")
const {english} = await import("./test/language/english.ts")
for (const t of ["Wages are low because of, not despite, the union.", "Wages are low because of the union.", "Prices rose because of, among other things, the drought.", "Wages fell owing to, say clerks, the levy."]) console.log(t, claimsIn(t, english()).map((c) => [c.cause.from, c.cause.to, t.slice(c.cause.from, c.cause.to), t.slice(c.effect.from, c.effect.to), c.why?.rule, c.confidence].join("|")))
