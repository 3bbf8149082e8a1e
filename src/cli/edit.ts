// `brink edit`: one human decision appended, or all decisions of a case listed with what became of each.
// In: the words of an edit. Out: its line as written, or a table.

import {appendEdit, type Case, mapOfCase, modelOf, openCase, readCase, type Said} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {
  activeEdits,
  type CausalMap,
  decide,
  type Edit,
  type EditAct,
  isAboutClaim,
  KINDS,
  printEdit,
} from "../map/index.ts"
import {decision} from "./claim-lines.ts"
import {mapOf} from "./open-map.ts"
import {type Common, type ExitCode, needsAttention, oneOf, type Request} from "./request.ts"
import {appendCase, blockOf, refuseCases, standing} from "./rule-tests.ts"
import {columns} from "./tables.ts"

type EditOptions = Common & {why?: string; by: string; asCase?: string}

/** `brink edit` */
export async function actEdit(request: Request, path: string, words: string[], o: EditOptions): Promise<ExitCode> {
  if (words.length === 0) return await listEdits(request, path, o)
  const act = readAct(words)
  if (o.why === undefined)
    throw new Fault("cli/usage", "--why is missing", {next: "Say in a sentence why: others will read it."})
  if (o.why.trim() === "")
    throw new Fault("cli/usage", "--why is empty", {next: "Say in a sentence why: others will read it."})
  if (o.by.trim() === "") throw new Fault("cli/usage", "--by is empty", {next: "Say who decides."})
  if (o.asCase !== undefined && !("claim" in act))
    throw new Fault("cli/usage", `--as-case tests how a sentence is read, and ${act.kind} is not about a claim`, {
      next: "It goes with accept, reject, sign CLAIM, span and side.",
    })
  const {io, terminal} = request
  const {opened, said, map} = await mapOf(request, path, o)
  const {model} = modelOf(opened, map)
  // A file that cannot take the test is refused before the decision is written.
  if (o.asCase !== undefined) refuseCases(request, o.asCase)
  // Words of a phrase are read again only where an edit names some.
  const english = act.kind === "span" ? await io.english() : null
  const writing = {...io, english: () => english!}
  const edit = appendEdit(opened, {map, reading: said.reading, model}, act, {by: o.by, why: o.why}, writing)
  terminal.give(`${printEdit(edit)}\n`)
  if (o.asCase !== undefined && "claim" in act) {
    const block = blockOf(said.reading, [...opened.edits, edit], act.claim, `${o.why} (${o.by}, edit ${edit.n})`)
    appendCase(request, o.asCase, block)
    terminal.note(`${o.asCase}: ${await standing(block, request)}`)
  }
  return 0
}

// ---- the list

async function listEdits(request: Request, path: string, o: EditOptions): Promise<ExitCode> {
  if (o.why !== undefined || o.asCase !== undefined)
    throw new Fault(
      "cli/usage",
      `${o.why === undefined ? "--as-case" : "--why"} goes with an edit, and none was given`,
      {
        next: "`brink edit --help` shows every kind of edit; without any the edits are listed.",
      },
    )
  const {io, terminal} = request
  const opened = await openCase(path, io)
  if (opened.inMemory)
    throw new Fault("case/not-a-case", `${path} has no case.yaml, so it has no edits`, {
      next: `Make a case of it: brink init DIR ${path}`,
    })
  if (opened.edits.length === 0) {
    terminal.say(`${path} has no edits yet.\n`)
    return 0
  }
  const said = await readCase(opened, io)
  const map = await mapOfCase(opened, said, io)
  terminal.say(`${columns(editRows(opened, said, map))}\n`)
  return needsAttention(request, [], map)
}

/** One row for each edit: its number, what it does, who and why, what became of it. */
function editRows(opened: Case, said: Said, map: CausalMap): string[][] {
  // From the last to the first: an undo that is itself undone undoes nothing.
  const undone = new Map<number, number>()
  for (const edit of [...opened.edits].reverse())
    if (edit.kind === "undo" && !undone.has(edit.n)) undone.set(edit.of, edit.n)
  const places = new Map(decide(activeEdits(opened.edits), said.reading).places.map((place) => [place.edit.n, place]))
  const lost = new Set(
    map.issues.flatMap(({code, says}) => {
      const n = code === "map/edit-lost" ? /^edit (\d+) /.exec(says)?.[1] : undefined
      return n === undefined ? [] : [Number(n)]
    }),
  )
  return opened.edits.map((edit) => {
    const place = places.get(edit.n)
    const found = place?.by === "words" ? `, found again as ${place.claims.map((claim) => claim.id).join(", ")}` : ""
    const standing = edit.kind === "undo" ? "" : lost.has(edit.n) ? "has lost its place" : `in force${found}`
    const became = undone.has(edit.n) ? `undone by ${undone.get(edit.n)}` : standing
    return [String(edit.n), `${about(edit)}`, `${edit.by}: ${edit.why.replace(/\s+/g, " ")}`, became]
  })
}

/** What an edit does to what, in few words. */
function about(edit: Edit): string {
  if (isAboutClaim(edit)) return `claim ${edit.claim} ${decision(edit)}`
  switch (edit.kind) {
    case "sign":
      return `link ${edit.link} sign ${edit.sign}`
    case "lag":
      return `link ${edit.link} "${edit.lag}"`
    case "merge":
      return `merge ${edit.factors.join(", ")}`
    case "split":
      return `split ${edit.factors[0]}: ${edit.phrases.map((phrase) => `"${phrase}"`).join(", ")} is ${edit.name}`
    case "rename":
      return `rename ${edit.factors[0]} to ${edit.name}`
    case "assume":
      return "link" in edit ? `assume ${edit.link} ${edit.sign}` : `assume ${edit.quantity} ${edit.value}`
    default:
      return "of" in edit ? `undo ${edit.of}` : ""
  }
}

// ---- the words of an edit

/** Leaves a phrase of a span as it was read. */
const AS_IT_IS = "="

/** The words of an edit into its act. */
function readAct([kind, ...rest]: readonly string[]): EditAct {
  oneOf("edit", kind ?? "", KINDS)
  const want = (most: number, shape: string): void => {
    if (rest.length < most || (rest.length > most && !["merge", "split"].includes(kind!)))
      throw new Fault("cli/usage", `${kind} wants ${shape}, and got '${rest.join(" ")}'`, {
        next: "`brink edit --help` shows every kind of edit.",
      })
  }
  const choice = <T extends string>(what: string, name: string, names: readonly T[]): T => {
    oneOf(what, name, names)
    return name as T
  }
  const [a, b, c] = rest as [string, string, string]
  switch (kind as (typeof KINDS)[number]) {
    case "accept":
      want(1, "CLAIM")
      return {kind: "accept", claim: a}
    case "reject":
      want(1, "CLAIM")
      return {kind: "reject", claim: a}
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
    case "lag":
      want(2, "LINK WORDS")
      return {kind: "lag", link: a, lag: b}
    case "merge":
      want(2, "FACTOR FACTOR...")
      return {kind: "merge", factors: rest}
    case "split":
      want(3, "FACTOR NAME PHRASE...")
      return {kind: "split", factors: [a], name: b, phrases: rest.slice(2)}
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
