import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import { resultContent } from "../results/resultContent.ts"
import { exportPages } from "./exportPages.ts"
import type { CalendarExportRequest, ExportFailure } from "./ExportRequest.ts"

/**
 * Exports events as calendar entries (iCalendar), 20,000 a job.
 *
 * @see {@link exportModule} for how it goes.
 *
 * @category operations
 */
export const exportCalendar = (
  request: CalendarExportRequest,
): Stream.Stream<Uint8Array, ExportFailure, ZohoConnection> =>
  Stream.flatMap(exportPages({ ...request, fileType: "ics" }), ({ job }) => resultContent(job))
