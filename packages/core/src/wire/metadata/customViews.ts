import * as Result from "effect/Result"
import type { CustomView } from "../../domain/organization/CustomView.ts"
import { flagAt, idAt, known, nameAt, pageOf, type Read, type Sent, textAt } from "../read.ts"

const viewOf = (sent: Sent): Read<CustomView> =>
  Result.map(nameAt(sent, "id", idAt(sent, "id")), (id) => {
    const name = textAt(sent, "name", "display_value") ?? id
    return {
      id,
      name,
      displayValue: textAt(sent, "display_value") ?? name,
      ...known({ systemName: textAt(sent, "system_name") }),
      isDefault: flagAt(sent, "default", false),
    }
  })

/** `{"custom_views": [{"id", "name", "display_value", "system_name"}], "info": {"more_records"}}` (Zoho's page on custom views). */
export const customViewsPage = pageOf("custom_views", viewOf)
