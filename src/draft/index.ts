export {type DraftOptions, draft, type LeftOut, leftOut, quantityName} from "./draft.ts"
export {
  beliefFloor,
  defaultHorizon,
  otherPace,
  type Pace,
  paceOf,
  paces,
  type Weight,
  weightOf,
  weights,
} from "./priors.ts"
