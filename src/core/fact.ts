// Facts, and the numbers under which their weights stand: the hash of a fact's name. The words of a fact in, its name or its
// number out; the reader never puts a name together.

type Words<T> = (words: TemplateStringsArray, a?: Value, b?: Value, c?: Value, d?: Value, e?: Value) => T

/**
 * What gives a fact from its words, as the tag of a template: its name for training and for `--why`, its number for the reader.
 * `both`: a tag that puts a fact twice, by itself and with more words behind it.
 */
export type FactOf<T> = Words<T> & {readonly both: (facts: T[], behind: Tail) => Words<void>}

type Value = string | number | boolean | Tail | undefined

const nameOf: Words<string> = (words, ...values) => String.raw({raw: words}, ...values)

/** The name of a fact: its words as they stand. */
export const factName: FactOf<string> = Object.assign(nameOf, {
  both:
    (facts: string[], behind: Tail): Words<void> =>
    (...words) => {
      const name = nameOf(...words)
      facts.push(name, `${name}${behind}`)
    },
})

const [FNV_START, FNV_PRIME] = [0x811c9dc5, 0x01000193]
/** So many values the last byte of a hash has. */
const BYTE = 256

/** FNV-1a (Fowler, Noll and Vo), 32 bits, from the hash of what stands before. */
function hashOn(hash: number, text: string): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash
}

/**
 * A text that is hashed behind many others. As long as its letters are bytes, each step changes the last byte of the hash before it
 * and multiplies the rest: what comes of each last byte is worked out once, and so is the product of all steps.
 */
export class Tail {
  readonly #text: string
  readonly #of = new Int32Array(BYTE)
  #factor = 1

  constructor(text: string) {
    this.#text = text
    for (let byte = 0; byte < BYTE; byte++) this.#of[byte] = hashOn(byte, text)
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) >= BYTE) throw new RangeError(`Not a text of bytes: ${text}`)
      this.#factor = Math.imul(this.#factor, FNV_PRIME)
    }
  }

  /** As `hashOn`. */
  on(hash: number): number {
    const last = hash & (BYTE - 1)
    return (Math.imul(hash ^ last, this.#factor) + this.#of[last]!) | 0
  }

  toString(): string {
    return this.#text
  }
}

const tails = new Map<string, Tail>()

/** A text as what others end with; for texts of which there are few, such as the ids of rows. */
export function tailOf(text: string): Tail {
  const tail = tails.get(text) ?? new Tail(text)
  tails.set(text, tail)
  return tail
}

/** Of each template of a fact the hash of its first words, and its other words. */
const templates = new Map<TemplateStringsArray, {readonly opens: number; readonly parts: readonly Tail[]}>()

function templateOf(words: TemplateStringsArray) {
  let template = templates.get(words)
  if (!template) {
    template = {opens: hashOn(FNV_START, words[0]!), parts: words.slice(1).map(tailOf)}
    templates.set(words, template)
  }
  return template
}

/** The upper 27 bits of a hash: of 250,000 weights one fact in 500 that has none is taken for one that has, and each is printed in three characters. */
const numberOf = (hash: number): number => hash >>> 5

const hashOf: Words<number> = (words, a, b, c, d, e) => {
  const {opens, parts} = templateOf(words)
  // One by one: it is asked a hundred times a word, and makes no list of them.
  let hash = opens
  if (parts.length > 0) hash = parts[0]!.on(valueOn(hash, a))
  if (parts.length > 1) hash = parts[1]!.on(valueOn(hash, b))
  if (parts.length > 2) hash = parts[2]!.on(valueOn(hash, c))
  if (parts.length > 3) hash = parts[3]!.on(valueOn(hash, d))
  if (parts.length > 4) hash = parts[4]!.on(valueOn(hash, e))
  return hash
}

function valueOn(hash: number, value: Value): number {
  if (typeof value === "string") return hashOn(hash, value)
  return value instanceof Tail ? value.on(hash) : hashOn(hash, String(value))
}

/** The number of a fact, under which its weight stands: the hash of its name. */
export const factNumber: FactOf<number> = Object.assign(
  ((words, a, b, c, d, e) => numberOf(hashOf(words, a, b, c, d, e))) as Words<number>,
  {
    both:
      (facts: number[], behind: Tail): Words<void> =>
      (words, a, b, c, d, e) => {
        const hash = hashOf(words, a, b, c, d, e)
        facts.push(numberOf(hash), numberOf(behind.on(hash)))
      },
  },
)

/** The number of a fact by its name. */
export const factHash = (name: string): number => numberOf(hashOn(FNV_START, name))

/** The number of a fact turned for one of several questions that ask the same facts. */
export const turned = (number: number, by: number): number => numberOf(Math.imul((number << 5) ^ by, FNV_PRIME))
