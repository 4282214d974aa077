import type { DataCenter } from "../../domain/DataCenter.ts"
import type { Mishap } from "./Mishap.ts"

/**
 * What an emulated Zoho begins with. Times are in milliseconds, sizes in bytes.
 *
 * @category testing
 */
export interface WorldOptions {
  /** How many records each module has; the modules that are not named keep their default. */
  readonly records?: Readonly<Record<string, number>>
  /** The organisation's id in CRM. */
  readonly organizationId?: string
  /** The organisation's id in all of Zoho, which uploads name in `X-CRM-ORG`. */
  readonly zgid?: string
  /** The data centre that the organisation lives in: its tokens are good nowhere else. All, where none is named. */
  readonly dataCenter?: DataCenter
  /**
   * The scopes that its grant and the token `emulator` are good for, such as `ZohoCRM.bulk.READ`; all, where none are named. A grant
   * code may bring others: `emulator:ZohoCRM.bulk.READ,ZohoCRM.modules.ALL`.
   */
  readonly scopes?: ReadonlyArray<string>
  /** How long a job takes. */
  readonly jobDuration?: number
  /** The most rows that one read job gives; 200,000 at Zoho. */
  readonly recordsPerPage?: number
  /** API credits in 24 hours. */
  readonly creditsPerDay?: number
  /** The largest file that can be uploaded; 25 MB at Zoho. */
  readonly uploadLimit?: number
  /** Calls that may be under way at once. */
  readonly concurrency?: number
  /** What goes wrong, and when. */
  readonly mishaps?: ReadonlyArray<Mishap>
}

/** What a world is like once every option is settled. */
export type WorldSettings = Required<Omit<WorldOptions, "dataCenter" | "mishaps">> & Pick<WorldOptions, "dataCenter">

/** What a token is good for, where nobody says otherwise: all that this emulator has. */
export const allScopes = ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.ALL", "ZohoCRM.org.READ", "ZohoFiles.files.ALL"]

/** Small modules, so that whole results fit on a screen. */
const defaultRecords = { Accounts: 40, Contacts: 250, Deals: 60, Events: 30, Leads: 120 }

/** Settles the options; credits and concurrency are those of a large edition (Zoho's api-limits page). */
export const settleOptions = ({ mishaps: _, records, ...options }: WorldOptions = {}): WorldSettings => ({
  organizationId: "4150868000000225005",
  zgid: "694902309",
  scopes: allScopes,
  jobDuration: 1_000,
  recordsPerPage: 200_000,
  creditsPerDay: 100_000,
  uploadLimit: 25 * 1024 * 1024,
  concurrency: 25,
  ...options,
  records: { ...defaultRecords, ...records },
})
