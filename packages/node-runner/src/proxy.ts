import { Failure } from "@zoho-bulk/core"
import { proxyInForce } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import { readVariable } from "./environment.ts"

const isUsable = (address: string): boolean => /^https?:\/\//i.test(address) && URL.canParse(address)

/** The proxy in force, if any; what Node's agent cannot use is refused rather than passed over. */
export const proxy = Effect.suspend(() => {
  const found = proxyInForce(readVariable)
  if (found === undefined || isUsable(found.address)) return Effect.succeed(found)
  return Effect.fail(
    new Failure.InvalidSettings({
      settings: [found.variable],
      reason: "unusable",
      problem: `${found.variable} names a proxy that Node cannot use`,
      remedy: "Use a proxy whose address begins with http:// or https://, or unset the variable.",
    }),
  )
})
