export type {
  Basis,
  DisputeSide,
  DisputeView,
  DriverView,
  Finding,
  Interval,
  LoopView,
  OptionView,
  OutcomeView,
  Outlook,
  OutlookFile,
  Share,
  SignpostView,
} from "./finding.ts"
export type {Observed, OutcomeWish} from "./outcomes.ts"
export {type Press, press} from "./press.ts"
export {type Evidence, evidence, type Trace, trace} from "./trace.ts"
export {outlookFile, type WeighInput, weigh} from "./weigh.ts"
export {
  count as inWords,
  figure,
  inRuns,
  isPlural,
  likelihood,
  likelihoodScale,
  moment,
  signed,
  spread,
} from "./words.ts"
