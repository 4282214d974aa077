import { layerAccessToken, type TokenScheme } from "@zoho-bulk/core/Auth"
import { ZohoConnection } from "@zoho-bulk/core"
import { type InvalidSettings } from "@zoho-bulk/core/Failure"
import { type SettingsOptions } from "@zoho-bulk/core/Settings"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Layer, Redacted } from "effect"
import type { HttpClient } from "effect/http"
import { ScriptedZoho, type Turn } from "./ScriptedZoho.ts"

/** The token that goes over scripted wires. Nothing but the `Authorization` header may contain it. */
export const testToken = "1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7"

interface Options {
  /** What is emulated, where it is not the usual. */
  readonly emulator?: Emulator.EmulatorOptions
  readonly settings?: SettingsOptions
  readonly token?: string
  readonly scheme?: TokenScheme
}

const connection = (
  defaultToken: string,
  { scheme, settings, token }: Options,
): Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient> =>
  Layer.provide(
    ZohoConnection.layer(settings),
    layerAccessToken(Redacted.make(token ?? defaultToken), scheme === undefined ? {} : { scheme }),
  )

/** Connects to a wire that follows a script. */
export const scripted = (
  turns: Iterable<Turn>,
  options: Options = {},
): Layer.Layer<ZohoConnection | ScriptedZoho | HttpClient.HttpClient, InvalidSettings> =>
  Layer.provideMerge(connection(testToken, options), ScriptedZoho.layer(turns))

/** Connects to the emulator, in this process. */
export const emulated = (options: Options = {}): Layer.Layer<ZohoConnection | HttpClient.HttpClient, InvalidSettings> =>
  Layer.provideMerge(connection("emulator", options), Layer.orDie(Emulator.layerHttpClient(options.emulator)))
