/**
 * Where the schema of the component package is read from: the same components, under compiler options that leave out
 * what their arguments do not need. (The types of the cloud's SDK alone would triple the time to the first answer.)
 */
export * from "..";
