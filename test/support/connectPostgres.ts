import { thisRuntime } from "./runtime.ts"

/** PostgreSQL as the runtime that these tests run on connects to it. */
export const { connectPostgres }: typeof import("@zoho-bulk/node-runner/postgres") = await import(
  `@zoho-bulk/${thisRuntime}-runner/postgres`
)
