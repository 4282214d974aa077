import { assert, describe, it } from "@effect/vitest"
import { cancelJourney, endSchedule, listJourneys, scheduleJourney } from "@zoho-bulk/core/durable"
import { Effect, Layer } from "effect"
import { join } from "node:path"
import { organizationsInLine } from "../../../packages/core/src/durable/admission/waitingJourneys.ts"
import { inStore, layerRunner, submitContacts, until } from "../../support/durableRunner.ts"

const endless = { records: { Contacts: 30 }, jobDuration: 3_600_000 }

const running = Effect.map(listJourneys({ state: "running" }), (journeys) =>
  journeys.map(({ organization }) => organization).toSorted(),
)

describe("a runner with fewer places than journeys", () => {
  it.live("leaves the others in the table, and gives no organisation all of its places", () =>
    inStore(endless, (folder) =>
      Effect.gen(function* () {
        for (let at = 0; at < 10; at++) yield* submitContacts(folder, `large-${at}`, "large")
        yield* submitContacts(folder, "small", "small")
        yield* Layer.build(layerRunner({ maxActive: 4, maxOfOrganization: 3 }))
        yield* until("small", "running")
        yield* Effect.sleep("1500 millis")
        assert.deepStrictEqual(yield* running, ["large", "large", "large", "small"])
        assert.strictEqual((yield* listJourneys({ state: "queued" })).length, 7)
      }),
    ),
  )

  it.live("asks nothing of the line of an organisation that has no place left", () =>
    inStore(endless, (folder) =>
      Effect.gen(function* () {
        for (let at = 0; at < 4; at++) yield* submitContacts(folder, `large-${at}`, "large")
        yield* Layer.build(layerRunner({ maxOfOrganization: 3 }))
        while ((yield* running).length < 3) yield* Effect.sleep("50 millis")
        assert.deepStrictEqual(yield* organizationsInLine(3), [])
        assert.deepStrictEqual(yield* organizationsInLine(4), ["large"])
        yield* submitContacts(folder, "small", "small")
        assert.deepStrictEqual(yield* organizationsInLine(3), ["small"])
      }),
    ),
  )

  it.live("goes round the organisations, and takes of each who has waited longest", () =>
    inStore(endless, (folder) =>
      Effect.gen(function* () {
        for (let at = 0; at < 6; at++) yield* submitContacts(folder, `large-${at}`, "large")
        yield* submitContacts(folder, "small-0", "small")
        yield* submitContacts(folder, "small-1", "small")
        yield* Layer.build(layerRunner({ maxActive: 4 }))
        yield* until("small-1", "running")
        assert.deepStrictEqual(yield* running, ["large", "large", "small", "small"])
      }),
    ),
  )
})

describe("the list of journeys", () => {
  it.live("has those that are not over before it counts how many are wanted", () =>
    inStore(endless, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "wanted", "zylker")
        yield* submitContacts(folder, "later", "zylker")
        yield* cancelJourney("later")
        const listed = yield* listJourneys({ unfinished: true, limit: 1 })
        assert.deepStrictEqual(
          listed.map(({ key }) => key),
          ["wanted"],
        )
      }),
    ),
  )
})

describe("a schedule", () => {
  it.live("has a journey made when it is due, what was missed once, and none once it is ended", () =>
    inStore({ records: { Contacts: 3 }, jobDuration: 0 }, (folder) =>
      Effect.gen(function* () {
        yield* scheduleJourney({
          key: "nightly",
          organization: "zylker",
          request: {
            kind: "export",
            request: { module: "Contacts", fields: ["Email"] },
            output: join(folder, "contacts.csv"),
          },
          folder: join(folder, "journeys"),
          everyMillis: 400,
        })
        // Four of them are missed while no runner is there.
        yield* Effect.sleep("1700 millis")
        yield* Layer.build(layerRunner())
        yield* Effect.sleep("500 millis")
        assert.strictEqual((yield* listJourneys()).length, 1)
        yield* Effect.sleep("2500 millis")
        const made = yield* listJourneys()
        assert.isAtLeast(made.length, 2)
        assert.isTrue(made.every(({ key }) => key.startsWith("nightly@")))
        assert.isTrue(yield* endSchedule("nightly"))
        const known = (yield* listJourneys()).length
        yield* Effect.sleep("1500 millis")
        assert.strictEqual((yield* listJourneys()).length, known)
      }),
    ),
  )
})
