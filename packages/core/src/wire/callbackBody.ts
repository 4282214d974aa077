import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { NotExpressible } from "./NotExpressible.ts"

/** Writes where Zoho posts when a job ends; `post` is the only method that it knows (INVALID_CALLBACK_METHOD). */
export const callbackBody = (url: string): Result.Result<Schema.Json, NotExpressible> =>
  URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    ? Result.succeed({ url, method: "post" })
    : Result.fail({
        problem: "The callback's address is not a web address",
        remedy: "Give the whole address, including https://.",
      })
