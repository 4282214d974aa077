import { thisRuntime } from "./runtime.ts"

/** SQLite as the runtime that these tests run on brings it along. */
export const { openSqlite }: typeof import("@zoho-bulk/node-runner/sqlite") = await import(
  `@zoho-bulk/${thisRuntime}-runner/sqlite`
)
