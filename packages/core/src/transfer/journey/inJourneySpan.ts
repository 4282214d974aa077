import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { withPatience } from "../../connection/withPatience.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { hideInFailures } from "../../failure/hideSecrets.ts"
import { moduleAttribute } from "../../transport/telemetry.ts"
import { ofJourney } from "./journeyFailure.ts"

/** Runs a journey in a span of its own; its failures are those of a journey. Nothing is made of the request before it runs: programs without types may give anything for one. */
export const inJourneySpan = <A, E, R>(
  name: "exportModule" | "exportCalendar" | "importRows" | "resumeExport" | "resumeImport",
  request: { readonly module: string } | undefined,
  journey: () => Stream.Stream<A, E, R>,
): Stream.Stream<A, E, R | ZohoConnection> =>
  Stream.unwrap(
    Effect.map(ZohoConnection, ({ hide = (text: string) => text }) =>
      withPatience(journey()).pipe(
        Stream.mapError(ofJourney),
        // What Zoho sends as a row may be a token, too.
        Stream.catchCause((cause) => Stream.fromEffect(hideInFailures(hide)(Effect.failCause(cause)))),
      ),
    ),
  ).pipe(Stream.withSpan(`zoho-bulk.${name}`, { attributes: moduleAttribute(request?.module) }))
