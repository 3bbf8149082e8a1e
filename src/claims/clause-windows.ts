// Windows that set one clause beside another: "because of", "if", "the more ... the more", "after". An opening word of a
// sentence's clauses in, proposals out. The counterpart of linking.ts, which reads trees.

import type {Clauses, Span, VerbGroup} from "../language/index.ts"
import type {Condition, Sign} from "./claim.ts"
import {DIRECTION_NOUNS, MOVEMENT_VERBS} from "./direction.ts"
import {BECAUSE_OF, byFirstWord, CITING, CLAUSE_OPENERS, MEETING, SAYING, THEREFORE, WITHOUT} from "./lexicon.ts"
import {opposite, singular} from "./phrase.ts"
import {isDate} from "./phrase-kinds.ts"
import {FAMILIES, type Proposal} from "./proposal.ts"
import type {ClauseRule, Rule} from "./rule.ts"
import {argumentRight, isPronoun} from "./verb-windows.ts"
import {type Flags, flagsOf, manner} from "./window-manner.ts"

/** "both towns face hunger" is about hunger: who meets a thing neither does nor holds it. */
export function met(clauses: Clauses, span: Span): Span {
  const verb = clauses.groups.find((g) => g.start > span.start && g.end < span.end && g.form === "finite")
  if (!verb || !MEETING.has(verb.lemma) || verb.passive || verb.negation >= 0 || clauses.tag(verb.end) === "ADP")
    return span
  return clauses.phraseRight(verb.end, span.end) ?? span
}

const REASONS = byFirstWord(BECAUSE_OF)
const OPENERS = byFirstWord(CLAUSE_OPENERS)
const ABSENCES = byFirstWord(WITHOUT)

/** "If the dam fails, ...", "without rain, ...": clauses with a word that opens them. */
export function fromOpeners(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (let k = 0; k < clauses.tokens.length; k++) {
    for (const opener of OPENERS.get(clauses.lower(k)) ?? []) {
      if (!clauses.at(k, opener.words)) continue
      if (
        opener.words.length === 1 &&
        opener.words[0] === "if" &&
        (clauses.lower(k - 1) === "only" || clauses.lower(k - 1) === "even" || clauses.lower(k - 1) === "as")
      )
        continue
      if (opener.words[0] === "because" && clauses.lower(k + 1) === "of") continue
      if (
        opener.words[0] === "once" &&
        ((k > 0 && !clauses.isComma(k - 1) && !clauses.isSubordinator(k - 1)) || !opensClause(clauses, k + 1))
      )
        continue
      if (opener.words[0] === "where" && k !== 0) continue
      if (opener.words[0] === "until" && clauses.tag(k + 1) === "NUM") continue
      if (["provided", "providing", "assuming"].includes(opener.words[0]!) && !opensClause(clauses, k + 1)) continue
      if (opener.words[0] === "the" && k > 1) continue
      // "as long as the street": a measure, unless a clause follows.
      if (opener.words[0] === "as" && !opensClause(clauses, k + 3)) continue
      // "can only succeed if": the "only" stands with the verb.
      const onlyBefore =
        opener.condition === "if" &&
        clauses.tokens
          .slice(Math.max(0, k - 8), k)
          .some((t, i, all) => t.lower === "only" && all.slice(i).some((u) => u.tag === "VERB"))
      found.push(
        ...conditional(
          clauses,
          k,
          opener.words.length,
          onlyBefore ? "only if" : opener.condition,
          opener.sign,
          opener.confidence,
          {kind: "clause", name: opener.words.join(" ")},
        ),
      )
      break
    }
    for (const marker of ABSENCES.get(clauses.lower(k)) ?? []) {
      if (!clauses.at(k, marker.words)) continue
      const cause =
        clauses.groupAt[k + marker.words.length] !== -1 && clauses.groupAt[k + marker.words.length] !== undefined
          ? gerundRun(clauses, k + marker.words.length)
          : untilNext(clauses, clauses.phraseRight(k + marker.words.length))
      if (!cause) continue
      const opens = k === 0 || (clauses.tag(k - 1) === "CCONJ" && k <= 1) || clauses.isComma(k - 1)
      if (!opens && !clauses.groups.findLast((g) => g.end <= k)?.modal) continue
      const main = opens ? mainAfter(clauses, cause.end) : mainBefore(clauses, k)
      if (!main) continue
      found.push(
        follows(
          cause,
          main,
          {start: k, end: k + marker.words.length},
          0.65,
          {kind: "clause", name: marker.words.join(" ")},
          {
            sign: "-",
            condition: "without",
          },
        ),
      )
    }
  }
  // Inversion: "Should the patrols stop, raids will return."
  if (clauses.lower(0) === "should") {
    const comma = clauses.tokens.findIndex(
      (_, i) => i > 2 && clauses.isComma(i) && clauses.groups.some((g) => g.end <= i && g.head > 0),
    )
    const main = comma > 0 ? mainAfter(clauses, comma) : null
    const cause = comma > 0 ? clauses.trim({start: 1, end: comma}) : null
    if (main && cause)
      found.push(follows(cause, main, {start: 0, end: 1}, 0.65, {kind: "clause", name: "inversion"}, {condition: "if"}))
  }
  return found
}

/** Whether a subject and its finite verb follow at `k`, before any comma. */
function opensClause(clauses: Clauses, k: number): boolean {
  const group = clauses.groups.find((g) => g.start > k && g.form === "finite")
  return (
    group !== undefined &&
    !clauses.tokens.slice(k, group.start).some((t) => t.text === ",") &&
    clauses.subject(group)?.start === clauses.trim({start: k, end: group.start})?.start
  )
}

/** "aid the clinics": without a comma between them, a second determiner opens the main clause. */
function untilNext(clauses: Clauses, span: Span | null): Span | null {
  if (!span) return null
  for (let k = span.start + 1; k < span.end; k++)
    if (["DET", "PRON"].includes(clauses.tag(k)) && ["NOUN", "PROPN"].includes(clauses.tag(k - 1)))
      return {start: span.start, end: k}
  return span
}

/** Gerunds after "without", joined: "without breaking the chain and addressing the causes". */
function gerundRun(clauses: Clauses, start: number): Span | null {
  const end = clauses.clauseEnd(start)
  return clauses.trim({start, end})
}

type Main = {
  readonly span: Span
  readonly flags: Flags
  readonly group: VerbGroup | null
}

/** The claim that a main clause follows from `cause`: more with more and under no condition, unless `how` says otherwise. */
function follows(
  cause: Span,
  main: Main,
  signal: Span,
  confidence: number,
  rule: Rule,
  how: Partial<Proposal> = {},
): Proposal {
  return {cause, effect: main.span, signal, sign: "+", condition: null, ...main.flags, confidence, rule, ...how}
}

/** The main clause after a fronted clause that ends at `end`. */
function mainAfter(clauses: Clauses, end: number): Main | null {
  let start = end
  while (
    start < clauses.tokens.length &&
    (clauses.isComma(start) || clauses.tag(start) === "ADV" || clauses.tag(start) === "CCONJ") &&
    clauses.groupAt[start] === -1
  )
    start++
  const stop = clauses.clauseEnd(start)
  const span = clauses.trim({start, end: stop})
  const group = clauses.groups.find((g) => g.start >= start && g.end <= stop && g.form === "finite")
  if (!span || !group) return null
  return {span, flags: mainFlags(clauses, group), group}
}

/** The main clause that ends where a subordinate one begins, at `end`. */
function mainBefore(clauses: Clauses, end: number): Main | null {
  const stop = clauses.isComma(end - 1) ? end - 1 : end
  const group = clauses.groups.findLast((g) => g.end <= stop && g.form === "finite")
  if (!group) {
    // Elliptic: "a crisis if not addressed".
    const noun = clauses.phraseLeft(stop - 1)
    return noun ? {span: noun, flags: {hedge: null, denied: false, time: "future", strength: null}, group: null} : null
  }
  // "warned of strikes if ...": what is warned of.
  if (SAYING.has(group.lemma) && (clauses.lower(group.end) === "of" || clauses.lower(group.end) === "about")) {
    const noun = clauses.phraseRight(group.end + 1, stop)
    if (noun) return {span: noun, flags: {hedge: null, denied: false, time: "future", strength: null}, group}
  }
  const subject = clauses.subject(group)
  const start =
    subject && !("clause" in subject && subject.clause) && subject.start < group.start
      ? subject.start
      : clauses.segmentStart(group.start)
  const span = clauses.trim({
    start: Math.max(
      start,
      clauses.segmentStart(group.start) > start && subject === null ? clauses.segmentStart(group.start) : start,
    ),
    end: stop,
  })
  return span ? {span, flags: mainFlags(clauses, group), group} : null
}

function mainFlags(clauses: Clauses, group: VerbGroup): Main["flags"] {
  const {hedge, time, strength} = manner(clauses, group)
  // A negated main clause moves its thing down; it is not a denial of the link.
  return {hedge, denied: false, time, strength}
}

function conditional(
  clauses: Clauses,
  at: number,
  length: number,
  condition: Condition | null,
  sign: Sign,
  confidence: number,
  rule: ClauseRule,
): Proposal[] {
  const start = at + length
  const signal = {start: at, end: start}
  const end = conditionEnd(clauses, start)
  const final = end >= clauses.tokens.length || clauses.isHard(end)
  const whole = clauses.trim({start, end})
  if (!whole) return []
  const fronted = !final
  const main = fronted ? mainAfter(clauses, end) : mainBefore(clauses, at)
  if (!main) return []
  const {flags, span} = main
  const consequence = consequenceOf(clauses, main)
  const causes = coordinatedClauses(clauses, whole)
  const found: Proposal[] = causes.flatMap((cause) =>
    consequence.effects.map((effect) => ({
      cause,
      effect,
      signal,
      sign: consequence.turned ? opposite(sign) : sign,
      condition,
      ...flags,
      confidence,
      rule,
    })),
  )
  if (fronted && condition !== null) {
    // ", raising the odds of war" after the main clause follows from the condition too.
    const tail = clauses.groups.find((g) => g.start > span.end - 1 && g.start <= span.end + 1 && g.form === "gerund")
    const family = tail && tail.lemma !== "leave" && FAMILIES.get(tail.lemma)?.find((f) => f.frame === "object")
    const object = tail && family ? clauses.phraseRight(tail.end) : null
    if (tail && family && object && (family.sign === "+" || family.sign === "-")) {
      const tailSign = sign === "+" ? family.sign : opposite(family.sign)
      for (const cause of causes)
        found.push({
          cause,
          effect: object,
          signal: {start: tail.head, end: tail.head + 1},
          sign: tailSign,
          condition,
          ...flags,
          confidence: confidence - 0.1,
          rule: {...rule, tail: true},
        })
    }
  }
  return found
}

/**
 * What a main clause says follows. "it creates a vacuum" after a condition is the vacuum;
 * "the posts would close and trade would stop" is two effects.
 */
function consequenceOf(clauses: Clauses, main: Main): {readonly effects: readonly Span[]; readonly turned: boolean} {
  const {group, span} = main
  const family =
    group && !group.passive && group.negation < 0
      ? FAMILIES.get(group.lemma)?.find((f) => f.frame === "object" && (f.sign === "+" || f.sign === "-"))
      : undefined
  const subject = group ? clauses.trim({start: span.start, end: group.start}) : null
  if (group && family && subject && isPronoun(clauses, subject)) {
    const object = clauses.phraseRight(group.end, span.end)
    if (object) return {effects: [object], turned: family.sign === "-"}
  }
  return {effects: coordinatedClauses(clauses, span), turned: false}
}

/** End of a conditional clause that starts at `start`: the comma after its verb, or the sentence's end. */
function conditionEnd(clauses: Clauses, start: number): number {
  let verb = false
  for (let k = start; k < clauses.tokens.length; k++) {
    if (clauses.groupAt[k] !== -1) verb = true
    if (clauses.isHard(k)) return k
    if (clauses.isComma(k) && (verb || !clauses.verbIn(start, clauses.tokens.length))) {
      const next = clauses.groupAt[k + 1] ?? -1
      if (next !== -1 && clauses.groups[next]!.form === "gerund") continue
      if (
        clauses.tag(k + 1) === "CCONJ" &&
        clauses.groups.some((g) => g.start > k && g.start < k + 6 && g.form === "finite") &&
        clauses.tokens.slice(k + 1).some((t) => t.text === ",")
      )
        continue
      return k
    }
  }
  return clauses.tokens.length
}

/** "threats persist and the council fails to act" is two conditions. */
function coordinatedClauses(clauses: Clauses, span: Span): Span[] {
  for (let k = span.start + 2; k < span.end - 2; k++) {
    if (clauses.tag(k) !== "CCONJ" || clauses.lower(k) !== "and") continue
    const left = clauses.groups.some((g) => g.start > span.start && g.end <= k && g.form === "finite")
    const right = clauses.groups.find((g) => g.start > k + 1 && g.end <= span.end && g.form === "finite")
    if (left && right && clauses.phraseLeft(right.start - 1)?.start === k + 1) {
      const first = clauses.trim({start: span.start, end: k})
      const rest = clauses.trim({start: k + 1, end: span.end})
      if (first && rest) return [first, ...coordinatedClauses(clauses, rest)]
    }
  }
  return [span]
}

/** "Because of the drought, ...", "... owing to the ban". */
export function fromPrepositions(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (let k = 0; k < clauses.tokens.length; k++)
    for (const marker of REASONS.get(clauses.lower(k)) ?? []) {
      if (!clauses.at(k, marker.words)) continue
      // "due to be finished": a time that is set.
      if (marker.words.at(-1) === "to" && clauses.lower(k + marker.words.length) === "be") continue
      const cause = argumentRight(clauses, k + marker.words.length)
      if (!cause) continue
      const main = k <= 1 ? mainAfter(clauses, cause.end) : mainBefore(clauses, k)
      if (main)
        found.push(
          follows(
            cause,
            main,
            {start: k, end: k + marker.words.length},
            0.7,
            {kind: "because of", name: marker.words.join(" ")},
            {
              sign: marker.sign,
              condition: marker.condition ?? null,
            },
          ),
        )
    }
  return found
}

const MORE = new Set([
  "more",
  "greater",
  "longer",
  "deeper",
  "higher",
  "stronger",
  "harder",
  "further",
  "wider",
  "larger",
  "bigger",
  "closer",
  "faster",
])

const LESS = new Set(
  "less fewer weaker lower smaller shorter slower worse poorer scarcer rarer thinner emptier cheaper milder quieter drier sparser leaner narrower shallower calmer colder cooler dimmer lighter softer gentler humbler".split(
    " ",
  ),
)

const OPENING = new Set(["so", "and", "but", "that", "because", "then", "also", "usually", ":"])

const GRADED = new Set(["more", "less", "fewer", "higher", "lower", "bigger", "smaller", "better", "worse"])

/** "The longer the drought lasts, the fewer the herds", and so on down a chain of such pairs. */
export function fromComparative(clauses: Clauses): Proposal[] {
  const opens = (k: number) =>
    clauses.lower(k) === "the" &&
    (MORE.has(clauses.lower(k + 1)) ||
      LESS.has(clauses.lower(k + 1)) ||
      /^(?:JJR|RBR)$/.test(clauses.tokens[k + 1]?.xpos ?? "") ||
      // A comparative that the tagger does not know, opposite to one that it does.
      (k > 0 && /[^aeiou]er$/.test(clauses.lower(k + 1)) && clauses.isComma(k - 1)))
  const starts: number[] = []
  for (let k = 0; k < clauses.tokens.length - 2; k++)
    if (opens(k) && (starts.length > 0 || k === 0 || clauses.isComma(k - 1) || OPENING.has(clauses.lower(k - 1))))
      starts.push(k)
  if (starts.length < 2) return []
  const found: Proposal[] = []
  let from = starts[0]!
  for (let n = 1; n < starts.length; n++) {
    const to = starts[n]!
    // "the lower the moor and the fewer the cranes": both follow from the first.
    const joined = ["and", "but"].includes(clauses.lower(to - 1))
    if (!joined) from = starts[n - 1]!
    // "the more bees you keep the more honey": without a comma where both say "more" or "less" and something of it.
    if (!joined && !clauses.isComma(to - 1) && (to - from < 3 || !GRADED.has(clauses.lower(to + 1)))) continue
    const cause = clauses.trim({start: from + 2, end: joined ? starts[starts.indexOf(from) + 1]! : to})
    const end = Math.min(starts[n + 1] ?? clauses.tokens.length, clauses.clauseEnd(to + 2))
    const so = clauses.tokens.findIndex(
      (token, i) =>
        i > to + 2 &&
        (token.lower === "so" || (token.lower === "and" && ["then", "so"].includes(clauses.lower(i + 1)))),
    )
    const last = so > 0 && so < end ? so : end
    const effect = clauses.trim({start: to + 2, end: last})
    if (!cause || !effect) continue
    found.push({
      cause,
      effect,
      signal: {start: to, end: to + 2},
      sign: LESS.has(clauses.lower(from + 1)) === LESS.has(clauses.lower(to + 1)) ? "+" : "-",
      condition: null,
      hedge: null,
      denied: false,
      time: "present",
      strength: null,
      confidence: 0.7,
      rule: {kind: "comparative"},
    })
  }
  return found
}

/** "As tensions rise, trade shrinks": two movements together, read as one bearing on the other. */
export function fromAs(clauses: Clauses): Proposal[] {
  const at = clauses.lower(0) === "as" ? 0 : -1
  if (at < 0 || ["a", "long", "far", "for", "of", "if", "though", "well", "soon", "part"].includes(clauses.lower(1)))
    return []
  const end = conditionEnd(clauses, 1)
  if (end >= clauses.tokens.length) return []
  const group = clauses.groups.find((g) => g.start > 1 && g.end <= end && g.form === "finite")
  const cause = clauses.trim({start: 1, end})
  const main = mainAfter(clauses, end)
  if (!group || !cause || !main) return []
  if (clauses.lower(main.span.start) === "it" && clauses.lower(main.span.start + 1) === "is") return []
  return [follows(cause, main, {start: 0, end: 1}, 0.45, {kind: "as, two movements"})]
}

/** "The guild, citing the raids, refuses to trade": the reason given for what is done. */
export function fromCiting(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (const group of clauses.groups) {
    if (!CITING.has(group.lemma) || group.form !== "gerund") continue
    const cause = clauses.phraseRight(group.end)
    if (!cause) continue
    const opens = group.start === 0
    const main = clauses.groups.find((g) => g.start >= cause.end && g.form === "finite")
    const before = clauses.groups.findLast((g) => g.end <= group.start && g.form === "finite")
    const inserted = main && !before && clauses.isComma(cause.end)
    const effect =
      opens && main
        ? mainAfter(clauses, cause.end)?.span
        : inserted
          ? clauses.trim({start: main.start, end: clauses.clauseEnd(main.start)})
          : before
            ? mainBefore(clauses, group.start)?.span
            : null
    if (!effect) continue
    const flags = flagsOf(clauses, (inserted ? main : (before ?? main)) as VerbGroup)
    found.push({
      cause,
      effect,
      signal: {start: group.head, end: group.head + 1},
      sign: "+",
      condition: null,
      ...flags,
      denied: false,
      confidence: 0.6,
      rule: {kind: "citing"},
    })
  }
  return found
}

const TIMES = new Set([
  "year",
  "month",
  "week",
  "day",
  "decade",
  "hour",
  "century",
  "summer",
  "winter",
  "spring",
  "autumn",
  "minute",
  "noon",
  "night",
  "time",
  "then",
  "independence",
  "age",
])

/** "Raids stopped after the mediators came": only where the main verb says that something began, ended or moved. */
export function fromAfter(clauses: Clauses): Proposal[] {
  const first = fronted(clauses)
  if (first.length > 0) return first
  for (let k = 2; k < clauses.tokens.length; k++) {
    if (!["after", "following", "since"].includes(clauses.lower(k)) || clauses.isComma(k - 1)) continue
    const main = mainBefore(clauses, k)
    const verb = main?.group
    if (
      !main ||
      !verb ||
      !/^(stop|end|cease|halt|rise|fall|increase|decrease|drop|surge|erupt|collapse|resume|ease|grow|decline|jump|break|begin|start|soar|spread|close|reopen|escalate|subside|shrink)$/.test(
        verb.lemma,
      )
    )
      continue
    const cause = clauses.phraseRight(k + 1)
    if (!cause) continue
    const head = clauses.lower(Math.min(cause.end - 1, cause.start + 6))
    const dated = isDate(clauses.tokens.slice(cause.start, cause.end).map(({lower}) => lower))
    const times = dated || TIMES.has(singular(head)) || TIMES.has(singular(clauses.lower(cause.start)))
    if (times || clauses.tokens.slice(cause.start, cause.end).some((t) => t.tag === "NUM")) continue
    return [follows(cause, main, {start: k, end: k + 1}, 0.45, {kind: "after an event"})]
  }
  return []
}

/** "Since the truce, raids have fallen": an event, then a change told of the time after it. */
function fronted(clauses: Clauses): Proposal[] {
  const opener = (["after", "following", "since"] as const).find((word) => word === clauses.lower(0))
  if (!opener) return []
  const end = clauses.tokens.findIndex((_, i) => i > 1 && clauses.isComma(i))
  if (end < 0 || clauses.verbIn(1, end)) return []
  const cause = clauses.phraseRight(1, end)
  const main = mainAfter(clauses, end)
  const verb = main?.group
  if (
    !cause ||
    !main ||
    !verb ||
    isDate(clauses.tokens.slice(cause.start, cause.end).map(({lower}) => lower)) ||
    clauses.tokens.slice(cause.start, Math.min(cause.start + 2, cause.end)).some((t) => t.tag === "NUM")
  )
    return []
  const object = clauses.phraseRight(verb.end)
  const moved = MOVEMENT_VERBS.has(verb.lemma) && !object
  const met =
    MEETING.has(verb.lemma) &&
    object !== null &&
    clauses.tokens.slice(object.start, object.end).some((t) => DIRECTION_NOUNS.has(singular(t.lower)))
  if (!moved && !met) return []
  return [follows(cause, main, {start: 0, end: 1}, 0.4, {kind: `${opener} an event`})]
}

/** A sentence that opens with "Consequently": its cause is the sentence before. */
export function fromBefore(clauses: Clauses): Proposal[] {
  for (const marker of THEREFORE) {
    if (!clauses.at(0, marker.words)) continue
    const main = mainAfter(clauses, marker.words.length)
    if (main)
      return [
        follows(
          {start: 0, end: 0},
          main,
          {start: 0, end: marker.words.length},
          0.6,
          {kind: "therefore", name: marker.words.join(" ")},
          {fromBefore: true},
        ),
      ]
  }
  return []
}
