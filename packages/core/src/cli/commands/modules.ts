import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { getModules } from "../../metadata/getModules.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { refreshFlag } from "../flags/refreshFlag.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { moduleLine, moduleTable } from "../organization/moduleLine.ts"
import { amount } from "../output/amount.ts"
import { listPresenter } from "../output/present.ts"
import { lines } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"

/** `zoho-bulk modules`: which modules the organisation has, and what bulk jobs can do with them. */
export const modules = Command.make(
  "modules",
  { refresh: refreshFlag },
  Effect.fnUntraced(function* ({ refresh }) {
    const { emulator, explain } = yield* root
    const ask = getModules({ refresh })
    if (explain) return yield* presentRequests(yield* rehearse(ask, yield* settingsOfRun(emulator)))
    const present = yield* listPresenter("modules")
    const found = (yield* Effect.provide(ask, layerConnection)).map(moduleLine)
    const shown = found.filter(({ inApi }) => inApi)
    const others = found.length - shown.length
    yield* present(found, {}, (style) =>
      lines([
        moduleTable(style, shown),
        ...(others === 0
          ? []
          : [style.faint(`${amount(others, "module")} more that the API does not support: --json lists them.`)]),
      ]),
    )
  }),
).pipe(
  withLesson({
    does: "Lists the modules of the organisation, and what bulk jobs can do with them.",
    credits: "1; none if repeated within a day without --refresh",
    asks: [operations.getModules],
  }),
  Command.withExamples([
    { command: "zoho-bulk modules --emulator", description: "Modules of the built-in emulator" },
    {
      command: "zoho-bulk modules --jsonl --select apiName,read",
      description: "For a program, one module on each line",
    },
  ]),
)
