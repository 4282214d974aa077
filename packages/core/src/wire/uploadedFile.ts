import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { id } from "./scalars.ts"
import { decodeBy, type WireFault } from "./WireCodec.ts"
import { required, wireObject } from "./WireObject.ts"

const answer = wireObject({ details: required("details", wireObject({ fileId: required("file_id", id) })) })

/** `{"details": {"file_id"}}`: a string on the wire, whatever Zoho's SDKs say of it (v7 upload page). */
export const uploadedFileId = (raw: Schema.Json): Result.Result<string, WireFault> =>
  Result.map(decodeBy(answer)(raw), ({ details }) => details.fileId)
