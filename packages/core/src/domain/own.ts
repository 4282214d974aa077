/** Looks a name up that may come from outside: what every object has, such as `constructor`, is not found. */
export const own = <A>(record: { readonly [name: string]: A }, name = ""): A | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
