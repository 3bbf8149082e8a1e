// From a stretch of words to a phrase: what varies (`thing`), and which way the words
// say it moves (`change`). The invariant is the contract's: only words inside the phrase
// count, nothing is guessed, and what the direction words leave is still there verbatim.

import type {Words} from "../documents/index.ts"
import {type Span, verbForms} from "../language/index.ts"
import {IN_PHRASE} from "./bounds.ts"
import type {Phrase} from "./claim.ts"
import type {Clauses, VerbGroup} from "./clauses.ts"
import {headOf} from "./extents.ts"
import {words} from "./lexicon/words.ts"
import {
  ACTORS,
  CHOICE_VERBS,
  DIRECTION_ADJECTIVES,
  DIRECTION_NOUNS,
  HAVING_VERBS,
  MEASURE_NOUNS,
  MOVEMENT_VERBS,
  OMISSION_VERBS,
  PARTICLE_MOVEMENT,
  POINTING_HEADS,
  stateOf,
  VERBS,
} from "./lexicon.ts"
import {unwanted} from "./phrase-kinds.ts"

type Change = "+" | "-" | null

const RAISING = new Set(VERBS.filter((f) => f.sign === "+" && f.frame === "object").flatMap((f) => f.lemmas))
const LOWERING = new Set(VERBS.filter((f) => f.sign === "-" && f.frame === "object").flatMap((f) => f.lemmas))

/** "-" turned "+" and back; null stays. */
export function opposite<T extends string | null>(sign: T): T {
  return (sign === "+" ? "-" : sign === "-" ? "+" : sign) as T
}

export function wordsOf(clauses: Clauses, text: string, span: Span): Words {
  const from = clauses.tokens[span.start]!.from
  const to = clauses.tokens[span.end - 1]!.to
  return {from, to, text: text.slice(from, to)}
}

/** Whether the phrase only points back: "this", "such a scenario", "these moves". */
export function pointsBack(clauses: Clauses, span: Span): boolean {
  const first = clauses.lower(span.start)
  const head = clauses.lower(headOf(clauses.d, span))
  if (["it", "they", "them", "this", "that", "these", "those", "which"].includes(first) && span.end - span.start === 1)
    return true
  return ["this", "these", "that", "those", "such", "every", "each"].includes(first) && POINTING_HEADS.has(head)
}

/**
 * The phrase that `span` words.
 * @param refers  what an anaphor stands for, when the caller found it.
 */
export function phraseOf(clauses: Clauses, text: string, span: Span, refers?: string): Phrase {
  // "The closed pass": a participle behind an article says of what kind a thing is.
  const inside = clauses.groups.filter(
    (g) =>
      g.start >= span.start && g.end <= span.end && !(g.start > span.start && ARTICLES.has(clauses.lower(g.start - 1))),
  )
  const verb =
    inside.find((g) => g.form === "finite" && !clauses.isRelative(g)) ??
    inside.find((g) => g.start === span.start && g.form !== "finite" && !saysWhichWay(clauses, g)) ??
    inside.find((g) => movesOf(clauses, span, g))
  const read = verb ? readClause(clauses, span, verb) : readNominal(clauses, span)
  const thing = read.things
    .flatMap((part) => turnedInto(clauses, untilDash(clauses, part)))
    .map((part) => clauses.trim(part))
    .filter((part) => part !== null)
  const kept = thing.length > 0 ? thing : [span]
  const whole = wordsOf(clauses, text, span)
  return {
    ...whole,
    thing: kept.map((part) => wordsOf(clauses, text, part)),
    change: read.change,
    ...(refers ? {refers} : {}),
  }
}

const ARTICLES = new Set(["the", "a", "an", "its", "their", "his", "her", "our", "your", "my"])

/** "Growing tensions": a gerund that grades the noun behind it, and does nothing to it. */
function saysWhichWay(clauses: Clauses, {form, end}: VerbGroup): boolean {
  return form === "gerund" && DIRECTION_ADJECTIVES.has(clauses.lower(end - 1)) && IN_PHRASE.has(clauses.tag(end))
}

/** Nouns whose infinitive says what they are about: "the decision to return". */
const ABOUT = new Set(words("decision plan right chance pressure time need failure refusal ability"))

/** Whether an infinitive says how the noun before it moves: "the fish to die", "the inn to close". */
function movesOf(clauses: Clauses, span: Span, group: VerbGroup): boolean {
  if (group.form !== "infinitive" || group.start === span.start || group.passive) return false
  if (!MOVEMENT_VERBS.has(group.lemma)) return false
  for (let k = span.start; k < group.start; k++) if (clauses.tag(k) === "ADP") return false
  return (group.end === span.end || clauses.tag(group.end) === "ADV") && !ABOUT.has(clauses.d.lemma(group.start - 1))
}

/** A thing without what a dash inserts after it. */
function untilDash(clauses: Clauses, span: Span): Span {
  for (let k = span.start + 1; k < span.end; k++) if (clauses.isHard(k)) return {start: span.start, end: k}
  return span
}

/** "the clans into war", "traders from crossing": who, and what of them. */
function turnedInto(clauses: Clauses, span: Span): Span[] {
  for (let k = span.start + 1; k < span.end - 1; k++) {
    const word = clauses.lower(k)
    if (
      word === "into" ||
      (word.startsWith("toward") && ACTORS.has(clauses.d.lemma(k - 1))) ||
      (word === "from" && (clauses.groupAt[k + 1] !== -1 || /.ing$/.test(clauses.lower(k + 1))))
    )
      return [
        {start: span.start, end: k},
        {start: k + 1, end: span.end},
      ]
    if (clauses.groupOf(k)?.form === "infinitive" && clauses.lower(k) === "to" && clauses.tag(span.start) !== "VERB")
      return [
        {start: span.start, end: k},
        {start: k + 1, end: span.end},
      ]
  }
  return [span]
}

const LOSING = new Set(["lose", "lack", "forfeit", "abandon", "miss"])
const GAINING = new Set(["gain", "regain", "win", "earn"])

type Read = {readonly things: readonly Span[]; readonly change: Change}

/** Adverbs before a word of amount that only say by how much: "even fewer", "way too many". */
const BY_HOW_MUCH = new Set(words("even far much many way still ever a bit lot so very really"))
const MORE_OR_LESS: ReadonlyMap<string, "+" | "-"> = new Map([
  ["more", "+"],
  ["less", "-"],
  ["fewer", "-"],
])
/** Behind "too"; with "not" before it, "enough" and these are the opposite. */
const MUCH: ReadonlyMap<string, "+" | "-"> = new Map([
  ["many", "+"],
  ["much", "+"],
  ["few", "-"],
  ["little", "-"],
])
/** Tags of words that a noun phrase opens with. */
const NAMING = new Set(["NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "VERB"])
/** What living things are when there will be fewer of them, or less of their work. */
const AILING = new Set(
  "thin thinner stuck stranded sick sicker ill dead poor poorer hungry hungrier weak unhealthy sterile".split(" "),
)
/** Verbs whose object is there no longer: "the pike get taken out", "the reeds are cut". */
const REMOVING = new Set("take catch eat cut drain pump fish wash scare clear chop mow".split(" "))
/** Verbs that end what they are done to, in the active voice too: "closing the school", "the ban is lifted". */
const ENDING = new Set("abolish cancel close demolish dismantle eliminate lift remove scrap shut".split(" "))
/** The same as nouns: "the closing of the school", and where no verb was seen in "lifting the ban". */
const ENDING_NOUNS: ReadonlySet<string> = new Set(
  [...ENDING].flatMap((lemma) => [...verbForms(lemma)].flatMap(([form, as]) => (as.includes("gerund") ? form : []))),
)
/** What is done to a thing that is there no longer. */
const UNDOING: ReadonlySet<string> = new Set([...REMOVING, ...ENDING])
/** Particles that make a verb of taking one of taking away. */
const AWAY = new Set(["out", "away", "off", "down"])
/** Verbs of coming and going: said of who is there, and not of what they do with something. */
const PRESENCE: ReadonlyMap<string, "+" | "-"> = new Map([
  ["come", "+"],
  ["leave", "-"],
  ["quit", "-"],
])
/** Who earns or sells, where nobody is named: what varies is what they earn. */
const ANYONE = new Set("i we you they he she one everybody everyone people".split(" "))
/** Adverbs that turn a movement: "grow slower". */
const HINDERED = new Set(["slower", "less", "worse", "badly", "poorly"])
/** How often or how much, behind a particle: "goes down every year", "dries up a bit". */
const HOW_MUCH = new Set("a every each even more again too very really so completely".split(" "))
/** What living things cannot do without. */
const LIVED_ON = new Set("place room space shelter food light oxygen air home cover".split(" "))
const SELLING = new Set(["earn", "sell", "make", "catch", "harvest"])
const NOBODY = new Set(["nobody", "none"])
const SCARCELY = new Set(["hardly", "barely", "scarcely", "almost"])

/**
 * The words at the head of a noun phrase that say how much of it there is: "too many cars", "less and less rain",
 * "hardly any birds", "not enough work". Null where there are none, or nothing stands behind them.
 */
function amountOf(clauses: Clauses, span: Span): {readonly rest: Span; readonly change: "+" | "-"} | null {
  const {end} = span
  const word = (k: number) => (k < end ? clauses.lower(k) : "")
  // "The less light": of two that go together.
  const start = word(span.start) === "the" && MORE_OR_LESS.has(word(span.start + 1)) ? span.start + 1 : span.start
  const of = (k: number, change: "+" | "-") => {
    const from = word(k) === "of" ? k + 1 : k
    return from < end ? {rest: {start: from, end}, change} : null
  }
  if (SCARCELY.has(word(start)) && ["any", "no", "enough"].includes(word(start + 1))) return of(start + 2, "-")
  if (word(start) === "not") {
    const at = word(start + 1) === "so" ? start + 2 : start + 1
    return ["enough", "much", "many", "any"].includes(word(at)) ? of(at + 1, "-") : null
  }
  if (word(start) === "no" && (word(start + 1) === "more" || word(start + 1) === "longer")) return of(start + 2, "-")
  if (word(start) === "few") return of(start + 1, "-")
  let k = start
  while (k < end && BY_HOW_MUCH.has(word(k))) k++
  const way = MORE_OR_LESS.get(word(k))
  if (way !== undefined) return of(word(k + 1) === "and" && word(k + 2) === word(k) ? k + 3 : k + 1, way)
  const much = word(k) === "too" ? MUCH.get(word(k + 1)) : undefined
  return much === undefined ? null : of(k + 2, much)
}

/** A thing without what compares it or says that it is left: "dead wood than before", "fish left". */
function untilThan(clauses: Clauses, span: Span): Span {
  for (let k = span.start + 1; k < span.end; k++)
    if (
      clauses.lower(k) === "than" ||
      (clauses.lower(k) === "left" && k === span.end - 1) ||
      clauses.lower(k) === "anymore"
    )
      return {start: span.start, end: k}
  return span
}

/** Words before a subject that deny what is said of it. */
const NONE_OF = new Set(["no", "neither"])

/** What is there when it falls. */
const WEATHER = new Set(["rain", "rains", "snow", "hail", "sleet"])

/** What is said of a figure with "is" and no other verb. */
const LEVELS: ReadonlyMap<string, "+" | "-"> = new Map([
  ["down", "-"],
  ["over", "-"],
  ["up", "+"],
])
/** What follows such a word: "down by nine per cent", "up on last year". */
const BY_SOME = new Set(
  "by on from since this last again sharply slightly steeply compared nearly almost about over".split(" "),
)

/** Verbs that say that what the next verb says goes on or begins. */
const GOING_ON = new Set(["keep", "continue", "go", "carry", "begin", "start"])

/** "will keep falling", "goes on growing": the verb that says which way, with what stands before it. */
function movingOn(clauses: Clauses, span: Span, verb: VerbGroup): VerbGroup | null {
  if (!GOING_ON.has(verb.lemma) || verb.passive) return null
  const at = clauses.lower(verb.end) === "on" ? verb.end + 1 : verb.end
  const moving = clauses.groups.find((g) => g.start >= at && g.start <= at + 1 && g.form !== "finite")
  if (!moving || moving.passive || moving.end > span.end || !MOVEMENT_VERBS.has(moving.lemma)) return null
  return {...moving, start: verb.start, form: verb.form, negation: verb.negation}
}

/** A clause: its subject, and what its verb says of it. */
function readClause(clauses: Clauses, span: Span, of: VerbGroup): Read {
  const verb = movingOn(clauses, span, of) ?? of
  const subject: Span | null = verb.start > span.start ? clauses.trim({start: span.start, end: verb.start}) : null
  const rest: Span | null = verb.end < span.end ? {start: verb.end, end: span.end} : null
  const none = subject !== null && subject.end - subject.start > 1 && NONE_OF.has(clauses.lower(subject.start))
  const negated = verb.negation >= 0 || none
  const turn = (change: Change): Change => (negated ? (change === null ? "-" : opposite(change)) : change)
  // "Nobody collects firewood": less of what nobody does.
  if (subject && verb.lemma !== "be" && subject.end - subject.start === 1 && NOBODY.has(clauses.lower(subject.start)))
    return {things: [{start: verb.head, end: span.end}], change: "-"}
  const bare = (part: Span | null): Span | null =>
    part && NONE_OF.has(clauses.lower(part.start)) ? clauses.trim({start: part.start + 1, end: part.end}) : part
  // What "no" denies is denied once, by `turn`.
  const said = bare(subject)
  const inner = said ? readNominal(clauses, said) : null
  const things = (...parts: (Span | null)[]) => parts.filter((part) => part !== null)
  const product = (a: Change, b: Change): Change => (a === null ? b : b === null ? a : a === b ? "+" : "-")

  // "There is less rain", "there are not enough nurses": what there is more or less of.
  if (rest && verb.lemma === "be" && clauses.lower(verb.start - 1) === "there") {
    const scarce = verb.negation >= 0 && verb.negation < rest.start
    const counted = ["no", ...(scarce ? ["any", "enough", "much", "many"] : [])].includes(clauses.lower(rest.start))
    const amount = amountOf(clauses, rest)
    const what = amount?.rest ?? (counted ? {start: rest.start + 1, end: rest.end} : rest)
    const change = amount ? (scarce ? opposite(amount.change) : amount.change) : counted || scarce ? "-" : null
    if (change !== null && what.start < what.end && NAMING.has(clauses.tag(what.start)))
      return {things: [untilThan(clauses, what)], change}
  }
  // "The roach get more", "the pike become less and less": there are more or fewer of them.
  if (subject && rest && (verb.lemma === "get" || verb.lemma === "become")) {
    const way = MORE_OR_LESS.get(clauses.lower(rest.start))
    const again = clauses.at(rest.start + 1, ["and", clauses.lower(rest.start)]) ? 3 : 1
    if (way && rest.end - rest.start === again)
      return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, way))}
  }
  const next = clauses.groups.find((g) => g.start >= verb.end && g.start <= verb.end + 1 && g.form === "infinitive")
  if (OMISSION_VERBS.has(verb.lemma) && next)
    return {things: things(bare(subject), {start: next.head, end: span.end}), change: turn("-")}
  if (
    verb.lemma === "be" ||
    verb.lemma === "become" ||
    verb.lemma === "remain" ||
    verb.lemma === "grow" ||
    verb.lemma === "get"
  ) {
    // "Fares are down by nine per cent", "sales were up".
    const level = LEVELS.get(clauses.lower(verb.end))
    // "The melt was over by April" was early, and no less.
    const early = clauses.lower(verb.end) === "over" && verb.past && clauses.lower(verb.end + 1) === "by"
    const ends =
      verb.end + 1 >= span.end || BY_SOME.has(clauses.lower(verb.end + 1)) || clauses.tag(verb.end + 1) === "NUM"
    if (level && ends && subject && !early)
      return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, level))}
    for (let k = verb.end; k < Math.min(span.end, verb.end + 4); k++) {
      const graded = MORE_OR_LESS.get(clauses.lower(k))
      // "The street gets less attractive": less of what it is said to be.
      if (graded === "-" && clauses.tag(k + 1) === "ADJ" && k + 2 <= span.end && !stateOf(clauses.lower(k + 1)))
        return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, graded))}
      // "The animals get thin": said of what lives, and of nothing else.
      const ails = AILING.has(clauses.lower(k)) && clauses.tag(k) !== "NOUN" && k === span.end - 1
      const said = stateOf(clauses.lower(k)) ?? (ails ? "-" : undefined)
      // What one wants is less when it is worse, what nobody wants less when it is better.
      const judged =
        subject !== null && clauses.lower(k) === (unwanted(clauses.d, headOf(clauses.d, subject)) ? "better" : "worse")
      const state = said && (judged || clauses.lower(k - 1) === "less") ? (judged ? "-" : opposite(said)) : said
      if (state && clauses.tag(k) !== "NOUN") {
        const infinitive = clauses.groups.find((g) => g.start > k && g.form === "infinitive" && g.end <= span.end)
        if (["unwilling", "unable", "reluctant"].includes(clauses.lower(k)) && infinitive)
          return {things: things(bare(subject), {start: infinitive.head, end: span.end}), change: turn("-")}
        return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, state))}
      }
    }
  }
  if (CHOICE_VERBS.has(verb.lemma) && next)
    return {things: things(bare(subject), {start: next.head, end: span.end}), change: negated ? "-" : null}
  // "the talks lost their credibility": what is lost goes down, what is gained goes up.
  const held = LOSING.has(verb.lemma) ? "-" : GAINING.has(verb.lemma) ? "+" : null
  const object = held && rest && !verb.passive && clauses.groupAt[rest.start] === -1 ? clauses.trim(rest) : null
  // "The eels are nearly gone"; "the company earns less".
  const gone = verb.lemma === "go" && clauses.lower(verb.end - 1) === "gone" && !rest
  // "He earns more", "we sell less": how much is earned.
  if (
    subject &&
    subject.end - subject.start === 1 &&
    ANYONE.has(clauses.lower(subject.start)) &&
    rest &&
    SELLING.has(verb.lemma)
  ) {
    const much =
      MORE_OR_LESS.get(clauses.lower(rest.start)) ??
      (clauses.at(rest.start, ["a", "lot"]) ? "+" : clauses.lower(rest.start) === "nothing" ? "-" : null)
    const all = rest.end - rest.start === (clauses.lower(rest.start) === "a" ? 2 : 1)
    if (much && all) return {things: [{start: verb.head, end: verb.end}], change: turn(much)}
  }
  const earned = held && rest && rest.end - rest.start === 1 ? MORE_OR_LESS.get(clauses.lower(rest.start)) : undefined
  if (subject && (gone || earned))
    return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, earned ?? "-"))}
  if (held && object) return {things: things(bare(subject), object), change: turn(held)}
  // "You have less time to study", "they use too much water": more or less of what one has.
  const amount = rest && !verb.passive && HAVING_VERBS.has(verb.lemma) ? amountOf(clauses, rest) : null
  if (amount) return {things: [untilThan(clauses, amount.rest)], change: turn(amount.change)}
  // "The young fish have no place to hide": who lacks what it lives on fares worse.
  const lacks = subject && rest && !verb.passive && HAVING_VERBS.has(verb.lemma) && clauses.lower(rest.start) === "no"
  if (lacks && !pointsBack(clauses, subject) && LIVED_ON.has(clauses.lower(rest.start + 1)))
    return {things: things(...(inner?.things ?? [])), change: product(inner?.change ?? null, "-")}
  // "The pike get taken out", "the trees are cut down": there are fewer of them; "more fish are caught" is catching.
  const participle =
    verb.lemma === "get" && rest && /^VB[ND]$/.test(clauses.tokens[rest.start]?.xpos ?? "")
      ? rest.start
      : verb.passive
        ? verb.head
        : -1
  const named = subject !== null && ["NOUN", "PROPN", "PRON"].includes(clauses.tag(subject.end - 1))
  if (named && participle >= 0 && inner?.change === null && UNDOING.has(clauses.tokens[participle]!.lemma)) {
    const taken = clauses.tokens[participle]!.lemma !== "take" || AWAY.has(clauses.lower(participle + 1))
    if (taken) return {things: things(...inner.things), change: turn("-")}
  }
  const particle = rest ? PARTICLE_MOVEMENT.get(`${verb.lemma} ${clauses.lower(rest.start)}`) : undefined
  // "The herons came back to the lake", but "she went up the hill".
  if (
    particle &&
    subject &&
    !verb.passive &&
    !(
      rest!.end - rest!.start > 1 &&
      NAMING.has(clauses.tag(rest!.start + 1)) &&
      !HOW_MUCH.has(clauses.lower(rest!.start + 1))
    )
  )
    return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, particle))}
  // "The visitors leave", "the storks don't come": there are more or fewer of them.
  const present = PRESENCE.get(verb.lemma)
  const stays = rest === null || (rest.end - rest.start <= 2 && ["ADV", "ADP"].includes(clauses.tag(rest.start)))
  const habit = clauses.tokens[verb.head]!.xpos !== "VBD"
  if (present && habit && subject && !verb.passive && stays && (present === "-" || negated || rest === null))
    return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, present))}
  const slowed = rest && HINDERED.has(clauses.lower(rest.start)) ? opposite : <T>(way: T): T => way
  const raining = verb.lemma === "fall" && said !== null && WEATHER.has(clauses.lower(said.end - 1))
  const movement = raining ? "+" : slowed(MOVEMENT_VERBS.get(verb.lemma) ?? null)
  const hasObject =
    rest !== null &&
    !HINDERED.has(clauses.lower(rest.start)) &&
    !clauses.at(rest.start, ["all", "over"]) &&
    clauses.tag(rest.start) !== "ADP" &&
    clauses.tag(rest.start) !== "ADV" &&
    (isDeed(clauses.groupOf(rest.start)) || clauses.phraseRight(rest.start, span.end) !== null)
  if (movement && !verb.passive && !hasObject && subject)
    return {things: things(...(inner?.things ?? [])), change: turn(product(inner?.change ?? null, movement))}
  if (verb.passive && subject && (RAISING.has(verb.lemma) || LOWERING.has(verb.lemma))) {
    const way: Change = RAISING.has(verb.lemma) ? "+" : "-"
    return {
      things: things(...(inner?.things ?? [bare(subject)])),
      change: none ? "-" : negated ? opposite(way) : product(inner?.change ?? null, way),
    }
  }
  const ended = !subject && rest && ENDING.has(verb.lemma) ? clauses.phraseRight(rest.start, span.end) : null
  if (ended) return {things: [{start: ended.start, end: span.end}], change: turn("-")}
  if (!subject)
    return {
      things: [{start: verb.form === "infinitive" || verb.negation >= 0 ? verb.head : span.start, end: span.end}],
      change: negated ? "-" : null,
    }
  return {things: things(bare(subject), {start: verb.head, end: span.end}), change: negated ? "-" : null}
}

/** "Stopped bidding" is of what one does; who "stopped coming" is there no longer. */
const isDeed = (group: VerbGroup | undefined): boolean => group?.form === "gerund" && !PRESENCE.has(group.lemma)

/** A noun phrase: direction nouns and adjectives taken off it. */
function readNominal(clauses: Clauses, span: Span): Read {
  const amount = amountOf(clauses, span)
  if (amount) {
    const inner = readNominal(clauses, amount.rest)
    // Fewer losses are fewer of what is lost: one change for both.
    const change = inner.change === null ? amount.change : inner.change === amount.change ? "+" : "-"
    return {things: inner.things, change}
  }
  let start = span.start
  while (start < span.end && clauses.tag(start) === "DET" && !["no"].includes(clauses.lower(start))) start++
  // "X's failure to act", "its lack of grain": the owner stays, the direction word goes.
  for (let k = start; k < span.end; k++) {
    const word = clauses.d.lemma(k)
    const preposition = clauses.lower(k + 1)
    if (clauses.groupOf(k)?.form === "infinitive") break
    const linked = ["of", "in", "to", "for", "on", "from", "between"].includes(preposition) && k + 2 < span.end
    if (
      linked &&
      ["NOUN", "VERB", "PROPN"].includes(clauses.tag(k)) &&
      (DIRECTION_NOUNS.has(word) ||
        (ENDING_NOUNS.has(word) && preposition === "of") ||
        (MEASURE_NOUNS.has(word) && preposition === "of")) &&
      onlyModifiers(clauses, start, k)
    ) {
      const owner = ownerOf(clauses, start, k)
      const rest = {start: k + 2, end: span.end}
      const inner = owner ? {things: [rest], change: null} : readNominal(clauses, rest)
      const own: Change = DIRECTION_NOUNS.get(word) ?? (ENDING_NOUNS.has(word) ? "-" : null)
      const graded = own ?? adjectiveBefore(clauses, start, k)
      const change =
        graded === null ? inner.change : inner.change === null ? graded : graded === inner.change ? "+" : "-"
      return {things: owner ? [owner, ...inner.things] : inner.things, change}
    }
    if (clauses.tag(k) === "ADP") break
  }
  if (ENDING_NOUNS.has(clauses.lower(start)) && ["DET", "NUM"].includes(clauses.tag(start + 1)))
    return {things: [{start: start + 1, end: span.end}], change: "-"}
  // "medicine scarce", "floods more likely": what it is made to be stands after the noun.
  for (let k = start + 1; k < span.end; k++) {
    const state = stateOf(clauses.lower(k))
    if (
      !state ||
      !["ADJ", "ADV"].includes(clauses.tag(k)) ||
      ["NOUN", "PROPN", "ADJ"].includes(clauses.tag(k + 1) || "")
    )
      continue
    const graded = ["more", "less", "even", "so", "too"].includes(clauses.lower(k - 1))
    const noun = {start, end: graded ? k - 1 : k}
    if (noun.end <= noun.start || !["NOUN", "PROPN", "PRON"].includes(clauses.tag(noun.end - 1))) continue
    return {things: [noun], change: clauses.lower(k - 1) === "less" ? opposite(state) : state}
  }
  if (clauses.lower(start) === "no") return {things: [{start: start + 1, end: span.end}], change: "-"}
  for (let k = start; k < Math.min(span.end - 1, start + 4); k++) {
    if (clauses.tag(k) === "NOUN" || clauses.tag(k) === "ADP") break
    const way = DIRECTION_ADJECTIVES.get(clauses.lower(k))
    // "The little roach" are small, and not few.
    if (way === undefined || (clauses.lower(k) === "little" && clauses.lower(k - 1) === "the")) continue
    const rest = {start: k + 1, end: span.end}
    const sign = clauses.lower(k) === "worsening" && !unwanted(clauses.d, headOf(clauses.d, rest)) ? "-" : way
    const owner = clauses.tokens.slice(start, k).some((t) => ["NOUN", "PROPN", "PRON"].includes(t.tag))
    const before = owner ? clauses.trim({start, end: k}) : null
    return {things: before ? [before, rest] : [rest], change: sign}
  }
  // "the border closure ended" is a clause; "harvest failure" is a compound whose head says which way.
  const head = headOf(clauses.d, span)
  const way = DIRECTION_NOUNS.get(clauses.d.lemma(head))
  if (
    way &&
    head > start &&
    head === span.end - 1 &&
    !["wave", "flow", "return", "end", "presence", "spread"].includes(clauses.d.lemma(head)) &&
    clauses.tag(head - 1) === "NOUN"
  )
    return {things: [{start, end: head}], change: way}
  return {things: [span], change: null}
}

function onlyModifiers(clauses: Clauses, start: number, end: number): boolean {
  for (let k = start; k < end; k++) {
    const owner = ["'s", "'"].includes(clauses.lower(k))
    if (
      !owner &&
      !["ADJ", "PROPN", "NOUN", "PRON", "NUM", "VERB", "DET", "ADV", "PART", "CCONJ", "PUNCT"].includes(clauses.tag(k))
    )
      return false
  }
  return end - start <= 6
}

function ownerOf(clauses: Clauses, start: number, end: number): Span | null {
  for (let k = start; k < end; k++) {
    if (["'s", "'"].includes(clauses.lower(k)) && k > start) return {start, end: k}
  }
  return clauses.tag(start) === "PRON" ? {start, end: start + 1} : null
}

function adjectiveBefore(clauses: Clauses, start: number, end: number): Change {
  for (let k = start; k < end; k++) {
    const way = DIRECTION_ADJECTIVES.get(clauses.lower(k))
    if (way) return way
  }
  return null
}
