import { useTranslation } from 'react-i18next';
import type { MaskedSpan } from '../api/types.js';
import type { PrivacyWords } from '../words/es/privacy.js';
import { Icon } from '../shell/Icon.js';
import { MaskedChip } from './MaskedText.js';
import classes from './MaskedLegend.module.css';

/** What was masked and by which rule, for whoever wants to know; and why a person should look twice. */
export function MaskedLegend({ spans, reviewReasons }: { spans: MaskedSpan[]; reviewReasons: string[] }) {
  const { t } = useTranslation();
  const byToken = [...new Map(spans.map((span) => [span.token, span])).values()];
  return (
    <>
      {reviewReasons.length > 0 && (
        <p className={classes.review}>
          <Icon name="warning" />
          <span>
            {t('privacy.review')}{' '}
            {reviewReasons
              .map((reason) =>
                t(`privacy.reviewReasons.${reason as keyof PrivacyWords['reviewReasons']}`, {
                  defaultValue: reason,
                }),
              )
              .join(' · ')}
          </span>
        </p>
      )}
      {byToken.length > 0 && (
        <details className={classes.legend}>
          <summary>{t('privacy.explained', { count: byToken.length })}</summary>
          <p>{t('privacy.meaning')}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('privacy.maskedWhat')}</th>
                <th scope="col">{t('privacy.rule')}</th>
                <th scope="col">{t('privacy.sureness')}</th>
              </tr>
            </thead>
            <tbody>
              {byToken.map((span) => (
                <tr key={span.token}>
                  <td>
                    <MaskedChip span={span} />
                  </td>
                  <td>
                    {span.rule}
                    {span.valid === false && ` ${t('masked.invalid')}`}
                  </td>
                  <td>{Math.round(span.score * 100)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}
