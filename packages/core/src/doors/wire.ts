/**
 * Zoho's own words, for tools: operations, scopes, codes, and the bodies of jobs.
 *
 * **Example** (What an operation costs and requires)
 *
 * ```ts
 * import { operations } from "@zoho-bulk/core/wire"
 *
 * const { credits, scopes } = operations.getWriteJob
 *
 * export const line = `${credits} credit, ${scopes().flat().join(" or ")}`
 * ```
 */
export { interpretAnswer } from "../connection/interpretAnswer.ts"
export { type Meaning, type ZohoCode, zohoCodes } from "../failure/zohoCodes.ts"
export type { Answer } from "../transport/Answer.ts"
export { type JobBody, readJobBody, writeJobBody } from "../wire/JobBody.ts"
export { type Operation, OperationName, operations, type RequiredScopes } from "../wire/Operation.ts"
export { missingScopes, parseScopes } from "../wire/scopes.ts"
export type { WireFault } from "../wire/WireCodec.ts"
