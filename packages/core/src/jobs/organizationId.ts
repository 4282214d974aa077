import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { call } from "../connection/call.ts"
import type { Connection } from "../connection/Connection.ts"
import { perConnection } from "../connection/perConnection.ts"
import { readReply } from "../connection/readReply.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { operations } from "../wire/Operation.ts"
import { organization } from "../wire/organization.ts"

type OrganizationId = Effect.Effect<string, CallFailure>

const keptOf = perConnection((): { lookUp?: OrganizationId } => ({}))

const askForId = (connection: Connection): OrganizationId =>
  call(connection, operations.getOrganization, {}).pipe(
    Effect.flatMap((reply) => readReply(reply, organization)),
    Effect.map(({ zgid }) => zgid),
  )

/** Knows the organisation's id: from the settings, or from Zoho, asked once however many ask at the same time. */
export const organizationIdOf = Effect.fnUntraced(function* (
  connection: Connection,
): Effect.fn.Return<string, CallFailure> {
  const { orgId } = connection.settings
  if (orgId !== undefined) return orgId
  const lookUp = yield* Effect.cachedWithTTL(askForId(connection), (exit) =>
    Exit.isSuccess(exit) ? Duration.infinity : Duration.zero,
  )
  return yield* (keptOf(connection).lookUp ??= lookUp)
})
