// One sentence, parsed: its slips mended, and made a tree. Tagged tokens in, tokens with their tree out.

import type {Range} from "../documents/index.ts"
import {datelineEnd} from "./dateline.ts"
import {Dependencies} from "./dependencies.ts"
import type {English} from "./english.ts"
import {heard} from "./heard.ts"
import {respelt} from "./slips.ts"
import {withParticiples} from "./starts.ts"
import type {Token} from "./token.ts"

/** Sentences longer than this are lists or furniture; reading them gives wrong bounds. In tokens. */
export const LONGEST = 120

/** Fewer words tell nothing of one thing and another. */
const SHORTEST = 3

export type Parsed = {
  readonly tokens: readonly Token[]
  /** Null where no tree was made. */
  readonly dependencies: Dependencies | null
}

/** @param legible  whether a tree may be made. */
export const parse = (given: readonly Token[], english: English, legible = true): Parsed =>
  parseAll([{given, legible}], english)[0]!

/** Several sentences at a time. */
function parseAll(
  sentences: readonly {readonly given: readonly Token[]; readonly legible: boolean}[],
  english: English,
): Parsed[] {
  const spelt = sentences.map(({given, legible}) => {
    const tokens = withParticiples(respelt(given))
    return {tokens, treed: legible && tokens.length >= SHORTEST && !asks(tokens)}
  })
  const trees = english.trees(spelt.flatMap(({tokens, treed}) => (treed ? [heard(tokens)] : [])))
  let next = 0
  return spelt.map(({tokens, treed}) => ({
    tokens,
    dependencies: treed ? new Dependencies(tokens, trees[next++]!) : null,
  }))
}

/** What of a sentence is read: its tokens behind a dateline, whether they are neither too few nor too many, and whether it asks. */
export type Given = {readonly given: readonly Token[]; readonly legible: boolean; readonly asked: boolean}

/** The same of a stretch of text. */
export const givenTokens = (english: English, text: string, range: Range): Given => givenOf(english.tokens(text, range))

/** "When the pit closed, shops emptied. ...": a quotation that goes on behind its first sentence, or ends with its last, leaves one mark in each. */
function withoutOpenQuote(tokens: readonly Token[]): readonly Token[] {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (!first || !last || tokens.filter(isQuote).length !== 1) return tokens
  return isQuote(first) ? tokens.slice(1) : isQuote(last) ? tokens.slice(0, -1) : tokens
}

function givenOf(all: readonly Token[]): Given {
  const given = withoutOpenQuote(all.slice(datelineEnd(all)))
  return {given, legible: given.length >= SHORTEST && given.length <= LONGEST, asked: asks(given)}
}

/** Whether a token is a mark that opens or closes a quotation. */
export const isQuote = ({text}: Token): boolean => /^["“”]$/.test(text)

/** Whether a sentence asks: of "?!" and of a question that is quoted as a whole too. */
export function asks(given: readonly Token[]): boolean {
  const whole =
    given.length > 2 &&
    isQuote(given[0]!) &&
    given.findIndex((token, i) => i > 0 && isQuote(token)) === given.length - 1
  const said = whole ? given.slice(1, -1) : given
  const end = said.findLastIndex(({text}) => !/^[?!.…]+$/.test(text))
  return said.slice(end + 1).some(({text}) => text.includes("?"))
}

/** The tree of a stretch that is looked at whatever it is: a question, a heading, a phrase that somebody chose. */
export const treeOf = (tokens: readonly Token[], english: English): Dependencies =>
  new Dependencies(tokens, english.parse(heard(tokens)))

/** Why no tree is made of so many tokens. @param asked  whether they ask. */
export function whyNoTree(tokens: number, asked: boolean): string {
  if (asked) return "it asks, and what is asked is not said: no tree is made"
  return tokens < SHORTEST
    ? `it has ${tokens} ${tokens === 1 ? "token" : "tokens"}, and fewer than ${SHORTEST} tell no cause and its effect`
    : `it has ${tokens} tokens, and more than ${LONGEST} are a list or furniture, of which bounds would be wrong`
}

/** Some sentences of a text, parsed. */
export const parsedIn = (english: English, text: string, said: readonly Range[]): Parsed[] =>
  parseAll(english.tokensIn(text, said).map(givenOf), english)
