/** The help of each command by the words that name it, as JSON. The build of the command writes it in; the sources have none. */
export const readyPages: Readonly<Record<string, string>> = {}
