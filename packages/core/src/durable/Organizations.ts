import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import * as RcMap from "effect/RcMap"
import type * as Scope from "effect/Scope"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"

/**
 * Why there is no connection to an organisation: nobody has signed in under that name, its settings are wrong, or they cannot be read.
 *
 * **Example** (Whether settings are wrong)
 *
 * ```ts
 * import type { OrganizationFailure } from "@zoho-bulk/core/durable"
 *
 * export const isOfSettings = ({ _tag }: OrganizationFailure): boolean => _tag === "InvalidSettings"
 * ```
 *
 * @category errors
 */
export type OrganizationFailure = InvalidSettings | StorageFailed

/**
 * Looks up organisations by the names that journeys use, and gives each a connection that all its journeys on this
 * runner share: they wait in one line and use one token.
 *
 * **Details**
 *
 * A connection may fail with `InvalidSettings` or `StorageFailed`, which end the journey. Any other failure of its
 * layer, such as wrong options for the emulator, is a mistake in the program: use `Layer.orDie`.
 *
 * **Example** (One organisation, whatever it is called)
 *
 * ```ts
 * import { ZohoConnection } from "@zoho-bulk/core"
 * import { Organizations } from "@zoho-bulk/core/durable"
 * import * as Auth from "@zoho-bulk/core/Auth"
 * import { layerHttpClient } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 *
 * const zoho = ZohoConnection.layer({ auth: Auth.fromConfig() }).pipe(Layer.provide(layerHttpClient))
 *
 * export const organizations = Organizations.layer(() => zoho)
 * ```
 *
 * @category services
 */
export class Organizations extends Context.Service<
  Organizations,
  {
    /** What the journeys of an organisation run with, for as long as the scope is open. */
    readonly connected: (
      name: string,
    ) => Effect.Effect<Context.Context<ZohoConnection>, OrganizationFailure, Scope.Scope>
    /**
     * Makes the next journey of an organisation begin with a new connection: the existing one has no token that Zoho
     * accepts.
     */
    readonly forget?: ((name: string) => Effect.Effect<void>) | undefined
  }
>()("@zoho-bulk/core/durable/Organizations") {
  /** Provides organisations, each as a layer that is built when the first of its journeys begins. */
  static readonly layer = <R>(
    connectionTo: (name: string) => Layer.Layer<ZohoConnection, OrganizationFailure, R>,
    /** How long a connection is kept while no journey uses it; 5 minutes by default. */
    keptFor: Duration.Input = "5 minutes",
  ): Layer.Layer<Organizations, never, R> =>
    Layer.effect(
      Organizations,
      Effect.map(
        RcMap.make({
          lookup: (name: string) => Layer.build(connectionTo(name)),
          idleTimeToLive: keptFor,
        }),
        (known) => {
          const forget = (name: string) => RcMap.invalidate(known, name)
          // What failed may be put right by the next time.
          return { connected: (name: string) => Effect.tapError(RcMap.get(known, name), () => forget(name)), forget }
        },
      ),
    )
}
