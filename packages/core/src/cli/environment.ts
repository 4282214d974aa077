import * as ConfigProvider from "effect/ConfigProvider"
import type * as Layer from "effect/Layer"
import { accessTokenVariable, grantVariables } from "../auth/AccessToken.ts"
import { settingNames } from "../connection/settingNames.ts"
import { proxyVariables } from "../transport/proxyVariables.ts"

/** What decides how output looks. */
const displayVariables = ["NO_COLOR", "FORCE_COLOR", "TERM", "CI"]

/** Every variable that the command reads, by name: on Deno, what `--allow-env` has to list and nothing more. */
export const environmentVariables: ReadonlyArray<string> = [
  ...new Set([
    accessTokenVariable,
    ...grantVariables,
    ...Object.values(settingNames).map(({ variable }) => variable),
    ...displayVariables,
    ...Object.values(proxyVariables).flat(),
  ]),
]

/** Provides configuration from the named variables alone, read one by one; no runtime is asked for all of them. */
export const layerVariables = (read: (name: string) => string | undefined): Layer.Layer<never> => {
  const set = environmentVariables.flatMap((name) => {
    const value = read(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return ConfigProvider.layer(ConfigProvider.fromEnv({ env: Object.fromEntries(set) }))
}
