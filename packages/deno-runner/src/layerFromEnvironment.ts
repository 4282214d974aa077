import { type Failure, layerFromConfig, type ZohoConnection } from "@zoho-bulk/core"
import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
import * as Layer from "effect/Layer"
import { isReadable, readVariable } from "./environment.ts"
import { layerHttpClient } from "./httpClient.ts"

/**
 * Provides a connection from environment variables, over Deno's HTTP: all that a program on Deno needs. A
 * `ConfigProvider` that the program provides takes precedence over the variables.
 *
 * Fails with `InvalidSettings` if a setting or the token is missing, malformed, or contradicts another.
 *
 * **Gotchas**
 *
 * Build it once, with `ManagedRuntime` or one `Effect.provide` for the program: a connection that is built again for
 * each call starts without open connections, and does not know how long jobs take.
 *
 * It is one layer, and one connection within a program: for a second organisation, use `layerFromConfig()` with its own
 * `ConfigProvider`.
 *
 * **Example** (A service that looks at jobs)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { layerFromEnvironment } from "@zoho-bulk/deno-runner"
 * import { Effect, ManagedRuntime } from "effect"
 *
 * const zoho = ManagedRuntime.make(layerFromEnvironment)
 *
 * export const stateOf = (id: string) => zoho.runPromise(Effect.map(getJobDetails({ id }), (job) => job.state))
 * ```
 *
 * @category layers
 */
export const layerFromEnvironment: Layer.Layer<ZohoConnection, Failure.InvalidSettings> = Layer.provide(
  layerFromConfig(),
  Layer.merge(
    layerHttpClient,
    Layer.suspend(() => layerVariables(connectionVariables, { read: readVariable, isReadable })),
  ),
)
