import { getJobDetails, type JobKind } from "@zoho-bulk/core"
import { type GetJobDetailsFailure } from "@zoho-bulk/core/Failure"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { type SettingsOptions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { scripted } from "./connected.ts"
import type { Turn } from "./ScriptedZoho.ts"

/** Asks once for a job's details where the wire does this, and gives the failure. */
export const failureAfter = (
  turn: Turn,
  kind: JobKind = "read",
  settings: SettingsOptions = {},
): Effect.Effect<GetJobDetailsFailure, unknown> =>
  getJobDetails({ kind, id: "4150868000005376042" }).pipe(
    withPolicy(never),
    Effect.flip,
    Effect.provide(scripted([turn], { settings })),
  )

/** A failure of one tag, or a defect that says which it was. */
export const expectTag = <Failure extends { readonly _tag: string }, Tag extends Failure["_tag"]>(
  failure: Failure,
  tag: Tag,
): Extract<Failure, { readonly _tag: Tag }> => {
  if (failure._tag !== tag) throw new Error(`Expected ${tag}, and it is ${String(failure)}`)
  return failure as Extract<Failure, { readonly _tag: Tag }>
}
