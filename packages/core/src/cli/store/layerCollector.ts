import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Otlp from "effect/observability/Otlp"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import { version } from "../../transport/userAgent.ts"
import { RuntimeHttp } from "../run/RuntimeHttp.ts"

/** Sends traces and metrics to the collector that the usual variables name. */
export const layerCollector = Otlp.layerFromConfig({
  resource: { serviceName: "zoho-bulk", serviceVersion: version },
}).pipe(
  Layer.provide(OtlpSerialization.layerJson),
  Layer.provide(Layer.unwrap(Effect.map(RuntimeHttp, (http) => http))),
)
