// XML as model files bring it: places to the character, what is mended and said, what can never grow.
import {describe, expect, it} from "vitest"
import {printXml, readXml, wordsOf, type XmlElement} from "../../src/exchange/xmile/xml.ts"

const root = (text: string, apart: string[] = []): XmlElement => readXml(text, new Set(apart)).root!
const says = (text: string, apart: string[] = []): string[] =>
  readXml(text, new Set(apart)).mistakes.map((one) => one.says)
const inside = (element: XmlElement): XmlElement[] =>
  element.children.filter((one): one is XmlElement => one.kind === "element")

describe("what XML says", () => {
  it("gives elements with attributes, words and their places", () => {
    const {root: top, spot} = readXml('<a>\n  <b c="1">two</b>\n</a>')
    const [b] = inside(top!)
    expect(spot(b!.offset)).toEqual({line: 2, column: 3})
    expect(b!.attributes.get("c")).toEqual({value: "1", offset: 12})
    expect(wordsOf(b!).text).toBe("two")
  })

  it("finds the place of each character behind entities and CDATA sections", () => {
    const text = "<e>a &lt; b<![CDATA[ & ]]>c</e>"
    const words = wordsOf(root(text))
    expect(words.text).toBe("a < b & c")
    for (const letter of ["a", "b", "c"]) expect(text[words.offsetAt(words.text.indexOf(letter))]).toBe(letter)
  })

  it("knows the entities of XML, characters by number, and no others", () => {
    expect(wordsOf(root("<e>&amp;&lt;&gt;&quot;&apos;&#65;&#x42;&nbsp;</e>")).text).toBe("&<>\"'AB\u00a0")
    expect(says("<e>&eacute; & co</e>")).toEqual([
      "`&eacute;` is no entity that XML knows; it is taken as it stands",
      "`&` is no entity that XML knows; it is taken as it stands",
    ])
    expect(wordsOf(root("<e>&#0;&#xd800;</e>")).text).toBe("&#0;&#xd800;")
  })

  it("keeps names that are words of JavaScript as names", () => {
    const top = root('<a __proto__="1" constructor="2"><toString/></a>')
    expect([...top.attributes.keys()]).toEqual(["__proto__", "constructor"])
    expect(inside(top)[0]!.local).toBe("toString")
  })

  it("resolves prefixes where they are declared, and tells those that are not", () => {
    const {root: top, undeclared} = readXml('<a xmlns="urn:a" xmlns:b="urn:b"><b:c/><d:e x:y="1"/></a>')
    expect(inside(top!).map((one) => [one.space, one.local])).toEqual([
      ["urn:b", "c"],
      ["d", "e"],
    ])
    expect(undeclared).toEqual(["d", "x"])
  })

  it("passes over comments, instructions and a byte order mark", () => {
    expect(printXml(root('\ufeff<?xml version="1.0"?><!-- <x> --><a>1<!-- 2 -->3</a>'))).toBe("<a>13</a>")
  })

  it("prints what it read so that it reads the same again", () => {
    const text = '<a b="&quot;&lt;&#10;">x &amp; y<c/><![CDATA[<z>]]></a>'
    expect(printXml(root(printXml(root(text))))).toBe(printXml(root(text)))
  })
})

describe("what is mended, and said", () => {
  it("closes an element before one that cannot stand in it", () => {
    const {root: top, mistakes} = readXml(
      '<m><flow name="f"><eqn>1</eqn><stock name="s"/></m>',
      new Set(["flow", "stock"]),
    )
    expect(inside(top!).map((one) => one.local)).toEqual(["flow", "stock"])
    expect(mistakes[0]).toMatchObject({
      says: '<flow name="f"> has no end tag; it is closed before the next <stock>',
      next: "Write </flow>.",
      grave: false,
    })
  })

  it("closes what stands open when its surroundings end", () => {
    expect(says("<a><b><c></a>")).toEqual([
      "<c> has no end tag; it is closed before </a>",
      "<b> has no end tag; it is closed before </a>",
    ])
  })

  it("takes a bare < in an equation as the sign", () => {
    expect(wordsOf(root("<e>a < b</e>")).text).toBe("a < b")
    expect(wordsOf(root("<e>a <= b</e>")).text).toBe("a <= b")
  })

  it("passes over end tags that end nothing", () => {
    expect(says("<a></b></a>")).toEqual(["</b> ends nothing; it is passed over"])
  })

  it("reads values without quotes, without closing quotes, and keeps the first of two", () => {
    expect(root("<a b=1 c='2 d='3'/>").attributes.get("b")!.value).toBe("1")
    expect(says("<a b='1/><c/>")).toContain("the value of `b` in <a> has no closing quote")
    expect(root('<a b="1" b="2"/>').attributes.get("b")!.value).toBe("1")
    expect(says('<a b="1" b="2"/>')).toEqual(["<a> has `b` twice; the first one counts"])
  })

  it("says that a file is cut off", () => {
    const {mistakes} = readXml('<a><b name="x">')
    expect(mistakes[0]).toMatchObject({says: 'the file ends inside <b name="x">', grave: true})
    expect(says("<a><!-- x")).toContain("this comment has no end")
    expect(says("<a><![CDATA[ x")).toContain("this CDATA section has no end")
    expect(says("<a><b ")).toContain("the tag <b is not closed")
  })

  it("expands no entity that a file declares for itself", () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    expect(wordsOf(root(bomb)).text).toBe("&y;")
    expect(says(bomb)[0]).toBe("a document type declaration is passed over; entities it declares are not known")
  })
})

describe("what no file can do", () => {
  const many = 100_000

  it.each([
    ["open elements for ever", `<x>${"<a>".repeat(many)}`],
    ["end what nothing opened", `<x>${"</a>".repeat(many)}`],
    ["leave quotes open", `<x ${'a="'.repeat(many)}`],
    ["leave tags open", `<x>${"</a".repeat(many)}${"<a".repeat(many)}`],
    ["declare for ever", `${"<!a>".repeat(many)}<x/>`],
    ["open comments", `<x>${"<!--".repeat(many)}`],
    ["open CDATA sections", `<x>${"<![CDATA[".repeat(many)}`],
    ["write ampersands", `<x>${"&".repeat(many)}</x>`],
    ["have a hundred thousand attributes", `<x ${Array.from({length: many}, (_, i) => `a${i}=1`).join(" ")}/>`],
  ])("take more than linear time: %s", (_, text) => {
    const read = readXml(text)
    expect(read.mistakes.length).toBeLessThanOrEqual(100)
    expect(read.mistaken).toBeGreaterThanOrEqual(read.mistakes.length)
  })

  it("stand deeper than 512 elements in one another", () => {
    expect(says("<a>".repeat(600))).toContain("more than 512 elements stand inside one another; the rest is not read")
  })
})
