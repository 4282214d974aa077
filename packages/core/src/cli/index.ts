/**
 * The `zoho-bulk` command, for runners to run.
 */
export { environmentVariables } from "./environment.ts"
export { type CommandFailure, exitCode, exitCodeOf, teardown } from "./ExitCode.ts"
export type { RuntimeName } from "./help/layerHelp.ts"
export { LoopbackServer, PortUnavailable } from "./LoopbackServer.ts"
export { command, runCommand } from "./runCommand.ts"
export { documents, lines } from "./documents.ts"
