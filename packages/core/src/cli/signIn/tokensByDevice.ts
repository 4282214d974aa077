import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { awaitDeviceToken, deviceTokenRequest } from "../../auth/awaitDeviceToken.ts"
import { type DeviceCode, deviceCodeRequest, requestDeviceCode } from "../../auth/requestDeviceCode.ts"
import type { Settings } from "../../settings/Settings.ts"
import { isSilent } from "../flags/root.ts"
import { duration } from "../output/amount.ts"
import { hold } from "../output/HeldSecrets.ts"
import { Output } from "../output/Output.ts"
import type { Style } from "../output/Style.ts"
import { lines, say, type Words } from "../output/Words.ts"
import { scopesFor, type SignInUse } from "./signInSteps.ts"

/** Who signs in. */
interface Client {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted<string>
}

/** The requests of such a sign-in, before anything is known of its code. */
export const deviceRequests = (client: Client, settings: Settings, use: SignInUse) => {
  const code: DeviceCode = {
    userCode: "",
    verificationUrl: "",
    deviceCode: client.clientSecret,
    expiresAt: 0,
    pollEvery: 0,
  }
  const asked = { clientId: client.clientId, scopes: scopesFor[use] }
  return [deviceCodeRequest(asked, settings), deviceTokenRequest({ ...client, code }, settings)]
}

const instructions = (style: Style, { expiresAt, userCode, verificationUrl }: DeviceCode, now: number): Words =>
  lines([
    say`Open ${verificationUrl} in a browser, on any device, and enter this code within ${duration(expiresAt - now)}:`,
    "",
    say`  ${style.strong(userCode)}`,
    "",
  ])

/** Says how long there still is: every second where a line can be replaced, and twice a minute where all lines stay. */
const countDown = Effect.fnUntraced(function* ({ expiresAt }: DeviceCode) {
  const { isLive, status, talk } = yield* Output
  if (yield* isSilent) return yield* Effect.never
  const words = Effect.map(
    Clock.currentTimeMillis,
    (now) => `Waiting for the code to be entered: ${duration(Math.max(0, expiresAt - now))} left`,
  )
  const plain = Effect.andThen(
    Effect.sleep("30 seconds"),
    Effect.flatMap(words, (text) => talk(() => say`${text}`)),
  )
  const live = Effect.andThen(Effect.flatMap(words, status), Effect.sleep("1 second"))
  return yield* Effect.forever(isLive ? live : plain)
})

/** Has somebody consent in any browser, and gives the tokens and the data centre of the account. The code is shown to programs too: without it nothing goes on. */
export const tokensByDevice = Effect.fnUntraced(function* (client: Client, settings: Settings, use: SignInUse) {
  const { status, talk } = yield* Output
  const code = yield* requestDeviceCode({ clientId: client.clientId, scopes: scopesFor[use] }, settings)
  yield* hold(code.deviceCode)
  const now = yield* Clock.currentTimeMillis
  yield* talk((style) => instructions(style, code, now))
  return yield* Effect.raceFirst(awaitDeviceToken({ ...client, code }, settings), countDown(code)).pipe(
    Effect.ensuring(status("")),
  )
})
