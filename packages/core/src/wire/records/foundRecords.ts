import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { FoundRecord } from "../../domain/FoundRecord.ts"
import { idAt, nameAt, type Page, pageOf, type Read, type Sent } from "../read.ts"

const foundRecord = (sent: Sent): Read<FoundRecord> =>
  Result.map(nameAt(sent, "id", idAt(sent, "id")), (id) => ({
    id,
    values: sent as { readonly [apiName: string]: Schema.Json },
  }))

/** Records by their ids: `{"data": [{"id", …}], "info"}` (v7 page on getting records). */
export const foundRecordsPage: (json: unknown) => Read<Page<FoundRecord>> = pageOf("data", foundRecord)
