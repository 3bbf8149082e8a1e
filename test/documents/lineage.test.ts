import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, test} from "vitest"
import {type Document, lineages, openDocument} from "../../src/documents/index.ts"
import {inventedText, rewrite} from "./invented.ts"
import {BRIDGE, FEVER, SALT} from "./tellings.ts"

const open = (file: string, text: string): Document => {
  const {document} = openDocument({file, kind: "text", text})
  if (!document) throw new Error(`${file} did not open`)
  return document
}

const groups = (documents: readonly Document[]): string[][] => lineages(documents).map((l) => [...l.files])

describe("what has one origin is one lineage", () => {
  const story = inventedText(11, 12, 3000)
  const others = [12, 13, 14].map((seed) => open(`other${seed}.txt`, inventedText(seed, 12, 3000).join("\n\n")))

  test("a rewrite in the same order is found, with the paragraphs that run parallel", () => {
    const found = lineages([
      open("a.txt", story.join("\n\n")),
      open("b.txt", rewrite(story, 5).join("\n\n")),
      ...others,
    ])
    expect(found.map((l) => l.files)).toEqual([["a.txt", "b.txt"], ["other12.txt"], ["other13.txt"], ["other14.txt"]])
    expect(found[0]!.evidence[0]).toMatch(/^a\.txt and b\.txt: \d+ of 12 paragraphs run parallel, /)
    expect(found[0]!.pairs.length).toBeGreaterThanOrEqual(5)
    expect(found[0]!.name).toBe("a.txt")
  })

  test("a rewrite whose paragraphs come in another order is found by how alike most of them are", () => {
    const shuffled = rewrite(
      [7, 2, 10, 0, 5, 11, 3, 8, 1, 9, 4, 6].map((i) => story[i]!),
      5,
    )
    const found = lineages([open("a.txt", story.join("\n\n")), open("b.txt", shuffled.join("\n\n")), ...others])
    expect(found.map((l) => l.files)).toEqual([["a.txt", "b.txt"], ["other12.txt"], ["other13.txt"], ["other14.txt"]])
    expect(found[0]!.evidence[0]).toMatch(
      /^a\.txt and b\.txt: \d+ of 12 paragraphs run parallel, in another order\. They alone share \d+ phrases/,
    )
  })

  test("retellings cut to two thirds in other words are of the article's lineage, an opinion on the event is not", () => {
    const {article, brief, digest, opinion} = Object.fromEntries(
      Object.entries(BRIDGE).map(([kind, telling]) => [kind, open(`${kind}.txt`, telling.join("\n\n"))]),
    ) as Record<keyof typeof BRIDGE, Document>
    expect(groups([article, brief])).toHaveLength(1)
    expect(groups([article, digest])).toHaveLength(1)
    expect(groups([article, opinion])).toHaveLength(2)
    const all = lineages([article, brief, digest, opinion, ...others])
    expect(all.map((l) => l.files).slice(0, 2)).toEqual([["article.txt", "brief.txt", "digest.txt"], ["opinion.txt"]])
    expect(all[0]!.evidence.join(" ")).toContain("the shorter has hardly a name or a figure of its own")
  })

  test("two copies are one, also alone in a folder, and with other page furniture around", () => {
    const a = open("a.txt", story.join("\n\n"))
    const b = open("b.txt", `Upland Mirror\n0\n\n${story.slice(0, 8).join("\n\n")}\n\nLeave a Reply\n\nBack to top`)
    expect(groups([a, b])).toEqual([["a.txt", "b.txt"]])
    expect(lineages([a, b])[0]!.evidence[0]).toContain("99 of 100 five-word sequences of the shorter are in the other.")
    expect(groups([open("x.txt", "Raids hurt trade."), open("y.txt", "Raids hurt trade.")])).toEqual([
      ["x.txt", "y.txt"],
    ])
  })

  test("a folder of one is one lineage, and an empty folder none", () => {
    expect(groups([others[0]!])).toEqual([["other12.txt"]])
    expect(lineages([])).toEqual([])
  })

  test("the order in which documents come changes nothing", () => {
    const documents = [open("a.txt", story.join("\n\n")), open("b.txt", rewrite(story, 5).join("\n\n")), ...others]
    const once = JSON.stringify(lineages(documents))
    expect(JSON.stringify(lineages([...documents].reverse()))).toBe(once)
    expect(JSON.stringify(lineages([2, 0, 4, 1, 3].map((i) => documents[i]!)))).toBe(once)
  })

  test("page furniture that two sites share makes no lineage", () => {
    const form =
      "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nBack to top button"
    expect(
      groups([open("a.txt", `Raids hurt trade.\n\n${form}`), open("b.txt", `Aid calmed the port.\n\n${form}`)]),
    ).toHaveLength(2)
  })
})

describe("an article, its rewrite, its copies, and another witness of the same event", () => {
  const told = Object.entries({SALT, FEVER}).flatMap(([event, tellings]) =>
    Object.entries(tellings).map(([kind, paragraphs]) => ({event, kind, paragraphs})),
  )
  const of = (
    event: string,
    kind: string,
    paragraphs = told.find((t) => t.event === event && t.kind === kind)!.paragraphs,
  ) => open(`${event}-${kind}.txt`, paragraphs.join("\n\n"))
  const all = told.map(({event, kind}) => of(event, kind))
  const moved = (paragraphs: readonly string[]) => [3, 6, 0, 5, 2, 7, 1, 4].map((i) => paragraphs[i]!)

  test("the rewrite is one with the article, the witness stands alone, in whatever company", () => {
    expect(groups(all)).toEqual([
      ["FEVER-agency.txt"],
      ["FEVER-article.txt", "FEVER-rewrite.txt"],
      ["FEVER-witness.txt"],
      ["SALT-agency.txt"],
      ["SALT-article.txt", "SALT-rewrite.txt"],
      ["SALT-witness.txt"],
    ])
    const kinds = ["article", "rewrite", "witness", "agency"]
    for (const event of ["SALT", "FEVER"])
      for (const a of kinds)
        for (const b of kinds) {
          if (a >= b) continue
          const together = a === "article" && b === "rewrite"
          expect([event, a, b, groups([of(event, a), of(event, b)]).length]).toEqual([event, a, b, together ? 1 : 2])
        }
    expect(groups([of("SALT", "article"), of("FEVER", "article")])).toHaveLength(2)
  })

  test("what they alone say is the evidence, with the paragraphs that run parallel", () => {
    const found = lineages(all).find((l) => l.name === "SALT-article.txt")!
    expect(found.evidence).toEqual([
      expect.stringMatching(
        /^SALT-article\.txt and SALT-rewrite\.txt: 8 of 8 paragraphs run parallel, all in the same order\. They alone share \d+ phrases of three words and more, such as "ends with people leaving"/,
      ),
    ])
    expect(found.pairs).toHaveLength(8)
  })

  test.each(["SALT", "FEVER"])(
    "%s: moved paragraphs, a copy cut short, a copy on another page, and three rewrites",
    (event) => {
      const article = told.find((t) => t.event === event && t.kind === "article")!.paragraphs
      const rewritten = told.find((t) => t.event === event && t.kind === "rewrite")!.paragraphs
      const rest = all.filter((d) => !d.file.startsWith(event))
      const withRest = (...documents: Document[]) =>
        groups([...documents, ...rest]).filter((files) => files[0]!.startsWith("x"))
      const one = open("x1.txt", article.join("\n\n"))
      const page = `Home > World\n\nShare on Facebook | Tweet\n\n${article.slice(1, 6).join("\n\n")}\n\nRead more:\n\nFerry Strike Enters Third Week\n\nLeave a Reply`
      expect(withRest(one, open("x2.txt", moved(article).join("\n\n")))).toEqual([["x1.txt", "x2.txt"]])
      expect(withRest(one, open("x2.txt", moved(rewritten).join("\n\n")))).toEqual([["x1.txt", "x2.txt"]])
      expect(withRest(one, open("x2.txt", article.slice(0, 3).join("\n\n")))).toEqual([["x1.txt", "x2.txt"]])
      expect(withRest(one, open("x2.txt", page))).toEqual([["x1.txt", "x2.txt"]])
      const three = [one, open("x2.txt", rewritten.join("\n\n")), open("x3.txt", moved(rewritten).join("\n\n"))]
      expect(withRest(...three)).toEqual([["x1.txt", "x2.txt", "x3.txt"]])
      expect(groups(three)).toEqual([["x1.txt", "x2.txt", "x3.txt"]])
    },
  )

  test("one newsroom's two pieces are two voices, and said to be of one house", () => {
    const found = lineages([
      of("SALT", "article", [...SALT.article, "Source: Valley Radio"]),
      of("FEVER", "witness", [...FEVER.witness, "Source: Valley Radio"]),
    ])
    expect(found.map((l) => l.evidence)).toEqual([
      ["SALT-article.txt credits the same outlet, Valley Radio, and is a voice of its own."],
      ["FEVER-witness.txt credits the same outlet, Valley Radio, and is a voice of its own."],
    ])
  })
})

describe("what is declared wins over what is found", () => {
  const story = inventedText(21, 10, 3000).join("\n\n")
  const declared = (file: string, lineage: string, text: string): Document =>
    open(file, `---\nlineage: ${lineage}\n---\n${text}`)

  test("the same name joins strangers, and says so", () => {
    const found = lineages([declared("a.txt", "wire-7", story), declared("b.txt", "wire-7", "Raids hurt trade.")])
    expect(found).toHaveLength(1)
    expect(found[0]!.evidence[0]).toBe('a.txt and b.txt declare the lineage "wire-7".')
  })

  test("different names part copies, and a copy that declares none goes with one of them only", () => {
    const found = groups([declared("a.txt", "one", story), declared("b.txt", "two", story), open("c.txt", story)])
    expect(found).toHaveLength(2)
    expect(found.flat().sort()).toEqual(["a.txt", "b.txt", "c.txt"])
  })

  test("the name of another document's file joins that document", () => {
    expect(groups([open("a.txt", story), declared("b.txt", "a.txt", "Raids hurt trade.")])).toEqual([
      ["a.txt", "b.txt"],
    ])
  })
})

const articles = join(process.env["BRINK_SHARED"] ?? join(process.cwd(), "../shared"), "articles")

test.skipIf(!existsSync(articles))(
  "of the five real articles the second and the fifth are one lineage, the others are single",
  () => {
    const documents = readdirSync(articles).map((file) =>
      open(file.slice(0, 3), readFileSync(join(articles, file), "utf8")),
    )
    expect(groups(documents)).toEqual([["000"], ["001", "004"], ["002"], ["003"]])
    expect(groups(documents.filter((d) => d.file === "001" || d.file === "004"))).toEqual([["001", "004"]])
    expect(groups(documents.filter((d) => d.file !== "001"))).toHaveLength(4)
    for (const a of documents)
      for (const b of documents)
        if (a.file < b.file)
          expect([a.file, b.file, groups([a, b]).length]).toEqual([
            a.file,
            b.file,
            `${a.file}${b.file}` === "001004" ? 1 : 2,
          ])
  },
)
