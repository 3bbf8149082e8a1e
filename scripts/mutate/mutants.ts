// The mistakes that a tired hand makes in a formula, one at a time: a sign, a bound, a place off by one, a condition the
// other way round. In: a module's text. Out: every place where one could be made, and the text with it made. Types and
// the words of refusals are left alone, and so is what would only make a text read otherwise.

import {parseAst} from "rolldown/parseAst"

/** Characters `from` to `to` of the module become `becomes`. */
export type Mutant = {readonly from: number; readonly to: number; readonly becomes: string; readonly kind: string}

type Node = {readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown}
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string"

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "+=": ["-="],
  "-=": ["+="],
  "*=": ["/="],
  "/=": ["*="],
}

/** A method for its opposite; what takes `Math.`, and what any list has. */
const METHODS: Readonly<Record<string, string>> = {
  "Math.min": "max",
  "Math.max": "min",
  "Math.floor": "ceil",
  "Math.ceil": "floor",
  "Math.round": "floor",
  "Math.abs": "sign",
  some: "every",
  every: "some",
}

/** Names that places in a table have; what else stands in brackets is mostly a key. */
const PLACE = /^(?:[a-z]|at|to|from|row|run|slot|index|step|rank|last|first|low|high|floor|below|above|next|before)$/

/** What may stand between the left side of an operator and the operator itself: blanks, brackets and comments. */
const BETWEEN = /(?:\s|\)|\/\*[\s\S]*?\*\/|\/\/.*\n)*/y

/** The conditions of these are turned round. */
const CONDITIONAL = new Set(["IfStatement", "ConditionalExpression", "WhileStatement"])

/** Every mutant of a module, in the order of its text. */
export function mutantsOf(text: string, tsx = false): Mutant[] {
  const found: Mutant[] = []
  const add = (from: number, to: number, becomes: string, kind: string): void => {
    found.push({from, to, becomes, kind})
  }
  const source = (node: Node): string => text.slice(node.start, node.end)
  const isWord = (node: unknown): boolean =>
    isNode(node) &&
    ((node.type === "Literal" && typeof node.value === "string") ||
      node.type === "TemplateLiteral" ||
      (node.type === "BinaryExpression" && node.operator === "+" && (isWord(node.left) || isWord(node.right))))

  const visit = (node: Node, parent: Node | null): void => {
    // Types, names of other modules, and what is said when something is refused.
    if (/^TS(?!(?:As|NonNull|Satisfies)Expression)/.test(node.type)) return
    if (node.type === "ThrowStatement" || node.type === "ImportDeclaration") return
    const {left, right, operator} = node
    switch (node.type) {
      case "BinaryExpression":
      case "LogicalExpression":
      case "AssignmentExpression": {
        if (!isNode(left) || !isNode(right) || typeof operator !== "string") break
        if (isWord(left) || isWord(right)) if (operator === "+" || operator === "+=") break
        BETWEEN.lastIndex = left.end
        const at = left.end + BETWEEN.exec(text)![0].length
        for (const other of OPERATORS[operator] ?? []) add(at, at + operator.length, other, "operator")
        break
      }
      case "UnaryExpression":
        if (!isNode(node.argument)) break
        if (operator === "-") add(node.start, node.start + 1, "", "sign")
        if (operator === "!") add(node.start, node.start + 1, "", "negation")
        break
      case "Literal": {
        const key = isNode(parent) && parent.type === "Property" && parent.key === node
        if (typeof node.value === "boolean") add(node.start, node.end, String(!node.value), "boolean")
        if (typeof node.value === "number" && !key)
          // In brackets, so that neither `2..toFixed` nor a sign before it comes out.
          add(
            node.start,
            node.end,
            Number.isInteger(node.value) ? `(${node.value + 1})` : `(${node.value * 1.1})`,
            "constant",
          )
        break
      }
      case "MemberExpression": {
        const place = node.property
        if (node.computed !== true || !isNode(place)) break
        const named = place.type === "Identifier" && PLACE.test(String(place.name))
        if (named || place.type === "BinaryExpression") add(place.start, place.end, `(${source(place)}) + 1`, "place")
        break
      }
      case "CallExpression": {
        const callee = node.callee
        if (!isNode(callee) || callee.type !== "MemberExpression" || callee.computed === true) break
        const {object, property} = callee
        if (!isNode(object) || !isNode(property)) break
        const other = METHODS[source(callee)] ?? METHODS[String(property.name)]
        if (other && (object.type !== "Identifier" || object.name !== "Math" || METHODS[source(callee)]))
          add(property.start, property.end, other, "method")
        break
      }
      case "ExpressionStatement": {
        const deed = node.expression
        // A directive is none, and `x++` alone in a loop would only never end.
        if (isNode(deed) && (deed.type === "AssignmentExpression" || deed.type === "CallExpression"))
          add(node.start, node.end, ";", "left out")
        break
      }
      case "ContinueStatement":
      case "BreakStatement":
        add(node.start, node.end, ";", "left out")
        break
      case "ForStatement":
      case "ForOfStatement": {
        const body = node.body
        if (isNode(body) && body.type === "BlockStatement") add(body.end - 1, body.end, ";break}", "ended early")
        break
      }
      case "BlockStatement": {
        // A function that answers before it has done anything.
        if (!parent || !/Function/.test(parent.type) || !isNode(parent.body) || parent.body !== node) break
        add(node.start, node.start + 1, "{return undefined as never;", "ended early")
        break
      }
    }
    if (CONDITIONAL.has(node.type) && isNode(node.test)) {
      const {start, end, type} = node.test
      // Comparisons and negations have mutants of their own that say the same.
      if (!/^(?:Binary|Unary)Expression$/.test(type)) add(start, end, `!(${text.slice(start, end)})`, "condition")
    }
    for (const value of Object.values(node))
      for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) visit(one, node)
  }
  visit(parseAst(text, {lang: tsx ? "tsx" : "ts"}) as unknown as Node, null)
  return found.sort((a, b) => a.from - b.from || a.to - b.to || (a.becomes < b.becomes ? -1 : 1))
}

/** The module with one mistake in it. */
export const mutated = (text: string, {from, to, becomes}: Mutant): string =>
  text.slice(0, from) + becomes + text.slice(to)

/** Where it is and what was done, on one line. */
export function told(file: string, text: string, {from, to, becomes, kind}: Mutant): string {
  const line = text.slice(0, from).split("\n").length
  const whole = text.split("\n")[line - 1]!
  const column = from - (text.lastIndexOf("\n", from - 1) + 1)
  const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}...` : words).replace(/\s+/g, " ")
  return `${file}:${line}:${column + 1} ${kind}: '${short(text.slice(from, to))}' -> '${short(becomes)}'   ${whole.trim()}`
}
