// The list that a language model's reply holds. In: its text. Out: the members, unread.
//
// Models wrap their JSON in fences, in thoughts, in a sentence before it: that is taken off. JSON that breaks off is no
// reply, because what it would have said cannot be known.

/** No reply is longer, in characters; what is longer is a mistake or an attack. */
const LONGEST_REPLY = 1_000_000

/**
 * The list that a reply holds; null when it holds none: then it is no reply.
 * @param text  as the server gave it.
 * @param key   of the list in the object that was asked for.
 */
export function listIn(text: string, key: string): readonly unknown[] | null {
  if (text.length > LONGEST_REPLY) return null
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/, "")
  const from = said.search(/[{[]/)
  const to = Math.max(said.lastIndexOf("}"), said.lastIndexOf("]"))
  if (from === -1 || to < from) return null
  let value: unknown
  try {
    value = JSON.parse(said.slice(from, to + 1))
  } catch {
    return null
  }
  if (Array.isArray(value)) return value
  const holder = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value : null
  const list = holder && (holder as Record<string, unknown>)[key]
  return Array.isArray(list) ? list : null
}
