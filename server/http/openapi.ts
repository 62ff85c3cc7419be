import swagger from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { VERSION } from '../version.ts';
import type { Routes } from './routes.ts';
import { asJsonSchema } from './validation.ts';

/** `/api/openapi.json`, made from the same schemas that check requests. Registered before the routes it describes. */
export async function describeApi(app: Routes): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tierline', version: VERSION, description: 'What consoles and other systems ask of the server.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tierline_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: ({ schema, url }) => ({ schema: described(schema ?? {}), url }),
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function described({ body, querystring, params, headers, response, ...rest }: FastifySchema): FastifySchema {
  const answers = Object.entries((response ?? {}) as Record<string, unknown>);
  return {
    ...rest,
    ...(body ? { body: asJsonSchema(body) } : {}),
    ...(querystring ? { querystring: asJsonSchema(querystring) } : {}),
    ...(params ? { params: asJsonSchema(params) } : {}),
    ...(headers ? { headers: asJsonSchema(headers) } : {}),
    ...(response
      ? {
          response: Object.fromEntries(
            answers.map(([status, schema]) => [status, { description: 'Answer', ...(asJsonSchema(schema) as object) }]),
          ),
        }
      : {}),
  };
}
