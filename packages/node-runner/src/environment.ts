import process from "node:process"

/** Reads one environment variable; an empty one counts as unset. */
export const readVariable = (name: string): string | undefined => process.env[name] || undefined
