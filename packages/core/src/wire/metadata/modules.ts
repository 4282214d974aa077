import * as Result from "effect/Result"
import type { Module } from "../../domain/organization/Module.ts"
import { flagAt, idAt, known, nameAt, pageOf, type Read, type Sent, textAt } from "../read.ts"

/** Reads a module. */
export const moduleOf = (sent: Sent): Read<Module> =>
  Result.map(nameAt(sent, "api_name", textAt(sent, "api_name")), (apiName) => ({
    apiName,
    ...known({
      id: idAt(sent, "id"),
      moduleName: textAt(sent, "module_name"),
      singularLabel: textAt(sent, "singular_label"),
      pluralLabel: textAt(sent, "plural_label"),
      generatedType: textAt(sent, "generated_type"),
      status: textAt(sent, "status"),
    }),
    isInApi: flagAt(sent, "api_supported", true),
    isCreatable: flagAt(sent, "creatable", true),
    isEditable: flagAt(sent, "editable", true),
    isViewable: flagAt(sent, "viewable", true),
    isDeletable: flagAt(sent, "deletable", true),
  }))

/** `{"modules": [{"api_name", "plural_label", "api_supported", …}]}` (Zoho's page on the modules API). */
export const modulesPage = pageOf("modules", moduleOf)
