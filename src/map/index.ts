export type {CaseFactor} from "./case-factors.ts"
export {codebookSchema, parseCodebook} from "./case-factors.ts"
export {claimNamed, findClaim} from "./claim-ids.ts"
export {themes} from "./codebook.ts"
export {
  type ClaimEdit,
  type Decisions,
  decide,
  type EditPlace,
  inPlace,
  isAboutClaim,
  lostPlaces,
  respanned,
  wasOf,
} from "./decisions.ts"
export {activeEdits, editSchema, KINDS, parseEdits, printEdit, readEdit} from "./edits.ts"
export type {GatherOptions} from "./gather.ts"
export {corrected, findFactor, gather, isRejected, lineageOf, nearestFactors} from "./gather.ts"
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
  type Unlinked,
  type Was,
} from "./map.ts"
export {type StructureChange, structureChange} from "./structure.ts"
export type {Theme} from "./theme.ts"
