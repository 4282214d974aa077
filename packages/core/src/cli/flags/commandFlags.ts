import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { jobKinds } from "../../domain/JobKind.ts"

/** A flag that may be left out. */
export const optional = <A>(flag: Flag.Flag<A>): Flag.Flag<A | undefined> =>
  flag.pipe(Flag.optional, Flag.map(Option.getOrUndefined))

/** Which kind a job is of. */
export const kindFlag = optional(
  Flag.Literals("kind", jobKinds).pipe(
    Flag.withDescription("kind of job; without it, a read job is looked for first, then a write job"),
  ),
)

/** Where rows go. */
export const outputFlag = optional(
  Flag.String("output").pipe(
    Flag.withMetavar("<file>"),
    Flag.withDescription("the file to write; it appears once it is whole. Stdout, where none is named"),
  ),
)

/** What is only told and not done. */
export const planFlag = (description: string): Flag.Flag<boolean> =>
  Flag.Boolean("plan").pipe(Flag.withDescription(description), Flag.withDefault(false))
