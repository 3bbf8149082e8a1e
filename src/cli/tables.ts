// Rows into lines: plain columns for people, RFC 4180 for machines, GraphML for graph tools.
// Numbers go out in the shortest form that reads back as the same double; what is no number
// is an empty cell, and null in JSON.

import {figureCss} from "../figure/index.ts"
import type {CausalMap} from "../map/index.ts"

/** Columns padded with spaces; numbers to the right. No line ends with white space. */
export function columns(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, String(cell).length)
    })
  return rows
    .map((row) =>
      row
        .map((cell, i) => (typeof cell === "number" ? String(cell).padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

/** Four significant digits, for a table that people read; the files carry all of them. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "-"
  return String(Number(value.toPrecision(4)))
}

/** One cell of a CSV file. */
export function cell(value: number | string): string {
  // Minus zero is a double of its own, and `String` gives it the sign of the other.
  if (typeof value === "number") return Number.isFinite(value) ? (Object.is(value, -0) ? "-0" : String(value)) : ""
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** A CSV file: a header and rows, LF at the end of each. */
export function csv(header: readonly string[], rows: Iterable<readonly (number | string)[]>): string {
  const lines = [header.map(cell).join(",")]
  for (const row of rows) lines.push(row.map(cell).join(","))
  return `${lines.join("\n")}\n`
}

/** One JSON value and a line feed; what is not a number is null. */
export const json = (value: unknown): string => `${JSON.stringify(value)}\n`

const escapeXml = (text: string): string =>
  text
    // Characters that XML 1.0 has no way to hold.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")

/** The map for graph tools (Brandes et al. 2002): factors as nodes, links as edges with sign, belief and voices. */
export function graphml(map: CausalMap): string {
  const key = (id: string, on: "node" | "edge", type: string) =>
    `  <key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`
  const data = (id: string, value: string | number) => `<data key="${id}">${escapeXml(String(value))}</data>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key("name", "node", "string"),
    key("theme", "node", "string"),
    key("sign", "edge", "string"),
    key("belief", "edge", "double"),
    key("for", "edge", "int"),
    key("against", "edge", "int"),
    '  <graph id="map" edgedefault="directed">',
    ...map.factors.map(
      (f) => `    <node id="${escapeXml(f.id)}">${data("name", f.name)}${data("theme", f.theme)}</node>`,
    ),
    ...map.links.map(
      (l) =>
        `    <edge id="${escapeXml(l.id)}" source="${escapeXml(l.from)}" target="${escapeXml(l.to)}">${data("sign", l.sign)}${data("belief", l.belief)}${data("for", l.for.lineages)}${data("against", l.against.lineages)}</edge>`,
    ),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n")
}

/** The drawing of a figure as a file of its own: its name space and its style go with it, the page around it does not. */
export function svgFile(figure: string): string {
  const from = figure.indexOf("<svg")
  const svg = figure.slice(from, figure.lastIndexOf("</svg>") + "</svg>".length)
  const open = svg.indexOf(">") + 1
  const head = svg.slice(0, open)
  const named = head.includes("xmlns=") ? head : head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
  return `${named}<style><![CDATA[${figureCss}]]></style>${svg.slice(open)}\n`
}
