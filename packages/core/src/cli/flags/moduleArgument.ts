import * as Argument from "effect/cli/Argument"

/** The module that something is asked of. */
export const moduleArgument = Argument.String("module").pipe(
  Argument.withDescription('API name or label of the module, such as Contacts or "Sales Orders"'),
)
