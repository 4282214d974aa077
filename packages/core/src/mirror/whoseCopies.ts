import * as Effect from "effect/Effect"
import { MirrorDiffers } from "../failure/MirrorFailure.ts"
import type { Settings } from "../settings/Settings.ts"
import type { Checkpoint } from "./Checkpoint.ts"

/** The organisation that copies are of: the same notion as in the journals of exports and imports, which asks Zoho nothing. */
type Organization = NonNullable<Checkpoint["organization"]>

type Checkpoints = ReadonlyArray<Checkpoint>

/** The organisation that copies remember with its id, if one of them does. */
const idIn = (checkpoints: Checkpoints): string | undefined =>
  checkpoints.find(({ organization }) => organization?.id !== undefined)?.organization?.id

/** The organisation that a run writes down: one without an id in its settings keeps the id that the copies remember. */
export const organizationOfRun = ({ hosts, orgId }: Settings, checkpoints: Checkpoints): Organization => {
  const id = orgId ?? idIn(checkpoints)
  return { host: hosts.api.origin, ...(id === undefined ? {} : { id }) }
}

/** Refuses copies of another organisation. What is not known of either makes no difference. */
export const checkWhose = (
  target: string,
  checkpoints: Checkpoints,
  { hosts, orgId }: Settings,
): Effect.Effect<void, MirrorDiffers> => {
  const asked = hosts.api.origin
  const host = checkpoints.flatMap(({ organization }) => organization?.host ?? []).find((known) => known !== asked)
  if (host !== undefined) return Effect.fail(new MirrorDiffers({ target, what: "host", known: host, asked }))
  const id = idIn(checkpoints)
  if (id === undefined || orgId === undefined || id === orgId) return Effect.void
  return Effect.fail(new MirrorDiffers({ target, what: "organization", known: id, asked: orgId }))
}
