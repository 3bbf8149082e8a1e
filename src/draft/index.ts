export type {Pace, Weight} from "../core/opinions.ts"
export {type DraftOptions, draft, type LeftOut, leftOut} from "./draft.ts"
export {paceOf, weightOf} from "./priors.ts"
export {asDraftedOf, linesFor, MOST_LINES, type NotInIt, printSketch, sketch} from "./sketch.ts"
