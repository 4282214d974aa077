import * as Effect from "effect/Effect"
import { isJobId } from "../domain/JobId.ts"
import { isJobKind } from "../domain/JobKind.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"

/** The names of attributes about how a call went. */
export const attribute = {
  status: "http.response.status_code",
  code: "zoho.error_code",
  failure: "error.type",
  tries: "zoho.tries",
} as const

/** The names of attributes about journeys; separate from the others, for programs without journeys. */
export const about = {
  module: "zoho.module",
  jobId: "zoho.job_id",
  jobKind: "zoho.job_kind",
  page: "zoho.page",
  part: "zoho.part",
} as const

type Attributes = Readonly<Record<string, string | number>>

/** The name of the span of a call: one per operation. */
export const spanName = (request: OutgoingRequest): string => `zoho-bulk.${request.context.operation}`

/** What is known of a job; text that is not an id could hold anything, and stays out. */
export const jobAttributes = (job: { readonly id?: unknown; readonly kind?: unknown } | undefined): Attributes => ({
  ...(isJobId(job?.id) ? { [about.jobId]: job.id } : {}),
  ...(isJobKind(job?.kind) ? { [about.jobKind]: job.kind } : {}),
})

/** What is known of a call before it is made; no secret, and no address but the host. */
export const callAttributes = (request: OutgoingRequest): Attributes => ({
  "zoho.operation": request.context.operation,
  "zoho.api_version": request.context.apiVersion,
  "zoho.data_center": request.context.dataCenter,
  "http.request.method": request.method,
  "server.address": request.url.hostname,
})

/** Gives a call a span, where anybody could see it. */
export const inCallSpan =
  (request: OutgoingRequest) =>
  <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.withFiber((fiber) =>
      fiber.cache.tracer === undefined
        ? call
        : Effect.withSpan(call, spanName(request), { kind: "client", attributes: callAttributes(request) }),
    )

/** Gives another effect a span, where anybody could see it. */
export const inSpan =
  (name: string, attributes: Attributes) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.withFiber((fiber) => (fiber.cache.tracer === undefined ? self : Effect.withSpan(self, name, { attributes })))

/** Says in the span of a call how it went. */
export const annotateCall = (attributes: Attributes): Effect.Effect<void> =>
  Effect.withFiber((fiber) => (fiber.cache.tracer === undefined ? Effect.void : Effect.annotateCurrentSpan(attributes)))

const apiName = /^[A-Za-z]\w{0,99}$/

/** The module that a job or a journey is about; text that is not an API name stays out. */
export const moduleAttribute = (module: unknown): Attributes =>
  typeof module === "string" && apiName.test(module) ? { [about.module]: module } : {}

const zohoCode = /^[A-Z][A-Z0-9_]{0,63}$/

/** Zoho's code as an attribute; text of any other form could hold anything, and stays out. */
export const codeAttribute = (code: string | undefined): Attributes =>
  code !== undefined && zohoCode.test(code) ? { [attribute.code]: code } : {}
