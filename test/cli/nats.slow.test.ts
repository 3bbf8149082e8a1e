// The third way past one machine: workers at a NATS server give the bytes of one process, whatever dies meanwhile. A real
// server (Debian's nats-server) is started for each; without one the tests are skipped by name.

import {type ChildProcess, spawn, spawnSync} from "node:child_process"
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {setTimeout as pause} from "node:timers/promises"
import {pathToFileURL} from "node:url"
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {ownEnvironment} from "../faults/processes.ts"
import {freePort, SERVER} from "../io/nats-server.ts"
import type {Built} from "./built.ts"
import {typedIn} from "./inside.ts"
import {inValley, raidedHerds, refused} from "./valley.ts"

/** Some seconds of work in many shards. */
const LONG = raidedHerds({stop: 400, save: 10, failing: 0.0097})
const RUNS = ["--runs", "400", "--seed", "3", "--shard-runs", "8"]

let built: Built
let alone: string
let port: number
let folder: string
const children = new Set<ChildProcess>()

beforeAll(() => {
  built = inValley()
  built.put("long.yaml", LONG)
  const {code, out} = built.brink(["run", "long.yaml", "--runs", "400", "--seed", "3", "--json"])
  expect(code).toBe(1)
  expect(JSON.parse(out).failed).toBeGreaterThan(5)
  alone = out
})
afterAll(() => built.remove())
beforeEach(async () => {
  port = await freePort()
  folder = join(built.folder, "server")
  rmSync(folder, {recursive: true, force: true})
})
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill("SIGKILL")
    await new Promise((done) => child.once("exit", done))
  }
  children.clear()
})

const address = (login = "") => `nats://${login}127.0.0.1:${port}`
const brink = (...words: string[]) => typedIn(built.folder, words)

type Ended = {code: number | null; out: string; err: string}
type Started = {readonly child: ChildProcess; readonly ended: Promise<Ended>; readonly said: () => string}

function started(program: string, words: readonly string[], cwd = built.folder, env = {}): Started {
  const child = spawn(program, words, {cwd, env: {...ownEnvironment(), ...env}})
  children.add(child)
  const told = {out: "", err: ""}
  child.stdout.on("data", (chunk) => {
    told.out += chunk
  })
  child.stderr.on("data", (chunk) => {
    told.err += chunk
  })
  const ended = new Promise<Ended>((done) => child.on("close", (code) => done({code, ...told})))
  return {child, ended, said: () => told.err}
}

/** Far longer than any of it takes on a busy machine. */
const PATIENCE_MS = 60_000

async function until(what: () => boolean): Promise<void> {
  const clock = AbortSignal.timeout(PATIENCE_MS)
  while (!what()) {
    clock.throwIfAborted()
    await pause(10)
  }
}

async function serving(...words: string[]): Promise<Started> {
  const server = started(SERVER!, ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", folder, ...words])
  await until(() => server.said().includes("Server is ready"))
  return server
}

async function kill({child, ended}: Started): Promise<void> {
  child.kill("SIGKILL")
  await ended
}

/** A worker in a folder of its own: it has no file of the case's. */
async function worker(...words: string[]): Promise<Started> {
  const cwd = join(built.folder, "elsewhere")
  mkdirSync(cwd, {recursive: true})
  const one = started(process.execPath, [built.bin, "worker", "--engine", address(), "--workers", "1", ...words], cwd)
  await until(() => one.said().includes("Ctrl-C ends it"))
  return one
}

const driving = (...words: string[]): Started =>
  started(process.execPath, [built.bin, "run", "long.yaml", ...RUNS, "--engine", address(), "--json", ...words])
const shards = (): number => {
  const there = join(built.folder, "shards")
  return existsSync(there) ? readdirSync(there).filter((name) => name.endsWith(".shard")).length : 0
}
beforeEach(() => rmSync(join(built.folder, "shards"), {recursive: true, force: true}))

describe.skipIf(!SERVER)("workers at a NATS server", () => {
  test("three of them print the bytes of one process, and leave nothing on the server", async () => {
    await serving()
    const workers = await Promise.all([worker(), worker(), worker()])
    const ended = await driving().ended
    expect(ended).toMatchObject({code: 1, out: alone})
    expect(ended.err).toContain(`${address()}: 0 of 50 shards were there, 0 were computed, 50 came from others`)
    const counts: number[] = []
    for (const {child, ended: end} of workers) {
      child.kill("SIGINT")
      const {code, out} = await end
      expect(code).toBe(0)
      counts.push(Number(/^(\d+) shards?\n$/u.exec(out)?.[1]))
    }
    expect(counts.every((count) => count > 0)).toBe(true)
    expect(counts.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(50)
    expect(readdirSync(join(built.folder, "elsewhere"))).toEqual([])
    const {Queue, readAddress} = await import("../../src/io/nats.ts")
    const queue = await Queue.open(readAddress(address()), () => {})
    expect([...(await queue.subjects("task", ">")), ...(await queue.subjects("data", ">"))]).toEqual([])
    await queue.close()
  })

  test("one of three killed: another takes over its shard", async () => {
    await serving()
    const [one] = await Promise.all([worker(), worker(), worker()])
    const run = driving("--shards", "shards")
    await until(() => shards() > 5)
    await kill(one!)
    expect(await run.ended).toMatchObject({code: 1, out: alone})
  })

  test("the server killed and started again: all go on", async () => {
    const server = await serving()
    await Promise.all([worker(), worker(), worker()])
    const run = driving("--shards", "shards")
    await until(() => shards() > 5)
    await kill(server)
    const before = shards()
    await pause(1500)
    expect(shards() - before).toBeLessThan(5)
    await serving()
    const ended = await run.ended
    expect(ended).toMatchObject({code: 1, out: alone})
    expect(ended.err).toMatch(/trying on\n.* answers again\n/su)
  })

  test("the server killed and all it had on disk deleted: what is missing is put again", async () => {
    const server = await serving()
    await Promise.all([worker(), worker(), worker()])
    const run = driving("--shards", "shards")
    await until(() => shards() > 5)
    await kill(server)
    rmSync(folder, {recursive: true, force: true})
    await serving()
    expect(await run.ended).toMatchObject({code: 1, out: alone})
  })

  test("its streams deleted under a run: the same", async () => {
    await serving()
    await Promise.all([worker(), worker()])
    const run = driving("--shards", "shards")
    await until(() => shards() > 5)
    await deleteStreams()
    expect(await run.ended).toMatchObject({code: 1, out: alone})
  })

  test("whoever asked killed: workers go on, and the same command takes what they did", async () => {
    await serving()
    await Promise.all([worker(), worker()])
    const run = driving("--shards", "shards")
    await until(() => shards() > 5)
    await kill(run)
    const kept = shards()
    await pause(1000)
    const again = await driving("--shards", "shards").ended
    expect(again).toMatchObject({code: 1, out: alone})
    expect(Number(/: (\d+) of 50 shards were there/u.exec(again.err)?.[1])).toBeGreaterThanOrEqual(kept)
  })

  test("two that ask for the same at once are both served", async () => {
    await serving()
    await Promise.all([worker(), worker()])
    const [one, two] = await Promise.all([driving().ended, driving().ended])
    expect([one.out, two.out]).toEqual([alone, alone])
  })

  test("a shard larger than a message goes in pieces, to the same bytes", async () => {
    const config = built.put("small.conf", "max_payload: 65536\n")
    await serving("-c", config)
    await worker()
    const large = ["run", "long.yaml", "--runs", "400", "--seed", "3", "--shard-runs", "200", "--json"]
    const run = started(process.execPath, [built.bin, ...large, "--engine", address(), "--shards", "shards"])
    expect(await run.ended).toMatchObject({code: 1, out: alone})
    expect(readFileSync(join(built.folder, "shards/0.shard")).length).toBeGreaterThan(3 * 65_536)
  })

  test("of a case, with a design of its own, and of a drafted model: nothing of them is on the worker's disk", async () => {
    await serving()
    await worker()
    const asked: string[][] = [
      [
        "tank/model.yaml",
        "--scenario",
        "patch",
        "--save",
        "water",
        "--method",
        "rk4",
        "--design",
        "sobol",
        "--runs",
        "64",
      ],
      ["salt", "--runs", "40"],
    ]
    for (const words of asked) {
      const here = await brink("run", ...words, "--json")
      const there = await brink("run", ...words, "--json", "--shard-runs", "13", "--engine", address())
      expect(here.out).toContain("brink/runs@1")
      expect(there.out).toBe(here.out)
    }
  })
})

async function deleteStreams(): Promise<void> {
  const {connect} = await import("@nats-io/transport-node")
  const {jetstreamManager} = await import("@nats-io/jetstream")
  const connection = await connect({servers: `127.0.0.1:${port}`})
  const manager = await jetstreamManager(connection)
  for (const name of ["brink-tasks", "brink-data"]) await manager.streams.delete(name)
  await connection.close()
}

describe.skipIf(!SERVER)("a worker", () => {
  test("that computes for longer than its lease, and hears nothing meanwhile, keeps its shard", async () => {
    await serving()
    const dist = (file: string) => pathToFileURL(join(built.bin, "../../dist", file)).href
    const blocking = `
      const {LEASE_MS, readAddress} = await import("${dist("io/nats.js")}")
      const {workFor} = await import("${dist("io/nats-worker.js")}")
      const {sweepHere} = await import("${dist("ensemble/index.js")}")
      const execute = async (plan) => {
        console.error("computing")
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LEASE_MS + 5000)
        return sweepHere(plan)
      }
      await workFor(readAddress("${address()}"), {execute, atOnce: 1, say: () => {}, stopped: new Promise(() => {})})`
    const slow = started(process.execPath, [built.put("blocking.mjs", blocking)])
    const words = ["run", "tank/model.yaml", "--runs", "20", "--json"]
    // From the same files, so that both are of one version.
    const asking = `
      const {main} = await import("${dist("cli/index.js")}")
      process.exitCode = await main(${JSON.stringify([...words, "--shard-runs", "20", "--engine", address()])})`
    const run = started(process.execPath, [built.put("asking.mjs", asking)])
    await until(() => slow.said() === "computing\n")
    const begun = performance.now()
    // One who asks for work all the while: an idle worker may get a copy, and the order itself once its lease has run out.
    const {LEASE_MS, Queue, readAddress} = await import("../../src/io/nats.ts")
    const queue = await Queue.open(readAddress(address()), () => {})
    const [order] = await queue.subjects("task", ">")
    const [, , version] = order!.split(".")
    const taken: string[] = []
    let asked = begun
    while (asked - begun < LEASE_MS + 2500) {
      asked = performance.now()
      const message = await queue.nextOrder(version!, 1000)
      if (message !== null) taken.push(message.subject)
    }
    await queue.close()
    expect(taken.filter((subject) => subject !== `${order}.copy`)).toEqual([])
    const {code, out} = await run.ended
    expect({code, out}).toEqual({code: 0, out: built.brink(words).out})
    expect(slow.said()).toBe("computing\n")
  })

  test("that is ended by Ctrl-C ends at once, and another has its shard at once", async () => {
    await serving()
    const one = await worker()
    const run = driving("--shards", "shards")
    await until(() => shards() > 8)
    one.child.kill("SIGINT")
    const ended = await one.ended
    expect(ended).toMatchObject({code: 0})
    expect(Number(/^(\d+) shards\n$/u.exec(ended.out)?.[1])).toBeGreaterThan(3)
    await worker()
    expect(await run.ended).toMatchObject({code: 1, out: alone})
  })

  test("of another version is told so, does nothing, and who asked is told too", async () => {
    await serving()
    const other = copied("other")
    writeFileSync(join(other, "dist/program/sources.txt"), "0123456789abcdef\n")
    const words = ["worker", "--engine", address(), "--workers", "1"]
    const stranger = started(process.execPath, [join(other, "bin/brink.js"), ...words])
    const run = driving()
    await until(() => stranger.said().includes("shards/other-version") && run.said().includes("shards/other-version"))
    expect(stranger.said()).toMatch(
      /shards\/other-version: nats:\S+ has work of Brink 0\.1\.0.[0-9a-f]{16}, and this is 0\.1\.0\+0123456789abcdef\n {2}It is left/u,
    )
    expect(run.said()).toMatch(/has Brink 0\.1\.0\+0123456789abcdef, and leaves this to workers of 0\.1\.0\+/u)
    await until(() => run.said().includes("No worker of Brink"))
    expect(run.said()).toContain(`start \`brink worker --engine ${address()}\` on any machine`)
    await worker()
    expect(await run.ended).toMatchObject({code: 1, out: alone})
    stranger.child.kill("SIGINT")
    expect(await stranger.ended).toMatchObject({code: 0, out: "0 shards\n"})
  })

  test("with a name and a password, which nothing that is printed tells", async () => {
    const config = built.put("users.conf", 'authorization {user: ana, password: "s3cret-of-ana"}\n')
    await serving("-c", config)
    for (const words of [["worker"], ["run", "tank/model.yaml", "--runs", "20"]]) {
      const said = refused(await brink(...words, "--engine", address()))
      expect(said).toMatch(/^queue\/refused: nats:\S+ lets us not in: /u)
      expect(refused(await brink(...words, "--engine", address("ana:s3cret-of-bob@")))).not.toContain("s3cret")
    }
    const login = address("ana:s3cret-of-ana@")
    const one = started(process.execPath, [built.bin, "worker", "--engine", login, "--workers", "1"])
    const run = await brink("run", "tank/model.yaml", "--runs", "20", "--json", "--engine", login)
    expect(run).toMatchObject({code: 0, out: (await brink("run", "tank/model.yaml", "--runs", "20", "--json")).out})
    expect(run.err + one.said()).not.toMatch(/s3cret|ana/u)
  })
})

describe.skipIf(!SERVER)("who asks, and who answers", () => {
  const tank = ["run", "tank/model.yaml", "--runs", "20", "--json"]
  /** A run by a worker at a server, and what both said; `env` is what both are started with. */
  async function ran(at: string, env: Record<string, string>): Promise<Ended & {readonly said: string}> {
    const one = started(process.execPath, [built.bin, "worker", "--engine", at, "--workers", "1"], built.folder, env)
    const ended = await started(process.execPath, [built.bin, ...tank, "--engine", at], built.folder, env).ended
    return {...ended, said: ended.err + one.said()}
  }
  const refusedBy = (at: string, env: Record<string, string> = {}) =>
    refused(built.brink([...tank, "--engine", at], {env}))
  const alike = async () => (await brink(...tank)).out

  test("by a file of credentials: a name and a password, or a token, which nothing that is printed tells", async () => {
    const config = built.put("users.conf", 'authorization {user: ana, password: "s3cret:of-ana"}\n')
    const server = await serving("-c", config)
    const env = {BRINK_NATS_CREDENTIALS: built.put("login.txt", "ana:s3cret:of-ana\n")}
    const run = await ran(address(), env)
    expect(run).toMatchObject({code: 0, out: await alike()})
    expect(run.said).not.toMatch(/s3cret|ana/u)
    // Who is named in the address goes before the file.
    expect(refusedBy(address("bob:wrong@"), env)).toMatch(/^queue\/refused: /u)
    await kill(server)
    await serving("-c", built.put("token.conf", 'authorization {token: "s3cret-token"}\n'))
    const byToken = await ran(address(), {BRINK_NATS_CREDENTIALS: built.put("token.txt", "s3cret-token")})
    expect(byToken).toMatchObject({code: 0, out: await alike()})
    expect(byToken.said).not.toContain("s3cret")
  })

  test("by a user's token and key, as NATS writes them", async () => {
    const {config, credentials} = await signedUsers()
    await serving("-c", built.put("signed.conf", config))
    const env = {BRINK_NATS_CREDENTIALS: built.put("ana.creds", credentials)}
    expect(refusedBy(address())).toMatch(/^queue\/refused: /u)
    const run = await ran(address(), env)
    expect(run).toMatchObject({code: 0, out: await alike()})
    expect(run.said).not.toContain(/SU[A-Z2-7]{20}/u.exec(credentials)![0])
  })

  test.each<[string, string | null]>([
    ["none", null],
    ["empty", ""],
    ["two lines", "ana:s3cret\nbob:s3cret\n"],
  ])("a file of credentials that holds none: %s", (name, text) => {
    const file = `${name}.txt`
    if (text !== null) built.put(file, text)
    const said = refusedBy(address(), {BRINK_NATS_CREDENTIALS: file})
    expect(said).toMatch(/^queue\/credentials: Cannot use the credentials in /u)
    expect(said).not.toContain("s3cret")
  })

  const OPENSSL = spawnSync("openssl", ["version"]).status === 0
  test.skipIf(!OPENSSL)("with encryption: the server is known by its certificate, or refused", async () => {
    const [key, certificate] = [join(built.folder, "key.pem"), join(built.folder, "certificate.pem")]
    const asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=ford".split(" ")
    const made = [...asked, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate]
    expect(spawnSync("openssl", made).status).toBe(0)
    const login = 'authorization {user: ana, password: "s3cret-of-ana"}\n'
    const config = built.put("tls.conf", `${login}tls {cert_file: "${certificate}", key_file: "${key}"}\n`)
    const server = await serving("-c", config)
    const at = address("ana:s3cret-of-ana@").replace("nats:", "tls:")
    const stranger = refusedBy(at)
    expect(stranger).toMatch(
      /^queue\/certificate: Who answers at tls:\/\/127\.0\.0\.1:\d+ is not known by its certificate: /u,
    )
    expect(stranger).not.toMatch(/s3cret|ana/u)
    const run = await ran(at, {NODE_EXTRA_CA_CERTS: certificate})
    expect(run).toMatchObject({code: 0, out: await alike()})
    expect(run.said).not.toMatch(/s3cret|ana/u)
    // A server that offers no encryption is told nothing.
    await kill(server)
    await serving()
    expect(refusedBy(at, {NODE_EXTRA_CA_CERTS: certificate})).toMatch(/^queue\/unreachable: /u)
  })
})

/** A server's settings and a user's credentials, signed by an operator and an account that are made here. */
async function signedUsers(): Promise<{config: string; credentials: string}> {
  const {createAccount, createOperator, createUser} = await import("@nats-io/nkeys")
  const [operator, system, account, user] = [createOperator(), createAccount(), createAccount(), createUser()]
  const words = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
  type Key = typeof operator
  const signed = (by: Key, of: Key, name: string, nats: object): string => {
    const claims = {
      jti: name,
      iat: 1,
      iss: by.getPublicKey(),
      sub: of.getPublicKey(),
      name,
      nats: {version: 2, ...nats},
    }
    const text = `${words({typ: "JWT", alg: "ed25519-nkey"})}.${words(claims)}`
    return `${text}.${Buffer.from(by.sign(Buffer.from(text))).toString("base64url")}`
  }
  const limits = {subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1}
  const stored = {mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1}
  const accountToken = signed(operator, account, "ford", {type: "account", limits: {...limits, ...stored}})
  const systemToken = signed(operator, system, "system", {type: "account", limits})
  const userToken = signed(account, user, "ana", {type: "user", subs: -1, data: -1, payload: -1})
  const config = `operator: "${signed(operator, operator, "valley", {type: "operator"})}"
resolver: MEMORY
system_account: ${system.getPublicKey()}
resolver_preload: {${account.getPublicKey()}: "${accountToken}", ${system.getPublicKey()}: "${systemToken}"}
`
  const seed = new TextDecoder().decode(user.getSeed())
  return {
    config,
    credentials: `-----BEGIN NATS USER JWT-----\n${userToken}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${seed}\n------END USER NKEY SEED------\n`,
  }
}

/** The program, put together, somewhere else. */
function copied(name: string): string {
  const made = join(built.bin, "../..")
  const to = join(built.folder, name)
  rmSync(to, {recursive: true, force: true})
  for (const part of ["bin", "dist/program", "package.json"])
    cpSync(join(made, part), join(to, part), {recursive: true})
  symlinkSync(join(made, "../.."), join(to, "node_modules"))
  return to
}

describe("refused", () => {
  const asking = [["worker"], ["run", "tank/model.yaml", "--runs", "20"]]

  test.each(asking)("nobody at the address: %s", async (...words) => {
    const passing = join(built.folder, "tmp")
    mkdirSync(passing, {recursive: true})
    const ended = built.brink([...words, "--engine", address()], {env: {TMPDIR: passing}})
    expect(refused(ended)).toMatch(
      /^queue\/unreachable: No NATS server answers at nats:\/\/127\.0\.0\.1:\d+: .*\n {2}Start one there \(`nats-server -js /u,
    )
    expect(readdirSync(passing)).toEqual([])
  })

  test.skipIf(!SERVER).each(asking)("a server without JetStream: %s", async (...words) => {
    const server = started(SERVER!, ["-a", "127.0.0.1", "-p", String(port)])
    await until(() => server.said().includes("Server is ready"))
    expect(refused(await brink(...words, "--engine", address()))).toMatch(
      /^queue\/no-jetstream: .*without JetStream\n/u,
    )
  })

  test.skipIf(!SERVER)("a server whose messages hold nothing", async () => {
    await serving("-c", built.put("tiny.conf", "max_payload: 4096\n"))
    expect(refused(await brink("worker", "--engine", address()))).toMatch(/^queue\/small-messages: /u)
  })

  test.each(asking)("the client is not installed: %s", async (...words) => {
    const bare = copied("bare")
    rmSync(join(bare, "node_modules"))
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      [join(bare, "bin/brink.js"), ...words, "--engine", address()],
      {cwd: built.folder, env: ownEnvironment(), encoding: "utf8"},
    )
    expect(refused({code: status, out: stdout, err: stderr})).toMatch(
      /^queue\/not-installed: .*\n {2}`npm install @nats-io\/transport-node@3\.3\.1 @nats-io\/jetstream@3\.3\.1`/u,
    )
  })

  test.each([
    ["127.0.0.1:4222"],
    ["http://127.0.0.1:4222"],
    ["nats://"],
    ["nats://127.0.0.1:4222/path"],
    ["nats://127.0.0.1:99999"],
    ["nats://s3cret@@:1"],
  ])("an address that is none: %s", async (text) => {
    for (const words of asking)
      expect(refused(await brink(...words, "--engine", text))).toMatch(
        /^cli\/usage: --engine wants the address of a NATS server\n {2}For example: --engine nats:/u,
      )
  })

  test.each<[string[], RegExp]>([
    [["run", "tank", "--engine", "nats://127.0.0.1:1"], /cli\/usage: --engine is for many runs\n {2}Add --runs N/u],
    [
      ["run", "tank", "--runs", "9", "--plan", "p.json", "--engine", "nats://127.0.0.1:1"],
      /--plan writes down what is to be run, and --engine asks for its results/u,
    ],
    [["run", "--plan", "p.json", "--from", "s", "--engine", "nats://127.0.0.1:1"], /cli\/usage: --from gathers/u],
    [["worker"], /cli\/usage: Required option '--engine <URL>'/u],
  ])("brink %j", async (words, what) => {
    expect(refused(await brink(...words))).toMatch(what)
  })
})
