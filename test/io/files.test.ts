import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import iconv from "iconv-lite"
import {afterAll, describe, expect, test} from "vitest"
import {decode} from "../../src/documents/formats/decode.ts"
import {readHtml} from "../../src/documents/formats/html.ts"
import {openDocument} from "../../src/documents/index.ts"
import {readDocuments, readText} from "../../src/io/files.ts"
import {fingerprint} from "../../src/io/fingerprint.ts"
import {locked} from "../../src/io/lock.ts"
import {tryToWrite, writeInPieces, writeWhole} from "../../src/io/writing.ts"
import {isQuick} from "../tiers.ts"
import {growth} from "../work.ts"

const root = mkdtempSync(join(tmpdir(), "brink-io-"))
afterAll(() => rmSync(root, {recursive: true, force: true}))

/** A folder with these files; a name with slashes makes its folders. */
function folder(name: string, files: Record<string, string | Uint8Array>): string {
  const path = join(root, name)
  mkdirSync(path, {recursive: true})
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(path, file, ".."), {recursive: true})
    writeFileSync(join(path, file), content)
  }
  return path
}

describe("bytes become text", () => {
  const words = "Prices rose – the café’s owner said “no”."

  test("UTF-8 is read strictly, and its byte order mark is dropped", async () => {
    expect(decode(Buffer.from(words))).toEqual({text: words, encoding: "UTF-8", guessed: false})
    expect(decode(Buffer.from(`\ufeff${words}`))).toEqual({text: words, encoding: "UTF-8", guessed: false})
  })

  test("UTF-16 is known by its mark, or by its zero bytes", async () => {
    for (const encoding of ["utf-16le", "utf-16be"]) {
      expect(decode(iconv.encode(`\ufeff${words}`, encoding)).text).toBe(words)
      expect(decode(iconv.encode(words, encoding)).text).toBe(words)
      // Without a letter outside ASCII its bytes are valid UTF-8 too, full of zeros.
      expect(decode(iconv.encode("Raids hurt trade.", encoding)).text).toBe("Raids hurt trade.")
    }
  })

  test("another encoding is guessed and named", async () => {
    const long = `${words} ${"The naïve façade of the résumé grew thin, and the rôle of the élite was plain to all. ".repeat(5)}`
    const decoded = decode(iconv.encode(long, "windows-1252"))
    expect(decoded).toMatchObject({text: long, guessed: true})
    expect((decoded as {encoding: string}).encoding).toMatch(/1252|8859-1/)
  })

  test("what is no text is refused in words, whatever the bytes", async () => {
    const png = Uint8Array.from({length: 400}, (_, i) => (i * 73 + (i >> 3) * 31) % 256)
    expect(decode(png)).toMatchObject({text: null, why: expect.stringContaining("not text")})
  })
})

describe("a folder is read", () => {
  test("with its subfolders, in code-unit order, extensions in any case, dot files passed over", async () => {
    const path = folder("order", {
      "b.TXT": "Raids hurt trade.",
      "B.md": "Aid calmed the port.",
      "a/z.html": "<p>Raids rose.</p>",
      "a.txt": "Raids rose.",
      ".hidden.txt": "no",
      ".git/x.txt": "no",
      README: "Raids hurt trade.",
      LICENSE: "Use it as you like.",
    })
    const {sources, issues} = await readDocuments([path])
    expect(sources.map((s) => s.file)).toEqual(["B.md", "LICENSE", "README", "a.txt", "a/z.html", "b.TXT"])
    expect(issues).toEqual([])
  })

  test("a single document has its base name, several paths the names as given", async () => {
    const path = folder("names", {"a.txt": "Raids rose.", "in/b.txt": "Raids fell."})
    expect((await readDocuments([join(path, "a.txt")])).sources[0]!.file).toBe("a.txt")
    expect((await readDocuments([join(path, "a.txt"), join(path, "in/")])).sources.map((s) => s.file)).toEqual([
      join(path, "a.txt"),
      join(path, "in/b.txt"),
    ])
  })

  test("what cannot be read is skipped by name, with the reason and the next move", async () => {
    const path = folder("mixed", {
      "good.txt": "Raids hurt trade.",
      "data.csv": "1,2",
      "old.pdf": "%PDF",
      "picture.txt": Uint8Array.from({length: 300}, (_, i) => (i * 37) % 256),
      "long.txt": "Raids rose. ".repeat(100),
    })
    const {sources, issues} = await readDocuments([path], {maxFile: 1000})
    expect(sources.map((s) => s.file)).toEqual(["good.txt"])
    expect(issues.map((i) => [i.file, i.code])).toEqual([
      ["data.csv", "doors/other-type"],
      ["long.txt", "doors/too-long"],
      ["old.pdf", "doors/damaged"],
      ["picture.txt", "doors/not-text"],
    ])
    expect(issues[1]).toMatchObject({
      says: "It has 1200 bytes, and at most 1000 are read.",
      next: "Split it, or raise --max-file.",
    })
    expect(issues[2]).toMatchObject({
      says: "It is no PDF: it does not begin as one.",
      next: "Save it anew, or leave it out.",
    })
  })

  test("a link that leads outside is refused, and nothing behind it is read; one that stays inside adds nothing", async () => {
    const outside = folder("outside", {"secret.txt": "Raids hurt trade."})
    const path = folder("links", {"a.txt": "Raids rose."})
    symlinkSync(join(outside, "secret.txt"), join(path, "b.txt"))
    symlinkSync(outside, join(path, "c"))
    symlinkSync(join(path, "a.txt"), join(path, "d.txt"))
    symlinkSync(path, join(path, "loop"))
    symlinkSync(join(root, "nowhere"), join(path, "e.txt"))
    const {sources, issues} = await readDocuments([path])
    expect(sources.map((s) => s.file)).toEqual(["a.txt"])
    expect(issues.map((i) => [i.file, i.code])).toEqual([
      ["b.txt", "doors/link-outside"],
      ["c", "doors/link-outside"],
      ["e.txt", "doors/unreadable"],
    ])
    expect(issues[0]!.says).toBe("Refused: the link leads outside the folder.")
  })

  test("the documents of a case lie in the case: a link in their place that leads out is refused", async () => {
    const outside = folder("elsewhere", {"secret.txt": "Raids hurt trade."})
    const path = folder("linked", {"case.yaml": "title: x"})
    symlinkSync(outside, join(path, "documents"))
    expect(await readDocuments([join(path, "documents")], {within: path})).toMatchObject({
      sources: [],
      issues: [{file: "documents", code: "doors/link-outside"}],
    })
  })

  test("a report that Brink wrote is passed over in silence, and named where it alone was asked for", async () => {
    const path = folder("reported", {
      "a.txt": "Raids hurt trade.",
      "brink-report.html": `<!doctype html><html><head><meta charset="utf-8"><meta name="generator" content="Brink"><title>x</title></head><body><p>Raids hurt trade.</p></body></html>`,
    })
    expect(await readDocuments([path])).toMatchObject({sources: [{file: "a.txt"}], issues: []})
    expect(await readDocuments([join(path, "brink-report.html")])).toMatchObject({
      sources: [],
      issues: [{code: "doors/own-report", says: "It is a report that Brink wrote, not a document."}],
    })
  })

  test("a folder given twice is read once, and what is wrong in it is said once", async () => {
    const path = folder("twice", {"a.txt": "Raids hurt trade.", "b.png": "x"})
    const {sources, issues} = await readDocuments([path, path])
    expect([sources.length, issues.length]).toEqual([1, 1])
  })

  test("a path where nothing is, is refused", async () => {
    await expect(readDocuments([join(root, "nowhere")])).rejects.toThrow(
      /^doors\/not-found: There is no file or folder .*nowhere/,
    )
    await expect(readDocuments([`a\0b`])).rejects.toThrow("doors/not-found")
  })

  test("an encoding that had to be guessed is said, and the text read", async () => {
    const path = folder("latin", {
      "a.txt": iconv.encode(
        "The café’s façade was naïve; the résumé grew thin, and the élite fled. ".repeat(4),
        "windows-1252",
      ),
    })
    const {sources, issues} = await readDocuments([path])
    expect(sources).toHaveLength(1)
    expect(issues[0]).toMatchObject({
      code: "doors/encoding",
      says: expect.stringMatching(/^It is not UTF-8, and was read as /),
    })
  })
})

describe("a web page becomes text with block marks", () => {
  const page = `<!doctype html><html><head><title>Salt road closes - Upland Mirror</title>
    <meta property="og:site_name" content="Upland Mirror"><meta name="author" content="Ana Brandt">
    <meta property="article:published_time" content="2031-04-30T08:00:00Z"><link rel="canonical" href="https://example.org/salt">
    <script>var x = "Raids cause nothing"</script></head>
    <body><nav><a>Home</a></nav><div class="share-bar">Share this</div>
    <article><h1>Salt road   closes</h1><p>The council closed the <b>salt</b>
    road after raids&nbsp;rose, the elder said, and the carters who live by it fear for their trade.</p>
    <h2>Who pays</h2><ul><li>Carters lose trade.</li><li hidden>Not shown.</li></ul>
    <p>First.<br><br>Second &lt;b&gt;.</p><figure><img><figcaption>A caption.</figcaption></figure></article>
    <aside>Related pages</aside><div id="comments"><p>Raids cause joy.</p></div><footer>Imprint</footer></body></html>`

  test("headings, items and captions are marked, scripts, navigation, side columns and hidden parts are left out", async () => {
    expect(readHtml(page).text).toBe(
      "# Salt road closes\n\nThe council closed the salt road after raids\u00a0rose, the elder said, and the carters who live by it fear for their trade.\n\n## Who pays\n\n- Carters lose trade.\n\nFirst.\n\nSecond <b>.\n\n![A caption.]()\n",
    )
  })

  test("the head names title, outlet, author, date and address", async () => {
    const {text, head} = readHtml(page)
    const {document} = openDocument({file: "a.html", kind: "html", text, head})
    expect(document).toMatchObject({
      title: "Salt road closes - Upland Mirror",
      publisher: "Upland Mirror",
      author: "Ana Brandt",
      date: "2031-04-30",
      url: "https://example.org/salt",
    })
    expect(document!.passages.map((p) => p.role)).toEqual([
      "title",
      "paragraph",
      "heading",
      "item",
      "paragraph",
      "paragraph",
      "furniture",
    ])
  })

  test("tables of figures are rows, tables that lay a page out are not, captions and notes keep their marks", () => {
    const page = `<table><caption>Table 1. Raids</caption><tr><th>Year</th><th>Raids</th></tr><tr><td>2031</td><td>1|4</td></tr></table>
      <table><tr><td>Menu</td><td><p>The mill closed because salt was scarce.</p></td></tr></table>
      <p>Raids<sup><a href="#fn1">1</a></sup> hurt trade.<a href="#cite-2">[2]</a> The pass is 12 km<sup>2</sup> wide, says <a href="#a">Ana</a>.</p>
      <ol><li id="fn1">It rained in May. <a href="#ref1">↩</a></li><li id="cite_note-arv-2">Council minutes.</li><li>Open the gate.</li></ol>`
    expect(readHtml(page).text).toBe(
      "![Table 1. Raids]()\n\n| Year | Raids |\n| 2031 | 1/4 |\n\nMenu\n\nThe mill closed because salt was scarce.\n\nRaids[^1] hurt trade.[^2] The pass is 12 km2 wide, says Ana.\n\n[^1]: It rained in May.\n\n[^2]: Council minutes.\n\n- Open the gate.\n",
    )
  })

  test("soft hyphens and letters without width are no letters", () => {
    expect(readHtml("<p>The har&shy;vest fell, &#8203;and the co\u2060op closed.</p>").text).toBe(
      "The harvest fell, and the coop closed.\n",
    )
  })

  test.skipIf(isQuick)(
    "a page of elements named like furniture, one in another, takes no longer than its length",
    async () => {
      const read = (paragraphs: number) => {
        const page = `${'<div class="comments">'.repeat((1500 * paragraphs) / 20_000)}${"<p>Raids hurt trade.</p>".repeat(paragraphs)}`
        expect(readHtml(page).text).toMatch(/^Raids hurt trade\./)
      }
      expect(await growth(read, 10_000)).toBeLessThan(3)
    },
  )

  test("a page torn in the middle, nested absurdly, or empty is still read or skipped, never a crash", async () => {
    expect(readHtml("<p>Raids rose. <b>And").text).toBe("Raids rose. And\n")
    expect(readHtml("").text).toBe("")
    const path = folder("deep", {
      "deep.html": `${"<div>".repeat(60_000)}<p>Raids hurt trade.</p>`,
      "good.txt": "Raids rose.",
    })
    const {sources, issues} = await readDocuments([path])
    expect(sources.length + issues.length).toBe(2)
  })

  test("a page says its own encoding", async () => {
    const path = folder("charset", {
      "a.html": iconv.encode('<meta charset="windows-1251"><p>Цены rose, and the café closed.</p>', "windows-1251"),
    })
    expect((await readDocuments([path])).sources[0]!.text).toContain("Цены rose")
  })
})

describe("files are written whole", () => {
  test("what was there is replaced, and no other file is left behind", async () => {
    const path = folder("write", {"a.txt": "old"})
    writeWhole(join(path, "a.txt"), "new")
    expect(readFileSync(join(path, "a.txt"), "utf8")).toBe("new")
    expect(readdirSync(path)).toEqual(["a.txt"])
  })

  test("in pieces too, and a piece that cannot be made leaves what was there", async () => {
    const path = folder("pieces", {"a.txt": "old"})
    await writeInPieces(join(path, "a.txt"), ["n", "e", "w"])
    expect(readFileSync(join(path, "a.txt"), "utf8")).toBe("new")
    const broken = (function* () {
      yield "half"
      throw new Error("no more")
    })()
    await expect(writeInPieces(join(path, "a.txt"), broken)).rejects.toThrow("no more")
    expect(readFileSync(join(path, "a.txt"), "utf8")).toBe("new")
    expect(readdirSync(path)).toEqual(["a.txt"])
    await expect(writeInPieces(join(path, "gone/a.txt"), [])).rejects.toThrow("doors/cannot-write")
  })

  test("what cannot be written is refused before any work", async () => {
    const path = folder("refuse", {"a.txt": "a file"})
    expect(() => tryToWrite(join(path, "gone/report.html"))).toThrow(
      /^doors\/cannot-write: Cannot write .*report\.html: there is no folder /,
    )
    expect(() => tryToWrite(path)).toThrow("it is a folder")
    expect(() => tryToWrite(join(path, "a.txt/report.html"))).toThrow("there is no folder")
    expect(() => writeWhole(join(path, "gone/a.txt"), "x")).toThrow("doors/cannot-write")
    tryToWrite(join(path, "report.html"))
    expect(readdirSync(path)).toEqual(["a.txt"])
  })

  test("a file that is not there is null, a folder in its place is a refusal", async () => {
    expect(readText(join(root, "nowhere.yaml"))).toBeNull()
    expect(() => readText(root)).toThrow(/^doors\/unreadable: Cannot read .*: it is a folder/)
  })
})

describe("two Brinks at one case", () => {
  test("a lock is held while the act runs and gone after, also when it throws", async () => {
    const lock = join(folder("lock", {}), "edits.jsonl.lock")
    expect(locked(lock, () => readFileSync(lock, "utf8"))).toContain(String(process.pid))
    expect(() =>
      locked(lock, () => {
        throw new Error("inside")
      }),
    ).toThrow("inside")
    expect(readdirSync(join(lock, ".."))).toEqual([])
  })

  test("a lock left behind by a process that is gone is taken over", async () => {
    const {hostname} = await import("node:os")
    const lock = join(folder("stale", {}), "edits.jsonl.lock")
    // Linux gives no process a number this high.
    writeFileSync(lock, `999999999 ${hostname()}\n`)
    expect(locked(lock, () => "mine")).toBe("mine")
  })

  test("the program's fingerprint does not change while it runs", async () => {
    expect(fingerprint()).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprint()).toBe(fingerprint())
  })
})

test.skipIf(process.getuid?.() === 0)(
  "a folder that may not be read is named (skipped for root, who may)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "brink-closed-"))
    const documents = join(folder, "documents")
    mkdirSync(documents)
    chmodSync(documents, 0o000)
    const {issues} = await readDocuments([documents])
    expect(issues.map(({code, file}) => [code, file])).toEqual([["doors/unreadable", "documents"]])
    chmodSync(documents, 0o755)
    rmSync(folder, {recursive: true})
  },
)
