import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Condition } from "../../domain/Condition.ts"
import type { NowAndZone } from "../../domain/readTime.ts"
import { countRecords } from "../../metadata/countRecords.ts"
import { ofModuleNamed } from "../../metadata/ofModuleNamed.ts"
import { type AskedExport, namedExport } from "../../transfer/exports/namedExport.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { optional } from "../flags/commandFlags.ts"
import { moduleArgument } from "../flags/moduleArgument.ts"
import { isSilent, root } from "../flags/root.ts"
import { timeZoneFlag, timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import { parseWhere } from "../flags/whereFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { asTyped, asTypedWords, namedUnasked, rehearseNames, tellNames } from "../journeys/nameExport.ts"
import { rehearseOfModule } from "../organization/rehearseOfModule.ts"
import { amount } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"

/** How many records there are in all: nothing must be known of the fields. */
const countAll = (module: string) =>
  ofModuleNamed(module, (apiName) => Effect.map(countRecords(apiName), (records) => ({ module: apiName, records })))

const lags = "Zoho's search counts by condition, and may be some minutes behind. An export is exact."

/** How many records meet a condition, whose names and values are taken as an export takes them. */
const countMatches = Effect.fnUntraced(function* (asked: AskedExport, at: NowAndZone, zone: string | undefined) {
  const named = yield* namedExport(asked, at)
  yield* tellNames(named, false, zone ?? DateTime.zoneToString(at.timeZone))
  const records = yield* countRecords(named.module, { where: named.where })
  if (!(yield* isSilent)) yield* (yield* Output).talk((style) => style.faint(lags))
  return { module: named.module, records }
})

const askedOf = (module: string, where: Condition): AskedExport => ({ module, where })

/** `zoho-bulk count <module>`: how many records a module has, or how many of them meet a condition. */
export const count = Command.make(
  "count",
  {
    module: moduleArgument,
    where: optional(
      Flag.String("where").pipe(
        Flag.withAlias("w"),
        Flag.withMetavar("<condition>"),
        Flag.withDescription("which records, as for export (docs/where.md); Zoho cannot count by every condition"),
      ),
    ),
    timeZone: timeZoneFlag,
  },
  Effect.fnUntraced(function* ({ module, timeZone: zone, where: text }) {
    const { emulator, explain } = yield* root
    const where = text === undefined ? undefined : yield* parseWhere(text)
    const at: NowAndZone = { now: yield* DateTime.now, timeZone: yield* timeZoneOfRun(zone) }
    const given = where === undefined ? undefined : yield* asTyped(askedOf(module, where), at)
    if (explain) {
      const settings = yield* settingsOfRun(emulator)
      const asks = where === undefined ? [] : yield* rehearseNames(askedOf(module, where), settings)
      const known = where === undefined ? undefined : yield* namedUnasked(askedOf(module, where), at)
      const ask = (apiName: string) => countRecords(apiName, { where: (known ?? given)?.where })
      const isAsTyped = known === undefined && asks.length > 0
      return yield* presentRequests(
        [...asks, ...(yield* rehearseOfModule(known?.module ?? module, ask, settings))],
        isAsTyped ? { words: asTypedWords } : {},
      )
    }
    const present = yield* presenter("count")
    const ask = where === undefined ? countAll(module) : countMatches(askedOf(module, where), at, zone)
    const { module: named, records } = yield* Effect.provide(ask, layerConnection)
    yield* present(
      { module: named, records, ...(text === undefined ? {} : { where: text }) },
      () => say`${amount(records, "record")} of ${named}`,
    )
  }),
).pipe(
  withLesson({
    does: "Counts the records of a module, or those that meet a condition.",
    credits: "1, and 1 for the fields or modules if they are not known yet",
    asks: [operations.countRecords, operations.countMatches, operations.getFields, operations.getModules],
  }),
  Command.withExamples([
    { command: "zoho-bulk count Contacts --emulator", description: "All contacts" },
    { command: "zoho-bulk count Deals --where 'Amount > 10000' --emulator", description: "Some deals" },
  ]),
)
