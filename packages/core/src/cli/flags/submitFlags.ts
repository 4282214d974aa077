import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"
import { durationFlag } from "./durationFlag.ts"
import { storeFlags } from "./storeFlags.ts"

/** What every journey is submitted with. */
export const submitFlags = {
  ...storeFlags,
  key: optional(
    Flag.String("key").pipe(
      Flag.withMetavar("<key>"),
      Flag.withDescription(
        "what it is called, for good: the same key is the same journey, which is made once; one is made up by default",
      ),
    ),
  ),
  organization: optional(
    Flag.String("organization").pipe(
      Flag.withMetavar("<sign-in>"),
      Flag.withDescription(
        "whose it is, by the name of a sign-in (auth login --profile); by default whom the runner asks without one",
      ),
    ),
  ),
  shared: optional(
    Flag.String("shared").pipe(
      Flag.withMetavar("<folder>"),
      Flag.withDescription("with --database: the folder that all runners see under this name, in which all files are"),
    ),
  ),
  every: durationFlag("every", "make it now and again and again, such as 24h; needs --key"),
} as const

/** What was given of it. */
export type SubmitFlags = {
  readonly [Name in keyof typeof submitFlags]: (typeof submitFlags)[Name] extends Flag.Flag<infer A> ? A : never
}
