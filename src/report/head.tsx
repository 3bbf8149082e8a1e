// What stands above the sections of either page: what it is made from, and where what is.

import type {ComponentChildren, JSX} from "preact"

/** A fact: what it is of, what it says, and the small print under it. */
export type Fact = readonly [of: string, says: ComponentChildren, small: string]

/** The facts of a page, side by side. */
export function FactList({facts}: {facts: readonly Fact[]}): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(([of, says, small]) => (
        <div>
          <dt>{of}</dt>
          <dd>
            {says}
            <small>{small}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The sections by their addresses. */
export function Contents(props: {
  sections: readonly {readonly id: string; readonly no: string; readonly name: string}[]
}) {
  return (
    <nav class="toc" aria-label="Sections">
      {props.sections.map(({id, no, name}) => (
        <a href={`#${id}`}>
          <b>{no}</b>
          {name}
        </a>
      ))}
    </nav>
  )
}
