// To whom what is said is counted: whoever a text names, by his own name.

import {expect, test} from "vitest"
import {readFolder} from "./night-buses.ts"

/** The parties of a folder of one document, and how many sentences each is reported in. */
async function parties(...paragraphs: string[]): Promise<string[]> {
  const text = `The floods on the lower river\n\n${paragraphs.join("\n\n")}\n`
  const {first} = await readFolder(
    {"floods/a.txt": text, "floods/b.txt": "Rain\n\nHeavy rain raises the risk of floods on the river.\n"},
    "floods",
  )
  return first!.speakers.map(({name, sentences}) => `${name} ${sentences.length}`).sort()
}

test("whoever is called by what he is to somebody is his name", async () => {
  expect(
    await parties(
      "The mill was closed in spring. Its owner, Umber Coal, says that the flood caused the closure of the mill in spring.",
      "The closure raised unemployment in the town, the union's own secretary, Joseph Band, admits. Joseph Band said that unemployment has caused theft.",
    ),
  ).toEqual(["Joseph Band 2", "Umber Coal 1"])
})

test("what hangs on a pronoun alone names nobody", async () => {
  expect(
    await parties(
      "Ms Sello leads the inquiry. According to a report she submitted, neglect caused the flood in the lower town.",
      "The mill was closed. Its owner says that the flood caused the closure of the mill.",
    ),
  ).toEqual([])
})

test("a rumour is nobody's name, and neither are those who are only counted", async () => {
  expect(
    await parties(
      "It is rumoured that the dam caused the flood in the lower town.",
      "Two more insurers said that the flood has raised the cost of cover.",
      "Some folks blame the dam for the flood. People up here believe that the flood caused the closure of the mill.",
      "Several doctors warned that the flood will cause fever in the lower town.",
      "Doctors warned that the flood will cause fever in the upper town.",
      "Four Mills said that the flood has caused theft.",
    ),
  ).toEqual(["Doctors 1", "Four Mills 1"])
})

test("a firm that is called by its whole name and by its first word is one party", async () => {
  expect(
    await parties(
      "Norvik Mutual said that the flood has raised the cost of cover in the lower town.",
      "Later Norvik denied that dear cover causes poverty in the lower town.",
    ),
  ).toEqual(["Norvik Mutual 2"])
})

test("what a reprint says again is listed once", async () => {
  const text = `Mill

If the rains fail, the mill will close by autumn. Mira Sund said that the flood of 12 lorries had cut trade.
The council met in the old hall and heard from millers, growers and carters until late in the evening.
Nobody could say how long the stores of 340 tonnes would last, for the weigher had left the valley in spring.
`
  const {first, lineages, reading} = await readFolder(
    {
      "mill/a.txt": text,
      "mill/b.txt": text.replace("until late in the evening", "until late"),
      "mill/c.txt": "Rain\n\nHeavy rain raises the risk of floods.\n",
    },
    "mill",
  )
  expect(lineages).toHaveLength(2)
  expect(first!.conditions).toHaveLength(1)
  // Of a sentence and its copy one is asked about, before any is asked twice.
  const [one, two] = first!.suspects.map(({claim}) => reading.claims.find(({id}) => id === claim)!.quote.text)
  expect(one).not.toBe(two)
  expect(first!.speakers.map(({sentences}) => sentences.length)).toEqual([1])
  expect(first!.figures.map(({quote}) => quote.text)).toEqual(["12 lorries", "340 tonnes"])
})
