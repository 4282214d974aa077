import { assert, describe, it } from "@effect/vitest"
import { Metadata } from "@zoho-bulk/core"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { Deferred, Effect, Fiber, Layer, Option } from "effect"
import { HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { json } from "../../support/answers.ts"
import { organizationWire, sampleAnswers } from "../../support/organizationWire.ts"

const day = 86_400_000

const fields = Metadata.getFields("Leads")

describe("a connection", () => {
  it.effect("asks once for what it was told already, for a day", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      yield* Effect.gen(function* () {
        const first = yield* fields
        yield* TestClock.adjust(day - 1)
        assert.strictEqual(yield* fields, first)
        assert.strictEqual(lines.length, 1)
        yield* TestClock.adjust(1)
        yield* fields
        assert.strictEqual(lines.length, 2)
      }).pipe(Effect.provide(connect()))
    }),
  )

  it.effect("asks for as long a life as the limits say", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      yield* Effect.gen(function* () {
        yield* fields
        yield* TestClock.adjust("1 minute")
        yield* fields
        assert.strictEqual(lines.length, 2)
      }).pipe(Effect.provide(Layer.provideMerge(connect(), layerLimits({ metadataLife: "1 minute" }))))
    }),
  )

  it.effect("asks again where it is told to refresh, and remembers that answer", () =>
    Effect.gen(function* () {
      let label = "City"
      const { connect, lines } = organizationWire(() => json({ fields: [{ api_name: "City", field_label: label }] }))
      yield* Effect.gen(function* () {
        yield* fields
        label = "Town"
        assert.strictEqual((yield* fields)[0]?.label, "City")
        assert.strictEqual((yield* Metadata.getFields("Leads", { refresh: true }))[0]?.label, "Town")
        assert.strictEqual((yield* fields)[0]?.label, "Town")
        assert.strictEqual(lines.length, 2)
      }).pipe(Effect.provide(connect()))
    }),
  )

  it.effect("does not take one module for another, nor fields for layouts", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      const all = Effect.all([fields, Metadata.getFields("Deals"), Metadata.getLayouts("Leads"), fields])
      yield* Effect.provide(all, connect())
      assert.strictEqual(lines.length, 3)
    }),
  )

  it.effect("shares nothing with another one", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      yield* Effect.provide(fields, connect())
      yield* Effect.provide(fields, connect())
      assert.strictEqual(lines.length, 2)
    }),
  )

  it.effect("remembers no failure", () =>
    Effect.gen(function* () {
      let answers = 0
      const { connect } = organizationWire(() =>
        answers++ === 0 ? json({ code: "NO_PERMISSION", status: "error" }, { status: 403 }) : undefined,
      )
      yield* Effect.gen(function* () {
        assert.strictEqual((yield* Effect.flip(fields))._tag, "PermissionDenied")
        assert.strictEqual((yield* fields).length, sampleAnswers.fields["fields"]?.length)
      }).pipe(Effect.provide(connect()))
    }),
  )
})

describe("what is known", () => {
  it.effect("is given without asking, and is nothing before it was asked for, or once it is too old", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      const known = Effect.all([
        Metadata.knownModules(),
        Metadata.knownFields("Leads"),
        Metadata.knownViews("Leads"),
        Metadata.knownFields("Deals"),
      ])
      yield* Effect.gen(function* () {
        assert.isTrue((yield* known).every(({ _tag }) => _tag === "None"))
        const told = yield* Effect.all([Metadata.getModules(), fields, Metadata.getCustomViews("Leads")])
        const [modules, ofLeads, views, ofDeals] = yield* known
        assert.deepStrictEqual([modules, ofLeads, views], told.map(Option.some) as never)
        assert.isTrue(Option.isNone(ofDeals))
        yield* TestClock.adjust(day)
        assert.isTrue((yield* known).every(({ _tag }) => _tag === "None"))
        assert.strictEqual(lines.length, 3)
      }).pipe(Effect.provide(connect()))
    }),
  )
})

/** An organisation that answers when it is let. */
const waitingWire = Effect.gen(function* () {
  const [asked, gate] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
  const wire = organizationWire(() =>
    Effect.map(Effect.andThen(Deferred.succeed(asked, undefined), Deferred.await(gate)), () =>
      HttpServerResponse.jsonUnsafe(sampleAnswers.fields),
    ),
  )
  return { ...wire, asked: Deferred.await(asked), answer: Deferred.succeed(gate, undefined) }
})

describe("the same question, asked at the same time,", () => {
  it.effect("goes out once, and all get the answer", () =>
    Effect.gen(function* () {
      const { answer, asked, connect, lines } = yield* waitingWire
      yield* Effect.gen(function* () {
        const asking = yield* Effect.forkChild(Effect.all([fields, fields, fields], { concurrency: "unbounded" }))
        yield* asked
        yield* answer
        const answers = yield* Fiber.join(asking)
        assert.strictEqual(answers[0], answers[2])
        assert.strictEqual(lines.length, 1)
      }).pipe(Effect.provide(connect()))
    }),
  )

  it.effect("is answered to who stays, where who asked first does not wait any more", () =>
    Effect.gen(function* () {
      const { answer, asked, connect, lines } = yield* waitingWire
      yield* Effect.gen(function* () {
        const first = yield* Effect.forkChild(fields)
        yield* asked
        const second = yield* Effect.forkChild(fields)
        yield* TestClock.adjust(1)
        yield* Fiber.interrupt(first)
        yield* answer
        assert.isAbove((yield* Fiber.join(second)).length, 0)
        assert.strictEqual(lines.length, 1)
      }).pipe(Effect.provide(connect()))
    }),
  )

  it.effect("is asked anew after all who waited have gone", () =>
    Effect.gen(function* () {
      const { answer, asked, connect, lines } = yield* waitingWire
      yield* Effect.gen(function* () {
        const first = yield* Effect.forkChild(fields)
        yield* asked
        yield* Fiber.interrupt(first)
        yield* answer
        assert.isAbove((yield* fields).length, 0)
        assert.strictEqual(lines.length, 2)
      }).pipe(Effect.provide(connect()))
    }),
  )
})

describe("a cache in memory", () => {
  it.effect("is known to connections that are made anew, of the same user alone, and for as long as it says", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      yield* Effect.gen(function* () {
        yield* Effect.provide(fields, connect())
        yield* Effect.provide(fields, connect())
        assert.strictEqual(lines.length, 1)
        yield* Effect.provide(fields, connect({ token: "1000.0ther0ther0ther0ther" }))
        assert.strictEqual(lines.length, 2)
        yield* Effect.provide(fields, connect({ settings: { environment: "sandbox" } }))
        assert.strictEqual(lines.length, 3)
        yield* TestClock.adjust("1 hour")
        yield* Effect.provide(fields, connect())
        assert.strictEqual(lines.length, 4)
      }).pipe(Effect.provide(Metadata.layerMemory({ timeToLive: "1 hour" })))
    }),
  )

  it.effect.each([{ timeToLive: "soon" }, { timeTolive: 1 }, null, "1 hour"])(
    "refuses what is no life: %j",
    (options) =>
      Effect.gen(function* () {
        const failure = yield* Effect.flip(Effect.scoped(Layer.build(Metadata.layerMemory(options as never))))
        assert.strictEqual(failure._tag, "InvalidSettings")
      }),
  )
})
