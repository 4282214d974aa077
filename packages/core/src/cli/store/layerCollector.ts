import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as OtlpMetrics from "effect/observability/OtlpMetrics"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import * as OtlpTracer from "effect/observability/OtlpTracer"
import * as Result from "effect/Result"
import { version } from "../../transport/userAgent.ts"
import { RuntimeHttp } from "../run/RuntimeHttp.ts"

/** A value is percent-encoded; one that cannot be is taken as it stands. */
const decoded = (value: string): string =>
  Result.getOrElse(
    Result.try(() => decodeURIComponent(value)),
    () => value,
  )

/** Reads `name=value,name=value`, as the variable of headers has it. */
const headersIn = (text: string): ReadonlyArray<readonly [string, string]> =>
  text.split(",").flatMap((pair) => {
    const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
    return name === undefined || value === undefined ? [] : [[name, decoded(value)] as const]
  })

/** Sends traces and metrics to a collector, by OTLP over HTTP. */
export const layerCollector = (endpoint: string) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const given = yield* Effect.orDie(Config.String("OTEL_EXPORTER_OTLP_HEADERS").pipe(Config.withDefault("")))
      const base = endpoint.replace(/\/+$/, "")
      const options = {
        resource: { serviceName: "zoho-bulk", serviceVersion: version },
        headers: headersIn(given),
      }
      return Layer.mergeAll(
        OtlpTracer.layer({ ...options, url: `${base}/v1/traces` }),
        OtlpMetrics.layer({ ...options, url: `${base}/v1/metrics` }),
      ).pipe(Layer.provide(OtlpSerialization.layerJson), Layer.provide(yield* RuntimeHttp))
    }),
  )
