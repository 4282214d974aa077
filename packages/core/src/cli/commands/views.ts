import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import type { CustomView } from "../../domain/organization/CustomView.ts"
import { getCustomViews } from "../../metadata/getCustomViews.ts"
import { ofModuleNamed } from "../../metadata/ofModuleNamed.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { moduleArgument } from "../flags/moduleArgument.ts"
import { refreshFlag } from "../flags/refreshFlag.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { rehearseOfModule } from "../organization/rehearseOfModule.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { listPresenter } from "../output/present.ts"
import { grid } from "../output/Table.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"

const viewLine = ({ displayValue, id, isDefault, systemName }: CustomView): LineOf<"views"> => ({
  id,
  name: displayValue,
  ...(systemName === undefined ? {} : { systemName }),
  default: isDefault,
})

/** `zoho-bulk views <module>`: the custom views of a module, by which exports can be narrowed. */
export const views = Command.make(
  "views",
  { module: moduleArgument, refresh: refreshFlag },
  Effect.fnUntraced(function* ({ module, refresh }) {
    const { emulator, explain } = yield* root
    const options = { refresh }
    if (explain) {
      const settings = yield* settingsOfRun(emulator)
      return yield* presentRequests(yield* rehearseOfModule(module, getCustomViews, settings))
    }
    const present = yield* listPresenter("views")
    const ask = (apiName: string) =>
      Effect.map(getCustomViews(apiName, options), (found) => ({ module: apiName, found: found.map(viewLine) }))
    const { found, module: named } = yield* Effect.provide(ofModuleNamed(module, ask, options), layerConnection)
    yield* present(found, { module: named }, (style) =>
      grid(
        style,
        ["Name", "Id", "System name", "Default"],
        found.map((view) => [view.name, view.id, view.systemName ?? "", view.default ? "yes" : ""]),
      ),
    )
  }),
).pipe(
  withLesson({
    does: "Lists the custom views of a module, by whose names or ids an export can be narrowed.",
    credits: "1, and 1 for a module that is named by its label; none within a day, unless with --refresh",
    asks: [operations.getCustomViews, operations.getModules],
  }),
  Command.withExamples([{ command: "zoho-bulk views Contacts --emulator", description: "Those of a module" }]),
)
