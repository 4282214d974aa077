import type { OwnTables } from "../ownTables.ts"

/** Where tokens are, and whose turn it is to renew one: the turn is held while the token's own row is written. */
export const tokenTables: OwnTables = {
  name: "tokens",
  steps: [
    [
      "CREATE TABLE zoho_bulk_tokens (grant_key TEXT PRIMARY KEY NOT NULL, record TEXT NOT NULL)",
      "CREATE TABLE zoho_bulk_token_turns (grant_key TEXT PRIMARY KEY NOT NULL)",
    ],
  ],
}
