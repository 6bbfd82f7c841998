// What runs before all else: on the address of an incident the first answer, then the app.
import '../theme/tokens.css'
import '../theme/base.css'
import { giveFirstAnswer } from './firstAnswer.ts'

/** An answer that takes longer is the app’s to wait for. */
const patience = 1_000

/** Starting the app keeps a slow telephone from drawing anything for a second or two; so what there is to see is drawn before. */
async function start(): Promise<void> {
  await Promise.race([giveFirstAnswer(), new Promise((resolve) => setTimeout(resolve, patience))])
  // For whoever measures: from here on the app is being started.
  performance.mark('first')
  await import('../main.tsx')
}

void start()
