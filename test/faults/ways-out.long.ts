// Where results go when the way is barred: a limit on sizes, a disk that is full or read-only, a stdout that takes no
// more or that nobody reads, pipes and devices in the place of files, links, files of others. Each either works or is
// refused in one sentence, and what was there stays whole.

import {execFileSync, spawnSync} from "node:child_process"
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import {join} from "node:path"
import {gunzipSync} from "node:zlib"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import type {Built} from "../cli/built.ts"
import {inValley} from "../cli/valley.ts"
import {inside, leftovers, ownEnvironment} from "./processes.ts"

let built: Built
beforeAll(() => {
  built = inValley()
})
afterAll(() => {
  unmount()
  built.remove()
})

/** A command line of a shell, in which `brink` is the program. */
function shell(line: string, env: Record<string, string | undefined> = {}) {
  const more = {...ownEnvironment(), ...env}
  const ran = spawnSync("bash", ["-c", `brink() { "${process.execPath}" "${built.bin}" "$@"; }\n${line}`], {
    cwd: built.folder,
    env: Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
    encoding: "utf8",
    timeout: 60_000,
  })
  return {code: ran.status, out: ran.stdout, err: ran.stderr}
}

/** A refusal: a code and what was refused, no stack trace, nothing half-written. */
function isRefusal({code, err}: {code: number | null; err: string}, what: RegExp): void {
  expect({code, err}).toMatchObject({code: 2, err: expect.stringMatching(what)})
  expect(err).toMatch(/^[a-z]+\/[a-z-]+: /m)
  expect(err).not.toMatch(/\n\s+at .*:\d+:\d+/)
  expect(leftovers(built.folder)).toEqual([])
}

const LONG_LOG = Array.from(
  {length: 300},
  (_, i) =>
    `${JSON.stringify({format: "brink/edit@1", n: i + 1, by: "ana", why: "w".repeat(150), kind: "rename", factors: ["raids"], name: `raids ${i}`, quotes: []})}\n`,
).join("")

describe("a limit on the size of files", () => {
  test("edit: the log stays whole and the edit is refused", () => {
    const log = inside(built, "salt/edits.jsonl")
    writeFileSync(log, LONG_LOG)
    expect(statSync(log).size).toBeGreaterThan(60_000)
    const ran = shell('ulimit -f 40; brink edit salt rename trade commerce --why "a name"')
    isRefusal(ran, /doors\/cannot-write: Cannot write salt\/edits\.jsonl: it would be larger than files may be here/)
    expect(ran.out).toBe("")
    expect(readFileSync(log, "utf8")).toBe(LONG_LOG)
    expect(shell('brink edit salt rename trade commerce --why "a name"').code).toBe(0)
    rmSync(log)
  })

  test("a report, a table and Parquet are whole or refused", () => {
    isRefusal(shell("ulimit -f 40; brink outlook salt --runs 5 --out cut.html"), /Cannot write cut\.html/)
    for (const file of ["cut.csv", "cut.parquet"])
      isRefusal(shell(`ulimit -f 40; brink run tank/model.yaml --runs 3000 --out ${file}`), /Cannot write cut\./)
    expect(readdirSync(built.folder).filter((name) => name.startsWith("cut"))).toEqual([])
  })

  test("stdout into a file that reaches the limit is refused", () => {
    const ran = shell("ulimit -f 4; brink run tank/model.yaml --set rate=0.2 --runs 1500 --json > cut.json")
    expect(ran.code === 0 || ran.code === 2).toBe(true)
    const csv = shell("ulimit -f 1; brink read salt --json > cut.json")
    isRefusal(csv, /doors\/stdout: The result cannot be written to stdout/)
    rmSync(inside(built, "cut.json"))
  })
})

let mounted = ""
function mount(megabytes: number): string | null {
  const folder = inside(built, "small-disk")
  mkdirSync(folder, {recursive: true})
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]).status !== 0) return null
  mounted = folder
  return folder
}
function unmount(): void {
  if (mounted !== "") spawnSync("umount", ["-l", mounted])
  mounted = ""
}
const mountable = (() => {
  const probe = spawnSync("bash", ["-c", 'd=$(mktemp -d); mount -t tmpfs tmpfs "$d" && umount "$d"; rmdir "$d"'])
  return probe.status === 0
})()

describe("a disk of 2 MB (skipped where none can be mounted)", () => {
  test.skipIf(!mountable)("that is full: edit, report, caches and tables", () => {
    const disk = mount(2)!
    try {
      execFileSync("cp", ["-r", inside(built, "salt"), inside(built, "tank"), disk])
      const free = () => writeFileSync(join(disk, "filler"), "")
      const fill = () => spawnSync("bash", ["-c", `cat /dev/zero > "${join(disk, "filler")}"`])
      const at = "cd small-disk; "
      expect(shell(`${at}brink edit salt rename trade commerce --why "a name"`).code).toBe(0)
      const log = readFileSync(join(disk, "salt/edits.jsonl"), "utf8")
      fill()
      isRefusal(shell(`${at}brink edit salt rename hunger famine --why "a name"`), /the disk is full/)
      expect(readFileSync(join(disk, "salt/edits.jsonl"), "utf8")).toBe(log)
      isRefusal(shell(`${at}brink outlook salt --runs 5 --out page.html`), /the disk is full/)
      isRefusal(shell(`${at}brink run tank/model.yaml --runs 50 --out runs.csv`), /the disk is full/)
      isRefusal(shell(`${at}brink run tank/model.yaml --runs 50 --out runs.parquet`), /the disk is full/)
      isRefusal(shell(`${at}brink export tank/model.yaml --to xmile --out t.xmile`), /the disk is full/)
      isRefusal(shell(`${at}brink init more salt/documents/a.txt`), /the disk is full/)
      expect(readdirSync(disk).sort()).toEqual(["filler", "salt", "tank"])
      // A cache that finds no room costs time only.
      const elsewhere = shell(`${at}brink outlook salt --runs 5 --out ../page.html --date 2031-01-01`)
      expect(elsewhere.code).toBe(0)
      free()
      expect(shell(`${at}brink edit salt rename hunger famine --why "a name"`).code).toBe(0)
      expect(shell(`${at}brink outlook salt --runs 5 --out ../page.html --date 2031-01-01`).code).toBe(0)
      expect(leftovers(disk)).toEqual([])
    } finally {
      unmount()
    }
  })

  test.skipIf(!mountable)("that is read-only: what reads works, what writes is refused", () => {
    const disk = mount(2)!
    try {
      execFileSync("cp", ["-r", inside(built, "salt"), disk])
      execFileSync("mount", ["-o", "remount,ro", disk])
      expect(shell("brink map small-disk/salt --json").code).toBe(0)
      expect(shell("brink outlook small-disk/salt --runs 5 --out page.html").code).toBe(0)
      isRefusal(shell('brink edit small-disk/salt rename hunger famine --why "a"'), /the disk is read-only/)
      isRefusal(shell("brink outlook small-disk/salt --runs 5 --keep --out page.html"), /the disk is read-only/)
      const noTmp = shell("brink outlook salt --runs 5 --out page.html", {TMPDIR: disk})
      expect(noTmp.code).toBe(0)
    } finally {
      unmount()
    }
  })
})

describe("stdout and stderr", () => {
  const RESULTS = [
    "read salt --json",
    "read salt",
    "map salt --svg",
    "run tank/model.yaml --csv -",
    "run tank/model.yaml --runs 20",
    "outlook salt --runs 5 --json --out page.html",
    "export tank/model.yaml --to xmile",
    "schema model",
    "--help",
    "run --help",
    "--version",
  ]
  test.skipIf(!existsSync("/dev/full")).each(RESULTS)("on a full disk is one sentence and 2: %s", (words) => {
    const {code, out, err} = shell(`brink ${words} --quiet > /dev/full`.replace("--help --quiet", "--help"))
    expect({code, out}).toEqual({code: 2, out: ""})
    expect(err).toMatch(/^doors\/stdout: The result cannot be written to stdout: the disk is full\n {2}.*\n$/m)
  })

  test.each(RESULTS)("whose reader stops early ends in silence with 0: %s", (words) => {
    const {err, out} = shell(
      `brink ${words} --quiet 2> >(grep -v "given by their central values" >&2) | head -c 1 > /dev/null; echo \${PIPESTATUS[0]}`.replace(
        "--help --quiet",
        "--help",
      ),
    )
    expect({err, out}).toEqual({err: "", out: "0\n"})
  })

  test("a long result through a slow pipe comes whole", () => {
    const {out} = shell(
      "brink read salt --json | (sleep 0.3; sha256sum); brink read salt --json > whole; sha256sum < whole",
    )
    const [through, whole] = out.trim().split("\n")
    expect(through).toBe(whole)
  })

  test.each(["2>&-", "2> /dev/full"])("stderr that takes nothing changes no exit code: %s", (away) => {
    expect(shell(`brink read salt --json ${away}`).code).toBe(0)
    expect(shell(`brink read nowhere ${away}`).code).toBe(2)
    expect(shell(`brink no-such-command ${away}`).code).toBe(2)
  })

  test("a closed stdout works, or is refused in one sentence", () => {
    for (const words of RESULTS) {
      const {code, err} = shell(`brink ${words} >&-`)
      expect([0, 2]).toContain(code)
      expect(err).not.toMatch(/\n\s+at .*:\d+:\d+/)
    }
  })
})

describe("pipes and devices", () => {
  test("an output that is a pipe or a device is written to as such", () => {
    const plain = shell("brink run tank/model.yaml --csv -").out
    const packed = shell("brink run tank/model.yaml --csv >(gzip -c > table.gz); sleep 0.3")
    expect(packed.code).toBe(0)
    expect(gunzipSync(readFileSync(inside(built, "table.gz"))).toString()).toBe(plain)
    const before = statSync("/dev/null")
    expect(shell("brink run tank/model.yaml --csv /dev/null").code).toBe(0)
    expect(
      shell("set -o pipefail; brink outlook salt --runs 5 --out /dev/null --csv /dev/stdout | cat > both").code,
    ).toBe(0)
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true)
    expect(statSync("/dev/null").ino).toBe(before.ino)
    isRefusal(shell("brink run tank/model.yaml --csv /dev/full"), /Cannot write \/dev\/full: the disk is full/)
    expect(shell("mkfifo way; cat way > through & brink run tank/model.yaml --csv way; wait; cat through").out).toBe(
      plain,
    )
    expect(statSync(inside(built, "way")).isFIFO()).toBe(true)
  })

  test("an input that is none with an end is refused, not waited for", () => {
    shell(
      "mkfifo a.txt case.fifo.yaml tank.mdl data.csv; mkdir -p odd; mkfifo odd/case.yaml; ln -sf /dev/zero zero.txt",
    )
    const refusals = [
      "read a.txt",
      "read zero.txt",
      "read --text a.txt",
      "read --lines a.txt --json",
      "outlook a.txt",
      "validate odd",
      "run tank.mdl",
      "run case.fifo.yaml",
      "import tank.mdl",
      "run tank/model.yaml --scenario case.fifo.yaml",
      "score data.csv data.csv",
      "run /dev/zero",
    ]
    for (const words of refusals) {
      const began = Date.now()
      const ran = shell(`brink ${words}`)
      expect([words, ran.code, Date.now() - began < 10_000]).toEqual([words, 2, true])
      isRefusal(ran, /./)
    }
    // Among good ones it is skipped by name.
    shell("mkdir -p mixed; cp valley/a.txt mixed; mkfifo mixed/b.txt")
    const {code, err} = shell("brink read mixed --json")
    expect(code).toBe(1)
    expect(err).toContain("b.txt")
    // In the place of a cache it costs time only.
    shell("mkdir -p salt/.brink; rm -f salt/.brink/*; mkfifo salt/.brink/outlook.json salt/.brink/check.json")
    expect(shell("brink outlook salt --runs 5 --out page.html").code).toBe(0)
    rmSync(inside(built, "salt/.brink"), {recursive: true})
  })
})

describe("links, inputs and files of others", () => {
  beforeEach(() => {
    rmSync(inside(built, "away"), {recursive: true, force: true})
    mkdirSync(inside(built, "away"))
    writeFileSync(inside(built, "away/precious.txt"), "mine")
  })
  const precious = () => readFileSync(inside(built, "away/precious.txt"), "utf8")

  test("nothing is written through a link", () => {
    for (const name of ["claims.jsonl", "map.json", "outlook.json"]) {
      const link = inside(built, "salt", name)
      rmSync(link, {force: true})
      symlinkSync("../away/precious.txt", link)
      isRefusal(
        shell("brink outlook salt --runs 5 --keep --out page.html"),
        /doors\/link: salt\/\S+ is a link to \.\.\/away\/precious\.txt, and nothing is written through links/,
      )
      rmSync(link)
    }
    rmSync(inside(built, "salt/.brink"), {recursive: true, force: true})
    symlinkSync("../away", inside(built, "salt/.brink"))
    expect(shell("brink outlook salt --runs 5 --out page.html").code).toBe(0)
    expect(readdirSync(inside(built, "away"))).toEqual(["precious.txt"])
    rmSync(inside(built, "salt/.brink"))
    symlinkSync("../away/precious.txt", inside(built, "salt/edits.jsonl"))
    isRefusal(shell('brink edit salt rename trade commerce --why "a"'), /link/)
    rmSync(inside(built, "salt/edits.jsonl"))
    symlinkSync("away/precious.txt", inside(built, "link.csv"))
    isRefusal(shell("brink run tank/model.yaml --csv link.csv"), /link\.csv is a link to away\/precious\.txt/)
    isRefusal(shell("brink run tank/model.yaml --csv link.csv --force"), /link/)
    expect(precious()).toBe("mine")
  })

  test("nothing outside a case is read by a link in it", () => {
    writeFileSync(inside(built, "away/secret.csv"), "# source: s\ndate,raids\n2031-01,4\n")
    for (const [name, target] of [
      ["data/raids.csv", "../../away/secret.csv"],
      ["factors.yaml", "../away/precious.txt"],
      ["model.yaml", "../away/precious.txt"],
    ] as const) {
      mkdirSync(inside(built, "salt/data"), {recursive: true})
      symlinkSync(target, inside(built, "salt", name))
      isRefusal(shell("brink validate salt"), /doors\/link-outside: .* is a link that leads outside salt/)
      rmSync(inside(built, "salt", name))
    }
    rmSync(inside(built, "salt/data"), {recursive: true})
  })

  test("init replaces nothing that was there", () => {
    mkdirSync(inside(built, "mine/documents"), {recursive: true})
    writeFileSync(inside(built, "mine/documents/a.txt"), "my own words")
    writeFileSync(inside(built, "mine/claims.jsonl"), "my own claims")
    isRefusal(shell("brink init mine valley"), /doors\/not-ours: mine\/claims\.jsonl is there already/)
    rmSync(inside(built, "mine/claims.jsonl"))
    isRefusal(
      shell("brink init mine valley"),
      /doors\/not-ours: mine holds other files of these names: documents\/a\.txt/,
    )
    expect(readFileSync(inside(built, "mine/documents/a.txt"), "utf8")).toBe("my own words")
    expect(existsSync(inside(built, "mine/case.yaml"))).toBe(false)
    expect(shell("brink init mine valley --force").code).toBe(0)
    expect(shell("brink validate mine").code).toBe(0)
  })

  test("an output that is read, or that somebody else made, is refused; Brink's own is replaced", () => {
    writeFileSync(inside(built, "notes.csv"), "Time,what\n0,my own notes\n")
    for (const words of [
      "run tank/model.yaml --csv notes.csv",
      "run tank/model.yaml --runs 5 --out notes.csv",
      "outlook salt --runs 5 --out page.html --csv notes.csv",
      "outlook salt --runs 5 --out valley/a.txt",
      "outlook salt --runs 5 --out salt/case.yaml",
      "run tank/model.yaml --csv tank/model.yaml",
      "export tank/model.yaml --to xmile --out tank/model.yaml",
      "export tank/model.yaml --to csv --out notes.csv",
    ])
      isRefusal(shell(`brink ${words}`), /doors\/(?:not-ours|is-input): /)
    expect(readFileSync(inside(built, "notes.csv"), "utf8")).toBe("Time,what\n0,my own notes\n")
    expect(shell("brink run tank/model.yaml --csv notes.csv --force").code).toBe(0)

    for (const words of [
      "run tank/model.yaml --csv t.csv",
      "run tank/model.yaml --runs 5 --out r.csv",
      "run tank/model.yaml --runs 5 --out r.parquet",
      "outlook salt --runs 5 --out p.html --csv q.csv",
      "export tank/model.yaml --to xmile --out x.xmile",
      "export tank/model.yaml --to mdl --out x.mdl",
      "export tank/model.yaml --to sd-json --out x.json",
      "export tank/model.yaml --to graphml --out x.graphml",
      "import x.mdl --out imported.yaml",
    ]) {
      expect([words, shell(`brink ${words}`).code]).toEqual([words, 0])
      expect([words, shell(`brink ${words}`).code]).toEqual([words, 0])
    }
    // Another result in the place of an own one, unless it was edited since.
    expect(
      shell("brink export tank/model.yaml --to xmile --out other.xmile; brink import other.xmile --out imported.yaml")
        .code,
    ).toBe(0)
    for (const [file, words] of [
      ["imported.yaml", "import x.mdl --out imported.yaml"],
      ["x.xmile", "export x.mdl --to xmile --out x.xmile"],
      ["other.mdl", "export x.xmile --to mdl --out other.mdl"],
    ] as const) {
      expect(shell(`brink ${words}`).code).toBe(0)
      const edited = readFileSync(inside(built, file), "utf8").replace(/\b10\d\b/g, (n) => `${Number(n) + 1}`)
      writeFileSync(inside(built, file), edited)
      isRefusal(shell(`brink ${words}`), /doors\/not-ours/)
      expect(readFileSync(inside(built, file), "utf8")).toBe(edited)
    }
    // The same file under another name is the same file.
    linkSync(inside(built, "x.mdl"), inside(built, "hard.mdl"))
    isRefusal(shell("brink export x.mdl --to mdl --out hard.mdl"), /doors\/is-input/)
  })
})

describe("where the program runs", () => {
  const plain: Record<string, string> = {}
  const COMMANDS = [
    "read salt --json",
    "map salt --json",
    "run tank/model.yaml --runs 20 --json",
    "check salt --runs 20 --json",
    "outlook salt --runs 20 --json --out page.html --date 2031-01-01",
  ]
  beforeAll(() => {
    for (const words of COMMANDS) plain[words] = shell(`brink ${words}`).out
  })
  const SURROUNDINGS: Record<string, Record<string, string | undefined>> = {
    "no HOME": {HOME: undefined, XDG_STATE_HOME: undefined, XDG_CACHE_HOME: undefined},
    "a HOME that is not there": {HOME: "/nowhere/at/all"},
    "a TMPDIR that is not there": {TMPDIR: "/nowhere/at/all"},
    Turkish: {LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8"},
    "another day's date": {TZ: "Pacific/Apia"},
    "a heap of 512 MB": {NODE_OPTIONS: "--max-old-space-size=512"},
    "an empty environment": Object.fromEntries(Object.keys(ownEnvironment()).map((name) => [name, undefined])),
  }
  test.each(Object.keys(SURROUNDINGS))("the same bytes with %s", (name) => {
    for (const words of COMMANDS) {
      rmSync(inside(built, "salt/.brink"), {recursive: true, force: true})
      const {code, out} = shell(`brink ${words}`, SURROUNDINGS[name])
      expect([words, code]).toEqual([words, code === 1 ? 1 : 0])
      expect(out === plain[words], `${words} gave other bytes with ${name}`).toBe(true)
    }
  })

  test.skipIf(process.getuid?.() === 0)("a folder that may not be written (skipped for root, who may)", () => {
    chmodSync(inside(built, "tank"), 0o555)
    isRefusal(shell("brink run tank/model.yaml --csv tank/t.csv"), /permission denied/)
    chmodSync(inside(built, "tank"), 0o755)
    expect(existsSync(inside(built, "tank/t.csv"))).toBe(false)
  })
})
