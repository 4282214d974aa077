import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import type { Module } from "../model/Module.ts"
import { isJsonObject } from "../requests/requestBody.ts"

/** Spells a module as a version does: a name in v2, an object later (recorded). */
export const moduleBody = (module: Module, version: ApiVersion): Schema.Json =>
  version === "v2" ? module.apiName : { id: module.id, api_name: module.apiName }

/** v2 names the module in a text, later versions in an object (Zoho's SDKs). */
export const moduleName = (sent: Schema.Json | undefined, version: ApiVersion): string | undefined => {
  const name = version === "v2" ? sent : isJsonObject(sent) ? sent.api_name : undefined
  return typeof name === "string" ? name : undefined
}
