import * as Effect from "effect/Effect"
import * as Formatter from "effect/Formatter"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import { dataCenters } from "../../domain/DataCenter.ts"
import { OperationName } from "../../wire/Operation.ts"
import { EmulatorOptions, mostRecords } from "./EmulatorOptions.ts"
import { deeds, Edit } from "./Edit.ts"
import { Fault } from "./Fault.ts"
import { unfitOf } from "./fittingFault.ts"
import type { Guesses } from "./Guesses.ts"
import { InvalidEmulatorOptions } from "./InvalidEmulatorOptions.ts"
import { OrganizationDescription } from "./OrganizationDescription.ts"
import { remedyForOrganization } from "./remedyForOrganization.ts"
import type { WrongPlace } from "./WrongPlace.ts"

type Path = ReadonlyArray<PropertyKey>

const oneOf = (choices: ReadonlyArray<string>): string => `Use one of: ${choices.join(", ")}.`

const wholeNumber = (least: number): string => `Use a whole number, ${least} or more.`

/** What each option may be. */
const options: Readonly<Record<keyof EmulatorOptions, string>> = {
  records: `Name modules and how many records each has, from 0 to ${mostRecords}, such as { Contacts: 500 }.`,
  organizationId: "Use a string of digits.",
  organization: 'Describe it by its modules, such as { modules: [{ api_name: "Workshops" }] }.',
  zgid: "Use a string of digits.",
  dataCenter: oneOf(dataCenters),
  scopes: 'Use a list of scopes, such as ["ZohoCRM.bulk.ALL"].',
  jobDuration: 'Use a duration such as "5 minutes", or a number of milliseconds, 0 or more.',
  recordsPerPage: wholeNumber(1),
  creditsPerDay: wholeNumber(0),
  uploadLimit: 'Use a size such as "25 MiB", or a number of bytes.',
  concurrency: wholeNumber(1),
  hostNames: 'Use a list of host names without ports, such as ["zoho"].',
  faults: 'Use a list of faults, such as [{ operation: "getReadJob", nth: 1, does: "throttled" }].',
  edits: 'Use a list of edits, such as [{ after: "90s", module: "Leads", delete: "4150868013000000001" }].',
  guesses: 'Name what to guess, such as { boundary: "exclusive" }.',
  clockAhead: 'Use a duration such as "1 hour" or "-1 hour", or a number of milliseconds.',
  callbacks: "Use a Layer that provides an HttpClient.",
}

const amount = (unit: string): string => `Use a number of ${unit}, 0 or more.`

/** What each key of a fault may be. */
const keysOfFault: Readonly<Record<keyof Fault, string>> = {
  does: oneOf(Fault.fields.does.literals),
  operation: oneOf(OperationName.literals),
  method: "Use an HTTP method, such as GET.",
  path: "Use part of a path, such as /crm/bulk/v8/read.",
  nth: "Use a whole number, 1 or more, or a list of them; 1 is the first request that fits.",
  retryAfter: amount("seconds"),
  afterBytes: amount("bytes"),
  millis: amount("milliseconds"),
}

const anId = "Use the id of a record, as text."
const valuesOfOne =
  'Use the id of the record and values by API name, such as { id: "4150868013000000001", Company: "Zylker" }.'

/** What each key of an edit may be. */
const keysOfEdit: Readonly<Record<keyof Edit, string>> = {
  after: 'Use a duration such as "90s" or "5 minutes", or a number of milliseconds, 0 or more.',
  at: "Use a date and time with an offset, such as 2026-11-26T09:04:39+05:30.",
  module: "Use the API name of a module, such as Leads.",
  create: 'Use values by API name, such as { Last_Name: "Boyle", Company: "Zylker" }.',
  update: valuesOfOne,
  recompute: valuesOfOne,
  delete: anId,
  purge: anId,
  restore: anId,
  merge: "Use the ids of two records, as winner and loser, and optional values for the winner.",
  convert: anId,
  addField: 'Describe the field as in an organisation, such as { api_name: "City", data_type: "text" }.',
  removeField: "Use the API name of a field.",
}

/** What each guess may be. */
const keysOfGuesses: Readonly<Record<keyof Guesses, string>> = {
  mergedAreListed: "Use true or false.",
  convertedAreListed: "Use true or false.",
  restoringModifies: "Use true or false.",
  restoredAreListed: "Use true or false.",
  boundary: "Use inclusive or exclusive.",
  nothingDeleted: "Use 204 or 304.",
  readsAt: "Use a number from 0 to 1.",
  readsFor: "Use a number from 0 to 1.",
}

const isKeyOf = <A extends object>(record: A, key: PropertyKey | undefined): key is keyof A =>
  key !== undefined && Object.hasOwn(record, key)

/** Finds the first thing that is wrong, as deep as it lies. */
const leafOf = (issue: SchemaIssue.Issue, path: Path = []): { readonly path: Path; readonly isUnknown: boolean } => {
  if (issue._tag === "Pointer") return leafOf(issue.issue, [...path, ...issue.path])
  const [first] = issue._tag === "Composite" || issue._tag === "AnyOf" ? issue.issues : []
  return first === undefined ? { path, isUnknown: issue._tag === "UnexpectedKey" } : leafOf(first, path)
}

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>>)[key], input)

const shown = (value: unknown): string => {
  const text = Formatter.format(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

const spell = (path: Path): string =>
  path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "")

const remedyOfKey = (
  keys: Readonly<Record<string, string>>,
  key: PropertyKey | undefined,
  whose: string,
  byDefault: string,
): string => {
  if (isKeyOf(keys, key)) return keys[key] ?? byDefault
  const those = `The keys of ${whose} are: ${Object.keys(keys).join(", ")}.`
  return key !== undefined ? those : whose === "an edit" ? `Name one thing to do: ${deeds.join(", ")}.` : byDefault
}

const remedyFor = (path: Path): string => {
  const [name, , key] = path
  if (!isKeyOf(options, name)) return `The options are: ${Object.keys(options).join(", ")}.`
  if (name === "organization") return remedyForOrganization(path.slice(1)) ?? options[name]
  if (name === "guesses") return remedyOfKey(keysOfGuesses, path[1], "guesses", options[name])
  if (name === "edits" && path.length > 1) return remedyOfKey(keysOfEdit, key, "an edit", options[name])
  if (name !== "faults" || key === undefined) return options[name]
  return isKeyOf(keysOfFault, key)
    ? keysOfFault[key]
    : `The keys of a fault are: ${Object.keys(keysOfFault).join(", ")}.`
}

const invalid = (input: unknown, issue: SchemaIssue.Issue, under: Path): InvalidEmulatorOptions => {
  const { isUnknown, path } = leafOf(issue)
  const option = spell([...under, ...path])
  const remedy = remedyFor([...under, ...path])
  if (option === "") return new InvalidEmulatorOptions({ option, problem: `The options are ${shown(input)}`, remedy })
  const problem = isUnknown ? `Unknown option ${option}` : `${option} is ${shown(valueAt(input, path))}`
  return new InvalidEmulatorOptions({ option, problem, remedy })
}

const unreadable = (cause: unknown, under: Path): InvalidEmulatorOptions =>
  new InvalidEmulatorOptions({
    option: spell(under),
    problem: `The options cannot be read: ${shown(cause)}`,
    remedy: remedyFor(under),
  })

/** Reads what may come from anywhere, an object that throws when it is looked at included. */
const reader = <S extends Schema.Constraint & { readonly DecodingServices: never }>(schema: S, under: Path) => {
  const decode = SchemaParser.decodeUnknownEffect(schema, { onExcessProperty: "error" })
  return (input: unknown): Effect.Effect<S["Type"], InvalidEmulatorOptions> =>
    Effect.suspend(() => decode(input)).pipe(
      Effect.mapError((issue) => invalid(input, issue, under)),
      Effect.catchDefect((cause) => Effect.fail(unreadable(cause, under))),
    )
}

/** Refuses faults that no request could ever meet. */
const checkFaults = (faults: ReadonlyArray<Fault> = []): Effect.Effect<void, InvalidEmulatorOptions> => {
  for (const [at, fault] of faults.entries()) {
    const unfit = unfitOf(fault)
    if (unfit === undefined) continue
    const option = spell(["faults", at, unfit.key])
    const { problem, remedy } = unfit
    return Effect.fail(new InvalidEmulatorOptions({ option, problem: `${option} ${problem}`, remedy }))
  }
  return Effect.void
}

const readAnyOptions = reader(EmulatorOptions, [])

/** Reads the options of an emulator. */
export const readOptions = (input: unknown): Effect.Effect<EmulatorOptions, InvalidEmulatorOptions> =>
  Effect.tap(readAnyOptions(input), ({ faults }) => checkFaults(faults))

const readAnyFaults = reader(Schema.Array(Fault), ["faults"])

/** Reads a list of faults, as a program or a file has it. */
export const readFaults = (input: unknown): Effect.Effect<ReadonlyArray<Fault>, InvalidEmulatorOptions> =>
  Effect.tap(readAnyFaults(input), checkFaults)

/** Reads a list of edits, as a program or a file has it. */
export const readEdits: (input: unknown) => Effect.Effect<ReadonlyArray<Edit>, InvalidEmulatorOptions> = reader(
  Schema.Array(Edit),
  ["edits"],
)

/** Reads what an organisation is made of, as a file has it. */
export const readOrganization: (input: unknown) => Effect.Effect<OrganizationDescription, InvalidEmulatorOptions> =
  reader(OrganizationDescription, ["organization"])

/** Reports what is wrong in the description of an organisation. */
export const wrongOrganization = ({ path, problem, remedy, value }: WrongPlace): InvalidEmulatorOptions => {
  const option = spell(["organization", ...path])
  const problems = {
    misspelt: `Unknown option ${option}`,
    unknown: `${option} is not a field of the module`,
    repeated: `${option} repeats ${shown(value)}`,
    wrong: `${option} is ${shown(value)}`,
  }
  return new InvalidEmulatorOptions({ option, problem: problems[problem], remedy })
}
