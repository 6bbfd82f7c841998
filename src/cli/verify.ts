// `tickmark verify <package.zip>`: whether a package is what it says, offline, with nothing but the auditor's own key.
import { softwareName } from '../server/softwareName.ts'
import { usage } from './verifier/verifyArguments.ts'
import { verifyFile } from './verifier/verifyFile.ts'

export const summary = 'check a package offline: seals, completeness, populations'

export const help = usage

export async function run(args: string[]): Promise<number> {
  const { exitCode, out, error } = await verifyFile(args, softwareName())
  process.stdout.write(out)
  process.stderr.write(error)
  return exitCode
}
