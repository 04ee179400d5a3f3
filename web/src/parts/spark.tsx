// Reports over time, small enough to stand in a line.
import type { Sparkline } from "../types";
import { count, date } from "../words";

export function Spark({ sparkline, width = 96, height = 26 }: { sparkline: Sparkline; width?: number; height?: number }) {
  const { counts } = sparkline;
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  const told = `Reports by ${sparkline.unit} from ${date(sparkline.from)}: most ${count(most, "report")} in one ${sparkline.unit}`;
  return (
    <svg class="spark" width={width} height={height} role="img" aria-label={told}>
      <title>{told}</title>
      {counts.map((value, index) => value ? (
        <rect key={index} x={index * step} y={height - 2 - (value / most) * (height - 4)} width={Math.max(1.5, Math.min(step - 1, 10))}
          height={(value / most) * (height - 4) + 1} rx="0.75" />
      ) : null)}
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}
