import * as Context from "effect/Context"

/**
 * Whether the runtime lets the program read a file or folder without asking: otherwise, folders above the program's
 * own, which it need not read, are left alone. Only Deno restricts this, and its runner knows how.
 *
 * **Example** (Nothing above its own folder)
 *
 * ```ts
 * import { MayRead } from "@zoho-bulk/core/runtime"
 * import { Effect } from "effect"
 *
 * export const withinItsOwn = Effect.provideService(MayRead, (path) => path.startsWith("/var/lib/reports"))
 * ```
 *
 * @category services
 */
export class MayRead extends Context.Reference<(path: string) => boolean>("@zoho-bulk/core/storage/MayRead", {
  defaultValue: () => () => true,
}) {}
