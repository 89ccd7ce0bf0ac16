import type { Texts } from '../texts/index.js';

/** 091 and 112 come before everything else: a form is no place for an emergency. */
export function Urgent({ texts: { urgent } }: { texts: Texts }) {
  return (
    <p class="urgent">
      <span>
        <strong>{urgent.danger}</strong> {urgent.call} <a href="tel:091">091</a> {urgent.or}{' '}
        <a href="tel:112">112</a>.
      </span>
    </p>
  );
}
