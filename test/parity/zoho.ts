import type { RequestListener } from "node:http"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { emulatedOnPort } from "../support/emulatedOnPort.ts"
import { serve } from "../support/loopback.ts"
import type { Case } from "./Case.ts"

type Requests = ReadonlyArray<{ readonly method: string; readonly path: string; readonly status: number }>

/** An emulated Zoho, whose jobs are done at once unless told otherwise: how often one looks at them is a matter of time. */
export const emulated = (options: Emulator.EmulatorOptions = {}): NonNullable<Case["zoho"]> =>
  Effect.map(Effect.orDie(emulatedOnPort({ jobDuration: 0, ...options })), ({ emulator, origin }) => ({
    origin,
    asked: Effect.map(emulator.report, ({ requests }) => [
      ...new Set((requests as Requests).map(({ method, path, status }) => `${method} ${path}: ${status}`)),
    ]),
  }))

/** A server that answers every request in its own way. */
export const answering = (listener: RequestListener): NonNullable<Case["zoho"]> =>
  Effect.map(serve(listener), ({ origin, requests }) => ({
    origin,
    asked: Effect.sync(() => requests.map(({ method, url }) => `${method} ${url}`)),
  }))

/** A port at which nobody listens. */
export const nobody: NonNullable<Case["zoho"]> = Effect.map(
  Effect.scoped(serve((_request, response) => response.end())),
  ({ origin }) => ({ origin, asked: Effect.succeed([]) }),
)

/** The variables of somebody who has a token for the Zoho that is served. */
export const withToken = { ZOHO_API_DOMAIN: "{origin}", ZOHO_ACCESS_TOKEN: "emulator" }
