import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, machine } from "../../support/machine.ts"
