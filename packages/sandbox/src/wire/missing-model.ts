/** The one name that no vendor has: `does-not-exist`, alone or in any organisation. */
export function isMissingModel(model: string): boolean {
  return model === 'does-not-exist' || model.endsWith('/does-not-exist');
}
