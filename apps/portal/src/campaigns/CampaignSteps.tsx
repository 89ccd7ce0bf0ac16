import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Campaign, CampaignState } from '../api/types.js';
import { publicPath } from './campaign-queries.js';
import { Failure } from '../states/Failure.js';

type Step = 'launch' | 'pause' | 'resume' | 'close';

const POSSIBLE: Record<CampaignState, Step[]> = {
  draft: ['launch'],
  live: ['pause', 'close'],
  paused: ['resume', 'close'],
  closed: [],
};

interface CampaignStepsProps {
  campaign: Campaign;
  onDone: (campaign: Campaign) => void;
  /** The server names fields that keep it from being launched. */
  onRefused: (error: Error) => void;
}

/** The steps of a campaign's life. Each says what will happen before it does. */
export function CampaignSteps({ campaign, onDone, onRefused }: CampaignStepsProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Step>();
  const taking = useMutation({
    mutationFn: (step: Step) =>
      answer(api.POST(`/api/campaigns/{id}/${step}`, { params: { path: { id: campaign.id } } })),
    onSuccess: (changed) => {
      setAsked(undefined);
      onDone(changed);
    },
    onError: (error) => {
      if (!isProblem(error, 422)) return;
      setAsked(undefined);
      onRefused(error);
    },
  });
  const leave = () => {
    setAsked(undefined);
    taking.reset();
  };

  return (
    <Group gap="xs">
      {POSSIBLE[campaign.state].map((step) => (
        <Button
          key={step}
          variant={step === 'close' || step === 'pause' ? 'default' : 'filled'}
          onClick={() => setAsked(step)}
        >
          {t(`steps.${step}.name`)}
        </Button>
      ))}
      <Modal
        opened={asked !== undefined}
        onClose={leave}
        title={asked && t(`steps.${asked}.question`)}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {asked !== undefined && (
          <Stack>
            <Text>{t('steps.happens')}</Text>
            <List spacing={6}>
              {(['first', 'second', 'third'] as const).map((line) => (
                <List.Item key={line}>
                  {t(`steps.${asked}.${line}`, {
                    address: publicPath(campaign.slug, campaign.languages[0]!),
                    languages: campaign.languages.map((language) => t(`languages.${language}`)).join(', '),
                  })}
                </List.Item>
              ))}
            </List>
            {taking.isError && <Failure error={taking.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={leave}>
                {t('cancel')}
              </Button>
              <Button
                loading={taking.isPending}
                onClick={() => taking.mutate(asked)}
                {...(asked === 'close' ? { color: 'red' } : {})}
              >
                {t(`steps.${asked}.name`)}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Group>
  );
}
