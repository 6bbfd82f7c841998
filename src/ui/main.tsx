// Starts the pages in the browser.
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
// Our own colours and type come with the first answer, before these.
import './theme/mantine.css'
import './theme/print.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { recallAnswers } from './api/answers.ts'
import { keepShell } from './api/keepShell.ts'
import { queryClient } from './api/queryClient.ts'
import { serveOutboxToApp } from './api/useOutbox.ts'
import { handOver } from './first/firstAnswer.ts'
import { Toasts } from './kit/toast.tsx'
import { router } from './routes.tsx'
import { useColorScheme } from './theme/appearance.ts'
import { cssVariables, theme } from './theme/theme.ts'

/** The server puts a fresh one into the page; without it the style element would be refused. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}

function Tickmark() {
  const scheme = useColorScheme()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** A device that is slow to remember must not keep anybody waiting. */
const patience = 400

async function start(root: HTMLElement): Promise<void> {
  await Promise.race([recallAnswers().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience))])
  handOver(async (wasShown) => {
    serveOutboxToApp()
    // Nobody heard what changed while it was shown.
    if (wasShown) await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'incidents' })
  })
  createRoot(root).render(
    <StrictMode>
      <Tickmark />
    </StrictMode>,
  )
  keepShell()
}

const root = document.getElementById('root')
if (root) void start(root)
