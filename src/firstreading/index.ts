export type {
  Circle,
  Clause,
  DatedEvent,
  FirstReading,
  FirstReadingInput,
  Join,
  Lever,
  Suspect,
  ToldLink,
} from "./finding.ts"
export {firstReading, joins} from "./first-reading.ts"
export {CERTAIN, helpSays, isLedTo, leversToPress, MOSTLY} from "./levers.ts"
export {isNamed, namesInside} from "./material.ts"
export {suspects} from "./suspicion.ts"
export {SUSPICIONS} from "./suspicions.ts"
export {LEAST_ODD, SUSPICION_WEIGHTS} from "./weights.ts"
