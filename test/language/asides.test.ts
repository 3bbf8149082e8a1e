// What somebody is said to say in the middle of a sentence, and that the rest is parsed without it.

import {expect, test} from "vitest"
import {asidesIn} from "../../src/language/asides.ts"
import {english} from "./english.ts"

const tokensOf = (text: string) => english().tokens(text, {from: 0, to: text.length})
const asidesOf = (text: string): string[] => {
  const tokens = tokensOf(text)
  return asidesIn(tokens).map(({start, end}) => text.slice(tokens[start]!.from, tokens[end - 1]!.to))
}

test.each([
  ["Stricter rules on letting, agents say, are behind the glut of flats.", [", agents say,"]],
  [
    "Land hunger, as the board noted in its first report, drove the unrest.",
    [", as the board noted in its first report,"],
  ],
  ["One cause of the delay, according to the clerks, was the fog.", [", according to the clerks,"]],
  ["When the price slumps, as it did twice before, families leave.", [", as it did twice before"]],
  // Whatever verb it has, between a subject that opens the sentence and its verb.
  ["The new toll, the mayor reminded them, had halved trade.", [", the mayor reminded them,"]],
  ["Cheap credit, it turned out, has fed the boom.", [", it turned out,"]],
  ["The strike, which nobody had foreseen, closed the port.", []],
  ["Last May, the rains failed, said the mayor.", []],
  // What something means, without a "that".
  ["Fuel is scarce, meaning the ferry stays in port.", ["the ferry stays in port"]],
  ["Fuel is scarce, meaning longer waits.", []],
  // The second comma keeps a phrase in front, or another clause, apart.
  ["After the flood, the mayor said, prices doubled.", [", the mayor said"]],
  ["The bridge is closed, the mayor said, and trade has stopped.", [", the mayor said"]],
  // How much of it comes of what stands behind.
  ["The shortage is due in part to hoarding.", ["in part"]],
  ["The kilns closed because, at least in part, of the smoke.", [", at least in part,"]],
  ["The fall was caused in no small part by the frost.", ["in no small part"]],
  ["The kilns stand in part of the old town.", []],
  // How near a number is.
  ["The raid killed close to ninety people.", ["close to"]],
  ["The flood displaced anywhere from 10 to 20 clerks.", ["anywhere from 10 to"]],
  ["The blast wounded between 20 and 30.", ["between 20 and"]],
  ["The toll fell from 60 to 40.", []],
  ["Tolls rose somewhere between 5", []],
  ["The mill stands close to nine wells.", ["close to"]],
  ["The guild held up to the wind.", []],
  // What says something of the subject alone, behind another verb; and what is ruled out, anywhere.
  ["Officials said the drought, not the levy, emptied the stores.", [", not the levy,"]],
  ["Fraud, rather than bad luck, ruined the bank.", [", rather than bad luck,"]],
  ["The report says rust, coupled with neglect, caused the collapse.", [", coupled with neglect,"]],
  ["Analysts say the strike, now in its third week, has halved exports.", [", now in its third week,"]],
  ["Growers say the frost, the worst in decades, ruined the vines.", [", the worst in decades,"]],
  ["The dam, built in haste, worsened the flood.", []],
  ["Clerks say rust, frost, and age ruined the crane.", []],
  ["Clerks say the dam,, broke the mill.", []],
  ["Clerks say the bill, if passed, would ruin the port.", []],
  // What two dashes set off, without a verb of its own, and goes on behind them.
  ["The levy – a tax on salt, and on sacks – hurt trade.", ["– a tax on salt, and on sacks –"]],
  ["The blockade—now in its third month—has emptied the stores.", ["—now in its third month—"]],
  ["The levy - a tax on salt - hurt trade.", ["- a tax on salt -"]],
  ["The salt-tax levy hurt the once-rich port.", []],
  ["The levy – nobody wanted it – hurt trade.", []],
  ["Rice – beans – salt.", []],
  ["The levy, said the mayor, has hurt trade.", [", said the mayor,"]],
  ["The levy hurt trade, said the mayor, whose own mill lay idle.", []],
  // Two of them, between a noun and its verb.
  ["A truce between the guild and the carters could end it.", ["between the guild and the carters"]],
  ["Officials said trade between the coast and the hills fell.", ["between the coast and the hills"]],
  ["The truce was made between the guild and the carters.", []],
  ["It lies between the river and the hills.", []],
  // What is told of the subject of a clause that something opens.
  ["After the dam, which nobody had mended, failed, the town drowned.", [", which nobody had mended,"]],
  ["The town drowned because the dam, which nobody had mended, failed.", [", which nobody had mended,"]],
  ["When the mill, the last in the region, closed, families left.", [", the last in the region,"]],
  ["When the lake, in summer, warms, fish die.", []],
  ["The dam, which nobody had mended, failed.", []],
  ["It shut the mill, which made rope, and left.", []],
  // What a verb ties to a list.
  ["Growers blame the levy, the frost and the raids for their losses.", ["for their losses"]],
  ["Clerks attribute the fall and the strike to a new toll, and left.", ["to a new toll"]],
  ["Growers blame the decision to close the pass for the famine.", ["for the famine"]],
  ["Growers blame the road for stray dogs and for lost lambs.", []],
  ["Growers blame the levy for the fall and the strike.", []],
  ["Growers blame the levy and the frost for what it is they lost.", []],
  // In front: what assures, and a time counted from now.
  ["No doubt the flood cut the road.", ["No doubt"]],
  ["No doubt remains that floods cut it.", []],
  ["Last month floods cut the road.", ["Last month"]],
  ["Last month's floods cut the road.", []],
  ["This", []],
  ["Last month", []],
  // No asides: what is said follows, or something else stands between the commas.
  ['Addressing a rally, he said, "We shall not pay."', []],
  ["The toll, which clerks find too high, drives carters away.", []],
  ["The mill, old and slow, stopped.", []],
])("%s", (text, asides) => expect(asidesOf(text)).toEqual(asides))

/** A sentence's tree, and where a word stands in it. */
function treeOf(text: string) {
  const tokens = tokensOf(text)
  return {...english().parse(tokens), at: (word: string) => tokens.findIndex(({lower}) => lower === word)}
}

test("what says how much hangs on the word before it, and no word of the rest on it", () => {
  const {head, rel, at} = treeOf("The shortage is due in part to hoarding.")
  expect(head[at("part")]).toBe(at("due"))
  expect(rel[at("part")]).toBe("advmod")
  expect(head[at("to")]).toBe(at("due"))
})

test("an aside hangs on the root of the rest, and every sentence has one root", () => {
  const {head, rel, at} = treeOf("Stricter rules, agents say, have raised rents.")
  expect(head[at("rules")]).toBe(at("raised"))
  expect(head[at("say")]).toBe(at("raised"))
  expect(rel[at("say")]).toBe("parataxis")
  expect([...head].filter((i) => i < 0)).toHaveLength(1)
})

test("who says it inside a relative stands over its verb", () => {
  const {head, rel, at} = treeOf("The levy that officials deny has hurt trade was raised.")
  expect([head[at("deny")], rel[at("deny")]]).toEqual([at("levy"), "acl:relcl"])
  expect([head[at("hurt")], rel[at("hurt")]]).toEqual([at("deny"), "ccomp"])
  expect([head[at("that")], rel[at("that")]]).toEqual([at("hurt"), "nsubj"])
  expect([head[at("levy")], rel[at("levy")]]).toEqual([at("raised"), "nsubj:pass"])
})

test("an aside inside what somebody says hangs on what is said, and one in brackets on the noun before it", () => {
  const told = treeOf("She told reporters that farmers, officials said, sold their herds.")
  expect([told.head[told.at("said")], told.rel[told.at("said")]]).toEqual([told.at("sold"), "parataxis"])
  const {head, rel, at} = treeOf("The drought (see the last chapter) was responsible for debts.")
  expect([head[at("drought")], rel[at("drought")]]).toEqual([at("responsible"), "nsubj"])
  expect([head[at("see")], rel[at("see")]]).toEqual([at("drought"), "appos"])
})

test("a relative behind what opens a clause hangs on the head of its subject", () => {
  const {head, rel, at} = treeOf("After the council of elders, which met in June, fell out, the truce ended.")
  expect([head[at("met")], rel[at("met")]]).toEqual([at("council"), "acl:relcl"])
})

test.each([
  ["Officials said the drought, not the levy, emptied the stores.", "levy", "drought", "conj"],
  ["Officials said the drought, not the levy, emptied the stores.", "drought", "emptied", "nsubj"],
  ["Growers say the frost, the worst in decades, ruined the vines.", "worst", "frost", "appos"],
])("what is inserted hangs on its subject as what it is: %s, %s", (text, word, governor, relation) => {
  const {head, rel, at} = treeOf(text)
  expect(head[at(word)]).toBe(at(governor))
  expect(rel[at(word)]).toBe(relation)
})

test.each([
  // An aside inside what stands in front, or in what is said; a list in an aside; a comma before the main verb.
  "Because the rains, which had long been feared, failed, the herders and the weavers left.",
  "Officials said the dam, not the rain, drowned the fields, the barns, and the mill.",
  "The strike of the clerks -- demanding, the withdrawal of the order of two officials, -- ended when talks began.",
  "According to the guild, the levy, the frost, and bad roads, clerks say, emptied the stores.",
])("has one root, and a way from every word to it: %s", (text) => {
  const {head} = treeOf(text)
  const steps = [...head.keys()].map((from) => {
    let count = 0
    for (let at = from; at >= 0 && count <= head.length; at = head[at]!) count++
    return count
  })
  expect(Math.max(...steps)).toBeLessThanOrEqual(head.length)
  expect([...head].filter((above) => above < 0)).toHaveLength(1)
})
