// A real NATS server for tests: Debian's package nats-server.

import {spawn, spawnSync} from "node:child_process"
import {createServer} from "node:net"

/** The program; undefined where it is not installed. Debian puts it where only administrators look. */
export const SERVER = ["nats-server", "/usr/sbin/nats-server"].find(
  (program) => spawnSync(program, ["--version"]).status === 0,
)

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const {port: free} = server.address() as {port: number}
      server.close(() => done(free))
    })
  })
}

/** Starts one with JetStream in `folder`; it is ready when this resolves. The result ends it. */
export async function serve(folder: string, port: number): Promise<() => Promise<void>> {
  const child = spawn(SERVER!, ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", folder])
  const ended = new Promise<void>((done) => child.once("exit", () => done()))
  await new Promise<void>((done, fail) => {
    let said = ""
    child.stderr.on("data", (chunk) => {
      said += chunk
      if (said.includes("Server is ready")) done()
    })
    child.once("exit", () => fail(new Error(said)))
  })
  return async () => {
    child.kill("SIGKILL")
    await ended
  }
}
