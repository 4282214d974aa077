import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type * as SqlClient from "effect/sql/SqlClient"
import { countJourneys } from "../../durable/table/countJourneys.ts"
import { metricsPage } from "./metricsPage.ts"

type Reply = Effect.Effect<HttpServerResponse.HttpServerResponse, never, SqlClient.SqlClient>

const unwell = ({ summary }: { readonly summary: string }) =>
  Effect.succeed(HttpServerResponse.jsonUnsafe({ status: "failing", problem: summary }, { status: 503 }))

/** The version of the text that Prometheus reads. */
const contentType = "text/plain; version=0.0.4; charset=utf-8"

const pages = (runner: string): Readonly<Record<string, Reply>> => ({
  "/health": countJourneys.pipe(
    Effect.map(({ byState }) =>
      HttpServerResponse.jsonUnsafe({ status: "ok", runner, journeys: Object.fromEntries(byState) }),
    ),
    Effect.catch(unwell),
  ),
  "/metrics": metricsPage.pipe(
    Effect.map((text) => HttpServerResponse.text(text, { contentType })),
    Effect.catch(unwell),
  ),
})

/** Tells who asks on this machine how a runner is, and what it counts. */
export const tellApp = (runner: string) => {
  const known = new Map(Object.entries(pages(runner)))
  return Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ method, url }): Reply => {
    const page = known.get(url.replace(/\?.*$/s, ""))
    if (page === undefined) return Effect.succeed(HttpServerResponse.text("Not found\n", { status: 404 }))
    if (method !== "GET" && method !== "HEAD") {
      return Effect.succeed(HttpServerResponse.text("Only GET\n", { status: 405, headers: { allow: "GET, HEAD" } }))
    }
    return page
  })
}
