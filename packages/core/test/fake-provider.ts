/** Read in place: @x/testing depends on this package, so this package cannot depend on it. */
export { type FakeAnswer, type FakeScript, fakeProvider } from '../../testing/src/index.ts';
