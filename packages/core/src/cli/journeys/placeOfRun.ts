import * as Effect from "effect/Effect"
import type { SettingsInput } from "../../settings/settingNames.ts"
import { profileNameOfRun, settingsOfRun } from "../run/connect.ts"

/**
 * Where a run leads, as its journey remembers it: the API host, and all settings but the token, wherever they came from. A sign-in is
 * remembered by its name, where somebody named it.
 */
export const placeOfRun = Effect.gen(function* () {
  const { apiVersion, dataCenter, environment, followsToken, hosts, maxConcurrency, orgId } =
    yield* settingsOfRun(false)
  const { isNamed, name } = yield* profileNameOfRun
  const settings: SettingsInput = {
    apiVersion,
    dataCenter,
    accountsUrl: hosts.accounts.origin,
    uploadUrl: hosts.upload.origin,
    downloadUrl: hosts.download.origin,
    // Said, they would keep the connection from following the host that Zoho names with a token.
    ...(followsToken ? {} : { apiDomain: hosts.api.origin, environment }),
    ...(orgId === undefined ? {} : { orgId }),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency: String(maxConcurrency) }),
    ...(isNamed ? { profile: name } : {}),
  }
  return { host: hosts.api.host, settings }
})
