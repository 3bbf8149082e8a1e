export {type DraftOptions, draft, type LeftOut, leftOut} from "./draft.ts"
export {beliefFloor, defaultHorizon, type Pace, paceOf, type Weight, weightOf} from "./priors.ts"
