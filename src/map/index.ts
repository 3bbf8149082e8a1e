export type {CausalMap, Edit, EditAct, Factor, Grounding, Link, Loop, Side} from "./map.ts"
