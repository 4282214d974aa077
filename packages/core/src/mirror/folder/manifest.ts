import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { digestOfText } from "../../storage/digestOf.ts"
import { readText } from "../../storage/readText.ts"
import { WrongFile, wrongFile } from "../../storage/WrongFile.ts"
import { Checkpoint } from "../Checkpoint.ts"

/**
 * The formats of the files of a copy: CSV as bulk read returns it, the same gzipped, or typed records, one per line.
 *
 * **Example** (The right format for a purpose)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const formatFor = (use: "people" | "programs"): Mirror.CopyFormat => (use === "people" ? "csv" : "ndjson")
 * ```
 *
 * @category models
 */
export const CopyFormat = Schema.Literals(["csv", "csv.gz", "ndjson"])

/** @category models */
export type CopyFormat = typeof CopyFormat.Type

/** A file of a copy, as it was written. */
export const KeptFile = Schema.Struct({
  /** Its name in the folder. */
  name: Schema.String,
  /** How long it is, in bytes. */
  bytes: Schema.Int,
  /** The digest of its bytes (see `digestOf`). */
  digest: Schema.String,
})

/** @category models */
export type KeptFile = typeof KeptFile.Type

/** The copy of one module in a folder. */
export const ModuleEntry = Schema.Struct({
  checkpoint: Checkpoint,
  format: CopyFormat,
  /** The rows as they were when the whole module was last read, or with all changes since. */
  file: KeptFile,
  /** What has changed since, in order. */
  changes: Schema.Array(KeptFile),
})

/** @category models */
export type ModuleEntry = typeof ModuleEntry.Type

/** The latest version of the form of manifests: from the second one on, copies may say which organisation they are of. */
const latestForm = 2

/** The content of a folder of copies: the file that is written last. */
const Manifest = Schema.Struct({
  form: Schema.Literals([1, latestForm]),
  modules: Schema.Array(ModuleEntry),
  /** The names of files that the last commit no longer needs: whoever completes it deletes them. */
  left: Schema.optionalKey(Schema.Array(Schema.String)),
})

/** Which copies a folder has. */
export type Manifest = typeof Manifest.Type

/** What a folder has before its first copy. */
export const noCopies: Manifest = { form: 1, modules: [] }

/** The form in which copies are listed: programs that know only the first one read what fits into it. */
export const formOf = (modules: Manifest["modules"]): Manifest["form"] =>
  modules.some(({ checkpoint }) => checkpoint.organization !== undefined) ? latestForm : 1

/** The manifest of a folder, and the one that is about to replace it: its files may be in place already. */
export const [manifestFile, nextManifestFile] = ["manifest.json", "manifest.next.json"]

const encode = Schema.encodeSync(Manifest)

const decode = Schema.decodeUnknownEffect(Schema.Struct({ ...Manifest.fields, digest: Schema.String }))

const largestManifest = 2 ** 26

/** Writes a manifest, including its own digest. */
export const manifestText = Effect.fnUntraced(function* (manifest: Manifest) {
  const written = encode(manifest)
  const digest = yield* digestOfText(JSON.stringify(written))
  return `${JSON.stringify({ ...written, digest }, null, 2)}\n`
})

/**
 * Reads a manifest of a folder; returns none if there is none. A damaged manifest, or one of another form, is a
 * failure.
 */
export const readManifest = Effect.fnUntraced(function* (
  folder: string,
  name: string,
): Effect.fn.Return<Manifest | undefined, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const file = (yield* Path.Path).join(folder, name)
  const refused = wrongFile(
    file,
    "Use the version of zoho-bulk that wrote it, or move the folder away and begin a new copy.",
  )
  const text = yield* Effect.catchTag(readText(file, largestManifest), "WrongFile", refused)
  if (text === undefined) return undefined
  const damaged = refused(new WrongFile({ problem: "it has changed since it was written" }))
  const json = yield* Effect.try({ try: (): unknown => JSON.parse(text), catch: () => damaged })
  if (Predicate.hasProperty(json, "form") && Predicate.isNumber(json.form) && json.form > latestForm) {
    return yield* refused(new WrongFile({ problem: "a newer version of zoho-bulk wrote it" }))
  }
  const read = yield* decode(json).pipe(Effect.catch(() => damaged))
  const { digest: _, ...manifest } = read
  return (yield* manifestText(manifest)) === text ? manifest : yield* damaged
})
