import { assert, describe, it } from "@effect/vitest"
import { Condition } from "@zoho-bulk/core"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { DateTime, Effect, Result } from "effect"
import { type AskedExport, namedExport } from "../../../../packages/core/src/transfer/exports/namedExport.ts"
import { refusal } from "../../../support/answers.ts"
import { emulated } from "../../../support/connected.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { organizationWire } from "../../../support/organizationWire.ts"

const organization: Emulator.OrganizationDescription = {
  modules: [
    {
      api_name: "Trips_1",
      singular_label: "Trip",
      plural_label: "Trips",
      fields: [
        { api_name: "Title", field_label: "Name of trip", data_type: "text" },
        { api_name: "Photo", data_type: "imageupload" },
        { api_name: "Begins_On", field_label: "Begins", data_type: "date" },
        { api_name: "Leaves_At", data_type: "datetime" },
      ],
      custom_views: [{ name: "Mine", id: "4150868000000000077" }],
    },
  ],
}

const trips = emulated({ emulator: { organization } })

const now = DateTime.makeUnsafe("2026-03-15T20:30:00Z")

const named = (asked: Partial<AskedExport>, zone = "Asia/Kolkata") =>
  namedExport({ module: "Trips_1", ...asked }, { now, timeZone: DateTime.zoneMakeNamedUnsafe(zone) })

const where = (typed: string) => Result.getOrThrow(Condition.parse(typed))

describe("an export by the names that people know", () => {
  it.effect("finds the module, its fields and a view by their labels", () =>
    Effect.gen(function* () {
      const found = yield* named({ module: "Trip", fields: ["Name of trip", "id", "begins"], view: "mine" })
      assert.deepStrictEqual(found, {
        module: "Trips_1",
        fields: ["Title", "id", "Begins_On"],
        cvid: "4150868000000000077",
        leftOut: [],
        dependsOnZone: false,
      })
    }).pipe(Effect.provide(trips)),
  )

  it.effect("finds a module by a label of one word, though that could be its API name", () =>
    Effect.gen(function* () {
      assert.deepInclude(yield* named({ module: "Trips", fields: ["Begins"] }), {
        module: "Trips_1",
        fields: ["Begins_On"],
      })
      expectTag(yield* Effect.flip(named({ module: "Tripps", fields: ["Begins"] })), "UnknownModule")
    }).pipe(Effect.provide(trips)),
  )

  it.effect("takes all fields that bulk read has, and says why it has not the others", () =>
    Effect.gen(function* () {
      const { fields = [], leftOut } = yield* named({ fields: "all" })
      assert.includeMembers([...fields], ["Title", "Begins_On", "Leaves_At"])
      assert.notInclude(fields, "Photo")
      assert.deepStrictEqual(
        leftOut.map(({ field }) => field),
        ["Photo"],
      )
      assert.isNotEmpty(leftOut[0]?.because)
    }).pipe(Effect.provide(trips)),
  )

  it.effect("tells what its columns hold where that is wanted, and only then", () =>
    Effect.gen(function* () {
      assert.notProperty(yield* named({ fields: ["Title"] }), "types")
      assert.deepStrictEqual((yield* named({ fields: ["Title", "Begins"], needsTypes: true })).types, {
        Title: { dataType: "text" },
        Begins_On: { dataType: "date" },
      })
    }).pipe(Effect.provide(trips)),
  )

  it.effect.each([{ fields: ["Nothing"] }, { where: where("Nothing = 1") }])(
    "fails where a field is none of the module: %o",
    (asked) =>
      Effect.gen(function* () {
        expectTag(yield* Effect.flip(named(asked)), "UnknownField")
      }).pipe(Effect.provide(trips)),
  )

  it.effect("fails where a view is none of the module, and where a value is none of its type", () =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(named({ view: "Theirs" })), "UnknownView")
      const failure = expectTag(yield* Effect.flip(named({ where: where("Begins_On > soon") })), "InvalidRequest")
      assert.include(failure.problem, "soon")
    }).pipe(Effect.provide(trips)),
  )
})

describe("what is asked for", () => {
  it.effect.each([
    { typed: "Leaves_At > 2024-01-01", zone: "Asia/Kolkata", depends: true },
    { typed: "Leaves_At > 2024-01-01", zone: "UTC", depends: true },
    { typed: "Leaves_At > 2024-01-01", zone: "Pacific/Kiritimati", depends: true },
    { typed: "Begins = today", zone: "UTC", depends: true },
    { typed: "Leaves_At > 2024-01-01T09:00:00+05:30", zone: "UTC", depends: false },
    { typed: "Begins > 2024-01-01", zone: "UTC", depends: false },
    { typed: "Title = today", zone: "UTC", depends: false },
  ])("depends on the zone, or not: $typed in $zone", ({ depends, typed, zone }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* named({ where: where(typed) }, zone)).dependsOnZone, depends)
    }).pipe(Effect.provide(trips)),
  )
})

describe("an organisation that may not be asked", () => {
  it.effect.each([
    { tag: "ScopeMissing", answer: refusal(401, "OAUTH_SCOPE_MISMATCH") },
    { tag: "PermissionDenied", answer: refusal(403, "NO_PERMISSION") },
  ])("leaves names and values as they are given, and it is told why: $tag", ({ answer, tag }) =>
    Effect.gen(function* () {
      const wire = organizationWire(({ what }) => (what === "fields" ? answer : undefined))
      const asked = { module: "Leads", fields: ["Last Name"], where: where("Phone = 0791"), view: "415" }
      const { unread, ...found } = yield* Effect.provide(named(asked), wire.connect())
      assert.strictEqual(unread?._tag, tag)
      assert.deepStrictEqual(found, {
        module: "Leads",
        fields: ["Last Name"],
        where: { field: "Phone", comparator: "equal", value: "0791" },
        cvid: "415",
        leftOut: [],
        dependsOnZone: false,
      })
      assert.notProperty(yield* Effect.provide(named({ ...asked, fields: "all" }), wire.connect()), "fields")
    }),
  )

  it.effect("fails where it refuses otherwise, and is not asked twice", () =>
    Effect.gen(function* () {
      const wire = organizationWire(({ what }) => (what === "fields" ? refusal(400, "NOT_SUPPORTED") : undefined))
      const failure = yield* Effect.flip(Effect.provide(named({ module: "Leads", fields: ["A"] }), wire.connect()))
      expectTag(failure, "RequestNotAccepted")
      assert.strictEqual(wire.lines.filter((line) => line.includes("/fields")).length, 1)
    }),
  )
})
