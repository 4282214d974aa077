import type { Field } from "../model/Field.ts"
import type { Layout, Module, View } from "../model/Module.ts"
import { patriciaBoyle } from "./users.ts"

const twoDigits = (value: number): string => String(value).padStart(2, "0")

const idOf = (common: string, own: string): string => `${common}${own.padStart(19 - common.length, "0")}`

/** The id of the field that is at a place of its module. */
export const fieldIdAt = (mark: string, index: number): string =>
  mark.length === 2 && index < 100
    ? `41508680000000${mark}${twoDigits(index)}1`
    : idOf("41508680001", `${mark}${String(index).padStart(4, "0")}1`)

/** The id of one of the views of a module. */
export const viewIdAt = (mark: string, which: number): string =>
  mark.length === 2 ? `415086800000008${mark}${twoDigits(which)}` : idOf("4150868000002", `8${mark}${twoDigits(which)}`)

/** The id of the layout that is at a place of its module. */
export const layoutIdAt = (mark: string, index: number): string => idOf("415086800000", `91${mark}${twoDigits(index)}`)

/** The views that every module begins with: all records, and those of the user who asks. */
const usualViews = (mark: string, label: string, hasOwner: boolean): ReadonlyArray<View> => [
  {
    id: viewIdAt(mark, 1),
    name: `All ${label}`,
    displayValue: `All ${label}`,
    systemName: "ALLVIEWS",
    isDefault: true,
  },
  {
    id: viewIdAt(mark, 3),
    name: `My ${label}`,
    displayValue: `My ${label}`,
    systemName: "MYVIEWS",
    isDefault: false,
    ...(hasOwner ? { criteria: { field: { api_name: "Owner" }, comparator: "equal", value: patriciaBoyle.id } } : {}),
  },
]

/** The layout of a module that has only one: all its fields, and those of them that it makes mandatory. */
const usualLayouts = (
  mark: string,
  fields: ReadonlyArray<Field>,
  required: ReadonlyArray<string>,
): ReadonlyArray<Layout> => [
  {
    id: layoutIdAt(mark, 0),
    name: "Standard",
    status: "active",
    isVisible: true,
    fields: fields
      .filter(({ id }) => id !== undefined)
      .map(({ apiName, isMandatory }) => ({ apiName, isRequired: isMandatory || required.includes(apiName) })),
  },
]

/** What a module may be, beside its name, ids and fields. */
export interface ModuleOptions extends Partial<Omit<Module, "apiName" | "id" | "mark" | "fields">> {
  /** Fields that its layout makes mandatory. */
  readonly required?: ReadonlyArray<string>
}

/** Makes a module, with defaults like those of most modules. */
export const makeModule = (
  apiName: string,
  { id, mark }: Pick<Module, "id" | "mark">,
  fields: ReadonlyArray<Field>,
  { required = [], ...options }: ModuleOptions = {},
): Module => ({
  apiName,
  id,
  mark,
  moduleName: apiName,
  singularLabel: apiName.replace(/s$/, ""),
  pluralLabel: apiName,
  generatedType: "default",
  status: "visible",
  isInApi: true,
  isCreatable: true,
  isEditable: true,
  isViewable: true,
  isDeletable: true,
  fields,
  layouts: usualLayouts(mark, fields, required),
  views: usualViews(
    mark,
    options.pluralLabel ?? apiName,
    fields.some((field) => field.apiName === "Owner"),
  ),
  ownIds: { byNumber: new Map(), numberOf: new Map() },
  isBulkRead: true,
  isBulkWritten: true,
  isPermitted: true,
  ...options,
})
