// What a decision about a sentence asks of the reader, as a block for a file of rule tests (docs/methods/reviewing.md).
// In: a reading, the edits about it and a claim. Out: the sentence and what it should give; whether the reader
// passes it. It stands apart because `brink read` and `brink edit` both make such blocks.

import type {Claim, Reading} from "../claims/index.ts"
import {Fault} from "../core/fault.ts"
import {caseBlock, claimsIn, judge, parseCases} from "../gold/index.ts"
import {activeEdits, claimNamed, decide, type Edit} from "../map/index.ts"
import type {Request} from "./request.ts"

/** Refuses a file that a case cannot be appended to. @throws Fault when it is no file of cases, or cannot be written. */
export function refuseCases({io}: Request, file: string): void {
  if (!/\.txt$/i.test(file))
    throw new Fault("cli/usage", `--as-case wants a .txt file, and got '${file}'`, {
      next: "Cases are text files: my-cases/rumours.txt",
    })
  parseCases(file, io.readText(file) ?? "")
  // It was read as such cases: what is there is kept, and the new one goes behind it.
  io.tryToWrite(file, {force: true})
}

/** Appends a case to a file of cases, behind what others have put there meanwhile. */
export function appendCase({io}: Request, file: string, block: string): void {
  io.locked(`${file}.lock`, () => {
    const before = (io.readText(file) ?? "").trimEnd()
    io.writeWhole(file, `${before === "" ? "" : `${before}\n\n`}${block}\n`)
  })
}

/** `brink read --as-case CLAIM`: the sentence of a claim, and what it should give by the edits in force. */
export function asCase(reading: Reading, edits: readonly Edit[], given: string): string {
  const claim = claimNamed(given, reading.claims)
  const last = decide(activeEdits(edits), reading).places.findLast(({claims}) => claims.includes(claim))?.edit
  const title = last
    ? `${last.why} (${last.by}, edit ${last.n})`
    : `${claim.cause.text} and ${claim.effect.text} (${claim.id})`
  return blockOf(reading, edits, claim.id, title)
}

/** The sentence of a claim with what the edits in force leave of its claims. */
export function blockOf(reading: Reading, edits: readonly Edit[], id: string, title: string): string {
  const {claims, rejected} = decide(activeEdits(edits), reading)
  const {file, quote} = claims.find((claim) => claim.id === id)!
  const inside = (claim: Claim): boolean =>
    claim.file === file && claim.quote.from >= quote.from && claim.quote.to <= quote.to && !rejected.has(claim.id)
  return caseBlock(title, quote, claims.filter(inside))
}

/** Whether the reader gives a block's sentence what it should, read by itself. */
export async function standing(block: string, {io}: Request): Promise<string> {
  const [one] = parseCases("the case", block)
  const {lenient, wrong} = judge(one!, claimsIn(one!.sentence, await io.english()))
  return lenient
    ? "the reader passes it: read by itself, the sentence gives this already"
    : `the reader does not pass it yet: ${wrong.join("; ")}`
}
