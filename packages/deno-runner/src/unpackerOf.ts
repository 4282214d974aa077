import { piecesOf, webStreamOf } from "@zoho-bulk/core/runtime"
import { pipeline, Readable } from "node:stream"
import { createGunzip, createInflate } from "node:zlib"

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

/** The runtime's types know web streams twice over. */
type NodeBytes = Parameters<typeof Readable.fromWeb>[0]

/** An answer whose body may be packed. */
interface Packed {
  readonly status: number
  readonly header: (name: "content-encoding" | "content-length") => string | null | undefined
}

const unpackers = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate }

const isKnown = (encoding: string): encoding is keyof typeof unpackers => Object.hasOwn(unpackers, encoding)

/** Answers that no web `Response` with a body can be made of, or that have nothing in it. */
const isEmpty = ({ header, status }: Packed): boolean =>
  status < 200 || status > 599 || [204, 205, 304].includes(status) || header("content-length") === "0"

/**
 * How the body of an answer is unpacked; `undefined` for one that is not packed.
 *
 * Packed parts that follow each other are one body, and junk behind them breaks the answer. Web streams of the runtimes
 * differ in both; zlib is the same on all. Nor is it made a web stream by `Duplex.toWeb`: on Deno, who lets go of a body that goes on brings the
 * whole process down.
 */
export const unpackerOf = (answer: Packed): ((packed: Bytes) => Bytes) | undefined => {
  const encoding = answer.header("content-encoding")?.trim().toLowerCase() ?? ""
  if (!isKnown(encoding) || isEmpty(answer)) return undefined
  return (packed) => {
    // A broken part breaks the unpacker, and with it whoever reads what is unpacked.
    const unpacker = pipeline(Readable.fromWeb(packed as NodeBytes), unpackers[encoding](), () => {})
    return webStreamOf(piecesOf(unpacker))
  }
}
