import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "../storage/storageFailed.ts"
import type { TokenRecord } from "./TokenRecord.ts"

const Token = Schema.Struct({
  accessToken: Schema.String,
  issuedAt: Schema.Finite,
  expiresAt: Schema.Finite,
  apiDomain: Schema.optionalKey(Schema.String),
  scope: Schema.optionalKey(Schema.String),
})

const Grant = Schema.Struct({
  token: Schema.optionalKey(Token),
  requestedAt: Schema.Array(Schema.Finite),
  rest: Schema.optionalKey(Schema.Struct({ until: Schema.Finite, because: Schema.Literals(["throttled", "failing"]) })),
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

/** Reads what a file keeps; one that is not there, or empty, keeps nothing. */
export const readTokenFile = Effect.fnUntraced(function* (
  path: string,
): Effect.fn.Return<TokenRecords, StorageFailed, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  const text = yield* fs.readFileString(path).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.mapError(storageFailed(`read ${path}`)),
  )
  if (text === "") return {}
  const file = decode(text)
  if (Option.isNone(file)) {
    return yield* new StorageFailed({
      doing: `read ${path}`,
      problem: "it is not a token file of this version",
      remedy: "If nothing else is in it, delete it: tokens can be had anew. Otherwise name another file.",
    })
  }
  return Object.fromEntries(
    Object.entries(file.value.grants).map(([key, { token, ...others }]) => [
      key,
      token === undefined ? others : { ...others, token: { ...token, accessToken: Redacted.make(token.accessToken) } },
    ]),
  )
})

/** Writes what a file shall keep. */
export const tokenFileText = (records: TokenRecords): string => {
  const grants = Object.entries(records).map(([key, { token, ...others }]) => [
    key,
    token === undefined ? others : { ...others, token: { ...token, accessToken: Redacted.value(token.accessToken) } },
  ])
  return `${JSON.stringify({ format: "zoho-bulk tokens 1", grants: Object.fromEntries(grants) }, null, 2)}\n`
}
