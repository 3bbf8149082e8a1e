// Documents into questions for a language model: the paragraphs of each, in pieces that fit a small model's window.
//
// In: documents. Out: questions, each with the key that its reply is kept under. The same words of a document, the same
// prompt and the same model give the same key on every machine, whatever the file is called and however its lines break.

import type {Issue} from "../../core/fault.ts"
import {contentHash} from "../../core/ids.ts"
import type {Document} from "../../documents/index.ts"
import {sentences} from "../../language/index.ts"
import {type Piece, piecesOf} from "./piece.ts"
import {instructions, PROMPT_VERSION, wrapped} from "./prompt.ts"

/** What a reply is to be like, where it is no list of claims. */
export type ReplyShape = {
  /** What servers are told that the shape is called. */
  readonly name: string
  /** As JSON Schema. */
  readonly schema: () => object
  /** Whether a text is such a reply. */
  readonly isReply: (text: string) => boolean
  /** What is sent, for people: "40 cards with their phrases". */
  readonly about: string
}

/** One piece of a document, or what else a language model is to look at. */
export type Question = {
  /** SHA-256 over model, version of the prompt and piece, as 64 hexadecimal digits. */
  readonly key: string
  readonly file: string
  /** What the model is told to do: the same for every piece. */
  readonly system: string
  /** The piece, between marks that it cannot hold itself. */
  readonly data: string
  /** Absent: the reply lists claims. */
  readonly shape?: ReplyShape
}

/** What came of a question: the reply as text, or why there is none. */
export type Answer = {readonly text: string} | {readonly failed: string}

/** A language model that reads documents beside the rules. `src/io/llm.ts` makes one; tests may bring another. */
export type LanguageModel = {
  /** As its server knows it. */
  readonly name: string
  /**
   * @returns an answer for every question, by its key.
   * @throws Fault when not one of them is answered.
   */
  ask(questions: readonly Question[]): Promise<Answers>
  /** Says to the user what became of what the model proposed about a document, and what it left unread. */
  told(issue: Issue): void
}

export type Answers = ReadonlyMap<string, Answer>

/** What a language model answered, under its name. */
export type Answered = {readonly name: string; readonly answers: Answers}

/** The questions that a model is asked about `documents`, in their order; a piece that stands in several is asked once. */
export function questionsAbout(documents: readonly Document[], model: string): Question[] {
  const asked = new Map<string, Question>()
  for (const document of documents)
    for (const piece of piecesOf(document, sentences(document))) {
      const key = keyOf(piece, model)
      if (!asked.has(key)) asked.set(key, {key, file: document.file, system: instructions(), data: wrapped(piece.text)})
    }
  return [...asked.values()]
}

/** The key that a model's reply about a piece is kept under. */
export function keyOf(piece: Pick<Piece, "text">, model: string): string {
  return contentHash(JSON.stringify([model, PROMPT_VERSION, piece.text]))
}
