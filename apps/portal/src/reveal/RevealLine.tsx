import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../desk/names.js';
import { useStaff } from '../session/session.js';
import { useTimes } from '../words/times.js';
import { Judge } from './Judge.js';
import type { Reveal } from './reveal-queries.js';
import classes from './RevealLine.module.css';

interface RevealLineProps {
  reveal: Reveal;
  /** On the tip's own page: what stands there anyway is left out. */
  isBrief?: boolean;
  onOpen: () => void;
}

/** One reveal: what, who, why, what became of it, and what this person can do about it. */
export function RevealLine({ reveal, isBrief = false, onOpen }: RevealLineProps) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  const staff = useStaff();
  const [judging, setJudging] = useState<'decision' | 'review'>();
  const isMine = reveal.askedBy === staff.accountId;
  const mayJudge = staff.roles.includes('lead') && !isMine;
  const needsReview = reveal.path === 'break-glass' && reveal.review === null;
  return (
    <article className={classes.line} data-state={reveal.state} data-alarm={needsReview || undefined}>
      <header className={classes.head}>
        <b>
          {t(`reveal.kinds.${reveal.kind}`)}
          {reveal.kind === 'entity' && ` (${reveal.target})`}
        </b>
        <span className={classes.state}>
          {t(`reveal.states.${reveal.state}`, {
            time: reveal.openUntil === null ? '' : moment(reveal.openUntil),
          })}
        </span>
        {reveal.path === 'break-glass' && (
          <span className={classes.alarm}>{t('reveal.paths.break-glass')}</span>
        )}
      </header>
      <p>
        <time dateTime={reveal.askedAt} title={exact(reveal.askedAt)}>
          {t('reveal.line.by', { name: names.person(reveal.askedBy), time: moment(reveal.askedAt) })}
        </time>
        {!isBrief && ` · ${names.unit(reveal.unitId)}`}
      </p>
      <p className={classes.reason}>{reveal.reason}</p>
      <p>
        {t(`reveal.bases.${reveal.legalBasis}`)}
        {reveal.basisWords !== '' && ` (${reveal.basisWords})`} ·{' '}
        {t('reveal.line.case', { reference: reveal.caseReference })}
      </p>
      {reveal.decisionReason !== null && (
        <p>
          {t('reveal.line.decided', {
            name: names.person(reveal.decidedBy),
            reason: reveal.decisionReason,
          })}
        </p>
      )}
      <p>
        {reveal.openings === 0
          ? t('reveal.line.never')
          : t('reveal.line.openings', { count: reveal.openings })}
        {reveal.path === 'break-glass' && ` · ${t(`reveal.line.${reveal.review ?? 'toReview'}`)}`}
      </p>
      <div className={classes.actions}>
        {isMine && reveal.state === 'approved' && (
          <Button size="compact-sm" onClick={onOpen}>
            {t('reveal.line.open')}
          </Button>
        )}
        {mayJudge && reveal.state === 'waiting' && (
          <Button size="compact-sm" onClick={() => setJudging('decision')}>
            {t('reveal.line.decide')}
          </Button>
        )}
        {mayJudge && needsReview && (
          <Button size="compact-sm" color="clay" onClick={() => setJudging('review')}>
            {t('reveal.line.review')}
          </Button>
        )}
        {!isBrief && (
          <Link to="/queue/$tipId" params={{ tipId: reveal.tipId }}>
            {t('reveal.line.tip')}
          </Link>
        )}
      </div>
      {judging !== undefined && (
        <Judge reveal={reveal} what={judging} onClose={() => setJudging(undefined)} />
      )}
    </article>
  );
}
