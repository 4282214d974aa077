import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { type DataCenter } from "../domain/DataCenter.ts"
import { describeType } from "../failure/describeValue.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import { settingsOf, type Settings } from "../settings/Settings.ts"
import { resolveOptions } from "../settings/SettingsOptions.ts"
import { type TrustedHosts, trustedHosts } from "../settings/TrustedHosts.ts"

/**
 * Who issues our tokens, and which hosts may receive them: a part of the settings of a connection.
 *
 * **Example** (The accounts host that tokens come from)
 *
 * ```ts
 * import { type Auth, Settings } from "@zoho-bulk/core"
 * import { Result } from "effect"
 *
 * const accountsHost = ({ hosts }: Auth.TokenIssuer): string => hosts.accounts.host
 *
 * export const host = Result.map(Settings.resolve({ dataCenter: "eu" }), accountsHost)
 * ```
 *
 * @category models
 */
export type TokenIssuer = Pick<Settings, "dataCenter" | "apiVersion" | "hosts" | "unreadable">

/** Names Zoho's own issuer of a data centre. */
export const issuerOf = (dataCenter: DataCenter): TokenIssuer => settingsOf([{ dataCenter }])

const isIssuer = (issuer: unknown): issuer is TokenIssuer =>
  Predicate.isObject(issuer) && Predicate.isObject(issuer["hosts"]) && issuer["hosts"]["accounts"] instanceof URL

/** A longer text, in characters, does not name a data centre in any spelling; it could be a secret in its place. */
const longestName = 20

/** Reads who issues tokens: settings that are resolved, or Zoho's own issuer of a data centre. */
export const readIssuer = (issuer: TokenIssuer | DataCenter): Result.Result<TokenIssuer, InvalidSettings> => {
  if (isIssuer(issuer)) return Result.succeed(issuer)
  if (typeof issuer === "string" && issuer.length <= longestName) return resolveOptions({ dataCenter: issuer })
  const problem = `The issuer is ${describeType(issuer)}`
  const remedy = "Give a data centre such as eu, or settings from Settings.resolve."
  return Result.fail(malformedSetting("issuer", problem, remedy))
}

/** Where the tokens of an issuer may go. */
export const trustedBy = ({ dataCenter, hosts }: TokenIssuer): TrustedHosts =>
  trustedHosts(dataCenter, Object.values(hosts))
