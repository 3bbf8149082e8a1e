// What every file of a shard has, whatever it holds (format brink/shard@1): a head of JSON that says what it is, and SHA-256
// over all of it. In: what a shard says of itself, and its body. Out: its bytes; and the head of bytes that may be a shard.

import {bytesToHex} from "@noble/hashes/utils.js"

/** Bytes of a head, the JSON of it filled up with blanks: what follows begins on a page of the disk. */
export const HEAD_BYTES = 4096

/** What a shard of any kind says of itself. */
export type AnyHead = {
  readonly format: "brink/shard@1"
  /** The plan's id, and the version of Brink that computed it. */
  readonly plan: string
  readonly brink: string
  readonly shard: number
  /** Bytes before the body, and of what failed at its end, as JSON. */
  readonly offset: number
  readonly failures: number
  /** SHA-256 of the file with 64 zeros in the place of this. */
  readonly sha256: string
}

/** A hash that is given piece by piece. */
type Digest = {update(bytes: Uint8Array): unknown; digest(): Uint8Array}

const NO_HASH = "0".repeat(64)
/** What every shard begins with. */
const MARK = '{"format":"brink/shard@'

/** The bytes of a whole shard, in pieces, and their hash. @param headWith its head with that hash. */
export function sealed(
  headWith: (sha256: string) => AnyHead,
  body: readonly Uint8Array[],
  open: () => Digest,
): {readonly pieces: readonly Uint8Array[]; readonly sha256: string} {
  const digest = open()
  for (const piece of [headBytes(headWith(NO_HASH)), ...body]) digest.update(piece)
  const sha256 = bytesToHex(digest.digest())
  return {pieces: [headBytes(headWith(sha256)), ...body], sha256}
}

/** A head as it is written. */
export function headBytes(head: AnyHead): Uint8Array {
  return bytesOf(`${asciiJson(JSON.stringify(head)).padEnd(HEAD_BYTES - 1)}\n`)
}

/** Whether bytes may once have been the beginning of a shard: none at all, or its mark as far as it goes. */
export function mayBeShard(bytes: Uint8Array): boolean {
  return MARK.startsWith(lettersOf(bytes.subarray(0, MARK.length)))
}

/** The head of a file that is a shard of any plan; null where it is torn. */
export function readHead(bytes: Uint8Array): AnyHead | null {
  if (bytes.length < HEAD_BYTES) return null
  try {
    const head = JSON.parse(lettersOf(bytes.subarray(0, HEAD_BYTES)))
    const isHash = (value: unknown) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value)
    const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0
    return isHash(head.sha256) && isHash(head.plan) && typeof head.brink === "string" && isCount(head.failures)
      ? (head as AnyHead)
      : null
  } catch {
    return null
  }
}

/** The head's bytes as they are hashed: without the hash. */
export function hashedHead(bytes: Uint8Array, {sha256}: AnyHead): Uint8Array {
  return bytesOf(lettersOf(bytes.subarray(0, HEAD_BYTES)).replace(sha256, NO_HASH))
}

/** Whether bytes begin with this head, letter for letter. */
export const beginsWith = (bytes: Uint8Array, head: AnyHead): boolean =>
  headBytes(head).every((byte, i) => byte === bytes[i])

/** JSON in ASCII alone: a letter of it is a byte. */
export const asciiJson = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** The bytes of letters that are a byte each. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** Letters that are a byte each. */
export function lettersOf(bytes: Uint8Array): string {
  let text = ""
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
