// Texts of odd forms, for tests of what reading does with them: each grows with a number, and holds no cause unless it says so.

const times = (n: number, line: (i: number) => string, between: string): string =>
  Array.from({length: n}, (_, i) => line(i)).join(between)

const NOUNS = "salt barley ferry ford mill lamp rope cart sluice barge".split(" ")
const noun = (i: number): string => NOUNS[i % NOUNS.length]!
export const PROSE =
  "The council met in the old hall on the first day of May, and the clerk read the minutes to them.\n\n"

/** By what is odd about them; `n` thousands of words. `says` is what a claim of it may be about, nothing where none may be. */
export const FORMS: Readonly<Record<string, {readonly text: (n: number) => string; readonly says?: RegExp}>> = {
  "one sentence without a stop": {text: (n) => `${times(250 * n, (i) => `the ${noun(i)} and the`, " ")} end.`},
  "one sentence of many clauses": {
    text: (n) => `${times(100 * n, (i) => `the ${noun(i)} raised the price of the ${noun(i + 3)}`, ", and ")}.`,
    says: /raised|price/,
  },
  "one word a line": {text: (n) => times(1000 * n, noun, "\n\n")},
  "one word over and over": {text: (n) => times(1000 * n, () => "Salt", " ")},
  capitals: {
    text: (n) =>
      times(100 * n, (i) => `THE ${noun(i).toUpperCase()} STOOD BY THE OLD ${noun(i + 1).toUpperCase()} HALL.`, " "),
  },
  "a list without stops": {text: (n) => times(250 * n, (i) => `- ${noun(i)} of the ${noun(i + 1)}`, "\n")},
  "a table as text": {text: (n) => times(200 * n, (i) => `${noun(i)}  ${i}  ${i * 7}%  ${noun(i + 1)}`, "\n")},
  "a table with bars": {text: (n) => times(200 * n, (i) => `| ${noun(i)} | ${i} | ${noun(i + 2)} | ${i * 3} |`, "\n")},
  "two languages": {
    text: (n) =>
      times(
        40 * n,
        (i) =>
          `The ${noun(i)} stood by the hall.\n\nEl precio de la sal provocó una protesta en el puerto y el consejo cerró el mercado.`,
        "\n\n",
      ),
  },
  "two languages in a sentence": {
    text: (n) =>
      times(
        80 * n,
        (i) =>
          `The ${noun(i)} stood by the hall that day, dijo el alcalde, and the clerk of the village read it to them.`,
        " ",
      ),
  },
  "a quotation never closed": {
    text: (n) => `"${times(100 * n, (i) => `The ${noun(i)} stood by the old ${noun(i + 1)} hall that day.`, " ")}`,
  },
  "quotations never closed": {
    text: (n) => times(100 * n, (i) => `He said "the ${noun(i)} stood by the (old ${noun(i + 1)} hall.`, " "),
  },
}

/** A document of that form, with a paragraph of English before it and behind it, so that it is opened. */
export const documentOf = (form: string, n: number): string => `${PROSE.repeat(4)}${FORMS[form]!.text(n)}\n\n${PROSE}`
