/** Line icons of our own, 16 × 16, drawn with the text's colour. Always beside words or inside a named control. */
const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3.5 3.5',
  place: 'M8 14s4.5-4.2 4.5-7.6a4.5 4.5 0 0 0-9 0C3.5 9.800 8 14 8 14M8 5v3',
  file: 'M4 1.500h5l3.500 3.500v9.500h-8.500zM9 1.500v3.500h3.500',
  reply: 'M2 3h12v8H7l-3 3v-3H2z',
  channel: 'M2 8h12M8 2c4 4 4 8 0 12M8 2c-4 4-4 8 0 12M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2',
  repeat: 'M3 4.500h8.500v8.500h-8.500zM5.500 2h8v8',
  back: 'M10 3 5 8l5 5',
  close: 'm3.500 3.500 9 9m0-9-9 9',
  check: 'm3 8.500 3.500 3.500L13 4.500',
  folder: 'M1.500 3.500h4.500l1.500 2h7v8h-13z',
  aside: 'M2 3h12v3H2zM3 6v7.500h10V6M6.500 9h3',
  returnBack: 'M6 3 3 6l3 3M3 6h6.500a3.500 3.500 0 0 1 0 7H6',
  note: 'M3 2.500h10v11H3zM5.500 6h5M5.500 9h3',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.500V8l2.500 1.500',
  warning: 'M8 2 1.500 13.500h13zM8 6.500v3.500M8 11.800v.4',
  person:
    'M8 2.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600M2.500 14c.5-3 2.600-4.500 5.500-4.500s5 1.500 5.500 4.500',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  link: 'M6.500 9.500 9.500 6.500M7 4.500l2-2a3 3 0 0 1 4.500 4.500l-2 2M9 11.500l-2 2A3 3 0 0 1 2.500 9l2-2',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13.500 8A5.500 5.500 0 1 1 11.700 3.900M13.500 1.500v3h-3',
  keyboard: 'M1.500 4h13v8h-13zM4 6.700h.01M6.700 6.700h.01M9.300 6.700h.01M12 6.700h.01M5 9.500h6',
  megaphone: 'M2.500 6v4h2.500l6 3.500v-11L5 6zM13 6.500v3',
  image: 'M2 3h12v10H2zM2 11l3.500-3.500 3 3 2-2L14 12M10.500 5.800h.01',
  lock: 'M3.500 7.500h9v6.500h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  menu: 'M2.500 4h11M2.500 8h11M2.500 12h11',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg
    viewBox="0 0 16 16"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
    style={{ flex: 'none' }}
  >
    <path d={PATHS[name]} />
  </svg>
);
