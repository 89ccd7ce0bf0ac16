import { VisuallyHidden } from '@mantine/core';
import { diffWordsWithSpace } from 'diff';
import { useTranslation } from 'react-i18next';
import classes from './WordDifferences.module.css';

interface WordDifferencesProps {
  before: string;
  after: string;
  /** What the two are called; the tip being read and its repeat unless given. */
  names?: [string, string];
}

/** Two tips side by side; what only one of them says is marked in it, by colour, line and words. */
export default function WordDifferences({ before, after, names }: WordDifferencesProps) {
  const { t } = useTranslation();
  const [nameBefore, nameAfter] = names ?? [t('repeats.this'), t('repeats.other')];
  const parts = diffWordsWithSpace(before, after);
  return (
    <div className={classes.sides}>
      <div>
        <p className={classes.name}>{nameBefore}</p>
        <p className={classes.text}>
          {parts
            .filter((part) => !part.added)
            .map((part, place) =>
              part.removed ? (
                <del key={place}>
                  <VisuallyHidden>{t('repeats.onlyThis')} </VisuallyHidden>
                  {part.value}
                </del>
              ) : (
                part.value
              ),
            )}
        </p>
      </div>
      <div>
        <p className={classes.name}>{nameAfter}</p>
        <p className={classes.text}>
          {parts
            .filter((part) => !part.removed)
            .map((part, place) =>
              part.added ? (
                <ins key={place}>
                  <VisuallyHidden>{t('repeats.onlyOther')} </VisuallyHidden>
                  {part.value}
                </ins>
              ) : (
                part.value
              ),
            )}
        </p>
      </div>
    </div>
  );
}
