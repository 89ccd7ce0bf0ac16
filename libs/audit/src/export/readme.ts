/** What lies beside the bundle, for whoever opens it without having asked for it. */
export const README = `Registro de auditoría de Colabora: copia verificable
====================================================

report.pdf           el informe para personas (solo en copias de un aviso o de un caso)
entries.jsonl        los asientos: texto exacto, sal, compromiso y camino hasta la raíz del árbol
checkpoints.jsonl    los puntos de control firmados (tamaño y raíz del registro; C2SP tlog-checkpoint)
keys.txt             las claves públicas del registro y de sus testigos (C2SP signed-note, Ed25519)
proofs/              una prueba por asiento, para otras herramientas (C2SP tlog-proof)
verify-bundle.mjs    el verificador: un solo fichero, solo necesita Node.js 18 o posterior, sin red
bundle.json          qué contiene esta copia

Para verificarla, sin instalar nada de Colabora:

    node verify-bundle.mjs

Compare las claves que muestra con las que el cuerpo policial publica en /transparency/keys o con las de una copia
anterior, o fíjelas:

    node verify-bundle.mjs --key 'colabora/…+1a2b3c4d+AQ…'

Qué demuestra: que cada asiento, byte a byte, estaba en el registro cuando se firmó el punto de control, y en qué lugar.
Qué no demuestra: que lo que dice el asiento sea cierto, ni que no falten asientos de otras materias (para eso,
la copia del registro completo).


Colabora audit log: verifiable copy
===================================

To verify it with nothing but Node.js 18 or newer, offline:   node verify-bundle.mjs
Compare the keys it prints with those published at /transparency/keys, or pin them with --key.
It shows that each entry, byte for byte, was in the log when the checkpoint was signed, and at which place.
`;
