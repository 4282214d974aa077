import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type { Connection } from "../../connection/Connection.ts"
import { perConnection } from "../../connection/perConnection.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { CallFailure } from "../../failure/CallFailure.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { type KeptAnswer, MetadataCache } from "./MetadataCache.ts"
import { organizationKey } from "./organizationKey.ts"

/** A question about an organisation whose answer is worth keeping. */
export interface Question<A> {
  /** What it is kept under, such as `fields-Leads`. */
  readonly name: string
  /** Tells whether something that was kept can be its answer. */
  readonly isAnswer: (value: unknown) => value is A
  /** Asks Zoho. */
  readonly ask: Effect.Effect<A, CallFailure, ZohoConnection>
}

/** A question that is being asked, and how many wait for the answer. */
interface Flight {
  readonly fiber: Fiber.Fiber<unknown, CallFailure>
  waiting: number
}

interface Memory {
  readonly kept: Map<string, KeptAnswer>
  readonly flights: Map<string, Flight>
}

const memoryOf = perConnection((): Memory => ({ kept: new Map(), flights: new Map() }))

/** An answer that is too old is none; nor is one from the future, for some clock was wrong. */
const whileItLives = Effect.fnUntraced(function* <A>(kept: KeptAnswer | undefined, { isAnswer }: Question<A>) {
  if (kept === undefined) return Option.none<A>()
  const life = (yield* MetadataCache)?.timeToLive ?? (yield* CurrentLimits).metadataLife
  const age = (yield* Clock.currentTimeMillis) - kept.askedAt
  return age >= 0 && age < life && isAnswer(kept.answer) ? Option.some(kept.answer) : Option.none<A>()
})

/** Looks into the cache, and remembers what is there. */
const lookUp = Effect.fnUntraced(function* <A>(connection: Connection, question: Question<A>) {
  const cache = yield* MetadataCache
  if (cache === undefined) return Option.none<A>()
  const key = yield* organizationKey(connection)
  if (Option.isNone(key)) return Option.none<A>()
  const kept = yield* cache.get(key.value, question.name)
  const found = yield* whileItLives(kept, question)
  if (kept !== undefined && Option.isSome(found)) memoryOf(connection).kept.set(question.name, kept)
  return found
})

/** What is known without asking Zoho: in memory, or in the cache. It sends nothing. */
export const knownAnswerOf = <A>(question: Question<A>): Effect.Effect<Option.Option<A>, never, ZohoConnection> =>
  Effect.flatMap(ZohoConnection, (connection) =>
    Effect.flatMap(whileItLives(memoryOf(connection).kept.get(question.name), question), (remembered) =>
      Option.isSome(remembered) ? Effect.succeed(remembered) : lookUp(connection, question),
    ),
  )

/** Asks Zoho, and keeps the answer. */
const askAndKeep = Effect.fnUntraced(function* <A>(connection: Connection, question: Question<A>) {
  const askedAt = yield* Clock.currentTimeMillis
  const answer = yield* question.ask
  memoryOf(connection).kept.set(question.name, { askedAt, answer })
  const cache = yield* MetadataCache
  if (cache === undefined) return answer
  const key = yield* organizationKey(connection)
  if (Option.isSome(key)) yield* cache.set(key.value, question.name, { askedAt, answer })
  return answer
})

/** Joins who asks the same at this moment, or asks. The last one who does not wait any more ends it. */
const together = <A>(
  { flights }: Memory,
  name: string,
  asking: Effect.Effect<A, CallFailure, ZohoConnection>,
): Effect.Effect<A, CallFailure, ZohoConnection> =>
  Effect.uninterruptibleMask(
    Effect.fnUntraced(function* (restore) {
      const landed = Effect.sync(() => void flights.delete(name))
      const joined = flights.get(name) ?? {
        fiber: yield* Effect.forkDetach(Effect.ensuring(Effect.interruptible(asking), landed)),
        waiting: 0,
      }
      flights.set(name, joined)
      joined.waiting++
      const leave = Effect.suspend(() => {
        if (--joined.waiting > 0) return Effect.void
        if (flights.get(name) === joined) flights.delete(name)
        return Fiber.interrupt(joined.fiber)
      })
      return yield* Effect.ensuring(restore(Fiber.join(joined.fiber as Fiber.Fiber<A, CallFailure>)), leave)
    }),
  )

/** Answers a question: from memory, from the cache, or by Zoho, who is asked once however many ask at the same time. */
export const answerOf = Effect.fnUntraced(function* <A>(
  question: Question<A>,
  refresh: boolean,
): Effect.fn.Return<A, CallFailure, ZohoConnection> {
  const connection = yield* ZohoConnection
  const memory = memoryOf(connection)
  const ask = askAndKeep(connection, question)
  if (refresh) return yield* together(memory, `${question.name}, anew`, ask)
  const remembered = yield* whileItLives(memory.kept.get(question.name), question)
  if (Option.isSome(remembered)) return remembered.value
  const found = Effect.flatMap(lookUp(connection, question), (kept) =>
    Option.isSome(kept) ? Effect.succeed(kept.value) : ask,
  )
  return yield* together(memory, question.name, found)
})
