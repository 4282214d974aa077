import * as Schema from "effect/Schema"

const apiName = Schema.String.check(Schema.isPattern(/^[\w$]+$/))
const text = Schema.String.check(Schema.isMinLength(1))
const id = Schema.String.check(Schema.isPattern(/^\d{1,19}$/))
const whole = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const flag = Schema.optionalKey(Schema.NullOr(Schema.Boolean))
const words = Schema.optionalKey(Schema.NullOr(Schema.String))
const amount = Schema.optionalKey(Schema.NullOr(whole))

/** Keys of Zoho's metadata that the emulator does not read; they are answered unchanged. */
const others = [Schema.Record(Schema.String, Schema.Unknown)] as const

const ModuleName = Schema.StructWithRest(Schema.Struct({ api_name: apiName }), others)

const PickListValueDescription = Schema.StructWithRest(
  Schema.Struct({ display_value: Schema.String, actual_value: words, type: words }),
  others,
)

/** A field as `GET /settings/fields` has it. */
export const FieldDescription = Schema.StructWithRest(
  Schema.Struct({
    api_name: apiName,
    data_type: text,
    field_label: words,
    id: Schema.optionalKey(id),
    system_mandatory: flag,
    unique: Schema.optionalKey(
      Schema.NullOr(Schema.Union([Schema.Boolean, Schema.Record(Schema.String, Schema.Unknown)])),
    ),
    length: amount,
    decimal_place: amount,
    pick_list_values: Schema.optionalKey(Schema.NullOr(Schema.Array(PickListValueDescription))),
    lookup: Schema.optionalKey(
      Schema.NullOr(
        Schema.StructWithRest(
          Schema.Struct({ module: Schema.optionalKey(Schema.NullOr(Schema.Union([apiName, ModuleName]))) }),
          others,
        ),
      ),
    ),
    read_only: flag,
    field_read_only: flag,
    operation_type: Schema.optionalKey(
      Schema.NullOr(Schema.StructWithRest(Schema.Struct({ api_create: flag, api_update: flag }), others)),
    ),
    virtual_field: flag,
    visible: flag,
    filterable: flag,
    custom_field: flag,
    external: Schema.optionalKey(Schema.NullOr(Schema.Unknown)),
    json_type: words,
    type: words,
  }),
  others,
)

/** A field as `GET /settings/fields` has it. */
export type FieldDescription = typeof FieldDescription.Type

const LayoutFieldDescription = Schema.StructWithRest(Schema.Struct({ api_name: apiName, required: flag }), others)

const SectionDescription = Schema.StructWithRest(
  Schema.Struct({ fields: Schema.optionalKey(Schema.NullOr(Schema.Array(LayoutFieldDescription))) }),
  others,
)

/** A layout as `GET /settings/layouts` has it. */
export const LayoutDescription = Schema.StructWithRest(
  Schema.Struct({
    name: text,
    id: Schema.optionalKey(id),
    status: Schema.optionalKey(Schema.NullOr(Schema.Unknown)),
    visible: flag,
    sections: Schema.Array(SectionDescription),
  }),
  others,
)

/** A layout as `GET /settings/layouts` has it. */
export type LayoutDescription = typeof LayoutDescription.Type

/** A view as `GET /settings/custom_views` has it. */
export const ViewDescription = Schema.StructWithRest(
  Schema.Struct({
    name: text,
    id: Schema.optionalKey(id),
    display_value: words,
    system_name: words,
    default: flag,
    criteria: Schema.optionalKey(Schema.NullOr(Schema.Record(Schema.String, Schema.Unknown))),
  }),
  others,
)

/** A view as `GET /settings/custom_views` has it. */
export type ViewDescription = typeof ViewDescription.Type

/** A module as `GET /settings/modules` has it, with what else the emulator needs to know about it. */
export const ModuleDescription = Schema.StructWithRest(
  Schema.Struct({
    api_name: apiName,
    id: Schema.optionalKey(id),
    module_name: words,
    singular_label: words,
    plural_label: words,
    generated_type: words,
    status: words,
    api_supported: flag,
    creatable: flag,
    editable: flag,
    viewable: flag,
    deletable: flag,
    fields: Schema.optionalKey(Schema.Array(FieldDescription)),
    layouts: Schema.optionalKey(Schema.Array(LayoutDescription)),
    custom_views: Schema.optionalKey(Schema.Array(ViewDescription)),
    records: Schema.optionalKey(Schema.Array(Schema.Record(Schema.String, Schema.Unknown))),
    generated_records: Schema.optionalKey(whole),
    bulk_read: Schema.optionalKey(Schema.Boolean),
    bulk_write: Schema.optionalKey(Schema.Boolean),
    no_permission: Schema.optionalKey(Schema.Boolean),
  }),
  others,
)

/** A module as `GET /settings/modules` has it, with what else the emulator needs to know about it. */
export type ModuleDescription = typeof ModuleDescription.Type

/**
 * The content of an organisation to emulate: modules with their fields, layouts, views and records, under the names of
 * Zoho's metadata API, so that you can pass on its answers unchanged. Keys that are not named here are kept, and
 * answered unchanged.
 *
 * **Details**
 *
 * In addition to Zoho's own keys a module may have `fields`, `layouts` and `custom_views` (what `/settings/fields`,
 * `/settings/layouts` and `/settings/custom_views` list for it), `records` (rows by API names), `generated_records`
 * (how many more to generate), `bulk_read` and `bulk_write` (whether bulk jobs accept it), and `no_permission` (whether
 * the user is denied all access to it). A module without `fields` has those of the standard module with its name, or
 * those of a simple custom one. Without `layouts` it has one, with all its fields; without `custom_views` it has two:
 * all its records, and those of the user who asks.
 *
 * **Example** (A module with a field that its layout makes mandatory, and a record)
 *
 * ```ts
 * import { layer, type OrganizationDescription } from "@zoho-bulk/core/emulator"
 *
 * const organization: OrganizationDescription = {
 *   modules: [
 *     {
 *       api_name: "Workshops",
 *       fields: [
 *         { api_name: "Name", data_type: "text", system_mandatory: true, unique: true },
 *         { api_name: "City", data_type: "text" },
 *         { api_name: "Modified_Time", data_type: "datetime" },
 *       ],
 *       layouts: [{ name: "Standard", sections: [{ fields: [{ api_name: "City", required: true }] }] }],
 *       records: [{ Name: "Brakes", City: "Colombo" }],
 *       generated_records: 20,
 *     },
 *   ],
 * }
 *
 * export const emulator = layer({ organization })
 * ```
 *
 * @category testing
 */
export const OrganizationDescription = Schema.Struct({
  /** The modules, each described once. */
  modules: Schema.Array(ModuleDescription),
})

/**
 * The content of an organisation to emulate.
 *
 * @category testing
 */
export type OrganizationDescription = typeof OrganizationDescription.Type
