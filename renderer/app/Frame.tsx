import '@mantine/core/styles.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Announcer } from '../ui/Announcer.tsx';
import { type Keymap, KeymapProvider } from '../ui/keymap.tsx';
import { SchemeProvider } from '../ui/scheme.tsx';
import { theme, tokenVariables } from '../ui/theme.ts';

/** What surrounds every page: the look, the keys, the voice, and a memory for what only the server knows. */
export function Frame({ keymap, children }: { keymap: Keymap; children: ReactNode }) {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5_000 } } }));
  return (
    <SchemeProvider>
      {(scheme) => (
        <MantineProvider
          theme={theme}
          cssVariablesResolver={tokenVariables}
          forceColorScheme={scheme === 'light' ? 'light' : 'dark'}
        >
          <QueryClientProvider client={queries}>
            <KeymapProvider keymap={keymap}>
              <Announcer>{children}</Announcer>
            </KeymapProvider>
          </QueryClientProvider>
        </MantineProvider>
      )}
    </SchemeProvider>
  );
}
