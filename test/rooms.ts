// Which room may import which: the table behind the picture in ARCHITECTURE.md.

/** Besides the ground (src/*.ts), which imports no room. Type-only imports are free. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  ground: [],
  text: [],
  syntax: ["text"],
  reading: ["text", "syntax"],
  map: ["text", "reading"],
  model: [],
  exchange: ["model"],
  draft: ["map", "model"],
  engine: ["model"],
  ensemble: ["model", "engine"],
  check: ["map", "model", "engine", "ensemble"],
  outlook: ["map", "model", "engine", "ensemble", "check"],
  figure: ["map", "outlook"],
  case: ["text", "syntax", "reading", "map", "model", "draft", "engine", "ensemble", "check", "outlook"],
  doors: ["text", "reading", "exchange", "engine", "ensemble", "case"],
  report: ["text", "model", "check", "case", "figure", "map", "outlook"],
  cli: ["exchange", "case", "doors", "report", "reading", "map", "model", "engine", "ensemble", "check", "outlook", "figure"],
}
