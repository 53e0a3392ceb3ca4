/**
 * What is used of the library for YAML, which is CommonJS. A bundle knows the names of such a module where they are
 * imported statically, and not where the library itself is loaded late; so this module is loaded late.
 */
export { isNode, LineCounter, parseDocument } from 'yaml';
