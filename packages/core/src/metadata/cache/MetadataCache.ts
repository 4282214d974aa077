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
  /** When it was asked for, in milliseconds since 1970. */
  readonly askedAt: number
  /** What is known: a list of modules, fields, layouts or views. What comes from outside is checked before it is used. */
  readonly answer: unknown
}

/**
 * What keeps answers about organisations beyond the connection that asked for them.
 *
 * **Example** (One that keeps nothing, and lets connections remember for an hour)
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
  /** How long an answer is taken for true, in milliseconds; `metadataLife` of the limits where absent. */
  readonly timeToLive?: number | undefined
  /** Gives what is kept for a question, such as `fields-Leads`, of an organisation, which a digest names; nothing, where there is none. */
  readonly get: (organization: string, question: string) => Effect.Effect<KeptAnswer | undefined>
  /** Keeps an answer in place of the one before; one that cannot be kept is asked for again. */
  readonly set: (organization: string, question: string, kept: KeptAnswer) => Effect.Effect<void>
}

/**
 * Keeps what is known of organisations: their modules, fields, layouts and views.
 *
 * **When to use**
 *
 * Without it each connection remembers what it was told, in memory. Provide `Metadata.layerFolder` where the next program should know it, too.
 *
 * **Details**
 *
 * An answer is kept for the organisation and for the user who asked: others may see other modules and fields. A day after it was asked for
 * (`metadataLife`) it is asked for again; `refresh` does so at once.
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
