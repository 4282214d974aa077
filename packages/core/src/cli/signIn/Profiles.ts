import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { changeTokenFile, lookAtTokenFile } from "../../auth/tokenFile.ts"
import type { RefreshGrant } from "../../auth/RefreshGrant.ts"
import { Moment } from "../../domain/Moment.ts"
import type { SettingsInput } from "../../settings/settingNames.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { changeFile, readSharedFile, type SharedText } from "../../storage/changeFile.ts"
import { WrongFile, wrongFile } from "../../storage/WrongFile.ts"
import { hold } from "../output/HeldSecrets.ts"
import { checkOwnFolder, type FolderKind, ownFolder } from "./ownFolder.ts"
import type { isAttended } from "./ask.ts"
import { SecretFrom } from "./SecretFrom.ts"
import { typed } from "../output/StartedAs.ts"

/** A saved sign-in: who may make tokens, where, and for whom. */
export const Profile = Schema.Struct({
  clientId: Schema.String,
  /** Absent, where it comes from elsewhere. */
  clientSecret: Schema.optionalKey(Schema.String),
  clientSecretFrom: Schema.optionalKey(SecretFrom),
  refreshToken: Schema.String,
  /** Where it was signed in: data centre, hosts and environment, by the settings' names. */
  settings: Schema.Record(Schema.String, Schema.String),
  /** What it was made for; everything if absent. */
  use: Schema.optionalKey(Schema.Literals(["read", "write", "all"])),
  /** The scopes that Zoho named, if it did. */
  scope: Schema.optionalKey(Schema.String),
  organization: Schema.optionalKey(Schema.String),
  savedAt: Moment,
}).check(
  Schema.makeFilter(
    ({ clientSecret, clientSecretFrom }) => (clientSecret === undefined) !== (clientSecretFrom === undefined),
    {
      expected: "one client secret",
    },
  ),
)
export type Profile = typeof Profile.Type

const Profiles = Schema.Record(Schema.String, Profile)
type Profiles = typeof Profiles.Type

const text = Schema.fromJsonString(Profiles)
const decode = Schema.decodeUnknownEffect(text)
const encode = Schema.encodeEffect(text)

const fileIn = (kind: FolderKind, name: string) =>
  Effect.gen(function* () {
    const { join } = yield* Path.Path
    return Option.map(yield* ownFolder(kind), (folder) => join(folder, name))
  })

/** The file of all sign-ins; none if nothing defines the user's own folder. */
export const profilesFile = fileIn("config", "profiles.json")

/** The file in which access tokens rest between runs. */
export const tokensFile = fileIn("state", "tokens.json")

/** The same file, for who opens it: nobody else may have put anything there. */
export const ownTokensFile = Effect.andThen(checkOwnFolder("state"), tokensFile)

const ownProfilesFile = Effect.andThen(checkOwnFolder("config"), profilesFile)

/** Nobody says what is the user's own. */
export const noFolder = new StorageFailed({
  doing: "find the folder of sign-ins",
  problem: "HOME and XDG_CONFIG_HOME are unset or not absolute paths",
  remedy: "Set one of them.",
})

/** Reads the sign-ins in a file; one that is not ours is refused, never written over. */
const profilesIn = Effect.fnUntraced(function* (
  file: string,
  read: SharedText,
): Effect.fn.Return<Profiles, StorageFailed, FileSystem.FileSystem> {
  const signIn = yield* typed("auth login")
  const notOurs = () => new WrongFile({ problem: "it does not contain sign-ins" })
  return yield* read.pipe(
    Effect.flatMap((found) => (found === undefined ? Effect.succeed({}) : Effect.mapError(decode(found), notOurs))),
    Effect.catchTag("WrongFile", wrongFile(file, `Move it away, and sign in again with ${signIn}.`)),
  )
})

/** Reads all sign-ins, by their names. */
export const readProfiles: Effect.Effect<
  ReadonlyMap<string, Profile>,
  InvalidSettings | StorageFailed,
  FileSystem.FileSystem | Path.Path
> = Effect.gen(function* () {
  const file = yield* ownProfilesFile
  if (Option.isNone(file)) return new Map()
  const profiles = new Map(Object.entries(yield* profilesIn(file.value, readSharedFile(file.value))))
  for (const { clientSecret, refreshToken } of profiles.values()) {
    yield* hold(...[clientSecret ?? [], refreshToken].flat().map((secret) => Redacted.make(secret)))
  }
  return profiles
})

const change = Effect.fnUntraced(function* (changed: (profiles: Profiles) => Profiles) {
  const file = yield* ownProfilesFile
  if (Option.isNone(file)) return yield* noFolder
  yield* changeFile(
    file.value,
    Effect.fnUntraced(function* (old) {
      const profiles = changed(yield* profilesIn(file.value, old))
      return `${yield* Effect.orDie(encode(profiles))}\n`
    }),
  )
})

/** Saves a sign-in under a name, in place of what was there. */
export const saveProfile = Effect.fnUntraced(function* (name: string, profile: Omit<Profile, "savedAt">) {
  const savedAt = yield* Clock.currentTimeMillis
  yield* change((profiles) => ({ ...profiles, [name]: { ...profile, savedAt } }))
})

/** Forgets a sign-in. */
export const forgetProfile = (name: string) => change(({ [name]: _, ...others }) => others)

/** The grant of a sign-in, but for its client secret: enough to name it, and to revoke it. */
export const ownerOf = ({ clientId, refreshToken }: Profile): Omit<RefreshGrant, "clientSecret"> => ({
  clientId,
  refreshToken: Redacted.make(refreshToken),
})

/** The grant of the sign-in of that name. What runs programs for its client secret is loaded when that is asked for. */
export const grantOf = Effect.fnUntraced(function* (name: string, profile: Profile) {
  const { clientSecret, clientSecretFrom } = profile
  const context = yield* Effect.context<Effect.Services<typeof isAttended>>()
  const elsewhere = (from: SecretFrom) =>
    Effect.promise(() => import("./secretOf.ts")).pipe(
      Effect.flatMap(({ secretOf }) => secretOf(name, from)),
      Effect.provide(context),
    )
  const secret = clientSecretFrom === undefined ? Redacted.make(clientSecret ?? "") : elsewhere(clientSecretFrom)
  return { ...ownerOf(profile), clientSecret: secret } satisfies RefreshGrant
})

/** The settings of a sign-in. */
export const settingsOf = ({ settings }: Profile): SettingsInput => settings

/** The stored tokens of all grants; whoever can read it has them. */
export const keptTokens = Effect.gen(function* () {
  const file = yield* ownTokensFile
  const records = Option.isNone(file) ? {} : yield* lookAtTokenFile(file.value)
  yield* hold(...Object.values(records).flatMap(({ token }) => (token === undefined ? [] : [token.accessToken])))
  return records
})

/** Forgets the access tokens of a grant. */
export const forgetTokens = Effect.fnUntraced(function* (fingerprint: string) {
  const file = yield* ownTokensFile
  if (Option.isNone(file)) return
  yield* changeTokenFile(file.value, ({ [fingerprint]: forgotten, ...others }) =>
    forgotten === undefined ? undefined : others,
  )
})
