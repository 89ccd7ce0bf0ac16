import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';
import { Chart } from './Chart.js';

/** Named amounts as lying bars, each with its number. */
export function Bars({ title, bars }: { title: string; bars: { name: string; value: number }[] }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const drawing = (
    <div className={classes.bars}>
      {bars.map(({ name, value }) => (
        <div key={name} className={classes.row}>
          <span>{name}</span>
          <svg className={classes.track} viewBox="0 0 100 10" preserveAspectRatio="none">
            <rect className={classes.bar} width={(value / most) * 100} height="10" />
          </svg>
          <b>{number.format(value)}</b>
        </div>
      ))}
    </div>
  );
  return (
    <Chart
      title={title}
      drawing={drawing}
      columns={[t('counts.kind'), t('counts.tips')]}
      rows={bars.map(({ name, value }) => ({ name, value: number.format(value) }))}
    />
  );
}
