// `brink todo`: what a case's model lacks of what its documents tell. In: a case with a model. Out: factors without a quantity,
// links without a path and quantities without a claim, those told by most voices first, each with a line to paste.

import {inFolder, modelOf, skipped} from "../case/index.ts"
import {counterparts, gapsOf, toldOf, type Unfollowed, type Ungrounded, type Unmodelled} from "../check/index.ts"
import {counted} from "../core/counted.ts"
import {Fault} from "../core/fault.ts"
import {linesFor} from "../draft/index.ts"
import type {CausalMap, Link} from "../map/index.ts"
import type {Model} from "../model/index.ts"
import {mapOf} from "./open-map.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"

/** Of each kind, how many are printed unless all are asked for: an author takes the first ones. */
const SHOWN = 10

/** `brink todo` */
export async function actTodo(request: Request, path: string, o: Common & {all?: boolean}): Promise<ExitCode> {
  const {opened, said, map} = await mapOf(request, path, o)
  if (opened.model === null)
    throw new Fault("case/no-model", `${path} has no model.yaml, so that everything is still to do`, {
      next: opened.inMemory
        ? `Make a case of it, whose model is read: brink init DIR ${path}, then brink draft DIR --out DIR/model.yaml`
        : `Begin with \`brink draft ${path} --out ${inFolder(path, "model.yaml")}\`.`,
    })
  const {model} = await modelOf(opened, map)
  const {unmodelled, unfollowed, ungrounded} = gapsOf(map, model)
  // Links of a factor that has no quantity stand beside it.
  const between = unfollowed.filter((gap) => gap.between !== null)
  const most = o.all ? Number.POSITIVE_INFINITY : SHOWN
  const moving = model.quantities.filter(({kind}) => kind !== "parameter").length
  const lines = [
    `${unmodelled.length} of ${toldOf(map).length} factors that are told of have no quantity${unmodelled.length > 0 ? ", best told first:" : ""}`,
    ...unmodelled.slice(0, most).flatMap((gap) => factorLines(gap, map, model)),
    ...more(unmodelled.length, most),
    "",
    `${unfollowed.length} of ${map.links.length} links are not in the model${linksSaid(unfollowed.length, between.length)}`,
    ...between.slice(0, most).flatMap(linkLines),
    ...more(between.length, most),
    "",
    `${ungrounded.length} of ${moving} quantities that move rest on no claim${ungrounded.length > 0 ? ", best told first:" : ""}`,
    ...ungrounded.slice(0, most).flatMap((gap) => quantityLines(gap)),
    ...more(ungrounded.length, most),
  ]
  request.terminal.say(`${lines.join("\n")}\n`)
  return needsAttention(request, skipped(said.reading), map)
}

/** A factor without a quantity, the lines to paste as they stand, and which equations should then read it. */
function factorLines({factor, voices, links}: Unmodelled, map: CausalMap, model: Model): string[] {
  const found = counterparts(model, map)
  const causes = links.flatMap((link) => {
    const quantity = link.to === factor.id ? found.get(link.from)?.quantity : undefined
    return quantity ? [{quantity: quantity.name, link}] : []
  })
  const readers = links.flatMap((link) => (link.from === factor.id ? (found.get(link.to)?.quantity.name ?? []) : []))
  const taken = [...model.quantities, ...model.contested].map(({name}) => name)
  return [
    `  # ${factor.name}: ${counted(voices, "voice")}, ${told(links)}`,
    ...linesFor(factor, causes, taken),
    ...(readers.length > 0 ? [`  # and let ${readers.join(", ")} read it`] : []),
  ]
}

/** Which of the links that a model lacks are listed with its factors, and which follow. */
function linksSaid(all: number, between: number): string {
  if (all === 0) return ""
  if (between === 0) return ": an end of each is a factor without a quantity"
  const others = all - between
  const rest = others === 0 ? "" : `: ${others} with a factor without a quantity, and ${between}`
  return `${rest}${others === 0 ? "," : ""} between quantities that do not lead to each other, best told first:`
}

/** A link between two quantities, which equation should read which, and what to put into its line. */
function linkLines({link, voices, between}: Unfollowed): string[] {
  return [
    `  # let ${between!.to.name} read ${between!.from.name}: ${counted(voices, "voice")}`,
    `    because: [link: ${link.id}]`,
  ]
}

/** A quantity that rests on nothing told, and what it could rest on. */
function quantityLines({quantity, links, voices}: Ungrounded): string[] {
  const place = quantity.line > 0 ? ` (line ${quantity.line})` : ""
  return links.length === 0
    ? [`  ${quantity.name}${place}: nothing that is told of fits what it reads`]
    : [
        `  ${quantity.name}${place}: ${counted(voices, "voice")}`,
        `    because: [${links
          .slice(0, SHOWN_LINKS)
          .map(({id}) => `link: ${id}`)
          .join(", ")}]`,
      ]
}

/** Links that a line names. */
const SHOWN_LINKS = 3

const told = (links: readonly Link[]): string => {
  const names = links.slice(0, SHOWN_LINKS).map(({id}) => id)
  return `${names.join(", ")}${links.length > names.length ? ` and ${links.length - names.length} more` : ""}`
}

const more = (count: number, most: number): string[] => (count > most ? [`  and ${count - most} more (--all)`] : [])
