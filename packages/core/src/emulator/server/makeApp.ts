import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { BeforeBreak, untilSent } from "../faults/BeforeBreak.ts"
import { onZohosClock } from "../world/onZohosClock.ts"
import { World } from "../world/World.ts"
import { answerRequest } from "./answerRequest.ts"
import { forKnownHosts } from "./forKnownHosts.ts"
import { receiving } from "./receiving.ts"

/**
 * An app as Effect's servers accept it.
 *
 * **Example** (A web handler, as `Deno.serve` accepts it)
 *
 * ```ts
 * import { Emulator, layer } from "@zoho-bulk/core/emulator"
 * import { Effect } from "effect"
 * import { HttpEffect } from "effect/http"
 *
 * export const handler = Emulator.pipe(
 *   Effect.map(({ app }) => HttpEffect.toWebHandler(app)),
 *   Effect.provide(layer({ jobDuration: "10 seconds" })),
 * )
 * ```
 *
 * @category testing
 */
export type EmulatorApp = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  HttpServerRequest.HttpServerRequest
>

/**
 * Makes the app of a world, to serve on a port: anyone who can reach that port is a stranger, and so is what they send.
 *
 * A connection that must break before the answer breaks at its first byte: an app cannot hang up.
 */
export const makeApp = (world: World["Service"]): EmulatorApp =>
  receiving(answerRequest).pipe(
    onZohosClock(world),
    Effect.catch((reset) => Effect.succeed(HttpServerResponse.stream(Stream.fail(reset)))),
    Effect.provideService(World, world),
    Effect.provideService(BeforeBreak, untilSent),
    (app) => forKnownHosts(app, world.settings.hostNames),
  )
