/** Stands in for the cloud's SDK when the arguments of the components are read: none of them is of its types. */
export {};
