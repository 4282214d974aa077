import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { countRecords } from "../../metadata/countRecords.ts"
import { ofModuleNamed } from "../../metadata/ofModuleNamed.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { moduleArgument } from "../flags/moduleArgument.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { rehearseOfModule } from "../organization/rehearseOfModule.ts"
import { amount } from "../output/amount.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"

/** `zoho-bulk count <module>`: how many records a module has. */
export const count = Command.make(
  "count",
  { module: moduleArgument },
  Effect.fnUntraced(function* ({ module }) {
    const { emulator, explain } = yield* root
    if (explain) {
      const settings = yield* settingsOfRun(emulator)
      return yield* presentRequests(yield* rehearseOfModule(module, countRecords, settings))
    }
    const present = yield* presenter("count")
    const ask = (apiName: string) => Effect.map(countRecords(apiName), (records) => ({ module: apiName, records }))
    const counted = yield* Effect.provide(ofModuleNamed(module, ask), layerConnection)
    yield* present(counted, () => say`${amount(counted.records, "record")} of ${counted.module}`)
  }),
).pipe(
  withLesson({
    does: "Tells how many records a module has.",
    credits: "1, and 1 for a module that is named by its label",
    asks: [operations.countRecords, operations.getModules],
  }),
  Command.withExamples([{ command: "zoho-bulk count Contacts --emulator", description: "All that there are" }]),
)
