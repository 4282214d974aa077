import * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Moment } from "../../domain/Moment.ts"
import type { SettingsInput } from "../../settings/settingNames.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isFault, storageFailed } from "../../storage/storageFailed.ts"
import { keepBytes } from "../../storage/keepBytes.ts"
import { makeFolder } from "../../storage/makeFolder.ts"
import { removeFolder } from "../../storage/removeFolder.ts"
import { readText } from "../../storage/readText.ts"
import { WrongFile, wrongFile } from "../../storage/WrongFile.ts"
import { nestsDeeperThan } from "../../wire/Json.ts"
import { withLock } from "../../storage/withLock.ts"
import type { JournalKeeper } from "../../transfer/journal/Journal.ts"
import { entriesOfNow, finishedAt, type JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import { lockFile } from "../../transfer/journal/layerJournalFolder.ts"
import { entriesFolder, linesFile, readJournalFolder } from "../../transfer/journal/readJournalFolder.ts"
import { checkOwnFolder, orElsewhere, ownFolder } from "../signIn/ownFolder.ts"
import { asksForChanges } from "./AskedWords.ts"
import { setSettings } from "../signIn/settingsToKeep.ts"
import { nameJourney } from "./nameJourney.ts"

/** A journey that was started from here: what it is, and with which settings. What it has done is in its journal. */
export const Journey = Schema.Struct({
  id: Schema.String,
  command: Schema.Literals(["export", "import"]),
  begunAt: Moment,
  module: Schema.String,
  /** The API host that it speaks to; older ones do not say it. */
  host: Schema.optionalKey(Schema.String),
  settings: Schema.Record(Schema.String, Schema.String),
  /** What it was asked for, as the command of that name understands it. */
  request: Schema.Json,
  /** Where its rows go; `-` is stdout. */
  output: Schema.String,
  /** How many rows it wrote, once it is finished; imports have that in their journal. */
  rows: Schema.optionalKey(Schema.Int),
})
export type Journey = typeof Journey.Type

/** A journey, and how far it is. */
export interface KnownJourney {
  readonly journey: Journey
  readonly folder: string
  readonly entries: ReadonlyArray<JournalEntry>
  /** Why its journal cannot be read, if it cannot. */
  readonly problem?: StorageFailed
  /** Whether this run has begun it. */
  readonly isNew?: boolean
}

const journeyText = Schema.fromJsonString(Journey)
const decodeJourney = Schema.decodeUnknownEffect(journeyText)
const encodeJourney = Schema.encodeEffect(journeyText)

/** How long what is over is remembered; what the next export of changes begins with, for longer. */
const [week, changesRemembered] = [Duration.toMillis("1 week"), Duration.toMillis("60 days")]

const remembered = ({ journey }: KnownJourney): number => (asksForChanges(journey.request) ? changesRemembered : week)

/** The folder of all journeys; none if nothing defines the user's own folder. */
const journeysFolder = Effect.gen(function* () {
  const { join } = yield* Path.Path
  yield* checkOwnFolder("state")
  return Option.map(yield* ownFolder("state"), (folder) => join(folder, "journeys"))
})

export const isFinished = ({ entries }: KnownJourney): boolean => finishedAt(entries) !== undefined

/** The most that a description of a journey can have, in bytes, and how deep it can nest. */
const [mostOfJourney, deepestJourney] = [2 ** 24, 64]

const readJourney = Effect.fnUntraced(function* (folder: string) {
  const file = (yield* Path.Path).join(folder, journeyFile)
  const journey = yield* Effect.gen(function* () {
    const text = yield* readText(file, mostOfJourney)
    if (text === undefined) return yield* new WrongFile({ problem: "it does not exist" })
    if (nestsDeeperThan(text, deepestJourney)) return yield* new WrongFile({ problem: "it is nested too deeply" })
    return yield* Effect.mapError(
      decodeJourney(text),
      () => new WrongFile({ problem: "it does not describe a journey" }),
    )
  }).pipe(Effect.catchTag("WrongFile", wrongFile(file, `Restore it, or move ${folder} away.`)))
  return yield* Effect.match(readJournalFolder(folder), {
    onSuccess: (entries): KnownJourney => ({ journey, folder, entries: entriesOfNow(entries) }),
    onFailure: (problem): KnownJourney => ({ journey, folder, entries: [], problem }),
  })
})

/** What is about to be removed has another name, under which nobody finds it. */
const isListed = (name: string): boolean => !name.startsWith(".")

/** The file that says what a journey is. */
export const journeyFile = "journey.json"

/** What lies in the folder of journeys, each with the journey that it is, if it is one. */
const foldersHere = Effect.gen(function* () {
  const folder = yield* journeysFolder
  if (Option.isNone(folder)) return []
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const names = yield* fs.readDirectory(folder.value).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed([])),
    Effect.mapError(storageFailed(`look for journeys in ${folder.value}`)),
    orElsewhere("state"),
  )
  return yield* Effect.forEach(names.filter(isListed), (name) => {
    const own = join(folder.value, name)
    return Effect.result(Effect.mapError(readJourney(own), (problem) => ({ folder: own, problem })))
  })
})

/** What lies in the folder of journeys: the journeys, the latest first, and why something cannot be read as one. */
export const journeysHere = Effect.map(foldersHere, (found) => ({
  known: Arr.getSuccesses(found).toSorted((a, b) => b.journey.begunAt - a.journey.begunAt),
  unreadable: Arr.getFailures(found),
}))

/** All journeys that were started from here, the latest first. */
export const knownJourneys: Effect.Effect<
  ReadonlyArray<KnownJourney>,
  InvalidSettings | StorageFailed,
  FileSystem.FileSystem | Path.Path
> = Effect.map(journeysHere, ({ known }) => known)

/** Forgets what has been over for a week, and removes what is left of folders whose removal was cut short. */
const prune = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const remove = (path: string) => Effect.ignore(fs.remove(path, { recursive: true, force: true }))
  const now = yield* Clock.currentTimeMillis
  for (const known of yield* knownJourneys) {
    const told = finishedAt(known.entries)
    // A time that is yet to come is a wrong one.
    const overSince = told === undefined || told <= now ? told : known.journey.begunAt
    if (overSince !== undefined && now - overSince > remembered(known)) yield* Effect.ignore(removeFolder(known.folder))
  }
  for (const name of yield* fs.readDirectory(folder)) if (!isListed(name)) yield* remove(join(folder, name))
})

/** Writes down what a journey is; its folder must be there. */
const writeJourney = Effect.fnUntraced(function* (folder: string, journey: Journey) {
  const { join } = yield* Path.Path
  const text = `${yield* Effect.orDie(encodeJourney(journey))}\n`
  yield* keepBytes(join(folder, journeyFile), Stream.succeed(new TextEncoder().encode(text)))
})

/** Begins a journey: records what it is. Begins none if there is no folder for it. */
export const beginJourney = Effect.fnUntraced(function* (
  what: Omit<Journey, "id" | "begunAt" | "settings"> & { readonly settings: SettingsInput },
): Effect.fn.Return<Option.Option<KnownJourney>, InvalidSettings | StorageFailed, FileSystem.FileSystem | Path.Path> {
  const folder = yield* journeysFolder
  if (Option.isNone(folder)) return Option.none()
  yield* Effect.ignore(prune(folder.value))
  const { join } = yield* Path.Path
  const begunAt = yield* Clock.currentTimeMillis
  const id = yield* nameJourney(what.command, what.module, begunAt)
  const journey: Journey = { ...what, id, begunAt, settings: setSettings(what.settings) }
  const own = join(folder.value, id)
  yield* orElsewhere("state")(Effect.andThen(makeFolder(own), writeJourney(own, journey)))
  return Option.some({ journey, folder: own, entries: [], isNew: true })
})

/** Lets the rows of a journey go elsewhere, also when it is gone on with again. */
export const redirectJourney = Effect.fnUntraced(function* (known: KnownJourney, output: string) {
  const journey: Journey = { ...known.journey, output }
  yield* writeJourney(known.folder, journey)
  return { ...known, journey } satisfies KnownJourney
})

/** Notes how many rows an export wrote, for the list of journeys. */
export const noteRows = (known: KnownJourney, rows: number) =>
  Effect.ignore(writeJourney(known.folder, { ...known.journey, rows }))

/** What is left of a journey that is finished: what it was, and what it did. */
const lasting: ReadonlyArray<string> = [journeyFile, entriesFolder, linesFile, lockFile]

/** Forgets the files that a finished journey needed; what it did is remembered for a week. */
export const clearJourney = Effect.fnUntraced(function* ({ folder }: KnownJourney) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), () => [])
  const others = names.filter((name) => !lasting.includes(name))
  yield* Effect.forEach(others, (name) =>
    Effect.ignore(fs.remove(join(folder, name), { recursive: true, force: true })),
  )
})

/**
 * Removes the folder of a journey, unless another process has taken it over; returns whether it did.
 *
 * It first records that the journey is over: a process that opened the journal before then can write nothing more to
 * it, and one that opens it later finds nothing to resume. If another process has written, this fails, and everything
 * stays unchanged.
 */
export const removeJourney = Effect.fnUntraced(
  function* ({ folder }: KnownJourney, journal: JournalKeeper) {
    yield* journal.append({ step: "finished", at: yield* Clock.currentTimeMillis })
    yield* removeFolder(folder)
  },
  (removing) => Effect.isSuccess(removing),
)

/** Does one thing to the list of journeys at a time, on this machine, where there is such a list. */
export const onList = Effect.fnUntraced(function* <A, E, R>(self: Effect.Effect<A, E, R>) {
  const folder = yield* journeysFolder
  if (Option.isNone(folder)) return yield* self
  const { dirname } = yield* Path.Path
  yield* orElsewhere("state")(makeFolder(dirname(folder.value)))
  return yield* withLock(`${folder.value}.lock`)(self)
})
