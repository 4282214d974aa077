import * as ByteSize from "effect/ByteSize"
import * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as HttpClient from "effect/http/HttpClient"
import { DataCenter } from "../../domain/DataCenter.ts"
import { readDuration } from "../../domain/readDuration.ts"
import { Edit } from "./Edit.ts"
import { Fault } from "./Fault.ts"
import { Guesses } from "./Guesses.ts"
import { OrganizationDescription } from "./OrganizationDescription.ts"

/**
 * How an emulated Zoho starts out. Every key is optional.
 *
 * **Example** (A European organisation with many contacts, whose jobs take a minute)
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
   * How many records each module starts with, by API name, up to 999,999,999. Modules that are not named keep their
   * default: 250 Contacts, 120 Leads, 60 Deals, 40 Accounts, 30 Events. Any other name becomes a custom module.
   */
  readonly records?: Readonly<Record<string, number>> | undefined
  /**
   * The content of the organisation: modules, fields, layouts, views, and records of your own. Default: a small one
   * with standard modules. In either case, `records` sets the number of generated records, and adds simple modules.
   */
  readonly organization?: OrganizationDescription | undefined
  /** The organisation's id in CRM, a string of digits. Default: `4150868000000225005`. */
  readonly organizationId?: string | undefined
  /**
   *  The organisation's id in all of Zoho, which uploads send as `X-CRM-ORG`; a string of digits. Default: `694902309`.
   */
  readonly zgid?: string | undefined
  /** The organisation's data centre; every other refuses its tokens. Default: all of them accept its tokens. */
  readonly dataCenter?: DataCenter | undefined
  /**
   * The scopes of its grant and of the token `emulator`, such as `ZohoCRM.bulk.READ`. Default: all that the operations
   * need. A grant code can have its own: `emulator:ZohoCRM.bulk.READ,ZohoCRM.modules.ALL`.
   */
  readonly scopes?: ReadonlyArray<string> | undefined
  /** How long a job takes: a duration such as `"5 minutes"`, or milliseconds. Default: 1 second. */
  readonly jobDuration?: Duration.Input | undefined
  /** The maximum number of records that one read job returns. Default: 200,000, as at Zoho. */
  readonly recordsPerPage?: number | undefined
  /** The API credits available in 24 hours. Default: 100,000. */
  readonly creditsPerDay?: number | undefined
  /** The largest file that can be uploaded: a size such as `"1 MiB"`, or bytes. Default: 25 MiB, as at Zoho. */
  readonly uploadLimit?: ByteSize.Input | undefined
  /** How many calls can be in flight at once. Default: 25. */
  readonly concurrency?: number | undefined
  /**
   * The host names under which it may be called on a port, in addition to those of this machine and Zoho's own hosts:
   * such as `zoho`, for a container that others know by that name. Any other is refused with HTTP 421, so that no page
   * in a browser can pass for the emulator's own. Default: none.
   */
  readonly hostNames?: ReadonlyArray<string> | undefined
  /** What goes wrong, and when. If several faults fit a request, the first applies. Default: nothing goes wrong. */
  readonly faults?: ReadonlyArray<Fault> | undefined
  /** What changes in the organisation while it runs, and when. Default: only what is written to it. */
  readonly edits?: ReadonlyArray<Edit> | undefined
  /** How it behaves if Zoho's behaviour is unknown. */
  readonly guesses?: Guesses | undefined
  /**
   * How far Zoho's clock is ahead of this machine's: a duration such as `"1 hour"`, negative if it is behind, or
   * milliseconds. Default: they agree.
   */
  readonly clockAhead?: Duration.Input | undefined
  /** Provides the client that posts the callbacks of jobs. Default: callbacks are not posted. */
  readonly callbacks?: Layer.Layer<HttpClient.HttpClient> | undefined
}

const isDuration = (input: unknown): input is Duration.Input => Option.exists(readDuration(input), Duration.isFinite)

/** A clock may be behind as well. */
const isOffset = (input: unknown): input is Duration.Input =>
  (typeof input === "number" && Number.isFinite(input)) ||
  isDuration(input) ||
  (Duration.isDuration(input) && Duration.isFinite(input)) ||
  (typeof input === "string" && Option.exists(Duration.fromInput(input as Duration.Input), Duration.isFinite))

const isByteSize = (input: unknown): input is ByteSize.Input =>
  Option.isSome(Option.flatMap(ByteSize.fromInput(input as ByteSize.Input), ByteSize.toNumber))

/** What a layer provides is unknown before it is built. */
const isLayer = (input: unknown): input is Layer.Layer<HttpClient.HttpClient> => Layer.isLayer(input)

const countFrom = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  Schema.Int.check(Schema.isBetween({ minimum: least, maximum: most }))

const apiName = Schema.String.check(Schema.isPattern(/^[A-Za-z]\w*$/))
const hostName = Schema.String.check(Schema.isPattern(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i))
const digits = Schema.String.check(Schema.isPattern(/^\d+$/))

/** A record's number has nine digits in its id. */
export const mostRecords = 999_999_999

/**
 * The schema of the options; the type explains each of them.
 *
 * @category testing
 */
export const EmulatorOptions = Schema.Struct({
  records: Schema.optional(Schema.Record(apiName, countFrom(0, mostRecords))),
  organization: Schema.optional(OrganizationDescription),
  organizationId: Schema.optional(digits),
  zgid: Schema.optional(digits),
  dataCenter: Schema.optional(DataCenter),
  scopes: Schema.optional(Schema.Array(Schema.String.check(Schema.isPattern(/^\w+(?:\.\w+){2,}$/)))),
  jobDuration: Schema.optional(Schema.declare(isDuration)),
  recordsPerPage: Schema.optional(countFrom(1)),
  creditsPerDay: Schema.optional(countFrom(0)),
  uploadLimit: Schema.optional(Schema.declare(isByteSize)),
  concurrency: Schema.optional(countFrom(1)),
  hostNames: Schema.optional(Schema.Array(hostName)),
  faults: Schema.optional(Schema.Array(Fault)),
  edits: Schema.optional(Schema.Array(Edit)),
  guesses: Schema.optional(Guesses),
  clockAhead: Schema.optional(Schema.declare(isOffset)),
  callbacks: Schema.optional(Schema.declare(isLayer)),
} satisfies { readonly [K in keyof EmulatorOptions]-?: Schema.Schema<EmulatorOptions[K]> })
