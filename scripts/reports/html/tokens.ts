/** Colours of the page, by what they mean. `on` a background of the same name they have a contrast of 4.5 and more. */
export interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly link: string;
  readonly tones: Readonly<
    Record<Tone, { readonly ink: string; readonly ground: string; readonly bar: string }>
  >;
}

/** What a mark means, whatever word stands in it. */
export const tones = ["bad", "warn", "good", "exempt", "quiet"] as const;
export type Tone = (typeof tones)[number];

export const palettes: Readonly<Record<"light" | "dark", Palette>> = {
  light: {
    page: "#ffffff",
    panel: "#f5f6f8",
    line: "#d3d8e0",
    text: "#181c24",
    muted: "#56606f",
    link: "#0b57b0",
    tones: {
      bad: { ink: "#a3161d", ground: "#fdebea", bar: "#c9353b" },
      warn: { ink: "#7a4a00", ground: "#fdf1d9", bar: "#c98a1a" },
      good: { ink: "#17622f", ground: "#e4f3e8", bar: "#35915a" },
      exempt: { ink: "#563a9c", ground: "#efe9fb", bar: "#7d62c4" },
      quiet: { ink: "#4e5867", ground: "#e9ecf1", bar: "#a4adba" },
    },
  },
  dark: {
    page: "#12151a",
    panel: "#1a1f26",
    line: "#363e4a",
    text: "#e8ebf0",
    muted: "#a5afbd",
    link: "#86b7ff",
    tones: {
      bad: { ink: "#ffa39c", ground: "#40191b", bar: "#e2605b" },
      warn: { ink: "#f4c46a", ground: "#382a0e", bar: "#d39a35" },
      good: { ink: "#86d9a0", ground: "#143020", bar: "#3f9c63" },
      exempt: { ink: "#c9b4ff", ground: "#2b2145", bar: "#8f74d8" },
      quiet: { ink: "#b3bcc9", ground: "#262d37", bar: "#626d7d" },
    },
  },
};

/** The palettes as custom properties: light, and dark where the reader's system is. Paper is always light. */
export function tokenCss(): string {
  return [
    `:root{color-scheme:light dark;${properties(palettes.light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${properties(palettes.dark)}}}`,
  ].join("\n");
}

function properties({ tones: byTone, ...plain }: Palette): string {
  return [
    ...Object.entries(plain).map(([name, color]) => `--${name}:${color}`),
    ...tones.flatMap((tone) =>
      Object.entries(byTone[tone]).map(([part, color]) => `--${tone}-${part}:${color}`),
    ),
  ].join(";");
}
