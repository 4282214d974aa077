import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
export type DeletedRecordsFailure = never
export const getDeletedRecords = (_module: string, _options: { since?: number | undefined }): Stream.Stream<{ id: string; deletedTime: string }, DeletedRecordsFailure, ZohoConnection> => Stream.empty
