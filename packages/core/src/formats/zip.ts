import * as Effect from "effect/Effect"
import * as Zip from "effect/encoding/Zip"
import * as Stream from "effect/Stream"
import { makeArchiveEnd, untilArchiveEnds } from "./archiveEnd.ts"
import { deflatedWhole } from "./deflatedWhole.ts"
import { inflatedEntries } from "./inflatedEntries.ts"
import { Zlib } from "./Zlib.ts"

/** What is wrong with an archive. */
export type ZipError = Zip.ZipError

/** A file to be put into an archive. */
export interface FileToZip<E = never, R = never> {
  readonly name: string
  readonly content: Stream.Stream<Uint8Array, E, R>
}

/** A file found in an archive. Its content can be read once, and only until the next file is asked for. */
export interface ZippedFile<E> {
  readonly name: string
  readonly content: Stream.Stream<Uint8Array, E | ZipError>
}

/** Packs files into an archive as they come, holding none of them in memory. */
export const zipped = <E, R>(files: Iterable<FileToZip<E, R>>): Stream.Stream<Uint8Array, E | ZipError, R> =>
  Stream.fromIterable(files).pipe(
    Stream.map(({ content, name }) => Zip.fileStream(name, content)),
    Stream.pipeThroughChannelOrFail(Zip.encode<never, unknown, Zip.Entry<E, R>>()),
  )

/**
 * Packs one file in memory. Its sizes and checksum precede its data, as every reader accepts them: Java's
 * `ZipInputStream` and others do not read the format of a streamed file of unknown size.
 */
export const zippedWhole = (name: string, content: Uint8Array): Stream.Stream<Uint8Array, ZipError> =>
  Stream.unwrap(
    Effect.map(Zlib, (zlib) =>
      zlib === undefined
        ? Stream.pipeThroughChannelOrFail(Stream.succeed(Zip.file(name, content)), Zip.encode())
        : deflatedWhole(zlib, name, content),
    ),
  )

const invalid = (message: string): ZipError => new Zip.ZipError({ kind: "InvalidHeader", message })

/** The maximum size of an entry apart from its content: in its header, or in the directory. */
const longestListing = 46 + 3 * 0xffff

const sizeOf = (pieces: ReadonlyArray<Uint8Array>): number =>
  pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/** What Effect's reader returns of an entry, as far as it is used, whoever has read it. */
type Entry<E> = Pick<Zip.Entry<E>, "body"> & { readonly header: Pick<Zip.Header, "path" | "type"> }

/** Reads entries by the machine's inflater, or without one. */
const readEntries = <E, R>(
  archive: Stream.Stream<Uint8Array, E, R>,
): Stream.Stream<Entry<E | ZipError>, E | ZipError, R> =>
  Stream.unwrap(
    Effect.map(Zlib, (zlib) =>
      zlib === undefined
        ? // With pipeThroughChannelOrFail (Effect 4.1.0) a failure of the archive's stream is a defect to who reads a file.
          Stream.pipeThroughChannel(archive, Zip.decode<E | ZipError, unknown>())
        : inflatedEntries(zlib)(archive),
    ),
  )

/** The entries of an archive as they come, folders among them: as many as its end record says, and nothing is read behind it. */
const entriesOf = <E, R>(
  archive: Stream.Stream<Uint8Array, E, R>,
): Stream.Stream<Entry<E | ZipError>, E | ZipError, R> =>
  Stream.suspend(() => {
    const end = makeArchiveEnd()
    let seen = 0
    let unused = 0
    const endless = Effect.suspend(() =>
      unused > (seen + 1) * longestListing ? Effect.fail(invalid("it never ends")) : Effect.void,
    )
    const bounded = Stream.transformPull(untilArchiveEnds(end)(archive), (pull) => {
      const noted = Effect.map(pull, (pieces) => {
        unused += sizeOf(pieces)
        return pieces
      })
      return Effect.succeed(Effect.andThen(endless, noted))
    })
    const whole = Effect.suspend(() => {
      if (end.entries === undefined) return Effect.fail(invalid("it has no end record"))
      return end.entries === seen
        ? Effect.void
        : Effect.fail(invalid(`its end record lists ${end.entries} entries, but it has ${seen}`))
    })
    return bounded.pipe(
      readEntries,
      Stream.map(({ body, header }) => {
        seen++
        unused = 0
        const content = Stream.mapArray(body, (pieces) => {
          unused = 0
          return pieces
        })
        return { header, body: content }
      }),
      Stream.concat(Stream.fromEffectDrain(whole)),
    )
  })

/** A folder is a name, and nothing is in it: what it would unpack to, nobody would see. */
const checkFolder = <E>({ body, header: { path } }: Entry<E>): Effect.Effect<void, E | ZipError> =>
  Stream.runForEach(body, ({ byteLength }) =>
    byteLength === 0 ? Effect.void : Effect.fail(invalid(`${JSON.stringify(path)} is a folder, but has content`)),
  )

/**
 * The files of an archive as they come. The content of each must be read before the next one is asked for; every entry
 * can be counted.
 */
export const unzipped = <E, R, E2 = never>(
  archive: Stream.Stream<Uint8Array, E, R>,
  countEntry: Effect.Effect<void, E2> = Effect.void,
): Stream.Stream<ZippedFile<E>, E | E2 | ZipError, R> =>
  entriesOf(archive).pipe(
    Stream.tap(() => countEntry),
    Stream.tap((entry) => (entry.header.type === "File" ? Effect.void : checkFolder(entry))),
    Stream.filter(({ header }) => header.type === "File"),
    Stream.map(({ body, header }) => ({ name: header.path, content: body })),
  )

/** Reads every file of an archive, one after the other, with a function that consumes its content. */
export const eachZippedFile =
  <A, E2, R2, E>(read: (file: ZippedFile<E>) => Effect.Effect<A, E2, R2>) =>
  <R>(archive: Stream.Stream<Uint8Array, E, R>): Stream.Stream<A, E | E2 | ZipError, R | R2> =>
    Stream.mapEffect(unzipped(archive), read)

/** Checks whether it was the archive that was wrong. */
export const isZipError = Zip.isZipError
