// How a claim was read, between its phrases as worded: "the levy raises trade". In: the cause's words and the sign. Out: a verb.

import type {Claim} from "../claims/index.ts"
import {agree, deny} from "../core/plural.ts"

/** What a cause does to its effect, in the number of the cause. */
export function does(cause: string, sign: Claim["sign"], denied: boolean): string {
  if (sign === "0")
    return denied ? `${agree(cause, "be")} not without effect on` : `${agree(cause, "have")} no effect on`
  const [verb, rest] = {"+": ["raise", ""], "-": ["lower", ""], unclear: ["act", " on"]}[sign] as [string, string]
  return `${denied ? deny(cause, verb) : agree(cause, verb)}${rest}`
}
