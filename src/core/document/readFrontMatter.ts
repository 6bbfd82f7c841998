// What does a text say of itself above its words? Without reading the words, which takes a hundred times as long.
import { type ReadText, readText } from './readText.ts'

/** `title`: of the front matter, else the first heading; empty where there is neither. */
export function readFrontMatter(markdown: string): Pick<ReadText, 'title' | 'owner' | 'terms'> {
  const own = /^\ufeff?---[ \t]*\r?\n[\s\S]{0,60000}?\r?\n---[ \t]*(?:\r?\n|$)/.exec(markdown)?.[0] ?? ''
  const { title, owner, terms } = readText(own, [])
  return { title: title === '' ? (/^# (.{1,300})$/m.exec(markdown)?.[1]?.trim() ?? '') : title, owner, terms }
}
