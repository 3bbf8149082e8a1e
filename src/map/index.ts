export {areApart} from "./apart.ts"
export {aliasesIn, aliasIs, unnamedActors} from "./case-factors.ts"
export {claimNamed, findClaim} from "./claim-ids.ts"
export {themes} from "./codebook.ts"
export {type CaseFactor, codebookSchema, parseCodebook} from "./codebook-file.ts"
export {
  addedClaim,
  type ClaimEdit,
  type Decidable,
  type Decisions,
  decide,
  decidesNothing,
  type EditPlace,
  inPlace,
  isAboutClaim,
  lostPlaces,
  respanned,
  wasOf,
} from "./decisions.ts"
export {editSchema, parseEdits, readEdit} from "./edit-file.ts"
export {activeEdits, KINDS, printEdit, undoneBy} from "./edits.ts"
export {type Reach, reachOf} from "./frame.ts"
export type {GatherOptions, PlacedPhrase} from "./gather.ts"
export {
  corrected,
  findFactor,
  Gathering,
  gather,
  gatherPlaced,
  isRejected,
  lineageOf,
  nearestFactors,
  placePhrases,
} from "./gather.ts"
export {
  type CausalMap,
  type Edit,
  type EditAct,
  type Factor,
  type Grounding,
  type Link,
  type Loop,
  printedMap,
  type Side,
  toldSign,
  type Unlinked,
  type Was,
} from "./map.ts"
export {isToldTwice, type Moved, movedBetween} from "./moved.ts"
export {holdsVerb} from "./naming.ts"
export {type LeverSign, leverSigns, likelyOutcomes, MOST_OUTCOMES} from "./outcomes.ts"
export {overruledBy} from "./overruled.ts"
export {MOST_STEPS, type Route, routesBetween} from "./paths.ts"
export {foldedPhrase, stem, wordsOf} from "./pattern.ts"
export {type StructureChange, structureChange, structureOf} from "./structure.ts"
export {meetings, stretchesTold, type Tellers, tellersOf, toldWhole} from "./tellers.ts"
export type {Theme} from "./theme.ts"
