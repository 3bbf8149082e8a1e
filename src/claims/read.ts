// Documents, read: claims, quantities, dates and actors, each document by itself, and put together.

import type {Issue} from "../core/fault.ts"
import type {Document, Lineage} from "../documents/index.ts"
import {type English, LONGEST, sentences} from "../language/index.ts"
import {introducePublisher, namesOf, noNames, tallyNames} from "../mentions/index.ts"
import {mentionReader} from "../mentions/mentions.ts"
import {assembled, type DocumentReading, MOST_SENTENCES} from "./assembled.ts"
import type {Reading} from "./claim.ts"
import {ModelReader} from "./llm/joined.ts"
import type {Answered} from "./llm/question.ts"
import {readDocument} from "./reader.ts"

/** Reads one document. Of one with more than `MOST_SENTENCES` sentences the first ones. */
export function readOne(document: Document, english: English): DocumentReading {
  const all = sentences(document)
  const said = firstOf(all)
  const names = noNames()
  const beside = mentionReader(document, said, english.tokens)
  const words = {all: 0, long: 0}
  const claims = readDocument(document, said, english, (tokens, tree) => {
    words.all += tokens.length
    if (tokens.length > LONGEST) words.long += tokens.length
    tallyNames(names, document.text, tokens)
    beside.read(tokens, tree)
  })
  introducePublisher(names, document.publisher)
  const {quantities, dates, issues} = beside.done()
  // Most of it is a list or a page that lost its stops: its claims are a fraction of what it says.
  const found = 2 * words.long > words.all ? [...issues, withoutStops(document.file, words)] : issues
  return {claims, quantities, dates, names: namesOf(names), sentences: all.length, issues: found}
}

const withoutStops = (file: string, {all, long}: {readonly all: number; readonly long: number}): Issue => ({
  code: "text/long-sentences",
  file,
  says: `${long} of its ${all} words stand in sentences of more than ${LONGEST}, which are not read.`,
  next: "Check that its text was saved with its full stops, and that it is no table.",
})

const firstOf = <T>(all: readonly T[]): readonly T[] =>
  all.length > MOST_SENTENCES ? all.slice(0, MOST_SENTENCES) : all

/**
 * Reads documents, each by itself, and puts together what they say.
 * @param documents  in code-unit order of their files.
 * @param lineages   every document in exactly one.
 * @param english    tags and parses sentences.
 * @param issues     what opening the files already found; they lead the list.
 * @param answered   what a language model said of the same documents, where one was asked.
 */
export function read(
  documents: readonly Document[],
  lineages: readonly Lineage[],
  english: English,
  issues: readonly Issue[] = [],
  answered: Answered | null = null,
): Reading {
  const each = documents.map((document) => readOne(document, english))
  if (!answered) return assembled(documents, lineages, each, issues)
  const model = new ModelReader(answered, english)
  const joined = documents.map((document, i) => {
    const said = firstOf(sentences(document))
    return {...each[i]!, claims: model.joined(document, said, each[i]!.claims)}
  })
  return assembled(documents, lineages, joined, [...issues, ...model.issues()])
}
