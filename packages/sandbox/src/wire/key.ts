/** What can be said of a key without knowing any: it is absent, it calls itself invalid, or it is taken. */
export type KeyState = 'missing' | 'invalid' | 'accepted';

/** The sandbox's rule for keys: any text is a key, and one that contains "invalid" is a bad one. */
export function keyState(key: string | undefined, requireKey: boolean): KeyState {
  if (key === undefined || key === '') return requireKey ? 'missing' : 'accepted';
  return key.toLowerCase().includes('invalid') ? 'invalid' : 'accepted';
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(headers: Headers): string | undefined {
  return /^Bearer\s+(?<token>\S+)$/iu.exec(headers.get('authorization') ?? '')?.groups?.['token'];
}
