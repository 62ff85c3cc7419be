import type { FastifyError, FastifyInstance } from 'fastify';
import type { Problem } from '#core/sync/protocol.ts';

/** Ends a request with a `Problem`: a status, a short name, a sentence for the person, and which field it is about. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly problem: Problem;

  constructor(statusCode: number, problem: string, says: string, field: string | null = null) {
    super(says);
    this.statusCode = statusCode;
    this.problem = { problem, says, field };
  }
}

/** Every failure leaves as a `Problem`; what is a bug is logged and says no more than that. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | HttpProblem>((error, request, reply) => {
    const known = error instanceof HttpProblem ? error : translated(error);
    if (!known) request.log.error({ err: error }, 'a request failed');
    const { statusCode, problem } = known ?? broken;
    return reply.code(statusCode).type('application/json; charset=utf-8').send(problem);
  });
}

const broken = new HttpProblem(500, 'broken', 'The server made a mistake. It has been written down; try again.');

function translated(error: FastifyError): HttpProblem | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new HttpProblem(413, 'tooLarge', 'That is more than 1 MiB, the most that is taken at once.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new HttpProblem(400, 'malformedJson', `The body is not JSON: ${error.message}`);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new HttpProblem(
        415,
        'wrongMediaType',
        'The body must be JSON, with the header "content-type: application/json".',
      );
    default:
  }
  if (error instanceof SyntaxError && error.statusCode === 400) {
    return new HttpProblem(400, 'malformedJson', `The body is not JSON: ${error.message}`);
  }
  if (error.statusCode === 429)
    return new HttpProblem(429, 'tooMany', 'Too many requests. Wait a minute, then try again.');
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? new HttpProblem(status, 'badRequest', error.message) : null;
}
