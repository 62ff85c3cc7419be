import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useShell } from '../ui/context.tsx';
import { type AdminApi, AdminProblem, createAdminApi } from './admin-api.ts';

export function useAdminApi(): AdminApi {
  const { server } = useShell();
  return useMemo(() => createAdminApi({ server, fetch: (...args) => fetch(...args) }), [server]);
}

/** The workspace as the server has it now, not as this console heard of it last. */
export function useWorkspace() {
  const api = useAdminApi();
  return useQuery({ queryKey: ['admin', 'reference'], queryFn: api.reference, retry: false, networkMode: 'always' });
}

/**
 * One act on the server. What it may have changed is asked for anew before it counts as done, so that what is shown
 * next is what is so. `problem` is the last refusal.
 */
export function useAct<In, Out>(work: (api: AdminApi, given: In) => Promise<Out>, done?: (made: Out) => void) {
  const api = useAdminApi();
  const queries = useQueryClient();
  const act = useMutation<Out, Error, In>({
    mutationFn: (given) => work(api, given),
    networkMode: 'always',
    async onSuccess(made) {
      await queries.invalidateQueries({ queryKey: ['admin'] });
      done?.(made);
    },
  });
  return {
    run: (given: In) => act.mutate(given),
    busy: act.isPending,
    made: act.data ?? null,
    problem: act.error === null ? null : problemOf(act.error),
    reset: act.reset,
  };
}

function problemOf(error: Error): AdminProblem {
  return error instanceof AdminProblem ? error : new AdminProblem('The server said something unexpected.');
}

/** What to show at a field: the refusal that names it, or a part of it. */
export function errorAt(problem: AdminProblem | null, field: string): string | undefined {
  const names = problem?.field === field || problem?.field?.startsWith(`${field}.`);
  return names ? problem?.message : undefined;
}
