import type { DataType } from "../../domain/organization/DataType.ts"
import type { ValueOf } from "../model/Field.ts"
import type { Module } from "../model/Module.ts"
import { type FieldOptions, makeField, pickListValue } from "./makeField.ts"
import { fieldIdAt, layoutIdAt, makeModule, type ModuleOptions } from "./makeModule.ts"
import { alwaysPointingAt, date, email, moment, nothing, owner, phone, pick, pointingAt } from "./sampleValues.ts"
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

type FieldRow = readonly [apiName: string, type: DataType, valueOf: ValueOf, options?: FieldOptions]

const madeByZoho: FieldOptions = { isCreatable: false, isUpdatable: false }

const common = (ofModule: string): ReadonlyArray<FieldRow> => [
  ["Owner", "ownerlookup", owner, { lookupModule: "Users", label: `${ofModule} Owner` }],
  ["Description", "textarea", pick(remarks)],
  ["Created_By", "ownerlookup", owner, { lookupModule: "Users", ...madeByZoho }],
  ["Created_Time", "datetime", moment(0), madeByZoho],
  ["Modified_Time", "datetime", moment(43_200), madeByZoho],
]

const picked = (values: ReadonlyArray<string | null>, more?: FieldOptions): FieldOptions => ({
  ...more,
  pickListValues: [...new Set(values.flatMap((value) => value?.split(";") ?? []))].map(pickListValue),
})

/** Makes a module of rows, with the fields that all modules have; later fields come last, so that the ids of earlier ones stay. */
export const moduleOf = (
  apiName: string,
  id: string,
  mark: string,
  rows: ReadonlyArray<FieldRow>,
  options: ModuleOptions & { readonly more?: ReadonlyArray<FieldRow> } = {},
): Module => {
  const { more = [], ...rest } = options
  const fields = [...rows, ...common(rest.singularLabel ?? apiName.replace(/s$/, "")), ...more].map(
    ([name, type, valueOf, given], index) =>
      makeField(name, type, valueOf, { ...(name.startsWith("$") ? {} : { id: fieldIdAt(mark, index) }), ...given }),
  )
  return makeModule(apiName, { id, mark }, fields, rest)
}

const Accounts = moduleOf("Accounts", "4150868000000002177", "11", [
  [
    "Account_Name",
    "text",
    (n) => `${companies[(n - 1) % companies.length]} ${n}`,
    { isMandatory: true, isUnique: true },
  ],
  ["Phone", "phone", phone],
  ["Website", "website", (n) => `https://www.example.com/accounts/${n}`],
  ["Industry", "picklist", pick(industries), picked(industries)],
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
  ["Lead_Source", "picklist", pick(leadSources), picked(leadSources)],
  ["Account_Name", "lookup", pointingAt(() => Accounts), { lookupModule: "Accounts" }],
  ["Email_Opt_Out", "boolean", (n) => n % 5 === 0],
  ["Date_of_Birth", "date", date(1950, 50)],
])

/** Fields of the sample on Zoho's field-meta page (v7), so that there is one of almost every type. */
const ofTheSample: ReadonlyArray<FieldRow> = [
  ["Website", "website", (n) => `https://www.example.com/leads/${n}`, { length: 255 }],
  ["Layout", "layout", () => layoutIdAt("13", 0)],
  ["Record_Image", "profileimage", nothing, { label: "Lead Image" }],
  ["Converted_Account", "lookup", nothing, { lookupModule: "Accounts", isReadOnly: true, isFieldReadOnly: true }],
  ["Territories", "territories", nothing],
  [
    "Average_Time_Spent_Minutes",
    "double",
    (n) => (n % 40) + 0.25,
    { label: "Average Time Spent (Minutes)", isFieldReadOnly: true },
  ],
  ["Project_Details", "subform", nothing, { isCustom: true }],
  ["Percent", "percent", (n) => (n * 5) % 101, { isCustom: true }],
  ["File_Upload", "fileupload", nothing, { isCustom: true }],
  ["Image_Upload", "imageupload", nothing, { isCustom: true }],
  ["Formula_Decimal", "formula", (n) => (n * 3) / 4, { isCustom: true }],
  ["Products", "multiselectlookup", nothing, { isCustom: true }],
  ["Last_Note_Added", "rollup_summary", moment(20), { isCustom: true }],
  ["Lead_Number", "autonumber", (n) => `LEAD-${String(n).padStart(5, "0")}`, { isCustom: true }],
  ["Page_Views", "bigint", (n) => n * 1_000_003, { isCustom: true }],
  ["Visitor", "userlookup", owner, { lookupModule: "Users", isCustom: true }],
  ["Tag", "text", nothing, { ...madeByZoho, jsonType: "jsonarray" }],
]

const Leads = moduleOf(
  "Leads",
  "4150868000000002175",
  "13",
  [
    ["First_Name", "text", pick(firstNames)],
    ["Last_Name", "text", pick(lastNames), { isMandatory: true }],
    ["Company", "text", pick(companies), { length: 200 }],
    ["Email", "email", email("lead"), { isUnique: true }],
    ["Phone", "phone", phone],
    ["Mobile", "phone", (n) => `+94 77 ${String(3_000_000 + n)}`],
    ["Lead_Source", "picklist", pick(leadSources), picked(leadSources)],
    ["Lead_Status", "picklist", pick(leadStatuses), picked(leadStatuses)],
    ["Interests", "multiselectpicklist", pick(interests), picked(interests)],
    ["Annual_Revenue", "currency", (n) => (n * 99.25) % 250_000],
    ["No_of_Employees", "integer", (n) => (n * 3) % 900, { label: "No. of Employees" }],
    ["Date_3", "date", date(2019, 4)],
    ["Email_Opt_Out", "boolean", (n) => n % 3 === 0],
    ["$converted", "boolean", (n) => n % 7 === 0],
  ],
  { required: ["Company"], more: ofTheSample },
)

const Deals = moduleOf(
  "Deals",
  "4150868000000002181",
  "14",
  [
    ["Deal_Name", "text", (n) => `Renewal, no. ${n}`, { isMandatory: true, isUnique: true }],
    ["Stage", "picklist", pick(stages), picked(stages, { isMandatory: true })],
    ["Amount", "currency", (n) => (n * 750.75) % 100_000],
    ["Probability", "percent", (n) => (n * 5) % 101],
    ["Closing_Date", "date", date(2021, 3)],
    ["Account_Name", "lookup", alwaysPointingAt(() => Accounts), { lookupModule: "Accounts" }],
    ["Contact_Name", "lookup", pointingAt(() => Contacts), { lookupModule: "Contacts" }],
  ],
  { required: ["Account_Name"] },
)

const Events = moduleOf(
  "Events",
  "4150868000000002195",
  "15",
  [
    ["Event_Title", "text", (n) => `Meeting ${n}, with coffee`, { isMandatory: true, label: "Title" }],
    ["Start_DateTime", "datetime", moment(100), { isMandatory: true, label: "From" }],
    ["End_DateTime", "datetime", moment(160), { isMandatory: true, label: "To" }],
    ["All_day", "boolean", (n) => n % 12 === 0],
    ["Venue", "text", pick(countries)],
  ],
  { singularLabel: "Meeting", pluralLabel: "Meetings", moduleName: "Events" },
)

const Tasks = moduleOf("Tasks", "4150868000000002193", "16", [
  ["Subject", "text", (n) => `Call back, no. ${n}`, { isMandatory: true }],
  ["Due_Date", "date", date(2022, 2)],
])

/** Calls take no bulk write (seen in a live run of v8). */
const Calls = moduleOf(
  "Calls",
  "4150868000000002197",
  "17",
  [
    ["Subject", "text", (n) => `Call no. ${n}`],
    ["Call_Start_Time", "datetime", moment(200), { isMandatory: true }],
    ["Call_Duration", "text", (n) => `${n % 60}:00`],
  ],
  { isBulkWritten: false },
)

/** A module that the list of modules has, and that neither the API nor bulk jobs open. */
const closed = (apiName: string, id: string, mark: string, options: ModuleOptions): Module =>
  makeModule(apiName, { id, mark }, [], { layouts: [], views: [], isBulkRead: false, isBulkWritten: false, ...options })

/** The modules of the organisation that the emulator has where nobody describes one: five with records, and others that Zoho's lists have. */
export const standardModules: ReadonlyArray<Module> = [
  Accounts,
  Contacts,
  Leads,
  Deals,
  Events,
  Tasks,
  Calls,
  closed("Home", "4150868000000002173", "18", {
    isInApi: false,
    isCreatable: false,
    isEditable: false,
    isDeletable: false,
  }),
  closed("Notes", "4150868000000002207", "19", {}),
  closed("Attachments", "4150868000000002209", "20", {}),
  closed("Emails", "4150868000000002211", "21", { isInApi: false }),
]
