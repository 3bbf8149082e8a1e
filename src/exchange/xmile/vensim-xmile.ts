// XMILE as Vensim writes it: who wrote a file, and what the same words mean there.
//
// In: the header of a file, or the variables read from it. Out: which of Vensim's ways the file has, and the variables
// as Vensim means them. Versions of Vensim differ: earlier ones translate its functions into XMILE's (and name the
// vendor), later ones leave its own words (and name the product alone); xmutil does what the earlier ones do.

import {nameKey, type Part, type Term, type Variable} from "../blueprint/blueprint.ts"
import {changed, call as made} from "../blueprint/terms.ts"
import {text, type XmileFile} from "./xmile-file.ts"
import {wordsOf, type XmlElement} from "./xml.ts"

/** How Vensim qualifies a data variable, before the sign of its equation if it has one: `:RAW::=a*2`. */
const QUALIFIER = /^\s*:\s*(RAW|INTERPOLATE|LOOK[ _]FORWARD|HOLD[ _]BACKWARD)\s*:\s*(?::?=)?/i

const QUALIFIED: ReadonlyMap<string, NonNullable<Variable["between"]>> = new Map([
  ["RAW", "none"],
  ["INTERPOLATE", "line"],
  ["LOOK FORWARD", "next"],
  ["HOLD BACKWARD", "last"],
])

/** Who wrote a file, of those that write Vensim's models. */
type VensimWriter = {
  /** Vensim's functions are translated into XMILE's, and mean what Vensim means by them. */
  readonly translates: boolean
  /** The equations are Vensim's own words. */
  readonly wordByWord: boolean
  /** Vensim itself exported the file, and put its method into XMILE's words. */
  readonly exports: boolean
}

/** What the header says of who wrote a file. */
export function vensimWriter(file: XmileFile): VensimWriter {
  const header = file.child(file.root, "header")
  const vendor = file.child(header, "vendor")
  const isVensim = text(file.child(header, "product")).toLowerCase() === "vensim"
  const translates = /ventana/i.test(text(vendor))
  return {translates, wordByWord: isVensim && vendor === null, exports: isVensim && translates}
}

/** The data variable's equation without Vensim's qualifier, and what that says; null where there is none. */
export function qualified(eqn: XmlElement): {eqn: XmlElement; between: Variable["between"]} | null {
  const words = wordsOf(eqn)
  const match = QUALIFIER.exec(words.text)
  if (!match) return null
  const between = QUALIFIED.get(match[1]!.replace("_", " ").toUpperCase())
  const [first] = eqn.children.filter((node) => node.kind !== "element")
  if (!first) return {eqn, between}
  // The qualifier stands in the first piece of text.
  const {length} = match[0]
  const rest = {...first, text: words.text.slice(length), offset: words.offsetAt(length), stretches: []}
  return {eqn: {...eqn, children: [rest]}, between}
}

/** A part of the model, in which Vensim's words mean what Vensim means. */
export function asInVensim(part: Part, writer: VensimWriter): Part {
  return writer.translates ? withOwnRounding(part) : writer.wordByWord ? withOwnStep(part) : part
}

/** Vensim says of its TIME STEP that it is XMILE's DT, even where the model has a variable called DT: the step itself. */
function withOwnStep(part: Part): Part {
  const variables = part.variables.map((variable) =>
    nameKey(variable.name) === "time step" &&
    variable.equation?.op === "name" &&
    nameKey(variable.equation.name) === "dt"
      ? {...variable, equation: made("time_step")}
      : variable,
  )
  return {...part, variables}
}

/**
 * Vensim writes its INTEGER and MODULO as XMILE's INT and MOD, and means what it always does by them: numbers below 0
 * lose their fraction, and what is left over has their sign.
 */
function withOwnRounding(part: Part): Part {
  const mended = (term: Term): Term =>
    changed(term, (node) =>
      node.op !== "call"
        ? node
        : node.fn === "floor"
          ? {...node, fn: "trunc"}
          : node.fn === "mod"
            ? {...node, fn: "remainder"}
            : node,
    )
  const variables = part.variables.map((variable) => ({
    ...variable,
    equation: variable.equation && mended(variable.equation),
    ...(variable.initial ? {initial: mended(variable.initial)} : {}),
  }))
  return {...part, variables}
}
