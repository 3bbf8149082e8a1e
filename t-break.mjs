import "./scripts/typescript.js"
const {loadEnglish} = await import("./src/io/english.ts")
const S = await import("./scripts/train-claims/sentences.ts")
const {chosen, extentsIn, parseWeights} = await import("./src/claims/scorer.ts")
const W = await import("./src/claims/scorer-weights.ts")
const {likeness} = await import("./test/annotated/score.ts")
const {writeFileSync} = await import("node:fs")
const weights = parseWeights(Object.values(W).find((x) => typeof x === "object" && x.pair !== undefined))
const given = {english: loadEnglish(), leftOut: new Set()}
for (const part of ["invented-documents", "invented-plain", "development", "scored"]) {
  const L = await S.ofAnnotated(given, part)
  const n = {wanted: 0, found: 0, "said, wrong bounds": 0, unlikely: 0, rival: 0, "heads right, bounds out of reach": 0, "one head right": 0, "nothing": 0}
  const out = []
  let extra = 0
  for (const of of L) {
    const {sentence, d, groups} = of
    const info = new Map()
    const said = chosen(d, groups, weights, (w) => info.set(w.group, w))
    const place = ({start, end}) => [d.tokens[start].from, d.tokens[end - 1].to]
    const like = (span, m, side) => likeness(sentence.text, place(span), m, side).score
    const inside = (i, [a, b]) => d.tokens[i].from >= a && d.tokens[i].from < b
    for (const m of sentence.claims) {
      if (m.optional) continue
      n.wanted++
      if (said.some(({reading}) => like(reading.cause, m, "cause") >= .5 && like(reading.effect, m, "effect") >= .5)) { n.found++; continue }
      const reach = groups.filter((g) => ["cause", "effect"].every((side) => extentsIn(d, g, side).some((e) => like(e, m, side) >= .5)))
      const kinds = reach.map((g) => info.get(g).outcome)
      let why
      if (kinds.includes("said")) why = "said, wrong bounds"
      else if (kinds.includes("rival")) why = "rival"
      else if (kinds.includes("unlikely")) why = "unlikely"
      else if (groups.some((g) => inside(g.reading.heads.cause, m.cause) && inside(g.reading.heads.effect, m.effect))) why = "heads right, bounds out of reach"
      else if (groups.some((g) => inside(g.reading.heads.cause, m.cause) || inside(g.reading.heads.effect, m.effect))) why = "one head right"
      else why = "nothing"
      n[why]++
      const conf = reach.map((g) => info.get(g).confidence.toFixed(2)).sort().pop() ?? ""
      if (part !== "scored") out.push(`${why}\t${conf}\t${sentence.text}\t[${sentence.text.slice(...m.cause)}] -> [${sentence.text.slice(...m.effect)}]\t${said.map(({reading}) => `<${sentence.text.slice(...place(reading.cause))}> -> <${sentence.text.slice(...place(reading.effect))}> ${reading.rule}`).join(" ; ")}`)
    }
  }
  console.log(part, JSON.stringify(n))
  if (out.length) writeFileSync(`/tmp/w/miss-${part}.tsv`, out.join("\n") + "\n")
}
