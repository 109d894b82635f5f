/** The constants of a Java enum, in their order, read from its source text. */
export function constants(source: string, enumName: string): string[] {
  const plain = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const body = plain.slice(plain.indexOf('{', plain.indexOf(`enum ${enumName}`)) + 1);
  const end = /[;}]/.exec(body)?.index ?? body.length;
  return [...body.slice(0, end).matchAll(/^\s*([A-Z][A-Z_]*)\b/gm)].map(([, name]) => name ?? '');
}
