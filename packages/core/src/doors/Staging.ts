/**
 * Where a result is kept before its rows are read.
 */
export { layerStagingFolder as layerFolder } from "../results/layerStagingFolder.ts"
export { ResultStaging } from "../results/ResultStaging.ts"
