// Who answers in an interview, where the form of the page tells it and no sentence does: turns that open with a speaker's name or
// initials and a colon, "Q:" and "A:", or questions in paragraphs of their own with the answers between them. A document and its
// sentences in; of each passage who speaks there, in the words of the document, or null.
//
// Nobody is guessed: whoever answers is named before the first question, or by the label. Where that is not plain the claims stay
// the text's own.

import {groupBy} from "../core/grouping.ts"
import {type Document, publishes, type Range} from "../documents/index.ts"

/** A passage that is read: its place among the document's passages, and its words. */
type Piece = {readonly at: number; readonly text: string; readonly heading: boolean; readonly bold: boolean}

/** A turn in a conversation; `by` is null for whoever asks. */
type Turns = ReadonlyMap<number, string | null>

/** Fewer questions, or turns of one speaker, than these are no conversation. */
const FEWEST_QUESTIONS = 3
const FEWEST_TURNS = 2
/** A question that stands by itself is no longer, in characters; what is put to somebody without a question mark, in words. */
const LONGEST_QUESTION = 400
const LONGEST_PROMPT = 25

/** Who speaks in each passage of a document; null of the author, and where the page does not say. */
export function answerers(document: Document): (passage: number) => string | null {
  const {text: written, plain: text = written} = document
  const pieces = document.passages.flatMap(({from, to, role}, at): Piece[] => {
    if (role === "furniture" || role === "title") return []
    // The marks of bold type stand outside a passage, or inside it where it was taken whole.
    const marked = [written.slice(Math.max(0, from - 2), from + 2), written.slice(to - 2, to + 2)]
    const bold = marked.every((edge) => /\*\*|__/.test(edge))
    return [{at, text: text.slice(from, to).replace(/\s+/g, " ").trim(), heading: role === "heading", bold}]
  })
  const turns = labelled(document, pieces) ?? questioned(document, pieces)
  return (passage) => turns?.get(passage) ?? null
}

// ---- turns with labels

// Of at most 40 characters, as a label is.
const LABEL = /^(\p{Lu}[\p{L}.'’-]*(?: (?:of |de |van |von )?\p{Lu}[\p{L}.'’-]*){0,3})\s?:\s/u
const ASKS = /^(?:q|question)\.?$/i
const ANSWERS = /^(?:a|answer)\.?$/i

/** Turns that open with who speaks. Null where fewer than two speak in turn. */
function labelled(document: Document, pieces: readonly Piece[]): Turns | null {
  const labelOf = ({text}: Piece): string | null => LABEL.exec(text.slice(0, 40))?.[1] ?? null
  const turnsOf = groupBy(pieces, labelOf)
  const speak = [...turnsOf].filter(([, turns]) => turns.length >= FEWEST_TURNS).map(([label]) => label)
  if (speak.length < 2) return null
  const first = pieces.findIndex((piece) => speak.includes(labelOf(piece) ?? ""))
  const named = people(document, pieces.slice(0, first))
  const answers = interviewee(named, pieces)
  const nameOf = (label: string): string | null => {
    const own = turnsOf.get(label) ?? []
    if (ASKS.test(label) || 2 * own.filter(asks).length > own.length) return null
    if (label === document.publisher || publishes(label)) return null
    return ANSWERS.test(label) ? (answers?.name ?? null) : (named.find((one) => isCalled(one, label))?.name ?? label)
  }
  // Two that nobody is seen to ask talk with one another; a list of terms has no question either, but no term comes twice.
  const turns = new Map<number, string | null>()
  let by: string | null = null
  pieces.forEach((piece, i) => {
    if (i < first) return
    const label = labelOf(piece)
    if (label && speak.includes(label)) by = nameOf(label)
    else if (label || tellsOf(piece, by)) by = null
    turns.set(piece.at, by)
  })
  return turns
}

// ---- questions in paragraphs of their own

const asks = ({text}: {readonly text: string}): boolean => /\?["”’')]*$/.test(text)
const FIRST = /(?:^|[^\p{L}])(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me)(?![\p{L}])/u
const WE = /(?:^|[^\p{L}])(?:we|us|our)(?![\p{L}])/iu
const SECOND = /(?:^|[^\p{L}])(?:you|your|yours)(?![\p{L}])/iu
const CONVERSATION =
  /\b(?:interview(?:s|ed|er)?|conversation|(?:spoke|speaks|talk(?:s|ed)?|sat down) (?:to|with)|asked|we met|transcript)\b/i

/** Questions, and what is put to somebody without a question mark, with the answers between them. Null where it is no interview. */
function questioned(document: Document, pieces: readonly Piece[]): Turns | null {
  const isQuestion = (piece: Piece): boolean => asks(piece) && piece.text.length <= LONGEST_QUESTION
  const first = pieces.findIndex((piece, i) => isQuestion(piece) || (piece.bold && i > 0))
  const intro = pieces.slice(0, Math.max(0, first))
  const open = pieces.slice(0, Math.max(0, first) + 1)
  if (first < 0 || pieces.filter(isQuestion).length < FEWEST_QUESTIONS) return null
  const bold = pieces.filter((piece) => piece.bold).length >= FEWEST_QUESTIONS
  const answer: boolean[] = []
  pieces.forEach((piece, i) => {
    const answered = answer[i - 1] === true
    const next = pieces[i + 1]
    // "It was stupid. Whom does that help?" between two questions: an answer may end by asking.
    const answersByAsking = i > first && !answered && next !== undefined && isQuestion(next) && !isShort(piece.text)
    const put =
      (isQuestion(piece) && !answersByAsking) ||
      piece.heading ||
      (bold
        ? piece.bold
        : answered && next !== undefined && !isQuestion(next) && isShort(piece.text) && !speaksOfSelf(piece.text))
    answer.push(i > first && !put)
  })
  const prompts = pieces.filter((_, i) => i >= first && !answer[i])
  const answers = pieces.filter((_, i) => answer[i])
  const signs = [
    prompts.some(({text}) => SECOND.test(text)),
    answers.filter(({text}) => FIRST.test(text)).length >= 2,
    CONVERSATION.test([document.title, ...furnitureOf(document), ...intro.map(({text}) => text)].join("\n")),
  ]
  if (signs.filter(Boolean).length < 2) return null
  const name = interviewee(people(document, open), prompts)?.name
  if (name === undefined) return null
  const turns = new Map<number, string | null>()
  pieces.forEach((piece, i) => {
    // Who speaks says "I" of himself: what tells of him by name behind the last question is the page's own.
    if (answer[i]) turns.set(piece.at, tellsOf(piece, name) ? null : name)
  })
  return turns
}

const isShort = (text: string): boolean => text.split(" ").length <= LONGEST_PROMPT && !/[.!?]\s+\S.*[.!?]\s/.test(text)
const speaksOfSelf = (text: string): boolean => FIRST.test(text) || WE.test(text)

function furnitureOf({text, passages}: Document): string[] {
  return passages.filter(({role}) => role === "furniture").map(({from, to}: Range) => text.slice(from, to))
}

// ---- who is named

type Person = {readonly name: string; readonly surname: string; described: boolean; met: boolean}

const NAME = "\\p{Lu}\\p{Ll}[\\p{L}'’-]*"
const TITLE = "(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Rev|Col|Gen|Capt)\\.? )"
const TITLED = new RegExp(`^${TITLE}`, "u")
/** What stands before a surname where somebody is spoken to. */
const CALLED = /(?<!\p{L})(?:Dr|Prof|Professor|Mr|Mrs|Ms|Minister|Governor|Doctor)\.? (\p{Lu}[\p{L}'’-]*)/gu
// Each passage before the first question is asked once, up to `LONGEST_INTRO` characters of it.
const PERSON = new RegExp(`(?<![\\p{L}'’-])${TITLE}?${NAME}(?: (?:de |van |von |bin |al-|el-)?${NAME}){1,3}`, "gu")
const LONGEST_INTRO = 2000
const OPENING = /^(?:the|an?|in|on|at|from|for|with|by|our|this|that|his|her|their|its|when|as|after|before) /i
/** What says behind a name who somebody is. */
const DESCRIBES = /^(?:,? \(?\d{1,2}\)?,|,? (?:is|was|has|had|runs|leads|heads|chairs)\s|, (?:an?|the|who)\s|, \p{Ll})/u
const MET =
  /(?:\b(?:spoke|speaks|talk(?:s|ed)?|sat down|conversation|interview) (?:to|with)|\binterview(?:s|ed)|\basked|\bmet) (?:[\p{Ll}-]+ ){0,4}$/u

/** People whom the title and the passages before the first question name, without those who write. */
function people(document: Document, before: readonly Piece[]): Person[] {
  const found: Person[] = []
  for (const text of [...before.map((piece) => piece.text), document.title, ...furnitureOf(document)]) {
    const words = text.slice(0, LONGEST_INTRO)
    for (const {0: match, index} of words.matchAll(PERSON)) {
      const name = match.replace(OPENING, "")
      const bare = name.replace(TITLED, "")
      if (!bare.includes(" ") || publishes(name)) continue
      if (document.author?.includes(bare) || document.publisher?.includes(bare)) continue
      const end = index + match.length
      const known = found.find((one) => one.name.endsWith(bare) || name.endsWith(one.name))
      const person = known ?? {name, surname: bare.split(" ").at(-1)!, described: false, met: false}
      person.described ||= DESCRIBES.test(words.slice(end, end + 20))
      person.met ||= MET.test(words.slice(Math.max(0, index - 80), index))
      if (!known) found.push(person)
    }
  }
  return found
}

/** Of the people named whoever is asked: called so in a question, else described, else met, else named alone. */
function interviewee(named: readonly Person[], prompts: readonly Piece[]): Person | null {
  const called = new Set(prompts.flatMap(({text}) => [...text.matchAll(CALLED)].map(([, surname]) => surname)))
  const addressed = named.filter(({surname}) => called.has(surname))
  for (const some of [addressed, named.filter(({described}) => described), named.filter(({met}) => met), named])
    if (some.length > 0) return some.length === 1 || some !== named ? some[0]! : null
  return null
}

/** Whether a label is a person's surname, first name, whole name or initials. */
function isCalled({name, surname}: Person, label: string): boolean {
  const parts = name.replace(TITLED, "").split(" ")
  const initials = parts.map((part) => part[0]).join("")
  const bare = label.replace(TITLED, "")
  return [surname, parts[0], parts.join(" "), initials].includes(bare.replace(/\./g, "")) || label === name
}

/** Whether a passage tells of whoever speaks by name. */
function tellsOf({text}: Piece, by: string | null): boolean {
  return by !== null && text.includes(by.split(" ").at(-1)!)
}
