// Secrets out of texts: a key that a server was sent, and what else in its address is nobody's business.
//
// In: the secrets of one command, and any text on its way out. Out: the text with `***` where a secret stands, whole, in
// another spelling (of addresses, of base64, of JSON, of digits), or as a stretch of eight of its characters. What only
// looks like a stretch of one, a plain word or a number, stays outside a server's own words: nothing else than secrets is
// taken out of what documents say.

/** Takes secrets out of a text. */
export type Hiding = {
  /** Of a server's own words: refusals, addresses, names. */
  readonly ofServer: (text: string) => string
  /** Of everything else, where words of documents stand too. */
  readonly ofAll: (text: string) => string
}

const MASK = "***"
/** As many characters of a secret as tell who they belong to. */
const TELLING = 8
/** A shorter key is a word that servers without keys are given (`x`, `key`): as a secret it would be found everywhere. */
const SHORTEST = 4
/** Names of what in an address is a secret. */
const SECRET_NAME = /key|token|secret|pass|pwd|auth|cred|sig|code/i

/** An environment for threads: what they compute wants no secret. */
export function withoutKey({BRINK_LLM_KEY: _, ...rest}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return rest
}

/** The secrets of a request: its key, and what its address holds. */
export function secretsOf(key: string | undefined, address: string | undefined): string[] {
  const secrets = key === undefined ? [] : [key]
  if (address === undefined) return secrets
  const part = (text: string | undefined): void => {
    if (text) secrets.push(text, plainer(text))
  }
  const user = /^[^/]*\/\/([^/?#]*)@/.exec(address)?.[1] ?? /^([^/?#]*)@/.exec(address)?.[1]
  part(user)
  // The password alone: a name is no secret, and may be any word.
  part(user?.slice(user.indexOf(":") + 1))
  for (const [, name, value] of address.matchAll(/[?&;#]([^=&;#?]*)=([^&;#]*)/g))
    if (SECRET_NAME.test(name!)) part(value)
  return [...new Set(secrets)]
}

/** An address as it may be shown: without a user, without the values of its query. */
export function bareAddress(text: string): string {
  return withoutLogins(
    text.replace(/[?#].*$/s, `?${MASK}`).replace(/^(\s*[a-z][a-z\d+.-]*:\/+(?!\/))?.*@/is, `$1${MASK}@`),
  )
}

/** Passwords and keys of addresses that stand in a text. */
export function withoutLogins(text: string): string {
  return text
    .replace(/(\/\/)[^\s/?#@]+@/g, `$1${MASK}@`)
    .replace(/(^|[\s'"=(])[^\s'"=(/@:]+:[^\s'"/@]+@(?=[\w[])/g, `$1${MASK}@`)
    .replace(
      /([?&;](?:[\w.-]*(?:key|token|secret|password|passwd|pwd|auth|credential|signature)|sig|code)=)[^\s&;#'"]+/gi,
      `$1${MASK}`,
    )
}

/** How the `secrets` are taken out of texts. */
export function hiding(secrets: readonly string[]): Hiding {
  const all = secrets.filter((secret) => secret.length >= SHORTEST)
  if (all.length === 0) return {ofServer: (text) => text, ofAll: (text) => text}
  const long = all.filter((secret) => secret.length >= TELLING)
  const short = all.filter((secret) => secret.length < TELLING)
  const spelt = new Spelt(long)
  // A short one counts where it stands alone, and a short plain word is none where documents speak.
  const odd = short.filter((secret) => !/^(?:[a-z]+|\d+)$/i.test(secret))
  const take = (text: string, only: readonly string[], sparing: boolean): string =>
    only.reduce((rest, one) => withoutWord(rest, one), spelt.hide(text, sparing))
  return {
    ofServer: (text) => {
      const shortened = withoutEnds(take(text, short, false), all)
      // Spelt so that none of it is seen, it is shown as it is meant, or rather not.
      const meant = plainer(text)
      const hidden = meant === text ? meant : withoutEnds(take(meant, short, false), all)
      return withoutLogins(hidden === meant ? shortened : hidden)
    },
    ofAll: (text) => take(text, odd, true),
  }
}

const LETTER_BEFORE = /[\p{L}\p{N}]$/u
const LETTER_BEHIND = /^[\p{L}\p{N}]/u

/** The text with a mask wherever `word` stands alone, no letter or digit beside it. */
function withoutWord(text: string, word: string): string {
  let [from, kept] = [0, ""]
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length
    // Two units before and behind: a letter may take both.
    const isAlone =
      at >= from &&
      !LETTER_BEFORE.test(text.slice(Math.max(0, at - 2), at)) &&
      !LETTER_BEHIND.test(text.slice(end, end + 2))
    if (!isAlone) continue
    kept += text.slice(from, at) + MASK
    from = end
  }
  return kept + text.slice(from)
}

/** Long secrets in all their spellings. */
class Spelt {
  private readonly forms: readonly string[]
  private readonly stretches = new Set<string>()
  private readonly letters = new Uint8Array(128)

  constructor(secrets: readonly string[]) {
    this.forms = [...new Set(secrets.flatMap(spellings))].filter((form) => form.length >= TELLING)
    for (const form of this.forms)
      for (let i = 0; i < form.length; i++) {
        this.letters[form.charCodeAt(i)] = 1
        if (i + TELLING <= form.length) this.stretches.add(form.slice(i, i + TELLING))
      }
  }

  /** @param sparing leaves stretches that are plain words or numbers, and no whole secret. */
  hide(text: string, sparing: boolean): string {
    if (this.forms.length === 0) return text
    const lower = lowered(text)
    const out: string[] = []
    let done = 0
    let from = -1
    let to = -1
    const close = (): void => {
      if (from < 0 || (sparing && this.isPlain(lower, from, to))) return
      out.push(text.slice(done, from), MASK)
      done = to
    }
    let fitting = 0
    for (let end = 1; end <= lower.length; end++) {
      const code = lower.charCodeAt(end - 1)
      fitting = code < 128 && this.letters[code] === 1 ? fitting + 1 : 0
      if (fitting < TELLING || !this.stretches.has(lower.slice(end - TELLING, end))) continue
      if (from >= 0 && end - TELLING <= to) to = end
      else {
        close()
        from = end - TELLING
        to = end
      }
    }
    close()
    return out.length === 0 ? text : out.join("") + text.slice(done)
  }

  private isPlain(lower: string, from: number, to: number): boolean {
    const run = lower.slice(from, to)
    const isNumber = /^\d+$/.test(run)
    if (!isNumber && !/^[a-z]+$/.test(run)) return false
    if (!this.forms.some((form) => run.includes(form))) return true
    // A whole secret that is a number is one where it is no part of a longer number.
    return isNumber && (/[\d.]/.test(lower[from - 1] ?? "") || /[\d.]/.test(lower[to] ?? ""))
  }
}

/** A secret as addresses, base64, JSON and listings of bytes spell it; in small letters. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2].flatMap((before) => {
    const packed = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/={0,2}$/, "")
    // Characters that other bytes have a share in say nothing.
    const own = packed.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")]
  })
  const quoted = JSON.stringify(secret).slice(1, -1)
  return [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    quoted,
    quoted.replaceAll("/", "\\/"),
    ...base64,
    bytes.toString("hex"),
  ].map(lowered)
}

/** ASCII letters only: others change their length. */
const lowered = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** The text with the escapes of addresses, JSON and HTML read. */
function plainer(text: string): string {
  const letter = (code: number): string => (code < 128 ? String.fromCharCode(code) : "\ufffd")
  return text
    .replace(/%([0-7][\da-f])/gi, (_, hex: string) => letter(Number.parseInt(hex, 16)))
    .replace(/\\u00([0-7][\da-f])|\\x([0-7][\da-f])/gi, (_, a?: string, b?: string) =>
      letter(Number.parseInt((a ?? b)!, 16)),
    )
    .replace(/&#(?:x([\da-f]{1,4})|(\d{1,5}));/gi, (_, hex?: string, digits?: string) =>
      letter(hex === undefined ? Number(digits) : Number.parseInt(hex, 16)),
    )
}

/** How servers name a key that they do not like: its beginning, stars, its end. */
function withoutEnds(text: string, secrets: readonly string[]): string {
  let [from, kept] = [0, ""]
  for (const {0: stars, index} of text.matchAll(/[*•]{2,}|…+|\.{3,}/g)) {
    if (index < from) continue
    const head = KEY_BEFORE.exec(text.slice(Math.max(from, index - LONGEST_END), index))![0]
    const tail = KEY_BEHIND.exec(text.slice(index + stars.length, index + stars.length + LONGEST_END))![0]
    const isEnd = secrets.some(
      (secret) => (head.length > 1 && secret.startsWith(head)) || (tail.length > 1 && secret.endsWith(tail)),
    )
    if (!isEnd) continue
    kept += text.slice(from, index - head.length) + MASK
    from = index + stars.length + tail.length
  }
  return kept + text.slice(from)
}

/** Characters of a key's end that are looked at. */
const LONGEST_END = 200
const KEY_BEFORE = /(?<![\w+/=~-])[\w+/=~-]*$/
const KEY_BEHIND = /^[\w+/=~-]*/
