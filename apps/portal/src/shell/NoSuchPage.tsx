import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from './document-title.js';
import { Room } from './Room.js';

export function NoSuchPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('failure.notFound.title'));
  return (
    <Room title={t('failure.notFound.title')} intro={t('failure.notFound.page')}>
      <Link to="/">{t('failure.notFound.start')}</Link>
    </Room>
  );
}
