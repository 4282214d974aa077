import * as Result from "effect/Result"
import type { Layout, LayoutField } from "../../domain/organization/Layout.ts"
import { flagAt, idAt, known, nameAt, objectsAt, pageOf, type Read, type Sent, textAt } from "../read.ts"

/** A field of a form; anything without a name, such as a gap, is not a field. */
const fieldOf = (sent: Sent): ReadonlyArray<LayoutField> => {
  const apiName = textAt(sent, "api_name")
  return apiName === undefined ? [] : [{ apiName, isRequired: flagAt(sent, "required", false) }]
}

const layoutOf = (sent: Sent): Read<Layout> =>
  Result.map(nameAt(sent, "id", idAt(sent, "id")), (id) => ({
    id,
    name: textAt(sent, "name", "display_label") ?? id,
    ...known({ status: textAt(sent, "status") }),
    isVisible: flagAt(sent, "visible", true),
    fields: objectsAt(sent, "sections")
      .flatMap((section) => objectsAt(section, "fields"))
      .flatMap(fieldOf),
  }))

/** `{"layouts": [{"id", "name", "status", "sections": [{"fields": [{"api_name", "required"}]}]}]}` (Zoho's page on the layouts API). */
export const layoutsPage = pageOf("layouts", layoutOf)
