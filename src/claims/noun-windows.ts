// Windows around a noun that carries the relation: "the cause of", "sees the toll as a betrayal". A noun of a sentence's
// clauses in, proposals out. The counterpart of noun-frames.ts, which reads trees.

import type {Clauses} from "../language/index.ts"
import {ADJECTIVES, EFFECT_GRADES, EFFECT_NOUNS, JUDGEMENTS, NOUNS, PERCEIVING} from "./lexicon.ts"
import {singular} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"
import {argumentRight, causeOf, isPronoun} from "./verb-windows.ts"
import {flagsOf} from "./window-manner.ts"

/** What nouns and adjectives between a subject and a phrase say. */
export function fromNouns(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (let k = 1; k < clauses.tokens.length; k++) {
    if (clauses.tag(k) === "NOUN")
      found.push(...ofFamilies(clauses, k), ...effectOn(clauses, k), ...effectOf(clauses, k))
    else if (clauses.tag(k) === "ADJ") found.push(...ofAdjectives(clauses, k))
  }
  return found
}

/** "is the main cause of the dispute", "serves as a brake on trade". */
function ofFamilies(clauses: Clauses, k: number): Proposal[] {
  const found: Proposal[] = []
  const word = singular(clauses.lower(k))
  for (const family of NOUNS) {
    if (!family.nouns.includes(word)) continue
    let at = k + 1
    while (at < clauses.tokens.length && clauses.tag(at) === "ADV") at++
    if (!family.prepositions.includes(clauses.lower(at))) continue
    const infinitive = clauses.groups.find((g) => g.start === at && g.form === "infinitive")
    const inner = infinitive
      ? {start: infinitive.head, end: clauses.clauseEnd(infinitive.head)}
      : clauses.phraseRight(at + 1)
    if (!inner) continue
    if (family.side === "effect on") continue
    const verb = clauses.groups.findLast(
      (g) =>
        g.end <= k &&
        ["be", "become", "remain", "pose", "serve", "offer", "present", "mark", "represent", "provide"].includes(
          g.lemma,
        ) &&
        !clauses.tokens.slice(g.end, k).some((t) => t.tag === "PUNCT" && t.text === ","),
    )
    const copula = verb && clauses.groups.findLast((g) => g.end <= k) === verb ? verb : undefined
    const subject = copula ? clauses.subject(copula) : null
    if (!copula || !subject) continue
    const flags = flagsOf(clauses, copula)
    const signal = {start: k, end: at + 1}
    const turned = family.side === "result of"
    found.push({
      cause: turned ? inner : subject,
      effect: turned ? subject : inner,
      signal,
      sign: family.sign,
      condition: null,
      ...flags,
      confidence: 0.65,
      rule: {kind: "noun", name: family.name},
    })
  }
  return found
}

/** "has had no effect on hunger", "had a harmful effect on trade". */
function effectOn(clauses: Clauses, k: number): Proposal[] {
  if (!EFFECT_NOUNS.has(singular(clauses.lower(k))) || !["on", "upon"].includes(clauses.lower(k + 1))) return []
  const have = clauses.groups.findLast((g) => g.end <= k && g.lemma === "have")
  const cause = have && k - have.end <= 3 ? causeOf(clauses, have) : null
  const effect = clauses.phraseRight(k + 2)
  if (!have || !cause || !effect) return []
  const grade = clauses.tokens.slice(have.end, k).map((t) => t.lower)
  return [
    {
      cause,
      effect,
      signal: {start: k, end: k + 2},
      sign: EFFECT_GRADES.find((g) => grade.some((w) => g.words.includes(w)))?.sign ?? "unclear",
      condition: null,
      ...flagsOf(clauses, have),
      confidence: 0.6,
      rule: {kind: "noun", name: "has an effect on"},
    },
  ]
}

/** "the effect of X on Y": no direction is said. */
function effectOf(clauses: Clauses, k: number): Proposal[] {
  if (!["effect", "impact", "influence", "toll"].includes(singular(clauses.lower(k))) || clauses.lower(k + 1) !== "of")
    return []
  const whole = clauses.phraseRight(k + 2)
  if (!whole) return []
  for (let j = whole.start + 1; j < whole.end - 1; j++)
    if (clauses.lower(j) === "on")
      return [
        {
          cause: {start: whole.start, end: j},
          effect: {start: j + 1, end: whole.end},
          signal: {start: k, end: k + 1},
          sign: "unclear",
          condition: null,
          hedge: null,
          denied: false,
          time: "present",
          strength: null,
          confidence: 0.5,
          rule: {kind: "noun", name: "effect on"},
        },
      ]
  return []
}

/** "is vital to the truce". */
function ofAdjectives(clauses: Clauses, k: number): Proposal[] {
  const found: Proposal[] = []
  for (const family of ADJECTIVES) {
    if (!family.words.includes(clauses.lower(k)) || !family.prepositions.includes(clauses.lower(k + 1))) continue
    const copula = clauses.groups.findLast((g) => g.end <= k && ["be", "remain", "become"].includes(g.lemma))
    const subject = copula && k - copula.end <= 2 ? clauses.subject(copula) : null
    const inner = argumentRight(clauses, k + 2)
    if (!copula || !subject || !inner || isPronoun(clauses, subject)) continue
    const flags = flagsOf(clauses, copula)
    found.push({
      cause: subject,
      effect: inner,
      signal: {start: k, end: k + 2},
      sign: family.sign,
      condition: null,
      ...flags,
      confidence: 0.55,
      rule: {kind: "adjective", name: clauses.lower(k)},
    })
  }
  return found
}

/** "The clans see the fence as an affront to their pride", "the toll is seen as a betrayal". */
export function fromJudgement(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (const group of clauses.groups) {
    if (!PERCEIVING.has(group.lemma)) continue
    const seen = group.passive ? clauses.subject(group) : clauses.phraseRight(group.end)
    if (!seen || ("clause" in seen && seen.clause)) continue
    const as = clauses.tokens.findIndex(
      (t, i) =>
        i >= (group.passive ? group.end : seen.start + 1) && i <= Math.max(group.end, seen.end) + 6 && t.lower === "as",
    )
    if (as < 0) continue
    const thing = group.passive ? seen : clauses.trim({start: seen.start, end: Math.min(seen.end, as)})
    if (!thing) continue
    for (let k = as + 1; k < Math.min(as + 10, clauses.tokens.length) && !/[;.!?]/.test(clauses.tokens[k]!.text); k++) {
      const judgement = JUDGEMENTS.find((j) => j.nouns.includes(singular(clauses.lower(k))))
      if (!judgement || clauses.tag(k) !== "NOUN") continue
      const to = clauses.lower(k + 1) === "to" ? clauses.phraseRight(k + 2) : null
      const effect = judgement.sign === "-" ? to : {start: k, end: k + 1}
      if (!effect) continue
      const flags = flagsOf(clauses, group)
      found.push({
        cause: thing,
        effect,
        signal: {start: as, end: k + 1},
        sign: judgement.sign,
        condition: null,
        ...flags,
        confidence: 0.55,
        rule: {kind: "seen as", name: clauses.lower(k)},
      })
      break
    }
  }
  return found
}
