// Graphical functions. In: a <gf>. Out: points that rise in x, with the rule between and beyond them, and whatever is
// wrong with them said.
//
// XMILE gives x by a scale or by a list (3.1.4); a variable may also only name the function that stands elsewhere.

import {nameKey, type Points} from "../blueprint/blueprint.ts"
import {rising} from "../blueprint/points.ts"
import {elements, wordIn, type XmileFile} from "./xmile-file.ts"
import {wordsOf, type XmlElement} from "./xml.ts"

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** Graphical functions by the key of their name. */
export type Curves = ReadonlyMap<string, XmlElement>

/** Those among a model's variables, for variables that only name theirs. */
export function curvesOf(file: XmileFile, variables: XmlElement): Curves {
  const curves = new Map<string, XmlElement>()
  for (const one of elements(variables)) {
    if (!file.standard(one)) continue
    const gf = one.local === "gf" ? one : file.child(one, "gf")
    if (!gf || !file.child(gf, "ypts")) continue
    for (const name of new Set([file.nameOf(gf), file.nameOf(one)])) if (name !== "") curves.set(nameKey(name), gf)
  }
  return curves
}

/**
 * The points of a graphical function; null where it has none.
 *
 * @param shown whose it is, for messages.
 */
export function readPoints(file: XmileFile, gf: XmlElement, shown: string, curves: Curves): Points | null {
  const wrong = (says: string, next: string, grave = true): void =>
    file.report("exchange/points", gf, says, next, grave)
  if (!file.child(gf, "ypts")) {
    const named = curves.get(nameKey(file.nameOf(gf)))
    if (named && named !== gf) return readPoints(file, named, shown, new Map())
    wrong(`The graphical function of ${shown} has no points`, "Give it <ypts>, with <xscale> or <xpts>.")
    return null
  }
  const y = numbers(file, gf, "ypts", shown)
  const scale = scaleOf(file, gf, "xscale")
  const listed = file.child(gf, "xpts") !== null
  let x = listed ? numbers(file, gf, "xpts", shown) : null
  if (!y || y.length === 0) return null
  if (!listed) {
    if (!scale) {
      wrong(`The graphical function of ${shown} has neither <xscale> nor <xpts>`, "Give it one of the two.")
      return null
    }
    const last = y.length - 1
    x = y.map((_, i) =>
      i === last && last > 0 ? scale[1] : scale[0] + ((scale[1] - scale[0]) * i) / Math.max(1, last),
    )
  }
  if (!x) return null
  const both = Math.min(x.length, y.length)
  if (x.length !== y.length) {
    wrong(`The graphical function of ${shown} has ${x.length} x values and ${y.length} y values`, "Give each x its y.")
    if (both === 0) return null
  }
  const given = {x: x.slice(0, both), y: y.slice(0, both)}
  const sorted = rising(given.x, given.y)
  if (sorted.x !== given.x)
    wrong(
      `The x values of the graphical function of ${shown} do not rise; they are sorted, and of equal ones the last counts`,
      "Order them, each x once.",
      false,
    )
  const type = wordIn(gf, "type")
  const discrete = type === "discrete" || wordIn(gf, "discrete") === "true"
  const between = file.own(gf, "between") ?? (discrete ? "last" : "line")
  const beyond = type === "extrapolate" ? "extend" : "hold"
  if (type !== undefined && !["continuous", "extrapolate", "discrete", ""].includes(type))
    wrong(
      `'${type.slice(0, 40)}' is no type of graphical function; straight lines are taken`,
      "Write continuous, extrapolate or discrete.",
      false,
    )
  const yscale = scaleOf(file, gf, "yscale")
  const exact = file.own(gf, "box")?.split(",").map(Number)
  const box: Points["box"] =
    exact?.length === 4
      ? (exact as [number, number, number, number])
      : yscale
        ? [scale?.[0] ?? sorted.x[0]!, scale?.[1] ?? sorted.x.at(-1)!, yscale[0], yscale[1]]
        : undefined
  return {
    ...sorted,
    between: between === "next" || between === "last" ? between : "line",
    beyond: (file.own(gf, "beyond") ?? beyond) === "extend" ? "extend" : "hold",
    ...(box ? {box} : {}),
  }
}

/** The numbers of <xpts> or <ypts>, by the separator that it names or by what else stands between them. */
function numbers(file: XmileFile, gf: XmlElement, local: string, shown: string): number[] | null {
  const element = file.child(gf, local)!
  const separator = element.attributes.get("sep")?.value ?? ","
  const written = wordsOf(element).text.trim()
  const split = (by: string | RegExp) => {
    const words = written.split(by).map((word) => word.trim())
    while (words.length > 0 && words.at(-1) === "") words.pop()
    return words
  }
  const numeric = (words: readonly string[]) => words.length > 0 && words.every((word) => NUMBER.test(word))
  let words = separator === "" || separator.trim() === "" ? split(/\s+/) : split(separator)
  if (!numeric(words)) {
    const loose = split(/[\s,;]+/)
    if (numeric(loose)) words = loose
  }
  if (numeric(words)) return words.map(Number)
  const wrong = words.find((word) => !NUMBER.test(word)) ?? ""
  file.report(
    "exchange/points",
    element,
    `<${local}> of ${shown} holds '${wrong.slice(0, 40)}', which is no number`,
    `Write numbers with '${separator}' between them.`,
  )
  return null
}

function scaleOf(file: XmileFile, gf: XmlElement, local: string): [number, number] | null {
  const element = file.child(gf, local)
  const low = Number(element?.attributes.get("min")?.value ?? Number.NaN)
  const high = Number(element?.attributes.get("max")?.value ?? Number.NaN)
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null
}
