import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { sessionPage } from "../../docs/sessionPage.ts"
import { repositoryFile } from "../../support/examples.ts"

it.live("docs/session.md shows what the command writes today; `pnpm docs:write` makes it anew", () =>
  Effect.gen(function* () {
    assert.strictEqual(repositoryFile("docs/session.md"), yield* sessionPage)
  }),
)
