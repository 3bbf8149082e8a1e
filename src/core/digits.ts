// Digits as people read them: commas between thousands, no noughts that tell nothing. In: a number's
// digits as a text. Out: the text that is printed. Here because pages, figures and findings
// print the same numbers, and because a pattern for either goes through long digits again and again.

/** The digits that end `number`, with a comma before each group of three: "12400" is "12,400". */
export function inThousands(number: string): string {
  let end = number.length
  let groups = ""
  while (end > 3 && /^\d{4}$/.test(number.slice(end - 4, end))) {
    groups = `,${number.slice(end - 3, end)}${groups}`
    end -= 3
  }
  return number.slice(0, end) + groups
}

/** Decimals without the noughts behind them: "0.50" is "0.5", "3.0" is "3". `decimal` has a point. */
export function withoutNoughts(decimal: string): string {
  let end = decimal.length
  while (decimal[end - 1] === "0") end--
  if (end < decimal.length && decimal[end - 1] === ".") end--
  return decimal.slice(0, end)
}
