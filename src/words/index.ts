export {type Trace, trace} from "./trace.ts"
