import * as HttpServerResponse from "effect/http/HttpServerResponse"

/** Leads whoever pressed a button back to the page. */
export const toPage = HttpServerResponse.empty({ status: 303, headers: { location: "/" } })
