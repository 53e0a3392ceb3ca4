import { type ChatSpeech, chatTask, errorObject, type WireTask } from '@x/core/adapter';
import { callUrl } from '../hosts.ts';
import { ResponseReader } from './reading.ts';
import { writeBody } from './request.ts';

const speech: ChatSpeech = {
  whole(body, assembler, reply) {
    const wrong = new ResponseReader(assembler, reply).whole(body);
    if (wrong !== undefined) throw reply.unreadable(wrong);
  },
  pieces(assembler, reply) {
    const reader = new ResponseReader(assembler, reply);
    return (event) => reader.event(event);
  },
  failed({ status, body }, assembler) {
    // Azure answers a prompt that its filter stops with an error; to us that is an answer like any other vendor's.
    if (status !== 400 || errorObject(body)?.['code'] !== 'content_filter') return false;
    assembler.finish('content-filter', 'content_filter');
    return true;
  },
};

/** Chat over the Responses API, each call by itself: nothing is stored at the host. */
export const responses: WireTask<'chat'> = chatTask(
  async (input, context) => ({ url: callUrl(context, '/responses'), json: await writeBody(input, context) }),
  speech,
);
