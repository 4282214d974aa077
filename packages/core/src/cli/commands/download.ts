import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { isJobId } from "../../domain/JobId.ts"
import { type JobKind, jobKinds } from "../../domain/JobKind.ts"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { archiveOf } from "../../results/archiveOf.ts"
import { resultContent } from "../../results/resultContent.ts"
import { streamResult } from "../../results/streamResult.ts"
import { wholeArchive } from "../../results/wholeArchive.ts"
import { jobIdArgument, kindFlag, optional, outputFlag } from "../flags/commandFlags.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { accessToFiles } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { settleOutput, standardOutput, writeOutput } from "../output/OutputTarget.ts"
import { amount } from "../output/amount.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { root } from "../flags/root.ts"
import { packedIf } from "../rows/packed.ts"
import { formatOfName, isPackedName, rowBytes, rowFormats } from "../rows/rowFormat.ts"
import { checkSafeCells, safeCellsFlag } from "../rows/safeCellsFlag.ts"
import { checkRowsToStdout, usualFormat } from "../rows/rowsToStdout.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"
import { operations } from "../../wire/Operation.ts"

const formats = ["zip", ...rowFormats, "ics"] as const

type Format = (typeof formats)[number]

const contentOf = (job: ReadJob | WriteJob, format: Format, isForSpreadsheet: boolean) => {
  if (format === "zip") return wholeArchive(job.id, archiveOf(job))
  return format === "ics" ? resultContent(job) : rowBytes(format, isForSpreadsheet)(streamResult(job))
}

/** Looks at the job, and hands its result over as it comes. */
const fetchResult = Effect.fnUntraced(function* <E, R>(
  id: string,
  kind: JobKind | undefined,
  { format, isForSpreadsheet }: { readonly format: Format; readonly isForSpreadsheet: boolean },
  write: (content: ReturnType<typeof contentOf>) => Effect.Effect<void, E, R>,
) {
  const job = yield* getJobDetails({ id, kind })
  if (format === "ics" && !(job.kind === "read" && job.fileType === "ics")) {
    return yield* new UsageError({
      problem: `Job ${id} has no calendar entries`,
      remedy: "Download it as csv, ndjson or zip.",
    })
  }
  yield* write(contentOf(job, format, isForSpreadsheet))
})

/** `zoho-bulk download <job-id>`: the result of a completed job. */
export const download = Command.make(
  "download",
  {
    id: jobIdArgument,
    kind: kindFlag,
    output: outputFlag,
    format: optional(
      Flag.Literals("format", formats).pipe(
        Flag.withAlias("f"),
        Flag.withDescription(
          "zip is the archive itself, the others its rows; by default chosen by the file name, otherwise csv",
        ),
      ),
    ),
    safeCells: safeCellsFlag,
  },
  Effect.fnUntraced(function* ({ format: wanted, id, kind, output, safeCells }) {
    if (!isJobId(id)) return yield* new InvalidJobId({ input: id })
    const target = yield* settleOutput(output)
    const format = (yield* formatOfName("--output", target, formats, wanted)) ?? (yield* usualFormat(target))
    yield* checkSafeCells(safeCells, format)
    const { emulator, explain } = yield* root
    if (explain) {
      const settings = yield* settingsOfRun(emulator)
      const requests = yield* Effect.forEach(kind === undefined ? jobKinds : [kind], (each) =>
        rehearse(fetchResult(id, each, { format: "zip", isForSpreadsheet: false }, Stream.runDrain), settings, [each]),
      )
      return yield* presentRequests(requests.flat(), { access: yield* accessToFiles([target]) })
    }
    yield* checkRowsToStdout(target, format)
    const present = yield* presenter("download")
    let bytes = 0
    yield* fetchResult(id, kind, { format, isForSpreadsheet: safeCells }, (content) =>
      writeOutput(
        target,
        Stream.tap(packedIf(isPackedName(target))(content), (chunk) =>
          Effect.sync(() => void (bytes += chunk.byteLength)),
        ),
      ),
    ).pipe(Effect.provide(layerConnection))
    if (target !== standardOutput) {
      yield* present(
        { id, format, output: target, bytes },
        (style) => say`${style.good("Written:")} ${target}, ${amount(bytes, "byte")}`,
      )
    }
  }),
).pipe(
  withLesson({
    does: "Downloads the result of a completed job.",
    credits: "2, or 3 without --kind",
    asks: [
      operations.getReadJob,
      operations.downloadReadResult,
      operations.getWriteJob,
      operations.downloadWriteResult,
    ],
    ends: { notFound: "no such job", jobFailed: "the job failed, and has no result" },
  }),
  Command.withExamples([
    { command: "zoho-bulk download 4150868000005376042 --emulator", description: "The rows, to stdout" },
    { command: "zoho-bulk download 4150868000005376042 --output contacts.zip", description: "The archive itself" },
  ]),
)
