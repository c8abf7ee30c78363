export const options: readonly string[];
