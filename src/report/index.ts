// The report: one self-contained HTML file that says what the outlook found and leads
// every number back to the words it rests on.

export type {FirstReportInput} from "./first-ledger.ts"
export {firstReport} from "./first-page.tsx"
export type {CarriedFile, ReportInput} from "./ledger.ts"
export {report} from "./page.tsx"
