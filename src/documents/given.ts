// A text that somebody gives by itself, as a document.

import {Fault} from "../core/fault.ts"
import type {Document} from "./document.ts"
import {openDocument} from "./open.ts"

/** What a text given by itself is called. */
export const GIVEN = "the sentence given"

/**
 * The document of a text that somebody gives by itself, which is no heading and no furniture, whatever its form: one paragraph.
 * @throws Fault `read/sentence` where it holds no words of English.
 */
export function givenText(text: string): Document {
  const refuse = (says: string) =>
    new Fault("read/sentence", `The sentence is not read: ${says}`, {next: "Give a sentence in English."})
  if (!/[\p{L}\p{N}]/u.test(text)) throw refuse("There are no words in it.")
  const opened = openDocument({file: GIVEN, kind: "text", text})
  // Of a file it is said that it holds no sentence; of one word the stages say it.
  const issue = opened.document ? null : opened.issues.at(-1)!
  if (issue && issue.code !== "text/empty") throw refuse(issue.says)
  return {
    file: GIVEN,
    title: "",
    text,
    ...(opened.document?.plain !== undefined && {plain: opened.document.plain}),
    words: opened.document?.words ?? 0,
    language: "en",
    boilerplate: [],
    passages: [{from: 0, to: text.length, role: "paragraph"}],
    credits: [],
  }
}
