import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Stated, withSpellings } from "../../../packages/core/src/cli/rows/columnSpellings.ts"

const header = ["Account", "Closing Date"]
const [toAccount, toClosing] = [
  { column: "Account", field: "Account_Name" },
  { column: "Closing Date", field: "Closing_Date" },
] as const
const columns = [toAccount, toClosing]

const account: Stated = { column: "Account", value: "Account_Name" }
const closing: Stated = { column: "Closing Date", value: "d.M.yyyy" }

describe("what is said of a column", () => {
  it.effect("is said of its name, or of its field", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* withSpellings(header, columns, [account], [closing]), [
        { ...toAccount, findBy: "Account_Name" },
        { ...toClosing, format: "d.M.yyyy" },
      ])
    }),
  )

  it.effect.each([
    { what: "by one name", lookups: [account, { ...account, value: "id" }], dates: [], told: "--lookup" },
    {
      what: "by its name and its field",
      lookups: [],
      dates: [closing, { column: "closing_date", value: "dd/MM/yyyy" }],
      told: "--date-format names the column Closing Date twice, for d.M.yyyy and dd/MM/yyyy",
    },
  ])("is refused where it is said twice: $what", ({ dates, lookups, told }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(withSpellings(header, columns, lookups, dates))
      assert.include(failure.summary, told)
    }),
  )
})
