/**
 * The `zoho-bulk` command, for runners to run.
 */
export { environmentVariables, layerVariables } from "./environment.ts"
export { exitCode, teardown } from "./ExitCode.ts"
export { LoopbackServer, PortUnavailable } from "./LoopbackServer.ts"
export { runCommand } from "./runCommand.ts"
