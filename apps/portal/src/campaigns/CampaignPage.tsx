import { Anchor, Button, CopyButton, Group, Tabs } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Campaign } from '../api/types.js';
import { campaignNamesQuery } from '../desk/names.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon } from '../shell/Icon.js';
import { Room } from '../shell/Room.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { BackToCampaigns } from './BackToCampaigns.js';
import { CampaignEditor } from './CampaignEditor.js';
import { CampaignDates } from './CampaignDates.js';
import { CampaignState } from './CampaignState.js';
import { CampaignSteps } from './CampaignSteps.js';
import { type CampaignForm, formOf, proposalOf } from './campaign-form.js';
import { campaignQuery, publicPath } from './campaign-queries.js';
import classes from './CampaignPage.module.css';
import { Preview } from './Preview.js';

/** One call: what it says, how it looks, where it stands. */
export function CampaignPage() {
  const { t } = useTranslation();
  const { campaignId } = useParams({ from: '/desk/campaigns/$campaignId' });
  const campaign = useQuery(campaignQuery(campaignId));
  if (campaign.isPending) return <Loading label={t('loading.campaign')} />;
  if (campaign.data === undefined) {
    return <Failure error={campaign.error!} onRetry={() => void campaign.refetch()} />;
  }
  return <OneCampaign key={campaignId} campaign={campaign.data} />;
}

function OneCampaign({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const title = campaign.wording[campaign.languages[0]!]?.title ?? campaign.slug;
  useDocumentTitle(title);
  const [start, setStart] = useState(() => ({ form: formOf(campaign), version: campaign.version }));
  const [launchRefused, setLaunchRefused] = useState<Error>();

  const keep = (changed: Campaign) => {
    queries.setQueryData(campaignQuery(changed.id).queryKey, changed);
    void queries.invalidateQueries(campaignNamesQuery);
  };
  const saving = useMutation({
    mutationFn: ({ form, version }: { form: CampaignForm; version: number }) =>
      answer(
        api.PUT('/api/campaigns/{id}', {
          params: { path: { id: campaign.id } },
          body: { ...proposalOf(form), version },
        }),
      ),
    onSuccess: (saved) => {
      keep(saved);
      setLaunchRefused(undefined);
      setStart({ form: formOf(saved), version: saved.version });
    },
  });
  /** Saves over what somebody else saved, after the person has been told so. */
  const saveOver = async (form: CampaignForm) => {
    const theirs = await queries.fetchQuery({ ...campaignQuery(campaign.id), staleTime: 0 });
    saving.mutate({ form, version: theirs.version });
  };

  return (
    <Room
      title={title}
      above={<BackToCampaigns />}
      intro={
        <Group gap="sm" mt={6}>
          <CampaignState state={campaign.state} isOpen={campaign.isOpen} />
          <CampaignDates {...campaign} />
        </Group>
      }
      action={
        <CampaignSteps
          campaign={campaign}
          onDone={(changed) => {
            keep(changed);
            setLaunchRefused(undefined);
            setStart((before) => ({ ...before, version: changed.version }));
          }}
          onRefused={setLaunchRefused}
        />
      }
    >
      <Group justify="space-between" mb="md">
        <PublicLink campaign={campaign} />
        <Link
          to="/campaigns/$campaignId/counts"
          params={{ campaignId: campaign.id }}
          className={classes.counts}
        >
          {t('campaigns.counts')}
        </Link>
      </Group>
      <Tabs defaultValue="words" keepMounted>
        <Tabs.List mb="md">
          <Tabs.Tab value="words">{t('campaigns.words')}</Tabs.Tab>
          <Tabs.Tab value="preview">{t('campaigns.preview')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="words">
          <CampaignEditor
            start={start.form}
            state={campaign.state}
            error={saving.error ?? launchRefused ?? null}
            isSaving={saving.isPending}
            isSaved={saving.isSuccess}
            onSave={(form) => saving.mutate({ form, version: start.version })}
            {...(isProblem(saving.error, 'changed-meanwhile') ? { onSaveOver: saveOver } : {})}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          <Preview campaign={campaign} />
        </Tabs.Panel>
      </Tabs>
    </Room>
  );
}

function PublicLink({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const address = location.origin + publicPath(campaign.slug, campaign.languages[0]!);
  if (campaign.state === 'draft') return <span />;
  return (
    <Group gap="xs">
      <Icon name="link" />
      <Anchor href={address} target="_blank" rel="noreferrer">
        {address}
      </Anchor>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<Icon name="copy" size={13} />}
            onClick={copy}
          >
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
