import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { grantVariables } from "../auth/RefreshGrant.ts"
import { accessTokenVariable } from "../auth/AccessToken.ts"
import { settingNames } from "../settings/settingNames.ts"
import { UnreadableVariables } from "../settings/UnreadableVariables.ts"

/**
 * The variables that configure a connection.
 *
 * **Example** (The Deno permission that suffices)
 *
 * ```ts
 * import { connectionVariables } from "@zoho-bulk/core/runtime"
 *
 * export const flag = `--allow-env=${connectionVariables.join(",")}`
 * ```
 *
 * @category configuration
 */
export const connectionVariables: ReadonlyArray<string> = [
  accessTokenVariable,
  ...grantVariables,
  ...Object.values(settingNames).map(({ variable }) => variable),
]

/**
 * The environment of a program, one variable at a time.
 *
 * **Example** (Variables from a table)
 *
 * ```ts
 * import type { Environment } from "@zoho-bulk/core/runtime"
 *
 * export const environmentOf = (variables: ReadonlyMap<string, string>): Environment => ({
 *   read: (name) => variables.get(name),
 * })
 * ```
 *
 * @category models
 */
export interface Environment {
  /** Returns the value of a variable, or `undefined` if it is not set or may not be read. */
  readonly read: (name: string) => string | undefined
  /** Checks whether a variable may be read; by default all may. */
  readonly isReadable?: ((name: string) => boolean) | undefined
}

const layerNamed = (
  names: ReadonlyArray<string>,
  { isReadable = () => true, read }: Environment,
): Layer.Layer<never> => {
  const set = names.flatMap((name) => {
    const value = read(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Layer.merge(
    ConfigProvider.layer(ConfigProvider.fromEnv({ env: Object.fromEntries(set) })),
    Layer.succeed(
      UnreadableVariables,
      names.filter((name) => !isReadable(name)),
    ),
  )
}

/**
 * Provides configuration from the named variables alone, read one by one when the layer is built: it never reads the
 * whole environment, which Deno does not allow with `--allow-env=NAME`. A `ConfigProvider` that the program provides
 * takes precedence.
 *
 * **Example** (A connection on your own runtime)
 *
 * ```ts
 * import { layerFromConfig } from "@zoho-bulk/core"
 * import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
 * import { Layer } from "effect"
 *
 * export const zoho = (read: (name: string) => string | undefined) =>
 *   Layer.provide(layerFromConfig(), layerVariables(connectionVariables, { read }))
 * ```
 *
 * @category layers
 */
export const layerVariables = (names: ReadonlyArray<string>, environment: Environment): Layer.Layer<never> =>
  Layer.unwrap(
    Effect.map(Effect.context(), (context) =>
      context.mapUnsafe.has(ConfigProvider.ConfigProvider.key) ? Layer.empty : layerNamed(names, environment),
    ),
  )
