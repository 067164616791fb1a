/** Any JSON value; what enrollment variables, event properties and webhook bodies are made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }
