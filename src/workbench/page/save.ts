// What leaves the page as a file or through the clipboard: figures as SVG, lists as CSV. Nothing is sent anywhere.

import {cell} from "../../core/csv.ts"

/** Rows as CSV. */
export function asCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("")
}

/** Offers a text as a download. */
export function saveText(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** Puts a text on the clipboard; false where the browser does not let a page do so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** What a drawing takes from the page's style sheet. */
const DRAWN = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "text-anchor",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
]

/** A figure as a file of its own: with its colours and letters written out, and no addresses of this page. */
export function asSvg(svg: SVGElement): string {
  const copy = svg.cloneNode(true) as SVGElement
  const [from, to] = [
    [svg, ...svg.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ]
  for (const [i, one] of from.entries()) {
    const style = getComputedStyle(one)
    for (const name of DRAWN) {
      const value = style.getPropertyValue(name)
      if (value !== "" && value !== "none" ? true : name === "fill" || name === "stroke")
        to[i]!.setAttribute(name, value)
    }
    for (const name of ["class", "data-style", "style", "href", "tabindex"]) to[i]!.removeAttribute(name)
  }
  const {width, height} = svg.getBoundingClientRect()
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg")
  copy.setAttribute("width", String(Math.round(width)))
  copy.setAttribute("height", String(Math.round(height)))
  return new XMLSerializer().serializeToString(copy)
}
