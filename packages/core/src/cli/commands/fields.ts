import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { Layout } from "../../domain/organization/Layout.ts"
import type { PermissionDenied, ScopeMissing } from "../../failure/Refusal.ts"
import { describeFields, describeModule } from "../../metadata/describeModule.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getLayouts } from "../../metadata/getLayouts.ts"
import type { MetadataFailure, MetadataOptions } from "../../metadata/MetadataOptions.ts"
import { operations } from "../../wire/Operation.ts"
import { moduleArgument } from "../flags/moduleArgument.ts"
import { refreshFlag } from "../flags/refreshFlag.ts"
import { isSilent } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { fieldLine, fieldTable } from "../organization/fieldLine.ts"
import { listOfModule } from "../organization/listOfModule.ts"
import { Output } from "../output/Output.ts"

interface Layouts {
  readonly layouts: ReadonlyArray<Layout>
  /** Why they may not be read. */
  readonly unread?: ScopeMissing | PermissionDenied
}

/** The layouts of a module; if they may not be read, the fields are still shown. */
const layoutsOf = (
  module: string,
  options: MetadataOptions,
): Effect.Effect<Layouts, MetadataFailure, ZohoConnection> => {
  const without = (unread: ScopeMissing | PermissionDenied) => Effect.succeed<Layouts>({ layouts: [], unread })
  return Effect.map(getLayouts(module, options), (layouts): Layouts => ({ layouts })).pipe(
    Effect.catchTags({ ScopeMissing: without, PermissionDenied: without }),
  )
}

/** The fields of a module, with what its layouts make of them as far as that is to be known. */
const fieldsOf = Effect.fnUntraced(function* (module: string, options: MetadataOptions) {
  const found = yield* getFields(module, options)
  const { layouts, unread } = yield* layoutsOf(module, options)
  return { module, fields: describeFields(found, layouts).map(fieldLine), unread }
})

/** `zoho-bulk fields <module>`: the fields of a module, and what bulk jobs can do with them. */
export const fields = Command.make(
  "fields",
  { module: moduleArgument, refresh: refreshFlag },
  Effect.fnUntraced(function* ({ module, refresh }) {
    const listed = yield* listOfModule({ list: "fields", module, refresh }, describeModule, fieldsOf)
    if (listed === undefined) return
    const { found, present } = listed
    const { unread } = found
    if (unread !== undefined && !(yield* isSilent)) {
      const output = yield* Output
      yield* output.talk((style) =>
        style.warning(`${unread.summary}. It is not known which fields the layouts make mandatory. ${unread.remedy}`),
      )
    }
    yield* present(found.fields, { module: found.module, layoutsRead: unread === undefined }, (style) =>
      fieldTable(style, found.fields),
    )
  }),
).pipe(
  withLesson({
    does: "Lists the fields of a module: their types and values, whether they are mandatory, and what bulk jobs can do with them.",
    credits: "2, and 1 for a module named by its label; none if repeated within a day without --refresh",
    asks: [operations.getFields, operations.getLayouts, operations.getModules],
  }),
  Command.withExamples([
    { command: "zoho-bulk fields Leads --emulator", description: "As a table" },
    { command: "zoho-bulk fields Leads --jsonl --select apiName,type,values", description: "For a program" },
  ]),
)
