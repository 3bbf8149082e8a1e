// The number of a name for people: whether its verb is a plural, and whether there can be fewer of it or less. In: a name, as
// it stands in a sentence. Out: words that agree with it.

/**
 * Whether a name for people takes a plural verb: its head, the last word before the first
 * preposition, ends in a plural s, or two heads are joined by "and"; or it is a pronoun of many.
 */
export function isPlural(label: string): boolean {
  if (isClause(label)) return false
  const head = headOf(label)
  if (/^(?:people|children|women|men|refugees)\b/iu.test(head)) return true
  if (/^(?:they|we|you|these|those|both|many|several)$/iu.test(label.trim())) return true
  // "fear and anger" are two; "fuel and power supply" is one supply of both.
  return /\sand (?:(?:its|their|the) )?\S+$/u.test(head) || isPluralWord(head)
}

/** A clause, which is one thing whatever its last word: it begins with who does something, and goes on. */
function isClause(label: string): boolean {
  return /^(?:i|you|he|she|it|we|they|who|that|what|whether)\s+\S/iu.test(label.trim())
}

/** The words before the first preposition, a rate's time or a bracket: "recruits" of "recruits a week at most", "attacks" of "attacks (raids)". */
function headOf(label: string): string {
  const bracket = label.trimEnd().endsWith(")") ? label.lastIndexOf("(") : -1
  return (bracket > 0 ? label.slice(0, bracket).trimEnd() : label)
    .split(/(?<!\s)\s+(?:in|of|on|by|against|between|from|to|with|for|at|over|among|inside|within|across|that)\s/u)[0]!
    .replace(/(?<!\s)\s+an?\s(?:hour|day|week|month|quarter|year)$/u, "")
}

const lastWord = (words: string): string => (words.trim().split(/\s+/u).pop() ?? "").toLowerCase()

/** Whether the last word has a plural's ending, or is one of the plurals without. */
function isPluralWord(head: string): boolean {
  const word = lastWord(head)
  if (/^(?:people|police|children|women|men|refugees|cattle|casualties|mice|geese|teeth|feet)$/u.test(word)) return true
  // "Middlemen", "fishermen", "townsfolk"; of the singulars in -men few name anything that rises or falls.
  if (/.{3}(?:men|folk)$/u.test(word)) return !/^(?:speci|regi|abdo|acu)men$/u.test(word)
  return /[^s'’ui]s$/u.test(word) && !/^(?:news|politics|economics|logistics|progress)$/u.test(word)
}

/** What is high or low, and not much or little. */
const LEVELS =
  /^(?:prices?|wages?|salar(?:y|ies)|pay|costs?|rates?|temperatures?|rents?|fares?|incomes?|levels?|values?|inflation|unemployment|turnout|premiums?|interest)$/u
/** Names that say which way of themselves. */
const COMPARATIVE =
  /^(?:warmer|colder|hotter|cooler|higher|lower|bigger|smaller|larger|longer|shorter|heavier|better|worse|later|earlier|faster|slower|cheaper|dearer|drier|wetter|stricter|weaker|stronger|fewer|more|less) /iu

/** "more fear", "less fear", "fewer raids", "higher prices", and of somebody's own: "more of the council's patrols". */
export function amountOf(inside: string, more: boolean): string {
  const owner = /^(.+?)['’]s? \S/u.exec(inside)?.[1]
  const owned = owner !== undefined && headOf(`${owner} `) === `${owner} `
  if (more && COMPARATIVE.test(inside)) return inside
  const head = headOf(inside)
  if (!owned && LEVELS.test(lastWord(head))) return `${more ? "higher" : "lower"} ${inside}`
  const few = !owned && isPluralWord(head)
  return `${more ? "more" : few ? "fewer" : "less"} ${owned ? "of " : ""}${inside}`
}

/** "the value of the currency", "the strength of armed groups": one thing that is somebody's, or of something, is called with its article. */
export function withArticle(inside: string): string {
  const isOfOne = /^(?!(?:the|a|an|its|their)\s)[\p{Ll}-]+ of \S/u.test(inside) && !isPlural(inside)
  return isOfOne ? `the ${inside}` : inside
}

/** "more or to less fear", "higher or to lower prices". */
export function eitherAmountOf(inside: string): string {
  const less = amountOf(inside, false)
  return `${less.startsWith("lower ") ? "higher" : "more"} or to ${less}`
}

/** A verb in the number of its subject: `agree("TTP raids", "rise")` gives "rise", of one raid "rises". */
export function agree(label: string, verb: string): string {
  if (verb === "be") return isPlural(label) ? "are" : "is"
  if (isPlural(label)) return verb
  if (verb === "have") return "has"
  return /(?:s|sh|ch|x|o)$/u.test(verb) ? `${verb}es` : `${verb}s`
}

/** A verb denied in the number of its subject: "do not rise" of raids, "does not rise" of one raid. */
export function deny(label: string, verb: string): string {
  if (verb === "be") return `${agree(label, verb)} not`
  return `${agree(label, "do")} not ${verb}`
}
