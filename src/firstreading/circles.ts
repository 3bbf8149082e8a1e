// Circles that the links close: those that one document tells whole, arrow by arrow, and the best of those that can only
// be pieced together.

import type {Loop} from "../map/index.ts"
import {isPlural} from "../outlook/index.ts"
import type {Circle, FirstReading, ToldLink} from "./finding.ts"
import type {Material} from "./material.ts"
import {toldLink} from "./told.ts"

/** Circles that nobody tells whole: more than three and none is looked at. */
const MOST_STITCHED = 3

/** In the map's order. */
export function circlesOf(known: Material): FirstReading["circles"] {
  const {loops} = known
  const whole = loops.filter(({toldBy}) => toldBy.length > 0)
  const stitched = loops.filter(({toldBy}) => toldBy.length === 0)
  return {
    whole: whole.map((loop) => circleOf(known, loop)),
    stitched: stitched.slice(0, MOST_STITCHED).map((loop) => circleOf(known, loop)),
    left: Math.max(0, stitched.length - MOST_STITCHED),
  }
}

function circleOf(known: Material, loop: Loop): Circle {
  const {factors, polarity, toldBy} = loop
  const links = loop.links.map((id) => {
    const told = toldLink(known, known.link.get(id)!)
    // A document that tells the whole of it speaks first.
    const first = (ids: readonly string[]) => {
      const own = ids.filter((one) => toldBy.includes(known.claim.get(one)!.file))
      return [...own, ...ids.filter((one) => !own.includes(one))]
    }
    return {...told, claims: first(told.claims), against: first(told.against)}
  })
  return {factors, polarity, toldBy, links, says: courseOf(known, links)}
}

/** What the circle does, or what that hangs on. */
function courseOf(known: Material, links: readonly ToldLink[]): string {
  const open = links.filter(({sign}) => sign === "contested")
  const turns = links.filter(({sign}) => sign === "-").length
  if (open.length === 0)
    return turns % 2 === 0
      ? "It amplifies: a move comes back as a further move."
      : "It brakes itself: a move comes back against itself."
  if (open.length > 1)
    return `Whether it amplifies or brakes itself hangs on ${open.length} links that are told both ways.`
  const {from, to} = open[0]!
  const raises = isPlural(known.inside(from)) ? ["raise", "lower"] : ["raises", "lowers"]
  const [amplifying, braking] = turns % 2 === 0 ? raises : [...raises].reverse()
  return `It amplifies if ${known.inside(from)} ${amplifying} ${known.inside(to)}, and brakes itself if ${isPlural(known.inside(from)) ? "they" : "it"} ${braking} ${isPlural(known.inside(to)) ? "them" : "it"}.`
}
