import * as Stream from "effect/Stream"
import { moduleAttribute } from "../transport/telemetry.ts"
import { ofJourney } from "./journeyFailure.ts"

/** Runs a journey in a span of its own; its failures are those of a journey. Nothing is made of the request before it runs: programs without types may give anything for one. */
export const inJourneySpan = <A, E, R>(
  name: "exportModule" | "exportCalendar" | "importRows",
  request: { readonly module: string },
  journey: () => Stream.Stream<A, E, R>,
): Stream.Stream<A, E, R> =>
  Stream.suspend(() =>
    journey().pipe(
      Stream.mapError(ofJourney),
      Stream.withSpan(`zoho-bulk.${name}`, { attributes: moduleAttribute(request?.module) }),
    ),
  )
