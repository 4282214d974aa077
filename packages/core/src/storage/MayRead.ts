import * as Context from "effect/Context"

/**
 * Whether the runtime lets the program look at a file or folder without asking anybody: folders above the program's own, at which it need not
 * look, are left alone otherwise. Only Deno keeps any from it, and its runner says which.
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
