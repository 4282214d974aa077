import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { makeWorldUnsafe, World } from "../world/World.ts"
import { answerRequest } from "./answerRequest.ts"

export { emulatorToken, emulatorTokenWithoutScope } from "../model/emulatorToken.ts"

/** An app as servers and clients in process take it. */
export type EmulatorApp = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  HttpServerRequest.HttpServerRequest
>

/**
 * Makes the app of a world, to be served on a port: API, accounts, upload and downloads by their paths.
 *
 * A connection that is to break before the answer breaks at its first byte: an app cannot hang up.
 */
export const appOf = (world: World["Service"]): EmulatorApp =>
  answerRequest.pipe(
    Effect.catch((reset) => Effect.succeed(HttpServerResponse.stream(Stream.fail(reset)))),
    Effect.provideService(World, world),
  )

const defaultWorld = makeWorldUnsafe()

/**
 * An emulated Zoho CRM as an HTTP app: router, then gate, then bulk service, each answering as Zoho's own does.
 *
 * All who serve it see one world, as it is without options and without callbacks; `Emulator` makes others.
 */
export const emulatorApp: EmulatorApp = appOf(defaultWorld)
