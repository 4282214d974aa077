import { describe, expect, it } from "vitest"
import { copyTree } from "./copyOfTree.ts"

const core = "packages/core/src"

/** A field more on one side, and the file in which the other side is missed. */
interface Planted {
  readonly file: string
  readonly before: string
  readonly field: string
  /** Where the compiler says so; in the file itself, if that is not said. */
  readonly missedIn?: string
}

const ofDomain: ReadonlyArray<Planted> = [
  {
    file: "domain/ReadJob.ts",
    before: "export const ReadQuery = Schema.Struct({",
    field: "forgottenQuery: Schema.optionalKey(Schema.String),",
    missedIn: "wire/readJob.ts",
  },
  {
    file: "domain/ReadJob.ts",
    before: "export const ReadResult = Schema.Struct({",
    field: "forgottenCount: Schema.optionalKey(Schema.Int),",
    missedIn: "wire/readJob.ts",
  },
  {
    file: "domain/ReadJob.ts",
    before: 'kind: Schema.Literal("read"),',
    field: "forgottenRead: Schema.optionalKey(Schema.String),",
    missedIn: "wire/readJob.ts",
  },
  {
    file: "domain/WriteJob.ts",
    before: 'kind: Schema.Literal("write"),',
    field: "forgottenWrite: Schema.String,",
    missedIn: "wire/writeJob.ts",
  },
  {
    file: "domain/WriteJob.ts",
    before: "export const WriteFile = Schema.Struct({",
    field: "forgottenFile: Schema.optionalKey(Schema.Int),",
    missedIn: "wire/writeJob.ts",
  },
  {
    file: "domain/WriteJob.ts",
    before: "export const FieldMapping = Schema.Struct({",
    field: "forgottenMapping: Schema.optionalKey(Schema.Int),",
    missedIn: "wire/writeJob.ts",
  },
  {
    file: "domain/User.ts",
    before: "export const User = Schema.Struct({",
    field: "forgottenUser: Schema.optionalKey(Schema.String),",
    missedIn: "wire/user.ts",
  },
  {
    file: "domain/CreatedJob.ts",
    before: "kind: JobKind,",
    field: "forgottenCreated: Schema.optionalKey(Schema.String),",
    missedIn: "wire/createdJob.ts",
  },
  {
    file: "domain/RowOutcome.ts",
    before: "export interface RowOutcome {",
    field: "readonly forgottenOutcome: string",
    missedIn: "transfer/imports/joinedOutcomes.ts",
  },
]

const ofWire: ReadonlyArray<Planted> = [
  {
    file: "wire/readJob.ts",
    before: "const result: WireCodec<ReadResult> = wireObject({",
    field: 'strayCount: optional("stray_count", integer),',
  },
  {
    file: "wire/readJob.ts",
    before: 'id: required("id", jobId),',
    field: 'strayRead: optional("stray_read", text),',
  },
  {
    file: "wire/writeJob.ts",
    before: 'id: required("id", jobId),',
    field: 'strayWrite: optional("stray_write", text),',
  },
  {
    file: "wire/writeJob.ts",
    before: 'totalCount: optional("total_count", count),',
    field: 'strayFile: optional("stray_file", integer),',
  },
  { file: "wire/user.ts", before: 'id: optional("id", id),', field: 'strayUser: optional("stray_user", id),' },
]

/** Requests, options and the schemas by which they are checked. */
const ofForms: ReadonlyArray<Planted> = [
  {
    file: "domain/ReadRequest.ts",
    before: "export interface ReadRecords extends Selection {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "domain/ReadRequest.ts",
    before: "export const ReadCalendar = Schema.Struct({",
    field: "untyped: Schema.optional(Schema.String),",
  },
  {
    file: "domain/WriteRequest.ts",
    before: "export interface ColumnMapping {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "domain/WriteRequest.ts",
    before: "export const DefaultValue = Schema.Struct({",
    field: "untyped: Schema.optional(Schema.String),",
  },
  {
    file: "domain/Condition.ts",
    before: "export interface Comparison {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "transfer/imports/ImportRequest.ts",
    before: "export interface ImportColumn {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "transfer/exports/ExportRequest.ts",
    before: "export interface ExportRequest extends Whole<ReadRecords> {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "transfer/journey/JourneyOptions.ts",
    before: "export interface JourneyOptions<E = never, R = never> {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "results/fromArchive.ts",
    before: "export interface ResultOptions<E = never, R = never> {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "settings/SettingsOptions.ts",
    before: "export interface SettingsOptions {",
    field: "readonly unchecked?: string | undefined",
  },
  {
    file: "settings/Limits.ts",
    before: "export interface Limits {",
    field: "readonly unchecked: number",
    missedIn: "settings/layerLimits.ts",
  },
]

const nameOf = ({ field }: Planted): string => /^(?:readonly )?(\w+)/.exec(field)?.[1] ?? ""

describe.each([
  ["of a job that its spelling lacks", ofDomain],
  ["of Zoho's that no job has, or of a request that is not checked", [...ofWire, ...ofForms]],
] as const)("`pnpm types`, with a field %s", (_title, planted) => {
  it("goes red, and names the field where it is missed", async () => {
    using tree = copyTree()
    for (const { before, field, file } of planted) tree.replace(`${core}/${file}`, before, `${before}\n  ${field}`)
    const { code, output } = await tree.check("types", "packages/core")
    for (const each of planted) {
      const file = `${core}/${each.missedIn ?? each.file}`
      const lines = output.split("\n").filter((line) => line.includes(file))
      expect(lines.join("\n"), `${each.field} in ${each.file}`).toContain(nameOf(each))
    }
    expect(code).toBe(1)
  })
})
