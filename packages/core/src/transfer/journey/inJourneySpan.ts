import * as Stream from "effect/Stream"
import { withPatience } from "../../connection/withPatience.ts"
import { moduleAttribute } from "../../transport/telemetry.ts"
import { ofJourney } from "./journeyFailure.ts"

/** Runs a journey in a span of its own; its failures are those of a journey. Nothing is made of the request before it runs: programs without types may give anything for one. */
export const inJourneySpan = <A, E, R>(
  name: "exportModule" | "exportCalendar" | "importRows" | "resumeExport" | "resumeImport",
  request: { readonly module: string } | undefined,
  journey: () => Stream.Stream<A, E, R>,
): Stream.Stream<A, E, R> =>
  Stream.suspend(() =>
    withPatience(journey()).pipe(
      Stream.mapError(ofJourney),
      Stream.withSpan(`zoho-bulk.${name}`, { attributes: moduleAttribute(request?.module) }),
    ),
  )
