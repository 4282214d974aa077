import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { fieldOf, type Layout, type Module, type View } from "../../model/Module.ts"
import type { LayoutDescription, ModuleDescription, ViewDescription } from "../../model/OrganizationDescription.ts"
import type { WrongPlace } from "../../model/WrongPlace.ts"
import { layoutIdAt, makeModule, viewIdAt } from "../makeModule.ts"
import { customModule, marksOf } from "../modules.ts"
import { standardModules } from "../standardModules.ts"
import { asGiven } from "./asGiven.ts"
import { describedField, type FindModule } from "./describedField.ts"

type Path = WrongPlace["path"]

/** Keys that Zoho's list of modules has not. */
export const ownKeys: ReadonlyArray<string> = [
  "fields",
  "layouts",
  "custom_views",
  "records",
  "generated_records",
  "bulk_read",
  "bulk_write",
  "no_permission",
]

const describedLayout = (described: LayoutDescription, mark: string, index: number): Layout => ({
  id: described.id ?? layoutIdAt(mark, index),
  name: described.name,
  status: described.status === undefined || described.status === null ? "active" : String(described.status),
  isVisible: described.visible !== false,
  fields: described.sections.flatMap(({ fields }) =>
    (fields ?? []).map(({ api_name: apiName, required }) => ({ apiName, isRequired: required === true })),
  ),
  given: asGiven(described),
})

const describedView = (described: ViewDescription, mark: string, index: number): View => ({
  id: described.id ?? viewIdAt(mark, index + 1),
  name: described.name,
  displayValue: described.display_value ?? described.name,
  isDefault: described.default ?? index === 0,
  ...(typeof described.system_name === "string" ? { systemName: described.system_name } : {}),
  ...(described.criteria === null || described.criteria === undefined
    ? {}
    : { criteria: described.criteria as Schema.Json }),
  given: asGiven(described),
})

/** Without fields of its own, a module is the standard one of its name, or a simple custom one. */
const withoutFields = ({ api_name: apiName }: ModuleDescription, index: number): Module =>
  standardModules.find((module) => module.apiName === apiName) ?? customModule(apiName, index)

/** Finds the first field that is described twice, or that a layout wants and that is none. */
const findWrong = (module: Module, described: ModuleDescription, path: Path): WrongPlace | undefined => {
  const names = (described.fields ?? []).map(({ api_name: apiName }) => apiName)
  const again = names.findIndex((name, at) => names.indexOf(name) !== at)
  if (again !== -1) {
    const remedy = "Describe each field once."
    return { path: [...path, "fields", again, "api_name"], problem: "repeated", value: names[again], remedy }
  }
  for (const [layout, { sections }] of (described.layouts ?? []).entries()) {
    for (const [section, { fields }] of sections.entries()) {
      const at = (fields ?? []).findIndex(
        ({ api_name: apiName, required }) => required === true && fieldOf(module, apiName) === undefined,
      )
      if (at === -1) continue
      return {
        path: [...path, "layouts", layout, "sections", section, "fields", at, "api_name"],
        problem: "wrong",
        value: fields?.[at]?.api_name,
        remedy: "Name a field from the description of the module.",
      }
    }
  }
  return undefined
}

/** Modules that Zoho keeps out of bulk jobs, unless the description says otherwise. */
const bulkOf = (described: ModuleDescription, { isBulkRead, isBulkWritten }: Module) => ({
  isBulkRead: described.bulk_read ?? isBulkRead,
  isBulkWritten: described.bulk_write ?? isBulkWritten,
})

/** Makes the module that is described. */
export const describedModule = (
  described: ModuleDescription,
  index: number,
  findModule: FindModule,
  path: Path,
): Result.Result<Module, WrongPlace> => {
  const usual = withoutFields(described, index)
  const standsAlone = described.fields === undefined
  const { id, mark } = standsAlone ? usual : marksOf(index)
  const fields = described.fields?.map((field, at) => describedField(field, { index: at, mark }, findModule))
  const made = makeModule(described.api_name, { id: described.id ?? id, mark }, fields ?? usual.fields, {
    moduleName: described.module_name ?? usual.moduleName ?? described.api_name,
    singularLabel: described.singular_label ?? usual.singularLabel ?? described.api_name,
    pluralLabel: described.plural_label ?? usual.pluralLabel ?? described.api_name,
    generatedType: described.generated_type ?? usual.generatedType ?? "custom",
    status: described.status ?? usual.status ?? "visible",
    isInApi: described.api_supported ?? usual.isInApi,
    isCreatable: described.creatable ?? usual.isCreatable,
    isEditable: described.editable ?? usual.isEditable,
    isViewable: described.viewable ?? usual.isViewable,
    isDeletable: described.deletable ?? usual.isDeletable,
    isPermitted: described.no_permission !== true,
    ...bulkOf(described, usual),
    ...(standsAlone ? { layouts: usual.layouts } : {}),
  })
  const module: Module = {
    ...made,
    layouts: described.layouts?.map((layout, at) => describedLayout(layout, mark, at)) ?? made.layouts,
    views: described.custom_views?.map((view, at) => describedView(view, mark, at)) ?? made.views,
    given: asGiven(described, ...ownKeys),
  }
  const wrong = findWrong(module, described, path)
  return wrong === undefined ? Result.succeed(module) : Result.fail(wrong)
}
