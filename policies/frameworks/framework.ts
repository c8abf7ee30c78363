/** A framework of controls, as data: what a rule's `controls` refer to. */
export interface Framework {
  readonly title: string;
  /** Version or date of the text that the controls are taken from. */
  readonly version: string;
  readonly url: string;
  /** By the control's own number, as the framework writes it. */
  readonly controls: Readonly<Record<string, Control>>;
}

export interface Control {
  /** What the control is about, in the framework's words or close to them. */
  readonly title: string;
  /**
   * How it is proven: by rules, or by people who attest it with evidence, because no infrastructure shows it.
   * @default "rules"
   */
  readonly provenBy?: "attestation";
}
