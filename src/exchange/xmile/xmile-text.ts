// An XMILE file while it is written: the counterpart of xmile-file.ts. In: elements with their attributes, one after the
// other. Out: the file's text, and what XMILE cannot say of the model, in sentences.
//
// What a reader kept as text goes back as it stood, under the name it was kept by.

import {groupBy} from "../../core/grouping.ts"
import type {Blueprint} from "../blueprint/blueprint.ts"
import {escapeAttribute, escapeText} from "./xml.ts"

/** Attributes in their order; those of no value are left out. */
export type Attributes = readonly (readonly [name: string, value: string | number | null | undefined])[]

/** Names in one note; of more, the number is told. */
const MOST_NAMED = 8

/** One file being written; lines are indented by how deep they stand. */
export class XmileText {
  private readonly out: string[] = ['<?xml version="1.0" encoding="utf-8"?>\n']
  private depth = 0
  /** Texts of the file's own settings, by name. */
  private readonly settings: ReadonlyMap<string, Blueprint["settings"]>
  /** What XMILE has no words for, by kind, with the names it concerns. */
  private readonly told = new Map<string, Set<string>>()

  constructor(settings: Blueprint["settings"]) {
    this.settings = groupBy(settings, ({name}) => name)
  }

  // Elements.

  /** An element with what `inside` writes in it. */
  within(name: string, attributes: Attributes, inside: () => void): void {
    this.line(`<${name}${written(attributes)}>`)
    this.depth++
    inside()
    this.depth--
    this.line(`</${name}>`)
  }

  /** An element with words in it, or an empty one. Several lines go into it as they are. */
  element(name: string, attributes: Attributes, words = ""): void {
    this.line(
      words === ""
        ? `<${name}${written(attributes)}/>`
        : `<${name}${written(attributes)}>${escapeText(words)}</${name}>`,
    )
  }

  /** XML as it stands. */
  line(xml: string): void {
    this.out.push("\t".repeat(this.depth), xml, "\n")
  }

  doc(doc: string): void {
    if (doc !== "")
      this.element("doc", [["xml:space", doc === doc.trim() && !doc.includes("\r") ? null : "preserve"]], doc)
  }

  // What a reader kept.

  /** What the reader kept as text under that name. */
  kept(name: string): readonly string[] {
    return (this.settings.get(name) ?? []).map(({text}) => text)
  }

  /** All of it, each on its line. */
  keptLines(name: string): void {
    for (const xml of this.kept(name)) this.line(xml)
  }

  /** As `within`, with the attributes and the children that the reader kept of that element beside its own. */
  withinKept(name: string, attributes: Attributes, kept: string, inside: () => void): void {
    const [head, rest] = skeletonParts(this.kept(kept)[0] ?? "")
    this.line(`<${name}${written(attributes)}${head}>`)
    this.depth++
    inside()
    if (rest !== "") this.line(rest)
    this.depth--
    this.line(`</${name}>`)
  }

  // What cannot be said.

  tell(kind: string, name: string): void {
    const names = this.told.get(kind)
    if (names) names.add(name)
    else this.told.set(kind, new Set([name]))
  }

  get notes(): string[] {
    return [...this.told].map(([kind, names]) => {
      const all = [...names]
      const shown = all.slice(0, MOST_NAMED).join(", ")
      return `XMILE 1.0 cannot say ${kind}: ${shown}${all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : ""}`
    })
  }

  get text(): string {
    return this.out.join("")
  }
}

function written(attributes: Attributes): string {
  return attributes
    .map(([name, value]) =>
      value === null || value === undefined ? "" : ` ${name}="${escapeAttribute(String(value))}"`,
    )
    .join("")
}

/** The attributes and the inside of an element that the reader kept as text. */
function skeletonParts(text: string): [head: string, inside: string] {
  if (text === "") return ["", ""]
  // Attribute values hold no bare `>`: the first one ends the tag.
  const end = text.indexOf(">")
  const space = text.search(/\s|>/)
  return [text.slice(space, end).trimEnd(), text.slice(end + 1, text.lastIndexOf("</"))]
}
