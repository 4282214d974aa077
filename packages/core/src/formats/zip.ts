import type * as Effect from "effect/Effect"
import * as Zip from "effect/encoding/Zip"
import * as Stream from "effect/Stream"

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
 * Packs one file that is held in memory. Its sizes and checksum stand before its data, as every reader takes them: Java's `ZipInputStream` and
 * others do not read what a streamed file of unknown size takes.
 */
export const zippedWhole = (name: string, content: Uint8Array): Stream.Stream<Uint8Array, ZipError> =>
  Stream.pipeThroughChannelOrFail(Stream.succeed(Zip.file(name, content)), Zip.encode())

/** The files of an archive as they come. The content of each has to be read before the next one is asked for. */
export const unzipped = <E, R>(
  archive: Stream.Stream<Uint8Array, E, R>,
): Stream.Stream<ZippedFile<E>, E | ZipError, R> =>
  archive.pipe(
    // With pipeThroughChannelOrFail (Effect 4.1.0) a failure of the archive's stream is a defect to who reads a file.
    Stream.pipeThroughChannel(Zip.decode<E, unknown>()),
    Stream.filter(({ header }) => header.type === "File"),
    Stream.map(({ body, header }) => ({ name: header.path, content: body })),
  )

/** Reads every file of an archive, one after the other, with a function that consumes its content. */
export const eachZippedFile =
  <A, E2, R2, E>(read: (file: ZippedFile<E>) => Effect.Effect<A, E2, R2>) =>
  <R>(archive: Stream.Stream<Uint8Array, E, R>): Stream.Stream<A, E | E2 | ZipError, R | R2> =>
    Stream.mapEffect(unzipped(archive), read)

/** Tells whether it was the archive that was wrong. */
export const isZipError = Zip.isZipError
