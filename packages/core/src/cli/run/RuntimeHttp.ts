import * as Context from "effect/Context"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"

/** The runtime's own HTTP, not yet set up: a run on the built-in emulator never needs it. */
export class RuntimeHttp extends Context.Service<RuntimeHttp, Layer.Layer<HttpClient.HttpClient, InvalidSettings>>()(
  "@zoho-bulk/core/cli/RuntimeHttp",
) {}
