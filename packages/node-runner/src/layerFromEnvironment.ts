import { connectionVariables, type InvalidSettings, layerVariables, ZohoConnection } from "@zoho-bulk/core"
import * as Layer from "effect/Layer"
import { readVariable } from "./environment.ts"
import { layerHttpClient } from "./httpClient.ts"

/**
 * Provides a connection as the environment variables say, over Node's HTTP: all that a program on Node needs.
 */
export const layerFromEnvironment: Layer.Layer<ZohoConnection, InvalidSettings> = ZohoConnection.layerConfig.pipe(
  Layer.provide(layerHttpClient),
  Layer.provide(Layer.suspend(() => layerVariables(connectionVariables, readVariable))),
)
