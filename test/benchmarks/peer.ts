import { createRequire } from "node:module"

const requirePeer = createRequire(new URL("peers/package.json", import.meta.url))

/** Loads what is measured against; it lies outside the workspace, and only as much of it is known here as is used. */
export const peer = <A>(name: string): A => requirePeer(name)
