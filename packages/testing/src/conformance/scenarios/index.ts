import type { ScenarioTable } from '../scenario.ts';
import { abortScenarios } from './aborts.ts';
import { answerScenarios } from './answers.ts';
import { environmentKeyScenarios } from './environment-key.ts';
import { errorScenarios } from './errors.ts';
import { finishReasonScenarios } from './finish-reasons.ts';
import { inputScenarios } from './inputs.ts';
import { leakScenarios } from './leaks.ts';
import { redirectScenarios } from './redirects.ts';
import { retryScenarios } from './retries.ts';
import { sameAnswerScenarios } from './same-answer.ts';
import { secretScenarios } from './secrets.ts';
import { droppedSettingScenarios, settingScenarios } from './settings.ts';
import { streamErrorScenarios } from './stream-errors.ts';
import { leftEarlyScenarios, streamScenarios } from './streams.ts';
import { timerScenarios } from './timers.ts';
import { toolCallScenarios } from './tool-calls.ts';
import { unreadableBodyScenarios } from './unreadable-bodies.ts';

/** The whole suite, in the order in which its tests are registered. */
export const scenarioTables: readonly ScenarioTable[] = [
  answerScenarios,
  sameAnswerScenarios,
  toolCallScenarios,
  finishReasonScenarios,
  inputScenarios,
  settingScenarios,
  droppedSettingScenarios,
  unreadableBodyScenarios,
  errorScenarios,
  retryScenarios,
  streamErrorScenarios,
  streamScenarios,
  leftEarlyScenarios,
  abortScenarios,
  timerScenarios,
  leakScenarios,
  secretScenarios,
  environmentKeyScenarios,
  redirectScenarios,
];
