// Where the thread of `tickmark verify` begins; the verifier inside packages, which is one file, begins its own in `standalone.ts`.
import { serveProof } from './proofThread.ts'

await serveProof()
