import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { factName, factValue } from './file-facts-words.js';
import type { OpenedPart } from './opened-part.js';
import classes from './PartContent.module.css';

/** The opened part itself. */
export function PartContent({ part }: { part: OpenedPart }) {
  const { t } = useTranslation();
  switch (part.kind) {
    case 'text':
      return part.messages.map(({ text, place, reply }, at) => (
        <div key={at}>
          {reply !== undefined && <b>{t('reveal.view.later')}: </b>}
          {text}
          {place !== undefined && `\n\n${t('reveal.view.place')}: ${place}`}
          {'\n'}
        </div>
      ));
    case 'entity':
      return <strong>{part.value}</strong>;
    case 'informant':
      return part.people.map(({ contact, sender = {} }, at) => (
        <dl key={at}>
          {contact !== undefined && <Fact name={t('reveal.view.contact')} value={contact} />}
          {(['name', 'handle', 'email', 'phone'] as const).map((which) => {
            const value = sender[which];
            return value !== undefined && <Fact key={which} name={t(`reveal.view.${which}`)} value={value} />;
          })}
        </dl>
      ));
    case 'file-facts':
      return (
        <dl>
          {Object.entries(part.facts)
            .filter(([name]) => name !== 'fileId')
            .map(([name, value]) => (
              <Fact key={name} name={factName(t, name)} value={factValue(t, name, value)} />
            ))}
        </dl>
      );
    case 'file':
      return <Picture bytes={part.bytes} />;
    case 'mail':
      return <MailText bytes={part.bytes} />;
  }
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

/** Headers and words come first, attachments last and long. */
const SHOWN_MAIL_BYTES = 100_000;

/** The mail's source, as text: nothing in it is drawn, fetched or followed. */
function MailText({ bytes }: { bytes: Uint8Array }) {
  const { t } = useTranslation();
  const source = new TextDecoder('utf-8').decode(bytes.subarray(0, SHOWN_MAIL_BYTES));
  return (
    <>
      <pre className={classes.mail}>{source}</pre>
      {bytes.length > SHOWN_MAIL_BYTES && <p>{t('reveal.view.mailCut')}</p>}
    </>
  );
}

/** By its first bytes: only what every browser decodes in a sandbox of its own is shown; the rest can be saved. */
function pictureType(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return undefined;
}

function Picture({ bytes }: { bytes: Uint8Array }) {
  const { t } = useTranslation();
  const type = pictureType(bytes);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (type === undefined) return;
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  if (type === undefined) return t('reveal.view.noPreview');
  return address === undefined ? null : (
    <img src={address} alt={t('reveal.view.picture')} draggable={false} />
  );
}
