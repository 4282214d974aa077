import { Cause, Effect, Exit, Stream } from "effect"
import { asBytes } from "./draw/bytes.ts"
import { Broken, type Case } from "./Target.ts"

/** How an effect ended: with a value, or with a failure that has a tag. */
export type End<A, E> = { readonly value: A } | { readonly failure: E }

/** Runs an effect to its end. It may succeed, and fail as its type says; all else is a defect. */
export const endOf = async <A, E>(effect: Effect.Effect<A, E>): Promise<End<A, E>> => {
  const exit = await Effect.runPromiseExit(effect)
  if (Exit.isSuccess(exit)) return { value: exit.value }
  const [reason] = exit.cause.reasons
  if (reason !== undefined && Cause.isFailReason(reason)) return { failure: reason.error }
  throw new Broken(`it died: ${Cause.pretty(exit.cause)}`)
}

/** Pieces of bytes, as a file or an answer gives them. */
export const streamOf = (pieces: Case): Stream.Stream<Uint8Array> =>
  Stream.rechunk(Stream.fromIterable(pieces.map(asBytes)), 1)
