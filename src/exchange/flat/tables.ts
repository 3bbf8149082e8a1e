// Tables of the flat model. In: points, written in an equation, beside one or in data, and the instance they are of.
// Out: tables with names of their own, asked for by those names.
//
// Equations share tables: points that are met again are the same table, and a table read in another way than it says
// of itself (another rule between its points, other points worked out from them) is made once for each way.

import type {Table} from "../../model/index.ts"
import type {Points, Variable} from "../blueprint/blueprint.ts"
import type {Findings} from "../blueprint/findings.ts"
import {rising} from "../blueprint/points.ts"
import type {Instance} from "./scope.ts"

/** The tables of one flat model. */
export class Tables {
  /** In the order in which they were first asked for. */
  readonly all: Table[] = []
  private readonly file: string
  private readonly findings: Findings
  private readonly index = new Map<string, number>()
  /** Tables of lookups and graphical functions, by instance. */
  private readonly ofInstance = new Map<Instance, string>()
  /** Tables of points written inside an equation. */
  private readonly ofPoints = new Map<Points, string>()

  /** @param file the model's file, on which tables rest. */
  constructor(file: string, findings: Findings) {
    this.file = file
    this.findings = findings
  }

  /** The table of a lookup or data, or beside a value (a graphical function of XMILE); null where there is none. */
  of(instance: Instance): string | null {
    const known = this.ofInstance.get(instance)
    if (known !== undefined) return known
    const {variable} = instance.definition
    const points = variable.points ?? (variable.equation?.op === "points" ? variable.equation.points : undefined)
    if (!points) {
      if (instance.entry.kind !== "table") return null
      const says = `The lookup '${instance.flat}' has no points`
      this.findings.add("exchange/no-points", variable.at, says, "Give it points (x, y)")
      return this.made(instance.flat, {x: [0], y: [0], between: "line", beyond: "hold"}, variable)
    }
    const data = variable.kind === "data"
    const name = instance.entry.kind === "table" ? instance.flat : `${instance.flat} ${data ? "data" : "graph"}`
    const table = this.made(name, points, variable, data ? variable.between : undefined)
    this.ofInstance.set(instance, table)
    return table
  }

  /** The table of points written in an equation of `instance`. */
  written(points: Points, instance: Instance): string {
    const known = this.ofPoints.get(points)
    if (known !== undefined) return known
    const table = this.made(`${instance.entry.name} lookup`, points, instance.definition.variable)
    this.ofPoints.set(points, table)
    return table
  }

  /** A table by its name. */
  points(name: string): Table {
    return this.all[this.index.get(name)!]!
  }

  /** The same points with another rule between them; `within` where they say nothing of what is beyond the ends. */
  variant(name: string, between: Table["between"], within?: "within"): string {
    const table = this.points(name)
    const beyond = between === "none" || within ? "none" : table.beyond === "none" ? "hold" : table.beyond
    if (table.between === between && table.beyond === beyond) return name
    return this.put({...table, name: `${name} (${between}${within ? " within" : ""})`, between, beyond})
  }

  /** A table of the same kind with other points, `what` of its own. */
  derived(name: string, what: string, points: {readonly x: readonly number[]; readonly y: readonly number[]}): string {
    return this.put({...this.points(name), name: `${name} (${what})`, ...points})
  }

  private made(base: string, points: Points, variable: Variable, between?: Table["between"]): string {
    let name = base
    for (let n = 2; this.index.has(name); n++) name = `${base} ${n}`
    const {x, y} = rising(points.x, points.y, variable.kind === "data")
    return this.put({
      name,
      unit: variable.units,
      x,
      y,
      between: between ?? points.between,
      beyond: between === "none" ? "none" : points.beyond,
      because: [{data: this.file}],
      line: variable.at.line,
    })
  }

  /** Its name; where there is a table of that name already, that one stays. */
  private put(table: Table): string {
    if (!this.index.has(table.name)) {
      this.index.set(table.name, this.all.length)
      this.all.push(table)
    }
    return table.name
  }
}
