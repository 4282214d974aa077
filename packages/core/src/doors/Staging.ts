/**
 * Where a result is stored before its rows are read.
 *
 * **Example** (Rows of a download that may break, on Node)
 *
 * ```ts
 * import { type ReadJob, resultRecords } from "@zoho-bulk/core"
 * import * as Staging from "@zoho-bulk/core/Staging"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 *
 * const staging = Layer.provide(Staging.layerFolder("/tmp/reports"), layerFiles)
 *
 * export const records = (job: ReadJob) => resultRecords(job, undefined, { staging })
 * ```
 */
export { layerStagingFolder as layerFolder } from "../results/layerStagingFolder.ts"
export { ResultStaging } from "../results/ResultStaging.ts"
