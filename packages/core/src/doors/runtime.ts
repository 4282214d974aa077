/**
 * What runners and tools of this project need, and users do not.
 *
 * **Example** (What a program was started with, for a report)
 *
 * ```ts
 * import { connectionVariables, version } from "@zoho-bulk/core/runtime"
 *
 * export const report = (read: (name: string) => string | undefined) => ({
 *   version,
 *   set: connectionVariables.filter((name) => read(name) !== undefined),
 * })
 * ```
 */
export type { Connection, Performance, Reply } from "../connection/Connection.ts"
export { connectionVariables, type Environment, layerVariables } from "../connection/layerVariables.ts"
export type { RequestDetails } from "../connection/outgoingRequest.ts"
export { type DataCenterHosts, hostsOf, isLoopback, isThisMachine, zohoHostsOf } from "../domain/hosts.ts"
export { layerSettings } from "../connection/ZohoConnection.ts"
export { type SettingKey, type SettingName, settingNames, type SettingsInput } from "../settings/settingNames.ts"
export { resolveSettings } from "../settings/Settings.ts"
export { fromFlags, fromSaved, fromVariables, type SettingsLevel } from "../settings/SettingsLevel.ts"
export { type Inflater, Zlib } from "../formats/Zlib.ts"
export type { ResultOptions } from "../results/fromArchive.ts"
export { streamResult } from "../results/streamResult.ts"
export type { ExportOptions, ExportRequest } from "../transfer/exports/ExportRequest.ts"
export type { ImportFindings } from "../transfer/checks/ImportFindings.ts"
export type { ImportOptions, ImportRequest } from "../transfer/imports/ImportRequest.ts"
export type { JourneyOptions } from "../transfer/journey/JourneyOptions.ts"
export { streamExport } from "../transfer/exports/streamExport.ts"
export { answerInPieces, type GivenAnswer } from "../transport/AnswerInPieces.ts"
export { lookingClient, type Looks, type WayToHost } from "../transport/lookingClient.ts"
export type { BodyPiece, PiecesReader } from "../transport/PiecesReader.ts"
export { proxyInForce, type ProxyInForce } from "../transport/proxyInForce.ts"
export { proxyVariables } from "../transport/proxyVariables.ts"
export { version } from "../transport/userAgent.ts"
export { piecesOf, webStreamOf } from "../transport/webStreamOf.ts"
export { Gzip } from "../formats/Gzip.ts"
export { MayRead } from "../storage/MayRead.ts"
export { ThisProcess } from "../storage/ThisProcess.ts"
export { LoopbackServer } from "../callback/LoopbackServer.ts"
export { PortUnavailable } from "../callback/PortUnavailable.ts"
