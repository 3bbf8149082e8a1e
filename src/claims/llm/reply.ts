// A reply's text into what it proposes, one by one. Nothing in it is believed here: this file only parts what has the
// shape of a proposal from what has not.

import {z} from "zod"
import {listIn} from "./json-reply.ts"
import {type Proposal, proposalSchema} from "./prompt.ts"

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

/** The proposals that a reply lists, unread; null when it lists none: then it is no reply. */
export function readReply(text: string): readonly unknown[] | null {
  return listIn(text, "claims")
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
