import { type CallFailure, type RequestContext } from "@zoho-bulk/core/Failure"
import { defaultLimits } from "@zoho-bulk/core/Limits"
import { interpretAnswer } from "@zoho-bulk/core/wire"
import { Result } from "effect"

/** The request that a failure is about where a test does not say. */
export const someRequest: RequestContext = {
  operation: "getReadJob",
  method: "GET",
  url: "https://www.zohoapis.com/crm/bulk/v8/read/1",
  apiVersion: "v8",
  dataCenter: "us",
  jobId: "1",
}

/** The failure that one of Zoho's codes becomes, where its status says nothing. */
export const failureOf = (code: string): CallFailure => {
  const body = JSON.stringify({ code, details: {}, message: "m", status: "error" })
  const read = interpretAnswer(someRequest, { status: 400, body }, defaultLimits)
  if (Result.isSuccess(read)) throw new Error(`${code} is no failure`)
  return read.failure
}
