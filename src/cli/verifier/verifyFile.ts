// From arguments to a verdict, its words and its exit code: what `tickmark verify` and the verifier inside a package have in common.
import { PackageDefect } from '../../core/audit/packageDefect.ts'
import type { Verdict } from '../../core/audit/verify/verdict.ts'
import { verifyPackage } from '../../core/audit/verify/verifyPackage.ts'
import { openPackage, UnreadablePackage } from './openPackage.ts'
import { isWorthThread, proveInThread, type StartThread, startOwnThread, ThreadEnded } from './proveInThread.ts'
import { verifierTools } from './verifierTools.ts'
import { readVerifyArguments, UnusableArguments, usage, type VerifyArguments } from './verifyArguments.ts'

export type Said = { exitCode: 0 | 1 | 2; out: string; error: string }

/** `software`: name and version of the program that asks. `startThread`: how it begins its second thread. */
export async function verifyFile(args: readonly string[], software: string, startThread: StartThread = startOwnThread): Promise<Said> {
  try {
    const asked = await readVerifyArguments(args)
    if (asked === 'help') return { exitCode: 0, out: usage, error: '' }
    const verdict = await judge(asked, software, startThread)
    return { exitCode: verdict.verified ? 0 : 1, out: asked.json ? `${JSON.stringify(verdict, null, 2)}\n` : inWords(verdict), error: '' }
  } catch (error) {
    if (error instanceof UnusableArguments) return { exitCode: 2, out: '', error: `${error.message}\n\n${usage}` }
    if (error instanceof UnreadablePackage || error instanceof ThreadEnded) return { exitCode: 2, out: '', error: `${error.message}\n` }
    throw error
  }
}

async function judge({ path, threads, options }: VerifyArguments, software: string, startThread: StartThread): Promise<Verdict> {
  try {
    const opened = await openPackage(path)
    try {
      const inThread = threads === undefined ? isWorthThread(opened) : threads === 2
      const prove = inThread ? proveInThread(opened, startThread) : undefined
      return await verifyPackage(opened, { ...options, tools: verifierTools, software }, prove)
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof PackageDefect) {
      return {
        verified: false,
        area: error.area,
        reason: error.message,
        proved: [],
        notProved: ['Everything: the file itself is not whole.'],
      }
    }
    throw error
  }
}

const width = 96

/** Lines of at most `width` characters, those after the first set in. */
function item(mark: string, text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((one, at) => `${at === 0 ? `  ${mark} ` : '    '}${one}\n`).join('')
}

function inWords(verdict: Verdict): string {
  const proved = `\nProved\n${verdict.proved.map((said) => item('✓', said)).join('')}`
  const notProved = `\nNot proved\n${verdict.notProved.map((said) => item('–', said)).join('')}`
  if (!verdict.verified) {
    const sofar = verdict.proved.length === 0 ? '' : proved
    return `NOT VERIFIED\n${item('!', verdict.reason)}${sofar}${notProved}`
  }
  const { name, firstDay, lastDay, alerts, reviewed, reviewedLate, notReviewed, incidents, sources, gaps, entries } = verdict.figures
  const head = `VERIFIED  ${name}, ${firstDay} to ${lastDay}\n`
  const figures = `  ${alerts} alerts (${reviewed} reviewed, ${reviewedLate} of them late; ${notReviewed} not reviewed), ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}, ${sources} ${sources === 1 ? 'source' : 'sources'}, ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}, ${entries} entries\n`
  return `${head}${figures}${proved}${notProved}`
}
