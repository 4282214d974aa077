import { hostname } from "node:os"
import process from "node:process"

/** What others are told who want a lock that this process has. */
export const thisProcess = (): string => `process ${process.pid} on ${hostname()}`
