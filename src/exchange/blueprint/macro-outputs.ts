// Macros of several results, taken apart. In: macros and the variables that call them, as a file words them:
// `y = M(a : z)`. Out: the same with macros of one result each, `y = M(a)` and `z = M z(a)`.
//
// A macro's results do not depend on who asks for them, so each may have a macro of its own; what calls it is then an
// equation like any other, whichever comes first, arrays included. Only draws at random differ between the two.

import {bareVariable, type Macro, nameKey, type Term, type Variable} from "./blueprint.ts"
import type {Findings} from "./findings.ts"
import {changed} from "./terms.ts"

/**
 * Takes macros with further outputs apart; hands back what it was given where there are none.
 *
 * @param findings gets the outputs that stand where no variable's name does.
 */
export function separateOutputs(
  macros: readonly Macro[],
  variables: readonly Variable[],
  findings: Findings,
): {readonly macros: readonly Macro[]; readonly variables: readonly Variable[]} {
  const several = new Map(macros.filter(({outputs}) => outputs.length > 0).map((macro) => [nameKey(macro.name), macro]))
  if (several.size === 0) return {macros, variables}
  const separate = (list: readonly Variable[]): Variable[] => {
    const own = new Set(list.map(({name}) => nameKey(name)))
    return list.flatMap((variable) => {
      const made: Variable[] = []
      const part = (node: Term): Term => {
        const macro = node.op === "apply" ? several.get(nameKey(node.name)) : undefined
        if (node.op !== "apply" || !macro || node.args.length <= macro.inputs.length) return node
        const args = node.args.slice(0, macro.inputs.length)
        macro.outputs.forEach((output, i) => {
          const to = node.args[macro.inputs.length + i]
          if (to === undefined) return
          if (to.op !== "name")
            findings.add(
              "exchange/macro",
              node.at,
              "A further output of a macro that goes to no variable",
              "Behind the colon stand names of variables only.",
            )
          else if (!own.has(nameKey(to.name)))
            made.push({
              ...bareVariable(to.name, to.at),
              subscripts: to.subscripts,
              equation: {...node, name: ownName(macro, output), args},
              source: variable.source,
            })
        })
        // Arguments too many even for the outputs stay, for whoever counts them.
        return {...node, args: [...args, ...node.args.slice(macro.inputs.length + macro.outputs.length)]}
      }
      const {equation, initial} = variable
      const parted = {
        ...variable,
        equation: equation && changed(equation, part),
        ...(initial ? {initial: changed(initial, part)} : {}),
      }
      return [parted, ...made]
    })
  }
  return {
    macros: macros.flatMap((macro) => {
      const whole: Macro = {...macro, outputs: [], variables: separate(macro.variables)}
      return [whole, ...macro.outputs.map((output) => ofOutput(macro, whole, output))]
    }),
    variables: separate(variables),
  }
}

/** The macro's name and the output's. */
function ownName({name}: Macro, output: string): string {
  return `${name} ${output}`
}

/** The macro whose result is this output: the same variables, and one of its name. */
function ofOutput(macro: Macro, whole: Macro, output: string): Macro {
  const name = ownName(macro, output)
  const result: Variable = {
    ...bareVariable(name, macro.at),
    equation: {op: "name", name: output, subscripts: [], at: macro.at},
    source: output,
  }
  return {...whole, name, variables: [...whole.variables, result]}
}
