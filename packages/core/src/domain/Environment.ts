import * as Schema from "effect/Schema"

/**
 * Zoho's environments of one organisation.
 *
 * **Example** (Everything but production)
 *
 * ```ts
 * import { Settings } from "@zoho-bulk/core"
 *
 * export const harmless = Settings.environments.filter((name) => name !== "production")
 * ```
 *
 * @category models
 */
export const environments = ["production", "sandbox", "developer"] as const

/**
 * An environment of a Zoho organisation; `production` is the default. Each has its own API host; they share the
 * accounts, upload and download hosts.
 *
 * **Example** (The sandbox, while a program is tried out)
 *
 * ```ts
 * import { Auth, type Settings, ZohoConnection } from "@zoho-bulk/core"
 *
 * const environment: Settings.Environment = "sandbox"
 *
 * export const zoho = ZohoConnection.layer({ environment, auth: Auth.fromConfig() })
 * ```
 *
 * @category models
 */
export const Environment = /*#__PURE__*/ Schema.Literals(environments)

/** @category models */
export type Environment = typeof Environment.Type

/** The environment used if none is set. */
export const defaultEnvironment: Environment = "production"

/** Reads an environment regardless of case. Returns `undefined` for anything else. */
export const parseEnvironment = (input: string): Environment | undefined =>
  environments.find((environment) => environment === input.trim().toLowerCase())
