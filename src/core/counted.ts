/** A count with its noun: "1 claim", "2 claims", "0 quantities". */
export const counted = (n: number, noun: string, many = `${noun}s`): string => `${n} ${n === 1 ? noun : many}`
