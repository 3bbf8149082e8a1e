import fc from "fast-check"
import {expect, test} from "vitest"
import {type Document, openDocument, publishedBy, type Source} from "../../src/documents/index.ts"
import {isQuick} from "../tiers.ts"

const source = (text: string, more: Partial<Source> = {}): Source => ({file: "valley.txt", kind: "text", text, ...more})

function open(text: string, more: Partial<Source> = {}): Document {
  const {document, issues} = openDocument(source(text, more))
  if (!document) throw new Error(JSON.stringify(issues))
  return document
}

const roles = (d: Document): string[] => d.passages.map((p) => `${p.role}: ${d.text.slice(p.from, p.to)}`)

const long =
  "The council of the upper valley closed the salt road on Monday, after a third raid on the herds, and the carters who live by it " +
  "fear that the closure will last until the snow is gone and the debts have fallen due."

test("front matter names the document, and its words are never read as text", () => {
  const d = open(
    `---\ntitle: The salt road\npublisher: Upland Press\nauthor: Ana Brandt\ndate: 2031-04-30\nurl: https://example.org/a\nlineage: upland-1\n---\n${long}\n`,
  )
  expect(d).toMatchObject({
    title: "The salt road",
    publisher: "Upland Press",
    author: "Ana Brandt",
    date: "2031-04-30",
    url: "https://example.org/a",
    declaredLineage: "upland-1",
  })
  expect(roles(d)).toEqual([`paragraph: ${long}`])
})

test("a brief is its writer's, about what somebody published", () => {
  const brief = open(`---\ntitle: The salt road\npublisher: Upland Press\nbrief: Cora\n---\n${long}\n`)
  expect(brief).toMatchObject({publisher: "Upland Press", brief: "Cora"})
  expect(publishedBy(brief)).toBe("Cora's brief of Upland Press")
  expect(publishedBy({title: "The salt road", brief: "the archivists"})).toBe(
    'the archivists\' brief of "The salt road"',
  )
  expect(publishedBy({title: "The salt road", publisher: "Upland Press"})).toBe("Upland Press")
  expect(publishedBy({title: "The salt road"})).toBeUndefined()
})

test("torn front matter is an issue with its line, and the text is read all the same", () => {
  const {document, issues} = openDocument(source(`---\ntitle: [unclosed\nauthor: Ana\n---\n${long}`))
  expect(document?.passages).toHaveLength(1)
  expect(issues).toHaveLength(1)
  expect(issues[0]).toMatchObject({code: "text/front-matter", file: "valley.txt"})
  expect(issues[0]!.says).toMatch(/^valley\.txt:\d+:1: /)
})

test("front matter that is never closed is said, and a rule of dashes above prose is no front matter", () => {
  expect(openDocument(source(`---\ntitle: Salt\n\n${long}`)).issues[0]?.says).toContain("never closed")
  expect(openDocument(source(`---\n${long}\n---\n${long}`)).issues).toEqual([])
})

test("a date that can be read two ways is said, not guessed", () => {
  const {document, issues} = openDocument(source(`---\ndate: 3/4/2031\n---\n${long}`))
  expect(document?.date).toBeUndefined()
  expect(issues[0]?.says).toContain('the date "3/4/2031" can be read in more than one way')
  expect(open(`---\ndate: 30 April 2031\n---\n${long}`).date).toBe("2031-04-30")
  expect(open(`---\ndate: April 30, 2031\n---\n${long}`).date).toBe("2031-04-30")
  expect(openDocument(source(`---\ndate: 2031-02-30\n---\n${long}`)).document?.date).toBeUndefined()
})

test("keys named like parts of an object do no harm in front matter", () => {
  const d = open(`---\n__proto__: {polluted: yes}\nconstructor: 1\ntitle: Salt\n---\n${long}`)
  expect(d.title).toBe("Salt")
  expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
})

test("title, headings and paragraphs of a plain text are told apart, and a list item stands without its mark", () => {
  const d = open(
    `The Salt Road Closes\n\n${long}\n\nWho Pays\n\n${long}\n\n- The carters pay first, the mill owners say.\n`,
  )
  expect(roles(d)).toEqual([
    "title: The Salt Road Closes",
    `paragraph: ${long}`,
    "heading: Who Pays",
    `paragraph: ${long}`,
    "item: The carters pay first, the mill owners say.",
  ])
  expect(d.title).toBe("The Salt Road Closes")
})

test("lines wrapped by hand are one paragraph; long lines without blanks between are one each", () => {
  const wrapped =
    "The council closed the road after the\nthird raid, and the carters fear that\nthe snow will come first.\n"
  expect(roles(open(wrapped))).toEqual([`paragraph: ${wrapped.trim()}`])
  expect(roles(open(`${long}\n${long}\r\n${long}`)).length).toBe(3)
})

test("Markdown marks stand outside the passages", () => {
  const d = open(
    `# The salt road\n\n> Raids rose, the elder said.\n\n## Who pays\n\n* The carters lose their trade.\n1. The mill closes.\n\n---\n\n${long}`,
    {
      kind: "markdown",
    },
  )
  expect(roles(d)).toEqual([
    "title: The salt road",
    "paragraph: Raids rose, the elder said.",
    "heading: Who pays",
    "item: The carters lose their trade.",
    "item: The mill closes.",
    "furniture: ---",
    `paragraph: ${long}`,
  ])
})

test("what stands around an article on its page is kept apart, and read for its author, outlet and date", () => {
  const d = open(
    [
      "WorldEconomyTrade & TransportOpinion",
      "Salt Road Closes After Third Raid",
      "Upland Mirror\n0",
      "Carters waiting at the north gate after repeated raids.",
      "April 30, 2031",
      `Valley Press: ${long}`,
      "By Ana Brandt — Upland Press Agency",
      "Source: Valley Radio",
      "Leave a Reply",
      "Your email address will not be published. Required fields are marked *",
      "What a sad thing this is for the whole valley and for the mill.",
      "Scroll to Top",
    ].join("\n\n"),
  )
  expect(roles(d).filter((r) => !r.startsWith("furniture"))).toEqual([
    "title: Salt Road Closes After Third Raid",
    `paragraph: ${long}`,
  ])
  expect(d).toMatchObject({author: "Ana Brandt", publisher: "Upland Mirror", date: "2031-04-30"})
  expect(d.credits).toEqual(["Valley Radio", "Valley Press"])
  expect(d.boilerplate).toHaveLength(11)
})

test("a line of outlet and date under the title gives both, and the title ends above it", () => {
  const d = open(`Bots or staff? Guards split the blame\nThe Upland Ledger, 11 July 2031\n\n${long}\n`)
  expect(d).toMatchObject({
    title: "Bots or staff? Guards split the blame",
    publisher: "The Upland Ledger",
    date: "2031-07-11",
  })
  expect(roles(d)).toEqual([
    "title: Bots or staff? Guards split the blame",
    "furniture: The Upland Ledger, 11 July 2031",
    `paragraph: ${long}`,
  ])
  // Of a place that a report was sent from the day alone is known.
  const sent = open(`Carters wait for the thaw\nPort Sahm, 3 May 2031\n\n${long}\n`)
  expect([sent.date, sent.publisher]).toEqual(["2031-05-03", undefined])
})

test("outlet, kind of piece, date and byline stand in one line in whatever order, and the title ends above it", () => {
  const head = (line: string) => {
    const {title, author, publisher, date} = open(`When the ferries stop, the town stops\n${line}\n\n${long}\n`)
    expect([line, title]).toEqual([line, "When the ferries stop, the town stops"])
    return [author, publisher, date]
  }
  expect(head("Upland Courier, 2 May 2031. By Mira Sund")).toEqual(["Mira Sund", "Upland Courier", "2031-05-02"])
  expect(head("2 May 2031. By Mira Sund")).toEqual(["Mira Sund", undefined, "2031-05-02"])
  expect(head("2 May 2031 | By Mira Sund, Upland Weekly")).toEqual(["Mira Sund", "Upland Weekly", "2031-05-02"])
  expect(head("2 May 2031, Port Press Service")).toEqual([undefined, "Port Press Service", "2031-05-02"])
  expect(head("Sund Institute, policy brief, 2 May 2031")).toEqual([undefined, "Sund Institute", "2031-05-02"])
  expect(head("Centre for Pass Studies, commentary, 2 May 2031")[1]).toBe("Centre for Pass Studies")
  expect(head("2 May 2031, compiled from agency reports")).toEqual([undefined, undefined, "2031-05-02"])
  // Reports are dated by the month, say what they cover, and name several writers; an agency stands in brackets.
  expect(head("Mira Sund, Joel Amsel and Tove Aas, May 2031")).toEqual([
    "Mira Sund, Joel Amsel and Tove Aas",
    undefined,
    "2031-05",
  ])
  const covers = "Upland Relief Network | Period covered: 1–30 April 2031 | Published: 3 May 2031"
  expect(head(covers)).toEqual([undefined, "Upland Relief Network", "2031-05-03"])
  expect(head("CARREN, 3 May 2031 (Upland Wire)")).toEqual([undefined, "Upland Wire", "2031-05-03"])
  // Between bars a line may say more of the document; what comes next is not its day.
  const fields = "Date: 3 May 2031 | Status: for release | Next update: 19 May"
  expect(head(fields)).toEqual([undefined, undefined, "2031-05-03"])
  const ahead = "Next update: 19 May 2031 | Sund Institute | Issued: 3 May 2031"
  expect(head(ahead)).toEqual([undefined, "Sund Institute", "2031-05-03"])
  expect(open(`Ferries\n\nNext update: 19 May 2031\n\n${long}`).date).toBeUndefined()
  expect(open(`Ferries\n\nNext update: 19 May 2031 | Status: draft\n\n${long}`).date).toBeUndefined()
  expect(head("Sunday Interview, 3 May 2031")).toEqual([undefined, undefined, "2031-05-03"])
  // A sentence with a date in it is text.
  expect(roles(open(`Ferries\n\nThe pass closed, 2 May 2031, for a week\n\n${long}`))[1]).toMatch(/^(?:heading|para)/)
})

test("a report's dateline says its day, and who sent it, and is no part of what it says", () => {
  const sent = (...paragraphs: readonly string[]) => open(`The pass is shut again\n\n${paragraphs.join("\n\n")}\n`)
  const wire = sent(`PORT SAHM, 3 May 2031 (Upland Wire) - ${long}`)
  expect(wire).toMatchObject({date: "2031-05-03", publisher: "Upland Wire"})
  expect(roles(wire).at(-1)).toBe(`paragraph: ${long}`)
  expect(sent(`PORT SAHM, May 3, 2031 - ${long}`).date).toBe("2031-05-03")
  // A day without a year is none, a day in running text dates nothing, and a digest has one in each report.
  expect(sent(`PORT SAHM, 3 May (Upland Wire) - ${long}`).date).toBeUndefined()
  expect(sent(`SAHM, a port of ropes since 3 May 2031 (and of fog) - ${long}`).date).toBeUndefined()
  expect(sent(`SAHM, 3 May 2031 - ${long}`, `VELM, 5 May 2031 - ${long}`).date).toBeUndefined()
})

test("a byline with its date gives both", () => {
  const d = open(`Salt Road Closes\n\nBy Mira Sund | May 2, 2031, 14:05\n\n${long}`)
  expect(d).toMatchObject({author: "Mira Sund", date: "2031-05-02"})
  expect(d.boilerplate).toHaveLength(1)
})

test("the lines between a title and its date say who wrote and who publishes it, and end the title", () => {
  const head = (lines: string) => {
    const {title, publisher, author, date} = open(`${lines}\n\n${long}\n`)
    return [title, author, publisher, date]
  }
  expect(
    head("Ferries lost a crew while the port looked on\nSouthern Star\n2 June 2031\nBy our shipping reporter"),
  ).toEqual(["Ferries lost a crew while the port looked on", "our shipping reporter", "Southern Star", "2031-06-02"])
  expect(
    head("Comment: Stop counting the herds\nMira Sund, former head of the salt guild\nThe Ledger, 3 July 2031"),
  ).toEqual(["Comment: Stop counting the herds", "Mira Sund", "The Ledger", "2031-07-03"])
  expect(head("What would open the pass?\nMira Sund and Joel Amsel\n15 June 2031")).toEqual([
    "What would open the pass?",
    "Mira Sund and Joel Amsel",
    undefined,
    "2031-06-15",
  ])
  expect(head("Salt Road Report No. 7\nOffice for Roads and Mountain Ferries\n4 July 2031")).toEqual([
    "Salt Road Report No. 7",
    undefined,
    "Office for Roads and Mountain Ferries",
    "2031-07-04",
  ])
  expect(head("Ferries stop at noon\nMorning Tide, regional news digest\n4 July 2031").slice(1, 3)).toEqual([
    undefined,
    "Morning Tide",
  ])
  expect(head("Advice on the herds\nUpland Institute, Port Sahm\n4 July 2031")[2]).toBe("Upland Institute")
  // A name is the writer's where the next line says who publishes it.
  expect(head("Stop counting the herds\nMira Sund\nThe Ledger, 3 July 2031").slice(1, 3)).toEqual([
    "Mira Sund",
    "The Ledger",
  ])
})

test("a byline says who publishes the piece behind the names, and what kind of piece it is before them", () => {
  const by = (line: string) => {
    const {author, publisher} = open(`Salt Road Closes\n\n${line}\n\n2 May 2031\n\n${long}`)
    return [author, publisher]
  }
  expect(by("By Mira Sund, Upland News Agency")).toEqual(["Mira Sund", "Upland News Agency"])
  expect(by("By Mira Sund and Joel Amsel, The Upland Ledger")).toEqual([
    "Mira Sund and Joel Amsel",
    "The Upland Ledger",
  ])
  expect(by("By Mira Sund, Joel Amsel")).toEqual(["Mira Sund, Joel Amsel", undefined])
  expect(by("By Mira Sund, who teaches law at Port Sahm")).toEqual(["Mira Sund", undefined])
  expect(by("Opinion, by Joel Amsel")).toEqual(["Joel Amsel", undefined])
  expect(by("Interview by Mira Sund, Upland Weekly")).toEqual(["Mira Sund", "Upland Weekly"])
  // A headline in the passive is no byline.
  expect(open(`Valley Hit by Floods\n2 May 2031\n\n${long}`)).toMatchObject({title: "Valley Hit by Floods"})
})

test("a box of other pages in the middle takes their titles with it, and not the short paragraphs after it", () => {
  const d = open(
    [
      long,
      "Read more:",
      "Ferry Strike Enters Third Week",
      "Who Owns The Salt?",
      "The mill closed on Friday.",
      "Raids rose again.",
      long,
    ].join("\n\n"),
  )
  expect(roles(d).filter((r) => !r.startsWith("furniture"))).toEqual([
    `paragraph: ${long}`,
    "paragraph: The mill closed on Friday.",
    "paragraph: Raids rose again.",
    `paragraph: ${long}`,
  ])
})

test("words count text only, and a document without a heading is called by its first words", () => {
  const d = open(`${long}\n\nShare on Facebook\n`)
  expect(d.words).toBe(43)
  expect(d.title).toMatch(/^The council of the upper valley .* \.\.\.$/)
})

test("a file full of control characters is refused as no text", () => {
  const {document, issues} = openDocument(source(`PNG\u0000\u0001\u0002\u0003${"\u0000".repeat(20)} words here`))
  expect(document).toBeNull()
  expect(issues[0]).toMatchObject({
    code: "text/binary",
    says: "The file is not text: it is full of control characters.",
  })
})

test("a file without a sentence is refused, and one of page furniture alone says so", () => {
  expect(openDocument(source(" \n ")).issues[0]).toMatchObject({
    code: "text/empty",
    says: "There is no sentence in the file.",
  })
  expect(openDocument(source("Leave a Reply\n\n0 Comments")).issues[0]?.says).toBe(
    "Nothing but page furniture is in the file.",
  )
})

test("another language is named and not guessed at", () => {
  const french =
    "Le conseil a fermé la route du sel après un troisième raid contre les troupeaux, et les charretiers craignent que la fermeture ne dure tout l'hiver."
  const {document, issues} = openDocument(source(french))
  expect(document).toBeNull()
  expect(issues[0]).toMatchObject({code: "text/language", says: "The document is in French, and only English is read."})
  const german =
    "Der Rat der oberen Täler hat die Salzstraße nach dem dritten Überfall geschlossen, weil die Fuhrleute keinen Schutz mehr haben."
  expect(openDocument(source(german)).issues[0]?.says).toContain("German")
  expect(openDocument(source(german), () => null).issues[0]?.says).toContain(
    "is in another language, and only English is read",
  )
})

test.each([
  [
    "Spanish",
    "El consejo cerró la ruta de la sal después de un tercer asalto, y los carreteros temen que el cierre dure todo el invierno.",
  ],
  [
    "Indonesian",
    "Dewan menutup jalan garam setelah serangan ketiga, dan para kusir yang hidup dari jalan itu takut bahwa penutupan akan berlangsung untuk waktu yang lama.",
  ],
  ["Russian", "Совет закрыл соляную дорогу после третьего набега, и возчики боятся, что закрытие продлится всю зиму."],
  ["Arabic", "أغلق المجلس طريق الملح بعد الغارة الثالثة، ويخشى سائقو العربات أن يستمر الإغلاق طوال الشتاء."],
  [
    "Turkish",
    "Konsey üçüncü baskından sonra tuz yolunu kapattı ve arabacılar bu kapanışın bütün kış için sürmesinden çok korkuyor.",
  ],
])("%s is not read", (language, text) => {
  const {document, issues} = openDocument(source(text))
  expect(document).toBeNull()
  expect(issues[0]?.says).toBe(`The document is in ${language}, and only English is read.`)
})

test("English without its small words is English: notes, headlines, one sentence again and again, foreign names", () => {
  const notes =
    "Raids hurt trade. Hunger drives raids. Prices rise. Carters leave. Mills close. Council bans salt export. Patrols deter raiders. Clans demand talks."
  for (const text of [
    notes,
    "Raids hurt trade. ".repeat(200),
    "Müller, Gómez and Ağa say raids hurt trade in the Île valley, where the café of Señora Núñez was burnt and the road was closed.",
  ])
    expect(openDocument(source(text)).issues).toEqual([])
})

test("a single short English sentence is enough", () => {
  expect(open("A fall in harvests deepened the debt.").words).toBe(7)
  expect(open("Raids hurt trade.").passages[0]?.role).toBe("paragraph")
})

test("passages lie in order, never overlap, and never begin or end with white space, whatever the text", () => {
  const bit = fc.constantFrom(
    "Raids rose.",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "# ",
    "- ",
    "> ",
    "Leave a Reply",
    "By Ana Brandt",
    "---",
    "\u00a0",
    "🜂",
    "1. ",
    "Tags",
    long,
    "```",
    "Salt Road",
    "“Stop!”",
    "\t",
  )
  fc.assert(
    fc.property(fc.array(bit, {maxLength: 40}), fc.constantFrom("text", "markdown", "html"), (bits, kind) => {
      const text = bits.join("")
      const {document} = openDocument(source(text, {kind: kind as Source["kind"]}))
      let at = 0
      for (const p of document?.passages ?? []) {
        expect(p.from).toBeGreaterThanOrEqual(at)
        expect(p.to).toBeGreaterThan(p.from)
        expect(text.slice(p.from, p.to)).toBe(text.slice(p.from, p.to).trim())
        at = p.to
      }
    }),
    {seed: 1, numRuns: 300},
  )
})

test.skipIf(isQuick)(
  "a megabyte of one letter, or of full stops, are opened in seconds",
  () => {
    for (const letter of ["a", ".", "- ", "a.", "\n", "( "])
      openDocument(source(letter.repeat(1_000_000 / letter.length)))
  },
  60_000,
)
