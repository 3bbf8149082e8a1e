// A page taken apart: its elements in order, their attributes and their text.

import {type DefaultTreeAdapterTypes, parse} from "parse5"

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

const isElement = (node: Node): node is Element => "tagName" in node

/** Every element of a page, or under an element, in order. */
export function elements(of: string | Element): Element[] {
  const all: Element[] = []
  const visit = (node: Node): void => {
    if (isElement(node) && node !== of) all.push(node)
    if ("childNodes" in node) for (const child of node.childNodes) visit(child)
  }
  visit(typeof of === "string" ? parse(of) : of)
  return all
}

export const attribute = (e: Element, name: string): string | undefined => e.attrs.find((a) => a.name === name)?.value

/** The text under an element as a reader has it, leaving out what `skip` holds for. */
export function plainText(e: Element, skip: (e: Element) => boolean = () => false): string {
  const textOf = (node: Node): string => {
    if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value
    if (isElement(node) && skip(node)) return " "
    return "childNodes" in node
      ? node.childNodes.map(textOf).join(isElement(node) && BLOCKS.has(node.tagName) ? " " : "")
      : ""
  }
  return textOf(e)
    .replace(/\u2060/g, "")
    .replace(/\s+/g, " ")
    .trim()
}

const BLOCKS = new Set([
  "tr",
  "table",
  "tbody",
  "thead",
  "ul",
  "dl",
  "div",
  "section",
  "main",
  "fieldset",
  "header",
  "nav",
  "footer",
  "dd",
])
