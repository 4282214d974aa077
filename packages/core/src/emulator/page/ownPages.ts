import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Origin } from "../requests/origin.ts"
import { worldReport } from "../world/worldReport.ts"
import { pageAction } from "./actions.ts"
import { listFaults } from "./armFaults.ts"
import { devicePage, isDevicePath } from "./devicePage.ts"
import { pageHeaders } from "./pageHeaders.ts"
import { worldPage } from "./worldPage.ts"

/** Tells whether a path is of the emulator itself, or asked for by browsers that show its page: no fault is about those. */
export const isOwnPath = (origin: Origin): boolean => {
  const { dataCenter, url } = origin
  const isOfPage = dataCenter === undefined && ["/", "/favicon.ico"].includes(url.pathname)
  return /^\/_emulator(?:\/|$)/.test(url.pathname) || isOfPage || isDevicePath(origin)
}

/** Answers what Zoho has not: the state as JSON and, on a port, a page to look at and its buttons. Any other path is Zoho's. */
export const ownPage = Effect.fnUntraced(function* (origin: Origin, method: string) {
  const { dataCenter, url } = origin
  if (isDevicePath(origin)) return yield* devicePage(origin, method)
  if (method === "POST" && dataCenter === undefined && url.pathname.startsWith("/_emulator/")) {
    return yield* pageAction(origin)
  }
  if (method === "GET" && url.pathname === "/_emulator/faults") return yield* listFaults
  const isPage = url.pathname === "/" && dataCenter === undefined
  if (method !== "GET" || !(isPage || url.pathname === "/_emulator/state")) return undefined
  const report = yield* worldReport
  if (!isPage) return yield* Effect.orDie(HttpServerResponse.json(report))
  const page = worldPage(url.origin, report, url.searchParams.has("paused"))
  return HttpServerResponse.setHeaders(HttpServerResponse.html(page), pageHeaders)
})
