// `brink press`: what the map alone implies when one factor is held up or down. Out: shares of runs, or one value.

import {modelOf, skipped} from "../case/index.ts"
import {findFactor} from "../map/index.ts"
import {press} from "../outlook/index.ts"
import {factorOf, mapOf} from "./open-map.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {columns, json} from "./tables.ts"

/** `brink press` */
export async function actPress(request: Request, path: string, asked: string, o: Common): Promise<ExitCode> {
  const {opened, said, map} = await mapOf(request, path, o)
  // A name may itself end with a sign; as typed it is tried first.
  const direction = /-$/.test(asked) && !findFactor(map, asked) ? "-" : "+"
  const factor = findFactor(map, asked) ?? factorOf(map, asked.replace(/[+-]$/, ""))
  const {model} = await modelOf({...opened, model: null}, map)
  const bar = request.terminal.bar("pressing")
  const pressed = await press({
    model,
    map,
    factor: factor.id,
    direction,
    runs: o.runs!,
    seed: o.seed!,
    execute: request.io.execute,
  })
  bar.end()
  if (o.json) request.terminal.give(json(pressed))
  else {
    const share = (n: number): string => n.toFixed(2)
    const moved = pressed.responses
      .filter((r) => r.none < 1)
      .sort((a, b) => a.none - b.none || (a.factor < b.factor ? -1 : 1))
    request.terminal.say(
      `${factor.name} held ${direction === "+" ? "up" : "down"}: share of ${pressed.runs} runs in which each other factor ends higher, lower, the same\n${columns(
        [
          ["  factor", "higher", "lower", "same"],
          ...moved.map((r) => [`  ${r.name}`, share(r.up), share(r.down), share(r.none)]),
        ],
      )}\n${pressed.responses.length - moved.length > 0 ? `  ${pressed.responses.length - moved.length} more are not reached\n` : ""}`,
    )
  }
  return needsAttention(request, skipped(said.reading), map)
}
