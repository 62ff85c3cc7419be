import { z } from 'zod';
import { answerOrFlaw } from '#core/sla/laboratory/answer.ts';
import { AnswerText, textOf } from '#core/sla/laboratory/answer-text.ts';
import { Question } from '#core/sla/laboratory/question.ts';
import { Problem } from '#core/sync/protocol.ts';
import { zones } from '../laboratory/zones.ts';
import type { AdminDeps } from './admin-routes.ts';
import type { Routes } from './routes.ts';

const Unanswerable = Problem.extend({ error: z.string() });
type Unanswerable = z.infer<typeof Unanswerable>;

/**
 * The clock laboratory: a question of `npm run sla` gets the same answer here. It reads and changes nothing, and its own
 * limits keep it short. What can't be answered is a 400 with the field's path, and `error` as the command says it.
 */
export function adminLaboratory(app: Routes, { acts }: AdminDeps): void {
  app.post(
    '/api/admin/laboratory',
    {
      schema: { body: Question, response: { 200: AnswerText, 400: Unanswerable } },
      // The laboratory checks the question itself, by the same schema, and says what is wrong in its own words.
      validatorCompiler: () => (value) => ({ value }),
    },
    async (request, reply) => {
      await acts.administrator(request);
      const asked: unknown = request.body;
      const { answered, flaw } = answerOrFlaw(asked, zones);
      if (answered) return textOf(answered);
      const { field, says } = flaw;
      return reply
        .code(400)
        .send({ problem: 'unanswerable', says, field, error: `${field}: ${says}` } satisfies Unanswerable);
    },
  );
}
