/** Why a request cannot be made: what is wrong, and what to do instead. */
export interface NotExpressible {
  readonly problem: string
  readonly remedy: string
}
