// What several views share: the case, a count of changes that makes them ask anew, messages and the panel of words.
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { correct, get, Problem, undo } from "./api";
import type { Case, Evidence, NewCorrection } from "./types";

export interface Message { id: number; text: string; bad?: boolean; undo?: number }
export interface Words { title: string; evidence: Evidence[]; note?: string }

export interface Shared {
  the_case: Case | undefined;
  revision: number;  // grows with every change of the case: what was fetched before is fetched again
  changed: () => void;
  say: (message: Omit<Message, "id">) => void;
  show: (words: Words) => void;
}

export const SharedContext = createContext<Shared | undefined>(undefined);

export function use_shared(): Shared {
  const shared = useContext(SharedContext);
  if (!shared) throw new Error("no shared state above this component");
  return shared;
}

export interface Loaded<T> { data?: T; error?: string; loading: boolean; address?: string }

// The answer to a GET. Keeps what it had while it asks the same again after a change, so that nothing flickers.
export function use_resource<T>(address: string | undefined): Loaded<T> {
  const { revision } = use_shared();
  const [state, set_state] = useState<Loaded<T>>({ loading: true });
  useEffect(() => {
    if (!address) return;
    const abort = new AbortController();
    set_state((before) => ({ ...before, loading: true }));
    get<T>(address, abort.signal).then(
      (data) => set_state({ data, loading: false, address }),
      (error: unknown) => {
        if (!abort.signal.aborted)
          set_state({ loading: false, address, error: error instanceof Problem ? error.message : String(error) });
      });
    return () => abort.abort();
  }, [address, revision]);
  return state.address === address ? state : { loading: true };
}

// A value that follows another after it has rested: for typing.
export function use_rested<T>(value: T, milliseconds = 150): T {
  const [rested, set_rested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set_rested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

// Makes a correction and offers to take it back.
export function use_correct(): (correction: NewCorrection) => Promise<boolean> {
  const { changed, say } = use_shared();
  return useCallback(async (correction: NewCorrection) => {
    try {
      const done = await correct(correction);
      say({ text: done.summary, undo: done.id });
      changed();
      return true;
    } catch (error) {
      say({ text: error instanceof Error ? error.message : String(error), bad: true });
      return false;
    }
  }, [changed, say]);
}

export function use_undo(): (id: number) => Promise<void> {
  const { changed, say } = use_shared();
  return useCallback(async (id: number) => {
    try {
      const done = await undo(id);
      say({ text: `Taken back: ${done.summary}` });
      changed();
    } catch (error) {
      say({ text: error instanceof Error ? error.message : String(error), bad: true });
    }
  }, [changed, say]);
}

// The width of an element, in CSS pixels, as it changes.
// Give the function to the element as its `ref`: it may come and go while its data is awaited.
export function use_width<E extends HTMLElement>(): [(element: E | null) => void, number] {
  const [width, set_width] = useState(0);
  const watcher = useRef<ResizeObserver>();
  const watch = useCallback((element: E | null) => {
    watcher.current?.disconnect();
    if (!element) return;
    watcher.current = new ResizeObserver(([entry]) => set_width(Math.floor(entry?.contentRect.width ?? 0)));
    watcher.current.observe(element);
  }, []);
  return [watch, width];
}
