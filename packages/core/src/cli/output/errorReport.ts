import * as Duration from "effect/Duration"
import type * as Schema from "effect/Schema"
import type { CommandFailure } from "../failure/ExitCode.ts"
import { unaccountedText } from "../../transfer/journey/journeyFailure.ts"
import { remedyOfName } from "../../failure/UnknownName.ts"
import { type DocumentOf, exactly } from "./DocumentOf.ts"
import { isoSecond } from "./isoSecond.ts"
import { remedyOfCode } from "./remedyOfCode.ts"
import type { Style } from "./Style.ts"
import { lines, say, type Words } from "./Words.ts"

/** What `--json` writes to stderr when something went wrong. */
export type ErrorDocument = DocumentOf<"error">

/** What to do about a failure: names are listed by commands here. */
const remedyOf = (failure: CommandFailure, startedAs: string): string => {
  switch (failure._tag) {
    case "UnknownModule":
      if (failure.name === "all") return `To copy every module: ${startedAs} mirror --all --to FOLDER.`
      return remedyOfName(failure, `${startedAs} modules lists the modules.`)
    case "UnknownField":
      return remedyOfName(failure, `${startedAs} fields ${failure.module} lists the fields of ${failure.module}.`)
    case "UnknownView":
      return remedyOfName(failure, `${startedAs} views ${failure.module} lists the views of ${failure.module}.`)
    case "CreditLimitReached":
      return `Begin it anew with --max-credits ${failure.needed} at least, or ask for less.`
    case "CreateOutcomeUnknown":
      return `Look in Zoho CRM, under Setup and Data Administration, for ${failure.jobId === undefined ? `a job made at about ${isoSecond(failure.sentAt)}` : `job ${failure.jobId}`}. If it exists, do not order it again: ${startedAs} wait and ${startedAs} download accept its id.`
    case "JourneyDiffers":
      return `Connect to where it was started, or start another journey; ${startedAs} journeys lists the journeys started from here.`
    case "MirrorDiffers":
      return "Keep each organisation in a folder or database of its own; for the one that these copies are of, name its sign-in with --profile."
    case "JourneyFinished":
      return failure.leavesUnknown === true
        ? "Check in Zoho CRM which of the rows exist, and import the others from a separate file."
        : `Begin another one; ${startedAs} journeys lists what was done.`
    case "ConsentNotGiven":
      return failure.reason === "elsewhere"
        ? `Sign in with --data-center ${failure.userLocation ?? "of the account"} and a client made there.`
        : `For another code: ${startedAs} auth login --device.`
    case "ScopeMissing":
      return `${failure.remedy.replace(/\.$/, "")}: use ${startedAs} auth login.`
    case "RequestNotAccepted":
      return remedyOfCode(failure, startedAs) ?? failure.remedy
    default:
      return failure.remedy
  }
}

/** The failure as a document for programs. */
export const errorDocument = (failure: CommandFailure, startedAs = "zoho-bulk"): ErrorDocument => {
  const retryAfter = "retryAfter" in failure ? failure.retryAfter : undefined
  return exactly("error", {
    error: failure._tag,
    code: failure.code ?? null,
    httpStatus: failure.httpStatus ?? null,
    message: failure.summary,
    remedy: remedyOf(failure, startedAs),
    ...(failure.details === undefined ? {} : { details: failure.details }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: Duration.toSeconds(retryAfter) }),
    ...(failure.unaccounted === undefined ? {} : { unaccounted: failure.unaccounted }),
  })
}

/** A bug of ours, as a document with nothing known about it. */
export const unknownDefect: ErrorDocument = {
  error: "Unexpected",
  code: null,
  httpStatus: null,
  message: "Internal error in zoho-bulk",
  remedy: "Please report it with the command that you ran, without tokens.",
}

/** The name of a defect, if it is one that a class of errors may have: anything else could hold data. */
const kindOf = (defect: unknown): string => {
  if (!(defect instanceof Error)) return typeof defect
  return /^[A-Z][A-Za-z]{0,40}$/.test(defect.name) ? defect.name : "Error"
}

/** A bug of ours as a document: its name alone, for a message could hold data. */
export const defectDocument = (defect: unknown): ErrorDocument => ({
  ...unknownDefect,
  message: `${unknownDefect.message} (${kindOf(defect)})`,
})

const saysMore = (details: Schema.Json | undefined): details is Schema.Json =>
  typeof details === "object" && details !== null && Object.keys(details).length > 0

/**
 * Adds how to resume, if there is a journey to resume. An order of unknown outcome needs the user's word on it: without
 * that, resuming would end at the same point again.
 */
export const withWayOut = (
  document: ErrorDocument,
  goOn: string | undefined,
  failure?: CommandFailure,
): ErrorDocument => {
  if (goOn === undefined) return document
  if (failure?._tag === "CreditLimitReached") {
    const remedy = `Ordered jobs are kept. Continue with ${goOn} --max-credits N: credits spent so far do not count towards N.`
    return { ...document, remedy, resume: goOn }
  }
  if (failure?._tag !== "CreateOutcomeUnknown") return { ...document, resume: goOn }
  if (failure.jobId !== undefined) return { ...document, remedy: `Adopt it: ${goOn} --adopt ${failure.jobId}.` }
  const sentAt = isoSecond(failure.sentAt)
  const remedy = `Look in Zoho CRM, under Setup and Data Administration, for a job made at about ${sentAt}. If there is one: ${goOn} --adopt JOB_ID. If there is none, and the program that sent the order has ended: ${goOn} --send-again.`
  return { ...document, remedy }
}

/** An error in words for people: what happened, then what to do. */
export const errorText = (style: Style, { details, message, remedy, resume, unaccounted }: ErrorDocument): Words =>
  lines([
    say`${style.bad("Error:")} ${message}`,
    ...(saysMore(details) ? [say`${style.faint("Details:")} ${JSON.stringify(details)}`] : []),
    ...(unaccounted === undefined ? [] : [say`${style.faint("Left open:")} ${unaccountedText(unaccounted)}`]),
    say`${style.faint("What to do:")} ${remedy}`,
    ...(resume === undefined ? [] : [say`${style.faint("To continue:")} ${resume}`]),
  ])
