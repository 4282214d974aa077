import type { Explained } from "../../failure/Failure.ts"
import type { FailureDocument } from "../JourneyState.ts"

/** A failure as it is reported. */
export type TellingFailure = Explained & {
  readonly _tag: string
  readonly code?: string | undefined
  readonly httpStatus?: number | undefined
}

/** Records a failure. Zoho's details are left out: they may be somebody's data. */
export const failureDocument = ({ _tag, code, httpStatus, remedy, summary }: TellingFailure): FailureDocument => ({
  error: _tag,
  code: code ?? null,
  httpStatus: httpStatus ?? null,
  message: summary,
  remedy,
})

/** A bug of ours: its words could hold data. */
export const bug: TellingFailure = {
  _tag: "Unexpected",
  isRetryable: false,
  summary: "Internal error in zoho-bulk",
  remedy: "Please report it with what was submitted, without the names.",
}

export const unexpected: FailureDocument = failureDocument(bug)

/** The failure of a cancelled journey. */
export const cancelled: FailureDocument = {
  error: "Cancelled",
  code: null,
  httpStatus: null,
  message: "The journey was cancelled",
  remedy: "Jobs that it has ordered continue at Zoho. Submit it again to resume it.",
}

const ofSignIn: ReadonlyArray<string> = ["GrantRefused", "TokenRefused", "TokenUnavailable", "ScopeMissing"]

/** Tells whether another sign-in would help. */
export const wantsSignIn = ({ _tag }: { readonly _tag: string }): boolean => ofSignIn.includes(_tag)

const passing: ReadonlyArray<string> = [
  "NoAnswer",
  "NoAnswerInTime",
  "Throttled",
  "ZohoFailing",
  "TokenBudgetSpent",
  "MirrorTaken",
]

/** Checks whether what failed so may go well later, though nobody does anything. */
export const mayPass = ({ _tag }: TellingFailure): boolean => passing.includes(_tag)
