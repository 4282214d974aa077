import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"

/** Where a runner is among those of its database. */
export const clusterFlags = {
  cluster: optional(
    Flag.String("cluster").pipe(
      Flag.withMetavar("<host:port>"),
      Flag.withDescription(
        "with --database: where it listens for the other runners, on a private address or by default on 127.0.0.1:34431",
      ),
    ),
  ),
  announce: optional(
    Flag.String("announce").pipe(
      Flag.withMetavar("<host:port>"),
      Flag.withDescription("where the other runners reach it, if that is elsewhere"),
    ),
  ),
  insecureListen: Flag.Boolean("insecure-listen").pipe(
    Flag.withDescription("listen on any address for them, though whoever reaches it could command the runner"),
    Flag.withDefault(false),
  ),
} as const

/** What was given of them. */
export interface ClusterFlags {
  readonly cluster: string | undefined
  readonly announce: string | undefined
  readonly insecureListen: boolean
}
