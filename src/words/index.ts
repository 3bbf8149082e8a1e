export {type Trace, type TracedClaim, type TracedPhrase, trace} from "./trace.ts"
