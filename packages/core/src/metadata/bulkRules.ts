import { type WriteOperation } from "../domain/WriteRequest.ts"
import type { Field } from "../domain/organization/Field.ts"
import type { Module } from "../domain/organization/Module.ts"

/**
 * What a bulk job does with a module or a field: exports it, or writes it in one of three ways.
 *
 * **Example** (What a screen offers)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * const uses: ReadonlyArray<Metadata.BulkUse> = ["export", "insert", "update", "upsert"]
 *
 * export const usesOf = (module: Metadata.Module) =>
 *   uses.filter((use) => Metadata.whyNotInBulk(module, use) === undefined)
 * ```
 *
 * @category models
 */
export type BulkUse = "export" | WriteOperation

/** A reason why something cannot be in a bulk job. */
interface Rule<A> {
  /** Checks whether it applies to a thing in a use. */
  readonly holds: (thing: A, use: BulkUse) => boolean
  /** What it states of the thing, as the end of a sentence. */
  readonly because: string
  /** How that is known. */
  readonly evidence: string
}

const isWrite = (use: BulkUse): boolean => use !== "export"

/** Types that have nothing readable in files, and why. */
const unreadableTypes: Readonly<Record<string, string>> = {
  fileupload: "it holds files",
  imageupload: "it holds images",
  profileimage: "it holds an image",
  multiselectlookup: "its records are kept in a linking module",
  subform: "its rows are a module of their own",
}

/** Types that no cell of a file can set, and why. */
const unwritableTypes: Readonly<Record<string, string>> = {
  autonumber: "Zoho numbers it",
  fileupload: "it holds files",
  formula: "Zoho computes it",
  imageupload: "it holds images",
  profileimage: "it holds an image",
  rollup_summary: "Zoho computes it",
  subform: "its rows are written as records of their own",
}

/** One rule for each type of a table. */
const byType = (types: Readonly<Record<string, string>>, isIn: (use: BulkUse) => boolean, evidence: string) =>
  Object.entries(types).map(([type, because]): Rule<Field> => ({
    holds: ({ dataType }, use) => dataType === type && isIn(use),
    because,
    evidence,
  }))

const isRead = (use: BulkUse): boolean => use === "export"

/** Which of the API's permissions each way to write needs; an upsert may do either. */
const isOpen = (field: Field, use: BulkUse): boolean =>
  ({
    export: true,
    insert: field.isCreatable,
    update: field.isUpdatable,
    upsert: field.isCreatable || field.isUpdatable,
  })[use]

/** Why a field cannot be in a bulk job: Zoho has no flag for it. The first rule that applies is the reason. */
const fieldRules: ReadonlyArray<Rule<Field>> = [
  {
    holds: ({ apiName }, use) => apiName === "id" && isWrite(use),
    because: "it is the key that updates use to find the record",
    evidence: "its metadata are read_only (Zoho's field-meta page)",
  },
  {
    holds: ({ apiName }, use) => apiName === "Tag" && isWrite(use),
    because: "tags are set in other ways",
    evidence: "clients that write in bulk leave it out",
  },
  ...byType(unreadableTypes, isRead, "clients that read in bulk leave them out; Zoho answers FIELD_NOT_SUPPORTED"),
  ...byType(unwritableTypes, isWrite, "clients that write in bulk leave them out"),
  {
    holds: ({ isVirtual }, use) => isVirtual && isRead(use),
    because: "it represents something stored elsewhere",
    evidence: "virtual_field of its metadata; clients that read in bulk leave it out",
  },
  {
    holds: ({ isExternal }, use) => isExternal && isRead(use),
    because: "it holds ids of another system",
    evidence: "external fields are not readable in bulk (Amazon's documentation of its Zoho connector)",
  },
  {
    holds: ({ isReadOnly }, use) => isReadOnly && isWrite(use),
    because: "it cannot be set",
    evidence: "read_only of its metadata",
  },
  {
    holds: (field, use) => isWrite(use) && !isOpen(field, use),
    because: "the API does not set it in this operation",
    evidence: "operation_type of its metadata; a Created_Time that is sent is ignored (recorded)",
  },
  {
    // Owners say so, too, and can be set: what is read-only is the look of their field.
    holds: ({ dataType, isFieldReadOnly }, use) => isFieldReadOnly && dataType !== "ownerlookup" && isWrite(use),
    because: "it cannot be set as a field of its own",
    evidence: "field_read_only of its metadata, which Owner has although api_create is true (Zoho's field-meta page)",
  },
]

/** Modules whose records are not written in bulk, and why. */
const unwritableModules: Readonly<Record<string, string>> = {
  Calls: "Zoho accepts calls neither in bulk writes nor in upserts",
}

/**
 * Modules that only Zoho knows enough about are not refused here: it has accepted Notes once, though its own pages rule
 * them out.
 */
const moduleRules: ReadonlyArray<Rule<Module>> = [
  {
    holds: ({ isInApi }) => !isInApi,
    because: "the API does not support it",
    evidence: "api_supported of its metadata",
  },
  {
    holds: ({ isViewable }, use) => !isViewable && isRead(use),
    because: "this user may not see its records",
    evidence: "viewable of its metadata",
  },
  ...Object.entries(unwritableModules).map(([name, because]): Rule<Module> => ({
    holds: ({ apiName }, use) => apiName === name && isWrite(use),
    because,
    evidence: "recorded in a bulk write of 14,000 rows",
  })),
  {
    holds: ({ isCreatable }, use) => !isCreatable && use === "insert",
    because: "this user may not add records to it",
    evidence: "creatable of its metadata",
  },
  {
    holds: ({ isEditable }, use) => !isEditable && use === "update",
    because: "this user may not change its records",
    evidence: "editable of its metadata",
  },
  {
    holds: ({ isCreatable, isEditable }, use) => !isCreatable && !isEditable && use === "upsert",
    because: "this user may neither add nor change its records",
    evidence: "creatable and editable of its metadata",
  },
]

const reasonIn = <A>(rules: ReadonlyArray<Rule<A>>, thing: A, use: BulkUse): string | undefined =>
  rules.find(({ holds }) => holds(thing, use))?.because

/**
 * Returns why a module cannot be exported, or cannot be written in this way, as the end of a sentence; `undefined` if
 * it can.
 *
 * **Details**
 *
 * Cases that only Zoho can decide are not refused here: Zoho may still refuse.
 *
 * **Example** (Calls are not written in bulk)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const refusal = (module: Metadata.Module): string | undefined => {
 *   const why = Metadata.whyNotInBulk(module, "insert")
 *   return why === undefined ? undefined : `${module.apiName} cannot be imported: ${why}.`
 * }
 * ```
 *
 * @category rules
 */
export const whyNotInBulk = (module: Module, use: BulkUse): string | undefined => reasonIn(moduleRules, module, use)

/**
 * Returns why a field cannot be exported, as the end of a sentence; `undefined` if it can.
 *
 * **Example** (What an export of all fields leaves out)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const leftOut = (fields: ReadonlyArray<Metadata.Field>): ReadonlyArray<string> =>
 *   fields.flatMap((field) => {
 *     const why = Metadata.whyNotReadable(field)
 *     return why === undefined ? [] : [`${field.label}: ${why}`]
 *   })
 * ```
 *
 * @category rules
 */
export const whyNotReadable = (field: Field): string | undefined => reasonIn(fieldRules, field, "export")

/**
 * Returns why a field cannot be written by an operation, as the end of a sentence; `undefined` if it can.
 *
 * **Example** (What is wrong with a column)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const fault = (column: string, field: Metadata.Field): string | undefined => {
 *   const why = Metadata.whyNotWritable(field, "insert")
 *   return why === undefined ? undefined : `${column} goes to ${field.label}, which cannot be written: ${why}.`
 * }
 * ```
 *
 * @category rules
 */
export const whyNotWritable = (field: Field, operation: WriteOperation): string | undefined =>
  reasonIn(fieldRules, field, operation)

/**
 * Checks whether a bulk export can include a field.
 *
 * **Details**
 *
 * Zoho has no flag for it. Zoho may still refuse such a field with `FIELD_NOT_SUPPORTED`.
 *
 * **Example** (The API names of all that can be exported)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const all = (fields: ReadonlyArray<Metadata.Field>): ReadonlyArray<string> =>
 *   fields.filter(Metadata.isReadable).map(({ apiName }) => apiName)
 * ```
 *
 * @category rules
 */
export const isReadable = (field: Field): boolean => whyNotReadable(field) === undefined

/**
 * Checks whether a bulk write can set a field. The record's `id` cannot be set: it is the key by which an update finds
 * the record.
 *
 * **Example** (The columns of a template for new records)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const template = (fields: ReadonlyArray<Metadata.Field>): string =>
 *   fields
 *     .filter((field) => Metadata.isWritable(field, "insert"))
 *     .map(({ apiName }) => apiName)
 *     .join(",")
 * ```
 *
 * @category rules
 */
export const isWritable = (field: Field, operation: WriteOperation): boolean =>
  whyNotWritable(field, operation) === undefined
