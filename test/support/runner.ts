import { thisRuntime } from "./runtime.ts"

/** The runner of the runtime that these tests run on; both have the same door. */
export const runner: typeof import("@zoho-bulk/node-runner") = await import(`@zoho-bulk/${thisRuntime}-runner`)
