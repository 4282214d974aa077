import * as ConfigProvider from "effect/ConfigProvider"
import type * as Layer from "effect/Layer"
import { grantVariables } from "../auth/RefreshGrant.ts"
import { accessTokenVariable } from "../auth/tokenFromConfig.ts"
import { settingNames } from "../settings/settingNames.ts"

/** The variables that a connection is configured from. */
export const connectionVariables: ReadonlyArray<string> = [
  accessTokenVariable,
  ...grantVariables,
  ...Object.values(settingNames).map(({ variable }) => variable),
]

/**
 * Provides configuration from named variables alone, read one by one: no runtime is asked for its whole environment, which
 * Deno would not give away with `--allow-env=NAME`.
 *
 * @category configuration
 */
export const layerVariables = (
  names: ReadonlyArray<string>,
  read: (name: string) => string | undefined,
): Layer.Layer<never> => {
  const set = names.flatMap((name) => {
    const value = read(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return ConfigProvider.layer(ConfigProvider.fromEnv({ env: Object.fromEntries(set) }))
}
