// Secrets out of texts: what of a key may be seen, and what that only looks like one stays.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {bareAddress, hiding, secretsOf, withoutLogins} from "../../src/io/hiding.ts"

const KEY = "sk-proj-Q7vX/9aB2+cD3eF4gH5"
const {ofServer, ofAll} = hiding([KEY])

describe("a key", () => {
  test("is hidden whole and in every spelling of it, wherever it stands", () => {
    const base64 = (text: string) => Buffer.from(text).toString("base64")
    for (const spelt of [
      KEY,
      `Bearer ${KEY}`,
      KEY.toUpperCase(),
      encodeURIComponent(KEY),
      JSON.stringify(KEY),
      KEY.replaceAll("/", "\\/"),
      ...["", ":", "u:", "use:", "Bearer "].map((before) => base64(`${before}${KEY}`)),
      Buffer.from(KEY).toString("base64url"),
      Buffer.from(KEY).toString("hex"),
    ])
      for (const hide of [ofServer, ofAll])
        for (const text of [spelt, `said ${spelt}, and no more`, `x${spelt}y`]) {
          const hidden = hide(text)
          expect(hidden).toContain("***")
          for (let i = 0; i + 8 <= KEY.length; i++)
            expect(hidden.toLowerCase()).not.toContain(KEY.slice(i, i + 8).toLowerCase())
          expect(hidden.length).toBeLessThan(text.length - 10)
        }
  })

  test("is hidden by the stretch: no eight characters of it are left of its beginning, middle or end", () => {
    for (let from = 0; from < KEY.length; from++)
      for (let to = from + 8; to <= KEY.length; to++)
        expect(ofServer(`bad key (${KEY.slice(from, to)})`)).toBe("bad key (***)")
  })

  test("is hidden as servers name it, by its ends around stars", () => {
    for (const shown of ["sk-pro****", "sk-p...gH5", "sk-proj-********************gH5", "****gH5", "sk-…gH5"])
      expect(ofServer(`Incorrect API key provided: ${shown}. Get one.`).replace(/\.+/g, "")).not.toMatch(/sk-|gH5/)
    expect(ofServer("wait ... and then **bold**")).toBe("wait ... and then **bold**")
  })

  test("is hidden where escapes spell it", () => {
    const percents = [...KEY].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")
    const escapes = [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")
    const entities = [...KEY].map((c) => `&#${c.charCodeAt(0)};`).join("")
    for (const spelt of [percents, escapes, entities]) expect(ofServer(`see ${spelt}`)).toBe("see ***")
  })

  test("takes nothing out of a text that holds none of it", () => {
    fc.assert(
      fc.property(fc.string({unit: "grapheme", maxLength: 60}), (text) => {
        fc.pre(!text.includes("//") && !/[?&;]/.test(text))
        expect(ofAll(text)).toBe(text)
      }),
      {seed: 1},
    )
    // Small letters of some scripts are longer than their capitals: places do not move.
    expect(ofAll(`İİİ ${KEY} İİİ`)).toBe("İİİ *** İİİ")
  })

  test("that is a word or a number leaves words and numbers of documents alone", () => {
    const dummy = hiding(["sk-no-key-required", "1234567890123"])
    expect(dummy.ofAll("No key is required, 0.12345678901 or 5123456789012345.")).toBe(
      "No key is required, 0.12345678901 or 5123456789012345.",
    )
    expect(dummy.ofAll("sk-no-key-required 1234567890123")).toBe("*** ***")
    expect(hiding(["password"]).ofAll("the password")).toBe("the ***")
  })

  test("that is short is hidden where it stands alone; one of three characters is none", () => {
    for (const key of ["", "a", "ab", "key"]) expect(hiding([key]).ofServer("a key and a cab")).toBe("a key and a cab")
    const short = hiding(["s3cret"])
    expect(short.ofServer("your key s3cret is bad, as3cretb is not it")).toBe("your key *** is bad, as3cretb is not it")
    expect(short.ofAll("Bearer s3cret")).toBe("Bearer ***")
    // `ollama` is what people give a server that wants no key.
    const word = hiding(["ollama"])
    expect(word.ofServer("bad key ollama")).toBe("bad key ***")
    expect(word.ofAll("An ollama grazed there.")).toBe("An ollama grazed there.")
  })
})

describe("an address", () => {
  test("gives its password and the keys in its query", () => {
    expect(secretsOf("k1", "https://ana:p%40ss@host/v1?api_key=q1&v=2&token=q2#x")).toEqual(
      expect.arrayContaining(["k1", "p%40ss", "p@ss", "q1", "q2"]),
    )
    expect(secretsOf(undefined, "http://localhost:11434/v1?api-version=2024")).toEqual([])
  })

  test("is shown without them, however it is spelt", () => {
    for (const address of [
      "http://ana:pass/word@host:99999/v1",
      "ftp://ana:password@host/v1?key=abcdef",
      "ana:password@host",
      "http:/ana:password@host",
      "http://host:x/v1?api_key=password&token=pass%20word",
      "http://[bad?token=password#password",
      "HTTP://ana:pass@word@host:x",
    ])
      expect(bareAddress(address)).not.toMatch(/pass|word|abcdef|ana/)
    expect(bareAddress("localhost:11434")).toBe("localhost:11434")
  })

  test("loses them in a message that names it", () => {
    expect(withoutLogins("unknown option '--lmm=https://ana:pw@host/v1?api_key=K1&x=1&token=K2'")).toBe(
      "unknown option '--lmm=https://***@host/v1?api_key=***&x=1&token=***'",
    )
    expect(withoutLogins("see https://host/a?b=1, mail ana@host")).toBe("see https://host/a?b=1, mail ana@host")
  })
})
