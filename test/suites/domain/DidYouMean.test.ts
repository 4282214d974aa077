import { assert, describe, it } from "@effect/vitest"
import { nearest } from "../../../packages/core/src/domain/didYouMean.ts"

const modules = ["Leads", "Accounts", "Contacts", "Deals", "Calls", "Tasks"]

describe("the name that was probably meant", () => {
  it.each([
    { typed: "Daels", meant: "Deals", because: "two letters that are swapped are one slip, and Calls is two away" },
    { typed: "Laeds", meant: "Leads", because: "letters are swapped within a word" },
    { typed: "Contatcs", meant: "Contacts", because: "letters are swapped at its end" },
    { typed: "Contcts", meant: "Contacts", because: "one letter is missing" },
    { typed: "Acccounts", meant: "Accounts", because: "one letter is too many" },
    { typed: "leadz", meant: "Leads", because: "one letter is another" },
  ])("for $typed is $meant: $because", ({ meant, typed }) => {
    assert.strictEqual(nearest(typed, modules), meant)
  })

  it.each(["Invoices", "Quotes", "De", "Con", "Account_Names"])("for %s is none, for nothing is near", (typed) => {
    assert.isUndefined(nearest(typed, modules))
  })
})
