import { hostname } from "node:os"
import process from "node:process"

/** What a process that wants a lock of this one reports. */
export const thisProcess = (): string => `process ${process.pid} on ${hostname()}`
