import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes, as OWASP's Password Storage Cheat Sheet asks at least. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const SHORTEST_PASSWORD = 10;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Takes as long where there is no account, so that nobody learns which addresses have one. */
export async function passwordFits(hashed: string | null, password: string): Promise<boolean> {
  const fits = await verify(hashed ?? (await nobody()), password, COST);
  return hashed !== null && fits;
}

/** Why a new password won't do; null where it will. */
export function passwordProblem(password: string): string | null {
  return [...password].length < SHORTEST_PASSWORD ? `A password needs at least ${SHORTEST_PASSWORD} characters.` : null;
}

const nobody = (() => {
  let hashed: Promise<string> | null = null;
  return () => {
    hashed ??= hashPassword('nobody has this password');
    return hashed;
  };
})();
