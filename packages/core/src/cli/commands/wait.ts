import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { isJobId } from "../../domain/JobId.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { pollJob } from "../../jobs/pollJob.ts"
import type { Observed, WaitOptions } from "../../jobs/WaitOptions.ts"
import { report } from "../../transfer/journey/Progress.ts"
import { jobIdArgument, kindFlag } from "../flags/commandFlags.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { type CommandFailure, exitCode } from "../failure/ExitCode.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { jobTable } from "../output/jobTable.ts"
import { sumOver } from "../output/nextStep.ts"
import { Output } from "../output/Output.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { listPresenter, type Presenter, presenter } from "../output/present.ts"
import { makeProgress } from "../progress/makeProgress.ts"
import { isForProgram, root } from "../flags/root.ts"
import { endWith } from "../run/RunState.ts"
import { durationFlag } from "../flags/durationFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { operations } from "../../wire/Operation.ts"
import type { Style } from "../output/Style.ts"
import { paragraphs, say, type Words } from "../output/Words.ts"

interface Ended {
  readonly job: ReadJob | WriteJob
  readonly observed: Observed
}

const codeOf = (job: ReadJob | WriteJob): number => {
  if (job.state === "failed") return exitCode.jobFailed
  const hasSkipped = job.kind === "write" && (sumOver(job, "skippedCount") ?? 0) > 0
  return job.state === "skipped" || hasSkipped ? exitCode.rejectedRows : exitCode.done
}

/** Of several jobs the worst decides: one that failed over one that still runs over one with rejected rows. */
const worst = (codes: ReadonlyArray<number>): number =>
  [exitCode.jobFailed, exitCode.stillRunning, exitCode.rejectedRows].find((code) => codes.includes(code)) ??
  exitCode.done

/** The command that waits for the same jobs. */
const waitAgain = ({ call }: Style, ids: ReadonlyArray<string>, kind: JobKind | undefined): string =>
  call(["wait", ...ids, ...(kind === undefined ? [] : ["--kind", kind])].join(" "))

const waitedJob = ({ job, observed }: Ended) => ({ ...job, observed })

/** With `--jsonl`, a job is a line each time that it is seen in another state. */
const lineOnChange = (present: Presenter<"wait">) =>
  Effect.map(root, ({ jsonl }) => {
    let state: string | undefined
    return (look: Ended) => {
      if (!jsonl || look.job.state === state) return Effect.void
      state = look.job.state
      return present(waitedJob(look), () => say``)
    }
  })

const observe = Effect.fnUntraced(function* (options: WaitOptions, present: Presenter<"wait">) {
  const tell = yield* lineOnChange(present)
  const { id } = options
  return yield* pollJob(options, (look) => {
    const { kind, state } = look.job
    const { elapsedMillis } = look.observed
    const looked = report({ _tag: "looked", part: `job ${id}`, kind, jobId: id, state, elapsedMillis })
    return Effect.andThen(tell(look), looked)
  }).pipe(Effect.map(({ job, observed }): Ended => ({ job, observed })))
})

/** `zoho-bulk wait <job-id>...`: until the jobs have ended. */
export const wait = Command.make(
  "wait",
  {
    ids: jobIdArgument.pipe(Argument.variadic({ min: 1 })),
    kind: kindFlag,
    timeout: durationFlag(
      "timeout",
      "longest time to wait, such as 90s, 10m or 2h, or in seconds; after that, the job continues at Zoho",
    ),
  },
  Effect.fnUntraced(function* ({ ids, kind, timeout }) {
    const invalid = ids.find((id) => !isJobId(id))
    if (invalid !== undefined) return yield* new InvalidJobId({ input: invalid })
    const { emulator, explain, jsonl } = yield* root
    const optionsOf = (id: string) => ({ id, kind, timeout })
    if (explain) {
      const settings = yield* settingsOfRun(emulator)
      const requests = yield* Effect.forEach(ids, (id) => rehearse(pollJob(optionsOf(id)), settings))
      return yield* presentRequests(requests.flat())
    }
    const present = yield* presenter("wait")
    const presentEach = yield* listPresenter("wait")
    const output = yield* Output
    const { showing } = yield* makeProgress({ target: standardOutput })
    const ended = yield* Effect.forEach(ids, (id) => Effect.result(observe(optionsOf(id), present)), {
      concurrency: "unbounded",
    }).pipe(
      showing,
      Effect.provide(layerConnection),
      Effect.onInterrupt(() =>
        output.talk(
          (style) =>
            say`Stopped waiting; Zoho continues. ${style.faint("To wait again:")} ${waitAgain(style, ids, kind)}`,
        ),
      ),
    )
    yield* output.status("")
    const jobs = ended.flatMap((each) => (Result.isSuccess(each) ? [each.success] : []))
    const failures: ReadonlyArray<CommandFailure> = ended.flatMap((each) =>
      Result.isFailure(each) ? [each.failure] : [],
    )
    const [hopeless] = failures.filter(({ _tag }) => _tag !== "JobStillRunning")
    const [first] = failures
    if (!jsonl && (jobs.length > 0 || failures.length > 1)) {
      const waited = jobs.map(waitedJob)
      const [only] = ids.length === 1 ? waited : []
      const text = (style: Style): Words => paragraphs(jobs.map(({ job }) => jobTable(style, job)))
      yield* only === undefined ? presentEach(waited, {}, text) : present(only, text)
    }
    if (hopeless !== undefined) return yield* hopeless
    const code = worst([...jobs.map(({ job }) => codeOf(job)), ...failures.map(() => exitCode.stillRunning)])
    const isTold = ids.length === 1 || ((yield* isForProgram) && code === exitCode.stillRunning)
    if (first !== undefined && isTold) return yield* first
    for (const { summary } of failures) if (!(yield* isForProgram)) yield* output.talk(() => say`${summary}`)
    yield* endWith(code)
  }),
).pipe(
  withLesson({
    does: "Waits for jobs to finish, and shows their results.",
    credits: "1 for each status check",
    asks: [operations.getReadJob, operations.getWriteJob],
    ends: {
      done: "all jobs are completed",
      notFound: "no such job",
      jobFailed: "a job failed",
      stillRunning: "a job was still running at the time limit",
      rejectedRows: "completed, except for some rows",
    },
  }),
  Command.withExamples([
    { command: "zoho-bulk wait 4150868000005376042 --emulator", description: "A job of the built-in emulator" },
    { command: "zoho-bulk wait 4150868000005392002 --timeout 10m", description: "For ten minutes at most" },
  ]),
)
