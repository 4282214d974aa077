import type { EmulatorReport } from "../model/EmulatorReport.ts"
import { html, type Html, timeOfDay } from "./html.ts"
import { table } from "./table.ts"

type ShownJob = EmulatorReport["jobs"][number]

const isOver = ({ phase }: ShownJob): boolean => phase === "completed" || phase === "failed"

const progress = (job: ShownJob): Html =>
  isOver(job)
    ? html`<span class="${job.phase === "failed" ? "bad" : "good"}">${job.phase}</span>`
    : html`<span class="running"
        >${job.phase}, ${job.percent} %
        <progress max="100" value="${job.percent}" aria-label="Progress of job ${job.id}"></progress
      ></span>`

const finishButton = (job: ShownJob): Html =>
  isOver(job)
    ? html``
    : html`<form method="post" action="/_emulator/jobs/${job.id}/finish" data-done="Job ${job.id} was finished.">
        <button aria-label="Finish job ${job.id}">Finish</button>
      </form>`

/** The jobs of a world, the latest first, and how far they are. */
export const jobsTable = ({ jobs }: EmulatorReport): Html =>
  table({
    caption: "Jobs, latest first",
    headings: ["Job", "Kind", "Module", "State", "Created", "Action"],
    rows: jobs.toReversed().map((job) => ({
      id: `job-${job.id}`,
      cells: [job.id, job.kind, job.module, progress(job), timeOfDay(job.createdTime), finishButton(job)],
    })),
    none: "No jobs yet, apart from the three recorded jobs.",
  })
