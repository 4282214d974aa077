import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"

/** Where a runner is among those of its database. */
export const clusterFlags = {
  cluster: optional(
    Flag.String("cluster").pipe(
      Flag.withMetavar("<host:port>"),
      Flag.withDescription(
        "with --database: private address on which it listens for other runners; 127.0.0.1:34431 by default",
      ),
    ),
  ),
  announce: optional(
    Flag.String("announce").pipe(
      Flag.withMetavar("<host:port>"),
      Flag.withDescription("address where other runners reach it, if it differs"),
    ),
  ),
  insecureListen: Flag.Boolean("insecure-listen").pipe(
    Flag.withDescription(
      "let it listen for them on any address, although anyone who can reach it can control the runner",
    ),
    Flag.withDefault(false),
  ),
} as const

/** What was given of them. */
export interface ClusterFlags {
  readonly cluster: string | undefined
  readonly announce: string | undefined
  readonly insecureListen: boolean
}
