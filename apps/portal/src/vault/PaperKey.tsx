import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { create } from 'qrcode';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../words/times.js';
import type { KeyPair } from './age.js';
import { wordsOf } from './paper-words.js';
import classes from './PaperKey.module.css';

/** Read back from the paper, so that nobody closes the page before it is printed. */
const CHECKED_CHARACTERS = 4;

/** A unit's recovery key, shown once, to be printed. Nothing of it is kept anywhere here. */
export function PaperKey({ unit, pair, onDone }: { unit: string; pair: KeyPair; onDone: () => void }) {
  const { t } = useTranslation();
  const { date } = useTimes();
  const [typed, setTyped] = useState('');
  const isChecked = typed.trim().toUpperCase() === pair.identity.slice(-CHECKED_CHARACTERS);
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('vault.paper.onceTitle', { unit })}
      size="xl"
      classNames={{ overlay: classes.screenOnly, header: classes.screenOnly }}
    >
      <Stack>
        <Alert color="clay" className={classes.screenOnly}>
          {t('vault.paper.once')}
        </Alert>
        <div className={classes.paper}>
          <p className={classes.printed}>{t('vault.paper.printed', { unit, date: date(new Date()) })}</p>
          <div className={classes.columns}>
            <dl>
              <dt>{t('vault.paper.key')}</dt>
              <dd className={classes.key}>{pair.identity}</dd>
              <dt>{t('vault.paper.words')}</dt>
              <dd>
                <ol className={classes.words} lang="es">
                  {wordsOf(pair.identity).map((word, place) => (
                    <li key={place}>{word.normalize('NFC')}</li>
                  ))}
                </ol>
              </dd>
              <dt>{t('vault.paper.recipient')}</dt>
              <dd className={classes.recipient}>{pair.recipient}</dd>
            </dl>
            <QrCode text={pair.identity} name={t('vault.paper.qr')} />
          </div>
          <Text size="xs" c="dimmed">
            {t('vault.paper.howto')}
          </Text>
        </div>
        <Group justify="space-between" align="flex-end" className={classes.screenOnly}>
          <TextInput
            label={t('vault.paper.check', { count: CHECKED_CHARACTERS })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            maxLength={CHECKED_CHARACTERS + 2}
          />
          <Group>
            <Button variant="default" onClick={() => window.print()} data-autofocus>
              {t('vault.paper.print')}
            </Button>
            <Button disabled={!isChecked} onClick={onDone}>
              {t('vault.paper.done')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

const QUIET_ZONE = 4; // modules of white around a QR code, ISO/IEC 18004

function QrCode({ text, name }: { text: string; name: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const path = Array.from({ length: modules.size ** 2 }, (_, at) => at)
    .filter((at) => modules.data[at] === 1)
    .map((at) => `M${(at % modules.size) + QUIET_ZONE} ${Math.floor(at / modules.size) + QUIET_ZONE}h1v1h-1z`)
    .join('');
  const size = modules.size + 2 * QUIET_ZONE;
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={classes.qr} role="img" aria-label={name}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
