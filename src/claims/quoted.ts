// Who speaks a quotation that fills a sentence and names nobody: whoever spoke the one before it in the same paragraph ("..., said
// Mira Sund. "The pass is shut.""). The sentences of a document in, in their order; of each its speaker in the words of the document,
// or null.

import type {Range} from "../documents/index.ts"
import {type Dependencies, NONE} from "../language/index.ts"
import {subjects} from "./analyse.ts"
import {clausesOf} from "./clauses.ts"
import {HANDING_ON, SAYING} from "./lexicon/manner.ts"
import {personNamed} from "./saying.ts"

/** Which places of a sentence stand between quotation marks, whether it has any mark, and whether one is open at its end. */
type Marks = {readonly inside: (at: number) => boolean; readonly any: boolean; readonly open: boolean}

function marksIn(text: string, {from, to}: Range, opened: boolean): Marks {
  const turns: number[] = []
  let open = opened
  for (let at = from; at < to; at++) {
    const mark = text[at]!
    if (mark !== '"' && mark !== (open ? "”" : "“")) continue
    open = !open
    turns.push(at)
  }
  // An odd number of marks before a place turns what the sentence began as.
  return {inside: (at) => opened !== (turns.filter((turn) => turn < at).length % 2 === 1), any: turns.length > 0, open}
}

/** Hears the sentences of `text` one after the other. */
export class Quotations {
  private readonly text: string
  private passage = -1
  private open = false
  private speaker: string | null = null

  constructor(text: string) {
    this.text = text
  }

  /** Who speaks a sentence that is nothing but quotation, else null. @param d  null where no tree was made of it. */
  heard(sentence: Range & {readonly passage: number}, d: Dependencies | null): string | null {
    if (sentence.passage !== this.passage) [this.open, this.speaker] = [false, null]
    this.passage = sentence.passage
    const marks = marksIn(this.text, sentence, this.open)
    this.open = marks.open
    const quoted = quotedIn(this.text, sentence, marks)
    if (quoted === "all") return this.speaker
    const beside = quoted === "some" ? speakerBeside(d, this.text, marks) : null
    // "She added" is still whoever was named.
    if (this.speaker === null || !/^(?:he|she|they)$/i.test(beside ?? "")) this.speaker = beside
    return null
  }
}

/** How much of what a sentence says stands between marks; all of one that says nothing. */
function quotedIn(text: string, {from, to}: Range, {inside, any}: Marks): "all" | "some" | "none" {
  const said = text.slice(from, to)
  // Most sentences have no mark: what holds of one word holds of all.
  const words = any ? [...said.matchAll(/\p{L}+/gu)] : [/\p{L}/u.exec(said)].filter((word) => word !== null)
  const quoted = words.filter(({index}) => inside(from + index)).length
  return quoted === words.length ? "all" : quoted > 0 ? "some" : "none"
}

/** The subject of the first verb of saying that stands outside the quotation. */
function speakerBeside(d: Dependencies | null, text: string, marks: Marks): string | null {
  if (!d) return null
  const outside = (i: number) => !marks.inside(d.tokens[i]!.from)
  for (let verb = 0; verb < d.tokens.length; verb++) {
    const says = d.tag(verb) === "VERB" && (SAYING.has(d.lemma(verb)) || HANDING_ON.has(d.lemma(verb)))
    if (!says || !outside(verb) || d.child(verb, "nsubj") === NONE) continue
    const [subject] = subjects(d, verb)
    if (subject?.kind === "phrase" && outside(subject.head)) return personNamed(clausesOf(d), text, subject.head)
  }
  return null
}
