import * as Context from "effect/Context"

/**
 * Unpacks one deflated file.
 *
 * **Example** (How much of it is read)
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
  /** Takes the next packed bytes, once it asks for them. */
  readonly write: (packed: Uint8Array) => void
  /** Gives the next bytes, or says that it needs packed ones first, or that all is unpacked. It rejects where what is packed is damaged. */
  readonly read: () => Promise<Uint8Array | "needs more" | "is done">
  /** How many packed bytes were used so far: what stands behind a file is not of it. */
  readonly used: () => number
  /** Lets go of what it holds. */
  readonly close: () => void
}

/**
 * What a machine has to pack and unpack files with.
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
  /** Goes on with the CRC-32 of what came before, which begins with 0. */
  readonly crc32: (bytes: Uint8Array, before: number) => number
  /** Packs a file that is held in memory, at the usual level and without anything around it. */
  readonly deflate: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Makes what unpacks one file. */
  readonly inflater: () => Inflater
  /** Takes back what an inflater gave, and nobody reads any more: that would lie around until garbage is collected, which sees none of it. */
  readonly release?: (unpacked: Uint8Array) => void
}

/**
 * Packs and unpacks archives by what the machine has for it, which is several times as fast as without: the HTTP layers of the runners bring it
 * along, and whatever reads results or sends files over a connection has it from there.
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
