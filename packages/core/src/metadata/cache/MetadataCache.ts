import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/**
 * An answer about an organisation, and when it was given.
 *
 * **Example** (How old it is, in minutes)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const minutesOld = ({ askedAt }: Metadata.KeptAnswer, now: number): number =>
 *   Math.round((now - askedAt) / 60_000)
 * ```
 *
 * @category models
 */
export interface KeptAnswer {
  /** When it was requested, in milliseconds since 1970. */
  readonly askedAt: number
  /** The answer: a list of modules, fields, layouts or views. Anything from outside is checked before it is used. */
  readonly answer: unknown
}

/**
 * Stores answers about organisations beyond the connection that asked for them.
 *
 * **Example** (A keeper that stores nothing, and lets connections remember for an hour)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const hourly: Metadata.AnswerKeeper = {
 *   timeToLive: 3_600_000,
 *   get: () => Effect.undefined,
 *   set: () => Effect.void,
 * }
 * ```
 *
 * @category models
 */
export interface AnswerKeeper {
  /** How long an answer stays valid, in milliseconds; `metadataLife` of the limits if absent. */
  readonly timeToLive?: number | undefined
  /**
   * Returns the stored answer to a question, such as `fields-Leads`, about an organisation, which is named by a digest;
   * none if there is none.
   */
  readonly get: (organization: string, question: string) => Effect.Effect<KeptAnswer | undefined>
  /** Stores an answer, replacing the previous one; an answer that cannot be stored is requested again. */
  readonly set: (organization: string, question: string, kept: KeptAnswer) => Effect.Effect<void>
}

/**
 * Remembers what is known about organisations: their modules, fields, layouts and views.
 *
 * **When to use**
 *
 * Without it each connection remembers the answers that it got, in memory. Provide `Metadata.layerFolder` if the next
 * program should know them too.
 *
 * **Details**
 *
 * An answer is stored per organisation and user: other users may see other modules and fields. It is requested again a
 * day later (`metadataLife`); `refresh` does so immediately.
 *
 * **Example** (A cache in a folder of the user's)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const cache = Metadata.layerFolder("/home/reports/.cache/zoho-bulk/metadata")
 * ```
 *
 * @category services
 */
export const MetadataCache = Context.Reference<AnswerKeeper | undefined>("@zoho-bulk/core/metadata/MetadataCache", {
  defaultValue: () => undefined,
})
