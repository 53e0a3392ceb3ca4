/**
 * Proof for providers, and doubles for the tests of those who use them.
 *
 * @packageDocumentation
 */
export type { Expect, TestFunction } from './conformance/scenario.ts';
export { describeProvider, type Runner } from './describe-provider.ts';
export { type Difference, differences } from './difference.ts';
export type { FakeAnswer, FakeToolCall } from './fake-provider/fake-answer.ts';
export { type FakeProvider, type FakeScript, fakeProvider } from './fake-provider/fake-provider.ts';
export type {
  BodyCut,
  BodyEnding,
  ScriptedFailure,
  ScriptedReply,
  ScriptedResponse,
} from './scripted-fetch/reply.ts';
export type { ConnectionState, RequestRecord } from './scripted-fetch/request-record.ts';
export {
  type FetchScript,
  type ScriptedFetch,
  type ScriptedFetchOptions,
  scriptedFetch,
} from './scripted-fetch/scripted-fetch.ts';
export type { EnvironmentKey, ProviderSubject, SubjectOptions } from './subject.ts';
export { chatCompletionsWire } from './wires/chat-completions.ts';
export { geminiWire } from './wires/gemini.ts';
export { huggingFaceWire } from './wires/hugging-face.ts';
export { responsesWire } from './wires/responses.ts';
export type {
  AnswerScript,
  ErrorFixture,
  ScriptedToolCall,
  StreamErrorFixture,
  StreamFrames,
  UsageFixture,
  WireFixture,
  WrongShapeFixture,
} from './wires/wire-fixture.ts';
