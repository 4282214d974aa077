import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { whyNotReadable } from "../../metadata/bulkRules.ts"
import { findModule } from "../../metadata/findByName.ts"
import { knownFields, knownModules, knownViews } from "../../metadata/known.ts"
import { readProfiles } from "../signIn/Profiles.ts"
import type { PlaceOfNames } from "./placeOfNames.ts"

const orNone = <A>(known: Option.Option<ReadonlyArray<A>>): ReadonlyArray<A> => Option.getOrElse(known, () => [])

const modules = Effect.map(knownModules(), orNone)

/** The API name of a module that may be named by its label. */
const apiNameOf = (name: string) =>
  Effect.map(modules, (known) =>
    Result.match(findModule(known, name), { onFailure: () => name, onSuccess: ({ apiName }) => apiName }),
  )

const namesAt = Effect.fnUntraced(function* ({ module, names }: PlaceOfNames) {
  if (names === "modules") return (yield* modules).filter(({ isInApi }) => isInApi).map(({ apiName }) => apiName)
  if (module === undefined) return []
  const apiName = yield* apiNameOf(module)
  if (names === "views") return orNone(yield* knownViews(apiName)).map(({ displayValue }) => displayValue)
  const fields = orNone(yield* knownFields(apiName))
  return fields.filter((field) => whyNotReadable(field) === undefined).map((field) => field.apiName)
})

/** Of names, those that fit what was typed. */
const fitting = (place: PlaceOfNames, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const begun = place.begun.toLowerCase()
  const taken = new Set(place.before.split(","))
  return names
    .filter((name) => name.toLowerCase().startsWith(begun) && !taken.has(name))
    .map((name) => `${place.before}${name}`)
}

/** The words that a reader may be typing, by what is known of the organisation without asking Zoho. */
export const knownNames = (place: PlaceOfNames) => Effect.map(namesAt(place), (names) => fitting(place, names))

const journeys = Effect.fnUntraced(function* (isWanted: "all" | "unfinished") {
  const { isFinished, knownJourneys } = yield* Effect.promise(() => import("../journeys/Journeys.ts"))
  const known = yield* knownJourneys
  return known.filter((each) => isWanted === "all" || !isFinished(each)).map(({ journey }) => journey.id)
})

/** Journeys of a store; what opens it is loaded for them alone. */
const stored = Effect.fnUntraced(function* (file: string, isWanted: "stored" | "asking") {
  const { storedKeys } = yield* Effect.promise(() => import("./storedKeys.ts"))
  return yield* storedKeys(file, isWanted)
})

const namesHere = Effect.fnUntraced(function* ({ names, store }: PlaceOfNames) {
  if (names === "profiles") return [...(yield* readProfiles).keys()]
  if (names === "stored" || names === "asking") return store === undefined ? [] : yield* stored(store, names)
  return yield* journeys(names === "unfinished" ? "unfinished" : "all")
})

/** The same for what is of this machine, whoever is signed in: sign-ins and journeys. */
export const ownNames = (place: PlaceOfNames) => Effect.map(namesHere(place), (names) => fitting(place, names))
