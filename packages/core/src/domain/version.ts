/** The version of these packages. */
export const version = "0.1.0"
