import { AnswerText } from '#core/sla/laboratory/answer-text.ts';
import { Problem } from '#core/sync/protocol.ts';
import { type Trouble, troubleAt } from './experiment.ts';

type Deps = { server: string; fetch: typeof fetch };

/** Asks the server's laboratory. What can't be answered comes back as trouble at its field. */
export type Ask = (question: Record<string, unknown>) => Promise<{ answer: AnswerText } | { trouble: Trouble }>;

export function createAsk({ server, fetch }: Deps): Ask {
  return async (question) => {
    const response = await fetch(`${server}/api/admin/laboratory`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    }).catch(() => null);
    if (!response || response.status >= 502) {
      return {
        trouble: troubleAt(null, 'The server can’t be reached, and only it reckons here. Nothing is lost; ask again.'),
      };
    }
    const body: unknown = await response.json().catch(() => null);
    const answer = response.ok ? AnswerText.safeParse(body) : null;
    if (answer?.success) return { answer: answer.data };
    const problem = Problem.safeParse(body);
    if (problem.success) return { trouble: troubleAt(problem.data.field, problem.data.says) };
    return { trouble: troubleAt(null, 'The server said something that this console doesn’t understand.') };
  };
}
