// YAML made to be hard to read is refused soon, with its bound.

import {describe, expect, test} from "vitest"
import {readYaml} from "../../src/core/source.ts"
import {steps} from "../work.ts"
import {herd, refusalOf} from "./herd.ts"

describe("a file that nobody wrote by hand", () => {
  const many = (piece: (i: number) => string, count = 150_000) =>
    Array.from({length: count}, (_, i) => piece(i)).join("")
  const head = "format: brink/herd@1\nanimals:\n"
  test.each([
    ["anchors", head + many((i) => `  - &a${i} 1\n`), "400000 words"],
    ["keys", head + many((i) => `  k${i}: {count: 1}\n`), "400000 words"],
    ["one key", head + many(() => "  k: {count: 1}\n"), "400000 words"],
    ["comments", many(() => "# nothing\n", 300_000), "400000 words"],
    ["aliases", `${head}  a: &a {count: 1}\n${many((i) => `  b${i}: *a\n`)}`, "aliases"],
    ["merge keys", `${head}  a: &a {count: 1}\n${many((i) => `  b${i}: {<<: *a}\n`)}`, "aliases"],
    ["brackets", `${head}  ${"[".repeat(100_000)}`, "nested more than 100 deep"],
    ["brackets that close", `${head}  ${"[".repeat(50_000)}${"]".repeat(50_000)}`, "nested more than 100 deep"],
    ["dashes", `${head}  ${"- ".repeat(100_000)}1\n`, "nested more than 100 deep"],
    ["maps on one line", `${head}${"a: ".repeat(2000)}1\n`, "nested more than 100 deep"],
    ["maps by indentation", head + many((i) => `${" ".repeat(i + 1)}a:\n`, 2000), "nested more than 100 deep"],
    ["letters", `${head}  a: "${"\\q".repeat(150_000)}"\n`, "longer than 200000"],
  ])("is refused for its %s, soon, with the bound and the place", (_, text, bound) => {
    let message = ""
    const work = steps(() => {
      message = refusalOf(() => readYaml(text, "herd.yaml", herd, "case")).message
    })
    // A second or two; without a bound the worst of them takes minutes.
    expect(work).toBeLessThan(1500)
    expect(message).toContain(bound)
    expect(message).toMatch(/herd\.yaml:\d+:\d+: /)
    expect(message.length).toBeLessThan(500)
  })

  test("a long one that somebody may have is read", () => {
    const text = head + many((i) => `  k${i}: {count: ${i}}\n`, 5000)
    expect(Object.keys(readYaml(text, "herd.yaml", herd, "case").animals)).toHaveLength(5000)
    const deep = `x:\n${Array.from({length: 90}, (_, i) => `${" ".repeat(i + 1)}a:\n`).join("")}`
    expect(refusalOf(() => readYaml(deep, "herd.yaml", herd, "case")).message).not.toContain("nested")
  })
})
