import * as Context from "effect/Context"

/**
 * Who this process is, in words by which people find it, such as `process 4711 on backup-1`: those are told it who want a lock that this process
 * has. Each runner brings it along with the files of its machine.
 *
 * **Example** (By the name of a service)
 *
 * ```ts
 * import { ThisProcess } from "@zoho-bulk/core/runtime"
 * import { Effect } from "effect"
 *
 * export const asNightly = Effect.provideService(ThisProcess, "the nightly copy on backup-1")
 * ```
 *
 * @category services
 */
export class ThisProcess extends Context.Reference<string | undefined>("@zoho-bulk/core/storage/ThisProcess", {
  defaultValue: () => undefined,
}) {}
