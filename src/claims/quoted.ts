// Who speaks a quotation that fills a sentence and names nobody: whoever spoke the one before it in the same paragraph ("..., said
// Mira Sund. "The pass is shut.""). The sentences of a document in, in their order; of each its speaker in the words of the document,
// or null.

import {type Marks, marksIn, quotedIn, type Range} from "../documents/index.ts"
import {type Dependencies, NONE, personNamed} from "../language/index.ts"
import {subjects} from "./analyse.ts"
import {HANDING_ON, SAYING} from "./lexicon/manner.ts"

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

/** The subject of the first verb of saying that stands outside the quotation. */
function speakerBeside(d: Dependencies | null, text: string, marks: Marks): string | null {
  if (!d) return null
  const outside = (i: number) => !marks.inside(d.tokens[i]!.from)
  for (let verb = 0; verb < d.tokens.length; verb++) {
    const says = d.tag(verb) === "VERB" && (SAYING.has(d.lemma(verb)) || HANDING_ON.has(d.lemma(verb)))
    if (!says || !outside(verb) || d.child(verb, "nsubj") === NONE) continue
    const [subject] = subjects(d, verb)
    if (subject?.kind === "phrase" && outside(subject.head)) return personNamed(d, text, subject.head)
  }
  return null
}
