// A reply's text into what it proposes, one by one. Nothing in it is believed here: this file only parts what has the
// shape of a proposal from what has not.
//
// Models wrap their JSON in fences, in thoughts, in a sentence before it: that is taken off. JSON that breaks off is no
// reply, because what it would have said cannot be known.

import {z} from "zod"
import {type Proposal, proposalSchema} from "./prompt.ts"

/** No reply about a piece is longer, in characters; what is longer is a mistake or an attack. */
const LONGEST_REPLY = 1_000_000

// What a claim can do without: a model that leaves it out says nothing of it.
const lenient = z.object(proposalSchema.shape).partial({
  signal: true,
  condition: true,
  hedge: true,
  denied: true,
  refuted: true,
  time: true,
  by: true,
  lag: true,
  strength: true,
  cause_refers: true,
  effect_refers: true,
})

/**
 * The list that a reply holds, its members unread; null when it holds none: then it is no reply.
 * @param text  as the server gave it.
 */
export function readReply(text: string): readonly unknown[] | null {
  if (text.length > LONGEST_REPLY) return null
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/, "")
  const from = said.search(/[{[]/)
  const to = Math.max(said.lastIndexOf("}"), said.lastIndexOf("]"))
  if (from === -1 || to < from) return null
  let value: unknown
  try {
    value = JSON.parse(said.slice(from, to + 1))
  } catch {
    return null
  }
  if (Array.isArray(value)) return value
  const claims = typeof value === "object" && value !== null && Object.hasOwn(value, "claims") ? value : null
  const list = claims && (claims as {claims: unknown}).claims
  return Array.isArray(list) ? list : null
}

/** One member of a reply as a proposal; null where it has not that shape. */
export function proposalOf(member: unknown): Proposal | null {
  const read = lenient.safeParse(member)
  if (!read.success) return null
  const {data} = read
  return {
    quote: data.quote,
    cause: data.cause,
    effect: data.effect,
    signal: data.signal ?? null,
    sign: data.sign,
    condition: data.condition ?? null,
    hedge: data.hedge ?? null,
    denied: data.denied ?? false,
    refuted: data.refuted ?? false,
    time: data.time ?? "present",
    by: data.by ?? null,
    lag: data.lag ?? null,
    strength: data.strength ?? null,
    cause_refers: data.cause_refers ?? null,
    effect_refers: data.effect_refers ?? null,
  }
}
