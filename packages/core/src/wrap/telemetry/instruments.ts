import type { Histogram, Meter } from '@opentelemetry/api';

/** The conventions' buckets, in seconds. */
const seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
/** The conventions' buckets, in tokens. */
const tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

const table = {
  duration: {
    name: 'gen_ai.client.operation.duration',
    unit: 's',
    description: 'GenAI operation duration.',
    buckets: seconds,
  },
  timeToFirstChunk: {
    name: 'gen_ai.client.operation.time_to_first_chunk',
    unit: 's',
    description: 'Time to the first chunk of a streamed answer.',
    buckets: seconds,
  },
  tokenUsage: {
    name: 'gen_ai.client.token.usage',
    unit: '{token}',
    description: 'Number of input and output tokens used.',
    buckets: tokens,
  },
} as const;

export type Instruments = Readonly<Record<keyof typeof table, Histogram>>;

const made = new WeakMap<Meter, Instruments>();

/** The instruments of a meter, made once for each. */
export function instrumentsOf(meter: Meter): Instruments {
  const known = made.get(meter);
  if (known) return known;
  const instruments = {
    duration: histogram(meter, table.duration),
    timeToFirstChunk: histogram(meter, table.timeToFirstChunk),
    tokenUsage: histogram(meter, table.tokenUsage),
  };
  made.set(meter, instruments);
  return instruments;
}

function histogram(meter: Meter, { name, unit, description, buckets }: (typeof table)[keyof typeof table]): Histogram {
  return meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...buckets] } });
}
