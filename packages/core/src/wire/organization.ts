import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { isJobId } from "../domain/JobId.ts"
import { idWith, text } from "./scalars.ts"
import { decodeBy, list, type WireFault } from "./WireCodec.ts"
import { optional, required, wireObject } from "./WireObject.ts"

const digits = idWith("a string of digits", isJobId)

const answer = wireObject({
  organizations: required(
    "org",
    list(wireObject({ zgid: required("zgid", digits), name: optional("company_name", text) })),
  ),
})

/** An organisation, as Zoho names it. */
export interface Organization {
  /** The id that uploads name in `X-CRM-ORG`: a string of digits. */
  readonly zgid: string
  readonly name?: string
}

/** `{"org": [{"zgid", "company_name"}]}` (Zoho's org page). */
export const organization = (raw: Schema.Json): Result.Result<Organization, WireFault> =>
  Result.flatMap(decodeBy(answer)(raw), ({ organizations }) => {
    const [only] = organizations
    return only === undefined
      ? Result.fail({ path: ["org"], expected: "an array of one organisation", found: [] })
      : Result.succeed({ zgid: only.zgid, ...(only.name === undefined ? {} : { name: only.name }) })
  })
