import * as Schema from "effect/Schema"
import { Texts } from "./parts.ts"

export const SignIn = Schema.Struct({
  profile: Schema.String,
  organization: Schema.NullOr(Schema.String),
  dataCenter: Schema.String,
  environment: Schema.String,
  apiDomain: Schema.String,
  scopes: Schema.NullOr(Texts),
  signedIn: Schema.String,
  fingerprint: Schema.String,
  clientSecret: Schema.Struct({
    from: Schema.Literals(["file", "command", "keyring"]),
    command: Schema.optionalKey(Schema.String),
  }),
  tokenSecondsLeft: Schema.NullOr(Schema.Number),
})

export const Check = Schema.Struct({
  name: Schema.String,
  state: Schema.Literals(["ok", "failed", "skipped"]),
  found: Schema.String,
  remedy: Schema.optionalKey(Schema.String),
})
