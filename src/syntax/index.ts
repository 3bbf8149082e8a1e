export type {Tag, Token} from "./token.ts"
