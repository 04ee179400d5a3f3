// A long list of which only what can be seen is fetched and drawn. Rows have one height.
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { get } from "../api";
import { use_shared } from "../state";
import type { Page } from "../types";
import { Failed, Loading } from "./basics";

const kPage = 60;
const kBeyond = 6;  // rows drawn above and below what is seen

interface Props<T> {
  label: string;
  height: number;  // of a row, CSS pixels
  address: (offset: number, limit: number) => string;  // of a page; a change of it starts anew
  row: (item: T, index: number) => ComponentChildren;
  empty: ComponentChildren;
  on_page?: (page: Page<T>) => void;
}

export function VirtualList<T>({ label, height, address, row, empty, on_page }: Props<T>) {
  const { revision } = use_shared();
  const [total, set_total] = useState<number>();
  const [error, set_error] = useState<string>();
  const [, redraw] = useState(0);
  const [range, set_range] = useState<[number, number]>([0, 20]);
  const list = useRef<HTMLOListElement>(null);
  const items = useRef(new Map<number, T>());
  const asked = useRef(new Set<number>());
  const first = address(0, kPage);

  const fetch_page = useCallback((page: number, generation: string) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    get<Page<T>>(address(page * kPage, kPage)).then((answer) => {
      if (generation !== current.current) return;
      answer.items.forEach((item, index) => items.current.set(page * kPage + index, item));
      set_total(answer.total);
      set_error(undefined);
      if (page === 0) on_page?.(answer);
      redraw((n) => n + 1);
    }, (problem: Error) => { if (generation === current.current) set_error(problem.message); });
  }, [first]);

  const current = useRef("");
  useEffect(() => {
    current.current = `${first}#${revision}`;
    asked.current = new Set();
    // What was there stays in sight until the answer comes.
    const before = items.current;
    items.current = new Map();
    before.forEach((item, index) => { if (index < kPage) items.current.set(index, item); });
    fetch_page(0, current.current);
    if (list.current && list.current.getBoundingClientRect().top < 0) scrollTo({ top: 0 });
  }, [first, revision]);

  const measure = useCallback(() => {
    if (!list.current) return;
    const top = list.current.getBoundingClientRect().top;
    const begin = Math.max(0, Math.floor(-top / height) - kBeyond);
    const end = Math.ceil((innerHeight - top) / height) + kBeyond;
    set_range((before) => (before[0] === begin && before[1] === end ? before : [begin, end]));
  }, [height]);
  useLayoutEffect(() => {
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => { removeEventListener("scroll", measure); removeEventListener("resize", measure); };
  }, [measure, total]);

  const end = Math.min(range[1], total ?? 0);
  useEffect(() => {
    for (let page = Math.floor(range[0] / kPage); page * kPage < end; page++) fetch_page(page, current.current);
  }, [range, end, first, revision]);

  if (error) return <Failed error={error} />;
  if (total === undefined) return <Loading />;
  if (total === 0) return <div class="empty">{empty}</div>;
  const rows = [];
  for (let index = range[0]; index < end; index++) {
    const item = items.current.get(index);
    rows.push(
      <li key={index} aria-setsize={total} aria-posinset={index + 1} style={{ top: `${index * height}px`, height: `${height}px` }}>
        {item ? row(item, index) : <span class="loading">…</span>}
      </li>);
  }
  return (
    <ol class="virtual" ref={list} aria-label={label} style={{ height: `${total * height}px` }}>{rows}</ol>
  );
}
