import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { changeFile, readSharedFile, setAside, type SharedText } from "../storage/changeFile.ts"
import { WrongFile } from "../storage/WrongFile.ts"
import type { TokenRecord } from "./TokenRecord.ts"

/** JSON writes `null` for an invalid time, which earlier versions could store in a file. */
const Time = Schema.NullOr(Schema.Finite)

const Token = Schema.Struct({
  accessToken: Schema.String,
  issuedAt: Time,
  expiresAt: Time,
  apiDomain: Schema.optionalKey(Schema.String),
  scope: Schema.optionalKey(Schema.String),
})

const Rest = Schema.Struct({
  since: Schema.optionalKey(Time),
  until: Time,
  because: Schema.Literals(["throttled", "failing"]),
})

/** What is kept of a grant. */
export const KeptGrant = Schema.Struct({
  token: Schema.optionalKey(Token),
  requestedAt: Schema.Array(Time),
  rest: Schema.optionalKey(Rest),
})

const TokenFile = Schema.fromJsonString(
  Schema.Struct({
    format: Schema.Literal("zoho-bulk tokens 1"),
    grants: Schema.Record(Schema.String, KeptGrant),
  }),
  { space: 2 },
)

const decode = Schema.decodeUnknownEffect(TokenFile)
const encode = Schema.encodeEffect(TokenFile)

/** What a file keeps, by the fingerprint of the grant. */
export type TokenRecords = Readonly<Record<string, TokenRecord>>

const isTime = (time: number | null): time is number => Number.isFinite(time)

/** A stored token with only its valid times: without them it does not count as a token. */
const soundToken = ({ expiresAt, issuedAt, ...others }: typeof Token.Type) =>
  isTime(issuedAt) && isTime(expiresAt) ? { ...others, issuedAt, expiresAt } : undefined

const soundRest = ({ because, since = null, until }: typeof Rest.Type): TokenRecord["rest"] => {
  if (!isTime(until)) return undefined
  return isTime(since) ? { since, until, because } : { until, because }
}

/** A grant as files keep it, with all of its times being times. */
const sound = ({ requestedAt, rest, token }: typeof KeptGrant.Type) => {
  const [keptToken, keptRest] = [token && soundToken(token), rest && soundRest(rest)]
  return {
    requestedAt: requestedAt.filter(isTime),
    ...(keptToken === undefined ? {} : { token: keptToken }),
    ...(keptRest === undefined ? {} : { rest: keptRest }),
  }
}

/** The record of a grant, as it was kept. */
export const recordOf = (grant: typeof KeptGrant.Type): TokenRecord => {
  const { token, ...others } = sound(grant)
  return token === undefined
    ? others
    : { ...others, token: { ...token, accessToken: Redacted.make(token.accessToken) } }
}

/** A record, as it is kept: with its token in clear. */
export const grantOf = ({ token, ...others }: TokenRecord) =>
  sound(
    token === undefined ? others : { ...others, token: { ...token, accessToken: Redacted.value(token.accessToken) } },
  )

/** Makes something of all that is kept. */
const mapGrants = <A, B>(grants: Readonly<Record<string, A>>, make: (grant: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(grants).map(([key, grant]) => [key, make(grant)]))

const textOf = (records: TokenRecords): Effect.Effect<string> =>
  encode({ format: "zoho-bulk tokens 1", grants: mapGrants(records, grantOf) }).pipe(
    Effect.map((text) => `${text}\n`),
    Effect.orDie,
  )

const recordsIn = Effect.fnUntraced(function* (
  read: SharedText,
): Effect.fn.Return<TokenRecords, StorageFailed | WrongFile, FileSystem.FileSystem> {
  const text = (yield* read) ?? ""
  if (text === "") return {}
  const other = () => new WrongFile({ problem: "it is not a token file of this version" })
  const { grants } = yield* Effect.mapError(decode(text), other)
  return mapGrants(grants, recordOf)
})

/** Reads what a file keeps, and changes nothing there; one that is not there, is empty, or cannot be read, keeps nothing. */
export const lookAtTokenFile = (path: string): Effect.Effect<TokenRecords, StorageFailed, FileSystem.FileSystem> =>
  Effect.catchTag(recordsIn(readSharedFile(path)), "WrongFile", ({ problem }) =>
    Effect.as(Effect.logDebug(`zoho-bulk: ${path} cannot be read: ${problem}`), {}),
  )

/**
 * Changes a token file, exclusively among all who share it; writes nothing if nothing changes. A file that cannot be
 * read is set aside: tokens can be requested again.
 */
export const changeTokenFile = (
  path: string,
  change: (records: TokenRecords) => TokenRecords | undefined,
): Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  changeFile(
    path,
    Effect.fnUntraced(function* (old) {
      const aside = (found: WrongFile) => Effect.as(setAside(path, found), {})
      const records = yield* Effect.catchTag(recordsIn(old), "WrongFile", aside)
      const changed = change(records)
      return changed && (yield* textOf(changed))
    }),
  )

/** Reads a token file in order to change it; a file that cannot be read is set aside. */
export const readTokenFile = (
  path: string,
): Effect.Effect<TokenRecords, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Effect.catchTag(recordsIn(readSharedFile(path)), "WrongFile", () =>
    Effect.as(
      changeTokenFile(path, () => undefined),
      {},
    ),
  )
