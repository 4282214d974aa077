import { readFileSync } from "node:fs"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import type { SettingsOptions } from "@zoho-bulk/core/Settings"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { json } from "./answers.ts"
import { testToken } from "./connected.ts"
import type { Turn } from "./ScriptedZoho.ts"

/** The body of an answer in the form of Zoho's pages. */
const sampleBody = (name: string): Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>> =>
  JSON.parse(readFileSync(new URL(`../fixtures/metadata/${name}.v7.json`, import.meta.url), "utf8")).body

/** The answers of one organisation, by the last part of their paths. */
export const sampleAnswers = {
  modules: sampleBody("modules"),
  fields: sampleBody("fields"),
  layouts: sampleBody("layouts"),
  custom_views: sampleBody("customViews"),
  count: { count: 251_000 },
} as const

/** What is asked of an organisation: the last part of the path, and the module. */
export interface Asked {
  readonly what: string
  readonly module: string
  readonly page: number
}

/** What answers a question in place of the sample; where it gives nothing, the sample does. */
export type InItsPlace = (asked: Asked) => Turn | undefined

const sampleAnswer = (what: string): Turn =>
  Object.entries(sampleAnswers)
    .filter(([name]) => name === what)
    .map(([, body]) => json(body))[0] ?? json({ code: "INVALID_URL_PATTERN", status: "error" }, { status: 404 })

const askedBy = ({ pathname, searchParams }: URL): Asked => ({
  what: pathname.split("/").at(-1) ?? "",
  module: searchParams.get("module") ?? pathname.split("/").at(-3) ?? "",
  page: Number(searchParams.get("page") ?? 1),
})

interface Options {
  readonly settings?: SettingsOptions
  readonly token?: string
}

/** A wire on which an organisation tells of itself, and the lines of all that it was asked. */
export const organizationWire = (inItsPlace: InItsPlace = () => undefined) => {
  const lines: Array<string> = []
  const client = HttpClient.make((request, url) =>
    Effect.suspend(() => {
      lines.push(`${request.method} ${url.pathname}${url.search}`)
      const asked = askedBy(url)
      const turn = inItsPlace(asked) ?? sampleAnswer(asked.what)
      const played = HttpServerResponse.isHttpServerResponse(turn) ? Effect.succeed(turn) : Effect.orDie(turn)
      return Effect.map(played, (response) => HttpServerResponse.toClientResponse(response, { request }))
    }),
  )
  /** A connection over the wire, as a program of its own would make it. */
  const connect = ({ settings, token = testToken }: Options = {}) =>
    ZohoConnection.layer({ ...settings, auth: layerAccessToken(Redacted.make(token)) }).pipe(
      Layer.provide(Layer.succeed(HttpClient.HttpClient, client)),
    )
  return { lines, connect }
}
