import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Organizations } from "../../durable/Organizations.ts"
import { layerMetrics } from "../../transfer/metrics/layerMetrics.ts"
import { layerConnected, layerHttp } from "../run/connect.ts"
import { OrganizationMeant, TokensShared } from "../run/OrganizationMeant.ts"

/** What an organisation is called where nobody names one: the one that any other command would ask. */
export const usualOrganization = "default"

/** Where tokens rest that runners share, if they do. */
type TokensOfRunners = typeof TokensShared.Service

/** A connection for a sign-in; for the usual one as flags, variables and the usual sign-in say. */
const connectionTo = (name: string, tokens: TokensOfRunners) =>
  layerMetrics.pipe(
    Layer.provideMerge(layerConnected),
    Layer.provide(Layer.succeed(TokensShared, tokens)),
    Layer.provide(Layer.succeed(OrganizationMeant, name === usualOrganization ? undefined : name)),
  )

/** The organisations of this run: each is a sign-in, by its name, and all ask by the same HTTP client. */
export const layerOrganizationsOfRun = (tokens: TokensOfRunners) =>
  Layer.unwrap(
    Effect.map(Layer.build(layerHttp), (http) =>
      Organizations.layer((name) => Layer.provide(connectionTo(name, tokens), Layer.succeedContext(http))),
    ),
  )
