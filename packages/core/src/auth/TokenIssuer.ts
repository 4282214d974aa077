import { type ApiVersion, defaultApiVersion } from "../domain/ApiVersion.ts"
import { type DataCenter, hostsOf } from "../domain/DataCenter.ts"
import { defaultEnvironment } from "../domain/Environment.ts"
import { type TrustedHosts, trustedHosts } from "../transport/TrustedHosts.ts"

/**
 * Who makes our tokens, and which hosts may get them. The settings of a connection are one.
 *
 * @category models
 */
export interface TokenIssuer {
  readonly dataCenter: DataCenter
  readonly apiVersion: ApiVersion
  readonly hosts: Readonly<Record<"api" | "accounts" | "upload" | "download", URL>>
}

/** Names Zoho's own issuer of a data centre. */
export const issuerOf = (dataCenter: DataCenter): TokenIssuer => {
  const { accounts, api, download, upload } = hostsOf(dataCenter, defaultEnvironment)
  const at = (host: string): URL => new URL(`https://${host}`)
  return {
    dataCenter,
    apiVersion: defaultApiVersion,
    hosts: { api: at(api), accounts: at(accounts), upload: at(upload), download: at(download) },
  }
}

/** Where the tokens of an issuer may go. */
export const trustedBy = ({ dataCenter, hosts }: TokenIssuer): TrustedHosts =>
  trustedHosts(dataCenter, Object.values(hosts))
