// A shallow parse: which words are verbs, how they group, and where noun phrases and
// clauses begin and end. Tokens of one sentence in, verb groups and spans out.
//
// This is not a dependency tree. It answers the four questions that reading for causes
// asks: what is the subject of this verb, what is its object, where does this clause
// start, and where does it stop. Spans are token indices, half open, into the sentence.

import {formsByEnding, type VerbForm} from "./inflection.ts"
import type {Token} from "./token.ts"

/** Token indices, half open. */
export type Span = {readonly start: number; readonly end: number}

/** A verb with its auxiliaries: tokens [start, end), the last being the head unless an adverb follows. */
export type VerbGroup = Span & {
  readonly head: number
  readonly lemma: string
  readonly form: "finite" | "infinitive" | "gerund" | "participle"
  readonly modal: string | null
  /** Token index of "not", "never" or the like, or -1. */
  readonly negation: number
  readonly passive: boolean
  readonly past: boolean
  readonly perfect: boolean
}

const BE = new Set(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re"])
const HAVE = new Set(["have", "has", "had", "having", "'ve"])
const DO = new Set(["do", "does", "did"])
const MODAL = new Set([
  "will",
  "would",
  "may",
  "might",
  "could",
  "can",
  "should",
  "shall",
  "must",
  "'ll",
  "wo",
  "ca",
  "cannot",
])
const NEGATION = new Set(["not", "n't", "never", "no longer", "hardly", "scarcely", "rarely", "seldom"])
const RELATIVE = new Set(["which", "that", "who", "whom"])
/** Prepositions that open a circumstance rather than belong to the noun phrase before them. */
const CIRCUMSTANCE = new Set([
  "after",
  "before",
  "since",
  "during",
  "amid",
  "despite",
  "because",
  "due",
  "while",
  "when",
  "as",
  "although",
  "though",
  "unless",
  "until",
  "till",
  "if",
  "once",
  "whereas",
  "without",
  "following",
  "particularly",
  "especially",
  "through",
  "throughout",
  "rather",
  "except",
])
const SUBORDINATORS = new Set([
  "if",
  "unless",
  "until",
  "because",
  "while",
  "when",
  "whereas",
  "although",
  "though",
  "as",
  "once",
  "since",
  "before",
  "after",
  "where",
  "whether",
  "that",
  "so",
  "provided",
  "how",
  "why",
  "what",
])
/** Words that open an insertion between a subject and its verb. */
const INSERTED = new Set([
  "including",
  "such",
  "like",
  "especially",
  "particularly",
  "despite",
  "once",
  "with",
  "along",
  "long",
  "already",
  "a",
  "an",
  "the",
])
/** Nouns whose infinitive says what they are about. */
const WILLING = new Set([
  "failure",
  "refusal",
  "unwillingness",
  "inability",
  "reluctance",
  "willingness",
  "readiness",
  "ability",
  "decision",
])
/** Adverbs that end a clause without belonging to its last noun. */
const TRAILING = new Set([
  "again",
  "soon",
  "also",
  "too",
  "yet",
  "now",
  "today",
  "however",
  "alike",
  "as",
  "so",
  "further",
  "internally",
  "then",
  "still",
  "already",
  "instead",
  "there",
  "here",
  "once",
])
const DETERMINING = new Set(["its", "their", "his", "her", "our", "my", "your", "this", "these", "those", "such"])
/** Gerunds that work as prepositions or open examples. */
const NOT_VERBS = new Set([
  "including",
  "regarding",
  "concerning",
  "following",
  "according",
  "during",
  "given",
  "excluding",
  "considering",
  "pending",
  "notwithstanding",
])
/** Participles that grade a noun more often than they govern one: before a bare noun they are adjectives. */
const GRADING = new Set([
  "escalate",
  "rise",
  "grow",
  "mount",
  "worsen",
  "continue",
  "increase",
  "decline",
  "fall",
  "dwindle",
  "collapse",
  "prolong",
  "deepen",
  "shrink",
  "conflict",
  "exist",
  "emerge",
  "remain",
  "lead",
  "neighbor",
  "neighbour",
  "fail",
  "last",
  "compete",
  "widen",
  "renew",
  "spiral",
  "simmer",
  "linger",
  "stall",
  "strengthen",
  "weaken",
  "reduce",
  "restore",
])

/** Gerunds that are adjectives before a noun even after a comma. */
const GRADING_ALWAYS = new Set(["rise", "grow", "mount", "dwindle", "decline", "continue"])

/** A written verb form that rules care about: its lemma, and what it can be. */
export type KnownVerb = {readonly lemma: string; readonly forms: readonly VerbForm[]}

/** One sentence, parsed. */
export class Clauses {
  readonly tokens: readonly Token[]
  readonly groups: readonly VerbGroup[]
  /** Index of the verb group a token belongs to, or -1. */
  readonly groupAt: Int16Array
  readonly #lemmas: ReadonlyMap<string, KnownVerb>

  /** @param lemmas  written form of each verb that rules care about, to what it can be. */
  constructor(tokens: readonly Token[], lemmas: ReadonlyMap<string, KnownVerb>) {
    this.tokens = tokens
    this.#lemmas = lemmas
    this.groupAt = new Int16Array(tokens.length).fill(-1)
    const groups: VerbGroup[] = []
    for (let i = 0; i < tokens.length; ) {
      const group = this.#groupFrom(i, groups)
      if (!group) {
        i++
        continue
      }
      this.groupAt.fill(groups.length, group.start, group.end)
      groups.push(group)
      i = group.end
    }
    this.groups = groups
  }

  /** The verb group a token belongs to, if any. */
  groupOf(i: number): VerbGroup | undefined {
    const index = this.groupAt[i] ?? -1
    return index === -1 ? undefined : this.groups[index]
  }

  lower(i: number): string {
    return this.tokens[i]?.lower ?? ""
  }

  tag(i: number): string {
    return this.tokens[i]?.tag ?? ""
  }

  /** Whether `words` stand at token `i`, in lower case. */
  at(i: number, words: readonly string[]): boolean {
    return words.every((word, k) => this.lower(i + k) === word)
  }

  #forms(i: number): readonly VerbForm[] {
    return this.#lemmas.get(this.lower(i))?.forms ?? formsByEnding(this.lower(i))
  }

  lemmaOf(i: number): string {
    const word = this.lower(i)
    if (BE.has(word)) return "be"
    if (HAVE.has(word)) return "have"
    if (DO.has(word)) return "do"
    return this.#lemmas.get(word)?.lemma ?? this.tokens[i]?.lemma ?? word
  }

  /** A hyphen without blanks: part of a word that the tokenizer cut. */
  #joined(i: number): boolean {
    const token = this.tokens[i]
    if (!token || (token.text !== "-" && token.text !== "/")) return false
    return this.tokens[i - 1]?.to === token.from && this.tokens[i + 1]?.from === token.to
  }

  /** Determiners, and the pronouns that stand like one before a noun: "its", "this". */
  #determines(i: number): boolean {
    return this.tag(i) === "DET" || DETERMINING.has(this.lower(i))
  }

  #nounLike(i: number): boolean {
    return ["NOUN", "PROPN", "PRON", "NUM"].includes(this.tag(i)) || [")", "'s", "'"].includes(this.lower(i))
  }

  /** Whether the word at `i`, tagged or spelt as a verb, is one here. */
  #isVerb(i: number, sofar: readonly VerbGroup[]): boolean {
    const word = this.lower(i)
    const tag = this.tag(i)
    if (NOT_VERBS.has(word) || this.#joined(i - 1) || this.#joined(i + 1)) return false
    const known = this.#lemmas.has(word)
    if (tag !== "VERB" && !(known && (tag === "NOUN" || tag === "ADJ" || tag === "PROPN" || tag === "ADV")))
      return false
    const before = this.lower(i - 1)
    const forms = this.#forms(i)
    if (before === "to" && this.tag(i - 1) === "PART") return forms.includes("base")
    if (MODAL.has(before) || (this.tag(i - 1) === "ADV" && MODAL.has(this.lower(i - 2)))) return forms.includes("base")
    // "Transit fees in the valley have risen": the verb is still to come.
    if (!known && i === 1 && forms.includes("third") && this.tag(2) === "ADP" && this.#auxiliaryAhead(2)) return false
    // "Military exercises": after an adjective an unknown word in -s is a noun.
    if (!known && this.tag(i - 1) === "ADJ" && forms.includes("third")) return false
    if (!known && ["longer", "more", "fewer", "less", "further"].includes(before)) return false
    if (this.tag(i - 1) === "ADP" && !forms.includes("gerund")) return false
    const nominal = ["NOUN", "PROPN", "ADJ"].includes(this.tag(i + 1))
    if (
      (this.#determines(i - 1) || ["ADJ", "NUM"].includes(this.tag(i - 1))) &&
      before !== "that" &&
      (nominal || tag !== "VERB")
    )
      return false
    if (this.#coordinatedBase(i, forms, sofar)) return true
    if (before === "'s" || before === "'") return false
    if (tag !== "VERB") return this.#hiddenVerb(i, forms, sofar)
    if (!forms.includes("third") && !forms.includes("past") && nominal && this.#gradesNoun(i, forms, sofar))
      return false
    if (
      forms.includes("participle") &&
      nominal &&
      !(this.isComma(i - 1) && forms.includes("past") && sofar.length > 0 && !sofar.some((g) => g.form === "finite")) &&
      !this.#nounLike(i - 1) &&
      !this.#auxiliaryBefore(i) &&
      this.tag(i - 1) !== "ADV" &&
      !RELATIVE.has(before) &&
      this.tag(i - 1) !== "CCONJ"
    )
      return false
    if (forms.includes("participle") && !forms.includes("gerund") && nominal) {
      if (i === 0) return false
      const last = sofar.at(-1)
      if (this.tag(i - 1) === "CCONJ" && (!last?.past || this.#boundaryWithin(last.end, i))) return false
    }
    return true
  }

  /** "could raise tensions and strain relations": a bare verb joined to one that a modal or "to" governs. */
  #coordinatedBase(i: number, forms: readonly VerbForm[], sofar: readonly VerbGroup[]): boolean {
    if (!forms.includes("base") || !this.#lemmas.has(this.lower(i))) return false
    let k = i - 1
    while (this.tag(k) === "ADV") k--
    if (this.tag(k) !== "CCONJ") return false
    const last = sofar.at(-1)
    if (!last || (last.modal === null && last.form !== "infinitive") || this.#boundaryWithin(last.end, k)) return false
    return (
      ["ADJ", "NOUN", "PROPN", "DET", "PRON", "VERB", "ADV", "NUM"].includes(this.tag(i + 1)) &&
      this.lower(i + 1) !== "of"
    )
  }

  /** A stop or subordinator in [from, to): commas do not count. */
  #boundaryWithin(from: number, to: number): boolean {
    for (let k = from; k < to; k++)
      if (this.isHard(k) || (SUBORDINATORS.has(this.lower(k)) && this.tag(k) === "SCONJ")) return true
    return false
  }

  /** A verb that the tagger took for a noun or adjective: "the gap risks war", "strikes, which elicited attacks". */
  #hiddenVerb(i: number, forms: readonly VerbForm[], sofar: readonly VerbGroup[]): boolean {
    // ", deepening unrest" after a finished clause.
    if (forms.includes("gerund")) {
      let k = i - 1
      while (this.tag(k) === "ADV") k--
      if (this.tag(k) === "CCONJ") return sofar.at(-1)?.form === "gerund" && !GRADING_ALWAYS.has(this.lemmaOf(i))
      const closed = this.isComma(k) || this.isHard(k)
      return closed && sofar.some((g) => g.form === "finite") && !GRADING_ALWAYS.has(this.lemmaOf(i))
    }
    // "Hunger and fear fuel unrest", "As tensions rise, trade shrinks": with no other verb in its clause, the one
    // word that could be a verb is it.
    if (forms.includes("base") && this.#verbless(i)) {
      const opens = ["NOUN", "ADJ", "DET", "PRON", "PROPN"].includes(this.tag(i + 1)) && this.tag(i - 1) !== "ADJ"
      const closes = this.isComma(i + 1) && /[^s]s$/.test(this.lower(i - 1))
      return this.#nounLike(i - 1) && (opens || closes)
    }
    // "The arms of Arv increase the fear": a noun does not stand right before a determiner.
    if (forms.includes("base") && (this.tag(i + 1) === "DET" || DETERMINING.has(this.lower(i + 1))))
      return this.#nounLike(i - 1) && !this.#finiteIn(i, sofar)
    // "lowers prices and cuts supplies": joined to a verb of the same form.
    if (
      forms.includes("third") &&
      this.tag(i - 1) === "CCONJ" &&
      ["NOUN", "ADJ", "DET", "PRON"].includes(this.tag(i + 1))
    ) {
      const last = sofar.at(-1)
      return (
        last?.form === "finite" &&
        !last.past &&
        last.modal === null &&
        this.#forms(last.head).includes("third") &&
        !this.#boundaryWithin(last.end, i)
      )
    }
    if (!forms.includes("third") && !forms.includes("past")) return false
    const before = this.lower(i - 1)
    const subject =
      (sofar.at(-1)?.form === "infinitive" && sofar.at(-1)!.end === i) ||
      (this.#nounLike(i - 1) && this.tag(i - 1) !== "NUM") ||
      RELATIVE.has(before) ||
      (this.tag(i - 1) === "ADV" && this.#nounLike(i - 2)) ||
      (before === "," && i > 3)
    if (!subject) return false
    const next = this.tag(i + 1)
    const opensObject =
      ["DET", "PRON", "ADJ", "PROPN", "VERB", "ADV", "NUM"].includes(next) ||
      ["on", "upon", "from", "in", "to", "into"].includes(this.lower(i + 1)) ||
      (next === "NOUN" && (RELATIVE.has(before) || forms.includes("past") || this.lower(i - 1).endsWith("s") === false))
    if (!opensObject) return false
    for (let k = sofar.length - 1; k >= 0; k--) {
      const group = sofar[k]!
      if (this.#boundaryBetween(group.end, i)) break
      if (group.form === "finite" && !RELATIVE.has(before)) return false
    }
    return true
  }

  /** Whether nothing else between the commas around `i` could be its clause's verb; a gerund that opens it grades a noun. */
  #verbless(i: number): boolean {
    let start = i
    while (start > 0 && !this.isComma(start - 1) && !this.isHard(start - 1)) start--
    for (let k = start; k < this.tokens.length && !this.isHard(k) && !(k > i && this.isComma(k)); k++) {
      if (k === i || (k === start && this.#forms(k).includes("gerund") && this.tag(k + 1) === "NOUN")) continue
      if (
        this.tag(k) === "VERB" ||
        this.tag(k) === "AUX" ||
        (this.#lemmas.has(this.lower(k)) &&
          this.tag(k) !== "ADP" &&
          this.#forms(k).some((form) => form === "third" || form === "past") &&
          !this.#forms(k).includes("base"))
      )
        return false
    }
    return true
  }

  /** Whether the stretch before `i` already has its finite verb. */
  #finiteIn(i: number, sofar: readonly VerbGroup[]): boolean {
    const last = sofar.findLast((group) => group.form === "finite")
    return last !== undefined && !this.#boundaryBetween(last.end, i)
  }

  /** Whether a gerund or participle before a noun is an adjective: "escalating tensions could ...". */
  #gradesNoun(i: number, forms: readonly VerbForm[], sofar: readonly VerbGroup[]): boolean {
    if (!forms.includes("gerund") && !forms.includes("participle")) return false
    const before = this.tokens[i - 1]
    if (!before) return true
    if (this.#determines(i - 1) || before.tag === "ADJ" || before.tag === "NUM") return true
    if (["by", "through", "without", "while"].includes(before.lower)) return false
    if (sofar.length > 0 && forms.includes("gerund") && before.tag === "CCONJ") {
      const last = sofar.at(-1)!
      return !(last.form === "gerund" && (this.isComma(i - 2) || !GRADING.has(this.lemmaOf(i))))
    }
    const bare = this.tag(i + 1) === "NOUN" || this.tag(i + 1) === "ADJ"
    if (before.tag === "VERB" || before.tag === "AUX")
      return bare && GRADING.has(this.lemmaOf(i)) && before.tag !== "AUX"
    if (before.tag === "ADP") return bare && GRADING.has(this.lemmaOf(i))
    if (this.isComma(i - 1) && i > 1 && !GRADING.has(this.lemmaOf(i))) return false
    if (before.tag === "PUNCT" || before.tag === "SCONJ")
      return (
        bare &&
        (sofar.length === 0 || GRADING.has(this.lemmaOf(i))) &&
        !sofar.some((g) => g.form === "finite" && before.tag === "PUNCT")
      )
    return before.tag === "CCONJ" || (before.tag === "ADV" && i === 1)
  }

  /** Whether an auxiliary stands between `i` and the next comma or stop. */
  #auxiliaryAhead(i: number): boolean {
    for (let k = i; k < this.tokens.length && !this.isComma(k) && !this.isHard(k); k++)
      if (this.tag(k) === "AUX") return true
    return false
  }

  #auxiliaryBefore(i: number): boolean {
    let k = i - 1
    while (k >= 0 && (this.tag(k) === "ADV" || NEGATION.has(this.lower(k)))) k--
    const word = this.lower(k)
    return BE.has(word) || HAVE.has(word)
  }

  #boundaryBetween(from: number, to: number): boolean {
    for (let k = from; k < to; k++)
      if (
        /^[,;:—–]$/.test(this.tokens[k]!.text) ||
        SUBORDINATORS.has(this.lower(k)) ||
        this.tag(k) === "CCONJ" ||
        RELATIVE.has(this.lower(k))
      )
        return true
    return false
  }

  #groupFrom(i: number, sofar: readonly VerbGroup[]): VerbGroup | null {
    let k = i
    let negation = -1
    let modal: string | null = null
    let to = false
    let passiveAux = false
    let perfect = false
    let past = false
    let auxiliaries = 0
    let lastAuxiliary = -1
    if (this.lower(k) === "to" && (this.tag(k) === "PART" || this.tag(k) === "ADP")) {
      to = true
      k++
    }
    for (; k < this.tokens.length; k++) {
      const word = this.lower(k)
      if (
        MODAL.has(word) &&
        (this.tag(k) === "AUX" || word === "cannot") &&
        !(
          word === "will" &&
          !["VERB", "AUX", "ADV", "PART"].includes(this.tag(k + 1)) &&
          !this.#lemmas.has(this.lower(k + 1))
        )
      )
        modal = word
      else if (HAVE.has(word) && this.tag(k) !== "NOUN") {
        perfect = true
        passiveAux = false
        if (word === "had") past = true
      } else if (BE.has(word) && (this.tag(k) === "AUX" || this.tag(k) === "VERB")) {
        passiveAux = true
        if (word === "was" || word === "were") past = true
      } else if (DO.has(word) && this.tag(k) === "AUX" && this.tokens[k]!.text !== "DID") {
        if (word === "did") past = true
      } else if (NEGATION.has(word) && (auxiliaries > 0 || to)) {
        if (negation < 0) negation = k
        continue
      } else if (
        (this.tag(k) === "ADV" || word === "since") &&
        auxiliaries > 0 &&
        !(SUBORDINATORS.has(word) && word !== "since")
      )
        continue
      else if (this.tag(k) === "ADV" && to && !SUBORDINATORS.has(word)) continue
      else break
      auxiliaries++
      lastAuxiliary = k
    }
    const head = k
    if (
      head < this.tokens.length &&
      (to || auxiliaries > 0 ? this.#mainVerb(head, to, modal !== null, auxiliaries) : this.#isVerb(head, sofar))
    ) {
      const forms = this.#forms(head)
      const bare = auxiliaries === 0 && !to
      const participle = forms.includes("participle") && (passiveAux || perfect)
      const gerund = bare && forms.includes("gerund")
      const helped =
        bare && sofar.length > 0 && sofar.at(-1)!.end === head && ["help", "let"].includes(sofar.at(-1)!.lemma)
      // "has ruined harvests and driven up prices": the participle shares the auxiliary.
      const shares = this.tag(head - 1) === "CCONJ" && sofar.at(-1)?.perfect === true
      const reduced = !shares && bare && forms.includes("participle") && this.#reduced(head, forms)
      const start = i
      if (!perfect && !passiveAux && bare && forms.includes("past")) past = true
      return {
        start,
        end: head + 1,
        head,
        lemma: this.lemmaOf(head),
        form: to || helped ? "infinitive" : gerund ? "gerund" : reduced ? "participle" : "finite",
        modal,
        negation: negation >= 0 ? negation : NEGATION.has(this.lower(i - 1)) ? i - 1 : -1,
        passive: (participle && passiveAux && !forms.includes("gerund")) || (reduced && !gerund),
        past: past || perfect,
        perfect,
      }
    }
    if (auxiliaries > 0) {
      // A copula or a main "have", "do": the auxiliary is the verb.
      const main = lastAuxiliary
      const word = this.lower(main)
      const form = to ? "infinitive" : word === "being" || word === "having" ? "gerund" : "finite"
      return {
        start: i,
        end: main + 1,
        head: main,
        lemma: this.lemmaOf(main),
        form,
        modal,
        negation: negation >= 0 && negation < main + 2 ? negation : NEGATION.has(this.lower(main + 1)) ? main + 1 : -1,
        passive: false,
        past,
        perfect: false,
      }
    }
    return null
  }

  /** The word after auxiliaries or "to": is it the main verb of the group? */
  #mainVerb(k: number, to: boolean, modal: boolean, auxiliaries: number): boolean {
    const tag = this.tag(k)
    const forms = this.#forms(k)
    if (this.#joined(k + 1)) return false
    // "having working ties": after "have" a gerund is an adjective.
    if (HAVE.has(this.lower(k - 1)) && forms.includes("gerund")) return false
    const supported = DO.has(this.lower(k - 1)) || (NEGATION.has(this.lower(k - 1)) && DO.has(this.lower(k - 2)))
    if (supported && this.#lemmas.has(this.lower(k)) && forms.includes("base")) return true
    if (to && auxiliaries === 0)
      return (
        (tag === "VERB" || this.#lemmas.has(this.lower(k))) &&
        forms.includes("base") &&
        tag !== "PROPN" &&
        !(tag === "NOUN" && this.tag(k - 1) === "ADP")
      )
    if (modal && auxiliaries === 1) return tag === "VERB" || (this.#lemmas.has(this.lower(k)) && forms.includes("base"))
    if (tag === "VERB")
      return !forms.includes("gerund") || !["NOUN", "ADJ"].includes(this.tag(k + 1)) || !GRADING.has(this.lemmaOf(k))
    return (
      this.#lemmas.has(this.lower(k)) && (forms.includes("participle") || forms.includes("gerund")) && tag !== "NOUN"
    )
  }

  /** A participle without auxiliary that hangs on the noun before it: "a divide rooted in", "led by". */
  #reduced(k: number, forms: readonly VerbForm[]): boolean {
    if (!forms.includes("past")) return true
    const next = this.lower(k + 1)
    if (next === "by") return true
    const before = this.tokens[k - 1]
    if (!before) return true
    if (before.tag === "PUNCT" && !/^[)"”]$/.test(before.text))
      return ["by", "in", "with", "on", "from", "to"].includes(next)
    if (
      ["in", "to", "with", "from"].includes(next) &&
      before.tag === "NOUN" &&
      ["rooted", "linked", "grounded", "tied", "aimed", "based", "related"].includes(this.lower(k))
    )
      return true
    return false
  }

  isHard(i: number): boolean {
    return /^[;:—–.!?…]$/.test(this.tokens[i]?.text ?? "") || (this.tokens[i]?.text === "-" && !this.#joined(i))
  }

  isComma(i: number): boolean {
    return this.tokens[i]?.text === ","
  }

  isSubordinator(i: number): boolean {
    const word = this.lower(i)
    if (word === "that") return this.tag(i) === "SCONJ" || this.tag(i) === "PRON"
    return SUBORDINATORS.has(word) && this.tag(i) !== "ADP"
      ? true
      : ["if", "unless", "because", "while", "whereas", "although"].includes(word)
  }

  isRelative(i: number): boolean {
    return RELATIVE.has(this.lower(i))
  }

  #nominal(i: number): boolean {
    if (this.groupAt[i] !== -1) return false
    if (this.tokens[i]!.text === "-" || this.tokens[i]!.text === "/") return this.#joined(i)
    if (/^["“”'‘’()[\]%$£€&]$/.test(this.tokens[i]!.text)) return true
    const word = this.lower(i)
    if (word === "that" || word === "which" || word === "who" || word === "whom") return false
    if (SUBORDINATORS.has(word) && this.tag(i) === "SCONJ") return false
    return ["NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PART", "ADP", "SYM", "X", "VERB", "ADV", "AUX"].includes(
      this.tag(i),
    )
  }

  /** Whether a verb group lies in [from, to). */
  verbIn(from: number, to: number): boolean {
    for (let k = from; k < to; k++) if (this.groupAt[k] !== -1) return true
    return false
  }

  /** Start of the stretch that holds `i`: after the last stop, dash, colon, subordinator. */
  segmentStart(i: number): number {
    let k = i
    while (
      k > 0 &&
      !this.isHard(k - 1) &&
      !(this.isSubordinator(k - 1) && this.groupAt[k - 1] === -1) &&
      !this.isRelative(k - 1)
    )
      k--
    return k
  }

  /** The noun phrase that ends at token `last`, as far left as it goes; null when there is none. */
  phraseLeft(last: number): Span | null {
    let k = last
    const start = this.#afterOpening(this.segmentStart(last), last)
    while (k >= start) {
      if (this.#nominal(k)) {
        if (this.tag(k) === "ADP" && CIRCUMSTANCE.has(this.lower(k)) && this.lower(k - 1) !== "such") break
        k--
        continue
      }
      if (
        this.tag(k) === "CCONJ" &&
        k > start &&
        !this.isComma(k - 1) &&
        this.#nominal(k - 1) &&
        ["and", "or", "nor", "&"].includes(this.lower(k))
      ) {
        k--
        continue
      }
      // A comma, or ", and", joins the parts of a list when no verb came before it.
      if (
        (this.isComma(k) || (this.tag(k) === "CCONJ" && this.isComma(k - 1))) &&
        !this.verbIn(start, k) &&
        this.#listBefore(start, this.isComma(k) ? k : k - 1, last)
      ) {
        k -= this.tag(k) === "CCONJ" ? 2 : 1
        continue
      }
      if (this.isComma(k) && this.tag(k - 1) === "ADJ" && ["ADJ", "ADV"].includes(this.tag(k + 1))) {
        k--
        continue
      }
      break
    }
    return this.#trim(k + 1, last + 1)
  }

  /** Where a stretch begins without an opening circumstance: "In the hills, hunger and fear ...". */
  #afterOpening(start: number, last: number): number {
    if (this.tag(start) !== "ADP" && this.tag(start) !== "ADV") return start
    for (let k = start + 1; k < last; k++) if (this.isComma(k)) return this.verbIn(start, k) ? start : k + 1
    return start
  }

  /** Whether the commas in [start, last] part a list ("A, B, and C") rather than an opening phrase. */
  #listBefore(start: number, comma: number, last: number): boolean {
    if (this.tag(start) === "ADP" || this.tag(start) === "ADV") return false
    for (let k = comma; k <= last; k++) if (this.isComma(k) && this.tag(k + 1) === "CCONJ") return true
    for (let k = comma + 1; k <= last; k++)
      if (
        this.tag(k) === "CCONJ" &&
        !this.isComma(k - 1) &&
        this.#commas(start, comma + 1) >= 1 &&
        !this.#opening(start, comma)
      )
        return true
    return false
  }

  #commas(from: number, to: number): number {
    let n = 0
    for (let k = from; k < to; k++) if (this.isComma(k)) n++
    return n
  }

  #opening(start: number, comma: number): boolean {
    return ["ADP", "ADV", "SCONJ", "CCONJ"].includes(this.tag(start)) || comma - start < 1
  }

  /** The noun phrase that starts at token `first`, with what belongs to it; null when there is none. */
  phraseRight(first: number, stopAt = this.tokens.length): Span | null {
    let k = first
    while (k < stopAt) {
      if (this.groupAt[k] !== -1) {
        // "the risk of triggering war": a gerund after a preposition belongs to the phrase.
        const group = this.groups[this.groupAt[k]!]!
        if (
          group.form === "gerund" &&
          this.tag(k - 1) === "ADP" &&
          ["of", "in", "on", "against", "for", "into", "from"].includes(this.lower(k - 1)) &&
          k > first
        ) {
          k = group.end
          continue
        }
        // "the refusal to talk": what is refused belongs to the refusal.
        if (group.form === "infinitive" && k > first && WILLING.has(this.lower(k - 1))) {
          k = Math.min(stopAt, this.#infinitiveEnd(group))
        }
        break
      }
      if (this.#nominal(k)) {
        if (k > first && this.lower(k) === "by" && this.#measure(k + 1)) break
        if (
          k > first &&
          (this.tag(k) === "ADP" || this.tag(k) === "SCONJ" || this.tag(k) === "ADV") &&
          CIRCUMSTANCE.has(this.lower(k))
        )
          break
        if (
          this.tag(k) === "ADP" &&
          this.groupAt[k + 1] !== -1 &&
          ["by", "through", "via", "with"].includes(this.lower(k))
        )
          break
        k++
        continue
      }
      if (
        this.tag(k) === "CCONJ" &&
        k + 1 < stopAt &&
        ["and", "or", "nor", "but", "&"].includes(this.lower(k)) &&
        !this.#newClause(k + 1, stopAt)
      ) {
        k++
        continue
      }
      const graded = this.isComma(k) && this.tag(k - 1) === "ADJ" && ["ADJ", "ADV"].includes(this.tag(k + 1))
      if (this.isComma(k) && k + 1 < stopAt && (graded || this.#listAfter(k, stopAt))) {
        k++
        continue
      }
      break
    }
    return this.#trim(first, k)
  }

  /** "by a third", "by 12 per cent": how much, no part of what. */
  #measure(k: number): boolean {
    return (
      this.tag(k) === "NUM" ||
      /^(?:half|third|quarter|fifth|tenth|two|three)s?$/.test(
        this.lower(["a", "an", "about", "nearly", "almost"].includes(this.lower(k)) ? k + 1 : k),
      )
    )
  }

  /** End of "to act against the raiders": the infinitive with its own object and circumstances. */
  #infinitiveEnd(group: VerbGroup): number {
    const object = this.phraseRight(group.end)
    return object ? object.end : group.end
  }

  /** Whether a verb phrase or a new clause begins at `k`, after a conjunction. */
  #newClause(k: number, stopAt: number): boolean {
    let j = k
    while (j < stopAt && this.tag(j) === "ADV") j++
    if (this.groupAt[j] !== undefined && this.groupAt[j] !== -1) return true
    while (j < stopAt && this.#nominal(j)) j++
    const group = j < stopAt ? this.groupOf(j) : undefined
    return group !== undefined && group.form === "finite"
  }

  #listAfter(comma: number, stopAt: number): boolean {
    if (this.tag(comma + 1) === "CCONJ")
      return !this.#newClause(comma + 2, stopAt) && ["and", "or"].includes(this.lower(comma + 1))
    if (
      (!["NOUN", "PROPN", "ADJ", "DET", "NUM"].includes(this.tag(comma + 1)) &&
        !["longer", "more", "fewer", "less"].includes(this.lower(comma + 1))) ||
      this.groupAt[comma + 1] !== -1
    )
      return false
    for (let k = comma + 1; k < stopAt && !this.isHard(k); k++) {
      if (this.groupAt[k] !== -1 || this.isRelative(k)) return false
      if (this.tag(k) === "CCONJ")
        return !this.#newClause(k + 1, stopAt) && (this.isComma(k - 1) || this.#commas(comma, k) >= 1)
    }
    return false
  }

  /** A span without conjunctions, adverbs, commas and stray prepositions at its edges; null when nothing is left. */
  #trim(start: number, end: number): Span | null {
    let a = start
    let b = end
    const loose = (k: number) =>
      ["PUNCT", "CCONJ", "SCONJ"].includes(this.tag(k)) && !/^[("“‘$£€]$/.test(this.tokens[k]!.text)
    while (
      a < b &&
      (loose(a) ||
        NOT_VERBS.has(this.lower(a)) ||
        this.tag(a) === "ADP" ||
        (this.tag(a) === "ADV" && !["more", "less", "too", "even", "nearly", "over"].includes(this.lower(a))) ||
        (["both"].includes(this.lower(a)) && this.tag(a) === "CCONJ"))
    )
      a++
    while (
      b > a &&
      ((["PUNCT", "CCONJ", "SCONJ", "ADP"].includes(this.tag(b - 1)) && !/^[)"”%]$/.test(this.tokens[b - 1]!.text)) ||
        (this.tag(b - 1) === "ADV" && b - 1 > a && (/ly$/.test(this.lower(b - 1)) || TRAILING.has(this.lower(b - 1)))))
    )
      b--
    return b > a ? {start: a, end: b} : null
  }

  trim(span: Span): Span | null {
    return this.#trim(span.start, span.end)
  }

  /** The subject of a finite verb, of a participle, of a gerund; `clause` marks one that is a whole clause. */
  subject(group: VerbGroup, depth = 0): (Span & {clause?: boolean}) | null {
    if (depth > 6) return null
    let k = group.start - 1
    while (
      k >= 0 &&
      this.groupAt[k] === -1 &&
      ((this.tag(k) === "ADV" && !this.isSubordinator(k)) ||
        (/^["”]$/.test(this.tokens[k]!.text) && this.isComma(k - 1)))
    )
      k--
    // "which, in turn, led to": a turn of phrase, not a subject.
    if (this.lower(k) === "turn" && this.lower(k - 1) === "in") k -= this.isComma(k - 2) ? 3 : 2
    if (k < 0) return null
    if (this.isRelative(k) && !(this.lower(k) === "that" && this.tag(k) === "SCONJ")) return this.#antecedent(k, group)
    if (
      this.tag(k) === "CCONJ" ||
      (this.isComma(k) &&
        this.tag(k + 1) === "ADV" &&
        group.form === "finite" &&
        this.#sameForm(group, k) !== null &&
        !this.#insertionOpen(k))
    ) {
      const peer = this.#sameForm(group, k)
      return peer ? this.subject(peer, depth + 1) : null
    }
    if (group.form === "gerund" || (group.form === "participle" && (this.isComma(k) || this.isHard(k)))) {
      if (this.isComma(k) || this.isHard(k))
        return group.form === "gerund" ? (this.clauseBefore(k) ?? this.#nounBefore(k)) : this.#nounBefore(k)
      if (this.groupAt[k] !== -1) {
        const peer = this.groups[this.groupAt[k]!]!
        return this.subject(peer, depth + 1)
      }
      if (this.tag(k) === "ADP" || this.isSubordinator(k)) {
        if (
          this.lower(k) === "by" ||
          this.lower(k) === "while" ||
          this.lower(k) === "when" ||
          this.lower(k) === "after" ||
          this.lower(k) === "in"
        ) {
          const main =
            this.groups.findLast((g) => g.end <= k && g.form === "finite") ??
            this.groups.find((g) => g.start > k && g.form === "finite")
          return main && main !== group ? this.subject(main, depth + 1) : null
        }
        return null
      }
    }
    if (this.isComma(k) || this.isHard(k) || this.tokens[k]?.text === ")") {
      // "The truce, shaken by raids, has ...": step over what is inserted.
      const opening = this.tokens[k]!.text === ")" ? -1 : this.#insertionOpen(k)
      if (opening > 0) k = opening - 1
      else if (this.isComma(k)) {
        const peer = this.#sameForm(group, k)
        return peer ? this.subject(peer, depth + 1) : null
      }
    }
    const inner = this.groupOf(k)
    if (inner?.form === "infinitive" && inner.start > 0) {
      // "the refusal to talk prolonged ...": the infinitive belongs to the noun before it.
      const noun = this.#wholeLeft(inner.start - 1)
      return noun && noun.end === inner.start ? {start: noun.start, end: inner.end} : null
    }
    return this.#wholeLeft(k)
  }

  /**
   * The noun phrase that ends at `last` with a verb inside it: "the truce that once held has ended",
   * "a call for war from the hills could ...", "turning on old friends could ...".
   */
  #wholeLeft(last: number): Span | null {
    const noun = this.phraseLeft(last)
    if (!noun) return null
    let before = noun.start - 1
    while (before >= 0 && this.groupAt[before] === -1 && ["ADP", "PART"].includes(this.tag(before))) before--
    if (before < 0 || this.groupAt[before] === -1) return noun
    const inner = this.groups[this.groupAt[before]!]!
    let opener = inner.start - 1
    while (opener > 0 && (this.tag(opener) === "ADV" || this.lower(opener) === "once") && this.groupAt[opener] === -1)
      opener--
    if (inner.form === "finite")
      return this.isRelative(opener) && !this.isComma(opener - 1) ? (this.#wholeLeft(opener - 1) ?? noun) : noun
    if (inner.form === "infinitive") {
      // "the decision to end the subsidies": the infinitive and its object belong to the noun before it.
      const owner = this.#wholeLeft(opener)
      return owner && owner.end === inner.start ? {start: owner.start, end: noun.end} : (owner ?? noun)
    }
    if (opener < 0 || this.isComma(opener) || this.isHard(opener) || this.isSubordinator(opener))
      return inner.form === "gerund" ? {start: inner.start, end: noun.end} : noun
    return this.#nounLike(opener) ? (this.#wholeLeft(opener) ?? noun) : noun
  }

  /** Index of the comma or dash that opens an insertion closed at `close`; -1 when it opens none. */
  #insertionOpen(close: number): number {
    const comma = this.isComma(close)
    let nearest = -1
    for (let k = close - 1; k > 0; k--) {
      if (comma && this.isHard(k)) break
      if (comma ? !this.isComma(k) : !this.isHard(k)) continue
      const inner = this.groupOf(k + 1)
      if (inner?.form === "finite" && !this.isRelative(k + 1)) break
      if (nearest < 0) nearest = k
      if (
        !comma ||
        inner !== undefined ||
        this.isRelative(k + 1) ||
        INSERTED.has(this.lower(k + 1)) ||
        ["ADV", "ADP"].includes(this.tag(k + 1)) ||
        this.#determines(k + 1)
      )
        return k
    }
    return nearest
  }

  /** The verb group before `k` that a coordinated one shares its subject with. */
  #sameForm(group: VerbGroup, k: number): VerbGroup | null {
    for (let i = this.groups.length - 1; i >= 0; i--) {
      const peer = this.groups[i]!
      if (peer.end > k) continue
      if (this.tokens.slice(peer.end, k).some((t) => t.text === ";")) return null
      const bareAfterModal =
        group.form === "finite" &&
        group.modal === null &&
        peer.form === "infinitive" &&
        this.#forms(group.head).includes("base") &&
        !this.#forms(group.head).includes("third")
      if (peer.form === group.form || bareAfterModal) return peer
    }
    return null
  }

  /** What a relative pronoun at `k` stands for: the noun phrase before it, or the clause when the verb disagrees. */
  #antecedent(k: number, group: VerbGroup): (Span & {clause?: boolean}) | null {
    const comma = this.isComma(k - 1) || this.isHard(k - 1)
    const last = comma ? k - 2 : k - 1
    if (last < 0) return null
    const noun = this.phraseLeft(last)
    if (
      noun &&
      noun.end - noun.start === 1 &&
      this.lower(noun.start) === "one" &&
      (this.isHard(noun.start - 1) || this.isComma(noun.start - 1))
    )
      return this.#wholeLeft(noun.start - 2)
    const inInfinitive = noun !== null && this.groupOf(noun.start - 1)?.form === "infinitive"
    const singularVerb =
      ["has", "is", "was", "does"].includes(this.lower(group.start)) || this.#forms(group.start).includes("third")
    const pluralNoun =
      noun !== null && this.tag(last) === "NOUN" && this.lower(last).endsWith("s") && !this.lower(last).endsWith("ss")
    if (comma && this.lower(k) === "which" && ((singularVerb && (pluralNoun || inInfinitive)) || noun === null))
      return this.clauseBefore(k - 1)
    return noun
  }

  /** The clause that ends before token `end` (a comma or dash): from its subject on. */
  clauseBefore(end: number): (Span & {clause: boolean}) | null {
    const main = this.groups.findLast((g) => g.end <= end && g.form === "finite" && !this.#insideInsertion(g, end))
    if (!main) return null
    const subject = this.subject(main)
    const start =
      subject && !subject.clause && subject.start < main.start ? subject.start : this.segmentStart(main.start)
    let stop = end
    for (let k = main.end; k < end; k++)
      if (this.isHard(k)) {
        stop = k
        break
      }
    const trimmed = this.#trim(start, stop)
    return trimmed ? {...trimmed, clause: true} : null
  }

  #insideInsertion(group: VerbGroup, end: number): boolean {
    // A relative clause between commas, whose own main clause is still to come, cannot be the whole.
    return (
      this.isRelative(group.start - 1) &&
      this.groups.some((g) => g.start > group.end && g.end <= end && g.form === "finite")
    )
  }

  /** The noun phrase before a comma or dash at `k`. */
  #nounBefore(k: number): Span | null {
    return this.phraseLeft(k - 1)
  }

  /** End of the clause that begins at `start`: before a participial tail, a new subordinate clause, a stop. */
  clauseEnd(start: number): number {
    let seenVerb = false
    for (let k = start; k < this.tokens.length; k++) {
      if (this.groupAt[k] !== -1) seenVerb = true
      if (this.isHard(k)) return k
      if (!seenVerb) continue
      if (this.isComma(k)) {
        const next = this.groupOf(k + 1)
        if (next && (next.form === "gerund" || next.form === "finite")) return k
        if (this.isRelative(k + 1) || (this.isSubordinator(k + 1) && this.groupAt[k + 1] === -1)) return k
        if (this.tag(k + 1) === "CCONJ" && this.#newClause(k + 2, this.tokens.length)) return k
        if (this.tag(k + 1) === "ADV" && this.groupAt[k + 2] !== -1 && this.groupAt[k + 2] !== undefined) return k
        if (!this.#listAfter(k, this.tokens.length)) return k
      }
      if (["if", "unless", "until", "because", "while", "although", "whereas"].includes(this.lower(k)) && k > start)
        return k
    }
    return this.tokens.length
  }
}
