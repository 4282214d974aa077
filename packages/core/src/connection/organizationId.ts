import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { operations } from "../wire/Operation.ts"
import { organization } from "../wire/organization.ts"
import type { Connection } from "./Connection.ts"
import { readReply } from "./readReply.ts"
import type { Settings } from "../settings/Settings.ts"

/** Knows the organisation's id: from the settings, or from Zoho, asked once however many ask at the same time. */
export const makeOrganizationId = Effect.fnUntraced(function* (
  { orgId }: Settings,
  call: Connection["call"],
): Effect.fn.Return<Connection["organizationId"]> {
  let known = orgId
  const oneAtATime = yield* Semaphore.make(1)
  const lookUp = Effect.flatMap(call(operations.getOrganization, {}), (reply) =>
    Effect.map(readReply(reply, organization), ({ zgid }) => zgid),
  )
  return oneAtATime.withPermits(1)(
    Effect.suspend(() =>
      known === undefined ? Effect.tap(lookUp, (id) => Effect.sync(() => (known = id))) : Effect.succeed(known),
    ),
  )
})
