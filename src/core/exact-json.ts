// Values as JSON that keeps every number: those that JSON has no word for stand as {"number": NAME}.

/** JSON of `value`, in the order of its own keys; NaN, both infinities and -0 by their names. */
export function exactJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "number" || (Number.isFinite(part) && !Object.is(part, -0))) return part
    return {number: Object.is(part, -0) ? "-0" : String(part)}
  })
}

/** What `exactJson` wrote. @throws SyntaxError where it is no JSON. */
export function readExactJson(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) =>
    typeof part === "object" && part !== null && Object.hasOwn(part, "number")
      ? Number((part as {number: unknown}).number)
      : part,
  )
}
