export type {CaseFactor} from "./case-factors.ts"
export {codebookSchema, parseCodebook} from "./case-factors.ts"
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
export {activeEdits, editSchema, KINDS, parseEdits, printEdit} from "./edits.ts"
export type {GatherOptions} from "./gather.ts"
export {corrected, findFactor, gather, isRejected, lineageOf, nearestFactors} from "./gather.ts"
export type {CausalMap, Edit, EditAct, Factor, Grounding, Link, Loop, Side, Was} from "./map.ts"
export type {Theme} from "./theme.ts"
