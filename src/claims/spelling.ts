// Claims as a person spells them: one line each, in case files and in marks of an annotation.
// In: `cause {thing | thing +} -(sign condition)-> effect {thing -} denied ~"may" by "X"`. Out: its
// parts, and for every part whether it was written at all; what is not written is not compared.
// It stands here because cases, gold annotations and the edits of analysts spell phrases the same way.
// Invariant: what `spell` writes for a claim reads back to the same phrases, sign and flags.

import {Fault} from "../core/fault.ts"
import type {Claim, Condition, Phrase, Sign} from "./claim.ts"

/** A phrase as a person spells it. */
export type SpeltPhrase = {
  /** Its words, verbatim but for white space. */
  readonly text: string
  /** Which occurrence in the quote is meant, from 1. */
  readonly nth: number
  /** Undefined where no braces were written. */
  readonly thing?: readonly string[]
  readonly change?: "+" | "-" | null
}

/** A claim as a person spells it. */
export type SpeltClaim = {
  /** The line without its arrow. */
  readonly line: string
  readonly cause: SpeltPhrase
  readonly effect: SpeltPhrase
  readonly sign: Sign
  readonly condition: Condition | null
  /** Words after a flag, true for a flag without words; absent keys were not written. */
  readonly flags: ReadonlyMap<string, string | true>
  /** Flags written as `?hedge`: left open on purpose. */
  readonly open: ReadonlySet<string>
}

const conditions = ["if", "only if", "unless", "until", "without", "as long as", "once"]
const signs = ["+", "-", "0", "unclear"]

/** A phrase with its optional `@2` (its second occurrence) and `{thing | thing +}`. */
export function parsePhrase(text: string): SpeltPhrase {
  const braces = / ?\{([^{}]*)\}$/.exec(text)
  const bare = braces ? text.slice(0, braces.index) : text
  const at = /@(\d+)$/.exec(bare)
  const words = at ? bare.slice(0, at.index) : bare
  const nth = at ? Number(at[1]) : 1
  if (!braces) return {text: words, nth}
  const inside = braces[1]!
  const change = / ([+-])$/.exec(inside)?.[1] as "+" | "-" | undefined
  const thing = (change ? inside.slice(0, -2) : inside).split("|").map((part) => part.trim())
  return {text: words, nth, thing, change: change ?? null}
}

const flagAtEnd =
  / (?:(~)"([^"]*)"|(by|lag|strength|refers) "([^"]*)"|(time) (past|present|future)|(denied|refuted|optional)|\?([a-z]+))$/

const wrong = (what: string): Fault =>
  new Fault("reading/not-a-claim", what, {
    next: 'A claim is spelt: cause -(sign)-> effect, such as "raids -(-)-> trade".',
  })

/**
 * One `==> ...` line taken apart, the arrow prefix optional.
 * @throws Fault `reading/not-a-claim` for a line that is none.
 */
export function parseClaim(line: string): SpeltClaim {
  const arrow = /[\r\n\u2028\u2029]/.test(line) ? null : /^(?:==> )?(.+?) -\((\S+)(?: ([a-z ]+))?\)-> (.+)$/s.exec(line)
  if (!arrow) throw wrong(`Not a claim line: ${line}`)
  const [, cause, sign, condition, rest] = arrow
  if (!signs.includes(sign!)) throw wrong(`No such sign as ${sign}: ${line}`)
  if (condition !== undefined && !conditions.includes(condition))
    throw wrong(`No such condition as ${condition}: ${line}`)
  const flags = new Map<string, string | true>()
  const open = new Set<string>()
  let effect = rest!
  for (let flag = flagAtEnd.exec(effect); flag; flag = flagAtEnd.exec(effect)) {
    if (flag[1]) flags.set("hedge", flag[2]!)
    else if (flag[3]) flags.set(flag[3], flag[4]!)
    else if (flag[5]) flags.set("time", flag[6]!)
    else if (flag[7]) flags.set(flag[7], true)
    else open.add(flag[8]!)
    effect = effect.slice(0, flag.index)
  }
  return {
    line: line.replace(/^==> /, ""),
    cause: parsePhrase(cause!),
    effect: parsePhrase(effect),
    sign: sign as Sign,
    condition: (condition ?? null) as Condition | null,
    flags,
    open,
  }
}

/** A phrase as `parsePhrase` reads it; with `braces` also its things and which way it moves. */
export function spellPhrase(phrase: Pick<Phrase, "text" | "thing" | "change">, braces: boolean): string {
  if (!braces) return phrase.text
  return `${phrase.text} {${phrase.thing.map((t) => t.text).join(" | ")}${phrase.change ? ` ${phrase.change}` : ""}}`
}

/** A claim spelt with what `like` wrote and no more, so that equal lines are equal claims; without `like`, all of it. */
export function spell(claim: Claim, like?: SpeltClaim): string {
  const says = (flag: string): boolean => like === undefined || like.flags.has(flag)
  const how = [
    claim.denied ? "denied" : "",
    claim.refuted && says("refuted") ? "refuted" : "",
    claim.hedge !== null && says("hedge") ? `~"${claim.hedge}"` : "",
    claim.by !== null && says("by") ? `by "${claim.by}"` : "",
    says("lag") && like !== undefined && claim.lag !== null ? `lag "${claim.lag}"` : "",
    says("strength") && like !== undefined && claim.strength !== null ? `strength "${claim.strength}"` : "",
    says("time") && like !== undefined ? `time ${claim.time}` : "",
  ].filter(Boolean)
  const sign = claim.condition ? `${claim.sign} ${claim.condition}` : claim.sign
  const cause = spellPhrase(claim.cause, like === undefined || like.cause.thing !== undefined)
  const effect = spellPhrase(claim.effect, like === undefined || like.effect.thing !== undefined)
  return [`${cause} -(${sign})-> ${effect}`, ...how].join(" ")
}
