import type { OrganizationDescription } from "@zoho-bulk/core/emulator"
import type { MirrorScenario, MovingModule } from "./MirrorScenario.ts"

type Fields = NonNullable<OrganizationDescription["modules"][number]["fields"]>

/** The field that Zoho computes by itself, so that its changes do not touch `Modified_Time`. */
export const computedField = "Score"

const fieldsOf = ({ hasModifiedTime, moreFields }: MovingModule): Fields => [
  { api_name: "Name", data_type: "text" },
  { api_name: "Remark", data_type: "textarea" },
  { api_name: "Amount", data_type: "currency" },
  { api_name: "Seats", data_type: "bigint" },
  { api_name: "Is_Open", data_type: "boolean" },
  { api_name: "Day", data_type: "date" },
  { api_name: computedField, data_type: "formula", formula: { return_type: "double" } },
  ...Array.from({ length: moreFields }, (_, at) => ({ api_name: `More_${at + 1}`, data_type: "text" })),
  { api_name: "Created_Time", data_type: "datetime" },
  ...(hasModifiedTime ? [{ api_name: "Modified_Time", data_type: "datetime" }] : []),
]

/** The organisation as it is before anything moves. */
export const organizationOf = ({ modules }: MirrorScenario): OrganizationDescription => ({
  modules: modules.map((module) => ({
    api_name: module.name,
    fields: fieldsOf(module),
    generated_records: module.records,
  })),
})
