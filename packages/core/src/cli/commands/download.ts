import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { isJobId } from "../../domain/JobId.ts"
import { InvalidJobId } from "../../failure/InvalidInput.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { downloadResult } from "../../results/downloadResult.ts"
import { resultContent } from "../../results/resultContent.ts"
import { resultRows } from "../../results/resultRows.ts"
import { kindFlag, optional, outputFlag } from "../flags/commandFlags.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { downloadRequests } from "../explain/downloadRequests.ts"
import { accessToFiles } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { settleOutput, standardOutput, writeOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { root } from "../flags/root.ts"
import { formatOfName, rowBytes } from "../rows/rowFormat.ts"
import { checkRowsToStdout, usualFormat } from "../rows/rowsToStdout.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"
import { operations } from "../../wire/Operation.ts"

const formats = ["zip", "csv", "ndjson", "ics"] as const

/** `zoho-bulk download <job-id>`: the result of a completed job. */
export const download = Command.make(
  "download",
  {
    id: Argument.String("job-id").pipe(Argument.withDescription("id of the job: a string of digits")),
    kind: kindFlag,
    output: outputFlag,
    format: optional(
      Flag.Literals("format", formats).pipe(
        Flag.withDescription("the archive as it is, or its rows; by default what the file's name ends in, else csv"),
      ),
    ),
  },
  Effect.fnUntraced(function* ({ format: wanted, id, kind, output }) {
    if (!isJobId(id)) return yield* new InvalidJobId({ input: id })
    const target = yield* settleOutput(output)
    const { emulator, explain } = yield* root
    if (explain) {
      const requests = downloadRequests(id, kind, yield* settingsOfRun(emulator))
      return yield* presentRequests(requests, { access: yield* accessToFiles([target]) })
    }
    const format = wanted ?? formatOfName(target) ?? (yield* usualFormat(target))
    yield* checkRowsToStdout(target, format)
    const present = yield* presenter("download")
    let bytes = 0
    yield* Effect.gen(function* () {
      const job = yield* getJobDetails({ id, kind })
      if (format === "ics" && !(job.kind === "read" && job.fileType === "ics")) {
        return yield* new UsageError({
          problem: `Job ${id} has no calendar entries`,
          remedy: "Download it as csv, ndjson or zip.",
        })
      }
      const content =
        format === "zip"
          ? downloadResult(job)
          : format === "ics"
            ? resultContent(job)
            : rowBytes(format)(resultRows(job))
      yield* writeOutput(
        target,
        Stream.tap(content, (chunk) => Effect.sync(() => void (bytes += chunk.byteLength))),
      )
    }).pipe(Effect.provide(layerConnection))
    if (target !== standardOutput) {
      yield* present(
        { id, format, output: target, bytes },
        (style) => `${style.good("Written:")} ${target}, ${bytes} bytes`,
      )
    }
  }),
).pipe(
  withLesson({
    does: "Downloads the result of a completed job.",
    credits: "2, or 3 where the kind is looked for",
    asks: [
      operations.getReadJob,
      operations.downloadReadResult,
      operations.getWriteJob,
      operations.downloadWriteResult,
    ],
  }),
  Command.withExamples([
    { command: "zoho-bulk download 4150868000005376042 --emulator", description: "The rows, to stdout" },
    { command: "zoho-bulk download 4150868000005376042 --output contacts.zip", description: "The archive as it is" },
  ]),
)
