import type * as Emulator from "@zoho-bulk/core/emulator"

/** An organisation of 40 modules, the first of them with 300 fields. */
export const largeOrganization = (generated: number): Emulator.OrganizationDescription => ({
  modules: Array.from({ length: 40 }, (_, module) => ({
    api_name: `Module_${module}`,
    generated_records: generated,
    fields: Array.from({ length: module === 0 ? 300 : 20 }, (__, n) => ({
      api_name: `Text_${n}`,
      data_type: n % 2 === 0 ? "text" : "integer",
      unique: n === 0,
    })),
  })),
})
