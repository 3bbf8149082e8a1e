export {type Analyst, analyst, turnOfName} from "../language/index.ts"
export {type Card, type CardPhrase, cardsOf, withoutFactor} from "./cards.ts"
export {type Said, type Settled, type Sources, settle, type TakenIn, type Unsettled} from "./settle.ts"
export {
  deal,
  dealMore,
  keep,
  type Laid,
  laidAgain,
  lay,
  type Move,
  name,
  type Outcome,
  PERSON,
  type Pile,
  pilesOf,
  type Step,
  type Table,
  undo,
  WORDS,
} from "./table.ts"
