// The bottom line: at most 80 words that a person would forward, and how much to trust them.
//
// In: the findings. Out: sentences with anchors to them, and what the trust in them rests on.
// Every number stands with its range and its likelihood word. What does not fit, or would
// be too hard to read, is left out from the end: the first outcome and the trust stay.

import type {Evidence} from "./evidence.ts"
import type {DisputeView, DriverView, LoopView, OptionView, Outlook, Share} from "./finding.ts"
import {movedSays} from "./levers.ts"
import {ENOUGH_RUNS, isAmount, isEvent} from "./measure.ts"
import {inSays} from "./outcome-says.ts"
import {isLevel, type Told} from "./outcomes.ts"
import type {Lapse} from "./splits.ts"
import {agree, count, counted, duration, gradeLevel, inRuns, likelihood, moment, opened, wordsIn} from "./words.ts"

/** As much as is read before deciding to read on. */
export const MOST_WORDS = 80
/** Flesch-Kincaid grade above which a sentence that may go, goes. */
export const HARDEST = 12

/** A sentence, and the findings that its numbers are from, in the order they stand in it. */
type Sentence = {readonly says: string; readonly anchors: Outlook["anchors"]}

/** What the trust in the first outcome rests on. */
export type Trust = {
  readonly voices: number
  readonly contested: number
  readonly contradicted: number
  readonly drafted: boolean
  /** Drafted by rule, and edited by nobody since. */
  readonly untouched: boolean
  readonly failed: number
  readonly runs: number
  /** Backtests of the first outcome's own series; absent: it has none, or none was made. */
  readonly skill?: Skill
  /** Backtests of the case's other series. */
  readonly elsewhere?: Skill
}

/** Backtests made, and of how many the best naive forecast was beaten, or beat the model, beyond chance. */
export type Skill = {readonly tests: number; readonly shown: number; readonly worse: number}

/** The bottom line and its anchors: each anchor's words stand in the text after those of the anchor before it. */
export function bottomLine(input: {
  readonly known: Evidence
  readonly told: readonly Told[]
  readonly options: readonly OptionView[]
  readonly loops: readonly LoopView[]
  readonly disputes: readonly DisputeView[]
  readonly drivers: readonly DriverView[]
  readonly lapses?: readonly Lapse[]
  readonly trust: Trust
  /** Something of the past is in force and goes on. */
  readonly held: boolean
}): Pick<Outlook, "bottomLine" | "anchors"> {
  const {told} = input
  const lapse = deciding(input.lapses ?? [], input.disputes, input.drivers)
  const opening = first(input.known, told[0]!, input.trust.drafted, input.held)
  const split = lapse ? byLapse(input.known, lapse, told[0]!) : null
  const optional = [
    second(told),
    split ?? turn(input.disputes, input.drivers, told[0]!),
    step(input.held ? byEffect(input.options, told[0]!) : input.options, told[0]!),
  ].filter((s): s is Sentence => s !== null)
  const close: Sentence = {
    says: `How far to trust it: ${trustWords(input.trust, told[0]!.inside, "short")}.`,
    anchors: [],
  }
  // Least needed first: the step, then the second outcome, then what it turns on; a lapse that decides is never left out.
  const keep: readonly (readonly number[])[] = [[0, 1, 2], [0, 1], [0, 2], [0], [1], [2], []]
  const needed = split ? optional.indexOf(split) : null
  const wants = needed === null ? keep : [...keep.filter((want) => want.includes(needed)), [needed]]
  for (const [n, want] of wants.entries()) {
    const sentences = [opening, ...want.flatMap((k) => optional[k] ?? []), close]
    const text = sentences.map((s) => s.says).join(" ")
    const fits = wordsIn(text).length <= MOST_WORDS && gradeLevel(text) <= HARDEST
    if (fits || n === wants.length - 1) return {bottomLine: text, anchors: sentences.flatMap((s) => s.anchors)}
  }
  throw new Error("the last choice always returns")
}

/** The level and how it moves, then the event; of a draft, whose levels mean nothing by themselves, the event alone. */
function first(known: Evidence, told: Told, drafted: boolean, held: boolean): Sentence {
  const {time} = known.model
  const {finding, level, leads} = told
  const lead = drafted ? "By the documents' own logic, " : held ? "If nobody takes a new step, " : "In this model, "
  if (level) {
    const event = eventOf(told)
    return {
      says: [opened(`${lead}${level.until}.`), event.says].filter((one) => one !== "").join(" "),
      anchors: [{words: level.amount, finding: finding.id}, ...event.anchors],
    }
  }
  const by = time.origin
    ? `by ${moment(time.stop, time.unit, time.origin)}`
    : `within ${duration(time.stop - (time.now ?? time.start), time.unit)}`
  const hasEvent = isEvent(told.measure) || told.says !== null
  const {says, share} = hasEvent
    ? {says: `${leads.says} ${by}: in ${inRuns(leads.share)}`, share: leads.share}
    : wayClause(told, by)
  return {says: opened(`${lead}${says}.`), anchors: [{words: inRuns(share), finding: finding.id}]}
}

/** "In 7 of 10 runs (6-8) they reach 12." */
function eventOf({inside, leads, measure, finding}: Told): Sentence {
  if (isAmount(measure)) return {says: "", anchors: []}
  const says = inSays(leads, inside)
  return {says: `${says}.`, anchors: [{words: inRuns(leads.share), finding: finding.id}]}
}

/** Of a draft: "raids are likely to end higher by 1 June 2031: in 7 of 10 runs (6–8)". */
function wayClause(told: Told, by: string): {says: string; share: Share} {
  const when = by === "" ? "" : ` ${by}`
  const {still, inside} = told
  const {up, down} = told.view
  const most = [up, down, still].reduce((a, b) => (b.share > a.share ? b : a))
  const verb = most === still ? "stay" : "end"
  const way = most === still ? "near the starting level" : most === up ? "higher" : "lower"
  const word = likelihood(most.share)
  if (word === "about even" && most !== still && isLevel(up, down))
    return {
      says: `${inside} ${agree(inside, "be")} about as likely to end higher as lower${when}: ${most === up ? "higher" : "lower"} in ${inRuns(most)}`,
      share: most,
    }
  const says =
    word === "about even"
      ? `it is about even whether ${inside} ${agree(inside, verb)} ${way}${when}: in ${inRuns(most)}`
      : `${inside} ${agree(inside, "be")} ${word} to ${verb} ${way}${when}: in ${inRuns(most)}`
  return {says, share: most}
}

function second(told: readonly Told[]): Sentence | null {
  const other = told[1]
  if (!other) return null
  const {finding, level, leads, measure, says: own} = other
  // Of a quantity whose level was told there is its event to tell.
  if (level && told[0]!.quantity === other.quantity) {
    const {says, anchors} = eventOf(other)
    return says === "" ? null : {says, anchors}
  }
  if (level) return {says: opened(`${level.says}.`), anchors: [{words: level.amount, finding: finding.id}]}
  const {says, share} =
    isEvent(measure) || own
      ? {says: `${leads.says} in ${inRuns(leads.share)}`, share: leads.share}
      : wayClause(other, "")
  return {says: opened(`${says}.`), anchors: [{words: inRuns(share), finding: finding.id}]}
}

/** The disagreement that moves the first outcome most; `it` is what the opening sentence counted. */
function turn(disputes: readonly DisputeView[], drivers: readonly DriverView[], told: Told): Sentence | null {
  const dispute = disputes.find((d) => drivers.some((driver) => driver.parameter === d.id))
  if (!dispute) return null
  const [a, b] = dispute.sides.map((s) => inRuns(s.share))
  const question = lowered(dispute.question.replace(/\?$/u, "")).replace(/\braise or lower\b/u, "raise")
  const isSame = told.leads.says === told.event.says
  const what = isSame ? "it happens" : told.event.says
  return {
    says: `The documents split: ${question}? If so, ${what} in ${a}; if not, in ${b}.`,
    anchors: [
      {words: a!, finding: dispute.finding},
      {words: b!, finding: dispute.finding},
    ],
  }
}

/** What is in force and parts the first outcome more than any disagreement does, by how much longer it goes on. */
function deciding(
  lapses: readonly Lapse[],
  disputes: readonly DisputeView[],
  drivers: readonly DriverView[],
): Lapse | null {
  const widest = drivers.find(
    ({parameter}) => disputes.some(({id}) => id === parameter) || lapses.some((one) => one.parameter === parameter),
  )
  return lapses.find(({parameter}) => parameter === widest?.parameter) ?? null
}

/** "It turns on how long mediation lasts. If about 3 weeks more, it happens in 8 of 10 runs (7–9); if about 40, in 3." */
function byLapse(known: Evidence, {lever, ends, shares, finding}: Lapse, told: Told): Sentence {
  const [soon, late] = shares.map(inRuns)
  const inside = known.inside(lever)
  const what = told.leads.says === told.event.says ? "it happens" : told.event.says
  return {
    says: `It turns on how long ${inside} ${agree(inside, "last")}. If about ${ends[0]} more, ${what} in ${soon}; if about ${ends[1]}, in ${late}.`,
    anchors: [
      {words: soon!, finding},
      {words: late!, finding},
    ],
  }
}

/** "Does X raise" keeps X's capitals: only the auxiliary verb in front is lowered. */
function lowered(question: string): string {
  return question.replace(/^(?:Does|Do|Can|Will|Would|Is|Are|Has|Have|Did)\b/u, (word) => word.toLowerCase())
}

/** Where something of the past goes on, letting it go is a step like any other: what moves the first outcome most is told. */
function byEffect(options: readonly OptionView[], told: Told): OptionView[] {
  const size = (o: OptionView) => Math.abs(o.effects.find((e) => e.outcome === told.quantity)?.change.mid ?? 0)
  return [...options].sort((a, b) => size(b) - size(a))
}

/** One step that moves the first outcome, told without praise. */
function step(options: readonly OptionView[], told: Told): Sentence | null {
  const moving = options.filter((o) => {
    const effect = o.effects.find((e) => e.outcome === told.quantity)
    return effect !== undefined && Math.max(effect.up, effect.down) >= 0.5
  })
  // What is so by definition is no news.
  const found =
    moving.find(({effects}) => !effects.some((e) => e.outcome === told.quantity && e.definition)) ?? moving[0]
  const effect = found?.effects.find((e) => e.outcome === told.quantity)
  if (!found || !effect) return null
  const rises = effect.up >= effect.down
  const share = (rises ? effect.upShare : effect.downShare) ?? null
  if (!share) return null
  return {
    says: `${opened(found.taken)}, ${movedSays(told, rises)} in ${inRuns(share)}.`,
    anchors: [{words: inRuns(share), finding: effect.finding}],
  }
}

/**
 * What the trust in the first outcome rests on, as clauses that a reader can check: how it was tested, on whose word it
 * stands, what speaks against it; in full also what no reader of the first lines needs. What is said of skill is of its
 * own series: to foresee another thing is no merit here.
 */
export function trustWords(trust: Trust, inside: string, length: "short" | "full"): string {
  const {skill, elsewhere, voices, contested, contradicted} = trust
  const valid = trust.runs - trust.failed
  const beaten = ({tests, shown}: Skill) =>
    `it ${shown === 0 ? "never beat the best simple forecast" : `beat the best simple forecast ${shown === 1 ? "once" : `${count(shown)} times`}`} in ${counted(tests, "test")}`
  const reasons: string[] = []
  if (skill !== undefined && skill.tests > 0) reasons.push(`tried on its past, ${beaten(skill)}`)
  else if (elsewhere === undefined || elsewhere.tests === 0) reasons.push("untested on what happened")
  else {
    reasons.push(`no series counts ${inside}, so this is untested`)
    if (length === "full") reasons.push(`on other series ${beaten(elsewhere)}`)
  }
  if (valid < ENOUGH_RUNS) reasons.push(`only ${counted(valid, "run")}`)
  if (trust.drafted) reasons.push("the model was drafted by rule")
  if (trust.untouched) reasons.push("the model is a draft that nobody has edited")
  const split =
    contested === 0
      ? ""
      : `, which ${voices === 1 ? "contradicts itself" : "disagree"} on ${counted(contested, "link")}`
  reasons.push(`it rests on ${counted(voices, "independent source")}${voices === 0 ? "" : split}`)
  if (contradicted > 0) reasons.push(`it contradicts ${counted(contradicted, "statement")} of its own documents`)
  if (length === "full" && trust.failed > 0) reasons.push(`${trust.failed} of ${trust.runs} runs failed`)
  return reasons.join("; ")
}
