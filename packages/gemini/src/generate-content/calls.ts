import type { ChatAssembler } from '@x/core/adapter';
import { type Json, stringOf } from '../json.ts';
import { vendorMetadata } from './part-notes.ts';
import { PartialArguments } from './partial-arguments.ts';

/** Reads tool calls into an assembler. They come whole, or in pieces where the caller asked for that. */
export class CallReader {
  readonly #assembler: ChatAssembler;
  #count = 0;
  #pieces: PartialArguments | undefined;

  constructor(assembler: ChatAssembler) {
    this.#assembler = assembler;
  }

  /** A call, or a piece of the one before it: only the first piece of a call has its name. */
  read(call: Json, notes: Json | undefined): void {
    const name = stringOf(call['name']);
    const { args, partialArgs, willContinue } = call;
    if (name !== '') {
      this.end();
      const inPieces = willContinue === true || partialArgs !== undefined;
      this.#begin({ id: stringOf(call['id']), name, arguments: inPieces ? '' : JSON.stringify(args ?? {}) }, notes);
      if (inPieces) this.#pieces = new PartialArguments();
    }
    this.#pieces?.add(partialArgs);
    if (willContinue !== true) this.end();
  }

  /** Hands on a call whose pieces have not ended by themselves. */
  end(): void {
    if (this.#pieces) this.#assembler.toolCall(this.#count, { arguments: this.#pieces.text });
    this.#pieces = undefined;
  }

  #begin(call: { readonly id: string; readonly name: string; readonly arguments: string }, notes: Json | undefined) {
    this.#count++;
    this.#assembler.toolCall(this.#count, call);
    if (notes) this.#assembler.noteToolCall(this.#count, { providerMetadata: vendorMetadata(notes) });
  }
}
