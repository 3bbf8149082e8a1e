// Every regular expression of the sources, and text that is hard on it. In: src/. Out: each
// expression with its place and the way it is used, and for each the strings on which a start
// that fails late, or a repetition inside another, would cost more than the text is long.
// The strings come from the expression itself: its words, a member of each of its classes, what
// leads up to each of its repetitions. Nothing here knows any expression by name.

import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {build} from "rolldown"
import {parseAst} from "rolldown/parseAst"

const project = fileURLToPath(new URL("..", import.meta.url))
const sources = join(project, "src")

export type Expression = {
  /** File under src/ and line, one for each place. */
  readonly place: string
  readonly pattern: RegExp
  /** Handed to `split`, which looks for it at every place. */
  readonly splits: boolean
  /** Characters that it is ever given, where a comment says so ("Of at most 400 characters"); the code beside it must hold them. */
  readonly longest: number
}

type Node = {readonly type: string; readonly start: number; readonly [key: string]: unknown}
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string"

/** Each node below `node`, with those it stands in, the nearest last. */
function* below(node: Node, around: readonly Node[] = []): Generator<[Node, readonly Node[]]> {
  yield [node, around]
  const within = [...around, node]
  for (const value of Object.values(node))
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) yield* below(one, within)
}

/** The name of the method that `node` calls, "" where it calls none. */
function methodOf(node: Node | undefined): string {
  const callee = node?.type === "CallExpression" && isNode(node.callee) ? node.callee : null
  const name = callee && isNode(callee.property) ? callee.property.name : ""
  return typeof name === "string" ? name : ""
}

/** The length that a comment right above the node, or above what it stands in, gives its texts. */
function longestOf(text: string, nodes: readonly Node[]): number {
  for (const {start, type} of nodes) {
    if (type === "Program") continue
    const above = /(?:\n|^)((?:[ \t]*\/\/[^\n]*\n)+)[ \t]*$/.exec(text.slice(Math.max(0, start - 2000), start))?.[1]
    const said = /\bOf at most ([\d,]+) characters\b/.exec(above ?? "")?.[1]
    if (said) return Number(said.replaceAll(",", ""))
  }
  return Infinity
}

type Made = {readonly file: string; readonly start: number; readonly place: string; readonly longest: number}

let found: {expressions: Expression[]; made: Made[]} | null = null

/** Every expression written between slashes, and every place that makes one from text. */
export function writtenExpressions(): {expressions: Expression[]; made: Made[]} {
  if (found) return found
  found = {expressions: [], made: []}
  for (const file of readdirSync(sources, {recursive: true, encoding: "utf8"}).sort()) {
    if (!/\.tsx?$/.test(file)) continue
    const text = readFileSync(join(sources, file), "utf8")
    const program = parseAst(text, {lang: file.endsWith("x") ? "tsx" : "ts"}) as unknown as Node
    for (const [node, around] of below(program)) {
      const literal = node.type === "Literal" && node.regex
      const makes =
        (node.type === "NewExpression" || node.type === "CallExpression") &&
        isNode(node.callee) &&
        node.callee.name === "RegExp"
      if (!literal && !makes) continue
      const place = `${file}:${text.slice(0, node.start).split("\n").length}`
      const longest = longestOf(text, [...around, node])
      if (makes) found.made.push({file, start: node.start, place, longest})
      else {
        const {pattern, flags} = node.regex as {pattern: string; flags: string}
        const splits = methodOf(around.at(-1)) === "split"
        found.expressions.push({place, pattern: new RegExp(pattern, flags), splits, longest})
      }
    }
  }
  return found
}

/**
 * The expressions that the modules of src/ make from text while they are loaded, one for each time it is made.
 * A place that makes one later is in `writtenExpressions().made` and not here.
 */
export function madeExpressions(): Promise<Expression[]> {
  recorded ??= recordMade()
  return recorded
}
let recorded: Promise<Expression[]> | null = null

async function recordMade(): Promise<Expression[]> {
  const {made} = writtenExpressions()
  // Beside node_modules, so that packages that stay outside the bundle are found.
  const folder = mkdtempSync(join(project, "node_modules", ".expressions-"))
  try {
    const bundle = join(folder, "made.mjs")
    await build({
      input: "made",
      platform: "node",
      external: (id) => !id.startsWith(".") && !id.startsWith("/") && id !== "made",
      logLevel: "silent",
      plugins: [
        {
          name: "records what is made",
          resolveId: (id) => (id === "made" ? id : null),
          load: (id) =>
            id === "made"
              ? [...new Set(made.map(({file}) => `import ${JSON.stringify(join(sources, file))}`))].join("\n")
              : null,
          transform: (code, id) => {
            let changed = code
            made.forEach(({file, start}, i) => {
              if (id !== join(sources, file)) return
              const before = code.length - start
              const rest = changed.slice(-before)
              changed = changed.slice(0, -before) + rest.replace(/^(?:new )?RegExp\(/, `globalThis.brinkMakes(${i}, `)
            })
            return changed === code ? null : changed
          },
        },
      ],
      output: {file: bundle, format: "esm", codeSplitting: false},
      treeshake: false,
    })
    const expressions: Expression[] = []
    const hook = globalThis as {brinkMakes?: (at: number, source: string, flags?: string) => RegExp}
    hook.brinkMakes = (at, source, flags) => {
      const {place, longest} = made[at]!
      expressions.push({place, pattern: new RegExp(source, flags), splits: false, longest})
      return new RegExp(source, flags)
    }
    await import(pathToFileURL(bundle).href)
    delete hook.brinkMakes
    return expressions
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

// An expression as a tree. What one character matches is kept as written and asked of the
// platform; what has no width is left out.
type Tree =
  | {kind: "one"; source: string}
  | {kind: "choice"; of: Tree[][]}
  | {kind: "many"; of: Tree; least: number; most: number}

/** The parts of `pattern`, as a choice of sequences. */
function treeOf(source: string): Tree & {kind: "choice"} {
  let at = 0
  const choice = (): Tree & {kind: "choice"} => {
    const of: Tree[][] = [[]]
    while (at < source.length && source[at] !== ")") {
      if (source[at] === "|") {
        at++
        of.push([])
        continue
      }
      const part = single()
      const times = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y
      times.lastIndex = at
      const found = times.exec(source)
      if (found) at += found[0].length
      if (part === null) continue
      if (!found) of.at(-1)!.push(part)
      else {
        const sign = found[0][0]!
        const least = sign === "{" ? Number(found[1]) : sign === "+" ? 1 : 0
        const most =
          sign === "{"
            ? found[2] === ""
              ? least
              : found[3] === ""
                ? Infinity
                : Number(found[3])
            : sign === "?"
              ? 1
              : Infinity
        of.at(-1)!.push({kind: "many", of: part, least, most})
      }
    }
    return {kind: "choice", of}
  }
  const single = (): Tree | null => {
    const sign = source[at]!
    if (sign === "^" || sign === "$") {
      at++
      return null
    }
    if (sign === "(") {
      at += /^\((?:\?(?:<?[=!]|<\w+>|:))?/.exec(source.slice(at))![0].length
      const within = choice()
      at++
      return within
    }
    const from = at
    if (sign === "[") {
      while (source[++at] !== "]") if (source[at] === "\\") at++
      at++
    } else if (sign === "\\") {
      if (/^\\(?:[bB]|[1-9]|k<)/.test(source.slice(at, at + 3))) {
        at += source[at + 1] === "k" ? source.indexOf(">", at) - at + 1 : 2
        return null
      }
      at += /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|.)/.exec(source.slice(at))![0]
        .length
    } else at += String.fromCodePoint(source.codePointAt(at)!).length
    return {kind: "one", source: source.slice(from, at)}
  }
  return choice()
}

// Characters that stand for the kinds of writing.
const KINDS = [..." \n\t\raAz1.,;:!?-–_'’\"“(){}[]<>&/\\|#*=+%$@~`éß\u00a0\u0301東"]

/** Hard text for `pattern`: what it begins with, what is repeated, what it ends in. */
export type Attack = {readonly head: string; readonly pump: string; readonly tail: string}

export const textOf = ({head, pump, tail}: Attack, length: number): string =>
  head + pump.repeat(Math.max(1, Math.floor((length - head.length - tail.length) / pump.length))) + tail

/**
 * Hard texts for an expression.
 * @param pairs  how many of its words are also tried two by two.
 */
export function attacksOn(pattern: RegExp, pairs: number): Attack[] {
  const flags = pattern.flags.replace(/[gy]/g, "")
  const tree = treeOf(pattern.source)
  const literals = new Set<string>()
  const asked = new Map<string, string[]>()

  /** Members of a class, those that are unlike one another first. */
  const members = (source: string): string[] => {
    const known = asked.get(source)
    if (known) return known
    const exact = new RegExp(`^(?:${source})$`, flags)
    const own = /^[^\\[.]/u.test(source) ? [source] : [...source.replace(/\\[pPuxc]\{?[\w=]*\}?/g, "")]
    const found = [...new Set([...own, ...KINDS])].filter((c) => exact.test(c))
    asked.set(source, found)
    return found
  }
  /** A shortest text that `part` takes. */
  const sample = (part: Tree): string => {
    if (part.kind === "one") return members(part.source)[0] ?? ""
    if (part.kind === "many") return sample(part.of).repeat(Math.min(part.least, 40))
    return part.of.map((row) => row.map(sample).join("")).sort((a, b) => a.length - b.length)[0] ?? ""
  }
  // What leads up to each repetition, what it repeats, and every run of plain characters.
  const heads = new Set<string>([""])
  const repeated = new Set<string>()
  const visit = (part: Tree, before: string): void => {
    if (part.kind === "one") return
    if (part.kind === "many") {
      if (part.most > 4) {
        heads.add(before)
        if (part.of.kind === "one") {
          const some = members(part.of.source)
          for (const c of [some[0], some[1], some.at(-1)]) if (c !== undefined) repeated.add(c)
          for (const c of [" ", "\n", "a", "1"]) if (some.includes(c)) repeated.add(c)
        } else {
          const once = sample(part.of)
          if (once) repeated.add(once)
        }
      }
      visit(part.of, before)
      return
    }
    for (const row of part.of) {
      let led = before
      let run = ""
      for (const one of row) {
        visit(one, led)
        // A part that may be absent is also tried present: the way past it is longer then.
        const text = one.kind === "many" ? sample({...one, least: Math.max(1, one.least)}) : sample(one)
        led += one.kind === "many" && one.least === 0 ? "" : text
        if (one.kind === "one") run += text
        else {
          if (run) literals.add(run)
          run = ""
          if (text && text.length < 40) literals.add(text)
        }
      }
      if (run) literals.add(run)
      if (led && led.length < 200) heads.add(led)
    }
  }
  visit(tree, "")

  const words = new Set([...repeated, ...[...heads].filter((h) => h !== ""), ...literals, " ", "\n", "a", "1", "A "])
  // What stops it: a letter it does not know, another line, or a mark of its own in the wrong place.
  const marks = [...literals].filter((word) => word.length === 1).slice(0, Math.ceil(pairs / 2))
  const stops = ["\u0000", "a\n\u0000"]
  const attacks = new Map<string, Attack>()
  const add = (head: string, pump: string, tails: readonly string[]): void => {
    if (pump !== "") for (const tail of tails) attacks.set(`${head}\u0001${pump}\u0001${tail}`, {head, pump, tail})
  }
  const core = [...words].slice(0, pairs)
  for (const word of [...words].slice(0, 8 * pairs)) add("", word, stops)
  for (const pump of new Set([...[...repeated].slice(0, pairs), " ", "\n"])) {
    add("", pump, marks)
    add("a", pump, ["a"])
    for (const head of [...heads].slice(0, 2 * pairs)) {
      add(head, pump, stops)
      add(`${head}a`, pump, stops)
    }
  }
  for (const a of core) for (const b of core) if (a !== b) add("", a + b, stops)
  return [...attacks.values()]
}

/** Lets `pattern` do to `text` what the sources let it do. */
export function use({pattern, splits}: Expression, text: string): void {
  pattern.lastIndex = 0
  if (splits) text.split(pattern)
  else if (pattern.global && !pattern.sticky) text.replace(pattern, "")
  else pattern.exec(text)
}

/** Milliseconds that the expression takes for the attack at this length: the shortest of some tries. */
export function timeOf(expression: Expression, attack: Attack, length: number, tries = 1): number {
  const text = textOf(attack, length)
  let least = Infinity
  for (let i = 0; i < tries; i++) {
    const [from, worked] = [performance.now(), process.cpuUsage()]
    use(expression, text)
    const ms = performance.now() - from
    // On a busy machine the clock runs on while others work.
    const {user, system} = ms > 1 ? process.cpuUsage(worked) : {user: Infinity, system: 0}
    least = Math.min(least, ms, (user + system) / 1000)
  }
  return least
}

/** Milliseconds in which an expression may go through a character: a megabyte in a second. */
const SLOWEST = 0.001
/**
 * How many times slower than a quiet machine this one is just now: a busy one works in turns, and one that has
 * compiled very many expressions leaves the newest uncompiled. The yardstick is one like them, made anew for each
 * time, of which a quiet machine does the 7,200 steps in some 50 microseconds.
 */
function slowness(): number {
  const yardstick = {
    place: "yardstick",
    pattern: new RegExp(`^(.+?)\\s+(?:${yards++}|\\d{4})\\b`),
    splits: false,
    longest: 120,
  }
  return Math.max(1, timeOf(yardstick, {head: "a", pump: " ", tail: "a"}, 120, 50) / 0.05)
}
let yards = 10

/** Above this much a character a text is doubled and tried again: linear ones stay below, or stay the same. */
const SUSPICIOUS = 0.00005

/**
 * The first attack that an expression takes more than a second a megabyte for; null where there is none.
 *
 * @param screened  characters that every attack is tried with.
 * @param confirmed characters up to which a suspicious one is doubled.
 */
export function tooSlow(
  expression: Expression,
  attacks: readonly Attack[],
  screened: number,
  confirmed: number,
): {attack: Attack; length: number; ms: number} | null {
  const longest = Math.min(expression.longest, confirmed)
  for (const attack of attacks) {
    // From short ones on, so that work that doubles with every letter is met while it is small.
    let length = Math.min(longest, 16)
    for (;;) {
      let ms = timeOf(expression, attack, length)
      // A busy machine is no fault of the expression's: a thousand characters are given a millisecond, fewer three times
      // their share, which is a matter of microseconds.
      const allowed = expression.longest === Infinity ? Math.max(length * SLOWEST, 1) : 3 * length * SLOWEST
      if (ms > allowed) ms = timeOf(expression, attack, length, ms > 100 ? 3 : ms > 5 ? 20 : 200)
      if (ms > allowed && ms > allowed * slowness()) return {attack, length, ms}
      if (length >= longest || (length >= screened && ms < length * SUSPICIOUS)) break
      length = Math.min(longest, length < 60 ? Math.ceil(length * 1.25) : length * 2)
    }
  }
  return null
}
