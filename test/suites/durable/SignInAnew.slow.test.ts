import { assert, describe, it } from "@effect/vitest"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layerRunner, type OrganizationFailure, Organizations } from "@zoho-bulk/core/durable"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { InvalidSettings } from "@zoho-bulk/core/Failure"
import { Effect, Layer, Redacted } from "effect"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { inStore, submitContacts, until } from "../../support/durableRunner.ts"

type Zoho = Layer.Success<ReturnType<typeof Emulator.layerHttpClient>>

const withToken = (token: string) =>
  ZohoConnection.layer().pipe(Layer.provide(layerAccessToken(Redacted.make(token))), Layer.orDie)

const unknown = Layer.effect(
  ZohoConnection,
  new InvalidSettings({ settings: ["organization"], reason: "unknown", problem: "no sign-in", remedy: "Sign in." }),
)

/** A journey that fails for want of a sign-in, and is submitted again when there is one. */
const signedInAnew = (before: Layer.Layer<ZohoConnection, OrganizationFailure, Zoho>, error: string) =>
  inStore({ records: { Contacts: 3 }, jobDuration: 0 }, (folder) =>
    Effect.gen(function* () {
      const zoho = yield* Effect.context<Zoho>()
      let signIn = before
      const organizations = Organizations.layer(() =>
        Layer.provide(
          Layer.suspend(() => signIn),
          Layer.succeedContext(zoho),
        ),
      )
      yield* layerRunner({ name: "test" }).pipe(
        Layer.provide(WorkflowEngine.layerMemory),
        Layer.provide(organizations),
        Layer.build,
      )
      yield* submitContacts(folder, "contacts")
      assert.strictEqual((yield* until("contacts", "failed")).failure?.error, error)
      signIn = withToken("emulator")
      yield* submitContacts(folder, "contacts")
      const { failure, state } = yield* until("contacts", "completed", "failed")
      assert.deepStrictEqual([state, failure], ["completed", null])
    }),
  )

describe("an organisation that is signed in to anew, while its runner goes on", () => {
  it.live("is asked by the new sign-in, where there was none", () => signedInAnew(unknown, "InvalidSettings"))

  it.live("is asked by the new sign-in, where Zoho took the old one no more", () =>
    signedInAnew(withToken("revoked"), "TokenRefused"),
  )
})
