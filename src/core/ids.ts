// Names that follow from content alone, so that the same words have the same id on every
// machine and in every year. A name never depends on order, time or place on disk.

import {sha256} from "@noble/hashes/sha2.js"
import {bytesToHex, utf8ToBytes} from "@noble/hashes/utils.js"

/** SHA-256 of the UTF-8 bytes of `text`, as 64 hexadecimal digits. */
export function contentHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** The first 12 hexadecimal digits of the SHA-256 over `parts`, each with its white space folded. */
export function shortId(...parts: string[]): string {
  return contentHash(parts.map((part) => part.replace(/\s+/g, " ").trim()).join("\u0000")).slice(0, 12)
}

/** A name fit for an id or a quantity: lower case, words joined by `_`, nothing else. */
export function slug(text: string): string {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  return (
    folded
      .replace(/['’]s\b/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, "_")
      .replace(/^_|_$/g, "") || "unnamed"
  )
}
