import { useTranslation } from 'react-i18next';
import { useTimes } from '../words/times.js';
import { Chart } from './Chart.js';
import classes from './TipsByDay.module.css';

const WIDTH = 1000;
const HEIGHT = 220;
const BASE = HEIGHT - 24;
const LABELS_AT_MOST = 8;

/** Tips received on each day, as standing bars; the fullest day carries its number. */
export function TipsByDay({ days }: { days: { day: string; tips: number }[] }) {
  const { t, i18n } = useTranslation();
  const { day: dayWords, date } = useTimes();
  const number = new Intl.NumberFormat(i18n.language);
  const most = Math.max(1, ...days.map(({ tips }) => tips));
  const step = WIDTH / Math.max(days.length, 1);
  const width = Math.min(step * 0.72, 64);
  const every = Math.ceil(days.length / LABELS_AT_MOST);
  const drawing = (
    <svg className={classes.drawing} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      {days.map(({ day, tips }, place) => {
        const height = (tips / most) * (BASE - 26);
        const middle = step * (place + 0.5);
        return (
          <g key={day}>
            <rect
              className={tips === most ? classes.fullest : classes.bar}
              x={middle - width / 2}
              y={BASE - height}
              width={width}
              height={height}
              rx="3"
            />
            {(tips === most || days.length <= LABELS_AT_MOST * 2) && (
              <text className={classes.number} x={middle} y={BASE - height - 8}>
                {number.format(tips)}
              </text>
            )}
            {place % every === 0 && (
              <text className={classes.day} x={middle} y={HEIGHT - 4}>
                {dayWords(noonOf(day))}
              </text>
            )}
          </g>
        );
      })}
      <line className={classes.base} x1="0" x2={WIDTH} y1={BASE} y2={BASE} />
    </svg>
  );
  return (
    <Chart
      title={t('counts.byDay')}
      drawing={drawing}
      columns={[t('counts.day'), t('counts.tips')]}
      rows={days.map(({ day, tips }) => ({ name: date(noonOf(day)), value: number.format(tips) }))}
    />
  );
}

/** Noon lies on the same day in Spain, whatever the offset. */
const noonOf = (day: string) => `${day}T12:00:00Z`;
