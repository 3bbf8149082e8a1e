// A server of a language model for tests: a real one, on a port of this machine, that says what a test wants it to say.
// What it was asked stands in `asked`, in order.

import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http"
import type {AddressInfo} from "node:net"

/** One request as it came in. */
export type Asked = {
  readonly path: string
  readonly method: string
  readonly headers: IncomingMessage["headers"]
  readonly body: {
    model?: string
    stream?: boolean
    temperature?: number
    response_format?: {type: string; json_schema: {schema: object}}
    messages?: {role: string; content: string}[]
  }
  /** What the model is shown, without its marks. */
  readonly piece: string
}

export type ModelServer = {
  readonly url: string
  readonly asked: Asked[]
  close(): Promise<void>
}

/** What a server does with a request; `n` counts them from 0. */
export type Habit = (response: ServerResponse, asked: Asked, n: number) => void

/** Starts a server of a habit. Close it. */
export async function modelServer(habit: Habit): Promise<ModelServer> {
  const asked: Asked[] = []
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("error", () => {})
    response.on("error", () => {})
    request.on("end", () => {
      const text = Buffer.concat(parts).toString()
      const body = text === "" ? {} : JSON.parse(text)
      const shown: string = body.messages?.at(-1)?.content ?? ""
      const piece = /^<document \w+>\n([\s\S]*)\n<\/document/.exec(shown)?.[1] ?? ""
      const one: Asked = {path: request.url ?? "", method: request.method ?? "", headers: request.headers, body, piece}
      asked.push(one)
      habit(response, one, asked.length - 1)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers as chat completions do, with what the model says. */
export function say(response: ServerResponse, words: unknown): void {
  const content = typeof words === "string" ? words : JSON.stringify(words)
  sendJson(response, 200, {
    object: "chat.completion",
    choices: [{index: 0, finish_reason: "stop", message: {role: "assistant", content}}],
  })
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {"content-type": "application/json; charset=utf-8"}).end(JSON.stringify(value))
}
