import { getCurrentVersion } from "effect/Version"
import { version } from "../../transport/userAgent.ts"
import type { RuntimeName } from "./RuntimeName.ts"

/** Which command this is, and what it runs on. */
export const versionLine = (runtime: RuntimeName): string =>
  `zoho-bulk v${version} (${runtime.name} v${runtime.version}, effect v${getCurrentVersion()})`
