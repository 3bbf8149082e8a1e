// The report: one self-contained HTML file that says what the outlook found and leads
// every number back to the words it rests on.

export type {CarriedFile, ReportInput} from "./ledger.ts"
export {report} from "./page.tsx"
