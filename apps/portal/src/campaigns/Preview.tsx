import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '@mantine/core/styles/SegmentedControl.layer.css';
import type { Campaign } from '../api/types.js';
import classes from './Preview.module.css';

/** The public page as it was last saved, exactly as citizens will get it. */
export function Preview({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState(campaign.languages[0]!);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('campaigns.previewOf')}
      </Text>
      {campaign.languages.length > 1 && (
        <SegmentedControl
          value={language}
          onChange={setLanguage}
          aria-label={t('campaigns.previewLanguage')}
          data={campaign.languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
      )}
      <iframe
        key={`${language} ${campaign.version}`}
        className={classes.page}
        src={`${import.meta.env.BASE_URL}preview/${campaign.id}/${language}`}
        title={t('campaigns.previewTitle', { language: t(`languages.${language}`) })}
        sandbox="allow-same-origin"
      />
    </Stack>
  );
}
