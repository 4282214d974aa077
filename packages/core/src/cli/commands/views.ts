import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import type { CustomView } from "../../domain/organization/CustomView.ts"
import { getCustomViews } from "../../metadata/getCustomViews.ts"
import type { MetadataOptions } from "../../metadata/MetadataOptions.ts"
import { operations } from "../../wire/Operation.ts"
import { moduleArgument } from "../flags/moduleArgument.ts"
import { refreshFlag } from "../flags/refreshFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { listOfModule } from "../organization/listOfModule.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { grid } from "../output/Table.ts"

const viewLine = ({ displayValue, id, isDefault, systemName }: CustomView): LineOf<"views"> => ({
  id,
  name: displayValue,
  ...(systemName === undefined ? {} : { systemName }),
  default: isDefault,
})

const viewsOf = (named: string, options: MetadataOptions) =>
  Effect.map(getCustomViews(named, options), (found) => ({ named, lines: found.map(viewLine) }))

/** `zoho-bulk views <module>`: the custom views of a module, by which exports can be narrowed. */
export const views = Command.make(
  "views",
  { module: moduleArgument, refresh: refreshFlag },
  Effect.fnUntraced(function* ({ module, refresh }) {
    const listed = yield* listOfModule({ list: "views", module, refresh }, getCustomViews, viewsOf)
    if (listed === undefined) return
    const { lines, named } = listed.found
    yield* listed.present(lines, { module: named }, (style) =>
      grid(
        style,
        ["Name", "Id", "System name", "Default"],
        lines.map((view) => [view.name, view.id, view.systemName ?? "", view.default ? "yes" : ""]),
      ),
    )
  }),
).pipe(
  withLesson({
    does: "Lists the custom views of a module, which export --view accepts by name or id.",
    credits: "1, and 1 for a module named by its label; none if repeated within a day without --refresh",
    asks: [operations.getCustomViews, operations.getModules],
  }),
  Command.withExamples([{ command: "zoho-bulk views Contacts --emulator", description: "Custom views of a module" }]),
)
