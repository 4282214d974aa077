import { describe, it } from "@effect/vitest"
import { Effect, type Layer } from "effect"

/** Registers one test. */
export type Test<R> = <E>(title: string, body: () => Effect.Effect<void, E, R>) => void

/** A suite whose tests all get the same layer, each built anew, and `TestClock` with it. */
export const suite =
  <R, E>(name: string, layer: Layer.Layer<R, E>) =>
  (tests: (test: Test<R>) => void): void => {
    describe(name, () => tests((title, body) => it.effect(title, () => Effect.provide(Effect.suspend(body), layer))))
  }
