/** What lies beside the bundle, for whoever opens it without having asked for it. */
export const README = `Registro de auditoría de Colabora: copia verificable
====================================================

report.pdf           el informe para personas (solo en copias de un aviso o de un caso)
entries.jsonl        los asientos: texto exacto, sal, compromiso y camino hasta la raíz del árbol
checkpoints.jsonl    los puntos de control firmados (tamaño y raíz del registro; C2SP tlog-checkpoint)
keys.txt             las claves públicas del registro y de sus testigos (C2SP signed-note, Ed25519)
proofs/              una prueba por asiento, para otras herramientas (C2SP tlog-proof)
timestamps/          los sellos de tiempo de los puntos de control, si los hay (RFC 3161)
verify-bundle.mjs    el verificador: un solo fichero, solo necesita Node.js 18 o posterior, sin red
bundle.json          qué contiene esta copia

Para verificarla, sin instalar nada de Colabora:

    node verify-bundle.mjs

Compare las claves que muestra con las que el cuerpo policial publica en /transparency/keys o con las de una copia
anterior, o fíjelas:

    node verify-bundle.mjs --key 'colabora/…+1a2b3c4d+AQ…'

Si hay sellos de tiempo, los hizo una autoridad ajena al cuerpo policial. Cada uno se comprueba con OpenSSL, que ya está
en la mayoría de los ordenadores (N es el número de asientos):

    cd timestamps
    openssl ts -verify -data N.checkpoint -in N.tsr -CAfile roots.pem

El certificado raíz conviene pedirlo a la propia autoridad, en lugar de usar roots.pem. Si el certificado de la autoridad
ya ha caducado, añada -no_check_time. La hora sellada se lee así:  openssl ts -reply -in N.tsr -text
Lo que contiene un punto de control sellado existía a más tardar a esa hora.

Qué demuestra: que cada asiento, byte a byte, estaba en el registro cuando se firmó el punto de control, y en qué lugar.
Qué no demuestra: que lo que dice el asiento sea cierto, ni que no falten asientos de otras materias (para eso,
la copia del registro completo).


Colabora audit log: verifiable copy
===================================

To verify it with nothing but Node.js 18 or newer, offline:   node verify-bundle.mjs
Compare the keys it prints with those published at /transparency/keys, or pin them with --key.
Time-stamps, where there are any: cd timestamps; openssl ts -verify -data N.checkpoint -in N.tsr -CAfile roots.pem
It shows that each entry, byte for byte, was in the log when the checkpoint was signed, and at which place.
`;
