import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import type { OpenSqlite } from "../sql/Sqlite.ts"

/**
 * Options for how a runner carries journeys.
 *
 * **Example** (A small machine)
 *
 * ```ts
 * import type { RunnerOptions } from "@zoho-bulk/core/durable"
 *
 * export const options: RunnerOptions = { name: "attic", maxActive: 20 }
 * ```
 *
 * @category configuration
 */
export interface RunnerOptions {
  /** Its name, unique among the runners of the same store. */
  readonly name: string
  /** How many journeys it carries at once; 500 by default. The others stay rows in the table. */
  readonly maxActive?: number | undefined
  /**
   * How many of them may belong to one organisation; 25 by default, the maximum number of calls that Zoho accepts at
   * once. This keeps one organisation from filling all places with journeys that wait for each other.
   */
  readonly maxOfOrganization?: number | undefined
  /** Opens SQLite databases, for mirrors into them. */
  readonly openSqlite?: OpenSqlite | undefined
}

/**
 * The runner that carries journeys.
 *
 * **Example** (One for a small machine)
 *
 * ```ts
 * import { Runner } from "@zoho-bulk/core/durable"
 *
 * export const attic = Runner.layer({ name: "attic", maxActive: 20 })
 * ```
 *
 * @category services
 */
export class Runner extends Context.Service<
  Runner,
  {
    /** Its name among the runners of its store. */
    readonly name: string
    /** How many journeys it carries at once. */
    readonly maxActive: number
    /** How many of them may belong to one organisation. */
    readonly maxOfOrganization: number
    /** Opens SQLite databases, for mirrors into them. */
    readonly openSqlite: OpenSqlite | undefined
    /** One permit for each journey that may be under way. */
    readonly places: Semaphore.Semaphore
  }
>()("@zoho-bulk/core/durable/Runner") {
  /** Provides a runner. */
  static readonly layer = ({
    maxActive = 500,
    maxOfOrganization = 25,
    name,
    openSqlite,
  }: RunnerOptions): Layer.Layer<Runner> =>
    Layer.effect(
      Runner,
      Effect.map(Semaphore.make(maxActive), (places) => ({ name, maxActive, maxOfOrganization, openSqlite, places })),
    )
}
