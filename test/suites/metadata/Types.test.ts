import { describe, expectTypeOf, it } from "@effect/vitest"
import type { Metadata, ZohoConnection } from "@zoho-bulk/core"
import type {
  CallFailure,
  InvalidRequest,
  PermissionDenied,
  RequestNotAccepted,
  ScopeMissing,
  UnknownField,
  UnknownModule,
  UnknownView,
} from "@zoho-bulk/core/Failure"
import type { Effect, Result } from "effect"

type Asking<A> = Effect.Effect<A, CallFailure | InvalidRequest, ZohoConnection>

describe("what is asked of an organisation", () => {
  it("fails as calls do, and in no other way", () => {
    expectTypeOf<ReturnType<typeof Metadata.getModules>>().toEqualTypeOf<Asking<ReadonlyArray<Metadata.Module>>>()
    expectTypeOf<ReturnType<typeof Metadata.getFields>>().toEqualTypeOf<Asking<ReadonlyArray<Metadata.Field>>>()
    expectTypeOf<ReturnType<typeof Metadata.getLayouts>>().toEqualTypeOf<Asking<ReadonlyArray<Metadata.Layout>>>()
    expectTypeOf<ReturnType<typeof Metadata.getCustomViews>>().toEqualTypeOf<
      Asking<ReadonlyArray<Metadata.CustomView>>
    >()
    expectTypeOf<ReturnType<typeof Metadata.countRecords>>().toEqualTypeOf<Asking<number>>()
    expectTypeOf<ReturnType<typeof Metadata.describeModule>>().toEqualTypeOf<Asking<Metadata.DescribedModule>>()
    expectTypeOf<ReturnType<typeof Metadata.describeModules>>().toEqualTypeOf<Asking<Metadata.DescribedModules>>()
  })

  it("is passed over for refusals alone", () => {
    expectTypeOf<Metadata.PassedOver["failure"]>().toEqualTypeOf<PermissionDenied | ScopeMissing | RequestNotAccepted>()
  })

  it("is found by name, or fails with the failure of its kind", () => {
    expectTypeOf<ReturnType<typeof Metadata.findField<Metadata.DescribedField>>>().toEqualTypeOf<
      Result.Result<Metadata.DescribedField, UnknownField>
    >()
    expectTypeOf<ReturnType<typeof Metadata.findModule>>().toEqualTypeOf<
      Result.Result<Metadata.Module, UnknownModule>
    >()
    expectTypeOf<ReturnType<typeof Metadata.findView>>().toEqualTypeOf<
      Result.Result<Metadata.CustomView, UnknownView>
    >()
  })
})
