import { useTranslation } from 'react-i18next';
import type { MaskedSpan } from '../api/types.js';
import type { PrivacyWords } from '../words/es/privacy.js';
import { Icon } from '../shell/Icon.js';
import { MaskedChip } from './MaskedText.js';
import classes from './MaskedLegend.module.css';

/** What was masked and by which rule, for whoever wants to know; and why a person should look twice. */
export function MaskedLegend({ spans, reviewReasons }: { spans: MaskedSpan[]; reviewReasons: string[] }) {
  const { t } = useTranslation();
  // Kin and the writer's own traces have the same token, and are two different things to explain.
  const different = [...new Map(spans.map((span) => [keyOf(span), span])).values()];
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
      {different.length > 0 && (
        <details className={classes.legend}>
          <summary>{t('privacy.explained', { count: different.length })}</summary>
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
              {different.map((span) => (
                <tr key={keyOf(span)}>
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

const keyOf = ({ type, token }: MaskedSpan) => `${type} ${token}`;
