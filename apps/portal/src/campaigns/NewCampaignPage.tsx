import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { campaignNamesQuery } from '../desk/names.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { BackToCampaigns } from './BackToCampaigns.js';
import { campaignQuery } from './campaign-queries.js';
import { CampaignEditor } from './CampaignEditor.js';
import { blankForm, type CampaignForm, proposalOf } from './campaign-form.js';

/** A call that nobody has written yet. */
export function NewCampaignPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('campaigns.new'));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [start] = useState(blankForm);
  const saving = useMutation({
    mutationFn: (form: CampaignForm) => answer(api.POST('/api/campaigns', { body: proposalOf(form) })),
    onSuccess: (campaign) => {
      queries.setQueryData(campaignQuery(campaign.id).queryKey, campaign);
      void queries.invalidateQueries(campaignNamesQuery);
      void navigate({
        to: '/campaigns/$campaignId',
        params: { campaignId: campaign.id },
        ignoreBlocker: true,
      });
    },
  });
  return (
    <Room title={t('campaigns.new')} intro={t('campaigns.newIntro')} above={<BackToCampaigns />}>
      <CampaignEditor
        start={start}
        state="new"
        error={saving.error}
        isSaving={saving.isPending}
        onSave={(form) => saving.mutate(form)}
      />
    </Room>
  );
}
