import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Something is on its way: grey shapes for the eyes, words for the ears. */
export function Loading({ label, rows = 4 }: { label: string; rows?: number }) {
  return (
    <Stack gap="md" p="md" role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Stack key={row} gap={8}>
          <Skeleton height={12} width={`${38 - (row % 3) * 6}%`} />
          <Skeleton height={16} />
          <Skeleton height={16} width={`${88 - (row % 4) * 11}%`} />
        </Stack>
      ))}
    </Stack>
  );
}
