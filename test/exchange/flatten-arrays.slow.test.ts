// Random models with arrays, laid out flat and run, against an evaluator that looks every element up as it comes: what
// a dimension stands for, which definition an element has, what a sum runs over.

import fc from "fast-check"
import {expect, it} from "vitest"
import {compile, interpret, rows} from "../../src/engine/index.ts"
import {flatten, readMdl, readXmile, writeXmile} from "../../src/exchange/index.ts"

/** Dimensions by name with their elements; `Ps` is a part of `Big`, `Mapped` goes one by one to `Cs`. */
const DIMENSIONS = {
  Big: ["b1", "b2", "b3", "b4"],
  Cs: ["c1", "c2"],
  Mapped: ["m1", "m2"],
} as const
const PART = ["b2", "b4"]
type Name = keyof typeof DIMENSIONS

type Tree =
  | {readonly is: "number"; readonly value: number}
  | {readonly is: "ref"; readonly of: number; readonly by: readonly string[]}
  | {readonly is: "plus" | "times" | "minus"; readonly a: Tree; readonly b: Tree}
  | {readonly is: "sum"; readonly over: Name; readonly of: Tree}
  | {readonly is: "place"; readonly dimension: Name}

/** A variable: its dimensions, and its equation; `apart` has the part of `Big` defined by an equation of its own. */
type Array_ = {readonly dims: readonly Name[]; readonly tree: Tree; readonly apart: Tree | null}

const dimsArb = fc.subarray(["Big", "Cs", "Mapped"] as Name[], {maxLength: 2})

/** Trees whose names are bound by `bound`, reading variables before number `known.length`. */
function treeArb(known: readonly (readonly Name[])[], bound: readonly Name[], depth: number): fc.Arbitrary<Tree> {
  const leaf: fc.Arbitrary<Tree>[] = [fc.integer({min: -9, max: 9}).map((value): Tree => ({is: "number", value}))]
  for (const dimension of bound) leaf.push(fc.constant<Tree>({is: "place", dimension}))
  known.forEach((dims, of) => {
    const places = dims.map((dim) => {
      const choices: string[] = [...DIMENSIONS[dim]]
      if (bound.includes(dim)) choices.push(dim, dim, dim)
      // Where only the other of two mapped dimensions is bound, the name leads through the mapping.
      else if (dim === "Cs" && bound.includes("Mapped")) choices.push(dim, dim, dim)
      else if (dim === "Mapped" && bound.includes("Cs")) choices.push(dim, dim, dim)
      return fc.constantFrom(...choices)
    })
    leaf.push(fc.tuple(...places).map((by): Tree => ({is: "ref", of, by: by as string[]})))
  })
  if (depth === 0) return fc.oneof(...leaf)
  const inner = treeArb(known, bound, depth - 1)
  const free = (Object.keys(DIMENSIONS) as Name[]).filter((dim) => !bound.includes(dim))
  const sums = free.map((over) =>
    treeArb(known, [...bound, over], depth - 1).map((of): Tree => ({is: "sum", over, of})),
  )
  return fc.oneof(
    ...leaf,
    ...(["plus", "minus", "times"] as const).map((is) => fc.tuple(inner, inner).map(([a, b]): Tree => ({is, a, b}))),
    // A sum inside a sum would run over a dimension of its own, which the text here does not need.
    ...sums.filter(() => depth === 2),
  )
}

const modelArb = fc.array(dimsArb, {minLength: 2, maxLength: 6}).chain((shapes) =>
  fc.tuple(
    ...shapes.map((dims, i) =>
      fc.record({
        dims: fc.constant(dims),
        tree: treeArb(shapes.slice(0, i), dims, 2),
        apart: dims.includes("Big") ? fc.option(treeArb(shapes.slice(0, i), dims, 2)) : fc.constant(null),
      }),
    ),
  ),
)

function text(tree: Tree, marked: ReadonlySet<string>, part: boolean): string {
  switch (tree.is) {
    case "number":
      return tree.value < 0 ? `(0 - ${-tree.value})` : String(tree.value)
    case "place":
      return part && tree.dimension === "Big" && !marked.has("Big") ? "Ps" : tree.dimension
    case "ref": {
      const by = tree.by.map((name) => (marked.has(name) ? `${name}!` : part && name === "Big" ? "Ps" : name))
      return `v${tree.of}${by.length > 0 ? `[${by.join(",")}]` : ""}`
    }
    case "sum":
      return `SUM(${text(tree.of, new Set([...marked, tree.over]), part)} + 0 * one[${tree.over}!])`
    default:
      return `(${text(tree.a, marked, part)} ${{plus: "+", minus: "-", times: "*"}[tree.is]} ${text(tree.b, marked, part)})`
  }
}

function mdl(model: readonly Array_[]): string {
  const equations = model.flatMap(({dims, tree, apart}, i) => {
    const side = (names: readonly string[]) => (names.length > 0 ? `[${names.join(",")}]` : "")
    const small = dims.map((dim) => (dim === "Big" ? "Ps" : dim))
    if (!apart) return [`v${i}${side(dims)} = ${text(tree, new Set(), false)} ~~|`]
    return [
      `v${i}${side(dims)} :EXCEPT: ${side(small)} = ${text(tree, new Set(), false)} ~~|`,
      `v${i}${side(small)} = ${text(apart, new Set(), true)} ~~|`,
    ]
  })
  return `{UTF-8}
Big: b1, b2, b3, b4 ~~|
Ps: b2, b4 ~~|
Cs: c1, c2 ~~|
Mapped: m1, m2 -> Cs ~~|
one[Big] = 1 ~~|
one[Cs] = 1 ~~|
one[Mapped] = 1 ~~|
${equations.join("\n")}
INITIAL TIME = 0 ~~| FINAL TIME = 1 ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|`
}

/** The value of every element, looked up as it comes. */
function naive(model: readonly Array_[]): Map<string, number> {
  const values = new Map<string, number>()
  const places = new Map(Object.values(DIMENSIONS).flatMap((all) => all.map((name, i) => [name, i] as const)))
  const at = (env: Readonly<Partial<Record<Name, string>>>, name: string): string => {
    if (places.has(name as never)) return name
    const bound = env[name as Name]
    if (bound !== undefined) return bound
    const other = name === "Cs" ? env.Mapped! : env.Cs!
    return DIMENSIONS[name as Name][places.get(other as never)!]!
  }
  const value = (tree: Tree, env: Readonly<Partial<Record<Name, string>>>): number => {
    switch (tree.is) {
      case "number":
        return tree.value
      case "place":
        return places.get(env[tree.dimension] as never)! + 1
      case "ref":
        return values.get(
          `v${tree.of}${tree.by.length > 0 ? `[${tree.by.map((name) => at(env, name)).join(",")}]` : ""}`,
        )!
      case "sum":
        return DIMENSIONS[tree.over].reduce((sum, element) => sum + value(tree.of, {...env, [tree.over]: element}), 0)
      case "plus":
        return value(tree.a, env) + value(tree.b, env)
      case "minus":
        return value(tree.a, env) - value(tree.b, env)
      case "times":
        return value(tree.a, env) * value(tree.b, env)
    }
  }
  model.forEach(({dims, tree, apart}, i) => {
    const fill = (env: Partial<Record<Name, string>>, rest: readonly Name[]): void => {
      const [dim, ...more] = rest
      if (dim === undefined) {
        const inPart = dims.includes("Big") && PART.includes(env.Big!)
        const name = `v${i}${dims.length > 0 ? `[${dims.map((d) => env[d]).join(",")}]` : ""}`
        values.set(name, value(apart && inPart ? apart : tree, env))
      } else for (const element of DIMENSIONS[dim]) fill({...env, [dim]: element}, more)
    }
    fill({}, dims)
  })
  return values
}

function run(model: ReturnType<typeof flatten>["model"]): Map<string, number> {
  const program = compile(model)
  const table = new Float64Array(rows(program) * program.outputs.length)
  const inputs = program.inputs.map(({prior}) => (prior.kind === "fixed" ? prior.value : 0))
  interpret(program).run(inputs, table, {seed: {lo: 0, hi: 0}, run: 0})
  return new Map(program.outputs.map(({name}, i) => [name, table[i]!]))
}

it("random arrays have at every element the value that looking it up by hand gives, in .mdl and by way of XMILE", () => {
  fc.assert(
    fc.property(modelArb, (model) => {
      const read = readMdl(mdl(model), "m.mdl")
      const flat = flatten(read.blueprint, {file: "m.mdl"})
      expect([...read.issues, ...flat.issues]).toEqual([])
      const values = run(flat.model)
      for (const [name, wanted] of naive(model)) expect([name, values.get(name)! + 0]).toEqual([name, wanted + 0])
      const back = readXmile(writeXmile(read.blueprint).text, "m.xmile")
      const again = run(flatten(back.blueprint, {file: "m.xmile"}).model)
      for (const [name, value] of values)
        if (!Object.is(again.get(name), value)) throw new Error(`${name}: ${again.get(name)}, not ${value}`)
    }),
    {numRuns: 150, seed: 7},
  )
})
