export type {Worth} from "../answers/index.ts"
export {type DecidedOutcome, type DecideInput, type Decision, decide, type PartKey} from "./decide.ts"
export {claimsOf, type Evidence, evidence, readsOf} from "./evidence.ts"
export type {
  AheadView,
  Basis,
  CornerView,
  DisputeSide,
  DisputeView,
  DriverView,
  Finding,
  FindOutEntry,
  FindOutView,
  Foretelling,
  HalfView,
  Interval,
  LoopView,
  Moved,
  OptionView,
  OutcomeView,
  Outlook,
  OutlookFile,
  PathView,
  PriceView,
  Reach,
  Readings,
  RipeView,
  Share,
  SignpostView,
  SinceView,
  Spell,
  StandingView,
  Strength,
  ThresholdView,
  Warning,
  WorstView,
} from "./finding.ts"
export type {Path} from "./levers.ts"
export {countsIn} from "./measure.ts"
export {type Observed, type OutcomeWish, riseIsBetter, unitWords as amountWords} from "./outcomes.ts"
export type {Readiness, Threshold} from "./planning.ts"
export {type Press, press, pressEach} from "./press.ts"
export type {Stake} from "./price.ts"
export {foretellings, outcomesOf, outlookFile, type WeighInput, weigh} from "./weigh.ts"
export {
  agree,
  amountOf,
  count as inWords,
  eitherAmountOf,
  figure,
  inRuns,
  isPlural,
  likelihood,
  likelihoodScale,
  list,
  moment,
  opened as capitalised,
  signed,
  spread,
} from "./words.ts"
