import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { serviceSuccess } from "../answers/emitters.ts"
import type { Module } from "../model/Module.ts"
import { currentState } from "../world/currentState.ts"

/** A module, as the list of modules has it (v7 modules-api page); what was described is answered as it was. */
const moduleBody = (module: Module): Schema.Json => ({
  has_more_profiles: false,
  access_type: "org_based",
  private_profile: null,
  deletable: module.isDeletable,
  description: null,
  creatable: module.isCreatable,
  recycle_bin_on_delete: module.isDeletable,
  modified_time: null,
  plural_label: module.pluralLabel ?? module.apiName,
  presence_sub_menu: module.isCreatable,
  actual_plural_label: module.pluralLabel ?? module.apiName,
  id: module.id,
  visibility: 1,
  convertable: module.apiName === "Leads",
  sub_menu_available: module.isCreatable,
  editable: module.isEditable,
  actual_singular_label: module.singularLabel ?? module.apiName,
  profiles: [],
  show_as_tab: true,
  web_link: null,
  singular_label: module.singularLabel ?? module.apiName,
  viewable: module.isViewable,
  api_supported: module.isInApi,
  api_name: module.apiName,
  quick_create: false,
  modified_by: null,
  generated_type: module.generatedType ?? "default",
  feeds_required: false,
  arguments: [],
  module_name: module.moduleName ?? module.apiName,
  profile_count: 0,
  business_card_field_limit: 5,
  parent_module: {},
  status: module.status ?? "visible",
  ...module.given,
})

/** `GET /settings/modules`: all modules, those that the API or the user may not open among them. */
export const getModules = Effect.gen(function* () {
  const { records } = yield* currentState
  return yield* serviceSuccess({ modules: records.modules.map(moduleBody) })
})
