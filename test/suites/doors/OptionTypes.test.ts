import { describe, expectTypeOf, it } from "@effect/vitest"
import {
  createReadJob,
  createWriteJob,
  type exportCalendar,
  type exportModule,
  type exportRecords,
  type getJobDetails,
  importRows,
  layerFromConfig,
  type resultContent,
  type resultRecords,
  type resultRows,
  type uploadFile,
  type waitForJob,
  type watchJob,
  ZohoConnection,
} from "@zoho-bulk/core"
import { type AccessTokenOptions, type GrantCode, type RefreshOptions } from "@zoho-bulk/core/Auth"
import { type CallbackOptions } from "@zoho-bulk/core/Callback"
import type { CacheOptions, MetadataOptions, SchemaOptions } from "@zoho-bulk/core/Metadata"
import { layer, type LimitsOptions } from "@zoho-bulk/core/Limits"
import { type ConnectionOptions, type SettingsOptions } from "@zoho-bulk/core/Settings"
import { type EmulatorOptions, type Fault } from "@zoho-bulk/core/emulator"
import { Stream } from "effect"

/** The optional keys of a type that may be left out, and may not be undefined: under exactOptionalPropertyTypes these need a spread. */
type Strict<A> = A extends unknown
  ? {
      [K in keyof A]-?: object extends Pick<A, K>
        ? { readonly [P in K]: undefined } extends Pick<A, K>
          ? never
          : K
        : never
    }[keyof A]
  : never

type Resource = createWriteJob.Request["resources"][number]
type Mapping = NonNullable<Resource["mappings"]>[number]

describe("an optional key may be undefined", () => {
  it("is what the test finds out", () => {
    expectTypeOf<Strict<{ readonly a: 1; readonly b?: 1 | undefined }>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<{ readonly a: 1; readonly b?: 1 } | { readonly c?: 1 }>>().toEqualTypeOf<"b" | "c">()
  })

  it("in every request", () => {
    expectTypeOf<Strict<Parameters<typeof getJobDetails>[0]>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<createReadJob.Request>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<createWriteJob.Request>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<Resource>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<Mapping>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<NonNullable<Mapping["defaultValue"]>>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<uploadFile.File>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<exportModule.Request>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<exportRecords.Request>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<exportCalendar.Request>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<importRows.Request>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<importRows.Column>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<GrantCode>>().toEqualTypeOf<never>()
  })

  it("in every type of options", () => {
    expectTypeOf<Strict<waitForJob.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<watchJob.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<resultContent.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<resultRows.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<resultRecords.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<exportModule.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<exportRecords.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<exportCalendar.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<importRows.Options>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<SettingsOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<ConnectionOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<LimitsOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<MetadataOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<SchemaOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<CacheOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<AccessTokenOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<RefreshOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<CallbackOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<EmulatorOptions>>().toEqualTypeOf<never>()
    expectTypeOf<Strict<Fault>>().toEqualTypeOf<never>()
  })
})

describe("a wrong setting does not compile", () => {
  it("of a connection", () => {
    ZohoConnection.layer({ dataCenter: "eu", apiVersion: "v8", environment: "sandbox", maxConcurrency: 3 })
    // @ts-expect-error there is no such data centre
    ZohoConnection.layer({ dataCenter: "mars" })
    // @ts-expect-error there is no such version
    ZohoConnection.layer({ apiVersion: "v99" })
    // @ts-expect-error there is no such environment
    ZohoConnection.layer({ environment: "staging" })
    // @ts-expect-error a count is a number
    ZohoConnection.layer({ maxConcurrency: "lots" })
    // @ts-expect-error a count is a number
    ZohoConnection.layer({ maxConcurrency: 3n })
    // @ts-expect-error an id is text
    ZohoConnection.layer({ orgId: 123 })
    // @ts-expect-error nothing is undefined, and not null
    ZohoConnection.layer({ environment: null })
    // @ts-expect-error profiles are the command's
    ZohoConnection.layer({ profile: "work" })
    // @ts-expect-error it is spelled dataCenter
    ZohoConnection.layer({ dataCentre: "eu" })
    // @ts-expect-error the settings are an object
    ZohoConnection.layer("eu")
    // @ts-expect-error the settings are an object
    ZohoConnection.layer(null)
    // @ts-expect-error there is no such option
    layerFromConfig({ dataCenter: "eu" })
  })

  it("of limits", () => {
    layer({ callTimeout: "2 minutes", tryTimeout: 1_000, maxAnswerBytes: "16 MiB", maxTries: 3 })
    // @ts-expect-error soon is no time
    layer({ callTimeout: "soon" })
    // @ts-expect-error a time is no size
    layer({ maxAnswerBytes: "2 minutes" })
    // @ts-expect-error a count is a number
    layer({ maxTries: "3" })
    // @ts-expect-error there is no such limit
    layer({ callTimeOut: 1_000 })
    // @ts-expect-error nothing is undefined, and not null
    layer({ maxTries: null })
  })
})

describe("an update or upsert without `findBy` does not compile", () => {
  const rows = Stream.make(["Last_Name"], ["Boyle"])
  const resource = { module: "Leads", fileId: "1" }
  const found = { ...resource, findBy: "Email" }

  it("as an import", () => {
    importRows({ module: "Leads", operation: "insert" }, rows)
    importRows({ module: "Leads", operation: "update", findBy: "id" }, rows)
    importRows({ module: "Leads", operation: "upsert", findBy: "Email" }, rows)
    // @ts-expect-error by what are records found?
    importRows({ module: "Leads", operation: "update" }, rows)
    // @ts-expect-error by what are records found?
    importRows({ module: "Leads", operation: "upsert" }, rows)
    // @ts-expect-error by what are records found?
    importRows({ module: "Leads", operation: "upsert", findBy: undefined }, rows)
    // @ts-expect-error an insert looks for nothing
    importRows({ module: "Leads", operation: "insert", findBy: "Email" }, rows)
  })

  it("as a write job", () => {
    createWriteJob({ operation: "insert", resources: [resource] })
    createWriteJob({ operation: "update", resources: [found] })
    // A child is found by its parent.
    createWriteJob({ operation: "upsert", resources: [found, resource] })
    // @ts-expect-error by what are records found?
    createWriteJob({ operation: "update", resources: [resource] })
    // @ts-expect-error by what are records found?
    createWriteJob({ operation: "upsert", resources: [resource, found] })
    // @ts-expect-error a job writes something
    createWriteJob({ operation: "insert", resources: [] })
  })
})

describe("a request that Zoho would refuse does not compile", () => {
  it("as a read job", () => {
    createReadJob({ module: "Leads", fields: ["City"], page: 1 })
    // @ts-expect-error it is spelled fields
    createReadJob({ module: "Leads", feilds: ["City"] })
    // @ts-expect-error calendars are of events
    createReadJob({ module: "Leads", fileType: "ics" })
    // @ts-expect-error a page is a number
    createReadJob({ module: "Leads", page: "2" })
  })
})
