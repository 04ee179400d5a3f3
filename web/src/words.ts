// How values are put into words. The program's texts are English; so are dates.
import type { Verdict } from "./types";

const kMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// "2026-11-05T17:27" → "5 Nov 2026, 17:27"; "2026-11" → "Nov 2026". The zone stays as it was told.
export function date(value: string | undefined): string {
  if (!value) return "";
  const week = /^(\d{4})-W(\d{2})$/.exec(value);
  if (week) return `week ${Number(week[2])} of ${week[1]}`;
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(.+))?)?)?$/.exec(value);
  if (!parts) return value;
  const [, year, month, day, time] = parts;
  const name = month ? kMonths[Number(month) - 1] ?? month : "";
  const clock = time ? `, ${time.replace(/^(\d{2}:\d{2}):\d{2}/, "$1").replace("Z", " UTC").replace(/(\d)([+-]\d{2}:\d{2})$/, "$1 $2")}` : "";
  return [day ? String(Number(day)) : "", name, year].filter(Boolean).join(" ") + clock;
}

export function dates(first: string | undefined, last: string | undefined): string {
  const [from, to] = [date(first?.slice(0, 10)), date(last?.slice(0, 10))];
  return !from || from === to ? to || from : !to ? from : `${from} – ${to}`;
}

const kNumbers = new Intl.NumberFormat("en");
export const number = (value: number): string => kNumbers.format(value);

// For what begins a line: "deaths" → "Deaths".
export const sentence = (text: string): string => { const [first = "", ...rest] = Array.from(text); return first.toUpperCase() + rest.join(""); };

// "a long name that goes on" → "a long name…"; code points, so that no letter is cut.
export function shorten(text: string, most = 90): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

// `word` names one verdict, `one` and `many` count them.
export const kVerdicts: Record<Verdict | "single", { sign: string; word: string; one: string; many: string }> = {
  conflict: { sign: "≠", word: "conflict", one: "conflict", many: "conflicts" },
  differ: { sign: "~", word: "differ", one: "difference", many: "differences" },
  update: { sign: "↑", word: "update", one: "update", many: "updates" },
  agree: { sign: "=", word: "agree", one: "agreement", many: "agreements" },
  single: { sign: "1", word: "one origin", one: "of one origin", many: "of one origin" },
};

export const kKinds: Record<string, string> = {
  figure: "Figures", date: "Dates", place: "Places", participant: "Participants", statement: "Statements",
  position: "Positions", event: "Events",
};

export const kSpeakers: Record<string, string> = {
  named: "named", unnamed: "unnamed source", collective: "several speakers", outlet: "outlet", document: "document",
};

export const kBases: Record<string, string> = {
  source: "spoke", nested: "quoted by", told: "told", outlet: "reported by", citing: "cited by", credit: "credited agency",
  publisher: "published by",
};

// Code points, not UTF-16 units: the API's offsets count them.
export const points = (text: string): string[] => Array.from(text);
export const cut = (text: string[], begin: number, end: number): string => text.slice(begin, end).join("");
