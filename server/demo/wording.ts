import { z } from 'zod';

/** A ticket's text: what is asked, said and noted, what goes along with a handoff, and what solved it. */
export const Story = z.object({
  category: z.string(),
  subject: z.string(),
  type: z.enum(['incident', 'request']),
  tags: z.array(z.string()),
  opening: z.string(),
  replies: z.array(z.string()).min(1),
  answers: z.array(z.string()).min(1),
  notes: z.array(z.string()).min(1),
  packet: z.object({ observed: z.string(), tried: z.string(), asked: z.string(), hypothesis: z.string() }),
  solution: z.string(),
});
export type Story = z.infer<typeof Story>;

/** `resources/demo/wording.json`: all the words of the demo, none of its times. */
export const Wording = z.object({
  organisations: z.array(z.object({ name: z.string(), calendar: z.enum(['branch', 'always']) })),
  services: z.array(z.object({ name: z.string(), category: z.string() })),
  categories: z.array(z.object({ name: z.string(), skill: z.string() })),
  requesters: z.array(z.object({ name: z.string(), email: z.string(), phone: z.string(), organisation: z.string() })),
  stories: z.array(Story),
});
export type Wording = z.infer<typeof Wording>;
