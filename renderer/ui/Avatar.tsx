import { initialsOf } from './format.ts';

/** Initials in a ring, never coloured by person. Empty and dashed where nobody holds it, dashed where provisional. */
export function Avatar({
  name,
  me = false,
  provisional = false,
  large = false,
}: {
  name: string | null;
  me?: boolean;
  provisional?: boolean;
  large?: boolean;
}) {
  const classes = ['av', large && 'lg', name === null && 'none', me && 'me', provisional && 'prov'];
  const title = name ?? 'nobody';
  return (
    <span className={classes.filter(Boolean).join(' ')} title={title} role="img" aria-label={title}>
      {name === null ? null : <span aria-hidden="true">{initialsOf(name)}</span>}
    </span>
  );
}
