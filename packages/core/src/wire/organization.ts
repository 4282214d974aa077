import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { id, text } from "./scalars.ts"
import { list, type WireFault } from "./WireCodec.ts"
import { optional, required, wireObject } from "./WireObject.ts"

const answer = wireObject({
  organizations: required(
    "org",
    list(wireObject({ zgid: required("zgid", id), name: optional("company_name", text) })),
  ),
})

/** An organisation, as Zoho names it. */
export interface Organization {
  /** The id that uploads name in `X-CRM-ORG`. */
  readonly zgid: string
  readonly name?: string
}

/** `{"org": [{"zgid", "company_name"}]}` (Zoho's org page). */
export const organization = (raw: Schema.Json): Result.Result<Organization, WireFault> =>
  Result.flatMap(answer.decode(raw), ({ organizations }) => {
    const [only] = organizations
    return only === undefined
      ? Result.fail({ path: ["org"], expected: "an array of one organisation", found: [] })
      : Result.succeed({ zgid: only.zgid, ...(only.name === undefined ? {} : { name: only.name }) })
  })
