import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { SettingsInput } from "../../settings/settingNames.ts"
import { resolveSettings } from "../../settings/Settings.ts"
import { fromSaved } from "../../settings/SettingsLevel.ts"
import { digestOfBytes } from "../../storage/digestOf.ts"
import { Journal } from "../../transfer/journal/Journal.ts"
import { entriesOfNow, sentNothing } from "../../transfer/journal/JournalEntry.ts"
import { leavesUnknown } from "../../transfer/journal/rowsLeftUnknown.ts"
import { organizationIn } from "../../transfer/journal/JourneyIdentity.ts"
import { layerJournalFolder } from "../../transfer/journal/layerJournalFolder.ts"
import { UsageError } from "../failure/UsageError.ts"
import { isSilent } from "../flags/root.ts"
import { Output } from "../output/Output.ts"
import { typed } from "../output/StartedAs.ts"
import { inputBytes, standardInput } from "../rows/inputFile.ts"
import { SavedImport } from "./importJourney.ts"
import { isFinished, type Journey, type KnownJourney, knownJourneys, removeJourney } from "./Journeys.ts"

/** Adds to what is asked for a digest of the file, by which the same import is known again. Stdin can be read only once. */
export const withDigest = Effect.fnUntraced(function* (saved: SavedImport) {
  if (saved.file === standardInput) return saved
  return { ...saved, digest: yield* digestOfBytes(yield* inputBytes(saved.file)) } satisfies SavedImport
})

const decodeImport = Schema.decodeUnknownOption(SavedImport)

/** Which columns go where, however they are ordered, and whether all go to the fields that they name; but for some. */
const mapOf = ({ columns }: SavedImport, without: ReadonlyArray<string>) => {
  const sent = (columns ?? []).filter(({ column }) => !without.includes(column))
  return {
    isGiven: columns !== undefined,
    text: JSON.stringify(sent.map(({ column, field }) => [column, field].join("=")).toSorted()),
    isPlain: sent.every(({ column, field }) => column === field),
  }
}

/**
 * Whether columns go the same ways. Where they go to the fields that they name, one import may say so, and one that was not checked need not;
 * nor does it leave out the columns that a check leaves out.
 */
const isSameMap = (one: SavedImport, other: SavedImport): boolean => {
  const without = [...(one.notSent ?? []), ...(other.notSent ?? [])]
  const [map, otherMap] = [mapOf(one, without), mapOf(other, without)]
  return map.isGiven === otherMap.isGiven ? map.text === otherMap.text : map.isPlain && otherMap.isPlain
}

/** Whether two imports write the same rows in the same way. Those of older versions have no digest: their file is known by its path. */
const isSameImport = (one: SavedImport, other: SavedImport): boolean =>
  one.file === other.file &&
  (one.digest === undefined || other.digest === undefined || one.digest === other.digest) &&
  one.module === other.module &&
  one.operation === other.operation &&
  one.findBy === other.findBy &&
  isSameMap(one, other)

/** Where an import leads. */
interface Place {
  readonly host: string
  readonly settings: SettingsInput
}

const isSameOrUnknown = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other

/** The API host that a journey speaks to. Older ones do not say it, but for their settings. */
const hostOf = ({ host, settings }: Journey): string | undefined =>
  host ??
  Option.getOrUndefined(
    Option.map(Result.getSuccess(resolveSettings([fromSaved(settings)])), ({ hosts }) => hosts.api.host),
  )

/** Whether a journey may write into the organisation that is meant: what is not known of either makes no difference. */
const isSamePlace = ({ entries, journey }: KnownJourney, { host, settings }: Place): boolean =>
  isSameOrUnknown(hostOf(journey), host) &&
  isSameOrUnknown(organizationIn(entries) ?? journey.settings["orgId"], settings.orgId)

/** Removes a journey that has sent nothing, unless another process is working on it; returns whether it did. */
const removeUnsent = (known: KnownJourney) =>
  Journal.use((journal) =>
    Effect.flatMap(journal.entries, (entries) =>
      sentNothing(entriesOfNow(entries)) ? removeJourney(known, journal) : Effect.succeed(false),
    ),
  ).pipe(
    Effect.provide(layerJournalFolder(known.folder)),
    Effect.orElseSucceed(() => false),
  )

/** Whether an unfinished journey is in the way of another one. Of one that has sent nothing, nothing is lost. */
export const isInTheWay = Effect.fnUntraced(function* (known: KnownJourney) {
  if (isFinished(known)) return false
  const isUnsent = known.problem === undefined && sentNothing(known.entries)
  return !isUnsent || !(yield* removeUnsent(known))
})

/** Reports that an insert adds what an earlier one has added. */
const tellAddedAgain = Effect.fnUntraced(function* ({ journey }: KnownJourney) {
  if (yield* isSilent) return
  yield* Output.use(({ talk }) =>
    talk((style) => style.warning(`${journey.id} has already imported this file: its rows will be added again.`)),
  )
})

/**
 * Refuses an import that is begun already and unfinished, or that has left rows unknown when it was made last: begun again, it would write rows
 * twice.
 */
export const checkNotBegun = Effect.fnUntraced(function* (saved: SavedImport, place: Place) {
  if (saved.file === standardInput) return
  const same = (yield* knownJourneys).filter((known) => {
    if (known.journey.command !== "import" || !isSamePlace(known, place)) return false
    return Option.exists(decodeImport(known.journey.request), (other) => isSameImport(saved, other))
  })
  const [begun] = yield* Effect.filter(same, isInTheWay)
  if (begun !== undefined) {
    const { id } = begun.journey
    return yield* new UsageError({
      problem: `${id} has started to import this file, and is unfinished`,
      remedy: `Resume it: ${yield* typed(`resume ${id}`)}. To write the rows again anyway, add --again.`,
    })
  }
  const last = same.find(isFinished)
  if (last === undefined) return
  if (!leavesUnknown(last.entries)) return saved.operation === "insert" ? yield* tellAddedAgain(last) : undefined
  return yield* new UsageError({
    problem: `${last.journey.id} imported this file, but the outcome of some rows is not known`,
    remedy: "Check in Zoho CRM which of these rows exist. To write all rows again anyway, add --again.",
  })
})
