import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { accessToSubmit } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { UsageError } from "../failure/UsageError.ts"
import { outputForRunner } from "../store/outputForRunner.ts"
import { organizationFor } from "../store/organizationFor.ts"
import { root } from "../flags/root.ts"
import { submitFlags } from "../flags/submitFlags.ts"
import { withLesson } from "../help/withLesson.ts"
import { importFlags } from "../rows/importFlags.ts"
import { settleInput, standardInput } from "../rows/inputFile.ts"
import { openInput } from "../rows/inputRows.ts"
import { sentColumns } from "../rows/sentColumns.ts"

/** An insert looks for no records, and the others cannot do without. */
const operationOf = Effect.fnUntraced(function* (
  operation: "insert" | "update" | "upsert",
  findBy: string | undefined,
) {
  if (operation !== "insert" && findBy !== undefined) return { operation, findBy } as const
  if (operation === "insert" && findBy === undefined) return { operation } as const
  return yield* new UsageError({
    problem:
      findBy === undefined ? `--operation ${operation} requires --find-by` : "--find-by is for update and upsert",
    remedy: findBy === undefined ? "Name a unique field of the module, such as id." : "Leave it out to insert.",
  })
})

/** `zoho-bulk submit import <file>`: a runner imports the rows of a file. */
export const submitImport = Command.make(
  "import",
  {
    file: Argument.String("file").pipe(Argument.withDescription("CSV in UTF-8, with a header")),
    module: Flag.String("module").pipe(
      Flag.withAlias("m"),
      Flag.withDescription("API name of the module, such as Leads (required)"),
    ),
    operation: Flag.Literals("operation", ["insert", "update", "upsert"]).pipe(
      Flag.withDescription("what to do with the rows (required)"),
    ),
    results: Flag.String("results").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription("file for every row with its outcome, as CSV (required)"),
    ),
    findBy: importFlags.findBy.pipe(
      Flag.withDescription("API name of the unique field by which records are found; required to update and upsert"),
    ),
    map: importFlags.map,
    only: importFlags.only,
    ignoreEmpty: importFlags.ignoreEmpty,
    ...submitFlags,
  },
  Effect.fnUntraced(function* ({ file, findBy, ignoreEmpty, map, module, only, operation: wanted, results, ...flags }) {
    const submit = yield* organizationFor(flags)
    const operation = yield* operationOf(wanted, findBy)
    const input = yield* settleInput(file)
    if (input === standardInput) {
      return yield* new UsageError({
        problem: "A runner cannot read the stdin of this command",
        remedy: "Write the rows to a file, and name that file.",
      })
    }
    const { header } = yield* openInput({ file: input, format: "csv" })
    const { columns } = yield* sentColumns(header, map, only)
    const outcomes = yield* outputForRunner(submit, results, "--results")
    if ((yield* Path.Path).resolve(outcomes) === input) {
      return yield* new UsageError({
        problem: `--results ${results} is the file being imported`,
        remedy: "Name another file for the results.",
      })
    }
    if ((yield* root).explain) {
      return yield* presentRequests([], { access: yield* accessToSubmit(submit, [input]) })
    }
    const request = {
      module,
      ...operation,
      ...(columns === undefined ? {} : { columns }),
      ...(ignoreEmpty ? { ignoreEmpty } : {}),
    }
    const { submitted } = yield* Effect.promise(() => import("../store/submitted.ts"))
    const files = {
      // A link may lead out of what runners share, and they see it where it is.
      input: submit.store === undefined ? file : input,
      outcomes,
    }
    yield* submitted(submit, { kind: "import", request, ...files }, module)
  }, Effect.scoped),
).pipe(
  withLesson({
    does: "Has a runner import the rows of a file. Do not change the file until then; its cells are not checked.",
    credits: "none; the runner spends those of an import",
  }),
  Command.withExamples([
    {
      command:
        "zoho-bulk submit import leads.csv --module Leads --operation insert --results outcomes.csv --store journeys.db --key leads",
      description: "New records; outcomes.csv has the outcome of each row",
    },
  ]),
)
