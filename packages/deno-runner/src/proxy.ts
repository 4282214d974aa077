import { Failure } from "@zoho-bulk/core"
import { proxyInForce } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import { readVariable } from "./environment.ts"

/** Deno passes over what it cannot use, and over a user without a password. */
const isUsable = (address: string): boolean =>
  /^(?:https?|socks5h?):\/\/(?:[^@/]*:[^@/]*@)?[^@/]+\/?$/.test(address) && URL.canParse(address)

/** The proxy in force, if any; what Deno cannot use is refused rather than passed over. */
export const proxy = Effect.suspend(() => {
  const found = proxyInForce(readVariable)
  if (found === undefined || isUsable(found.address)) return Effect.succeed(found)
  return Effect.fail(
    new Failure.InvalidSettings({
      settings: [found.variable],
      reason: "unusable",
      problem: `${found.variable} names a proxy that Deno cannot use`,
      remedy:
        "Use a proxy whose address begins with http://, https:// or socks5://, with a password if it has a user; or unset the variable.",
    }),
  )
})
