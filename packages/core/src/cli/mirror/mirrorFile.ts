import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { nearest } from "../../domain/didYouMean.ts"
import { readText } from "../../storage/readText.ts"
import { UsageError } from "../failure/UsageError.ts"

/** A module of a mirror that is written down. */
const MirroredModule = Schema.Struct({
  /** API name or label. */
  module: Schema.String,
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  exclude: Schema.optionalKey(Schema.Array(Schema.String)),
  /** A condition, as `--where` has it. */
  where: Schema.optionalKey(Schema.String),
})

/** What `--config` names: a mirror written down. */
const MirrorFile = Schema.Struct({
  /** What people call it. */
  name: Schema.optionalKey(Schema.String),
  /** The place of the copies; a path is meant from the folder of this file. */
  target: Schema.optionalKey(Schema.String),
  format: Schema.optionalKey(Schema.Literals(["csv", "csv.gz", "ndjson"])),
  merge: Schema.optionalKey(Schema.Boolean),
  softDelete: Schema.optionalKey(Schema.Boolean),
  modules: Schema.Array(MirroredModule),
})

/** A mirror that is written down in a file. */
export type MirrorFile = typeof MirrorFile.Type

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(MirrorFile), { onExcessProperty: "error" })

/** The keys that there are where another one was met. */
const keysBeside = (place: string): ReadonlyArray<string> =>
  Object.keys((place.includes(".") ? MirroredModule : MirrorFile).fields)

/** Reports that a key does not exist, and which was probably meant, or which exist. */
const noKey = (place: string): string => {
  const keys = keysBeside(place)
  const meant = nearest(place.split(".").at(-1) ?? "", keys)
  return `${place} is not a known key: ${meant === undefined ? `the keys are ${keys.join(", ")}` : `did you mean ${meant}?`}`
}

/** What is wrong with the file, in one line. */
const inWords = (message: string): string => {
  const [what = "", at = ""] = message.split("\n").map((line) => line.trim())
  const place = [...at.matchAll(/\["?([^"\]]+)"?\]/g)].map(([, key]) => key).join(".")
  if (what === "Expected a valid JSON string") return "it is not JSON"
  return what === "Expected no excess property" ? noKey(place) : message.replaceAll(/\s*\n\s*/g, " ")
}

/** The longest file that is read, in bytes. */
const longest = 2 ** 20

/** Reads a mirror that is written down in a file. */
export const readMirrorFile = Effect.fnUntraced(function* (
  file: string,
): Effect.fn.Return<MirrorFile, UsageError, FileSystem.FileSystem | Path.Path> {
  const { dirname, resolve } = yield* Path.Path
  const path = resolve(file)
  const wrong = (problem: string) =>
    new UsageError({
      problem: `--config ${file} cannot be read: ${problem}`,
      remedy: 'It is JSON, such as {"target": "copies", "modules": [{"module": "Leads"}]} (docs/mirror.md).',
    })
  const text = yield* Effect.mapError(readText(path, longest), ({ problem }) => wrong(problem))
  if (text === undefined) return yield* wrong("there is no such file")
  const read = yield* Effect.mapError(decode(text), ({ message }) => wrong(inWords(message)))
  if (read.target === undefined) return read
  const [, kind = "", place = ""] = /^(sqlite:)?(.*)$/s.exec(read.target) ?? []
  return { ...read, target: `${kind}${resolve(dirname(path), place)}` }
})
