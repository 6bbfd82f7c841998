// How long may a text be that is linted?

/** Six times the longest incident document we know of, in characters; what is longer is a log, a book or an attack. */
export const longestText = 300_000
