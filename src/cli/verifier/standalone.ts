// The verifier that travels in a package: the same code as `tickmark verify`, bundled into one file that needs nothing but Node.js.
import { verifyFile } from './verifyFile.ts'

/** Put in by whoever bundles this. */
declare const tickmarkSoftware: string

const { exitCode, out, error } = await verifyFile(process.argv.slice(2), tickmarkSoftware)
process.stdout.write(out)
process.stderr.write(error)
process.exitCode = exitCode
