import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { changeFile, readSharedFile } from "../storage/changeFile.ts"
import type { TokenRecord } from "./TokenRecord.ts"

/** JSON writes `null` for a time that is none, which earlier versions could put into a file. */
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

const Grant = Schema.Struct({
  token: Schema.optionalKey(Token),
  requestedAt: Schema.Array(Time),
  rest: Schema.optionalKey(Rest),
})

const TokenFile = Schema.fromJsonString(
  Schema.Struct({
    format: Schema.Literal("zoho-bulk tokens 1"),
    grants: Schema.Record(Schema.String, Grant),
  }),
)

const decode = Schema.decodeUnknownOption(TokenFile)

/** What a file keeps, by the fingerprint of the grant. */
export type TokenRecords = Readonly<Record<string, TokenRecord>>

const isTime = (time: number | null): time is number => Number.isFinite(time)

/** What is left of a token whose times are times: a token without them is none. */
const soundToken = ({ expiresAt, issuedAt, ...others }: typeof Token.Type) =>
  isTime(issuedAt) && isTime(expiresAt) ? { ...others, issuedAt, expiresAt } : undefined

const soundRest = ({ because, since = null, until }: typeof Rest.Type): TokenRecord["rest"] => {
  if (!isTime(until)) return undefined
  return isTime(since) ? { since, until, because } : { until, because }
}

/** A grant as files keep it, with all of its times being times. */
const sound = ({ requestedAt, rest, token }: typeof Grant.Type) => {
  const [keptToken, keptRest] = [token && soundToken(token), rest && soundRest(rest)]
  return {
    requestedAt: requestedAt.filter(isTime),
    ...(keptToken === undefined ? {} : { token: keptToken }),
    ...(keptRest === undefined ? {} : { rest: keptRest }),
  }
}

const recordOf = (grant: typeof Grant.Type): TokenRecord => {
  const { token, ...others } = sound(grant)
  return token === undefined
    ? others
    : { ...others, token: { ...token, accessToken: Redacted.make(token.accessToken) } }
}

const grantOf = ({ token, ...others }: TokenRecord) =>
  sound(
    token === undefined ? others : { ...others, token: { ...token, accessToken: Redacted.value(token.accessToken) } },
  )

/** Makes something of all that is kept. */
const mapGrants = <A, B>(grants: Readonly<Record<string, A>>, make: (grant: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(grants).map(([key, grant]) => [key, make(grant)]))

const textOf = (records: TokenRecords | undefined): string | undefined =>
  records && `${JSON.stringify({ format: "zoho-bulk tokens 1", grants: mapGrants(records, grantOf) }, null, 2)}\n`

const recordsIn = (path: string, text = ""): Effect.Effect<TokenRecords, StorageFailed> => {
  if (text === "") return Effect.succeed({})
  return Option.match(decode(text), {
    onSome: ({ grants }) => Effect.succeed(mapGrants(grants, recordOf)),
    onNone: () =>
      Effect.fail(
        new StorageFailed({
          doing: `read ${path}`,
          problem: "it is not a token file of this version",
          remedy: "If nothing else is in it, delete it: tokens can be had anew. Otherwise name another file.",
        }),
      ),
  })
}

/** Reads what a file keeps; one that is not there, or empty, keeps nothing. */
export const readTokenFile = (path: string): Effect.Effect<TokenRecords, StorageFailed, FileSystem.FileSystem> =>
  Effect.flatMap(readSharedFile(path), (text) => recordsIn(path, text))

/** Changes what a file keeps, alone among all who share it; nothing is written where nothing is to change. */
export const changeTokenFile = (
  path: string,
  change: (records: TokenRecords) => TokenRecords | undefined,
): Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  changeFile(path, (old) => Effect.map(recordsIn(path, old), (records) => textOf(change(records))))
