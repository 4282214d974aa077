import * as ByteSize from "effect/ByteSize"
import * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as HttpClient from "effect/http/HttpClient"
import { DataCenter } from "../../domain/DataCenter.ts"
import { Fault } from "./Fault.ts"

/**
 * What an emulated Zoho begins with. Every key may be left out.
 *
 * **Example** (An organisation in Europe with many contacts, whose jobs take a minute)
 *
 * ```ts
 * import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
 *
 * export const options: EmulatorOptions = {
 *   dataCenter: "eu",
 *   records: { Contacts: 450_000 },
 *   jobDuration: "1 minute",
 * }
 * ```
 *
 * @category testing
 */
export interface EmulatorOptions {
  /**
   * How many records each module begins with, by its API name: at most 999,999,999. By default 250 Contacts, 120 Leads, 60
   * Deals, 40 Accounts and 30 Events, each unless it is named here. A name that Zoho does not have is a custom module.
   */
  readonly records?: Readonly<Record<string, number>> | undefined
  /** The organisation's id in CRM, digits: `4150868000000225005` by default. */
  readonly organizationId?: string | undefined
  /** The organisation's id in all of Zoho, which uploads name in `X-CRM-ORG`, digits: `694902309` by default. */
  readonly zgid?: string | undefined
  /** The data centre that the organisation lives in; its tokens are good nowhere else. By default they are good in all. */
  readonly dataCenter?: DataCenter | undefined
  /**
   * The scopes that its grant and the token `emulator` are good for, such as `ZohoCRM.bulk.READ`; by default all that the
   * operations need. A grant code may bring others: `emulator:ZohoCRM.bulk.READ,ZohoCRM.modules.ALL`.
   */
  readonly scopes?: ReadonlyArray<string> | undefined
  /** How long a job takes, such as `"5 minutes"`; a number is in milliseconds. A second by default. */
  readonly jobDuration?: Duration.Input | undefined
  /** The most records that one read job gives: 200,000 by default, as at Zoho. */
  readonly recordsPerPage?: number | undefined
  /** How many API credits there are in 24 hours: 100,000 by default. */
  readonly creditsPerDay?: number | undefined
  /** The largest file that can be uploaded, such as `"1 MiB"`; a number is in bytes. 25 MiB by default, as at Zoho. */
  readonly uploadLimit?: ByteSize.Input | undefined
  /** How many calls may be under way at once: 25 by default. */
  readonly concurrency?: number | undefined
  /** What goes wrong, and when: nothing by default. Of several that fit a request, the first meets it. */
  readonly faults?: ReadonlyArray<Fault> | undefined
  /** What posts the callbacks of jobs, such as the runner's `layerHttpClient`. By default no callback is posted. */
  readonly callbacks?: Layer.Layer<HttpClient.HttpClient> | undefined
}

/** To Effect, what is not a number is no time at all. */
const isDuration = (input: unknown): input is Duration.Input =>
  !Number.isNaN(input) &&
  Option.exists(
    Duration.fromInput(input as Duration.Input),
    (duration) => Duration.isFinite(duration) && !Duration.isNegative(duration),
  )

const isByteSize = (input: unknown): input is ByteSize.Input =>
  Option.isSome(Option.flatMap(ByteSize.fromInput(input as ByteSize.Input), ByteSize.toNumber))

/** What a layer provides cannot be told before it is built. */
const isLayer = (input: unknown): input is Layer.Layer<HttpClient.HttpClient> => Layer.isLayer(input)

const countFrom = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  Schema.Int.check(Schema.isBetween({ minimum: least, maximum: most }))

const apiName = Schema.String.check(Schema.isPattern(/^[A-Za-z]\w*$/))
const digits = Schema.String.check(Schema.isPattern(/^\d+$/))

/** A record's number has nine digits in its id. */
export const mostRecords = 999_999_999

/** Options as they are to be; what each means stands at the type. */
export const EmulatorOptions = Schema.Struct({
  records: Schema.optional(Schema.Record(apiName, countFrom(0, mostRecords))),
  organizationId: Schema.optional(digits),
  zgid: Schema.optional(digits),
  dataCenter: Schema.optional(DataCenter),
  scopes: Schema.optional(Schema.Array(Schema.String.check(Schema.isPattern(/^\w+(?:\.\w+){2,}$/)))),
  jobDuration: Schema.optional(Schema.declare(isDuration)),
  recordsPerPage: Schema.optional(countFrom(1)),
  creditsPerDay: Schema.optional(countFrom(0)),
  uploadLimit: Schema.optional(Schema.declare(isByteSize)),
  concurrency: Schema.optional(countFrom(1)),
  faults: Schema.optional(Schema.Array(Fault)),
  callbacks: Schema.optional(Schema.declare(isLayer)),
} satisfies { readonly [K in keyof EmulatorOptions]-?: Schema.Schema<EmulatorOptions[K]> })
