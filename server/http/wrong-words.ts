import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a schema without words of its own says. */
export const UNSAID = '';

/** Where something is wrong, and what: the schema's own words, or a sentence that begins with the field. */
export type Wrong = { path: PropertyKey[]; says: string | ((field: string | null) => string) };

/** An issue in plain words. */
export function inWords(issue: Issue): Wrong {
  if (issue.code === 'invalid_union') return ofUnion(issue);
  if (issue.message !== UNSAID) return { path: issue.path, says: issue.message };
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] ?? ''];
    return { path, says: (field) => `There is no field "${field}". Is it spelt right?` };
  }
  const predicate = predicateOf(issue);
  return { path: issue.path, says: (field) => `${field ?? 'What was sent'} ${predicate}.` };
}

/** A union that nothing fits says so of each member: values are listed, else the closest member says the most. */
function ofUnion(issue: Extract<Issue, { code: 'invalid_union' }>): Wrong {
  const under = ({ path, says }: Wrong): Wrong => ({ path: [...issue.path, ...path], says });
  const single = issue.errors.flatMap((errors) => (errors.length === 1 ? errors : []));
  const values = single.flatMap((one) => (one.code === 'invalid_value' && one.path.length === 0 ? one.values : []));
  const [first] = single;
  if (first?.code === 'invalid_value' && values.length >= issue.errors.length) {
    return under(inWords({ ...first, values }));
  }
  const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
  const [inner] = closest ?? [];
  if (inner) return under(inWords(inner));
  return { path: issue.path, says: (field) => `${field ?? 'What was sent'} is missing, or not known here.` };
}

function predicateOf(issue: Exclude<Issue, { code: 'invalid_union' | 'unrecognized_keys' }>): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${either(issue.values)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return `must ${amount(issue.origin, `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`)}`;
    case 'too_big':
      return `must ${amount(issue.origin, `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`)}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'is not written as it has to be';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    default:
      return 'is not what is expected here';
  }
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};

const formats: Record<string, string> = {
  uuid: 'must be an id, as in 0190163d-8694-739b-aea5-966c26f8ad91',
  email: 'must be an email address',
  url: 'must be an address such as https://desk.example.com',
};

function amount(origin: string, bound: string): string {
  if (origin === 'string') return `have ${bound} characters`;
  if (origin === 'array' || origin === 'set') return `have ${bound} entries`;
  return `be ${bound}`;
}

/** `1, 2 or 3` */
function either(values: readonly unknown[]): string {
  const words = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  const last = words.pop() ?? 'something else';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
