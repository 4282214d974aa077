import * as Context from "effect/Context"

/**
 * Describes this process so that people can find it, such as `process 4711 on backup-1`: it is shown to anyone who
 * wants a lock that this process has. Each runner provides it along with the files of its machine.
 *
 * **Example** (The name of a service)
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
