import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { campaignNamesQuery } from '../desk/names.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon } from '../shell/Icon.js';
import { Room } from '../shell/Room.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { CampaignState } from './CampaignState.js';
import { CampaignDates } from './CampaignDates.js';
import classes from './CampaignsPage.module.css';

/** All calls for collaboration, drafts included. */
export function CampaignsPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.campaigns'));
  const campaigns = useQuery(campaignNamesQuery);
  const write = (
    <Button component={Link} to="/campaigns/new" leftSection={<Icon name="plus" />}>
      {t('campaigns.new')}
    </Button>
  );
  return (
    <Room title={t('rooms.campaigns')} intro={t('campaigns.intro')} action={write}>
      {campaigns.isPending ? (
        <Loading label={t('loading.campaigns')} />
      ) : campaigns.isError ? (
        <Failure error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : campaigns.data.length === 0 ? (
        <Empty icon="megaphone" title={t('campaigns.none.title')}>
          {t('campaigns.none.text')}
        </Empty>
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="sm" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('campaigns.name')}</Table.Th>
                <Table.Th>{t('campaigns.state')}</Table.Th>
                <Table.Th>{t('campaigns.dates')}</Table.Th>
                <Table.Th>{t('campaigns.numbers')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {campaigns.data.map((campaign) => (
                <Table.Tr key={campaign.id}>
                  <Table.Td>
                    <Link
                      to="/campaigns/$campaignId"
                      params={{ campaignId: campaign.id }}
                      className={classes.name}
                    >
                      {campaign.title === '' ? campaign.slug : campaign.title}
                    </Link>
                    <span className={classes.address}>/c/{campaign.slug}</span>
                  </Table.Td>
                  <Table.Td>
                    <CampaignState state={campaign.state} isOpen={campaign.isOpen} />
                  </Table.Td>
                  <Table.Td>
                    <CampaignDates {...campaign} />
                  </Table.Td>
                  <Table.Td>
                    <Link
                      to="/campaigns/$campaignId/counts"
                      params={{ campaignId: campaign.id }}
                      className={classes.link}
                      aria-label={t('campaigns.countsOf', { title: campaign.title })}
                    >
                      {t('campaigns.counts')}
                    </Link>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Room>
  );
}
