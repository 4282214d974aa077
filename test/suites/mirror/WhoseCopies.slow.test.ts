import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { ZohoConnection } from "@zoho-bulk/core"
import * as Mirror from "@zoho-bulk/core/Mirror"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect, type Layer, Stream } from "effect"
import { stageRows } from "../../support/copyRuns.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { organization } from "../../support/organizations.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

type Files = Layer.Success<typeof runner.layerFiles>

const kinds = [
  { kind: "a folder", targetIn: (place: string): Mirror.MirrorTarget<Files> => Mirror.folder(join(place, "copies")) },
  {
    kind: "a folder, merged",
    targetIn: (place: string): Mirror.MirrorTarget<Files> => Mirror.folder(join(place, "copies"), { merge: true }),
  },
  {
    kind: "a database",
    targetIn: (place: string): Mirror.MirrorTarget<Files> => sqliteTarget(join(place, "crm.db"), openSqlite),
  },
]

const [hostOfAcme, hostOfGlobex] = ["https://www.zohoapis.eu", "https://www.zohoapis.in"]

const copy = (target: Mirror.MirrorTarget<Files>, module = "Leads") =>
  Effect.flatMap(Mirror.run({ modules: [{ module }], target }), ([outcome]) =>
    outcome?._tag === "copied" ? Effect.succeed(outcome.checkpoint) : Effect.fail(outcome?.failure),
  )

/** Everything that a target has. */
const contentOf = Effect.fnUntraced(function* (target: Mirror.MirrorTarget<Files>) {
  const checkpoints = yield* target.checkpoints
  const rows = yield* Effect.forEach(checkpoints, ({ module }) => Stream.runCollect(target.rows(module)))
  return { checkpoints, rows, proof: yield* target.verify }
})

/** Copies what a target has into another one as a version did that wrote down nothing of organisations. */
const asBefore = Effect.fnUntraced(function* (from: Mirror.MirrorTarget<Files>, to: Mirror.MirrorTarget<Files>) {
  const [{ organization: _, ...checkpoint } = assert.fail("there is no copy")] = yield* from.checkpoints
  const rows = yield* Stream.runCollect(from.rows(checkpoint.module))
  yield* Effect.scoped(
    Effect.gen(function* () {
      const staging = yield* stageRows(yield* to.open, checkpoint, rows)
      yield* staging.commit(checkpoint)
    }),
  )
})

describe.each(kinds)("the copies in $kind", ({ targetIn }) => {
  const place = Effect.map(temporaryFolder, (folder) => ({ folder, target: targetIn(folder) }))
  const two = Effect.all({
    acme: organization({ zgid: "60001", records: { Leads: 4, Contacts: 2 } }),
    globex: organization({ zgid: "60002", records: { Leads: 7, Contacts: 3 } }),
    place,
  })

  it.live("remember the organisation that they were read from", () =>
    Effect.gen(function* () {
      const { acme, place: here } = yield* two
      const first = yield* Effect.provide(copy(here.target), acme.given({ apiDomain: hostOfAcme }))
      assert.deepStrictEqual(first.organization, { host: hostOfAcme })
      const named = acme.given({ apiDomain: hostOfAcme, orgId: "60001" })
      const second = yield* Effect.provide(copy(here.target), named)
      assert.deepStrictEqual(second.organization, { host: hostOfAcme, id: "60001" })
      assert.deepStrictEqual(yield* here.target.checkpoints, [second])
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live.each([
    {
      by: "host",
      settings: { acme: { apiDomain: hostOfAcme }, globex: { apiDomain: hostOfGlobex } },
      failure: { what: "host" as const, known: hostOfAcme, asked: hostOfGlobex },
    },
    {
      by: "host, whatever their ids",
      settings: {
        acme: { apiDomain: hostOfAcme, orgId: "60001" },
        globex: { apiDomain: hostOfGlobex, orgId: "60001" },
      },
      failure: { what: "host" as const, known: hostOfAcme, asked: hostOfGlobex },
    },
    {
      by: "id",
      settings: { acme: { orgId: "60001" }, globex: { orgId: "60002" } },
      failure: { what: "organization" as const, known: "60001", asked: "60002" },
    },
  ])("are not mixed with those of another organisation, told by its $by", ({ failure, settings }) =>
    Effect.gen(function* () {
      const { acme, globex, place: here } = yield* two
      yield* Effect.provide(copy(here.target), acme.given(settings.acme))
      const before = yield* contentOf(here.target)
      const refuses = <A>(program: Effect.Effect<A, Mirror.CopyFailure, Files | ZohoConnection>) =>
        Effect.map(Effect.flip(Effect.provide(program, globex.given(settings.globex))), (refused) => {
          assert.include(expectTag(refused, "MirrorDiffers"), { target: here.target.name, ...failure })
        })
      for (const module of ["Leads", "Contacts"]) {
        const wanted = { modules: [{ module }], target: here.target }
        yield* refuses(Mirror.run(wanted))
        yield* refuses(Mirror.run(wanted, { whole: true, wait: true }))
        yield* refuses(Mirror.plan(wanted))
        yield* refuses(Mirror.compareWithZoho(here.target))
      }
      assert.strictEqual(yield* globex.requests, 0)
      assert.deepStrictEqual(yield* contentOf(here.target), before)
      yield* acme.emulator.edit([{ module: "Leads", create: { Last_Name: "Hopper", Company: "Zylker" } }])
      const next = yield* Effect.provide(copy(here.target), acme.given(settings.acme))
      assert.strictEqual(next.rows, 5)
      assert.deepStrictEqual(next.organization, before.checkpoints[0]?.organization)
      assert.isUndefined(next.run.whole)
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live("are brought up to date by another access token, and by a run that does not say the id", () =>
    Effect.gen(function* () {
      const { acme, globex, place: here } = yield* two
      const known = { apiDomain: hostOfAcme, orgId: "60001" }
      yield* Effect.provide(copy(here.target), acme.given(known))
      const second = yield* Effect.provide(copy(here.target), acme.granted(known))
      assert.deepInclude(second, { rows: 4, organization: { host: hostOfAcme, id: "60001" } })
      const third = yield* Effect.provide(copy(here.target), acme.granted({ apiDomain: hostOfAcme }))
      assert.deepInclude(third, { rows: 4, organization: { host: hostOfAcme, id: "60001" } })
      assert.isUndefined(third.run.whole)
      const other = globex.given({ apiDomain: hostOfAcme, orgId: "60002" })
      expectTag(
        yield* Effect.flip(Effect.provide(Mirror.plan({ modules: [], target: here.target }), other)),
        "MirrorDiffers",
      )
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live("of earlier versions do not say whose they are, until the next run writes it down", () =>
    Effect.gen(function* () {
      const { acme, globex, place: made } = yield* two
      const { target } = yield* place
      const settings = { apiDomain: hostOfAcme }
      yield* Effect.provide(copy(made.target), acme.given(settings))
      yield* asBefore(made.target, target)
      const old = yield* contentOf(target)
      assert.deepStrictEqual(old.proof.differences, [])
      assert.notProperty(old.checkpoints[0], "organization")
      assert.lengthOf(
        yield* Effect.provide(Mirror.plan({ modules: [{ module: "Leads" }], target }), acme.given(settings)),
        1,
      )
      const next = yield* Effect.provide(copy(target), acme.given(settings))
      assert.deepInclude(next, { rows: 4, organization: { host: hostOfAcme } })
      assert.isUndefined(next.run.whole)
      assert.deepStrictEqual((yield* target.verify).differences, [])
      const refused = yield* Effect.flip(Effect.provide(copy(target), globex.given({ apiDomain: hostOfGlobex })))
      assert.strictEqual(refused?._tag, "MirrorDiffers")
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live("that another run has begun in the meantime are not mixed with its own", () =>
    Effect.gen(function* () {
      const { acme, globex, place: here } = yield* two
      const beginning: Mirror.MirrorTarget<Files> = {
        ...here.target,
        open: Effect.andThen(
          Effect.orDie(Effect.provide(copy(here.target), acme.given({ apiDomain: hostOfAcme }))),
          here.target.open,
        ),
      }
      const refused = yield* Effect.flip(Effect.provide(copy(beginning), globex.given({ apiDomain: hostOfGlobex })))
      assert.strictEqual(refused?._tag, "MirrorDiffers")
      assert.strictEqual(yield* globex.requests, 0)
      assert.deepInclude((yield* here.target.checkpoints)[0], { rows: 4, organization: { host: hostOfAcme } })
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})

describe("the manifest of a folder", () => {
  it.live("keeps the form that earlier versions read, until it says which organisation a copy is of", () =>
    Effect.gen(function* () {
      const acme = yield* organization({ records: { Leads: 4 } })
      const [made, old] = [yield* temporaryFolder, yield* temporaryFolder]
      const formIn = (folder: string): unknown => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")).form
      yield* Effect.provide(copy(Mirror.folder(made)), acme.given())
      yield* asBefore(Mirror.folder(made), Mirror.folder(old))
      assert.deepStrictEqual([formIn(made), formIn(old)], [2, 1])
      yield* Effect.provide(copy(Mirror.folder(old)), acme.given())
      assert.strictEqual(formIn(old), 2)
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})
