import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { excerpt } from "./excerpt.ts"
import { decodeBy, formatPath, type Unexpected, type WireCodec, type WireFault } from "./WireCodec.ts"

/** What a decoded job has beside the fields that Zoho sent: all of it follows from the answer. */
export interface FromTheAnswer {
  readonly raw: Schema.Json
  readonly unexpected: ReadonlyArray<string>
}

/** The fields of a job that no key of its body spells: they follow from the whole answer, and from its headers. */
export type OutsideTheBody = keyof FromTheAnswer | "accessTokenResetsAt"

/** Says in one line what did not fit. */
export const formatFault = (fault: WireFault): string =>
  "found" in fault
    ? `${formatPath(fault.path)} should be ${fault.expected}, but is ${fault.isNumericId === true ? "the number " : ""}${excerpt(JSON.stringify(fault.found) ?? "")}`
    : `${formatPath(fault.path)} is missing`

/** Reads a job from a parsed answer by its form; what cannot be read says where and why. */
export const decodeJob =
  <Job extends FromTheAnswer, Fields>(form: WireCodec<Fields>) =>
  (raw: Schema.Json): Result.Result<Job, WireFault> => {
    const unexpected: Unexpected = []
    return Result.map(
      decodeBy(form)(raw, unexpected),
      (fields) => ({ ...fields, unexpected: unexpected.map(formatPath), raw }) as unknown as Job,
    )
  }
