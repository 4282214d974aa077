import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { jobKinds } from "../../domain/JobKind.ts"

/** A flag that may be left out. */
export const optional = <A>(flag: Flag.Flag<A>): Flag.Flag<A | undefined> =>
  flag.pipe(Flag.optional, Flag.map(Option.getOrUndefined))

/** The id of a job; blanks come with it where it was pasted. */
export const jobIdArgument = Argument.String("job-id").pipe(
  Argument.withDescription("id of a job: a string of digits"),
  Argument.map((text) => text.trim()),
)

/** Which kind a job is of. */
export const kindFlag = optional(
  Flag.Literals("kind", jobKinds).pipe(
    Flag.withDescription("kind of job; without it, a read job is looked for first, then a write job"),
  ),
)

/** Where rows go. */
export const outputFlag = optional(
  Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("<file>"),
    Flag.withDescription("output file, written whole or not at all; stdout by default"),
  ),
)

/** What is only told and not done. */
export const planFlag = (description: string): Flag.Flag<boolean> =>
  Flag.Boolean("plan").pipe(Flag.withDescription(description), Flag.withDefault(false))
