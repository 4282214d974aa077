import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { parseScopes } from "../../wire/scopes.ts"
import { deviceCodeLifetime, pollInterval, spelledOut, type WaitingDevice } from "../model/DeviceCode.ts"
import { emulatorToken } from "../model/emulatorToken.ts"
import { hexDigits } from "../model/ids.ts"
import type { Origin } from "../requests/origin.ts"
import { World } from "../world/World.ts"
import { changeState, currentState, nextNumber, withEntry } from "../world/currentState.ts"
import { answer, giveToken, makeRefreshToken, parametersOf, refuse } from "./answers.ts"

/** Where a user enters a code, in a browser. */
export const devicePath = "/oauth/v3/device"

const changeDevices = (change: (devices: ReadonlyMap<string, WaitingDevice>) => ReadonlyMap<string, WaitingDevice>) =>
  changeState(({ tokens, ...state }) => ({ ...state, tokens: { ...tokens, devices: change(tokens.devices) } }))

/** `POST /oauth/v3/device/code`: a code for the user of a device, and one for the device (Zoho's page on initiation requests). */
export const giveDeviceCode = Effect.fnUntraced(function* (origin: Origin) {
  const { access_type: access, client_id: client, grant_type: grant, scope } = yield* parametersOf(origin)
  if (client !== emulatorToken) return yield* refuse("invalid_client")
  if (grant !== "device_request") return yield* refuse("unsupported_grant_type")
  if (scope === undefined || scope === "") return yield* refuse("invalid_scope")
  const number = yield* nextNumber
  const now = yield* Clock.currentTimeMillis
  const letters = hexDigits(`user code ${number}`, 8).toUpperCase()
  const userCode = `${letters.slice(0, 4)}-${letters.slice(4)}`
  const deviceCode = `1004.${hexDigits(`device ${number}`, 32)}.${hexDigits(`device ${number}.`, 32)}`
  const device: WaitingDevice = {
    userCode,
    scopes: parseScopes(scope),
    isOffline: access === "offline",
    expiresAt: now + deviceCodeLifetime,
    consent: "none yet",
    polledAt: -Infinity,
  }
  yield* changeDevices((devices) => withEntry(devices, deviceCode, device))
  return yield* answer({
    user_code: userCode,
    device_code: deviceCode,
    interval: pollInterval,
    expires_in: deviceCodeLifetime,
    verification_url: `${origin.url.origin}${devicePath}`,
  })
})

/** `POST /oauth/v3/device/token`: how the consent is doing, and the token once it is given (Zoho's pages on polling requests and on several data centres). */
export const pollDevice = Effect.fnUntraced(function* (origin: Origin) {
  const { client_id: client, client_secret: secret, code = "", grant_type: grant } = yield* parametersOf(origin)
  if (client !== emulatorToken) return yield* refuse("invalid_client")
  if (secret !== emulatorToken) return yield* refuse("invalid_client_secret")
  if (grant !== "device_token") return yield* refuse("unsupported_grant_type")
  const { settings } = yield* World
  const now = yield* Clock.currentTimeMillis
  const device = (yield* currentState).tokens.devices.get(code)
  if (device === undefined) return yield* refuse("invalid_code")
  yield* changeDevices((devices) => withEntry(devices, code, { ...device, polledAt: now }))
  if (now - device.polledAt < pollInterval) return yield* refuse("slow_down")
  if (now > device.expiresAt) return yield* refuse("expired")
  if (device.consent === "denied") return yield* refuse("access_denied")
  if (device.consent === "none yet") return yield* refuse("authorization_pending")
  const home = settings.dataCenter
  if (home !== undefined && origin.dataCenter !== undefined && origin.dataCenter !== home) {
    return yield* answer({ user_location: home, error: "other_dc" })
  }
  yield* changeDevices((devices) => new Map([...devices].filter(([each]) => each !== code)))
  return yield* giveToken(yield* makeRefreshToken("1004", device.scopes), device.isOffline, origin)
})

/** The device whose user has such a code, if it still waits for consent. */
const waitingFor = Effect.fnUntraced(function* (userCode: string) {
  const now = yield* Clock.currentTimeMillis
  const { devices } = (yield* currentState).tokens
  return [...devices].find(
    ([, device]) =>
      spelledOut(device.userCode) === spelledOut(userCode) && device.consent === "none yet" && now <= device.expiresAt,
  )
})

/** What a user answers to a device's request for consent; the scopes that were asked for, or nothing where no device waits with that code. */
export const answerDevice = Effect.fnUntraced(function* (userCode: string, consent: "allowed" | "denied") {
  const found = yield* waitingFor(userCode)
  if (found === undefined) return undefined
  const [code, device] = found
  yield* changeDevices((devices) => withEntry(devices, code, { ...device, consent }))
  return device.scopes
})
