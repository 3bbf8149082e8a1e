// What a claim says of its phrases as they are worded. Its phrases: "for want of money" tells of the want, "brought trade to a
// standstill" of trade. Its hedge: "perhaps" beside it. A tree and a proposal in, the proposal out; its sign is made of that (sign.ts).
//
// The invariant is that of the rules: cause and effect share no word, and neither holds the trigger.

import type {Dependencies, Span} from "../language/index.ts"
import {ENDS, LACKING, PERHAPS} from "./lexicon/manner.ts"
import type {RowProposal} from "./proposal.ts"

export function asWorded(d: Dependencies, proposal: RowProposal): RowProposal {
  const steps = [lacking, ended, hedged]
  return steps.reduce((worded, step) => step(d, worded), proposal)
}

/** What leaves it open whether a claim is so, where the rules have not seen it. */
function hedged(d: Dependencies, proposal: RowProposal): RowProposal {
  const {signal, hedge} = proposal
  const [cause, effect] = [withoutPerhaps(d, proposal.cause), withoutPerhaps(d, proposal.effect)]
  const beside = [signal.start - 1, signal.end, cause.start - 1, effect.start - 1].find((i) => PERHAPS.has(d.lower(i)))
  return {...proposal, cause, effect, hedge: hedge ?? (beside === undefined ? null : d.lower(beside))}
}

/** "Perhaps cheap imports", "[left] perhaps because": whatever the tree makes of such a word; but "made strikes less likely". */
function withoutPerhaps(d: Dependencies, {start, end}: Span): Span {
  const isPerhaps = (i: number) => start + 1 < end && d.tag(i) === "ADV" && PERHAPS.has(d.lower(i))
  return {
    start: isPerhaps(start) && d.tag(start + 1) !== "NUM" ? start + 1 : start,
    end: isPerhaps(end - 1) ? end - 1 : end,
  }
}

/** "for want of money": the want brings it about. */
function lacking(d: Dependencies, proposal: RowProposal): RowProposal {
  const {start} = proposal.signal
  const lacks = d.lower(start) === "for" && LACKING.has(d.lower(start + 1)) && d.lower(start + 2) === "of"
  if (!lacks || proposal.sign !== "-" || proposal.cause.start !== start + 3) return proposal
  return {
    ...proposal,
    cause: {start: start + 1, end: proposal.cause.end},
    signal: {start, end: start + 1},
    sign: "+",
  }
}

/** "brought trade to a standstill": what ends is told before that, and there is less of it. */
function ended(d: Dependencies, proposal: RowProposal): RowProposal {
  const {start, end} = proposal.effect
  for (let i = start + 1; i <= end; i++) {
    let what = i + 1
    while (["DET", "PRON", "ADJ"].includes(d.tag(what))) what++
    const ends = d.lower(i) === "to" && ENDS.has(d.lemma(what))
    // "Forced the mill to close", "came to a halt": what somebody does.
    if (ends && !d.isVerbal(i - 1) && d.tag(what) !== "VERB" && (what < end || i === end))
      return {...proposal, effect: {start, end: i}, sign: proposal.sign === "+" ? "-" : proposal.sign}
  }
  return proposal
}
