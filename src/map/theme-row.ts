// A theme written as one row: what the files of the codebook beyond conflict are made with. In: its fields in a fixed
// order, its patterns divided by semicolons. Out: a theme. It stands apart so that the data files hold data alone.

import type {Theme} from "./theme.ts"

/**
 * A theme nobody holds, from its row.
 *
 * @param says      patterns, divided by `; `
 * @param opposite  likewise; "" for none
 * @param more      whatever differs from a row's usual: roles, labels, kinds, choice
 */
export function row(
  id: string,
  name: string,
  kind: Theme["kind"],
  weight: number,
  wanted: Theme["wanted"],
  says: string,
  opposite: string,
  example: string,
  oppositeExample?: string,
  more: Partial<Theme> = {},
): Theme {
  const patterns = (source: string) => source.split(";").map((p) => p.trim().replace(/\s+/g, " "))
  return {
    id,
    name,
    kind,
    roles: "none",
    heads: true,
    says: patterns(says),
    ...(opposite === "" ? {} : {opposite: patterns(opposite)}),
    ...(kind === "choice" ? {choice: true as const} : {}),
    weight,
    wanted,
    unit: "1",
    example,
    ...(oppositeExample === undefined ? {} : {oppositeExample}),
    ...more,
  }
}
