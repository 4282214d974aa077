import * as Schema from "effect/Schema"

/** Zoho's environments of one organisation. */
export const environments = ["production", "sandbox", "developer"] as const

/**
 * An environment of a Zoho organisation; each has an API host of its own and shares accounts, upload and download hosts.
 *
 * @category models
 */
export const Environment = Schema.Literals(environments)

/** @category models */
export type Environment = typeof Environment.Type

/** The environment used where none is set. */
export const defaultEnvironment: Environment = "production"

/** Reads an environment regardless of case. Returns `undefined` for anything else. */
export const parseEnvironment = (input: string): Environment | undefined =>
  environments.find((environment) => environment === input.trim().toLowerCase())
