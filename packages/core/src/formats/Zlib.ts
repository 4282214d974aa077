import * as Context from "effect/Context"

/**
 * Unpacks one deflated file.
 *
 * **Example** (How much of it has been read)
 *
 * ```ts
 * import type { Inflater } from "@zoho-bulk/core/runtime"
 *
 * export const share = ({ used }: Inflater, packed: number): number => used() / packed
 * ```
 *
 * @category models
 */
export interface Inflater {
  /** Accepts the next packed bytes, once it asks for them. */
  readonly write: (packed: Uint8Array) => void
  /**
   * Returns the next bytes, or that it needs packed ones first, or that everything is unpacked. It rejects if the
   * packed data is damaged.
   */
  readonly read: () => Promise<Uint8Array | "needs more" | "is done">
  /** How many packed bytes were used so far: anything after the end of a file does not belong to it. */
  readonly used: () => number
  /** Releases its resources. */
  readonly close: () => void
}

/**
 * What a machine offers to pack and unpack files.
 *
 * **Example** (A checksum of bytes)
 *
 * ```ts
 * import type { Zlib } from "@zoho-bulk/core/runtime"
 *
 * export const checksum = ({ crc32 }: Zlib, bytes: Uint8Array): number => crc32(bytes, 0)
 * ```
 *
 * @category models
 */
export interface Zlib {
  /** Continues the CRC-32 of earlier bytes, which begins with 0. */
  readonly crc32: (bytes: Uint8Array, before: number) => number
  /** Packs a file in memory, at the usual level and without a wrapper. */
  readonly deflate: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Makes an inflater for one file. */
  readonly inflater: () => Inflater
  /**
   * Takes back an inflater's output that nobody reads any more: otherwise it would occupy memory that the garbage
   * collector does not see.
   */
  readonly release?: (unpacked: Uint8Array) => void
}

/**
 * Packs and unpacks archives with the machine's own means, which is several times as fast as without: the HTTP layers
 * of the runners bring it along, and whatever reads results or sends files over a connection uses it.
 *
 * **Example** (Results unpacked without it)
 *
 * ```ts
 * import { Zlib } from "@zoho-bulk/core/runtime"
 * import { Effect } from "effect"
 *
 * export const portable = Effect.provideService(Zlib, undefined)
 * ```
 *
 * @category services
 */
export const Zlib: Context.Reference<Zlib | undefined> = Context.Reference<Zlib | undefined>(
  "@zoho-bulk/core/formats/Zlib",
  {
    defaultValue: () => undefined,
  },
)
