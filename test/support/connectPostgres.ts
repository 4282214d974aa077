import { thisRuntime } from "./runtime.ts"

/** PostgreSQL as the runtime that these tests run on connects to it. */
export const { connectPostgres }: typeof import("@zoho-bulk/node-runner/postgres") = await import(
  `@zoho-bulk/${thisRuntime}-runner/postgres`
)

/** The sockets by which runners of a cluster reach each other. */
export const { clusterSockets }: typeof import("@zoho-bulk/node-runner/cluster") = await import(
  `@zoho-bulk/${thisRuntime}-runner/cluster`
)
