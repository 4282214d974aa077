import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Settings } from "../settings/Settings.ts"
import { operations } from "../wire/Operation.ts"
import { organization } from "../wire/organization.ts"
import { call } from "./call.ts"
import type { Connection } from "./Connection.ts"
import { readReply } from "./readReply.ts"

/** Knows the organisation's id: from the settings, or from Zoho, asked once however many ask at the same time. */
export const makeOrganizationId = (
  { orgId }: Settings,
  connection: Pick<Connection, "perform">,
): Effect.Effect<Connection["organizationId"]> => {
  if (orgId !== undefined) return Effect.succeed(Effect.succeed(orgId))
  const lookUp = Effect.flatMap(call(connection, operations.getOrganization, {}), (reply) =>
    readReply(reply, organization),
  )
  return Effect.cachedWithTTL(
    Effect.map(lookUp, ({ zgid }) => zgid),
    (exit) => (Exit.isSuccess(exit) ? Duration.infinity : Duration.zero),
  )
}
