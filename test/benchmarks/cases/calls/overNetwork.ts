/** `getJobDetails` over the runner's own client, against a server on this machine. */
import { getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { runner } from "../../../support/runner.ts"
import { jobId } from "./recordedJob.ts"
import { printCallCost } from "./served.ts"

const token = layerAccessToken(Redacted.make("1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7"))

await printCallCost(async (origin) => {
  const zoho = ManagedRuntime.make(
    ZohoConnection.layer({ apiDomain: origin, maxConcurrency: 16, auth: token }).pipe(
      Layer.provide(runner.layerHttpClient),
    ),
  )
  const call = getJobDetails({ kind: "write", id: jobId })
  return () => zoho.runPromise(call)
})
