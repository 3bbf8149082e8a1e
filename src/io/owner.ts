// Whose a file is that a process made for itself: a lock, a half-written file. In: what such a file says. Out: whether
// the process that made it is still there. A process is known by its number, the time it started and its machine:
// numbers are given out again, and after a restart of the machine all of them are.

import {execFileSync} from "node:child_process"
import {readFileSync} from "node:fs"
import {hostname} from "node:os"
import {systemCode} from "./system-words.ts"

/** A process: its number, and when it started in the system's own words ("" where the system does not say). */
export type Owner = {readonly pid: number; readonly start: string}

/** The start of a process: on Linux since the machine's, in ticks, behind the name of this start of the machine. */
function startOf(pid: number): string {
  try {
    if (process.platform === "linux") {
      // The name stands in brackets and may itself hold brackets and spaces; the start is the 20th field behind it.
      const status = readFileSync(`/proc/${pid}/stat`, "latin1")
      const ticks = status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? ""
      return `${ticks}${bootOf()}`
    }
    if (process.platform === "win32") return ""
    const told = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {encoding: "utf8", stdio: "pipe"})
    return told.replace(/[^\dA-Za-z]/g, "")
  } catch {
    return ""
  }
}

function bootOf(): string {
  try {
    return `b${readFileSync("/proc/sys/kernel/random/boot_id", "latin1").slice(0, 8)}`
  } catch {
    return ""
  }
}

/** This process. */
export const thisProcess = (): Owner => ({pid: process.pid, start: startOf(process.pid)})

/** This machine, as a word without spaces. */
export const thisMachine = (): string => hostname().replace(/\s+/g, "-") || "unnamed"

/** Whether a process of this machine is no more. One whose start cannot be told counts as there while its number is taken. */
export function isGone({pid, start}: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return systemCode(error) === "ESRCH"
  }
  const now = startOf(pid)
  return start !== "" && now !== "" && now !== start
}
