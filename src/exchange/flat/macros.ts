// Calls of macros, laid out. In: a call at one element of an equation. Out: an expression over flat names; the macro's
// variables are then quantities of their own, for this call alone, named `caller.macro.variable`.
//
// A macro is a scope whose names are its inputs and its variables; what it does not name itself is the model's. An
// input that is given a name is that thing, arrays and lookups too; anything else it is given is worked out once.
//
// Invariant: calls end, whatever calls whatever; how deep they are is kept in the scopes.

import {groupBy} from "../../core/grouping.ts"
import type {Expr} from "../../model/index.ts"
import {type Blueprint, type Macro, nameKey, type Spot, type Term, type Variable} from "../blueprint/blueprint.ts"
import {Dimensions, spelling} from "../blueprint/dimensions.ts"
import type {Expansion} from "./expansion.ts"
import {NOTHING, named} from "./expressions.ts"
import {type Access, type Common, type Instance, Scope} from "./scope.ts"
import {NO_OVER, type Site} from "./site.ts"

/** Macros that call each other deeper than this call themselves. */
const DEEPEST_MACRO = 50
/** Calls of macros beyond which a file is refused: each may hold more of them. */
const MOST_CALLS = 100_000

/** What laying calls out asks of whoever holds the model that is being made. */
export type Caller = {
  readonly blueprint: Blueprint
  readonly common: Common
  readonly root: Scope
  readonly expansion: Expansion
  /** Takes variables of a call, to be laid out after what is being laid out now. */
  wait(instances: readonly Instance[]): void
  /** A quantity, not for showing, that `equation` at `site` is worked out in. */
  inner(name: string, equation: Expr, site: Site): void
}

/** Lays the calls of a blueprint's macros out. */
export class Macros {
  private readonly caller: Caller
  private readonly byKey: ReadonlyMap<string, Macro>
  /** Variables of macros, with the units they have in any call. */
  private readonly inUnits = new WeakMap<Macro, readonly Variable[]>()
  private count = 0

  constructor(caller: Caller) {
    this.caller = caller
    this.byKey = new Map(caller.blueprint.macros.map((macro) => [nameKey(macro.name), macro]))
  }

  /** Their names, as people spell them. */
  *names(): Iterable<string> {
    for (const macro of this.caller.blueprint.macros) yield macro.name
  }

  /** The result of calling a macro; null where there is no macro of that name. */
  call(name: string, args: readonly Term[], at: Spot, site: Site): Expr | null {
    const macro = this.byKey.get(nameKey(name))
    if (!macro) return null
    const {blueprint, expansion, common, root} = this.caller
    const least = macro.inputs.filter((_, i) => !macro.defaults?.[i]).length
    if (args.length < least || args.length > macro.inputs.length)
      return expansion.fail(
        site,
        at,
        "exchange/arguments",
        `Macro '${macro.name}' takes ${macro.inputs.length} arguments, not ${args.length}`,
        `It takes ${macro.inputs.join(", ")}`,
      )
    if (site.scope.depth >= DEEPEST_MACRO)
      return expansion.fail(
        site,
        at,
        "exchange/macro-circle",
        `Macro '${macro.name}' calls itself`,
        "A macro cannot use its own result",
      )
    if (++this.count > MOST_CALLS) {
      // Once: what follows from it fills pages.
      if (this.count === MOST_CALLS + 1)
        expansion.fail(
          site,
          at,
          "exchange/too-large",
          `Macros are called more than ${MOST_CALLS} times, each call and element counted`,
          "Models of this size are not read",
        )
      return NOTHING
    }
    const call = ++site.made.calls
    const prefix = `${site.instance.flat}.${spelling(macro.name)}${call > 1 ? ` ${call}` : ""}.`
    const dimensions =
      macro.dimensions.length > 0
        ? new Dimensions([...blueprint.dimensions, ...macro.dimensions], common.findings, blueprint.tool === "xmile")
        : common.dimensions
    const scope = new Scope(common, prefix, root, {dimensions, depth: site.scope.depth + 1})
    macro.inputs.forEach((input, i) => {
      const given = args[i]
      const left = macro.defaults?.[i]
      if (given) scope.names.set(nameKey(input), this.argument(input, given, scope, site))
      // What is left out is worked out in the macro's own names, of inputs before it.
      else if (left) scope.names.set(nameKey(input), this.argument(input, left, scope, {...site, scope}))
    })
    const taken = new Set(macro.inputs.map(nameKey))
    for (const [key, variables] of groupBy(this.measured(macro), ({name: own}) => nameKey(own)))
      if (!taken.has(key)) this.caller.wait(scope.declare(variables))
    const result = scope.names.get(nameKey(macro.name))
    if (result) return expansion.element(result, macro.name, [], at, site, ({flat}) => named(flat))
    if (macro.value) {
      const inside: Site = {...site, scope, over: NO_OVER, wild: null}
      return expansion.translate(macro.value, inside)
    }
    return expansion.fail(
      site,
      at,
      "exchange/macro-result",
      `Macro '${macro.name}' sets no variable of its own name`,
      "Its result is the variable called as the macro",
    )
  }

  /**
   * A macro's variables. Units in the words of its inputs (`input/time`) are another's for each call: such a variable
   * has those that its equation gives.
   */
  private measured(macro: Macro): readonly Variable[] {
    const known = this.inUnits.get(macro)
    if (known) return known
    const words = new Set(macro.inputs.map(nameKey))
    const ofInput = (units: string) => units.split(/[*/()^]/).some((word) => words.has(nameKey(word)))
    const made = macro.variables.map((variable) => (ofInput(variable.units) ? {...variable, units: ""} : variable))
    this.inUnits.set(macro, made)
    return made
  }

  /** What a macro's input is: a name is itself, whole arrays and lookups too; anything else is worked out once. */
  private argument(input: string, arg: Term, scope: Scope, site: Site): Access {
    if (arg.op === "name") {
      const access = site.scope.find(arg.name)
      if (access) {
        const settled = settledBy(access, arg, site)
        if (settled) return {entry: access.entry, settled}
      }
    }
    const entry = {
      name: scope.freshName(spelling(input)),
      kind: "quantity" as const,
      axes: [],
      instances: new Map<string, Instance>(),
      placed: new Map<number, Instance>(),
    }
    const instance: Instance = {...site.instance, flat: entry.name, entry, bindings: [], elements: [], ordinal: 0}
    entry.instances.set("", instance)
    entry.placed.set(0, instance)
    this.caller.inner(entry.name, this.caller.expansion.translate(arg, site), site)
    return {entry, settled: []}
  }
}

/** Which places of an array an argument settles; null when it must be worked out. */
function settledBy(access: Access, arg: Extract<Term, {op: "name"}>, site: Site): (string | null)[] | null {
  let next = 0
  const settled: (string | null)[] = []
  for (let i = 0; i < access.entry.axes.length; i++) {
    const before = access.settled[i]!
    const axis = access.entry.axes[i]!
    if (before !== null) {
      settled.push(before)
      continue
    }
    const subscript = arg.subscripts[next++]
    if (!subscript || subscript.kind === "all" || subscript.kind === "over") {
      const over = subscript?.kind === "over" ? site.over.get(nameKey(subscript.name)) : undefined
      settled.push(over ?? null)
      continue
    }
    if (subscript.kind !== "name") return null
    const {dimensions} = site.scope
    const key = nameKey(subscript.name)
    const wanted = dimensions.axes.get(key)
    if (!wanted) {
      if (!axis.place.has(key)) return null
      settled.push(key)
      continue
    }
    const element = site.over.get(key) ?? dimensions.resolve(wanted, site.bindings)
    if (element !== null && !axis.place.has(element)) return null
    settled.push(element)
  }
  return settled
}
