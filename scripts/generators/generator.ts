/** One kind of generated files. To add one: write its module here, and name it in {@link generators} of `index.ts`. */
export interface Generator {
  /** Readable name, for progress and messages. */
  readonly name: string;
  /**
   * Whether its files are kept in the repository. What is not is built for each clone, and never stale in a review.
   * @default true
   */
  readonly committed?: boolean;
  /** Everything that it generates: absolute path to content. The same sources give the same bytes. */
  outputs(): Promise<ReadonlyMap<string, string | Uint8Array>>;
}
