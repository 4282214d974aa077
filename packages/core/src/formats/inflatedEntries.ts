import type * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Zip from "effect/encoding/Zip"
import * as Option from "effect/Option"
import * as Pull from "effect/Pull"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { makeByteQueue } from "./byteQueue.ts"
import { describedSizes, entryFields, type EntryFields, type EntrySizes, longestDescriptor } from "./entrySizes.ts"
import type { Inflater, Zlib } from "./Zlib.ts"

/** An entry of an archive, and what is in it, which can be read once, before the next entry is asked for. */
export interface InflatedEntry<E> {
  readonly header: Zip.Header
  readonly body: Stream.Stream<Uint8Array, E | Zip.ZipError>
}

const local = 0x04034b50
const ends: ReadonlyArray<number> = [0x02014b50, 0x06054b50, 0x06064b50]

const error = (kind: Zip.ZipError["kind"], message: string): Zip.ZipError => new Zip.ZipError({ kind, message })

const truncated = (at: number): Zip.ZipError => error("Truncated", `unexpected end of zip archive at byte ${at}`)

const inHex = (crc: number): string => `0x${crc.toString(16).padStart(8, "0")}`

/** Reads an entry's header with Effect's reader, which refuses what is wrong with it; its position is passed in. */
const headerAt = (bytes: Uint8Array, at: number): Effect.Effect<Zip.Header, Zip.ZipError> =>
  Stream.succeed(bytes).pipe(
    Stream.pipeThroughChannelOrFail(Zip.decode()),
    Stream.runHead,
    Effect.mapError(({ kind, message }) => error(kind, message.replace(/at byte 0\)$/, `at byte ${at})`))),
    Effect.flatMap(
      Option.match({ onNone: () => Effect.fail(truncated(at)), onSome: ({ header }) => Effect.succeed(header) }),
    ),
  )

/** Fails if a content does not match the archive's description of it. */
const checkSizes = (path: string, found: EntrySizes, said: EntrySizes): Effect.Effect<void, Zip.ZipError> => {
  const name = JSON.stringify(path)
  if (found.crc !== said.crc) {
    return Effect.fail(
      error("Checksum", `CRC-32 of ${name} is ${inHex(found.crc)}, but the archive records ${inHex(said.crc)}`),
    )
  }
  if (found.packed === said.packed && found.unpacked === said.unpacked) return Effect.void
  return Effect.fail(
    error(
      "SizeMismatch",
      `${name} has ${found.unpacked} bytes (${found.packed} compressed), but the archive records ${said.unpacked} (${said.packed} compressed)`,
    ),
  )
}

/** An entry that is being read. */
interface Open {
  readonly header: Zip.Header
  readonly fields: EntryFields
  readonly inflater: Inflater | undefined
  /** Where its content begins. */
  readonly beginsAt: number
  /** How much of it is to come that is not packed. */
  left: number
  /** What was given to the inflater last. */
  given: Uint8Array
  isRead: boolean
  crc: number
  unpacked: number
}

const nothing = new Uint8Array(0)

/**
 * Reads the entries of an archive as Effect's reader does, and unpacks them with the machine's inflater. That one knows
 * where a file ends, which web streams do not, so that what follows it can be read.
 */
export const inflatedEntries =
  ({ crc32, inflater: makeInflater }: Zlib) =>
  <E, R>(archive: Stream.Stream<Uint8Array, E, R>): Stream.Stream<InflatedEntry<E>, E | Zip.ZipError, R> =>
    Stream.transformPull(archive, (pull, scope) =>
      Effect.gen(function* () {
        const context = yield* Effect.context<R>()
        const queue = makeByteQueue()
        let hasEnded = false
        let isOver = false
        let open: Open | undefined
        yield* Scope.addFinalizer(
          scope,
          Effect.sync(() => open?.inflater?.close()),
        )

        const more: Effect.Effect<void, E, R> = Pull.matchEffect(pull, {
          onSuccess: (pieces) => Effect.sync(() => pieces.forEach(queue.push)),
          onFailure: Effect.failCause<E>,
          onDone: () => Effect.sync(() => void (hasEnded = true)),
        })

        const needed: Effect.Effect<void, E | Zip.ZipError, R> = Effect.suspend(
          (): Effect.Effect<void, E | Zip.ZipError, R> =>
            hasEnded ? Effect.fail(truncated(queue.taken() + queue.length())) : more,
        )

        /** Waits until there are so many bytes. */
        const atLeast = (length: number): Effect.Effect<void, E | Zip.ZipError, R> =>
          Effect.suspend(() => (queue.length() >= length ? Effect.void : Effect.andThen(needed, atLeast(length))))

        /** Waits until there are so many bytes, or no more come. */
        const orAll = (length: number): Effect.Effect<void, E, R> =>
          Effect.suspend(() =>
            hasEnded || queue.length() >= length ? Effect.void : Effect.andThen(more, orAll(length)),
          )

        const take = ({ crc, unpacked }: Open, bytes: Uint8Array) => ({
          crc: crc32(bytes, crc),
          unpacked: unpacked + bytes.byteLength,
        })

        const stored = (entry: Open): Effect.Effect<Uint8Array | undefined, E | Zip.ZipError, R> =>
          Effect.map(entry.left === 0 ? Effect.void : atLeast(1), () => {
            if (entry.left === 0) return undefined
            const piece = queue.takePiece(entry.left)
            entry.left -= piece.byteLength
            return piece
          })

        const inflated = (
          entry: Open,
          inflater: Inflater,
        ): Effect.Effect<Uint8Array | undefined, E | Zip.ZipError, R> =>
          Effect.flatMap(
            Effect.tryPromise({
              try: inflater.read,
              catch: () => error("InvalidData", "its deflated data is damaged"),
            }),
            (read) => {
              if (read === "is done") {
                const past = queue.taken() - entry.beginsAt - inflater.used()
                queue.putBack(entry.given.subarray(entry.given.byteLength - past))
                return Effect.undefined
              }
              if (read !== "needs more") return Effect.succeed(read)
              return Effect.flatMap(atLeast(1), () => {
                entry.given = queue.takePiece(Number.POSITIVE_INFINITY)
                inflater.write(entry.given)
                return inflated(entry, inflater)
              })
            },
          )

        /** Compares what was read with what is declared before or after it. */
        const finish = Effect.fnUntraced(function* (entry: Open) {
          const { crc, fields, header, unpacked } = entry
          const found: EntrySizes = { crc, unpacked, packed: queue.taken() - entry.beginsAt }
          if (!fields.isDescribed) {
            return yield* checkSizes(header.path, found, fields.sizes ?? { crc: fields.crc, packed: 0, unpacked: 0 })
          }
          yield* orAll(longestDescriptor)
          const seen = queue.peek(Math.min(queue.length(), longestDescriptor))
          const described = describedSizes(seen, fields.isWide, found)
          const isCut = hasEnded && seen.byteLength < longestDescriptor
          if (described === undefined || (isCut && !described.isRight)) {
            return yield* Effect.fail(truncated(queue.taken() + queue.length()))
          }
          queue.skip(described.length)
          return yield* checkSizes(header.path, found, described.sizes)
        })

        /** Reads on in an entry; nothing, once it has been read to its end, and was right. */
        const read = (entry: Open): Effect.Effect<Uint8Array | undefined, E | Zip.ZipError, R> =>
          Effect.flatMap(entry.inflater === undefined ? stored(entry) : inflated(entry, entry.inflater), (bytes) => {
            if (bytes === undefined) {
              entry.isRead = true
              return Effect.andThen(
                finish(entry),
                Effect.sync(() => {
                  entry.inflater?.close()
                  open = undefined
                  return undefined
                }),
              )
            }
            Object.assign(entry, take(entry, bytes))
            const { path, size } = entry.header
            return size !== undefined && entry.unpacked > size
              ? Effect.fail(
                  error(
                    "SizeMismatch",
                    `body of ${JSON.stringify(path)} has at least ${entry.unpacked} bytes, but its size is ${size}`,
                  ),
                )
              : Effect.succeed(bytes)
          })

        const consumed = Effect.fail(error("BodyConsumed", "zip entry body read after moving to the next entry"))

        const bodyOf = (entry: Open): Stream.Stream<Uint8Array, E | Zip.ZipError> =>
          Stream.fromPull(
            Effect.succeed(
              Effect.suspend(() => {
                if (entry.isRead) return Cause.done()
                if (open !== entry) return consumed
                return Effect.flatMap(
                  read(entry),
                  (bytes): Pull.Pull<Arr.NonEmptyReadonlyArray<Uint8Array>, E | Zip.ZipError> =>
                    bytes === undefined ? Cause.done() : Effect.succeed([bytes]),
                )
              }),
            ),
          ).pipe(Stream.provideContext(context))

        const begin = Effect.fnUntraced(function* () {
          yield* atLeast(4)
          const at = queue.taken()
          const signature = new DataView(queue.peek(4).buffer).getUint32(0, true)
          if (ends.includes(signature)) return undefined
          if (signature !== local) {
            return yield* Effect.fail(error("InvalidHeader", `unexpected signature ${inHex(signature)} at byte ${at}`))
          }
          yield* atLeast(30)
          const view = new DataView(queue.peek(30).buffer)
          const length = 30 + view.getUint16(26, true) + view.getUint16(28, true)
          yield* atLeast(length)
          const bytes = queue.peek(length)
          const header = yield* headerAt(bytes, at)
          const fields = entryFields(bytes)
          queue.skip(length)
          const entry: Open = {
            header,
            fields,
            inflater: fields.isDeflated ? makeInflater() : undefined,
            beginsAt: queue.taken(),
            left: fields.isDeflated ? 0 : (fields.sizes?.packed ?? 0),
            given: nothing,
            isRead: false,
            crc: 0,
            unpacked: 0,
          }
          open = entry
          return entry
        })

        /** Reads what is left of an entry for nobody. */
        const skip: Effect.Effect<void, E | Zip.ZipError, R> = Effect.suspend(() =>
          open === undefined ? Effect.void : Effect.andThen(read(open), skip),
        )

        /** Anything after the entries is discarded as it arrives. */
        const drained: Effect.Effect<void, E, R> = Effect.suspend(() => {
          queue.clear()
          return hasEnded ? Effect.void : Effect.andThen(more, drained)
        })

        const next: Pull.Pull<Arr.NonEmptyReadonlyArray<InflatedEntry<E>>, E | Zip.ZipError, void, R> = Effect.gen(
          function* () {
            yield* skip
            const entry = isOver ? undefined : yield* begin()
            if (entry !== undefined) return [{ header: entry.header, body: bodyOf(entry) }] as const
            isOver = true
            yield* drained
            return yield* Cause.done()
          },
        )
        return next
      }),
    )
