import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type { EmulatorOptions } from "../../emulator/model/EmulatorOptions.ts"

/** The built-in emulator as the `HttpClient`; it is loaded only where somebody asks for it. */
export const layerEmulated = (options: EmulatorOptions = {}): Layer.Layer<HttpClient.HttpClient> =>
  Layer.unwrap(
    Effect.map(
      Effect.promise(() => import("../../emulator/Emulator.ts")),
      ({ layerHttpClient }) => Layer.orDie(layerHttpClient(options)),
    ),
  )
