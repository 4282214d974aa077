/**
 * The `zoho-bulk` command, for runners to run.
 *
 * **Example** (The JSON Schema of what a command writes with `--json`)
 *
 * ```ts
 * import { documents } from "@zoho-bulk/core/cli"
 * import { Schema } from "effect"
 *
 * export const exportSummary = Schema.toJsonSchemaDocument(documents.export)
 * ```
 */
export { environmentVariables } from "./run/environment.ts"
export { type CommandFailure, exitCode, exitCodeOf, teardown } from "./failure/ExitCode.ts"
export type { RuntimeName } from "./help/RuntimeName.ts"
export { PortUnavailable } from "../callback/PortUnavailable.ts"
export { LoadPostgres, type PostgresOfRuntime } from "./run/LoadPostgres.ts"
export { LoadSqlite } from "./run/LoadSqlite.ts"
export { LoadWithoutVariables } from "./run/LoadWithoutVariables.ts"
export { type ProgramCall, type ProgramEnd, Programs } from "./signIn/Programs.ts"
export { LoopbackServer } from "../callback/LoopbackServer.ts"
export { CurrentUser } from "../storage/checkFolder.ts"
export { Gzip } from "../formats/Gzip.ts"
export { StartedAs } from "./output/StartedAs.ts"
export { command } from "./command.ts"
export { runCommand } from "./runCommand.ts"
export { documents, lines } from "./output/documents.ts"
