import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tip } from '../api/types.js';
import { useCommands } from '../shell/commands.js';
import { Icon } from '../shell/Icon.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { Card } from '../tips/Card.js';
import { AskReveal } from './AskReveal.js';
import { type Reveal, revealsQuery } from './reveal-queries.js';
import { RevealLine } from './RevealLine.js';

/** The code that opens age files comes when something is opened. */
const RevealView = lazy(() => import('./RevealView.js'));
const PassOn = lazy(() => import('./PassOn.js'));

/** What of a tip is sealed: asking to open it, what was asked before, and passing the tip with its seals on. */
export default function SealedCard({ tip, onPassed }: { tip: Tip; onPassed: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(revealsQuery({ tip: tip.id }));
  const [isAsking, setAsking] = useState(false);
  const [isPassing, setPassing] = useState(false);
  const [shown, setShown] = useState<Reveal>();
  useShortcuts({ o: () => setAsking(true), p: () => setPassing(true) });
  useCommands([
    { key: 'o', label: t('reveal.sealed.ask'), run: () => setAsking(true) },
    { key: 'p', label: t('reveal.sealed.pass'), run: () => setPassing(true) },
  ]);
  return (
    <Card title={t('reveal.sealed.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('reveal.sealed.text')}
      </Text>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="lock" size={14} />}
          aria-keyshortcuts="o"
          onClick={() => setAsking(true)}
        >
          {t('reveal.sealed.ask')}
        </Button>
        <Button size="xs" variant="default" aria-keyshortcuts="p" onClick={() => setPassing(true)}>
          {t('reveal.sealed.pass')}
        </Button>
      </Group>
      {data?.reveals.map((reveal) => (
        <RevealLine key={reveal.id} reveal={reveal} isBrief onOpen={() => setShown(reveal)} />
      ))}
      {isAsking && (
        <AskReveal
          tip={tip}
          onClose={() => setAsking(false)}
          onAsked={(reveal) => {
            setAsking(false);
            if (reveal.state === 'approved') setShown(reveal);
          }}
        />
      )}
      <Suspense>
        {isPassing && <PassOn tip={tip} onClose={() => setPassing(false)} onPassed={onPassed} />}
      </Suspense>
      <Suspense>
        {shown !== undefined && <RevealView reveal={shown} onClose={() => setShown(undefined)} />}
      </Suspense>
    </Card>
  );
}
