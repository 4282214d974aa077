import * as Effect from "effect/Effect"
import { serviceSuccess } from "../answers/emitters.ts"
import { patriciaBoyle } from "../organization/users.ts"
import { World } from "../world/World.ts"

/** The organisation that a token belongs to; `zgid` is what uploads name (Zoho's org page). */
export const getOrganization = Effect.gen(function* () {
  const { organizationId, zgid } = (yield* World).settings
  return yield* serviceSuccess({
    org: [
      {
        id: organizationId,
        zgid,
        company_name: "Emulated Organisation",
        primary_email: patriciaBoyle.email,
        country_code: "LK",
        currency: "US Dollar - USD",
        iso_code: "USD",
        time_zone: "Asia/Kolkata",
        type: "production",
        mc_status: false,
        license_details: { paid: true, paid_type: "ultimate", users_license_purchased: 5 },
      },
    ],
  })
})
