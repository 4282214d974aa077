import * as ByteSize from "effect/ByteSize"
import * as Duration from "effect/Duration"
import type { DataCenter } from "../../domain/DataCenter.ts"
import type { EmulatorOptions } from "./EmulatorOptions.ts"
import type { Guesses } from "./Guesses.ts"

/** What an emulator is like once every option is settled. */
export interface EmulatorSettings {
  /** How many records each module begins with that are made up, where the options say so. */
  readonly records: Readonly<Record<string, number>>
  readonly organizationId: string
  readonly zgid: string
  /** The only data centre in which its tokens are valid; all if absent. */
  readonly dataCenter: DataCenter | undefined
  readonly scopes: ReadonlyArray<string>
  /** In milliseconds. */
  readonly jobDuration: number
  readonly recordsPerPage: number
  readonly creditsPerDay: number
  /** In bytes. */
  readonly uploadLimit: number
  readonly concurrency: number
  readonly guesses: Guesses
  /** How far Zoho's clock is ahead of this machine's, in milliseconds; negative where it is behind. */
  readonly clockAhead: number
  /** In lower case. */
  readonly hostNames: ReadonlyArray<string>
}

/** The scopes of a token without other ones: all that this emulator has. */
export const allScopes = [
  "ZohoCRM.bulk.ALL",
  "ZohoCRM.modules.ALL",
  "ZohoCRM.org.READ",
  "ZohoCRM.settings.ALL",
  "ZohoCRM.users.READ",
  "ZohoFiles.files.ALL",
  "ZohoSearch.securesearch.READ",
]

/** Small modules, so that whole results fit on a screen. */
const defaultRecords = { Accounts: 40, Contacts: 250, Deals: 60, Events: 30, Leads: 120 }

/** Settles options that are as they should be; credits and concurrency are those of a large edition (Zoho's api-limits page). */
export const settle = (options: EmulatorOptions): EmulatorSettings => ({
  records: { ...(options.organization === undefined ? defaultRecords : {}), ...options.records },
  organizationId: options.organizationId ?? "4150868000000225005",
  zgid: options.zgid ?? "694902309",
  dataCenter: options.dataCenter,
  scopes: options.scopes ?? allScopes,
  jobDuration: Duration.toMillis(Duration.fromInputUnsafe(options.jobDuration ?? "1 second")),
  recordsPerPage: options.recordsPerPage ?? 200_000,
  creditsPerDay: options.creditsPerDay ?? 100_000,
  uploadLimit:
    options.uploadLimit === undefined
      ? 25 * 1024 * 1024
      : ByteSize.toNumberUnsafe(ByteSize.fromInputUnsafe(options.uploadLimit)),
  concurrency: options.concurrency ?? 25,
  guesses: options.guesses ?? {},
  clockAhead: Duration.toMillis(Duration.fromInputUnsafe(options.clockAhead ?? 0)),
  hostNames: (options.hostNames ?? []).map((name) => name.toLowerCase()),
})
