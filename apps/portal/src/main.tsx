import './browser/trusted-types.js';
import { styleNonce } from './browser/nonce.js';
import './theme/styles.js';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ServerProblem } from './api/problem.js';
import { takeSetupToken } from './session/setup-token.js';
import { router } from './shell/router.js';
import { cssVariables, theme } from './theme/theme.js';
import { startWords } from './words/index.js';

takeSetupToken();

/** Reading leaves a trace in the audit log, so nothing is read again unless somebody asks or something changed. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      staleTime: 60_000,
      retry: (failures, error) => !(error instanceof ServerProblem && error.status < 500) && failures < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

await startWords();

createRoot(document.getElementById('portal')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-left" autoClose={8000} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
