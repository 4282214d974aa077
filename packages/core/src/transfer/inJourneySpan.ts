import * as Stream from "effect/Stream"
import { withPatience } from "../connection/withPatience.ts"
import { moduleAttribute } from "../transport/telemetry.ts"

/** Runs a journey in a span of its own. Nothing is made of the request before it runs: programs without types may give anything for one. */
export const inJourneySpan = <A, E, R>(
  name: "exportModule" | "exportCalendar" | "importRows",
  request: { readonly module: string },
  journey: () => Stream.Stream<A, E, R>,
): Stream.Stream<A, E, R> =>
  Stream.suspend(() =>
    Stream.withSpan(withPatience(journey()), `zoho-bulk.${name}`, { attributes: moduleAttribute(request?.module) }),
  )
