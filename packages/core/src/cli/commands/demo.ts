import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { emulatorToken } from "../../emulator/model/emulatorToken.ts"
import { frozenJobs } from "../../emulator/anyJob/frozenJobs.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { settingsOfRun } from "../run/connect.ts"
import { errorDocument, errorText } from "../output/errorReport.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { jobTable } from "../output/jobTable.ts"
import { presenter } from "../output/present.ts"
import { root } from "../flags/root.ts"
import type { Style } from "../output/Style.ts"
import { paragraphs, say, type Words } from "../output/Words.ts"
import { layerEmulatedZoho, type MetRefusal, meetRefusals } from "../demo/refusals.ts"
import { withLesson } from "../help/withLesson.ts"

const heading = (style: Style, text: string): Words => say`${style.strong(text)}\n${"=".repeat(text.length)}`

const jobText = (style: Style, job: ReadJob | WriteJob): Words =>
  say`${style.faint(`$ ${style.call(`get ${job.id} --emulator`)}`)}\n${jobTable(style, job)}`

const refusalText = (style: Style, { asked, failure, isRaw }: MetRefusal): Words => {
  const how = isRaw ? say` ${style.faint("(a raw request: our client never sends this)")}` : ""
  return say`${style.strong(asked)}${how}\n${errorText(style, errorDocument(failure))}`
}

const jobsHeading = "Three recorded jobs, on the built-in emulator"
const refusalsHeading = "Every recorded refusal, as you would see it"

/** `zoho-bulk demo`: the main job, end to end, without an account or a network. */
export const demo = Command.make(
  "demo",
  {},
  Effect.fnUntraced(function* () {
    const settings = yield* settingsOfRun(true)
    if ((yield* root).explain) {
      return yield* presentRequests([], { words: () => "Gets the jobs of the built-in emulator." })
    }
    const present = yield* presenter("demo")
    const jobs = yield* Effect.forEach(frozenJobs, ({ id }) => getJobDetails({ id })).pipe(
      Effect.provide(layerEmulatedZoho(settings, emulatorToken)),
    )
    const refusals = yield* meetRefusals(settings)
    const met = refusals.map(({ asked, failure, isRaw }) => ({ asked, isRaw, ...errorDocument(failure) }))
    yield* present({ jobs, refusals: met }, (style) =>
      paragraphs([
        heading(style, jobsHeading),
        ...jobs.map((job) => jobText(style, job)),
        heading(style, refusalsHeading),
        ...refusals.map((refusal) => refusalText(style, refusal)),
      ]),
    )
  }),
).pipe(
  withLesson({
    does: "Shows recorded jobs and errors, on the built-in emulator.",
    credits: "none: it sends nothing",
  }),
  Command.withExamples([{ command: "zoho-bulk demo --json", description: "For a program" }]),
)
