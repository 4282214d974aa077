import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ExportRequest } from "../../transfer/exports/ExportRequest.ts"
import type { NamedExport } from "../../transfer/exports/namedExport.ts"
import { accessToSubmit } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { UsageError } from "../failure/UsageError.ts"
import { exportFlags } from "../flags/exportFlags.ts"
import { moduleArgument } from "../flags/moduleArgument.ts"
import { checkRepeats } from "../flags/checkRepeats.ts"
import { outputForRunner } from "../store/outputForRunner.ts"
import { organizationFor } from "../store/organizationFor.ts"
import { root } from "../flags/root.ts"
import { submitFlags } from "../flags/submitFlags.ts"
import { timeZoneFlag, timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import { parseWhere } from "../flags/whereFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { asTyped } from "../journeys/nameExport.ts"

const requestOf = ({ cvid, fields, module, where }: NamedExport, dropRefusedFields: boolean): ExportRequest => ({
  module,
  ...(fields === undefined ? {} : { fields }),
  ...(where === undefined ? {} : { where }),
  ...(cvid === undefined ? {} : { cvid }),
  ...(dropRefusedFields ? { dropRefusedFields } : {}),
})

/** `zoho-bulk submit export <module>`: a runner exports a module into a file. */
export const submitExport = Command.make(
  "export",
  {
    module: moduleArgument,
    output: Flag.String("output").pipe(
      Flag.withAlias("o"),
      Flag.withMetavar("<file>"),
      Flag.withDescription("output file, as CSV, written whole or not at all (required)"),
    ),
    ...exportFlags,
    timeZone: timeZoneFlag,
    ...submitFlags,
  },
  Effect.fnUntraced(function* ({ dropRefusedFields, fields, module, output, timeZone, view, where, ...flags }) {
    const submit = yield* organizationFor(flags)
    if (view !== undefined && !/^\d+$/.test(view)) {
      return yield* new UsageError({
        problem: `--view ${view} is not an id, and submit does not look up names of views`,
        remedy: "Find its id with the command views.",
      })
    }
    const zone = yield* timeZoneOfRun(timeZone)
    const isAll = fields?.length === 1 && fields[0] === "all"
    const condition = where === undefined ? undefined : yield* parseWhere(where)
    const asked = { module, fields: isAll ? undefined : fields, where: condition, view }
    const named = yield* checkRepeats(submit.every, yield* DateTime.now, (now) =>
      asTyped(asked, { now, timeZone: zone }),
    )
    const request = requestOf(named, dropRefusedFields)
    const file = yield* outputForRunner(submit, output, "--output")
    if ((yield* root).explain) return yield* presentRequests([], { access: yield* accessToSubmit(submit) })
    const { submitted } = yield* Effect.promise(() => import("../store/submitted.ts"))
    yield* submitted(submit, { kind: "export", request, output: file }, module)
  }),
).pipe(
  withLesson({
    does: "Has a runner export a module into a file. Use API names: labels are not looked up.",
    credits: "none; the runner spends those of an export",
  }),
  Command.withExamples([
    {
      command: "zoho-bulk submit export Contacts --output contacts.csv --store journeys.db --key contacts",
      description: "Once, however often you submit it",
    },
    {
      command: "zoho-bulk submit export Deals --output deals.csv --store journeys.db --key deals --every 24h",
      description: "Once a day",
    },
  ]),
)
