import * as Duration from "effect/Duration"
import type * as Schema from "effect/Schema"
import type { CommandFailure } from "../failure/ExitCode.ts"
import { unaccountedText } from "../../transfer/journey/journeyFailure.ts"
import { type DocumentOf, exactly } from "./DocumentOf.ts"
import { isoSecond } from "./isoSecond.ts"
import { printable, type Style } from "./Style.ts"

/** What `--json` writes to stderr when something went wrong. */
export type ErrorDocument = DocumentOf<"error">

/** The failure as a document for programs. */
export const errorDocument = (failure: CommandFailure): ErrorDocument => {
  const retryAfter = "retryAfter" in failure ? failure.retryAfter : undefined
  return exactly("error", {
    error: failure._tag,
    code: failure.code ?? null,
    httpStatus: failure.httpStatus ?? null,
    message: failure.summary,
    remedy: failure.remedy,
    ...(failure.details === undefined ? {} : { details: failure.details }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: Duration.toSeconds(retryAfter) }),
    ...(failure.unaccounted === undefined ? {} : { unaccounted: failure.unaccounted }),
  })
}

/** A bug of ours as a document: its name alone, for a message could hold data. */
export const defectDocument = (defect: unknown): ErrorDocument => ({
  error: "Unexpected",
  code: null,
  httpStatus: null,
  message: `zoho-bulk stumbled over a bug of its own (${defect instanceof Error ? defect.name : typeof defect})`,
  remedy: "Please report it with what you ran, the tokens left out.",
})

const saysMore = (details: Schema.Json | undefined): details is Schema.Json =>
  typeof details === "object" && details !== null && Object.keys(details).length > 0

/**
 * Adds how to go on, where there is a journey to go on with. An order of unknown outcome takes the user's word on what became of it: without
 * that, going on would end there again.
 */
export const withWayOut = (
  document: ErrorDocument,
  goOn: string | undefined,
  failure?: CommandFailure,
): ErrorDocument => {
  if (goOn === undefined) return document
  if (failure?._tag !== "CreateOutcomeUnknown") return { ...document, resume: goOn }
  const sentAt = isoSecond(failure.sentAt)
  const remedy = `Look in Zoho CRM, under Setup and Data Administration, for a job made at about ${sentAt}. If there is one: ${goOn} --adopt JOB_ID. If there is none: ${goOn} --send-again.`
  return { ...document, remedy }
}

/** An error in words for people: what happened, then what to do. */
export const errorText = (style: Style, { details, message, remedy, resume, unaccounted }: ErrorDocument): string =>
  [
    `${style.bad("Error:")} ${printable(message)}`,
    ...(saysMore(details) ? [`${style.faint("Details:")} ${printable(JSON.stringify(details))}`] : []),
    ...(unaccounted === undefined ? [] : [`${style.faint("Left open:")} ${unaccountedText(unaccounted)}`]),
    `${style.faint("What to do:")} ${printable(remedy)}`,
    ...(resume === undefined ? [] : [`${style.faint("To go on:")} ${resume}`]),
  ].join("\n")
