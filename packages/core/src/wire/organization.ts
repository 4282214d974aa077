import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { id } from "./scalars.ts"
import { list, type WireFault } from "./WireCodec.ts"
import { required, wireObject } from "./WireObject.ts"

const answer = wireObject({ organizations: required("org", list(wireObject({ zgid: required("zgid", id) }))) })

/** `{"org": [{"zgid"}]}`: the id that uploads name in `X-CRM-ORG`. */
export const organizationId = (raw: Schema.Json): Result.Result<string, WireFault> =>
  Result.flatMap(answer.decode(raw), ({ organizations }) => {
    const [only] = organizations
    return only === undefined
      ? Result.fail({ path: ["org"], expected: "an array of one organisation", found: [] })
      : Result.succeed(only.zgid)
  })
