// The equations of an XMILE file. In: an element with an equation in it, or the exact form that Brink noted beside one.
// Out: a term, every mistake said with its place.
//
// Where Brink noted an exact form and the words beside it are still those that Brink wrote, the exact form counts. What a
// word means is the scope's: its own variables stand before the language's functions.

import {nameKey, type Spot, type Subscript, type Term} from "../blueprint/blueprint.ts"
import {Formula, type Vocabulary} from "../blueprint/formula.ts"
import {NOWHERE} from "../blueprint/terms.ts"
import {Tokens} from "../blueprint/tokens.ts"
import {fingerprint} from "./fingerprints.ts"
import type {XmileFile} from "./xmile-file.ts"
import {xmileVocabulary} from "./xmile-functions.ts"
import {wordsOf, type XmlElement} from "./xml.ts"

/** What all equations of a file have in common. */
export type Language = {
  /** By `nameKey`. */
  readonly macros: ReadonlySet<string>
  /** Of `dimension.element`, from 1. */
  readonly places: ReadonlyMap<string, number>
  /** The equations are Vensim's own words. */
  readonly vensim: boolean
}

/** An equation as read; `open` when words are there that give none, so that no more need be said. */
export type Equation = {readonly term: Term | null; readonly source: string; readonly open: boolean}

/** The words of a scope: of a model, of a macro, of what stands outside of both. */
export function wordsIn(language: Language, names: Iterable<string>): Vocabulary {
  const known = new Set(language.macros)
  for (const name of names) if (name !== "") known.add(nameKey(name))
  return xmileVocabulary(
    (key) => known.has(key) || (key.includes(".") && !/^(?:std|isee|brink)\s*\./.test(key)),
    () => language.macros,
    {vensim: language.vensim, places: language.places},
  )
}

/** One equation, or a list for the elements of an array; null where it cannot be read as it stands. */
export function readXmileEquation(text: string, vocabulary: Vocabulary): Term | null {
  const formula = new Formula(new Tokens(text, 0, "xmile"), vocabulary, () => NOWHERE)
  const term = whole(formula)
  return formula.mistakes.length === 0 ? term : null
}

function whole(formula: Formula): Term | null {
  return formula.attempt((): Term => {
    const term = formula.expressionOrList()
    formula.finish()
    return term
  })
}

/** Reads the equations of one scope. */
export class Equations {
  private readonly file: XmileFile
  private readonly vocabulary: Vocabulary

  constructor(file: XmileFile, vocabulary: Vocabulary) {
    this.file = file
    this.vocabulary = vocabulary
  }

  /**
   * The equation in an element, as exactly as Brink wrote it where it has not been changed since.
   *
   * @param shown whose equation it is, for messages.
   */
  in(element: XmlElement, shown: string): Equation {
    const {file} = this
    const words = wordsOf(element)
    const source = words.text.replace(/\r\n?/g, "\n").trim()
    const exact = file.own(element, "as")
    if (exact !== undefined) {
      if (file.own(element, "for") === fingerprint(source))
        return {term: this.noted(exact, element, shown), source, open: false}
      file.report(
        "exchange/changed",
        element,
        `The equation of ${shown} was changed after Brink wrote it; as it stands now it counts, without what Brink had noted beside it`,
        "Nothing, if the change was meant.",
        false,
      )
    }
    if (/^\?+$/.test(source.replace(/\{[^{}]*\}/g, "").trim())) {
      file.report(
        "exchange/no-equation",
        element,
        `${shown} has no equation yet: \`${source.slice(0, 20)}\``,
        "Write one into its <eqn>.",
      )
      return {term: null, source, open: true}
    }
    const formula = this.formula(words.text, (index) => file.at({offset: words.offsetAt(index)}))
    if (formula.done && formula.mistakes.length === 0) return {term: null, source, open: false}
    const term = this.read(formula, shown)
    return {term, source, open: term === null}
  }

  /** The exact form in an element of Brink's own. */
  exactly(element: XmlElement, shown: string): Term | null {
    const words = wordsOf(element)
    return this.read(
      this.formula(words.text, (index) => this.file.at({offset: words.offsetAt(index)})),
      shown,
    )
  }

  /** An equation in an attribute; its place is that of what is given for it. */
  noted(written: string, at: {readonly offset: number}, shown: string): Term | null {
    return this.read(this.formulaAt(written, at), shown)
  }

  /** `a, b` as subscripts. */
  subscripts(written: string, at: XmlElement): readonly Subscript[] {
    if (written.trim() === "") return []
    const formula = this.formulaAt(`[${written}]`, at)
    return formula.attempt(() => formula.subscripts()) ?? []
  }

  /** `[a, b], [c, d]`: what an array's equation is not for. */
  exceptions(written: string, at: XmlElement): (readonly Subscript[])[] {
    const formula = this.formulaAt(written, at)
    const lists: (readonly Subscript[])[] = []
    formula.attempt(() => {
      do lists.push(formula.subscripts())
      while (formula.take(","))
      formula.finish()
    })
    return lists
  }

  private formula(written: string, place: (index: number) => Spot): Formula {
    return new Formula(new Tokens(written, 0, "xmile"), this.vocabulary, place)
  }

  private formulaAt(written: string, at: {readonly offset: number}): Formula {
    return this.formula(written, () => this.file.at(at))
  }

  /** One expression, or a list of them for the elements of an array. */
  private read(formula: Formula, shown: string): Term | null {
    const term = whole(formula)
    for (const {code, at, says, next, grave} of formula.mistakes)
      this.file.findings.add(code, at, `${says}, in the equation of ${shown}`, next, grave)
    return term
  }
}
