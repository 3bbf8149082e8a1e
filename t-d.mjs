import "./scripts/typescript.js"
const {WITHOUT} = await import("./src/claims/lexicon.ts")
console.log(WITHOUT.map((w) => w.words.join(" ")))
