import {
  Auth,
  createReadJob,
  createWriteJob,
  downloadResult,
  exportCalendar,
  exportModule,
  exportRecords,
  getJobDetails,
  importRows,
  Limits,
  Metadata,
  Records,
  resultContent,
  resultRecords,
  resultRows,
  uploadFile,
  waitForJob,
  watchJob,
  ZohoConnection,
} from "@zoho-bulk/core"
import { Duration, Effect, Layer, Option, Predicate, Redacted, Stream } from "effect"

type Is = (value: unknown) => boolean

/** An argument of a verb: a call with it, what is right for it, and what else each of its keys may be. */
export interface Argument {
  readonly name: string
  readonly call: (argument: never) => unknown
  readonly right: object
  readonly mayBe: Readonly<Record<string, Is>>
}

const never: Is = () => false
const unset: Is = Predicate.isUndefined
const text: Is = Predicate.isString
const flag: Is = Predicate.isBoolean
const layer: Is = Layer.isLayer
const number: Is = (value) => Number.isFinite(value)
const time: Is = (value) => value !== null && Option.isSome(Duration.fromInput(value as never))
const orUnset =
  (is: Is): Is =>
  (value) =>
    unset(value) || is(value)
const list =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is)

const optionalText = orUnset(text)
const comparison = { field: "City", comparator: "equal", value: "Pune" } as const
const readRequest = { module: "Leads", where: comparison, fields: ["City"], cvid: "1" }
const selection = { module: text, where: unset, cvid: optionalText }
const resource = { module: "Leads", fileId: "1", findBy: "Email" }
const mapping = { field: "City", index: 0 }
const column = { column: "Last_Name", field: "Last_Name" }
const insert = { module: "Leads", operation: "insert" } as const
const rows = Stream.make(["Last_Name"], ["Boyle"])
const secret = Redacted.make("1000.x")
const grant = { clientId: "1000.x", clientSecret: secret, refreshToken: secret }
const auth = Auth.layerAccessToken(secret)
const job = { kind: "read", id: "4150868000005376042", state: "completed", result: { count: 1, downloadUrl: "/x" } }
const journeyOptions = { journal: orUnset(layer), staging: orUnset(layer) }

const redacted: Is = (value) => Redacted.isRedacted(value) && text(Redacted.value(value))

/** One argument after the other, of all that a program calls. */
export const callArguments: ReadonlyArray<Argument> = [
  { name: "getJobDetails", call: getJobDetails, right: { id: "1", kind: "read" }, mayBe: { id: text, kind: unset } },
  ...[
    { name: "waitForJob", call: waitForJob },
    { name: "watchJob", call: watchJob },
  ].map((verb) => ({
    ...verb,
    right: { id: "1", kind: "read", timeout: "1 second", signals: undefined },
    mayBe: { id: text, kind: unset, timeout: orUnset(time), signals: unset },
  })),
  {
    name: "createReadJob",
    call: createReadJob,
    right: { ...readRequest, page: 1, callbackUrl: "https://www.example.com", fileType: "csv" },
    mayBe: {
      ...selection,
      fields: orUnset(list(text)),
      page: orUnset(number),
      callbackUrl: orUnset(text),
      fileType: unset,
    },
  },
  { name: "createReadJob, a page", call: createReadJob, right: { pageToken: "x" }, mayBe: { pageToken: text } },
  {
    name: "createReadJob, a comparison",
    call: (where) => createReadJob({ module: "Leads", where }),
    right: comparison,
    mayBe: {
      field: text,
      comparator: never,
      value: (value) =>
        text(value) || flag(value) || number(value) || list((part) => text(part) || number(part))(value),
    },
  },
  {
    name: "createReadJob, a group",
    call: (where) => createReadJob({ module: "Leads", where }),
    right: { operator: "or", conditions: [comparison, comparison] },
    mayBe: { operator: never, conditions: never },
  },
  {
    name: "createWriteJob",
    call: createWriteJob,
    right: { operation: "upsert", resources: [resource], ignoreEmpty: true, characterEncoding: "UTF-8" },
    mayBe: { operation: never, resources: never, ignoreEmpty: orUnset(flag), characterEncoding: optionalText },
  },
  {
    name: "createWriteJob, a resource",
    call: (each) => createWriteJob({ operation: "insert", resources: [each] }),
    right: { ...resource, mappings: [mapping], fileNames: ["a.csv"] },
    mayBe: {
      module: text,
      fileId: text,
      findBy: optionalText,
      mappings: orUnset(list(never)),
      fileNames: orUnset(list(text)),
    },
  },
  {
    name: "createWriteJob, a mapping",
    call: (each) => createWriteJob({ operation: "insert", resources: [{ ...resource, mappings: [each] }] }),
    right: { ...mapping, format: "yyyy", findBy: "Email", parentColumnIndex: 0, defaultValue: { value: "x" } },
    mayBe: {
      field: text,
      index: orUnset(number),
      format: optionalText,
      findBy: optionalText,
      parentColumnIndex: orUnset(number),
      defaultValue: (value) => unset(value) || (Predicate.isObject(value) && text(value["value"])),
    },
  },
  {
    name: "uploadFile",
    call: uploadFile,
    right: { name: "a.zip", bytes: Stream.make(Uint8Array.of(0x50, 0x4b, 3, 4)), size: 4 },
    mayBe: { name: text, bytes: Stream.isStream, size: orUnset(number) },
  },
  ...[
    { name: "downloadResult", call: downloadResult },
    { name: "resultContent", call: resultContent },
    { name: "resultRows", call: resultRows },
    { name: "resultRecords", call: resultRecords },
  ].map((verb) => ({
    ...verb,
    right: job,
    mayBe: {
      kind: never,
      id: text,
      state: never,
      result: (value: unknown) => unset(value) || Predicate.isObject(value),
    },
  })),
  {
    name: "resultRows, its options",
    call: (options) => resultRows(job as never, options),
    right: {},
    mayBe: { staging: orUnset(layer) },
  },
  {
    name: "exportModule",
    call: exportModule,
    right: { ...readRequest, dropRefusedFields: true },
    mayBe: { ...selection, fields: orUnset(list(text)), dropRefusedFields: orUnset(flag) },
  },
  {
    name: "exportRecords",
    call: exportRecords,
    right: readRequest,
    mayBe: { ...selection, fields: orUnset(list(text)) },
  },
  {
    name: "exportModule, its options",
    call: (options) => exportModule({ module: "Leads" }, options),
    right: { journal: undefined, staging: undefined },
    mayBe: journeyOptions,
  },
  {
    name: "exportCalendar",
    call: exportCalendar,
    right: { module: "Events", where: comparison, cvid: "1" },
    mayBe: { ...selection, module: never },
  },
  {
    name: "importRows",
    call: (request) => importRows(request, rows),
    right: { ...insert, findBy: undefined, header: undefined, columns: [column], ignoreEmpty: true, concurrency: 2 },
    mayBe: {
      module: text,
      operation: never,
      findBy: optionalText,
      header: unset,
      columns: orUnset(list(never)),
      ignoreEmpty: orUnset(flag),
      concurrency: orUnset(number),
    },
  },
  {
    name: "importRows, a column",
    call: (each) => importRows({ ...insert, columns: [each] }, rows),
    right: { ...column, format: "yyyy", findBy: "Email", defaultValue: { value: "x" } },
    mayBe: {
      column: never,
      field: text,
      format: optionalText,
      findBy: optionalText,
      defaultValue: (value) => unset(value) || (Predicate.isObject(value) && text(value["value"])),
    },
  },
  {
    name: "importRows, its options",
    call: (options) => importRows(insert, rows, options),
    right: { journal: undefined, source: "leads.csv" },
    mayBe: { journal: orUnset(layer), source: optionalText },
  },
  {
    name: "ZohoConnection.layer",
    call: ZohoConnection.layer,
    right: { auth, dataCenter: "eu", maxConcurrency: 3, orgId: "1", apiDomain: "www.zohoapis.eu" },
    mayBe: {
      auth: orUnset(layer),
      dataCenter: unset,
      maxConcurrency: orUnset(number),
      orgId: optionalText,
      apiDomain: (value) => optionalText(value) || value instanceof URL,
    },
  },
  {
    name: "Auth.layerAccessToken, its options",
    call: (options) => Auth.layerAccessToken(secret, options),
    right: { scheme: "Bearer" },
    mayBe: { scheme: unset },
  },
  {
    name: "Auth.refreshToken",
    call: (wrong) => ZohoConnection.layer({ auth: Auth.refreshToken(wrong) }),
    right: grant,
    mayBe: {
      clientId: (value) => text(value) || redacted(value),
      clientSecret: (value) => redacted(value) || Effect.isEffect(value),
      refreshToken: redacted,
    },
  },
  {
    name: "Auth.refreshToken, its options",
    call: (options) => ZohoConnection.layer({ auth: Auth.refreshToken(grant, options) }),
    right: { store: undefined },
    mayBe: { store: orUnset(layer) },
  },
  {
    name: "Auth.exchangeGrantCode",
    call: Auth.exchangeGrantCode,
    right: { clientId: "1000.x", clientSecret: secret, code: secret },
    mayBe: { clientId: (value) => text(value) || redacted(value), clientSecret: redacted, code: redacted },
  },
  {
    name: "Auth.requestDeviceCode",
    call: Auth.requestDeviceCode,
    right: { clientId: "1004.x", scopes: ["ZohoCRM.bulk.READ"] },
    mayBe: { clientId: (value) => text(value) || redacted(value), scopes: list(text) },
  },
  ...[
    { name: "Metadata.getModules, its options", call: Metadata.getModules },
    { name: "Metadata.getFields, its options", call: (options: never) => Metadata.getFields("Leads", options) },
    { name: "Metadata.getLayouts, its options", call: (options: never) => Metadata.getLayouts("Leads", options) },
    {
      name: "Metadata.getCustomViews, its options",
      call: (options: never) => Metadata.getCustomViews("Leads", options),
    },
    {
      name: "Metadata.describeModule, its options",
      call: (options: never) => Metadata.describeModule("Leads", options),
    },
    {
      name: "Metadata.describeModules, its options",
      call: (options: never) => Metadata.describeModules(undefined, options),
    },
  ].map((verb) => ({ ...verb, right: { refresh: true }, mayBe: { refresh: orUnset(flag) } })),
  {
    name: "Records.getDeletedRecords, its options",
    call: (options) => Records.getDeletedRecords("Leads", options),
    right: { since: "2026-01-01T00:00:00Z", type: "all" },
    mayBe: { since: orUnset(Predicate.isDate), type: unset },
  },
  {
    name: "Records.getRecordsById, its options",
    call: (options) => Records.getRecordsById("Leads", ["1"], options),
    right: { fields: ["City"] },
    mayBe: { fields: list(text) },
  },
  {
    name: "Records.deleteRecords, its options",
    call: (options) => Records.deleteRecords("Leads", ["1"], options),
    right: { triggerWorkflows: false },
    mayBe: { triggerWorkflows: flag },
  },
  {
    name: "Metadata.schemaOf, its options",
    call: (options) => Metadata.schemaOf("Leads", options),
    right: { fields: ["City"], refresh: false },
    mayBe: { fields: orUnset(list(text)), refresh: orUnset(flag) },
  },
  {
    name: "Metadata.layerMemory",
    call: Metadata.layerMemory,
    right: { timeToLive: "1 hour" },
    mayBe: { timeToLive: orUnset(time) },
  },
  {
    name: "Limits.layer",
    call: Limits.layer,
    right: { callTimeout: 1, maxAnswerBytes: 1, maxTries: 1, maxRedirects: 0 },
    mayBe: {
      callTimeout: orUnset(time),
      maxAnswerBytes: (value) => unset(value) || number(value) || Predicate.isBigInt(value),
      maxTries: orUnset(number),
      maxRedirects: orUnset(number),
    },
  },
]

/** Where a whole argument is given that is no object of ours. */
export const wholeArguments: ReadonlyArray<Pick<Argument, "name" | "call">> = [
  ...callArguments,
  ...[
    { name: "Metadata.getFields", call: Metadata.getFields },
    { name: "Metadata.getLayouts", call: Metadata.getLayouts },
    { name: "Metadata.getCustomViews", call: Metadata.getCustomViews },
    { name: "Metadata.countRecords", call: Metadata.countRecords },
    { name: "Metadata.describeModule", call: Metadata.describeModule },
    { name: "Metadata.describeModules", call: Metadata.describeModules },
    { name: "Metadata.schemaOf", call: Metadata.schemaOf },
    { name: "Records.getDeletedRecords", call: Records.getDeletedRecords },
    { name: "Records.restoreRecords", call: Records.restoreRecords },
  ].map(({ call, name }) => ({ name, call: (module: never) => call(module) })),
  { name: "exportRecords, its schema", call: (schema) => exportRecords({ module: "Leads" }, schema) },
  { name: "resultRecords, its schema", call: (schema) => resultRecords(job as never, schema) },
  { name: "importRows, its rows", call: (wrong) => importRows(insert, wrong) },
  { name: "importRows, a header", call: (row) => importRows(insert, Stream.make(row, ["Boyle"])) },
  { name: "importRows, a row", call: (row) => importRows(insert, Stream.make(["Last_Name"], row)) },
  { name: "importRows, a cell", call: (cell) => importRows(insert, Stream.make(["Last_Name"], [cell])) },
  { name: "Auth.layerAccessToken", call: Auth.layerAccessToken },
  { name: "Auth.revokeRefreshToken", call: (token) => Auth.revokeRefreshToken(token, "eu") },
  {
    name: "Auth.requestDeviceCode, its scopes",
    call: (scopes) => Auth.requestDeviceCode({ clientId: "1004.x", scopes }),
  },
  { name: "Auth.awaitDeviceToken", call: Auth.awaitDeviceToken },
  {
    name: "Auth.awaitDeviceToken, its code",
    call: (code) => Auth.awaitDeviceToken({ clientId: "1004.x", clientSecret: secret, code }),
  },
  {
    name: "Auth.exchangeGrantCode, its issuer",
    call: (issuer) => Auth.exchangeGrantCode({ ...grant, code: secret }, issuer),
  },
]
