import * as Command from "effect/cli/Command"
import { submitExport } from "./submitExport.ts"
import { submitImport } from "./submitImport.ts"
import { submitMirror } from "./submitMirror.ts"
import { submitWait } from "./submitWait.ts"

/** `zoho-bulk submit`: writes a journey down, for a runner to make. */
export const submit = Command.make("submit").pipe(
  Command.withDescription("Submits a journey to a store, for a runner to run: once, or repeatedly."),
  Command.withExamples([
    {
      command: "zoho-bulk submit export Contacts --output contacts.csv --store journeys.db --key contacts",
      description: "A module into a file",
    },
  ]),
  Command.withSubcommands([submitExport, submitImport, submitMirror, submitWait]),
)
