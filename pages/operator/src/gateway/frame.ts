/** A frame in words, as the gateway explains it; no card data is in it. */
export interface Explained {
  readonly bytes: number;
  readonly framed: boolean;
  readonly type: string;
  readonly meaning: string;
  readonly lines: readonly Line[];
  readonly disagreement: { readonly offset: number; readonly field: number; readonly what: string } | null;
}

export interface Line {
  readonly offset: number;
  readonly bytes: number;
  /** 0 is the type, 1 the bitmaps, -1 what stands before the message. */
  readonly field: number;
  readonly name: string;
  readonly value: string;
  readonly tags: readonly Tag[];
}

export interface Tag {
  readonly tag: string;
  readonly bytes: number;
  readonly name: string;
  readonly value: string;
}

/** One that a link could not read. */
export interface Kept {
  readonly name: string;
  readonly at: string;
  readonly acquirer: string;
}
