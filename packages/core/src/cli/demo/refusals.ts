import { layerAccessToken } from "../../auth/layerAccessToken.ts"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { authorization } from "../../auth/AccessToken.ts"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import { layerSettings, type ZohoConnection } from "../../connection/ZohoConnection.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { emulatorToken, emulatorTokenWithoutScope } from "../../emulator/model/emulatorToken.ts"
import type { CallFailure } from "../../failure/CallFailure.ts"
import { interpretAnswer } from "../../connection/interpretAnswer.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { getJobDetails, type GetJobDetailsFailure } from "../../jobs/getJobDetails.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { send } from "../../transport/send.ts"
import { operations } from "../../wire/Operation.ts"
import { layerEmulated } from "../run/emulated.ts"

/** A refusal, and what was asked to meet it. */
export interface MetRefusal {
  readonly asked: string
  readonly failure: GetJobDetailsFailure | InvalidSettings
  /** Whether it took a request that the client itself would never send. */
  readonly isRaw: boolean
}

/** A connection to the built-in emulator. */
export const layerEmulatedZoho = (settings: Settings, token: string): Layer.Layer<ZohoConnection, InvalidSettings> =>
  layerSettings(settings).pipe(Layer.provide(layerAccessToken(Redacted.make(token))), Layer.provide(layerEmulated()))

const knownJob = "4150868000005350003"
const unknownReadJob = "415086800000537604"
const unknownWriteJob = "415086800000535000"

/** Changes a request to a known job into one that the client would not make. */
type Spoil = (request: OutgoingRequest) => OutgoingRequest

const withMisspeltPath: Spoil = (request) => {
  const url = new URL(request.url.href.replace("/write/", "/writ/"))
  return { ...request, url, context: { ...request.context, url: url.href } }
}

const withMethodPut: Spoil = (request) => ({
  ...request,
  method: "PUT",
  context: { ...request.context, method: "PUT" },
})

const withoutToken: Spoil = (request) => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== "authorization")),
})

const askSpoilt = Effect.fnUntraced(function* (
  settings: Settings,
  spoil: Spoil,
): Effect.fn.Return<unknown, CallFailure> {
  const request = outgoingRequest(settings, operations.getWriteJob, { jobId: knownJob })
  const headers = {
    ...request.headers,
    authorization: authorization("Zoho-oauthtoken", Redacted.make(emulatorToken)),
  }
  const spoilt = spoil({ ...request, headers })
  const answer = yield* Effect.provide(send(spoilt), layerEmulated())
  return yield* Effect.fromResult(interpretAnswer(spoilt.context, answer, yield* CurrentLimits))
})

/** Meets every recorded refusal in turn. */
export const meetRefusals = (settings: Settings): Effect.Effect<ReadonlyArray<MetRefusal>> => {
  const get = (kind: "read" | "write", id: string, token: string) =>
    Effect.provide(getJobDetails({ kind, id }), layerEmulatedZoho(settings, token))
  const meetings = [
    { asked: "A read job that does not exist", isRaw: false, ask: get("read", unknownReadJob, emulatorToken) },
    { asked: "A write job that does not exist", isRaw: false, ask: get("write", unknownWriteJob, emulatorToken) },
    { asked: "A token without the scope", isRaw: false, ask: get("write", knownJob, emulatorTokenWithoutScope) },
    { asked: "A token that is not valid", isRaw: false, ask: get("write", knownJob, "not-a-token") },
    { asked: "No token at all", isRaw: true, ask: askSpoilt(settings, withoutToken) },
    { asked: "A wrong path", isRaw: true, ask: askSpoilt(settings, withMisspeltPath) },
    { asked: "A wrong method", isRaw: true, ask: askSpoilt(settings, withMethodPut) },
  ] as const
  return Effect.forEach(meetings, ({ ask, asked, isRaw }) =>
    Effect.map(Effect.flip(ask as Effect.Effect<unknown, MetRefusal["failure"]>), (failure): MetRefusal => ({
      asked,
      failure,
      isRaw,
    })),
  ).pipe(Effect.orDie)
}
