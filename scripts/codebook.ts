// The codebook from YAML to the data that the map loads: `npm run generate` writes what `codebookModule` gives for
// src/map/codebook.yaml into src/map/codebook.data.ts, and test/map/codebook.test.ts holds the two together. What a
// pattern, a label or a name says that can mean nothing is refused here, so that the map need not look at its own data.

import {z} from "zod"
import {readYaml} from "../src/core/source.ts"
import {verbForms} from "../src/language/index.ts"
import type {Deed, Theme, ThemeField, ThemeSetting, ThemeWords} from "../src/map/theme.ts"

/** What may stand between the signs of a pattern: a word in small letters, or the beginning of one. */
const WORD = /^[\p{Ll}\p{N}]+\*?$/u
const LIST = /^[A-Z]+$/
const ASKS: ReadonlySet<string> = new Set(["@", "&armed", "&place", "&actor"])

const word = z.string().regex(WORD, "a word in small letters, or its beginning with `*` behind it")
const wholeWord = z.string().regex(/^[\p{Ll}\p{N}]+$/u, "a word in small letters")
/** Phrases of one theme. Runs of spaces and line ends are one space, as YAML folds them. */
const phrase = z.string().min(1)

const pattern = z.string().superRefine((source, context) => {
  const wrong = patternMistake(source)
  if (wrong !== null) context.addIssue({code: "custom", message: wrong, input: source})
})

const options = z.string().superRefine((source, context) => {
  const wrong = optionsMistake(source)
  if (wrong !== null) context.addIssue({code: "custom", message: wrong, input: source})
})

const label = z.string().refine((text) => !/[{}]/.test(text.replace(/\{(?:h|h's|in h|t)\}/g, "")), {
  error: "a label asks for {h}, {h's}, {in h} and {t} alone",
})

const theme = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/, "an id: small letters and `_`"),
  name: phrase,
  fields: z.array(z.string()).min(1),
  kind: z.enum(["event", "state", "attitude", "choice"]),
  roles: z.enum(["none", "holder", "both", "pair", "group", "target"]).default("none"),
  in: z.array(z.string()).min(1).optional(),
  weight: z.number().min(0).max(1),
  wanted: z.enum(["less", "more"]).optional(),
  heads: z.literal(true).optional(),
  noun: z.literal(true).optional(),
  people: z.literal(true).optional(),
  rivalrous: z.literal(true).optional(),
  contrasts: z.enum(["file", "folder", "nameless"]).optional(),
  ofTarget: z.enum(["always", "opposite"]).optional(),
  aim: z.string().optional(),
  bare: z.string().optional(),
  kinds: z.union([z.literal("any"), z.array(options).min(1), z.record(z.string(), options)]).optional(),
  labels: z.strictObject({holder: label.optional(), target: label.optional(), both: label.optional()}).optional(),
  says: z.array(pattern).min(1),
  opposite: z.array(pattern).min(1).optional(),
  catches: z.array(phrase).min(1),
  catchesOpposite: z.array(phrase).min(1).optional(),
  not: z.array(phrase).min(1),
})

const schema = z
  .strictObject({
    settings: z.array(
      z.strictObject({
        id: z.string().min(1),
        actors: z.array(z.enum(["armed", "named state"])).default([]),
        words: z.array(word).min(1),
      }),
    ),
    fields: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z]+$/, "an id: small letters"),
          name: phrase,
          setting: z.string().optional(),
        }),
      )
      .min(1),
    lists: z.record(z.string().regex(LIST, "a name in capitals"), z.array(word).min(1)),
    deeds: z.array(
      z.strictObject({
        side: z.enum(["cause", "effect"]),
        verbs: z
          .array(z.string().regex(/^[\p{Ll}-]+\*?$/u, "a verb in small letters, or its beginning with `*`"))
          .min(1),
        theme: z.string(),
        example: phrase,
      }),
    ),
    words: z.strictObject({
      lightHeads: z.array(wholeWord),
      lessening: z.array(wholeWord),
      bodies: z.array(wholeWord),
      harmVerbs: z.array(wholeWord),
      harmNouns: z.array(wholeWord),
      risingVerbs: z.array(wholeWord),
      risingNouns: z.array(wholeWord),
      failingVerbs: z.array(wholeWord),
      failingWords: z.array(wholeWord),
      lesseningTails: z.array(wholeWord),
      worseningVerbs: z.array(wholeWord),
      worseningNouns: z.array(wholeWord),
      emptyWords: z.array(wholeWord),
      beings: z.array(wholeWord),
      steps: z.array(wholeWord),
      plainVerbs: z.array(wholeWord),
    }),
    themes: z.array(theme).min(1),
  })
  .superRefine((book, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({code: "custom", path, message, input: book})
    const ids = new Set(book.themes.map(({id}) => id))
    const settings = new Set(book.settings.map(({id}) => id))
    const fields = new Set(book.fields.map(({id}) => id))
    const seen = new Set<string>()
    const once = (path: (string | number)[], name: string) => {
      if (seen.has(name)) wrong(path, "is taken by a theme above")
      seen.add(name)
    }
    const known = (path: (string | number)[], id: string | undefined) => {
      if (id !== undefined && !ids.has(id)) wrong(path, "names no theme")
    }
    const inSettings = (path: (string | number)[], id: string) => {
      if (!settings.has(id)) wrong(path, `is none of the settings: ${[...settings].join(", ")}`)
    }
    book.fields.forEach(({setting}, i) => {
      if (setting !== undefined) inSettings(["fields", i, "setting"], setting)
    })
    book.deeds.forEach((deed, i) => {
      known(["deeds", i, "theme"], deed.theme)
    })
    book.themes.forEach((one, i) => {
      once(["themes", i, "id"], one.id)
      once(["themes", i, "name"], one.name)
      known(["themes", i, "aim"], one.aim)
      known(["themes", i, "bare"], one.bare)
      for (const [k, id] of one.fields.entries())
        if (!fields.has(id)) wrong(["themes", i, "fields", k], `is none of the fields: ${[...fields].join(", ")}`)
      for (const [k, id] of (one.in ?? []).entries()) inSettings(["themes", i, "in", k], id)
      if ((one.opposite === undefined) !== (one.catchesOpposite === undefined))
        wrong(["themes", i], "`opposite` and `catchesOpposite` go together")
      for (const key of ["says", "opposite"] as const)
        for (const [k, source] of (one[key] ?? []).entries()) {
          const [, near] = source.split(" ~ ")
          if (near && LIST.test(near) && !book.lists[near]) wrong(["themes", i, key, k], `there is no list ${near}`)
        }
    })
  })

/** codebook.yaml as written, its defaults filled in: what the tests of its phrases read. */
export type Codebook = z.infer<typeof schema>

/**
 * Reads codebook.yaml.
 *
 * @throws Fault `map/invalid-file` naming every mistake with its line and column: an unknown key, a pattern that can
 *   match nothing, an id or a name used twice, a theme, setting or list that is not there.
 */
export function readCodebook(text: string, file: string): Codebook {
  return readYaml(text, file, schema, "map")
}

/**
 * The module that the map loads, one theme a line; phrases that only tests read are left out.
 *
 * @throws Fault as `readCodebook`.
 */
export function codebookModule(text: string, file: string): string {
  const book = readCodebook(text, file)
  const rows = (name: string, type: string, values: readonly unknown[]) =>
    `export const ${name}: readonly ${type}[] = [\n${values.map((value) => `  ${JSON.stringify(value)},\n`).join("")}]\n`
  const settings = book.settings satisfies readonly ThemeSetting[]
  const deeds = book.deeds.map(({side, verbs, theme}): Deed => ({side, verbs, theme}))
  const words = wordsAsLoaded(book.words)
  const lists = Object.entries(words).map(([name, list]) => `  ${name}: ${JSON.stringify(list)},\n`)
  return [
    "// Made from codebook.yaml by `npm run generate`: change that file, not this one.\n",
    'import type {Deed, Theme, ThemeField, ThemeSetting, ThemeWords} from "./theme.ts"\n',
    "/** What documents can be about. */",
    rows("settings", "ThemeSetting", settings),
    "/** What crises are about: every theme is part of some of these. */",
    rows("fields", "ThemeField", book.fields satisfies readonly ThemeField[]),
    "/** What a verb makes of an actor that stands alone in a phrase: the first row that fits. */",
    rows("deeds", "Deed", deeds),
    "/** Words that change what a phrase of a theme says. */",
    `export const words: ThemeWords = {\n${lists.join("")}}\n`,
    "/** Every form of a verb whose base form is no noun, with its form in -ing. */",
    `export const gerunds: Readonly<Record<string, string>> = ${JSON.stringify(gerundsOf(book.words.plainVerbs))}\n`,
    "/** All themes: where two name the same words, the earlier one counts. */",
    rows(
      "themes",
      "Theme",
      book.themes.map((one) => asLoaded(one, book.lists)),
    ),
  ].join("\n")
}

/** The lists of words with every form of their verbs written out: a word that only begins as a verb does is another word. */
function wordsAsLoaded({
  harmVerbs,
  harmNouns,
  risingVerbs,
  risingNouns,
  failingVerbs,
  failingWords,
  worseningVerbs,
  worseningNouns,
  plainVerbs: _,
  ...lists
}: Codebook["words"]): ThemeWords {
  const all = (verbs: readonly string[], others: readonly string[]) => [
    ...new Set([...verbs.flatMap((verb) => [...verbForms(verb).keys()]), ...others]),
  ]
  return {
    ...lists,
    harmWords: all(harmVerbs, harmNouns),
    risingWords: all(risingVerbs, risingNouns),
    failingWords: all(failingVerbs, failingWords),
    worseningWords: all(worseningVerbs, worseningNouns),
  }
}

function gerundsOf(verbs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    verbs.flatMap((verb) => {
      const forms = [...verbForms(verb)]
      const gerund = forms.find(([, is]) => is.includes("gerund"))![0]
      return forms.map(([form]) => [form, gerund])
    }),
  )
}

/** A theme with what its YAML leaves open, its lists written out, and without its phrases. */
function asLoaded(
  {
    id,
    name,
    kind,
    roles,
    weight,
    wanted,
    kinds,
    says,
    opposite,
    catches,
    catchesOpposite,
    not,
    ...rest
  }: Codebook["themes"][number],
  lists: Codebook["lists"],
): Theme {
  const whole = (source: string) =>
    source.replace(/\s+/g, " ").replace(/ ~ ([A-Z]+)$/, (_, list: string) => ` ~ ${lists[list]!.join("|")}`)
  return {
    id,
    name,
    kind,
    roles,
    ...rest,
    ...(kind === "choice" ? {choice: true as const} : {}),
    weight,
    wanted: wanted ?? null,
    unit: "1",
    ...(kinds === undefined ? {} : {kinds: classesOf(kinds)}),
    says: says.map(whole),
    ...(opposite ? {opposite: opposite.map(whole)} : {}),
  }
}

/** The classes of a theme's kinds, words divided by spaces: a class that has no name of its own is called by its first word. */
function classesOf(kinds: NonNullable<Codebook["themes"][number]["kinds"]>): Record<string, string> {
  if (kinds === "any") return {}
  const named = Array.isArray(kinds)
    ? kinds.map((words) => [words.split("|")[0]!, words] as const)
    : Object.entries(kinds)
  return Object.fromEntries(named.map(([name, words]) => [name, name === "*" ? "" : words.replaceAll("|", " ")]))
}

/** Why a pattern could match nothing, or not what it seems to; null for one that is well made. */
function patternMistake(source: string): string | null {
  const [body, near, more] = source.split(" ~ ")
  if (more !== undefined) return "has more than one ` ~ `"
  const words = body!.trim().split(/\s+/)
  if (ASKS.has(words.at(-1)!)) words.pop()
  if (words.length === 0) return "names no word"
  if (words[0] === "..") return "begins with `..`: nothing is found by a gap"
  const wrong = words.filter((one) => one !== "..").map(optionsMistake)
  if (near !== undefined && !LIST.test(near)) wrong.push(optionsMistake(near))
  return wrong.find((mistake) => mistake !== null) ?? null
}

/** Why words divided by `|` are none; null for those that are. */
function optionsMistake(source: string): string | null {
  const wrong = source.split("|").find((option) => !WORD.test(option))
  if (wrong === undefined) return null
  return `"${wrong}" is no word of a phrase: small letters, and \`*\` only at its end; hyphens and 's are opened before`
}
