// The words of an edit. In: what was typed behind the case. Out: what is asked for, or a refusal of the command line.

import type {Asked} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {KINDS} from "../map/index.ts"
import {oneOf} from "./request.ts"

/** What an edit begins with: its kind, or a word for several. */
const VERBS = [...KINDS, "opposites", "move", "turn"] as const

/** Leaves a phrase of a span as it was read. */
const AS_IT_IS = "="

/** Names no speaker: whoever wrote the document says it. */
const AUTHOR = /^(?:none|(?:the )?author)$/i

/** What the words ask for. @throws Fault `cli/usage`. */
export function readAsked([kind, ...rest]: readonly string[]): Asked {
  oneOf("edit", kind ?? "", VERBS)
  const want = (most: number, shape: string): void => {
    const isLonger = rest.length > most && !["merge", "split", "move", "turn"].includes(kind!)
    if (rest.length < most || isLonger)
      throw new Fault("cli/usage", `${kind} wants ${shape}, and got '${rest.join(" ")}'`, {
        next: "`brink edit --help` shows every kind of edit.",
      })
  }
  const choice = <T extends string>(what: string, name: string, names: readonly T[]): T => {
    oneOf(what, name, names)
    return name as T
  }
  const [a, b, c] = rest as [string, string, string]
  switch (kind as (typeof VERBS)[number]) {
    case "accept":
      if (b === undefined) want(1, "CLAIM")
      else {
        want(2, "CLAIM, CLAIM hedged, or CLAIM plainly")
        choice("how an accepted claim is said", b, ["hedged", "plainly"])
      }
      return {kind: "accept", claim: a, ...(b !== undefined && {plainly: b === "plainly"})}
    case "reject":
      want(1, "CLAIM or LINK")
      return a.includes("->") ? {kind: "reject", link: a} : {kind: "reject", claim: a}
    case "side":
      want(2, "CLAIM for|against|zero")
      return {kind: "side", claim: a, side: choice("side", b, ["for", "against", "zero"])}
    case "sign":
      want(2, "CLAIM +|-|0|unclear or LINK +|-|contested")
      return a.includes("->")
        ? {kind: "sign", link: a, sign: choice("sign of a link", b, ["+", "-", "contested"])}
        : {kind: "sign", claim: a, sign: choice("sign of a claim", b, ["+", "-", "0", "unclear"])}
    case "span":
      want(3, "CLAIM CAUSE EFFECT")
      if (b === AS_IT_IS && c === AS_IT_IS)
        throw new Fault("cli/usage", "span leaves both phrases as they are", {next: "Give words for one of them."})
      return {kind: "span", claim: a, ...(b !== AS_IT_IS && {cause: b}), ...(c !== AS_IT_IS && {effect: c})}
    case "speaker":
      want(2, "CLAIM WHO, in quotes; none or author for whoever wrote the document")
      return {kind: "speaker", claim: a, speaker: AUTHOR.test(b.trim()) ? null : b}
    case "lag":
      want(2, "LINK WORDS")
      return {kind: "lag", link: a, lag: b}
    case "merge":
      want(2, "FACTOR FACTOR...")
      return {kind: "merge", factors: rest}
    case "opposites":
      want(2, "FACTOR FACTOR")
      return {kind: "merge", factors: [a, b], opposite: [b]}
    case "split":
      want(3, "FACTOR NAME PHRASE...")
      return {kind: "split", factors: [a], name: b, phrases: rest.slice(2)}
    case "move":
      want(3, "FACTOR OTHER PHRASE...")
      return {kind: "split", factors: [a], into: b, phrases: rest.slice(2)}
    case "turn":
      want(2, "FACTOR PHRASE...")
      return {kind: "split", factors: [a], into: a, phrases: rest.slice(1), opposite: true}
    case "add": {
      const [file, cause, way, effect, sentence = ""] = rest
      want(sentence === "" ? 4 : 5, "FILE CAUSE +|-|0|unclear EFFECT [SENTENCE]")
      const sign = choice("sign of a claim", way!, ["+", "-", "0", "unclear"])
      return {kind: "add", file: file!, cause: cause!, effect: effect!, sign, sentence}
    }
    case "apart":
      want(2, "FACTOR FACTOR")
      return {kind: "apart", factors: [a, b]}
    case "rename":
      want(2, "FACTOR NAME")
      return {kind: "rename", factors: [a], name: b}
    case "assume":
      want(2, "LINK +|- or QUANTITY VALUE")
      return a.includes("->")
        ? {kind: "assume", link: a, sign: choice("sign", b, ["+", "-"])}
        : {kind: "assume", quantity: a, value: b}
    case "undo": {
      want(1, "the number of an edit")
      if (!/^\d+$/.test(a))
        throw new Fault("cli/usage", `undo wants the number of an edit, and got '${a}'`, {
          next: "Each line of edits.jsonl has its `n`.",
        })
      return {kind: "undo", of: Number(a)}
    }
  }
}
