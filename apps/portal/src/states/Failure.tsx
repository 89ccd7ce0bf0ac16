import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem, NoConnection, ServerProblem } from '../api/problem.js';
import { Icon } from '../shell/Icon.js';

/** Something didn't come or wasn't taken: what happened in plain words, and a way on. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslation();
  const kind = kindOf(error);
  return (
    <Alert color="red" role="alert" title={t(`failure.${kind}.title`)} icon={<Icon name="warning" />} m="xs">
      <Text size="sm">{t(`failure.${kind}.text`)}</Text>
      {error instanceof ServerProblem && error.requestId !== undefined && kind === 'server' && (
        <Text size="xs" mt={4}>
          {t('failure.reference', { id: error.requestId })}
        </Text>
      )}
      {onRetry !== undefined && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry} leftSection={<Icon name="refresh" />}>
            {t('failure.retry')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function kindOf(error: Error) {
  if (error instanceof NoConnection) return 'offline';
  if (isProblem(error, 401)) return 'signedOut';
  if (isProblem(error, 403)) return 'forbidden';
  if (isProblem(error, 404)) return 'notFound';
  if (isProblem(error, 409)) return 'conflict';
  if (isProblem(error, 422)) return 'invalid';
  if (isProblem(error, 429)) return 'tooMany';
  return 'server';
}
