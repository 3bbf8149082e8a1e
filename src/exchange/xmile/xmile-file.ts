// An XMILE file while it is read. In: its text. Out: its elements and attributes as XMILE means them, and two lists that
// all who read it add to: what is wrong with it, and what of it a blueprint has no place for, kept as text.
//
// Names of elements count within the namespace of the file's root, whatever prefix that has; other tools' elements of
// the same name are not XMILE's. Which XML is mended, and how, is xml.ts.

import {groupBy} from "../../core/grouping.ts"
import type {Blueprint, Spot} from "../blueprint/blueprint.ts"
import {Findings} from "../blueprint/findings.ts"
import {escapeAttribute, printXml, readXml, wordsOf, type XmlElement, type XmlNode} from "./xml.ts"

/** The vendor namespace of Brink's own additions. */
export const BRINK_SPACE = "urn:brink:xmile:1"

/** The namespace of Stella's additions, whether a file declares it or not. */
export const ISEE_SPACE = "http://iseesystems.com/XMILE"

/** The namespace of Vensim's additions. */
export const VENSIM_SPACE = "http://www.vensim.com/XMILE"

/** Elements that are variables, and never stand inside one another. */
export const VARIABLES: ReadonlySet<string> = new Set(["stock", "flow", "aux"])

type Place = {readonly offset: number}

/** One file, with what is found wrong with it and what is kept of it as text. */
export class XmileFile {
  /** As the user names it. */
  readonly name: string
  readonly findings: Findings
  /** What a blueprint has no place for, as written. */
  readonly settings: Blueprint["settings"][number][] = []
  /** The <xmile> element; null where the file has none. */
  readonly root: XmlElement | null
  private readonly spot: (offset: number) => Spot
  /** The namespace of the file's root: what its elements without prefix are in. */
  private readonly space: string
  /** `brink:` as this file spells the prefix. */
  private readonly ownPrefix: string
  /** Children that are XMILE's own, by name; found once, since an array's element has thousands of them. */
  private readonly families = new WeakMap<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>()

  constructor(text: string, name: string) {
    this.name = name
    this.findings = new Findings(name)
    const {root, mistakes, mistaken, undeclared, spot} = readXml(text, VARIABLES)
    this.spot = spot
    for (const mistake of mistakes)
      this.report("exchange/xml", mistake, capital(mistake.says), mistake.next, mistake.grave)
    if (mistaken > mistakes.length)
      this.report(
        "exchange/xml",
        null,
        `${mistaken - mistakes.length} more mistakes in the XML`,
        "Mend those above first.",
        false,
      )
    this.root = root?.local === "xmile" ? root : null
    if (!this.root) {
      const found = root ? `its outermost element is <${root.name.slice(0, 60)}>` : "it holds no XML element"
      this.report(
        "exchange/not-a-model",
        root,
        `${name} is no XMILE model: ${found}`,
        "Give a file whose outermost element is <xmile>.",
      )
    }
    this.space = this.root?.space ?? ""
    let ownPrefix = "brink:"
    if (this.root) {
      for (const [key, {value}] of this.root.attributes) {
        if (!key.startsWith("xmlns:")) continue
        if (value === BRINK_SPACE) ownPrefix = `${key.slice(6)}:`
        else if (!(key === "xmlns:isee" && value === ISEE_SPACE)) this.settings.push({name: key, text: value})
      }
      for (const prefix of undeclared)
        if (prefix !== "isee") this.settings.push({name: `xmlns:${prefix}`, text: `urn:undeclared:${prefix}`})
    }
    this.ownPrefix = ownPrefix
  }

  // What is found.

  /** Line and column of an element, an attribute or a piece of text. */
  at(place: Place): Spot {
    return this.spot(place.offset)
  }

  /** Says what is wrong, at its place, or of the file as a whole. */
  report(code: string, place: Place | null, says: string, next: string, grave = true): void {
    this.findings.add(code, place ? this.at(place) : undefined, says, next, grave)
  }

  /** Keeps an element that a blueprint has no place for, as text. */
  keep(name: string, element: XmlElement): void {
    this.settings.push({name, text: printXml(element)})
  }

  /**
   * Keeps what of an element a reader passes over, if there is anything.
   *
   * @param known  names of the attributes that are read.
   * @param inside the children that are not.
   */
  keepRest(name: string, element: XmlElement, known: ReadonlySet<string>, inside: readonly XmlElement[]): void {
    const attributes = [...element.attributes].filter(
      ([key]) => !known.has(key) && !key.startsWith("xmlns") && !this.isOwn(key),
    )
    if (attributes.length === 0 && inside.length === 0) return
    const written = attributes.map(([key, {value}]) => ` ${key}="${escapeAttribute(value)}"`).join("")
    this.settings.push({
      name,
      text: `<${element.name}${written}>${inside.map(printXml).join("")}</${element.name}>`,
    })
  }

  // Elements and attributes.

  private family(of: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
    const known = this.families.get(of)
    if (known) return known
    const family = groupBy(elements(of), (one) => (this.standard(one) ? one.local : null))
    this.families.set(of, family)
    return family
  }

  /** The first child of that name that is XMILE's own. */
  child(of: XmlElement | null, local: string): XmlElement | null {
    return (of && this.family(of).get(local)?.[0]) ?? null
  }

  children(of: XmlElement | null, local: string): readonly XmlElement[] {
    return (of && this.family(of).get(local)) ?? []
  }

  /** Whether an element is XMILE's own, not a vendor's. */
  standard(element: XmlElement): boolean {
    return element.space === this.space
  }

  ownChildren(of: XmlElement, local: string): XmlElement[] {
    return elements(of).filter((node) => node.local === local && node.space === BRINK_SPACE)
  }

  /** An attribute of Brink's own. */
  own(of: XmlElement, local: string): string | undefined {
    return of.attributes.get(this.ownPrefix + local)?.value
  }

  /** Whether an attribute of that name is Brink's own. */
  isOwn(attribute: string): boolean {
    return attribute.startsWith(this.ownPrefix)
  }

  nameOf(of: XmlElement): string {
    return (of.attributes.get("name")?.value ?? "").trim()
  }

  /** Whether an element is there and does not say `false`; undefined where it is not there. */
  flag(of: XmlElement, local: string): boolean | undefined {
    const child = this.child(of, local)
    return child ? text(child).toLowerCase() !== "false" : undefined
  }

  docOf(of: XmlElement): string {
    const doc = this.child(of, "doc")
    if (!doc) return this.own(of, "doc") ?? ""
    const words = wordsOf(doc).text.replace(/\r\n?/g, "\n")
    return doc.attributes.get("xml:space")?.value === "preserve" ? words : words.trim()
  }

  /** All models of the file. */
  get models(): readonly XmlElement[] {
    return this.children(this.root, "model")
  }

  /** What holds a model's variables: iThink and STELLA 10 wrote them into <model> itself. */
  variablesOf(model: XmlElement): XmlElement | null {
    const own = this.child(model, "variables")
    if (own) return own
    const bare = elements(model).filter(
      (one) => this.standard(one) && (VARIABLES.has(one.local) || one.local === "module" || one.local === "gf"),
    )
    return bare.length > 0 ? {...model, children: bare} : null
  }
}

/** The elements right inside another, in their order. */
export function elements(of: XmlElement): XmlElement[] {
  return of.children.filter((node: XmlNode): node is XmlElement => node.kind === "element")
}

/** The words of an element, without white space around them; "" when it is not there. */
export function text(element: XmlElement | null): string {
  return element ? wordsOf(element).text.replace(/\r\n?/g, "\n").trim() : ""
}

/** An attribute in small letters, without white space around it. */
export function wordIn(element: XmlElement, attribute: string): string | undefined {
  return element.attributes.get(attribute)?.value.trim().toLowerCase()
}

/** An attribute as a number; undefined where there is none. */
export function numberIn(element: XmlElement, attribute: string): number | undefined {
  const value = element.attributes.get(attribute)?.value.trim()
  return value === undefined || value === "" || Number.isNaN(Number(value)) ? undefined : Number(value)
}

/** An element without the documentation that stands among its words. */
export function undocumented(element: XmlElement): XmlElement {
  return {...element, children: element.children.filter((node) => node.kind !== "element" || node.local !== "doc")}
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
