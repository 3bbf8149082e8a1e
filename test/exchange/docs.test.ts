// The pages on other tools' formats list the functions that the code has.

import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {vensimFunctions, vensimNames, vensimUnsupported} from "../../src/exchange/vensim/vensim-functions.ts"
import {xmileFunctions} from "../../src/exchange/xmile/xmile-functions.ts"
import {functions, signature} from "../../src/model/index.ts"

const page = (name: string) => readFileSync(new URL(`../../docs/formats/${name}.md`, import.meta.url), "utf8")

describe("docs/formats", () => {
  test("vensim.md says what each of Vensim's functions is", () => {
    const text = page("vensim")
    const rows = [...vensimFunctions.values()]
      // Calls for data files are of data-files.md, those of reality checks of nobody's runs.
      .filter(({fn}) => !/^get_(?:xls|direct|123)|^rc_/.test(fn))
      .map(({name, fn}) => {
        const rule = functions.get(fn)
        return `| \`${name}\` | \`${rule ? signature(rule) : fn}\` |`
      })
    expect(rows.filter((row) => !text.includes(row))).toEqual([])
    const listed = new Set(text.split("\n").filter((line) => /^\| `[A-Z0-9 ]+` \| `/.test(line)))
    expect([...listed].filter((row) => !rows.includes(row))).toEqual([])
  })

  test("vensim.md names the functions that are refused, and says why", () => {
    const text = page("vensim").replace(/\s+/g, " ")
    const others = vensimNames.filter((name) => ![...vensimFunctions.values()].some((rule) => rule.name === name))
    expect(others.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
    const whys = [...vensimUnsupported].filter(([key]) => key !== "delayp").map(([, why]) => why)
    expect(whys.filter((why) => !text.includes(`| ${why} |`))).toEqual([])
  })

  test("xmile.md says what each of XMILE's functions is", () => {
    const text = page("xmile")
    const rows = xmileFunctions.map(({name, args, fn, gives, of}) => {
      const called = args.map((arg) => (arg.optional ? `[${arg.name}]` : arg.name)).join(", ")
      return `| \`${name}(${called})\` | \`${fn}(${gives.join(", ")})\` | ${of === "isee" ? "Stella" : ""} |`
    })
    expect(rows.filter((row) => !text.includes(row))).toEqual([])
  })

  test("what the writer puts into the vendor namespace is in xmile.md, or follows from it", () => {
    const folder = new URL("../../src/exchange/xmile/", import.meta.url)
    const source = readdirSync(folder)
      .map((file) => readFileSync(new URL(file, folder), "utf8"))
      .join("\n")
    const text = page("xmile")
    // Of views and of what is not written out in XMILE's words, coordinates and links follow from their item.
    const drawn = /^brink:(?:x|y|width|height|angle|points|from|to|model|implied|save)$/
    const used = new Set([...source.matchAll(/"(brink:[a-z]+)"|<(brink:[a-z]+)>/g)].map((m) => m[1] ?? m[2]!))
    expect([...used].filter((name) => !drawn.test(name) && !text.includes(`\`${name}\``))).toEqual([])
  })
})
