// Everything that the pages show. Answers and events flow in as actions, nothing else changes it.

import { reduce, EMPTY } from './reduce.js';

export function createStore() {
  let state = EMPTY;
  const readers = new Set();
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      const next = reduce(state, action);
      if (next !== state) {
        state = next;
        readers.forEach(reader => reader(state, action));
      }
    },
    subscribe(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}
