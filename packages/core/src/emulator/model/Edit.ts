import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { readDuration } from "../../domain/readDuration.ts"
import { FieldDescription } from "./OrganizationDescription.ts"
import { parseInstant } from "./times.ts"

/**
 * Values by API names, spelled as in the records of a described organisation.
 *
 * **Example** (A lead)
 *
 * ```ts
 * import type { EditedValues } from "@zoho-bulk/core/emulator"
 *
 * export const lead: EditedValues = { Last_Name: "Boyle", Company: "Zylker" }
 * ```
 *
 * @category testing
 */
export type EditedValues = Readonly<Record<string, unknown>>

/**
 * Values, and the id of the record that gets them.
 *
 * **Example** (A lead that changes its company)
 *
 * ```ts
 * import type { EditedRecord } from "@zoho-bulk/core/emulator"
 *
 * export const moved: EditedRecord = { id: "4150868013000000001", Company: "Zylker" }
 * ```
 *
 * @category testing
 */
export type EditedRecord = EditedValues & {
  /** The id of the record. */
  readonly id: string
}

/**
 * Something that somebody does to the organisation, as data: when, to which module, and what, as one of the keys from
 * `create` to `removeField`. An edit to a record that does not exist is passed over, and the emulator's report shows
 * it.
 *
 * **Example** (A record that changes after a minute, and is deleted after another)
 *
 * ```ts
 * import type { Edit } from "@zoho-bulk/core/emulator"
 *
 * const id = "4150868013000000001"
 *
 * export const edits: ReadonlyArray<Edit> = [
 *   { after: "1 minute", module: "Leads", update: { id, Company: "Zylker" } },
 *   { after: "2 minutes", module: "Leads", delete: id },
 * ]
 * ```
 *
 * @category testing
 */
export interface Edit {
  /**
   * How long after the emulator was made, or after `edit` was called: such as `90s` or `"5 minutes"`, or milliseconds.
   * Default: immediately.
   */
  readonly after?: Duration.Input | string | undefined
  /** When, by the emulator's clock: `2026-11-26T09:04:39+05:30`. */
  readonly at?: string | undefined
  /** The API name of the module. */
  readonly module: string
  /** Creates a record with these values; an `id` among them becomes its id. */
  readonly create?: EditedValues | undefined
  /** Writes values into the record with the `id` among them, and moves its `Modified_Time`. */
  readonly update?: EditedRecord | undefined
  /** The same without a new `Modified_Time`, as formulas and roll-up summaries change. */
  readonly recompute?: EditedRecord | undefined
  /** Moves the record with this id to the recycle bin. */
  readonly delete?: string | undefined
  /** Deletes the record with this id for good, also from the recycle bin. */
  readonly purge?: string | undefined
  /** Brings the record with this id back from the recycle bin. */
  readonly restore?: string | undefined
  /**
   * Merges one record into another, which may get values at the same time: the loser vanishes without a trace, unless
   * `guesses` state otherwise.
   */
  readonly merge?:
    | {
        /** The id of the record that stays. */
        readonly winner: string
        /** The id of the record that vanishes. */
        readonly loser: string
        /** Values to write into the winner. */
        readonly values?: EditedValues | undefined
      }
    | undefined
  /** Converts the record with this id: it vanishes without a trace, unless `guesses` state otherwise. */
  readonly convert?: string | undefined
  /** Adds a field, described as in an organisation; it is empty in existing records. */
  readonly addField?: FieldDescription | undefined
  /** Removes the field with this API name. */
  readonly removeField?: string | undefined
}

const units: ReadonlyMap<string, string> = new Map([
  ["ms", "millis"],
  ["s", "seconds"],
  ["m", "minutes"],
  ["h", "hours"],
  ["d", "days"],
])

const short = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/

/** Reads how long after something an edit is made, in milliseconds: as a duration or in its short form. */
export const readAfter = (after: unknown): number | undefined => {
  const [, count, unit = ""] = (typeof after === "string" ? short.exec(after.trim()) : null) ?? []
  const duration = readDuration(count === undefined ? after : `${count} ${units.get(unit)}`)
  return Option.getOrUndefined(Option.map(duration, Duration.toMillis))
}

const isAfter = (input: unknown): input is Duration.Input => Number.isFinite(readAfter(input) ?? NaN)

const apiName = Schema.String.check(Schema.isPattern(/^[\w$]+$/))
const id = Schema.String.check(Schema.isPattern(/^\d{1,19}$/))
const moment = Schema.String.check(Schema.makeFilter((text) => parseInstant(text) !== undefined))
const values = Schema.Record(Schema.String, Schema.Unknown)
const valuesOfOne = Schema.StructWithRest(Schema.Struct({ id }), [values])

/** What an edit may do. */
export const deeds = [
  "create",
  "update",
  "recompute",
  "delete",
  "purge",
  "restore",
  "merge",
  "convert",
  "addField",
  "removeField",
] as const

/** The name of what an edit does. */
export type Deed = (typeof deeds)[number]

/** What an edit does, by its one key for that. */
export const deedOf = (edit: Edit): Deed | undefined => deeds.find((deed) => edit[deed] !== undefined)

const isOne = (edit: Edit): boolean => deeds.filter((deed) => edit[deed] !== undefined).length === 1

/**
 * The schema of an edit, as a JSON file has it. The type explains each key.
 *
 * **Example** (Edits from a text)
 *
 * ```ts
 * import { Edit } from "@zoho-bulk/core/emulator"
 * import { Schema } from "effect"
 *
 * const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Edit)))
 *
 * export const edits = decode('[{ "after": "90s", "module": "Leads", "delete": "4150868013000000001" }]')
 * ```
 *
 * @category testing
 */
export const Edit = Schema.Struct({
  after: Schema.optional(Schema.declare(isAfter)),
  at: Schema.optional(moment),
  module: apiName,
  create: Schema.optional(values),
  update: Schema.optional(valuesOfOne),
  recompute: Schema.optional(valuesOfOne),
  delete: Schema.optional(id),
  purge: Schema.optional(id),
  restore: Schema.optional(id),
  merge: Schema.optional(Schema.Struct({ winner: id, loser: id, values: Schema.optional(values) })),
  convert: Schema.optional(id),
  addField: Schema.optional(FieldDescription),
  removeField: Schema.optional(apiName),
} satisfies { readonly [K in keyof Edit]-?: Schema.Schema<Edit[K]> }).check(Schema.makeFilter(isOne))
