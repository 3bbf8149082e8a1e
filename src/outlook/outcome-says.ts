// What an outcome does, as sentences that can be read aloud: its level and how it moves, then its event.
//
// In: names, units and numbers. Out: clauses without a first capital and a stop. An event is told by what is so, on
// either side of it: no clause negates a threshold, which a listener hears the wrong way round.

import type {Interval, Share} from "./finding.ts"
import {isEvent, type Measure} from "./measure.ts"
import {agree, between, figure, floorOf, inRuns, isPlural} from "./words.ts"

/** Something that happens in a run or does not, each as a clause: "raids reach 12", "raids stay below 12 throughout". */
export type Event = {readonly so: string; readonly not: string}

/** A name for people, and the unit of its level in words ("animals a week"; empty for an index). */
export type Subject = {readonly inside: string; readonly unit: string}

/** Up to here the likelihood scale says "about even": no way is the way that most runs go. */
export const EVEN = 0.66

/** Runs that end higher, lower and about where they began. */
export type Ways = {readonly up: Share; readonly down: Share; readonly flat: Share}

/** A level with its unit, the noun left out where the name has it: strikes are at "2 a week", deaths at "3 people a week". */
export function levelWords(level: string, {inside, unit}: Subject): string {
  const noun = /^(\p{L}+) a \p{L}+$/u.exec(unit)?.[1]
  const words = inside.toLowerCase().split(/[^\p{L}\p{N}_]+/u)
  const isNamed = noun !== undefined && words.includes(noun.toLowerCase())
  const rest = isNamed ? unit.slice(noun.length + 1) : unit
  return rest === "" ? level : `${level} ${rest}`
}

/** "2.1 a week (0.5–3.7)": the middle run, then 8 of 10; one number where all of these read alike. */
export function amountWords(interval: Interval, subject: Subject): string {
  const floor = floorOf(interval)
  const [low, mid, high] = [interval.low, interval.mid, interval.high].map((v) => figure(v, floor))
  const level = levelWords(mid!, subject)
  return low === high && low === mid ? level : `${level} (${between(low!, high!)})`
}

/** "strikes go on at about 2.1 a week (0.5–3.7)": the level at the end, and how it came there. With `when`, until when. */
export function levelSays(subject: Subject, level: Interval, {up, down, flat}: Ways, when = ""): string {
  const {inside} = subject
  const most = [up, down, flat].reduce((a, b) => (b.share > a.share ? b : a))
  const verb = most.share <= EVEN ? "go on" : most === up ? "rise" : most === down ? "fall" : "stay"
  const [head, ...rest] = verb.split(" ")
  const to = verb === "rise" || verb === "fall" ? "to" : "at"
  const until = when === "" ? "" : ` ${to === "to" ? "by" : "until"} ${when}`
  return `${[inside, agree(inside, head!), ...rest, to].join(" ")} about ${amountWords(level, subject)}${until}`
}

/** The event of a measure in words of the quantity's own; `startsAbove` says from which side it goes towards the level of `time to`. */
export function eventSays(measure: Measure, subject: Subject, startsAbove: boolean): Event {
  const {inside} = subject
  const does = (verb: string) => `${inside} ${agree(inside, verb)}`
  if (!isEvent(measure))
    return {so: `${does("end")} higher than at first`, not: `${does("end")} at the first level or lower`}
  const level = levelWords(figure(measure.level), subject)
  if (measure.kind === "time to")
    return {
      so: `${does("reach")} ${level}`,
      not: `${does("stay")} ${startsAbove ? "above" : "below"} ${level} throughout`,
    }
  const isAbove = measure.side === "above"
  const [most, least] = [`at ${level} or less`, `at ${level} or more`]
  switch (measure.kind) {
    case "ever":
    case "longest spell":
      return {
        so: `${does(isAbove ? "pass" : "fall")} ${isAbove ? "" : "below "}${level} at some time`,
        not: `${does("stay")} ${isAbove ? most : least} throughout`,
      }
    case "always":
      return {
        so: `${does("stay")} ${measure.side} ${level} throughout`,
        not: `${does(isAbove ? "fall" : "rise")} to ${level} or ${isAbove ? "less" : "more"} at some time`,
      }
    case "time":
      return {
        so: `${does("be")} ${measure.side} ${level} for most of the time`,
        not: `${does("be")} ${isAbove ? most : least} for most of the time`,
      }
  }
}

/** "raids are above 12": what a spell or a share of the time is of; null of a measure that is neither. */
export function standsSays(measure: Measure, subject: Subject): string | null {
  if (!isEvent(measure) || measure.kind === "time to") return null
  const {inside} = subject
  return `${inside} ${agree(inside, "be")} ${measure.side} ${levelWords(figure(measure.level), subject)}`
}

/** The clause that the greater part of the runs bears out, with their share. */
export function leading({so, not}: Event, {share, low, high}: Share): {readonly says: string; readonly share: Share} {
  return share >= 0.5
    ? {says: so, share: {share, low, high}}
    : {says: not, share: {share: 1 - share, low: 1 - high, high: 1 - low}}
}

/** "In 7 of 10 runs (6–8) raids reach 12". */
export function inSays({says, share}: {readonly says: string; readonly share: Share}, inside?: string): string {
  const told =
    inside !== undefined && says.startsWith(`${inside} `)
      ? `${isPlural(inside) ? "they" : "it"}${says.slice(inside.length)}`
      : says
  return `In ${inRuns(share)} ${told}`
}
