import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
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
  /** Checks whether a stored value can be its answer. */
  readonly isAnswer: (value: unknown) => value is A
  /** Asks Zoho. */
  readonly ask: Effect.Effect<A, CallFailure, ZohoConnection>
}

/** A question that is being asked, and how many wait for the answer. */
interface Flight {
  readonly landed: Deferred.Deferred<unknown, CallFailure>
  fiber?: Fiber.Fiber<unknown, CallFailure>
  waiting: number
}

/**
 * The answers that a connection was given and is about to be given, each under the name of its question, which
 * determines its type.
 */
interface Memory {
  readonly kept: Map<string, KeptAnswer>
  readonly flights: Map<string, Flight>
}

const memoryOf = perConnection((): Memory => ({ kept: new Map(), flights: new Map() }))

/** An answer that is too old does not count; nor does one from the future, because some clock was wrong. */
const isAlive = Effect.fnUntraced(function* ({ askedAt }: KeptAnswer) {
  const life = (yield* MetadataCache)?.timeToLive ?? (yield* CurrentLimits).metadataLife
  const age = (yield* Clock.currentTimeMillis) - askedAt
  return age >= 0 && age < life
})

/** The answers that the connection already has. */
const remembered = Effect.fnUntraced(function* <A>({ kept }: Memory, { name }: Question<A>) {
  const known = kept.get(name)
  return known !== undefined && (yield* isAlive(known)) ? Option.some(known.answer as A) : Option.none<A>()
})

/** Looks into the cache, and remembers what is there. It may come from anybody. */
const lookUp = Effect.fnUntraced(function* <A>(connection: Connection, { isAnswer, name }: Question<A>) {
  const cache = yield* MetadataCache
  if (cache === undefined) return Option.none<A>()
  const key = yield* organizationKey(connection)
  const kept = Option.isSome(key) ? yield* cache.get(key.value, name) : undefined
  if (kept === undefined || !(yield* isAlive(kept)) || !isAnswer(kept.answer)) return Option.none<A>()
  memoryOf(connection).kept.set(name, kept)
  return Option.some(kept.answer)
})

/** What is known without asking Zoho: in memory, or in the cache. It sends nothing. */
export const knownAnswerOf = <A>(question: Question<A>): Effect.Effect<Option.Option<A>, never, ZohoConnection> =>
  Effect.flatMap(ZohoConnection, (connection) =>
    Effect.flatMap(remembered(memoryOf(connection), question), (known) =>
      Option.isSome(known) ? Effect.succeed(known) : lookUp(connection, question),
    ),
  )

/** Asks Zoho, and keeps the answer. */
const askAndKeep = Effect.fnUntraced(function* <A>(connection: Connection, { ask, name }: Question<A>) {
  const askedAt = yield* Clock.currentTimeMillis
  const answer = yield* ask
  memoryOf(connection).kept.set(name, { askedAt, answer })
  const cache = yield* MetadataCache
  if (cache === undefined) return answer
  const key = yield* organizationKey(connection)
  if (Option.isSome(key)) yield* cache.set(key.value, name, { askedAt, answer })
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
      const joined = flights.get(name)
      const flight: Flight = joined ?? { landed: Deferred.makeUnsafe<unknown, CallFailure>(), waiting: 0 }
      flights.set(name, flight)
      flight.waiting++
      const end = () => void (flights.get(name) === flight && flights.delete(name))
      if (joined === undefined) {
        const land = Effect.onExit(Effect.interruptible(asking), (exit) => {
          end()
          return Deferred.done(flight.landed, exit)
        })
        flight.fiber = yield* Effect.forkDetach(land)
      }
      const leave = Effect.suspend(() => {
        if (--flight.waiting > 0 || flight.fiber === undefined) return Effect.void
        end()
        return Fiber.interrupt(flight.fiber)
      })
      return (yield* Effect.ensuring(restore(Deferred.await(flight.landed)), leave)) as A
    }),
  )

/**
 * Answers a question: from memory, from the cache, or by Zoho, which is asked once however many ask at the same time.
 */
export const answerOf = Effect.fnUntraced(function* <A>(
  question: Question<A>,
  refresh: boolean,
): Effect.fn.Return<A, CallFailure, ZohoConnection> {
  const connection = yield* ZohoConnection
  const memory = memoryOf(connection)
  const ask = askAndKeep(connection, question)
  if (refresh) return yield* together(memory, `${question.name}, asked again`, ask)
  const known = yield* remembered(memory, question)
  if (Option.isSome(known)) return known.value
  const found = Effect.flatMap(lookUp(connection, question), (kept) =>
    Option.isSome(kept) ? Effect.succeed(kept.value) : ask,
  )
  return yield* together(memory, question.name, found)
})
