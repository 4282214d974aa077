import { accessTokenVariable } from "../../auth/AccessToken.ts"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import type { Settings } from "../../settings/Settings.ts"
import { defaultDataCenter } from "../../domain/DataCenter.ts"
import { defaultEnvironment } from "../../domain/Environment.ts"

/** Where the token of a run comes from. */
export type TokenSource =
  | { readonly _tag: "Token" }
  | { readonly _tag: "Grant" }
  | { readonly _tag: "SignIn"; readonly name: string; readonly settings: Settings; readonly startedAs: string }

const [clientId, clientSecret, refreshToken] = grantVariables

/** The command that signs in again where somebody is signed in now. */
const signInAgain = ({
  name,
  settings: { dataCenter, environment },
  startedAs,
}: TokenSource & { readonly _tag: "SignIn" }): string =>
  [
    `${startedAs} auth login`,
    ...(name === "default" ? [] : [`--profile ${name}`]),
    ...(dataCenter === defaultDataCenter ? [] : [`--data-center ${dataCenter}`]),
    ...(environment === defaultEnvironment ? [] : [`--environment ${environment}`]),
  ].join(" ")

/** What to do where the token cannot do enough. */
export const askForScopes = (source: TokenSource, scopes: ReadonlyArray<string>): string => {
  const list = scopes.join(",")
  switch (source._tag) {
    case "Token":
      return `Set ${accessTokenVariable} to a token with the scopes ${list}`
    case "Grant":
      return `Set ${refreshToken} to a refresh token with the scopes ${list}`
    case "SignIn":
      return `Sign in again: ${signInAgain(source)}, with a code for the scopes ${list}`
  }
}

/** What to do where Zoho knows the token or its grant nowhere. */
export const askForAnother = (source: TokenSource, code?: string): string => {
  switch (source._tag) {
    case "Token":
      return `Set ${accessTokenVariable} to a new token: tokens are valid for one hour.`
    case "Grant":
      if (code === "invalid_client") return `Set ${clientId} to the client id that Zoho's API console shows.`
      if (code === "invalid_client_secret")
        return `Set ${clientSecret} to the client secret that Zoho's API console shows.`
      return `Set ${refreshToken} to a new refresh token: this one was revoked, or belongs to another client.`
    case "SignIn":
      return `Sign in again: ${signInAgain(source)}`
  }
}
