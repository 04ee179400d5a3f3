// Copies words with where they stand, so that they can be pasted into a text of one's own.
import { useCallback } from "preact/hooks";
import { address, get } from "../api";
import { use_shared } from "../state";
import type { Citation } from "../types";

export const citation = (document: string, of: { attribution: string } | { span: string }): Promise<string> =>
  get<Citation>(address(`/api/documents/${document}/citation`, of)).then((cited) => cited.text);

export function use_copy(): (what: () => Promise<string>, told: string) => Promise<void> {
  const { say } = use_shared();
  return useCallback(async (what: () => Promise<string>, told: string) => {
    try {
      await navigator.clipboard.writeText(await what());
      say({ text: told });
    } catch (error) {
      say({ text: error instanceof Error ? error.message : String(error), bad: true });
    }
  }, [say]);
}
