// Who answers in an interview, where the form of the page tells it and no sentence does: turns that open with a speaker's name or
// initials and a colon, "Q:" and "A:", or questions in paragraphs of their own with the answers between them. A document in; of each
// passage who speaks there, in the words of the document, or null, and where what is said begins behind a label.
//
// Nobody is guessed: whoever answers is named before the first question, or by the label. Where that is not plain the claims stay
// the text's own.

import {groupBy} from "../core/grouping.ts"
import type {Document, Range} from "./document.ts"
import {publishes} from "./furniture.ts"

/** A passage that is read: its place among the document's passages, and its words. */
type Piece = {readonly at: number; readonly text: string; readonly heading: boolean; readonly bold: boolean}

/** Of the passages of a conversation who speaks there; null for whoever asks. */
type Turns = ReadonlyMap<number, string | null>

/** What is said in a passage. */
export type Turn = {
  /** Who says it; null of the author, and where the page does not say. */
  readonly by: string | null
  /** Where its words begin in the text, behind the label that says who speaks. */
  readonly from: number
}

/** Fewer questions, or turns of one speaker, than these are no conversation. */
const FEWEST_QUESTIONS = 3
const FEWEST_TURNS = 2
/** A question that stands by itself is no longer, in characters; what is put to somebody without a question mark, in words. */
const LONGEST_QUESTION = 400
const LONGEST_PROMPT = 25

/** Who speaks in each passage of a document, and from where. */
export function turnsIn(document: Document): (passage: number) => Turn {
  const {text: written, plain: text = written} = document
  const pieces = document.passages.flatMap(({from, to, role}, at): Piece[] => {
    if (role === "furniture" || role === "title") return []
    // The marks of bold type stand outside a passage, or inside it where it was taken whole.
    const marked = [written.slice(Math.max(0, from - 2), from + 2), written.slice(to - 2, to + 2)]
    const bold = marked.every((edge) => /\*\*|__/.test(edge))
    return [{at, text: text.slice(from, to).replace(/\s+/g, " ").trim(), heading: role === "heading", bold}]
  })
  const spoken = spokenIn(pieces)
  const turns = labelled(document, pieces, spoken) ?? questioned(document, pieces)
  return (passage) => {
    const {from, to} = document.passages[passage]!
    const label = LABEL.exec(text.slice(from, Math.min(to, from + LONGEST_LABEL)))
    // "A:" names nobody, and is a label wherever it opens a passage.
    const labels = label && (spoken.has(label[1]!) || ASKS.test(label[1]!) || ANSWERS.test(label[1]!))
    return {by: turns?.get(passage) ?? null, from: labels ? from + label[0].length : from}
  }
}

// ---- turns with labels

/** No label has more characters. */
const LONGEST_LABEL = 40
// Of at most 40 characters, as a label is. The marks of bold type behind it are blanks.
const LABEL = /^(\p{Lu}[\p{L}.'’-]*(?: (?:of |de |van |von )?\p{Lu}[\p{L}.'’-]*){0,3})\s{0,3}:\s+/u
const ASKS = /^(?:q|question)\.?$/i
const ANSWERS = /^(?:a|answer)\.?$/i

const labelOf = ({text}: Piece): string | null => LABEL.exec(text.slice(0, LONGEST_LABEL))?.[1] ?? null

/** What opens with the label of each of those who speak in turn; nothing where fewer than two do. */
type Spoken = ReadonlyMap<string, readonly Piece[]>

function spokenIn(pieces: readonly Piece[]): Spoken {
  const speak = [...groupBy(pieces, labelOf)].filter(([, turns]) => turns.length >= FEWEST_TURNS)
  return new Map(speak.length < 2 ? [] : speak)
}

/** Turns that open with who speaks. Null where nobody speaks in turn. */
function labelled(document: Document, pieces: readonly Piece[], spoken: Spoken): Turns | null {
  if (spoken.size === 0) return null
  const first = pieces.findIndex((piece) => spoken.has(labelOf(piece) ?? ""))
  const named = people(document, pieces.slice(0, first))
  const answers = interviewee(named, pieces)
  const nameOf = (label: string): string | null => {
    const own = spoken.get(label)!
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
    if (label && spoken.has(label)) by = nameOf(label)
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

/** How a page introduces somebody. */
type Person = {
  readonly name: string
  readonly surname: string
  /** Who it is stands behind the name: "the head of the guild", "47,". */
  described: boolean
  /** What it does in its life does: "keeps goats". */
  lives: boolean
  /** It came to hear what others say: "went to Sarn", "writes for". */
  reports: boolean
  met: boolean
  /** The page says that it asked: "interview by". */
  asked: boolean
}

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
/** What those do who come to ask, behind a name. */
const REPORTS =
  /^,? (?:(?:also|then|recently) )?(?:(?:ask|meet|met|spoke|speak|talk|s[ai]t|visit|report|went|goes|travel|wr[io]te|interview|cover|edit|present|host|listen|follow)\p{Ll}*|works? for)\s/u
/** What somebody does and goes on doing, behind the name. */
const LIVES = /^ \p{Ll}+s\s/u
const ASKED = /\b(?:interview(?:ed)?|questions(?: asked)?) by $/iu
/** Whoever the sentence before told of spoke to somebody. */
const THEY_MET =
  /(?<!\p{L})(?:[Hh]e|[Ss]he|[Tt]hey) (?:has |have |had )?(?:spoke|speaks?|spoken|talk(?:s|ed)?|sat down) (?:to|with) (?:[\p{Ll}-]+ ){0,4}$/u
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
      const none = {described: false, lives: false, reports: false, met: false, asked: false}
      const person = known ?? {name, surname: bare.split(" ").at(-1)!, ...none}
      const [front, behind] = [words.slice(Math.max(0, index - 80), index), words.slice(end, end + 20)]
      const toldOf = found.findLast((one) => one !== person)
      person.described ||= DESCRIBES.test(behind)
      person.reports ||= REPORTS.test(behind)
      person.lives ||= LIVES.test(behind) && !person.reports
      // "Aldo keeps goats. He spoke to Mina": Mina asked, unless the one told of came to ask.
      const meets = THEY_MET.test(front) && toldOf !== undefined && !toldOf.reports && !person.described
      person.asked ||= meets || ASKED.test(front)
      person.met ||= MET.test(front)
      if (!known) found.push(person)
    }
  }
  return found
}

/** Of the people named whoever is asked: called so in a question, else told who it is or what it does, else met, else named alone. */
function interviewee(people: readonly Person[], prompts: readonly Piece[]): Person | null {
  const called = new Set(prompts.flatMap(({text}) => [...text.matchAll(CALLED)].map(([, surname]) => surname)))
  const named = people.filter(({asked}) => !asked)
  const found =
    named.find(({surname}) => called.has(surname)) ??
    named.find(({described}) => described) ??
    named.find(({lives}) => lives) ??
    named.find(({met}) => met)
  return found ?? (named.length === 1 ? named[0]! : null)
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

/** A sentence without the label before it that says who speaks; `from` is where what is said in its passage begins. */
export const behindLabel = (sentence: Range, from: number): Range => ({
  from: Math.min(sentence.to, Math.max(sentence.from, from)),
  to: sentence.to,
})
