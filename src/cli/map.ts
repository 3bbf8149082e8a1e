// `brink map`: the factors, links and loops of the documents. Out: a table, one value, a picture, or a graph.

import {skipped} from "../case/index.ts"
import {counted} from "../core/counted.ts"
import {Fault} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {type CausalMap, printedMap} from "../map/index.ts"
import {sectorsIn} from "../model/index.ts"
import {factorOf, mapOf} from "./open-map.ts"
import {type Common, type ExitCode, needsAttention, oneResult, type Request} from "./request.ts"
import {columns, graphml, json, svgFile} from "./tables.ts"

/** `brink map` */
export async function actMap(
  request: Request,
  path: string,
  o: Common & {svg?: boolean; graphml?: boolean; focus?: string},
): Promise<ExitCode> {
  oneResult({"--json": o.json === true, "--svg": o.svg === true, "--graphml": o.graphml === true})
  if (o.focus !== undefined && !o.svg)
    throw new Fault("cli/usage", "--focus is the middle of a picture, and no picture was asked for", {
      next: "Add --svg.",
    })
  const {opened, said, map} = await mapOf(request, path, o)
  const sectors = opened.model ? sectorsIn(opened.model) : new Map<string, string>()
  const {terminal} = request
  if (o.json) terminal.give(json(printedMap(map, sectors)))
  else if (o.svg) {
    const {figureCss, neighbourhood} = await import("../figure/index.ts")
    const picture = neighbourhood(map, {
      sectors,
      keyInside: true,
      ...(o.focus !== undefined && {focus: factorOf(map, o.focus).id}),
    })
    terminal.give(svgFile(picture, figureCss))
  } else if (o.graphml) terminal.give(graphml(map, sectors))
  else terminal.say(printMap(map))
  return needsAttention(request, skipped(said.reading), map)
}

/** Shown first in a table that fits a screen. */
const MOST_SHOWN = 20

const SIGNS = {"+": "+", "-": "-", contested: "+/-", unclear: "?"} as const

function printMap(map: CausalMap): string {
  const name = new Map(map.factors.map((f) => [f.id, f.name]))
  const contested = map.links.filter((l) => l.sign === "contested")
  const rows = map.links
    .slice(0, MOST_SHOWN)
    .map((l) => [
      `  ${name.get(l.from)}`,
      `-(${l.whether ? `${l.whether}/0` : SIGNS[l.sign]})->`,
      name.get(l.to)!,
      `${l.for.lineages}:${l.against.lineages}`,
      l.belief.toFixed(2),
    ])
  const lines = [
    `${counted(map.factors.length, "factor")}, ${counted(map.links.length, "link")}, ${contested.length} contested, ${counted(map.loops.length, "loop")}`,
    "",
    "Links, best told first (voices for : against, belief)",
    columns(rows),
  ]
  if (map.links.length > MOST_SHOWN) lines.push(`  and ${map.links.length - MOST_SHOWN} more (--json)`)
  if (contested.length > 0)
    append(lines, [
      "",
      "Contested",
      ...contested.map(
        (l) =>
          `  ${name.get(l.from)} -> ${name.get(l.to)}: ${l.for.lineages} for${l.whether ? ` ${l.whether}` : ""}, ${l.against.lineages} against${l.whether ? " it" : ""}`,
      ),
    ])
  if (map.loops.length > 0)
    append(lines, [
      "",
      "Loops",
      ...map.loops
        .slice(0, MOST_SHOWN / 2)
        .map(
          (l) =>
            `  ${l.polarity}  ${l.factors.map((f) => name.get(f)).join(" -> ")}${l.toldBy.length > 0 ? `  (told by ${l.toldBy.join(", ")})` : ""}`,
        ),
    ])
  return `${lines.join("\n")}\n`
}
