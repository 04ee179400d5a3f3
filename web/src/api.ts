// Asks the server. Answers are revalidated by the browser with their ETags; a token from the address allows writing.
import type { Case, Correction, Job, NewCorrection } from "./types";

const kTokenKey = "hearsay-token";

// The terminal shows the address with ?token=…; it is kept for this tab and taken out of sight.
export function take_token(): void {
  const address = new URL(location.href);
  const token = address.searchParams.get("token");
  if (!token) return;
  sessionStorage.setItem(kTokenKey, token);
  address.searchParams.delete("token");
  history.replaceState(null, "", address.pathname + address.search + address.hash);
}

export const has_token = (): boolean => sessionStorage.getItem(kTokenKey) !== null;

// What went wrong, in words to be shown.
export class Problem extends Error {
  constructor(readonly status: number, detail: string) {
    super(detail);
  }
}

async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "omit", ...options });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "The server doesn't answer. Is hearsay serve still running in its terminal?");
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => null) as { detail?: string; title?: string } | null;
    const missing = answer.status === 401 && !has_token();
    throw new Problem(answer.status, missing
      ? "To change something, open the address with its token that the terminal shows."
      : told?.detail ?? told?.title ?? `The server answered ${answer.status}.`);
  }
  return await answer.json() as T;
}

const writing = (): Record<string, string> => ({ "X-Hearsay-Token": sessionStorage.getItem(kTokenKey) ?? "" });

export type Parameters = Record<string, string | number | boolean | string[] | undefined>;

// "/api/stories" with its parameters; what is undefined, empty or false is left out.
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) value.forEach((one) => query.append(key, one));
    else if (value !== undefined && value !== "" && value !== false) query.set(key, String(value));
  }
  const told = query.toString();
  return told ? `${path}?${told}` : path;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>(path, signal ? { signal } : {});

export const the_case = (): Promise<Case> => get<Case>("/api/case");

export const correct = (correction: NewCorrection): Promise<Correction> =>
  ask<Correction>("/api/corrections", {
    method: "POST", headers: { ...writing(), "Content-Type": "application/json" }, body: JSON.stringify(correction),
  });

export const undo = (id: number): Promise<Correction> =>
  ask<Correction>(`/api/corrections/${id}`, { method: "DELETE", headers: writing() });

export const redo = (id: number): Promise<Correction> =>
  ask<Correction>(`/api/corrections/${id}`, { method: "PUT", headers: writing() });

export interface Named { file: File; name: string }

export function add_files(files: Named[]): Promise<Job> {
  const form = new FormData();
  for (const { file, name } of files) form.append("file", file, name);
  return ask<Job>("/api/documents", { method: "POST", headers: writing(), body: form });
}

export const add_text = (text: Record<string, string>): Promise<Job> =>
  ask<Job>("/api/documents", {
    method: "POST", headers: { ...writing(), "Content-Type": "application/json" }, body: JSON.stringify(text),
  });
