import type { CountOf, Field, FieldOptions, FieldType, Value } from "../model/Field.ts"
import { type Module, recordId } from "../model/Module.ts"
import { day } from "../model/times.ts"
import {
  companies,
  countries,
  firstNames,
  industries,
  interests,
  lastNames,
  leadSources,
  leadStatuses,
  remarks,
  stages,
} from "./sampleWords.ts"
import { users } from "./users.ts"

type Make = (n: number, countOf: CountOf) => Value

const pick =
  (words: ReadonlyArray<Value>): Make =>
  (n) =>
    words[(n - 1) % words.length] ?? null

const start = 18_628 * day

/** A moment in 2021 or 2022, another for each record within two years of minutes. */
const moment =
  (offset: number): Make =>
  (n) =>
    start + ((n * 7 + offset) % 1_051_200) * 60_000

const twoDigits = (value: number): string => String(value).padStart(2, "0")

const date =
  (from: number, years: number): Make =>
  (n) =>
    `${from + (n % years)}-${twoDigits(1 + ((n * 5) % 12))}-${twoDigits(1 + ((n * 11) % 28))}`

const pointingAt =
  (module: () => Module): Make =>
  (n, countOf) => {
    const count = countOf(module().apiName)
    return count === 0 || n % 10 === 0 ? null : recordId(module(), ((n - 1) % count) + 1)
  }

type FieldRow = readonly [apiName: string, type: FieldType, valueOf: Make, options?: FieldOptions]

const owner: Make = (n) => users[(n - 1) % users.length]!.id

const common: ReadonlyArray<FieldRow> = [
  ["Owner", "lookup", owner, { lookup: "Users" }],
  ["Description", "textarea", pick(remarks)],
  ["Created_By", "lookup", owner, { lookup: "Users" }],
  ["Created_Time", "datetime", moment(0)],
  ["Modified_Time", "datetime", moment(43_200)],
]

const moduleOf = (apiName: string, id: string, mark: string, rows: ReadonlyArray<FieldRow>): Module => ({
  apiName,
  id,
  mark,
  fields: [...rows, ...common].map(([name, type, valueOf, options], index): Field => ({
    apiName: name,
    id: name.startsWith("$") ? null : `41508680000000${mark}${twoDigits(index)}1`,
    type,
    valueOf,
    isMandatory: false,
    isUnique: false,
    ...options,
  })),
})

const email =
  (of: string): Make =>
  (n) =>
    `${of}${n}@example.com`

const phone: Make = (n) => (n % 9 === 0 ? null : `+94 11 ${String(2_000_000 + n)}`)

const Accounts = moduleOf("Accounts", "4150868000000002177", "11", [
  [
    "Account_Name",
    "text",
    (n) => `${companies[(n - 1) % companies.length]} ${n}`,
    { isMandatory: true, isUnique: true },
  ],
  ["Phone", "phone", phone],
  ["Website", "website", (n) => `https://www.example.com/accounts/${n}`],
  ["Industry", "picklist", pick(industries)],
  ["Employees", "integer", (n) => (n * 13) % 5000],
  ["Annual_Revenue", "currency", (n) => (n * 1250.5) % 1_000_000],
  ["Country", "text", pick(countries)],
])

const Contacts: Module = moduleOf("Contacts", "4150868000000002179", "12", [
  ["First_Name", "text", pick(firstNames)],
  ["Last_Name", "text", pick(lastNames), { isMandatory: true }],
  ["Email", "email", email("contact"), { isUnique: true }],
  ["Phone", "phone", phone],
  ["Mobile", "phone", (n) => `+94 77 ${String(1_000_000 + n)}`],
  ["Lead_Source", "picklist", pick(leadSources)],
  ["Account_Name", "lookup", pointingAt(() => Accounts), { lookup: "Accounts" }],
  ["Email_Opt_Out", "boolean", (n) => n % 5 === 0],
  ["Date_of_Birth", "date", date(1950, 50)],
])

const Leads = moduleOf("Leads", "4150868000000002175", "13", [
  ["First_Name", "text", pick(firstNames)],
  ["Last_Name", "text", pick(lastNames), { isMandatory: true }],
  ["Company", "text", pick(companies), { isMandatory: true }],
  ["Email", "email", email("lead"), { isUnique: true }],
  ["Phone", "phone", phone],
  ["Mobile", "phone", (n) => `+94 77 ${String(3_000_000 + n)}`],
  ["Lead_Source", "picklist", pick(leadSources)],
  ["Lead_Status", "picklist", pick(leadStatuses)],
  ["Interests", "multiselectpicklist", pick(interests)],
  ["Annual_Revenue", "currency", (n) => (n * 99.25) % 250_000],
  ["No_of_Employees", "integer", (n) => (n * 3) % 900],
  ["Date_3", "date", date(2019, 4)],
  ["Email_Opt_Out", "boolean", (n) => n % 3 === 0],
  ["$converted", "boolean", (n) => n % 7 === 0],
])

const Deals = moduleOf("Deals", "4150868000000002181", "14", [
  ["Deal_Name", "text", (n) => `Renewal, no. ${n}`, { isMandatory: true, isUnique: true }],
  ["Stage", "picklist", pick(stages), { isMandatory: true }],
  ["Amount", "currency", (n) => (n * 750.75) % 100_000],
  ["Probability", "percent", (n) => (n * 5) % 101],
  ["Closing_Date", "date", date(2021, 3)],
  ["Account_Name", "lookup", pointingAt(() => Accounts), { lookup: "Accounts" }],
  ["Contact_Name", "lookup", pointingAt(() => Contacts), { lookup: "Contacts" }],
])

const Events = moduleOf("Events", "4150868000000002195", "15", [
  ["Event_Title", "text", (n) => `Meeting ${n}, with coffee`, { isMandatory: true }],
  ["Start_DateTime", "datetime", moment(100), { isMandatory: true }],
  ["End_DateTime", "datetime", moment(160), { isMandatory: true }],
  ["All_day", "boolean", (n) => n % 12 === 0],
  ["Venue", "text", pick(countries)],
])

const standard = [Accounts, Contacts, Leads, Deals, Events]

/** A module of the user's own making, with the fields that each of them has. */
const customModule = (apiName: string, index: number): Module =>
  moduleOf(apiName, `41508680000000022${twoDigits(index)}`, String(30 + index), [
    ["Name", "text", (n) => `${apiName} ${n}`, { isMandatory: true, isUnique: true }],
    ["Email", "email", email(apiName.toLowerCase())],
    ["Secondary_Email", "email", (n) => (n % 2 === 0 ? null : `second${n}@example.com`)],
  ])

/** The modules of a world: the standard ones, and one for each other name that its records were given under. */
export const modulesFor = (names: Iterable<string>): ReadonlyArray<Module> => [
  ...standard,
  ...[...names]
    .filter((name) => !standard.some(({ apiName }) => apiName === name))
    .map((name, index) => customModule(name, index)),
]

/** What Zoho has, and cannot be read in bulk (limitations on its bulk-read pages). */
export const unreadableModules: ReadonlyArray<string> = ["Notes", "Attachments", "Emails"]
