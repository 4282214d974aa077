import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { layerMetrics } from "@zoho-bulk/core/Progress"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

/** A connection to an emulated Zoho in this process, whose calls are counted. */
export const connected = (options: Emulator.EmulatorOptions) =>
  layerMetrics.pipe(
    Layer.provide(ZohoConnection.layer({ orgId: "694902309", auth: layerAccessToken(Redacted.make("emulator")) })),
    Layer.provide(Emulator.layerHttpClient({ jobDuration: 0, ...options })),
  )
