import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { tourPage } from "../../docs/tourPage.ts"
import { repositoryFile } from "../../support/examples.ts"

it.live("docs/tour.md shows what the command writes today; `pnpm docs:write` makes it anew", () =>
  Effect.gen(function* () {
    assert.strictEqual(repositoryFile("docs/tour.md"), yield* tourPage)
  }),
)
