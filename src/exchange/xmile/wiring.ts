// What all models of a file together say of a variable. In: the file. Out: which names are given their values from
// elsewhere: by a module's connection, by the conveyor or queue they flow out of, by a person who changed what Brink wrote.
//
// Apart from the variables because a module may stand in another model than what it is connected to. Each is gathered
// when it is first asked for: most files have none of it.

import {nameKey} from "../blueprint/blueprint.ts"
import {changedSince, reportChanged} from "./fingerprints.ts"
import {elements, text, type XmileFile} from "./xmile-file.ts"
import type {XmlElement} from "./xml.ts"

/** Stocks that decide for themselves what flows out of them. */
const DRIVERS: ReadonlySet<string> = new Set(["conveyor", "queue", "oven"])

/** Keys of the variables that get their values from elsewhere. */
export class Wiring {
  private readonly file: XmileFile
  private readonly known = new Map<string, ReadonlySet<string>>()

  constructor(file: XmileFile) {
    this.file = file
  }

  /** Keys of the outflows of conveyors and queues. */
  get driven(): ReadonlySet<string> {
    return this.keys("stock", (stock) =>
      elements(stock).some((one) => DRIVERS.has(one.local))
        ? this.file.children(stock, "outflow").map((flow) => text(flow))
        : [],
    )
  }

  /** Keys of what some module's connection gives a value to. */
  get connected(): ReadonlySet<string> {
    return this.keys("module", (module) =>
      elements(module).map((connect) =>
        (connect.attributes.get("to")?.value ?? "").split(".").at(-1)!.replace(/^"|"$/g, ""),
      ),
    )
  }

  /** Keys of flows that Brink made for stocks of any rate, and that were changed since: they count in place of the rate. */
  get remade(): ReadonlySet<string> {
    return this.keys("flow", (flow) => {
      if (!changedSince(this.file, flow)) return []
      reportChanged(this.file, flow, `'${this.file.nameOf(flow)}'`)
      return [this.file.nameOf(flow)]
    })
  }

  /** Keys of the names that each element of that kind gives, all models together. */
  private keys(kind: string, namesIn: (element: XmlElement) => readonly string[]): ReadonlySet<string> {
    const known = this.known.get(kind)
    if (known) return known
    const keys = new Set<string>()
    for (const model of this.file.models)
      for (const element of this.file.children(this.file.variablesOf(model), kind))
        for (const name of namesIn(element)) keys.add(nameKey(name))
    this.known.set(kind, keys)
    return keys
  }
}
