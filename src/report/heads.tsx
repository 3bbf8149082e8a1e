// The row of heads that a table of plain columns begins with.

import type {JSX} from "preact"

/** A column: what stands over it, and how wide it is in CSS, where that is said. */
export type Column = readonly [label: string, width?: string]

/** The heads of a table's columns, in order. */
export function Heads({of}: {of: readonly Column[]}): JSX.Element {
  return (
    <thead>
      <tr>
        {of.map(([label, width]) => (
          <th scope="col" {...(width !== undefined && {style: `width:${width}`})}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  )
}
