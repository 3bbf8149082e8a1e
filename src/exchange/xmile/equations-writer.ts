// Equations into XMILE, scope by scope. In: a term, and the words its author wrote for it. Out: an element with XMILE's
// words, and the exact form noted beside them where they would be read back as another equation.
//
// Every equation is read back while it is written: only so can it be promised that a round trip loses nothing.

import {MISSING} from "../../model/index.ts"
import {type Blueprint, nameKey, type Subscript, type Term, type Variable} from "../blueprint/blueprint.ts"
import type {Vocabulary} from "../blueprint/formula.ts"
import {same} from "../blueprint/likeness.ts"
import {visit} from "../blueprint/terms.ts"
import {type ArrayNames, grouped} from "./array-names.ts"
import {type Language, readXmileEquation, wordsIn} from "./equations.ts"
import {fingerprint} from "./fingerprints.ts"
import {type Inexact, XmileFormula} from "./xmile-formula.ts"
import {placesIn} from "./xmile-functions.ts"
import type {XmileText} from "./xmile-text.ts"

/** The equations of a whole file: gives each scope its own. */
export class Wording {
  private readonly out: XmileText
  private readonly arrays: ArrayNames
  private readonly language: Language
  /** Sources are XMILE already. */
  private readonly native: boolean
  private readonly inexact: Inexact = {functions: new Set(), parts: new Set(), points: false}

  constructor(blueprint: Blueprint, arrays: ArrayNames, out: XmileText) {
    this.out = out
    this.arrays = arrays
    this.language = {
      macros: new Set(blueprint.macros.map((macro) => nameKey(macro.name))),
      places: placesIn(blueprint.dimensions),
      vensim: false,
    }
    this.native = blueprint.tool === "xmile"
  }

  /**
   * The equations of a model, a macro, or what stands outside of both.
   *
   * @param more names beside those of `variables`: modules, inputs of macros.
   */
  scope(variables: readonly Variable[], more: readonly string[]): EquationsWriter {
    const {macros} = this.language
    const names = [...variables.map((variable) => variable.name), ...more]
    const declared = new Map<string, readonly (string | null)[]>()
    for (const group of grouped(variables)) declared.set(nameKey(group[0]!.name), this.arrays.declared(group))
    const print = new XmileFormula(
      {
        macros,
        taken: new Set([...names.map(nameKey), ...macros]),
        dimensionsOf: (name) => declared.get(nameKey(name)),
      },
      this.inexact,
    )
    return new EquationsWriter(this.out, print, wordsIn(this.language, names), this.native)
  }

  /** Tells what of all that was written XMILE has no words for. */
  tell(): void {
    const {out, inexact} = this
    for (const fn of inexact.functions) out.tell("functions that XMILE has none like, written brink.NAME(...)", fn)
    for (const name of inexact.parts)
      out.tell("parts of dimensions that an array function runs over, written [*:NAME]", name)
    if (inexact.points) out.tell("points inside an equation, written brink.with_lookup(...)", "WITH LOOKUP")
  }
}

/** Writes the equations of one scope. */
export class EquationsWriter {
  private readonly out: XmileText
  private readonly print: XmileFormula
  private readonly vocabulary: Vocabulary
  private readonly native: boolean

  constructor(out: XmileText, print: XmileFormula, vocabulary: Vocabulary, native: boolean) {
    this.out = out
    this.print = print
    this.vocabulary = vocabulary
    this.native = native
  }

  /** Whose equations are written from here on. */
  set self(name: string) {
    this.print.self = nameKey(name)
  }

  /** As other tools read it. */
  plain(term: Term): string {
    return this.print.plain(term)
  }

  /** As Brink reads it back. */
  exact(term: Term): string {
    return this.print.exact(term)
  }

  /** Subscripts as Brink reads them back. */
  subscripts(list: readonly Subscript[]): string {
    return list.map((one) => this.print.subscript(one, true)).join(", ")
  }

  /**
   * An equation in an element of that name: as its author wrote it where that is XMILE and still so, else in XMILE's
   * words; with the exact form beside it where those would be read as another.
   *
   * @param source as its author wrote it; null where that is not kept.
   * @param noted the exact form stands beside it in any case.
   */
  equation(name: string, term: Term, source: string | null, noted = false): void {
    let text = this.plain(term)
    if (this.native && source && this.readsAs(source, term)) text = source
    const exact = !noted && this.readsAs(text, term) ? null : this.exact(term)
    if (exact !== null) this.check(term, exact, name)
    if (holdsMissing(term)) this.out.tell("a missing value, written as Vensim's number for it", ":NA:")
    this.out.element(
      name,
      [
        ["brink:as", exact],
        ["brink:for", exact === null ? null : fingerprint(text.trim())],
        ["brink:source", source === null || source === text.trim() ? null : source],
      ],
      text,
    )
  }

  /** An equation of Brink's own alone. */
  own(name: string, term: Term, whose: string): void {
    const exact = this.exact(term)
    this.out.element(name, [], exact)
    this.check(term, exact, whose)
  }

  /** Says so when not even the exact form comes back as it was. */
  private check(term: Term, exact: string, name: string): void {
    if (!this.readsAs(exact, term)) this.out.tell("an equation that would be read back as another", name)
  }

  private readsAs(text: string, term: Term): boolean {
    return same(readXmileEquation(text, this.vocabulary), term)
  }
}

function holdsMissing(term: Term): boolean {
  let found = false
  visit(term, (node) => {
    if (node.op === "number" && node.value === MISSING) found = true
  })
  return found
}
