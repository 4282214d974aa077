import { type DataCenter } from "../domain/DataCenter.ts"
import { settingsOf, type Settings } from "../settings/Settings.ts"
import { type TrustedHosts, trustedHosts } from "../settings/TrustedHosts.ts"

/**
 * Who makes our tokens, and which hosts may get them: a part of the settings of a connection.
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

/** Where the tokens of an issuer may go. */
export const trustedBy = ({ dataCenter, hosts }: TokenIssuer): TrustedHosts =>
  trustedHosts(dataCenter, Object.values(hosts))
